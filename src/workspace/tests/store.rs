//! What is kept on disk answers as what is read anew, whatever happened to the files before.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use tempfile::TempDir;

use super::super::{Memo, Workspace};
use super::write;
use crate::archive::Query;
use crate::source::pack::Label;
use crate::text::{WordKey, words};

const DRAFT: &str = "Ada Marsh said: “We will mend the north pier before the second week of June.”\n\n\
    “The fishermen never asked for 7 boats,” said Reed [@f1].\n";

/// A text of its own for each number, and alike enough to be confused.
fn text(n: u8) -> String {
    let who = ["Ada Marsh", "Tom Reed", "Ines Rowan", "a fisherman"][usize::from(n) % 4];
    format!(
        "---\noutlet: Paper {}\ndate: 2031-03-0{}\n---\n\n“We will mend the north pier before the {} week of June,” \
         said {who}.\n\n“The fishermen never asked for {n} boats,” she added. {}\n",
        n % 3,
        n % 9 + 1,
        ["first", "second", "third"][usize::from(n) % 3],
        "The harbour lay still. ".repeat(usize::from(n % 5))
    )
}

/// Something that happens to the files.
#[derive(Clone, Debug)]
enum Event {
    Write(u8, u8),
    Binary(u8),
    Empty(u8),
    Touch(u8),
    Rename(u8, u8),
    Copy(u8, u8),
    Remove(u8),
    Refresh,
    LoseManifest,
    CutSegment(usize),
    Noise(usize),
}

fn event() -> impl Strategy<Value = Event> {
    let name = || 0_u8..6;
    prop_oneof![
        6 => (name(), 0_u8..40).prop_map(|(name, text)| Event::Write(name, text)),
        1 => name().prop_map(Event::Binary),
        1 => name().prop_map(Event::Empty),
        1 => name().prop_map(Event::Touch),
        2 => (name(), name()).prop_map(|(a, b)| Event::Rename(a, b)),
        1 => (name(), name()).prop_map(|(a, b)| Event::Copy(a, b)),
        2 => name().prop_map(Event::Remove),
        2 => Just(Event::Refresh),
        1 => Just(Event::LoseManifest),
        1 => (0_usize..4000).prop_map(Event::CutSegment),
        1 => (0_usize..4000).prop_map(Event::Noise),
    ]
}

fn file(root: &Path, name: u8) -> std::path::PathBuf {
    let folder = if name.is_multiple_of(2) { "sources" } else { "sources/more" };
    root.join(folder).join(format!("f{}.md", name / 2))
}

