//! Words and the form in which they are compared.

use std::hash::{Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use super::kinds::{Kind, is_symbol_word, kind};
use super::{Span, is_joint};

/// One word of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is compared by.
    pub key: WordKey,
}

/// Stands for all words of one [`normal_form`] class: equal keys, equal words.
///
/// A number and its name share a key ("5", "five"), so that retrieval and alignment take them
/// for the same word; whoever must tell them apart compares the [`normal_form`]s.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WordKey(pub u64);

impl WordKey {
    /// The key of a word given by its normal form.
    #[must_use]
    pub fn of(normal: &str) -> Self {
        let mut hasher = rustc_hash::FxHasher::default();
        number_class(normal).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// All words of `text`, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    words_in(text, Span::new(0, text.len()))
}

/// The words of `text` inside `span`, in order, with spans into all of `text`.
///
/// A word is a run of letters, digits and marks, with apostrophes between letters
/// ("don't", "l'été"), points and commas between digits ("3,000.5"), and points inside
/// initials ("U.S."). A hyphen parts words. `%` and `&` are words, because they are read as such.
/// Chinese, Japanese and Thai letters are words one by one, as there is no space to go by.
#[must_use]
pub fn words_in(text: &str, span: Span) -> Vec<Word> {
    let mut found = Vec::with_capacity(span.len() / 5);
    let slice = span.of(text);
    let mut form = String::new();
    let mut at = 0;
    while let Some(byte) = slice.as_bytes().get(at) {
        if kind(*byte) == Kind::Parts {
            at += 1;
            continue;
        }
        let word = |end: usize, normal: &str| Word {
            span: Span::new(span.start + at, span.start + end),
            key: WordKey::of(normal),
        };
        if let Some(end) = plain_word(slice, at) {
            lower_plain(slice.get(at..end).unwrap_or_default(), &mut form);
            found.push(word(end, &form));
            at = end;
            continue;
        }
        let (end, behind) = any_word(slice, at);
        if let Some(end) = end {
            normalise_into(slice.get(at..end).unwrap_or_default(), &mut form);
            found.push(word(end, &form));
        }
        at = behind;
    }
    found
}

/// Where the word ends that begins at `start`, when it is of letters and digits of ASCII alone and nothing behind it may
/// be part of it: nearly all words are, and are read so in a third of the time.
fn plain_word(slice: &str, start: usize) -> Option<usize> {
    let bytes = slice.as_bytes().get(start..)?;
    let len = bytes.iter().take_while(|byte| kind(**byte) == Kind::Letter).count();
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(kind(*byte), Kind::Parts | Kind::Symbol));
    let may_join = matches!(bytes.get(len), Some(b'\'' | b'`' | b'.' | b','));
    let is_alone = ends(bytes.get(len)) && (!may_join || ends(bytes.get(len + 1)));
    (len > 0 && is_alone).then_some(start + len)
}

/// Where the word ends that begins at `start`, and where to go on behind it; `None` when none begins there.
fn any_word(slice: &str, start: usize) -> (Option<usize>, usize) {
    let mut rest = slice.get(start..).unwrap_or_default().char_indices().map(|(at, c)| (start + at, c)).peekable();
    let Some((_, first)) = rest.next() else { return (None, slice.len()) };
    let mut end = start + first.len_utf8();
    if is_symbol_word(first) || (is_word_char(first) && is_ideograph(first)) {
        return (Some(end), end);
    }
    if !is_word_char(first) {
        return (None, end);
    }
    let mut last = first;
    while let Some(&(at, c)) = rest.peek() {
        if is_ideograph(c) {
            break;
        }
        if is_word_char(c) || is_joint(c) || c == '\u{ad}' {
            end = if is_word_char(c) { at + c.len_utf8() } else { end };
            last = if is_word_char(c) { c } else { last };
            rest.next();
            continue;
        }
        let next = slice.get(at + c.len_utf8()..).and_then(|s| s.chars().find(|c| !is_joint(*c)));
        if !next.is_some_and(|next| joins(last, c, next, slice.get(start..at).unwrap_or_default())) {
            break;
        }
        rest.next();
    }
    // The point that closes initials belongs to them: "U.S." is one word, not "U.S" and a stop.
    if let Some(&(at, '.')) = rest.peek()
        && is_initials(slice.get(start..end).unwrap_or_default())
    {
        end = at + 1;
        rest.next();
    }
    (Some(end), rest.peek().map_or(slice.len(), |(at, _)| *at))
}

/// The form by which a word is compared: compatibility-normalised, lower case, typographic
/// apostrophes straight, soft hyphens and joints gone, the points of initials gone.
#[must_use]
pub fn normal_form(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    normalise_into(word, &mut form);
    form
}

/// The normal form of a word of letters and digits of ASCII.
fn lower_plain(word: &str, form: &mut String) {
    form.clear();
    form.push_str(word);
    form.make_ascii_lowercase();
}

fn normalise_into(word: &str, form: &mut String) {
    if word.bytes().all(|byte| kind(byte) == Kind::Letter) {
        return lower_plain(word, form);
    }
    form.clear();
    let initials = is_initials(word);
    // What NFKC leaves as it is need not go through it.
    if word.chars().all(|c| matches!(c, '\0'..='\u{7f}' | '\u{c0}'..='\u{ff}' | '’' | '‘')) {
        word.chars().for_each(|c| normalise_char(c, initials, form));
    } else {
        word.nfkc().for_each(|c| normalise_char(c, initials, form));
    }
    if form.contains(',') {
        // Digit grouping: "3,000" is "3000".
        form.retain(|c| c != ',');
    }
    match form.as_str() {
        "&" => "and".clone_into(form),
        "%" => "percent".clone_into(form),
        _ => {}
    }
}

