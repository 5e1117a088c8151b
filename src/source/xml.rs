//! News in XML: NITF, NewsML, and exports like them.

use std::collections::HashMap;

use super::decode::decode_leniently;
use super::package::{Node, walk};
use super::reader::{Fields, File, Part, Reader};
use super::table::of_paragraphs;
use super::{Metadata, dates};

/// Elements that are one document, the outermost first.
const RECORDS: &[&str] = &["newsItem", "NewsItem", "nitf", "article", "document", "doc", "item", "entry", "record"];
/// Elements that hold the text.
const BODIES: &[&str] = &["body.content", "inlineXML", "DataContent", "body", "text", "content", "encoded", "fulltext"];
const TITLES: &[&str] = &["hl1", "headline", "HeadLine", "title"];
const AUTHORS: &[&str] = &["byttl", "person", "by", "author", "ByLine", "creator", "byline"];
const OUTLETS: &[&str] = &["doc.copyright", "provider", "Provider", "publisher", "source", "distributor"];
const DATES: &[&str] =
    &["date.issue", "story.date", "contentCreated", "versionCreated", "DateAndTime", "pubDate", "published", "date"];
const ADDRESSES: &[&str] = &["link", "url", "guid"];

/// Reads news in XML.
#[derive(Debug)]
pub(super) struct Xml;

impl Reader for Xml {
    fn format(&self) -> &'static str {
        "XML"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xml", "nitf", "newsml", "rss", "atom"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"<?xml")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let text = decode_leniently(file.bytes)?.text;
        let mut collector = Collector {
            fields: &file.options.fields,
            record: outermost(&text, &file.options.fields),
            ..Collector::new(&file.options.fields)
        };
        let outcome = walk(&text, |node| collector.visit(node));
        let mut parts = collector.parts;
        if let [only] = parts.as_mut_slice() {
            only.fragment = None;
        }
        match (parts.is_empty(), outcome) {
            (true, Err(reason)) => Err(reason),
            (true, Ok(())) => {
                Err("is XML without an article that is known; name its elements in verbatim.toml: [sources.fields] record = \"…\", text = \"…\"".to_owned())
            }
            (false, Err(reason)) => {
                parts.push(Part { fragment: Some("rest".to_owned()), document: Err(reason) });
                Ok(parts)
            }
            (false, Ok(())) => Ok(parts),
        }
    }
}

/// The element that is one document: as configured, else the first known one.
fn outermost(xml: &str, fields: &Fields) -> Option<String> {
    if let Some(given) = &fields.record {
        return Some(given.clone());
    }
    let mut found: Option<String> = None;
    // A break is told of by the walk that reads.
    let _ = walk(xml, |node| {
        if let Node::Start(name, _) = node
            && found.is_none()
            && RECORDS.contains(&name)
        {
            found = Some(name.to_owned());
        }
    });
    found
}

struct Collector<'a> {
    fields: &'a Fields,
    record: Option<String>,
    /// Elements open within the record.
    open: Vec<String>,
    inside: bool,
    /// How many elements that hold text are open.
    bodies: usize,
    paragraphs: Vec<String>,
    said: HashMap<String, String>,
    parts: Vec<Part>,
}

impl<'a> Collector<'a> {
    fn new(fields: &'a Fields) -> Self {
        Self {
            fields,
            record: None,
            open: Vec::new(),
            inside: false,
            bodies: 0,
            paragraphs: Vec::new(),
            said: HashMap::new(),
            parts: Vec::new(),
        }
    }

    fn is_body(&self, name: &str) -> bool {
        self.fields.text.as_ref().map_or(BODIES.contains(&name), |given| given == name)
    }

