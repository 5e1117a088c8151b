//! How sure it is whom a mention means.

use crate::prose::{Attribution, Block, Person, PersonId, PersonKind, Reading};

/// How sure it is that a mention means the person it was taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Reference {
    /// It may as well be another: a surname that two people of the text share.
    Ambiguous,
    /// Probably: a pronoun with several people around it.
    Likely,
    /// A name, a role, or a pronoun with one person around it.
    Sure,
}

/// What stands for a person without naming them.
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "who", "him", "her", "them", "we", "i", "this", "that"];

/// How sure it is whom `attribution` means, in a text with these `blocks` whose prose says `reading`.
pub(super) fn reference(prose: &str, blocks: &[Block], reading: &Reading, attribution: &Attribution) -> Reference {
    let Some(id) = attribution.speaker.person else { return Reference::Likely };
    let mention = attribution.speaker.text.as_str();
    if PRONOUNS.contains(&mention.to_lowercase().as_str()) {
        let start = attribution.speaker.mention.map_or(0, |span| span.start);
        let block = blocks.iter().find(|block| block.span.contains(start)).map_or("", |block| block.span.of(prose));
        return if alone_in(block, reading, id) { Reference::Sure } else { Reference::Likely };
    }
    let bearers = reading.people.iter().filter(|person| last_word(&person.name) == Some(mention)).count();
    if bearers > 1 { Reference::Ambiguous } else { Reference::Sure }
}

/// Whether `block` names this person, and nobody else who could be meant by a pronoun.
fn alone_in(block: &str, reading: &Reading, id: PersonId) -> bool {
    let body = |person: &Person| matches!(person.kind, PersonKind::Organisation | PersonKind::Group);
    let named = |person: &Person| {
        let last = last_word(&person.name).unwrap_or_default();
        block.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| !last.is_empty() && word == last)
    };
    let mut people = reading.people.iter().enumerate().filter(|(_, person)| !body(person) && named(person));
    people.next().is_some_and(|(index, _)| index == id.0) && people.next().is_none()
}

fn last_word(name: &str) -> Option<&str> {
    name.split_whitespace().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Memo, paragraphs, read};

    /// The last quotation's reference.
    fn last(text: &str) -> Reference {
        let blocks = paragraphs(text);
        let reading = read(text, &blocks, &mut Memo::default());
        let attribution = reading.quotations.last().and_then(|q| q.attribution.as_ref()).expect("somebody speaks");
        reference(text, &blocks, &reading, attribution)
    }

    #[test]
    fn a_name_is_sure_unless_two_share_it() {
        assert_eq!(last("Ada Marsh came. “We never stop,” Marsh said."), Reference::Sure);
        assert_eq!(last("Ada Marsh and Tom Marsh came. “We never stop,” Marsh said."), Reference::Ambiguous);
    }

    #[test]
    fn a_pronoun_is_sure_where_one_person_is_named() {
        assert_eq!(last("Ada Marsh came late. “We never stop,” she said."), Reference::Sure);
        assert_eq!(last("Ada Marsh met Ines Rowan. “We never stop,” she said."), Reference::Likely);
    }
}
