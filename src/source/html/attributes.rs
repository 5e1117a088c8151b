//! The attributes of a tag that bear on what its element is.

/// How many places attributes are kept at. The first is nobody's.
const PLACES: usize = 16;
pub(super) const CLASS: usize = 1;
pub(super) const ID: usize = 2;
pub(super) const ROLE: usize = 3;
pub(super) const ITEMPROP: usize = 4;
pub(super) const PROPERTY: usize = 5;
pub(super) const NAME: usize = 6;
pub(super) const CONTENT: usize = 7;
pub(super) const HREF: usize = 8;
pub(super) const REL: usize = 9;
pub(super) const LANG: usize = 10;
pub(super) const DATETIME: usize = 11;
pub(super) const TYPE: usize = 12;
pub(super) const STYLE: usize = 13;
pub(super) const TITLE_TEXT: usize = 14;
const HIDDEN: usize = 15;

/// Where the attribute called `name` is kept: 0 when it bears on nothing.
fn place(name: &[u8]) -> usize {
    match name {
        b"class" => CLASS,
        b"id" => ID,
        b"role" => ROLE,
        b"itemprop" => ITEMPROP,
        b"property" => PROPERTY,
        b"name" => NAME,
        b"content" => CONTENT,
        b"href" => HREF,
        b"rel" => REL,
        b"lang" => LANG,
        b"datetime" => DATETIME,
        b"type" => TYPE,
        b"style" => STYLE,
        b"title" => TITLE_TEXT,
        b"hidden" => HIDDEN,
        _ => 0,
    }
}

/// The attributes of the tag being read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    current: usize,
    values: [String; PLACES],
    /// Which of them the tag has, a bit each.
    present: u32,
}

impl Attributes {
    /// The value of an attribute; empty where the tag has none.
    pub(super) fn get(&self, attribute: usize) -> &str {
        self.values.get(attribute).map(String::as_str).unwrap_or_default()
    }

    /// Whether the tag says that it is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.present & (1 << HIDDEN) != 0 && self.get(HIDDEN) != "false"
    }

    /// Begins a tag.
    pub(super) fn clear(&mut self) {
        if self.present > 1 {
            self.values.iter_mut().for_each(String::clear);
        }
        self.present = 0;
        self.current = 0;
    }

    /// Begins an attribute; of two with one name the first counts.
    pub(super) fn begin(&mut self, name: &[u8]) {
        let place = place(name);
        let bit = 1 << place;
        self.current = if self.present & bit == 0 { place } else { 0 };
        self.present |= bit;
    }

    /// Gives the attribute its value.
    pub(super) fn fill(&mut self, value: &[u8]) {
        if self.current == 0 {
            return;
        }
        if let Some(place) = self.values.get_mut(self.current) {
            match std::str::from_utf8(value) {
                Ok(value) => place.push_str(value),
                Err(_) => place.push_str(&String::from_utf8_lossy(value)),
            }
        }
    }
}
