//! Decides for each quotation who speaks.

use super::PersonKind;
use super::candidates::{Candidate, Last, MentionId, Source, candidates};
use super::document::{Document, Raw};
use super::features::weights;
use super::frames::{FrameKind, Link};
use super::lexicon::Language;
use super::mentions::MentionForm;
use super::nature::{Speaking, spoken};

/// Who speaks a quotation, as far as one can tell.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The mention of the speaker; `None` when nobody speaks.
    pub(super) mention: Option<MentionId>,
    /// The clause that says so: block and index into its frames.
    pub(super) frame: Option<(usize, usize)>,
    /// Where the mention stands.
    pub(super) source: Source,
    /// How probable the choice is, 0 to 1.
    pub(super) confidence: f32,
    /// The quotation before, by index, when its speaker goes on.
    pub(super) continues: Option<usize>,
    /// The other mentions that could be the speaker, each with its probability; none where the choice
    /// is sure. They may mean the same person.
    pub(super) others: Vec<(MentionId, f32)>,
    /// Whether nobody is named around the quotation who could have spoken it.
    pub(super) alone: bool,
}

/// Decides for each of `raws`, in order; inner quotations and signed block quotes are left out.
pub(super) fn decide(document: &Document<'_>, raws: &[Raw]) -> Vec<Option<Choice>> {
    let mut choices: Vec<Option<Choice>> = Vec::with_capacity(raws.len());
    let pick = |index: usize, candidates: &[Candidate]| choose(document, raws.get(index)?, candidates);
    walk(document, raws, pick, &mut choices);
    choices
}

/// Picks one of the candidates of `raw` and says how sure that is.
pub(super) fn choose(document: &Document<'_>, raw: &Raw, candidates: &[Candidate]) -> Option<(usize, f32)> {
    let odds = odds(candidates, weights(document.language))?;
    let speaker = odds.mention.filter(|_| spoken(document, raw, speaking(document, candidates, &odds)));
    let Some((best, confidence)) = speaker else { return Some((odds.silence?, odds.nobody)) };
    let best = said_before_reported(document, candidates, best).unwrap_or(best);
    let nested = quotes_another(document, candidates, best);
    Some((best, if nested { confidence.min(NESTED) } else { confidence }))
}

/// What the odds say of whoever would speak if anybody did.
pub(super) fn speaking(document: &Document<'_>, candidates: &[Candidate], odds: &Odds) -> Speaking {
    let best = odds.mention.and_then(|(best, _)| candidates.get(best));
    let kind = |(block, index): (usize, usize)| Some(document.scans.get(block)?.frames.get(index)?.kind);
    Speaking {
        nobody: odds.nobody,
        source: best.map_or(Source::Nobody, |best| best.source),
        cue: best.and_then(|best| best.frame).and_then(kind),
    }
}

/// How sure one can be at most of who speaks in "Rowan said that Marsh called it “so”".
const NESTED: f32 = 0.5;

/// Whether between the chosen clause and the quotation somebody else, named, is said to have said
/// it: then the words may be theirs.
fn quotes_another(document: &Document<'_>, candidates: &[Candidate], best: usize) -> bool {
    let Some(chosen) = candidates.get(best).filter(|chosen| chosen.source == Source::Before) else { return false };
    candidates.iter().any(|other| {
        let (Some((block, index)), Some(id)) = (other.frame, other.mention) else { return false };
        let Some(scan) = document.scans.get(block) else { return false };
        let (Some(frame), Some(mention)) = (scan.frames.get(index), scan.mentions.get(id.index)) else { return false };
        let speech = matches!(frame.kind, FrameKind::Say | FrameKind::Tell | FrameKind::Weak);
        let later = chosen.frame.is_some_and(|(same, first)| same == block && first < index);
        let named = matches!(mention.form, MentionForm::Name | MentionForm::Role);
        other.source == Source::Before && frame.embedded && speech && later && named && other.mention != chosen.mention
    })
}

