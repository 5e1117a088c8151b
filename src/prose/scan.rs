//! What one block says by itself, in offsets relative to it, so that it can be kept while the
//! block stays the same wherever it moves.

use smol_str::SmolStr;

use super::frames::{Frame, frames};
use super::lexicon::Lexicon;
use super::marks::{Pair, pairs};
use super::mentions::{Mention, mentions};
use super::names::{clean, role_words};
use super::tokens::{Tokens, tokens};
use super::turns::{Label, labels};

/// All that can be known of a block without its neighbours, but for the mark that begins the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    pub(super) pairs: Vec<Pair>,
    pub(super) tokens: Tokens,
    pub(super) mentions: Vec<Mention>,
    pub(super) frames: Vec<Frame>,
    /// Who is named in front of words, as in a transcript, by line.
    pub(super) labels: Vec<Label>,
}

impl Scan {
    /// Reads `block`, behind which stands a block that begins with `next`.
    pub(super) fn new(block: &str, next: Option<char>, lexicon: &Lexicon) -> Self {
        let pairs = pairs(block, next, lexicon);
        let tokens = tokens(block, &pairs, lexicon);
        let mut mentions = mentions(block, &tokens);
        for mention in &mut mentions {
            mention.name_text = mention.name.map(|name| clean(name.of(block))).unwrap_or_default();
            mention.role_text = mention.role.map(|role| SmolStr::from(role_words(role.of(block)))).unwrap_or_default();
        }
        let frames = frames(block, &tokens, &mentions, lexicon);
        for frame in &frames {
            if let Some(mention) = frame.subject.and_then(|subject| mentions.get_mut(subject)) {
                mention.subject_of = Some(mention.subject_of.map_or(frame.kind, |known| known.stronger(frame.kind)));
            }
        }
        Self { pairs, tokens, mentions, frames, labels: labels(block, lexicon) }
    }
}
