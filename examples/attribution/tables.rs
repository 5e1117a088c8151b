//! The figures as tables in Markdown.

use std::fmt::Write as _;

use super::gold::{Article, Asked, Outcome, Place, Side};
use verbatim::text::Span;

/// Confidence at and above which a speaker may be part of an accusation.
const SURE: f32 = 0.8;

/// Where the bins of the table of confidence begin.
const BINS: [f32; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// All tables of the set `name`.
pub(crate) fn tables(name: &str, articles: &[&Article]) -> String {
    let asked: Vec<&Asked> = articles.iter().flat_map(|article| &article.asked).collect();
    let mut out = format!("### {name}: {} articles, {} pieces of speech\n\n", articles.len(), asked.len());
    if articles.iter().all(|article| article.exhaustive) {
        spans(&mut out, articles);
    }
    speakers(&mut out, &asked);
    places(&mut out, &asked);
    confidence(&mut out, &asked);
    out
}

fn spans(out: &mut String, articles: &[&Article]) {
    let (mut gold, mut found, mut exact, mut near) = (0, 0, 0, 0);
    for article in articles {
        gold += article.gold_spans.len();
        found += article.found_spans.len();
        exact += hits(article, |a, b| a == b);
        near += hits(article, |a, b| {
            let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            2 * shared >= a.end.max(b.end) - a.start.min(b.start)
        });
    }
    *out += "| Quoted spans | precision | recall | F1 |\n| --- | --- | --- | --- |\n";
    for (name, hit) in [("exact", exact), ("half the words in common", near)] {
        let (precision, recall) = (share(hit, found), share(hit, gold));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        let _ = writeln!(out, "| {name} | {precision:.3} | {recall:.3} | {f1:.3} |");
    }
    out.push('\n');
}

/// How many found spans are `close` to an annotated one that no other took.
fn hits(article: &Article, close: impl Fn(Span, Span) -> bool) -> usize {
    let mut free = article.gold_spans.clone();
    let found = article.found_spans.iter().filter(|found| {
        let at = free.iter().position(|gold| close(**found, *gold));
        at.map(|at| free.remove(at)).is_some()
    });
    found.count()
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

fn speakers(out: &mut String, asked: &[&Asked]) {
    *out += "| Speaker | pieces | right | answered | right where answered |\n| --- | --- | --- | --- | --- |\n";
    type Test = fn(&Asked) -> bool;
    let rows: [(&str, Test); 9] = [
        ("all", |_| true),
        ("direct", |asked| asked.kind == "direct"),
        ("mixed", |asked| asked.kind == "mixed"),
        ("a name", |asked| asked.speaker_kind == "named"),
        ("a pronoun", |asked| asked.speaker_kind == "pronoun"),
        ("another noun", |asked| asked.speaker_kind == "nominal"),
        ("cue before the words", |asked| asked.cue == Side::Before),
        ("cue behind the words", |asked| asked.cue == Side::Behind),
        ("no cue", |asked| asked.cue == Side::None),
    ];
    for (name, test) in rows {
        let of_kind: Vec<&&Asked> = asked.iter().filter(|asked| test(asked)).collect();
        if of_kind.is_empty() {
            continue;
        }
        let right = of_kind.iter().filter(|asked| asked.outcome == Outcome::Right).count();
        let answered = of_kind.iter().filter(|asked| asked.confidence.is_some()).count();
        let (all, answers) = (share(right, of_kind.len()), share(answered, of_kind.len()));
        let precision = share(right, answered);
        let _ = writeln!(out, "| {name} | {} | {all:.3} | {answers:.3} | {precision:.3} |", of_kind.len());
    }
    out.push('\n');
}

fn places(out: &mut String, asked: &[&Asked]) {
    *out += "| The speaker is named | pieces | right | wrong: one in the same sentence | wrong: one in the paragraph | \
             wrong: one elsewhere | no speaker | no quotation |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (name, place) in [
        ("in the same sentence", Place::SameSentence),
        ("in the same paragraph", Place::SameParagraph),
        ("in the paragraph before", Place::ParagraphBefore),
        ("elsewhere, or not marked", Place::Elsewhere),
    ] {
        let here: Vec<Outcome> = asked.iter().filter(|a| a.right_place == place).map(|a| a.outcome).collect();
        let count = |test: fn(&Outcome) -> bool| here.iter().filter(|outcome| test(outcome)).count();
        let counts = [
            here.len(),
            count(|outcome| *outcome == Outcome::Right),
            count(|outcome| *outcome == Outcome::Wrong(Place::SameSentence)),
            count(|outcome| *outcome == Outcome::Wrong(Place::SameParagraph)),
            count(|outcome| matches!(outcome, Outcome::Wrong(Place::ParagraphBefore | Place::Elsewhere))),
            count(|outcome| *outcome == Outcome::Unanswered),
            count(|outcome| *outcome == Outcome::NoSpan),
        ];
        let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
        let _ = writeln!(out, "| {name} | {} |", counts.join(" | "));
    }
    out.push('\n');
}

fn confidence(out: &mut String, asked: &[&Asked]) {
    let answers: Vec<(f32, bool)> =
        asked.iter().filter_map(|a| Some((a.confidence?, a.outcome == Outcome::Right))).collect();
    *out += "| Confidence | answers | mean confidence | right |\n| --- | --- | --- | --- |\n";
    for (n, from) in BINS.iter().enumerate() {
        let to = BINS.get(n + 1).copied().unwrap_or(f32::INFINITY);
        let bin: Vec<&(f32, bool)> = answers.iter().filter(|(sure, _)| (*from..to).contains(sure)).collect();
        if bin.is_empty() {
            continue;
        }
        let mean = bin.iter().map(|(sure, _)| f64::from(*sure)).sum::<f64>() / bin.len() as f64;
        let right = share(bin.iter().filter(|(_, right)| *right).count(), bin.len());
        let name = if to.is_finite() { format!("{from:.2} to {to:.2}") } else { format!("{from:.2} and more") };
        let _ = writeln!(out, "| {name} | {} | {mean:.3} | {right:.3} |", bin.len());
    }
    let sure: Vec<&(f32, bool)> = answers.iter().filter(|(confidence, _)| *confidence >= SURE).collect();
    let right = sure.iter().filter(|(_, right)| *right).count();
    let _ = writeln!(
        out,
        "\nOf all pieces {:.3} have a speaker with a confidence of {SURE} or more, which an accusation needs; of these \
         {:.3} are right.\n",
        share(sure.len(), asked.len()),
        share(right, sure.len())
    );
}
