//! `verbatim check`: the drafts against their sources.

mod answers;
mod changed;
mod fix;
mod known;
mod locked;
mod reporters;
mod settings;
mod watch;

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use self::answers::Answers;
pub(super) use self::answers::checked;
use self::known::Standing;
use self::reporters::{Reporter, Reporters};
use super::Outcome;
use super::inputs::Inputs;
use super::terminal::Terminal;
use crate::report::summary::counted;
use crate::report::{DraftReport, Run, Untold};
use crate::rules::Severity;

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
    /// Only drafts that changed since this revision of git, or that cite a source that did
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Also compare the evidence with verbatim.lock, and hold back what was signed off there
    #[arg(long)]
    locked: bool,
    /// Find out everything anew, whatever is kept of earlier runs
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    known: known::Arguments,
    #[command(flatten)]
    fix: fix::Arguments,
    /// Check again whenever a draft, a source or the configuration changes
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline", "prune_baseline"])]
    watch: bool,
    /// Show which drafts would be checked, and check nothing
    #[arg(long, conflicts_with_all = ["watch", "fix", "diff"])]
    show_files: bool,
    /// Show with which settings and sources, and check nothing
    #[arg(long, conflicts_with_all = ["watch", "fix", "diff", "show_files"])]
    show_settings: bool,
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
    let reads_stdin = arguments.paths.iter().any(|path| path.as_os_str() == "-");
    if reads_stdin && (arguments.fix.fix || arguments.watch) {
        bail!(
            "standard input can be checked, and --diff shows what would be fixed in it; it cannot be changed or watched"
        );
    }
    if arguments.watch {
        return watch::run(&base, &reporters.files(), terminal, || once(arguments, &reporters, &base, terminal));
    }
    once(arguments, &reporters, &base, terminal)
}

/// One round of checks.
fn once(arguments: &Arguments, reporters: &Reporters, base: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut inputs = inputs(arguments, base);
    if let Some(revision) = &arguments.changed_since {
        changed::retain(&mut inputs, revision, base)?;
    }
    let mut failures = std::mem::take(&mut inputs.failures);
    inputs.notices.iter().for_each(|notice| terminal.notice(notice));
    if arguments.show_files || arguments.show_settings {
        failures.iter().for_each(|failure| terminal.problem(failure));
        let shown =
            if arguments.show_files { settings::files(&inputs, base) } else { settings::settings(&inputs, base) };
        terminal.print(shown)?;
        return Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed });
    }
    let answers = Answers::new(&inputs, base, arguments.locked, arguments.no_cache)?;
    let is_detailed = reporters.are_detailed() || arguments.locked;
    let mut drafts = answers.of(&inputs.drafts, is_detailed);
    if arguments.fix.diff {
        return fix::show(&drafts, &arguments.fix, terminal);
    }
    if arguments.fix.fix {
        drafts = fix::apply(drafts, &arguments.fix, &answers, is_detailed, terminal)?;
    }
    let mut run = Run { base: base.to_path_buf(), drafts, untold: Untold::default() };
    answers.settle(&mut run, terminal);
    let standing = known::apply(&mut run, &arguments.known, terminal)?;
    failures.extend(unanswerable(&run));
    failures.extend(unreachable(&run));
    failures.iter().for_each(|failure| terminal.problem(failure));
    let nothing_done = run.drafts.is_empty() && !failures.is_empty();
    reporters.write(&run, arguments.fail_on.into(), terminal, nothing_done)?;
    Ok(match run.gravest() {
        _ if !failures.is_empty() => Outcome::Failed,
        Some(gravest) if gravest >= arguments.fail_on.into() => Outcome::Findings,
        _ if standing == Standing::Outdated => Outcome::Findings,
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
