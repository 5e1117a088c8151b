//! Which drafts a change touches, as git tells.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::cli::inputs::{Input, Inputs};

/// Keeps of `inputs` the drafts that changed since `revision`, and those whose outcome may have: because a source that
/// they cite changed, a citation leads nowhere while a source is gone, or the configuration is another.
///
/// # Errors
/// When git cannot be asked, or does not know the revision.
pub(super) fn retain(inputs: &mut Inputs, revision: &str, base: &Path) -> anyhow::Result<()> {
    let changed = changes(revision, base)?;
    let drafts = std::mem::take(&mut inputs.drafts);
    inputs.drafts = drafts.into_par_iter().filter(|input| is_touched(input, &changed)).collect();
    Ok(())
}

fn is_touched(input: &Input, changed: &BTreeSet<PathBuf>) -> bool {
    let holds = |path: &Path| changed.contains(&real(path));
    let workspace = &input.workspace;
    if holds(&input.path) || workspace.config_path.as_deref().is_some_and(holds) {
        return true;
    }
    let cites = workspace.cites(&input.path, &input.text.text);
    let cards = cites.sources.iter().filter_map(|id| workspace.archive.card(*id));
    let is_gone = |path: &PathBuf| workspace.source_places().iter().any(|place| path.starts_with(real(place)));
    let source_gone = || changed.iter().filter(|path| !path.exists()).any(is_gone);
    cards.into_iter().any(|card| holds(&card.path)) || (cites.misses && source_gone())
}

/// The files that differ from `revision`, those that git does not know yet included; with their real paths.
fn changes(revision: &str, base: &Path) -> anyhow::Result<BTreeSet<PathBuf>> {
    if revision.starts_with('-') {
        bail!("\"{revision}\" is no revision");
    }
    let top = git(base, &["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\n', '\r']));
    let differing = git(&top, &["diff", "--name-only", "-z", "--no-renames", revision, "--"])?;
    let new = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = differing.split(|byte| *byte == 0).chain(new.split(|byte| *byte == 0));
    Ok(names.filter(|name| !name.is_empty()).map(|name| real(&top.join(path_of(name)))).collect())
}

fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.context("cannot run git, which --changed-since asks")?;
    if !output.status.success() {
        bail!("git cannot tell what has changed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// The path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder != path => real(folder).join(name),
        _ => path.to_path_buf(),
    })
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(name).into()
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    OsStr::new(String::from_utf8_lossy(name).as_ref()).into()
}
