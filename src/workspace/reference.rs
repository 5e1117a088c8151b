//! How sure it is whom a mention means.

use crate::prose::{Attribution, Block, Person, PersonId, PersonKind, Reading};

/// How sure it is that a mention means the person it was taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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

/// How sure it is whom `attribution` means, in a text with these `blocks` whose prose says `reading`.
pub(super) fn reference(prose: &str, blocks: &[Block], reading: &Reading, attribution: &Attribution) -> Reference {
    let Some(id) = attribution.speaker.person else { return Reference::Likely };
    let mention = attribution.speaker.text.as_str();
    if PRONOUNS.contains(&mention.to_lowercase().as_str()) {
        let start = attribution.speaker.mention.map_or(0, |span| span.start);
        let upto = blocks.partition_point(|block| block.span.start <= start);
        let nearest = blocks.get(upto.saturating_sub(LOOK_BACK)..upto).unwrap_or_default().iter().rev();
        let mut named = nearest.map(|block| named_in(block.span.of(prose), reading)).filter(|named| !named.is_empty());
        return if named.next().as_deref() == Some(&[id]) { Reference::Sure } else { Reference::Likely };
    }
    let bearers = reading.people.iter().filter(|person| last_word(&person.name) == Some(mention)).count();
    if bearers > 1 { Reference::Ambiguous } else { Reference::Sure }
}

/// Whom `block` names of those that a pronoun could mean.
fn named_in(block: &str, reading: &Reading) -> Vec<PersonId> {
    let body = |person: &Person| matches!(person.kind, PersonKind::Organisation | PersonKind::Group);
    let named = |person: &Person| {
        let last = last_word(&person.name).unwrap_or_default();
        block.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| !last.is_empty() && word == last)
    };
    let people = reading.people.iter().enumerate().filter(|(_, person)| !body(person) && named(person));
    people.map(|(index, _)| PersonId(index)).collect()
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
        reference(text, &blocks, &reading, attribution)
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
