//! Findings as diagnostics: `textDocument/diagnostic`, and what is published unasked.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use ropey::Rope;
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentDiagnosticParams,
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, NumberOrString, Range,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Uri,
};

use super::{off_thread, settled};
use crate::draft::Draft;
use crate::rules::{Finding, Fix, Related, Severity};
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;
use crate::text::Span;
use crate::workspace::OpenError;

/// Who is speaking, in a client's list of problems.
const SOURCE: &str = "verbatim";

/// So many findings are told by one thread.
const HUNDRED: usize = 100;

/// A configuration larger than this is not read again only to underline its fault.
const LARGEST_CONFIGURATION: u64 = 1 << 20;

/// Answers `textDocument/diagnostic`. A document that is not open, or is no draft, has none.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: DocumentDiagnosticParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<DocumentDiagnosticReportResult> {
    let last = match documents.get(&params.text_document.uri) {
        Some(document) => settled(document).await.last,
        None => None,
    };
    let items = match last {
        Some(analysis) => off_thread(move || to_protocol(&analysis, capabilities)).await?,
        None => Vec::new(),
    };
    let result_id = fingerprint(&items);
    let report = if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        })
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

/// Names a list of diagnostics by what it says, so that equal lists have equal names.
pub(super) fn fingerprint(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    diagnostics.len().hash(&mut hasher);
    for diagnostic in diagnostics {
        let range = diagnostic.range;
        let place = (range.start.line, range.start.character, range.end.line, range.end.character);
        place.hash(&mut hasher);
        diagnostic.message.hash(&mut hasher);
        diagnostic.severity.map(|severity| format!("{severity:?}")).hash(&mut hasher);
        diagnostic.data.as_ref().map(ToString::to_string).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// The findings of `analysis` as the client can take them, by where they stand.
pub(in crate::server) fn to_protocol(analysis: &Analysis, capabilities: ResolvedClientCapabilities) -> Vec<Diagnostic> {
    let findings = analysis.checked.all_findings();
    let one = |finding: &&Finding| one(analysis, finding, capabilities);
    // What a hundred cost is worth waking another thread for.
    if findings.len() < 2 * HUNDRED {
        return findings.iter().filter_map(one).collect();
    }
    findings.par_iter().with_min_len(HUNDRED).filter_map(one).collect()
}

/// One finding; `None` for one that is switched off.
pub(super) fn one(
    analysis: &Analysis,
    finding: &Finding,
    capabilities: ResolvedClientCapabilities,
) -> Option<Diagnostic> {
    let draft = &analysis.checked.draft;
    let unplaced = unplaced(analysis, finding, capabilities)?;
    let (range, data) = (range(draft, finding.span, capabilities), data(draft, finding, capabilities));
    Some(Diagnostic { range, data, ..unplaced })
}

/// What a finding says wherever in the draft it stands; `None` for one that is switched off.
pub(in crate::server) fn unplaced(
    analysis: &Analysis,
    finding: &Finding,
    capabilities: ResolvedClientCapabilities,
) -> Option<Diagnostic> {
    let severity = severity(finding.severity)?;
    let mut message = finding.message.to_string();
    let mut related = None;
    if capabilities.related_information {
        let places = finding.related.iter().filter_map(|place| related_place(analysis, place, capabilities));
        related = Some(places.collect::<Vec<_>>()).filter(|places| !places.is_empty());
    } else {
        for place in &finding.related {
            let card = analysis.opened.workspace.archive.card(place.source);
            let shown = card.map_or("", |card| card.shown.as_str());
            let location = analysis.opened.location(place.source, place.span, capabilities.encoding);
            let line = location.map_or(0, |location| location.range.start.line + 1);
            message.push_str(&format!("\n{shown}:{line}: {}", place.message));
        }
    }
    Some(Diagnostic {
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.code.as_str().to_owned())),
        code_description: capabilities
            .code_description
            .then(|| finding.code.href().parse().ok().map(|href| CodeDescription { href }))
            .flatten(),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: related,
        ..Diagnostic::default()
    })
}

/// Where `span` of the draft is.
pub(in crate::server) fn range(draft: &Draft, span: Span, capabilities: ResolvedClientCapabilities) -> Range {
    capabilities.encoding.range_in(&draft.lines, &draft.text, span)
}

/// What a client hands back with a finding: its fixes, where it can and there are some.
pub(in crate::server) fn data(
    draft: &Draft,
    finding: &Finding,
    capabilities: ResolvedClientCapabilities,
) -> Option<serde_json::Value> {
    let asked = capabilities.diagnostic_data && !finding.fixes.is_empty();
    asked.then(|| fixes_as_data(draft, &finding.fixes, capabilities))
}

fn severity(severity: Severity) -> Option<DiagnosticSeverity> {
    match severity {
        Severity::Off => None,
        Severity::Hint => Some(DiagnosticSeverity::HINT),
        Severity::Information => Some(DiagnosticSeverity::INFORMATION),
        Severity::Warning => Some(DiagnosticSeverity::WARNING),
        Severity::Error => Some(DiagnosticSeverity::ERROR),
    }
}

fn related_place(
    analysis: &Analysis,
    place: &Related,
    capabilities: ResolvedClientCapabilities,
) -> Option<DiagnosticRelatedInformation> {
    let location = analysis.opened.location(place.source, place.span, capabilities.encoding)?;
    Some(DiagnosticRelatedInformation { location, message: place.message.to_string() })
}

/// The fixes as a client hands them back, for tools that apply them without asking again.
fn fixes_as_data(draft: &Draft, fixes: &[Fix], capabilities: ResolvedClientCapabilities) -> serde_json::Value {
    let edit =
        |edit: &crate::rules::Edit| json!({"range": range(draft, edit.span, capabilities), "newText": edit.text});
    let fix = |fix: &Fix| json!({"title": fix.title, "safe": fix.safe, "edits": fix.edits.iter().map(edit).collect::<Vec<_>>()});
    json!({"fixes": fixes.iter().map(fix).collect::<Vec<_>>()})
}

/// Why a workspace cannot be opened, as a diagnostic of the file at fault; `None` when that is
/// no file.
pub(in crate::server) fn of_problem(
    problem: &OpenError,
    capabilities: ResolvedClientCapabilities,
) -> Option<(Uri, Diagnostic)> {
    let metadata = std::fs::metadata(&problem.path).ok().filter(std::fs::Metadata::is_file)?;
    let small = metadata.len() <= LARGEST_CONFIGURATION;
    let bytes = if small { std::fs::read(&problem.path).unwrap_or_default() } else { Vec::new() };
    let text = Rope::from_str(&String::from_utf8_lossy(&bytes));
    let diagnostic = Diagnostic {
        range: capabilities.encoding.range(&text, problem.span.unwrap_or_else(|| Span::at(0))),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    };
    Some((Uri::from_file_path(&problem.path)?, diagnostic))
}
