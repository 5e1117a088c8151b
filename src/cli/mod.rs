//! The command line: one file per subcommand.
//!
//! Nothing here knows how a quotation is checked; a subcommand asks the [`crate::workspace`] and
//! hands what it gets to [`crate::report`]. Errors end here, as a message and an exit status.

mod check;
mod doctor;
mod explain;
mod find;
mod init;
mod inputs;
mod lock;
mod opening;
mod quotes;
mod report;
mod shell;
mod sources;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::server::Tape;
pub use terminal::Color;
use terminal::Terminal;

/// Checks the quotations of Markdown drafts against the sources they come from.
#[derive(Debug, Parser)]
#[command(name = "verbatim", version, about, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether to colour the output
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Find(find::Arguments),
    Quotes(Quotes),
    Sources(sources::Arguments),
    Lock(lock::Arguments),
    Report(report::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Lsp(Lsp),
    Doctor(doctor::Arguments),
    Completions(shell::Completions),
    Man(shell::Manual),
    #[command(name = WORKER, hide = true)]
    Worker,
}

/// The hidden subcommand with which the program starts itself to read files where that does no harm.
const WORKER: &str = "read-sources";

/// Show what is recognised in drafts and sources: quotations, speakers, venues; nothing is checked
#[derive(Debug, clap::Args)]
struct Quotes {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: quotes::Format,
    /// Say why: the cue, the pattern, the person behind the mention
    #[arg(long)]
    explain: bool,
    /// Show titles, terms and quotations inside quotations too
    #[arg(long)]
    all: bool,
}

impl Quotes {
    fn run(&self, terminal: &Terminal) -> anyhow::Result<Outcome> {
        let options = quotes::Options { format: self.format, explain: self.explain, all: self.all };
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let complete = quotes::run(&self.files, options, &mut out, &mut errors)?;
        String::from_utf8_lossy(&errors).lines().for_each(|error| terminal.problem(error));
        terminal.print(&out)?;
        Ok(if complete { Outcome::Clean } else { Outcome::Failed })
    }
}

/// Speak the language server protocol on standard input and output
#[derive(Debug, clap::Args)]
struct Lsp {
    /// Accepted because some editors pass it; standard input and output are always used
    #[arg(long, hide = true)]
    stdio: bool,
    /// Write every message of the session to this file, for a report of a fault; it will hold the text of drafts
    #[arg(long, value_name = "FILE")]
    mirror: Option<PathBuf>,
    /// Take the client's messages from such a file instead of standard input
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
}

/// How lists are reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// It did its work and has nothing to object to.
    Clean,
    /// It did its work and there is something to look at.
    Findings,
    /// It could not do its work, or not all of it; the messages say what.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the command that `arguments` ask for. Messages go to standard error.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    let terminal = Terminal::new(arguments.color);
    if !matches!(arguments.command, Command::Worker)
        && let Ok(program) = std::env::current_exe()
    {
        crate::source::read_in_workers(program, &[WORKER]);
    }
    let outcome = match arguments.command {
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Find(arguments) => find::run(&arguments, &terminal),
        Command::Quotes(arguments) => arguments.run(&terminal),
        Command::Sources(arguments) => sources::run(&arguments, &terminal),
        Command::Lock(arguments) => lock::run(&arguments, &terminal),
        Command::Report(arguments) => report::run(&arguments, &terminal),
        Command::Completions(arguments) => shell::complete(&arguments, &terminal),
        Command::Man(arguments) => shell::manual(&arguments, &terminal),
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Doctor(arguments) => doctor::run(&arguments, &terminal),
        Command::Init(arguments) => init::run(&arguments, &terminal),
        Command::Worker => crate::source::serve().map(|()| Outcome::Clean).map_err(anyhow::Error::from),
        // A blocked read of standard input would keep the runtime alive; leaving the process does not wait for it.
        Command::Lsp(Lsp { stdio: _, mirror, replay }) => match crate::server::run(&Tape { mirror, replay }) {
            Ok(in_order) => std::process::exit(i32::from(!in_order)),
            Err(error) => Err(error.into()),
        },
    };
    let outcome = outcome.unwrap_or_else(|error| {
        terminal.problem(&format!("{error:#}"));
        Outcome::Failed
    });
    outcome.into()
}
