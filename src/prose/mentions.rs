//! Mentions in one block: noun phrases that can name somebody who speaks.
//!
//! No grammar is parsed: a phrase is a run of capitals, roles and modifiers, with what stands
//! before it (a determiner, a title) and without what follows ("of …", an apposition).

use std::ops::Range;

use super::frames::FrameKind;
use super::lexicon::class;
use super::tokens::{Kind, Token, Tokens};
use super::{Gender, PersonKind};
use crate::text::Span;

/// Somebody or something named in a block.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// All of it, in bytes of the block: "Ukrainian President Volodymyr Zelenskyy".
    pub(super) span: Span,
    /// The name in it without titles: "Volodymyr Zelenskyy".
    pub(super) name: Option<Span>,
    /// The name on one line.
    pub(super) name_text: Box<str>,
    /// The role as [`super::names::role_words`] has it.
    pub(super) role_text: String,
    /// The role or title in it without determiner: "Ukrainian President", "envoy".
    pub(super) role: Option<Span>,
    pub(super) form: MentionForm,
    pub(super) kind: PersonKind,
    pub(super) gender: Gender,
    /// Whether a genitive ending follows: "Trump's".
    pub(super) genitive: bool,
    /// Whether a preposition stands before it.
    pub(super) after_preposition: bool,
    /// The clause of speech, or failing that any clause, whose subject it is.
    pub(super) subject_of: Option<FrameKind>,
}

/// How a mention names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MentionForm {
    Name,
    /// A noun for a human being: "the envoy".
    Role,
    /// A noun for a body: "the ministry".
    Body,
    /// A noun for several: "officials".
    Group,
    /// Some other noun phrase.
    Phrase,
    /// he, she
    Personal,
    They,
    It,
    /// who
    Relative,
    /// I, we, you
    First,
    /// him, her, them
    Object,
    /// his, her, their
    Possessive,
}

/// The mentions of `block`, by where they begin.
pub(super) fn mentions(block: &str, tokens: &Tokens) -> Vec<Mention> {
    let finder = Finder { block, all: &tokens.all };
    let mut found = Vec::with_capacity(tokens.all.len() / 4);
    for sentence in &tokens.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            match finder.at(at, sentence) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Finder<'a> {
    block: &'a str,
    all: &'a [Token],
}

const NOMINAL: u64 = class::ROLE | class::BODY | class::GROUP | class::TITLE | class::ADDRESSEE;
const PREMODIFIER: u64 = class::MODIFIER | class::DEMONYM | NOMINAL;
const FUNCTION: u64 = class::PREPOSITION
    | class::CONJUNCTION
    | class::SUBORDINATOR
    | class::DETERMINER
    | class::AUX
    | class::BE
    | class::WHO
    | class::HE
    | class::SHE
    | class::THEY
    | class::IT
    | class::FIRST_PERSON
    | class::OBJECT_PRONOUN
    | class::POSSESSIVE
    | class::MY
    | class::NEGATION
    | class::ADVERB;

const PRONOUN: u64 = class::HE
    | class::SHE
    | class::THEY
    | class::IT
    | class::WHO
    | class::FIRST_PERSON
    | class::POSSESSIVE
    | class::OBJECT_PRONOUN;

