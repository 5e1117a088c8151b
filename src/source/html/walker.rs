//! From tags and strings to paragraphs: which elements are open, what ends where.

use rustc_hash::FxHashMap;

use super::attributes::{Attributes, CLASS};
use super::entities::unescaped;
use super::head::Raw;
use super::names::Role;
use super::page::{Leaf, LeafKind, Node, Page, Run};
use super::roles::Roles;
use super::tags::*;
use super::tokens::Sink;
use crate::text::Span;

/// Deeper elements are read as if they stood at this depth. Real pages reach about fifty.
const DEEPEST: usize = 512;

/// An open element.
#[derive(Debug, Clone, Copy)]
struct Open {
    name: Name,
    shape: Shape,
    /// The node that is the current one again when it closes.
    outer: usize,
    /// How many runs there were when it opened.
    runs: usize,
    /// Where a byline began.
    byline: Option<usize>,
}

/// Takes a page apart in one pass.
pub(super) struct Walker<'a> {
    text: &'a str,
    page: Page,
    open: Vec<Open>,
    counts: FxHashMap<Name, u32>,
    roles: Roles,
    /// Elements open beyond [`DEEPEST`].
    beyond: usize,
    node: usize,
    leaf: Leaf,
    after_break: bool,
    skipping: usize,
    links: usize,
    quotes: u32,
    tag: Name,
    attributes: Attributes,
    /// What the next string is, where it is no text.
    raw: Option<Raw>,
}

impl Sink for Walker<'_> {
    fn open(&mut self, tag: &[u8]) {
        self.attributes.clear();
        self.tag = name(tag);
    }

    fn attribute(&mut self, name: &[u8]) {
        self.attributes.begin(name);
    }

    fn value(&mut self, value: &[u8]) {
        self.attributes.fill(value);
    }

    fn opened(&mut self, self_closing: bool, end: usize) {
        self.start(self_closing, end);
    }

    fn closed(&mut self, tag: &[u8], start: usize) {
        self.end(name(tag), start);
    }

    fn string(&mut self, span: Span) {
        self.text(span);
    }
}