/// The files of the cache whose names end so.
fn kept(root: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let files = ignore::WalkBuilder::new(root.join("cache")).hidden(false).build().flatten();
    let mut found: Vec<_> =
        files.map(ignore::DirEntry::into_path).filter(|p| p.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

fn happen(root: &Path, event: &Event) {
    /// Files that have rested are told apart by their stamps, young ones by their content.
    const RESTED: Duration = Duration::from_secs(3600);
    // Not every event fits the files that are there.
    drop(match event {
        Event::Write(name, n) => fs::write(file(root, *name), text(*n)).and_then(|()| {
            let opened = fs::File::options().write(true).open(file(root, *name))?;
            if n.is_multiple_of(2) { opened.set_modified(SystemTime::now() - RESTED) } else { Ok(()) }
        }),
        Event::Binary(name) => fs::write(file(root, *name), b"\0\x01\x02 binary \xff\0"),
        Event::Empty(name) => fs::write(file(root, *name), b" \n"),
        Event::Touch(name) => fs::read(file(root, *name)).and_then(|bytes| fs::write(file(root, *name), bytes)),
        Event::Rename(a, b) => fs::rename(file(root, *a), file(root, *b)),
        Event::Copy(a, b) => fs::copy(file(root, *a), file(root, *b)).map(drop),
        Event::Remove(name) => fs::remove_file(file(root, *name)),
        Event::Refresh => Ok(()),
        Event::LoseManifest => kept(root, "manifest").iter().try_for_each(fs::remove_file),
        Event::CutSegment(at) => kept(root, ".vbs").first().map_or(Ok(()), |segment| {
            // A new file, as a backup that was put back would be: segments are never changed in place.
            let bytes = fs::read(segment)?;
            fs::remove_file(segment)?;
            fs::write(segment, &bytes[..bytes.len().min(*at)])
        }),
        Event::Noise(at) => kept(root, "manifest").first().map_or(Ok(()), |manifest| {
            let mut bytes = fs::read(manifest)?;
            let at = at % bytes.len();
            bytes[at] ^= 0x55;
            fs::write(manifest, bytes)
        }),
    });
}

/// All that can be asked of a workspace.
fn all_answers(workspace: &Workspace) -> String {
    let archive = &workspace.archive;
    let checked = workspace.check(&workspace.root.join("brief.md"), DRAFT, &mut Memo::default());
    let queries =
        ["We will mend the north pier", "boats", "harbour lay still", "the fishermen always asked for 7 boats"];
    let keys: Vec<Vec<WordKey>> = queries.map(|q| words(q).iter().map(|word| word.key).collect()).to_vec();
    let queries: Vec<Query<'_>> = keys.iter().map(|words| Query::new(words)).collect();
    let sources: Vec<_> = archive.sources().map(|(id, card)| format!("{card:?} {:?}", archive.source(id))).collect();
    assert!(archive.failures().is_empty());
    format!(
        "{}\n{:?}\n{:?}\n{:?}\n{checked:?}",
        sources.join("\n"),
        archive.skipped(),
        archive.candidates(&queries),
        archive.occurrences(&keys.concat()),
    )
}

fn about_files(workspace: &Workspace) -> Vec<&String> {
    workspace.notices.iter().filter(|notice| !notice.contains("what was kept")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_history_answers_as_a_fresh_build(events in prop::collection::vec(event(), 1..40)) {
        let dir = TempDir::new().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("sources/more")).unwrap();
        write(root, "verbatim.toml", b"[sources]\npaths = [\"sources\"]\ncache = \"cache\"\n");
        write(root, "fresh.toml", b"[sources]\npaths = [\"sources\"]\n");
        let mut running = Workspace::open(root).unwrap();
        for event in &events {
            happen(root, event);
            if matches!(event, Event::Refresh | Event::CutSegment(_)) {
                running = running.refreshed().unwrap();
            }
        }
        let fresh = Workspace::open_with(root, Some(&root.join("fresh.toml"))).unwrap();
        let opened = Workspace::open(root).unwrap();
        running = running.refreshed().unwrap();
        for kept in [&opened, &running] {
            prop_assert_eq!(all_answers(kept), all_answers(&fresh));
            prop_assert_eq!(about_files(kept), about_files(&fresh));
        }
        // Nothing is left over: a segment for each that is used, one manifest, one directory of people.
        prop_assert!(kept(root, ".vbs").len() <= 8, "{:?}", kept(root, ".vbs"));
        prop_assert!(kept(root, "manifest").len() <= 1);
        let again = running.refreshed().unwrap();
        prop_assert!(std::sync::Arc::ptr_eq(&again.archive, &running.archive));
    }
}

#[test]
fn where_nothing_can_be_kept_it_is_said_once_and_all_works() {
    let dir = TempDir::new().unwrap();
    let root = dir.path();
    write(root, "sources/a.md", text(1).as_bytes());
    write(root, "no-folder", b"a file");
    write(root, "verbatim.toml", b"[sources]\ncache = \"no-folder/cache\"\n");
    let workspace = Workspace::open(root).unwrap();
    assert_eq!(workspace.archive.sources().len(), 1);
    let said = workspace.notices.iter().filter(|notice| notice.contains("read anew each time")).count();
    assert_eq!(said, 1, "{:?}", workspace.notices);
}

#[test]
fn labels_have_no_text() {
    let source = crate::source::from_text(Path::new("a.md"), "a.md", &text(3)).unwrap();
    assert!(Label::pack(&source).len() < source.text.len());
}
