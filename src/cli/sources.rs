//! `verbatim sources`: what is in the archive, and what was skipped and why.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use schemars::JsonSchema;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::terminal::Terminal;
use super::{Outcome, opening};
use crate::archive::{Kept, default_cache, kept};
use crate::report::summary::counted;
use crate::report::{paths, printable, style};
use crate::source::{Card, SourceKind, part_of};
use crate::workspace::Workspace;

/// List the sources, and the files that could not be read
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    format: super::Format,
    /// Pack all sources into one file that others can name as one of their `shards`
    #[arg(long, value_name = "FILE", conflicts_with = "clean")]
    pack: Option<PathBuf>,
    /// Remove what is kept of these sources, and of sources that are gone; it is made anew when needed
    #[arg(long)]
    clean: bool,
}

/// How wide a table shows the name of an outlet, in columns.
const WIDEST_OUTLET: usize = 28;

/// The archive, for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct Listing {
    version: u32,
    sources: Vec<Row>,
    skipped: Vec<Skipped>,
}

/// A source.
#[derive(Debug, Serialize, JsonSchema)]
struct Row {
    key: String,
    path: String,
    /// What it was read as: "HTML".
    format: String,
    kind: &'static str,
    title: Option<String>,
    outlet: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    url: Option<String>,
    language: Option<String>,
    words: usize,
    quotations: usize,
}

/// A file that could not be read as a source.
#[derive(Debug, Serialize, JsonSchema)]
struct Skipped {
    path: String,
    reason: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    if arguments.clean {
        return clean(&here, terminal);
    }
    let workspace = opening::open(&here)?;
    workspace.notices.iter().for_each(|notice| terminal.notice(notice));
    if let Some(file) = &arguments.pack {
        return pack(&workspace, file, terminal);
    }
    let skipped = workspace.archive.skipped().iter();
    let listing = Listing {
        version: 1,
        sources: workspace.archive.sources().map(|(_, card)| row(card, &path_of(card, &here))).collect(),
        skipped: skipped.map(|s| Skipped { path: paths::shown(&s.path, &here), reason: s.reason.clone() }).collect(),
    };
    match arguments.format {
        super::Format::Json => terminal.print(format!("{}\n", serde_json::to_string_pretty(&listing)?))?,
        super::Format::Text => terminal.print(text(&listing, terminal.width()))?,
    }
    Ok(Outcome::Clean)
}

/// Packs the sources into `file`.
fn pack(workspace: &Workspace, file: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    workspace.archive.pack(file).with_context(|| format!("cannot pack the sources into {}", file.display()))?;
    let size = std::fs::metadata(file).map_or(0, |found| found.len());
    let count = counted(workspace.archive.sources().len(), "source", "sources");
    terminal.print(format!(
        "packed {count} into {} ({})\n",
        printable::text(&file.to_string_lossy()),
        megabytes(size)
    ))?;
    Ok(Outcome::Clean)
}

/// Removes what is kept of the sources here, and of sources that are gone.
fn clean(here: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let own = Workspace::cache_of(here).map_err(|error| anyhow!(opening::message(&error)))?;
    let caches = own.as_deref().and_then(Path::parent).map(Path::to_path_buf).into_iter().chain(default_cache());
    let mut all: Vec<Kept> = caches.flat_map(|cache| kept(&cache)).collect();
    all.dedup();
    let (mut count, mut size, mut outcome) = (0, 0, Outcome::Clean);
    for old in all.iter().filter(|kept| own.as_ref() == Some(&kept.folder) || !kept.origin.exists()) {
        match std::fs::remove_dir_all(&old.folder) {
            Ok(()) => (count, size) = (count + 1, size + old.size),
            Err(error) => {
                terminal.problem(&format!("{} cannot be removed: {error}", old.folder.display()));
                outcome = Outcome::Failed;
            }
        }
    }
    terminal.print(match count {
        0 => "nothing is kept of these sources, nor of any that are gone\n".to_owned(),
        _ => format!("removed {} ({})\n", counted(count, "index", "indexes"), megabytes(size)),
    })?;
    Ok(outcome)
}

