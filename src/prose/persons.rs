//! Who is who within one text: names, their shorter forms, and the roles that go with them.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::bearers::{Bearers, Name};
use super::candidates::MentionId;
use super::document::Document;
use super::frames::FrameKind;
use super::lexicon::Language;
use super::mentions::{FUNCTION, Mention, MentionForm};
use super::names::{given_names_agree, last_word};
use super::resolve::{Meaning, Met};
use super::tokens::Kind;
use super::{Gender, Person, PersonId, PersonKind};

/// The people of a text, and which mentions are whose.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) people: Vec<Person>,
    /// Whom each mention means, block by block.
    of: Vec<Option<Meaning>>,
    /// Where the mentions of each block begin in that; behind the last, where they end.
    begin: Vec<usize>,
    /// How often the human being most often named is named.
    pub(super) most: usize,
    /// Who was met so far, in the order of the text.
    pub(super) trail: Vec<Met>,
    /// The next mention to look at on the way through the text.
    pub(super) next: MentionId,
    /// What else is known of each.
    pub(super) known: Vec<Known>,
    /// By the last word of a name, those who bear it.
    pub(super) by_last: Bearers,
    /// By the first word of a name of several words.
    by_first: Bearers,
    /// By a name of several words.
    by_name: FxHashMap<Name, PersonId>,
    /// By each word of a role, those with names who bear it.
    pub(super) by_role: Bearers,
    /// Those known by a role alone.
    pub(super) unnamed: FxHashMap<Name, PersonId>,
}

/// What the text shows of somebody beside their name.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// How often the name stands in the text.
    pub(super) count: usize,
    /// How often with a capital that no sentence's beginning explains.
    inside: usize,
    /// How often behind a preposition that says where.
    located: usize,
    /// How often with an article and no title: "the Paris".
    determined: usize,
    /// How often as the subject of a verb of speech.
    speaks: usize,
}

impl Known {
    fn see(&mut self, mention: &Mention) {
        self.count += 1;
        self.inside += usize::from(!mention.opens);
        self.located += usize::from(mention.located);
        self.determined += usize::from(mention.determined && mention.role.is_none());
        self.speaks += usize::from(matches!(mention.subject_of, Some(FrameKind::Say | FrameKind::Tell)));
    }

    /// Whether a name of which nothing else is known may be a human being's.
    pub(super) fn may_be_human(&self) -> bool {
        let named = self.inside > 0 || self.speaks > 0;
        named && self.determined == 0 && (self.located == 0 || self.speaks > self.located)
    }
}

/// How many forms of one name and roles of one person are kept apart; no sensible text has more, and looking through
/// them stays cheap.
const MOST: usize = 24;

impl People {
    /// Reads all names of `document`.
    pub(super) fn of_document(document: &Document<'_>) -> Self {
        let mut begin = Vec::with_capacity(document.scans.len() + 1);
        let (mut all, mut names) = (0, 0);
        begin.push(all);
        for scan in &document.scans {
            all += scan.mentions.len();
            names += scan.mentions.iter().filter(|mention| mention.name.is_some()).count();
            begin.push(all);
        }
        let mut people = Self { of: vec![None; all], begin, ..Self::default() };
        // About half of the names in a text are of somebody new.
        people.people.reserve(names / 2);
        people.known.reserve(names / 2);
        people.by_last.reserve(names / 2);
        people.by_first.reserve(names / 2);
        people.by_name.reserve(names / 2);
        let headings =
            |heading: bool| (0..document.scans.len()).filter(move |at| in_capitals(document, *at) == heading);
        for block in headings(false) {
            for (id, mention) in named_in(document, block) {
                let person = people.named(&mention.name_text, mention);
                people.settle(id, Meaning::certain(person));
                people.add_role(person, &mention.role_text);
            }
            people.appositions(block, document);
        }
        for block in headings(true) {
            for (id, mention) in named_in(document, block) {
                if let Some(person) = people.in_heading(mention) {
                    people.settle(id, Meaning::certain(person));
                }
            }
        }
        let humans = people
            .known
            .iter()
            .zip(&people.people)
            .filter(|(_, person)| !matches!(person.kind, PersonKind::Organisation | PersonKind::Group));
        people.most = humans.map(|(known, _)| known.count).max().unwrap_or(0);
        people
    }

