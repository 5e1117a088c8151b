//! Who is meant by the label of a turn.

use smol_str::SmolStr;

use rustc_hash::FxHashSet;

use super::candidates::MentionId;
use super::document::Document;
use super::lexicon::{Lexicon, class};
use super::mentions::MentionForm;
use super::names::{given_names_agree, role_words};
use super::persons::People;
use super::transcript::LabelId;
use super::turns::LabelKind;
use super::{Gender, PersonId, PersonKind};

/// How sure a label makes one: labels were right in all texts looked at.
const NAMED: f32 = 0.98;
/// How sure it is whom "A" means where the text says with whom it is an interview.
const INTERVIEWED: f32 = 0.9;
/// The same where it only names one person before the first question.
const INTRODUCED: f32 = 0.7;

/// How many blocks before the first question are looked at for whom it is put to.
const INTRODUCTION: usize = 12;

/// How many mentions of each block.
const MENTIONS: usize = 64;

impl People {
    /// The person whom label `id` names, where it names one, and how sure that is.
    pub(super) fn labelled(&mut self, document: &Document<'_>, id: LabelId) -> (Option<PersonId>, f32) {
        let Some(label) = document.scans.get(id.block).and_then(|scan| scan.labels.get(id.index)) else {
            return (None, NAMED);
        };
        let lexicon = Lexicon::of(document.language);
        let block = document.block_text(id.block);
        let name = label.name.of(block);
        match label.kind {
            LabelKind::Answer => return self.interviewed(document, lexicon),
            LabelKind::Question | LabelKind::Change | LabelKind::Dash => return (None, NAMED),
            LabelKind::Sure | LabelKind::Likely => {}
        }
        if lexicon.hides_speaker(name) {
            return (None, NAMED);
        }
        let classes = |word: &str| lexicon.classes(word);
        const NOMINAL: u64 =
            class::TITLE | class::ROLE | class::MODIFIER | class::DEMONYM | class::DETERMINER | class::GROUP;
        let words: Vec<&str> = name.split_whitespace().collect();
        let office = |word: &&&str| classes(word) & NOMINAL != 0 && classes(word) & class::GIVEN == 0;
        let titles = words.iter().take_while(office).count();
        if titles == words.len() || classes(words.first().unwrap_or(&"")) & class::DETERMINER != 0 {
            return (self.in_office(name), NAMED);
        }
        let written: Vec<String> = words.iter().skip(titles).map(|word| capitalised(word)).collect();
        let person = self.bearing(&written);
        if let Some(person) = person {
            let title = words.iter().take(titles).copied().collect::<Vec<_>>().join(" ");
            let plain =
                |word: &str| !matches!(word, "" | "mr" | "mrs" | "ms" | "miss" | "dr" | "prof" | "herr" | "frau");
            for role in [role_words(&title), label.role.map(|role| role_words(role.of(block))).unwrap_or_default()] {
                let role = SmolStr::from(role);
                if plain(&role) {
                    self.add_role(person, &role);
                }
            }
        }
        (person, NAMED)
    }

    /// Whoever bears a name as a label has it, known already or new.
    fn bearing(&mut self, words: &[String]) -> Option<PersonId> {
        let name = SmolStr::from(words.join(" "));
        let last = words.last().filter(|_| name.chars().count() > 1)?;
        let known = self.by_last.of(last);
        let body = |id: &PersonId| self.get(*id).is_some_and(|person| person.kind == PersonKind::Organisation);
        let fitting: Vec<PersonId> = known
            .iter()
            .copied()
            .filter(|id| !body(id) && self.get(*id).is_some_and(|person| given_names_agree(&person.name, &name)))
            .collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => Some(self.add(&name, PersonKind::Human)),
            several => self.foremost(several),
        }
    }

    /// Whoever bears an office that stands for a name: "THE CHAIR", "Interviewer".
    fn in_office(&mut self, label: &str) -> Option<PersonId> {
        let role = role_words(label);
        let last = role.rsplit(' ').next()?;
        let bears = |id: &&PersonId| {
            let person = self.get(**id);
            person.is_some_and(|person| {
                person.roles.iter().any(|known| role.split(' ').all(|word| known.split(' ').any(|k| k == word)))
            })
        };
        let mut bearers = self.by_role.of(last).iter().filter(bears);
        match (bearers.next(), bearers.next()) {
            (Some(only), None) => Some(*only),
            _ => Some(self.unnamed_in(role.into(), PersonKind::Human, Gender::Unknown)),
        }
    }

    /// Who answers the questions of an interview: whom the text before the first label names as the
    /// one who was spoken with, or the only one it names.
    fn interviewed(&self, document: &Document<'_>, lexicon: &Lexicon) -> (Option<PersonId>, f32) {
        let first = document.scans.iter().position(|scan| !scan.labels.is_empty()).unwrap_or(0);
        let (mut named, mut spoken_with) = (FxHashSet::default(), FxHashSet::default());
        for block in first.saturating_sub(INTRODUCTION)..first {
            let Some(scan) = document.scans.get(block) else { continue };
            for (index, mention) in scan.mentions.iter().enumerate().take(MENTIONS) {
                let Some(person) = self.person(MentionId { block, index }) else { continue };
                let human = self.get(person).is_some_and(|person| {
                    person.name.contains(' ') && !matches!(person.kind, PersonKind::Organisation | PersonKind::Group)
                });
                if mention.form != MentionForm::Name || !human {
                    continue;
                }
                named.insert(person);
                let before = scan
                    .tokens
                    .all
                    .get(mention.tokens.start.saturating_sub(6)..mention.tokens.start)
                    .unwrap_or_default();
                let word = |token: &super::tokens::Token| token.span.of(document.block_text(block)).to_lowercase();
                let with = before.iter().rposition(|token| matches!(word(token).as_str(), "with" | "to" | "mit"));
                if with.is_some_and(|with| before.iter().take(with).any(|token| lexicon.is_conversation(&word(token))))
                {
                    spoken_with.insert(person);
                }
            }
        }
        let only = |found: &FxHashSet<PersonId>| found.iter().next().copied().filter(|_| found.len() == 1);
        match (only(&spoken_with), only(&named)) {
            (Some(person), _) => (Some(person), INTERVIEWED),
            (None, Some(person)) if spoken_with.is_empty() => (Some(person), INTRODUCED),
            _ => (None, NAMED),
        }
    }
}

/// "MARSH" as "Marsh", "O'NEIL-MARSH" as "O'Neil-Marsh"; a word in mixed case stays.
fn capitalised(word: &str) -> String {
    let word: String = word.chars().filter(|c| !crate::text::is_joint(*c)).collect();
    if word.chars().any(char::is_lowercase) {
        return word;
    }
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = matches!(c, '-' | '\'' | '’' | '.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_written_as_names() {
        assert_eq!(capitalised("MARSH"), "Marsh");
        assert_eq!(capitalised("O’NEIL-MARSH"), "O’Neil-Marsh");
        assert_eq!(capitalised("McRowan"), "McRowan");
        assert_eq!(capitalised("J.D."), "J.D.");
    }
}
