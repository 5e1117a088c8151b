//! Workspaces as they lie on a disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::*;
use crate::source::Card;

/// A folder with `files`: a path and its content each.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, content) in files {
        write(dir.path(), path, content.as_bytes());
    }
    dir
}

fn write(dir: &Path, path: &str, content: &[u8]) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn keys(workspace: &Workspace) -> Vec<&str> {
    workspace.archive.sources().map(|(_, card)| card.key.as_str()).collect()
}

fn skipped(workspace: &Workspace) -> Vec<String> {
    workspace.archive.skipped().iter().map(|s| format!("{} {}", s.shown, s.reason)).collect()
}

fn open(dir: &TempDir, path: &str) -> Workspace {
    Workspace::open(&dir.path().join(path)).unwrap()
}

#[test]
fn the_nearest_folder_of_sources_serves_without_configuration() {
    let dir = folder(&[("sources/b.txt", "B."), ("sources/deep/a.md", "# A"), ("drafts/x/brief.md", "Text")]);
    let workspace = open(&dir, "drafts/x/brief.md");
    assert_eq!(keys(&workspace), ["b", "a"]);
    assert_eq!((workspace.root.as_path(), workspace.config_path.is_none()), (dir.path(), true));
    assert_eq!(workspace.notices, Vec::<String>::new());
    let shown: Vec<_> = workspace.archive.sources().map(|(_, s)| s.shown.clone()).collect();
    assert_eq!(shown, ["sources/b.txt", "sources/deep/a.md"]);
}

#[test]
fn the_search_for_sources_ends_with_the_repository() {
    let dir = folder(&[("sources/b.txt", "B."), ("repo/.git/HEAD", "x"), ("repo/brief.md", "Text")]);
    let workspace = open(&dir, "repo/brief.md");
    assert!(keys(&workspace).is_empty());
    assert!(workspace.notices[0].contains("no folder `sources`"), "{:?}", workspace.notices);
}

#[test]
fn the_configuration_names_its_sources() {
    let dir = folder(&[
        ("verbatim.toml", "[sources]\npaths = [\"archive\", \"extra.txt\"]\n[people]\n\"Ann Gale\" = [\"Gael\"]\n"),
        ("archive/a.txt", "A."),
        ("extra.txt", "E."),
        ("sources/not.txt", "N."),
    ]);
    assert_eq!(keys(&open(&dir, "draft.md")), ["a", "extra"]);
}

#[test]
fn what_is_wrong_with_the_configuration_is_said_with_its_place() {
    let error = |config: &str| {
        let dir = folder(&[("verbatim.toml", config)]);
        let error = Workspace::open(dir.path()).unwrap_err();
        assert!(error.path.ends_with("verbatim.toml"));
        (error.span.unwrap_or_default().of(config).to_owned(), error.message)
    };
    let (place, message) = error("[sources]\npaths = [\"gone\"]\n");
    assert_eq!((place.as_str(), message.as_str()), ("\"gone\"", "the source path `gone` does not exist"));
    let (place, message) = error("[drafts]\nexclude = [\"a{b\"]\n");
    assert_eq!(place, "\"a{b\"");
    assert!(message.starts_with("the pattern `a{b` is no pattern"), "{message}");
    let (place, message) = error("[sources]\npaths = [\"/\"]\n");
    assert_eq!(place, "\"/\"");
    assert!(message.contains("root of the file system"), "{message}");
    assert_eq!(error("[rule]\n").0, "rule");
}

