//! What is packed comes back, and damage is told.

use proptest::prelude::*;

use super::*;
use crate::text::words;

fn keys(text: &str) -> Vec<WordKey> {
    words(text).iter().map(|word| word.key).collect()
}

fn packed(texts: &[&str]) -> Segment {
    let mut writer = SegmentWriter::in_memory().unwrap();
    for text in texts {
        writer.add(&keys(text), text.as_bytes(), &text.as_bytes().repeat(2)).unwrap();
    }
    writer.into_segment().unwrap()
}

#[test]
fn documents_come_back() {
    let long = "the pier ".repeat(200);
    let texts = ["a low wall of stone", "", &long, "stone by stone"];
    let segment = packed(&texts);
    assert_eq!((segment.documents(), segment.words()), (4, 408));
    for (document, text) in (0..).zip(texts) {
        assert_eq!(segment.keys(document).unwrap(), keys(text));
        assert_eq!(segment.card(document).unwrap(), text.as_bytes());
        assert_eq!(segment.body(document).unwrap(), text.as_bytes().repeat(2));
    }
    assert!(segment.card(4).is_none() && segment.keys(4).is_none() && segment.body(u32::MAX).is_none());
}

#[test]
fn lists_say_where_words_and_runs_stand() {
    // Common words: each in more blocks than a rare one.
    let common = "the pier was swept away by the sea and ".repeat(800);
    let segment = packed(&["nothing here", &format!("{common} granite {common}")]);
    let word = |text: &str| segment.words_of_keys(&keys(text))[0].unwrap();
    let (the, pier, was) = (word("the"), word("pier"), word("was"));
    assert_eq!(the, 0, "the commonest word has the first rank");
    assert!(segment.is_rare(word("granite")) && !segment.is_rare(pier));
    assert_eq!(segment.word_list(word("granite")).blocks().collect::<Vec<_>>(), [1 + 7200 / 64]);
    let all: Vec<u32> = segment.blocks_of(1).unwrap().collect();
    // The last block has one word only.
    // So common a word has no list: it may stand anywhere.
    assert_eq!(segment.word_list(pier).blocks().collect::<Vec<_>>(), [vec![0], all.clone()].concat());
    let pair = segment.pair_lists(std::iter::once(Some([the, pier])))[0].unwrap();
    let pairs: Vec<u32> = pair.blocks().collect();
    assert!(all[..all.len() - 1].iter().all(|block| pairs.contains(block)));
    // The lists of pairs take few bytes here, so triples have none.
    assert!(segment.is_short(pair));
    assert!(segment.triple_lists(std::iter::once(Some([the, pier, was])))[0].unwrap().bytes.is_empty());
    assert_eq!(segment.words_of_keys(&keys("absent")), [None]);
}

#[test]
fn a_file_is_what_memory_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part");
    let texts: Vec<String> =
        (0..50).map(|n| format!("the {n} pier was swept {n} times by the sea ").repeat(n)).collect();
    // So little memory that everything is put aside, and lists are made a few at a time.
    let mut writer = SegmentWriter::create(&path, 64).unwrap();
    for text in &texts {
        writer.add(&keys(text), text.as_bytes(), &text.as_bytes().repeat(2)).unwrap();
    }
    writer.finish().unwrap();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let Bytes::Owned(expected) = packed(&texts).bytes else { unreachable!() };
    assert!(std::fs::read(&path).unwrap() == expected);
    assert_eq!(Segment::open(&path).unwrap().documents(), 50);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_is_no_segment_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part");
    let opened = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        Segment::open(&path).map(|_| ()).map_err(|damage| damage.to_string())
    };
    let Bytes::Owned(bytes) = packed(&["a low wall of stone"]).bytes else { unreachable!() };
    assert_eq!(opened(&bytes), Ok(()));
    assert_eq!(opened(b""), Err("is damaged".to_owned()));
    assert_eq!(
        opened(b"PK\x03\x04 and more of what is not ours, much more than a few bytes of it"),
        Err("is no part of an archive".to_owned())
    );
    assert_eq!(opened(&bytes[..bytes.len() - 1]), Err("is damaged".to_owned()));
    let mut other = bytes.clone();
    other[8] = 9;
    assert_eq!(opened(&other), Err("has the format 9, and this release reads the format 3".to_owned()));
    assert!(matches!(Segment::open(&folder.path().join("none")), Err(Damage::Unreadable(_))));
}

proptest! {
    /// One changed byte is noticed, wherever it is.
    #[test]
    fn damage_is_told(at in any::<prop::sample::Index>(), change in 1_u8..) {
        let Bytes::Owned(mut bytes) = packed(&["a low wall of stone", "stone by stone the wall rose"]).bytes else { unreachable!() };
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        prop_assert!(Segment::from_bytes(bytes).is_err());
    }
}
