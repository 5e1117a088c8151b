//! PDFs: lines in the order in which they are read, paragraphs, and the pages they stand on.

mod accents;
mod bidi;
mod chunks;
mod glyphs;
mod heads;
mod layout;
mod paragraphs;

use self::glyphs::Properties;
use self::heads::Head;
use self::paragraphs::Written;
use super::front_matter::Said;
use super::reader::{Document, File, Part, Reader};
use super::{Metadata, OffsetMap, complete};

/// No document that people quote from has more pages.
const MOST_PAGES: usize = 10_000;

/// Reads PDFs.
#[derive(Debug)]
pub(super) struct Pdf;

impl Reader for Pdf {
    fn format(&self) -> &'static str {
        "PDF"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-"))
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mut pages = Vec::new();
        let (mut named, mut unnamed, mut pictured) = (0, 0, false);
        let properties = glyphs::read(file.bytes, MOST_PAGES, |sheet| {
            named += sheet.glyphs.len();
            unnamed += sheet.unnamed;
            pictured |= sheet.pictured;
            pages.push(layout::lines(sheet.glyphs));
        })?;
        if pages.is_empty() {
            return Err("is a broken PDF: no page of it can be read".to_owned());
        }
        if named == 0 {
            return Err(match (unnamed, pictured) {
                (0, true) => "is a PDF of pictures without text, as scanners make it; run text recognition (OCR) on it"
                    .to_owned(),
                (0, false) => "is a PDF without text".to_owned(),
                _ => "is a PDF whose fonts do not say which letters they show; run text recognition (OCR) on it"
                    .to_owned(),
            });
        }
        let heads = heads::find(&pages);
        let written = paragraphs::write(&pages, &heads, |page| label(page, &properties, &heads));
        let notice = (unnamed * 10 > named)
            .then(|| "has fonts that do not say which letters they show; some of its text is missing".to_owned());
        Ok(Part::whole(document(written, properties, notice)))
    }
}

/// What page `page`, from 0, is called where that is not its place in the file: as the file says, else
/// as is printed on it.
fn label(page: usize, properties: &Properties, heads: &[Head]) -> Option<String> {
    let given =
        properties.labels.iter().rev().find(|(first, ..)| *first <= page).and_then(|(first, style, prefix, start)| {
            let number = usize::try_from(*start).ok()? + page - first;
            let number = match style {
                'r' => roman(number),
                'R' => roman(number).to_uppercase(),
                'D' => number.to_string(),
                _ => String::new(),
            };
            let label = format!("{prefix}{number}");
            (!label.is_empty()).then_some(label)
        });
    let plain = (page + 1).to_string();
    let printed = || heads.get(page).and_then(|head| head.number.clone());
    given.filter(|label| *label != plain).or_else(printed).filter(|label| *label != plain)
}

fn roman(mut number: usize) -> String {
    const DIGITS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    number = number.min(9999);
    for (value, digit) in DIGITS {
        while number >= value {
            text.push_str(digit);
            number -= value;
        }
    }
    text
}

fn document(written: Written, properties: Properties, notice: Option<String>) -> Document {
    let Written { text, prose, blocks, locators } = written;
    let metadata = Metadata {
        title: properties.title.filter(|title| is_title(title)),
        authors: properties
            .author
            .iter()
            .flat_map(|author| author.split([';', ',']))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        date: properties.date,
        ..Metadata::default()
    };
    let (metadata, voice) = complete(Said::by_properties(metadata, None), &prose, &blocks);
    // No byte of a PDF is a byte of its text.
    Document {
        format: String::new(),
        text,
        prose,
        offsets: OffsetMap::identity(),
        blocks,
        locators,
        metadata,
        voice,
        notices: notice.into_iter().collect(),
    }
}

/// Programs leave names of files where titles should be.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    !(lower.starts_with("microsoft word - ")
        || lower == "untitled"
        || [".doc", ".docx", ".dvi", ".tex", ".indd", ".pdf", ".qxd", ".odt"]
            .iter()
            .any(|ending| lower.ends_with(ending)))
}
