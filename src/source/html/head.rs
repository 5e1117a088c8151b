//! What the tags of a page say about it, outside its text.

use super::attributes::{
    Attributes, CLASS, CONTENT, DATETIME, HREF, ITEMPROP, LANG, NAME, PROPERTY, REL, TITLE_TEXT, TYPE,
};
use super::tags::*;
use crate::text::Span;

/// No page that people read says more of itself.
const MOST_METAS: usize = 256;
const MOST_MOMENTS: usize = 64;
const MOST_BYLINES: usize = 64;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `<meta>`: name, property or itemprop, letters and digits alone and in lower case, and content:
    /// "DC.date.issued" and "dc:date:issued" are one name.
    pub(super) metas: Vec<(String, String)>,
    /// Scripts of JSON-LD, as bytes of the page.
    pub(super) json_ld: Vec<Span>,
    pub(super) title: Option<Span>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// Times that elements state in their attributes.
    pub(super) moments: Vec<Moment>,
    /// Elements that are bylines or dates by their names.
    pub(super) bylines: Vec<Span>,
}

/// A time that an element states in an attribute.
#[derive(Debug)]
pub(super) struct Moment {
    /// As written.
    pub(super) when: String,
    pub(super) of: Event,
    /// Where in the page the element begins.
    pub(super) at: usize,
}

/// What happened at a stated time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Publication,
    Change,
    /// The element does not say.
    Unsaid,
}

/// What the string behind a tag is, where it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    Title,
    JsonLd,
    Other,
}

impl Head {
    /// Takes what a tag says, which ends before byte `end`; `skipped` where its place is not read. What
    /// comes back says what the string behind it is, where that is no text.
    pub(super) fn take(&mut self, tag: Name, attributes: &Attributes, skipped: bool, end: usize) -> Option<Raw> {
        let get = |attribute| attributes.get(attribute);
        self.take_moment(tag, attributes, end);
        match tag {
            META => {
                let key = [PROPERTY, NAME, ITEMPROP].into_iter().map(get).find(|key| !key.is_empty())?;
                if self.metas.len() < MOST_METAS && !get(CONTENT).is_empty() {
                    let letters = key.chars().filter(char::is_ascii_alphanumeric);
                    self.metas.push((letters.map(|c| c.to_ascii_lowercase()).collect(), get(CONTENT).to_owned()));
                }
                None
            }
            LINK if get(REL).eq_ignore_ascii_case("canonical") => {
                self.canonical.get_or_insert_with(|| get(HREF).to_owned());
                None
            }
            HTML if !get(LANG).is_empty() => {
                self.language.get_or_insert_with(|| get(LANG).to_owned());
                None
            }
            TITLE if !skipped => Some(Raw::Title),
            SCRIPT if get(TYPE).to_ascii_lowercase().contains("ld+json") => Some(Raw::JsonLd),
            SCRIPT | STYLE_TAG | TEXTAREA => Some(Raw::Other),
            _ => None,
        }
    }

    /// `<time datetime>`, and what microdata, RDFa and the older microformats write.
    fn take_moment(&mut self, tag: Name, attributes: &Attributes, end: usize) {
        let get = |attribute| attributes.get(attribute);
        let is_date = |attribute| {
            let name = get(attribute);
            let name = name.rsplit(':').next().unwrap_or_default();
            ["datePublished", "dateCreated", "date", "created", "pubdate"].contains(&name)
        };
        let stated = tag != META && (is_date(ITEMPROP) || is_date(PROPERTY));
        let class = if tag == TIME || tag == ABBR { get(CLASS) } else { "" };
        let published = ["publi", "posted", "entry-date"].iter().any(|word| class.contains(word));
        let when = match tag {
            TIME => [DATETIME, CONTENT].into_iter().map(get).find(|when| !when.is_empty()),
            ABBR if published || class.contains("date") => Some(get(TITLE_TEXT)),
            _ if stated => [CONTENT, DATETIME, TITLE_TEXT].into_iter().map(get).find(|when| !when.is_empty()),
            _ => None,
        };
        if let Some(when) = when.filter(|when| !when.is_empty() && self.moments.len() < MOST_MOMENTS) {
            let changed = get(ITEMPROP) == "dateModified" || class.contains("updat") || class.contains("modif");
            let of = match (published || stated, changed) {
                (true, _) => Event::Publication,
                (false, true) => Event::Change,
                _ => Event::Unsaid,
            };
            self.moments.push(Moment { when: when.to_owned(), of, at: end });
        }
    }

    /// Whether there is room for another byline.
    pub(super) fn has_room(&self) -> bool {
        self.bylines.len() < MOST_BYLINES
    }
}
