//! What verification notices of alterations planted into real quotations, by kind, and how often it
//! accuses quotations nobody touched.
//!
//! `cargo bench --bench alterations -- --every 2 --offset 1` reads every second source from the second on.
//! `--each N` plants so many of a kind, `--only PART` the kinds with that in their name, `--show` prints
//! what went wrong, `--seed N` draws others.
//!
//! A kind is *noticed* when anything is said, the *code* is right when the rule is one that the kind
//! asks for, the *class* when it is as loud: nothing, a nuance (hint, information), or an accusation
//! (warning, error). For kinds that allow everything, all three mean silence.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench that cannot go on has nothing to measure")]

mod corpus;
mod kinds;
mod plant;
mod senses;
mod tables;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Instant;

use verbatim::rules::{Code, Severity};
use verbatim::workspace::{Memo, Workspace};

use corpus::{Corpus, Quote};
use kinds::{Group, Kind};
use plant::Random;

/// Paragraphs of one draft.
const PARAGRAPHS: usize = 250;

struct Options {
    every: usize,
    offset: usize,
    each: usize,
    seed: u64,
    only: String,
    show: bool,
}

impl Options {
    fn read() -> Self {
        let mut options = Self { every: 2, offset: 1, each: 300, seed: 1, only: String::new(), show: false };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut number =
                || arguments.next().and_then(|value| value.parse().ok()).expect("a number follows the option");
            match argument.as_str() {
                "--every" => options.every = number(),
                "--offset" => options.offset = number(),
                "--each" => options.each = number(),
                "--seed" => options.seed = number() as u64,
                "--only" => options.only = arguments.next().expect("a part of a kind's name follows --only"),
                "--show" => options.show = true,
                _ => {}
            }
        }
        options
    }
}

/// One planted quotation.
struct Planted<'a> {
    kind: usize,
    quote: &'a Quote,
    text: String,
}

/// What was said of one kind.
#[derive(Clone, Copy, Default)]
struct Score {
    all: usize,
    noticed: usize,
    code: usize,
    class: usize,
}

fn main() {
    let options = Options::read();
    let begun = Instant::now();
    let corpus = corpus::read(options.every, options.offset).expect("the sources can be read");
    let path = corpus.folder.path().join("draft.md");
    let workspace = Workspace::open(&path).expect("the archive opens");
    println!(
        "{} sources, {} quotations of them ({:.1} s)",
        corpus.sources,
        corpus.quotes.len(),
        begun.elapsed().as_secs_f32()
    );
    let mut kinds = kinds::all();
    kinds.retain(|kind| kind.name.contains(&options.only));
    let planted = plant(&kinds, &corpus, &options);
    let mut scores = vec![Score::default(); kinds.len()];
    for draft in planted.chunks(PARAGRAPHS) {
        for (planted, said) in draft.iter().zip(check(&workspace, draft)) {
            let kind = &kinds[planted.kind];
            let right = judge(kind, &said);
            let score = &mut scores[planted.kind];
            score.all += 1;
            score.noticed += usize::from(right.0);
            score.code += usize::from(right.1);
            score.class += usize::from(right.2);
            if options.show && !(right.0 && right.1 && right.2) {
                println!("{}: {:?}\n   was {:?}\n   said {said:?}", kind.name, planted.text, planted.quote.text);
            }
        }
    }
    report(&kinds, &scores);
    println!("{} planted, {:.1} s in all", planted.len(), begun.elapsed().as_secs_f32());
}

/// So many of each kind, from quotations drawn anew for each.
fn plant<'a>(kinds: &[Kind], corpus: &'a Corpus, options: &Options) -> Vec<Planted<'a>> {
    let mut planted = Vec::new();
    for (n, kind) in kinds.iter().enumerate() {
        let mut random = Random::new(options.seed.wrapping_mul(0x9E37_79B9).wrapping_add(fingerprint(kind.name)));
        let untouched = kind.group == Group::Untouched;
        let each = if untouched { corpus.quotes.len() } else { options.each };
        let start = random.below(corpus.quotes.len());
        let mut found = 0;
        // A stride prime to any length visits all quotations in an order of its own.
        for step in 0..corpus.quotes.len() {
            let quote = &corpus.quotes[(start + step * 7919) % corpus.quotes.len()];
            if found == each {
                break;
            }
            if !untouched && !quote.is_plain() {
                continue;
            }
            if let Some(text) = (kind.plant)(quote, &mut random) {
                planted.push(Planted { kind: n, quote, text });
                found += 1;
            }
        }
    }
    planted
}

