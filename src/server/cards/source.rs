//! The card of a source.

use tower_lsp::ls_types::{MarkupContent, Uri};

use super::markup::{Card, Format};
use crate::source::{Locator, Source};
use crate::text::Span;

/// How many bytes of a source's beginning are shown.
const BEGINNING: usize = 320;

/// The card of `source`: title, outlet, authors, date, address, file, first lines.
pub(in crate::server) fn source(source: &Source, format: Format) -> MarkupContent {
    let mut card = Card::new(format);
    card.strong(source.card.metadata.title.as_deref().unwrap_or(&source.card.key)).paragraph();
    write_origin(&mut card, source);
    if let Some(url) = &source.card.metadata.url {
        card.paragraph().address(url);
    }
    card.paragraph();
    link_to(&mut card, source, Span::at(0), &source.card.shown);
    let title = source.card.metadata.title.as_deref().unwrap_or_default();
    let is_title = |block: &Span| block.of(&source.prose).trim() == title;
    let beginning = source.blocks.iter().map(|block| block.span).find(|block| !block.is_empty() && !is_title(block));
    if let Some(block) = beginning {
        let text = block.of(&source.prose);
        let mut end = BEGINNING.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        card.paragraph().quote(text.get(..end).unwrap_or_default()).say(if end < text.len() { "…" } else { "" });
    }
    card.finish()
}

/// Writes who published it, who wrote it and when, as far as that is known.
pub(super) fn write_origin(card: &mut Card, source: &Source) {
    let metadata = &source.card.metadata;
    let authors = (!metadata.authors.is_empty()).then(|| metadata.authors.join(", "));
    let parts = [metadata.outlet.clone(), authors, metadata.date.clone()];
    for (place, part) in parts.iter().flatten().enumerate() {
        card.say(if place > 0 { " · " } else { "" }).quote(part);
    }
}

/// Writes a link to a place of the source's file, with the line for editors that go there.
pub(super) fn link_to(card: &mut Card, source: &Source, place: Span, words: &str) {
    let line = source.lines().line_of(place.start) + 1;
    // Viewers of PDFs go to pages.
    let at = match source.locators.first(place) {
        Some(Locator::Page { ordinal, .. }) => format!("page={ordinal}"),
        _ => format!("L{line}"),
    };
    match Uri::from_file_path(&source.card.path) {
        Some(uri) => card.link(words, &format!("{}#{at}", uri.as_str())),
        None => card.quote(words),
    };
}
