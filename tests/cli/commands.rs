//! What each subcommand does when all is well.

use std::io::Write;
use std::process::Stdio;

use super::{DRAFT, Folder, Ran, SOURCE, WRONG, command};

fn folder() -> Folder {
    Folder::new(&[("right.md", DRAFT), ("wrong.md", WRONG), ("sources/a.txt", SOURCE)])
}

#[test]
fn check_ends_with_0_where_all_is_right_and_with_1_where_something_is_wrong() {
    let folder = folder();
    let ran = folder.run(&["check", "right.md"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "1 quotation: 1 verbatim · no findings\n", ""));
    let ran = folder.run(&["check", "wrong.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("--> wrong.md:1:43"), "{ran:?}");
    assert!(ran.out.contains("::: sources/a.txt:1:2"), "{ran:?}");
    assert!(ran.out.ends_with("1 quotation: 1 altered · 1 error\n"), "{ran:?}");
}

#[test]
fn fail_on_says_what_counts() {
    let folder = folder();
    folder.write("verbatim.toml", b"[rules]\naltered-quote = \"hint\"\n");
    for (level, code) in [("error", 0), ("warning", 0), ("information", 0), ("hint", 1)] {
        assert_eq!(folder.run(&["check", "wrong.md", "--fail-on", level]).code, code, "{level}");
    }
    assert_eq!(folder.run(&["check", "wrong.md"]).code, 0);
}

#[test]
fn check_without_a_path_checks_the_drafts_of_the_folder() {
    let ran = folder().run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.ends_with("2 quotations: 1 verbatim, 1 altered · 1 error\n"), "{ran:?}");
}

#[test]
fn a_draft_named_twice_is_checked_once() {
    let ran = folder().run(&["check", "--format", "concise", "wrong.md", "./wrong.md", "."]);
    assert!(ran.out.ends_with("2 quotations: 1 verbatim, 1 altered · 1 error\n"), "{ran:?}");
}

#[test]
fn a_folder_inside_with_sources_of_its_own_is_checked_against_those() {
    let folder = folder();
    folder.write("briefs/quay/right.md", DRAFT.replace("Ada Quill", "Ben Sole").as_bytes());
    folder.write("briefs/sources/a.md", SOURCE.replace("Ada Quill", "Ben Sole").as_bytes());
    let report = folder.run(&["check", "--format", "json"]).json();
    let paths: Vec<_> = report["drafts"].as_array().unwrap().iter().map(|draft| &draft["path"]).collect();
    assert_eq!(paths, ["briefs/quay/right.md", "right.md", "wrong.md"]);
    let evidence = &report["drafts"][0]["quotations"][0]["evidence"];
    assert_eq!(evidence.as_array().unwrap().len(), 1, "{evidence}");
    assert_eq!(evidence[0]["path"], "briefs/sources/a.md");
}

#[test]
fn standard_input_is_checked_as_the_file_it_is_a_version_of() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("elsewhere")).unwrap();
    let mut child = command(&folder.path().join("elsewhere"))
        .args(["check", "-", "--stdin-filename", "../new.md", "--format", "concise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(WRONG.as_bytes()).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.starts_with("../new.md:1:43: error[altered-quote]"), "{ran:?}");
}

#[test]
fn another_configuration_can_be_named() {
    let folder = folder();
    folder.write("quiet/strict.toml", b"[sources]\npaths = [\"../sources\"]\n[rules]\naltered-quote = \"off\"\n");
    assert_eq!(folder.run(&["check", "wrong.md", "--config", "quiet/strict.toml"]).code, 0);
    let ran = folder.run(&["check", "wrong.md", "--config", "none.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: none.toml"), "{ran:?}");
}

#[test]
fn colour_is_for_those_who_ask_for_it() {
    let folder = folder();
    assert!(!folder.run(&["check", "wrong.md"]).out.contains('\u{1b}'));
    assert!(folder.run(&["check", "wrong.md", "--color", "always"]).out.contains("\u{1b}["));
    let output = command(folder.path()).args(["check", "wrong.md"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!Ran::of(output).out.contains('\u{1b}'));
}

#[test]
fn find_shows_who_said_it_and_where() {
    let folder = folder();
    let ran = folder.run(&["find", "the ferry leaves for the tide"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.starts_with("Ada Quill\n"), "{ran:?}");
    assert!(ran.out.contains("sources/a.txt:1:"), "{ran:?}");
    let found = folder.run(&["find", "the ferry waits for the tide", "--format", "json"]).json();
    assert_eq!(found["passages"][0]["speaker"], "Ada Quill");
    assert_eq!(found["passages"][0]["text"], "the ferry waits for the tide");
    let ran = folder.run(&["find", "seven lighthouses sang about copper umbrellas"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "these words, or words near them, are in none of 1 source\n"));
}

#[test]
fn sources_lists_the_archive() {
    let folder = folder();
    folder.write(
        "sources/b.md",
        b"---\ntitle: Low water\noutlet: The Lorne Bell\ndate: 2031-05-04\n---\n\nIt was low.\n",
    );
    let ran = folder.run(&["sources"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("The Lorne Bell  2031-05-04"), "{ran:?}");
    assert!(ran.out.contains("Low water"), "{ran:?}");
    assert!(ran.out.contains("\n2 sources: "), "{ran:?}");
}

#[test]
fn explain_knows_every_rule_and_guesses_at_misspelt_ones() {
    let folder = Folder::new(&[]);
    let list = folder.run(&["explain"]);
    assert_eq!(list.code, 0);
    for code in verbatim::rules::Code::ALL {
        assert!(list.out.contains(code.as_str()), "{code}");
        let page = folder.run(&["explain", code.as_str()]);
        assert_eq!(page.code, 0, "{code}");
        assert!(page.out.len() > 300, "the page of {code} is thin: {}", page.out);
    }
    let ran = folder.run(&["explain", "altred-quote"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean \"altered-quote\"?"), "{ran:?}");
}

#[test]
fn init_writes_a_configuration_once() {
    let folder = folder();
    let ran = folder.run(&["init"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "wrote verbatim.toml; sources: sources\n"));
    let written = std::fs::read_to_string(folder.path().join("verbatim.toml")).unwrap();
    assert!(written.contains("paths = [\"sources\"]"));
    assert_eq!(folder.run(&["check", "wrong.md"]).code, 1);
    folder.write("verbatim.toml", b"# mine\n");
    let ran = folder.run(&["init"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("verbatim.toml is there already"), "{ran:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("verbatim.toml")).unwrap(), "# mine\n");
}

#[test]
fn a_command_line_that_makes_no_sense_ends_with_2() {
    let ran = folder().run(&["chekc"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("'check'"), "{ran:?}");
}

#[test]
fn doctor_says_how_things_are() {
    let folder = Folder::new(&[("verbatim.toml", ""), ("sources/a.txt", SOURCE), ("brief.md", DRAFT)]);
    let ran = folder.run(&["doctor"]);
    assert!(ran.code < 2, "{ran:?}");
    for said in ["version", "platform", "verbatim.toml", "1 source", "index", "temporary"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    assert!(!ran.out.contains("tide waits"), "no word of a draft or a source");
    folder.write("verbatim.toml", b"[rulse]\n");
    let ran = folder.run(&["doctor"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("\u{2717} configuration") && ran.out.contains("did you mean `rules`?"), "{}", ran.out);
    let empty = Folder::new(&[("brief.md", DRAFT)]);
    assert_eq!(empty.run(&["doctor"]).code, 2, "there are no sources");
    assert_eq!(empty.run(&["doctor", "nowhere"]).code, 2);
}
