//! What brackets and ellipses may stand for.

use expect_test::{Expect, expect};

use super::in_speech;

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

const GATE: &str = "They told Venn tomorrow that 14 crews will never mend the lower gate, and it is safe for him. \
    The mayor, critics say, is a friend of every crew. They say the gate is rusted through and through.";

#[test]
fn brackets_explain() {
    check(
        GATE,
        "[The keepers] told [Orlo] Venn [on Tuesday] that 14 crews [would] never mend",
        expect![[r#"
            speech Typography
              Bracketed Typography: "[The keepers]" for "They"
              Bracketed Typography: "[Orlo]" for ""
              Bracketed Typography: "[on Tuesday]" for "tomorrow"
              Bracketed Typography: "[would]" for "will"
        "#]],
    );
    check(
        GATE,
        "mend the lower gate, and [the gate] is safe for [the mayor]",
        expect![[r#"
            speech Typography
              Bracketed Typography: "[the gate]" for "it"
              Bracketed Typography: "[the mayor]" for "him"
              Clipped Negation: "never"
        "#]],
    );
    check(
        GATE,
        "and it [was] safe for him [he said]",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[was]" for "is"
          Bracketed Typography: "[he said]" for ""
    "#]],
    );
    check(
        GATE,
        "They [tell] Venn tomorrow that 14 crews",
        expect![[r#"
        speech Typography
          Bracketed Typography: "[tell]" for "told"
    "#]],
    );
}

#[test]
fn brackets_replace() {
    check(
        GATE,
        "14 crews will never mend the lower [wall], and it is safe",
        expect![[r#"
        speech Bracketed
          Bracketed Bracketed: "[wall]" for "gate"
    "#]],
    );
    check(
        GATE,
        "that [40] crews will never mend the lower gate",
        expect![[r#"
        speech Sense
          Bracketed Sense Number: "[40]" for "14"
    "#]],
    );
    check(
        GATE,
        "14 crews will [surely] mend the lower gate",
        expect![[r#"
        speech Sense
          Bracketed Sense Negation: "[surely]" for "never"
    "#]],
    );
    check(
        GATE,
        "14 crews [may] never mend the lower gate",
        expect![[r#"
        speech Sense
          Bracketed Sense Modality: "[may]" for "will"
    "#]],
    );
    check(
        GATE,
        "mend the lower gate, and it is [dangerous] for him",
        expect![[r#"
        speech Sense
          Bracketed Sense Antonym: "[dangerous]" for "safe"
          Clipped Negation: "never"
    "#]],
    );
    check(
        GATE,
        "mend the lower gate, and it is [not] safe for him",
        expect![[r#"
        speech Sense
          Bracketed Sense Negation: "[not]" for ""
          Clipped Negation: "never"
    "#]],
    );
    check(
        GATE,
        "mend the [upper] gate, and it is safe for him",
        expect![[r#"
        speech Bracketed
          Bracketed Bracketed: "[upper]" for "lower"
          Clipped Negation: "never"
    "#]],
    );
}

#[test]
fn notes_stand_for_nothing() {
    check(
        GATE,
        "14 crews will [sic] mend the lower gate",
        expect![[r#"
        speech Sense
          Dropped Sense Negation: "" for "never"
          Bracketed Typography: "[sic]" for ""
    "#]],
    );
    check(
        GATE,
        "14 crews will never mend the lower door [sic], and it is safe",
        expect![[r#"
        speech Words
          Replaced Words: "door" for "gate"
          Bracketed Typography: "[sic]" for ""
    "#]],
    );
    check(
        GATE,
        "14 crews will never mend the lower gate (emphasis mine)",
        expect![[r#"
        speech Typography
          Bracketed Typography: "(emphasis mine)" for ""
    "#]],
    );
}

#[test]
fn ellipses_that_hide_an_attribution() {
    check(
        GATE,
        "The mayor … is a friend of every crew",
        expect![[r#"
        speech Same
          Omitted Modality: "critics say"
    "#]],
    );
    check(
        GATE,
        "and it is safe for him. … The gate is rusted through and through",
        expect![[r#"
        speech Same
          Omitted: "The mayor, critics say, is a friend of every crew. They say"
    "#]],
    );
    check(
        "We know, as I said, that the gate is rusted.",
        "We know … that the gate is rusted",
        expect![[r#"
        speech Same
          Omitted: "as I said"
    "#]],
    );
}
