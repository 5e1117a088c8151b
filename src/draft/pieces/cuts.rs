//! Where a draft's Markdown may be cut into pieces, by its lines alone.

use memchr::{memchr, memchr_iter, memmem};

use crate::text::Span;

/// `text` from byte `start` on, cut where the line behind a blank one begins with what cannot go on an element
/// before: no white space, no mark of a list. Fenced code and comments are left whole, and so is a comment or a tag
/// with the block behind it. A guess: whether Markdown sees a border there too is for the parser to say.
pub(super) fn cuts(text: &str, start: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::with_capacity(text.len() / 100);
    let (mut from, mut line) = (start, start);
    let mut before = Before::default();
    for end in memchr_iter(b'\n', bytes.get(start..).unwrap_or_default()).map(|at| start + at + 1).chain([text.len()]) {
        let content = bytes.get(line..end).unwrap_or_default();
        if before.is_blank && before.may_end() && line > from && content.first().is_some_and(begins) {
            spans.push(Span::new(from, line));
            from = line;
        }
        before.pass(content);
        line = end;
    }
    spans.push(Span::new(from, text.len()));
    spans
}

/// Whether a label may be defined in `piece`, that of a link or of a footnote.
pub(super) fn defines(piece: &str) -> bool {
    memmem::find(piece.as_bytes(), b"]:").is_some()
}

/// Whether a line that begins with `first` goes on no element before the blank line above it.
fn begins(first: &u8) -> bool {
    first.is_ascii_alphabetic()
        || !first.is_ascii()
        || matches!(first, b'"' | b'\'' | b'(' | b'[' | b'#' | b'>' | b'`' | b'~' | b'<' | b'@')
}

/// What the lines before say of one.
#[derive(Default)]
struct Before {
    is_blank: bool,
    /// The mark of the fence that is open, and how many there are.
    fence: Option<(u8, usize)>,
    is_comment: bool,
    /// Whether the last line that is not blank ends with a tag or a comment.
    is_tagged: bool,
}

impl Before {
    fn may_end(&self) -> bool {
        self.fence.is_none() && !self.is_comment && !self.is_tagged
    }

    fn pass(&mut self, line: &[u8]) {
        let content = line.trim_ascii();
        self.is_blank = content.is_empty();
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
        self.is_tagged = *last == b'>';
        if matches!(first, b'`' | b'~') {
            let count = content.iter().take_while(|byte| *byte == first).count();
            match self.fence {
                None if count >= 3 => self.fence = Some((*first, count)),
                Some((mark, least)) if mark == *first && count >= least && count == content.len() => self.fence = None,
                _ => {}
            }
        }
        if self.is_comment || (memchr(b'<', content).is_some() && memmem::find(content, b"<!--").is_some()) {
            let opened = memmem::rfind(content, b"<!--");
            let closed = memmem::rfind(content, b"-->");
            self.is_comment = closed.is_none() || opened > closed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        cuts(text, 0).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn paragraphs_stand_by_themselves_and_lists_with_what_leads_them_in() {
        assert_eq!(cut("One.\n\nTwo.\n \t\n“Three.”\n"), ["One.\n\n", "Two.\n \t\n", "“Three.”\n"]);
        assert_eq!(cut("One:\n\n- a\n\n  b\n\n1. c\n\nTwo."), ["One:\n\n- a\n\n  b\n\n1. c\n\n", "Two."]);
        assert_eq!(cut("\r\nOne.\r\n\r\nTwo."), ["\r\n", "One.\r\n\r\n", "Two."]);
        assert_eq!(cut(""), [""]);
    }

    #[test]
    fn fences_and_comments_are_left_whole() {
        assert_eq!(cut("```\na\n\nb\n```\n\nc"), ["```\na\n\nb\n```\n\n", "c"]);
        assert_eq!(cut("~~~~ x\n\n~~~\n\na"), ["~~~~ x\n\n~~~\n\na"]);
        assert_eq!(cut("<!-- a\n\nb -->\n\nc\n\nd"), ["<!-- a\n\nb -->\n\nc\n\n", "d"]);
    }
}
