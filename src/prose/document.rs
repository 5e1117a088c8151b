//! A text with its blocks scanned, and the quotations that run over them.

use std::sync::Arc;

use smallvec::smallvec;

use super::lexicon::Language;
use super::marks::{Kind as MarkKind, Pair};
use super::scan::Scan;
use super::tokens::Kind;
use super::transcript::{LabelId, Turn, turns};
use super::{Block, BlockKind, Form};
use crate::text::{Few, Span};

/// The blocks of a text with what each says.
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) blocks: &'a [Block],
    pub(super) scans: Vec<Arc<Scan>>,
    /// For each scan a number that no other has, where the reading is remembered; else none.
    pub(super) ids: Vec<u64>,
    pub(super) language: Language,
}

/// A quotation before anybody asked what it is and who speaks.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) parts: Few<Span>,
    pub(super) form: Form,
    /// The raw quotation, by index, around it.
    pub(super) within: Option<usize>,
    /// Where its first part stands.
    pub(super) first: Place,
    /// Where its last part stands.
    pub(super) last: Place,
    /// What names who speaks beside a block quote or a turn.
    pub(super) signature: Option<Signature>,
}

/// What stands beside words to say whose they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signature {
    /// The line under a block quote: its block, and its bytes there.
    Line(usize, Span),
    /// The label before a turn.
    Label(LabelId),
}

/// A token of a block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Place {
    pub(super) block: usize,
    pub(super) token: usize,
}

