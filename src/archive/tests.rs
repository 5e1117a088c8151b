//! What `candidates` guarantees, held against looking everywhere.

use std::sync::Arc;

use super::{Archive, Candidates, Query, SourceId};
use crate::prose::Reading;
use crate::source::{Card, Locators, OffsetMap, Source};
use crate::text::{WordKey, words};

fn source(key: &str, text: &str) -> Arc<Source> {
    Arc::new(Source {
        card: Arc::new(Card { key: key.to_owned(), path: key.into(), shown: key.to_owned(), ..Card::default() }),
        text: text.to_owned(),
        prose: text.to_owned(),
        offsets: OffsetMap::identity(),
        locators: Locators::default(),
        lines: std::sync::OnceLock::new(),
        blocks: Vec::new(),
        reading: Reading::default(),
        words: words(text),
    })
}

fn keys(text: &str) -> Vec<WordKey> {
    words(text).iter().map(|word| word.key).collect()
}

fn ask(archive: &Archive, text: &str) -> Candidates {
    archive.candidates(&[Query::new(&keys(text))]).remove(0)
}

/// The passages, as source and words.
fn texts(archive: &Archive, found: &Candidates) -> Vec<(u32, String, usize)> {
    let text = |passage: &super::Passage| {
        let source = archive.source(passage.source).unwrap();
        let words = source.words[passage.words.clone()].iter().map(|word| word.span.of(&source.text));
        words.collect::<Vec<_>>().join(" ")
    };
    found.passages.iter().map(|passage| (passage.source.0, text(passage), passage.errors)).collect()
}

#[test]
fn one_to_three_words_are_found_as_they_stand_and_nowhere_else() {
    let archive = Archive::build(
        vec![source("b", "a low wall of stone"), source("a", "stone by stone the low wall rose")],
        Vec::new(),
    );
    let found = ask(&archive, "low wall");
    assert_eq!(texts(&archive, &found), [(0, "low wall".to_owned(), 0), (1, "low wall".to_owned(), 0)]);
    assert!(found.complete);
    assert_eq!(ask(&archive, "stone").passages.len(), 3);
    assert!(ask(&archive, "wall low").passages.is_empty());
    assert!(ask(&archive, "granite").passages.is_empty());
    // The last word of one source and the first of the next are no neighbours.
    assert!(ask(&archive, "rose a").passages.is_empty());
}

#[test]
fn altered_words_are_found_the_nearest_first() {
    let archive = Archive::build(
        vec![
            source("far", "nothing of the kind was ever said on this coast by anybody at all"),
            source("near", "before the war the old lighthouse was lit by hand every single evening until dawn"),
            source("same", "they say the old lighthouse was lit by hand every evening and never failed"),
        ],
        Vec::new(),
    );
    let found = ask(&archive, "the old lighthouse was lit by hand every evening");
    let order: Vec<(u32, usize)> = found.passages.iter().map(|passage| (passage.source.0, passage.errors)).collect();
    assert_eq!(order, [(2, 0), (1, 1)]);
    assert!(found.complete);
}

#[test]
fn given_sources_are_looked_at_however_well_others_fit() {
    let mut sources = vec![source("z", "we will mend the roof before the second week of June")];
    sources.extend((0..100).map(|n| source(&format!("a{n}"), "we will mend the roof before the first week of June")));
    let archive = Archive::build(sources, Vec::new());
    let words = keys("we will mend the roof before the first week of June");
    let everywhere = archive.candidates(&[Query::new(&words)]).remove(0);
    assert!(!everywhere.complete && everywhere.passages.iter().all(|passage| passage.errors == 0));
    let given = archive.candidates_in(&[Query::new(&words)], &[SourceId(100)]).remove(0);
    assert_eq!(given.passages.iter().map(|p| (p.source, p.errors)).collect::<Vec<_>>(), [(SourceId(100), 1)]);
}

#[test]
fn versions_are_looked_for_where_the_words_they_share_tell_enough() {
    let plain = (0..2_000).map(|n| format!("there was a lot of w{n} and not a lot of v{n} for the rest of us "));
    let mut sources = vec![source("plain", &plain.collect::<String>())];
    sources.extend((0..3).map(|n| source(&format!("s{n}"), "the minister drained three brackish lagoons overnight")));
    let archive = Archive::build(sources, Vec::new());
    let beyond = |text: &str| archive.query(&keys(text)).beyond;
    assert_eq!(beyond("a lot of sacrifices"), 0);
    assert_eq!(beyond("drained three brackish lagoons"), 1);
    // Many usual words tell as much as a few rare ones.
    assert_eq!(beyond("there was a lot of snow and not a lot of sun"), 2);
}

#[test]
fn what_was_not_looked_at_is_said() {
    let archive = Archive::build(vec![source("s", &"the sea and the sky and ".repeat(30_000))], Vec::new());
    assert!(!ask(&archive, "the sky and the sea and the sea and the land").complete);
    assert!(!ask(&archive, "sea").complete);
    assert!(ask(&archive, "").complete);
    assert!(Archive::build(Vec::new(), Vec::new()).candidates(&[Query::new(&keys("not here at all"))])[0].complete);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let texts = ["the long pier was swept away", "the long pier was swept clean away", "a long pier was washed away"];
    let mut sources: Vec<_> = texts.iter().enumerate().map(|(n, text)| source(&format!("s{n}"), text)).collect();
    let forward = ask(&Archive::build(sources.clone(), Vec::new()), "the long pier was swept away");
    sources.reverse();
    let backward = ask(&Archive::build(sources, Vec::new()), "the long pier was swept away");
    assert_eq!(forward.passages, backward.passages);
}

#[test]
fn the_parts_of_a_splice_are_found_where_they_stand() {
    let archive = Archive::build(
        vec![
            source(
                "a",
                "The ferry will run again on Monday, she said, and every day after that until the ice comes back.",
            ),
            source("b", "He said that nobody on the island had been asked about the price of the crossing before."),
            source("c", "Nothing of the kind has been decided, and nobody has been told."),
        ],
        Vec::new(),
    );
    let words = keys("the ferry will run again on Monday nobody on the island has been asked about the price");
    let found = archive.fragments(&words);
    let parts: Vec<_> =
        found.iter().map(|part| (part.of_query.clone(), part.passage.source.0, part.passage.errors)).collect();
    assert_eq!(parts, [(0..7, 0, 0), (7..17, 1, 1)]);
    assert!(archive.fragments(&keys("granite and gravel")).is_empty());
}