#[test]
fn bad_files_cost_only_themselves() {
    let dir =
        folder(&[("sources/good.txt", "“Yes,” she said."), ("sources/empty.txt", " \n"), ("sources/page.html", "<p>")]);
    write(dir.path(), "sources/binary.txt", b"abc\x00\x01");
    write(dir.path(), "sources/latin.txt", b"He said \x93caf\xe9\x94 and \x93na\xefve\x94 twice.");
    let workspace = open(&dir, "brief.md");
    assert_eq!(keys(&workspace), ["good", "latin"]);
    assert_eq!(
        skipped(&workspace),
        [
            "sources/binary.txt is not text (binary data at byte 3)",
            "sources/empty.txt is empty",
            "sources/page.html is a web page without readable text; pages that fill themselves by script must be saved \
             with what they show",
        ]
    );
    assert_eq!(workspace.notices, ["sources/latin.txt is not UTF-8 (byte 8) and was read as windows-1252"]);
}

#[cfg(unix)]
#[test]
fn links_that_run_in_circles_end() {
    let dir = folder(&[("sources/deep/a.txt", "A.")]);
    std::os::unix::fs::symlink(dir.path().join("sources"), dir.path().join("sources/deep/up")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("sources/deep/a.txt"), dir.path().join("sources/z.txt")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("gone"), dir.path().join("sources/dead.txt")).unwrap();
    let workspace = open(&dir, "brief.md");
    assert_eq!(keys(&workspace), ["a"]);
    let skipped = skipped(&workspace);
    assert_eq!(skipped.len(), 3, "{skipped:?}");
    assert!(skipped[0].starts_with("sources/dead.txt cannot be read"), "{skipped:?}");
    assert_eq!(skipped[1], "sources/deep/up is a link to a folder that holds it");
    assert_eq!(skipped[2], "sources/z.txt is the same file as sources/deep/a.txt");
}

#[test]
fn limits_are_kept_and_said() {
    let dir = folder(&[
        ("verbatim.toml", "[sources]\nmax-files = 2\nmax-file-size = 1000000\n"),
        ("sources/a.txt", "A."),
        ("sources/b.txt", "B."),
        ("sources/c.txt", "C."),
    ]);
    write(dir.path(), "sources/a.txt", "Long. ".repeat(200_000).as_bytes());
    let workspace = open(&dir, "brief.md");
    assert_eq!(keys(&workspace), ["b"]);
    assert_eq!(
        skipped(&workspace),
        [
            "sources holds more than 2 files; raise `max-files` in [sources] to read the rest",
            "sources/a.txt is larger than 1 MB; raise `max-file-size` in [sources] to read it",
        ]
    );
}

#[test]
fn files_of_one_stem_have_keys_of_their_own() {
    let dir = folder(&[("sources/a.md", "One."), ("sources/a.txt", "Two."), ("sources/x/a.txt", "Three.")]);
    let workspace = open(&dir, "brief.md");
    assert_eq!(keys(&workspace), ["a", "a (sources)", "a (x)"]);
    assert_eq!(workspace.notices.len(), 2);
    assert_eq!(workspace.notices[0], "sources/a.txt has the same key as sources/a.md; cite it as [@{a (sources)}]");
}

#[test]
fn a_refresh_reads_only_what_changed_and_equals_a_fresh_start() {
    let dir = folder(&[("sources/a.txt", "One."), ("sources/b.txt", "Two."), ("sources/c/a.txt", "Three.")]);
    let first = open(&dir, "brief.md");
    let again = first.refreshed().unwrap();
    assert!(Arc::ptr_eq(&first.archive, &again.archive));

    write(dir.path(), "sources/b.txt", b"Two and more.");
    write(dir.path(), "sources/d.txt", b"Four.");
    fs::remove_file(dir.path().join("sources/a.txt")).unwrap();
    let refreshed = first.refreshed().unwrap();
    let fresh = open(&dir, "brief.md");
    let all = |w: &Workspace| {
        let one = |(id, card): (_, &Arc<Card>)| (card.clone(), w.archive.source(id).unwrap().text.clone());
        w.archive.sources().map(one).collect::<Vec<_>>()
    };
    assert_eq!(all(&refreshed), all(&fresh));
    assert_eq!(keys(&refreshed), ["b", "a", "d"]);
    assert_eq!(refreshed.notices, fresh.notices);

    write(dir.path(), "verbatim.toml", b"[sources]\npaths = [\"sources/c\"]\n");
    assert_eq!(keys(&refreshed.refreshed().unwrap()), ["a"]);
}