impl Document<'_> {
    /// The text of block `index`.
    pub(super) fn block_text(&self, index: usize) -> &str {
        self.blocks.get(index).map_or("", |block| block.span.of(self.text))
    }

    /// Whether block `index` is a heading or reads like a headline: the first of several blocks, and
    /// one short sentence.
    pub(super) fn is_heading(&self, index: usize) -> bool {
        let heading = self.blocks.get(index).is_some_and(|block| block.kind == BlockKind::Heading);
        let headline = |scan: &Scan| scan.tokens.sentences.len() <= 1 && scan.tokens.all.len() <= 30;
        heading || (index == 0 && self.blocks.len() > 2 && self.scans.first().is_some_and(|scan| headline(scan)))
    }

    /// All quotations by where they begin, an inner one behind the one around it.
    pub(super) fn quotations(&self) -> Vec<Raw> {
        let mut found: Vec<Raw> = Vec::new();
        let turns = turns(self);
        let mut turns = turns.iter().peekable();
        // Up to which block turns were read.
        let mut read = 0;
        let mut index = 0;
        while index < self.blocks.len() {
            while let Some(turn) = turns.next_if(|turn| turn.label.block == index) {
                read = read.max(turn.parts.last().map_or(index, |(last, _)| *last) + 1);
                self.turn(turn, &mut found);
            }
            index = match self.blocks.get(index).map(|block| block.kind) {
                _ if index < read => index + 1,
                Some(BlockKind::BlockQuote { quote }) => {
                    let end = turns.peek().map_or(usize::MAX, |turn| turn.label.block);
                    self.block_quote(index, quote, end, &mut found)
                }
                _ => self.marked(index, &mut found),
            };
        }
        found
    }

    /// Adds a labelled turn.
    fn turn(&self, turn: &Turn, found: &mut Vec<Raw>) {
        let (Some(&(_, first)), Some(&(last, end))) = (turn.parts.first(), turn.parts.last()) else { return };
        let outer = found.len();
        found.push(Raw {
            span: first.join(end),
            parts: turn.parts.iter().map(|(_, part)| *part).collect(),
            form: if turn.marked { Form::Marks } else { Form::Block },
            within: None,
            first: Place { block: turn.label.block, token: 0 },
            last: Place { block: last, token: usize::MAX },
            signature: Some(Signature::Label(turn.label)),
        });
        for &(at, part) in &turn.parts {
            self.add_inner(at, part, false, outer, found);
        }
    }

    /// Adds the quotations of block `index`; returns the next block to look at.
    fn marked(&self, index: usize, found: &mut Vec<Raw>) -> usize {
        // The quotation still open from the blocks before, with the kind of its marks.
        let mut open: Option<(usize, MarkKind)> = None;
        let mut index = index;
        loop {
            let Some(scan) = self.scans.get(index) else { return index + 1 };
            let chained = open.take();
            let last_open = self.add_pairs(index, scan, chained.map(|(raw, _)| raw), found);
            let Some((raw, kind)) = last_open else { return index + 1 };
            if !self.goes_on(index + 1, kind) {
                return index + 1;
            }
            open = Some((raw, kind));
            index += 1;
        }
    }

    /// Adds the pairs of one block; the first is a further part of `chained`. Returns the
    /// outermost quotation that is left open at the block's end.
    fn add_pairs(
        &self,
        index: usize,
        scan: &Scan,
        chained: Option<usize>,
        found: &mut Vec<Raw>,
    ) -> Option<(usize, MarkKind)> {
        let base = self.blocks.get(index).map_or(0, |block| block.span.start);
        let nested = scan.pairs.iter().any(|pair| pair.within.is_some());
        let mut places = Vec::new();
        let mut left_open = None;
        for (i, pair) in scan.pairs.iter().enumerate() {
            let place = Place { block: index, token: token_of(scan, i).unwrap_or(0) };
            let at = match (i, chained) {
                (0, Some(raw)) => {
                    if let Some(raw) = found.get_mut(raw) {
                        raw.span = raw.span.join(pair.outer.shifted(base));
                        raw.parts.push(pair.inner.shifted(base));
                        raw.last = place;
                    }
                    raw
                }
                _ => {
                    let within = pair.within.and_then(|outer| places.get(outer).copied());
                    let place = within.and_then(|outer: usize| found.get(outer)).map_or(place, |outer| outer.last);
                    found.push(Raw {
                        span: pair.outer.shifted(base),
                        parts: smallvec![pair.inner.shifted(base)],
                        form: Form::Marks,
                        within,
                        first: place,
                        last: place,
                        signature: None,
                    });
                    found.len() - 1
                }
            };
            if nested {
                places.push(at);
            }
            if pair.open_ended && pair.within.is_none() {
                left_open = Some((at, pair.kind));
            }
        }
        left_open
    }

    /// Whether block `index` begins with a quotation in marks of `kind`.
    fn goes_on(&self, index: usize, kind: MarkKind) -> bool {
        let quote = |block: &Block| {
            matches!(block.kind, BlockKind::BlockQuote { .. } | BlockKind::Heading | BlockKind::TableCell)
        };
        let fits = self.blocks.get(index).is_some_and(|block| !quote(block));
        fits && self.first_pair(index).is_some_and(|pair| pair.kind == kind)
    }

    /// The pair that begins a block.
    fn first_pair(&self, index: usize) -> Option<&Pair> {
        let pair = self.scans.get(index)?.pairs.first()?;
        self.block_text(index).get(..pair.outer.start).is_some_and(|before| before.trim().is_empty()).then_some(pair)
    }

    /// Adds the block quote that begins at block `index`, as far as it goes before block `end`;
    /// returns the block behind it.
    fn block_quote(&self, index: usize, quote: u32, end: usize, found: &mut Vec<Raw>) -> usize {
        let same = |block: &Block| block.kind == BlockKind::BlockQuote { quote };
        let most = end.saturating_sub(index);
        let count = self.blocks.iter().skip(index).take_while(|block| same(block)).take(most).count();
        let end = index + count;
        let mut parts: Vec<(usize, Span)> = Vec::with_capacity(count);
        let mut signature = None;
        for at in index..end {
            let Some(block) = self.blocks.get(at) else { continue };
            let (words, name) = signed(
                block.span.of(self.text),
                at + 1 == end && (count > 1 || block.span.of(self.text).contains('\n')),
            );
            if let Some(name) = name {
                signature = Some(Signature::Line(at, name));
            }
            let words = words.shifted(block.span.start).trimmed(self.text);
            if !words.is_empty() {
                parts.push((at, words));
            }
        }
        let (Some(&(first, _)), Some(&(last, _))) = (parts.first(), parts.last()) else { return end };
        let span =
            Span::new(parts.first().map_or(0, |(_, part)| part.start), parts.last().map_or(0, |(_, part)| part.end));
        let wrapped = self.wrapped(&parts);
        if signature.is_none() && !wrapped && self.mostly_marked(&parts) {
            // `> “…,” she said.` sets off a piece of reporting: its marks say what is quoted.
            for at in index..end {
                self.marked(at, found);
            }
            return end;
        }
        let outer = found.len();
        found.push(Raw {
            span,
            parts: parts.iter().map(|(at, part)| if wrapped { self.unwrap(*at, *part) } else { *part }).collect(),
            form: Form::Block,
            within: None,
            first: Place { block: first, token: 0 },
            last: Place { block: last, token: usize::MAX },
            signature,
        });
        for &(at, part) in &parts {
            self.add_inner(at, part, wrapped, outer, found);
        }
        end
    }

    /// Whether all of a block quote stands in quotation marks of its own.
    fn wrapped(&self, parts: &[(usize, Span)]) -> bool {
        let whole = |&(at, part): &(usize, Span)| {
            let base = self.blocks.get(at).map_or(0, |block| block.span.start);
            self.first_pair(at).is_some_and(|pair| {
                let outer = pair.outer.shifted(base);
                let behind = part.of(self.text).get(outer.end.saturating_sub(part.start)..).unwrap_or_default();
                pair.within.is_none() && outer.start <= part.start && behind.chars().all(|c| !c.is_alphanumeric())
            })
        };
        !parts.is_empty() && parts.iter().all(whole)
    }

    /// Whether at least half of a block quote stands between quotation marks.
    fn mostly_marked(&self, parts: &[(usize, Span)]) -> bool {
        let marked = |at: usize| {
            let pairs = self.scans.get(at).map(|scan| scan.pairs.as_slice()).unwrap_or_default();
            pairs.iter().filter(|pair| pair.within.is_none()).map(|pair| pair.outer.len()).sum::<usize>()
        };
        let (inside, all) =
            parts.iter().fold((0, 0), |(inside, all), (at, part)| (inside + marked(*at), all + part.len()));
        2 * inside >= all
    }

    fn unwrap(&self, at: usize, part: Span) -> Span {
        let base = self.blocks.get(at).map_or(0, |block| block.span.start);
        self.first_pair(at).map_or(part, |pair| pair.inner.shifted(base))
    }

    fn add_inner(&self, at: usize, part: Span, wrapped: bool, outer: usize, found: &mut Vec<Raw>) {
        let base = self.blocks.get(at).map_or(0, |block| block.span.start);
        let Some(scan) = self.scans.get(at) else { return };
        let mut places: Vec<Option<usize>> = Vec::with_capacity(scan.pairs.len());
        for (i, pair) in scan.pairs.iter().enumerate() {
            let span = pair.outer.shifted(base);
            if (wrapped && i == 0) || !part.covers(span) {
                places.push(None);
                continue;
            }
            let within = pair.within.and_then(|within| places.get(within).copied().flatten()).unwrap_or(outer);
            let place = Place { block: at, token: token_of(scan, i).unwrap_or(0) };
            places.push(Some(found.len()));
            found.push(Raw {
                span,
                parts: smallvec![pair.inner.shifted(base)],
                form: Form::Marks,
                within: Some(within),
                first: place,
                last: place,
                signature: None,
            });
        }
    }
}