/// "12.3 MB".
fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

/// The path of the source, with what names it within its file.
fn path_of(card: &Card, here: &Path) -> String {
    part_of(&paths::shown(&card.path, here), card.fragment.as_deref())
}

fn row(card: &Card, path: &str) -> Row {
    let metadata = card.metadata.clone();
    Row {
        key: card.key.clone(),
        path: path.to_owned(),
        format: card.format.clone(),
        kind: kind(metadata.kind),
        title: metadata.title,
        outlet: metadata.outlet,
        authors: metadata.authors,
        date: metadata.date,
        url: metadata.url,
        language: metadata.language,
        words: card.words,
        quotations: card.quotations,
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "article",
        SourceKind::Transcript => "transcript",
        SourceKind::Speech => "speech",
        SourceKind::Book => "book",
        SourceKind::Release => "release",
        SourceKind::Report => "report",
    }
}

fn text(listing: &Listing, width: usize) -> String {
    let mut text = String::new();
    if !listing.sources.is_empty() {
        text.push_str(&table(&listing.sources, width));
        text.push('\n');
    }
    for skipped in &listing.skipped {
        let path = style::paint(style::WARNING, &printable::text(&skipped.path));
        text.push_str(&format!(
            "{} {path}: {}\n",
            style::paint(style::WARNING, "skipped"),
            printable::text(&skipped.reason)
        ));
    }
    let words: usize = listing.sources.iter().map(|row| row.words).sum();
    let quotations: usize = listing.sources.iter().map(|row| row.quotations).sum();
    text.push_str(&counted(listing.sources.len(), "source", "sources"));
    if !listing.sources.is_empty() {
        let words = counted(words, "word", "words");
        text.push_str(&format!(": {words}, {}", counted(quotations, "quotation", "quotations")));
    }
    if !listing.skipped.is_empty() {
        text.push_str(&format!(" · {} skipped", counted(listing.skipped.len(), "file", "files")));
    }
    text.push('\n');
    text
}

/// The sources as a table; the title, last, is cut to fit.
fn table(rows: &[Row], width: usize) -> String {
    let heads = ["key", "read as", "kind", "outlet", "date", "words", "quotations", "title"];
    let cells = rows.iter().map(|row| {
        let shown =
            |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), |t| printable::text(t).into_owned());
        [
            printable::text(&row.key).into_owned(),
            row.format.clone(),
            row.kind.to_owned(),
            shown(&row.outlet),
            shown(&row.date),
            row.words.to_string(),
            row.quotations.to_string(),
            shown(&row.title),
        ]
    });
    // An outlet as long as a sentence would push everything else out of sight.
    let cells = cells.map(|mut row: [String; 8]| {
        if let Some(outlet) = row.get_mut(3) {
            *outlet = cut(outlet, WIDEST_OUTLET);
        }
        row
    });
    let cells: Vec<_> = std::iter::once(heads.map(str::to_owned)).chain(cells).collect();
    let wide =
        |column: usize| cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (n, row) in cells.iter().enumerate() {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(wide(column).saturating_sub(cell.width()));
            match column {
                5 | 6 => line.push_str(&format!("{gap}{cell}  ")),
                7 => line.push_str(&cut(cell, width.saturating_sub(line.width()).max(20))),
                _ => line.push_str(&format!("{cell}{gap}  ")),
            }
        }
        let line = line.trim_end();
        text.push_str(&if n == 0 { style::paint(style::BOLD, line) } else { line.to_owned() });
        text.push('\n');
    }
    text
}

/// `text` in at most `width` columns, with an ellipsis where it is cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        used <= width
    });
    format!("{}…", kept.collect::<String>().trim_end())
}
