//! What a completion puts in: the words in the writer's marks, the speaker, a citation as the draft has them.

use serde_json::json;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionTextEdit, TextEdit, Uri,
};

use super::completion::Desk;
use super::shortened;
use crate::archive::SourceId;
use crate::server::analysis::Analysis;
use crate::server::uris;
use crate::server::writing::{CitationStyle, Marks};
use crate::text::{Span, reading_text};
use crate::workspace::Utterance;

/// An utterance of no more bytes is proposed as a whole too, beside its first sentence.
const LONGEST_WHOLE: usize = 1_200;

impl Desk<'_> {
    /// Adds the proposals that `utterance` makes, its words from `begin` on: to the end of its sentence, and
    /// all of it.
    pub(super) fn propose(&self, utterance: &Utterance, begin: usize, at: &Place<'_>, items: &mut Vec<CompletionItem>) {
        let card = &utterance.source.card;
        let rest = self.line_rest();
        // The editor, or the writer, may have closed the quotation: what stands there stays.
        let closed = !at.is_name() && rest.starts_with(at.marks.close);
        let is_cited = ["[@", "](", "[["].iter().any(|citation| rest.contains(citation));
        let style = CitationStyle::of(&self.analysis.checked.draft);
        let cite = if is_cited { String::new() } else { style.cite(card, &self.document_folder()) };
        let speaker = utterance.speaker.as_ref().map(|speaker| speaker.best());
        let english = card.metadata.language.as_deref().is_none_or(|language| language.starts_with("en"));
        let mut spans = vec![utterance.sentence];
        if utterance.whole.end > utterance.sentence.end && utterance.whole.len() <= LONGEST_WHOLE {
            spans.push(utterance.whole);
        }
        for span in spans {
            let said = |from: usize| {
                let words = reading_text(&utterance.source.prose, Span::new(from.min(span.end), span.end));
                words.trim_end_matches(',').to_owned()
            };
            let mut text = at.marks.set(&said(begin));
            if at.is_name() {
                text.insert(0, at.marks.open);
            }
            match speaker.filter(|_| !closed) {
                Some(name) if english => {
                    let comma = comma_after(&mut text);
                    text.push_str(comma);
                    text.push(at.marks.close);
                    text.push_str(&format!(" {name} said.{cite}"));
                }
                Some(name) => text.push_str(&format!("{} ({name}){cite}", at.marks.close)),
                None => text.push_str(&format!("{}{cite}", at.marks.close)),
            }
            let end = if closed { at.edit.end + at.marks.close.len_utf8() } else { at.edit.end };
            let description = [speaker, Some(card.key.as_str())];
            items.push(self.item(Proposal {
                label: shortened(&said(span.start)),
                description: description.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                detail: card.metadata.title.clone(),
                kind: CompletionItemKind::TEXT,
                filter: at.typed.to_owned(),
                place: items.len(),
                span: Span::new(at.edit.start, end),
                text,
                data: Some((utterance.id, span)),
            }));
        }
    }

    fn document_folder(&self) -> std::path::PathBuf {
        let path = uris::to_path(&self.document.uri);
        path.and_then(|path| Some(path.parent()?.to_path_buf())).unwrap_or_default()
    }

    /// A completion as the protocol has it.
    pub(super) fn item(&self, proposal: Proposal) -> CompletionItem {
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

/// Where a quotation is to stand.
pub(super) struct Place<'a> {
    /// The marks it is set in.
    pub(super) marks: Marks,
    /// What gives way to it.
    pub(super) typed: &'a str,
    /// The same, as bytes of the document.
    pub(super) edit: Span,
}

impl Place<'_> {
    /// Whether it is `@` and somebody's name, so that there is no opening mark yet.
    fn is_name(&self) -> bool {
        self.typed.starts_with('@')
    }
}

/// The comma with which words end that somebody is said to have said; it takes the place of a full stop.
fn comma_after(text: &mut String) -> &'static str {
    if text.ends_with('.') {
        text.pop();
    }
    if text.ends_with(['!', '?', '…', '—', '–']) { "" } else { "," }
}

/// One item before it is on the wire.
pub(super) struct Proposal {
    /// What the list shows.
    pub(super) label: String,
    /// What it shows beside it.
    pub(super) description: String,
    /// What is shown of the one that is looked at.
    pub(super) detail: Option<String>,
    pub(super) kind: CompletionItemKind,
    /// What it is filtered by: what was typed, as choosing is done here.
    pub(super) filter: String,
    /// Which place in the list.
    pub(super) place: usize,
    /// What gives way to it, as bytes of the document.
    pub(super) span: Span,
    pub(super) text: String,
    /// The passage it is taken from.
    pub(super) data: Option<(SourceId, Span)>,
}

/// What `completionItem/resolve` needs to find the passage again.
fn resolvable(draft: &Uri, analysis: &Analysis, id: SourceId, span: Span) -> serde_json::Value {
    let shown = analysis.opened.workspace.archive.card(id).map(|card| card.shown.as_str());
    json!({"draft": draft, "source": id.0, "shown": shown, "start": span.start, "end": span.end})
}
