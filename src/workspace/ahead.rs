//! What is being typed is looked up while the text around it is read.
//!
//! Mostly an edit changes the words of one quotation and nothing else, so that before the draft is read it can
//! be said what will be asked of the archive then. Another thread asks it meanwhile. Where reading the draft
//! shows that something else is to be asked, that answer is of no use, and nothing else comes of it.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use super::Workspace;
use super::check::joined;
use super::memo::{Key, Memo, Sightings};
use crate::archive::SourceId;
use crate::draft::Draft;
use crate::text::Span;

/// A quotation that is being looked up.
pub(super) struct Ahead {
    /// Its words, bytes into the text.
    pub(super) inner: Span,
    key: Key,
    /// Whether the look-up has begun, or is not to begin any more.
    taken: Arc<AtomicBool>,
    found: mpsc::Receiver<Sightings>,
}

impl Ahead {
    /// Begins to look up the quotation in which `text` differs from the draft of the last check, where it differs in
    /// one. `own` is the draft itself, where it lies among the sources.
    pub(super) fn begin(workspace: &Workspace, text: &str, own: Option<SourceId>, memo: &mut Memo) -> Option<Self> {
        // A thread that takes parts of a long draft must not wait for another such thread: there may be no other.
        if rayon::current_thread_index().is_some() {
            return None;
        }
        let before = memo.last.clone()?;
        let (old, new) = changed(before.text.as_bytes(), text.as_bytes());
        if text.as_bytes().get(new.clone())?.contains(&b'\n') {
            return None;
        }
        let (index, inner) = quotation_around(&before, &old)?;
        let inner = Span::new(inner.start, inner.end - old.len() + new.len());
        let words = text.get(inner.start..inner.end)?.to_owned();
        let tied = before.cited.get(index)?.iter().filter_map(|citation| before.citations.get(*citation));
        let sources: Vec<_> = tied.filter_map(|citation| memo.led_to(&citation.target, || None)).collect();
        let cited = joined(sources.iter().map(AsRef::as_ref)).into_owned();
        let key = Key { words, cited };
        if memo.knows(&key) {
            return None;
        }
        let (sender, found) = mpsc::channel();
        let (archive, concordances) = (Arc::clone(&workspace.archive), Arc::clone(&workspace.concordances));
        let (text, cited) = (text.to_owned(), key.cited.clone());
        let taken = Arc::new(AtomicBool::new(false));
        let begins = Arc::clone(&taken);
        rayon::spawn(move || {
            if begins.swap(true, Ordering::AcqRel) {
                return;
            }
            let look_up = || Sightings::of(&text, &[inner], &archive, &concordances, &cited, own);
            // A panic here would end the process. It comes again where it can be told, when nobody answers.
            if let Ok(found) = catch_unwind(AssertUnwindSafe(look_up)) {
                // Nobody may want it any more.
                drop(sender.send(found));
            }
        });
        Some(Self { inner, key, taken, found })
    }

    /// Waits for what was found and has `memo` keep it, if `key` is what is to be asked of those words. Where all other
    /// threads are busy, so that nobody has begun, whoever asks is sooner alone.
    pub(super) fn end(self, key: &Key, memo: &mut Memo) {
        let has_begun = self.taken.swap(true, Ordering::AcqRel);
        if has_begun
            && *key == self.key
            && let Ok(found) = self.found.recv()
        {
            memo.keep(self.key, self.inner, Arc::new(found));
        }
    }
}

/// The bytes in which two texts differ: those of the one, and those of the other.
fn changed(old: &[u8], new: &[u8]) -> (Range<usize>, Range<usize>) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (start..old.len() - end, start..new.len() - end)
}

/// The quotation of one paragraph, by index, that holds all of `changed`, and its words.
fn quotation_around(draft: &Draft, changed: &Range<usize>) -> Option<(usize, Span)> {
    let quotations = draft.reading.quotations.iter().enumerate().filter(|(_, q)| q.within.is_none());
    let upto = quotations.take_while(|(_, q)| q.span.start <= changed.start);
    let holds = |words: Span| words.start <= changed.start && changed.end <= words.end;
    upto.filter(|(_, q)| q.parts.len() == 1 && holds(q.inner())).last().map(|(index, q)| (index, q.inner()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_found() {
        let of = |old: &str, new: &str| changed(old.as_bytes(), new.as_bytes());
        assert_eq!(of("the gull", "the grey gull"), (5..5, 5..10));
        assert_eq!(of("aaa", "aaaa"), (3..3, 3..4));
        assert_eq!(of("aaaa", "aa"), (2..4, 2..2));
        assert_eq!(of("same", "same"), (4..4, 4..4));
        assert_eq!(of("", "new"), (0..0, 0..3));
    }
}
