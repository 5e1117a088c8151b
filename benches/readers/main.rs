//! What the reader of web pages keeps and leaves out, and how fast: pages in several layouts, made of
//! invented sentences of which it is known which are the article's. Prints for each layout the F1 of
//! words, the share of the article's sentences kept and of dates right, and for all megabytes a second on
//! one core beside what the tokenizer alone takes.
//!
//! `cargo bench --bench readers`

#![expect(clippy::indexing_slicing, reason = "a bench that cannot go on has nothing to measure")]

mod dates;
mod layouts;
mod words;

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;
use std::time::{Duration, Instant};

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use verbatim::source::{Options, documents};

use self::dates::{WAYS, dated};
use self::layouts::LAYOUTS;
use self::words::Random;

/// Pages of each layout.
const PAGES: usize = WAYS * 3;
/// How often all are read for the speed; the best counts, as others use the machine, too.
const TIMES: usize = 5;

fn counts(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "these are small numbers")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn main() {
    let mut random = Random(11);
    let options = Options::default();
    let read = |page: &str| {
        let parts = documents(page.as_bytes(), Path::new("page.html"), &options);
        parts.ok().and_then(|mut parts| parts.pop()?.document.ok())
    };
    let mut pages = Vec::new();
    println!("layout       F1 of words  sentences kept  dates right");
    for (name, layout) in LAYOUTS {
        let (mut both, mut ours, mut theirs, mut kept, mut sentences, mut right) = (0, 0, 0, 0, 0, 0);
        for n in 0..PAGES {
            let texts = random.paragraphs();
            let date = dated(n);
            let script = format!("<script>{}</script>", "var x = function(a) { return a < 3 };".repeat(200));
            let body = layout(&texts, &mut random, &date.shown);
            let page = format!(
                "<!doctype html><html lang=\"{}\"><head><title>x</title>{}{script}</head><body>{body}</body></html>",
                date.language, date.head
            );
            let document = read(&page);
            let text = document.as_ref().map_or("", |document| document.text.as_str());
            right += usize::from(document.as_ref().and_then(|d| d.metadata.date.as_ref()) == Some(&date.date));
            let (found, wanted) = (counts(text), counts(&texts.join(" ")));
            both +=
                wanted.iter().map(|(word, count)| found.get(word).map_or(0, |other| *other.min(count))).sum::<usize>();
            ours += found.values().sum::<usize>();
            theirs += wanted.values().sum::<usize>();
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for sentence in texts.iter().flat_map(|text| text.split_inclusive(". ")) {
                sentences += 1;
                kept += usize::from(flat.contains(sentence.trim()));
            }
            pages.push(page);
        }
        println!(
            "{name:<12} {:>11.3} {:>15.3} {:>12.3}",
            2.0 * share(both, ours + theirs),
            share(kept, sentences),
            share(right, PAGES)
        );
    }
    let length = |page: &str| read(page).map_or(0, |document| document.text.len());
    let reading = best(|| pages.iter().map(|page| length(page)).sum());
    let tokens = best(|| pages.iter().map(|page| strings(page)).sum());
    let bytes: usize = pages.iter().map(String::len).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{:.0} MB/s on one core, of {} pages with {:.1} kB each; the tokenizer alone {:.0} MB/s",
        speed(reading),
        pages.len(),
        share(bytes, pages.len()) / 1000.0,
        speed(tokens)
    );
}

/// The shortest time of several in which `work` was done; it says how much it did.
fn best(work: impl Fn() -> usize) -> Duration {
    let times = (0..TIMES).map(|_| {
        let started = Instant::now();
        assert!(work() > 0, "nothing was read");
        started.elapsed()
    });
    times.min().unwrap_or(Duration::MAX)
}

/// How many bytes of a page are text between tags, as the tokenizer alone finds.
fn strings(page: &str) -> usize {
    let mut bytes = 0;
    let emitter: CallbackEmitter<_, Infallible> = CallbackEmitter::new(|event: CallbackEvent<'_>, _| {
        if let CallbackEvent::String { value } = event {
            bytes += value.len();
        }
        None
    });
    let none = Tokenizer::new_with_emitter(page, emitter).next();
    assert!(none.is_none(), "nothing is asked of the tokenizer");
    bytes
}
