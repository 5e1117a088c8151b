//! Who is who within one text: names and their shorter forms, roles, pronouns.

use rustc_hash::FxHashMap;

use super::candidates::MentionId;
use super::document::Document;
use super::frames::FrameKind;
use super::mentions::{Mention, MentionForm};
use super::names::{given_names_agree, role_words};
use super::tokens::Kind;
use super::{Gender, Person, PersonId, PersonKind};

/// The people of a text, and which mentions are whose.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) people: Vec<Person>,
    of: FxHashMap<MentionId, PersonId>,
    /// How often each was named.
    counts: Vec<usize>,
    /// By the last word of a name, those who bear it.
    by_last: FxHashMap<String, Vec<PersonId>>,
    /// By the first word of a name of several words.
    by_first: FxHashMap<String, Vec<PersonId>>,
}

/// How far back a pronoun may look, in blocks and in mentions.
const BLOCKS_BACK: usize = 3;
const MENTIONS_BACK: usize = 40;

impl People {
    /// Reads all names of `document`.
    pub(super) fn of_document(document: &Document<'_>) -> Self {
        let mut people = Self::default();
        for (block, scan) in document.scans.iter().enumerate() {
            let text = document.block_text(block);
            for (index, mention) in scan.mentions.iter().enumerate() {
                if let Some(name) = mention.name {
                    let id = people.named(&clean(name.of(text)), mention);
                    people.of.insert(MentionId { block, index }, id);
                    people.add_role(id, mention, text);
                }
            }
            people.appositions(block, document);
        }
        people
    }

    /// The person a mention means, where that is settled.
    pub(super) fn person(&self, mention: MentionId) -> Option<PersonId> {
        self.of.get(&mention).copied()
    }

