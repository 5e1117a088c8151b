//! The reports of `check`: which are written, where to, and that they tell the same.

use super::{DRAFT, Folder, Ran, SOURCE, WRONG, command};

fn folder() -> Folder {
    Folder::new(&[("right.md", DRAFT), ("wrong.md", WRONG), ("sources/a.txt", SOURCE)])
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn several_reports_go_each_to_its_file() {
    let folder = folder();
    let formats = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];
    let reporters: Vec<String> = formats.iter().map(|format| format!("--reporter={format}=out.{format}")).collect();
    let mut arguments = vec!["check"];
    arguments.extend(reporters.iter().map(String::as_str));
    let ran = folder.run(&arguments);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", ""));
    for format in formats {
        let report = read(&folder, &format!("out.{format}"));
        assert!(report.contains("wrong.md") && report.contains("altered-quote"), "{format}: {report}");
        assert!(!report.contains('\u{1b}'), "{format} has colours in a file");
    }
    let lines = read(&folder, "out.jsonl");
    let drafts: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole: serde_json::Value = serde_json::from_str(&read(&folder, "out.json")).unwrap();
    assert_eq!(whole["drafts"], serde_json::Value::from(drafts));
}

#[test]
fn only_one_report_for_programs_goes_to_standard_output() {
    let folder = folder();
    let ran = folder.run(&["check", "--reporter", "json", "--reporter", "text"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("only one report can go to standard output"), "{ran:?}");
    let ran = folder.run(&["check", "--reporter", "concise", "--reporter", "github"]);
    assert!(ran.out.contains("wrong.md:1:43: error") && ran.out.contains("::error file=wrong.md,line=1"), "{ran:?}");
    let ran = folder.run(&["check", "--reporter", "sarf"]);
    assert!(ran.code == 2 && ran.err.contains("there is no format \"sarf\""), "{ran:?}");
    let ran = folder.run(&["check", "--reporter", "sarif=none/out.sarif"]);
    assert!(ran.code == 2 && ran.err.contains("cannot write none/out.sarif"), "{ran:?}");
}

#[test]
fn github_gets_annotations_and_a_summary_unasked() {
    let folder = folder();
    folder.write("summary.md", b"# Before\n");
    let run = |arguments: &[&str]| {
        let mut command = command(folder.path());
        command.args(arguments).env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", "summary.md");
        Ran::of(command.output().unwrap())
    };
    let ran = run(&["check", "wrong.md"]);
    assert!(ran.out.contains("--> wrong.md:1:43") && ran.out.contains("\n::error file=wrong.md"), "{ran:?}");
    let summary = read(&folder, "summary.md");
    assert!(summary.starts_with("# Before\n## Quotations\n\n1 quotation: 1 altered"), "{summary}");
    assert!(summary.contains("| `wrong.md:1` | [altered-quote]("), "{summary}");
    let ran = run(&["check", "wrong.md", "--reporter", "concise"]);
    assert!(!ran.out.contains("::error"), "who asks gets what was asked for: {ran:?}");
}

#[test]
fn fingerprints_stay_when_lines_move_and_tell_twins_apart() {
    let folder = Folder::new(&[("sources/a.txt", SOURCE)]);
    let fingerprints = |text: String| -> Vec<String> {
        folder.write("wrong.md", text.as_bytes());
        let report = folder.run(&["check", "--reporter", "json", "wrong.md"]).json();
        let quotations = report["drafts"][0]["quotations"].as_array().unwrap().clone();
        let findings = quotations.iter().flat_map(|quotation| quotation["findings"].as_array().unwrap().clone());
        findings.map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let one = fingerprints(WRONG.to_owned());
    assert_eq!(one, fingerprints(format!("# Tides\n\nA line.\n\n{WRONG}")));
    let twins = fingerprints(format!("{WRONG}\n{WRONG}"));
    assert_eq!((twins.len(), &twins[0]), (2, &one[0]));
    assert_ne!(twins[0], twins[1]);
    assert_ne!(one, fingerprints(WRONG.replace("leaves", "sails")));
}

#[test]
fn what_would_be_checked_and_with_what_can_be_seen() {
    let folder = folder();
    folder.write("verbatim.toml", b"profile = \"legal\"\n[sources]\npaths = [\"sources\"]\n");
    let ran = folder.run(&["check", "--show-files"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "right.md\nwrong.md\n"));
    let ran = folder.run(&["check", "--show-settings"]);
    assert!(ran.code == 0 && ran.out.contains("profile = \"legal\""), "{ran:?}");
    assert!(ran.out.contains("configuration  verbatim.toml\ndrafts         2\n"), "{ran:?}");
}

#[test]
fn shells_and_manuals_know_every_subcommand() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("--changed-since"), "{shell}: {ran:?}");
        assert!(!ran.out.contains("read-sources"), "{shell} offers what is no one's to use");
    }
    let ran = folder.run(&["man"]);
    assert!(ran.code == 0 && ran.out.contains(".TH verbatim 1"), "{ran:?}");
    let ran = folder.run(&["man", "check"]);
    assert!(ran.code == 0 && ran.out.contains("changed\\-since"), "{ran:?}");
}
