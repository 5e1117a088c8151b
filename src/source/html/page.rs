//! A page as a list of its paragraphs, each with the elements around it. The one file that knows the
//! tokenizer.

use std::collections::HashMap;
use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span as TokenSpan, Tokenizer};

use super::names::{self, Role};
use super::tags::*;
use crate::text::Span;

/// Deeper elements are read as if they stood at this depth. Real pages reach about fifty.
const DEEPEST: usize = 512;

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

/// What a page says of itself, outside its text.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `<meta>`: name, property or itemprop, in lower case, and content.
    pub(super) metas: Vec<(String, String)>,
    /// Scripts of JSON-LD, as bytes of the page.
    pub(super) json_ld: Vec<Span>,
    pub(super) title: Option<Span>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// `<time datetime>` and `itemprop=datePublished`, with whether it says "published".
    pub(super) times: Vec<(String, bool)>,
    /// What elements named as bylines say.
    pub(super) bylines: Vec<Span>,
}

/// Takes `text` apart.
pub(super) fn read(text: &str) -> Page {
    let mut walker = Walker::new(text);
    let mut emitter: CallbackEmitter<_, Infallible, usize> = CallbackEmitter::new(&mut walker);
    emitter.naively_switch_states(true);
    // What is met goes to the walker; the tokenizer itself gives nothing, and reads to the end.
    let none = Tokenizer::new_with_emitter(text, emitter).next();
    debug_assert!(none.is_none(), "the walker returns no tokens");
    walker.finish()
}

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

/// The attributes of the tag being read that bear on anything.
#[derive(Debug, Default)]
struct Attributes {
    current: usize,
    values: [String; ATTRIBUTES.len()],
    hidden: bool,
}

const ATTRIBUTES: [&[u8]; 14] = [
    b"",
    b"class",
    b"id",
    b"role",
    b"itemprop",
    b"property",
    b"name",
    b"content",
    b"href",
    b"rel",
    b"lang",
    b"datetime",
    b"type",
    b"style",
];
const CLASS: usize = 1;
const ID: usize = 2;
const ROLE: usize = 3;
const ITEMPROP: usize = 4;
const PROPERTY: usize = 5;
const NAME: usize = 6;
const CONTENT: usize = 7;
const HREF: usize = 8;
const REL: usize = 9;
const LANG: usize = 10;
const DATETIME: usize = 11;
const TYPE: usize = 12;
const STYLE: usize = 13;

impl Attributes {
    fn get(&self, attribute: usize) -> &str {
        self.values.get(attribute).map(String::as_str).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.values.iter_mut().for_each(String::clear);
        self.current = 0;
        self.hidden = false;
    }
}

struct Walker<'a> {
    text: &'a str,
    page: Page,
    open: Vec<Open>,
    counts: HashMap<Name, u32>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Title,
    JsonLd,
    Other,
}

impl Callback<Infallible, usize> for &mut Walker<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: TokenSpan<usize>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name: tag } => {
                self.attributes.clear();
                self.tag = name(tag);
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => {
                let current = self.attributes.current;
                if let Some(place) =
                    self.attributes.values.get_mut(current).filter(|place| current > 0 && place.is_empty())
                {
                    place.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing, span.end),
            CallbackEvent::EndTag { name: tag } => self.end(name(tag), span.start),
            CallbackEvent::String { .. } => self.string(Span::new(span.start, span.end)),
            _ => {}
        }
        None
    }
}