    /// The person named in a heading, where every word may have a capital: somebody known from the
    /// text, by the longest stretch of the words that names them, or a name that begins with a
    /// given name.
    fn in_heading(&mut self, mention: &Mention) -> Option<PersonId> {
        let name = &mention.name_text;
        let words: Vec<&str> = name.split(' ').collect();
        let human = mention.kind == PersonKind::Human && words.len() == 2;
        if human && words.last().is_some_and(|last| !self.by_last.of(last).is_empty()) {
            return Some(self.named(name, mention));
        }
        let stretches = (1..=words.len()).rev().flat_map(|length| words.windows(length));
        for stretch in stretches {
            let known = match stretch {
                [only] => match self.by_last.of(only) {
                    [one] => Some(*one),
                    several => self.foremost(several),
                },
                _ => self.by_name.get(&Name::of(&stretch.join(" "))).copied(),
            };
            if known.is_some() {
                return known;
            }
        }
        human.then(|| self.named(name, mention))
    }

    /// Whom a mention means, where that is settled.
    pub(super) fn meaning(&self, mention: MentionId) -> Option<Meaning> {
        *self.of.get(self.place(mention)?)?
    }

    /// Where it stands in `of`.
    fn place(&self, mention: MentionId) -> Option<usize> {
        let place = self.begin.get(mention.block)? + mention.index;
        (place < *self.begin.get(mention.block + 1)?).then_some(place)
    }

    /// The person whom a mention means, where that is settled.
    pub(super) fn person(&self, mention: MentionId) -> Option<PersonId> {
        self.meaning(mention).map(|meaning| meaning.person)
    }

    pub(super) fn settle(&mut self, mention: MentionId, meaning: Meaning) {
        if let Some(slot) = self.place(mention).and_then(|place| self.of.get_mut(place)) {
            *slot = Some(meaning);
        }
    }

