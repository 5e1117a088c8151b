//! Fits the weights that tell spoken words from titles and terms and prints `src/prose/data/natures.rs`.
//!
//! ```text
//! cargo run --release --example train_nature -- [--even] ENGLISH.jsonl GERMAN.jsonl > natures.rs
//! ```
//!
//! Each file holds one annotated article a line: `text` and `quotes`, each with `quoted`, the spans
//! between marks in Unicode scalar values. How good the model is tells one learned from the articles
//! with even numbers, asked about those with odd numbers; the weights that are printed learn from all
//! of them, with `--even` from the even half. The model is a logistic regression, fitted by gradient descent with
//! an L2 penalty on each weight; the weights for German start from those for English. How probable
//! it is that somebody speaks is among the features; for the quotations of an article it is told by a
//! model of speakers fitted, as in `train_attribution`, to other articles, as it will be of articles that
//! neither model has seen.

mod attribution {
    pub(crate) mod speakers;
}

use std::fmt::Write as _;
use std::process::ExitCode;

use attribution::speakers;
use serde_json::Value;
use verbatim::prose::paragraphs;
use verbatim::prose::training::{FEATURES, NATURE_FEATURES, natures};
use verbatim::text::Span;

const EPOCHS: usize = 20;
const RATE: f32 = 0.15;
/// By language: English has five times as much to learn from.
const PENALTY: [f32; 2] = [3.0, 15.0];

/// In how many parts the articles are taken, so that each is read with a model of speakers that learned
/// from the others.
const PARTS: usize = 5;

/// The features of one quotation and whether somebody speaks it.
type Example = (Vec<usize>, bool);

fn main() -> ExitCode {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let even = options.iter().any(|option| option == "--even");
    let ([english, german], true) = (paths.as_slice(), options.len() == usize::from(even)) else {
        eprintln!("usage: train_nature [--even] ENGLISH.jsonl GERMAN.jsonl");
        return ExitCode::from(2);
    };
    let mut out = String::from(HEAD);
    let (mut of_half, mut of_all) = (vec![0.0; NATURE_FEATURES], vec![0.0; NATURE_FEATURES]);
    let (mut speakers_of_half, mut speakers_of_all) = (vec![0.0; FEATURES], vec![0.0; FEATURES]);
    for (name, path, penalty) in [("English", english, PENALTY[0]), ("German", german, PENALTY[1])] {
        let (mut articles, others) = match load(path) {
            Ok(halves) => halves,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        let seen = crossed(&articles, &speakers_of_half);
        speakers_of_half = speakers::fit(&spoken(&articles), &speakers_of_half);
        let unseen: Vec<Example> = others.iter().flat_map(|article| read(article, &speakers_of_half)).collect();
        of_half = fit(&seen, &of_half, penalty);
        eprintln!("{name}: learned from {} quotations: {:.4} right", seen.len(), accuracy(&of_half, &seen));
        eprintln!("{name}: never seen {} quotations: {:.4} right", unseen.len(), accuracy(&of_half, &unseen));
        if !even {
            articles.extend(others);
            of_all = fit(&crossed(&articles, &speakers_of_all), &of_all, penalty);
            speakers_of_all = speakers::fit(&spoken(&articles), &speakers_of_all);
        }
        out.push_str(&table(name, if even { &of_half } else { &of_all }));
    }
    print!("{out}");
    ExitCode::SUCCESS
}

/// The articles with even numbers and those with odd ones.
fn load(path: &str) -> std::io::Result<(Vec<Value>, Vec<Value>)> {
    let (mut even, mut odd) = (Vec::new(), Vec::new());
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let Ok(article) = serde_json::from_str::<Value>(line) else { continue };
        if article["exhaustive"] == Value::Bool(true) {
            let half = if number % 2 == 0 { &mut even } else { &mut odd };
            half.push(article);
        }
    }
    Ok((even, odd))
}

/// What a model of speakers learns from `articles`.
fn spoken<'a>(articles: impl IntoIterator<Item = &'a Value>) -> Vec<verbatim::prose::training::Example> {
    articles.into_iter().flat_map(speakers::read).collect()
}

/// The examples of `articles`, each read with a model of speakers that learned from the others, from the
/// weights `prior`.
fn crossed(articles: &[Value], prior: &[f32]) -> Vec<Example> {
    let mut found = Vec::new();
    for part in 0..PARTS {
        let of_part = |inside: bool| {
            let chosen = articles.iter().enumerate().filter(move |(at, _)| (at % PARTS == part) == inside);
            chosen.map(|(_, article)| article)
        };
        let weights = speakers::fit(&spoken(of_part(false)), prior);
        found.extend(of_part(true).flat_map(|article| read(article, &weights)));
    }
    found
}

/// The examples of one article: a quotation is spoken when an annotated one shares most of it.
fn read(article: &Value, weights: &[f32]) -> Vec<Example> {
    let Some(text) = article["text"].as_str() else { return Vec::new() };
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |value: &Value| starts.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let none = Vec::new();
    let quotes = article["quotes"].as_array().unwrap_or(&none).iter();
    let gold: Vec<Span> = quotes
        .flat_map(|quote| quote["quoted"].as_array().unwrap_or(&none))
        .filter_map(|quoted| Some(Span::new(at(&quoted[0])?, at(&quoted[1])?)))
        .collect();
    let mut found = Vec::new();
    for (parts, features) in natures(text, &paragraphs(text), weights) {
        let Some(first) = parts.first() else { continue };
        // Doubled apostrophes are not annotated.
        if text.get(..first.start).is_some_and(|before| before.ends_with("''")) {
            continue;
        }
        let shared = |span: &Span| span.end.min(first.end).saturating_sub(span.start.max(first.start));
        let spoken = gold.iter().any(|span| 2 * shared(span) > first.len());
        found.push((features, spoken));
    }
    found
}

fn probability(weights: &[f32], features: &[usize]) -> f32 {
    let score: f32 = features.iter().map(|id| weights[*id]).sum();
    1.0 / (1.0 + (-score).exp())
}

/// AdaGrad from the weights `prior`, towards which the penalty pulls, with a fixed order of examples, so
/// that the outcome is the same every time. The penalty of a weight is shared out among the examples
/// that have its feature.
fn fit(examples: &[Example], prior: &[f32], penalty: f32) -> Vec<f32> {
    let mut weights = prior.to_vec();
    let mut squares = vec![1e-2f32; NATURE_FEATURES];
    let mut holders = vec![0.0f32; NATURE_FEATURES];
    for id in examples.iter().flat_map(|(features, _)| features) {
        holders[*id] += 1.0;
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 88_172_645_463_325_252u64;
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, usize::try_from(state % (i as u64 + 1)).unwrap_or(0));
        }
        for &at in &order {
            let (features, spoken) = &examples[at];
            let slope = probability(&weights, features) - f32::from(u8::from(*spoken));
            for &id in features {
                let gradient = slope + penalty * (weights[id] - prior[id]) / holders[id];
                squares[id] += gradient * gradient;
                weights[id] -= RATE * gradient / squares[id].sqrt();
            }
        }
    }
    weights
}

fn accuracy(weights: &[f32], examples: &[Example]) -> f64 {
    let right = examples.iter().filter(|(features, spoken)| (probability(weights, features) > 0.5) == *spoken);
    right.count() as f64 / examples.len().max(1) as f64
}

const HEAD: &str = "//! What tells spoken words from titles and terms weighs. Written by `examples/train_nature.rs`.\n";

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
