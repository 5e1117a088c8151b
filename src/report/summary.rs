//! Counts over a run.

use std::fmt;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Run, Untold};
use crate::rules::{Severity, Verdict};
use crate::workspace::Checked;

/// How many quotations there are, and how many of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
        drafts.fold(Self::default(), |sum, checked| {
            let verdicts = Self::of_verdicts(checked.quotations.iter().map(|quotation| quotation.verdict));
            sum.plus(verdicts.with_findings(checked.all_findings().into_iter().map(|finding| finding.severity)))
        })
    }

    /// Counts `verdicts`.
    #[must_use]
    pub fn of_verdicts(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            summary.quotations += 1;
            *summary.count(verdict) += 1;
        }
        summary
    }

    /// The same quotations with findings of these severities.
    #[must_use]
    pub fn with_findings(self, severities: impl Iterator<Item = Severity>) -> Self {
        let mut findings = [0; 4];
        for severity in severities {
            let [hints, information, warnings, errors] = &mut findings;
            match severity {
                Severity::Off => {}
                Severity::Hint => *hints += 1,
                Severity::Information => *information += 1,
                Severity::Warning => *warnings += 1,
                Severity::Error => *errors += 1,
            }
        }
        Self { findings, ..self }
    }

    /// The counts of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let mut findings = self.findings;
        findings.iter_mut().zip(other.findings).for_each(|(count, more)| *count += more);
        Self {
            quotations: self.quotations + other.quotations,
            verbatim: self.verbatim + other.verbatim,
            edited: self.edited + other.edited,
            altered: self.altered + other.altered,
            not_found: self.not_found + other.not_found,
            unchecked: self.unchecked + other.unchecked,
            findings,
        }
    }

    /// How many findings of `severity` there are.
    #[must_use]
    pub fn findings(&self, severity: Severity) -> usize {
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

/// Writes the counts of `run`, and how much is not told.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let Untold { in_baseline, accepted } = run.untold;
    write!(out, "{}", run.summary())?;
    if in_baseline > 0 {
        write!(out, " · {in_baseline} in the baseline")?;
    }
    if accepted > 0 {
        write!(out, " · {accepted} signed off")?;
    }
    writeln!(out)
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
