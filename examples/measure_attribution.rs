//! Measures how well speakers are found, and renews the figures of `docs/attribution.md`.
//!
//! ```text
//! cargo run --release --example measure_attribution -- docs/attribution.md ENGLISH.jsonl GERMAN.jsonl
//! ```
//!
//! The files are those of `train_attribution`: one annotated article a line. Articles with odd numbers
//! are measured, which the weights were not fitted to; of sets that are not annotated exhaustively,
//! and so were not learned from, all articles. What stands between the two marks in the page is
//! written anew, all else stays.

mod attribution {
    pub(crate) mod gold;
    pub(crate) mod tables;
}

use std::process::ExitCode;

use attribution::gold::{self, Article};
use attribution::tables::tables;

const BEGIN: &str = "<!-- figures: written by examples/measure_attribution.rs -->\n";
const END: &str = "<!-- end of figures -->";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [page, files @ ..] = arguments.as_slice() else {
        eprintln!("usage: measure_attribution PAGE.md DATA.jsonl…");
        return ExitCode::from(2);
    };
    match renewed(page, files) {
        Ok(text) => match std::fs::write(page, text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("{page}: {error}")),
        },
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("{error}");
    ExitCode::from(2)
}

/// The page with the figures of `files`.
fn renewed(page: &str, files: &[String]) -> Result<String, String> {
    let text = std::fs::read_to_string(page).map_err(|error| format!("{page}: {error}"))?;
    let marks = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = marks.ok_or_else(|| format!("{page}: the marks around the figures are missing"))?;
    let mut articles: Vec<Article> = Vec::new();
    for file in files {
        articles.extend(gold::load(file).map_err(|error| format!("{file}: {error}"))?);
    }
    let mut sets: Vec<String> = articles.iter().map(|article| article.set.clone()).collect();
    sets.dedup();
    let mut figures = String::new();
    for set in sets {
        let of_set: Vec<&Article> = articles.iter().filter(|article| article.set == set).collect();
        figures.push_str(&tables(&set, &of_set));
    }
    Ok(format!("{before}{BEGIN}\n{figures}{END}{after}"))
}
