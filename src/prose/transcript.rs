//! Turns of labelled speakers in a text: whether its labels make a transcript, and what belongs to
//! each turn.

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::BlockKind;
use super::document::Document;
use super::lexicon::Lexicon;
use super::names::folded;
use super::turns::{Label, LabelKind, timestamp};
use crate::text::Span;

/// A label by its block and its index among the block's labels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct LabelId {
    pub(super) block: usize,
    pub(super) index: usize,
}

/// What one speaker says up to the next label.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) label: LabelId,
    /// The words with the blocks they stand in, in order; never empty.
    pub(super) parts: Vec<(usize, Span)>,
    /// Whether the label itself stands in quotation marks: a transcript that is quoted.
    pub(super) marked: bool,
}

/// The turns of a text, by where they begin; none where its labels do not make a transcript.
pub(super) fn turns(document: &Document<'_>) -> Vec<Turn> {
    if document.scans.iter().map(|scan| scan.labels.len()).sum::<usize>() < 2 {
        return Vec::new();
    }
    let reader = Reader { document, lexicon: Lexicon::of(document.language), subtitles: is_subtitled(document) };
    let heads = reader.heads();
    let mut turns: Vec<Turn> = Vec::with_capacity(heads.len());
    let mut longest = 1;
    for (n, head) in heads.iter().enumerate() {
        let next = heads.get(n + 1).copied();
        // What follows the last turn may be the article around it, so no more is taken for it than
        // another turn has had.
        let most = if next.is_some() { usize::MAX } else { longest };
        if let Some(turn) = reader.turn(*head, next, most) {
            if next.is_some_and(|next| reader.follows(&turn, next)) {
                longest = longest.max(turn.parts.last().map_or(1, |(last, _)| last - head.block + 1));
            }
            turns.push(turn);
        }
    }
    turns
}

/// Whether the text is one of subtitles: a line says from when to when words are shown.
fn is_subtitled(document: &Document<'_>) -> bool {
    let times = memmem::find(document.text.as_bytes(), b"-->").is_some();
    times && document.blocks.iter().any(|block| block.span.of(document.text).lines().take(2).any(is_timing))
}

/// "00:00:01,000 --> 00:00:04,000"
fn is_timing(line: &str) -> bool {
    line.split_once("-->").is_some_and(|(from, _)| timestamp(from.trim()) > 0)
}

struct Reader<'a> {
    document: &'a Document<'a>,
    lexicon: &'static Lexicon,
    subtitles: bool,
}

