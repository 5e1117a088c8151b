//! Checking again whenever something changes.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use crate::cli::Outcome;
use crate::cli::terminal::Terminal;

/// How long nothing must happen before the drafts are checked again: a save is several events.
const QUIET: Duration = Duration::from_millis(150);

/// Calls `check` now and whenever something below `base` changes but the files at `reports`, for ever.
///
/// # Errors
/// When the folder cannot be watched, or checking fails for good.
pub(super) fn run(
    base: &Path,
    reports: &[PathBuf],
    terminal: &Terminal,
    mut check: impl FnMut() -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let (sender, events) = channel();
    let mut watcher =
        notify::recommended_watcher(move |event| drop(sender.send(event))).context("cannot watch for changes")?;
    watcher.watch(base, RecursiveMode::Recursive).with_context(|| format!("cannot watch {}", base.display()))?;
    let reports: Vec<PathBuf> = reports.iter().map(|report| base.join(report)).collect();
    loop {
        if io::stdout().is_terminal() {
            terminal.print("\u{1b}[2J\u{1b}[H")?;
        }
        // A mistake in the configuration is told, and mended while we watch.
        if let Err(error) = check() {
            terminal.problem(&format!("{error:#}"));
        }
        terminal.note("watching for changes; Ctrl-C ends it");
        while !events.recv().context("cannot watch for changes any more")?.is_ok_and(|e| matters(&e, &reports)) {}
        while !matches!(events.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) {}
    }
}

/// Whether an event may change the outcome.
fn matters(event: &Event, reports: &[PathBuf]) -> bool {
    let is_hidden = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with('.') || path.components().any(|part| part.as_os_str() == ".git")
    };
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    is_change && event.paths.iter().any(|path| !is_hidden(path) && !reports.contains(path))
}
