//! How sure it is whom a mention means.

use crate::prose::{Attribution, Block, Person, PersonId, PersonKind, Reading};

/// How sure it is that a mention means the person it was taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Reference {
    /// It may as well be another: a surname that two people of the text share.
    Ambiguous,
    /// Probably: a pronoun with several people around it.
    Likely,
    /// A name, a role, or a pronoun where the nearest paragraph that names anybody names one.
    Sure,
}

/// What stands for a person without naming them.
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "who", "him", "her", "them", "we", "i", "this", "that"];

/// How many paragraphs are looked at for whom a pronoun may mean: its own and those before it, up
/// to the first that names anybody.
const LOOK_BACK: usize = 3;

/// The people of a text by the last words of their names.
pub(super) struct Names<'a> {
    /// Sorted, each with whether it is a body.
    by_last: Vec<(&'a str, PersonId, bool)>,
    /// Which bytes a last word begins with, so that most words of a text need not be looked up.
    initials: [bool; 256],
}

impl<'a> Names<'a> {
    /// Those whom `reading` knows.
    pub(super) fn of(reading: &'a Reading) -> Self {
        let name = |(index, person): (usize, &'a Person)| {
            let is_body = matches!(person.kind, PersonKind::Organisation | PersonKind::Group);
            Some((last_word(&person.name)?, PersonId(index), is_body))
        };
        let mut by_last: Vec<(&str, PersonId, bool)> = reading.people.iter().enumerate().filter_map(name).collect();
        by_last.sort_unstable();
        let mut initials = [false; 256];
        for first in by_last.iter().filter_map(|(last, ..)| last.bytes().next()) {
            initials[usize::from(first)] = true;
        }
        Self { by_last, initials }
    }

    /// How sure it is whom `attribution` means, in the text with these `blocks`.
    pub(super) fn reference(&self, prose: &str, blocks: &[Block], attribution: &Attribution) -> Reference {
        let Some(id) = attribution.speaker.person else { return Reference::Likely };
        let mention = attribution.speaker.text.as_str();
        if PRONOUNS.contains(&mention.to_lowercase().as_str()) {
            let start = attribution.speaker.mention.map_or(0, |span| span.start);
            let upto = blocks.partition_point(|block| block.span.start <= start);
            let nearest = blocks.get(upto.saturating_sub(LOOK_BACK)..upto).unwrap_or_default().iter().rev();
            let only = nearest.map(|block| self.names_only(block.span.of(prose), id)).find_map(|only| only);
            let only = only == Some(true);
            return if only { Reference::Sure } else { Reference::Likely };
        }
        if self.bearers(mention).nth(1).is_some() { Reference::Ambiguous } else { Reference::Sure }
    }

    /// Those whose names end with the word `last`.
    fn bearers(&self, last: &str) -> impl Iterator<Item = &(&'a str, PersonId, bool)> {
        let from = self.by_last.partition_point(|(other, ..)| *other < last);
        self.by_last.get(from..).unwrap_or_default().iter().take_while(move |(other, ..)| *other == last)
    }

    /// Whether `block` names `id` alone of those that a pronoun could mean; `None` where it names nobody.
    fn names_only(&self, block: &str, id: PersonId) -> Option<bool> {
        let mut only = None;
        for word in words(block) {
            let first = word.bytes().next().map_or(0, usize::from);
            if !self.initials.get(first).copied().unwrap_or_default() {
                continue;
            }
            for (_, bearer, _) in self.bearers(word).filter(|(.., is_body)| !is_body) {
                if *bearer != id {
                    return Some(false);
                }
                only = Some(true);
            }
        }
        only
    }
}

/// The words of `text`, with the hyphens in them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || *byte == b'-');
            let mut end = rest.bytes().position(|byte| ends(&byte)).unwrap_or(rest.len());
            // Letters beyond ASCII are looked at one by one.
            while let Some(next) = rest.get(end..).and_then(|rest| rest.chars().next()) {
                if !(next.is_alphanumeric() || next == '-') {
                    break;
                }
                end += next.len_utf8();
            }
            let word = rest.get(..end)?;
            let behind = rest.get(end..)?;
            let Some(parting) = behind.chars().next() else {
                rest = "";
                return (!word.is_empty()).then_some(word);
            };
            rest = behind.get(parting.len_utf8()..)?;
            if !word.is_empty() {
                return Some(word);
            }
        }
    })
}

fn last_word(name: &str) -> Option<&str> {
    name.split_whitespace().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{paragraphs, read_once};

    /// The last quotation's reference.
    fn last(text: &str) -> Reference {
        let blocks = paragraphs(text);
        let reading = read_once(text, &blocks);
        let attribution = reading.quotations.last().and_then(|q| q.attribution.as_ref()).expect("somebody speaks");
        Names::of(&reading).reference(text, &blocks, attribution)
    }

    #[test]
    fn words_are_letters_digits_and_hyphens() {
        let text = " “Ada’s Müller-Lüdens, É 7;\u{a0}ß-";
        let slow: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
        assert_eq!(words(text).collect::<Vec<_>>(), slow);
        assert_eq!(words("").count() + words(" ").count(), 0);
    }

    #[test]
    fn a_name_is_sure_unless_two_share_it() {
        assert_eq!(last("Ada Marsh came. “We never stop,” Marsh said."), Reference::Sure);
        assert_eq!(last("Ada Marsh and Tom Marsh came. “We never stop,” Marsh said."), Reference::Ambiguous);
    }

    #[test]
    fn a_pronoun_is_sure_where_one_person_is_named() {
        assert_eq!(last("Ada Marsh came late.\n\n“We never stop,” she said."), Reference::Sure);
        assert_eq!(last("Ada Marsh met Ines Rowan.\n\n“We never stop,” she said."), Reference::Likely);
        assert_eq!(last("Ada Marsh came late. “We never stop,” she said."), Reference::Sure);
        assert_eq!(last("Ada Marsh met Ines Rowan. “We never stop,” she said."), Reference::Likely);
    }
}
