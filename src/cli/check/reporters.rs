//! Which reports a run writes, and where to.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::cli::terminal::Terminal;
use crate::report::{self, Run};
use crate::rules::Severity;

/// A format of reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Format {
    /// What is wrong, with the draft's words and the source's beside each other
    Text,
    /// One line for each finding
    Concise,
    /// Everything that was found out, for programs
    Json,
    /// The same, one draft a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// JUnit test results
    Junit,
    /// The diagnostic format of reviewdog
    Rdjson,
    /// A summary with a table
    Markdown,
}

impl Format {
    /// Whether it tells more of a draft than its findings.
    fn is_detailed(self) -> bool {
        !matches!(self, Self::Text | Self::Concise)
    }

    /// Whether it makes sense below or above another on one screen.
    fn is_for_screens(self) -> bool {
        matches!(self, Self::Text | Self::Concise | Self::Github)
    }
}

/// A format, and the file that the report goes to; standard output where there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Reporter {
    format: Format,
    file: Option<PathBuf>,
    /// Whether the report is added to what the file has.
    is_added: bool,
}

impl FromStr for Reporter {
    type Err = String;

    /// `NAME` or `NAME=FILE`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        let format = Format::from_str(name, false).map_err(|_| {
            let names = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names = names.map(|value| value.get_name().to_owned()).collect::<Vec<_>>();
            format!("there is no format \"{name}\"; there are {}", names.join(", "))
        })?;
        if file == Some("") {
            return Err(format!("the file is missing behind \"{text}\""));
        }
        Ok(Self { format, file: file.map(PathBuf::from), is_added: false })
    }
}

/// The reports of a run.
#[derive(Clone, Debug)]
pub(super) struct Reporters(Vec<Reporter>);

impl Reporters {
    /// Those that were `asked` for. Where none were: text, and under GitHub Actions annotations and the summary of the job.
    ///
    /// # Errors
    /// When two that do not go together would write to standard output.
    pub(super) fn new(asked: &[Reporter]) -> anyhow::Result<Self> {
        let mut all = asked.to_vec();
        if all.is_empty() {
            all.push(Reporter { format: Format::Text, file: None, is_added: false });
            if env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
                all.push(Reporter { format: Format::Github, file: None, is_added: false });
                let summary = env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty());
                all.extend(summary.map(|file| Reporter {
                    format: Format::Markdown,
                    file: Some(file.into()),
                    is_added: true,
                }));
            }
        }
        let printed: Vec<_> = all.iter().filter(|reporter| reporter.file.is_none()).map(|r| r.format).collect();
        if printed.len() > 1 && printed.iter().any(|format| !format.is_for_screens()) {
            bail!(
                "only one report can go to standard output; give the others a file, as in --reporter sarif=out.sarif"
            );
        }
        Ok(Self(all))
    }

    /// Whether one of them tells more of a draft than its findings.
    pub(super) fn are_detailed(&self) -> bool {
        self.0.iter().any(|reporter| reporter.format.is_detailed())
    }

    /// The files that are written.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.0.iter().filter_map(|reporter| reporter.file.clone()).collect()
    }

    /// Writes them all. Where nothing could be done, `is_empty`, people are not told a summary of nothing.
    ///
    /// # Errors
    /// The file that cannot be written, and why.
    pub(super) fn write(
        &self,
        run: &Run,
        fail_on: Severity,
        terminal: &Terminal,
        is_empty: bool,
    ) -> anyhow::Result<()> {
        for reporter in &self.0 {
            if is_empty && reporter.format.is_for_screens() && reporter.file.is_none() {
                continue;
            }
            let mut out = Vec::new();
            let width = terminal.width();
            match reporter.format {
                Format::Text => report::text::write(run, width, &mut out),
                Format::Concise => report::concise::write(run, &mut out),
                Format::Json => report::json::write(&run.report(), &mut out),
                Format::Jsonl => report::jsonl::write(&run.report(), &mut out),
                Format::Sarif => report::sarif::write(&run.report(), &mut out),
                Format::Github => report::github::write(&run.report(), &mut out),
                Format::Gitlab => report::gitlab::write(&run.report(), &mut out),
                Format::Junit => report::junit::write(&run.report(), fail_on, &mut out),
                Format::Rdjson => report::rdjson::write(run, &mut out),
                Format::Markdown => report::markdown::write(&run.report(), &mut out),
            }?;
            match &reporter.file {
                None => terminal.print(&out)?,
                Some(file) => reporter.put(file, &out).with_context(|| format!("cannot write {}", file.display()))?,
            }
        }
        Ok(())
    }
}

impl Reporter {
    /// Writes `report` to `file`, without colours.
    fn put(&self, file: &Path, report: &[u8]) -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        let options = options.create(true).write(true).append(self.is_added).truncate(!self.is_added);
        let file: File = options.open(file)?;
        let mut out = anstream::StripStream::new(file);
        out.write_all(report)?;
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_is_a_name_and_perhaps_a_file() {
        let reporter: Reporter = "sarif=out/a=b.sarif".parse().unwrap();
        assert_eq!((reporter.format, reporter.file), (Format::Sarif, Some(PathBuf::from("out/a=b.sarif"))));
        assert_eq!("text".parse::<Reporter>().unwrap().file, None);
        assert!("sarf".parse::<Reporter>().unwrap_err().starts_with("there is no format \"sarf\"; there are text, "));
        assert!("sarif=".parse::<Reporter>().is_err());
    }
}
