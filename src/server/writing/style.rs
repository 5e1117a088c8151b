//! How a draft is written: its quotation marks, and how it cites.

use std::path::Path;

use crate::draft::{CitationForm, Draft};
use crate::source::Card;

/// A pair of quotation marks, and what goes with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::server) struct Marks {
    /// Opens.
    pub(in crate::server) open: char,
    /// Closes.
    pub(in crate::server) close: char,
    /// Open and close a quotation inside.
    inner: (char, char),
    /// Whether apostrophes are straight.
    is_straight: bool,
}

const STRAIGHT: Marks = Marks { open: '"', close: '"', inner: ('\'', '\''), is_straight: true };
const CURLY: Marks = Marks { open: '“', close: '”', inner: ('‘', '’'), is_straight: false };
const LOW: Marks = Marks { open: '„', close: '“', inner: ('‚', '‘'), is_straight: false };
const GUILLEMETS: Marks = Marks { open: '«', close: '»', inner: ('‹', '›'), is_straight: false };
const TURNED: Marks = Marks { open: '»', close: '«', inner: ('›', '‹'), is_straight: false };

impl Marks {
    /// The marks of which `c` is the opening one.
    pub(in crate::server) fn opened_by(c: char) -> Option<Self> {
        [STRAIGHT, CURLY, LOW, GUILLEMETS, TURNED].into_iter().find(|marks| marks.open == c)
    }

    /// Those of the last quotation of `draft`; curly ones where there is none.
    pub(in crate::server) fn of(draft: &Draft) -> Self {
        let opening = draft.reading.quotations.iter().rev().filter(|quotation| quotation.within.is_none());
        let mut first = opening.filter_map(|quotation| quotation.span.of(&draft.text).chars().next());
        first.find_map(Self::opened_by).unwrap_or(CURLY)
    }

    /// `words` of a source, on one line, with the marks and apostrophes as they stand inside these.
    pub(in crate::server) fn set(self, words: &str) -> String {
        let mut set = String::with_capacity(words.len());
        let mut before = ' ';
        for c in words.chars() {
            let is_mark = matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
            let opens = !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?' | '…');
            set.push(match c {
                _ if is_mark && opens => self.inner.0,
                _ if is_mark => self.inner.1,
                '’' if self.is_straight => '\'',
                '\'' if !self.is_straight && opens => self.inner.0,
                '\'' if !self.is_straight => '’',
                _ => c,
            });
            before = c;
        }
        set
    }
}

/// How a draft cites its sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::server) enum CitationStyle {
    /// `[@key]`.
    Key,
    /// A link.
    Link,
    /// `[[note]]`.
    Wiki,
    /// The outlet's name in the prose.
    Outlet,
}

impl CitationStyle {
    /// How `draft` cites most; by keys where it does not cite yet.
    pub(in crate::server) fn of(draft: &Draft) -> Self {
        let count = |wanted: &[CitationForm]| draft.citations.iter().filter(|c| wanted.contains(&c.form)).count();
        let styles = [
            (count(&[CitationForm::Bracketed, CitationForm::Narrative]), Self::Key),
            (count(&[CitationForm::Link]), Self::Link),
            (count(&[CitationForm::Wiki]), Self::Wiki),
            (count(&[CitationForm::Outlet]), Self::Outlet),
        ];
        // The first of those that are equally frequent.
        let most = styles.into_iter().rev().max_by_key(|(count, _)| *count);
        most.filter(|(count, _)| *count > 0).map_or(Self::Key, |(_, style)| style)
    }

    /// A citation of the source with this card in a draft in `folder`, with the space before it; empty
    /// where this style has none.
    pub(in crate::server) fn cite(self, card: &Card, folder: &Path) -> String {
        let title = card.metadata.outlet.as_ref().or(card.metadata.title.as_ref()).unwrap_or(&card.key);
        match (self, &card.metadata.url) {
            (Self::Key, _) => format!(" [@{}]", card.key),
            (Self::Link, Some(url)) => format!(" ([{title}]({url}))"),
            (Self::Link, None) => match card.path.strip_prefix(folder) {
                Ok(path) => format!(" ([{title}](<{}>))", path.display()),
                Err(_) => format!(" [@{}]", card.key),
            },
            (Self::Wiki, _) => format!(" [[{}]]", card.key),
            (Self::Outlet, _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Memo;
    use crate::draft::parse;

    #[test]
    fn words_are_set_in_the_marks_of_the_draft() {
        let words = "It’s “ours”, isn't it";
        assert_eq!(STRAIGHT.set(words), "It's 'ours', isn't it");
        assert_eq!(CURLY.set(words), "It’s ‘ours’, isn’t it");
        assert_eq!(LOW.set("Das ist »unser« Haus"), "Das ist ‚unser‘ Haus");
    }

    #[test]
    fn a_draft_is_cited_in_as_it_cites() {
        let style = |text: &str| CitationStyle::of(&parse(text, &mut Memo::default()));
        assert_eq!(style("No citation."), CitationStyle::Key);
        assert_eq!(style("“We will rebuild it” ([Times](https://a.example/b))."), CitationStyle::Link);
        assert_eq!(style("“We will rebuild it” [@a]; [b](https://b.example/c) [@c]"), CitationStyle::Key);
        let card = Card { key: "harbour".to_owned(), path: "/w/sources/harbour.md".into(), ..Card::default() };
        assert_eq!(CitationStyle::Key.cite(&card, Path::new("/w")), " [@harbour]");
        assert_eq!(CitationStyle::Link.cite(&card, Path::new("/w")), " ([harbour](<sources/harbour.md>))");
        assert_eq!(CitationStyle::Wiki.cite(&card, Path::new("/w")), " [[harbour]]");
    }
}