/// In "Rowan said it is “so”, according to the Post", Rowan speaks and the Post reports: where
/// "according to" names no person and somebody said it earlier in the sentence, that somebody. Whoever
/// is said to have said it between the words and "according to" speaks in any case.
fn said_before_reported(document: &Document<'_>, candidates: &[Candidate], best: usize) -> Option<usize> {
    let frame = |candidate: &Candidate| {
        let (block, index) = candidate.frame?;
        document.scans.get(block)?.frames.get(index).map(|frame| (frame.kind, frame.embedded))
    };
    let mention = |candidate: &Candidate| {
        let id = candidate.mention?;
        document.scans.get(id.block)?.mentions.get(id.index)
    };
    let chosen = candidates.get(best)?;
    if chosen.source != Source::After || frame(chosen)?.0 != FrameKind::According {
        return None;
    }
    let speech = |candidate: &Candidate| {
        frame(candidate).is_some_and(|(kind, embedded)| {
            matches!(kind, FrameKind::Say | FrameKind::Tell | FrameKind::Participle) && !embedded
        })
    };
    // "“So,” Rowan said, according to Marsh."
    let between = |candidate: &Candidate| {
        candidate.source == Source::After && speech(candidate) && candidate.frame < chosen.frame
    };
    if let Some(speaker) = candidates.iter().position(between) {
        return Some(speaker);
    }
    if mention(chosen)?.kind == PersonKind::Human {
        return None;
    }
    let said = |candidate: &&Candidate| candidate.source == Source::Before && speech(candidate);
    let table = weights(document.language);
    let speaker =
        candidates.iter().filter(said).max_by(|a, b| a.features.score(table).total_cmp(&b.features.score(table)))?;
    candidates.iter().position(|candidate| candidate.mention == speaker.mention && candidate.frame == speaker.frame)
}

/// What the quotations before say of the one to come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Way {
    /// The last quotation that somebody spoke, by index.
    pub(super) last: Option<(usize, Last)>,
    /// The block of the quotation before, when nobody spoke it.
    pub(super) silent: Option<usize>,
}

impl Way {
    /// What is chosen for `raw` by `choose`, which picks a candidate and says how sure it is.
    pub(super) fn choice(
        &self,
        document: &Document<'_>,
        raw: &Raw,
        choose: impl FnOnce(&[Candidate]) -> Option<(usize, f32)>,
    ) -> Option<Choice> {
        let unspoken = self.silent == Some(raw.first.block);
        let found = candidates(document, raw, self.last.map(|(_, last)| last), unspoken);
        let (best, confidence) = choose(&found)?;
        let candidate = found.get(best)?;
        Some(Choice {
            mention: candidate.mention,
            frame: candidate.frame,
            source: candidate.source,
            confidence,
            continues: self.continued_by(candidate.mention),
            others: if confidence < SURE { others(&found, candidate.mention, document.language) } else { Vec::new() },
            alone: found.iter().all(|candidate| candidate.mention.is_none()),
        })
    }

    /// The quotation before, by index, when `mention` spoke it.
    pub(super) fn continued_by(&self, mention: Option<MentionId>) -> Option<usize> {
        self.last.and_then(|(before, last)| (mention == Some(last.mention)).then_some(before))
    }

    /// Goes on behind quotation `index`, for which `choice` was made.
    pub(super) fn pass(&mut self, index: usize, raw: &Raw, choice: Option<&Choice>) {
        if let Some(Choice { mention: Some(mention), frame, source, .. }) = choice {
            self.last = Some((index, Last { place: raw.last, mention: *mention, frame: *frame, source: *source }));
        }
        self.silent = choice.and_then(|choice| choice.mention.is_none().then_some(raw.last.block));
    }
}

/// Whether it has to be decided who speaks `raw`: not inside another quotation, and not where a signature says so.
pub(super) fn is_open(raw: &Raw) -> bool {
    raw.within.is_none() && raw.signature.is_none()
}

/// Walks over the quotations with the choices of `choose`, which picks a candidate and says how
/// sure it is.
pub(super) fn walk(
    document: &Document<'_>,
    raws: &[Raw],
    mut choose: impl FnMut(usize, &[Candidate]) -> Option<(usize, f32)>,
    choices: &mut Vec<Option<Choice>>,
) {
    let mut way = Way::default();
    for (index, raw) in raws.iter().enumerate() {
        let choice = is_open(raw).then(|| way.choice(document, raw, |found| choose(index, found))).flatten();
        if is_open(raw) {
            way.pass(index, raw, choice.as_ref());
        }
        choices.push(choice);
    }
}