    fn get(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0)
    }

    /// The person of this name, known already or new.
    fn named(&mut self, name: &str, mention: &Mention) -> PersonId {
        let id = self.find(name, mention).unwrap_or_else(|| self.add(name, mention.kind));
        if let Some(count) = self.counts.get_mut(id.0) {
            *count += 1;
        }
        let Some(person) = self.people.get_mut(id.0) else { return id };
        if !person.forms.iter().any(|form| form == name) {
            person.forms.push(name.to_owned());
        }
        if name.split(' ').count() > person.name.split(' ').count() {
            name.clone_into(&mut person.name);
            if let Some(first) = name.split(' ').next() {
                self.by_first.entry(first.to_owned()).or_default().push(id);
            }
        }
        if person.kind == PersonKind::Unknown {
            person.kind = mention.kind;
        }
        if person.gender == Gender::Unknown {
            person.gender = mention.gender;
        }
        id
    }

    fn add(&mut self, name: &str, kind: PersonKind) -> PersonId {
        let id = PersonId(self.people.len());
        self.people.push(Person { name: name.to_owned(), kind, ..Person::default() });
        self.counts.push(0);
        let mut words = name.split(' ');
        let last = words.next_back().unwrap_or_default();
        self.by_last.entry(last.to_owned()).or_default().push(id);
        if let Some(first) = words.next() {
            self.by_first.entry(first.to_owned()).or_default().push(id);
        }
        id
    }

    fn find(&self, name: &str, mention: &Mention) -> Option<PersonId> {
        let words: Vec<&str> = name.split(' ').collect();
        let (&first, &last) = (words.first()?, words.last()?);
        let same_last = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let gender_fits = |id: &PersonId| {
            let known = self.get(*id).map_or(Gender::Unknown, |person| person.gender);
            known == Gender::Unknown || mention.gender == Gender::Unknown || known == mention.gender
        };
        if words.len() > 1 {
            let exact = same_last
                .iter()
                .find(|id| self.get(**id).is_some_and(|person| person.forms.iter().any(|form| form == name)));
            return exact
                .or_else(|| {
                    same_last
                        .iter()
                        .filter(|id| gender_fits(id))
                        .find(|id| self.get(**id).is_some_and(|person| given_names_agree(&person.name, name)))
                })
                .copied();
        }
        let fitting: Vec<PersonId> = same_last.iter().copied().filter(gender_fits).collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => self.by_first.get(first).and_then(|ids| match ids.as_slice() {
                [only] => Some(*only),
                _ => None,
            }),
            several => self.foremost(several),
        }
    }

    /// Of several with one surname the one whom the bare surname means: one already known by it
    /// alone, or by far the most often named.
    fn foremost(&self, several: &[PersonId]) -> Option<PersonId> {
        let bare = several.iter().find(|id| self.get(**id).is_some_and(|person| !person.name.contains(' ')));
        if let Some(bare) = bare {
            return Some(*bare);
        }
        let count = |id: &PersonId| self.counts.get(id.0).copied().unwrap_or(0);
        let top = several.iter().copied().max_by_key(|id| (count(id), std::cmp::Reverse(id.0)))?;
        let second = several.iter().filter(|id| **id != top).map(count).max().unwrap_or(0);
        (count(&top) >= 3 * second.max(1)).then_some(top)
    }

    /// The person whom a transcript's label names: "MARSH", "MR. MARSH", "Ada Marsh (chair)".
    pub(super) fn labelled(&mut self, label: &str) -> Option<PersonId> {
        const TITLES: [&str; 12] =
            ["MR", "MRS", "MS", "MISS", "DR", "SEN", "REP", "GOV", "PROF", "SENATOR", "PRESIDENT", "SECRETARY"];
        let plain = label.split('(').next().unwrap_or_default();
        let words: Vec<String> = plain
            .split_whitespace()
            .skip_while(|word| TITLES.contains(&word.trim_end_matches('.').to_uppercase().as_str()))
            .map(capitalised)
            .collect();
        let name = words.join(" ");
        if name.chars().count() < 2 {
            return None;
        }
        let last = words.last()?;
        let known = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<PersonId> = known
            .iter()
            .copied()
            .filter(|id| self.get(*id).is_some_and(|person| given_names_agree(&person.name, &name)))
            .collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => Some(self.add(&name, PersonKind::Human)),
            several => self.foremost(several),
        }
    }

    fn add_role(&mut self, id: PersonId, mention: &Mention, text: &str) {
        let Some(role) = mention.role else { return };
        let role = role_words(role.of(text));
        if let Some(person) = self.people.get_mut(id.0)
            && !role.is_empty()
            && !person.roles.contains(&role)
            && person.roles.len() < 12
        {
            person.roles.push(role);
        }
    }

    /// "Rowan, the harbour envoy, …" and "the envoy, Ada Rowan, …".
    fn appositions(&mut self, block: usize, document: &Document<'_>) {
        let Some(scan) = document.scans.get(block) else { return };
        let text = document.block_text(block);
        for (index, pair) in scan.mentions.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let comma = scan.tokens.all.get(first.tokens.end).is_some_and(|token| token.kind == Kind::Comma);
            if !comma || second.tokens.start != first.tokens.end + 1 {
                continue;
            }
            let (name, role, role_index) = match (first.form, second.form) {
                (MentionForm::Name, MentionForm::Role) => (index, second, index + 1),
                (MentionForm::Role, MentionForm::Name) if closes(scan.tokens.all.get(second.tokens.end)) => {
                    (index + 1, first, index)
                }
                _ => continue,
            };
            if let Some(person) = self.person(MentionId { block, index: name })
                && self.get(person).is_some_and(|person| person.kind != PersonKind::Organisation)
            {
                self.add_role(person, role, text);
                self.of.insert(MentionId { block, index: role_index }, person);
            }
        }
    }

    /// Resolves the mention of a speaker: a role, a pronoun. `last` spoke the quotation before.
    pub(super) fn resolve(
        &mut self,
        document: &Document<'_>,
        id: MentionId,
        last: Option<PersonId>,
    ) -> Option<PersonId> {
        if let Some(known) = self.person(id) {
            return Some(known);
        }
        let scan = document.scans.get(id.block)?;
        let mention = scan.mentions.get(id.index)?;
        let found = match mention.form {
            MentionForm::Personal | MentionForm::Object | MentionForm::Possessive => {
                self.antecedent(document, id, mention.gender, last)
            }
            MentionForm::Relative => self.before_relative(document, id),
            MentionForm::Role => self.bearer(document, mention, id),
            MentionForm::It => {
                last.filter(|last| self.get(*last).is_some_and(|person| person.kind == PersonKind::Organisation))
            }
            MentionForm::Body
            | MentionForm::Group
            | MentionForm::They
            | MentionForm::First
            | MentionForm::Phrase
            | MentionForm::Name => None,
        };
        let found = found.or_else(|| self.unnamed(document, mention, id))?;
        if mention.form == MentionForm::Personal
            && let Some(person) = self.people.get_mut(found.0)
            && person.gender == Gender::Unknown
        {
            person.gender = mention.gender;
            person.kind = PersonKind::Human;
        }
        self.of.insert(id, found);
        Some(found)
    }

    /// Somebody known by a role alone: a person without a name.
    fn unnamed(&mut self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<PersonId> {
        if !matches!(mention.form, MentionForm::Role | MentionForm::Body | MentionForm::Group | MentionForm::Phrase) {
            return None;
        }
        let text = document.block_text(id.block);
        let role = role_words(mention.role.unwrap_or(mention.span).of(text));
        if role.is_empty() {
            return None;
        }
        let known = self.people.iter().position(|person| person.name.is_empty() && person.roles.contains(&role));
        if let Some(known) = known {
            return Some(PersonId(known));
        }
        self.people.push(Person { roles: vec![role], kind: mention.kind, gender: mention.gender, ..Person::default() });
        self.counts.push(0);
        Some(PersonId(self.people.len() - 1))
    }

    /// Who bears the role that `mention` names: exactly one person must.
    fn bearer(&self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<PersonId> {
        let text = document.block_text(id.block);
        let indefinite = mention.span.of(text).split_whitespace().next().is_some_and(|word| {
            matches!(word.to_lowercase().as_str(), "a" | "an" | "another" | "one" | "ein" | "eine")
        });
        if indefinite {
            return None;
        }
        let role = role_words(mention.role?.of(text));
        let words: Vec<&str> = role.split(' ').collect();
        let head = words.last()?;
        let bears = |person: &Person| {
            person.roles.iter().any(|known| {
                let known: Vec<&str> = known.split(' ').collect();
                known.contains(head) && words.iter().all(|word| known.contains(word))
            })
        };
        let gender = mention.gender;
        let mut bearers = self.people.iter().enumerate().filter(|(_, person)| {
            !person.name.is_empty()
                && bears(person)
                && (gender == Gender::Unknown || person.gender == Gender::Unknown || person.gender == gender)
        });
        match (bearers.next(), bearers.next()) {
            (Some((only, _)), None) => Some(PersonId(only)),
            _ => None,
        }
    }

    fn before_relative(&self, document: &Document<'_>, id: MentionId) -> Option<PersonId> {
        let scan = document.scans.get(id.block)?;
        let who = scan.mentions.get(id.index)?;
        let before = id.index.checked_sub(1)?;
        let mention = scan.mentions.get(before)?;
        let near = who.tokens.start.saturating_sub(mention.tokens.end) <= 1;
        near.then(|| self.person(MentionId { block: id.block, index: before })).flatten()
    }

    /// The person a pronoun of this gender stands for.
    fn antecedent(
        &self,
        document: &Document<'_>,
        id: MentionId,
        gender: Gender,
        last: Option<PersonId>,
    ) -> Option<PersonId> {
        let mut best: Option<(f32, PersonId)> = None;
        let mut seen = 0;
        let own = document.scans.get(id.block)?.mentions.get(id.index)?;
        let mut consider = |score: f32, person: PersonId| {
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, person));
            }
        };
        for block in (id.block.saturating_sub(BLOCKS_BACK)..=id.block).rev() {
            let Some(scan) = document.scans.get(block) else { continue };
            let end = if block == id.block { id.index } else { scan.mentions.len() };
            let own_sentence =
                if block == id.block { sentence(scan, own.tokens.start) } else { scan.tokens.sentences.len() };
            let distance = (id.block - block) as f32;
            for index in (0..end).rev() {
                seen += 1;
                if seen > MENTIONS_BACK {
                    return best.map(|(_, person)| person);
                }
                let Some(mention) = scan.mentions.get(index) else { continue };
                let Some(person) = self.person(MentionId { block, index }) else { continue };
                let Some(known) = self.get(person) else { continue };
                if !gender_fits(known, gender) {
                    continue;
                }
                let back = (own_sentence.saturating_sub(sentence(scan, mention.tokens.start))) as f32;
                let mut score = -0.6 * back - 1.4 * distance;
                if back == 0.0 && distance == 0.0 {
                    score -= 0.5;
                }
                score += mention.subject_of.map_or(0.0, FrameKind::strength);
                score -=
                    f32::from(u8::from(mention.after_preposition)) * 0.8 + f32::from(u8::from(mention.genitive)) * 0.4;
                score += if known.gender == gender { 0.6 } else { 0.0 };
                score += if known.kind == PersonKind::Human { 0.5 } else { 0.0 };
                score += if last == Some(person) { 0.6 } else { 0.0 };
                consider(score, person);
            }
        }
        if let Some(last) = last
            && self.get(last).is_some_and(|person| gender_fits(person, gender))
        {
            consider(-2.5, last);
        }
        best.map(|(_, person)| person)
    }
}

/// "MARSH" as "Marsh"; a word in mixed case stays.
fn capitalised(word: &str) -> String {
    if word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut letters = word.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}

fn closes(token: Option<&super::tokens::Token>) -> bool {
    token.is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Lower | Kind::Quote(_) | Kind::Dash))
}

fn sentence(scan: &super::scan::Scan, token: usize) -> usize {
    super::candidates::sentence_of(scan, token).unwrap_or(0)
}

fn gender_fits(person: &Person, gender: Gender) -> bool {
    !matches!(person.kind, PersonKind::Organisation | PersonKind::Group)
        && (person.gender == Gender::Unknown || gender == Gender::Unknown || person.gender == gender)
}

/// A name on one line, without joints.
fn clean(name: &str) -> String {
    let name: String = name.chars().filter(|c| !crate::text::is_joint(*c)).collect();
    if name.contains(['\n', '\t', '\r']) || name.contains("  ") {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    name
}
