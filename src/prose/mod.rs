//! What prose says: quotations, mentions, who speaks, where and when.
//!
//! One engine reads drafts and sources alike, so that the two sides of a comparison can never be
//! understood differently.
//!
//! Invariant: nothing here does I/O or fails; a text that cannot be understood yields less.

mod blocks;
mod candidates;
mod data;
mod document;
mod features;
mod frames;
mod lexicon;
mod marks;
mod memo;
mod mentions;
mod model;
mod people;
mod scan;
mod speakers;
mod tokens;
pub mod training;

pub use blocks::paragraphs;
pub use memo::Memo;
pub use model::{
    Attribution, Block, BlockKind, Form, Gender, Nature, Person, PersonId, PersonKind, Quotation, Reading, Speaker,
    Venue, VenueKind,
};
pub use people::{Directory, Sameness};

/// Reads `text`, whose blocks are `blocks` (in order, not overlapping).
///
/// `text` may be masked (see [`crate::text::Mask`]). All spans returned are bytes into `text`.
#[must_use]
pub fn read(text: &str, blocks: &[Block], memo: &mut Memo) -> Reading {
    let document = memo.document(text, blocks);
    let raws = document.quotations();
    let choices = speakers::decide(&document, &raws);
    let mut reading = Reading::default();
    for (raw, choice) in raws.iter().zip(choices) {
        let attribution = choice.and_then(|choice| {
            let id = choice.mention?;
            let mention = document.scans.get(id.block)?.mentions.get(id.index)?;
            let base = blocks.get(id.block)?.span.start;
            let span = mention.span.shifted(base);
            let frame = choice.frame.and_then(|(b, f)| document.scans.get(b)?.frames.get(f).map(|f| (f.kind, f.link)));
            Some(Attribution {
                speaker: Speaker { mention: Some(span), text: span.of(text).to_owned(), person: None },
                cue: None,
                venues: Vec::new(),
                confidence: choice.confidence,
                pattern: speakers::pattern(choice.source, frame),
            })
        });
        reading.quotations.push(Quotation {
            span: raw.span,
            parts: raw.parts.clone(),
            form: raw.form,
            nature: Nature::Speech,
            within: raw.within,
            continues: None,
            attribution,
        });
    }
    reading
}

/// Stand-in.
#[must_use]
pub fn conflicting_venues(_: &[Venue], _: &[Venue]) -> Option<(usize, usize)> {
    None
}
