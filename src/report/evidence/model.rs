//! What both forms of the report show.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::passage::{self, Passage};
use crate::archive::SourceId;
use crate::report::summary::counted;
use crate::report::{CheckedDraft, paths, quotation_text};
use crate::rules::{Code, Evidence, Finding, Severity, Verdict};
use crate::source::part_of;
use crate::text::{Span, reading_text};
use crate::workspace::CheckedQuotation;

/// How many passages are shown of one quotation.
const MOST_PASSAGES: usize = 3;

/// How many of a finding's words are shown, from its first on, and from the last back.
const WORDS: usize = 12;
const LAST: usize = 4;

/// A draft with the evidence for its quotations.
#[derive(Debug)]
pub struct Dossier<'a> {
    /// The draft.
    pub(super) draft: &'a CheckedDraft,
    /// The draft's first heading, else its path.
    pub(super) title: String,
    /// The SHA-256 of the draft's file; empty where it cannot be read.
    pub(super) sha256: String,
    /// Counts and findings in a sentence.
    pub(super) summary: String,
    /// How many quotations have each verdict, those with none left out.
    pub(super) verdicts: Vec<Share>,
    /// One for each quotation, by where it begins.
    pub(super) cards: Vec<Card>,
    /// Findings about anything but a quotation.
    pub(super) others: Vec<Told>,
    /// The sources that evidence comes from.
    pub(super) sources: Vec<SourceRow>,
}

/// The quotations of one verdict.
#[derive(Debug)]
pub(super) struct Share {
    pub(super) verdict: Shown,
    pub(super) count: usize,
    /// Of all quotations, in percent.
    pub(super) percent: f64,
    /// Of the verdicts before it, in percent.
    pub(super) from: f64,
}

/// A verdict as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shown {
    /// In names of classes.
    pub(super) class: &'static str,
    pub(super) label: &'static str,
    /// What stands for it where colours do not tell.
    pub(super) sign: &'static str,
}

/// A quotation with its evidence.
#[derive(Debug)]
pub(super) struct Card {
    /// From 1.
    pub(super) number: usize,
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) verdict: Shown,
    pub(super) words: String,
    /// Whom the draft names.
    pub(super) speaker: Option<String>,
    pub(super) findings: Vec<Told>,
    pub(super) passages: Vec<Passage>,
    /// How many further passages there are.
    pub(super) more: usize,
}

/// A finding.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) line: usize,
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// The words it is about.
    pub(super) words: String,
}

/// A source.
#[derive(Debug)]
pub(super) struct SourceRow {
    pub(super) key: String,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) path: String,
    /// The SHA-256 of its file; empty where it cannot be read.
    pub(super) sha256: String,
    /// The quotations it is evidence for.
    pub(super) numbers: Vec<usize>,
}

impl Shown {
    /// How `verdict` is shown.
    pub(super) fn of(verdict: Verdict) -> Self {
        let (class, label, sign) = match verdict {
            Verdict::Verbatim => ("verbatim", "Verbatim", "✓"),
            Verdict::Edited => ("edited", "Edited", "✎"),
            Verdict::Altered => ("altered", "Altered", "≠"),
            Verdict::NotFound => ("not-found", "Not found", "✕"),
            Verdict::Unchecked => ("unchecked", "Unchecked", "–"),
        };
        Self { class, label, sign }
    }
}

impl<'a> Dossier<'a> {
    /// The evidence for `draft`. Paths are shown as seen from `base`; `file` is what the draft's file holds and `read` gives
    /// what a source's file does.
    #[must_use]
    pub fn of(draft: &'a CheckedDraft, base: &Path, file: &[u8], read: &dyn Fn(&Path) -> Option<Vec<u8>>) -> Self {
        let checked = &draft.checked;
        let cards: Vec<Card> =
            checked.quotations.iter().enumerate().map(|(n, q)| card(draft, n + 1, q, base)).collect();
        let others = checked.citations.iter().flat_map(|citation| &citation.findings).chain(&checked.findings);
        Self {
            title: title(draft).unwrap_or_else(|| draft.shown.clone()),
            sha256: sha256(file),
            summary: summary(draft, cards.len()),
            verdicts: shares(&checked.quotations),
            others: others.map(|finding| told(draft, finding)).collect(),
            sources: sources(draft, base, read),
            cards,
            draft,
        }
    }

    /// All findings, with the number of the quotation they are about, the gravest first.
    pub(super) fn findings(&self) -> Vec<(Option<usize>, &Told)> {
        let of_cards = self.cards.iter().flat_map(|card| card.findings.iter().map(|told| (Some(card.number), told)));
        let mut all: Vec<_> = of_cards.chain(self.others.iter().map(|told| (None, told))).collect();
        all.sort_by_key(|(_, told)| (std::cmp::Reverse(told.severity), told.line));
        all
    }
}

