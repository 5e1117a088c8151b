//! `verbatim doctor`: what a report of a fault needs, and what commonly stands in the way.

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::terminal::Terminal;
use super::{Outcome, opening};
use crate::archive::{default_cache, kept};
use crate::config;
use crate::report::summary::counted;
use crate::report::{paths, printable};
use crate::workspace::Workspace;

/// Say how Verbatim is set up here, and what stands in its way
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 when all is well, 1 when something may be in the way, 2 when nothing can be \
                        checked here. The report names files and folders; it holds no words of drafts or sources.")]
pub(super) struct Arguments {
    /// The draft or folder that it is about; without it, the current folder
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

/// How something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum State {
    Well,
    /// It may be in the way.
    Doubtful,
    /// Nothing can be checked because of it.
    Broken,
}

/// What is said, a line each.
#[derive(Debug, Default)]
struct Report {
    lines: Vec<(State, &'static str, String)>,
}

impl Report {
    fn say(&mut self, state: State, what: &'static str, how: impl Into<String>) {
        self.lines.push((state, what, how.into()));
    }

    fn worst(&self) -> State {
        self.lines.iter().map(|(state, _, _)| *state).max().unwrap_or(State::Well)
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (state, what, how) in &self.lines {
            let sign = match state {
                State::Well => "✓",
                State::Doubtful => "!",
                State::Broken => "✗",
            };
            let mut rows = how.lines();
            let first = printable::text(rows.next().unwrap_or_default());
            let _ = writeln!(text, "{sign} {what:<14} {first}");
            for row in rows {
                let _ = writeln!(text, "  {:<14} {}", "", printable::text(row));
            }
        }
        text
    }
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let path = here.join(arguments.path.as_deref().unwrap_or(Path::new("")));
    let mut report = Report::default();
    about_program(&mut report);
    about_workspace(&mut report, &path, &here);
    about_system(&mut report);
    terminal.print(report.text())?;
    Ok(match report.worst() {
        State::Well => Outcome::Clean,
        State::Doubtful => Outcome::Findings,
        State::Broken => Outcome::Failed,
    })
}

fn about_program(report: &mut Report) {
    report.say(State::Well, "version", env!("CARGO_PKG_VERSION"));
    report.say(State::Well, "platform", format!("{} on {}", env::consts::OS, env::consts::ARCH));
    let own = env::current_exe().ok();
    match &own {
        Some(own) => report.say(State::Well, "program", own.display().to_string()),
        None => report.say(State::Doubtful, "program", "the system does not tell where it is"),
    }
    // Editors start what they find first.
    match on_path("verbatim") {
        Some(first) if own.as_ref().is_some_and(|own| same_file(own, &first)) => {
            report.say(State::Well, "on PATH", first.display().to_string());
        }
        Some(first) => report.say(
            State::Doubtful,
            "on PATH",
            format!(
                "{} is another program than this one: an editor without a path of its own starts that",
                first.display()
            ),
        ),
        None => report.say(
            State::Doubtful,
            "on PATH",
            "not found: an editor finds it only where its settings name it (`verbatim.path` in VS Code)",
        ),
    }
}

fn about_workspace(report: &mut Report, path: &Path, here: &Path) {
    if !path.exists() {
        report.say(State::Broken, "path", format!("{} does not exist", path.display()));
        return;
    }
    if let Some(user) = config::user_path().filter(|user| user.exists()) {
        report.say(State::Well, "own settings", user.display().to_string());
    }
    let workspace = match Workspace::open(path) {
        Ok(workspace) => workspace,
        Err(error) => {
            report.say(State::Broken, "configuration", opening::message(&error));
            return;
        }
    };
    match &workspace.config_path {
        Some(config) => report.say(State::Well, "configuration", config.display().to_string()),
        None => report.say(
            State::Well,
            "configuration",
            format!("no {}: all settings are the usual ones", config::FILE_NAME),
        ),
    }
    report.say(State::Well, "root", workspace.root.display().to_string());
    for place in workspace.source_places() {
        let state = if place.exists() { State::Well } else { State::Broken };
        report.say(state, "sources in", paths::shown(place, here));
    }
    let (sources, skipped) = (workspace.archive.sources().len(), workspace.archive.skipped().len());
    let state = if sources == 0 { State::Broken } else { State::Well };
    report.say(state, "archive", counted(sources, "source", "sources"));
    if skipped > 0 {
        let files = counted(skipped, "file", "files");
        report.say(State::Doubtful, "skipped", format!("{files} could not be read; `verbatim sources` says why"));
    }
    for notice in &workspace.notices {
        let state = if sources == 0 { State::Broken } else { State::Doubtful };
        report.say(state, "notice", notice.clone());
    }
    about_index(report, path);
}

fn about_index(report: &mut Report, path: &Path) {
    let Ok(Some(folder)) = Workspace::cache_of(path) else {
        report.say(
            State::Doubtful,
            "index",
            "there is no folder to keep it in: the sources are read anew at every start",
        );
        return;
    };
    let caches = folder.parent().map(Path::to_path_buf).into_iter().chain(default_cache());
    let size = caches.flat_map(|cache| kept(&cache)).find(|kept| kept.folder == folder).map(|kept| kept.size);
    let size = size.map_or_else(|| "nothing is kept yet".to_owned(), |size| format!("{} kB", size.div_ceil(1000)));
    match unwritable(&folder) {
        None => report.say(State::Well, "index", format!("{} ({size})", folder.display())),
        Some(reason) => report.say(
            State::Doubtful,
            "index",
            format!(
                "{} ({size}) cannot be written to: {reason}; the sources are read anew at every start",
                folder.display()
            ),
        ),
    }
}

fn about_system(report: &mut Report) {
    let temporary = env::temp_dir();
    match unwritable(&temporary) {
        None => report.say(State::Well, "temporary", temporary.display().to_string()),
        Some(reason) => report.say(
            State::Doubtful,
            "temporary",
            format!(
                "{} cannot be written to: {reason}; a source that no editor shows cannot be opened",
                temporary.display()
            ),
        ),
    }
    let variables = ["VERBATIM_LOG", "RUST_LOG"].map(|name| env::var(name).ok().map(|value| format!("{name}={value}")));
    if let Some(level) = variables.into_iter().flatten().next() {
        report.say(State::Well, "log", format!("{level}; above debug it holds no words of a draft"));
    }
    if let Some(watches) = read_number("/proc/sys/fs/inotify/max_user_watches") {
        /// Fewer are used up by a large folder of sources and an editor.
        const FEW: u64 = 8_192;
        let state = if watches < FEW { State::Doubtful } else { State::Well };
        let advice = if watches < FEW { "; where they run out, a source that changes goes unnoticed" } else { "" };
        report.say(state, "file watches", format!("{watches} for each user{advice}"));
    }
}

fn read_number(path: &str) -> Option<u64> {
    std::fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// The first program called `name` on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

fn same_file(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a))
}

/// Why no file can be made in `folder`, or in the nearest folder above it that exists.
fn unwritable(folder: &Path) -> Option<String> {
    let existing = folder.ancestors().find(|above| above.is_dir())?;
    tempfile::tempfile_in(existing).err().map(|error| error.to_string())
}
