//! `verbatim check`: the drafts against their sources.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

mod reporters;

use self::reporters::{Reporter, Reporters};
use super::Outcome;
use super::inputs::{Input, Inputs};
use super::terminal::Terminal;
use crate::report::summary::counted;
use crate::report::{CheckedDraft, DraftReport, Run, Untold, paths};
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
    /// How to report, and to which file: text, concise, json, jsonl, sarif, github, gitlab, junit, rdjson or markdown;
    /// again for several. Without: text, and in GitHub Actions annotations and a job summary
    #[arg(long = "reporter", visible_alias = "format", value_name = "FORMAT[=FILE]")]
    reporters: Vec<Reporter>,
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
    let reporters = Reporters::new(&arguments.reporters)?;
    let base = env::current_dir().context("cannot tell the current folder")?;
    let inputs = inputs(arguments, &base);
    let mut failures = inputs.failures;
    inputs.notices.iter().for_each(|notice| terminal.notice(notice));
    let is_detailed = reporters.are_detailed();
    let check = |input: Input| {
        let draft = CheckedDraft {
            shown: paths::shown(&input.path, &base),
            checked: input.workspace.check(&input.path, &input.text.text, &mut Memo::default()),
            workspace: (*input.workspace).clone(),
            path: input.path,
            offsets: input.text.offsets,
        };
        DraftReport::of(&draft, &base, is_detailed)
    };
    let drafts = inputs.drafts.into_par_iter().map(check).collect();
    let run = Run { base: base.clone(), drafts, untold: Untold::default() };
    failures.extend(unanswerable(&run));
    failures.extend(unreachable(&run));
    failures.iter().for_each(|failure| terminal.problem(failure));
    let nothing_done = run.drafts.is_empty() && !failures.is_empty();
    reporters.write(&run, arguments.fail_on.into(), terminal, nothing_done)?;
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
    let empty = |draft: &DraftReport| draft.workspace.archive.is_empty();
    let drafts = run.drafts.iter().filter(|draft| empty(draft) && draft.outcome.quotes_speech);
    let messages = drafts.map(|draft| match draft.workspace.archive.skipped().len() {
        0 => draft.workspace.notices.join("; "),
        skipped => {
            let files = counted(skipped, "file", "files");
            format!("{}: none of {files} among the sources could be read; `verbatim sources` says why", draft.shown)
        }
    });
    messages.collect()
}
