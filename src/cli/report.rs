//! `verbatim report`: a draft with the evidence for each of its quotations.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, bail};

use super::Outcome;
use super::check::checked;
use super::inputs::Inputs;
use super::terminal::Terminal;
use crate::report::evidence::{self, Dossier};
use crate::report::paths;

/// Set a draft beside the evidence for its quotations, for whoever signs it off
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The draft
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// The file to write. Without: standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How it is written. Without: as the file's ending says, else HTML
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Use this configuration instead of the nearest verbatim.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// One page with everything in it, for a browser or a printer
    Html,
    /// Markdown
    Markdown,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = env::current_dir().context("cannot tell the current folder")?;
    let mut inputs = Inputs::new(arguments.config.as_deref());
    let path = base.join(&arguments.draft);
    if path.is_dir() {
        bail!("{} is a folder; a report is of one draft", arguments.draft.display());
    }
    inputs.add(&path, &arguments.draft.display().to_string());
    inputs.notices.iter().for_each(|notice| terminal.notice(notice));
    inputs.failures.iter().for_each(|failure| terminal.problem(failure));
    let Some(input) = inputs.drafts.first() else { return Ok(Outcome::Failed) };
    // Whoever reads the report knows the house, and not the folder in which it was made.
    let root = &input.workspace.root;
    let draft = checked(input, paths::shown(&input.path, root));
    let file = fs::read(&input.path).unwrap_or_default();
    let dossier = Dossier::of(&draft, root, &file, &|path: &Path| fs::read(path).ok());
    let mut out = Vec::new();
    match arguments.format.unwrap_or_else(|| format_of(arguments.output.as_deref())) {
        Format::Html => evidence::write_html(&dossier, &mut out)?,
        Format::Markdown => evidence::write_markdown(&dossier, &mut out)?,
    }
    match &arguments.output {
        None => terminal.print(&out)?,
        Some(file) => {
            fs::write(file, &out).with_context(|| format!("cannot write {}", file.display()))?;
            terminal.note(&format!("wrote {}", file.display()));
        }
    }
    Ok(Outcome::Clean)
}

fn format_of(file: Option<&Path>) -> Format {
    let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str()).unwrap_or_default();
    if matches!(ending, "md" | "markdown") { Format::Markdown } else { Format::Html }
}
