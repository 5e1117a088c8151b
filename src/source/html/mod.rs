//! Web pages: the article without what stands around it, with the way back to every byte.

mod attributes;
mod charset;
mod dated;
mod entities;
mod head;
mod linked;
mod metadata;
mod names;
mod page;
mod roles;
mod tags;
mod tokens;
mod walker;
mod zone;

pub(in crate::source) use entities::{entity, unescaped};

use std::path::Path;

use self::page::{Leaf, LeafKind, Page, Run};
use super::compose::Composer;
use super::decode::Decoded;
use super::reader::{Document, File, Part, Reader};
use super::{Metadata, Said, assemble};
use crate::prose::BlockKind;
use crate::text::Span;

/// Reads saved web pages.
#[derive(Debug)]
pub(super) struct Html;

impl Reader for Html {
    fn format(&self) -> &'static str {
        "HTML"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht", "shtml"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = bytes.get(..bytes.len().min(512)).unwrap_or_default().to_ascii_lowercase();
        let head = head.trim_ascii_start();
        head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        read_page(file.bytes, file.name).map(Part::whole)
    }
}

/// Reads the page `bytes` of a file called `name`.
///
/// # Errors
/// Why it is no source.
pub(super) fn read_page(bytes: &[u8], name: &Path) -> Result<Document, String> {
    let decoded = charset::decode_page(bytes)?;
    let page = page::read(&decoded.text);
    let kept = zone::article(&page);
    if kept.is_empty() {
        return Err("is a web page without readable text; pages that fill themselves by script must be saved with what they show".to_owned());
    }
    let first = kept.get(usize::from(kept.len() > 1)).copied().unwrap_or_default();
    let metadata = metadata::read(&page, &decoded.text, name, first);
    Ok(document(decoded, &page, kept.into_iter(), metadata))
}

/// Reads all the text of `html`, which is not a page of a site but a chapter or a letter.
pub(super) fn read_whole(html: &str, composer: &mut Composer, mut heading: impl FnMut(&mut Composer, &str)) {
    let page = page::read(html);
    for leaf in &page.leaves {
        if let LeafKind::Heading(1 | 2) = leaf.kind {
            let runs = page.runs.get(leaf.first..leaf.end).unwrap_or_default();
            let words: String = runs.iter().map(|run| words(*run, html)).collect();
            heading(composer, &unescaped(&words).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        write(composer, html, &page, leaf, false);
    }
}

fn words(run: Run, html: &str) -> &str {
    match run {
        Run::Text { span, .. } => span.of(html),
        Run::Break => " ",
        Run::Mark(mark) => mark,
    }
}

fn document(decoded: Decoded, page: &Page, kept: impl Iterator<Item = usize>, metadata: Metadata) -> Document {
    let Decoded { text, offsets, notice } = decoded;
    let mut composer = Composer::default();
    for leaf in kept.filter_map(|at| page.leaves.get(at)) {
        write(&mut composer, &text, page, leaf, true);
    }
    let mut composed = composer.finish();
    composed.offsets = composed.offsets.through(&offsets);
    assemble(composed, Said { metadata, names_kind: false, made: None, notice })
}

fn write(composer: &mut Composer, text: &str, page: &Page, leaf: &Leaf, tied: bool) {
    composer.begin(match leaf.kind {
        LeafKind::Heading(_) => BlockKind::Heading,
        LeafKind::Item => BlockKind::ListItem,
        LeafKind::Cell => BlockKind::TableCell,
        _ if leaf.quote > 0 => BlockKind::BlockQuote { quote: leaf.quote - 1 },
        _ => BlockKind::Paragraph,
    });
    for run in page.runs.get(leaf.first..leaf.end).unwrap_or_default() {
        match run {
            Run::Text { span, .. } => flow(composer, span.of(text), span.start, tied),
            Run::Break => composer.break_line(),
            Run::Mark(mark) => composer.piece(mark, None),
        }
    }
}

/// Adds a run of the page, which stands at byte `at`, with its character references resolved.
fn flow(composer: &mut Composer, run: &str, at: usize, tied: bool) {
    let place = |at: usize| tied.then_some(at);
    let mut rest = run;
    let mut here = at;
    while let Some(plain) = rest.find('&') {
        let (before, from) = rest.split_at(plain);
        composer.flow(before, place(here));
        here += plain;
        let (value, length) = entity(from).unwrap_or_else(|| ("&".to_owned(), 1));
        // A space that does not break is a space to whoever reads.
        if value == "\u{a0}" {
            composer.flow(" ", place(here));
        } else {
            composer.piece(&value, tied.then_some(Span::new(here, here + length)));
        }
        rest = from.get(length..).unwrap_or_default();
        here += length;
    }
    composer.flow(rest, place(here));
}
