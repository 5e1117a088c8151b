//! From lines to paragraphs: hyphens mended, running heads blanked, pages marked.

use std::collections::HashSet;

use super::heads::Head;
use super::layout::Line;
use crate::prose::{Block, BlockKind};
use crate::source::{Locator, Locators};
use crate::text::{Mask, Span};

/// The text of a PDF.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// As long, with running heads blanked.
    pub(super) prose: String,
    pub(super) blocks: Vec<Block>,
    pub(super) locators: Locators,
}

/// Writes the lines of `pages` as paragraphs; `label` names the page at an index where its name is not
/// its number in the file.
pub(super) fn write(pages: &[Vec<Line>], heads: &[Head], label: impl Fn(usize) -> Option<String>) -> Written {
    let words = Words::of(pages);
    let mut writer = Writer {
        written: Written::default(),
        heads: Vec::new(),
        size: usual_size(pages),
        words: &words,
        open: None,
        page: None,
    };
    for (at, lines) in pages.iter().enumerate() {
        let heads = heads.get(at).map(|head| head.lines.as_slice()).unwrap_or_default();
        writer.page(at, label(at), lines, heads);
    }
    writer.finish()
}

/// The size of type in which most is set.
fn usual_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for line in pages.iter().flatten() {
        let known = sizes.iter().position(|(size, _)| (size - line.size).abs() < 0.3);
        if let Some((_, count)) = known.and_then(|at| sizes.get_mut(at)) {
            *count += line.text.len();
        } else if sizes.len() < 64 {
            sizes.push((line.size, line.text.len()));
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size)
}

/// The words that stand within lines, by which a hyphen at the end of one is judged.
#[derive(Debug, Default)]
struct Words {
    hyphened: HashSet<String>,
    whole: HashSet<String>,
}

impl Words {
    fn of(pages: &[Vec<Line>]) -> Self {
        let mut words = Self::default();
        for word in pages.iter().flatten().flat_map(|line| line.text.split_whitespace()) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if word.contains(['-', '‐']) {
                words.hyphened.insert(word.replace('‐', "-"));
            } else {
                words.whole.insert(word);
            }
        }
        words
    }

    /// Whether the hyphen between `before` and `after` belongs to the word, and not to the end of the line.
    fn keep_hyphen(&self, before: &str, after: &str) -> bool {
        let first = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let first = first.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let second = after.split(char::is_whitespace).next().unwrap_or_default();
        let second = second.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if self.whole.contains(&format!("{first}{second}")) {
            return false;
        }
        let compound = |word: &str| {
            ["self", "well", "non", "co", "ex", "anti", "so", "long", "short", "high", "low"].contains(&word)
        };
        self.hyphened.contains(&format!("{first}-{second}")) || first.contains('-') || compound(&first)
    }
}

#[derive(Debug)]
struct Writer<'a> {
    written: Written,
    heads: Vec<Span>,
    size: f64,
    words: &'a Words,
    open: Option<Open>,
    /// The page that begins with the next line.
    page: Option<Locator>,
}

/// A paragraph being written.
#[derive(Debug)]
struct Open {
    start: usize,
    /// Behind its last line.
    end: usize,
    kind: BlockKind,
    last: Line,
    page: usize,
}

/// What the lines of a column have in common.
#[derive(Debug, Clone, Copy)]
struct Column {
    number: usize,
    left: f64,
    right: f64,
    /// The usual distance of two base lines.
    leading: f64,
}

