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

/// Columns of the table.
const READ_AS: usize = 1;
const KIND: usize = 2;
const OUTLET: usize = 3;
const WORDS: usize = 5;
const QUOTATIONS: usize = 6;
const TITLE: usize = 7;
/// How wide the first columns get at most; one long key must not push everything else out of sight.
const WIDEST: [usize; 4] = [32, 24, 16, 24];
/// A title that is cut shorter says nothing.
const LEAST_TITLE: usize = 16;

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
        super::Format::Text => terminal.print(text(&listing, terminal.table_width()))?,
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
    let cells: Vec<_> = std::iter::once(heads.map(str::to_owned)).chain(cells).collect();
    let wide: Vec<usize> = (0..heads.len())
        .map(|column| {
            let most = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
            most.min(WIDEST.get(column).copied().unwrap_or(usize::MAX))
        })
        .collect();
    let columns = columns(&wide, width);
    let mut text = String::new();
    for (n, row) in cells.iter().enumerate() {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(column, _)| columns.contains(column)) {
            let room = wide.get(column).copied().unwrap_or_default();
            // A key is needed whole, to cite it; one that is too long moves its own line alone.
            let cell = if column == OUTLET { cut(cell, room) } else { cell.clone() };
            let gap = " ".repeat(room.saturating_sub(cell.width()));
            match column {
                WORDS | QUOTATIONS => line.push_str(&format!("{gap}{cell}  ")),
                TITLE => line.push_str(&cut(&cell, width.saturating_sub(line.width()).max(LEAST_TITLE))),
                _ => line.push_str(&format!("{cell}{gap}  ")),
            }
        }
        let line = line.trim_end();
        text.push_str(&if n == 0 { style::paint(style::BOLD, line) } else { line.to_owned() });
        text.push('\n');
    }
    text
}

/// The columns that fit into `width`, of columns that are so `wide`: what matters least goes first.
fn columns(wide: &[usize], width: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = (0..wide.len()).collect();
    let needs =
        |column: &usize| 2 + if *column == TITLE { LEAST_TITLE } else { wide.get(*column).copied().unwrap_or(0) };
    for least in [TITLE, OUTLET, KIND, READ_AS] {
        if columns.iter().map(needs).fold(0, usize::saturating_add) > width.saturating_add(2) {
            columns.retain(|column| *column != least);
        }
    }
    columns
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