impl<'a> Finder<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.all.get(at)
    }

    fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.block))
    }

    /// The mention that begins at token `at`.
    fn at(&self, at: usize, sentence: &Range<usize>) -> Option<Mention> {
        let token = self.token(at)?;
        if let Some(pronoun) = self.pronoun(at, token, sentence) {
            return Some(pronoun);
        }
        // Any other word in lower case begins no phrase, and neither does a number.
        let begins = token.kind == Kind::Capital
            || (token.kind == Kind::Lower && token.is(class::DETERMINER | PREMODIFIER | class::SPEECH_NOUN));
        if begins { self.phrase(at, sentence) } else { None }
    }

    fn pronoun(&self, at: usize, token: &Token, sentence: &Range<usize>) -> Option<Mention> {
        if !token.is(PRONOUN) {
            return None;
        }
        let next_is_noun =
            || self.token(at + 1).is_some_and(|next| next.is_word() && !next.is(FUNCTION) && at + 1 < sentence.end);
        let (form, gender) = if token.is(class::HE) {
            (MentionForm::Personal, Gender::Male)
        } else if token.is(class::SHE) {
            (MentionForm::Personal, Gender::Female)
        } else if token.is(class::THEY) {
            (MentionForm::They, Gender::Neutral)
        } else if token.is(class::IT) {
            (MentionForm::It, Gender::Unknown)
        } else if token.is(class::WHO) {
            (MentionForm::Relative, Gender::Unknown)
        } else if token.is(class::FIRST_PERSON) {
            (MentionForm::First, Gender::Unknown)
        } else if token.is(class::POSSESSIVE) && (!token.is(class::OBJECT_PRONOUN) || next_is_noun()) {
            (MentionForm::Possessive, self.pronoun_gender(at))
        } else if token.is(class::OBJECT_PRONOUN) {
            (MentionForm::Object, self.pronoun_gender(at))
        } else {
            return None;
        };
        // "US", "IT" in capitals are names.
        if token.kind == Kind::Capital && token.span.len() > 1 && self.text(at).chars().all(char::is_uppercase) {
            return None;
        }
        let mut mention = self.mention(at..at + 1, form, sentence);
        mention.gender = gender;
        Some(mention)
    }

    fn pronoun_gender(&self, at: usize) -> Gender {
        match self.text(at).to_ascii_lowercase().as_str() {
            "him" | "his" => Gender::Male,
            "her" => Gender::Female,
            "them" | "their" => Gender::Neutral,
            _ => Gender::Unknown,
        }
    }

    fn mention(&self, tokens: Range<usize>, form: MentionForm, sentence: &Range<usize>) -> Mention {
        let start = self.token(tokens.start).map_or(0, |token| token.span.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.span.end);
        let before = tokens
            .start
            .checked_sub(1)
            .filter(|before| *before >= sentence.start)
            .and_then(|before| self.token(before));
        Mention {
            // "he's" is no genitive.
            genitive: !matches!(
                form,
                MentionForm::Personal
                    | MentionForm::They
                    | MentionForm::It
                    | MentionForm::Relative
                    | MentionForm::First
            ) && self.token(tokens.end).is_some_and(|next| next.kind == Kind::Genitive),
            after_preposition: before
                .is_some_and(|before| before.is(class::PREPOSITION) && !before.is(class::SUBORDINATOR)),
            tokens,
            span: Span::new(start, end),
            name: None,
            role: None,
            name_text: Box::default(),
            role_text: String::new(),
            form,
            kind: PersonKind::Unknown,
            gender: Gender::Unknown,
            subject_of: None,
        }
    }

    /// The noun phrase that begins at `at`, if one does.
    fn phrase(&self, at: usize, sentence: &Range<usize>) -> Option<Mention> {
        let first = self.token(at)?;
        if first.is(class::THAT) && self.is_conjunction(at, sentence) {
            return None;
        }
        let determined = first.is(class::DETERMINER) && !self.is_name_word(at, sentence);
        let body_start = if determined { self.after_determiners(at, sentence) } else { at };
        let mut last_nominal = None;
        let mut last_capital = None;
        let mut last_any = None;
        let mut end = body_start;
        while end < sentence.end {
            let Some(token) = self.token(end) else { break };
            if self.is_name_word(end, sentence) {
                last_capital = Some(end);
            } else if let Some(past) = self.name_joint(end, sentence, last_capital == end.checked_sub(1)) {
                end = past;
                continue;
            } else if token.kind == Kind::Lower && self.is_nominal(end, determined || end > body_start) {
                last_nominal = Some(end);
            } else if !self.modifies(token, determined, end - body_start) {
                break;
            }
            last_any = Some(end);
            end += 1;
        }
        let head = match (last_nominal, last_capital) {
            (Some(nominal), Some(capital)) => nominal.max(capital),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) if determined => match last_any {
                Some(last) => last,
                // "Another said", "the two wrote".
                None => self.stands_alone(body_start)?,
            },
            (None, None) => return None,
        };
        let mut mention = self.mention(at..head + 1, MentionForm::Phrase, sentence);
        if last_capital == Some(head) {
            self.describe_name(body_start, head, sentence, &mut mention)?;
        } else if last_nominal == Some(head) {
            self.describe_noun(body_start, head, &mut mention);
        }
        Some(mention)
    }

    /// Whether "that" at `at` begins a clause and no phrase: a verb of speech before it, or no plain
    /// noun behind it.
    fn is_conjunction(&self, at: usize, sentence: &Range<usize>) -> bool {
        let after_verb = at
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(|before| before.is(class::SAY | class::WEAK));
        let next = self.token(at + 1).filter(|next| next.kind == Kind::Lower);
        after_verb || next.is_none_or(|next| next.is(FUNCTION)) || self.is_name_word(at + 1, sentence)
    }

    /// Whether a word may stand before the noun of a phrase, `count` words behind its determiners.
    fn modifies(&self, token: &Token, determined: bool, count: usize) -> bool {
        const HARMLESS: u64 = class::VERB
            | class::BASE
            | class::SPEECH_NOUN
            | class::GIVEN
            | class::MALE
            | class::FEMALE
            | class::REPORTED;
        match token.kind {
            Kind::Number => determined,
            Kind::Lower => {
                (token.is(PREMODIFIER) && !token.is(FUNCTION))
                    || (determined && token.classes & !HARMLESS == 0 && count < 6)
            }
            _ => false,
        }
    }

    /// The last of the determiners before `end`, when they can stand for people by themselves and
    /// a verb follows.
    fn stands_alone(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        let verb = self.token(end).is_some_and(|next| {
            next.kind == Kind::Lower && next.is(class::FINITE | class::BASE | class::AUX | class::BE)
        });
        let alone = !matches!(
            self.text(last).to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "no" | "every" | "such" | "these" | "those"
        );
        (verb && alone).then_some(last)
    }

    fn after_determiners(&self, at: usize, sentence: &Range<usize>) -> usize {
        let mut end = at + 1;
        while end < sentence.end
            && self.token(end).is_some_and(|token| token.is(class::DETERMINER) && token.kind == Kind::Lower)
        {
            end += 1;
        }
        end
    }

    /// Whether the token is a capitalised word that can be part of a name.
    fn is_name_word(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.kind != Kind::Capital || at >= sentence.end {
            return false;
        }
        let next_is_capital = || {
            self.token(at + 1)
                .is_some_and(|next| next.kind == Kind::Capital && !next.is(class::STOP) && at + 1 < sentence.end)
        };
        let shouted = || token.span.len() > 1 && self.text(at).chars().all(|c| c.is_uppercase() || c == '.');
        if token.is(class::CALENDAR) {
            return token.is(class::GIVEN) && next_is_capital();
        }
        // "Will Smith", but "Will the bridge open?"; "US" but "us".
        !token.is(class::STOP | FUNCTION)
            || (token.is(class::GIVEN) && next_is_capital())
            || (token.span.len() < 5
                && !token.is(class::DETERMINER | class::PREPOSITION | class::CONJUNCTION)
                && shouted())
    }

    /// Steps over "of", "von", "&" between two parts of a name; returns the token behind it.
    fn name_joint(&self, at: usize, sentence: &Range<usize>, after_capital: bool) -> Option<usize> {
        let token = self.token(at)?;
        if !after_capital {
            return None;
        }
        let word = self.text(at);
        let mut next = at + 1;
        if self.is_particle(at) {
            while next < sentence.end && self.is_particle(next) {
                next += 1;
            }
            return self.is_name_word(next, sentence).then_some(next);
        }
        let before = self.token(at.checked_sub(1)?)?;
        if word == "of" && before.is(NOMINAL) && before.kind == Kind::Capital {
            if self.text(next) == "the" {
                next += 1;
            }
            return self.is_name_word(next, sentence).then_some(next);
        }
        if word == "&" && token.kind == Kind::Other {
            return self.is_name_word(next, sentence).then_some(next);
        }
        None
    }

    /// "von", "de": inside a name in lower case.
    fn is_particle(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Lower && token.is(class::PARTICLE))
    }

    fn is_nominal(&self, at: usize, inside: bool) -> bool {
        let Some(token) = self.token(at) else { return false };
        if !token.is(NOMINAL | class::SPEECH_NOUN) || token.is(FUNCTION) {
            return false;
        }
        let verb = token.is(class::SAY | class::WEAK | class::VERB);
        if token.is(class::SPEECH_NOUN) && !token.is(NOMINAL) {
            return inside;
        }
        !verb || inside
    }

    /// Fills in a phrase that ends in a name; `None` when it is no name after all.
    fn describe_name(&self, start: usize, head: usize, sentence: &Range<usize>, mention: &mut Mention) -> Option<()> {
        // The last run of capitals, with particles, is what holds the name.
        let mut run = head;
        while run > start
            && (self.is_name_word(run - 1, sentence)
                || self.is_particle(run - 1)
                || matches!(self.text(run - 1), "of" | "&" | "the"))
        {
            run -= 1;
        }
        let name = self.name_start(run, head);
        if name > head {
            return None;
        }
        mention.form = MentionForm::Name;
        let span = |from: usize, to: usize| Some(Span::new(self.token(from)?.span.start, self.token(to)?.span.end));
        mention.name = span(name, head);
        if name > start {
            mention.role = span(start, name - 1);
        }
        let titles = self.all.get(start..name).unwrap_or_default();
        let words = self.all.get(name..=head).unwrap_or_default();
        mention.kind = self.kind_of(titles, words);
        mention.gender = gender_of(titles, words);
        // A capital at the start of a sentence proves nothing: "Asked why, …", "Turnout fell".
        let only = words.first().filter(|_| words.len() == 1 && head == sentence.start);
        if only.is_some_and(|word| word.is(class::SAY | class::WEAK | class::VERB) && !word.is(class::GIVEN)) {
            return None;
        }
        if words.len() == 1
            && titles.is_empty()
            && words.first().is_some_and(|word| word.is(NOMINAL) && !word.is(class::GIVEN))
        {
            self.describe_noun(name, head, mention);
            if mention.form != MentionForm::Body || head == sentence.start {
                mention.name = None;
            }
        }
        Some(())
    }

    /// Where the name begins in the run of capitals `run..=head`: behind its last title.
    fn name_start(&self, run: usize, head: usize) -> usize {
        let mut start = run;
        let mut at = run;
        while at < head {
            let Some(token) = self.token(at) else { break };
            let title = token.is(class::TITLE | class::ROLE | class::SUFFIX) && !token.is(class::GIVEN);
            let after_given = at > run && self.token(at - 1).is_some_and(|before| before.is(class::GIVEN));
            if title && !after_given {
                start = at + 1;
                // "Secretary of State", "Secretary of Health and Human Services".
                if self.text(start) == "of" {
                    start += if self.text(start + 1) == "the" { 3 } else { 2 };
                }
                at = start;
                continue;
            }
            at += 1;
        }
        while start < head
            && self
                .token(start)
                .is_some_and(|token| token.is(class::DEMONYM | class::MODIFIER) && !token.is(class::GIVEN))
            && start == run
        {
            let rest_is_body = self.token(head).is_some_and(|token| token.is(class::BODY));
            if rest_is_body {
                break;
            }
            start += 1;
        }
        start
    }

    fn kind_of(&self, titles: &[Token], words: &[Token]) -> PersonKind {
        let Some(last) = words.last() else { return PersonKind::Unknown };
        let text = last.span.of(self.block);
        let acronym = text.len() >= 2
            && text.len() <= 6
            && text.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '-'));
        let titled = titles.iter().any(|title| title.is(class::TITLE | class::ROLE));
        if titled || words.first().is_some_and(|first| first.is(class::GIVEN) && words.len() > 1) {
            PersonKind::Human
        } else if last.is(class::BODY)
            || last.is(class::PLACE)
            || acronym
            || last.is(class::PLATFORM)
            || words.iter().any(|word| word.is(class::BODY))
        {
            PersonKind::Organisation
        } else if last.is(class::GROUP | class::DEMONYM) {
            PersonKind::Group
        } else {
            PersonKind::Unknown
        }
    }

    fn describe_noun(&self, start: usize, head: usize, mention: &mut Mention) {
        let Some(token) = self.token(head) else { return };
        let noun = token.classes;
        (mention.form, mention.kind) = if noun & (class::GROUP | class::ADDRESSEE) != 0 {
            (MentionForm::Group, PersonKind::Group)
        } else if noun & (class::ROLE | class::TITLE) != 0 {
            (MentionForm::Role, PersonKind::Human)
        } else if noun & class::BODY != 0 {
            (MentionForm::Body, PersonKind::Organisation)
        } else {
            (MentionForm::Phrase, PersonKind::Unknown)
        };
        if mention.form == MentionForm::Role {
            mention.gender = gender_of(&[], std::slice::from_ref(token));
        }
        if let Some(first) = self.token(start) {
            mention.role = Some(Span::new(first.span.start, token.span.end));
        }
    }
}

