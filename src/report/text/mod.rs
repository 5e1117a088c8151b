//! `--reporter text`: each finding as a good compiler shows an error: what is wrong, the draft's
//! line with the words underlined, the source's passage beside it, what to do.

mod excerpt;
mod frame;
mod passage;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use self::excerpt::Mark;
use self::frame::Frame;
pub use self::passage::Passage;
use super::summary::counted;
use super::{DraftReport, Group, Run, Told, Witness, style, summary};
use crate::archive::SourceId;
use crate::rules::{Finding, Fix, Severity};
use crate::text::Span;

/// How many drafts are made ready at once, with all cores, before they are written in their order.
const TOGETHER: usize = 64;
/// How many passages are shown for one finding.
const MOST_PASSAGES: usize = 3;

/// Writes the findings of `run` in at most `width` columns, what the archive could not read, and
/// the summary.
///
/// # Errors
/// Those of `out`.
pub fn write(run: &Run, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let page = |draft: &DraftReport| {
        let page = Page { draft, base: &run.base, width };
        draft.outcome.groups.iter().fold(String::new(), |text, group| text + &page.group(group) + "\n")
    };
    for some in run.drafts.chunks(TOGETHER) {
        let pages: Vec<String> = some.par_iter().map(page).collect();
        pages.iter().try_for_each(|page| out.write_all(page.as_bytes()))?;
    }
    let mut seen = BTreeSet::new();
    for workspace in run.drafts.iter().map(|draft| &draft.workspace).filter(|w| seen.insert(&w.root)) {
        let skipped = workspace.archive.skipped().len();
        if skipped > 0 {
            let files = counted(skipped, "file of the archive", "files of the archive");
            writeln!(out, "{files} could not be read; `verbatim sources` says which and why")?;
        }
    }
    summary::write(run, out)
}

/// One draft being reported.
struct Page<'a> {
    draft: &'a DraftReport,
    base: &'a Path,
    width: usize,
}

impl Page<'_> {
    /// A group, ended by a blank line.
    fn group(&self, group: &Group) -> String {
        let mut frame = Frame::new(self.gutter(group), self.width);
        let mut passages: Vec<(SourceId, Span)> = Vec::new();
        let mut words = None;
        for Told { finding, .. } in &group.findings {
            frame.title(finding);
            let draft = self.draft;
            let at = draft.lines.position(&draft.text, finding.span.start);
            frame.place("-->", &format!("{}:{}:{}", self.draft.shown, at.line, at.column), "");
            // What one quotation's findings share is shown once.
            if words.replace(finding.span) != Some(finding.span) {
                let mark = Mark { span: finding.span, with: '^', style: style::of(finding.severity) };
                frame.rule_off();
                frame.excerpt(&draft.text, &draft.lines, &[mark]);
            }
            for (id, span) in self.passages(finding, &group.witnesses) {
                if passages.iter().any(|(other, seen)| *other == id && seen.covers(span)) {
                    continue;
                }
                passages.push((id, span));
                self.passage(&mut frame, id, span, &group.witnesses);
            }
            frame.rule_off();
            if let Some(fix) = finding.fixes.first() {
                frame.help(&advice(fix));
            }
        }
        frame.finish()
    }

    /// The passages to show beside `finding`: those it rests on.
    fn passages(&self, finding: &Finding, witnesses: &[Witness]) -> Vec<(SourceId, Span)> {
        let related = finding.related.iter().map(|related| (related.source, related.span));
        let related: Vec<_> = related.take(MOST_PASSAGES).collect();
        if related.is_empty() && finding.severity >= Severity::Warning {
            return witnesses.iter().take(1).map(|witness| (witness.source, witness.span)).collect();
        }
        related
    }

    fn passage(&self, frame: &mut Frame, id: SourceId, span: Span, witnesses: &[Witness]) {
        let Some((source, path)) = self.draft.source(id, self.base) else {
            return;
        };
        let here = witnesses.iter().find(|witness| witness.source == id && witness.span.overlaps(span));
        let words = here.map(|witness| witness.words.clone()).unwrap_or_default();
        Passage::marking(&source, span, words).show(&path, frame);
    }

    /// How many digits the largest line number of `group` has.
    fn gutter(&self, group: &Group) -> usize {
        let draft = self.draft;
        let own = group.findings.iter().map(|told| draft.lines.line_of(told.finding.span.start) + 1);
        let sources = group.findings.iter().flat_map(|Told { finding, .. }| self.passages(finding, &group.witnesses));
        let sources = sources.filter_map(|(id, span)| {
            let (source, _) = self.draft.source(id, self.base)?;
            Some(source.lines().line_of(span.end) + 1)
        });
        own.chain(sources).max().unwrap_or(1).to_string().len()
    }
}

/// What a fix does; with the new words where they are few and the title does not name them.
fn advice(fix: &Fix) -> String {
    const FEW: usize = 60;
    match fix.edits.as_slice() {
        [edit] if (1..=FEW).contains(&edit.text.trim().len()) && !fix.title.contains(edit.text.trim()) => {
            format!("{}: “{}”", fix.title, edit.text.trim())
        }
        _ => fix.title.to_string(),
    }
}
