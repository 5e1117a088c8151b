//! A process that is killed while it writes.

use std::process::Stdio;
use std::time::Duration;

use super::{Archive, Random, draft, source, text};

/// How many times the indexer is killed.
const KILLS: u64 = 200;
const SOURCES: u64 = 120;

#[test]
fn a_kill_at_any_instant_costs_at_most_a_rebuild() {
    let archive = Archive::new(SOURCES);
    let mut random = Random(7);
    let mut survived = 0;
    for round in 0..KILLS {
        if round % 20 == 0 {
            // From nothing, which takes longest.
            drop(std::fs::remove_dir_all(archive.path().join("cache")));
        }
        for _ in 0..4 {
            let n = random.below(SOURCES);
            archive.write(&source(n), &text(n, random.below(3)));
        }
        let gone = archive.path().join(source(random.below(SOURCES)));
        drop(std::fs::remove_file(gone));
        let mut indexer = archive.command(&["sources"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // From the start of the process to a little after its usual end.
        std::thread::sleep(Duration::from_micros(random.below(if round % 20 == 0 { 120_000 } else { 40_000 })));
        drop(indexer.kill());
        survived += u64::from(indexer.wait().unwrap().success());
        if round % 10 == 9 {
            archive.write("brief.md", &draft(SOURCES));
            assert_eq!(archive.answer(), archive.fresh_answer(), "after {round} kills");
        }
    }
    assert!(survived < KILLS, "no process was killed before it ended");
    let kept = archive.kept();
    let unfinished = kept.iter().filter(|path| path.to_string_lossy().contains("unfinished")).count();
    // The last process cleaned up after the others.
    assert_eq!(archive.answer(), archive.fresh_answer());
    assert!(unfinished == 0 && kept.len() < 16, "{kept:?}");
}