impl Writer<'_> {
    fn page(&mut self, page: usize, label: Option<String>, lines: &[Line], heads: &[usize]) {
        self.page = Some(Locator::Page { ordinal: u32::try_from(page + 1).unwrap_or(u32::MAX), label });
        let columns = columns(lines, heads);
        for (at, line) in lines.iter().enumerate() {
            if heads.contains(&at) {
                self.head(&line.text);
                continue;
            }
            let column = columns.iter().find(|column| column.number == line.column).copied();
            let joins = self.open.as_ref().is_some_and(|open| self.joins(open, line, column, page));
            if joins {
                self.join(line, page);
            } else {
                self.begin(line, page);
            }
        }
    }

    /// Whether `line` goes on with the open paragraph.
    fn joins(&self, open: &Open, line: &Line, column: Option<Column>, page: usize) -> bool {
        let last = &open.last;
        if (line.size - last.size).abs() > 0.08 * last.size.max(line.size)
            || (open.kind == BlockKind::Heading) != self.is_heading(line)
        {
            return false;
        }
        let ended = last.text.trim_end_matches(['"', '”', '’', ')', '\'']).ends_with(['.', '!', '?', ':']);
        let lower = line.text.starts_with(char::is_lowercase);
        let Some(column) = column.filter(|_| open.page == page && last.column == line.column) else {
            return !ended || lower;
        };
        let step = line.y - last.y;
        if step <= 0.0 || step > 1.4 * column.leading {
            return false;
        }
        let indented = line.left > column.left + 0.8 * line.size && line.left > last.left + 0.5 * line.size;
        let short = last.right < column.right - 0.15 * (column.right - column.left);
        !(indented || (short && ended && !lower))
    }

    fn is_heading(&self, line: &Line) -> bool {
        line.size > 1.15 * self.size
    }

    fn begin(&mut self, line: &Line, page: usize) {
        self.close();
        if !self.written.text.is_empty() {
            self.written.text.push_str("\n\n");
        }
        self.mark();
        let start = self.written.text.len();
        self.written.text.push_str(line.text.trim());
        let kind = if self.is_heading(line) { BlockKind::Heading } else { BlockKind::Paragraph };
        self.open = Some(Open { start, end: self.written.text.len(), kind, last: line.clone(), page });
    }

    fn join(&mut self, line: &Line, page: usize) {
        let text = line.text.trim();
        let Some(open) = &mut self.open else { return };
        let behind = self.written.text.get(open.start..).unwrap_or_default();
        let hyphen = behind.ends_with(['-', '‐', '\u{ad}']) && open.end == self.written.text.len();
        let before = behind.trim_end_matches(['-', '‐', '\u{ad}']);
        let broken = hyphen && before.ends_with(char::is_alphabetic) && text.starts_with(char::is_lowercase);
        if broken {
            let kept = open.start + before.len();
            let soft = behind.ends_with('\u{ad}');
            if soft || !self.words.keep_hyphen(before, text) {
                self.written.text.truncate(kept);
            }
            let word = text.find(char::is_whitespace).unwrap_or(text.len());
            let (first, rest) = text.split_at(word);
            self.written.text.push_str(first);
            if !rest.is_empty() {
                self.written.text.push('\n');
                self.written.text.push_str(rest.trim_start());
            }
        } else {
            self.written.text.push('\n');
            if let Some(page) = self.page.take() {
                self.written.locators.begin(self.written.text.len(), page);
            }
            self.written.text.push_str(text);
        }
        open.end = self.written.text.len();
        open.last = line.clone();
        open.page = page;
        self.mark();
    }

    /// Writes a running head, which is no part of the prose around it.
    fn head(&mut self, text: &str) {
        if !self.written.text.is_empty() {
            self.written.text.push('\n');
        }
        self.mark();
        let start = self.written.text.len();
        self.written.text.push_str(text.trim());
        self.heads.push(Span::new(start, self.written.text.len()));
    }

    /// Says where the page begins, if that has not been said.
    fn mark(&mut self) {
        if let Some(page) = self.page.take() {
            self.written.locators.begin(self.written.text.len(), page);
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.written.blocks.push(Block { span: Span::new(open.start, open.end), kind: open.kind });
        }
    }

    fn finish(mut self) -> Written {
        self.close();
        if !self.written.text.is_empty() {
            self.written.text.push('\n');
        }
        let mut mask = Mask::new(&self.written.text);
        self.heads.iter().for_each(|head| mask.blank(*head));
        Written { prose: mask.finish(), ..self.written }
    }
}

/// The columns of a page.
fn columns(lines: &[Line], heads: &[usize]) -> Vec<Column> {
    let mut columns: Vec<(Column, Vec<f64>)> = Vec::new();
    let mut last: Option<&Line> = None;
    for (_, line) in lines.iter().enumerate().filter(|(at, _)| !heads.contains(at)) {
        let step =
            last.filter(|last| last.column == line.column).map(|last| line.y - last.y).filter(|step| *step > 0.0);
        match columns.iter_mut().find(|(column, _)| column.number == line.column) {
            Some((column, steps)) => {
                column.left = column.left.min(line.left);
                column.right = column.right.max(line.right);
                steps.extend(step);
            }
            None => columns.push((
                Column { number: line.column, left: line.left, right: line.right, leading: line.size * 1.2 },
                Vec::new(),
            )),
        }
        last = Some(line);
    }
    let all = columns.into_iter().map(|(column, mut steps)| {
        steps.sort_by(f64::total_cmp);
        let leading = steps.get(steps.len() / 2).copied().unwrap_or(column.leading);
        Column { leading: leading.max(1.0), ..column }
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line { text: text.to_owned(), left: 50.0, right: 50.0 + 5.0 * text.len() as f64, y, size: 10.0, column: 0 }
    }

    #[test]
    fn hyphens_are_mended_and_heads_stand_aside() {
        let pages = [
            vec![
                line("Harbour Review 1", 20.0),
                line("The talks failed, and the govern-", 80.0),
                line("ment did not know why, because a well-", 92.0),
            ],
            vec![line("Harbour Review 2", 20.0), line("known envoy had left the town.", 80.0)],
        ];
        let heads = [Head { lines: vec![0], number: None }, Head { lines: vec![0], number: None }];
        let written = write(&pages, &heads, |_| None);
        let prose: Vec<&str> = written.prose.split_whitespace().collect();
        assert_eq!(
            prose.join(" "),
            "The talks failed, and the government did not know why, because a well- known envoy had left the town."
        );
        assert_eq!(written.blocks.len(), 1);
        assert!(written.text.contains("Harbour Review 2"));
        let second = written
            .locators
            .all()
            .nth(1)
            .map(|(at, page)| (written.text.get(at..).unwrap_or_default(), page.to_string()));
        assert!(second.is_some_and(|(text, page)| text.starts_with("Harbour Review 2") && page == "p. 2"));
    }
}
