//! Accents that are drawn as letters of their own over or under another, as TeX's older fonts have it.

use unicode_normalization::UnicodeNormalization as _;

use super::glyphs::Glyph;

/// The accent that a letter is, as the character that combines with the letter before it.
pub(super) fn combining(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let only = chars.next().filter(|_| chars.next().is_none())?;
    Some(match only {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{36f}' => only,
        _ => return None,
    })
}

/// The letter that `letter` with the accent `mark` is, if there is one and `accent`, which is drawn
/// there, stands over or under it.
pub(super) fn joined(accent: &Glyph, mark: char, letter: &Glyph) -> Option<char> {
    let middle = accent.x + accent.width / 2.0;
    let slack = 0.05 * letter.size;
    let over = middle >= letter.x - slack && middle <= letter.x + letter.width + slack;
    if !over || (accent.y - letter.y).abs() > 0.8 * letter.size {
        return None;
    }
    let mut chars = letter.text.chars();
    let base = chars.next().filter(|c| c.is_alphabetic() && chars.next().is_none())?;
    let base = match base {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let mut composed = [base, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64) -> Glyph {
        Glyph { text: text.to_owned(), x, y: 80.0, width: 5.0, size: 10.0, turn: 0 }
    }

    #[test]
    fn accents_join_the_letters_that_they_stand_over() {
        assert_eq!(joined(&glyph("¨", 50.2), '\u{308}', &glyph("a", 50.0)), Some('ä'));
        assert_eq!(joined(&glyph("´", 50.2), '\u{301}', &glyph("ı", 50.0)), Some('í'));
        assert_eq!(joined(&glyph("¨", 44.0), '\u{308}', &glyph("a", 50.0)), None);
        assert_eq!(joined(&glyph("^", 50.0), '\u{302}', &glyph("q", 50.0)), None);
        assert_eq!(combining("~"), Some('\u{303}'));
        assert_eq!(combining("ab"), None);
    }
}
