//! Fits the weights of the attribution model and prints `src/prose/data/weights.rs`.
//!
//! ```text
//! cargo run --release --example train_attribution -- [--even] ENGLISH.jsonl GERMAN.jsonl > weights.rs
//! ```
//!
//! Each file holds one annotated article a line: `text` and `quotes`, each with `type`, `quoted` (spans
//! between marks), `speaker_text`, `speaker_start` and `speaker_end`; offsets in Unicode scalar
//! values. How good the model is tells one learned from the articles with even numbers, asked about
//! those with odd numbers; the weights that are printed learn from all of them, since twice the text
//! teaches more than it did the half. `--even` prints the weights learned from the even half, to
//! score a whole binary on the other. The model is a conditional logit over the candidates of a quotation, fitted by gradient
//! descent to the probability that the right ones have together, with an L2 penalty. The weights
//! for German start from those for English, so that little data teaches what differs.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::Value;
use verbatim::prose::paragraphs;
use verbatim::prose::training::{Example, FEATURES, examples};
use verbatim::text::Span;

const EPOCHS: usize = 60;
const RATE: f32 = 0.05;
const PENALTY: f32 = 8e-4;

fn main() -> ExitCode {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let even = options.iter().any(|option| option == "--even");
    let ([english, german], true) = (paths.as_slice(), options.len() == usize::from(even)) else {
        eprintln!("usage: train_attribution [--even] ENGLISH.jsonl GERMAN.jsonl");
        return ExitCode::from(2);
    };
    let mut out = String::from(HEAD);
    let (mut of_half, mut of_all) = (vec![0.0; FEATURES], vec![0.0; FEATURES]);
    for (name, path) in [("English", english), ("German", german)] {
        let (mut seen, unseen) = match load(path) {
            Ok(halves) => halves,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        of_half = fit(&seen, &of_half);
        eprintln!("{name}: learned from {} quotations: {:.4} right", seen.len(), accuracy(&of_half, &seen));
        eprintln!("{name}: never seen {} quotations: {:.4} right", unseen.len(), accuracy(&of_half, &unseen));
        if !even {
            seen.extend(unseen);
            of_all = fit(&seen, &of_all);
        }
        out.push_str(&table(name, if even { &of_half } else { &of_all }));
    }
    print!("{out}");
    ExitCode::SUCCESS
}

/// The examples of the articles with even numbers, and of those with odd ones.
fn load(path: &str) -> std::io::Result<(Vec<Example>, Vec<Example>)> {
    let (mut seen, mut unseen) = (Vec::new(), Vec::new());
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let Ok(article) = serde_json::from_str::<Value>(line) else { continue };
        let half = if number % 2 == 0 { &mut seen } else { &mut unseen };
        half.extend(read(&article));
    }
    Ok((seen, unseen))
}

/// The examples of one article.
fn read(article: &Value) -> Vec<Example> {
    let Some(text) = article["text"].as_str() else { return Vec::new() };
    if article["exhaustive"] != Value::Bool(true) {
        return Vec::new();
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |start: &Value, end: &Value| {
        let at = |value: &Value| starts.get(usize::try_from(value.as_u64()?).ok()?).copied();
        Some(Span::new(at(start)?, at(end)?))
    };
    let none = Vec::new();
    let quotes = article["quotes"].as_array().unwrap_or(&none);
    let overlap = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    examples(text, &paragraphs(text), |quotation, candidates| {
        // Doubled apostrophes are not annotated.
        if quotation.of(text).starts_with("''") {
            return Vec::new();
        }
        let gold = quotes
            .iter()
            .filter(|quote| quote["type"] != "indirect")
            .map(|quote| {
                let quoted = quote["quoted"].as_array().unwrap_or(&none);
                let shared: usize = quoted.iter().filter_map(|q| Some(overlap(span(&q[0], &q[1])?, quotation))).sum();
                (shared, quote)
            })
            .max_by_key(|(shared, _)| *shared)
            .filter(|(shared, _)| *shared > 0);
        let nobody = candidates.iter().position(Option::is_none);
        let Some((_, quote)) = gold else { return nobody.into_iter().collect() };
        let Some(speaker) = span(&quote["speaker_start"], &quote["speaker_end"]) else { return Vec::new() };
        let words = quote["speaker_text"].as_str().unwrap_or_default();
        let right = |candidate: &Option<Span>| {
            candidate.is_some_and(|mention| mention.overlaps(speaker) || same_name(mention.of(text), words))
        };
        candidates.iter().enumerate().filter(|(_, candidate)| right(candidate)).map(|(i, _)| i).collect()
    })
}

/// Whether the last capitalised word of `mention` stands in `speaker`.
fn same_name(mention: &str, speaker: &str) -> bool {
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_owned).collect::<Vec<_>>();
    let name = words(mention).into_iter().rfind(|word| word.starts_with(char::is_uppercase) && word.len() > 3);
    name.is_some_and(|name| words(speaker).contains(&name))
}

fn scores(weights: &[f32], example: &Example) -> Vec<f32> {
    let score = |ids: &Vec<u16>| ids.iter().map(|id| weights[usize::from(*id)]).sum::<f32>();
    example.candidates.iter().map(score).collect()
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let exps: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
}

/// AdaGrad from the weights `prior`, towards which the penalty pulls, with a fixed order of
/// examples, so that the outcome is the same every time.
fn fit(examples: &[Example], prior: &[f32]) -> Vec<f32> {
    let mut weights = prior.to_vec();
    let mut squares = vec![1e-6f32; FEATURES];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 88_172_645_463_325_252u64;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, usize::try_from(state % (i as u64 + 1)).unwrap_or(0));
        }
        let rate = RATE * if epoch * 4 > EPOCHS * 3 { 0.3 } else { 1.0 };
        for &at in &order {
            let example = &examples[at];
            let model = softmax(&scores(&weights, example));
            let mass: f32 = example.right.iter().map(|i| model[*i]).sum::<f32>().max(1e-9);
            for (i, ids) in example.candidates.iter().enumerate() {
                let target = if example.right.contains(&i) { model[i] / mass } else { 0.0 };
                let slope = model[i] - target;
                if slope.abs() < 1e-5 {
                    continue;
                }
                for id in ids {
                    let id = usize::from(*id);
                    let gradient = slope + PENALTY * (weights[id] - prior[id]);
                    squares[id] += gradient * gradient;
                    weights[id] -= rate * gradient / squares[id].sqrt();
                }
            }
        }
        for (weight, prior) in weights.iter_mut().zip(prior) {
            *weight -= PENALTY * 10.0 * (*weight - prior);
        }
    }
    weights
}

fn accuracy(weights: &[f32], examples: &[Example]) -> f64 {
    let right = examples.iter().filter(|example| {
        let scores = scores(weights, example);
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        best.is_some_and(|best| example.right.contains(&best))
    });
    right.count() as f64 / examples.len().max(1) as f64
}

const HEAD: &str = "//! What each feature of a candidate speaker weighs. Written by `examples/train_attribution.rs`.\n";

fn table(name: &str, weights: &[f32]) -> String {
    let mut out = format!(
        "\n/// The weights for {name}, by the feature's number.\n#[rustfmt::skip]\n\
         #[allow(clippy::approx_constant, reason = \"a weight that comes near a constant is none\")]\n\
         pub(in crate::prose) const {}: &[f32] = &[\n",
        name.to_uppercase()
    );
    for row in weights.chunks(12) {
        let row: Vec<String> = row.iter().map(|weight| format!("{weight:.3}")).collect();
        let _ = writeln!(out, "    {},", row.join(", "));
    }
    out.push_str("];\n");
    out
}
