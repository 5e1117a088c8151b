//! `textDocument/completion`: words that the sources hold, and the keys of citations.
//!
//! What is proposed is computed from the text as it is at this key; the last analysis only says what the
//! sources are and how the draft is written, so it need not be of the same text.

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionParams,
    CompletionResponse, CompletionTextEdit, TextEdit, Uri,
};

use super::{off_thread, shortened};
use crate::archive::SourceId;
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::{Document, Documents};
use crate::server::uris;
use crate::server::writing::{CitationStyle, Marks, Typing};
use crate::source::Card;
use crate::text::{Span, WordKey, reading_text, words};
use crate::workspace::{Utterance, is_named};

/// How many completions are proposed at most.
const MOST: usize = 24;
/// How many keys are.
const MOST_KEYS: usize = 100;
/// How many bytes before the cursor are looked at.
const REACH: usize = 2_000;
/// How many of the words before the cursor are looked up: enough to tell a sentence from all others.
const LOOKED_UP: usize = 8;
/// An utterance that is so many bytes longer than its first sentence is proposed as a whole too.
const LONGEST_WHOLE: usize = 1_200;
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
struct Desk<'a> {
    analysis: &'a Analysis,
    document: &'a Document,
    capabilities: ResolvedClientCapabilities,
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
    fn line_rest(&self) -> String {
        let rope = &self.document.text;
        let end = rope.line_to_byte((rope.byte_to_line(self.cursor) + 1).min(rope.len_lines()));
        self.text(Span::new(self.cursor, end.max(self.cursor)))
    }

    fn keys(&self, typed: &str, span: Span) -> Vec<CompletionItem> {
        let wanted = typed.to_lowercase();
        let cited = &self.analysis.checked.draft.citations;
        let is_cited = |card: &Card| {
            cited.iter().any(|citation| citation.target_span.of(&self.analysis.checked.draft.text) == card.key)
        };
        let archive = &self.analysis.opened.workspace.archive;
        let mut found: Vec<(u8, &Card)> = archive
            .sources()
            .filter_map(|(_, card)| fitness(card, &wanted).map(|fitness| (fitness, card.as_ref())))
            .collect();
        found.sort_by_key(|(fitness, card)| (*fitness, card.key.as_str()));
        found.truncate(MOST_KEYS);
        found.sort_by_key(|(fitness, card)| (*fitness, !is_cited(card), card.key.as_str()));
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
        let named = |utterance: &Utterance| utterance.speaker.as_ref().is_some_and(|s| is_mentioned(before, s.best()));
        let mut items = Vec::new();
        for utterance in utterances {
            let begin = nth_word(&utterance, first);
            let filter = before.get(start..).unwrap_or_default();
            let edit = Span::new(base + start, self.cursor);
            let leave_speaker_out = named(&utterance);
            self.propose(&utterance, begin, marks, filter, edit, leave_speaker_out, &mut items);
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
        let edit = Span::new(base + all.start, self.cursor);
        let mut items = Vec::new();
        for (name, sources) in people {
            for id in sources.iter().take(SOURCES) {
                let theirs = opened.workspace.said_by(*id, &|speaker| speaker.best() == name);
                let fits = |u: &&Utterance| {
                    let text = u.whole.of(&u.source.prose).to_lowercase();
                    said.iter().all(|word| text.contains(&word.to_lowercase()))
                };
                for utterance in theirs.iter().filter(fits) {
                    let begin = utterance.sentence.start;
                    self.propose(utterance, begin, marks, all.of(before), edit, false, &mut items);
                }
            }
            if items.len() >= MOST {
                break;
            }
        }
        items.truncate(MOST);
        items
    }

    /// Adds the proposals that `utterance` makes: to the end of its sentence, and all of it.
    #[expect(clippy::too_many_arguments, reason = "each is a fact of the one place where something is proposed")]
    fn propose(
        &self,
        utterance: &Utterance,
        begin: usize,
        marks: Marks,
        filter: &str,
        edit: Span,
        leave_speaker_out: bool,
        items: &mut Vec<CompletionItem>,
    ) {
        let card = &utterance.source.card;
        let rest = self.line_rest();
        let is_asked = filter.starts_with('@');
        let closed = !is_asked && rest.starts_with(marks.close);
        let folder = self.document_folder();
        let is_cited = rest.contains("[@") || rest.contains("](") || rest.contains("[[");
        let cite =
            if is_cited { String::new() } else { CitationStyle::of(&self.analysis.checked.draft).cite(card, &folder) };
        let speaker = utterance.speaker.as_ref().map(|speaker| speaker.best().to_owned());
        let english = card.metadata.language.as_deref().is_none_or(|language| language.starts_with("en"));
        let mut spans = vec![utterance.sentence];
        if utterance.whole.end > utterance.sentence.end && utterance.whole.len() <= LONGEST_WHOLE {
            spans.push(utterance.whole);
        }
        for span in spans {
            let said = reading_text(&utterance.source.prose, Span::new(begin.min(span.end), span.end));
            let mut text = String::new();
            if is_asked {
                text.push(marks.open);
            }
            text.push_str(&marks.set(&said));
            let mut span_of_edit = edit;
            match &speaker {
                // The writer has closed the quotation, or said whose it is: what stands there stays.
                _ if closed => {}
                Some(name) if !leave_speaker_out && english => {
                    if text.ends_with('.') {
                        text.pop();
                        text.push(',');
                    } else if !text.ends_with(|c: char| c.is_ascii_punctuation() || c == '…') {
                        text.push(',');
                    }
                    text.push(marks.close);
                    text.push_str(&format!(" {name} said.{cite}"));
                }
                Some(name) if !leave_speaker_out => {
                    text.push(marks.close);
                    text.push_str(&format!(" ({name}){cite}"));
                }
                _ => {
                    text.push(marks.close);
                    text.push_str(&cite);
                }
            }
            if closed {
                text.push(marks.close);
                text.push_str(&cite);
                span_of_edit.end += marks.close.len_utf8();
            }
            let description = [speaker.as_deref(), Some(card.key.as_str())];
            items.push(self.item(Proposal {
                label: shortened(&reading_text(&utterance.source.prose, span)),
                description: description.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                detail: card.metadata.title.clone(),
                kind: CompletionItemKind::TEXT,
                filter: filter.to_owned(),
                place: items.len(),
                span: span_of_edit,
                text,
                data: Some((utterance.id, span)),
            }));
        }
    }

    fn document_folder(&self) -> std::path::PathBuf {
        let path = uris::to_path(&self.document.uri);
        path.and_then(|path| Some(path.parent()?.to_path_buf())).unwrap_or_default()
    }

    fn item(&self, proposal: Proposal) -> CompletionItem {
        let range = self.capabilities.encoding.range(&self.document.text, proposal.span);
        let labelled = self.capabilities.completion_label_details;
        let details = CompletionItemLabelDetails { detail: None, description: Some(proposal.description.clone()) };
        let detail = if labelled { proposal.detail } else { Some(proposal.description).filter(|d| !d.is_empty()) };
        CompletionItem {
            label: proposal.label,
            label_details: labelled.then_some(details).filter(|d| d.description.as_deref() != Some("")),
            kind: Some(proposal.kind),
            detail,
            sort_text: Some(format!("{:04}", proposal.place)),
            filter_text: Some(proposal.filter),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: proposal.text })),
            data: proposal.data.map(|(id, span)| resolvable(&self.document.uri, self.analysis, id, span)),
            ..CompletionItem::default()
        }
    }
}