/// The gender that titles or a given name show.
fn gender_of(titles: &[Token], words: &[Token]) -> Gender {
    let of = |token: &Token| match (token.is(class::MALE), token.is(class::FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    };
    let by_title = titles.iter().map(of).find(|gender| *gender != Gender::Unknown);
    let given = words.first().filter(|first| words.len() > 1 || !first.is(class::GIVEN));
    by_title.or_else(|| given.map(of)).unwrap_or(Gender::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::{Language, Lexicon};
    use crate::prose::marks::pairs;
    use crate::prose::tokens::tokens;

    fn found(text: &str) -> Vec<String> {
        let lexicon = Lexicon::of(Language::English);
        let tokens = tokens(text, &pairs(text, None, lexicon), lexicon);
        mentions(text, &tokens)
            .iter()
            .filter(|m| !matches!(m.form, MentionForm::Phrase))
            .map(|m| match (m.role, m.name) {
                (Some(role), Some(name)) => format!("{} | {}", role.of(text), name.of(text)),
                (_, Some(name)) => name.of(text).to_owned(),
                _ => m.span.of(text).to_owned(),
            })
            .collect()
    }

    #[test]
    fn titles_are_parted_from_names() {
        assert_eq!(found("Ukrainian President Olena Hrytsenko arrived."), ["Ukrainian President | Olena Hrytsenko"]);
        assert_eq!(found("Then Secretary of State Mark Rowan left."), ["Secretary of State | Mark Rowan"]);
        assert_eq!(
            found("European Commission President Ursula van der Meer spoke."),
            ["European Commission President | Ursula van der Meer"]
        );
        assert_eq!(found("Sen. J.D. Pratt (R-Ohio) left."), ["Sen. | J.D. Pratt", "R-Ohio"]);
        assert_eq!(found("U.S. special envoy Steve Marlow said so."), ["U.S. special envoy | Steve Marlow"]);
    }

    #[test]
    fn nouns_and_pronouns_are_mentions() {
        assert_eq!(found("The envoy said the Pratt campaign knew."), ["The envoy", "the Pratt campaign"]);
        assert_eq!(found("He told a spokesman for Rowan."), ["He", "a spokesman", "Rowan"]);
        assert_eq!(found("White House officials say they know."), ["White House officials", "they"]);
    }
}
