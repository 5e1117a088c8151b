//! Input made to hurt: much of everything, in one block.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::super::{Block, BlockKind, Memo, paragraphs, read};
use crate::text::Span;

/// Reads `text` as one block; it must not take longer than work in proportion could.
fn reads_fast(text: &str) {
    let started = ThreadTime::now();
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let _ = read(text, &[block], &mut Memo::default());
    assert!(started.elapsed() < Duration::from_secs(20), "{} bytes took {:?}", text.len(), started.elapsed());
}

#[test]
fn walls_of_marks_take_linear_time() {
    for piece in ["\"", "“", "‘", "'", "« ", "“a” ", "'a\" ", "“‘", "a” ", "\"a", "``"] {
        reads_fast(&piece.repeat(100_000));
    }
}

#[test]
fn walls_of_words_take_linear_time() {
    for piece in [
        "said Ada Marsh, ",
        "Ada, ",
        "adding, ",
        "“x” said ",
        "who, ",
        "a ( ",
        "the mayor of ",
        "A. ",
        "X: ",
        "he said she said ",
    ] {
        reads_fast(&piece.repeat(60_000));
    }
}

#[test]
fn crowds_of_people_take_linear_time() {
    let names: String = (0..10_000).map(|n| format!("“No,” said N{n}a Marsh, the n{n} mayor. ")).collect();
    reads_fast(&names);
    let paragraphs: String = (0..10_000).map(|n| format!("“No,” the man{n} said.\n\n")).collect();
    let started = ThreadTime::now();
    let _ = read(&paragraphs, &super::super::paragraphs(&paragraphs), &mut Memo::default());
    assert!(started.elapsed() < Duration::from_secs(20));
}

proptest! {
    #[test]
    fn spans_fit_the_text(text in "[a-zA-Z éß“”„‘’'\"«»,.:!?—\\-\\n\u{7f}]{0,200}") {
        let reading = read(&text, &paragraphs(&text), &mut Memo::default());
        for quotation in &reading.quotations {
            prop_assert!(text.get(quotation.span.range()).is_some());
            for part in &quotation.parts {
                prop_assert!(text.get(part.range()).is_some() && quotation.span.covers(*part));
            }
            if let Some(outer) = quotation.within {
                prop_assert!(reading.quotations[outer].span.covers(quotation.span));
            }
            if let Some(attribution) = &quotation.attribution {
                prop_assert!((0.0..=1.0).contains(&attribution.confidence));
                prop_assert!(attribution.speaker.mention.is_some_and(|span| text.get(span.range()).is_some()));
            }
        }
        let starts: Vec<_> = reading.quotations.iter().map(|quotation| quotation.span.start).collect();
        prop_assert!(starts.is_sorted());
    }
}
