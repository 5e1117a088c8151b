//! Counts over a run.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::rules::{Severity, Verdict};
use crate::workspace::Checked;

/// How many quotations there are, and how many of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// All quotations; the sum of the counts below.
    pub quotations: usize,
    /// Those that are the source's words.
    pub verbatim: usize,
    /// Those that differ only by marked edits and changes that style guides allow.
    pub edited: usize,
    /// Those whose words differ.
    pub altered: usize,
    /// Those that no source holds.
    pub not_found: usize,
    /// Those that claim nothing that could be checked: titles, terms, single words.
    pub unchecked: usize,
    /// Findings by severity: hints, information, warnings, errors.
    #[serde(skip)]
    findings: [usize; 4],
}

impl Summary {
    /// Counts over `drafts`.
    #[must_use]
    pub fn of<'a>(drafts: impl Iterator<Item = &'a Checked>) -> Self {
        let mut summary = Self::default();
        for checked in drafts {
            for quotation in &checked.quotations {
                summary.quotations += 1;
                *summary.count(quotation.verdict) += 1;
            }
            for finding in checked.all_findings() {
                let [hints, information, warnings, errors] = &mut summary.findings;
                match finding.severity {
                    Severity::Off => {}
                    Severity::Hint => *hints += 1,
                    Severity::Information => *information += 1,
                    Severity::Warning => *warnings += 1,
                    Severity::Error => *errors += 1,
                }
            }
        }
        summary
    }

    /// How many findings there are of this severity.
    #[must_use]
    pub fn findings_of(&self, severity: Severity) -> usize {
        let [hints, information, warnings, errors] = self.findings;
        match severity {
            Severity::Off => 0,
            Severity::Hint => hints,
            Severity::Information => information,
            Severity::Warning => warnings,
            Severity::Error => errors,
        }
    }

    fn count(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Verbatim => &mut self.verbatim,
            Verdict::Edited => &mut self.edited,
            Verdict::Altered => &mut self.altered,
            Verdict::NotFound => &mut self.not_found,
            Verdict::Unchecked => &mut self.unchecked,
        }
    }
}

/// "19 quotations: 8 verbatim, 3 edited, 4 altered, 1 not found, 3 unchecked · 9 errors, 2 warnings"
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdicts = [
            (self.verbatim, Verdict::Verbatim),
            (self.edited, Verdict::Edited),
            (self.altered, Verdict::Altered),
            (self.not_found, Verdict::NotFound),
            (self.unchecked, Verdict::Unchecked),
        ];
        let verdicts: Vec<_> =
            verdicts.iter().filter(|(n, _)| *n > 0).map(|(n, verdict)| format!("{n} {verdict}")).collect();
        f.write_str(&counted(self.quotations, "quotation", "quotations"))?;
        if !verdicts.is_empty() {
            write!(f, ": {}", verdicts.join(", "))?;
        }
        let [hints, information, warnings, errors] = self.findings;
        let findings: Vec<_> = [
            (errors, "error", "errors"),
            (warnings, "warning", "warnings"),
            (information, "information", "information"),
            (hints, "hint", "hints"),
        ]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| counted(n, one, many))
        .collect();
        f.write_str(" · ")?;
        f.write_str(&if findings.is_empty() { "no findings".to_owned() } else { findings.join(", ") })
    }
}

/// "1 source", "5 sources", "no sources".
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
