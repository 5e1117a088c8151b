//! Mentions in one block: noun phrases that can name somebody who speaks.
//!
//! No grammar is parsed: a phrase is a run of capitals, roles and modifiers, with what stands
//! before it (a determiner, a title) and without what follows ("of …", an apposition).

use std::ops::Range;

use smol_str::SmolStr;

use super::frames::FrameKind;
use super::lexicon::class;
use super::name_phrases::gender_of;
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
    pub(super) name_text: SmolStr,
    /// The role as [`super::names::role_words`] has it.
    pub(super) role_text: SmolStr,
    /// The role or title in it without determiner: "Ukrainian President", "envoy".
    pub(super) role: Option<Span>,
    pub(super) form: MentionForm,
    pub(super) kind: PersonKind,
    pub(super) gender: Gender,
    /// Whether a genitive ending follows: "Trump's".
    pub(super) genitive: bool,
    /// Whether a preposition before it, or its case, says that it is no subject.
    pub(super) governed: bool,
    /// Whether that preposition says where: "in Marsh".
    pub(super) located: bool,
    /// Whether it begins its sentence, where every word has a capital.
    pub(super) opens: bool,
    /// Whether an article or another determiner begins it.
    pub(super) determined: bool,
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

pub(super) struct Finder<'a> {
    pub(super) block: &'a str,
    pub(super) all: &'a [Token],
}

pub(super) const NOMINAL: u64 = class::ROLE | class::BODY | class::GROUP | class::TITLE | class::ADDRESSEE;
const PREMODIFIER: u64 = class::MODIFIER | class::DEMONYM | NOMINAL;
pub(super) const FUNCTION: u64 = class::PREPOSITION
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
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.all.get(at)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
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
        if !begins || self.is_affiliation(at) || self.is_verb_before_name(at, sentence) {
            return None;
        }
        self.phrase(at, sentence)
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
            governed: before.is_some_and(|before| before.is(class::PREPOSITION) && !before.is(class::SUBORDINATOR))
                || self.token(tokens.start).is_some_and(|first| first.is(class::OBLIQUE)),
            located: before.is_some_and(|before| before.is(class::LOCATIVE)),
            opens: tokens.start == sentence.start,
            determined: false,
            tokens,
            span: Span::new(start, end),
            name: None,
            role: None,
            name_text: SmolStr::default(),
            role_text: SmolStr::default(),
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
        mention.determined = determined;
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

    pub(super) fn describe_noun(&self, start: usize, head: usize, mention: &mut Mention) {
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
        assert_eq!(found("Sen. J.D. Pratt (R-Ohio) left."), ["Sen. | J.D. Pratt"]);
        assert_eq!(found("U.S. special envoy Steve Marlow said so."), ["U.S. special envoy | Steve Marlow"]);
    }

    #[test]
    fn nouns_and_pronouns_are_mentions() {
        assert_eq!(found("The envoy said the Pratt campaign knew."), ["The envoy", "the Pratt campaign"]);
        assert_eq!(found("He told a spokesman for Rowan."), ["He", "a spokesman", "Rowan"]);
        assert_eq!(found("White House officials say they know."), ["White House officials", "they"]);
    }
}
