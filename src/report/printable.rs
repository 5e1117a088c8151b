//! Text from files, made safe to print.
//!
//! A source or a file name may hold escape sequences that clear a screen or recolour it, and
//! characters that turn the direction of what follows. None of them may reach a terminal.

use std::borrow::Cow;

/// `text` on one line: line breaks and tabs become spaces, every other control character and
/// every direction mark becomes a visible stand-in.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| character(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(character).collect())
}

/// What is printed for `c`: itself, a stand-in one column wide, or nothing for what has no width
/// and no meaning to a reader.
#[must_use]
pub fn character(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        // The pictures that Unicode has for control characters stand in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            Some('\u{fffd}')
        }
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(text("plain “words” é和"), "plain “words” é和");
        assert_eq!(text("\u{1b}[2J\u{9b}31m\u{202e}x\u{7}"), "␛[2J\u{fffd}31m\u{fffd}x␇");
        assert_eq!(text("two\r\nlines"), "two  lines");
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| c.is_control()) {
            assert!(character(c).is_none_or(|shown| !shown.is_control()), "{c:?}");
        }
    }
}
