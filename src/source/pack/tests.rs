//! What is packed comes back; what is damaged is noticed.

use std::path::Path;

use expect_test::expect;
use proptest::prelude::*;
use smallvec::smallvec;

use super::*;
use crate::source::from_text;

fn keys(source: &Source) -> Vec<WordKey> {
    source.words.iter().map(|word| word.key).collect()
}

/// Packs and unpacks `source`, and compares all there is of it.
fn comes_back(source: &Source) {
    let again = unpack(&pack(source), &keys(source), Arc::clone(&source.card)).unwrap();
    assert_eq!(format!("{again:?}"), format!("{source:?}"));
    let record = Label::pack(source);
    let label = Label::unpack(&record).unwrap();
    assert_eq!((&label.metadata, label.words), (&source.card.metadata, source.words.len()));
    assert!(source.reading.people.iter().filter(|p| !p.name.is_empty()).eq(&Label::people(&record).unwrap()));
    assert!(source.reading.speakers().into_iter().eq(&Label::speakers(&record).unwrap()));
}

const ARTICLE: &str = "---\ntitle: The pier\noutlet: The Harbour Times\nauthor: Ines Rowan\ndate: 2031-03-04\n---\n\n\
    # The pier\n\n**Ada Marsh**, the *mayor*, told reporters on Monday: “We &amp; the fishermen will *never* give in,” \
    and [left](https://harbour.example/a).\r\n\r\n> “It is a ‘long’ road,” said Tom Reed.\n\n<!-- unseen -->\n\n\
    - “Not today,” he told Harbour Radio.[^1]\n\n[^1]: “Nor tomorrow.”\n\n`code` 港の人 🎉 é\u{301}";

const TRANSCRIPT: &str =
    "MARSH: We never stop.\n\nREED (Harbour Party): [00:01:02] Nor do we. (Applause.)\n\nMARSH: Good.\n";

#[test]
fn every_kind_of_source_comes_back() {
    for (name, text) in [
        ("a.md", ARTICLE),
        ("a.txt", ARTICLE),
        ("b.txt", TRANSCRIPT),
        ("b.md", "---\nkind: speech\nauthor: Ada Marsh\n---\nMy friends, I say it again: “Never!” Thank you.\n"),
        ("c.md", "x"),
        ("d.txt", "\u{feff}Tab\tand\rlone returns\r\n"),
    ] {
        comes_back(&from_text(Path::new(name), name, text).unwrap());
    }
}

proptest! {
    #[test]
    fn whatever_is_written_comes_back(text in "([A-Za-z ,.“”\"'*_`<>&;\\[\\]()#\n\r\t:é和🎉\u{7f}-]|said Ada Marsh|\n\n){1,200}") {
        for name in ["p.md", "p.txt"] {
            if let Ok(source) = from_text(Path::new(name), name, &text) {
                comes_back(&source);
            }
        }
    }

    #[test]
    fn damaged_records_are_noticed(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), cut in any::<prop::sample::Index>()) {
        let source = from_text(Path::new("a.md"), "a.md", ARTICLE).unwrap();
        let record = pack(&source);
        let mut bad = record.clone();
        for (at, byte) in changes {
            let at = at.index(bad.len());
            bad[at] ^= byte;
        }
        let open = |record: &[u8]| unpack(record, &keys(&source), Arc::clone(&source.card));
        prop_assert_eq!(open(&bad).is_ok(), bad == record);
        prop_assert!(open(&record[..cut.index(record.len())]).is_err());
        // Somebody who damages a record on purpose makes the checksum fit.
        let forged = sealed(bad[8..].to_vec());
        if let Ok(source) = open(&forged) {
            let _ = format!("{source:?}");
        }
        let _ = Label::unpack(&forged);
    }

    #[test]
    fn noise_is_no_source(bytes in prop::collection::vec(any::<u8>(), 0..300), count in 0_usize..5) {
        let record = sealed(bytes);
        prop_assert!(unpack(&record, &vec![WordKey(1); count], Arc::default()).is_err() || record.len() > 12);
        let _ = Label::unpack(&record);
    }
}

#[test]
fn the_format_is_what_it_was() {
    use crate::prose::{Attribution, BlockKind, Form, Gender, Nature, PersonId, PersonKind, Quotation, Speaker, Venue};
    use crate::prose::{Day, VenueKind, When};
    use crate::source::Locator;
    use crate::text::{Span, Word};
    let text = "He said “no”.";
    let span = Span::new(8, 16);
    let person = Person {
        name: "Tom Reed".into(),
        forms: smallvec!["Reed".into()],
        roles: smallvec!["mayor".into()],
        kind: PersonKind::Human,
        gender: Gender::Male,
    };
    let attribution = Attribution {
        speaker: Speaker { mention: Some(Span::new(0, 2)), text: "He".into(), person: Some(PersonId(0)) },
        cue: Some(Span::new(3, 7)),
        venues: vec![Venue { span: Span::at(0), name: "X".into(), kind: VenueKind::Platform }],
        when: Some(When { span: Span::at(0), text: "Monday".to_owned(), day: Day::Weekday(0) }),
        confidence: 0.5,
        pattern: "mention verb quote".into(),
    };
    let quotation = Quotation {
        span,
        parts: smallvec![Span::new(11, 13)],
        form: Form::Marks,
        nature: Nature::Speech,
        within: None,
        continues: None,
        attribution: Some(attribution),
    };
    let mut locators = Locators::default();
    locators.begin(3, Locator::Page { ordinal: 7, label: Some("vii".to_owned()) });
    let source = Source {
        card: Arc::new(Card { words: 1, ..Card::default() }),
        text: text.to_owned(),
        prose: text.replace('“', "   "),
        offsets: OffsetMap::from_anchors(vec![(0, 3)]),
        lines: OnceLock::new(),
        blocks: vec![Block { span, kind: BlockKind::BlockQuote { quote: 1 } }],
        locators,
        reading: Reading { quotations: vec![quotation], people: vec![person] },
        words: vec![Word { span: Span::new(0, 2), key: WordKey(7) }],
    };
    comes_back(&source);
    let digests = [Label::pack(&source), pack(&source)].map(|record| xxh3_64_with_seed(&record, 0));
    // Where this differs, records mean something else than before: raise FORMAT.
    expect!["3: [fa10cc980fc51fad, dbf521eb9eaa5263]"].assert_eq(&format!("{FORMAT}: {digests:x?}"));
}
