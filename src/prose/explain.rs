//! Why a quotation was given to its speaker, for people who ask.

use super::candidates::{Candidate, MentionId};
use super::document::{Document, Raw};
use super::features::weights;
use super::memo::document_once;
use super::mentions::MentionForm;
use super::persons::People;
use super::reading::{Parts, parts};
use super::speakers::{choose, pattern, walk};
use super::{Block, PersonId, Reading};
use crate::text::Span;

/// Why a quotation has its speaker, or none.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Who could speak it, the one chosen first, then the others by how probable they are. Empty
    /// where nothing had to be weighed: a label or an attribution line names the speaker, or the
    /// quotation stands in another.
    pub answers: Vec<Answer>,
    /// The mentions that lead from the words beside the quotation to the fullest name of the speaker.
    pub chain: Vec<Span>,
}

/// One who could speak a quotation, or nobody.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Where the text names them; `None` for nobody.
    pub mention: Option<Span>,
    /// The pattern in which it does.
    pub pattern: &'static str,
    /// How probable it is, 0 to 1.
    pub probability: f32,
    /// What speaks for it and against it, with the weight, the weightiest first.
    pub weights: Vec<(String, f32)>,
}

/// Reads `text` as [`super::read`] does, and says of each quotation why it has its speaker.
#[must_use]
pub fn explain(text: &str, blocks: &[Block]) -> (Reading, Vec<Explanation>) {
    let document = document_once(text, blocks);
    let (Parts { quotations, raws, people }, ()) = parts(&document, None, |_| ());
    let mut found = weighed(&document, &raws);
    for (quotation, explanation) in quotations.iter().zip(&mut found) {
        let Some(speaker) = quotation.attribution.as_ref().map(|attribution| &attribution.speaker) else { continue };
        explanation.chain = speaker.mention.into_iter().collect();
        if let (Some(mention), Some(person)) = (speaker.mention, speaker.person) {
            explanation.chain.extend(chain(&document, &people, mention, person));
        }
    }
    (Reading { quotations, people: people.people }, found)
}

/// What was weighed for each of `raws`.
fn weighed(document: &Document<'_>, raws: &[Raw]) -> Vec<Explanation> {
    let mut found = vec![Explanation::default(); raws.len()];
    let weigh = |index: usize, candidates: &[Candidate]| {
        let choice = raws.get(index).and_then(|raw| choose(document, raw, candidates));
        if let (Some(explanation), Some((best, _))) = (found.get_mut(index), choice) {
            explanation.answers = answers(document, candidates, best);
        }
        choice
    };
    walk(document, raws, weigh, &mut Vec::new());
    found
}

/// The candidates of each mention together, by their best: first that of `best`, then by probability.
fn answers(document: &Document<'_>, candidates: &[Candidate], best: usize) -> Vec<Answer> {
    let table = weights(document.language);
    let scores: Vec<f32> = candidates.iter().map(|candidate| candidate.features.score(table)).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    let mut seen: Vec<Option<MentionId>> = Vec::new();
    let mut found: Vec<(bool, Answer)> = Vec::new();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let score = |index: &usize| scores.get(*index).copied().unwrap_or(f32::MIN);
    order.sort_by(|a, b| (*b == best).cmp(&(*a == best)).then(score(b).total_cmp(&score(a))));
    for index in order {
        let Some(candidate) = candidates.get(index) else { continue };
        if seen.contains(&candidate.mention) {
            continue;
        }
        seen.push(candidate.mention);
        let same = candidates.iter().zip(&scores).filter(|(other, _)| other.mention == candidate.mention);
        let probability = same.map(|(_, score)| (score - top).exp()).sum::<f32>() / all;
        let frame = candidate.frame.and_then(|(block, index)| document.scans.get(block)?.frames.get(index));
        let answer = Answer {
            mention: candidate.mention.and_then(|id| span_of(document, id)),
            pattern: pattern(candidate.source, frame.map(|frame| (frame.kind, frame.link))),
            probability,
            weights: candidate.features.described(document.language),
        };
        found.push((index == best, answer));
    }
    found.sort_by(|(chosen_a, a), (chosen_b, b)| chosen_b.cmp(chosen_a).then(b.probability.total_cmp(&a.probability)));
    found.into_iter().map(|(_, answer)| answer).collect()
}

fn span_of(document: &Document<'_>, id: MentionId) -> Option<Span> {
    let base = document.blocks.get(id.block)?.span.start;
    Some(document.scans.get(id.block)?.mentions.get(id.index)?.span.shifted(base))
}

/// From a mention that names nobody in full to the nearest name of `person` before it, and from there
/// to where the text first has the fullest.
fn chain(document: &Document<'_>, people: &People, mention: Span, person: PersonId) -> Vec<Span> {
    let full = people.get(person).map_or("", |person| person.name.as_str());
    let names = || {
        document.scans.iter().enumerate().flat_map(|(block, scan)| {
            scan.mentions.iter().enumerate().map(move |(index, found)| (MentionId { block, index }, found))
        })
    };
    let named: Vec<(Span, bool, bool)> = names()
        .filter(|(id, found)| people.person(*id) == Some(person) && found.form == MentionForm::Name)
        .filter_map(|(id, found)| Some((span_of(document, id)?, &*found.name_text == full, found.role.is_some())))
        .collect();
    let mut links = Vec::new();
    let own = named.iter().find(|(span, ..)| *span == mention);
    if own.is_none() {
        links.extend(named.iter().rev().find(|(span, ..)| span.start < mention.start).map(|(span, ..)| *span));
    }
    let is_full = |span: &Span| named.iter().any(|(other, full, _)| other == span && *full);
    let reached = links.last().copied().unwrap_or(mention);
    if !is_full(&reached) {
        let with_role = named.iter().find(|(_, full, role)| *full && *role);
        links.extend(with_role.or_else(|| named.iter().find(|(_, full, _)| *full)).map(|(span, ..)| *span));
    }
    links.dedup();
    links
}
