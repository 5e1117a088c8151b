//! Text for a card, in Markdown or plain.
//!
//! The words on a card come from drafts and from sources, which anybody may have written. They
//! are shown as the words they are: never as markup, never as a link, never as HTML.

use std::fmt::Write as _;

use tower_lsp::ls_types::{MarkupContent, MarkupKind};

use crate::text::is_joint;

/// How the client wants its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::server) enum Format {
    /// CommonMark.
    Markdown,
    /// As it is.
    Plain,
}

/// A card being written.
#[derive(Debug)]
pub(in crate::server) struct Card {
    format: Format,
    text: String,
}

impl Card {
    /// An empty card.
    pub(in crate::server) fn new(format: Format) -> Self {
        Self { format, text: String::new() }
    }

    /// Words of our own, which may hold no markup.
    pub(in crate::server) fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// Somebody's words.
    pub(in crate::server) fn quote(&mut self, words: &str) -> &mut Self {
        let at_line_start = self.text.is_empty() || self.text.ends_with('\n') || self.text.ends_with("- ");
        let format = self.format;
        push_words(&mut self.text, words, format, at_line_start);
        self
    }

    /// Somebody's words, to be noticed.
    pub(in crate::server) fn strong(&mut self, words: &str) -> &mut Self {
        self.marked(words, if self.format == Format::Markdown { "**" } else { "*" })
    }

    /// Somebody's words, that should not be there.
    pub(in crate::server) fn struck(&mut self, words: &str) -> &mut Self {
        self.marked(words, if self.format == Format::Markdown { "~~" } else { "" })
    }

    /// A link with somebody's words to somebody's address; only the words where the address is
    /// none that may be followed.
    pub(in crate::server) fn link(&mut self, words: &str, address: &str) -> &mut Self {
        if self.format == Format::Plain || !may_be_followed(address) {
            return self.quote(words);
        }
        self.text.push('[');
        push_words(&mut self.text, words, self.format, false);
        self.text.push_str("](");
        push_address(&mut self.text, address);
        self.text.push(')');
        self
    }

    /// Somebody's address, as a link to it.
    pub(in crate::server) fn address(&mut self, address: &str) -> &mut Self {
        if self.format == Format::Plain || !may_be_followed(address) {
            return self.quote(address);
        }
        self.text.push('<');
        push_address(&mut self.text, address);
        self.text.push('>');
        self
    }

    /// Begins a new paragraph, unless one is just beginning.
    pub(in crate::server) fn paragraph(&mut self) -> &mut Self {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self
    }

    /// Begins a new item of a list.
    pub(in crate::server) fn item(&mut self) -> &mut Self {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        let goes_on = self.text.rsplit('\n').next().is_some_and(|line| line.starts_with("- "));
        self.text.push_str(if goes_on { "\n- " } else { "\n\n- " });
        self
    }

    /// The card as the protocol has it.
    pub(in crate::server) fn finish(self) -> MarkupContent {
        let kind = if self.format == Format::Markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        MarkupContent { kind, value: self.text.trim_end().to_owned() }
    }

    /// Marks stand at the words themselves: CommonMark takes `**,` and `“**` between letters for
    /// plain stars.
    fn marked(&mut self, words: &str, mark: &str) -> &mut Self {
        let inner = words.trim_matches(|c: char| !c.is_alphanumeric());
        if inner.is_empty() || mark.is_empty() {
            return self.quote(words);
        }
        let start = words.find(inner).unwrap_or_default();
        self.quote(words.get(..start).unwrap_or_default());
        self.text.push_str(mark);
        self.quote(inner);
        self.text.push_str(mark);
        self.quote(words.get(start + inner.len()..).unwrap_or_default())
    }
}

/// Whether `address` leads to the web or to a file: never to a command of the editor.
fn may_be_followed(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    ["https://", "http://", "file:///"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Appends `address` with everything escaped that could end it.
fn push_address(out: &mut String, address: &str) {
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'?' | b'#' | b'=' | b'&' | b'%' | b',' | b'+' | b'@' => {
                out.push(byte as char);
            }
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

/// Appends `words` on one line, runs of white space as one space, without the characters that
/// nobody sees and that turn text round.
fn push_words(out: &mut String, words: &str, format: Format, at_line_start: bool) {
    let begin = out.len();
    let mut only_digits = at_line_start;
    for c in words.chars() {
        let first = at_line_start && out.len() == begin;
        if c.is_whitespace() {
            if !out.ends_with(char::is_whitespace) && !first {
                out.push(' ');
            }
            continue;
        }
        if is_joint(c) || c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        {
            continue;
        }
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$');
        let leading = first && matches!(c, '#' | '-' | '+' | '=' | ':');
        let numbering = only_digits && !first && matches!(c, '.' | ')');
        // "http://" and "www." become links by themselves in many editors.
        let address = (c == ':' && out.ends_with(['s', 'p', 'S', 'P'])) || (c == '.' && ends_with_www(out));
        only_digits &= c.is_ascii_digit();
        if format == Format::Markdown && (always || leading || numbering || address) {
            out.push('\\');
        }
        out.push(c);
    }
}

fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(words: &str) -> String {
        let mut card = Card::new(Format::Markdown);
        card.quote(words);
        card.finish().value
    }

    #[test]
    fn hostile_words_are_words() {
        assert_eq!(quoted("<img src=x> & [a](command:x)"), r"\<img src=x\> \& \[a\](command:x)");
        assert_eq!(quoted("# no heading"), r"\# no heading");
        assert_eq!(quoted("1. no list"), r"1\. no list");
        assert_eq!(quoted("see http://x.example, www.x.example"), r"see http\://x.example, www\.x.example");
        assert_eq!(quoted("a\n\n***\nb"), r"a \*\*\* b");
        assert_eq!(quoted("un\u{7f}real\u{202e} text\u{0}"), "unreal text");
    }

    #[test]
    fn ordinary_prose_is_left_alone() {
        let prose = "“We won’t (ever) go,” he said: 5.5% – at 3:15; it's Smith-Jones's.";
        assert_eq!(quoted(prose), prose);
    }

    #[test]
    fn links_lead_to_the_web_and_to_files_only() {
        let link = |address| {
            let mut card = Card::new(Format::Markdown);
            card.link("x", address);
            card.finish().value
        };
        assert_eq!(link("https://a.example/b(c) d>"), "[x](https://a.example/b%28c%29%20d%3E)");
        assert_eq!(link("file:///a/b.txt#L3"), "[x](file:///a/b.txt#L3)");
        assert_eq!(link("command:workbench.action.quit"), "x");
        assert_eq!(link("javascript:alert(1)"), "x");
    }

    #[test]
    fn marks_stand_at_the_words() {
        let mut card = Card::new(Format::Markdown);
        card.strong("“We will,”").say(" ").strong("—");
        assert_eq!(card.finish().value, "“**We will**,” —");
        let mut card = Card::new(Format::Plain);
        card.strong("a*b");
        assert_eq!(card.finish().value, "*a*b*");
    }
}
