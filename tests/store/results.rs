//! Outcomes kept from run to run: they are what would be found out, whatever happened in between.

use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::{Archive, Random, files, said, source, text};

const SOURCES: u64 = 12;
const DRAFTS: u64 = 12;
/// How many times a check is killed.
const KILLS: u64 = 120;

/// An archive with several drafts, each of which quotes three sources.
fn archive() -> Archive {
    let archive = Archive::new(SOURCES);
    (0..DRAFTS).for_each(|n| write(&archive, n, 0));
    archive
}

fn write(archive: &Archive, n: u64, version: u64) {
    let quote = |from: u64| {
        let text = text(from % SOURCES, version);
        let words = text.split(['“', '”']).nth(1).unwrap_or_default().to_owned();
        format!("Ada Marsh said: “{words}” [@s{:04}], and [a link](notes/{n}.md).\n\n", from % SOURCES)
    };
    archive.write(&format!("draft{n:02}.md"), &[n, n + 1, n + 5].map(quote).concat());
}

fn results(archive: &Archive) -> Vec<std::path::PathBuf> {
    let is_result = |path: &std::path::PathBuf| path.to_string_lossy().contains("results-");
    files(&archive.path().join("cache")).into_iter().filter(is_result).collect()
}

fn check(archive: &Archive, more: &[&str]) -> String {
    said(archive.command(&[&["check", "--format", "json"], more].concat()).output().unwrap())
}

/// What is said without anything that was kept.
fn anew(archive: &Archive) -> String {
    check(archive, &["--no-cache"])
}

#[test]
fn warm_runs_say_what_cold_ones_do_in_every_format() {
    let archive = archive();
    let formats = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];
    let run = |format: &str, more: &[&str]| {
        said(archive.command(&[&["check", "--format", format], more].concat()).output().unwrap())
    };
    let cold = formats.map(|format| run(format, &["--no-cache"]));
    assert!(results(&archive).is_empty(), "--no-cache keeps nothing");
    run("concise", &[]);
    let kept = results(&archive).len();
    assert_eq!(kept, usize::try_from(DRAFTS).unwrap() + 1);
    assert_eq!(cold, formats.map(|format| run(format, &[])));
    assert_eq!(results(&archive).len(), kept);
}

#[test]
fn whatever_an_outcome_depends_on_makes_it_new() {
    let archive = archive();
    let mut before = check(&archive, &[]);
    let mut changes = |what: &str, change: &dyn Fn()| {
        change();
        let now = check(&archive, &[]);
        assert_eq!(now, anew(&archive), "{what}");
        assert_ne!(now, before, "{what} changes nothing");
        before = now;
    };
    changes("a draft", &|| write(&archive, 3, 1));
    changes("a source", &|| archive.write(&source(4), &text(4, 2)));
    changes("a file that a link leads to", &|| {
        std::fs::create_dir_all(archive.path().join("notes")).unwrap();
        (0..DRAFTS).for_each(|n| archive.write(&format!("notes/{n}.md"), "A note.\n"));
    });
    changes("a source gone", &|| std::fs::remove_file(archive.path().join(source(5))).unwrap());
    changes("the configuration", &|| {
        let text = std::fs::read_to_string(archive.path().join("verbatim.toml")).unwrap();
        archive.write(
            "verbatim.toml",
            &format!("{text}[rules]\nquote-not-found = \"hint\"\nunknown-citation = \"hint\"\n"),
        );
    });
    changes("a bibliography", &|| {
        archive.write("sources/library.bib", "@article{marsh, title={T}, file={s0001.md}}\n@book{other, title={U}}\n");
    });
}

#[test]
fn a_kill_at_any_instant_leaves_one_outcome_or_the_other() {
    let archive = archive();
    let mut random = Random(11);
    let mut survived = 0;
    for round in 0..KILLS {
        write(&archive, random.below(DRAFTS), random.below(3));
        let mut checker = archive.command(&["check"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random.below(60_000)));
        drop(checker.kill());
        survived += u64::from(checker.wait().unwrap().code().is_some());
        if round % 12 == 11 {
            assert_eq!(check(&archive, &[]), anew(&archive), "after {round} kills");
        }
    }
    assert!(survived < KILLS, "no process was killed before it ended");
}

#[test]
fn runs_at_once_and_damage_change_nothing_that_is_said() {
    let archive = archive();
    let expected = anew(&archive);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert_eq!(check(&archive, &[]), expected);
                }
            });
        }
    });
    let mut random = Random(5);
    for path in results(&archive) {
        let mut bytes = std::fs::read(&path).unwrap();
        let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
        if random.below(2) == 0 {
            bytes.truncate(at)
        } else {
            bytes[at] ^= 1
        }
        std::fs::write(path, bytes).unwrap();
    }
    assert_eq!(check(&archive, &[]), expected);
    said(archive.command(&["sources", "--clean"]).output().unwrap());
    assert!(
        !Path::new(&archive.path().join("cache")).exists() || results(&archive).is_empty(),
        "--clean leaves something"
    );
}
