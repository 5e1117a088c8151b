//! Who is the subject of a cue: before the verb, behind it, shared with a verb before.

use std::ops::Range;

use super::frames::{FAR, Finder, FrameKind, Link};
use super::lexicon::class;
use super::mentions::MentionForm;
use super::tokens::{Kind, Token};

impl Finder<'_> {
    pub(super) fn subject(
        &self,
        at: usize,
        token: &Token,
        kind: FrameKind,
        range: &Range<usize>,
        first: usize,
    ) -> (Option<usize>, Link) {
        if let Some(inverted) = self.inverted(at, token, kind, range) {
            return (Some(inverted), Link::Inverted);
        }
        let mut place = at;
        while place > range.start {
            let before = place - 1;
            // "Trump said": the mention that ends here; "his campaign, …, said" comes further down.
            if let Some(mention) = self.ending.at(place) {
                return self.head_of(mention, range);
            }
            let adverb = self.is(before, class::ADVERB | class::AUX | class::NEGATION | class::CALENDAR | class::BE)
                || (self.kind(before) == Some(Kind::Lower) && self.text(before).ends_with("ly"))
                || self.kind(before) == Some(Kind::Genitive)
                || self.kind(before) == Some(Kind::Number)
                || (self.is(before, class::PREPOSITION) && self.is(place, class::CALENDAR));
            if adverb && self.kind(before) != Some(Kind::Comma) {
                place = before;
                continue;
            }
            match self.kind(before) {
                Some(Kind::CloseBracket) => {
                    let Some(open) = self.bracket_before(before, range) else { break };
                    place = open;
                    continue;
                }
                Some(Kind::Comma | Kind::Dash | Kind::Quote(_)) => {
                    if let Some(found) = self.before_insertion(before, range) {
                        return (Some(found), Link::Apposition);
                    }
                    break;
                }
                _ => {}
            }
            break;
        }
        // "…, adding that", "and said": the subject of the verb before.
        let before = at.checked_sub(1).filter(|before| *before >= range.start);
        let coordinated = before.is_some_and(|before| {
            self.is(before, class::CONJUNCTION | class::ADVERB | class::SUBORDINATOR | class::PREPOSITION)
                || matches!(self.kind(before), Some(Kind::Comma | Kind::Dash | Kind::Quote(_)))
        });
        if coordinated || kind == FrameKind::Participle {
            let earlier = self.found.get(first..).unwrap_or_default().iter().rev().take(FAR).find(|frame| {
                frame.subject.is_some()
                    && frame.kind != FrameKind::Noun
                    && !(frame.embedded && kind == FrameKind::Participle)
            });
            if let Some(earlier) = earlier {
                return (earlier.subject, Link::Shared);
            }
            let start = self.mentions.partition_point(|m| m.tokens.start < range.start);
            let opens = |index: &usize| {
                self.mentions.get(*index).is_some_and(|m| {
                    m.tokens.end <= at
                        && !m.governed
                        && !m.genitive
                        && !matches!(m.form, MentionForm::Object | MentionForm::Possessive)
                })
            };
            let opening = (start..start + FAR).find(opens);
            if opening.is_some() {
                return (opening, Link::Shared);
            }
        }
        (None, Link::Missing)
    }

    /// The subject behind its verb: "said X", at the start of a sentence or behind a quotation or comma.
    fn inverted(&self, at: usize, token: &Token, kind: FrameKind, range: &Range<usize>) -> Option<usize> {
        if !matches!(kind, FrameKind::Say | FrameKind::Tell | FrameKind::Weak) || !token.is(class::FINITE) {
            return None;
        }
        let before = at.checked_sub(1).filter(|before| *before >= range.start);
        let placed = before.is_none_or(|before| {
            matches!(self.kind(before), Some(Kind::Quote(_) | Kind::Comma | Kind::Dash | Kind::Other))
        });
        let second = self.lexicon.verb_is_second() && before.is_some_and(|before| self.opens_with_other(before, at));
        let placed = placed || second;
        let mut next = at + 1;
        while next < range.end && self.is(next, class::ADVERB) {
            next += 1;
        }
        let mut mention = self.starting.at(next)?;
        // "sagte dem Sender der Minister": what was said to whom comes first.
        while second && self.mentions.get(mention)?.governed {
            mention = self.starting.at(self.mentions.get(mention)?.tokens.end)?;
        }
        let form = self.mentions.get(mention)?.form;
        let fits = matches!(
            form,
            MentionForm::Name
                | MentionForm::Role
                | MentionForm::Body
                | MentionForm::Group
                | MentionForm::Personal
                | MentionForm::They
                | MentionForm::Phrase
                | MentionForm::It
        );
        // "…, Fox, said Tuesday" has its subject before; so has "…” told reporters".
        let subject_before = before.is_some_and(|before| self.kind(before) == Some(Kind::Comma))
            && self.before_insertion(at - 1, range).is_some();
        if !(placed && fits) || subject_before {
            return None;
        }
        self.owned(mention)
    }

    /// Whether what stands before a verb that stands second, the token `before` the last of it, is no
    /// subject: "Am Montag sagte X", "In einem Gespräch sagte X", "Als Begründung nannte X".
    fn opens_with_other(&self, before: usize, at: usize) -> bool {
        let Some(mention) = self.ending.at(at).and_then(|mention| self.mentions.get(mention)) else {
            return self.is(before, class::ADVERB | class::CALENDAR) || self.kind(before) == Some(Kind::Number);
        };
        let compared = mention.tokens.start.checked_sub(1).is_some_and(|at| self.is(at, class::LIKE));
        let noun =
            matches!(mention.form, MentionForm::Name | MentionForm::Phrase | MentionForm::Role | MentionForm::Body)
                || mention.form == MentionForm::Group;
        noun && (mention.governed || compared)
    }

    /// Of "Trump's campaign manager" the manager.
    fn owned(&self, mention: usize) -> Option<usize> {
        let mut mention = mention;
        for _ in 0..3 {
            let owner = self.mentions.get(mention)?;
            let possessive = owner.form == MentionForm::Possessive;
            if !(owner.genitive || possessive) {
                break;
            }
            let next = owner.tokens.end + usize::from(owner.genitive);
            mention = self.starting.at(next)?;
        }
        Some(mention)
    }

    /// From a mention right before a verb to the head of its phrase: "a spokesman for X".
    pub(super) fn head_of(&self, mention: usize, range: &Range<usize>) -> (Option<usize>, Link) {
        let mut head = mention;
        for _ in 0..4 {
            let Some(current) = self.mentions.get(head) else { break };
            let start = current.tokens.start;
            // "die Sprecherin der Partei": whose she is needs no preposition.
            let owner = self.lexicon.verb_is_second()
                && self.is(start, class::DETERMINER)
                && self.ending.at(start).is_some()
                && start > range.start;
            if !current.governed && !owner {
                // "the Post's Mary Rowan": what owns is not what speaks; the head stays.
                break;
            }
            let Some(before) = start.checked_sub(1).filter(|before| *before > range.start) else { break };
            let Some(outer) = self.ending.at(if owner { start } else { before }) else { break };
            head = outer;
        }
        let Some(found) = self.mentions.get(head) else { return (None, Link::Missing) };
        match found.form {
            MentionForm::Object | MentionForm::Possessive => (None, Link::Missing),
            MentionForm::Relative => (Some(head), Link::Relative),
            _ if found.genitive => (None, Link::Missing),
            _ => (Some(head), Link::Before),
        }
    }

    fn bracket_before(&self, close: usize, range: &Range<usize>) -> Option<usize> {
        (range.start..close).rev().take(FAR).find(|at| self.kind(*at) == Some(Kind::OpenBracket))
    }

    /// For a comma or dash at `close` that ends an insertion, the mention the insertion explains:
    /// "Rowan, the mayor of …, said", "Rowan, who had …, said".
    fn before_insertion(&self, close: usize, range: &Range<usize>) -> Option<usize> {
        let from = close.saturating_sub(FAR).max(range.start);
        for open in (from..close).rev() {
            if !matches!(self.kind(open), Some(Kind::Comma | Kind::Dash)) {
                continue;
            }
            let Some(mention) = self.ending.at(open).or_else(|| self.before_bracket(open, range)) else {
                continue;
            };
            let named = self.mentions.get(mention)?;
            let inside = open + 1;
            let explains = self.is(
                inside,
                class::WHO
                    | class::DETERMINER
                    | class::ROLE
                    | class::MODIFIER
                    | class::PREPOSITION
                    | class::SAY_ING
                    | class::TITLE
                    | class::POSSESSIVE
                    | class::SUBORDINATOR
                    | class::ADVERB
                    | class::DEMONYM
                    | class::AUX,
            ) || matches!(self.kind(inside), Some(Kind::Number | Kind::Capital | Kind::Lower));
            let fits = matches!(
                named.form,
                MentionForm::Name
                    | MentionForm::Role
                    | MentionForm::Body
                    | MentionForm::Group
                    | MentionForm::Personal
                    | MentionForm::They
                    | MentionForm::Phrase
            );
            if explains && fits && !named.genitive {
                return self
                    .head_of(mention, range)
                    .0
                    .filter(|head| self.mentions.get(*head).is_some_and(|m| !m.governed));
            }
        }
        None
    }

    fn before_bracket(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let close = at.checked_sub(1).filter(|close| self.kind(*close) == Some(Kind::CloseBracket))?;
        let open = self.bracket_before(close, range)?;
        self.ending.at(open)
    }
}
