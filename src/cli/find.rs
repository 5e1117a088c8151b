//! `verbatim find`: where was this said, and by whom.

use std::env;
use std::path::Path;

use anyhow::{Context, bail};
use schemars::JsonSchema;
use serde::Serialize;
use smol_str::SmolStr;

use super::terminal::Terminal;
use super::{Outcome, opening};
use crate::report::model::{Alteration, Bytes, Range};
use crate::report::summary::counted;
use crate::report::text::Passage;
use crate::report::{paths, printable, style};
use crate::source::{Source, Voice};
use crate::text::{Span, reading_text, sentences};
use crate::verify::{self, Match};
use crate::workspace::Workspace;

/// Find where words were said, and by whom
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The words; they need not be exact. `…` stands for words left out
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    format: super::Format,
}

/// What was found, for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct Found {
    version: u32,
    words: String,
    passages: Vec<Row>,
}

/// A passage, the best first.
#[derive(Debug, Serialize, JsonSchema)]
struct Row {
    source: String,
    path: String,
    outlet: Option<String>,
    date: Option<String>,
    range: Range,
    bytes: Bytes,
    /// The page, time or section it stands on; null where the source has none.
    locator: Option<String>,
    /// The passage as it reads.
    text: String,
    /// The sentences it stands in.
    context: String,
    /// Whom the source gives the words to; null when they are its own prose or it is unsettled.
    speaker: Option<String>,
    /// How much of the words is there, 0 to 1.
    similarity: f32,
    alterations: Vec<Alteration>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let words = arguments.words.join(" ");
    let wording = verify::wording(&words, &[Span::new(0, words.len())]);
    if wording.words().next().is_none() {
        bail!("there is no word to look for");
    }
    let workspace = opening::open(&here)?;
    let matches = verify::matches(&wording, &words, &workspace.archive, &[]);
    match arguments.format {
        super::Format::Json => {
            let rows = matches.iter().filter_map(|found| row(found, &words, &workspace, &here)).collect();
            let found = Found { version: 1, words, passages: rows };
            terminal.print(format!("{}\n", serde_json::to_string_pretty(&found)?))?;
        }
        super::Format::Text => {
            let passages = matches.iter().filter_map(|found| text(found, &words, &workspace, &here, terminal.width()));
            let mut text = passages.collect::<Vec<_>>().join("\n");
            if matches.is_empty() {
                let sources = counted(workspace.archive.sources().len(), "source", "sources");
                text = format!("these words, or words near them, are in none of {sources}\n");
            }
            terminal.print(&text)?;
        }
    }
    Ok(if matches.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn row(found: &Match, words: &str, workspace: &Workspace, here: &Path) -> Option<Row> {
    let source = workspace.archive.source(found.source)?;
    let offsets = |span: Span| {
        let span = source.offsets.span_to_file(span);
        Bytes(span.start, span.end)
    };
    let position = |offset| source.lines().position(&source.text, offset);
    let alterations = found.alterations.iter().map(|alteration| Alteration {
        kind: alteration.kind,
        draft: reading_text(words, alteration.draft),
        source: reading_text(&source.prose, alteration.source),
        bytes: alteration.draft.into(),
    });
    Some(Row {
        source: source.card.key.clone(),
        path: paths::shown(&source.card.path, here),
        outlet: source.card.metadata.outlet.clone(),
        date: source.card.metadata.date.clone(),
        range: Range { start: position(found.span.start), end: position(found.span.end) },
        bytes: offsets(found.span),
        locator: source.locators.first(found.span).map(ToString::to_string),
        text: reading_text(&source.prose, found.span),
        context: reading_text(&source.text, context(&source, found.span)),
        speaker: speaker(&source, found.span, workspace).map(String::from),
        similarity: found.similarity,
        alterations: alterations.collect(),
    })
}

fn text(found: &Match, words: &str, workspace: &Workspace, here: &Path, width: usize) -> Option<String> {
    let source = workspace.archive.source(found.source)?;
    let who = match (speaker(&source, found.span, workspace), &source.card.voice) {
        (Some(speaker), _) => printable::text(&speaker).into_owned(),
        (None, _) if source.quotation_at(found.span).is_some() => "somebody the source does not name".to_owned(),
        (None, Voice::Reporter) => "the reporter's own words".to_owned(),
        (None, Voice::Author) => "the text's own words".to_owned(),
    };
    let marks = Passage::of(&source, found.span, &found.alterations);
    let mut text =
        format!("{}\n{}", style::paint(style::BOLD, &who), marks.set(&paths::shown(&source.card.path, here), width));
    let differences: Vec<_> = found.alterations.iter().filter_map(|a| difference(a, words, &source)).collect();
    if !differences.is_empty() {
        text.push_str(&format!("differs: {}\n", printable::text(&differences.join(", "))));
    }
    Some(text)
}

/// "“levy” where you have “impose”", for the differences that are worth a word.
fn difference(alteration: &verify::Alteration, words: &str, source: &Source) -> Option<String> {
    if alteration.grade <= verify::Grade::Typography {
        return None;
    }
    let mine = reading_text(words, alteration.draft);
    let theirs = reading_text(&source.prose, alteration.source);
    Some(match (mine.is_empty(), theirs.is_empty()) {
        (true, _) => format!("the source also has “{theirs}”"),
        (_, true) => format!("the source does not have “{mine}”"),
        _ => format!("“{theirs}” where you have “{mine}”"),
    })
}

/// Whom the source gives the words at `span` to.
fn speaker(source: &Source, span: Span, workspace: &Workspace) -> Option<SmolStr> {
    let (_, quotation) = source.quotation_at(span)?;
    let person = source.reading.speaker_of(quotation).and_then(|person| workspace.people.name_of(person));
    person.or_else(|| quotation.attribution.as_ref().map(|attribution| attribution.speaker.text.clone()))
}

/// The sentences of the source in which `span` stands.
fn context(source: &Source, span: Span) -> Span {
    let block = source.blocks.iter().find(|block| block.span.overlaps(span)).map_or(span, |block| block.span);
    let around = sentences(&source.prose, block).into_iter().filter(|sentence| sentence.overlaps(span));
    around.fold(span, Span::join)
}
