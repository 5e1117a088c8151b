//! Where in a source's own counting a passage stands: on which page, at what time, in which chapter.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// One place of a source, as people cite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Locator {
    /// A page.
    Page {
        /// Its place in the file, from 1.
        ordinal: u32,
        /// The number printed on it or that the file gives it, where that differs: "iv", "217".
        label: Option<String>,
    },
    /// A time from the start of a recording, in milliseconds.
    Time(u64),
    /// A chapter or section, by its heading.
    Section(String),
}

/// The kind of a [`Locator`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocatorKind {
    /// Pages.
    Page,
    /// Times.
    Time,
    /// Chapters and sections.
    Section,
}

impl Locator {
    /// What kind of place it is.
    #[must_use]
    pub fn kind(&self) -> LocatorKind {
        match self {
            Self::Page { .. } => LocatorKind::Page,
            Self::Time(_) => LocatorKind::Time,
            Self::Section(_) => LocatorKind::Section,
        }
    }
}

impl std::fmt::Display for Locator {
    /// As it is written in a citation: "p. 217", "00:01:12", the heading.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page { label: Some(label), .. } => write!(f, "p. {label}"),
            Self::Page { ordinal, label: None } => write!(f, "p. {ordinal}"),
            Self::Time(ms) => {
                let seconds = ms / 1000;
                write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
            }
            Self::Section(heading) => f.write_str(heading),
        }
    }
}

/// The places of a source: each holds from its byte of the text up to the next of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locators {
    places: Vec<(usize, Locator)>,
}

impl Locators {
    /// Says that `locator` begins at byte `at` of the text. Places are given in the order of the text.
    pub fn begin(&mut self, at: usize, locator: Locator) {
        self.places.push((at, locator));
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether the source has places of this kind.
    #[must_use]
    pub fn has(&self, kind: LocatorKind) -> bool {
        self.places.iter().any(|(_, place)| place.kind() == kind)
    }

    /// All places of `kind` that `span` touches, in order.
    pub fn touched(&self, span: Span, kind: LocatorKind) -> impl Iterator<Item = &Locator> {
        let mut places = self.places.iter().filter(move |(_, place)| place.kind() == kind).peekable();
        std::iter::from_fn(move || {
            loop {
                let (start, place) = places.next()?;
                let end = places.peek().map_or(usize::MAX, |(next, _)| *next);
                if *start >= span.end.max(span.start + 1) {
                    return None;
                }
                if end > span.start {
                    return Some(place);
                }
            }
        })
    }

    /// All places with the bytes at which they begin.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Locator)> {
        self.places.iter().map(|(at, place)| (*at, place))
    }

    /// The innermost place for `span` to show to people: the page, else the time, else the section.
    #[must_use]
    pub fn first(&self, span: Span) -> Option<&Locator> {
        [LocatorKind::Page, LocatorKind::Time, LocatorKind::Section]
            .into_iter()
            .find_map(|kind| self.touched(span, kind).next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_touches_the_places_it_stands_in() {
        let page = |ordinal| Locator::Page { ordinal, label: None };
        let mut places = Locators::default();
        for (at, ordinal) in [(0, 1), (100, 2), (200, 3)] {
            places.begin(at, page(ordinal));
        }
        let touched = |start, end| -> Vec<String> {
            places.touched(Span::new(start, end), LocatorKind::Page).map(ToString::to_string).collect()
        };
        assert_eq!(touched(10, 20), ["p. 1"]);
        assert_eq!(touched(90, 101), ["p. 1", "p. 2"]);
        assert_eq!(touched(90, 100), ["p. 1"]);
        assert_eq!(touched(250, 900), ["p. 3"]);
        assert_eq!(places.first(Span::new(150, 160)), Some(&page(2)));
        assert!(!places.has(LocatorKind::Time));
    }
}