/// The token of the outermost pair `pair`.
fn token_of(scan: &Scan, pair: usize) -> Option<usize> {
    let wanted = Kind::Quote(u32::try_from(pair).ok()?);
    let start = scan.pairs.get(pair)?.outer.start;
    let at = scan.tokens.all.partition_point(|token| token.span.start < start);
    scan.tokens.all.get(at).filter(|token| token.kind == wanted).map(|_| at)
}

/// Parts the words of a block quote's paragraph from an attribution line: "— Name, venue".
/// `may_sign` says whether a line of its own may be one.
fn signed(paragraph: &str, may_sign: bool) -> (Span, Option<Span>) {
    let all = Span::new(0, paragraph.len());
    if !may_sign {
        return (all, None);
    }
    let line = paragraph.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let last = paragraph.get(line..).unwrap_or_default();
    let indent = last.len() - last.trim_start().len();
    let name = last.trim_start();
    let dash = name.len() - name.trim_start_matches(['-', '–', '—', '―', '\u{2015}', '~']).len();
    let marked = dash > 1 || name.starts_with(['–', '—', '―']) || (dash == 1 && name.starts_with("- "));
    let rest = name.get(dash..).unwrap_or_default();
    let short = rest.split_whitespace().count() <= 16;
    if !marked || !short || rest.trim().is_empty() {
        return (all, None);
    }
    (Span::new(0, line), Some(Span::new(line + indent + dash, paragraph.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_line_is_no_part_of_the_words() {
        let text = "We go on.\n--- Ada Marsh, at the harbour";
        let (words, name) = signed(text, true);
        assert_eq!(words.of(text).trim(), "We go on.");
        assert_eq!(name.unwrap().of(text).trim(), "Ada Marsh, at the harbour");
        assert_eq!(signed("- a list\n- of things that we like", false).1, None);
    }
}
