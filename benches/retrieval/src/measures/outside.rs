//! What a user would take instead: ripgrep on the files, RapidFuzz on the articles.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use verbatim::text::WordKey;

use crate::clock::Clock;
use crate::corpus::{Corpus, Document, Rounds};
use crate::engines::{Asked, Engine, Ours, Ripgrep, keys};
use crate::figures::{Figures, median};
use crate::quotations::{Class, Quotation};

/// How many quotations of a class are looked for.
const EACH: usize = 20;
/// How many articles RapidFuzz looks at.
const ARTICLES: usize = 1_000;
const CLASSES: [Class; 3] = [Class::Exact, Class::Random10, Class::Random30];
/// Shorter quotations stand in many files.
const TELLING: usize = 8;

/// ripgrep on the first `size` rounds as plain files.
pub(crate) fn ripgrep(figures: &mut Figures, rounds: &Rounds, size: usize, quotations: &[Quotation]) -> Result<()> {
    let Some(ripgrep) = Ripgrep::new(rounds.plain(size)?) else {
        eprintln!("ripgrep is not installed and not measured");
        return Ok(());
    };
    for class in CLASSES {
        let mut times = Vec::new();
        let mut hits = 0;
        let telling = |q: &&Quotation| q.class == class && q.words.len() >= TELLING;
        for quotation in quotations.iter().filter(telling).take(EACH) {
            let (time, found) = ripgrep.look_up(&quotation.text)?;
            times.push(time);
            hits += u64::from(found);
        }
        let name = format!("{size:03}/ripgrep/{}", class.name());
        figures.time(format!("{name}/median"), median(&times));
        figures.count(format!("{name}/found"), hits);
        figures.count(format!("{name}/asked"), times.len() as u64);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Found {
    seconds: f64,
    article: i64,
}

/// RapidFuzz on a thousand articles, and the archive of the same articles.
pub(crate) fn rapidfuzz(
    figures: &mut Figures,
    python: &Path,
    corpus: &Corpus,
    documents: &[Document],
    quotations: &[Quotation],
) -> Result<()> {
    let articles: Vec<usize> = (0..documents.len()).filter(|&n| documents[n].is_article).take(ARTICLES).collect();
    let spelled = |words: &[u32]| words.iter().map(|&word| corpus.form(word)).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = articles.iter().map(|&n| spelled(corpus.document(n))).collect();
    let words: Vec<Vec<WordKey>> = articles.iter().map(|&n| keys(&documents[n].text)).collect();
    let mut ours = Ours::of(words.iter().map(Vec::as_slice))?;
    for class in CLASSES {
        let among = |q: &&Quotation| {
            q.class == class
                && (TELLING..=40).contains(&q.words.len())
                && q.truth.first().is_some_and(|truth| articles.contains(&truth.document))
        };
        let chosen: Vec<&Quotation> = quotations.iter().filter(among).take(EACH).collect();
        let truth: Vec<i64> = chosen
            .iter()
            .map(|q| articles.iter().position(|&n| n == q.truth[0].document).map_or(-1, |n| n as i64))
            .collect();
        let spelled: Vec<String> = chosen.iter().map(|q| spelled(&q.words)).collect();
        let Some(answers) = ask(python, &texts, &spelled)? else {
            eprintln!("RapidFuzz is not installed for {} and not measured", python.display());
            return Ok(());
        };
        let found = answers.iter().zip(&truth).filter(|(answer, truth)| answer.article == **truth).count();
        let theirs: Vec<Duration> = answers.iter().map(|answer| Duration::from_secs_f64(answer.seconds)).collect();
        let mut times = Vec::new();
        let mut ours_found = 0_u64;
        for (quotation, truth) in chosen.iter().zip(&truth) {
            let keys: Vec<WordKey> = quotation.words.iter().map(|&word| corpus.key(word)).collect();
            let begun = Clock::thread();
            let answer = ours.look_up(&Asked { words: &quotation.words, keys: &keys, in_parts: false });
            times.push(begun.elapsed());
            ours_found += u64::from(answer.hits.iter().any(|hit| hit.document as i64 == *truth));
        }
        let name = class.name();
        figures.time(format!("rapidfuzz/{name}/median"), median(&theirs));
        figures.count(format!("rapidfuzz/{name}/found"), found as u64);
        figures.count(format!("rapidfuzz/{name}/asked"), answers.len() as u64);
        figures.time(format!("rapidfuzz/{name}/verbatim"), median(&times));
        figures.count(format!("rapidfuzz/{name}/verbatim-found"), ours_found);
    }
    Ok(())
}

/// What the script beside this crate answers; `None` when Python has no RapidFuzz.
fn ask(python: &Path, articles: &[String], quotations: &[String]) -> Result<Option<Vec<Found>>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("rapidfuzz_peer.py");
    let there = Command::new(python).args(["-c", "import rapidfuzz"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        return Ok(None);
    }
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let question = serde_json::json!({ "articles": articles, "quotations": quotations });
    child.stdin.take().context("Python takes no input")?.write_all(question.to_string().as_bytes())?;
    let output = child.wait_with_output()?;
    let lines = String::from_utf8(output.stdout)?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect::<Result<_>>().map(Some)
}
