//! `verbatim check`: the drafts against their sources.

use std::collections::BTreeMap;
use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use rayon::prelude::*;

use super::drafts::{self, Text};
use super::terminal::Terminal;
use super::{Outcome, opening};
use crate::report::summary::counted;
use crate::report::{self, CheckedDraft, Run, paths};
use crate::rules::Severity;
use crate::workspace::{Memo, Workspace};

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

/// A draft to be checked.
struct Input {
    /// Where it is, or would be.
    path: PathBuf,
    text: Text,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = env::current_dir().context("cannot tell the current folder")?;
    let mut complete = true;
    let mut fail = |message: String| {
        terminal.problem(&message);
        complete = false;
    };
    let inputs = inputs(arguments, &base, &mut fail);
    let mut workspaces = Workspaces::default();
    let jobs: Vec<_> = inputs
        .into_iter()
        .filter_map(|input| match workspaces.of(&input.path, arguments.config.as_deref()) {
            Ok(workspace) => Some((input, workspace)),
            Err(Some(message)) => {
                fail(message);
                None
            }
            Err(None) => None,
        })
        .collect();
    let drafts: Vec<_> = jobs
        .into_par_iter()
        .map(|(input, workspace)| CheckedDraft {
            shown: paths::shown(&input.path, &base),
            checked: workspace.check(&input.path, &input.text.text, &mut Memo::default()),
            workspace: (*workspace).clone(),
            offsets: input.text.offsets,
        })
        .collect();
    let run = Run { base, drafts };
    for message in without_sources(&run) {
        fail(message);
    }
    let mut out = Vec::new();
    match arguments.format {
        Format::Text => report::text::write(&run, terminal.width(), &mut out)?,
        Format::Concise => report::concise::write(&run, &mut out)?,
        Format::Json => report::json::write(&run, &mut out)?,
    }
    terminal.print(&String::from_utf8_lossy(&out))?;
    Ok(match run.gravest() {
        _ if !complete => Outcome::Failed,
        Some(gravest) if gravest >= arguments.fail_on.into() => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

/// Reads the drafts that are asked for, each once; `fail` hears of those that cannot be read.
fn inputs(arguments: &Arguments, base: &Path, fail: &mut impl FnMut(String)) -> Vec<Input> {
    let here = [PathBuf::from(".")];
    let asked = if arguments.paths.is_empty() { here.as_slice() } else { arguments.paths.as_slice() };
    let mut inputs: Vec<Input> = Vec::new();
    for path in asked {
        if path.as_os_str() == "-" {
            match drafts::read_from(io::stdin().lock()) {
                Ok(text) => {
                    let name = arguments.stdin_filename.clone();
                    inputs.push(Input { path: base.join(name.unwrap_or_else(|| PathBuf::from("stdin.md"))), text });
                }
                Err(reason) => fail(format!("standard input {reason}")),
            }
            continue;
        }
        match drafts::read(path) {
            Ok(text) => inputs.push(Input { path: base.join(path), text }),
            Err(reason) => fail(format!("{} {reason}", path.display())),
        }
    }
    inputs
}

/// The workspaces of a run, each opened once.
#[derive(Default)]
struct Workspaces {
    /// By the folder asked for; an `Err` is told once and remembered.
    opened: BTreeMap<PathBuf, Option<Arc<Workspace>>>,
}

impl Workspaces {
    /// The workspace of the draft at `path`.
    ///
    /// # Errors
    /// The message why it cannot be opened; `None` when that was said before.
    fn of(&mut self, path: &Path, _config: Option<&Path>) -> Result<Arc<Workspace>, Option<String>> {
        let folder = path.parent().unwrap_or(path).to_path_buf();
        if let Some(known) = self.opened.get(&folder) {
            return known.clone().ok_or(None);
        }
        let opened = Workspace::open(path).map(Arc::new);
        self.opened.insert(folder, opened.as_ref().ok().cloned());
        opened.map_err(|error| Some(opening::message(&error)))
    }
}

/// A message for each workspace whose drafts quote and whose archive is empty.
fn without_sources(run: &Run) -> Vec<String> {
    let mut messages = BTreeMap::new();
    for draft in &run.drafts {
        let workspace = &draft.workspace;
        if workspace.archive.sources().len() == 0 && !draft.checked.quotations.is_empty() {
            let skipped = workspace.archive.skipped().len();
            let message = if skipped == 0 {
                format!(
                    "there is no source to check {} against; put sources into a folder \"sources\" beside the draft, \
                     or name their folder in verbatim.toml (`verbatim init` writes one)",
                    draft.shown
                )
            } else {
                let files = counted(skipped, "file", "files");
                format!(
                    "none of the {files} among the sources of {} could be read; `verbatim sources` says why",
                    draft.shown
                )
            };
            messages.entry(workspace.root.clone()).or_insert(message);
        }
    }
    messages.into_values().collect()
}
