//! What `verbatim check` costs in a large repository: with nothing kept, with the index of the sources kept, and with
//! nothing changed since the last run; after one draft, and after one source has changed. The ratios matter; all are
//! measured in one run, through the program.
//!
//! `cargo bench --bench check [-- DRAFTS]`: so many drafts with thirty quotations each, 1,000 unless said otherwise, over
//! two sources for each draft, all of them made up here.

#![expect(clippy::expect_used, reason = "a bench that cannot go on has nothing to measure")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Quotations of a draft, and utterances of a source.
const QUOTATIONS: usize = 30;

/// Numbers in an order that looks like none, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        // Knuth's multiplier and increment.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const BEGINNINGS: &[&str] = &["lar", "mon", "ster", "bel", "quor", "tin", "hav", "dros", "fen", "gal", "pres", "vint"];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ar", "en", "il", "or", "un", "is", "ot"];
const ENDINGS: &[&str] = &["den", "ling", "mark", "ton", "ry", "ment", "sel", "ver", "cast", "wick", "nor", "path"];
const PEOPLE: &[&str] = &["Ada Marsh", "Tom Reed", "Ines Rowan", "Hana Voss", "Karl Brandt", "Mira Sole", "Otto Quill"];

/// What is said in utterance `at` of source `source`.
fn utterance(source: usize, at: usize) -> (String, &'static str) {
    let random = &mut Random(u64::try_from(source * 1000 + at).unwrap_or(0) * 7919 + 1);
    for _ in 0..3 {
        random.below(2);
    }
    // Of a vocabulary of some thousand words, as real archives have one.
    let mut word = || format!("{}{}{}", random.pick(BEGINNINGS), random.pick(MIDDLES), random.pick(ENDINGS));
    let (a, b, c, d, e, f) = (word(), word(), word(), word(), word(), word());
    let words = format!("We will not leave the {a} {b} to the {c} when {d} and {e} have no {f} of their own");
    (words, random.pick(PEOPLE))
}

fn source(n: usize) -> String {
    let mut text = format!("---\noutlet: Paper {}\ndate: 2031-03-{:02}\n---\n\n", n % 40, n % 27 + 1);
    for at in 0..QUOTATIONS {
        let (words, who) = utterance(n, at);
        text.push_str(&format!("“{words},” {who} said.\n\nNobody in the room had asked about that, and the clerk wrote nothing down for item {at}.\n\n"));
    }
    text
}

/// A draft that quotes two sources; one quotation in ten has another word.
fn draft(n: usize, sources: usize) -> String {
    let mut text = format!("# Briefing {n}\n\n");
    for at in 0..QUOTATIONS {
        let from = (n * 2 + at % 2) % sources;
        let (words, who) = utterance(from, at);
        let words = if at % 10 == 9 { words.replacen("will", "may", 1) } else { words };
        text.push_str(&format!("On point {at} the town heard something new. “{words},” {who} said [@s{from:05}].\n\n"));
    }
    text
}

fn check(root: &Path, format: &str) -> (Vec<u8>, Duration) {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(["check", "--reporter", format])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    (output.stdout, start.elapsed())
}

/// The least time of so many runs.
fn best(times: usize, root: &Path, format: &str) -> (Vec<u8>, Duration) {
    let runs = (0..times).map(|_| check(root, format)).collect::<Vec<_>>();
    runs.into_iter().min_by_key(|run| run.1).expect("a run")
}

fn main() {
    let count: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let dir = tempfile::tempdir().expect("a folder");
    let root = dir.path();
    for folder in ["sources", "drafts"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    fs::write(root.join("verbatim.toml"), "[sources]\npaths = [\"sources\"]\ncache = \".kept\"\n").expect("a file");
    let sources = count * 2;
    for n in 0..sources {
        fs::write(root.join(format!("sources/s{n:05}.md")), source(n)).expect("a source");
    }
    for n in 0..count {
        fs::write(root.join(format!("drafts/d{n:05}.md")), draft(n, sources)).expect("a draft");
    }
    // Young files are compared by content; most have rested.
    std::thread::sleep(Duration::from_secs(3));
    let kept = root.join(".kept");
    let remove = |names: &str| {
        for archive in fs::read_dir(&kept).into_iter().flatten().flatten() {
            for engine in fs::read_dir(archive.path()).into_iter().flatten().flatten() {
                for entry in fs::read_dir(engine.path()).into_iter().flatten().flatten() {
                    if entry.file_name().to_string_lossy().starts_with(names) {
                        drop(fs::remove_dir_all(entry.path()));
                    }
                }
            }
        }
    };
    println!("{count} drafts with {} quotations over {sources} sources", count * QUOTATIONS);
    let ms = |time: Duration| format!("{:9.1} ms", time.as_secs_f64() * 1e3);
    let (first, nothing) = check(root, "concise");
    println!("nothing is kept           {}", ms(nothing));
    let cold = (0..3)
        .map(|_| {
            remove("results-");
            check(root, "concise")
        })
        .min_by_key(|run| run.1)
        .expect("a run");
    println!("the index is kept         {}", ms(cold.1));
    for format in ["concise", "text", "json"] {
        let (said, warm) = best(5, root, format);
        assert!(format != "concise" || (said == first && said == cold.0), "what is kept says something else");
        println!(
            "nothing changed, {format:8} {}  {:.1} times faster than with the index, {:.1} than with nothing",
            ms(warm),
            cold.1.as_secs_f64() / warm.as_secs_f64(),
            nothing.as_secs_f64() / warm.as_secs_f64()
        );
    }
    fs::write(root.join("drafts/d00000.md"), draft(0, sources).replace("new", "old")).expect("a draft");
    println!("one draft changed         {}", ms(check(root, "concise").1));
    fs::write(root.join("sources/s00000.md"), source(0).replace("new", "old")).expect("a source");
    println!("one source changed        {}", ms(check(root, "concise").1));
    let size: u64 = walk(&kept);
    println!("kept on disk              {:9.1} MB", f64::from(u32::try_from(size / 1000).unwrap_or(0)) / 1e3);
}

fn walk(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| if e.path().is_dir() { walk(&e.path()) } else { e.metadata().map_or(0, |found| found.len()) }).sum()
}
