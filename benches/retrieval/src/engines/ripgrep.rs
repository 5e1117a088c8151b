//! ripgrep: the words as they are written, in plain files.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// ripgrep on a folder.
pub(crate) struct Ripgrep {
    folder: PathBuf,
}

impl Ripgrep {
    /// `None` when it is not installed.
    pub(crate) fn new(folder: PathBuf) -> Option<Self> {
        Command::new("rg").arg("--version").output().ok().map(|_| Self { folder })
    }

    /// How long it takes to find the files with `text` in them, and whether there are any.
    pub(crate) fn look_up(&self, text: &str) -> Result<(Duration, bool)> {
        let begun = Instant::now();
        let mut command = Command::new("rg");
        command.args(["--fixed-strings", "--files-with-matches", "--no-ignore", "--threads", "1"]);
        if text.contains('\n') {
            command.arg("--multiline");
        }
        let output = command.arg("--").arg(text).arg(&self.folder).output().context("cannot run rg")?;
        let time = begun.elapsed();
        ensure!(output.status.code() != Some(2), "rg failed: {}", String::from_utf8_lossy(&output.stderr));
        Ok((time, !output.stdout.is_empty()))
    }
}