fn normalise_char(c: char, in_initials: bool, form: &mut String) {
    match c {
        '’' | '‘' | '`' | '´' | 'ʼ' | '\u{2032}' => form.push('\''),
        '.' if in_initials => {}
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        c if is_joint(c) => {}
        c if c.is_ascii() => form.push(c.to_ascii_lowercase()),
        c => form.extend(c.to_lowercase()),
    }
}

/// The number that a word in its normal form names, "zero" to "twenty".
#[must_use]
pub fn small_number(normal: &str) -> Option<usize> {
    let number = match normal {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        _ => return None,
    };
    Some(number)
}

fn number_class(normal: &str) -> &str {
    const DIGITS: [&str; 21] = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19",
        "20",
    ];
    small_number(normal).and_then(|i| DIGITS.get(i)).copied().unwrap_or(normal)
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // What is met most: Latin letters and general punctuation, told without the tables of Unicode.
    match c {
        '×' | '÷' | '\u{2000}'..='\u{206f}' => return false,
        '\u{c0}'..='\u{24f}' => return true,
        _ => {}
    }
    (c.is_alphanumeric() && !is_raised(c)) || unicode_normalization::char::is_combining_mark(c)
}

/// A raised figure is a footnote's, not the word's: "river¹" is "river".
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` between `last` and `next` keeps them in one word.
fn joins(last: char, c: char, next: char, so_far: &str) -> bool {
    match c {
        '\'' | '’' | '‘' | 'ʼ' | '`' => last.is_alphanumeric() && next.is_alphabetic(),
        '.' => (last.is_numeric() && next.is_numeric()) || (next.is_uppercase() && is_initials_so_far(so_far)),
        ',' => last.is_numeric() && next.is_numeric(),
        '\u{200b}'..='\u{200d}' | '\u{2060}' => is_word_char(next),
        _ => false,
    }
}

/// "U", "U.S": single capitals parted by points.
fn is_initials_so_far(text: &str) -> bool {
    !text.is_empty() && text.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// "U.S", "U.S.": at least two single capitals parted by points.
fn is_initials(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    text.contains('.') && is_initials_so_far(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_are_read_as_any(text in "([a-zA-Z0-9]{0,4}[ .,'`%&\u{7f}\u{ad}\u{200b}’é字1U\n-]{0,2}){0,12}") {
            let mut ends = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let (end, behind) = any_word(&text, at);
                ends.extend(end.map(|end| Span::new(at, end)));
                at = behind;
            }
            let found: Vec<Span> = words(&text).iter().map(|word| word.span).collect();
            prop_assert_eq!(found, ends);
        }
    }

    #[test]
    fn letters_of_europe_and_punctuation_are_told_as_unicode_has_them() {
        for c in ('\u{80}'..='\u{24f}').chain('\u{2000}'..='\u{206f}') {
            assert_eq!(is_word_char(c), c.is_alphanumeric() && !is_raised(c), "{c:?}");
        }
        for c in ('\0'..='\u{7f}').chain('\u{c0}'..='\u{ff}').chain(['’', '‘']) {
            assert_eq!(c.nfkc().collect::<Vec<_>>(), [c]);
        }
    }

    #[test]
    fn numbers_have_names() {
        assert_eq!(["zero", "one", "twelve", "nineteen", "twenty"].map(small_number), [0, 1, 12, 19, 20].map(Some));
        assert_eq!(["", "on", "thirty", "once"].map(small_number), [None; 4]);
        assert_eq!(["five", "twenty", "5", "fiver"].map(number_class), ["5", "20", "5", "fiver"]);
    }

    fn split(text: &str) -> Vec<&str> {
        words(text).iter().map(|w| w.span.of(text)).collect()
    }

    #[test]
    fn hyphens_part_and_apostrophes_join() {
        assert_eq!(split("Article 5-like, don’t “‘we’re’”"), ["Article", "5", "like", "don’t", "we’re"]);
        assert_eq!(split("the dogs' bone 'tis"), ["the", "dogs", "bone", "tis"]);
    }

    #[test]
    fn numbers_and_initials_are_single_words() {
        assert_eq!(split("$3,000.50 in the U.S. and 5%."), ["3,000.50", "in", "the", "U.S.", "and", "5", "%"]);
        assert_eq!(split("J.D. Vance. A. Nother"), ["J.D.", "Vance", "A", "Nother"]);
    }

    #[test]
    fn a_joint_does_not_part_a_word() {
        assert_eq!(words("un\u{7f}real")[0].key, WordKey::of("unreal"));
        assert_eq!(words("soft\u{ad}ly")[0].key, WordKey::of("softly"));
    }

    #[test]
    fn a_raised_figure_is_no_part_of_a_word() {
        assert_eq!(split("the river¹ rose² to 10³"), ["the", "river", "rose", "to", "10"]);
    }

    #[test]
    fn keys_fold_what_is_read_alike() {
        let key = |s: &str| words(s)[0].key;
        assert_eq!(key("Five"), key("5"));
        assert_eq!(key("DON’T"), key("don't"));
        assert_eq!(key("U.S."), key("US"));
        assert_eq!(key("ﬁnal"), key("final"));
        assert_eq!(key("3,000"), key("3000"));
        assert_ne!(key("we're"), key("were"));
    }

    #[test]
    fn scripts_without_spaces_give_words_by_the_letter() {
        assert_eq!(split("和平협정 is 平和"), ["和", "平", "협정", "is", "平", "和"]);
    }
}
