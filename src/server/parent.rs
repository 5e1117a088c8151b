//! Ending when the editor died without a word.
//!
//! Usually its end closes our standard input. Where something else keeps that open (a wrapper,
//! another child), only a look at the process tells.

use std::time::Duration;

/// How often it is looked whether the editor still runs.
const PERIOD: Duration = Duration::from_secs(1);

/// Ends this process when the process `editor` has gone.
pub(super) fn end_with(editor: u32) {
    // Before anything else: by the time that the thread runs, the editor may have gone.
    let watch = Watch::of(editor);
    let started = std::thread::Builder::new().name("parent".to_owned()).spawn(move || {
        while watch.is_alive() {
            std::thread::sleep(PERIOD);
        }
        tracing::info!(editor, "the editor has gone");
        std::process::exit(1);
    });
    if let Err(error) = started {
        tracing::warn!(%error, "cannot watch whether the editor still runs");
    }
}

/// How to see whether a process lives.
enum Watch {
    /// It is our parent: when it ends, another process takes its place.
    #[cfg(unix)]
    Parent(u32),
    /// The system lists processes as folders.
    Listed(std::path::PathBuf),
    /// It cannot be seen; then the end of standard input must do.
    Blind,
}

impl Watch {
    fn of(editor: u32) -> Self {
        #[cfg(unix)]
        if std::os::unix::process::parent_id() == editor {
            return Self::Parent(editor);
        }
        let listed = std::path::PathBuf::from(format!("/proc/{editor}"));
        // In a container the editor's number may mean nothing here: never end because of that.
        if listed.is_dir() { Self::Listed(listed) } else { Self::Blind }
    }

    fn is_alive(&self) -> bool {
        match self {
            #[cfg(unix)]
            Self::Parent(editor) => std::os::unix::process::parent_id() == *editor,
            Self::Listed(folder) => folder.is_dir() && !is_dead(folder),
            Self::Blind => true,
        }
    }
}

/// Whether the process has ended and only waits for its own parent to notice.
fn is_dead(folder: &std::path::Path) -> bool {
    let stat = std::fs::read_to_string(folder.join("stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with(['Z', 'X']))
}
