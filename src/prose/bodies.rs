//! Whether two names of bodies may mean one: ministries, companies, councils.

use super::Sameness;
use super::lexicon::{Language, Lexicon, class};
use super::names::folded;

/// Whether the bodies named `a` and `b` are one.
///
/// They are where the names have the same words ("Ministry of Harbours", "Harbours Ministry"), or one
/// is made of the initials of the other. They are not where each says what kind of body it is and they
/// have no word in common. Anything else may be a shorter name, an office within the other, or a
/// capital that stands for its government.
pub(super) fn compare_bodies(a: &str, b: &str) -> Sameness {
    let (a, b) = (folded(a), folded(b));
    let (x, y) = (words(&a), words(&b));
    let (mut sorted_x, mut sorted_y) = (x.clone(), y.clone());
    sorted_x.sort_unstable();
    sorted_y.sort_unstable();
    if sorted_x == sorted_y || initials(&x, &y) || initials(&y, &x) {
        return Sameness::Same;
    }
    let lexicon = Lexicon::of(Language::English);
    let full = |words: &[&str]| words.len() > 1 && words.iter().any(|word| lexicon.classes(word) & class::BODY != 0);
    if full(&x) && full(&y) && !x.iter().any(|word| y.contains(word)) { Sameness::Different } else { Sameness::Unknown }
}

fn words(name: &str) -> Vec<&str> {
    name.split(' ')
        .filter(|word| !matches!(*word, "the" | "of" | "for" | "and" | "&" | "der" | "die" | "das" | "fur"))
        .collect()
}

/// Whether `short` is one word of the initials of `full`.
fn initials(short: &[&str], full: &[&str]) -> bool {
    let first = |word: &&str| word.chars().next();
    matches!(short, [one] if full.len() > 1 && one.chars().eq(full.iter().filter_map(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_apart_only_by_full_names() {
        assert_eq!(compare_bodies("Ministry of Harbours", "the Harbours Ministry"), Sameness::Same);
        assert_eq!(compare_bodies("SHB", "Skerrow Harbour Board"), Sameness::Same);
        assert_eq!(compare_bodies("Skerrow Harbour Board", "County Council"), Sameness::Different);
        assert_eq!(compare_bodies("Harbour Board", "Skerrow Harbour Council"), Sameness::Unknown);
        assert_eq!(compare_bodies("Skerrow", "County Council"), Sameness::Unknown);
        assert_eq!(compare_bodies("Harbour Office", "Ministry"), Sameness::Unknown);
    }
}
