//! Venues that no table knows, told by their form: "HTN's “The Sunday Table”", "Radio Lorne", "the
//! Skerrow Courier".

use super::VenueKind;
use super::lexicon::class;
use super::tokens::Kind;
use super::venues::{Found, Reader, is_in, is_title, list};
use crate::text::{Span, is_joint};

/// The longest name of an outlet, in words.
const LONGEST: usize = 4;
/// How far in front of a preposition somebody must appear or speak, in tokens.
const NEAR: usize = 4;
/// The longest title in italics, in bytes.
const TITLE: usize = 60;

impl Reader<'_> {
    /// Reads the name that begins at `start`, behind the preposition or the verb of telling at `at`.
    pub(super) fn by_form(&self, start: usize, at: usize, telling: bool, found: &mut Vec<Found>) -> bool {
        let name = |at: usize| {
            self.token(at).is_some_and(|token| token.kind == Kind::Capital && !token.is(class::CALENDAR | class::STOP))
        };
        let count = (0..LONGEST).take_while(|n| name(start + n)).count();
        let (Some(first), Some(last)) = (self.token(start), self.token((start + count).wrapping_sub(1))) else {
            return false;
        };
        if count == 0 || !(telling || self.appears(at)) {
            return false;
        }
        let span = first.span.join(last.span);
        let person = first.is(class::GIVEN | class::TITLE | class::ROLE);
        let outlet = Found { venue: self.venue(span, span.of(self.block), VenueKind::Outlet), pair: None };
        if self.token(start + count).is_some_and(|token| token.kind == Kind::Genitive) {
            let mut programme = start + count + 1;
            while self.token(programme).is_some_and(|token| token.is(class::CALENDAR))
                || is_in(list::BROADCASTS, self.text(programme))
            {
                programme += 1;
            }
            let before = found.len();
            if self.quoted_programme(programme, found) || self.emphasised(programme, found) {
                if !person {
                    found.insert(before, outlet);
                }
                return true;
            }
        }
        let noun = (start..start + count).any(|at| is_in(list::OUTLET_NOUNS, self.text(at)));
        let determined = self.token(start.wrapping_sub(1)).is_some_and(|token| token.is(class::DETERMINER));
        if person || !noun || !(count > 1 || determined) {
            return false;
        }
        found.push(outlet);
        true
    }

    /// Whether the preposition at `at` is "on", or somebody speaks or appears before it: "in an
    /// interview with", "speaking to".
    fn appears(&self, at: usize) -> bool {
        let mut before = at.saturating_sub(NEAR)..at;
        let said = at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|token| token.is(class::SAY));
        matches!(self.text(at), "on" | "On" | "im" | "Im")
            || said
            || before.any(|at| is_in(list::APPEARANCES, self.text(at)))
    }

    /// A title in italics: what stands between two pieces of markup.
    pub(super) fn emphasised(&self, at: usize, found: &mut Vec<Found>) -> bool {
        let Some(first) = self.token(at) else { return false };
        let opened = self.block.get(..first.span.start).is_some_and(|before| before.ends_with(is_joint));
        let rest = self.block.get(first.span.start..).unwrap_or_default();
        // No further than a title may be long: the block may be a whole book.
        let near = rest.get(..rest.floor_char_boundary(TITLE)).unwrap_or_default();
        let Some(end) = near.find(is_joint).filter(|end| opened && *end > 0) else { return false };
        let span = Span::new(first.span.start, first.span.start + end);
        if !is_title(span.of(self.block)) {
            return false;
        }
        found.push(Found { venue: self.venue(span, span.of(self.block), VenueKind::Programme), pair: None });
        true
    }
}
