//! What a quotation is.

use expect_test::{Expect, expect};

use super::super::{Block, BlockKind, Form, Memo, Nature, paragraphs, read, read_once};
use super::{reading, said};
use crate::text::Span;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&said(text));
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    check(
        "Marsh said: “We go on.\n\n“We do not stop.\n\n“We never did.”\n\nRowan left.",
        expect![[r#"
        We go on. / We do not stop. / We never did. <- Marsh, said
    "#]],
    );
    check(
        "Marsh said: “We go on and on.\n\nRowan left the room.",
        expect![[r#"
        We go on and on. <- Marsh, said
    "#]],
    );
}

#[test]
fn quotations_stand_in_quotations() {
    check(
        "“She told me ‘go home’ and I went,” Marsh said.",
        expect![[r#"
            She told me ‘go home’ and I went, <- Marsh, said
              go home <- She, told
        "#]],
    );
    check(
        "'She told me \"go home\" and I went,' Marsh said.",
        expect![[r#"
            She told me "go home" and I went, <- Marsh, said
              go home <- She, told
        "#]],
    );
}

#[test]
fn a_block_quote_is_one_quotation_with_its_signature() {
    let text = "We go on.\n\nWe never stop.\n\n— Ada Marsh, mayor, on CNN\n\nRowan said “no.”";
    let mut blocks = paragraphs(text);
    for block in blocks.iter_mut().take(3) {
        block.kind = BlockKind::BlockQuote { quote: 0 };
    }
    let reading = read(text, &blocks, &mut Memo::default());
    let quotation = &reading.quotations[0];
    assert_eq!(quotation.form, Form::Block);
    let parts: Vec<_> = quotation.parts.iter().map(|part| part.of(text)).collect();
    assert_eq!(parts, ["We go on.", "We never stop."]);
    let attribution = quotation.attribution.as_ref().unwrap();
    assert_eq!(attribution.speaker.text, "Ada Marsh");
    assert_eq!(attribution.venues[0].name, "CNN");
    assert_eq!(reading.quotations.len(), 2);
}

#[test]
fn a_block_quote_in_marks_loses_them() {
    let text = "“We go on.\n\n“We never stop.”";
    let mut blocks = paragraphs(text);
    for block in &mut blocks {
        block.kind = BlockKind::BlockQuote { quote: 3 };
    }
    let reading = read(text, &blocks, &mut Memo::default());
    assert_eq!(reading.quotations.len(), 1);
    let parts: Vec<_> = reading.quotations[0].parts.iter().map(|part| part.of(text)).collect();
    assert_eq!(parts, ["We go on.", "We never stop."]);
}

#[test]
fn joints_of_masked_markup_are_stepped_over() {
    let text = "“We \u{7f}go\u{7f} on,” \u{7f}\u{7f}Ada Marsh\u{7f}\u{7f} said.";
    let reading = reading(text);
    let attribution = reading.quotations[0].attribution.as_ref().unwrap();
    assert_eq!(attribution.speaker.text, "Ada Marsh");
}

#[test]
fn the_name_of_a_programme_is_a_title() {
    let text = "“We go on,” Marsh said on NBC’s “Meet the Press.”";
    let reading = reading(text);
    assert_eq!(reading.quotations[1].nature, Nature::Title);
    assert!(reading.quotations[1].attribution.is_none());
}

#[test]
fn a_block_read_again_costs_nothing_and_moves_with_the_text() {
    let mut memo = Memo::default();
    let read_both = |text: &str, memo: &mut Memo| {
        let reading = read(text, &paragraphs(text), memo);
        reading.quotations.iter().map(|q| q.inner().of(text).to_owned()).collect::<Vec<_>>()
    };
    let first = read_both("Marsh said “yes, we do.”\n\nRowan said “no, we do not.”", &mut memo);
    let second = read_both("A new line.\n\nMarsh said “yes, we do.”\n\nRowan said “no, we do not.”", &mut memo);
    assert_eq!(first, second);
}

#[test]
fn blocks_that_do_not_fit_the_text_do_no_harm() {
    let block = |start, end| Block { span: Span::new(start, end), kind: BlockKind::Paragraph };
    let reading = read("“é” she said.", &[block(0, 5), block(4, 90), block(200, 300)], &mut Memo::default());
    assert!(reading.quotations.len() <= 1);
}

#[test]
fn a_piece_of_reporting_set_off_is_read_by_its_marks() {
    let text = "“It was never there,” Ada Marsh said.";
    let mut blocks = paragraphs(text);
    for block in &mut blocks {
        block.kind = BlockKind::BlockQuote { quote: 0 };
    }
    let reading = read(text, &blocks, &mut Memo::default());
    let quotation = &reading.quotations[0];
    assert_eq!((quotation.form, quotation.inner().of(text)), (Form::Marks, "It was never there,"));
    assert_eq!(quotation.attribution.as_ref().unwrap().speaker.text, "Ada Marsh");
}

#[test]
fn a_title_beside_its_kind_of_work_is_nobodys_words() {
    let nature = |text: &str| read(text, &paragraphs(text), &mut Memo::default()).quotations[0].nature;
    assert_eq!(nature("Speaking on the “Harbour Nights Live” programme, Marsh said she would stay."), Nature::Title);
    assert_eq!(nature("Marsh said on “Meet the Press” that she would stay."), Nature::Title);
    assert_eq!(nature("The mayor reads “The Lamp at the End of the Pier” to her children."), Nature::Title);
    assert_eq!(nature("Marsh said: “We never stop,” and left."), Nature::Speech);
}

#[test]
fn crossheads_in_single_marks_are_nobodys_words() {
    let natures = |text: &str| {
        let reading = read(text, &paragraphs(text), &mut Memo::default());
        reading.quotations.iter().map(|quotation| quotation.nature).collect::<Vec<_>>()
    };
    let parted = "“The bridge stays open all winter,” Ada Marsh said.\n\n‘All bets are off.’\n\nThe harbour is closed.";
    assert_eq!(natures(parted)[0], Nature::Speech);
    assert_ne!(natures(parted)[1], Nature::Speech);
    let british =
        "‘The bridge stays open all winter,’ Ada Marsh said.\n\n‘All bets are off.’\n\nThe harbour is closed.";
    assert_eq!(natures(british), [Nature::Speech, Nature::Speech]);
}

#[test]
fn a_text_read_once_is_read_alike() {
    let text = "Marsh said “yes, we do.”\n\nRowan said “no, we do not.\n\n“We never did,” he said.";
    let remembered = read(text, &paragraphs(text), &mut Memo::default());
    assert_eq!(format!("{remembered:?}"), format!("{:?}", read_once(text, &paragraphs(text))));
}
