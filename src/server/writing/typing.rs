//! What is being typed at the cursor: a quotation, a citation's key, somebody's name.

use super::style::Marks;
use crate::text::{Span, is_joint, words};

/// A quotation needs so many whole words before anything is proposed.
const FEWEST_WORDS: usize = 2;

/// How many bytes before the cursor a quotation may have begun that is still being typed.
const LONGEST: usize = 600;

/// How many bytes a name behind `@` may have, with the words behind it.
const LONGEST_NAME: usize = 80;

/// What is being typed. Spans are bytes of the text that stands before the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::server) enum Typing {
    /// A key in a citation, behind its `@`.
    Key {
        /// What there is of it by now.
        key: Span,
    },
    /// Words behind an opening mark.
    Quotation {
        /// The words by now, the last one perhaps only begun.
        words: Span,
        /// The marks it is set in.
        marks: Marks,
    },
    /// `@` and somebody's name, outside a citation, perhaps with words of theirs.
    Speaker {
        /// From the `@` on.
        all: Span,
    },
}

impl Typing {
    /// What is being typed at the end of `before`, the text of a paragraph up to the cursor.
    pub(in crate::server) fn at_end_of(before: &str) -> Option<Self> {
        Self::name(before).or_else(|| Self::quotation(before))
    }

    fn name(before: &str) -> Option<Self> {
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let at = line + before.get(line..)?.rfind('@')?;
        let typed = before.get(at + 1..)?;
        let begins = !before.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '@' | '/' | ':'));
        if !begins || typed.len() > LONGEST_NAME {
            return None;
        }
        let opened = before.get(..at)?.rfind('[');
        let in_brackets = opened.is_some_and(|opened| !before.get(opened..at).unwrap_or_default().contains(']'));
        if in_brackets {
            let is_key = typed.chars().all(|c| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c));
            return is_key.then_some(Self::Key { key: Span::new(at + 1, before.len()) });
        }
        let is_name = typed.starts_with(char::is_alphabetic)
            && typed.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
        is_name.then_some(Self::Speaker { all: Span::new(at, before.len()) })
    }

    fn quotation(before: &str) -> Option<Self> {
        let (open, marks) = last_open(before)?;
        let words_span = Span::new(open, before.len());
        if words_span.len() > LONGEST {
            return None;
        }
        let typed = words_span.of(before);
        let is_begun = typed.ends_with(|c: char| c.is_alphanumeric() || is_joint(c));
        let whole = words(typed).len() - usize::from(is_begun && !typed.is_empty());
        (whole >= FEWEST_WORDS).then_some(Self::Quotation { words: words_span, marks })
    }
}

/// Behind the last mark that opens a quotation and that none closes, and the marks it belongs to.
fn last_open(text: &str) -> Option<(usize, Marks)> {
    let mut open: Option<(usize, Marks)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        match open {
            Some((_, marks)) if c == marks.close => open = None,
            Some(_) => {}
            None => {
                let after = text.get(behind..).and_then(|rest| rest.chars().next()).unwrap_or('x');
                let may_open = !before.is_alphanumeric() && !after.is_whitespace();
                open = Marks::opened_by(c).filter(|_| may_open).map(|marks| (behind, marks));
            }
        }
        before = c;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(before: &str) -> Option<(&'static str, &str)> {
        Some(match Typing::at_end_of(before)? {
            Typing::Key { key } => ("key", key.of(before)),
            Typing::Quotation { words, .. } => ("quotation", words.of(before)),
            Typing::Speaker { all } => ("speaker", all.of(before)),
        })
    }

    #[test]
    fn words_behind_an_opening_mark_are_a_quotation() {
        assert_eq!(typed("He said: “We will reb"), Some(("quotation", "We will reb")));
        assert_eq!(typed("He said: \"We will "), Some(("quotation", "We will ")));
        assert_eq!(typed("Er sagte: „Wir werden das"), Some(("quotation", "Wir werden das")));
        assert_eq!(typed("He said: “We will"), None, "one whole word and one begun");
        assert_eq!(typed("“We will rebuild,” he said, and so"), None, "it is closed");
        assert_eq!(typed("\"We will rebuild,\" he said. \"It is our"), Some(("quotation", "It is our")));
        assert_eq!(typed("5\" pipes are sold here"), None, "an inch");
    }

    #[test]
    fn names_stand_behind_an_at_sign() {
        assert_eq!(typed("as shown [@harb"), Some(("key", "harb")));
        assert_eq!(typed("as shown [see @harbour, p. 3; @"), Some(("key", "")));
        assert_eq!(typed("Then @okafor har"), Some(("speaker", "@okafor har")));
        assert_eq!(typed("Then @"), None);
        assert_eq!(typed("ann@harbour"), None, "an address");
        assert_eq!(typed("as shown [@harbour], he"), None);
    }
}
