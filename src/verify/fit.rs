//! An alignment fitted to phrases that are the same in another form.
//!
//! The cheapest alignment goes word by word. "29 January" and "January 29th", "$5 million" and "5
//! million dollars" share some words and not others, and at an end of the quotation "US" costs
//! less as a word put in than as one in the place of "United States", of which one half stands
//! beyond the end. So each run of differences is looked at together with the words beside it:
//! where both sides say one thing, it becomes one difference.

use std::ops::Range;

use super::align::{Op, Step};
use super::atoms::{Atom, Claim, Side};
use super::forms::{self, Likeness, Phrase};
use super::lexicon::Class;
use super::window::Window;

/// Longer runs of differences are no set phrase in another form.
const LONGEST: usize = 6;
/// How many steps on either side of a run may belong to the phrase.
const BESIDE: usize = 3;
/// How many source words beyond the end of an alignment may belong to it.
const BEYOND: usize = 3;
/// How many runs of one quotation are looked at.
const RUNS: usize = 100;

/// `ops` with phrases that are the same in another form in one piece, and with what an end that
/// falls inside a word of the source, or right behind a modal, leaves out.
pub(super) fn fitted(claim: &Claim, prose: &str, window: &Window<'_>, ops: &[Op]) -> Vec<Op> {
    let fitting = Fitting { claim, prose, window };
    let mut ops = ops.to_vec();
    let runs = runs(&ops);
    let (mut looked, mut fitted_from) = (0, ops.len());
    // From the end, so that earlier runs keep their places.
    for run in runs.into_iter().rev() {
        let at_edge = run.start == 0 || run.end == ops.len();
        if run.end > fitted_from || run.len() > LONGEST || looked >= RUNS || !(at_edge || fitting.counts(&ops, &run)) {
            continue;
        }
        looked += 1;
        if let Some((range, block)) = fitting.phrase(&ops, &run) {
            fitted_from = range.start;
            ops.splice(range, block);
        }
    }
    fitting.complete_ends(&mut ops);
    ops
}

/// The runs of steps that are not the same word.
fn runs(ops: &[Op]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (n, op) in ops.iter().enumerate() {
        if matches!(op.step, Step::Same | Step::Pass) {
            continue;
        }
        match runs.last_mut().filter(|run| run.end == n) {
            Some(run) => run.end = n + 1,
            None => runs.push(n..n + 1),
        }
    }
    runs
}

/// Normal forms of some words of both sides, each with the index of the first.
struct Forms {
    ours: (usize, Vec<String>),
    theirs: (usize, Vec<String>),
}

struct Fitting<'a> {
    claim: &'a Claim,
    prose: &'a str,
    window: &'a Window<'a>,
}

