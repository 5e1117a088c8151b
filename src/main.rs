//! The `verbatim` command: parses arguments, calls [`verbatim::cli`], ends with its exit status.

use std::process::ExitCode;

use clap::Parser;
use verbatim::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(Arguments::parse())
}
