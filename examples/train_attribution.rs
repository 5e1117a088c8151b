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

mod attribution {
    pub(crate) mod speakers;
}

use std::fmt::Write as _;
use std::process::ExitCode;

use attribution::speakers::{fit, read, scores};
use serde_json::Value;
use verbatim::prose::training::{Example, FEATURES};

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
