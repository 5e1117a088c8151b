//! From letters on a page to lines in the order in which they are read.
//!
//! Letters that follow each other are a chunk; chunks that stand side by side are a strip. Strips
//! that leave the same gutters free are a group, and where a group's gutters part running text, its
//! columns are read one after the other (a top-down cut as in Nagy, Seth and Viswanathan, "A prototype
//! document image analysis system for technical journals", Computer 1992).

use super::bidi;
use super::chunks::{Chunk, WORD_GAP, chunks};
use super::glyphs::Glyph;

/// A gutter is at least this wide.
const GUTTER: f64 = 0.7;
/// Columns within columns are looked for this deep.
const DEEPEST: usize = 4;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Numbers the column: lines of two columns are never one paragraph's neighbours by place.
    pub(super) column: usize,
}

/// The lines of a page in reading order.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut turned: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        if let Some(place) = turned.get_mut(usize::from(glyph.turn)) {
            place.push(glyph);
        }
    }
    // The way most of the page runs comes first.
    let mut order: Vec<usize> = (0..4).collect();
    order.sort_by_key(|turn| std::cmp::Reverse(turned.get(*turn).map_or(0, Vec::len)));
    let mut lines = Vec::new();
    for turn in order {
        let glyphs = turned.get_mut(turn).map(std::mem::take).unwrap_or_default();
        if !glyphs.is_empty() {
            let mut column = lines.last().map_or(0, |line: &Line| line.column + 1);
            read_area(chunks(&glyphs), 0, &mut column, &mut lines);
        }
    }
    lines
}

/// Chunks that stand side by side.
#[derive(Debug, Default)]
struct Strip {
    chunks: Vec<Chunk>,
    bottom: f64,
}

impl Strip {
    fn top(&self) -> f64 {
        self.chunks.iter().map(Chunk::top).fold(f64::INFINITY, f64::min)
    }
}

fn strips(mut chunks: Vec<Chunk>) -> Vec<Strip> {
    chunks.sort_by(|a, b| a.top().total_cmp(&b.top()).then(a.left.total_cmp(&b.left)));
    let mut strips: Vec<Strip> = Vec::new();
    for chunk in chunks {
        match strips.last_mut() {
            Some(strip) if chunk.top() < strip.bottom - chunk.size * 0.15 => {
                strip.bottom = strip.bottom.max(chunk.bottom());
                strip.chunks.push(chunk);
            }
            _ => strips.push(Strip { bottom: chunk.bottom(), chunks: vec![chunk] }),
        }
    }
    strips
}

/// What is free of text from left to right: the complement of what is taken.
#[derive(Debug, Clone)]
struct Free(Vec<(f64, f64)>);

impl Free {
    fn of(strip: &Strip) -> Self {
        let mut taken: Vec<(f64, f64)> = strip.chunks.iter().map(|chunk| (chunk.left, chunk.right)).collect();
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free = Vec::new();
        let mut from = f64::NEG_INFINITY;
        for (left, right) in taken {
            if left > from {
                free.push((from, left));
            }
            from = from.max(right);
        }
        free.push((from, f64::INFINITY));
        Self(free)
    }

    fn and(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(one), Some(two)) = (a.peek(), b.peek()) {
            let (left, right) = (one.0.max(two.0), one.1.min(two.1));
            if right > left {
                both.push((left, right));
            }
            if one.1 < two.1 {
                a.next();
            } else {
                b.next();
            }
        }
        Self(both)
    }

    /// The gutters that have something on both sides: wide enough for type of `size`.
    fn gutters(&self, size: f64) -> Vec<(f64, f64)> {
        let inner = self.0.iter().filter(|(left, right)| left.is_finite() && right.is_finite());
        inner.filter(|(left, right)| right - left >= GUTTER * size).copied().collect()
    }
}