/// One item before it is on the wire.
struct Proposal {
    label: String,
    description: String,
    detail: Option<String>,
    kind: CompletionItemKind,
    filter: String,
    place: usize,
    span: Span,
    text: String,
    data: Option<(SourceId, Span)>,
}

/// What `completionItem/resolve` needs to find the passage again.
fn resolvable(draft: &Uri, analysis: &Analysis, id: SourceId, span: Span) -> serde_json::Value {
    let shown = analysis.opened.workspace.archive.card(id).map(|card| card.shown.as_str());
    json!({"draft": draft, "source": id.0, "shown": shown, "start": span.start, "end": span.end})
}

/// How well a source fits what is typed of its key; smaller is better, `None` is not at all.
fn fitness(card: &Card, wanted: &str) -> Option<u8> {
    if wanted.is_empty() || starts_with(&card.key, wanted) {
        return Some(0);
    }
    if card.aliases.iter().any(|alias| starts_with(alias, wanted)) {
        return Some(1);
    }
    let metadata = &card.metadata;
    let named = [metadata.title.as_deref(), metadata.outlet.as_deref()].into_iter().flatten();
    if named.chain(metadata.authors.iter().map(String::as_str)).any(|name| is_named(name, wanted)) {
        return Some(2);
    }
    card.key.to_lowercase().contains(wanted).then_some(3)
}

fn starts_with(key: &str, wanted: &str) -> bool {
    key.to_lowercase().starts_with(wanted)
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
