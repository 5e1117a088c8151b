//! Finding and reading `verbatim.toml`, with errors that say where and what to write instead.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Config, FILE_NAME};
use crate::text::Span;

/// What is wrong with a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigError {
    /// Where in the file, in bytes; `None` when it could not be read at all.
    pub span: Option<Span>,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

/// The nearest configuration file in `folder` or above it.
#[must_use]
pub fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|above| above.join(FILE_NAME)).find(|path| path.is_file())
}

/// Reads the configuration file at `path`.
///
/// # Errors
/// When it cannot be read, is no TOML, or says something that is not known.
pub fn load(path: &Path) -> Result<Config, ConfigError> {
    read_toml(path)
}

/// Reads the file at `path` as what it is to say.
pub(super) fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    /// No configuration is anywhere near as long.
    const LONGEST: u64 = 1_000_000;
    let unread = |reason: String| ConfigError { span: None, message: reason };
    let size = std::fs::metadata(path).map_err(|e| unread(format!("cannot be read: {e}")))?.len();
    if size > LONGEST {
        return Err(unread(format!("is {size} bytes long, which no configuration is")));
    }
    let text = std::fs::read_to_string(path).map_err(|e| unread(format!("cannot be read: {e}")))?;
    parse_as(&text)
}

/// Reads a configuration.
///
/// # Errors
/// As for [`load`].
pub fn parse(text: &str) -> Result<Config, ConfigError> {
    parse_as(text)
}

fn parse_as<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ConfigError> {
    let text_of_toml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - text_of_toml.len();
    toml::from_str(text_of_toml).map_err(|error| ConfigError {
        span: error.span().map(|range| Span::from(range).shifted(mark)),
        message: with_suggestion(error.message()),
    })
}

/// Turns "unknown field `x`, expected one of `a`, `b`" into what a reader can act on: the
/// nearest name that would be right, else all of them.
fn with_suggestion(message: &str) -> String {
    let kind = if message.starts_with("unknown field") {
        "key"
    } else if message.starts_with("unknown variant") {
        "value"
    } else {
        return message.to_owned();
    };
    let mut names = message.split('`').skip(1).step_by(2);
    let given = names.next().unwrap_or_default();
    let allowed: Vec<&str> = names.collect();
    let similar = |name: &&str| strsim::normalized_damerau_levenshtein(&given.to_lowercase(), name);
    let nearest =
        allowed.iter().copied().max_by(|a, b| similar(a).total_cmp(&similar(b))).filter(|n| similar(n) > 0.55);
    // The rules' codes, the profiles, the kinds of sources and the severities are the only values with names.
    let is_rule = allowed.len() > 10;
    let is_profile = allowed.contains(&"news-strict");
    let is_kind = allowed.contains(&"transcript");
    let what = if is_rule {
        "there is no rule"
    } else if is_profile {
        "there is no profile"
    } else if is_kind {
        "there is no kind of source"
    } else if kind == "key" {
        "there is no key"
    } else {
        "there is no severity"
    };
    match nearest {
        Some(nearest) => format!("{what} `{given}`; did you mean `{nearest}`?"),
        None if is_rule => format!("{what} `{given}`; `verbatim explain` lists them all"),
        None => format!("{what} `{given}`; use {}", listed(&allowed)),
    }
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing here".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Code, Severity};

    fn error(text: &str) -> (&str, String) {
        let error = parse(text).unwrap_err();
        (error.span.unwrap_or_default().of(text), error.message)
    }

    #[test]
    fn all_that_may_be_said_is_understood() {
        let config = parse(
            "[sources]\npaths = [\"a\", \"b/c.txt\"]\nmax-files = 9\nmax-file-size = 10\n[people]\n\"Ann Gale\" = [\"Gael\"]\n\
             [rules]\naltered-quote = \"off\"\n[drafts]\ninclude = [\"*.md\"]\nexclude = [\"old/**\"]\n",
        )
        .unwrap();
        assert_eq!(config.sources.paths.len(), 2);
        assert_eq!(config.sources.limits().max_files, 9);
        assert_eq!(config.severity(Code::AlteredQuote), Severity::Off);
        assert_eq!(parse("").unwrap(), Config::default());
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        let cases = [
            ("[source]\npaths = []", ("source", "there is no key `source`; did you mean `sources`?")),
            ("[sources]\npath = []", ("path", "there is no key `path`; did you mean `paths`?")),
            (
                "[rules]\naltered-qoute = \"off\"",
                ("altered-qoute", "there is no rule `altered-qoute`; did you mean `altered-quote`?"),
            ),
            ("profile = \"mls\"", ("\"mls\"", "there is no profile `mls`; did you mean `mla`?")),
            (
                "profile = \"tabloid\"",
                (
                    "\"tabloid\"",
                    "there is no profile `tabloid`; use `news-strict`, `news`, `academic`, `mla` or `legal`",
                ),
            ),
            (
                "[sources.kinds]\n\"a/**\" = \"speach\"",
                ("\"speach\"", "there is no kind of source `speach`; did you mean `speech`?"),
            ),
            ("[rules]\nxyz = \"off\"", ("xyz", "there is no rule `xyz`; `verbatim explain` lists them all")),
            ("[rules]\naltered-quote = \"warn\"", ("\"warn\"", "there is no severity `warn`; did you mean `warning`?")),
            (
                "[rules]\naltered-quote = \"x\"",
                ("\"x\"", "there is no severity `x`; use `off`, `hint`, `information`, `warning` or `error`"),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(error(text), (expected.0, expected.1.to_owned()));
        }
        assert_eq!(parse("[rules\n").unwrap_err().span.map(|s| s.start), Some(6));
    }
}
