//! The edits that rules offer.

use smallvec::smallvec;
use smol_str::SmolStr;

use crate::text::{Few, Span};
use crate::verify::{Alteration, AlterationKind, Grade};

use super::case::Case;
use super::evidence::Evidence;
use super::model::{Edit, Fix};

/// Puts the source's words back wherever the quotation departs from them unmarked.
pub(super) fn use_source_words(case: &Case<'_>, evidence: &Evidence, title: &str, safe: bool) -> Option<Fix> {
    let source = case.source(evidence)?;
    let mut edits: Few<Edit> = evidence
        .alterations
        .iter()
        .filter(|a| a.grade > Grade::Typography && a.kind != AlterationKind::Bracketed)
        .map(|a| restoring(case, a, &source.prose))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    let apart = edits.windows(2).all(|pair| matches!(pair, [a, b] if a.span.end <= b.span.start));
    (apart && !edits.is_empty()).then(|| Fix { title: title.into(), edits, safe })
}

/// Marks with an ellipsis every place where words were dropped.
pub(super) fn mark_omissions(case: &Case<'_>, evidence: &Evidence) -> Option<Fix> {
    let edits: Few<Edit> = evidence
        .alterations
        .iter()
        .filter(|a| a.kind == AlterationKind::Dropped && a.grade >= Grade::Omission)
        .map(|a| insertion(&case.draft.text, a.draft.start, "…"))
        .collect();
    (!edits.is_empty()).then(|| Fix { title: "Mark the omission with an ellipsis".into(), edits, safe: false })
}

/// Replaces one stretch.
pub(super) fn replace(title: impl Into<SmolStr>, span: Span, text: &str) -> Fix {
    Fix { title: title.into(), edits: smallvec![Edit { span, text: text.into() }], safe: false }
}

/// Takes the quotation marks away, so that the words stand as the writer's own report.
pub(super) fn remove_marks(case: &Case<'_>) -> Option<Fix> {
    let outer = case.quotation.span;
    let inner = case.quotation.inner();
    let open = Span::new(outer.start, inner.start);
    let close = Span::new(inner.end, outer.end);
    let bare = |span: Span| !span.is_empty() && span.of(&case.draft.text).chars().all(|c| !c.is_alphanumeric());
    (case.quotation.parts.len() == 1 && bare(open) && bare(close)).then(|| Fix {
        title: "Report the words without quotation marks".into(),
        edits: smallvec![Edit { span: open, text: SmolStr::default() }, Edit { span: close, text: SmolStr::default() }],
        safe: false,
    })
}

fn restoring(case: &Case<'_>, alteration: &Alteration, source_prose: &str) -> Edit {
    let words = nest_marks(&alteration.source.of(source_prose).split_whitespace().collect::<Vec<_>>().join(" "));
    let text = &case.draft.text;
    match (alteration.draft.is_empty(), words.is_empty()) {
        (true, _) => insertion(text, alteration.draft.start, &words),
        (false, true) => {
            // With the words goes the space that parted them from the word before.
            let before =
                alteration.draft.start - trailing_space(text.get(..alteration.draft.start).unwrap_or_default());
            Edit { span: Span::new(before, alteration.draft.end), text: SmolStr::default() }
        }
        (false, false) => Edit { span: alteration.draft, text: words.into() },
    }
}

/// Puts `words` at `offset` with the spaces that part them from what stands on either side.
fn insertion(text: &str, offset: usize, words: &str) -> Edit {
    let left = text.get(..offset).and_then(|t| t.chars().next_back());
    let right = text.get(offset..).and_then(|t| t.chars().next());
    let apart =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?'));
    let lead = if apart(left) { " " } else { "" };
    let tail = if right.is_some_and(char::is_alphanumeric) { " " } else { "" };
    Edit { span: Span::at(offset), text: format!("{lead}{words}{tail}").into() }
}

/// Double marks inside a quotation become single ones (Chicago Manual of Style, 13.30).
fn nest_marks(words: &str) -> String {
    words.replace('“', "‘").replace('”', "’").replace('"', "'")
}

fn trailing_space(text: &str) -> usize {
    text.len() - text.trim_end_matches([' ', '\u{a0}']).len()
}
