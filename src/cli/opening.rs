//! What to say when a workspace cannot be opened.

use std::env;
use std::path::Path;

use anyhow::anyhow;

use crate::report::paths;
use crate::text::{LineIndex, Span};
use crate::workspace::{OpenError, Workspace};

use super::terminal::Meter;

/// How much of a faulty line is shown, in characters.
const MOST_SHOWN: usize = 200;

/// Sources that were looked at are kept in memory up to about so many bytes: many drafts quote the same ones, and a
/// command is soon over.
const KEPT: usize = 256_000_000;

/// Opens the workspace of `path`, with a failure that can be shown.
pub(super) fn open(path: &Path) -> anyhow::Result<Workspace> {
    watched(path, None).map_err(|error| anyhow!(message(&error)))
}

/// Opens the workspace of `path`, with a sign on a terminal where it takes long.
pub(super) fn watched(path: &Path, config: Option<&Path>) -> Result<Workspace, OpenError> {
    let workspace = Workspace::open_watched(path, config, &Meter::new("reading the sources"))?;
    workspace.archive.keep(KEPT);
    Ok(workspace)
}

/// `verbatim.toml:3:1: unknown field …`, with the line below it where that is known.
pub(super) fn message(error: &OpenError) -> String {
    let base = env::current_dir().unwrap_or_default();
    let shown = paths::shown(&error.path, &base);
    let text = error.span.and_then(|span| Some((span, std::fs::read_to_string(&error.path).ok()?)));
    match text {
        Some((span, text)) => at(&shown, &text, span, &error.message),
        None => format!("{shown}: {}", error.message),
    }
}

fn at(shown: &str, text: &str, span: Span, message: &str) -> String {
    let lines = LineIndex::new(text);
    let at = lines.position(text, span.start);
    let line = lines.span(text, at.line - 1);
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    if at.column > MOST_SHOWN {
        return format!("{shown}:{}:{}: {}", at.line, at.column, message.trim_end());
    }
    let words: String = line.of(text).chars().map(|c| if c == '\t' { ' ' } else { c }).take(MOST_SHOWN).collect();
    let within = Span::new(span.start, span.end.min(line.end).max(span.start + 1));
    let underline = "^".repeat(within.of(text).trim_end().chars().count().clamp(1, MOST_SHOWN));
    let message = message.trim_end();
    let column = " ".repeat(at.column - 1);
    format!(
        "{shown}:{}:{}: {message}\n{gutter} |\n{number} | {words}\n{gutter} | {column}{underline}",
        at.line, at.column
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_faulty_line_is_shown() {
        let text = "[rules]\nalterd-quote = \"off\"\n";
        expect![[r#"
            verbatim.toml:2:1: unknown rule
              |
            2 | alterd-quote = "off"
              | ^^^^^^^^^^^^"#]]
        .assert_eq(&at("verbatim.toml", text, Span::new(8, 20), "unknown rule\n"));
    }
}