    pub(super) fn get(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0)
    }

    /// The person of this name, known already or new.
    pub(super) fn named(&mut self, name: &SmolStr, mention: &Mention) -> PersonId {
        let full = (spaces(name) > 0).then(|| Name::of(name));
        if let Some(known) = full.and_then(|full| self.by_name.get(&full).copied()) {
            self.see(known, mention);
            return known;
        }
        let id = self.find(name, mention).unwrap_or_else(|| self.add(name, mention.kind));
        self.see(id, mention);
        if let Some(full) = full {
            self.by_name.insert(full, id);
        }
        let Some(person) = self.people.get_mut(id.0) else { return id };
        if person.forms.len() < MOST && !person.forms.iter().any(|form| form == name) {
            person.forms.push(name.clone());
        }
        if spaces(name) > spaces(&person.name) {
            person.name = name.clone();
            if let Some((first, _)) = name.split_once(' ') {
                self.by_first.add(first, id);
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

    fn see(&mut self, id: PersonId, mention: &Mention) {
        if let Some(known) = self.known.get_mut(id.0) {
            known.see(mention);
        }
    }

    /// Somebody new.
    pub(super) fn push(&mut self, person: Person) -> PersonId {
        let id = PersonId(self.people.len());
        self.known.push(Known::default());
        self.people.push(person);
        id
    }

    pub(super) fn add(&mut self, name: &SmolStr, kind: PersonKind) -> PersonId {
        let id = self.push(Person { name: name.clone(), kind, ..Person::default() });
        self.by_last.add(last_word(name), id);
        if let Some((first, _)) = name.split_once(' ') {
            self.by_first.add(first, id);
        }
        id
    }

    fn find(&self, name: &str, mention: &Mention) -> Option<PersonId> {
        let last = last_word(name);
        let same_last = self.by_last.of(last);
        let gender_fits = |id: &PersonId| {
            let known = self.get(*id).map_or(Gender::Unknown, |person| person.gender);
            known == Gender::Unknown || mention.gender == Gender::Unknown || known == mention.gender
        };
        if last.len() < name.len() {
            let exact = same_last
                .iter()
                .find(|id| self.get(**id).is_some_and(|person| person.forms.iter().any(|form| form == name)));
            return exact
                .or_else(|| {
                    let mut fitting = same_last.iter().filter(|id| gender_fits(id));
                    fitting.find(|id| self.get(**id).is_none_or(|person| given_names_agree(&person.name, name)))
                })
                .copied();
        }
        let mut fitting = same_last.iter().copied().filter(gender_fits);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            (None, _) => match self.by_first.of(name) {
                [only] => Some(*only),
                _ => None,
            },
            (Some(first), Some(second)) => {
                let several: Vec<PersonId> = [first, second].into_iter().chain(fitting).collect();
                self.foremost(&several)
            }
        }
    }

    /// Of several with one surname the one whom the bare surname means: one already known by it
    /// alone, or by far the most often named.
    pub(super) fn foremost(&self, several: &[PersonId]) -> Option<PersonId> {
        let bare = several.iter().find(|id| self.get(**id).is_some_and(|person| !person.name.contains(' ')));
        if let Some(bare) = bare {
            return Some(*bare);
        }
        let count = |id: &PersonId| self.known.get(id.0).map_or(0, |known| known.count);
        let top = several.iter().copied().max_by_key(|id| (count(id), std::cmp::Reverse(id.0)))?;
        let second = several.iter().filter(|id| **id != top).map(count).max().unwrap_or(0);
        (count(&top) >= 3 * second.max(1)).then_some(top)
    }

    pub(super) fn add_role(&mut self, id: PersonId, role: &SmolStr) {
        let Some(person) = self.people.get_mut(id.0).filter(|_| !role.is_empty()) else { return };
        if person.roles.len() < MOST && !person.roles.iter().any(|known| known == role) {
            person.roles.push(role.clone());
            for word in role.split(' ') {
                self.by_role.add_once(word, id);
            }
        }
    }

    /// "Rowan, the harbour envoy, …", "the envoy, Ada Rowan, …" and "the head of the League, Ada Rowan, …".
    fn appositions(&mut self, block: usize, document: &Document<'_>) {
        let Some(scan) = document.scans.get(block) else { return };
        for (index, first) in scan.mentions.iter().enumerate() {
            let mut next = index + 1;
            let Some(mut second) = scan.mentions.get(next) else { return };
            let mut end = first.tokens.end;
            if first.form == MentionForm::Role
                && second.governed
                && second.tokens.start == end + 1
                && let Some(third) = scan.mentions.get(next + 1)
            {
                (end, second, next) = (second.tokens.end, third, next + 1);
            }
            let comma = scan.tokens.all.get(end).is_some_and(|token| token.kind == Kind::Comma);
            if !comma || second.tokens.start != end + 1 {
                continue;
            }
            let (name, role, role_index) = match (first.form, second.form) {
                (MentionForm::Name, MentionForm::Role) => (index, second, next),
                (MentionForm::Role, MentionForm::Name) if closes(scan.tokens.all.get(second.tokens.end)) => {
                    (next, first, index)
                }
                _ => continue,
            };
            if let Some(Meaning { person, .. }) = self.meaning(MentionId { block, index: name })
                && self.get(person).is_some_and(|person| person.kind != PersonKind::Organisation)
            {
                self.add_role(person, &role.role_text);
                self.settle(MentionId { block, index: role_index }, Meaning::certain(person));
            }
        }
    }
}

fn spaces(name: &str) -> usize {
    name.bytes().filter(|byte| *byte == b' ').count()
}

/// Whether block `at` is a headline in which nearly every word has a capital, so that a capital
/// says nothing.
fn in_capitals(document: &Document<'_>, at: usize) -> bool {
    if document.language != Language::English || !document.is_heading(at) {
        return false;
    }
    let tokens = document.scans.get(at).map(|scan| scan.tokens.all.as_slice()).unwrap_or_default();
    let telling = tokens.iter().filter(|token| token.is_word() && !token.is(FUNCTION));
    let (capitals, all) =
        telling.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.kind == Kind::Capital), all + 1));
    capitals * 5 >= all * 4
}

/// The mentions of block `block` that name somebody.
fn named_in<'a>(document: &'a Document<'_>, block: usize) -> impl Iterator<Item = (MentionId, &'a Mention)> {
    let mentions = document.scans.get(block).map(|scan| scan.mentions.as_slice()).unwrap_or_default();
    let named = mentions.iter().enumerate().filter(|(_, mention)| mention.name.is_some());
    named.map(move |(index, mention)| (MentionId { block, index }, mention))
}

fn closes(token: Option<&super::tokens::Token>) -> bool {
    token.is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Lower | Kind::Quote(_) | Kind::Dash))
}
