//! A stretch of prose set in rows, with the words that matter underlined.
//!
//! Prose is not code: a paragraph is one line of a thousand characters. So an excerpt takes only
//! what stands around the marked words and sets it in rows of its own.

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use crate::report::{printable, style};
use crate::text::Span;

/// How many bytes of context are shown on either side of marked words.
const CONTEXT: usize = 90;
/// How much is shown of a long mark at either end.
const END: usize = 220;
/// Between two stretches no further apart than this, nothing is left out: the ellipsis would take
/// as much room.
const GAP: usize = 24;
/// How many marks are shown; the first ones of a text that has more.
const MOST_MARKS: usize = 12;

/// Words to underline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where they stand; an empty span marks a place.
    pub(super) span: Span,
    /// What they are underlined with.
    pub(super) with: char,
    /// What they are painted in, where there is colour.
    pub(super) style: Style,
}

impl Mark {
    /// Whether it marks words and not a place between them.
    fn is_words(&self) -> bool {
        !self.span.is_empty()
    }
}

/// One row of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The words, painted.
    pub(super) words: String,
    /// What goes under them; `None` where nothing is marked.
    pub(super) underline: Option<String>,
}

/// Sets what stands around `marks` in `text` in rows at most `width` columns wide (a word that is
/// wider alone excepted). Nothing outside `bounds` is shown. The marks are in order.
pub(super) fn rows(text: &str, bounds: Span, marks: &[Mark], width: usize) -> Vec<Row> {
    let marks = marks.get(..MOST_MARKS).unwrap_or(marks);
    let cells = cells(text, bounds, &stretches(text, bounds, marks), marks);
    wrap(&cells, width).into_iter().map(|row| draw(row, marks)).collect()
}

/// What is shown of `text`: the context of each mark, and of long marks only the ends.
fn stretches(text: &str, bounds: Span, marks: &[Mark]) -> Vec<Span> {
    let mut wanted: Vec<Span> = Vec::new();
    for mark in marks {
        let span = mark.span;
        let before = span.start.saturating_sub(CONTEXT);
        if span.len() <= 2 * END {
            wanted.push(Span::new(before, span.end + CONTEXT));
        } else {
            wanted.push(Span::new(before, span.start + END));
            wanted.push(Span::new(span.end - END, span.end + CONTEXT));
        }
    }
    wanted.sort_unstable();
    let mut stretches: Vec<Span> = Vec::new();
    for span in wanted {
        let start = if span.start <= bounds.start + GAP { bounds.start } else { word_start(text, span.start) };
        let end = if span.end + GAP >= bounds.end { bounds.end } else { word_end(text, span.end) };
        let span = Span::new(start.clamp(bounds.start, bounds.end), end.clamp(bounds.start, bounds.end));
        match stretches.last_mut() {
            Some(last) if span.start <= last.end + GAP => *last = last.join(span),
            _ => stretches.push(span),
        }
    }
    stretches
}

/// One character to be printed.
struct Cell {
    shown: char,
    /// The mark it belongs to, by index.
    mark: Option<usize>,
}

impl Cell {
    fn width(&self) -> usize {
        self.shown.width().unwrap_or(0)
    }
}

fn cells(text: &str, bounds: Span, stretches: &[Span], marks: &[Mark]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut place = |shown: char, mark: Option<usize>| {
        // A run of spaces (a line break and what indents the next line) is one space.
        let doubled = shown == ' ' && cells.last().is_some_and(|last| last.shown == ' ' && last.mark == mark);
        if !doubled {
            cells.push(Cell { shown, mark });
        }
    };
    for (n, stretch) in stretches.iter().enumerate() {
        if n > 0 || stretch.start > bounds.start {
            "… ".chars().skip(usize::from(n > 0)).for_each(|c| place(c, None));
        }
        for (at, c) in stretch.of(text).char_indices() {
            let at = stretch.start + at;
            let mark = marks.iter().position(|m| m.span.contains(at) || (!m.is_words() && m.span.start == at));
            if let Some(shown) = printable::character(c) {
                place(shown, mark);
            }
        }
        let last = marks.iter().position(|m| !m.is_words() && m.span.start == stretch.end);
        if last.is_some() {
            place(' ', last);
        }
        if stretch.end < bounds.end {
            " … ".chars().for_each(|c| place(c, None));
        }
    }
    cells
}

/// Breaks `cells` at spaces into rows no wider than `width` where words allow.
fn wrap(cells: &[Cell], width: usize) -> Vec<&[Cell]> {
    let mut rows = Vec::new();
    let mut rest = cells;
    while !rest.is_empty() {
        let mut used = 0;
        let fits = rest.iter().take_while(|cell| {
            used += cell.width();
            used <= width
        });
        let fits = fits.count().max(1);
        let space = rest.get(..fits).and_then(|row| row.iter().rposition(|cell| cell.shown == ' '));
        let cut = match space {
            _ if fits == rest.len() => fits,
            Some(at) if at > 0 => at + 1,
            _ => fits,
        };
        let (row, after) = rest.split_at(cut);
        rows.push(row);
        rest = after;
    }
    rows
}

