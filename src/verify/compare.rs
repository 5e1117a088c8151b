//! From places to matches: the best passages of each source, the best source first.

use std::ops::Range;

use smallvec::smallvec;

use super::align::{Op, Problem, Step};
use super::atoms::Claim;
use super::bound::Bound;
use super::chain::{self, Allowance};
use super::concordance::Concordances;
use super::judge::{self, Nearness};
use super::nearest::{self, Near};
use super::segments::{self, Segment};
use super::window::Window;
use super::{Extent, Found, Match, Wording, places};
use crate::archive::{Archive, SourceId};
use crate::source::Source;

/// The share of a claim that a stretch must hold, in its order, to be aligned with it.
const PROMISING: f32 = 0.36;
/// A source that is not cited and has so much less of a claim than the best one is not named.
const BEHIND: f32 = 0.25;

/// Words of cited sources that are looked at one by one for a quotation.
const LOOKED_AT: usize = 2_000_000;
/// Words beside a nearest passage that are looked at, besides as many as the claim has.
const SLACK: usize = 12;
/// A passage with less to speak for it, in bits and as a share of the claim, is not near at all.
const NEAR: (f32, f32) = (10.0, 0.2);
/// How many further windows of a cited source are looked at for other versions of the words.
const VERSIONS: usize = 4;
/// Others with this share of what the nearest passage has are as near.
const AS_NEAR: f32 = 0.75;
/// How many nearest passages of a source are shown.
const NEAREST: usize = 3;

/// See [`super::find`].
pub(super) fn find(
    wording: &Wording,
    prose: &str,
    archive: &Archive,
    concordances: &Concordances,
    prefer: &[SourceId],
) -> Found {
    let claim = Claim::new(wording, prose);
    let mut allowance = Allowance::new();
    let is_cited = |id: SourceId| prefer.contains(&id);
    let mut found: Vec<(Standing, Match)> = Vec::new();
    let places = places::places(wording, archive, prefer);
    archive.bring_in(places.by_source.keys().copied());
    for (id, ranges) in places.by_source {
        let Some(source) = archive.source(id) else { continue };
        let nearness = if is_cited(id) { Nearness::Cited } else { Nearness::Usual };
        found.extend(in_source(
            &claim,
            prose,
            archive,
            Stretch { id, source: &source, ranges },
            nearness,
            &mut allowance,
        ));
    }
    let best = found.iter().map(|(_, found)| found.similarity).fold(0.0, f32::max);
    found.retain(|(_, found)| is_cited(found.source) || found.similarity + BEHIND >= best);
    let mut left = LOOKED_AT;
    for &id in prefer {
        if let Some(source) = archive.source(id).filter(|_| !found.iter().any(|(_, found)| found.source == id)) {
            let near = match left.checked_sub(source.words.len()) {
                Some(rest) => {
                    left = rest;
                    nearest::nearest(&claim, prose, &source, &concordances.get(id, &source))
                }
                None => Vec::new(),
            };
            found.extend(in_cited(&claim, prose, archive, (id, &source), &near, &mut allowance));
        }
    }
    found.sort_by(|(a, x), (b, y)| {
        let key = |standing: &Standing, found: &Match| {
            (found.extent, standing.rank(), !is_cited(found.source), found.source, found.span)
        };
        key(a, x).cmp(&key(b, y))
    });
    found.dedup_by(|(_, a), (_, b)| a.source == b.source && a.span == b.span);
    Found { matches: found.into_iter().map(|(_, found)| found).collect(), complete: places.complete }
}

/// What a cited source has of a claim that the archive did not find in it: all of it, far altered;
/// else a part; else the passages that come nearest.
fn in_cited(
    claim: &Claim,
    prose: &str,
    archive: &Archive,
    (id, source): (SourceId, &Source),
    near: &[Near],
    allowance: &mut Allowance,
) -> Vec<(Standing, Match)> {
    let beside = claim.side.words.len() + SLACK;
    let wide = |near: &Near| near.words.start.saturating_sub(beside)..near.words.end + beside;
    let ranges = near.iter().map(wide).collect();
    let whole = in_source(claim, prose, archive, Stretch { id, source, ranges }, Nearness::Cited, allowance);
    if !whole.is_empty() {
        return whole;
    }
    let ranges = places::of_parts(claim, archive, id);
    let parts = in_source(claim, prose, archive, Stretch { id, source, ranges }, Nearness::Part, allowance);
    if !parts.is_empty() {
        return parts;
    }
    let best = near.first().map_or(0.0, |near| near.bits);
    let shown = near.iter().filter(|near| near.bits >= NEAR.0.max(AS_NEAR * best) && near.share >= NEAR.1);
    let mut matches: Vec<(Standing, Match)> = Vec::new();
    for found in shown.enumerate().filter_map(|(rank, near)| nearest_match(id, source, near, rank)) {
        if matches.len() < NEAREST && !matches.iter().any(|(_, other)| other.span.overlaps(found.1.span)) {
            matches.push(found);
        }
    }
    matches
}

