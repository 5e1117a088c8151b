//! The draft as it reads: its Markdown set as HTML, block by block, with its quotations marked. Nothing in it can act: raw
//! HTML is shown as text, images are named and not loaded, and links lead to the web or nowhere.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::model::{Card, Dossier, is_web};
use crate::draft::find_front_matter;
use crate::text::Span;

/// A block of the draft that stands by itself.
#[derive(Debug)]
pub(super) struct Block {
    /// Its HTML.
    pub(super) html: String,
    /// The quotations that begin in it, by index.
    pub(super) cards: Vec<usize>,
}

/// The blocks of the draft.
pub(super) fn blocks(dossier: &Dossier<'_>) -> Vec<Block> {
    let text = &dossier.draft.checked.draft.text;
    let start = find_front_matter(text).map_or(0, |front| front.body.start.max(front.span.end));
    let body = text.get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut blocks: Vec<Block> = Vec::new();
    let mut setter = Setter { cards: &dossier.cards, told: 0, events: Vec::new(), links: Vec::new() };
    let mut depth = 0usize;
    let mut begun = 0;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let range = range.start + start..range.end + start;
        if depth == 0 {
            begun = range.start;
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        let end = range.end;
        setter.event(event, range);
        if depth == 0 {
            let mut set = String::new();
            html::push_html(&mut set, setter.events.drain(..));
            let span = Span::new(begun, end);
            let cards = dossier.cards.iter().enumerate().filter(|(_, card)| span.contains(card.span.start));
            blocks.push(Block { html: set, cards: cards.map(|(at, _)| at).collect() });
        }
    }
    // A quotation that no block holds must not be lost.
    let shown = |at: usize| blocks.iter().any(|block| block.cards.contains(&at));
    let lost: Vec<usize> = (0..dossier.cards.len()).filter(|at| !shown(*at)).collect();
    if !lost.is_empty() {
        blocks.push(Block { html: String::new(), cards: lost });
    }
    blocks
}

/// Turns events of the parser into those that are set.
struct Setter<'a> {
    cards: &'a [Card],
    /// How many cards have their number in the text by now.
    told: usize,
    events: Vec<Event<'a>>,
    /// The links that are open: whether each is kept.
    links: Vec<bool>,
}

impl<'a> Setter<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.words(&text, range, ("", "")),
            Event::Code(text) => self.words(&text, range, ("<code>", "</code>")),
            Event::Html(text) | Event::InlineHtml(text) => self.raw(&text),
            Event::SoftBreak => self.words(" ", range, ("", "")),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_kept = is_web(&dest_url);
                if is_kept {
                    let href = escaped(&dest_url);
                    self.push(format!("<a href=\"{href}\" rel=\"noopener noreferrer nofollow\">"));
                }
                self.links.push(is_kept);
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.push("</a>".to_owned());
                }
            }
            Event::Start(Tag::Image { .. }) => self.push("<span class=\"image\">[Image: ".to_owned()),
            Event::End(TagEnd::Image) => self.push("]</span>".to_owned()),
            // The page has headings of its own above these, and footnotes are read where they stand.
            Event::Start(Tag::Heading { level, .. }) => self.push(format!("<p class=\"heading {level}\">")),
            Event::End(TagEnd::Heading(_)) => self.push("</p>\n".to_owned()),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.push(format!("<div class=\"footnote\"><b>{}</b>", escaped(&name)));
            }
            Event::End(TagEnd::FootnoteDefinition) => self.push("</div>\n".to_owned()),
            Event::FootnoteReference(name) => self.push(format!("<sup>{}</sup>", escaped(&name))),
            Event::TaskListMarker(done) => self.push((if done { "☑ " } else { "☐ " }).to_owned()),
            Event::Start(Tag::HtmlBlock) => self.push("<div>".to_owned()),
            Event::End(TagEnd::HtmlBlock) => self.push("</div>\n".to_owned()),
            // A block quote and a code block with the attributes their writers gave them would be more than text.
            Event::Start(Tag::CodeBlock(_)) => self.push("<pre><code>".to_owned()),
            Event::End(TagEnd::CodeBlock) => self.push("</code></pre>\n".to_owned()),
            Event::Start(Tag::BlockQuote(_)) => self.push("<blockquote>\n".to_owned()),
            Event::End(TagEnd::BlockQuote(_)) => self.push("</blockquote>\n".to_owned()),
            event @ (Event::Start(_) | Event::End(_) | Event::HardBreak | Event::Rule) => self.events.push(event),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, range, ("", "")),
        }
    }

    /// Words of the draft that stand at `range`, those of quotations marked.
    fn words(&mut self, text: &str, range: Range<usize>, (open, close): (&str, &str)) {
        // An entity or an escape is shorter than it was written, and is not cut.
        let is_exact = text.len() == range.len();
        let mut at = 0;
        while at < text.len() {
            let here = range.start + at;
            let card = self.cards.iter().find(|card| card.span.contains(here));
            let next = match card {
                Some(card) => card.span.end,
                None => self
                    .cards
                    .iter()
                    .map(|card| card.span.start)
                    .filter(|start| *start > here)
                    .min()
                    .unwrap_or(usize::MAX),
            };
            let end = if is_exact { (next - range.start).min(text.len()) } else { text.len() };
            let piece = escaped(text.get(at..end).unwrap_or_default());
            match card {
                Some(card) => {
                    let number = self.number(card);
                    let class = card.verdict.class;
                    self.push(format!(
                        "<mark class=\"{class}\" data-q=\"{}\">{number}{open}{piece}{close}</mark>",
                        card.number
                    ));
                }
                None => self.push(format!("{open}{piece}{close}")),
            }
            at = end.max(at + 1);
        }
    }

    /// The number of a quotation, which stands before its first words and leads to its card.
    fn number(&mut self, card: &Card) -> String {
        if card.number <= self.told {
            return String::new();
        }
        self.told = card.number;
        let (n, label, sign) = (card.number, card.verdict.label, card.verdict.sign);
        format!(
            "<a class=\"number\" id=\"q{n}\" href=\"#e{n}\"><span class=\"sr\">Quotation </span>{n}\
             <span aria-hidden=\"true\"> {sign}</span><span class=\"sr\">: {label}. </span></a>"
        )
    }

    /// Raw HTML: comments are not read, but what is ignored and why is worth knowing; the rest is shown as text.
    fn raw(&mut self, text: &str) {
        let inner = text.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        match inner.map(str::trim) {
            Some(comment) if comment.starts_with("verbatim:") => {
                self.push(format!("<span class=\"ignore\">{}</span>", escaped(comment)));
            }
            Some(_) => {}
            None => self.push(format!("<code class=\"raw\">{}</code>", escaped(text))),
        }
    }

    fn push(&mut self, html: String) {
        self.events.push(Event::InlineHtml(CowStr::from(html)));
    }
}

/// `text` as it stands in HTML, between tags or in a quoted attribute.
fn escaped(text: &str) -> String {
    let text = crate::report::printable::text(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
