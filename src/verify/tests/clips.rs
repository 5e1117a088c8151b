//! What a cut takes away.

use expect_test::{Expect, expect};

use super::{article, in_speech, shown};

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

#[test]
fn a_negation_right_before_the_first_word() {
    check(
        "We are not at the end of this road, whatever they say.",
        "at the end of this road",
        expect![[r#"
        speech Same
          Clipped Negation: "not"
    "#]],
    );
    check(
        "I don't think he is guilty of anything there.",
        "he is guilty of anything there",
        expect![[r#"
        speech Same
          Clipped Negation: "don't think"
    "#]],
    );
    check(
        "They never agreed to the new tariff of the port.",
        "agreed to the new tariff of the port",
        expect![[r#"
        speech Same
          Clipped Negation: "never"
    "#]],
    );
}

#[test]
fn a_negation_of_another_clause_is_none() {
    check(
        "It was not cheap, but the wall held all winter.",
        "the wall held all winter",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        "It is not only a bridge, it is a promise to the town.",
        "a bridge, it is a promise to the town",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        "We did not wait. The wall held all winter long.",
        "The wall held all winter long",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        "They could not know that when the wall was built it would hold.",
        "the wall was built it would hold",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn conditions_before_and_behind() {
    check(
        "I will resign if the audit finds a single crown missing.",
        "I will resign",
        expect![[r#"
        speech Same
          Clipped Condition: "if the audit finds a single crown missing"
    "#]],
    );
    check(
        "If the audit finds a crown missing, I will resign the same day.",
        "I will resign the same day",
        expect![[r#"
        speech Same
          Clipped Condition: "If the audit finds a crown missing"
    "#]],
    );
    check(
        "Unless the rain stops, the lower fields are lost for good.",
        "the lower fields are lost for good",
        expect![[r#"
        speech Same
          Clipped Condition: "Unless the rain stops"
    "#]],
    );
    check(
        "I will resign in June. If the audit comes, so be it.",
        "I will resign in June",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn somebody_elses_claim() {
    check(
        "Critics say the harbour is finished for good and all.",
        "the harbour is finished for good and all",
        expect![[r#"
        speech Same
          Clipped Modality: "Critics say"
    "#]],
    );
    check(
        "I say the harbour is finished for good and all.",
        "the harbour is finished for good and all",
        expect![[r#"
        speech Same
    "#]],
    );
    let text = "The minister said “the harbour is finished for good and all” on Friday.";
    expect![[r#"
        gazette Same
    "#]]
    .assert_eq(&shown(&[article("gazette", text)], "the harbour is finished for good and all"));
}

#[test]
fn one_word_is_never_clipped() {
    check(
        "It was not historic.",
        "historic",
        expect![[r#"
        speech Same
    "#]],
    );
}
