//! The command line: one file per subcommand.
//!
//! Nothing here knows how a quotation is checked; a subcommand asks the [`crate::workspace`] and
//! hands what it gets to [`crate::report`]. Errors end here, as a message and an exit status.

mod check;
mod drafts;
mod explain;
mod find;
mod init;
mod opening;
pub mod quotes;
mod sources;
mod terminal;

use clap::{Parser, Subcommand};

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
    Sources(sources::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Lsp(Lsp),
}

/// Speak the language server protocol on standard input and output
#[derive(Debug, clap::Args)]
struct Lsp {
    /// Accepted because some editors pass it; standard input and output are always used
    #[arg(long, hide = true)]
    stdio: bool,
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
pub enum Outcome {
    /// It did its work and has nothing to object to.
    Clean,
    /// It did its work and there is something to look at.
    Findings,
    /// It could not do its work, or not all of it; the messages say what.
    Failed,
}

impl Outcome {
    /// The exit status: 0, 1 or 2.
    #[must_use]
    pub fn code(self) -> i32 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs the command that `arguments` ask for. Messages go to standard error.
#[must_use]
pub fn run(arguments: Arguments) -> Outcome {
    let terminal = Terminal::new(arguments.color);
    let outcome = match arguments.command {
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Find(arguments) => find::run(&arguments, &terminal),
        Command::Sources(arguments) => sources::run(&arguments, &terminal),
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Init(arguments) => init::run(&arguments, &terminal),
        Command::Lsp(Lsp { stdio: _ }) => Ok(if crate::server::run() { Outcome::Clean } else { Outcome::Findings }),
    };
    outcome.unwrap_or_else(|error| {
        terminal.problem(&format!("{error:#}"));
        Outcome::Failed
    })
}
