//! The sources of the example, broken at random: no reader may panic or run on.
//!
//! `MUTATIONS=10000 cargo test --test mutations` breaks each file so many times, the same way on every run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use verbatim::source::{Options, documents};

/// How often each file is broken unless the environment says otherwise.
const TIMES: usize = 60;
/// No file of the example is longer than a few pages.
const LONGEST: Duration = Duration::from_secs(20);

/// Numbers that look random; the same for each run.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }
}

/// `bytes` with a few changes: bytes flipped, stretches cut out, doubled and moved, the end cut off.
fn broken(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at.max(1)),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let doubled = bytes[at..end].to_vec();
                bytes.splice(at..at, doubled);
            }
            3 => {
                let moved = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, moved);
            }
            _ => {
                let byte = u8::try_from(random.below(256)).unwrap_or(0);
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

#[test]
fn no_broken_file_breaks_its_reader() {
    let times = std::env::var("MUTATIONS").ok().and_then(|times| times.parse().ok()).unwrap_or(TIMES);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats/sources");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let options = Options::default();
    let mut random = Random(7);
    std::panic::set_hook(Box::new(|_| ()));
    let mut failed = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        for n in 0..times {
            let input = broken(&bytes, &mut random);
            let started = Instant::now();
            let outcome =
                catch_unwind(AssertUnwindSafe(|| documents(&input, &path, &options).map(|parts| parts.len())));
            if outcome.is_err() || started.elapsed() > LONGEST {
                failed.push(format!("{} broken for the {n}th time", path.display()));
            }
        }
    }
    drop(std::panic::take_hook());
    assert!(failed.is_empty(), "{failed:#?}");
}
