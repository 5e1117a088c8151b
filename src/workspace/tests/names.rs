//! From what is typed of a name to whoever bears it: speakers, and keys of sources.

use super::*;

#[test]
fn a_name_leads_to_where_somebody_speaks_not_to_where_they_are_named() {
    let named =
        |n: usize| (format!("sources/a{n:02}.txt"), format!("Tilda Okafor opened pier {n}. Nobody else spoke."));
    let mut files: Vec<(String, String)> = (0..20).map(named).collect();
    files.push(("sources/b.txt".into(), "“The wall will stand,” said Tilda Okafor on Monday.".into()));
    files.push(("sources/c.txt".into(), "“We saw it rise,” Jonas Petrel said. Tilda Okafor was silent.".into()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let dir = folder(&files);
    let workspace = open(&dir, "brief.md");
    let speakers = Speakers::of(&workspace);
    let keys_of = |sources: &[SourceId]| -> Vec<&str> {
        sources.iter().map(|id| workspace.archive.card(*id).unwrap().key.as_str()).collect()
    };
    let found: Vec<_> = speakers.named("oka", 9).into_iter().map(|(name, ids)| (name, keys_of(ids))).collect();
    assert_eq!(found, [("Tilda Okafor", vec!["b"])]);
    assert_eq!(keys_of(speakers.sources_of("Jonas Petrel")), ["c"]);
    assert_eq!(speakers.sources_of("Petrel"), []);
}

#[test]
fn keys_that_begin_so_come_first() {
    let dir = folder(&[
        ("sources/pier-b.txt", "B."),
        ("sources/Pier-a.txt", "A."),
        ("sources/minutes.md", "---\ntitle: The pier at night\n---\nText."),
        ("sources/wall.md", "---\nauthor: Ines Pierce\noutlet: The Harbour Times\n---\nText."),
        ("sources/happier.txt", "C."),
    ]);
    let workspace = open(&dir, "brief.md");
    let keys = Keys::of(&workspace);
    let fitting = |typed: &str, most: usize| -> Vec<String> {
        keys.fitting(&workspace, typed, most).into_iter().map(|(part, card)| format!("{part} {}", card.key)).collect()
    };
    assert_eq!(fitting("pier", 9), ["0 Pier-a", "0 pier-b", "2 minutes", "2 wall"]);
    assert_eq!(fitting("PIER-", 9), ["0 Pier-a", "0 pier-b"]);
    assert_eq!(fitting("pier", 1), ["0 Pier-a"]);
    assert_eq!(fitting("harbour t", 9), ["2 wall"]);
    assert_eq!(fitting("app", 9), ["3 happier"]);
    assert_eq!(fitting("", 9).len(), 5);
    assert_eq!(fitting("tide", 9), [""; 0]);
}
