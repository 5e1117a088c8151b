//! What a run does not tell of, because it was there before.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::baseline::{self, Baseline};
use crate::cli::terminal::Terminal;
use crate::report::summary::counted;
use crate::report::{DraftReport, Run, paths};

/// How the baseline is used.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// The baseline to use instead of the verbatim-baseline.toml beside the configuration
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Record all findings as a baseline: later runs tell only of others
    #[arg(long)]
    write_baseline: bool,
    /// Take out of the baseline what is not found any more
    #[arg(long, conflicts_with = "write_baseline")]
    prune_baseline: bool,
    /// Tell of all findings, those of the baseline too
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline", "prune_baseline"])]
    no_baseline: bool,
}

/// How a run stands to its baselines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// What they hold was held back.
    Good,
    /// They hold what is not found any more.
    Outdated,
}

/// Holds back what the baselines of `run` hold, and writes or prunes them as `arguments` ask.
///
/// # Errors
/// When a baseline cannot be read or written.
pub(super) fn apply(run: &mut Run, arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Standing> {
    let mut standing = Standing::Good;
    if arguments.no_baseline {
        return Ok(standing);
    }
    let mut roots: Vec<PathBuf> = run.drafts.iter().map(|draft| draft.workspace.root.clone()).collect();
    roots.sort();
    roots.dedup();
    for root in roots {
        let path = arguments.baseline.clone().unwrap_or_else(|| baseline::path(&root));
        let shown = paths::shown(&path, &run.base);
        let mut drafts: Vec<_> = run.drafts.iter_mut().filter(|draft| draft.workspace.root == root).collect();
        let known = Baseline::read(&path).map_err(anyhow::Error::msg)?;
        let known = match (known, arguments.write_baseline) {
            (Some(_), true) => bail!(
                "{shown} is there already, and a baseline can only shrink; remove it to begin anew, or use \
                 --prune-baseline to take out what is not found any more"
            ),
            (Some(known), false) => known,
            (None, true) => written(&drafts, &path, &shown, terminal)?,
            (None, false) if arguments.baseline.is_some() => bail!("the baseline {shown} does not exist"),
            (None, false) => continue,
        };
        let applied = known.apply(&mut drafts, &root);
        run.untold.in_baseline += applied.known;
        if applied.gone.is_empty() {
            continue;
        }
        let gone = counted(applied.gone.len(), "finding", "findings");
        if arguments.prune_baseline {
            let rest = known.without(&applied.gone);
            rest.write(&path).with_context(|| format!("cannot write {shown}"))?;
            terminal.note(&format!("{gone} taken out of {shown}; {} left", rest.len()));
        } else {
            standing = Standing::Outdated;
            let list = applied.gone.iter().map(|entry| format!("  {}: {} “{}”", entry.draft, entry.rule, entry.words));
            let list = list.collect::<Vec<_>>().join("\n");
            terminal.problem(&format!(
                "of {shown}, {gone} cannot be found any more; --prune-baseline takes out what is gone\n{list}"
            ));
        }
    }
    Ok(standing)
}

fn written(drafts: &[&mut DraftReport], path: &Path, shown: &str, terminal: &Terminal) -> anyhow::Result<Baseline> {
    let new = Baseline::of(drafts);
    new.write(path).with_context(|| format!("cannot write {shown}"))?;
    terminal.note(&format!("{} recorded in {shown}", counted(new.len(), "finding", "findings")));
    Ok(new)
}
