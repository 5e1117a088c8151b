//! What a keystroke costs: a long draft checked from nothing, and checked again after one word was
//! typed. The ratio of the two is what matters; both are measured in one run. And what it costs to
//! type inside a quotation that a cited book of five megabytes lacks, so that all of it is looked at.
//!
//! `cargo bench --bench keystroke`

#![expect(clippy::expect_used, reason = "a bench that cannot go on has nothing to measure")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use verbatim::text::words;
use verbatim::workspace::{Memo, Workspace};

/// The draft that the issue of speed is judged by.
const QUOTATIONS: usize = 300;
const WORDS: usize = 10_000;

/// Who speaks in it, in turn.
const SPEAKERS: [&str; 8] = [
    "Ada Quill",
    "Tobias Renwick",
    "The harbour master",
    "Marta Osei-Lund",
    "Mayor Renwick",
    "Hana Voss",
    "He",
    "A spokesman",
];

/// A folder with a `sources` folder in it: real articles where they are at hand, else the example.
fn archive() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let real = here.join("../shared/sample");
    if real.is_dir() { real } else { here.join("examples/harbour") }
}

/// A draft of [`WORDS`] words with [`QUOTATIONS`] quotations cut from the sources, no two alike.
fn long_draft(workspace: &Workspace) -> String {
    let mut draft = String::from("# A long briefing\n\n");
    let mut random = 20_310_310_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % below.max(1)
    };
    let sources: Vec<_> = workspace.archive.sources().filter_map(|(id, _)| workspace.archive.source(id)).collect();
    let filler = WORDS / QUOTATIONS;
    for number in 0..QUOTATIONS {
        let source = &sources[number % sources.len()];
        let length = 8 + next(18);
        let from = next(source.words.len() - length - filler);
        let cut = |from: usize, count: usize| {
            let text = &source.text[source.words[from].span.start..source.words[from + count - 1].span.end];
            let plain = text.replace(['“', '”', '"', '\n', '[', ']'], " ");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let speaker = SPEAKERS[number % SPEAKERS.len()];
        let _ = writeln!(draft, "{speaker} said: “{}” [@{}].\n", cut(from, length), source.card.key);
        let prose = cut(next(source.words.len() - filler), filler.saturating_sub(length).max(4));
        let _ = writeln!(draft, "In section {number} the briefing says that {prose}.\n");
    }
    draft
}

fn keystroke(criterion: &mut Criterion) {
    let folder = archive();
    let path = folder.join("long.md");
    let workspace = Workspace::open(&path).expect("the archive opens");
    let draft = long_draft(&workspace);
    let count = workspace.check(&path, &draft, &mut Memo::default()).quotations.len();
    println!("a draft of {} words with {count} quotations against {}", words(&draft).len(), folder.display());
    let place = draft.find("section 150").expect("the draft has that section");

    let mut group = criterion.benchmark_group("check");
    group.bench_function("from nothing", |b| {
        b.iter_batched(Memo::default, |mut memo| workspace.check(&path, &draft, &mut memo), BatchSize::LargeInput);
    });
    group.bench_function("one word typed", |b| {
        let mut memo = Memo::default();
        let _ = workspace.check(&path, &draft, &mut memo);
        let mut typed = 0_u32;
        b.iter(|| {
            typed += 1;
            let mut edited = draft.clone();
            edited.insert_str(place, &format!("word{typed} "));
            workspace.check(&path, &edited, &mut memo)
        });
    });
    group.finish();
}

/// How long the cited book is, in bytes.
const BOOK: usize = 5_000_000;

/// A book of [`BOOK`] bytes whose words are as frequent as those of a language are (Zipf's law).
fn book() -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "lo", "mir", "ten", "sha", "or", "vel", "in", "du", "pre", "sto", "gan", "li", "fen", "mo", "ras", "tu",
        "ber", "ne", "qui",
    ];
    const COMMON: [&str; 12] = ["the", "of", "and", "to", "a", "in", "that", "is", "was", "he", "for", "not"];
    const VOCABULARY: f64 = 20_000.0;
    let mut random = 77_u64;
    let mut text = String::with_capacity(BOOK + 100);
    let mut words = 0_usize;
    while text.len() < BOOK {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[expect(clippy::cast_precision_loss, reason = "a rank need not be exact")]
        let uniform = (random >> 11) as f64 / (1_u64 << 53) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the vocabulary's size")]
        let rank = VOCABULARY.powf(uniform) as usize - 1;
        match COMMON.get(rank) {
            Some(word) => text.push_str(word),
            None => {
                let mut rest = rank;
                while rest > 0 {
                    text.push_str(SYLLABLES[rest % SYLLABLES.len()]);
                    rest /= SYLLABLES.len();
                }
            }
        }
        words += 1;
        text.push_str(if words.is_multiple_of(600) {
            ".\n\n"
        } else if words.is_multiple_of(14) {
            ". "
        } else {
            " "
        });
    }
    text
}

fn cited_book(criterion: &mut Criterion) {
    let folder = std::env::temp_dir().join(format!("verbatim-keystroke-{}", std::process::id()));
    let sources = folder.join("sources");
    std::fs::create_dir_all(&sources).expect("the folder of temporary files can be written");
    std::fs::write(sources.join("book.txt"), format!("---\nkind: book\n---\n\n{}", book()))
        .expect("the book is written");
    let path = folder.join("draft.md");
    let workspace = Workspace::open(&path).expect("the archive opens");
    let draft = "# A briefing\n\n“The keeper of the old lamp was never known to sleep in that house, and for the rest of his \
                 life he did not say why” [@book].\n";
    let place = draft.find("keeper").expect("the draft has that word");
    let mut group = criterion.benchmark_group("5 MB book cited");
    group.bench_function("one word typed in a quotation that it lacks", |b| {
        let mut memo = Memo::default();
        let mut typed = 0_u32;
        b.iter(|| {
            typed += 1;
            let mut edited = draft.to_owned();
            edited.insert_str(place, &format!("word{typed} "));
            workspace.check(&path, &edited, &mut memo)
        });
    });
    group.finish();
    let _ = std::fs::remove_dir_all(&folder);
}

criterion_group!(benches, keystroke, cited_book);
criterion_main!(benches);