fn fingerprint(name: &str) -> u64 {
    name.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

/// The text as it stands between the double marks of a Markdown draft.
fn in_markdown(planted: &Planted<'_>, kind_is_untouched: bool) -> String {
    if !kind_is_untouched {
        return planted.text.clone();
    }
    let mut out = String::new();
    for c in planted.text.chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '`' | '\\' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a finding is about the words as the cited source has them. That other sources have them
/// otherwise is true of many a real quotation, and told of it rightly.
fn is_about_words(code: Code) -> bool {
    !matches!(code, Code::DisputedWording | Code::DisputedSpeaker | Code::MisattributedQuote | Code::WrongVenue)
}

/// What is said of each quotation of a draft.
fn check(workspace: &Workspace, planted: &[Planted<'_>]) -> Vec<Vec<(Code, Severity)>> {
    let (mut text, mut starts) = (String::new(), HashMap::new());
    for (n, planted) in planted.iter().enumerate() {
        starts.insert(text.len(), n);
        let words = in_markdown(planted, planted.text == planted.quote.text);
        let _ = writeln!(text, "“{words}” [@{}]\n", planted.quote.key);
    }
    let checked = workspace.check(&workspace.root.join("draft.md"), &text, &mut Memo::default());
    let mut said = vec![Vec::new(); planted.len()];
    for quotation in &checked.quotations {
        if let Some(&n) = starts.get(&quotation.span.start) {
            said[n] = quotation
                .findings
                .iter()
                .filter(|finding| is_about_words(finding.code))
                .map(|finding| (finding.code, finding.severity))
                .collect();
        }
    }
    said
}

/// Whether it was noticed, with the right code, as loudly as it should be.
fn judge(kind: &Kind, said: &[(Code, Severity)]) -> (bool, bool, bool) {
    if kind.codes.is_empty() || (said.is_empty() && kind.may_be_silent) {
        return (said.is_empty(), said.is_empty(), said.is_empty());
    }
    let loud = |severity: Severity| severity >= Severity::Warning;
    let wanted = kind.codes.iter().any(|code| loud(code.default_severity()));
    let is_right = |said: &(Code, Severity)| kind.codes.contains(&said.0);
    (!said.is_empty(), said.iter().any(is_right), !said.is_empty() && said.iter().any(|said| loud(said.1)) == wanted)
}

fn report(kinds: &[Kind], scores: &[Score]) {
    println!("{:<42} {:>5} {:>8} {:>7} {:>7}", "kind", "n", "noticed", "code", "class");
    let mut groups: Vec<(Group, Score)> = Vec::new();
    for (kind, score) in kinds.iter().zip(scores) {
        line(kind.name, *score, kind.codes.is_empty());
        match groups.iter_mut().find(|group| group.0 == kind.group) {
            Some((_, sum)) => {
                sum.all += score.all;
                sum.noticed += score.noticed;
                sum.code += score.code;
                sum.class += score.class;
            }
            None => groups.push((kind.group, *score)),
        }
    }
    println!();
    for (group, score) in groups {
        let silent = kinds.iter().any(|kind| kind.group == group && kind.codes.is_empty());
        line(&format!("{group:?}"), score, silent);
    }
}

fn line(name: &str, score: Score, silent: bool) {
    #[expect(clippy::cast_precision_loss, reason = "shares of some thousands")]
    let share = |n: usize| if score.all == 0 { 0.0 } else { n as f32 / score.all as f32 };
    if silent {
        println!("{name:<42} {:>5} {:>24}", score.all, format!("silent {:.4}", share(score.noticed)));
    } else {
        println!(
            "{name:<42} {:>5} {:>8.3} {:>7.3} {:>7.3}",
            score.all,
            share(score.noticed),
            share(score.code),
            share(score.class)
        );
    }
}
