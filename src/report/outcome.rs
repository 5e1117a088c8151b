//! What a check has to tell, without the draft and the sources: as much as the formats for people need, and as is
//! kept between runs.

use serde::{Deserialize, Serialize};

use super::fingerprint::{Fingerprint, Fingerprints};
use super::summary::Summary;
use crate::archive::SourceId;
use crate::prose::Nature;
use crate::rules::{Evidence, Finding};
use crate::text::Span;
use crate::verify::Grade;
use crate::workspace::Checked;

/// The outcome of one draft's check.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// The findings, those that belong together in one group, by where they stand.
    pub groups: Vec<Group>,
    /// Whether somebody's words are quoted at all.
    pub quotes_speech: bool,
    /// How many quotations there are of each verdict.
    verdicts: Summary,
}

/// Findings that belong together: those of one quotation, of one citation, or one alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Group {
    /// The gravest first.
    pub findings: Vec<Told>,
    /// The passages they rest on, the best first.
    pub witnesses: Vec<Witness>,
}

/// A finding with what it is known by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// The finding; spans are bytes into the draft's text.
    pub finding: Finding,
    /// What it is known by from run to run.
    pub fingerprint: Fingerprint,
}

/// A passage of a source that bears on a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The source.
    pub source: SourceId,
    /// The passage, bytes into the source's text.
    pub span: Span,
    /// The words in it that differ, and those whose loss by a cut or an ellipsis turns the sense.
    pub words: Vec<Span>,
}

impl Outcome {
    /// What `checked` has to tell.
    pub(super) fn of(checked: &Checked, fingerprints: &Fingerprints) -> Self {
        let told = |findings: &[Finding]| -> Vec<Told> {
            let told = |finding: &Finding| Told { finding: finding.clone(), fingerprint: fingerprints.of(finding) };
            findings.iter().map(told).collect()
        };
        let mut groups = Vec::new();
        for quotation in checked.quotations.iter().filter(|quotation| !quotation.findings.is_empty()) {
            let witnesses = quotation.evidence.iter().map(|evidence| Witness::of(evidence)).collect();
            groups.push(Group { findings: told(&quotation.findings), witnesses });
        }
        for citation in &checked.citations {
            groups.push(Group { findings: told(&citation.findings), witnesses: Vec::new() });
        }
        for finding in &checked.findings {
            groups.push(Group { findings: told(std::slice::from_ref(finding)), witnesses: Vec::new() });
        }
        groups.retain(|group| !group.findings.is_empty());
        groups.sort_by_key(|group| group.findings.iter().map(|told| told.finding.span).min());
        let quotes_speech = checked.draft.reading.quotations.iter().any(|q| q.nature == Nature::Speech);
        Self { groups, quotes_speech, verdicts: Summary::of_verdicts(checked.quotations.iter().map(|q| q.verdict)) }
    }

    /// All findings, group by group.
    pub fn findings(&self) -> impl Iterator<Item = &Told> {
        self.groups.iter().flat_map(|group| &group.findings)
    }

    /// The counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.verdicts.with_findings(self.findings().map(|told| told.finding.severity))
    }

    /// Drops the findings that `goes` names.
    pub(super) fn drop_findings(&mut self, goes: impl Fn(&Fingerprint) -> bool) {
        self.groups.iter_mut().for_each(|group| group.findings.retain(|told| !goes(&told.fingerprint)));
        self.groups.retain(|group| !group.findings.is_empty());
    }
}

impl Witness {
    fn of(evidence: &Evidence) -> Self {
        let differing = evidence.alterations.iter().filter(|alteration| alteration.grade > Grade::Typography);
        let differing = differing.map(|alteration| alteration.source);
        let lost = evidence.omissions.iter().filter(|omission| omission.sense.is_some());
        let lost = lost.map(|omission| omission.source);
        let cut = evidence.clip.as_ref().map(|clip| clip.source);
        let words = differing.chain(lost).chain(cut).collect();
        Self { source: evidence.source, span: evidence.span, words }
    }
}
