//! Marked edits, as style guides allow them.

use expect_test::{Expect, expect};

use super::{article, in_speech, shown};

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

const LEASE: &str = "They told us in March that the lease would end, and we was ready for it. \
    The quay belongs to the town, whatever the company says, and it will stay with the town.";

#[test]
fn an_ellipsis_stands_for_what_it_leaves_out() {
    check(
        LEASE,
        "The quay belongs to the town … and it will stay with the town",
        expect![[r#"
        speech Same
          Omitted: "whatever the company says"
    "#]],
    );
    check(
        LEASE,
        "They told us . . . the lease would end",
        expect![[r#"
        speech Same
          Omitted: "in March that"
    "#]],
    );
    check(
        LEASE,
        "The quay belongs to the town [...] it will stay with the town",
        expect![[r#"
        speech Same
          Omitted: "whatever the company says, and"
    "#]],
    );
}

#[test]
fn an_ellipsis_may_turn_the_sense() {
    check(
        "We are surely not ready to sign anything today.",
        "We are … ready to sign anything today",
        expect![[r#"
        speech Same
          Omitted Negation: "surely not"
    "#]],
    );
    check(
        "I would sell the boat if the bank asked me, on any day of the week.",
        "I would sell the boat … on any day of the week",
        expect![[r#"
        speech Same
          Omitted Condition: "if the bank asked me"
    "#]],
    );
    check(
        "The plan, which was never popular here, is ready to start.",
        "The plan … is ready to start",
        expect![[r#"
        speech Same
          Omitted: "which was never popular here"
    "#]],
    );
}

#[test]
fn brackets_put_in_and_replace() {
    check(
        LEASE,
        "[The owners] told us in March that the lease would end",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[The owners]" for "They"
    "#]],
    );
    check(
        LEASE,
        "They told us in March [2021] that the lease would end",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[2021]" for ""
    "#]],
    );
    check(
        LEASE,
        "[t]he quay belongs to the town",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        LEASE,
        "and we was [sic] ready for it",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[sic]" for ""
    "#]],
    );
    check(
        LEASE,
        "and we [were] ready for it",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[were]" for "was"
    "#]],
    );
    check(
        LEASE,
        "the quay belong[ed] to the town",
        expect![[r#"
        speech Typography
          Bracketed Typography: "belong[ed]" for "belongs"
    "#]],
    );
    check(
        LEASE,
        "The quay (on the north side) belongs to the town",
        expect![[r#"
        speech Typography
          Bracketed Typography: "(on the north side)" for ""
    "#]],
    );
}

#[test]
fn brackets_and_parentheses_of_the_source_are_its_words() {
    check(
        "They [the crews] went home (by bus) at noon.",
        "They [the crews] went home (by bus) at noon",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn a_bracket_does_not_take_back_a_negation() {
    check(
        "We are not willing to wait for the inspectors.",
        "We are [all] willing to wait for the inspectors",
        expect![[r#"
        speech Sense
          Bracketed Sense Negation: "[all]" for "not"
    "#]],
    );
}

#[test]
fn an_attribution_in_the_middle_is_no_omission() {
    let text =
        "“The gate is rusted through,”@Venn Venn told the board on Monday. “It will not last another winter.”@Venn";
    expect![[r#"
        gazette Same
    "#]]
    .assert_eq(&shown(&[article("gazette", text)], "The gate is rusted through. It will not last another winter."));
}

#[test]
fn a_title_in_the_attribution_belongs_to_it() {
    let text = "“The gate is rusted through,”@Venn Venn said on “Harbour Hour.”@title He added: “It will not last another winter.”@Venn";
    let sources = [article("gazette", text)];
    expect![[r#"
        gazette Same
    "#]]
    .assert_eq(&shown(&sources, "The gate is rusted through. It will not last another winter."));
}

#[test]
fn notes_in_a_transcript_are_no_words() {
    let text = "We have won the harbour back.\n\n(APPLAUSE)\n\nNobody will take it from us again. [crosstalk] Not now.";
    check(
        text,
        "We have won the harbour back. Nobody will take it from us again. Not now.",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn what_a_source_left_out_or_put_in_brackets_accuses_nobody() {
    let text = "“Learn not to interrupt … count to ten, and ask [the harbour master] again,”@Venn Venn said.";
    let sources = [article("gazette", text)];
    expect![[r#"
        gazette Typography
          Added Typography: "It is not hard" for ""
    "#]]
    .assert_eq(&shown(&sources, "Learn not to interrupt. It is not hard. Count to ten, and ask again"));
    expect![[r#"
        gazette Typography
          Added Typography: "Olsen" for ""
    "#]]
    .assert_eq(&shown(&sources, "count to ten, and ask Olsen again"));
    expect![[r#"
        gazette Sense
          Replaced Sense Number: "twelve" for "ten"
    "#]]
    .assert_eq(&shown(&sources, "count to twelve, and ask [the harbour master] again"));
    check(
        "It was ... three days before they came back.",
        "It was five days before they came back",
        expect![[r#"
        speech Sense
          Replaced Sense Number: "five" for "three"
    "#]],
    );
}
