//! `workspace/diagnostic`: what the last survey found in drafts that are not open.
//!
//! The client asks again and again. It is answered when there is news, else kept waiting: an answer
//! that nothing has changed would only have it ask once more.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    FullDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
};

use super::diagnostic::fingerprint;
use crate::server::session::Session;
use crate::server::survey::Findings;

/// Answers `workspace/diagnostic`.
pub(in crate::server) async fn handle(
    session: &Session,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let known: HashMap<Uri, String> = params.previous_result_ids.into_iter().map(|id| (id.uri, id.value)).collect();
    let mut surveys = session.survey.subscribe();
    let items = loop {
        let findings = Arc::clone(&surveys.borrow_and_update());
        let items = news(&findings, &known);
        // The session has ended when there can be no other survey.
        if !items.is_empty() || surveys.changed().await.is_err() {
            break items;
        }
    };
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

/// What is not known yet; of drafts of which something was known and that were not met again, that
/// there is nothing.
fn news(findings: &Findings, known: &HashMap<Uri, String>) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let nothing = fingerprint(&[]);
    let gone = known.iter().filter(|(uri, id)| !findings.of.contains_key(*uri) && **id != nothing);
    let gone = gone.map(|(uri, _)| (uri, &[][..]));
    let met = findings.of.iter().map(|(uri, items)| (uri, &items[..]));
    let mut reports: Vec<_> = met
        .chain(gone)
        .filter_map(|(uri, items)| {
            let result_id = fingerprint(items);
            (known.get(uri) != Some(&result_id)).then(|| WorkspaceFullDocumentDiagnosticReport {
                uri: uri.clone(),
                version: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(result_id),
                    items: items.to_vec(),
                },
            })
        })
        .collect();
    reports.sort_by(|a, b| a.uri.cmp(&b.uri));
    reports.into_iter().map(WorkspaceDocumentDiagnosticReport::Full).collect()
}
