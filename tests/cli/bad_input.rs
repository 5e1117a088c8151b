//! Bad input of every kind: a clear message, and the rest still checked.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{DRAFT, Folder, Ran, SOURCE, WRONG, command};

/// A folder whose `good.md` is checked in every test: bad files must not keep it from that.
fn folder() -> Folder {
    Folder::new(&[("good.md", WRONG), ("sources/a.txt", SOURCE)])
}

fn still_checks_the_good_draft(ran: &Ran) {
    assert!(ran.out.contains("good.md:1:43: error[altered-quote]"), "{ran:?}");
}

/// Checks `good.md` and `bad.md`, which must be refused with `message`.
fn refused(folder: &Folder, message: &str) {
    let ran = folder.run(&["check", "--format", "concise", "bad.md", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(ran.err, format!("error: bad.md {message}\n"));
    still_checks_the_good_draft(&ran);
}

#[test]
fn an_absent_draft() {
    refused(&folder(), "does not exist");
}

#[test]
fn a_binary_draft() {
    let folder = folder();
    folder.write("bad.md", b"\x7fELF\x02\x01\x01\x00\x00\x00");
    refused(&folder, "is not text (binary data at byte 4)");
}

#[test]
fn a_draft_that_is_not_utf8_is_read_as_what_it_looks_like() {
    let folder = folder();
    let (mut bytes, words) = (b"Caf\xe9\n\n\x93The tide ".to_vec(), b"leaves for nobody, and the ferry waits\x94");
    bytes.extend_from_slice(words);
    bytes.extend_from_slice(b", Ada Quill said [@a].\n");
    folder.write("bad.md", &bytes);
    let ran = folder.run(&["check", "--format", "json", "bad.md"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (1, "warning: bad.md is not UTF-8 (byte 3) and was read as windows-1252\n")
    );
    let found = &ran.json()["drafts"][0]["quotations"][0]["findings"][0]["bytes"];
    let at = bytes.windows(6).position(|window| window == b"leaves").unwrap();
    assert_eq!(*found, serde_json::json!([at, at + 6]));
}

#[test]
fn a_draft_with_a_line_of_50_megabytes() {
    let folder = folder();
    folder.write("bad.md", "a “b” ".repeat(50_000_000 / 10).as_bytes());
    refused(&folder, "is larger than 16 MB, too large for a draft");
}

#[test]
fn an_empty_draft() {
    let folder = folder();
    folder.write("empty.md", b"");
    let ran = folder.run(&["check", "empty.md"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "no quotations · no findings\n", ""));
}

#[test]
fn a_source_with_a_line_of_50_megabytes_is_read_or_skipped_in_time() {
    let folder = folder();
    folder.write("sources/long.txt", "the tide “waits” for nobody ".repeat(50_000_000 / 32).as_bytes());
    let start = Instant::now();
    let ran = folder.run(&["check", "--format", "concise", "good.md"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    still_checks_the_good_draft(&ran);
    assert!(start.elapsed() < Duration::from_secs(60), "it took {:?}", start.elapsed());
}

#[test]
fn sources_that_cannot_be_read_are_listed_with_the_reason() {
    let folder = folder();
    folder.write("sources/binary.txt", b"ab\x00\x01\x02cd\x00\x00");
    folder.write("sources/empty.txt", b"");
    let ran = folder.run(&["sources", "--format", "json"]);
    let listing = ran.json();
    assert_eq!(listing["sources"][0]["key"], "a", "{ran:?}");
    let skipped = listing["skipped"].as_array().unwrap();
    let binary = skipped.iter().find(|file| file["path"] == "sources/binary.txt").unwrap();
    assert!(!binary["reason"].as_str().unwrap().is_empty());
    let ran = folder.run(&["check", "good.md"]);
    assert!(ran.out.contains("of the archive could not be read; `verbatim sources` says which and why"), "{ran:?}");
    assert!(ran.out.contains("error[altered-quote]"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_to_its_folder() {
    let folder = folder();
    std::os::unix::fs::symlink("..", folder.path().join("sources/loop")).unwrap();
    std::os::unix::fs::symlink("self.txt", folder.path().join("sources/self.txt")).unwrap();
    let ran = folder.run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    still_checks_the_good_draft(&ran);
    let listing = folder.run(&["sources"]);
    assert!(listing.out.contains("skipped sources/loop: is a link to a folder that it lies in"), "{listing:?}");
    assert!(listing.out.contains("skipped sources/self.txt: "), "{listing:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    folder.write("sources/closed/b.txt", b"words");
    let closed = folder.path().join("sources/closed");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read_dir(&closed).is_ok() {
        println!("skipped: this user may read every folder");
        return;
    }
    let ran = folder.run(&["check", "--format", "concise", "good.md"]);
    still_checks_the_good_draft(&ran);
    let listing = folder.run(&["sources"]);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(listing.out.contains("skipped sources/closed"), "{listing:?}");
}

#[test]
fn a_configuration_that_is_no_toml_is_shown_with_its_line() {
    let folder = folder();
    folder.write("verbatim.toml", b"[sources]\npaths = [\"sources\"\n");
    let ran = folder.run(&["check", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: verbatim.toml:"), "{ran:?}");
    assert!(ran.err.contains("| paths = [\"sources\""), "{ran:?}");
}

#[test]
fn a_setting_that_does_not_exist_is_shown_with_its_line() {
    let folder = folder();
    folder.write("verbatim.toml", b"[source]\npaths = []\n");
    let ran = folder.run(&["check", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: verbatim.toml:1:2: "), "{ran:?}");
    assert!(ran.err.contains("1 | [source]"), "{ran:?}");
}

#[test]
fn a_rule_that_does_not_exist_is_shown_with_its_line() {
    let folder = folder();
    folder.write("verbatim.toml", b"[rules]\nalterd-quote = \"off\"\n");
    let ran = folder.run(&["check", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: verbatim.toml:2:1: "), "{ran:?}");
    assert!(ran.err.contains("alterd-quote"), "{ran:?}");
}

#[test]
fn a_bad_configuration_is_said_once_and_other_folders_are_checked() {
    let folder = folder();
    for name in ["bad/one.md", "bad/two.md"] {
        folder.write(name, DRAFT.as_bytes());
    }
    folder.write("bad/verbatim.toml", b"nonsense");
    let ran = folder.run(&["check", "--format", "concise", "bad/one.md", "bad/two.md", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(ran.err.matches("error:").count(), 1, "{ran:?}");
    still_checks_the_good_draft(&ran);
}

#[test]
fn an_unknown_citation() {
    let folder = folder();
    folder.write("good.md", DRAFT.replace("@a", "@b").as_bytes());
    let ran = folder.run(&["check", "--format", "concise", "good.md"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("error[unknown-citation]"), "{ran:?}");
}

#[test]
fn no_sources_at_all() {
    let folder = Folder::new(&[("good.md", DRAFT)]);
    let ran = folder.run(&["check", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: there is no folder `sources` beside or above "), "{ran:?}");
    folder.write("sources/picture.txt", b"GIF89a\x01\x00");
    let ran = folder.run(&["check", "good.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("good.md: none of 1 file among the sources could be read"), "{ran:?}");
    folder.write("good.md", b"Nothing is quoted here.\n");
    assert_eq!(folder.run(&["check", "good.md"]).code, 0);
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let folder = Folder::new(&[("sources/a.txt", SOURCE)]);
    folder.write("good.md", WRONG.repeat(400).as_bytes());
    let mut child = command(folder.path())
        .args(["check", "good.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
}

#[test]
fn standard_input_that_is_no_text() {
    let folder = folder();
    let mut child = command(folder.path())
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"GIF89a\x01\x00").unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (2, "error: standard input is a picture, not text\n"));
}

#[test]
fn a_source_cannot_steer_the_terminal() {
    let folder = folder();
    folder.write("sources/a.txt", SOURCE.replace("waits for the", "waits\u{1b}c for the").as_bytes());
    let ran = folder.run(&["check", "--color", "never", "good.md"]);
    assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
    let ran = folder.run(&["check", "--color", "always", "good.md"]);
    assert!(ran.out.contains("\u{1b}[") && !ran.out.contains("\u{1b}c"), "{ran:?}");
}
