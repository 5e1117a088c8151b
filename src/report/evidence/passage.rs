//! A passage of a source in its context, with the words in it that differ.

use std::path::Path;

use super::model::is_web;
use crate::report::{CheckedDraft, paths};
use crate::rules::Evidence;
use crate::source::{Source, part_of, text_link};
use crate::text::{Span, reading_text, sentences};
use crate::verify::{AlterationKind, Extent, Grade};

/// How many bytes of context are shown on either side at most.
const CONTEXT: usize = 320;

/// A passage with all that is known of where it stands.
#[derive(Debug)]
pub(super) struct Passage {
    /// The source's key.
    pub(super) key: String,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) date: Option<String>,
    /// Whom the source gives the words to.
    pub(super) speaker: Option<String>,
    /// Where it was said.
    pub(super) venue: Option<String>,
    /// When it was said.
    pub(super) said: Option<String>,
    /// The file, with line or page.
    pub(super) place: String,
    /// The address of the words on the web.
    pub(super) href: Option<String>,
    pub(super) is_cited: bool,
    /// Whether it only comes nearest.
    pub(super) is_only_near: bool,
    pub(super) parts: Vec<Part>,
}

/// A stretch of a passage.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) text: String,
}

/// What a stretch of a passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// What stands round the passage.
    Context,
    /// Words that both have.
    Same,
    /// Words that only the draft has.
    Draft,
    /// Words that only the source has.
    Source,
}

/// The passage that `evidence` names.
pub(super) fn of(draft: &CheckedDraft, evidence: &Evidence, base: &Path) -> Option<Passage> {
    let source = draft.workspace.archive.source(evidence.source)?;
    let card = &source.card;
    let file = part_of(&paths::shown(&card.path, base), card.fragment.as_deref());
    let line = source.lines().line_of(evidence.span.start) + 1;
    let place = match source.locators.first(evidence.span) {
        Some(locator) => format!("{file}, {locator}"),
        None => format!("{file}, line {line}"),
    };
    let words = reading_text(&source.prose, evidence.span);
    Some(Passage {
        key: card.key.clone(),
        title: card.metadata.title.clone(),
        outlet: card.metadata.outlet.clone(),
        date: card.metadata.date.clone(),
        speaker: evidence.speaker.as_ref().map(|speaker| speaker.best().to_owned()),
        venue: evidence.venue.as_ref().map(ToString::to_string),
        said: evidence.date.clone(),
        place,
        href: card.metadata.url.as_deref().filter(|url| is_web(url)).map(|url| text_link(url, &words)),
        is_cited: evidence.cited,
        is_only_near: evidence.extent == Extent::Nearest,
        parts: parts(&draft.checked.draft.prose, &source, evidence),
    })
}

/// The passage in pieces, in the source's order, with what stands round it.
fn parts(prose: &str, source: &Source, evidence: &Evidence) -> Vec<Part> {
    let around = context(source, evidence.span);
    let mut differing: Vec<(Span, Span)> = evidence
        .alterations
        .iter()
        .filter(|a| a.grade > Grade::Typography || a.kind == AlterationKind::Bracketed)
        .map(|a| (a.source, a.draft))
        .filter(|(source, _)| evidence.span.covers(*source))
        .collect();
    differing.sort();
    let mut pieces = Pieces { source: &source.prose, parts: Vec::new() };
    pieces.add(Kind::Context, Span::new(around.start, evidence.span.start));
    let mut at = evidence.span.start;
    for (theirs, ours) in differing.into_iter().filter(|(theirs, _)| theirs.start >= evidence.span.start) {
        if theirs.start < at {
            continue;
        }
        pieces.add(Kind::Same, Span::new(at, theirs.start));
        pieces.push(Kind::Draft, reading_text(prose, ours));
        if !ours.is_empty() && !theirs.is_empty() {
            pieces.push(Kind::Same, " ".to_owned());
        }
        pieces.add(Kind::Source, theirs);
        at = theirs.end;
    }
    pieces.add(Kind::Same, Span::new(at, evidence.span.end));
    pieces.add(Kind::Context, Span::new(evidence.span.end, around.end));
    pieces.parts
}

struct Pieces<'a> {
    source: &'a str,
    parts: Vec<Part>,
}

impl Pieces<'_> {
    /// Adds a stretch of the source, with the spaces at its ends.
    fn add(&mut self, kind: Kind, span: Span) {
        let raw = span.of(self.source);
        let space = |is_there: bool| if is_there { " " } else { "" };
        let words = reading_text(self.source, span);
        let lead = space(raw.starts_with(char::is_whitespace));
        let tail = space(raw.ends_with(char::is_whitespace) && !words.is_empty());
        self.push(kind, format!("{lead}{words}{tail}"));
    }

    fn push(&mut self, kind: Kind, text: String) {
        if !text.is_empty() {
            self.parts.push(Part { kind, text });
        }
    }
}

/// The sentences round `passage` in its own blocks, one before and one behind.
fn context(source: &Source, passage: Span) -> Span {
    let blocks = source.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(passage));
    let block = blocks.reduce(Span::join).unwrap_or(passage).join(passage);
    let own = sentences(&source.prose, block);
    let first = own.iter().position(|sentence| sentence.overlaps(passage));
    let last = own.iter().rposition(|sentence| sentence.overlaps(passage));
    let (Some(first), Some(last)) = (first, last) else { return passage };
    let start = own.get(first.saturating_sub(1)).map_or(passage.start, |sentence| sentence.start);
    let end = own.get(last + 1).or(own.get(last)).map_or(passage.end, |sentence| sentence.end);
    let near = |at: usize| at.abs_diff(passage.start).min(at.abs_diff(passage.end)) <= CONTEXT;
    let start = if near(start) { start } else { own.get(first).map_or(passage.start, |s| s.start) };
    let end = if near(end) { end } else { own.get(last).map_or(passage.end, |s| s.end) };
    let start = if near(start) { start.min(passage.start) } else { passage.start };
    let end = if near(end) { end.max(passage.end) } else { passage.end };
    Span::new(start, end)
}