impl Fitting<'_> {
    /// Whether a number, a unit or a month stands in the run or right beside it.
    fn counts(&self, ops: &[Op], run: &Range<usize>) -> bool {
        let counts = |atom: Option<&Atom>| {
            atom.is_some_and(|a| matches!(a.class, Class::Number | Class::Scale | Class::Unit | Class::Date))
        };
        let near = run.start.saturating_sub(1)..(run.end + 1).min(ops.len());
        ops.get(near).unwrap_or_default().iter().any(|op| {
            (op.step != Step::Drop && counts(self.claim.side.atoms.get(op.draft)))
                || (op.step != Step::Add && counts(self.window.side.atoms.get(op.source)))
        })
    }

    /// The steps round a run that are one phrase on both sides, and the steps to put there. The
    /// smallest that is.
    fn phrase(&self, ops: &[Op], run: &Range<usize>) -> Option<(Range<usize>, Vec<Op>)> {
        let before = self.beside(ops.get(..run.start)?.iter().rev());
        let after = self.beside(ops.get(run.end..)?.iter());
        let mut options: Vec<(usize, usize, usize, usize)> = Vec::new();
        for (left, right) in (0..=before).flat_map(|left| (0..=after).map(move |right| (left, right))) {
            // Beyond the ends, only from the very first or last step on.
            let ahead = if run.start == left { BEYOND } else { 0 };
            let behind = if run.end + right == ops.len() { BEYOND } else { 0 };
            options.extend((0..=ahead).flat_map(|a| (0..=behind).map(move |b| (left, right, a, b))));
        }
        options.sort_by_key(|(left, right, ahead, behind)| left + right + ahead + behind);
        let forms = self.forms_near(ops.get(run.start - before..run.end + after)?)?;
        options.into_iter().find_map(|(left, right, ahead, behind)| {
            let range = run.start - left..run.end + right;
            let (draft, source) = extent(ops.get(range.clone())?)?;
            let source = source.start.checked_sub(ahead)?..source.end + behind;
            self.is_one(&draft, &source, &forms).then(|| (range, block(draft, source)))
        })
    }

    /// How many steps follow that may belong to a phrase: same words, and what differs beside them.
    fn beside<'b>(&self, ops: impl Iterator<Item = &'b Op>) -> usize {
        let inserted = |op: &Op| op.step != Step::Drop && self.claim.inserted.get(op.draft) == Some(&true);
        ops.take(BESIDE).take_while(|op| op.step != Step::Pass && !inserted(op)).count()
    }

    /// The normal forms of the words that steps go through, and of as many beyond them as may belong to a phrase.
    fn forms_near(&self, ops: &[Op]) -> Option<Forms> {
        let (draft, source) = extent_of(ops)?;
        let words = |side: &Side, text: &str, atoms: Range<usize>| {
            let atoms = side.atoms.get(atoms.start..atoms.end.min(side.atoms.len()))?;
            let first = atoms.first().map_or(0, |atom| atom.word);
            let words = side.words.get(first..atoms.last().map_or(first, |atom| atom.word + 1))?;
            Some((first, forms::normal_forms(text, words)))
        };
        let source = source.start.saturating_sub(BEYOND)..source.end + BEYOND;
        Some(Forms {
            ours: words(&self.claim.side, self.prose, draft)?,
            theirs: words(&self.window.side, &self.window.source.prose, source)?,
        })
    }

    /// Whether atoms of both sides are whole words that mean the same in another form.
    fn is_one<'s>(&'s self, draft: &Range<usize>, source: &Range<usize>, forms: &'s Forms) -> bool {
        let inserted = self.claim.inserted.get(draft.clone()).is_none_or(|inserted| inserted.contains(&true));
        if inserted || draft.is_empty() || source.is_empty() {
            return false;
        }
        let whole = |atoms: &[Atom], range: &Range<usize>| {
            let word = |at: usize| atoms.get(at).map(|atom| atom.word);
            let parted = |at: usize| at == 0 || word(at) != word(at - 1);
            let words = word(range.start)?..word(range.end.checked_sub(1)?)? + 1;
            (parted(range.start) && parted(range.end)).then_some(words)
        };
        let (ours, theirs) = (&self.claim.side, &self.window.side);
        let (Some(a), Some(b)) = (whole(&ours.atoms, draft), whole(&theirs.atoms, source)) else { return false };
        let parts = |gap: &str| gap.contains(['!', '?']) || gap.contains("\n\n");
        let sentence_ends = (source.start + 1..source.end).any(|at| parts(self.window.before(at)));
        let phrase = |side: &'s Side, text: &'s str, words: Range<usize>, (first, forms): &'s (usize, Vec<String>)| {
            let forms = forms.get(words.start.checked_sub(*first)?..words.end.checked_sub(*first)?)?;
            Some(Phrase { text, words: side.words.get(words)?, forms })
        };
        let (Some(a), Some(b)) =
            (phrase(ours, self.prose, a, &forms.ours), phrase(theirs, &self.window.source.prose, b, &forms.theirs))
        else {
            return false;
        };
        !sentence_ends && forms::likeness(a, b) != Likeness::None
    }

    /// Adds what the ends leave out of the source and what turns them: the "n't" of a contraction
    /// whose first half ends the quotation, the modal before an auxiliary that stands for both.
    fn complete_ends(&self, ops: &mut Vec<Op>) {
        let theirs = &self.window.side.atoms;
        self.reach_for_ends(ops);
        if let Some(last) = ops.last().copied().filter(|op| matches!(op.step, Step::Same | Step::Swap))
            && let (Some(atom), Some(next)) = (theirs.get(last.source), theirs.get(last.source + 1))
            && atom.word == next.word
            && next.class == Class::Negation
        {
            ops.push(Op { step: Step::Drop, draft: last.draft + 1, source: last.source + 1 });
        }
        if let Some(first) = ops.first().copied().filter(|op| op.step == Step::Swap)
            && let Some(before) = first.source.checked_sub(1)
            && theirs.get(before).is_some_and(|atom| matches!(atom.class, Class::Modal | Class::Negation))
            && self.claim.side.atoms.get(first.draft).is_some_and(|atom| atom.function)
            && self.window.before(first.source).trim().is_empty()
        {
            ops.insert(0, Op { step: Step::Drop, draft: first.draft, source: before });
        }
    }

    /// A word at an end that stands in the place of another, and in the same sentence a few words
    /// further out as it is: those words were dropped, "And, you know, it is" for "And it is".
    fn reach_for_ends(&self, ops: &mut Vec<Op>) {
        let (ours, theirs) = (&self.claim.side.atoms, &self.window.side.atoms);
        let same = |draft: usize, source: usize| {
            ours.get(draft).zip(theirs.get(source)).is_some_and(|(a, b)| a.same(b))
                && self.claim.inserted.get(draft) == Some(&false)
        };
        let parted = |at: usize| self.window.before(at).contains(['.', '!', '?', '“', '”', '"', '\n']);
        if let Some(first) = ops.first().copied().filter(|op| op.step == Step::Swap) {
            let reach = (1..=BEYOND).map_while(|n| first.source.checked_sub(n).filter(|at| !parted(at + 1)));
            if let Some(at) = reach.into_iter().find(|&at| same(first.draft, at)) {
                let drops =
                    (at + 1..=first.source).map(|source| Op { step: Step::Drop, draft: first.draft + 1, source });
                let found = Op { step: Step::Same, source: at, ..first };
                ops.splice(0..1, std::iter::once(found).chain(drops));
            }
        }
        if let Some(last) = ops.last().copied().filter(|op| op.step == Step::Swap) {
            let reach = (1..=BEYOND).map(|n| last.source + n).take_while(|&at| at < theirs.len() && !parted(at));
            if let Some(at) = reach.into_iter().find(|&at| same(last.draft, at)) {
                ops.pop();
                ops.extend((last.source..at).map(|source| Op { step: Step::Drop, draft: last.draft, source }));
                ops.push(Op { step: Step::Same, source: at, ..last });
            }
        }
    }
}

/// The atoms of both sides that steps go through, none of which passes a word over.
fn extent(ops: &[Op]) -> Option<(Range<usize>, Range<usize>)> {
    extent_of(ops).filter(|_| !ops.iter().any(|op| op.step == Step::Pass))
}

/// The atoms of both sides that steps go through.
fn extent_of(ops: &[Op]) -> Option<(Range<usize>, Range<usize>)> {
    let (first, last) = (ops.first()?, ops.last()?);
    let draft = first.draft..last.draft + usize::from(last.step != Step::Drop);
    let source = first.source..last.source + usize::from(last.step != Step::Add);
    Some((draft, source))
}

/// Steps that put some atoms in the place of others.
fn block(draft: Range<usize>, source: Range<usize>) -> Vec<Op> {
    let pairs = draft.len().min(source.len());
    let swaps = (0..pairs).map(|n| Op { step: Step::Swap, draft: draft.start + n, source: source.start + n });
    let adds = (draft.start + pairs..draft.end).map(|at| Op { step: Step::Add, draft: at, source: source.end });
    let drops = (source.start + pairs..source.end).map(|at| Op { step: Step::Drop, draft: draft.end, source: at });
    swaps.chain(adds).chain(drops).collect()
}
