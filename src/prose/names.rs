//! How names and roles are compared.

use super::data::names::{PARTICLES, ROLE_FORMS, SHORT_FORMS};
use super::lexicon::{Language, Lexicon, class};
use crate::text::is_joint;
use unicode_normalization::UnicodeNormalization;

/// A name for comparison: lower case, without diacritics, points and joints, with hyphens as spaces.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfd() {
        match c {
            '.' | ',' => {}
            '-' | '\u{2010}' | '\u{2011}' => out.push(' '),
            '’' | '‘' | '\'' | 'ʼ' => {}
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            c if c.is_whitespace() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// A name as it is kept: on one line, without joints.
pub(super) fn clean(name: &str) -> Box<str> {
    let blank = |c: char| c.is_whitespace() && c != ' ';
    let joined = name.contains(is_joint) || name.contains(blank) || name.contains("  ");
    if !joined {
        return name.into();
    }
    let name: String = name.chars().filter(|c| !is_joint(*c)).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// A role as it is compared and kept: lower case, without determiners, "u.s." as "us", "Gov." as
/// "governor".
pub(super) fn role_words(role: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in role.split(|c: char| c.is_whitespace() || c == '-') {
        let word: String = word
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '\'' || *c == '’')
            .flat_map(char::to_lowercase)
            .collect();
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        let word = ROLE_FORMS.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full);
        if !word.is_empty()
            && !matches!(
                word,
                "the"
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
            )
        {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
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
    !matches!(word, "al" | "ben") && PARTICLES.split_whitespace().any(|particle| particle == word)
}

impl<'a> NameParts<'a> {
    /// The parts of `name`, which must be [`folded`].
    pub(super) fn of(name: &'a str) -> Self {
        let name = ["jr", "sr", "ii", "iii", "iv"]
            .iter()
            .find_map(|suffix| name.strip_suffix(suffix)?.strip_suffix(' '))
            .unwrap_or(name);
        let last = name.rsplit(' ').next().unwrap_or(name);
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
