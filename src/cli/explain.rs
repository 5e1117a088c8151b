//! `verbatim explain`: the manual page of a rule.

use anyhow::anyhow;

use super::Outcome;
use super::terminal::Terminal;
use crate::report::{markdown, style};
use crate::rules::{Code, UnknownCode};

/// Show the manual page of a rule, or list all rules
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule's code, as in `altered-quote`
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let text = match &arguments.code {
        Some(name) => page(name.parse().map_err(|unknown: UnknownCode| anyhow!(unknown))?, terminal.width()),
        None => list(),
    };
    terminal.print(&text)?;
    Ok(Outcome::Clean)
}

fn page(code: Code, width: usize) -> String {
    let heading =
        format!("# {code}\n\nReported as {} unless the configuration says otherwise.\n\n", code.default_severity());
    markdown::set(&heading, width)
}

fn list() -> String {
    let longest = Code::ALL.into_iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let line = |code: Code| {
        let severity = code.default_severity();
        let name = style::paint(style::BOLD, &format!("{:longest$}", code.as_str()));
        let severity = style::paint(style::of(severity), &format!("{:11}", severity.to_string()));
        format!("{name}  {severity}\n")
    };
    Code::ALL.into_iter().map(line).collect()
}
