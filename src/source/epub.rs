//! E-books (EPUB 2 and 3): the chapters in the order of the book, each a section.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::compose::Composer;
use super::docx::metadata;
use super::front_matter::Said;
use super::html::read_whole;
use super::package::{Node, Package, walk};
use super::reader::{File, Part, Reader};
use super::{Locator, SourceKind, assemble};

/// Reads e-books.
#[derive(Debug)]
pub(super) struct Epub;

impl Reader for Epub {
    fn format(&self) -> &'static str {
        "EPUB"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
            && bytes.get(30..80).is_some_and(|head| head.windows(20).any(|window| window == b"application/epub+zip"))
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mut package = Package::open(file.bytes, file.most())?;
        let book = book_file(&mut package)?;
        let about = package.text(&book)?.ok_or_else(|| format!("is a broken e-book: {book} is missing"))?;
        if package.names().iter().any(|name| name == "META-INF/rights.xml") {
            return Err("is locked by a shop (DRM) and cannot be read".to_owned());
        }
        let mut composer = Composer::default();
        let mut missing = Vec::new();
        for chapter in chapters(&about, &book) {
            match package.text(&chapter)? {
                Some(html) => {
                    composer.end();
                    read_whole(&html, &mut composer, |composer, heading| {
                        composer.locate(Locator::Section(heading.to_owned()))
                    });
                }
                None => missing.push(chapter),
            }
        }
        if composer.text().trim().is_empty() {
            return Err("is an e-book without text".to_owned());
        }
        let notice = missing.first().map(|first| format!("lacks chapters that its contents name, the first {first}"));
        let mut metadata = metadata(&about);
        metadata.kind = SourceKind::Book;
        Ok(Part::whole(assemble(composer.finish(), Said { metadata, names_kind: true, made: None, notice })))
    }
}

/// The file that describes the book.
fn book_file(package: &mut Package<'_>) -> Result<String, String> {
    let container = package.text("META-INF/container.xml")?.unwrap_or_default();
    let mut named = None;
    // What came before a break is good all the same.
    let _ = walk(&container, |node| {
        if let Node::Start("rootfile", attributes) = node {
            named = named.take().or_else(|| attributes.get("full-path"));
        }
    });
    let by_ending = || package.names().into_iter().find(|name| name.ends_with(".opf"));
    named.or_else(by_ending).ok_or_else(|| "is no e-book: it has no list of contents".to_owned())
}

/// The chapters in order, as names of files in the package.
fn chapters(about: &str, book: &str) -> Vec<String> {
    let mut items: HashMap<String, String> = HashMap::new();
    let mut order = Vec::new();
    let _ = walk(about, |node| match node {
        Node::Start("item", attributes) => {
            let kind = attributes.get("media-type").unwrap_or_default();
            if let (Some(id), Some(href), true) = (attributes.get("id"), attributes.get("href"), kind.contains("html"))
                && !attributes.get("properties").is_some_and(|properties| properties.split(' ').any(|one| one == "nav"))
            {
                items.insert(id, href);
            }
        }
        Node::Start("itemref", attributes) => order.extend(attributes.get("idref")),
        _ => {}
    });
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let files = order.iter().filter_map(|id| items.get(id));
    files.map(|href| within(folder, &percent_decode_str(href).decode_utf8_lossy())).collect()
}

/// The file that `href` names, seen from `folder`.
fn within(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
