//! The baseline: it holds back what was there, moves with it, and can only shrink.

use super::{Folder, SOURCE, WRONG};

const OTHER: &str = "“The tide waits for anybody, and the ferry waits for the tide,” Ada Quill said [@a].\n";

fn folder() -> Folder {
    let folder = Folder::new(&[("wrong.md", WRONG), ("sources/a.txt", SOURCE)]);
    let ran = folder.run(&["check", "--format", "concise", "--write-baseline"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 quotation: 1 altered · no findings · 1 in the baseline\n"));
    assert!(ran.err.contains("1 finding recorded in verbatim-baseline.toml"), "{ran:?}");
    folder
}

#[test]
fn only_new_findings_are_told_wherever_old_ones_have_moved_to() {
    let folder = folder();
    folder.write("wrong.md", format!("# Tides\n\nMore.\n\n{WRONG}").as_bytes());
    assert_eq!(folder.run(&["check"]).code, 0);
    folder.write("wrong.md", format!("{OTHER}\n{WRONG}").as_bytes());
    for format in ["concise", "json", "github"] {
        let ran = folder.run(&["check", "--format", format]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_eq!((ran.out.matches("anybody").count() > 0, ran.out.contains("“leaves”")), (true, false), "{ran:?}");
    }
    let ran = folder.run(&["check", "--format", "concise", "--no-baseline"]);
    assert!(ran.out.contains("“leaves”") && ran.out.ends_with("2 errors\n"), "{ran:?}");
}

#[test]
fn what_is_gone_has_to_leave() {
    let folder = folder();
    folder.write("wrong.md", b"Nothing is quoted.\n");
    let ran = folder.run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("--prune-baseline") && ran.err.contains("wrong.md: altered-quote “leaves”"), "{ran:?}");
    let ran = folder.run(&["check", "--prune-baseline"]);
    assert!(ran.code == 0 && ran.err.contains("1 finding taken out of verbatim-baseline.toml; 0 left"), "{ran:?}");
    assert_eq!(folder.run(&["check"]).code, 0);
    // It comes back, and is told: a baseline does not grow.
    folder.write("wrong.md", WRONG.as_bytes());
    assert_eq!(folder.run(&["check"]).code, 1);
    let ran = folder.run(&["check", "--write-baseline"]);
    assert!(ran.code == 2 && ran.err.contains("a baseline can only shrink"), "{ran:?}");
}

#[test]
fn of_drafts_that_are_not_checked_nothing_is_said() {
    let folder = Folder::new(&[("wrong.md", WRONG), ("other.md", OTHER), ("sources/a.txt", SOURCE)]);
    assert_eq!(folder.run(&["check", "--write-baseline"]).code, 0);
    assert_eq!(folder.run(&["check", "other.md"]).code, 0);
    std::fs::remove_file(folder.path().join("wrong.md")).unwrap();
    let ran = folder.run(&["check", "other.md"]);
    assert!(ran.code == 1 && ran.err.contains("wrong.md: altered-quote"), "{ran:?}");
}

#[test]
fn a_baseline_that_cannot_be_read_stops_everything() {
    let folder = folder();
    for (text, why) in [
        ("version = 1\n[[finding]]\ndraft = 3\n", "invalid type"),
        ("version = 9\n", "it is of version 9"),
        ("version = 1\nsecret = true\n", "unknown field"),
        ("version", "TOML parse error"),
    ] {
        folder.write("verbatim-baseline.toml", text.as_bytes());
        let ran = folder.run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{text}");
        assert!(ran.err.contains("verbatim-baseline.toml cannot be read: ") && ran.err.contains(why), "{ran:?}");
    }
    let ran = folder.run(&["check", "--baseline", "none.toml"]);
    assert!(ran.code == 2 && ran.err.contains("the baseline none.toml does not exist"), "{ran:?}");
}
