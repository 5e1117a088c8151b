//! How fast quotations and speakers are read, in megabytes of text a second on one core, beside a
//! naive extractor of regular expressions. Both read the same texts, in turn, in one run, so that
//! their ratio says something on a busy machine too.
//!
//! `cargo bench --bench attribution`

#![expect(clippy::expect_used, reason = "a bench that cannot go on has nothing to measure")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use regex::Regex;
use serde_json::Value;
use verbatim::prose::{paragraphs, read_once};

/// How often each slice of the texts is read.
const ROUNDS: usize = 15;
/// A slice is as many texts as have this many bytes together: little enough to be read while nobody
/// else is given the core.
const SLICE: usize = 64_000;

/// Annotated articles where they are at hand, one in a line of JSON; else the texts of the example.
fn texts() -> (PathBuf, Vec<String>) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = here.join("../shared/data/attribution/dev.jsonl");
    if let Ok(lines) = std::fs::read_to_string(&articles) {
        let text = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_owned());
        return (articles, lines.lines().filter_map(text).collect());
    }
    let folder = here.join("examples/harbour/sources");
    println!("{} is not here: the texts of {} are read instead", articles.display(), folder.display());
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the example is there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    (folder, texts)
}

/// What `verbatim quotes` does with each text, but for reading the file and writing the lines:
/// quotations found, and how many of them have a speaker.
fn ours(texts: &[String]) -> (usize, usize) {
    texts.iter().fold((0, 0), |(quotations, speakers), text| {
        let reading = black_box(read_once(text, &paragraphs(text)));
        let attributed = reading.quotations.iter().filter(|quotation| quotation.attribution.is_some()).count();
        (quotations + reading.quotations.len(), speakers + attributed)
    })
}

/// The extractor one writes in an afternoon: words between marks, and the name beside a verb of
/// speech in the text right behind or before them.
struct Naive {
    quotation: Regex,
    behind: Regex,
    before: Regex,
}

impl Naive {
    fn new() -> Self {
        const VERB: &str = "(?:said|says|told|asked|wrote|tweeted|added|argued|explained|called|replied|warned)";
        const NAME: &str = r"((?:[A-Z][\w.’'-]+ ?){1,4}|he|she|they)";
        let regex = |pattern: &str| Regex::new(pattern).expect("the pattern is sound");
        Self {
            quotation: regex("“([^”\n]+)”|\"([^\"\n]+)\""),
            behind: regex(&format!("^[ ,]*(?:{VERB} {NAME}|{NAME} {VERB})")),
            before: regex(&format!("{NAME} {VERB}[^.!?]{{0,40}}$")),
        }
    }

    fn read(&self, texts: &[String]) -> (usize, usize) {
        let (mut quotations, mut speakers) = (0, 0);
        for text in texts {
            for found in self.quotation.find_iter(text) {
                let start = text.floor_char_boundary(found.start().saturating_sub(120));
                let named = self.behind.is_match(&text[found.end()..])
                    || black_box(self.before.captures(&text[start..found.start()])).is_some();
                quotations += 1;
                speakers += usize::from(named);
            }
        }
        (quotations, speakers)
    }
}

/// The texts in slices of about [`SLICE`] bytes.
fn slices(texts: &[String]) -> Vec<&[String]> {
    let (mut slices, mut start, mut size) = (Vec::new(), 0, 0);
    for (at, text) in texts.iter().enumerate() {
        size += text.len();
        if size >= SLICE || at + 1 == texts.len() {
            slices.push(&texts[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    slices
}

/// What one of the two found, and how long it took.
#[derive(Default)]
struct Score {
    quotations: usize,
    speakers: usize,
    /// The sum over the slices of the fastest round of each, in seconds.
    best: f64,
    /// The sum of the middle rounds.
    middle: f64,
}

impl Score {
    /// Adds a slice with what was found in it and how many seconds each round took.
    fn add(&mut self, (quotations, speakers): (usize, usize), mut seconds: Vec<f64>) {
        seconds.sort_by(f64::total_cmp);
        self.quotations += quotations;
        self.speakers += speakers;
        self.best += seconds[0];
        self.middle += seconds[seconds.len() / 2];
    }

    fn print(&self, name: &str, size: usize) {
        let rate = |seconds: f64| size as f64 / 1e6 / seconds;
        println!(
            "{name:<8} {:7.1} MB/s at best {:7.1} in the middle; {} quotations, {} with a speaker",
            rate(self.best),
            rate(self.middle),
            self.quotations,
            self.speakers
        );
    }
}

fn main() {
    let (place, texts) = texts();
    let size: usize = texts.iter().map(String::len).sum();
    assert!(size > 0, "there is nothing to read in {}", place.display());
    println!("{} texts, {:.2} MB, from {}", texts.len(), size as f64 / 1e6, place.display());
    let naive = Naive::new();
    let (mut of_ours, mut of_naive) = (Score::default(), Score::default());
    for slice in slices(&texts) {
        let (mut ours_took, mut naive_took) = (Vec::new(), Vec::new());
        let (mut ours_found, mut naive_found) = ((0, 0), (0, 0));
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            ours_found = ours(slice);
            ours_took.push(begun.elapsed().as_secs_f64());
            let begun = Instant::now();
            naive_found = naive.read(slice);
            naive_took.push(begun.elapsed().as_secs_f64());
        }
        of_ours.add(ours_found, ours_took);
        of_naive.add(naive_found, naive_took);
    }
    of_ours.print("verbatim", size);
    of_naive.print("naive", size);
    println!(
        "ratio    {:7.2}      at best {:7.2} in the middle",
        of_naive.best / of_ours.best,
        of_naive.middle / of_ours.middle
    );
}