impl Reader<'_> {
    fn label(&self, id: LabelId) -> Option<Label> {
        self.document.scans.get(id.block)?.labels.get(id.index).copied()
    }

    fn name(&self, id: LabelId) -> &str {
        self.label(id).map_or("", |label| label.name.of(self.document.block_text(id.block)))
    }

    /// What kind of text block `block` is a paragraph of: the running text or one block quote.
    fn run(&self, block: usize) -> Option<BlockKind> {
        let kind = self.document.blocks.get(block)?.kind;
        match kind {
            BlockKind::Paragraph | BlockKind::BlockQuote { .. } => Some(kind),
            // A dash before a line of subtitles is no list.
            BlockKind::ListItem if self.subtitles => Some(BlockKind::Paragraph),
            _ => None,
        }
    }

    /// Whether block `block` is a headline ("Marsh: the bridge will hold"): the first, like one in
    /// form, and no turn answers it.
    fn is_headline(&self, block: usize) -> bool {
        let answered = || self.document.scans.get(block + 1).is_some_and(|scan| !scan.labels.is_empty());
        block == 0 && self.document.is_heading(block) && !answered()
    }

    /// The labels at which turns begin.
    fn heads(&self) -> Vec<LabelId> {
        let all: Vec<(LabelId, Label)> = self
            .document
            .scans
            .iter()
            .enumerate()
            .filter(|(block, scan)| !scan.labels.is_empty() && self.run(*block).is_some() && !self.is_headline(*block))
            .flat_map(|(block, scan)| {
                scan.labels.iter().enumerate().map(move |(index, label)| (LabelId { block, index }, *label))
            })
            .collect();
        let any = |wanted: &[LabelKind]| all.iter().any(|(_, label)| wanted.contains(&label.kind));
        let asked = any(&[LabelKind::Question]) && any(&[LabelKind::Answer, LabelKind::Sure]);
        let known = self.known_names(&all);
        let accepted = |id: LabelId, label: Label| match label.kind {
            LabelKind::Sure => true,
            LabelKind::Question | LabelKind::Answer => asked,
            LabelKind::Likely => known.contains(&id),
            LabelKind::Change => true,
            LabelKind::Dash => self.subtitles,
        };
        let heads: Vec<LabelId> = all.iter().filter(|(id, label)| accepted(*id, *label)).map(|(id, _)| *id).collect();
        if self.is_transcript(&heads) { heads } else { Vec::new() }
    }

    /// The labels that may be names and are: of a person whom the text or another label names in
    /// full, or full names that come back.
    fn known_names(&self, all: &[(LabelId, Label)]) -> FxHashSet<LabelId> {
        let likely = || all.iter().filter(|(_, label)| label.kind == LabelKind::Likely).map(|(id, _)| *id);
        if likely().next().is_none() {
            return FxHashSet::default();
        }
        let full = self.full_names(all);
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for (id, _) in all {
            let name = folded(self.name(*id));
            if let Some(last) = name.rsplit(' ').next() {
                *counts.entry(last.to_owned()).or_default() += 1;
            }
        }
        let is_name = |id: &LabelId| {
            let name = folded(self.name(*id));
            let timed = self.label(*id).is_some_and(|label| label.timed);
            match name.rsplit_once(' ') {
                Some((_, last)) => timed || counts.get(last).is_some_and(|count| *count > 1),
                None => full.contains(&name),
            }
        };
        let found: FxHashSet<LabelId> = likely().filter(is_name).collect();
        // "Running Time: …" comes back as well, but what follows it is no speech.
        let spoken = found.iter().filter(|id| self.is_speech(**id)).count();
        if spoken * 4 >= found.len() * 3 { found } else { FxHashSet::default() }
    }

    /// Those of the one-word labels that the text or another label names in full, folded.
    fn full_names(&self, all: &[(LabelId, Label)]) -> FxHashSet<String> {
        let label = |(id, _): &(LabelId, Label)| folded(self.name(*id));
        let short: FxHashSet<String> = all.iter().map(label).filter(|name| !name.contains(' ')).collect();
        // A long text has many names: only those as long as one that is asked for are looked at closely.
        let lengths: FxHashSet<usize> = short.iter().map(String::len).collect();
        let mentioned = self.document.scans.iter().flat_map(|scan| &scan.mentions);
        let last = mentioned.filter_map(|mention| Some(mention.name_text.rsplit_once(' ')?.1));
        let last = last.filter(|last| !last.is_ascii() || lengths.contains(&last.len())).map(folded);
        let sure = all.iter().filter(|(_, label)| label.kind == LabelKind::Sure).map(label);
        let labels = sure.filter_map(|name| Some(name.rsplit_once(' ')?.1.to_owned()));
        last.chain(labels).filter(|name| short.contains(name)).collect()
    }

    /// Whether what follows a label on its line or in its block ends as sentences do.
    fn is_speech(&self, id: LabelId) -> bool {
        let Some(label) = self.label(id) else { return false };
        let block = self.document.block_text(id.block);
        let next = self.label(LabelId { index: id.index + 1, ..id }).map_or(block.len(), |next| next.line);
        let words = Span::new(label.words.min(next), next).of(block).trim_end();
        words.is_empty() || words.ends_with(['.', '?', '!', '…', '”', '"', '’', ')', ']', '—', '–', '-'])
    }

    /// Whether turns begin at `heads`: several, of at least two speakers, one of them more than
    /// once, and close to each other.
    fn is_transcript(&self, heads: &[LabelId]) -> bool {
        let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return false };
        let mut names: FxHashMap<String, usize> = FxHashMap::default();
        let mut marked = false;
        for id in heads {
            let name = folded(self.name(*id));
            marked |= name.is_empty() || self.label(*id).is_some_and(|label| label.timed);
            *names.entry(name.rsplit(' ').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
        let recurs = names.values().any(|count| *count > 1);
        let blocks = (first.block..=last.block).filter(|block| self.run(*block).is_some()).count();
        let labelled: FxHashSet<usize> = heads.iter().map(|id| id.block).collect();
        // "Marsh: against. Rowan: for. Marsh: again against.": notes on what people think have no
        // questions, as all conversations do.
        let shouted = |id: &LabelId| !self.name(*id).chars().any(char::is_lowercase);
        let asks = || (first.block..=last.block).any(|block| self.document.block_text(block).contains('?'));
        if !(marked || self.subtitles || heads.iter().any(shouted) || asks()) {
            return false;
        }
        let enough =
            if marked || self.subtitles { heads.len() >= 2 } else { heads.len() >= 3 && recurs && names.len() >= 2 };
        enough && labelled.len() * 5 >= blocks
    }

    /// The turn that begins at `head` and ends before `next`; it takes in `most` blocks at most.
    fn turn(&self, head: LabelId, next: Option<LabelId>, most: usize) -> Option<Turn> {
        let label = self.label(head)?;
        let run = self.run(head.block)?;
        let marked = self.document.block_text(head.block).starts_with(['"', '“']);
        let mut parts = Vec::new();
        for at in head.block..head.block.saturating_add(most).min(self.document.blocks.len()) {
            if next.is_some_and(|next| at > next.block || (at == next.block && self.opens_block(next))) {
                break;
            }
            let block = self.document.blocks.get(at)?;
            let text = block.span.of(self.document.text);
            if at > head.block {
                // What is quoted has marks at every paragraph.
                let ends = marked && (next.is_none() || !text.starts_with(['"', '“']));
                if ends || self.run(at) != Some(run) || (next.is_none() && self.leaves(at)) {
                    break;
                }
                match bracketed(text) {
                    Some((note, "")) if self.lexicon.is_noise(note) => continue,
                    Some((note, _)) if !self.lexicon.is_noise(note) => break,
                    _ => {}
                }
            }
            // Between quotation marks the label is quoted too.
            let from = if at == head.block && !marked {
                label.words
            } else if at == head.block {
                label.line
            } else {
                0
            };
            let to = next
                .filter(|next| next.block == at)
                .and_then(|next| self.label(next))
                .map_or(text.len(), |next| next.line);
            self.add_lines(block.span.start, text, Span::new(from.min(to), to), at, &mut parts);
        }
        (!parts.is_empty()).then_some(Turn { label: head, parts, marked })
    }

    fn opens_block(&self, id: LabelId) -> bool {
        self.label(id).is_some_and(|label| label.line == 0)
    }

    /// Whether `turn` goes up to `next` without anything between.
    fn follows(&self, turn: &Turn, next: LabelId) -> bool {
        turn.parts.last().is_some_and(|(last, _)| last + 1 >= next.block)
    }

    /// Whether the paragraph at `block`, behind the last label, is more likely the article around:
    /// somebody is quoted there.
    fn leaves(&self, block: usize) -> bool {
        self.document.scans.get(block).is_none_or(|scan| !scan.pairs.is_empty() && !scan.frames.is_empty())
    }

    /// Adds the lines of `words`, a span of the block `text` that begins at `base`; in subtitles
    /// without their numbers and times.
    fn add_lines(&self, base: usize, text: &str, words: Span, block: usize, parts: &mut Vec<(usize, Span)>) {
        let mut add = |span: Span| {
            let span = without_marks(self.document.text, span.shifted(base)).trimmed(self.document.text);
            if !span.is_empty() {
                parts.push((block, span));
            }
        };
        if !self.subtitles {
            add(words);
            return;
        }
        let mut start = words.start;
        let mut open = Span::at(start);
        for line in words.of(text).split_inclusive('\n') {
            let end = start + line.len();
            let frame = is_timing(line) || (!line.trim().is_empty() && line.trim().bytes().all(|b| b.is_ascii_digit()));
            if frame {
                add(open);
                open = Span::at(end);
            } else {
                open = Span::new(open.start, end);
            }
            start = end;
        }
        add(open);
    }
}

/// The note in brackets at the start of a block, and what follows it: "(CROSSTALK)".
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().trim_start_matches(['"', '“', '*', '_']).trim_end_matches(['"', '”', '*', '_']);
    let inside = text.strip_prefix(['(', '['])?;
    let (note, rest) = inside.split_once([')', ']']).unwrap_or((inside, ""));
    Some((note, rest.trim()))
}

/// A turn without a quotation mark that opens and does not close, as each paragraph of a quoted
/// transcript has one.
fn without_marks(text: &str, words: Span) -> Span {
    let inside = words.of(text);
    let lone = |mark: char| inside.matches(mark).count() == 1;
    let start = if inside.starts_with('"') && lone('"') || inside.starts_with('“') && !inside.contains('”') {
        1
    } else {
        0
    };
    let opened = inside.chars().next().filter(|_| start == 1).map_or(0, char::len_utf8);
    let end = if inside.ends_with('"') && lone('"') && start == 0 || inside.ends_with('”') && !inside.contains('“')
    {
        inside.chars().next_back().map_or(0, char::len_utf8)
    } else {
        0
    };
    Span::new(words.start + opened, words.end - end)
}