fn summary(draft: &CheckedDraft, quotations: usize) -> String {
    let findings = draft.checked.all_findings();
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Information), "note", "notes"),
        (count(Severity::Hint), "hint", "hints"),
    ];
    let counts = counts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let found = if counts.is_empty() { "nothing to object to".to_owned() } else { counts };
    format!("{}: {found}", counted(quotations, "quotation", "quotations"))
}

/// How many of `quotations` have each verdict, the worst first.
fn shares(quotations: &[Arc<CheckedQuotation>]) -> Vec<Share> {
    let verdicts = [Verdict::NotFound, Verdict::Altered, Verdict::Edited, Verdict::Verbatim, Verdict::Unchecked];
    let percent = |count: usize| (count * 100_000 / quotations.len().max(1)) as f64 / 1000.0;
    let mut before = 0;
    let share = |verdict| {
        let count = quotations.iter().filter(|quotation| quotation.verdict == verdict).count();
        let share = Share { verdict: Shown::of(verdict), count, percent: percent(count), from: percent(before) };
        before += count;
        share
    };
    verdicts.map(share).into_iter().filter(|share| share.count > 0).collect()
}

fn title(draft: &CheckedDraft) -> Option<String> {
    let parsed = &draft.checked.draft;
    let heading = parsed.blocks.iter().find(|block| block.kind == crate::prose::BlockKind::Heading)?;
    let words = reading_text(&parsed.prose, heading.span);
    (!words.is_empty()).then_some(words)
}

fn card(draft: &CheckedDraft, number: usize, quotation: &CheckedQuotation, base: &Path) -> Card {
    let shown = shown_evidence(quotation);
    let passages: Vec<Passage> =
        shown.iter().take(MOST_PASSAGES).filter_map(|evidence| passage::of(draft, evidence, base)).collect();
    Card {
        number,
        line: line(draft, quotation.span.start),
        span: quotation.span,
        verdict: Shown::of(quotation.verdict),
        words: quotation_text(&draft.checked, quotation),
        speaker: quotation.speaker.as_ref().map(|speaker| speaker.best().to_owned()),
        findings: quotation.findings.iter().map(|finding| told(draft, finding)).collect(),
        more: shown.len().saturating_sub(passages.len()),
        passages,
    }
}

/// The passages to show, each source once.
fn shown_evidence(quotation: &CheckedQuotation) -> Vec<&Evidence> {
    let mut shown: Vec<&Evidence> = Vec::new();
    for evidence in quotation.evidence.iter() {
        if !shown.iter().any(|other| other.source == evidence.source && other.span.overlaps(evidence.span)) {
            shown.push(evidence);
        }
    }
    shown
}

fn told(draft: &CheckedDraft, finding: &Finding) -> Told {
    Told {
        line: line(draft, finding.span.start),
        code: finding.code,
        severity: finding.severity,
        message: finding.message.to_string(),
        words: cut(&reading_text(&draft.checked.draft.text, finding.span)),
    }
}

/// The first and the last words, where there are many.
fn cut(words: &str) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    match (all.get(..WORDS), all.len().checked_sub(LAST).and_then(|at| all.get(at..))) {
        (Some(first), Some(last)) if all.len() > WORDS + LAST => format!("{} … {}", first.join(" "), last.join(" ")),
        _ => words.to_owned(),
    }
}

fn line(draft: &CheckedDraft, at: usize) -> usize {
    draft.checked.draft.lines.line_of(at) + 1
}

fn sources(draft: &CheckedDraft, base: &Path, read: &dyn Fn(&Path) -> Option<Vec<u8>>) -> Vec<SourceRow> {
    let mut numbers: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
    for (n, quotation) in draft.checked.quotations.iter().enumerate() {
        for evidence in shown_evidence(quotation) {
            let of = numbers.entry(evidence.source).or_default();
            if of.last() != Some(&(n + 1)) {
                of.push(n + 1);
            }
        }
    }
    for citation in draft.checked.citations.iter().flat_map(|citation| citation.sources.iter()) {
        numbers.entry(*citation).or_default();
    }
    let mut digests: HashMap<&Path, String> = HashMap::new();
    let rows = numbers.into_iter().filter_map(|(id, numbers)| {
        let card = draft.workspace.archive.card(id)?;
        let digest = || read(&card.path).map(|bytes| sha256(&bytes)).unwrap_or_default();
        let metadata = card.metadata.clone();
        Some(SourceRow {
            key: card.key.clone(),
            title: metadata.title,
            outlet: metadata.outlet,
            date: metadata.date,
            url: metadata.url.filter(|url| is_web(url)),
            path: part_of(&paths::shown(&card.path, base), card.fragment.as_deref()),
            sha256: digests.entry(&card.path).or_insert_with(digest).clone(),
            numbers,
        })
    });
    rows.collect()
}

/// Whether an address leads to the web, and nowhere else.
pub(super) fn is_web(url: &str) -> bool {
    let url = url.trim_start().to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

fn sha256(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return String::new();
    }
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
