//! The Markdown layer: one walk over the parser's events that tells prose from markup.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::masker::Masker;
use super::outline::{Comment, Leaf, Link, Outline, Top};
use crate::prose::BlockKind;
use crate::text::Span;

/// Walks `text` from byte `start`, where its front matter ends.
pub(super) fn walk(text: &str, start: usize) -> Outline {
    let mut walk = Walk::new(text, start);
    walk.through(start, usize::MAX);
    walk.finish()
}

/// Walks the first `end` bytes of `text` and no more; what stands behind them, from a paragraph on that begins at
/// `end`, is there for what it defines. `None` where something reaches beyond `end`, so that the paragraph does not
/// begin a part of its own.
pub(super) fn walk_until(text: &str, end: usize) -> Option<Outline> {
    let mut walk = Walk::new(text, 0);
    let is_apart = walk.through(0, end);
    let mut outline = walk.finish();
    outline.masked.truncate(end);
    is_apart.then_some(outline)
}

/// What encloses running text.
#[derive(Clone, Copy)]
enum Container {
    Quote(u32),
    Item,
    Footnote,
    /// An alert, a list: no bearing on what a paragraph is.
    Other,
}

struct Walk<'a> {
    text: &'a str,
    masker: Masker<'a>,
    out: Outline,
    containers: Vec<Container>,
    in_row: bool,
    leaf: Option<Leaf>,
    /// The open leaf was opened by its first inline event, not by a tag: a tight list's item.
    implicit: bool,
    /// How many enclosing elements hold no prose: code blocks, images.
    opaque: usize,
    /// The link being read: its index, and whether its text is its address.
    link: Option<(usize, bool)>,
    link_text_end: usize,
    /// The HTML block being read.
    html: Option<Span>,
    /// Comments that stand alone and wait for the block behind them, by index.
    waiting: Vec<usize>,
    /// Comments inside the open leaf, by index.
    inside: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        Self {
            text,
            masker: Masker::new(text, start),
            out: Outline::default(),
            containers: Vec::new(),
            in_row: false,
            leaf: None,
            implicit: false,
            opaque: 0,
            link: None,
            link_text_end: 0,
            html: None,
            waiting: Vec::new(),
            inside: Vec::new(),
        }
    }

    /// Goes through the events from byte `start` on that begin before byte `end`. Returns whether what follows is a
    /// paragraph that begins right there and for which nothing waits.
    fn through(&mut self, start: usize, end: usize) -> bool {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_WIKILINKS;
        let body = self.text.get(start..).unwrap_or_default();
        let mut events = Parser::new_ext(body, options).into_offset_iter();
        let mut depth = 0usize;
        while let Some((event, range)) = events.next() {
            let span = Span::from(range).shifted(start);
            let ends = matches!(event, Event::End(_));
            if !ends && span.start >= end {
                let begins = span.start == end && matches!(event, Event::Start(Tag::Paragraph));
                return begins && depth == 0 && self.waiting.is_empty();
            }
            if !ends && depth == 0 {
                self.out.tops.push(Top { span, before: self.out.numbers });
            }
            if let Event::Start(
                Tag::Link { link_type, dest_url, title, id } | Tag::Image { link_type, dest_url, title, id },
            ) = &event
            {
                let defined = events.reference_definitions().get(id).map(|d| Span::from(d.span.clone()).shifted(start));
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
                    self.out.expanded += dest_url.len() + title.len();
                }
                if matches!(event, Event::Start(Tag::Link { .. })) {
                    self.open_link(*link_type, dest_url, defined, span);
                }
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.event(event, span);
        }
        false
    }

    fn finish(mut self) -> Outline {
        self.close_leaf();
        self.out.masked = self.masker.finish();
        self.out.literal = merged(self.out.literal);
        self.out
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(content) => self.text(&content, span),
            Event::Code(_) => {
                self.inline(span);
                self.out.codes.push(span);
                self.masker.part();
            }
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => {
                self.inline(span);
                self.out.references.push((label.to_lowercase(), span));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.inline(span);
                self.masker.part();
            }
            Event::TaskListMarker(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) | Event::Html(_) => {
                self.masker.part();
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open_leaf(span, None),
            Tag::Heading { .. } => self.open_leaf(span, Some(BlockKind::Heading)),
            Tag::TableCell => self.open_leaf(span, Some(BlockKind::TableCell)),
            Tag::Table(_) => self.block(span),
            Tag::TableHead | Tag::TableRow => {
                self.out.numbers.rows += 1;
                self.in_row = true;
            }
            Tag::BlockQuote(alert) => {
                self.block(span);
                self.containers.push(if alert.is_some() {
                    Container::Other
                } else {
                    Container::Quote(self.out.numbers.quotes)
                });
                self.out.numbers.quotes += u32::from(alert.is_none());
            }
            Tag::List(_) => {
                self.close_leaf();
                self.containers.push(Container::Other);
            }
            Tag::Item => {
                self.block(span);
                self.containers.push(Container::Item);
            }
            Tag::FootnoteDefinition(label) => {
                self.block(span);
                self.out.footnotes.push((label.to_lowercase(), span));
                self.containers.push(Container::Footnote);
            }
            Tag::CodeBlock(_) => {
                self.block(span);
                self.opaque += 1;
            }
            Tag::MetadataBlock(_) => {
                self.close_leaf();
                self.opaque += 1;
            }
            Tag::Image { .. } => {
                self.inline(span);
                self.opaque += 1;
                self.masker.part();
            }
            Tag::HtmlBlock => {
                self.close_leaf();
                self.html = Some(span);
            }
            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.inline(span),
            Tag::Superscript | Tag::Subscript => self.inline(span),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.close_leaf(),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close_leaf(),
            TagEnd::TableHead | TagEnd::TableRow => self.in_row = false,
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_leaf();
                self.containers.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.opaque = self.opaque.saturating_sub(1),
            TagEnd::Image => {
                self.opaque = self.opaque.saturating_sub(1);
                self.masker.part();
            }
            TagEnd::Link => self.close_link(span),
            TagEnd::HtmlBlock => self.html_block(),
            _ => {}
        }
    }

    fn text(&mut self, content: &str, span: Span) {
        if self.opaque > 0 {
            return;
        }
        self.inline(span);
        let source = span.of(self.text);
        if let Some((_, is_address)) = self.link {
            self.link_text_end = span.end;
            if is_address || is_address_like(source) {
                return;
            }
        }
        if content == source {
            if self.text.get(..span.start).is_some_and(|before| before.ends_with('\\')) {
                let first = source.chars().next().map_or(0, char::len_utf8);
                self.out.literal.push(Span::new(span.start, span.start + first));
            }
            self.masker.keep(span);
        } else {
            self.out.literal.push(span);
            self.masker.keep_as(span, content);
        }
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        self.inline(span);
        if html.starts_with("<!--") {
            self.inside.push(self.out.comments.len());
            self.out.comments.push(Comment { span, reach: span });
        } else if html::parts_words(html) {
            self.masker.part();
        }
    }

    fn open_link(&mut self, kind: LinkType, destination: &str, defined: Option<Span>, span: Span) {
        let is_address = matches!(kind, LinkType::Autolink | LinkType::Email);
        let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
        let target_span = match (kind, defined) {
            (LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut, Some(definition)) => {
                find_in(self.text, definition, destination)
            }
            (LinkType::WikiLink { .. }, _) => find_in(self.text, span, destination),
            _ => inner,
        };
        self.link = Some((self.out.links.len(), is_address));
        self.link_text_end = span.start;
        self.out.links.push(Link {
            span,
            target_span,
            destination: destination.to_owned(),
            wiki: matches!(kind, LinkType::WikiLink { .. }),
            defined_in: None,
        });
    }

    fn close_link(&mut self, span: Span) {
        let Some((index, is_address)) = self.link.take() else { return };
        self.out.literal.push(span);
        if let Some(link) = self.out.links.get_mut(index)
            && !is_address
            && span.of(self.text).ends_with(')')
            && link.target_span.start == span.start + 1
        {
            let behind = Span::new(self.link_text_end, span.end);
            link.target_span = find_in(self.text, behind, &link.destination);
        }
    }

    /// A block-level element begins that is no running text itself.
    fn block(&mut self, span: Span) {
        self.close_leaf();
        self.answer_waiting(span);
    }

    /// Standing comments hold for the next block.
    fn answer_waiting(&mut self, span: Span) {
        for index in self.waiting.drain(..) {
            if let Some(comment) = self.out.comments.get_mut(index) {
                comment.reach = span.trimmed(self.text);
            }
        }
    }

    fn open_leaf(&mut self, span: Span, kind: Option<BlockKind>) {
        self.block(span);
        let kind = kind.unwrap_or_else(|| self.paragraph_kind());
        self.leaf = Some(Leaf { span, kind, row: self.in_row.then_some(self.out.numbers.rows) });
        self.implicit = false;
    }

    fn paragraph_kind(&self) -> BlockKind {
        let quote =
            self.containers.iter().rev().find_map(|c| if let Container::Quote(n) = c { Some(*n) } else { None });
        if let Some(quote) = quote {
            return BlockKind::BlockQuote { quote };
        }
        let nearest = self.containers.iter().rev().find(|c| !matches!(c, Container::Other));
        match nearest {
            Some(Container::Item) => BlockKind::ListItem,
            Some(Container::Footnote) => BlockKind::Footnote,
            _ => BlockKind::Paragraph,
        }
    }

    /// An inline element at `span` belongs to the open leaf, or opens one.
    fn inline(&mut self, span: Span) {
        if self.opaque > 0 {
            return;
        }
        match &mut self.leaf {
            Some(leaf) if self.implicit => leaf.span = leaf.span.join(span),
            Some(_) => {}
            None => {
                self.answer_waiting(span);
                self.leaf = Some(Leaf { span, kind: self.paragraph_kind(), row: None });
                self.implicit = true;
                self.masker.part();
            }
        }
    }

    fn close_leaf(&mut self) {
        self.masker.part();
        let Some(mut leaf) = self.leaf.take() else { return };
        leaf.span = match leaf.kind {
            BlockKind::Heading => without_heading_marks(self.text, leaf.span),
            BlockKind::TableCell => {
                let cell = leaf.span.of(self.text).trim_end_matches(|c: char| c == '|' || c.is_whitespace());
                Span::new(leaf.span.start, leaf.span.start + cell.len()).trimmed(self.text)
            }
            _ => leaf.span.trimmed(self.text),
        };
        for index in self.inside.drain(..) {
            if let Some(comment) = self.out.comments.get_mut(index) {
                comment.reach = leaf.span;
            }
        }
        self.out.leaves.push(leaf);
    }

    /// An HTML block ends: its comments are noted, and what prose it holds is kept.
    fn html_block(&mut self) {
        let Some(span) = self.html.take() else { return };
        let content = html::split(self.text, span);
        let prose: Option<Span> = content.text.iter().copied().reduce(Span::join);
        for comment in content.comments {
            if prose.is_none() {
                self.waiting.push(self.out.comments.len());
            }
            self.out.comments.push(Comment { span: comment, reach: prose.unwrap_or(comment) });
        }
        if let Some(prose) = prose {
            self.open_leaf(prose, None);
            for piece in content.text {
                self.masker.keep(piece);
                self.masker.part();
            }
            self.close_leaf();
        }
    }
}

/// `spans` in order, with those that overlap made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            *kept = kept.join(*next);
        }
        overlap
    });
    spans
}

/// Where `needle` is written inside `span`, from its end; without it, all of `span`.
fn find_in(text: &str, span: Span, needle: &str) -> Span {
    match span.of(text).find(needle) {
        Some(at) if !needle.is_empty() => Span::new(span.start + at, span.start + at + needle.len()),
        _ => span,
    }
}

fn is_address_like(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.")
}

fn without_heading_marks(text: &str, span: Span) -> Span {
    let span = span.trimmed(text);
    let opened = span.of(text).trim_start_matches('#');
    let span = Span::new(span.end - opened.len(), span.end).trimmed(text);
    let kept = span.of(text).trim_end_matches(['#', '=', '-']).len();
    Span::new(span.start, span.start + kept).trimmed(text)
}
