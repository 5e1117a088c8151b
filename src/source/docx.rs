//! Word documents (Office Open XML, ISO/IEC 29500).

use super::compose::Composer;
use super::front_matter::Said;
use super::package::{Node, Package, properties, walk};
use super::reader::{File, Part, Reader};
use super::{Metadata, assemble, dates};
use crate::prose::BlockKind;

/// Reads Word documents.
#[derive(Debug)]
pub(super) struct Docx;

impl Reader for Docx {
    fn format(&self) -> &'static str {
        "Word document"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") && bytes.windows(9).take(20_000).any(|window| window == b"word/docu")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mut package = Package::open(file.bytes, file.most())?;
        let body =
            package.text("word/document.xml")?.ok_or_else(|| "is no Word document: it has no text part".to_owned())?;
        let mut composer = Composer::default();
        let mut notice = read_part(&body, &mut composer);
        for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
            if let Some(notes) = package.text(notes)? {
                notice = notice.or(read_part(&notes, &mut composer));
            }
        }
        if composer.text().trim().is_empty() {
            return Err(notice.unwrap_or_else(|| "has no text".to_owned()));
        }
        let core = package.text("docProps/core.xml")?.unwrap_or_default();
        Ok(Part::whole(assemble(composer.finish(), Said::by_properties(metadata(&core), notice))))
    }
}

/// What Dublin Core says, as Office and OpenDocument write it.
pub(super) fn metadata(xml: &str) -> Metadata {
    let found = properties(
        xml,
        &["title", "creator", "initial-creator", "created", "creation-date", "date", "publisher", "language", "source"],
    );
    let get = |name: &str| found.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
    let authors = found.iter().filter(|(key, _)| key == "creator").map(|(_, name)| name.trim().to_owned());
    let mut authors: Vec<String> = authors.filter(|name| !name.is_empty()).collect();
    if authors.is_empty() {
        authors.extend(get("initial-creator"));
    }
    Metadata {
        title: get("title"),
        authors,
        outlet: get("publisher"),
        date: get("date")
            .or_else(|| get("created"))
            .or_else(|| get("creation-date"))
            .map(|date| dates::normalised(&date)),
        url: get("source").filter(|source| source.starts_with("http")),
        language: get("language").and_then(|language| Some(language.split('-').next()?.to_lowercase())),
        ..Metadata::default()
    }
}

/// Where the walk through a part is.
#[derive(Debug, Default)]
struct State {
    in_text: bool,
    /// Elements open whose text is not read: deleted text, instructions of fields, second versions of pictures.
    skipped: usize,
    cells: usize,
    notes: bool,
    kind: Option<BlockKind>,
}

/// Adds the text of a part; says where it breaks off.
fn read_part(xml: &str, composer: &mut Composer) -> Option<String> {
    let mut state = State::default();
    let outcome = walk(xml, |node| match node {
        Node::Start(name, attributes) => match name {
            "del" | "delText" | "instrText" | "Fallback" | "moveFrom" => state.skipped += 1,
            // The lines that part notes from the text are notes themselves.
            "footnote" | "endnote" => {
                state.notes = true;
                if attributes.get("type").is_some_and(|kind| kind != "normal") {
                    state.skipped += 1;
                }
            }
            "tc" => state.cells += 1,
            "p" => {
                state.kind = None;
                composer.begin(kind(&state));
            }
            "pStyle" => {
                let style = attributes.get("val").unwrap_or_default().to_lowercase();
                if style.starts_with("heading")
                    || style == "title"
                    || style.starts_with("berschrift")
                    || style.starts_with("titre")
                {
                    state.kind = Some(BlockKind::Heading);
                }
            }
            "numPr" => state.kind = state.kind.or(Some(BlockKind::ListItem)),
            "t" => {
                if let Some(kind) = state.kind.take() {
                    composer.begin(kind);
                }
                state.in_text = state.skipped == 0;
            }
            "tab" | "ptab" if state.skipped == 0 => composer.flow(" ", None),
            "br" | "cr" => composer.break_line(),
            "noBreakHyphen" => composer.piece("-", None),
            _ => {}
        },
        Node::End(name) => match name {
            "del" | "delText" | "instrText" | "Fallback" | "moveFrom" => {
                state.skipped = state.skipped.saturating_sub(1)
            }
            "footnote" | "endnote" => state.skipped = 0,
            "tc" => state.cells = state.cells.saturating_sub(1),
            "p" => composer.end(),
            "t" => state.in_text = false,
            _ => {}
        },
        Node::Text(text) if state.in_text => composer.flow(text, None),
        Node::Text(_) => {}
    });
    outcome.err().map(|reason| format!("{reason}; what stands before it was read"))
}

fn kind(state: &State) -> BlockKind {
    match state.kind {
        _ if state.notes => BlockKind::Footnote,
        _ if state.cells > 0 => BlockKind::TableCell,
        Some(kind) => kind,
        None => BlockKind::Paragraph,
    }
}
