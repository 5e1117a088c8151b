//! The frame around excerpts: titles, places, rows with line numbers, notes.

use super::excerpt::{self, Mark};
use crate::report::{printable, style};
use crate::rules::Finding;
use crate::text::LineIndex;

/// Text being written, with a gutter for line numbers at its left.
#[derive(Debug)]
pub(super) struct Frame {
    text: String,
    gutter: usize,
    width: usize,
}

impl Frame {
    /// An empty frame at most `width` columns wide, whose line numbers take `gutter` digits.
    pub(super) fn new(gutter: usize, width: usize) -> Self {
        Self { text: String::new(), gutter, width }
    }

    /// All that was written.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// What a finding says.
    pub(super) fn title(&mut self, finding: &Finding) {
        let label = format!("{}[{}]", finding.severity, finding.code);
        self.text.push_str(&style::paint(style::of(finding.severity), &label));
        let message = format!(": {}", printable::text(&finding.message));
        self.text.push_str(&style::paint(style::BOLD, &message));
        self.text.push('\n');
    }

    /// Where something stands, with an aside in brackets unless that is empty.
    pub(super) fn place(&mut self, arrow: &str, place: &str, aside: &str) {
        let indent = " ".repeat(self.gutter);
        let place = printable::text(place);
        self.text.push_str(&format!("{indent}{} {place}", style::paint(style::FRAME, arrow)));
        if !aside.is_empty() {
            self.text.push_str(&style::paint(style::FAINT, &format!("  ({aside})")));
        }
        self.text.push('\n');
    }

    /// The marked words of `text` with what stands around them.
    pub(super) fn excerpt(&mut self, text: &str, lines: &LineIndex, marks: &[Mark]) {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else {
            return;
        };
        let line = lines.line_of(first.span.start);
        let bounds = lines.span(text, line).join(lines.span(text, lines.line_of(last.span.end)));
        let rows = excerpt::rows(text, bounds, marks, self.width.saturating_sub(self.gutter + 3).max(20));
        for (n, row) in rows.iter().enumerate() {
            let number = if n == 0 { (line + 1).to_string() } else { String::new() };
            self.framed(&number, &row.words);
            if let Some(underline) = &row.underline {
                self.framed("", underline);
            }
        }
    }

    /// An empty row.
    pub(super) fn rule_off(&mut self) {
        self.framed("", "");
    }

    fn framed(&mut self, number: &str, content: &str) {
        let frame = format!("{number:>width$} |", width = self.gutter);
        self.text.push_str(&style::paint(style::FRAME, &frame));
        if !content.is_empty() {
            self.text.push(' ');
            self.text.push_str(content);
        }
        self.text.push('\n');
    }

    /// What to do, under the excerpts.
    pub(super) fn help(&mut self, what: &str) {
        let indent = " ".repeat(self.gutter);
        let sign = style::paint(style::FRAME, "=");
        let help = style::paint(style::SOURCE, "help");
        self.text.push_str(&format!("{indent} {sign} {help}: {}\n", printable::text(what)));
    }
}
