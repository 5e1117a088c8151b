//! `verbatim lock`: records what the verified quotations rest on, and who accepts what.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, anyhow, bail};
use rayon::prelude::*;

use super::Outcome;
use super::check::checked;
use super::inputs::{Input, Inputs};
use super::terminal::Terminal;
use crate::lock::{self, Lock, SignOff, accept, record};
use crate::report::summary::counted;
use crate::report::{CheckedDraft, paths, printable};
use crate::rules::Code;

/// Record what the verified quotations rest on, for `check --locked`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "verbatim.lock lies beside the configuration. Keep it with the drafts, and read what changes in it."
)]
pub(super) struct Arguments {
    /// Drafts, or folders with drafts. Without any: the drafts of the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Use this configuration instead of the nearest verbatim.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Accept the findings on a line of a draft, as in brief.md:40, for the reason that --because gives
    #[arg(long, value_name = "DRAFT:LINE", requires = "because", conflicts_with = "paths")]
    accept: Option<String>,
    /// Of the findings on the line only those of this rule
    #[arg(long, value_name = "RULE", requires = "accept")]
    rule: Option<Code>,
    /// Why they are accepted
    #[arg(long, value_name = "REASON", requires = "accept")]
    because: Option<String>,
    /// Who accepts them. Without: the user's name in git, else the name of the account
    #[arg(long, value_name = "NAME", requires = "accept")]
    by: Option<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = env::current_dir().context("cannot tell the current folder")?;
    let place = arguments.accept.as_deref().map(place).transpose()?;
    let mut inputs = Inputs::new(arguments.config.as_deref());
    match &place {
        Some((path, _)) => inputs.add(&base.join(path), path),
        None if arguments.paths.is_empty() => inputs.add(&base, "."),
        None => arguments.paths.iter().for_each(|path| inputs.add(&base.join(path), &path.display().to_string())),
    }
    inputs.notices.iter().for_each(|notice| terminal.notice(notice));
    inputs.failures.iter().for_each(|failure| terminal.problem(failure));
    if !inputs.failures.is_empty() {
        return Ok(Outcome::Failed);
    }
    let check = |input: &Input| checked(input, paths::shown(&input.path, &base));
    let drafts: Vec<CheckedDraft> = inputs.drafts.par_iter().map(check).collect();
    let mut by_root: BTreeMap<PathBuf, Vec<CheckedDraft>> = BTreeMap::new();
    for draft in drafts {
        by_root.entry(draft.workspace.root.clone()).or_default().push(draft);
    }
    for (root, drafts) in &by_root {
        let path = lock::path(root);
        let shown = paths::shown(&path, &base);
        let known = Lock::read(&path).map_err(|why| anyhow!(why))?;
        let mut new = record(known.as_ref(), drafts, root).map_err(|why| anyhow!(why))?;
        if let (Some((name, line)), [draft]) = (&place, drafts.as_slice()) {
            let by = arguments.by.clone().unwrap_or_else(|| somebody(root));
            let reason = arguments.because.as_deref().unwrap_or_default();
            let sign_off = SignOff { line: *line, rule: arguments.rule, by: &by, reason };
            match accept(&mut new, draft, root, sign_off) {
                0 => bail!("there is no finding on line {line} of {name} to accept"),
                count => terminal.note(&format!("{} accepted by {by}", counted(count, "finding", "findings"))),
            }
        }
        if known.as_ref() != Some(&new) {
            new.write(&path).with_context(|| format!("cannot write {shown}"))?;
        }
        terminal.print(summary(known.as_ref(), &new, &shown))?;
    }
    Ok(Outcome::Clean)
}

/// "brief.md:40"
fn place(text: &str) -> anyhow::Result<(String, usize)> {
    let parts = text.rsplit_once(':').and_then(|(path, line)| Some((path.to_owned(), line.parse().ok()?)));
    parts
        .filter(|(_, line)| *line > 0)
        .ok_or_else(|| anyhow!("\"{text}\" names no line of a draft, as brief.md:40 does"))
}

/// The name of whoever uses the program.
fn somebody(folder: &Path) -> String {
    let git = Command::new("git").arg("-C").arg(folder).args(["config", "user.name"]).output();
    let git = git.ok().filter(|output| output.status.success());
    let name = git.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let account = || env::var("USER").or_else(|_| env::var("USERNAME")).unwrap_or_default();
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(account);
    if name.is_empty() { "unknown".to_owned() } else { name }
}

/// What is locked, and what differs from before.
fn summary(known: Option<&Lock>, new: &Lock, shown: &str) -> String {
    let old = known.map(|known| known.quotations.as_slice()).unwrap_or_default();
    let had = |draft: &str, text: &str| old.iter().any(|q| q.draft == draft && q.text == text);
    let has = |draft: &str, text: &str| new.quotations.iter().any(|q| q.draft == draft && q.text == text);
    let added = new.quotations.iter().filter(|q| !had(&q.draft, &q.text)).count();
    let changed = new.quotations.iter().filter(|q| had(&q.draft, &q.text) && !old.contains(q)).count();
    let gone: Vec<_> = old.iter().filter(|q| !has(&q.draft, &q.text)).collect();
    let mut text = format!(
        "{}: {} in {}",
        printable::text(shown),
        counted(new.quotations.len(), "quotation", "quotations"),
        counted(new.sources.len(), "source", "sources")
    );
    let counts = [(added, "added"), (changed, "changed"), (gone.len(), "gone"), (new.accepted.len(), "signed off")];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        text.push_str(&format!(" · {count} {what}"));
    }
    text.push('\n');
    for quotation in gone {
        let words = printable::text(&quotation.text).into_owned();
        text.push_str(&format!("  gone: {}: “{words}”\n", printable::text(&quotation.draft)));
    }
    text
}
