//! The sentences of a draft, as far as they tell which quotation a citation belongs to.

use super::cited::{Mark, marks_in};
use crate::prose::Quotation;
use crate::text::{Span, is_joint, sentences};

/// Whether little but citations stands in `span`: at most two words ("Source:", "via"), or an
/// attribution line, which begins with a dash.
pub(super) fn is_only_marks(prose: &str, span: Span, marks: &[Mark<'_>]) -> bool {
    const FEW: usize = 2;
    let text = span.of(prose).trim_start_matches(|c: char| c.is_whitespace() || is_joint(c));
    if text.starts_with(['—', '–', '―', '-', '~']) && text.len() < 300 {
        return true;
    }
    let covered = |offset: usize| {
        let upto = marks.partition_point(|mark| mark.span.start <= offset);
        upto.checked_sub(1).and_then(|i| marks.get(i)).is_some_and(|mark| mark.span.contains(offset))
    };
    let mut words = 0;
    let mut in_word = false;
    for (at, c) in span.of(prose).char_indices() {
        let begins = c.is_alphanumeric() && !in_word;
        in_word = c.is_alphanumeric() || (in_word && is_joint(c));
        words += usize::from(begins && !covered(span.start + at));
        if words > FEW {
            return false;
        }
    }
    true
}

/// The sentences of a leaf; none ends inside a quotation or between it and its attribution.
pub(super) struct Sentences {
    /// Where each ends.
    ends: Vec<usize>,
}

impl Sentences {
    /// The sentences of `leaf`, in which the quotations `here` stand.
    pub(super) fn of(prose: &str, leaf: Span, here: &[(usize, &Quotation)]) -> Self {
        let extent = |(_, q): &(usize, &Quotation)| {
            let attribution = q.attribution.as_ref();
            let cue = attribution.and_then(|a| a.cue);
            let mention = attribution.and_then(|a| a.speaker.mention);
            let near = |span: &Span| leaf.covers(*span);
            [cue, mention].into_iter().flatten().filter(near).fold(q.span, Span::join)
        };
        let mut extents: Vec<Span> = here.iter().map(extent).collect();
        extents.sort_unstable();
        let mut ends: Vec<usize> = sentences(prose, leaf).iter().map(|s| s.end).collect();
        let mut covered = extents.into_iter().peekable();
        let mut reach = Span::at(leaf.start);
        ends.retain(|&end| {
            while let Some(next) = covered.next_if(|next| next.start < end) {
                reach = Span::new(next.start, next.end.max(reach.end));
            }
            end >= reach.end
        });
        Self { ends }
    }

    /// The sentence, counted from 0, in which the byte at `offset` stands.
    pub(super) fn index(&self, offset: usize) -> usize {
        self.ends.partition_point(|&end| end <= offset)
    }

    /// For each of `marks` the sentence it belongs to. One set behind the full stop belongs to
    /// the sentence before, and so does one in a sentence that holds hardly anything else and no
    /// quotation (`quoting` are the sentences that hold one).
    pub(super) fn of_marks(&self, prose: &str, marks: &[Mark<'_>], quoting: &[usize]) -> Vec<usize> {
        let is_text = |c: char| !c.is_whitespace() && !is_joint(c);
        // Marks come in order: what was seen of a sentence is not looked at again.
        let mut light_sentence: Option<(usize, bool)> = None;
        let mut blank_until = 0;
        let mut sentence_of = |mark: &Mark<'_>| {
            let index = self.index(mark.span.start);
            let Some(before) = index.checked_sub(1) else { return index };
            let start = self.ends.get(before).copied().unwrap_or_default();
            let lead = Span::new(start.max(blank_until), mark.span.start);
            if !mark.worded && !lead.of(prose).contains(is_text) {
                blank_until = mark.span.end;
                return before;
            }
            let light = match light_sentence {
                Some((of, light)) if of == index => light,
                _ => {
                    let end = self.ends.get(index).copied().unwrap_or(mark.span.end).max(mark.span.end);
                    let sentence = Span::new(start, end);
                    quoting.binary_search(&index).is_err() && is_only_marks(prose, sentence, marks_in(marks, sentence))
                }
            };
            light_sentence = Some((index, light));
            if light { before } else { index }
        };
        marks.iter().map(&mut sentence_of).collect()
    }
}
