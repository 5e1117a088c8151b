//! `textDocument/completion`: words that the sources hold, and the keys of citations.
//!
//! What is proposed is computed from the text as it is at this key; the last analysis only says what the
//! sources are and how the draft is written, so it need not be of the same text.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse};

use super::off_thread;
use super::proposal::{Place, Proposal};
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::{Document, Documents};
use crate::server::writing::{Marks, Typing};
use crate::source::Card;
use crate::text::{Span, WordKey, sentences, words};
use crate::workspace::Utterance;

/// How many completions are proposed at most.
const MOST: usize = 24;
/// How many keys are.
const MOST_KEYS: usize = 100;
/// How many bytes before the cursor are looked at.
const REACH: usize = 2_000;
/// How many of the words before the cursor are looked up: enough to tell a sentence from all others.
const LOOKED_UP: usize = 8;
/// How many sources are looked into for the words of one speaker.
const SOURCES: usize = 12;

/// Answers `textDocument/completion`.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: CompletionParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let Some(document) = documents.get(&at.text_document.uri).cloned() else { return Ok(None) };
    let Some(analysis) = document.outcome.borrow().last.clone() else { return Ok(None) };
    off_thread(move || {
        let cursor = capabilities.encoding.offset(&document.text, at.position);
        let items = Desk { analysis: &analysis, document: &document, capabilities, cursor }.items()?;
        Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }))
    })
    .await
}

/// Where somebody writes.
pub(super) struct Desk<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) document: &'a Document,
    pub(super) capabilities: ResolvedClientCapabilities,
    /// Bytes into the document.
    cursor: usize,
}

