//! The `verbatim` command: parses arguments, calls [`verbatim::cli`], ends with its exit status.

use std::process::ExitCode;

use clap::Parser;
use verbatim::cli::{self, Arguments};

fn main() -> ExitCode {
    // The process ends here by `exit`: standard input, once read by the server, can hold the
    // runtime open for as long as the editor keeps its end.
    std::process::exit(cli::run(Arguments::parse()).code())
}
