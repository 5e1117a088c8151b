//! `verbatim check`: the drafts against their sources.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use super::Outcome;
use super::inputs::{Input, Inputs};
use super::terminal::Terminal;
use crate::prose::Nature;
use crate::report::summary::counted;
use crate::report::{self, CheckedDraft, Run, paths};
use crate::rules::Severity;
use crate::workspace::Memo;

/// Check the quotations of drafts
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 when nothing is found at or above --fail-on, 1 when something is, 2 when \
                        something could not be checked.\nThe JSON output is described by schema/check.schema.json.")]
pub(super) struct Arguments {
    /// Drafts, or folders with drafts; `-` reads one from standard input. Without any: the drafts of the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Use this configuration instead of the nearest verbatim.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The file that standard input is a version of: its configuration and sources are used
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// What is wrong, with the draft's words and the source's beside each other
    #[default]
    Text,
    /// One line for each finding
    Concise,
    /// Everything that was found out, for programs
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Information,
    Hint,
}

impl From<FailOn> for Severity {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Information => Self::Information,
            FailOn::Hint => Self::Hint,
        }
    }
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = env::current_dir().context("cannot tell the current folder")?;
    let inputs = inputs(arguments, &base);
    let mut failures = inputs.failures;
    inputs.notices.iter().for_each(|notice| terminal.notice(notice));
    let check = |input: Input| CheckedDraft {
        shown: paths::shown(&input.path, &base),
        checked: input.workspace.check(&input.path, &input.text.text, &mut Memo::default()),
        workspace: (*input.workspace).clone(),
        offsets: input.text.offsets,
    };
    let drafts = inputs.drafts.into_par_iter().map(check).collect();
    let run = Run { base, drafts };
    failures.extend(unanswerable(&run));
    failures.extend(unreachable(&run));
    failures.iter().for_each(|failure| terminal.problem(failure));
    let mut out = Vec::new();
    let nothing_done = run.drafts.is_empty() && !failures.is_empty();
    match arguments.format {
        // A summary of nothing under the message that nothing could be done would only confuse.
        Format::Text | Format::Concise if nothing_done => {}
        Format::Text => report::text::write(&run, terminal.width(), &mut out)?,
        Format::Concise => report::concise::write(&run, &mut out)?,
        Format::Json => report::json::write(&run, &mut out)?,
    }
    terminal.print(&out)?;
    Ok(match run.gravest() {
        _ if !failures.is_empty() => Outcome::Failed,
        Some(gravest) if gravest >= arguments.fail_on.into() => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

fn inputs(arguments: &Arguments, base: &Path) -> Inputs {
    let mut inputs = Inputs::new(arguments.config.as_deref());
    if arguments.paths.is_empty() {
        inputs.add(base, ".");
    }
    for path in &arguments.paths {
        if path.as_os_str() == "-" {
            let name = arguments.stdin_filename.as_deref().unwrap_or(Path::new("stdin.md"));
            inputs.add_standard_input(base.join(name));
        } else {
            inputs.add(&base.join(path), &path.display().to_string());
        }
    }
    inputs
}

/// What to say of sources that could not be had when they were looked at.
fn unreachable(run: &Run) -> BTreeSet<String> {
    let failures = run.drafts.iter().flat_map(|draft| draft.workspace.archive.failures());
    failures.map(|failure| format!("{} {}", failure.shown, failure.reason)).collect()
}

/// What to say where a draft quotes and there was nothing to check it against: silence would look
/// like approval.
fn unanswerable(run: &Run) -> BTreeSet<String> {
    let speech =
        |draft: &CheckedDraft| draft.checked.draft.reading.quotations.iter().any(|q| q.nature == Nature::Speech);
    let empty = |draft: &CheckedDraft| draft.workspace.archive.sources().len() == 0;
    let drafts = run.drafts.iter().filter(|draft| empty(draft) && speech(draft));
    let messages = drafts.map(|draft| match draft.workspace.archive.skipped().len() {
        0 => draft.workspace.notices.join("; "),
        skipped => {
            let files = counted(skipped, "file", "files");
            format!("{}: none of {files} among the sources could be read; `verbatim sources` says why", draft.shown)
        }
    });
    messages.collect()
}