impl Desk<'_> {
    fn items(&self) -> Option<Vec<CompletionItem>> {
        let start = self.paragraph_start();
        let before = self.text(Span::new(start, self.cursor));
        match Typing::at_end_of(&before)? {
            Typing::Key { key } => Some(self.keys(key.of(&before), key.shifted(start))),
            Typing::Quotation { words, marks } => Some(self.quotations(&before, words, start, marks)),
            Typing::Speaker { all } => Some(self.of_speaker(&before, all, start)),
        }
    }

    /// Where the paragraph of the cursor begins: behind the last blank line, not too far back.
    fn paragraph_start(&self) -> usize {
        let rope = &self.document.text;
        let far = self.cursor.saturating_sub(REACH);
        let mut line = rope.byte_to_line(self.cursor);
        while line > 0 && rope.line_to_byte(line) > far {
            if rope.line(line - 1).chars().all(char::is_whitespace) {
                break;
            }
            line -= 1;
        }
        rope.line_to_byte(line)
    }

    fn text(&self, span: Span) -> String {
        self.document.text.get_byte_slice(span.start..span.end).map(|slice| slice.to_string()).unwrap_or_default()
    }

    /// The rest of the line behind the cursor.
    pub(super) fn line_rest(&self) -> String {
        let rope = &self.document.text;
        let end = rope.line_to_byte((rope.byte_to_line(self.cursor) + 1).min(rope.len_lines()));
        self.text(Span::new(self.cursor, end.max(self.cursor)))
    }

    fn keys(&self, typed: &str, span: Span) -> Vec<CompletionItem> {
        let cited = &self.analysis.checked.draft.citations;
        let is_cited = |card: &Card| {
            cited.iter().any(|citation| citation.target_span.of(&self.analysis.checked.draft.text) == card.key)
        };
        let opened = &self.analysis.opened;
        let mut found = opened.keys().fitting(&opened.workspace, typed, MOST_KEYS);
        found.sort_by_cached_key(|(part, card)| (*part, !is_cited(card)));
        let item = |(place, (_, card)): (usize, (u8, &Card))| {
            let metadata = &card.metadata;
            let origin = [metadata.outlet.as_deref(), metadata.date.as_deref()];
            let origin = origin.into_iter().flatten().collect::<Vec<_>>().join(", ");
            self.item(Proposal {
                label: card.key.clone(),
                description: origin,
                detail: metadata.title.clone(),
                kind: CompletionItemKind::REFERENCE,
                filter: typed.to_owned(),
                place,
                span,
                text: card.key.clone(),
                data: None,
            })
        };
        found.into_iter().enumerate().map(item).collect()
    }

    fn quotations(&self, before: &str, typed: Span, base: usize, marks: Marks) -> Vec<CompletionItem> {
        let found = words(typed.of(before));
        let is_begun = typed.of(before).ends_with(char::is_alphanumeric);
        let whole = found.len() - usize::from(is_begun);
        let begun = if is_begun {
            found.last().map_or(String::new(), |w| w.span.of(typed.of(before)).to_lowercase())
        } else {
            String::new()
        };
        let from = whole.saturating_sub(LOOKED_UP);
        let keys: Vec<WordKey> = found.iter().take(whole).skip(from).map(|word| word.key).collect();
        // An edit of a completion has to stay in one line: what stands in earlier ones is right already.
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let first =
            found.iter().skip(from).position(|word| typed.start + word.span.start >= line).unwrap_or(keys.len());
        let start = found.get(from + first).map_or(before.len(), |word| typed.start + word.span.start);
        let utterances = self.analysis.opened.workspace.utterances(&keys, &begun, MOST);
        let begun_at =
            Place { marks, typed: before.get(start..).unwrap_or_default(), edit: Span::new(base + start, self.cursor) };
        let mut items = Vec::new();
        for mut utterance in utterances {
            // Whoever is named already need not be named again.
            utterance.speaker = utterance.speaker.filter(|speaker| !is_mentioned(before, speaker.best()));
            self.propose(&utterance, nth_word(&utterance, first), &begun_at, &mut items);
        }
        items.truncate(MOST);
        items
    }

    fn of_speaker(&self, before: &str, all: Span, base: usize) -> Vec<CompletionItem> {
        let opened = &self.analysis.opened;
        let typed = all.of(before).trim_start_matches('@');
        let mut parts: Vec<&str> = typed.split_whitespace().collect();
        let mut said: Vec<&str> = Vec::new();
        // What is no part of a name are words of theirs.
        let people = loop {
            if parts.is_empty() {
                return Vec::new();
            }
            let people = opened.speakers().named(&parts.join(" "), 4);
            if !people.is_empty() {
                break people;
            }
            said.extend(parts.pop());
        };
        let marks = Marks::of(&self.analysis.checked.draft);
        let asked_at = Place { marks, typed: all.of(before), edit: Span::new(base + all.start, self.cursor) };
        let mut items = Vec::new();
        let holds = |text: &str| {
            let text = text.to_lowercase();
            said.iter().all(|word| text.contains(&word.to_lowercase()))
        };
        for (name, id) in people.into_iter().flat_map(|(name, ids)| ids.iter().take(SOURCES).map(move |id| (name, id)))
        {
            let theirs = opened.workspace.said_by(*id, &|speaker| speaker.best() == name);
            for mut utterance in theirs.into_iter().filter(|u| holds(u.whole.of(&u.source.prose))) {
                let prose = &utterance.source.prose;
                let sentence = sentences(prose, utterance.whole).into_iter().find(|s| holds(s.of(prose)));
                utterance.sentence = sentence.unwrap_or(utterance.whole);
                self.propose(&utterance, utterance.sentence.start, &asked_at, &mut items);
            }
            if items.len() >= MOST {
                break;
            }
        }
        items.truncate(MOST);
        items
    }
}

/// Where the `n`th word of the utterance begins, counted from the first that was asked for.
fn nth_word(utterance: &Utterance, n: usize) -> usize {
    let words = &utterance.source.words;
    let first = words.partition_point(|word| word.span.start < utterance.sentence.start);
    words.get(first + n).map_or(utterance.sentence.start, |word| word.span.start)
}

/// Whether the last word of `name` stands in `text`.
fn is_mentioned(text: &str, name: &str) -> bool {
    name.split_whitespace().next_back().is_some_and(|last| text.contains(last))
}
