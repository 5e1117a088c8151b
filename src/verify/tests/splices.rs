//! Passages that belong together, and others.

use expect_test::{Expect, expect};

use super::{article, shown};

const GAZETTE: &str = "“The mole must be raised before the storms come,”@Venn Venn wrote. “There is no other way.”@Venn\n\n\
    Work on the inner basin has been delayed twice, and the cranes that were promised for the spring stand \
    unused in a yard in the south. The council met three times over it. Nobody was blamed.\n\n\
    “The cranes were a mistake from the first day,”@Dahl Dahl said. “We should have hired the divers.”@Dahl\n\n\
    “The divers have waited since April for a word from the council,”@Dahl she added.";

fn check(quotation: &str, expected: Expect) {
    expected.assert_eq(&shown(&[article("gazette", GAZETTE)], quotation));
}

#[test]
fn two_speakers_run_together() {
    check(
        "The mole must be raised before the storms come. The cranes were a mistake from the first day.",
        expect![[r#"
        gazette Same spliced
    "#]],
    );
    check(
        "The mole must be raised before the storms come … The cranes were a mistake from the first day.",
        expect![[r#"
        gazette Same spliced
          Omitted: "There is no other way.”@Venn\n\nWork on the inner basin has been delayed twice, and the cranes that were promised for the spring stand unused in a yard in the south. The council met three times over it. Nobody was blamed"
    "#]],
    );
}

#[test]
fn one_speaker_in_another_order() {
    check(
        "We should have hired the divers. The cranes were a mistake from the first day.",
        expect![[r#"
        gazette Same spliced
    "#]],
    );
}

#[test]
fn one_speaker_across_an_attribution_is_none() {
    check(
        "The cranes were a mistake from the first day. We should have hired the divers.",
        expect![[r#"
        gazette Same
    "#]],
    );
    check(
        "We should have hired the divers. The divers have waited since April for a word",
        expect![[r#"
        gazette Same
    "#]],
    );
    check(
        "The mole must be raised … There is no other way.",
        expect![[r#"
        gazette Same
          Omitted: "before the storms come"
    "#]],
    );
}

#[test]
fn one_sentence_left_out_is_an_omission_and_more_are_a_splice() {
    let text = "The net was mended in a day. It held. The catch was the best in years, and nobody went hungry. \
        We had feared the worst. We had even sold a boat. The winter was mild after all that.";
    let sources = [super::speech("speech", text)];
    expect![[r#"
        speech Omission
          Dropped Omission: "" for "It held"
    "#]]
    .assert_eq(&shown(&sources, "The net was mended in a day. The catch was the best in years"));
    expect![[r#"
        speech Same spliced
    "#]]
    .assert_eq(&shown(
        &sources,
        "The catch was the best in years, and nobody went hungry. The winter was mild after all that.",
    ));
}
