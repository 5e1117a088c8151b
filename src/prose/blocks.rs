//! Paragraphs of plain text.

use super::{Block, BlockKind};
use crate::text::{Span, next_byte};

/// A line shorter than this many bytes was not broken for want of room.
const SHORT: usize = 45;
/// No hard-wrapped line is longer than this many bytes.
const WIDE: usize = 100;

/// Splits plain text into paragraphs and, where it is plain that they are such, headings.
///
/// Three habits are told apart, each over the whole text: blank lines between paragraphs; one
/// paragraph on a line; and lines broken at a width (hard-wrapped), which are joined up to the
/// next blank line or indentation.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    let mut previous = Span::default();
    for &line in &lines {
        let trimmed = line.trimmed(text);
        if trimmed.is_empty() {
            finish(text, &mut open, &mut blocks);
            continue;
        }
        let joins = wrapped && open.is_some() && goes_on(text, previous, line);
        if !joins {
            finish(text, &mut open, &mut blocks);
        }
        open = Some(open.map_or(trimmed, |so_far| so_far.join(trimmed)));
        previous = trimmed;
    }
    finish(text, &mut open, &mut blocks);
    blocks
}

fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let may_end = |byte: u8| (byte < b' ') | (byte == 0xe2);
    while let Some(next) = next_byte(bytes, at, may_end) {
        at = next;
        let len = match bytes.get(at) {
            Some(b'\n' | b'\r' | 0x0c) => 1,
            // U+2028 and U+2029.
            Some(0xe2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => 3,
            _ => 0,
        };
        if len > 0 {
            found.push(Span::new(start, at));
            start = at + len;
        }
        at += len.max(1);
    }
    found.push(Span::new(start, text.len()));
    found
}

/// Whether lines were broken at a width: of those followed by another line of text most are
/// long, none very long, and many break off in the middle of a sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut followed, mut long, mut wide, mut broken) = (0usize, 0usize, 0usize, 0usize);
    let mut previous = "";
    for next in lines {
        let (line, next) = (previous, next.of(text).trim());
        previous = next;
        if line.is_empty() || next.is_empty() {
            continue;
        }
        followed += 1;
        long += usize::from(line.len() >= SHORT);
        wide += usize::from(line.len() > WIDE && line.chars().count() > WIDE);
        broken += usize::from(!line.ends_with(['.', '!', '?', '”', '"', '’', ':', '…']));
    }
    followed >= 3 && wide * 20 <= followed && long * 3 >= followed * 2 && broken * 2 >= followed
}

/// Whether `line` goes on with the paragraph of the line before it.
fn goes_on(text: &str, previous: Span, line: Span) -> bool {
    let raw = line.of(text);
    let indented = raw.starts_with("   ") || raw.starts_with('\t');
    let item = raw.trim_start().starts_with(['-', '*', '•']);
    let last_was_short = previous.len() < SHORT && previous.of(text).ends_with(['.', '!', '?', '”', '"', ':']);
    !indented && !item && !last_was_short
}

fn finish(text: &str, open: &mut Option<Span>, blocks: &mut Vec<Block>) {
    let Some(span) = open.take() else { return };
    let words = span.of(text);
    let first = words.chars().next();
    let kind = if words.starts_with('#') && words.trim_start_matches('#').starts_with(' ') || is_shouted(words) {
        BlockKind::Heading
    } else if matches!(first, Some('-' | '•' | '*')) && words.get(1..).is_some_and(|rest| rest.starts_with(' ')) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    };
    blocks.push(Block { span, kind });
}

/// A short line in capitals without a stop at its end.
fn is_shouted(words: &str) -> bool {
    words.len() < 90
        && !words.ends_with(['.', ':', ',', '?', '!', '"', '”'])
        && !words.chars().any(char::is_lowercase)
        && words.chars().any(char::is_alphabetic)
        && words.split_whitespace().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn one_paragraph_a_line() {
        let text = "The first paragraph is here.\nThe second, a longer one that runs on for quite a while, follows it and goes \
                    past any width at which lines would be broken.\n\n“Third.”\r\nFourth.";
        assert_eq!(split(text).len(), 4);
    }

    #[test]
    fn broken_lines_are_joined() {
        let text = "The harbour master said on Tuesday that the bridge would be\nclosed for repairs until the autumn, and that \
                    nobody should\nwait for a ferry before the end of the month at the earliest\nor so.\n\n    Then the rain \
                    came and everyone who had stayed behind ran\nfor the boats.";
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn shouting_is_a_heading() {
        let text = "BRIDGE TO CLOSE\n\nThe bridge closes.";
        let kinds: Vec<_> = paragraphs(text).iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Heading, BlockKind::Paragraph]);
    }
}
