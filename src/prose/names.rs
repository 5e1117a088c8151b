//! How names and roles are compared.

use smol_str::SmolStr;

use super::data::names::{ROLE_FORMS, SHORT_FORMS};
use super::lexicon::{Language, Lexicon, class};
use crate::text::one_line;
use unicode_normalization::UnicodeNormalization;

/// A name for comparison: lower case, without diacritics, points and joints, with hyphens as spaces.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut fold = |c: char| match c {
        '.' | ',' => {}
        '-' | '\u{2010}' | '\u{2011}' => out.push(' '),
        '’' | '‘' | '\'' | 'ʼ' => {}
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
        c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
        c if c.is_whitespace() && !out.ends_with(' ') => out.push(' '),
        _ => {}
    };
    if name.is_ascii() {
        name.chars().for_each(&mut fold)
    } else {
        name.nfd().for_each(&mut fold)
    }
    out.truncate(out.trim_end().len());
    if out.starts_with(' ') { out.trim_start().to_owned() } else { out }
}

/// A name as it is kept: on one line, without joints.
pub(super) fn clean(name: &str) -> SmolStr {
    SmolStr::new(one_line(name))
}

/// A role as it is compared and kept: lower case, without determiners, "u.s." as "us", "Gov." as
/// "governor".
pub(super) fn role_words(role: &str) -> String {
    let mut out = String::with_capacity(role.len());
    for word in role.split(|c: char| c == ' ' || c == '-' || c.is_whitespace()) {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let start = out.len();
        let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain {
            out.push_str(word);
            if let Some(word) = out.get_mut(start..) {
                word.make_ascii_lowercase();
            }
        }
        for c in word.chars().filter(|_| !plain) {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            } else if c.is_alphanumeric() || c == '\'' || c == '’' {
                out.extend(c.to_lowercase());
            }
        }
        for genitive in ["'s", "’s"] {
            while out.get(start..).is_some_and(|word| word.ends_with(genitive)) {
                out.truncate(out.len() - genitive.len());
            }
        }
        let word = out.get(start..).unwrap_or_default();
        let full = full_role(word);
        if let Some(full) = full {
            out.truncate(start);
            out.push_str(full);
        }
        let dropped = matches!(
            out.get(start..).unwrap_or_default(),
            "" | "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "this"
                | "that"
                | "der"
                | "die"
                | "das"
                | "den"
                | "dem"
        );
        if dropped {
            out.truncate(before);
        }
    }
    out
}

/// The word that a short form of a title stands for.
fn full_role(word: &str) -> Option<&'static str> {
    let first = *word.as_bytes().first()?;
    let same = |short: &str| short.as_bytes().first() == Some(&first) && short == word;
    ROLE_FORMS.iter().find(|(short, _)| same(short)).map(|(_, full)| *full)
}

/// Whether two given names (folded) may be one person's: equal, an initial, a short form, or the
/// start of the other.
pub(super) fn given_agree(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let full = |name: &'_ str| SHORT_FORMS.iter().find(|(form, _)| *form == name).map(|(_, full)| *full);
    let (full_a, full_b) = (full(a).unwrap_or(a), full(b).unwrap_or(b));
    // "Maria" and "Mario" are two names, "Volodimir" and "Volodymyr" two spellings.
    let given = |name| Lexicon::of(Language::English).classes(name) & class::GIVEN != 0;
    short.is_empty()
        || (short.chars().count() <= 2 && long.starts_with(short.chars().next().unwrap_or(' ')))
        || (short.len() >= 3 && long.starts_with(short))
        || full_a == full_b
        || (full_a == "steven" && b.starts_with("steph"))
        || (full_b == "steven" && a.starts_with("steph"))
        || (close(a, b) && !(given(a) && given(b)))
}

/// Whether two words are spellings of one: a small edit distance for their length.
pub(super) fn close(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    a == b || (allowed > 0 && a.chars().next() == b.chars().next() && strsim::levenshtein(a, b) <= allowed)
}

/// What stands behind the last space of `name`.
pub(super) fn last_word(name: &str) -> &str {
    let start = name.bytes().rposition(|byte| byte == b' ').map_or(0, |space| space + 1);
    name.get(start..).unwrap_or_default()
}

/// A folded name in its parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NameParts<'a> {
    /// The first given name; none where only a surname (with its particles) stands.
    pub(super) given: Option<&'a str>,
    /// The last word, without "jr" and the like.
    pub(super) last: &'a str,
}

/// "von", "de": what stands before a surname and belongs to it.
fn is_particle(word: &str) -> bool {
    // These are given names as well, and then more often.
    !matches!(word, "al" | "ben") && Lexicon::of(Language::English).classes(word) & class::PARTICLE != 0
}

impl<'a> NameParts<'a> {
    /// The parts of `name`, which must be [`folded`].
    pub(super) fn of(name: &'a str) -> Self {
        let suffix = matches!(last_word(name), "jr" | "sr" | "ii" | "iii" | "iv");
        let name = if suffix { name.rsplit_once(' ').map_or(name, |(name, _)| name) } else { name };
        let last = last_word(name);
        let given = name.split(' ').next().filter(|first| first.len() < name.len() && !is_particle(first));
        Self { given, last }
    }
}

/// Whether two full names with one surname may be one person's.
pub(super) fn given_names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    match (NameParts::of(&a).given, NameParts::of(&b).given) {
        (Some(a), Some(b)) => given_agree(a, b),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_short_forms_agree() {
        assert!(given_names_agree("Bill Marsh", "William Marsh"));
        assert!(given_names_agree("J. Marsh", "Jane Marsh"));
        assert!(!given_names_agree("Bill Marsh", "Hanna Marsh"));
        assert!(!given_names_agree("Maria Marsh", "Mario Marsh"));
        assert!(given_names_agree("Volodimir Marsh", "Volodymyr Marsh"));
        assert!(close("zelensky", "zelenskyy") && close("zelenskiy", "zelenskyy"));
        assert!(!close("marsh", "walsh") && !close("rowan", "bowan"));
    }

    #[test]
    fn roles_lose_their_determiners() {
        assert_eq!(role_words("the U.S. special-envoy"), "us special envoy");
        assert_eq!(role_words("Ohio Gov."), "ohio governor");
    }
}
