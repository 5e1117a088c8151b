//! What the model of speakers learns from, and how.

use serde_json::Value;
use verbatim::prose::paragraphs;
use verbatim::prose::training::{Example, FEATURES, examples};
use verbatim::text::Span;

const EPOCHS: usize = 60;
const RATE: f32 = 0.05;
const PENALTY: f32 = 8e-4;

/// The examples of one article.
pub(crate) fn read(article: &Value) -> Vec<Example> {
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

/// What each candidate weighs.
pub(crate) fn scores(weights: &[f32], example: &Example) -> Vec<f32> {
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
pub(crate) fn fit(examples: &[Example], prior: &[f32]) -> Vec<f32> {
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
