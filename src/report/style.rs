//! The few styles of text output. Where colour is not wanted they are stripped on the way out.

use anstyle::{AnsiColor, Color, Style};

use crate::rules::Severity;

/// For what is wrong.
pub const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// For what is probably wrong.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// For what is worth knowing.
pub const INFORMATION: Style = AnsiColor::BrightBlue.on_default().bold();
/// For nuances.
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// For the source's words, and for what to do.
pub const SOURCE: Style = AnsiColor::BrightGreen.on_default().bold();
/// For line numbers and the frame around an excerpt.
pub const FRAME: Style = AnsiColor::BrightBlue.on_default().bold();
/// For headings and messages.
pub const BOLD: Style = Style::new().bold();
/// For what may be passed over.
pub const FAINT: Style = Style::new().dimmed();
/// For titles of works and emphasis.
pub const ITALIC: Style = Style::new().italic();
/// For code.
pub const CODE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));

/// `text` in `style`.
#[must_use]
pub fn paint(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// The style of a severity.
#[must_use]
pub fn of(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Information => INFORMATION,
        Severity::Hint | Severity::Off => HINT,
    }
}
