//! Whether other words are the speaker's grammar set right: "they was", "they were".
//!
//! A closed list of forms, as the same ending may be another tense or another number of things. Where
//! the subject is known, the draft's form must agree with it, or it was not set right.

/// Verbs by their form with "they" and their form with "she".
const VERBS: &[(&str, &str)] = &[
    ("are", "is"),
    ("were", "was"),
    ("have", "has"),
    ("do", "does"),
    ("go", "goes"),
    ("say", "says"),
    ("come", "comes"),
    ("get", "gets"),
    ("want", "wants"),
    ("know", "knows"),
    ("think", "thinks"),
    ("feel", "feels"),
    ("seem", "seems"),
    ("make", "makes"),
    ("take", "takes"),
    ("give", "gives"),
    ("tell", "tells"),
    ("become", "becomes"),
    ("believe", "believes"),
    ("understand", "understands"),
    ("keep", "keeps"),
    ("mean", "means"),
    ("need", "needs"),
    ("remain", "remains"),
    ("exist", "exists"),
];

const PLURAL: &[&str] = &["we", "you", "they", "these", "those", "people", "folks", "many", "both"];
const SINGULAR: &[&str] = &[
    "he",
    "she",
    "it",
    "this",
    "that",
    "nobody",
    "nothing",
    "everybody",
    "everyone",
    "everything",
    "somebody",
    "someone",
    "something",
    "anybody",
    "anyone",
    "anything",
    "each",
    "none",
];

/// What was said, and what is correct, whatever stands before.
const ANYWHERE: &[(&str, &str)] =
    &[("who", "whom"), ("them", "those"), ("less", "fewer"), ("good", "well"), ("real", "really"), ("bad", "badly")];

/// Participles said for past tenses: right behind a pronoun.
const PARTICIPLES: &[(&str, &str)] = &[
    ("seen", "saw"),
    ("done", "did"),
    ("come", "came"),
    ("run", "ran"),
    ("drunk", "drank"),
    ("rung", "rang"),
    ("sung", "sang"),
    ("begun", "began"),
];

/// Past tenses said for participles: right behind a form of "have".
const PAST: &[(&str, &str)] = &[
    ("went", "gone"),
    ("came", "come"),
    ("ran", "run"),
    ("saw", "seen"),
    ("did", "done"),
    ("took", "taken"),
    ("wrote", "written"),
    ("broke", "broken"),
    ("began", "begun"),
    ("gave", "given"),
    ("forgot", "forgotten"),
    ("chose", "chosen"),
    ("spoke", "spoken"),
    ("drove", "driven"),
];

/// Whether `draft` is `source` set right, both one word in normal form, with the word that stands
/// before both.
pub(super) fn is_repair(draft: &str, source: &str, before: &str) -> bool {
    let pair = (source, draft);
    if ANYWHERE.contains(&pair) {
        return true;
    }
    let is_pronoun = |word: &str| matches!(word, "i" | "he" | "she" | "we" | "they" | "you" | "it");
    if PARTICIPLES.contains(&pair) {
        return is_pronoun(before);
    }
    if PAST.contains(&pair) {
        return matches!(before, "have" | "has" | "had" | "'ve" | "having");
    }
    let be = matches!(pair, ("is" | "'s", "are") | ("was", "were"));
    let plural = be || VERBS.iter().any(|verb| (verb.1, verb.0) == pair);
    let singular = VERBS.iter().any(|verb| (verb.0, verb.1) == pair);
    let ends_in_s = before.ends_with('s');
    match before {
        "i" => matches!(pair, ("has", "have") | ("does", "do") | ("were", "was")),
        "there" => be,
        _ if PLURAL.contains(&before) => plural,
        _ if SINGULAR.contains(&before) => singular,
        // A noun: with an "s", more than one.
        _ => (plural && ends_in_s) || (singular && !ends_in_s),
    }
}

#[cfg(test)]
mod tests {
    use super::is_repair;

    #[test]
    fn forms_that_agree_are_repairs() {
        for (before, source, draft) in [
            ("they", "was", "were"),
            ("nobody", "feel", "feels"),
            ("there", "'s", "are"),
            ("gates", "was", "were"),
            ("gate", "have", "has"),
            ("he", "do", "does"),
            ("i", "seen", "saw"),
            ("have", "went", "gone"),
            ("with", "who", "whom"),
        ] {
            assert!(is_repair(draft, source, before), "{before} {source} -> {draft}");
        }
    }

    #[test]
    fn other_forms_are_other_words() {
        for (before, source, draft) in [
            ("they", "were", "was"),
            ("she", "is", "are"),
            ("it", "is", "was"),
            ("we", "have", "had"),
            ("the", "gate", "gates"),
            ("there", "remains", "remain"),
            ("gates", "are", "is"),
            ("was", "seen", "saw"),
            ("they", "went", "gone"),
        ] {
            assert!(!is_repair(draft, source, before), "{before} {source} -> {draft}");
        }
    }
}
