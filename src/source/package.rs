//! Files that are ZIP archives of XML: Word, OpenDocument, EPUB. What is unpacked is bounded, whatever
//! the archive says of itself.

use std::io::{Cursor, Read as _};

use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::html::{entity, unescaped};

/// Elements within elements, at most.
const DEEPEST: usize = 256;
/// How many files a package may hold.
const MOST_FILES: usize = 20_000;
/// How much larger than the package its contents may be.
const RATIO: u64 = 200;

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the package `bytes`, of which at most `limit` bytes are unpacked.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, String> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(
                "is encrypted, or an Office document of before 2007; save it anew without a password".to_owned()
            );
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is broken: {error}"))?;
        if archive.len() > MOST_FILES {
            return Err(format!("holds {} files, which no document does", archive.len()));
        }
        let most = (bytes.len() as u64).saturating_mul(RATIO).max(10_000_000);
        Ok(Self { archive, left: limit.min(most) })
    }

    /// The names of the files in it.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// The text of the file `name`; `None` when there is none.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let mut file = self.archive.by_index(index).map_err(|error| format!("is broken: {error}"))?;
        if file.encrypted() {
            return Err("is encrypted; save it without a password".to_owned());
        }
        let mut bytes = Vec::new();
        let left = self.left;
        let read = (&mut file).take(left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > left {
            return Err(
                "unpacks to far more than a document of its size holds, as a bomb does; it was not read".to_owned()
            );
        }
        read.map_err(|error| format!("is broken: {error}"))?;
        self.left -= bytes.len() as u64;
        let decoded =
            super::decode::decode_leniently(&bytes).map_err(|reason| format!("has a part {name} that {reason}"))?;
        Ok(Some(decoded.text))
    }
}

/// What is met in XML, one by one. Names are without their prefix.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Start(&'a str, Attributes<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
#[derive(Debug)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute `name`, without regard to its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut found =
            attributes.with_checks(false).flatten().filter(|attribute| attribute.key.local_name().as_ref() == name);
        found.next().map(|attribute| unescaped(&attribute.value))
    }
}

/// Walks through `xml`. Entities that a document declares itself are not resolved, so none can grow.
///
/// # Errors
/// Where the XML is broken. What came before has been told to `visit`.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), String> {
    let mut reader = XmlReader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0usize;
    let broken = |at: u64, error: &dyn std::fmt::Display| format!("has broken XML at byte {at}: {error}");
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err("has XML nested deeper than any document needs".to_owned());
                }
                let name = start.local_name();
                visit(Node::Start(name.as_ref(), Attributes(&start)));
            }
            Ok(Event::Empty(start)) => {
                let name = start.local_name();
                visit(Node::Start(name.as_ref(), Attributes(&start)));
                visit(Node::End(name.as_ref()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(end.local_name().as_ref()));
            }
            Ok(Event::Text(text)) => visit(Node::Text(&text)),
            Ok(Event::CData(text)) => visit(Node::Text(&text)),
            Ok(Event::GeneralRef(reference)) => {
                let written = format!("&{};", &*reference);
                if let Some((value, _)) = entity(&written) {
                    visit(Node::Text(&value));
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(broken(reader.error_position(), &error)),
        }
    }
}

/// What the file `xml` says in the element `name`: `dc:title` of Office, OpenDocument and EPUB.
pub(super) fn properties(xml: &str, names: &[&str]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Option<(String, String)> = None;
    // What came before a break is good all the same.
    let _ = walk(xml, |node| match node {
        Node::Start(name, _) if names.contains(&name) => open = Some((name.to_owned(), String::new())),
        Node::Text(text) => {
            if let Some((_, value)) = &mut open {
                value.push_str(text);
            }
        }
        Node::End(name) if open.as_ref().is_some_and(|(open, _)| open == name) => {
            found.extend(open.take().filter(|(_, value)| !value.trim().is_empty()));
        }
        _ => {}
    });
    found
}
