//! Notices of changes beside a quotation: "(emphasis added)", "(cleaned up)", "(citations omitted)".

use crate::text::{Span, normal_form, words};

use super::case::Case;

/// How many bytes behind a quotation a notice may stand, in the same paragraph.
const NEAR: usize = 240;

/// What a notice declares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Notice {
    /// "emphasis added", "italics mine", "my emphasis".
    Emphasis,
    /// "cleaned up", "internal quotation marks omitted", "citations omitted", "alterations omitted".
    CleanedUp,
}

/// Whether a notice in brackets or parentheses, inside the quotation or close behind it, declares
/// such changes.
pub(super) fn says(case: &Case<'_>, notice: Notice) -> bool {
    let draft = case.draft;
    let outer = case.quotation.span;
    let paragraph =
        draft.blocks.iter().find(|block| block.span.contains(outer.start)).map_or(outer.end, |b| b.span.end);
    let mut end = paragraph.max(outer.end).min(outer.end + NEAR);
    while !draft.prose.is_char_boundary(end) {
        end -= 1;
    }
    let text = Span::new(outer.start, end.max(outer.end)).of(&draft.prose);
    bracketed(text).any(|inside| declares(inside, notice))
}

fn declares(inside: &str, notice: Notice) -> bool {
    let forms: Vec<String> = words(inside).iter().map(|word| normal_form(word.span.of(inside))).collect();
    let has = |list: &[&str]| forms.iter().any(|form| list.contains(&form.as_str()));
    match notice {
        Notice::Emphasis => {
            has(&["emphasis", "emphases", "italics", "italic", "bold", "underlining"])
                && has(&["added", "mine", "my", "our", "ours", "supplied", "author's", "omitted"])
        }
        Notice::CleanedUp => {
            forms.windows(2).any(|pair| matches!(pair, [a, b] if a == "cleaned" && b == "up"))
                || (has(&["omitted", "removed"])
                    && has(&[
                        "quotation",
                        "quotations",
                        "citation",
                        "citations",
                        "footnote",
                        "footnotes",
                        "alteration",
                        "alterations",
                        "brackets",
                    ]))
        }
    }
}

/// What stands in each pair of round or square brackets.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(['(', '[']).filter_map(move |(at, open)| {
        let rest = text.get(at + open.len()..)?;
        rest.get(..rest.find([')', ']'])?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_other_brackets() {
        for text in ["emphasis added", "emphasis mine", "my italics", "internal citations omitted; emphasis added"] {
            assert!(declares(text, Notice::Emphasis), "{text}");
        }
        for text in ["cleaned up", "citations omitted", "internal quotation marks omitted", "footnote omitted"] {
            assert!(declares(text, Notice::CleanedUp), "{text}");
        }
        for text in ["the emphasis is on speed", "omitted", "sic", "up"] {
            assert!(!declares(text, Notice::Emphasis) && !declares(text, Notice::CleanedUp), "{text}");
        }
    }
}