#[test]
fn drafts_are_what_is_included_and_no_source() {
    let dir = folder(&[
        ("verbatim.toml", "[drafts]\nexclude = [\"old/\", \"README.md\"]\n"),
        (".gitignore", "tmp/\n"),
        ("sources/a.md", "A."),
        ("brief.md", "B."),
        ("deep/er/brief.markdown", "B."),
        ("notes.txt", "N."),
        ("old/x.md", "O."),
        ("tmp/x.md", "T."),
        ("README.md", "R."),
    ]);
    let workspace = open(&dir, "");
    let relative = |path: &PathBuf| path.strip_prefix(dir.path()).unwrap().display().to_string();
    let found = workspace.drafts(&[dir.path().to_path_buf()]);
    assert_eq!(found.files.iter().map(relative).collect::<Vec<_>>(), ["brief.md", "deep/er/brief.markdown"]);
    let named = workspace.drafts(&[dir.path().join("notes.txt"), dir.path().join("gone.md")]);
    assert_eq!(named.files.iter().map(relative).collect::<Vec<_>>(), ["notes.txt"]);
    assert_eq!(named.skipped[0].reason, "does not exist");
}

#[test]
fn a_draft_among_its_sources_vouches_for_nothing() {
    let dir = folder(&[
        ("verbatim.toml", "[sources]\npaths = [\".\"]\n"),
        ("wire.txt", "“The money is not there,” said Bo Reed on the quay."),
        ("brief.md", "“The sea is made of soup and of salt,” said Bo Reed on the quay [@wire].\n"),
    ]);
    let workspace = open(&dir, "brief.md");
    let path = dir.path().join("brief.md");
    let checked = workspace.check(&path, &fs::read_to_string(&path).unwrap(), &mut Memo::default());
    assert_eq!(checked.quotations.len(), 1);
    assert!(checked.quotations[0].evidence.is_empty());
    let found = workspace.drafts(&[dir.path().to_path_buf()]);
    assert!(found.files.is_empty());
    assert!(found.skipped[0].reason.starts_with("holds no draft"), "{:?}", found.skipped);
}

#[test]
fn a_link_to_a_file_that_is_no_source_is_no_mistake() {
    let dir = folder(&[("sources/a.txt", "A."), ("a plan.md", "P."), ("brief.md", "B.")]);
    let workspace = open(&dir, "brief.md");
    let text = "See [this](a%20plan.md#top), [that](gone.md) and [^7].\n";
    let checked = workspace.check(&dir.path().join("brief.md"), text, &mut Memo::default());
    let messages: Vec<&str> = checked.all_findings().iter().map(|f| f.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].contains("gone.md"));
    assert_eq!(messages[1], "there is no footnote [^7]; write it, or delete the reference");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = folder(&[("sources/a.txt", "A."), ("sources/locked/b.txt", "B.")]);
    let locked = dir.path().join("sources/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let readable_anyway = fs::read_dir(&locked).is_ok();
    let workspace = open(&dir, "brief.md");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    if readable_anyway {
        eprintln!("skipped: this user may read every folder");
        return;
    }
    assert_eq!(keys(&workspace), ["a"]);
    assert!(skipped(&workspace)[0].starts_with("sources/locked cannot be read"), "{:?}", skipped(&workspace));
}

#[test]
fn one_line_of_fifty_megabytes_is_read() {
    let dir = folder(&[("sources/a.txt", "x"), ("verbatim.toml", "[sources]\ncache = \"cache\"\n")]);
    write(dir.path(), "sources/long.txt", "said the harbour master again and ".repeat(1_500_000).as_bytes());
    let start = std::time::Instant::now();
    let workspace = open(&dir, "brief.md");
    assert_eq!(keys(&workspace), ["a", "long"]);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

mod names;
mod remembered;
mod store;