    fn visit(&mut self, node: Node<'_>) {
        match node {
            Node::Start(name, attributes) => {
                if !self.inside && self.record.as_deref() == Some(name) {
                    self.inside = true;
                    self.open.clear();
                    self.bodies = 0;
                }
                if !self.inside {
                    return;
                }
                if let Some(norm) = attributes.get("norm") {
                    self.said.entry(name.to_owned()).or_insert(norm);
                }
                if let Some(link) = attributes.get("href").filter(|_| name == "link") {
                    self.said.entry(name.to_owned()).or_insert(link);
                }
                // The head of a body says what the text is called, and is no text.
                if name == "body.head" {
                    self.bodies = 0;
                }
                self.bodies += usize::from(self.is_body(name));
                if self.bodies > 0
                    && (self.is_body(name)
                        || matches!(
                            name,
                            "p" | "block" | "li" | "hl2" | "div" | "td" | "h2" | "h3" | "br" | "blockquote"
                        ))
                {
                    self.paragraphs.push(String::new());
                }
                self.open.push(name.to_owned());
            }
            Node::Text(text) if self.inside => {
                if self.bodies > 0
                    && let Some(paragraph) = self.paragraphs.last_mut()
                {
                    paragraph.push_str(text);
                } else if let Some(name) = self.open.last()
                    && self.said.len() < 200
                {
                    self.said.entry(name.clone()).or_default().push_str(text);
                }
            }
            Node::End(name) if self.inside => {
                if self.open.pop().as_deref() == Some(name) && self.is_body(name) {
                    self.bodies = self.bodies.saturating_sub(1);
                }
                if self.bodies > 0
                    && matches!(name, "p" | "block" | "li" | "hl2" | "div" | "td" | "h2" | "h3" | "blockquote")
                {
                    self.paragraphs.push(String::new());
                }
                if self.record.as_deref() == Some(name) && self.open.is_empty() {
                    self.inside = false;
                    self.finish();
                }
            }
            _ => {}
        }
    }

    /// Makes a document of the record that has ended.
    fn finish(&mut self) {
        let paragraphs: Vec<String> =
            std::mem::take(&mut self.paragraphs).into_iter().filter(|text| !text.trim().is_empty()).collect();
        let said = std::mem::take(&mut self.said);
        if paragraphs.is_empty() {
            return;
        }
        let get = |given: &Option<String>, usual: &[&str]| {
            let names = given.iter().map(String::as_str).chain(usual.iter().copied().filter(|_| given.is_none()));
            names
                .filter_map(|name| said.get(name))
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
                .find(|text| !text.is_empty())
        };
        let title = get(&self.fields.title, TITLES);
        let author = get(&self.fields.author, AUTHORS);
        let metadata = Metadata {
            title: title.clone(),
            authors: author
                .map(|author| author.strip_prefix("By ").unwrap_or(&author).to_owned())
                .into_iter()
                .collect(),
            outlet: get(&self.fields.outlet, OUTLETS),
            date: get(&self.fields.date, DATES)
                .map(|date| dates::in_address(&date).unwrap_or_else(|| dates::normalised(&date))),
            url: get(&self.fields.url, ADDRESSES).filter(|url| url.starts_with("http")),
            ..Metadata::default()
        };
        let number = (self.parts.len() + 1).to_string();
        let id = get(&self.fields.id, &[]).filter(|id| id.len() <= 80);
        // Feeds hold their texts as HTML within XML.
        let document = match paragraphs.as_slice() {
            [only] if only.contains("</p>") || only.contains("<br") => super::table::document(
                only,
                super::front_matter::Said { metadata, names_kind: true, made: None, notice: None },
            ),
            _ => of_paragraphs(title.as_deref(), paragraphs.iter().map(String::as_str), metadata),
        };
        self.parts.push(Part { fragment: Some(id.unwrap_or(number)), document: Ok(document) });
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Options;

    #[test]
    fn news_is_read_with_its_head() {
        let nitf = "<?xml version=\"1.0\"?><nitf><head><docdata><date.issue norm=\"20310502T101500Z\"/></docdata></head><body><body.head><hedline><hl1>Ferry talks fail</hl1></hedline><byline>By <person>Ann Gale</person></byline></body.head><body.content><p>&#8220;We failed,&#8221; she said.</p><p>So it <em>was</em>.</p></body.content></body></nitf>";
        let options = Options {
            fields: Fields { text: Some("body.content".to_owned()), ..Fields::default() },
            ..Options::default()
        };
        for options in [options, Options::default()] {
            let parts = Xml.read(&File::new(nitf.as_bytes(), Path::new("a.xml"), &options)).unwrap();
            let document = parts[0].document.as_ref().unwrap();
            assert!(document.text.ends_with("“We failed,” she said.\n\nSo it was.\n"), "{}", document.text);
            if options.fields.text.is_some() {
                assert_eq!(document.metadata.date.as_deref(), Some("2031-05-02"));
                assert_eq!(document.metadata.authors, ["Ann Gale"]);
                assert_eq!(document.metadata.title.as_deref(), Some("Ferry talks fail"));
            }
        }
    }
}
