//! `verbatim/quotations`, a request of our own: the quotations of an open draft with their verdicts and
//! the passages behind them, for a list beside the text and for a tally.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, Uri};

use super::{off_thread, settled_soon};
use crate::report::Summary;
use crate::rules::{Evidence, Severity, Verdict};
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;
use crate::text::reading_text;
use crate::workspace::CheckedQuotation;

/// The name of the request.
pub(in crate::server) const METHOD: &str = "verbatim/quotations";

/// How many passages are told of one quotation at most.
const PASSAGES: usize = 8;

/// What the request asks about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct Params {
    text_document: TextDocumentIdentifier,
}

/// The answer: all quotations of a draft.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Quotations {
    tally: Tally,
    quotations: Vec<Quotation>,
}

/// How many there are of each verdict.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct Tally {
    quotations: usize,
    verbatim: usize,
    edited: usize,
    altered: usize,
    not_found: usize,
    unchecked: usize,
}

#[derive(Debug, Serialize)]
struct Quotation {
    /// With its marks.
    range: Range,
    /// Its words, without the marks.
    text: String,
    verdict: Verdict,
    /// Of the gravest finding.
    severity: Option<Severity>,
    speaker: Option<String>,
    /// Of all findings.
    codes: Vec<&'static str>,
    /// The best first.
    evidence: Vec<Passage>,
}

#[derive(Debug, Serialize)]
struct Passage {
    /// The title of the source, else its key.
    source: String,
    /// A file that an editor can show, with the passage in it.
    uri: Uri,
    range: Range,
    speaker: Option<String>,
    /// When it was said, else when the source is from.
    date: Option<String>,
    text: String,
}

/// Answers `verbatim/quotations`. What is not open or no draft has no answer.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: Params,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<Quotations>> {
    let Some(document) = documents.get(&params.text_document.uri) else { return Ok(None) };
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    off_thread(move || Some(quotations(&analysis, capabilities))).await
}

fn quotations(analysis: &Analysis, capabilities: ResolvedClientCapabilities) -> Quotations {
    let quotations = analysis.checked.quotations.iter();
    Quotations {
        tally: Tally::from(Summary::of(std::iter::once(&analysis.checked))),
        quotations: quotations.map(|quotation| one(analysis, quotation, capabilities)).collect(),
    }
}

fn one(analysis: &Analysis, quotation: &CheckedQuotation, capabilities: ResolvedClientCapabilities) -> Quotation {
    let evidence = quotation.evidence.iter().take(PASSAGES);
    Quotation {
        range: capabilities.encoding.range(&analysis.text, quotation.span),
        text: reading_text(&analysis.checked.draft.prose, quotation.inner),
        verdict: quotation.verdict,
        severity: quotation.findings.iter().map(|finding| finding.severity).max(),
        speaker: quotation.speaker.as_ref().map(|speaker| speaker.best().to_owned()),
        codes: quotation.findings.iter().map(|finding| finding.code.as_str()).collect(),
        evidence: evidence.filter_map(|evidence| passage(analysis, evidence, capabilities)).collect(),
    }
}

fn passage(analysis: &Analysis, evidence: &Evidence, capabilities: ResolvedClientCapabilities) -> Option<Passage> {
    let source = analysis.opened.workspace.archive.source(evidence.source)?;
    let location = analysis.opened.location(evidence.source, evidence.span, capabilities.encoding)?;
    let metadata = &source.card.metadata;
    Some(Passage {
        source: metadata.title.as_ref().unwrap_or(&source.card.key).clone(),
        uri: location.uri,
        range: location.range,
        speaker: evidence.speaker.as_ref().map(|speaker| speaker.best().to_owned()),
        date: evidence.date.clone().or_else(|| metadata.date.clone()),
        text: reading_text(&source.prose, evidence.span),
    })
}

impl From<Summary> for Tally {
    fn from(summary: Summary) -> Self {
        let Summary { quotations, verbatim, edited, altered, not_found, unchecked, .. } = summary;
        Self { quotations, verbatim, edited, altered, not_found, unchecked }
    }
}
