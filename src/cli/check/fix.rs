//! Fixes: shown as a difference, or applied to the drafts.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use similar::TextDiff;

use super::answers::Answers;
use crate::cli::Outcome;
use crate::cli::inputs::Input;
use crate::cli::terminal::Terminal;
use crate::report::summary::counted;
use crate::report::{DraftReport, style};
use crate::rules::Edit;
use crate::source::OffsetMap;
use crate::workspace::read;

/// A fix may uncover another finding; after so many rounds no more is tried.
const ROUNDS: usize = 5;

/// How fixes are used.
#[derive(Clone, Copy, Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Apply the fixes that leave what a draft claims as it is, and report what is left
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, and change nothing; the exit status is 1 if there is anything
    #[arg(long, conflicts_with = "fix")]
    pub(super) diff: bool,
    /// With --fix or --diff: also the best fix of findings that have no safe one. Look at what it did
    #[arg(long)]
    unsafe_fixes: bool,
}

/// Shows what would be changed.
///
/// # Errors
/// When standard output cannot be written to.
pub(super) fn show(drafts: &[DraftReport], arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut shown = String::new();
    for draft in drafts {
        let (fixed, count) = fixed(draft, &draft.text, arguments.unsafe_fixes, &OffsetMap::identity());
        if count > 0 {
            let difference = TextDiff::from_lines(draft.text.as_str(), &fixed);
            let path = &draft.shown;
            shown.push_str(&painted(&difference.unified_diff().context_radius(1).header(path, path).to_string()));
        }
    }
    terminal.print(&shown)?;
    Ok(if shown.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// Changes the drafts, and returns what there is to say of them now.
///
/// # Errors
/// When a draft cannot be changed.
pub(super) fn apply(
    mut drafts: Vec<DraftReport>,
    arguments: &Arguments,
    answers: &Answers,
    is_detailed: bool,
    terminal: &Terminal,
) -> anyhow::Result<Vec<DraftReport>> {
    let (mut fixes, mut files) = (0, 0);
    for draft in &mut drafts {
        let mut here = 0;
        for _ in 0..ROUNDS {
            let count = change(draft, arguments.unsafe_fixes)?;
            if count == 0 {
                break;
            }
            here += count;
            let text = read::draft(&draft.path).map_err(|why| anyhow::anyhow!("{} {why}", draft.shown))?;
            let input = Input { path: draft.path.clone(), text, workspace: draft.workspace.clone().into() };
            if let Some(now) = answers.of(std::slice::from_ref(&input), is_detailed).pop() {
                *draft = now;
            }
        }
        fixes += here;
        files += usize::from(here > 0);
    }
    if fixes > 0 {
        let (fixes, files) = (counted(fixes, "finding", "findings"), counted(files, "draft", "drafts"));
        terminal.note(&format!("{fixes} fixed in {files}"));
    }
    Ok(drafts)
}

/// Applies the fixes of `draft` to its file. Returns how many.
fn change(draft: &DraftReport, is_unsafe: bool) -> anyhow::Result<usize> {
    if fixed(draft, &draft.text, is_unsafe, &OffsetMap::identity()).1 == 0 {
        return Ok(0);
    }
    let bytes = fs::read(&draft.path).with_context(|| format!("cannot read {}", draft.shown))?;
    let Ok(file) = String::from_utf8(bytes) else {
        bail!("{} is not in UTF-8, so that nothing can be fixed in it; save it as UTF-8", draft.shown);
    };
    let (text, count) = fixed(draft, &file, is_unsafe, &draft.offsets);
    put(&draft.path, &text).with_context(|| format!("cannot write {}", draft.shown))?;
    Ok(count)
}

/// Writes the draft in place: links to the file, and what others may do with it, stay as they are.
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    let real = path.canonicalize()?;
    crate::kept::replace(&real, text)
}

/// `file`, whose bytes `offsets` lead to, with the fixes of `draft` applied, and how many those are. Of fixes that touch
/// each other the first is applied.
fn fixed(draft: &DraftReport, file: &str, is_unsafe: bool, offsets: &OffsetMap) -> (String, usize) {
    let fixes = draft.outcome.findings().filter_map(|told| {
        let fixes = &told.finding.fixes;
        fixes.iter().find(|fix| fix.safe).or(fixes.first().filter(|_| is_unsafe))
    });
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let apart = |edit: &Edit| taken.iter().all(|t| edit.span.end < t.span.start || t.span.end < edit.span.start);
        if fix.edits.iter().all(apart) {
            taken.extend(&fix.edits);
            count += 1;
        }
    }
    taken.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = file.to_owned();
    for edit in taken {
        let range = offsets.span_to_file(edit.span).range();
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &edit.text);
        }
    }
    (text, count)
}

/// A difference with colours.
fn painted(difference: &str) -> String {
    let line = |line: &str| match line.chars().next() {
        Some('+') => style::paint(style::SOURCE, line),
        Some('-') => style::paint(style::ERROR, line),
        Some('@') => style::paint(style::FRAME, line),
        _ => line.to_owned(),
    };
    let printable = |text: &str| crate::report::printable::text(text).into_owned();
    difference.lines().map(|text| line(&printable(text)) + "\n").collect()
}
