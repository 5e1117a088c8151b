//! Lines of scripts that run from right to left, from the order in which their letters stand on the
//! page to that in which they are read: the way back from Unicode's bidirectional algorithm (UAX 9),
//! for lines without embeddings.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// What a letter does to the direction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Right,
    Left,
    Digit,
    Neutral,
}

/// Whether `c` is a letter of a script that runs from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')
        && !is_digit(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Vowels and other points, which stay with the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{300}'..='\u{36f}')
}

/// The line `shown`, whose letters are in order from left to right, as it is read.
pub(super) fn logical(shown: &str) -> Cow<'_, str> {
    if !shown.contains(is_right_to_left) {
        return Cow::Borrowed(shown);
    }
    let mut letters = clusters(shown);
    let count = |class| letters.iter().filter(|(_, own)| *own == class).count();
    if count(Class::Right) >= count(Class::Left) {
        letters.reverse();
        reverse_runs(&mut letters, |class| matches!(class, Class::Left | Class::Digit));
    } else {
        reverse_runs(&mut letters, |class| class == Class::Right);
    }
    let text: String = letters.into_iter().map(|(letter, _)| letter).collect();
    // Shapes that letters take within words, as the letters they are.
    Cow::Owned(text.chars().flat_map(unshaped).collect())
}

fn unshaped(c: char) -> impl Iterator<Item = char> {
    let shaped = matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let plain = shaped.then(|| std::iter::once(c).nfkc());
    let own = if shaped { None } else { Some(c) };
    plain.into_iter().flatten().chain(own)
}

fn clusters(text: &str) -> Vec<(&str, Class)> {
    let mut starts: Vec<usize> =
        text.char_indices().filter(|(at, c)| *at == 0 || !is_mark(*c)).map(|(at, _)| at).collect();
    starts.push(text.len());
    let pieces = starts.windows(2).filter_map(|pair| match pair {
        [start, end] => text.get(*start..*end),
        _ => None,
    });
    pieces.map(|piece| (piece, piece.chars().next().map_or(Class::Neutral, class))).collect()
}

fn class(c: char) -> Class {
    match c {
        c if is_right_to_left(c) => Class::Right,
        c if is_digit(c) => Class::Digit,
        c if c.is_alphabetic() => Class::Left,
        _ => Class::Neutral,
    }
}

/// Turns each run round that begins and ends with a letter that `belongs`; what is neutral between two such is in it.
fn reverse_runs(letters: &mut [(&str, Class)], belongs: impl Fn(Class) -> bool) {
    let mut at = 0;
    while at < letters.len() {
        if !letters.get(at).is_some_and(|(_, class)| belongs(*class)) {
            at += 1;
            continue;
        }
        let (start, mut end, mut ahead) = (at, at + 1, at + 1);
        while let Some((_, class)) = letters.get(ahead) {
            match class {
                class if belongs(*class) => end = ahead + 1,
                Class::Neutral => {}
                _ => break,
            }
            ahead += 1;
        }
        if let Some(run) = letters.get_mut(start..end) {
            run.reverse();
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_from_right_to_left() {
        let line = "שלום עולם";
        let shown: String = line.chars().rev().collect();
        assert_eq!(logical(&shown), line);
        assert_eq!(logical("plain text"), "plain text");
    }

    #[test]
    fn numbers_and_latin_words_within_keep_their_order() {
        // "42 and so" is one run from left to right.
        assert_eq!(logical("םלוע 42 and so ןתנ"), "נתן 42 and so עולם");
        assert_eq!(logical("he said םולש to us"), "he said שלום to us");
    }

    #[test]
    fn shaped_letters_become_plain_ones() {
        assert_eq!(logical("\u{fe8e}\u{fe92}\u{fea3}\u{fead}\u{fee3}"), "مرحبا");
    }
}
