//! Keeping segments few: those of about one size are merged when there are many, and one most of whose
//! documents are gone is written anew. Every document is so written again about once for each tier
//! (O'Neil and others, "The log-structured merge-tree", 1996; size-tiered as in Cassandra).

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::Stock;
use super::folder::Folder;
use super::manifest::{Part, SegmentId};
use super::writer::Writer;

/// How many segments of one tier are kept apart.
const FEW: usize = 7;
/// Words of a segment of the lowest tier; those of the next have up to so many times [`STEP`].
const LOWEST: u64 = 50_000;
const STEP: u64 = 8;
/// Of a segment, this share of the documents may be gone: one in so many.
const GONE: u32 = 4;
/// Segments of fewer words are written anew as soon as a document is gone.
const SMALL: u64 = 200_000;

/// Merges once what needs it most. `false` when nothing does.
pub(super) fn merge(stock: &mut Stock, folder: Option<&Folder>) -> io::Result<bool> {
    let Some(chosen) = choose(stock) else { return Ok(false) };
    let mut writer = Writer::new(folder)?;
    let mut moved: HashMap<(SegmentId, u32), u32> = HashMap::new();
    // In the order of the files, so that what is written does not depend on what happened before.
    for at in stock.entries.iter().flat_map(super::Entry::documents).filter(|at| chosen.contains(&at.0)) {
        let Some(segment) = stock.segments.get(&at.0) else { continue };
        let (Some(keys), Some(label), Some(body)) = (segment.keys(at.1), segment.card(at.1), segment.body(at.1)) else {
            return Err(io::Error::other("a part of it is damaged"));
        };
        if writer.is_full(keys.len()) {
            return Ok(false);
        }
        moved.insert(at, writer.add(&keys, label, body)?);
    }
    let (id, segment) = writer.finish()?;
    stock.segments.insert(id, segment);
    for part in stock.entries.iter_mut().flat_map(|entry| &mut entry.parts) {
        if let Part::Document(of, document) = part
            && let Some(new) = moved.get(&(*of, *document))
        {
            (*of, *document) = (id, *new);
        }
    }
    stock.drop_unused();
    Ok(true)
}

/// The segments to be made one.
fn choose(stock: &Stock) -> Option<Vec<SegmentId>> {
    let mut live: BTreeMap<SegmentId, u32> = BTreeMap::new();
    for (id, _) in stock.entries.iter().flat_map(super::Entry::documents) {
        *live.entry(id).or_default() += 1;
    }
    let mut tiers: BTreeMap<u32, Vec<SegmentId>> = BTreeMap::new();
    for (id, count) in &live {
        let Some(segment) = stock.segments.get(id) else { continue };
        let gone = segment.documents().saturating_sub(*count);
        if gone > 0 && (segment.words() < SMALL || gone > segment.documents() / GONE) {
            return Some(vec![*id]);
        }
        let tier = (segment.words() / LOWEST).max(1).ilog(STEP);
        tiers.entry(tier).or_default().push(*id);
    }
    tiers.into_values().find(|tier| tier.len() > FEW)
}
