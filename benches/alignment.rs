//! What a long block quote costs: 5,000 words, one in twelve changed, looked up and aligned in a source
//! of 500,000 words, beside the plain quadratic alignment of the same two texts. The ratio of the
//! two is what matters; both are measured in one run.
//!
//! `cargo bench --bench alignment`

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench that cannot go on has nothing to measure")]

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use verbatim::archive::{Archive, SourceId};
use verbatim::source::from_text;
use verbatim::text::{Span, Word, words};
use verbatim::verify::{matches, wording};

const SOURCE: usize = 500_000;
const QUOTE: usize = 5_000;
/// One word in so many is replaced, dropped or put in.
const CHANGED: usize = 12;
/// How often the fast one is measured; the best counts, as others use the machine, too.
const TIMES: usize = 15;

/// Numbers that look random; the same for each run.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }

    /// A word of an invented language in which, as in others, few words make up most of a text.
    fn word(&mut self) -> String {
        let rank = [12, 150, 2_000, 20_000][self.below(4)];
        let n = self.below(rank);
        let syllables = ["ka", "re", "mi", "to", "su", "len", "dor", "vi", "pa", "shu"];
        let mut word = String::new();
        let mut rest = n * 7 + rank % 7;
        while word.is_empty() || rest > 0 {
            word.push_str(syllables[rest % 10]);
            rest /= 10;
        }
        word
    }
}

fn main() {
    let mut random = Random(20_310_310);
    let mut text = String::new();
    for n in 0..SOURCE {
        text.push_str(&random.word());
        text.push_str(if n % 17 == 16 { ". " } else { " " });
        if n % 170 == 169 {
            text.push_str("\n\n");
        }
    }
    let source = from_text(Path::new("book.txt"), "book.txt", &text).expect("the text is a source");
    let quote = changed(&source.text, &source.words[SOURCE / 2..SOURCE / 2 + QUOTE], &mut random);
    let quoted = words(&quote);
    let theirs: Vec<u64> = source.words.iter().map(|word| word.key.0).collect();
    let ours: Vec<u64> = quoted.iter().map(|word| word.key.0).collect();
    let archive = Archive::build(vec![Arc::new(source)], Vec::new());
    let claim = wording(&quote, &[Span::new(0, quote.len())]);

    let mut fast = Duration::MAX;
    let mut found = Vec::new();
    for _ in 0..TIMES {
        let begun = now();
        found = matches(&claim, &quote, &archive, &[SourceId(0)]);
        fast = fast.min(now() - begun);
    }
    let best = found.first().expect("the quotation is found");
    let begun = now();
    let distance = quadratic(&ours, &theirs);
    let plain = now() - begun;

    println!(
        "{} words against {}: {} differences found, similarity {:.3}",
        ours.len(),
        theirs.len(),
        best.alterations.len(),
        best.similarity
    );
    println!("looked up and aligned   {:>9.1} ms", fast.as_secs_f64() * 1000.0);
    println!("quadratic alignment     {:>9.1} ms (edit distance {distance})", plain.as_secs_f64() * 1000.0);
    println!("ratio                   {:>9.1}", plain.as_secs_f64() / fast.as_secs_f64());
}

/// The time this process has had on a processor, where the system tells (Linux), so that others who
/// use the machine do not count; else the time that has passed.
fn now() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let ran = std::fs::read_to_string("/proc/self/schedstat").ok();
    let ran = ran.and_then(|stat| stat.split(' ').next()?.parse().ok());
    ran.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// The words with one in [`CHANGED`] changed.
fn changed(text: &str, words: &[Word], random: &mut Random) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        let raw = word.span.of(text).to_owned();
        match random.below(3 * CHANGED) {
            0 => {}
            1 => out.push(random.word()),
            2 => out.extend([raw, random.word()]),
            _ => out.push(raw),
        }
    }
    out.join(" ")
}

/// The least number of words to put in, drop or replace that turns some stretch of `source` into
/// `quote`, by the table of all pairs (Sellers, 1980), two rows of it at a time.
fn quadratic(quote: &[u64], source: &[u64]) -> u32 {
    let mut above = vec![0_u32; source.len() + 1];
    let mut row = above.clone();
    for (i, word) in quote.iter().enumerate() {
        row[0] = u32::try_from(i).unwrap_or(u32::MAX) + 1;
        for (j, other) in source.iter().enumerate() {
            let replaced = above[j] + u32::from(word != other);
            row[j + 1] = replaced.min(above[j + 1] + 1).min(row[j] + 1);
        }
        std::mem::swap(&mut above, &mut row);
    }
    above.into_iter().min().unwrap_or(0)
}
