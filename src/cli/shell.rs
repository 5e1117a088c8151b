//! `verbatim completions` and `verbatim man`: what shells and manuals know of the command line.

use anyhow::{Context, anyhow};
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Arguments, Outcome};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "For bash, for instance: verbatim completions bash > ~/.local/share/bash-completion/completions/verbatim"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page of the program, or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = "To read it: verbatim man check | man -l -")]
pub(super) struct Manual {
    /// The command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn complete(arguments: &Completions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut public(), "verbatim", &mut script);
    terminal.print(script)?;
    Ok(Outcome::Clean)
}

pub(super) fn manual(arguments: &Manual, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut all = public();
    all.build();
    let command = match &arguments.command {
        None => all,
        Some(name) => {
            let named = all.find_subcommand(name).cloned();
            named.ok_or_else(|| anyhow!("there is no command \"{name}\"; `verbatim help` lists them"))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("cannot write the manual page")?;
    terminal.print(page)?;
    Ok(Outcome::Clean)
}

/// The command line without what the program says to itself alone.
fn public() -> Command {
    let whole = Arguments::command();
    let shown = whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    let about = whole.get_about().cloned().unwrap_or_default();
    Command::new("verbatim")
        .about(about)
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments().cloned())
        .subcommands(shown)
}
