//! `textDocument/codeLens`: how many quotations of a draft are verified; in a source, by how many
//! quotations each passage is used.

use std::collections::BTreeMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Position, Range};

use super::{off_thread, settled_soon};
use crate::report::Summary;
use crate::report::summary::counted;
use crate::server::analysis::Analysis;
use crate::server::documents::Documents;
use crate::server::positions::Encoding;
use crate::server::quoting::{self, Shown, Use};
use crate::server::session::Session;
use crate::server::uris;

/// Answers `textDocument/codeLens`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    params: CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    let uri = params.text_document.uri;
    let Some(document) = documents.get(&uri) else { return Ok(None) };
    if !session.settings().code_lens {
        return Ok(None);
    }
    if let Some(analysis) = settled_soon(document).await.last {
        return Ok(Some(of_draft(&analysis)));
    }
    let (session, documents) = (Arc::clone(session), documents.clone());
    off_thread(move || {
        let shown = quoting::source_shown(&session, &documents, &uri)?;
        Some(of_source(&shown, &quoting::known(&session, &documents), session.capabilities().encoding))
    })
    .await
}

fn of_draft(analysis: &Analysis) -> Vec<CodeLens> {
    let summary = Summary::of(std::iter::once(&analysis.checked));
    let checked = summary.quotations - summary.unchecked;
    let verified = summary.verbatim + summary.edited;
    if checked == 0 {
        return Vec::new();
    }
    vec![lens(Position::new(0, 0), format!("{verified} of {checked} verified"))]
}

/// A lens above each line on which a quoted passage begins.
fn of_source(shown: &Shown, uses: &[Use], encoding: Encoding) -> Vec<CodeLens> {
    let mut by_line: BTreeMap<u32, Vec<&Use>> = BTreeMap::new();
    for used in uses {
        for span in used.within(&shown.opened, shown.id) {
            let start = encoding.position(&shown.view.text, shown.view.span(span).start);
            by_line.entry(start.line).or_default().push(used);
        }
    }
    by_line.into_iter().map(|(line, uses)| lens(Position::new(line, 0), quoted_in(&uses))).collect()
}

fn quoted_in(uses: &[&Use]) -> String {
    let mut drafts: Vec<String> = uses.iter().map(|used| uris::last_segment(&used.at.uri)).collect();
    drafts.dedup();
    match drafts.as_slice() {
        [one] => format!("quoted in {one}"),
        several => format!("quoted in {}", counted(several.len(), "draft", "drafts")),
    }
}

/// A lens that says something and does nothing.
fn lens(at: Position, title: String) -> CodeLens {
    let command = Command { title, command: String::new(), arguments: None };
    CodeLens { range: Range::new(at, at), command: Some(command), data: None }
}
