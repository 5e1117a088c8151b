//! From what was checked to what the contract says of it.

use std::path::Path;

use super::fingerprint::Fingerprints;
use super::model::{self, Bytes, Range};
use super::{CheckedDraft, quotation_text, source};
use crate::draft::{Citation, Target};
use crate::rules::{Evidence, Finding, NamedSpeaker};
use crate::source::{OffsetMap, Source};
use crate::text::{LineIndex, Span, reading_text};
use crate::verify::Alteration;
use crate::workspace::CheckedQuotation;

/// All that was found out about `draft`, with paths as seen from `base`.
pub(super) fn of(draft: &CheckedDraft, base: &Path, fingerprints: &Fingerprints) -> model::Draft {
    View { draft, base, fingerprints }.draft()
}

/// One draft, seen from the folder that paths are shown relative to.
struct View<'a> {
    draft: &'a CheckedDraft,
    base: &'a Path,
    fingerprints: &'a Fingerprints,
}

impl View<'_> {
    fn draft(&self) -> model::Draft {
        let checked = &self.draft.checked;
        let citations = checked.draft.citations.iter().enumerate();
        model::Draft {
            path: self.draft.shown.clone(),
            quotations: checked.quotations.iter().map(|quotation| self.quotation(quotation)).collect(),
            citations: citations.map(|(index, citation)| self.citation(index, citation)).collect(),
            findings: self.findings(&checked.findings),
        }
    }

    fn quotation(&self, quotation: &CheckedQuotation) -> model::Quotation {
        let (checked, draft) = (&self.draft.checked, &self.draft.checked.draft);
        let cited = checked.cited_for(quotation).iter().filter_map(|index| draft.citations.get(*index));
        model::Quotation {
            range: self.range(quotation.inner),
            bytes: self.bytes(quotation.inner),
            text: quotation_text(&self.draft.checked, quotation),
            speaker: quotation.speaker.as_deref().map(speaker),
            citations: cited.map(|citation| key(citation).to_owned()).collect(),
            verdict: quotation.verdict,
            evidence: quotation.evidence.iter().filter_map(|evidence| self.evidence(evidence)).collect(),
            findings: self.findings(&quotation.findings),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> Option<model::Evidence> {
        let (source, path) = source(&self.draft.workspace, evidence.source, self.base)?;
        Some(model::Evidence {
            source: source.card.key.clone(),
            path,
            range: range(&source.text, source.lines(), evidence.span),
            bytes: bytes(&source.offsets, evidence.span),
            locator: source.locators.first(evidence.span).map(ToString::to_string),
            text: reading_text(&source.prose, evidence.span),
            cited: evidence.cited,
            extent: evidence.extent,
            speaker: evidence.speaker.as_ref().map(speaker),
            venue: evidence.venue.as_ref().map(ToString::to_string),
            date: evidence.date.clone(),
            alterations: evidence.alterations.iter().map(|alteration| self.alteration(alteration, &source)).collect(),
        })
    }

    fn alteration(&self, alteration: &Alteration, source: &Source) -> model::Alteration {
        model::Alteration {
            kind: alteration.kind,
            draft: reading_text(&self.draft.checked.draft.prose, alteration.draft),
            source: reading_text(&source.prose, alteration.source),
            bytes: self.bytes(alteration.draft),
        }
    }

    fn citation(&self, index: usize, citation: &Citation) -> model::Citation {
        let checked = self.draft.checked.citations.get(index);
        let first = checked.and_then(|checked| checked.sources.first());
        let card = first.and_then(|id| self.draft.workspace.archive.card(*id));
        model::Citation {
            key: key(citation).to_owned(),
            range: self.range(citation.span),
            bytes: self.bytes(citation.span),
            source: card.map(|card| card.key.clone()),
            findings: checked.map(|checked| self.findings(&checked.findings)).unwrap_or_default(),
        }
    }

    fn findings(&self, findings: &[Finding]) -> Vec<model::Finding> {
        findings.iter().map(|finding| self.finding(finding)).collect()
    }

    fn finding(&self, finding: &Finding) -> model::Finding {
        let related = finding.related.iter().filter_map(|related| {
            let (source, path) = source(&self.draft.workspace, related.source, self.base)?;
            Some(model::Related {
                source: source.card.key.clone(),
                path,
                range: range(&source.text, source.lines(), related.span),
                bytes: bytes(&source.offsets, related.span),
                message: related.message.to_string(),
            })
        });
        let fixes = finding.fixes.iter().map(|fix| model::Fix {
            title: fix.title.to_string(),
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| model::Edit {
                    range: self.range(edit.span),
                    bytes: self.bytes(edit.span),
                    text: edit.text.to_string(),
                })
                .collect(),
        });
        model::Finding {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.to_string(),
            fingerprint: self.fingerprints.of(finding),
            range: self.range(finding.span),
            bytes: self.bytes(finding.span),
            related: related.collect(),
            fixes: fixes.collect(),
        }
    }

    fn range(&self, span: Span) -> Range {
        range(&self.draft.checked.draft.text, &self.draft.checked.draft.lines, span)
    }

    fn bytes(&self, span: Span) -> Bytes {
        bytes(&self.draft.offsets, span)
    }
}

fn range(text: &str, lines: &LineIndex, span: Span) -> Range {
    Range { start: lines.position(text, span.start), end: lines.position(text, span.end) }
}

fn bytes(offsets: &OffsetMap, span: Span) -> Bytes {
    let span = offsets.span_to_file(span);
    Bytes(span.start, span.end)
}

fn speaker(speaker: &NamedSpeaker) -> model::Speaker {
    model::Speaker { mention: speaker.mention.to_string(), name: speaker.name.as_ref().map(ToString::to_string) }
}

/// What the writer wrote to name the source.
fn key(citation: &Citation) -> &str {
    match &*citation.target {
        Target::Key(text) | Target::Url(text) | Target::Path(text) | Target::Outlet(text) => text,
    }
}
