//! How sure it is whom a mention means.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::prose::{Attribution, Block, PersonId, PersonKind, Reading};

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
    by_last: FxHashMap<&'a str, Vec<(PersonId, bool)>>,
}

impl<'a> Names<'a> {
    /// Those whom `reading` knows.
    pub(super) fn of(reading: &'a Reading) -> Self {
        let mut by_last: FxHashMap<&str, Vec<(PersonId, bool)>> = FxHashMap::default();
        for (index, person) in reading.people.iter().enumerate() {
            if let Some(last) = last_word(&person.name) {
                let is_body = matches!(person.kind, PersonKind::Organisation | PersonKind::Group);
                by_last.entry(last).or_default().push((PersonId(index), is_body));
            }
        }
        Self { by_last }
    }

    /// How sure it is whom `attribution` means, in the text with these `blocks`.
    pub(super) fn reference(&self, prose: &str, blocks: &[Block], attribution: &Attribution) -> Reference {
        let Some(id) = attribution.speaker.person else { return Reference::Likely };
        let mention = attribution.speaker.text.as_str();
        if PRONOUNS.contains(&mention.to_lowercase().as_str()) {
            let start = attribution.speaker.mention.map_or(0, |span| span.start);
            let upto = blocks.partition_point(|block| block.span.start <= start);
            let nearest = blocks.get(upto.saturating_sub(LOOK_BACK)..upto).unwrap_or_default().iter().rev();
            let mut named = nearest.map(|block| self.named_in(block.span.of(prose))).filter(|named| !named.is_empty());
            let only = named.next().is_some_and(|named| named.iter().eq([&id]));
            return if only { Reference::Sure } else { Reference::Likely };
        }
        let bearers = self.by_last.get(mention).map_or(0, Vec::len);
        if bearers > 1 { Reference::Ambiguous } else { Reference::Sure }
    }

    /// Whom `block` names of those that a pronoun could mean.
    fn named_in(&self, block: &str) -> BTreeSet<PersonId> {
        let words = block.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let named = words.filter_map(|word| self.by_last.get(word)).flatten();
        named.filter(|(_, is_body)| !is_body).map(|(id, _)| *id).collect()
    }
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
