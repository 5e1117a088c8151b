//! `verbatim explain`: the manual page of a rule.

use anyhow::anyhow;

use super::Outcome;
use super::terminal::Terminal;
use crate::report::{style, typeset};
use crate::rules::{Code, UnknownCode, manual};

/// Show the manual page of a rule, or list all rules
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule's code, as in `altered-quote`
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let text = match &arguments.code {
        Some(name) => page(name.parse().map_err(|unknown: UnknownCode| anyhow!(unknown))?, terminal.width()),
        None => list(terminal.width()),
    };
    terminal.print(&text)?;
    Ok(Outcome::Clean)
}

fn page(code: Code, width: usize) -> String {
    let severity = code.default_severity();
    let default =
        format!("Reported as: {severity}, unless the configuration says otherwise. On the web: {}", code.href());
    typeset::set(&manual(code), width) + "\n" + &style::paint(style::FAINT, &default) + "\n"
}

fn list(width: usize) -> String {
    let longest = Code::ALL.into_iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let mut list = String::new();
    for code in Code::ALL {
        let severity = code.default_severity();
        let name = style::paint(style::BOLD, &format!("{:longest$}", code.as_str()));
        let severity = style::paint(style::of(severity), &format!("{:11}", severity.to_string()));
        let indent = longest + 15;
        let said = typeset::set(&first_paragraph(&manual(code)), width.saturating_sub(indent).max(30));
        let said = said.trim_end().replace('\n', &format!("\n{:indent$}", ""));
        list.push_str(&format!("{name}  {severity}  {said}\n"));
    }
    list + "\n`verbatim explain CODE` says more.\n"
}

/// What a manual page says right below its title: the rule in a sentence.
fn first_paragraph(page: &str) -> String {
    let lines = page.lines().skip(1).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
