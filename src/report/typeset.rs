//! Markdown as plain, styled text for a terminal: for manual pages, which are written in it.

use anstyle::Style;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::style;

/// Sets `markdown` in at most `width` columns. Paragraphs, headings, lists, code and emphasis are
/// set as such; anything else as its text.
#[must_use]
pub fn set(markdown: &str, width: usize) -> String {
    let mut page = Page { width, text: String::new(), words: Vec::new(), styles: Vec::new(), indent: 0, lead: None };
    let mut code = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                page.gap();
                page.styles.push(style::BOLD);
            }
            Event::Start(Tag::Paragraph) => page.gap(),
            Event::Start(Tag::List(_)) if page.indent == 0 => page.gap(),
            Event::Start(Tag::Item) => {
                page.flush();
                page.lead = Some("- ");
                page.indent += 2;
            }
            Event::Start(Tag::BlockQuote(_)) => page.indent += 4,
            Event::Start(Tag::CodeBlock(_)) => {
                page.gap();
                code = true;
            }
            Event::Start(Tag::Emphasis) => page.styles.push(style::ITALIC),
            Event::Start(Tag::Strong) => page.styles.push(style::BOLD),
            Event::End(TagEnd::Heading(_)) => {
                page.flush();
                page.styles.pop();
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                page.styles.pop();
            }
            Event::End(TagEnd::Paragraph) => page.flush(),
            Event::End(TagEnd::Item) => {
                page.flush();
                page.indent = page.indent.saturating_sub(2);
            }
            Event::End(TagEnd::BlockQuote(_)) => page.indent = page.indent.saturating_sub(4),
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if code => page.verbatim(&text),
            Event::Text(text) => page.say(&text),
            Event::Code(text) => {
                page.styles.push(style::CODE);
                page.say(&text);
                page.styles.pop();
            }
            Event::SoftBreak => page.say(" "),
            Event::HardBreak => page.flush(),
            _ => {}
        }
    }
    page.flush();
    page.text
}

struct Page {
    width: usize,
    text: String,
    /// The paragraph so far: pieces of text, each with its style.
    words: Vec<(Style, String)>,
    styles: Vec<Style>,
    indent: usize,
    /// What stands before the first line of a list's item.
    lead: Option<&'static str>,
}

impl Page {
    fn say(&mut self, text: &str) {
        self.words.push((self.styles.last().copied().unwrap_or_default(), text.to_owned()));
    }

    /// A blank line, except at the start of the page and right behind an item's mark.
    fn gap(&mut self) {
        self.flush();
        if !self.text.is_empty() && self.lead.is_none() {
            self.text.push('\n');
        }
    }

    fn verbatim(&mut self, text: &str) {
        for line in text.lines() {
            self.text.push_str(&format!("{:indent$}{line}\n", "", indent = self.indent + 4));
        }
    }

    /// Sets the paragraph.
    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let lead = self.lead.take().unwrap_or_default();
        let mut line = format!("{:indent$}{lead}", "", indent = self.indent.saturating_sub(lead.len()));
        let mut used = self.indent;
        let mut begun = false;
        let mut parted = false;
        for (piece_style, piece) in std::mem::take(&mut self.words) {
            for token in piece.split_inclusive(char::is_whitespace) {
                let word = token.trim_end();
                let wide = unicode_width::UnicodeWidthStr::width(word);
                if begun && parted && used + 1 + wide > self.width && !word.is_empty() {
                    line.push('\n');
                    line.push_str(&" ".repeat(self.indent));
                    used = self.indent;
                } else if begun && parted && !word.is_empty() {
                    line.push(' ');
                    used += 1;
                }
                if !word.is_empty() {
                    line.push_str(&style::paint(piece_style, word));
                    used += wide;
                    begun = true;
                    parted = false;
                }
                parted |= token.ends_with(char::is_whitespace);
            }
        }
        self.text.push_str(&line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_manual_page_reads_well_without_colour() {
        let markdown = "# Title\n\nFirst *emphasised*, then `code`, then a long line that goes on.\n\n- one thing\n- \
                        another thing that is long\n\n```markdown\n\"as  written\"\n```\n\nLast.";
        let page = anstream::adapter::strip_str(&set(markdown, 30)).to_string();
        expect![[r#"
            Title

            First emphasised, then code,
            then a long line that goes on.

            - one thing
            - another thing that is long

                "as  written"

            Last.
        "#]]
        .assert_eq(&page);
    }
}
