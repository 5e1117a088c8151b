//! Each way in which an alteration turns the sense, and what looks like one and is not.

use expect_test::{Expect, expect};

use super::in_speech;

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

#[test]
fn negations_that_come_or_go() {
    let text = "We will not close the ferry line to the islands. We never promised a bridge to anyone there. \
        They didn't ask for a tunnel either. It is hardly a secret among the crews. She left without a word to the board.";
    check(
        text,
        "We will close the ferry line to the islands",
        expect![[r#"
        speech Sense
          Dropped Sense Negation: "" for "not"
    "#]],
    );
    check(
        text,
        "We won't close the ferry line to the islands",
        expect![[r#"
        speech Style
          Replaced Style: "won't" for "will not"
    "#]],
    );
    check(
        text,
        "We promised a bridge to anyone there",
        expect![[r#"
        speech Sense
          Dropped Sense Negation: "" for "never"
    "#]],
    );
    check(
        text,
        "They did ask for a tunnel either",
        expect![[r#"
        speech Sense
          Replaced Sense Negation: "did" for "didn't"
    "#]],
    );
    check(
        text,
        "It is a secret among the crews",
        expect![[r#"
        speech Sense
          Dropped Sense Negation: "" for "hardly"
    "#]],
    );
    check(
        text,
        "She left with a word to the board",
        expect![[r#"
        speech Sense
          Replaced Sense Negation: "with" for "without"
    "#]],
    );
    check(
        "The plan is not impossible to finish by May.",
        "The plan is not possible to finish by May",
        expect![[r#"
        speech Sense
          Replaced Sense Antonym: "possible" for "impossible"
    "#]],
    );
    check(
        "Crews failed to reach the wreck before dark.",
        "Crews reached the wreck before dark",
        expect![[r#"
        speech Sense
          Replaced Sense Negation: "reached" for "failed to reach"
    "#]],
    );
}

#[test]
fn numbers_and_units() {
    let text = "The repairs took 14 months and 3.5 million crowns, a fifth of our budget.";
    check(
        text,
        "The repairs took 40 months and 3.5 million crowns",
        expect![[r#"
        speech Sense
          Replaced Sense Number: "40" for "14"
    "#]],
    );
    check(
        "We closed one chapter of the harbour's history.",
        "We closed two chapter of the harbour's history",
        expect![[r#"
            speech Sense
              Replaced Sense Number: "two" for "one"
        "#]],
    );
    check(
        text,
        "The repairs took 14 weeks and 3.5 million crowns",
        expect![[r#"
        speech Sense
          Replaced Sense Number: "weeks" for "months"
    "#]],
    );
    check(
        text,
        "The repairs took 14 months and 3.5 billion crowns",
        expect![[r#"
        speech Sense
          Replaced Sense Number: "billion" for "million"
    "#]],
    );
}

#[test]
fn modals_and_hedges() {
    let text =
        "The ministry could open the lock by autumn, and perhaps the upper gate too. I think the dam is safe for now.";
    check(
        text,
        "The ministry will open the lock by autumn",
        expect![[r#"
        speech Sense
          Replaced Sense Modality: "will" for "could"
    "#]],
    );
    check(
        text,
        "and the upper gate too. I think the dam is safe",
        expect![[r#"
        speech Sense
          Dropped Sense Modality: "" for "perhaps"
    "#]],
    );
    check(
        text,
        "perhaps the upper gate too. The dam is safe for now",
        expect![[r#"
        speech Sense
          Dropped Sense Modality: "" for "I think"
    "#]],
    );
    check(
        "We'll mend the nets before the season starts.",
        "We will mend the nets before the season starts",
        expect![[r#"
        speech Style
          Replaced Style: "We will" for "We'll"
    "#]],
    );
}

#[test]
fn names_and_pronouns() {
    let text = "We told Captain Orlo Venn to leave the bay at once. He answered us the next morning.";
    check(
        text,
        "They told Captain Orlo Venn to leave the bay",
        expect![[r#"
        speech Sense
          Replaced Sense Name: "They" for "We"
    "#]],
    );
    check(
        text,
        "We told Captain Mira Dahl to leave the bay at once",
        expect![[r#"
        speech Sense
          Replaced Sense Name: "Mira Dahl" for "Orlo Venn"
    "#]],
    );
    check(
        "We met with President Kovalsky in the old town hall.",
        "We met with President Kovalskyy in the old town hall",
        expect![[r#"
        speech Style
          Replaced Style: "Kovalskyy" for "Kovalsky"
    "#]],
    );
}

#[test]
fn days_amounts_comparisons_opposites() {
    let text = "On Monday most of the crews accepted the offer, and fewer boats than last year will sail before noon.";
    check(
        text,
        "On Tuesday most of the crews accepted the offer",
        expect![[r#"
        speech Sense
          Replaced Sense Date: "Tuesday" for "Monday"
    "#]],
    );
    check(
        text,
        "On Monday all of the crews accepted the offer",
        expect![[r#"
        speech Sense
          Replaced Sense Quantity: "all" for "most"
    "#]],
    );
    check(
        text,
        "On Monday most of the crews rejected the offer",
        expect![[r#"
        speech Sense
          Replaced Sense Antonym: "rejected" for "accepted"
    "#]],
    );
    check(
        text,
        "and more boats than last year will sail before noon",
        expect![[r#"
        speech Sense
          Replaced Sense Comparison: "more" for "fewer"
    "#]],
    );
    check(
        text,
        "fewer boats than last year will sail after noon",
        expect![[r#"
        speech Sense
          Replaced Sense Comparison: "after" for "before"
    "#]],
    );
}

#[test]
fn conditions() {
    let text = "We will sign the lease if the roof is mended first, and the tenants agree to stay.";
    check(
        text,
        "We will sign the lease, the roof is mended first, and the tenants agree",
        expect![[r#"
        speech Sense
          Dropped Sense Condition: "" for "if"
    "#]],
    );
}

#[test]
fn a_changed_content_word_is_no_turned_sense() {
    check(
        "The mayor praised the divers for their patience.",
        "The mayor thanked the divers for their patience",
        expect![[r#"
        speech Words
          Replaced Words: "thanked" for "praised"
    "#]],
    );
    check(
        "It is the finest harbour on this coast.",
        "It was the finest harbour on this coast",
        expect![[r#"
        speech Words
          Replaced Words: "was" for "is"
    "#]],
    );
}