fn read_area(chunks: Vec<Chunk>, depth: usize, column: &mut usize, lines: &mut Vec<Line>) {
    let mut sizes: Vec<f64> = chunks.iter().map(|chunk| chunk.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let strips = strips(chunks);
    let mut group: Vec<Strip> = Vec::new();
    let mut free: Option<Free> = None;
    for strip in strips {
        let own = Free::of(&strip);
        if let Some(so_far) = &free {
            let both = so_far.and(&own);
            let had = !so_far.gutters(size).is_empty();
            let has = !both.gutters(size).is_empty();
            let brings = !own.gutters(size).is_empty();
            if has == had && (has || !brings) || (has && !had) {
                free = Some(both);
                group.push(strip);
                continue;
            }
            // The first line of a column may stand a little above those of the others.
            let mut carried = Vec::new();
            let mut shared = own.clone();
            let mut below = strip.top();
            while brings
                && group.len() > 1
                && let Some(last) = group.last()
            {
                let both = shared.and(&Free::of(last));
                if below - last.bottom > size || both.gutters(size).is_empty() {
                    break;
                }
                below = last.top();
                shared = both;
                carried.extend(group.pop());
            }
            let whole = if carried.is_empty() { free.take() } else { None };
            read_group(std::mem::take(&mut group), whole, size, depth, column, lines);
            group.extend(carried.into_iter().rev());
            free = Some(shared);
            group.push(strip);
            continue;
        }
        free = Some(own);
        group.push(strip);
    }
    read_group(group, free, size, depth, column, lines);
}

fn read_group(
    group: Vec<Strip>,
    free: Option<Free>,
    size: f64,
    depth: usize,
    column: &mut usize,
    lines: &mut Vec<Line>,
) {
    let gutters = free.map(|free| free.gutters(size)).unwrap_or_default();
    if let Some((margin, text)) = numbers_beside(&group, &gutters) {
        *column += 1;
        read_area(text, depth + 1, column, lines);
        *column += 1;
        lines.extend(rows(margin, *column));
        *column += 1;
        return;
    }
    if depth < DEEPEST && !gutters.is_empty() && is_running_text(&group, &gutters) {
        let mut columns: Vec<Vec<Chunk>> = vec![Vec::new(); gutters.len() + 1];
        for chunk in group.into_iter().flat_map(|strip| strip.chunks) {
            let at = gutters.iter().take_while(|(left, _)| chunk.left >= *left).count();
            if let Some(place) = columns.get_mut(at) {
                place.push(chunk);
            }
        }
        for chunks in columns {
            *column += 1;
            read_area(chunks, depth + 1, column, lines);
        }
        *column += 1;
        return;
    }
    for strip in group {
        lines.extend(rows(strip.chunks, *column));
    }
}

/// The numbers of lines, where the first column consists of them, and the text beside them.
fn numbers_beside(group: &[Strip], gutters: &[(f64, f64)]) -> Option<(Vec<Chunk>, Vec<Chunk>)> {
    /// Fewer could be those of a list.
    const FEWEST: usize = 8;
    let (edge, _) = gutters.first()?;
    let all = group.iter().flat_map(|strip| &strip.chunks).cloned();
    let (mut margin, text): (Vec<Chunk>, Vec<Chunk>) = all.partition(|chunk| chunk.left < *edge);
    margin.sort_by(|a, b| a.y.total_cmp(&b.y));
    let numbers: Option<Vec<u32>> = margin.iter().map(|chunk| chunk.text.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.len() >= FEWEST)?;
    let step = numbers.get(1)?.checked_sub(*numbers.first()?)?;
    let counts = numbers.windows(2).all(|pair| matches!(pair, [a, b] if b.checked_sub(*a) == Some(step)));
    (counts && step > 0 && !text.is_empty()).then_some((margin, text))
}

/// Whether what the gutters part is text in columns, and no table: rows on both sides, and on each
/// side lines as long as prose has them.
fn is_running_text(group: &[Strip], gutters: &[(f64, f64)]) -> bool {
    let mut letters = vec![0usize; gutters.len() + 1];
    let mut rows = vec![0usize; gutters.len() + 1];
    for strip in group {
        for chunk in &strip.chunks {
            let at = gutters.iter().take_while(|(left, _)| chunk.left >= *left).count();
            if let (Some(letters), Some(rows)) = (letters.get_mut(at), rows.get_mut(at)) {
                *letters += chunk.text.chars().count();
                *rows += 1;
            }
        }
    }
    let long = letters.iter().zip(&rows).filter(|(letters, rows)| **rows > 0 && *letters / *rows >= 15).count();
    rows.iter().all(|rows| *rows >= 2) && long == letters.len()
}

/// The lines of a strip: chunks on one base line are one.
fn rows(mut chunks: Vec<Chunk>, column: usize) -> Vec<Line> {
    chunks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Chunk>> = Vec::new();
    for chunk in chunks {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| chunk.is_beside(last)) => row.push(chunk),
            _ => rows.push(vec![chunk]),
        }
    }
    rows.into_iter().filter_map(|row| line(row, column)).collect()
}

