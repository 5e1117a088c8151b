//! A page as a list of its paragraphs, each with the elements around it.

use super::head::Head;
use super::names::Role;
use super::tokens;
use super::walker::Walker;
use crate::text::Span;

/// A page, taken apart in one pass.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// All elements that hold blocks of text, parents before children; the first is the page itself.
    pub(super) nodes: Vec<Node>,
    /// The paragraphs, headings, cells: each a stretch of text that no block element parts.
    pub(super) leaves: Vec<Leaf>,
    /// The pieces of text that the leaves are made of.
    pub(super) runs: Vec<Run>,
    /// What the page says of itself.
    pub(super) head: Head,
}

/// An element.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Node {
    pub(super) parent: usize,
    pub(super) role: Role,
    /// The kind of its leaves, where the element decides it.
    pub(super) kind: LeafKind,
    /// Numbers the block quotes; 0 outside.
    pub(super) quote: u32,
}

/// What a leaf is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// Text that stands in no element of its own.
    #[default]
    Loose,
    Paragraph,
    /// A heading and its level.
    Heading(u8),
    Item,
    Cell,
    Caption,
}

/// A stretch of text.
#[derive(Debug, Default, Clone)]
pub(super) struct Leaf {
    pub(super) node: usize,
    pub(super) kind: LeafKind,
    pub(super) quote: u32,
    /// Its runs, as indices into [`Page::runs`].
    pub(super) first: usize,
    pub(super) end: usize,
    /// Bytes that are not white space, and how many of them stand in links.
    pub(super) size: usize,
    pub(super) linked: usize,
    /// Whether it ends as a sentence does.
    pub(super) is_sentence: bool,
}

/// A piece of text, or what stands for one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Run {
    /// Bytes of the page, with character references in it.
    Text { span: Span, linked: bool },
    /// A line break.
    Break,
    /// A mark that the browser writes: those of `<q>`.
    Mark(&'static str),
}

/// Takes `text` apart.
pub(super) fn read(text: &str) -> Page {
    let mut walker = Walker::new(text);
    tokens::walk(text, &mut walker);
    walker.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves of `page`, as the bytes of their runs.
    fn leaves(page: &str) -> Vec<String> {
        let read = read(page);
        let text = |run: &Run| match run {
            Run::Text { span, .. } => span.of(page).to_owned(),
            Run::Break => "/".to_owned(),
            Run::Mark(mark) => (*mark).to_owned(),
        };
        read.leaves.iter().map(|leaf| read.runs[leaf.first..leaf.end].iter().map(text).collect()).collect()
    }

    #[test]
    fn a_page_falls_into_its_paragraphs() {
        assert_eq!(
            leaves(
                "<title>T</title><p>One &amp; <b>two</b><!-- no --> three<p>Four<br>five<div>Six<br><br>Seven</div>eight"
            ),
            ["One &amp; two three", "Four/five", "Six/", "Seven", "eight"]
        );
        assert_eq!(leaves("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>"), ["a", "b", "c", "d"]);
        assert_eq!(
            leaves("<p>He <q>left</q>.<sup><a href='#n1'>[1]</a></sup> So<script>if (a<b) x()</script> it went"),
            ["He “left”. So it went"]
        );
    }

    #[test]
    fn broken_nesting_loses_no_text() {
        assert_eq!(leaves("</div></p><b><p>a</b>b</p>c</i></table>d"), ["ab", "cd"]);
        let deep = format!("{}x{}y", "<div>".repeat(3000), "</div>".repeat(3000));
        assert_eq!(leaves(&deep), ["x", "y"]);
    }
}
