//! A passage in which a quotation was found, with whose words it is made of.

use crate::archive::Archive;
use crate::prose::{Nature, Quotation};
use crate::rules::Standing;
use crate::source::{Source, Voice};
use crate::text::Span;
use crate::verify::{Match, Omission};

/// At or above this share of quoted bytes a passage is somebody's speech.
const SPEECH: f64 = 0.85;

/// At or below this share it is the reporter's prose.
const PROSE: f64 = 0.2;

/// A match and its standing. Depends on the words and the archive alone, not on whom the draft
/// names, so that it can be kept while the draft is edited around it.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    /// The alignment.
    pub found: Match,
    /// Whose words they are.
    pub standing: Standing,
}

impl Sighting {
    /// Looks up whose words `found` is made of.
    pub(super) fn new(found: Match, archive: &Archive) -> Self {
        let standing = archive.source(found.source).map_or(Standing::Prose, |source| standing(&source, &found.pieces));
        Self { found, standing }
    }

    /// The same for a quotation that has moved from byte `from` of the draft to byte `to`.
    pub(super) fn moved(&self, from: usize, to: usize) -> Self {
        let mut found = self.found.clone();
        for alteration in &mut found.alterations {
            alteration.draft = alteration.draft.moved(from, to);
        }
        for Omission { draft, .. } in &mut found.omissions {
            *draft = draft.moved(from, to);
        }
        Self { found, standing: self.standing }
    }
}

fn standing(source: &Source, pieces: &[Span]) -> Standing {
    let total: usize = pieces.iter().map(|piece| piece.len()).sum();
    let mut quoted = 0;
    let mut most: Option<(usize, usize)> = None;
    for (index, quotation) in source.reading.quotations.iter().enumerate() {
        if quotation.within.is_some() || quotation.nature == Nature::Title {
            continue;
        }
        let share = overlap(quotation, pieces);
        quoted += share;
        if share > 0 && most.is_none_or(|(_, least)| share > least) {
            most = Some((index, share));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of a passage needs no more than a double's precision")]
    let share = quoted as f64 / total.max(1) as f64;
    match most {
        Some((quotation, _)) if share >= SPEECH => Standing::Speech(innermost(source, quotation, pieces)),
        _ if source.card.voice == Voice::Author => Standing::Own,
        Some((quotation, _)) if share > PROSE => Standing::Mixed { quotation },
        _ => Standing::Prose,
    }
}

fn overlap(quotation: &Quotation, pieces: &[Span]) -> usize {
    let shared = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let within = |piece: &Span| quotation.parts.iter().map(|part| shared(*part, *piece)).sum::<usize>();
    pieces.iter().filter(|piece| piece.overlaps(quotation.span)).map(within).sum()
}

/// The quotation inside `outer` that still holds every piece: whoever is quoted by the speaker.
fn innermost(source: &Source, outer: usize, pieces: &[Span]) -> usize {
    let holds = |q: &Quotation| pieces.iter().all(|piece| q.span.covers(*piece));
    let inner = source.reading.quotations.iter().enumerate().skip(outer + 1);
    let inside = inner.take_while(|(_, q)| q.within.is_some()).filter(|(_, q)| q.within == Some(outer) && holds(q));
    inside.map(|(index, _)| index).last().unwrap_or(outer)
}