fn draw(row: &[Cell], marks: &[Mark]) -> Row {
    // A space at the end of a row is not seen, so it is not underlined either, unless it stands
    // for a place behind the last word.
    let unseen = |cell: &Cell| cell.shown == ' ' && cell.mark.and_then(|n| marks.get(n)).is_none_or(Mark::is_words);
    let seen = row.iter().rposition(|cell| !unseen(cell)).map_or(0, |last| last + 1);
    let row = row.get(..seen).unwrap_or(row);
    let mut words = String::new();
    let mut underline = String::new();
    for run in row.chunk_by(|a, b| a.mark == b.mark) {
        let text: String = run.iter().map(|cell| cell.shown).collect();
        let width: usize = run.iter().map(Cell::width).sum();
        let mark = run.first().and_then(|cell| cell.mark).and_then(|index| marks.get(index));
        match mark {
            Some(mark) => {
                words.push_str(&style::paint(mark.style, &text));
                let line: String = std::iter::repeat_n(mark.with, width.max(1)).collect();
                underline.push_str(&style::paint(mark.style, &line));
            }
            None => {
                words.push_str(&text);
                underline.extend(std::iter::repeat_n(' ', width));
            }
        }
    }
    words.truncate(words.trim_end().len());
    underline.truncate(underline.trim_end().len());
    Row { words, underline: Some(underline).filter(|line| !line.is_empty()) }
}

/// The first start of a word at or behind `offset`, where one is near.
fn word_start(text: &str, offset: usize) -> usize {
    let offset = boundary(text, offset);
    let near = text.get(offset..).unwrap_or_default().char_indices().take(CONTEXT / 2);
    let mut spaces = near.skip_while(|(_, c)| !c.is_whitespace()).skip_while(|(_, c)| c.is_whitespace());
    spaces.next().map_or(offset, |(at, _)| offset + at)
}

/// The last end of a word at or before `offset`, where one is near.
fn word_end(text: &str, offset: usize) -> usize {
    let offset = boundary(text, offset);
    let near = text.get(..offset).unwrap_or_default().char_indices().rev().take(CONTEXT / 2);
    let mut spaces = near.skip_while(|(_, c)| !c.is_whitespace()).skip_while(|(_, c)| c.is_whitespace());
    spaces.next().map_or(offset, |(at, c)| at + c.len_utf8())
}

/// The start of the character in which the byte at `offset` lies.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(text: &str, words: &str) -> Mark {
        let start = text.find(words).unwrap();
        Mark { span: Span::new(start, start + words.len()), with: '^', style: Style::new() }
    }

    fn set(text: &str, marks: &[Mark], width: usize) -> String {
        let mut lines = Vec::new();
        for row in rows(text, Span::new(0, text.len()), marks, width) {
            lines.push(row.words);
            lines.extend(row.underline);
        }
        lines.join("\n")
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = "He said “the tide turns” twice.";
        assert_eq!(set(text, &[mark(text, "the tide")], 60), "He said “the tide turns” twice.\n         ^^^^^^^^");
    }

    #[test]
    fn a_long_line_is_shown_around_the_words() {
        let text = format!("{}the words here {}", "before ".repeat(200), "behind ".repeat(200));
        let shown = set(&text, &[mark(&text, "words")], 60);
        assert!(shown.starts_with("… before "), "{shown}");
        assert!(shown.ends_with("behind …"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
        assert!(shown.len() < 400, "{shown}");
    }

    #[test]
    fn a_long_mark_is_shown_by_its_ends() {
        let text = format!("First {} last.", "middle ".repeat(200));
        let whole = Mark { span: Span::new(0, text.len()), with: '^', style: Style::new() };
        let shown = set(&text, &[whole], 80);
        assert!(shown.contains(" … "), "{shown}");
        assert!(shown.starts_with("First middle") && shown.contains("middle last."), "{shown}");
        assert!(shown.len() < 1200, "{shown}");
    }

    #[test]
    fn wide_characters_keep_the_underline_below_them() {
        let text = "和平 is 平和 now";
        assert_eq!(set(text, &[mark(text, "平和")], 60), "和平 is 平和 now\n        ^^^^");
    }

    #[test]
    fn a_place_is_marked_where_words_were_dropped() {
        let text = "agrees to provide";
        let place = Mark { span: Span::at(10), with: '^', style: Style::new() };
        assert_eq!(set(text, &[place], 60), "agrees to provide\n          ^");
        let end = Mark { span: Span::at(text.len()), ..place };
        assert_eq!(set(text, &[end], 60), "agrees to provide\n                 ^");
    }

    #[test]
    fn escape_sequences_are_shown_not_sent() {
        let text = "a \u{1b}[31mred\u{1b}[0m word";
        assert_eq!(set(text, &[mark(text, "word")], 60), "a ␛[31mred␛[0m word\n               ^^^^");
    }

    proptest! {
        #[test]
        fn any_text_and_marks_can_be_set(text in "\\PC{0,400}", a in 0usize..400, b in 0usize..400, width in 10usize..80) {
            let (a, b) = (boundary(&text, a.min(b)), boundary(&text, a.max(b)));
            let mark = Mark { span: Span::new(a, b), with: '^', style: Style::new() };
            rows(&text, Span::new(0, text.len()), &[mark], width);
        }
    }
}
