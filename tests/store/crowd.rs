//! Several processes on one archive at once.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{Archive, Random, source, text};

const SOURCES: u64 = 60;

/// Names the seconds for which it goes on; a few, unless said otherwise.
const SECONDS: &str = "VERBATIM_TEST_SECONDS";

#[test]
fn two_writers_and_four_readers_agree() {
    let seconds = std::env::var(SECONDS).ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let archive = Archive::new(SOURCES);
    // The readers look at what never changes; what does change is read by them all the same.
    let expected = archive.answer();
    let stop = AtomicBool::new(false);
    let (read, written) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for writer in 0..2_u64 {
            let (archive, stop, written) = (&archive, &stop, &written);
            scope.spawn(move || {
                let mut random = Random(writer);
                while !stop.load(Ordering::Relaxed) {
                    let n = SOURCES + writer * 10 + random.below(10);
                    let path = archive.path().join(source(n));
                    if random.below(4) == 0 {
                        drop(std::fs::remove_file(path))
                    } else {
                        archive.write(&source(n), &text(n, random.below(9)))
                    }
                    let listed = super::said(archive.command(&["sources", "--format", "json"]).output().unwrap());
                    assert!(listed.contains("s0059"), "{listed}");
                    written.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let answer = archive.checked("verbatim.toml");
                    assert_eq!(verdicts(&answer), verdicts(&expected));
                    read.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let end = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < end {
            thread::sleep(Duration::from_millis(50));
        }
        stop.store(true, Ordering::Relaxed);
    });
    println!("{} answers while {} changes were made", read.into_inner(), written.into_inner());
    assert_eq!(archive.answer(), archive.fresh_answer());
    assert!(archive.kept().len() < 16, "{:?}", archive.kept());
}

/// What is said of each quotation: sources that come and go may add passages that are hardly nearer.
fn verdicts(answer: &str) -> Vec<&str> {
    answer.lines().filter(|line| line.contains("\"verdict\"") || line.contains("\"citations\"")).collect()
}