fn line(mut row: Vec<Chunk>, column: usize) -> Option<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut chunks = row.into_iter();
    let first = chunks.next()?;
    let mut line =
        Line { text: first.text, left: first.left, right: first.right, y: first.y, size: first.size, column };
    for chunk in chunks {
        if chunk.left - line.right > WORD_GAP * chunk.size {
            line.text.push(' ');
        }
        line.text.push_str(&chunk.text);
        line.right = line.right.max(chunk.right);
        line.size = line.size.max(chunk.size);
    }
    if let std::borrow::Cow::Owned(read) = bidi::logical(&line.text) {
        line.text = read;
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of `words` at ten points, half as wide as high, from `x` on.
    fn written(words: &str, x: f64, y: f64) -> Vec<Glyph> {
        let place = |(n, c): (usize, char)| Glyph {
            text: c.to_string(),
            x: x + n as f64 * 5.0,
            y,
            width: 5.0,
            size: 10.0,
            turn: 0,
        };
        words.chars().enumerate().map(place).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines(glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = written("A title over both of the columns of text here", 100.0, 50.0);
        for (n, (left, right)) in [
            ("the left column one", "the right column one"),
            ("the left column two", "the right column two"),
            ("the left column end", "the right column end"),
        ]
        .iter()
        .enumerate()
        {
            let y = 80.0 + 12.0 * n as f64;
            page.extend(written(left, 50.0, y));
            page.extend(written(right, 200.0, y));
        }
        page.extend(written("a line below that goes over both of the columns", 60.0, 130.0));
        let expected = [
            "A title over both of the columns of text here",
            "the left column one",
            "the left column two",
            "the left column end",
            "the right column one",
            "the right column two",
            "the right column end",
            "a line below that goes over both of the columns",
        ];
        assert_eq!(texts(page), expected);
    }

    #[test]
    fn rows_of_a_table_stay_rows() {
        let mut page = Vec::new();
        for (n, (left, right)) in [("Port", "12"), ("Quay", "19"), ("Pier", "7")].iter().enumerate() {
            let y = 80.0 + 12.0 * n as f64;
            page.extend(written(left, 50.0, y));
            page.extend(written(right, 200.0, y));
        }
        assert_eq!(texts(page), ["Port 12", "Quay 19", "Pier 7"]);
    }

    #[test]
    fn the_numbers_of_lines_part_no_text() {
        let mut page = Vec::new();
        for n in 0..9 {
            let y = 80.0 + 12.0 * f64::from(n);
            page.extend(written(&(n + 1).to_string(), 30.0, y));
            page.extend(written("and so the witness said on that day", 60.0, y));
        }
        let lines = texts(page);
        assert!(lines.iter().take(9).all(|line| line == "and so the witness said on that day"), "{lines:?}");
        assert_eq!(lines.len(), 18);
    }

    #[test]
    fn letters_drawn_twice_are_read_once() {
        let mut page = Vec::new();
        for glyph in written("bold", 50.0, 80.0) {
            page.push(glyph.clone());
            page.push(Glyph { x: glyph.x + 0.3, ..glyph });
        }
        assert_eq!(texts(page), ["bold"]);
    }
}
