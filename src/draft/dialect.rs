//! What Pandoc, Quarto, MyST and Obsidian add to Markdown and is no prose.

use memchr::{memchr2, memchr3, memmem};

use super::masker::fill;
use crate::text::{Mask, Span};

/// Blanks the additions inside `leaf` of `masked`, writing to `mask`, which was made from it.
pub(super) fn blank(masked: &str, leaf: Span, mask: &mut Mask) {
    fences(masked, leaf, mask);
    let slice = leaf.of(masked);
    // A bracket alone adds nothing; most paragraphs have none of the others.
    let bytes = slice.as_bytes();
    if memchr3(b'{', b'%', b'=', bytes).is_none() && memchr2(b'$', b'^', bytes).is_none() {
        return;
    }
    let mut closers = Closers { slice, next: [None; CLOSERS.len()] };
    let mut at = 0;
    while let Some(start) = next_mark(slice.as_bytes(), at) {
        let Some(piece) = piece_at(slice, start, &mut closers) else {
            at = start + 1;
            continue;
        };
        let span = Span::new(leaf.start + start, leaf.start + start + piece.length);
        if let Some(end) = piece.closes_at {
            mask.blank(Span::at(leaf.start + end).join(Span::at(leaf.start + end + 1)));
        }
        if piece.parts {
            mask.blank(span);
        } else {
            fill(mask, masked, span, false);
        }
        at = start + piece.length;
    }
}

/// Where the next byte from `from` on stands that may begin an addition.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    let begins = |byte: &u8| matches!(byte, b'{' | b'%' | b'=' | b'$' | b']' | b'^');
    bytes.get(from..)?.iter().position(begins).map(|at| from + at)
}

/// A stretch that is no prose.
struct Piece {
    length: usize,
    /// Whether it stands for content between words, rather than for markup around them.
    parts: bool,
    /// Where, in the leaf, one more byte closes it, when what stands between is prose.
    closes_at: Option<usize>,
}

/// The addition that begins at byte `start` of `slice`, if one does.
fn piece_at(slice: &str, start: usize, closers: &mut Closers<'_>) -> Option<Piece> {
    let rest = slice.get(start..).unwrap_or_default();
    let content = |length| Some(Piece { length, parts: true, closes_at: None });
    let markup = |length| Some(Piece { length, parts: false, closes_at: None });
    if rest.starts_with("{{") {
        return content(closers.length(start, 2, Closer::DoubleBrace)?);
    }
    if rest.starts_with("%%") {
        return content(closers.length(start, 2, Closer::Percents)?);
    }
    if rest.starts_with("==") && !rest.starts_with("===") {
        return markup(2);
    }
    if rest.starts_with("$$") {
        return content(closers.length(start, 2, Closer::Dollars)?);
    }
    if rest.starts_with('$') {
        return content(inline_math(rest, slice.get(..start).unwrap_or_default())?);
    }
    if rest.strip_prefix(']').is_some_and(is_attributes) {
        return markup(closers.length(start, 2, Closer::Brace)?);
    }
    if rest.starts_with("^[") {
        let length = note_length(rest)?;
        return Some(Piece { length: 2, parts: true, closes_at: Some(start + length - 1) });
    }
    if is_attributes(rest) {
        return content(closers.length(start, 1, Closer::Brace)?);
    }
    None
}

/// What closes a construct: an index into [`CLOSERS`].
#[derive(Clone, Copy)]
enum Closer {
    DoubleBrace,
    Percents,
    Dollars,
    Brace,
}

const CLOSERS: [&str; 4] = ["}}", "%%", "$$", "}"];

/// Finds closing marks, each place of the text looked at once, however many marks open.
struct Closers<'a> {
    slice: &'a str,
    /// For each closer where it stands next, as far as that is known.
    next: [Option<usize>; CLOSERS.len()],
}

impl Closers<'_> {
    /// The length of what opens at `start` with `opening` bytes, its closer included. A closer
    /// that is far away closes something else.
    fn length(&mut self, start: usize, opening: usize, closer: Closer) -> Option<usize> {
        const LONGEST: usize = 2_000;
        let mark = CLOSERS.get(closer as usize)?;
        let known = self.next.get_mut(closer as usize)?;
        let from = start + opening;
        let at = match *known {
            Some(at) if at >= from => at,
            _ => self.slice.get(from..)?.find(mark).map_or(usize::MAX, |at| from + at),
        };
        *known = Some(at);
        (at - start < LONGEST).then(|| at - start + mark.len())
    }
}

/// At most the first `limit` bytes of `text`, cut at a character.
fn bounded(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The length of Pandoc's inline note `^[…]` at the start of `rest`.
fn note_length(rest: &str) -> Option<usize> {
    const LONGEST: usize = 1_000;
    let mut depth = 0usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if at > 0 && depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// `{#id}`, `{.class}`: attributes, as opposed to words in braces.
fn is_attributes(rest: &str) -> bool {
    rest.starts_with("{#") || rest.starts_with("{.") || rest.starts_with("{=")
}

/// Formulas by Pandoc's rule: no space inside the dollars, no digit behind. Money is written
/// with dollars too, so what stands between must look like a formula.
fn inline_math(rest: &str, before: &str) -> Option<usize> {
    const LONGEST_FORMULA: usize = 200;
    let window = bounded(rest, LONGEST_FORMULA);
    let inner_end = window.get(1..)?.find('$')? + 1;
    let inner = window.get(1..inner_end)?;
    let follows = rest.get(inner_end + 1..).and_then(|r| r.chars().next());
    let tight = !inner.is_empty() && inner.trim() == inner;
    let parted = !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    let is_formula = inner.chars().count() == 1 || inner.contains(['\\', '^', '_', '{', '=', '+']);
    let quotes = inner.contains(['"', '“', '”', '«', '»', '„']);
    (tight && parted && is_formula && !quotes && !follows.is_some_and(|c| c.is_ascii_digit())).then_some(inner_end + 1)
}

/// Lines that open or close a Pandoc div: `::: {.note}`, `:::`.
fn fences(masked: &str, leaf: Span, mask: &mut Mask) {
    if memmem::find(leaf.of(masked).as_bytes(), b":::").is_none() {
        return;
    }
    let mut start = leaf.start;
    for line in leaf.of(masked).split_inclusive('\n') {
        if line.trim_start().starts_with(":::") {
            mask.blank(Span::new(start, start + line.len()));
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(text: &str) -> String {
        let mut mask = Mask::new(text);
        blank(text, Span::new(0, text.len()), &mut mask);
        mask.finish().replace(crate::text::JOINT, "~")
    }

    #[test]
    fn shortcodes_comments_divs_and_attributes_go() {
        assert_eq!(blanked("a {{< x \"y\" >}} b"), "a               b");
        assert_eq!(blanked("a %%“no”%% b"), format!("a {} b", " ".repeat("%%“no”%%".len())));
        assert_eq!(blanked("::: {.note}\nHe spoke.\n:::"), "           \nHe spoke.\n   ");
        assert_eq!(blanked("==“Yes,”== he said"), "  “Yes,”   he said");
        assert_eq!(blanked("Title {#id .x}"), "Title         ");
        assert_eq!(blanked("so^[See [@a].] it"), "so  See [@a].  it");
    }

    #[test]
    fn money_is_no_formula() {
        assert_eq!(blanked("from $5 to $6 and $7-$8"), "from $5 to $6 and $7-$8");
        assert_eq!(blanked("let $a_1 = 2$ be"), "let           be");
        assert_eq!(blanked("50%% and {braces}"), "50%% and {braces}");
    }
}