impl<'a> Walker<'a> {
    /// A walker over `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let page = Page { nodes: vec![Node::default()], ..Page::default() };
        Self {
            text,
            page,
            open: Vec::new(),
            counts: FxHashMap::default(),
            roles: Roles::default(),
            beyond: 0,
            node: 0,
            leaf: Leaf::default(),
            after_break: false,
            skipping: 0,
            links: 0,
            quotes: 0,
            tag: 0,
            attributes: Attributes::default(),
            raw: None,
        }
    }

    fn start(&mut self, self_closing: bool, end: usize) {
        let tag = self.tag;
        self.raw = self.page.head.take(tag, &self.attributes, self.skipping > 0, end);
        let shape = shape(tag);
        match tag {
            BR => return self.break_line(),
            HR => return self.flush(),
            _ if shape == Shape::Void || (self_closing && shape == Shape::Skipped) => return,
            _ => {}
        }
        let role = self.roles.of(tag, shape, &self.attributes);
        let shape = self.shape_by_role(shape, role);
        if shape == Shape::Block {
            self.close_implied(tag);
            self.flush();
        }
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let byline = (role == Role::Byline && self.page.head.has_room()).then_some(end);
        self.open.push(Open { name: tag, shape, outer: self.node, runs: self.page.runs.len(), byline });
        *self.counts.entry(tag).or_default() += 1;
        match shape {
            Shape::Skipped => self.skipping += 1,
            Shape::Block => self.enter(tag, role),
            _ if tag == A => self.links += 1,
            _ if tag == Q && self.skipping == 0 => self.page.runs.push(Run::Mark("“")),
            _ => {}
        }
    }

    /// What an element within a line does where its name says more of it than its tag.
    fn shape_by_role(&self, shape: Shape, role: Role) -> Shape {
        let class = || self.attributes.get(CLASS);
        match role {
            Role::Hidden if shape == Shape::Inline => Shape::Skipped,
            Role::Furniture if shape == Shape::Inline && (class().contains("aption") || class().contains("redit")) => {
                Shape::Block
            }
            _ => shape,
        }
    }

    fn is_open(&self, tag: Name) -> bool {
        self.counts.get(&tag).is_some_and(|count| *count > 0)
    }

    fn enter(&mut self, tag: Name, role: Role) {
        if matches!(tag, BLOCKQUOTE | PRE | TABLE | UL | OL) && self.is_open(FIGURE) {
            self.undo_figure();
        }
        let parent = self.page.nodes.get(self.node).copied().unwrap_or_default();
        let quote = if tag == BLOCKQUOTE {
            self.quotes += 1;
            self.quotes
        } else {
            parent.quote
        };
        let kind = match tag {
            P | PRE | ADDRESS | SUMMARY => LeafKind::Paragraph,
            H1 | H2 | H3 | H4 | H5 | H6 => LeafKind::Heading(u8::try_from(tag & 0xf).unwrap_or(6)),
            LI | DD | DT => LeafKind::Item,
            TD | TH => LeafKind::Cell,
            FIGCAPTION | CAPTION => LeafKind::Caption,
            _ => LeafKind::Loose,
        };
        self.node = self.page.nodes.len();
        self.page.nodes.push(Node { parent: self.open.last().map_or(0, |open| open.outer), role, kind, quote });
    }

    /// What holds a quotation, a table or a list is no picture, though it be a figure.
    fn undo_figure(&mut self) {
        // The node that an element made is the one that the next element inside goes out to.
        let at = self.open.iter().rposition(|open| open.name == FIGURE);
        let inner = at.map(|at| self.open.get(at + 1).map_or(self.node, |inner| inner.outer));
        if let Some(node) = inner.and_then(|node| self.page.nodes.get_mut(node))
            && node.role == Role::Figure
        {
            node.role = Role::Plain;
        }
    }

    fn end(&mut self, tag: Name, start: usize) {
        self.raw = None;
        if tag == BR {
            return self.break_line();
        }
        if self.beyond > 0 && shape(tag) != Shape::Void {
            self.beyond -= 1;
            if shape(tag) == Shape::Block {
                self.flush();
            }
            return;
        }
        if !self.is_open(tag) {
            // An end of a paragraph that never began ends one all the same.
            if tag == P {
                self.flush();
            }
            return;
        }
        let found = match shape(tag) {
            // An inline element does not reach out of the block it ends in.
            Shape::Inline => {
                let near = self.open.iter().enumerate().rev().take(64);
                let mut near = near.take_while(|(_, open)| open.shape != Shape::Block || open.name == tag);
                near.find(|(_, open)| open.name == tag).map(|(at, _)| at)
            }
            _ => self.open.iter().rposition(|open| open.name == tag),
        };
        if let Some(at) = found {
            while self.open.len() > at {
                self.close(start);
            }
        }
    }

    /// Closes the innermost element; its end tag stands at byte `at`.
    fn close(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        if let Some(start) = open.byline
            && at > start
            && self.page.head.has_room()
        {
            self.page.head.bylines.push(Span::new(start, at));
        }
        match open.shape {
            Shape::Skipped => self.skipping = self.skipping.saturating_sub(1),
            Shape::Block => {
                self.flush();
                self.node = open.outer;
            }
            _ if open.name == A => self.links = self.links.saturating_sub(1),
            _ if open.name == Q && self.skipping == 0 => self.page.runs.push(Run::Mark("”")),
            _ if open.name == SUP => self.drop_note(open.runs),
            _ => {}
        }
    }

    /// Takes back a raised number that links to a note: it is no part of the words around it.
    fn drop_note(&mut self, from: usize) {
        let from = from.max(self.leaf.first);
        let note = self.page.runs.get(from..).unwrap_or_default();
        let size = note.iter().map(|run| match run {
            Run::Text { span, .. } => inked(span.of(self.text)),
            _ => 0,
        });
        let size: usize = size.sum();
        let linked = !note.is_empty() && note.iter().any(|run| matches!(run, Run::Text { linked: true, .. }));
        if linked && size <= 8 {
            self.page.runs.truncate(from);
            self.leaf.size = self.leaf.size.saturating_sub(size);
            self.leaf.linked = self.leaf.linked.saturating_sub(size);
        }
    }

    /// Closes what the start of `tag` closes without an end tag.
    fn close_implied(&mut self, tag: Name) {
        let start = self.leaf_end();
        let inner: &[Name] = match tag {
            LI => &[LI],
            TD | TH => &[TD, TH],
            TR => &[TR],
            DD | DT => &[DD, DT],
            _ => &[],
        };
        let scope: &[Name] = match tag {
            LI => &[UL, OL],
            DD | DT => &[DL],
            _ => &[TABLE],
        };
        let near = self.open.iter().enumerate().rev().take(16).take_while(|(_, open)| !scope.contains(&open.name));
        let implied = near.filter(|(_, open)| inner.contains(&open.name)).last().map(|(at, _)| at);
        // A paragraph holds no block.
        let block = self.open.iter().rposition(|open| open.shape == Shape::Block);
        let paragraph = block.filter(|at| self.open.get(*at).is_some_and(|open| open.name == P));
        if let Some(at) = implied.or(paragraph) {
            while self.open.len() > at {
                self.close(start);
            }
        }
    }

    fn leaf_end(&self) -> usize {
        match self.page.runs.last() {
            Some(Run::Text { span, .. }) => span.end,
            _ => 0,
        }
    }

    fn break_line(&mut self) {
        if self.skipping > 0 {
            return;
        }
        if self.after_break {
            self.flush();
        } else {
            self.page.runs.push(Run::Break);
        }
        self.after_break = true;
    }

    fn text(&mut self, span: Span) {
        match self.raw.take() {
            Some(Raw::Title) => {
                self.page.head.title.get_or_insert(span);
                return;
            }
            Some(Raw::JsonLd) => {
                self.page.head.json_ld.push(span);
                return;
            }
            Some(Raw::Other) => return,
            None => {}
        }
        if self.skipping > 0 {
            return;
        }
        let size = inked(span.of(self.text));
        if size > 0 {
            self.after_break = false;
        } else if self.leaf.size == 0 {
            return;
        }
        let linked = self.links > 0;
        self.page.runs.push(Run::Text { span, linked });
        self.leaf.size += size;
        self.leaf.linked += if linked { size } else { 0 };
    }

    /// Ends the leaf.
    fn flush(&mut self) {
        self.after_break = false;
        let runs = self.page.runs.len();
        if self.leaf.size == 0 {
            self.page.runs.truncate(self.leaf.first);
            self.leaf = Leaf { first: self.page.runs.len(), ..Leaf::default() };
            return;
        }
        let node = self.page.nodes.get(self.node).copied().unwrap_or_default();
        let is_sentence = self.ends_sentence();
        let leaf = Leaf {
            node: self.node,
            kind: node.kind,
            quote: node.quote,
            end: runs,
            is_sentence,
            ..std::mem::take(&mut self.leaf)
        };
        self.page.leaves.push(leaf);
        self.leaf.first = runs;
    }

    /// Whether the leaf ends as a sentence does.
    fn ends_sentence(&self) -> bool {
        let runs = self.page.runs.get(self.leaf.first..).unwrap_or_default();
        let last = runs.iter().rev().find_map(|run| match run {
            Run::Text { span, .. } => Some(span.of(self.text).trim_end()).filter(|text| !text.is_empty()),
            _ => None,
        });
        let Some(last) = last else { return false };
        let last = last.strip_suffix("&rdquo;").or_else(|| last.strip_suffix("&quot;")).unwrap_or(last);
        let last = last.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
        last.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
    }

    /// The page, at its end.
    pub(super) fn finish(mut self) -> Page {
        self.flush();
        self.page
    }
}

/// How many bytes of `text` are no white space. A line of spaces that do not break is blank.
fn inked(text: &str) -> usize {
    let size = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    let blank = (2..=60).contains(&size) && text.trim_start().starts_with(['&', '\u{a0}']);
    if blank && unescaped(text).trim().is_empty() { 0 } else { size }
}
