//! The lock: what became of sources under quotations, and who accepted what.

use super::{DRAFT, Folder, Ran, SOURCE, WRONG};

const AROUND: &str = "Low water\n\nThe quay was dry.\n\n";

fn folder() -> Folder {
    let source = format!("{AROUND}{SOURCE}");
    let folder = Folder::new(&[("right.md", DRAFT), ("sources/a.txt", &source)]);
    let ran = folder.run(&["lock"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "verbatim.lock: 1 quotation in 1 source · 1 added\n"), "{ran:?}");
    folder
}

fn check(folder: &Folder) -> Ran {
    folder.run(&["check", "--locked", "--format", "concise"])
}

fn lock(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join("verbatim.lock")).unwrap()
}

#[test]
fn it_says_what_a_quotation_rests_on_and_stays_the_same() {
    let folder = folder();
    let text = lock(&folder);
    let locked: toml::Value = toml::from_str(&text).unwrap();
    let quotation = &locked["quotation"][0];
    for (field, value) in [
        ("draft", "right.md"),
        ("text", "The tide waits for nobody, and the ferry waits for the tide,"),
        ("verdict", "verbatim"),
        ("speaker", "Ada Quill"),
        ("source", "sources/a.txt"),
        ("exact", "The tide waits for nobody, and the ferry waits for the tide"),
        ("prefix", "water The quay was dry. “"),
        ("suffix", ",” Ada Quill said on Monday."),
    ] {
        assert_eq!(quotation[field].as_str(), Some(value), "{field}\n{text}");
    }
    assert_eq!(locked["source"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(check(&folder).code, 0);
    assert_eq!(folder.run(&["lock"]).out, "verbatim.lock: 1 quotation in 1 source\n");
    folder.write("right.md", format!("# Moved\n\n{DRAFT}").as_bytes());
    folder.run(&["lock"]);
    assert_eq!(lock(&folder), text, "lines that move change nothing");
}

#[test]
fn a_word_edited_inside_the_passage_is_an_error_that_shows_the_word() {
    let folder = folder();
    folder.write("sources/a.txt", format!("{AROUND}{}", SOURCE.replace("nobody", "somebody")).as_bytes());
    let ran = check(&folder);
    assert_eq!(ran.code, 1);
    let said = "right.md:1:2: error[stale-evidence] sources/a.txt has changed under this quotation since it was locked: \
                it had “nobody”, now “somebody”\n";
    assert!(ran.out.contains(said), "{ran:?}");
    let ran = folder.run(&["check", "--locked"]);
    assert!(ran.out.contains("::: sources/a.txt:5:"), "the passage as it is now is shown: {ran:?}");
}

#[test]
fn an_edit_outside_the_passage_is_told_and_fails_nothing() {
    let folder = folder();
    folder.write("sources/a.txt", format!("{}{SOURCE}", AROUND.replace("dry", "wet")).as_bytes());
    let ran = check(&folder);
    assert_eq!(ran.code, 0, "{ran:?}");
    let said = "information[edited-source] sources/a.txt was edited since this quotation was locked; the passage is what it was\n";
    assert!(ran.out.contains(said), "{ran:?}");
}

#[test]
fn a_renamed_source_is_followed_by_its_hash() {
    let folder = folder();
    std::fs::rename(folder.path().join("sources/a.txt"), folder.path().join("sources/b.txt")).unwrap();
    folder.write("right.md", DRAFT.replace(" [@a]", "").as_bytes());
    let ran = check(&folder);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("information[edited-source] sources/a.txt is sources/b.txt now"), "{ran:?}");
    folder.run(&["lock"]);
    assert!(lock(&folder).contains("source = \"sources/b.txt\""));
    assert!(!check(&folder).out.contains("edited-source"));
}

#[test]
fn a_removed_or_replaced_source_is_an_error() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("sources/a.txt")).unwrap();
    folder.write("sources/b.txt", b"Something else entirely.\n");
    let ran = check(&folder);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("error[stale-evidence] sources/a.txt, which this quotation was locked with, is not among"),
        "{ran:?}"
    );
    folder.write("sources/a.txt", b"Seven lighthouses sang about copper umbrellas.\n");
    let ran = check(&folder);
    assert!(ran.out.contains("error[stale-evidence] sources/a.txt no longer has the passage"), "{ran:?}");
}

#[test]
fn without_locked_nothing_is_compared_and_without_a_lock_nothing_passes() {
    let folder = folder();
    folder.write("sources/a.txt", format!("{AROUND}More.\n\n{SOURCE}").as_bytes());
    assert!(!folder.run(&["check", "--format", "concise"]).out.contains("edited-source"));
    std::fs::remove_file(folder.path().join("verbatim.lock")).unwrap();
    let ran = check(&folder);
    assert!(ran.code == 2 && ran.err.contains("there is no verbatim.lock; `verbatim lock` writes it"), "{ran:?}");
    folder.write("verbatim.lock", b"version = 1\nfoo = 2\n");
    let ran = check(&folder);
    assert!(ran.code == 2 && ran.err.contains("verbatim.lock cannot be read"), "{ran:?}");
}

#[test]
fn what_is_not_locked_yet_is_counted() {
    let folder = folder();
    folder.write("new.md", DRAFT.as_bytes());
    let ran = check(&folder);
    assert!(ran.code == 0 && ran.err.contains("1 verified quotation not in verbatim.lock yet"), "{ran:?}");
}

#[test]
fn a_sign_off_has_a_reason_survives_and_ends_with_its_quotation() {
    let folder = folder();
    folder.write("wrong.md", WRONG.as_bytes());
    assert_eq!(check(&folder).code, 1);
    let accept = |place: &str, more: &[&str]| {
        let mut arguments = vec!["lock", "--accept", place];
        arguments.extend(more);
        folder.run(&arguments)
    };
    assert_eq!(accept("wrong.md:1", &[]).code, 2, "a reason is wanted");
    let ran = accept("wrong.md:7", &["--because", "x"]);
    assert!(ran.code == 2 && ran.err.contains("there is no finding on line 7 of wrong.md"), "{ran:?}");
    let ran = accept("wrong.md", &["--because", "x"]);
    assert!(ran.code == 2 && ran.err.contains("names no line of a draft"), "{ran:?}");
    let ran = accept("wrong.md:1", &["--because", "she corrected herself on 8 March", "--by", "R. Marsh"]);
    assert!(ran.code == 0 && ran.err.contains("1 finding accepted by R. Marsh"), "{ran:?}");
    let ran = check(&folder);
    assert!(ran.code == 0 && ran.out.ends_with(" · 1 signed off\n"), "{ran:?}");
    assert_eq!(folder.run(&["check"]).code, 1, "a sign-off holds where the lock is looked at");
    folder.run(&["lock"]);
    let text = lock(&folder);
    assert!(text.contains("by = \"R. Marsh\"\nreason = \"she corrected herself on 8 March\""), "{text}");
    assert!(text.contains("draft = \"right.md\""), "what was not checked stays: {text}");
    folder.write("wrong.md", WRONG.replace("leaves", "sails").as_bytes());
    assert_eq!(check(&folder).code, 1, "another alteration is another finding");
    folder.write("wrong.md", b"Nothing is quoted.\n");
    assert_eq!(check(&folder).code, 0);
    folder.run(&["lock"]);
    assert!(!lock(&folder).contains("R. Marsh"));
}