/// A nearest passage as a match. Nothing is said to be altered in it: it may be another utterance.
fn nearest_match(id: SourceId, source: &Source, near: &Near, rank: usize) -> Option<(Standing, Match)> {
    let span = nearest::in_sentences(source, &near.words)?;
    let found = Match {
        source: id,
        span,
        pieces: smallvec![span],
        alterations: Vec::new(),
        omissions: Vec::new(),
        clip: None,
        similarity: near.share,
        spliced: false,
        extent: Extent::Nearest,
    };
    Some((Standing { lack: u32::try_from(rank).unwrap_or(u32::MAX), unquoted: 0 }, found))
}

/// How good a match is; smaller is better.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// What the passage lacks of the claim, and has besides.
    lack: u32,
    /// Matched words that stand outside quotation marks, where the source has such.
    unquoted: usize,
}

impl Standing {
    fn rank(self) -> (u32, usize) {
        (self.lack, self.unquoted)
    }
}

/// Where to look in a source.
struct Stretch<'a> {
    id: SourceId,
    source: &'a Source,
    /// Ranges of its words.
    ranges: Vec<Range<usize>>,
}

/// The best passages of one source, all equally good.
fn in_source(
    claim: &Claim,
    prose: &str,
    archive: &Archive,
    stretch: Stretch<'_>,
    nearness: Nearness,
    allowance: &mut Allowance,
) -> Vec<(Standing, Match)> {
    let mut bound = Bound::new(claim);
    let mut windows: Vec<(u32, Window<'_>)> = Vec::new();
    for range in stretch.ranges {
        let window = Window::new(stretch.id, stretch.source, range);
        let held = bound.of(&window.side.atoms);
        if held.share >= PROMISING || nearness == Nearness::Part {
            // A word that is missing may stand there as its kin, at half its weight; see `segments::lack`.
            windows.push((2 * held.missing, window));
        }
    }
    windows.sort_by_key(|(least, window)| (*least, window.words.start));
    let mut aligned: Vec<(Standing, Window<'_>, Vec<Op>)> = Vec::new();
    let mut versions = if nearness == Nearness::Cited { VERSIONS } else { 0 };
    for (least, window) in windows {
        if aligned.iter().any(|other| other.0.lack < least) {
            if versions == 0 {
                break;
            }
            versions -= 1;
        }
        let whole = 0..claim.side.atoms.len();
        let Some(problem) = Problem::new(claim, whole, &window) else { continue };
        let ops = segments::straightened(claim, &window, chain::align(&problem, allowance).1);
        let standing = Standing { lack: segments::lack(claim, &window, &ops), unquoted: unquoted(&window, &ops) };
        aligned.push((standing, window, ops));
    }
    let Some(best) = aligned.iter().map(|found| found.0.rank()).min() else { return Vec::new() };
    aligned.sort_by_key(|found| found.0.rank());
    let mut matches: Vec<(Standing, Match)> = Vec::new();
    for (standing, window, ops) in aligned {
        if standing.rank() != best {
            let version = || judge::judge(claim, prose, &[Segment { window, ops }], Nearness::Usual);
            let apart = |found: &Match| !matches.iter().any(|(_, other)| other.span.overlaps(found.span));
            if nearness == Nearness::Cited
                && !matches.is_empty()
                && let Some(found) = version().filter(apart)
            {
                matches.push((standing, Match { extent: Extent::Version, ..found }));
            }
            continue;
        }
        let segments = match nearness {
            Nearness::Part => segments::solid_part(claim, &window, &ops).map(|ops| vec![Segment { window, ops }]),
            Nearness::Usual | Nearness::Cited => Some(segments::recovered(claim, archive, window, ops, allowance)),
        };
        if let Some(found) = segments.and_then(|segments| judge::judge(claim, prose, &segments, nearness))
            && !matches.iter().any(|(_, other)| other.span == found.span)
        {
            matches.push((standing, found));
        }
    }
    matches
}

/// Matched words that stand outside quotation marks.
fn unquoted(window: &Window<'_>, ops: &[Op]) -> usize {
    let quotations = &window.source.reading.quotations;
    if quotations.is_empty() {
        return 0;
    }
    let outside = |op: &&Op| {
        let span = window.side.span(op.source, op.source + 1);
        op.step == Step::Same && window.source.quotation_at(span).is_none()
    };
    ops.iter().filter(outside).count()
}
