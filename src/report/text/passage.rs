//! A passage of a source, shown with where it stands.

use super::excerpt::Mark;
use super::frame::Frame;
use crate::report::{printable, style};
use crate::source::Source;
use crate::text::Span;
use crate::verify::{Alteration, Grade};

/// A passage of a source and the words in it that differ from what was asked for.
#[derive(Debug)]
pub struct Passage<'a> {
    source: &'a Source,
    span: Span,
    marks: Vec<Mark>,
}

impl<'a> Passage<'a> {
    /// The passage of `source` at `span`. The words that `alterations` find different are marked;
    /// where there are none, all of it is.
    #[must_use]
    pub fn of(source: &'a Source, span: Span, alterations: &[Alteration]) -> Self {
        Self::marking(source, span, differing(alterations).filter(|words| span.covers(*words)).collect())
    }

    /// The passage of `source` at `span` with `words` of it, or all of it, marked.
    pub(super) fn marking(source: &'a Source, span: Span, mut words: Vec<Span>) -> Self {
        // Where the draft has words too many there is nothing in the source to point at.
        words.retain(|words| !words.is_empty());
        if words.is_empty() {
            words.push(span);
        }
        words.sort_unstable();
        words.dedup();
        let marks = words.into_iter().map(|span| Mark { span, with: '-', style: style::SOURCE }).collect();
        Self { source, span, marks }
    }

    /// The passage as text in at most `width` columns, each line ended; `path` is the source's
    /// file as people are shown it.
    #[must_use]
    pub fn set(&self, path: &str, width: usize) -> String {
        let last = self.source.lines().line_of(self.span.end) + 1;
        let mut frame = Frame::new(last.to_string().len(), width);
        self.write("-->", path, &mut frame);
        frame.rule_off();
        frame.finish()
    }

    /// Adds the passage to `frame`, parted from what stands above.
    pub(super) fn show(&self, path: &str, frame: &mut Frame) {
        frame.rule_off();
        self.write(":::", path, frame);
    }

    fn write(&self, arrow: &str, path: &str, frame: &mut Frame) {
        let at = self.source.lines().position(&self.source.text, self.span.start);
        frame.place(arrow, &format!("{path}:{}:{}", at.line, at.column), &self.imprint());
        frame.rule_off();
        frame.excerpt(&self.source.text, self.source.lines(), &self.marks);
    }

    /// Outlet and date of the source, and the page or time of the passage, as far as they are known: "The Harbour
    /// Times, 2031-05-04, p. 12".
    fn imprint(&self) -> String {
        let parts = [&self.source.card.metadata.outlet, &self.source.card.metadata.date];
        let place = self.source.locators.first(self.span).map(ToString::to_string);
        let parts = parts.into_iter().flatten().cloned().chain(place);
        parts.map(|part| printable::text(&part).into_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// The source's words that differ in a way worth showing.
fn differing(alterations: &[Alteration]) -> impl Iterator<Item = Span> {
    alterations.iter().filter(|alteration| alteration.grade > Grade::Typography).map(|alteration| alteration.source)
}
