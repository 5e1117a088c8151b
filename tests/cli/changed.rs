//! `check --changed-since`: which drafts a change touches.

use std::process::Command;

use super::{DRAFT, Folder, SOURCE, WRONG};

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@b.example"]).args(arguments);
    let output = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn folder() -> Option<Folder> {
    if Command::new("git").arg("--version").output().is_err() {
        println!("git is not here: what it would say is not tested");
        return None;
    }
    let other = DRAFT.replace("[@a]", "[@b]");
    let folder = Folder::new(&[
        ("sub/one.md", DRAFT),
        ("sub/two.md", &other),
        ("sources/a.txt", SOURCE),
        ("sources/b.txt", SOURCE),
        ("verbatim.toml", "[sources]\npaths = [\"sources\"]\n"),
    ]);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "first"]);
    Some(folder)
}

fn files(folder: &Folder) -> String {
    let ran = folder.run(&["check", "--show-files", "--changed-since", "HEAD"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.out
}

#[test]
fn drafts_that_changed_and_those_that_cite_what_changed() {
    let Some(folder) = folder() else { return };
    assert_eq!(files(&folder), "");
    folder.write("sub/one.md", WRONG.as_bytes());
    assert_eq!(files(&folder), "sub/one.md\n");
    folder.write("sub/new draft é.md", DRAFT.as_bytes());
    assert_eq!(files(&folder), "sub/new draft é.md\nsub/one.md\n");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "second"]);
    folder.write("sources/b.txt", SOURCE.replace("Monday", "Sunday").as_bytes());
    assert_eq!(files(&folder), "sub/two.md\n");
    std::fs::remove_file(folder.path().join("sources/b.txt")).unwrap();
    assert_eq!(files(&folder), "sub/two.md\n");
    folder.write("verbatim.toml", b"profile = \"mla\"\n[sources]\npaths = [\"sources\"]\n");
    assert_eq!(files(&folder).lines().count(), 3);
}

#[test]
fn what_git_does_not_know_is_an_error() {
    let Some(folder) = folder() else { return };
    let ran = folder.run(&["check", "--changed-since", "nowhere"]);
    assert!(ran.code == 2 && ran.err.contains("git cannot tell what has changed"), "{ran:?}");
    let ran = folder.run(&["check", "--changed-since=--output=x"]);
    assert!(ran.code == 2 && ran.err.contains("is no revision"), "{ran:?}");
}