impl<'a> Walker<'a> {
    fn new(text: &'a str) -> Self {
        let page = Page { nodes: vec![Node::default()], ..Page::default() };
        Self {
            text,
            page,
            open: Vec::new(),
            counts: HashMap::new(),
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

    fn attribute(&mut self, name: &[u8]) {
        self.attributes.current = ATTRIBUTES.iter().position(|known| *known == name).unwrap_or(0);
        if name == b"hidden" {
            self.attributes.hidden = true;
        }
    }

    fn start(&mut self, self_closing: bool, end: usize) {
        let tag = self.tag;
        self.raw = None;
        self.read_head(tag);
        let shape = shape(tag);
        match tag {
            BR => return self.break_line(),
            HR => return self.flush(),
            _ if shape == Shape::Void || (self_closing && shape == Shape::Skipped) => return,
            _ => {}
        }
        if shape == Shape::Block {
            self.close_implied(tag);
            self.flush();
        }
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let role = self.role(tag, shape);
        let shape = if role == Role::Hidden && shape == Shape::Inline { Shape::Skipped } else { shape };
        let byline = (role == Role::Byline && self.page.head.bylines.len() < 8).then_some(end);
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

    fn role(&self, tag: Name, shape: Shape) -> Role {
        let attributes = &self.attributes;
        let style = attributes.get(STYLE);
        let unseen = !style.is_empty() && style.replace(' ', "").to_ascii_lowercase().contains("display:none");
        if attributes.hidden || unseen {
            return Role::Hidden;
        }
        match attributes.get(ITEMPROP) {
            "articleBody" => return Role::Article,
            "author" | "datePublished" | "dateModified" => return Role::Byline,
            _ => {}
        }
        match tag {
            NAV | FOOTER | ASIDE | FIGCAPTION | DIALOG | MENU | CAPTION => return Role::Furniture,
            TIME | ADDRESS => return Role::Byline,
            ARTICLE => {
                let named = names::role(attributes.get(CLASS));
                return if named == Role::Plain || named == Role::Byline { Role::Article } else { named };
            }
            HTML | BODY | MAIN => return Role::Plain,
            _ => {}
        }
        match attributes.get(ROLE) {
            "navigation" | "contentinfo" | "complementary" | "search" | "dialog" | "banner" => return Role::Furniture,
            _ => {}
        }
        if attributes.get(REL) == "author" {
            return Role::Byline;
        }
        // Names of inline elements are often for looks alone.
        let class = names::role(attributes.get(CLASS));
        match class {
            Role::Plain if shape == Shape::Block => names::role(attributes.get(ID)),
            other => other,
        }
    }

    fn enter(&mut self, tag: Name, role: Role) {
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
        if tag == P && self.counts.get(&P).is_none_or(|count| *count == 0) {
            return self.flush();
        }
        if self.counts.get(&tag).is_none_or(|count| *count == 0) {
            return;
        }
        let found = match shape(tag) {
            // An inline element does not reach out of the block it ends in.
            Shape::Inline => {
                let near = self.open.iter().enumerate().rev().take(64);
                let mut near = near.take_while(|(_, open)| open.shape != Shape::Block);
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
            && self.page.head.bylines.len() < 8
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

    fn string(&mut self, span: Span) {
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
        let leaf =
            Leaf { node: self.node, kind: node.kind, quote: node.quote, end: runs, ..std::mem::take(&mut self.leaf) };
        self.page.leaves.push(leaf);
        self.leaf.first = runs;
    }

    /// Takes what the tag says about the page.
    fn read_head(&mut self, tag: Name) {
        let attributes = &self.attributes;
        let head = &mut self.page.head;
        let get = |attribute| attributes.get(attribute);
        match tag {
            META => {
                let key = [PROPERTY, NAME, ITEMPROP].into_iter().map(get).find(|key| !key.is_empty());
                if let Some(key) = key.filter(|_| head.metas.len() < 256 && !get(CONTENT).is_empty()) {
                    head.metas.push((key.to_ascii_lowercase(), get(CONTENT).to_owned()));
                }
            }
            LINK if get(REL).eq_ignore_ascii_case("canonical") => {
                head.canonical.get_or_insert_with(|| get(HREF).to_owned());
            }
            HTML if !get(LANG).is_empty() => {
                head.language.get_or_insert_with(|| get(LANG).to_owned());
            }
            TITLE if self.skipping == 0 => self.raw = Some(Raw::Title),
            SCRIPT if get(TYPE).to_ascii_lowercase().contains("ld+json") => self.raw = Some(Raw::JsonLd),
            SCRIPT | STYLE_TAG | TEXTAREA => self.raw = Some(Raw::Other),
            _ => {}
        }
        let when = if tag == TIME { get(DATETIME) } else { get(CONTENT) };
        if (tag == TIME || get(ITEMPROP) == "datePublished") && !when.is_empty() && head.times.len() < 32 {
            let class = get(CLASS).to_ascii_lowercase();
            let published = get(ITEMPROP) == "datePublished" || class.contains("publi") || class.contains("posted");
            head.times.push((when.to_owned(), published));
        }
    }

    fn finish(mut self) -> Page {
        self.flush();
        self.page
    }
}

/// How many bytes of `text` are no white space.
fn inked(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()
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
