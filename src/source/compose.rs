//! Text that is put together from pieces of a file: paragraphs apart, white space as it is read, and
//! for every byte the way back.

use super::{Locator, Locators, OffsetMap};
use crate::prose::{Block, BlockKind};
use crate::text::Span;

/// A text being put together.
#[derive(Debug, Default)]
pub(super) struct Composer {
    text: String,
    blocks: Vec<Block>,
    locators: Locators,
    anchors: Vec<(usize, usize)>,
    /// The block that is open: where it begins once it has text, and what it is.
    open: Option<(Option<usize>, BlockKind)>,
    /// White space that was met and is written once more text follows: where it stood in the file.
    space: Option<Option<usize>>,
    /// Where the last piece ended in the file.
    last: Option<usize>,
}

/// What was put together.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) offsets: OffsetMap,
    pub(super) locators: Locators,
}

impl Composer {
    /// Begins a block, which ends the one before it.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some((None, kind));
    }

    /// Ends the open block.
    pub(super) fn end(&mut self) {
        self.space = None;
        if let Some((Some(start), kind)) = self.open.take() {
            self.text.truncate(self.text.trim_end().len().max(start));
            let span = Span::new(start, self.text.len());
            if !span.is_empty() {
                self.blocks.push(Block { span, kind });
            }
        }
    }

    /// Adds `text`, each run of white space as one space; `at` is the byte of the file at which it stands.
    pub(super) fn flow(&mut self, text: &str, at: Option<usize>) {
        let mut rest = text;
        let mut place = at;
        while !rest.is_empty() {
            let spaces = rest.len() - rest.trim_start_matches(is_space).len();
            if spaces > 0 {
                self.space = self.space.or(Some(place));
            }
            rest = rest.get(spaces..).unwrap_or_default();
            place = place.map(|place| place + spaces);
            let word = rest.find(is_space).unwrap_or(rest.len());
            if word > 0 {
                self.piece(rest.get(..word).unwrap_or_default(), place.map(|place| Span::new(place, place + word)));
            }
            rest = rest.get(word..).unwrap_or_default();
            place = place.map(|place| place + word);
        }
    }

    /// Adds `text` as it is; it stands for the bytes `from` of the file.
    pub(super) fn piece(&mut self, text: &str, from: Option<Span>) {
        if text.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph);
        }
        match &mut self.open {
            Some((start @ None, _)) => {
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
                *start = Some(self.text.len());
                self.space = None;
            }
            _ => {
                if let Some(place) = self.space.take() {
                    self.anchor(place);
                    self.text.push(' ');
                    self.last = place.map(|place| place + 1);
                }
            }
        }
        self.anchor(from.map(|from| from.start));
        self.text.push_str(text);
        if let Some(from) = from {
            self.last = Some(from.end);
            if from.len() != text.len() {
                self.anchors.push((self.text.len(), from.end));
            }
        }
    }

    /// Breaks the line within the block.
    pub(super) fn break_line(&mut self) {
        if matches!(self.open, Some((Some(_), _))) && !self.text.ends_with('\n') {
            self.space = None;
            self.text.push('\n');
        }
    }

    /// Says that what follows stands at `locator`.
    pub(super) fn locate(&mut self, locator: Locator) {
        let at = if matches!(self.open, Some((Some(_), _))) || self.text.is_empty() {
            self.text.len()
        } else {
            // Two line breaks will part it from what is there.
            self.text.len() + 2
        };
        self.locators.begin(at, locator);
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Ends the text.
    pub(super) fn finish(mut self) -> Composed {
        self.end();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        Composed {
            text: self.text,
            blocks: self.blocks,
            offsets: OffsetMap::from_anchors(self.anchors),
            locators: self.locators,
        }
    }

    /// Ties the end of the text to the byte `at` of the file, unless the last anchor does so already.
    fn anchor(&mut self, at: Option<usize>) {
        let Some(at) = at else { return };
        let here = self.text.len();
        let expected = self.anchors.last().map(|(text, file)| file + (here - text));
        if expected == Some(at) {
            return;
        }
        // What went before ended where it ended, whatever was left out between.
        if let Some(last) = self.last.filter(|last| expected == Some(*last))
            && self.anchors.last().is_some_and(|(text, _)| *text < here)
        {
            self.anchors.push((here, last));
        }
        self.anchors.push((here, at));
    }
}

/// White space that is read as one space. A space that does not break is one, too.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_its_way_back() {
        let file = "<p>We  <b>failed</b>, &amp; so\n did   they.</p><p>Then</p>";
        let mut composer = Composer::default();
        composer.begin(BlockKind::Paragraph);
        for run in ["We  ", "failed", ", ", "&amp;", " so\n did   they."] {
            let at = file.find(run).unwrap();
            match run {
                "&amp;" => composer.piece("&", Some(Span::new(at, at + run.len()))),
                _ => composer.flow(run, Some(at)),
            }
        }
        composer.begin(BlockKind::Paragraph);
        composer.flow("Then", file.find("Then"));
        let composed = composer.finish();
        assert_eq!(composed.text, "We failed, & so did they.\n\nThen\n");
        assert_eq!(composed.blocks.len(), 2);
        let original = |words: &str| {
            let start = composed.text.find(words).unwrap();
            composed.offsets.span_to_file(Span::new(start, start + words.len())).of(file)
        };
        assert_eq!(original("failed"), "failed");
        assert_eq!(original("We"), "We");
        assert_eq!(original("& so"), "&amp; so");
        assert_eq!(original(", &"), ", &amp;");
        assert_eq!(original("did they."), "did   they.");
        assert_eq!(original("Then"), "Then");
    }
}