/// Beyond this probability it does not matter whether other mentions mean the same person.
const SURE: f32 = 0.97;

/// The mentions other than `chosen`, each with its probability.
fn others(candidates: &[Candidate], chosen: Option<MentionId>, language: Language) -> Vec<(MentionId, f32)> {
    let weights = relative_weights(candidates, weights(language));
    let all: f32 = weights.iter().sum();
    let other = |(candidate, weight): (&Candidate, &f32)| {
        let mention = candidate.mention.filter(|mention| Some(*mention) != chosen)?;
        Some((mention, weight / all))
    };
    candidates.iter().zip(&weights).filter_map(other).collect()
}

/// What each candidate weighs beside the best, which weighs 1; its share of their sum is its probability.
fn relative_weights(candidates: &[Candidate], table: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> = candidates.iter().map(|candidate| candidate.features.score(table)).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.into_iter().map(|score| (score - top).exp()).collect()
}

/// How probable the candidates of a quotation are.
pub(super) struct Odds {
    /// The candidate that nobody speaks.
    pub(super) silence: Option<usize>,
    /// How probable that is.
    pub(super) nobody: f32,
    /// The best candidate of the most probable speaker, with that speaker's probability.
    pub(super) mention: Option<(usize, f32)>,
}

/// Weighs the candidates against each other by a `table` of weights; `None` when there are none.
pub(super) fn odds(candidates: &[Candidate], table: &[f32]) -> Option<Odds> {
    let weights = relative_weights(candidates, table);
    let all: f32 = weights.iter().sum();
    let of = |mention: Option<MentionId>| -> f32 {
        candidates.iter().zip(&weights).filter(|(other, _)| other.mention == mention).map(|(_, weight)| weight).sum()
    };
    let mut found: Option<(usize, f32, f32)> = None;
    for (index, (candidate, weight)) in candidates.iter().zip(&weights).enumerate() {
        if candidate.mention.is_none() {
            continue;
        }
        let total = of(candidate.mention);
        let better = found.is_none_or(|(_, best, own)| total > best || (total == best && *weight > own));
        if better {
            found = Some((index, total, *weight));
        }
    }
    (!candidates.is_empty()).then(|| Odds {
        silence: candidates.iter().position(|candidate| candidate.mention.is_none()),
        nobody: (of(None) / all).min(1.0),
        mention: found.map(|(index, total, _)| (index, (total / all).min(1.0))),
    })
}

/// The name of the pattern, for people who ask why.
pub(super) fn pattern(source: Source, frame: Option<(FrameKind, Link)>) -> &'static str {
    use FrameKind as K;
    match (source, frame) {
        (Source::Nobody, _) => "no speaker",
        (Source::Continued, _) => "continues",
        (Source::Before, Some((K::According, _))) => "according-to quote",
        (Source::After, Some((K::According, _))) => "quote according-to",
        (Source::Before, Some((K::Noun, _))) => "mention's-words quote",
        (Source::After, Some((K::Noun, _))) => "quote mention's-words",
        (Source::Before, Some((_, Link::Inverted))) => "verb mention quote",
        (Source::After, Some((_, Link::Inverted))) => "quote verb mention",
        (Source::Before, Some((K::Participle, _))) => "mention … participle quote",
        (Source::After, Some((K::Participle, _))) => "quote mention … participle",
        (Source::Before, Some((_, Link::Apposition | Link::Relative | Link::Shared))) => "mention … verb quote",
        (Source::After, Some((_, Link::Apposition | Link::Relative | Link::Shared))) => "quote mention … verb",
        (Source::Before, Some((_, Link::Named))) => "what mention verb quote",
        (Source::Before, Some(_)) => "mention verb quote",
        (Source::After, Some(_)) => "quote mention verb",
        (Source::Before, None) => "mention quote",
        (Source::After, None) => "quote mention",
        (Source::Previous | Source::Earlier, _) => "sentence before",
        (Source::Next, _) => "sentence after",
        (Source::BlockBefore | Source::BlockEarlier, _) => "paragraph before",
    }
}
