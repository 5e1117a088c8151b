//! `textDocument/semanticTokens`: quotations by their verdict, so that an editor can colour those that
//! are verified and those that are not; in a source, the passages that drafts quote.

use std::sync::Arc;

use ropey::Rope;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend, Uri,
};

use super::{off_thread, settled_soon};
use crate::rules::Verdict;
use crate::server::documents::Documents;
use crate::server::positions::Encoding;
use crate::server::quoting;
use crate::server::session::Session;
use crate::text::Span;

/// What the numbers in the tokens mean. The one type is ours; editors colour it by the modifier.
pub(in crate::server) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![SemanticTokenType::new("quotation")],
        token_modifiers: ["verbatim", "edited", "altered", "notFound", "quoted"].map(SemanticTokenModifier::new).into(),
    }
}

/// The bit of the modifier for `verdict`; what is unchecked has no token.
fn modifier(verdict: Verdict) -> Option<u32> {
    match verdict {
        Verdict::Verbatim => Some(1),
        Verdict::Edited => Some(1 << 1),
        Verdict::Altered => Some(1 << 2),
        Verdict::NotFound => Some(1 << 3),
        Verdict::Unchecked => None,
    }
}

/// The bit for a passage that is quoted.
const QUOTED: u32 = 1 << 4;

/// Answers `textDocument/semanticTokens/full`, and `…/range` where `range` is given.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    uri: Uri,
    range: Option<Range>,
) -> Result<Option<SemanticTokens>> {
    let Some(document) = documents.get(&uri) else { return Ok(None) };
    let last = settled_soon(document).await.last;
    let (session, documents) = (Arc::clone(session), documents.clone());
    off_thread(move || {
        let encoding = session.capabilities().encoding;
        let (text, marked): (Rope, Vec<(Span, u32)>) = match last {
            Some(analysis) => {
                let quotations = analysis.checked.quotations.iter();
                let marked = quotations.filter_map(|quotation| Some((quotation.span, modifier(quotation.verdict)?)));
                (analysis.text.clone(), marked.collect())
            }
            None => {
                let shown = quoting::source_shown(&session, &documents, &uri)?;
                let uses = quoting::known(&session, &documents);
                let quoted = uses.iter().flat_map(|used| used.within(&shown.opened, shown.id));
                (shown.view.text.clone(), merged(quoted.map(|span| shown.view.span(span)).collect()))
            }
        };
        let asked = range.map(|range| encoding.span(&text, range));
        let wanted = marked.into_iter().filter(|(span, _)| asked.is_none_or(|asked| span.overlaps(asked)));
        Some(SemanticTokens { result_id: None, data: tokens(&text, wanted, encoding) })
    })
    .await
}

/// Spans in order, those that overlap joined: tokens must not.
fn merged(mut spans: Vec<Span>) -> Vec<(Span, u32)> {
    spans.sort();
    let mut merged: Vec<(Span, u32)> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some((last, _)) if last.end > span.start => *last = last.join(span),
            _ => merged.push((span, QUOTED)),
        }
    }
    merged
}

/// The tokens of `marked`, which come by where they begin, one for each line of each span: few editors take one that
/// breaks lines. Of two that overlap, as where marks are left open, the second has what is left of it.
fn tokens(text: &Rope, marked: impl Iterator<Item = (Span, u32)>, encoding: Encoding) -> Vec<SemanticToken> {
    let mut tokens = Vec::new();
    let (mut line_before, mut start_before) = (0, 0);
    let mut reached = 0;
    for (span, modifiers) in marked {
        let span = Span::new(span.start.max(reached), span.end.max(reached));
        reached = span.end;
        let range = encoding.range(text, span);
        for line in range.start.line..=range.end.line {
            let start = if line == range.start.line { range.start.character } else { 0 };
            let end = if line == range.end.line { range.end.character } else { encoding.line_length(text, line) };
            if end <= start {
                continue;
            }
            let delta_line = line - line_before;
            let delta_start = if delta_line == 0 { start - start_before } else { start };
            (line_before, start_before) = (line, start);
            tokens.push(SemanticToken {
                delta_line,
                delta_start,
                length: end - start,
                token_type: 0,
                token_modifiers_bitset: modifiers,
            });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_that_overlap_are_cut() {
        let text = Rope::from_str("one two\nthree four five");
        let marked = [(Span::new(0, 13), 1), (Span::new(4, 8), 2), (Span::new(8, 18), 4)];
        let found = tokens(&text, marked.into_iter(), Encoding::Utf8);
        let found: Vec<_> = found
            .iter()
            .map(|token| (token.delta_line, token.delta_start, token.length, token.token_modifiers_bitset))
            .collect();
        assert_eq!(found, [(0, 0, 7, 1), (1, 0, 5, 1), (0, 5, 5, 4)]);
    }
}
