//! From letters to chunks: letters that follow each other on one line.

use super::accents;
use super::bidi::is_right_to_left;
use super::glyphs::Glyph;

/// A gap this wide, in sizes of type, parts words.
pub(super) const WORD_GAP: f64 = 0.17;
/// A gap this wide parts chunks.
const CHUNK_GAP: f64 = 1.0;

/// Letters that follow each other.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Chunk {
    pub(super) fn top(&self) -> f64 {
        self.y - self.size * 0.6
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.size * 0.1
    }

    /// Whether two chunks are on one line. What is smaller may be raised or lowered.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let (small, large) = (self.size.min(other.size), self.size.max(other.size));
        (self.y - other.y).abs() < 0.5 * if small < 0.8 * large { large } else { small }
    }
}

/// The chunks of a page; `glyphs` are its letters in the order in which they are drawn.
pub(super) fn chunks(glyphs: &[Glyph]) -> Vec<Chunk> {
    let mut chunker = Chunker::default();
    for glyph in glyphs {
        chunker.take(glyph);
    }
    chunker.finish()
}

#[derive(Debug, Default)]
struct Chunker<'a> {
    chunks: Vec<Chunk>,
    open: Option<Chunk>,
    /// Whether white space was drawn since the last letter.
    space: bool,
    last: Option<&'a Glyph>,
    /// An accent that may belong to the next letter.
    accent: Option<(&'a Glyph, char)>,
}

impl<'a> Chunker<'a> {
    fn take(&mut self, glyph: &'a Glyph) {
        if glyph.text.trim().is_empty() {
            self.let_accent_be();
            self.space = true;
            return;
        }
        // Letters drawn twice to look bold.
        let twice = self.last.is_some_and(|last| {
            last.text == glyph.text
                && (last.x - glyph.x).abs() < glyph.size * 0.12
                && (last.y - glyph.y).abs() < glyph.size * 0.12
        });
        if twice {
            return;
        }
        if let Some(mark) = accents::combining(&glyph.text) {
            self.let_accent_be();
            if !self.join_last(glyph, mark) {
                self.accent = Some((glyph, mark));
            }
            return;
        }
        let joined = self.accent.and_then(|(accent, mark)| accents::joined(accent, mark, glyph));
        match joined {
            Some(letter) => {
                self.accent = None;
                self.add(glyph, letter.encode_utf8(&mut [0; 4]));
            }
            None => {
                self.let_accent_be();
                self.add(glyph, &glyph.text);
            }
        }
    }

    /// Joins an accent with the letter before it, if it stands over that.
    fn join_last(&mut self, accent: &Glyph, mark: char) -> bool {
        let letter = self.last.filter(|_| !self.space).and_then(|last| accents::joined(accent, mark, last));
        let (Some(letter), Some(last), Some(open)) = (letter, self.last, &mut self.open) else { return false };
        if !open.text.ends_with(&last.text) {
            return false;
        }
        open.text.truncate(open.text.len() - last.text.len());
        open.text.push(letter);
        true
    }

    /// Takes an accent that belongs to no letter for a letter.
    fn let_accent_be(&mut self) {
        if let Some((accent, _)) = self.accent.take() {
            self.add(accent, &accent.text);
        }
    }

    /// Adds a letter, which is read as `text`.
    fn add(&mut self, glyph: &'a Glyph, text: &str) {
        self.last = Some(glyph);
        let right_to_left = text.starts_with(is_right_to_left);
        // Lines are put in order by place: several letters drawn as one are turned round with the line.
        let turned: String = if right_to_left { text.chars().rev().collect() } else { String::new() };
        let text = if right_to_left { &turned } else { text };
        if let Some(chunk) = &mut self.open {
            let size = chunk.size.max(glyph.size);
            let gap = glyph.x - chunk.right;
            // A raised or lowered letter does not move the line.
            let raised = glyph.size < 0.8 * chunk.size;
            let on_line = (glyph.y - chunk.y).abs() < size * if raised { 0.5 } else { 0.4 };
            let back = if right_to_left { 0.1 } else { 0.5 };
            if on_line && gap > -back * size && gap < CHUNK_GAP * size {
                if gap > WORD_GAP * glyph.size.min(chunk.size) || (self.space && gap > -0.3 * size) {
                    chunk.text.push(' ');
                }
                chunk.text.push_str(text);
                chunk.right = chunk.right.max(glyph.x + glyph.width);
                if glyph.size >= chunk.size * 0.9 {
                    chunk.y = glyph.y;
                    chunk.size = chunk.size.max(glyph.size);
                }
                self.space = false;
                return;
            }
        }
        self.chunks.extend(self.open.take());
        self.space = false;
        self.open = Some(Chunk {
            text: text.to_owned(),
            left: glyph.x,
            right: glyph.x + glyph.width,
            y: glyph.y,
            size: glyph.size,
        });
    }

    fn finish(mut self) -> Vec<Chunk> {
        self.let_accent_be();
        self.chunks.extend(self.open.take());
        self.chunks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64, y: f64, size: f64) -> Glyph {
        Glyph { text: text.to_owned(), x, y, width: size / 2.0, size, turn: 0 }
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        chunks(glyphs).into_iter().map(|chunk| chunk.text).collect()
    }

    #[test]
    fn accents_drawn_apart_join_their_letters() {
        let before = [glyph("L", 50.0, 80.0, 10.0), glyph("¨", 55.0, 80.0, 10.0), glyph("u", 55.1, 80.0, 10.0)];
        assert_eq!(texts(&before), ["Lü"]);
        let behind = [glyph("c", 50.0, 80.0, 10.0), glyph("¸", 50.2, 80.0, 10.0), glyph("a", 55.0, 80.0, 10.0)];
        assert_eq!(texts(&behind), ["ça"]);
        let alone = [glyph("a", 50.0, 80.0, 10.0), glyph("~", 55.0, 80.0, 10.0), glyph("b", 60.0, 80.0, 10.0)];
        assert_eq!(texts(&alone), ["a~b"]);
    }

    #[test]
    fn a_raised_number_stays_on_its_line() {
        let note = [glyph("a", 50.0, 80.0, 10.0), glyph(".", 55.0, 80.0, 10.0), glyph("2", 60.0, 75.6, 6.0)];
        assert_eq!(texts(&note), ["a.2"]);
    }

    #[test]
    fn letters_drawn_from_right_to_left_are_put_in_order_by_place() {
        let drawn = [glyph("ש", 60.0, 80.0, 10.0), glyph("ל", 55.0, 80.0, 10.0)];
        assert_eq!(texts(&drawn), ["ש", "ל"]);
    }
}
