//! Names in phrases: which capitals belong to a name, what stands before it, whose name it is.

use std::ops::Range;

use super::lexicon::class;
use super::mentions::{FUNCTION, Finder, Mention, MentionForm, NOMINAL};
use super::tokens::{Kind, Token};
use super::{Gender, PersonKind};
use crate::text::Span;

impl Finder<'_> {
    /// Whether the token names a party beside a name: "R-Texas", "(D)".
    pub(super) fn is_affiliation(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.kind == Kind::Capital) else { return false };
        let bracketed = || {
            at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|b| b.kind == Kind::OpenBracket)
                && self.token(at + 1).is_some_and(|next| matches!(next.kind, Kind::CloseBracket | Kind::Comma))
        };
        token.is(class::PARTY) && (self.text(at).contains('-') || bracketed())
    }

    /// Whether a verb of speech begins the sentence with its subject behind it: "Continued Marsh".
    pub(super) fn is_verb_before_name(&self, at: usize, sentence: &Range<usize>) -> bool {
        let verb = self.token(at).is_some_and(|t| t.kind == Kind::Capital && t.says() && !t.is(class::GIVEN));
        verb && at == sentence.start && self.is_name_word(at + 1, sentence)
    }

    /// Whether the token is a capitalised word that can be part of a name.
    pub(super) fn is_name_word(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.kind != Kind::Capital || at >= sentence.end {
            return false;
        }
        let next_is_capital = || {
            self.token(at + 1)
                .is_some_and(|next| next.kind == Kind::Capital && !next.is(class::STOP) && at + 1 < sentence.end)
        };
        let shouted = token.span.len() > 1 && self.text(at).chars().all(|c| c.is_uppercase() || c == '.');
        if token.is(class::CALENDAR) {
            return token.is(class::GIVEN) && next_is_capital();
        }
        // "Will Smith", but "Will the bridge open?"; "US" but "us".
        !token.is(class::STOP | FUNCTION)
            || (token.is(class::GIVEN) && next_is_capital())
            || (shouted
                && token.span.len() < 5
                && !token.is(class::DETERMINER | class::PREPOSITION | class::CONJUNCTION))
    }

    /// Steps over "of", "von", "&" between two parts of a name; returns the token behind it.
    pub(super) fn name_joint(&self, at: usize, sentence: &Range<usize>, after_capital: bool) -> Option<usize> {
        let token = self.token(at)?;
        if !after_capital {
            return None;
        }
        let word = self.text(at);
        let mut next = at + 1;
        // "Nach Angaben von Rowan" has no name but Rowan's.
        let reports = at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|t| t.is(class::SPEECH_NOUN));
        if self.is_particle(at) && !reports {
            while next < sentence.end && self.is_particle(next) {
                next += 1;
            }
            return self.is_name_word(next, sentence).then_some(next);
        }
        let before = self.token(at.checked_sub(1)?)?;
        let body = || before.is(class::BODY) && BODIES_FOR.contains(&self.text(at - 1).to_lowercase().as_str());
        if before.kind == Kind::Capital
            && (word == "of" && before.is(NOMINAL) || matches!(word, "for" | "on" | "in") && body())
        {
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
    pub(super) fn is_particle(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Lower && token.is(class::PARTICLE))
    }

    /// Fills in a phrase that ends in a name; `None` when it is no name after all.
    pub(super) fn describe_name(
        &self,
        start: usize,
        head: usize,
        sentence: &Range<usize>,
        mention: &mut Mention,
    ) -> Option<()> {
        // The last run of capitals, with particles, is what holds the name.
        let mut run = head;
        while run > start
            && (self.is_name_word(run - 1, sentence)
                || self.is_particle(run - 1)
                || matches!(self.text(run - 1), "of" | "&" | "the" | "for" | "on" | "in"))
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
        if words.len() == 1 && words.first().is_some_and(|word| word.is(class::ABSTRACT)) {
            mention.form = MentionForm::Phrase;
            mention.name = None;
            return Some(());
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
}

/// Bodies whose names go on with what they are for: "Center for", "Council on".
const BODIES_FOR: [&str; 14] = [
    "agency",
    "alliance",
    "association",
    "center",
    "centre",
    "coalition",
    "commission",
    "committee",
    "council",
    "foundation",
    "institute",
    "office",
    "organization",
    "union",
];

/// The gender that titles or a given name show.
pub(super) fn gender_of(titles: &[Token], words: &[Token]) -> Gender {
    let of = |token: &Token| match (token.is(class::MALE), token.is(class::FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    };
    let by_title = titles.iter().map(of).find(|gender| *gender != Gender::Unknown);
    let given = words.first().filter(|first| words.len() > 1 || !first.is(class::GIVEN));
    by_title.or_else(|| given.map(of)).unwrap_or(Gender::Unknown)
}
