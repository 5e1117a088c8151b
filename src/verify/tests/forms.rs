//! The same words in another form, wherever in the quotation they stand, and what only looks alike.

use expect_test::{Expect, expect};

use super::in_speech;

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

const BILL: &str = "The repairs of March 3rd cost $5 million, or 20 per cent of our long-term budget, and the \
    United States cannot pay. Nobody feel safer than we was in 33,000 days at number one.";

#[test]
fn amounts_and_dates() {
    check(
        BILL,
        "The repairs of 3 March cost 5 million dollars, or 20% of our long-term budget",
        expect![[r#"
            speech Words
              Added Words: "3" for ""
              Dropped Omission: "" for "3rd"
              Replaced Style: "5 million dollars" for "5 million"
              Replaced Style: "%" for "per cent"
        "#]],
    );
    check(
        BILL,
        "The repairs of March 4 cost €5 million",
        expect![[r#"
            speech Sense
              Replaced Sense Number: "4" for "3rd"
              Replaced Sense Number: "€5" for "$5"
        "#]],
    );
    check(
        BILL,
        "cost $5 million, or 20 percentage points of our long-term budget",
        expect![[r#"
        speech Sense
          Replaced Sense Number: "percentage points" for "per cent"
    "#]],
    );
    check(
        BILL,
        "safer than we was in 33 thousand days at No. 1",
        expect![[r#"
        speech Style
          Replaced Numeral: "33 thousand" for "33,000"
          Replaced Style: "No" for "number"
          Replaced Numeral: "1" for "one"
    "#]],
    );
    check(
        "We met them again on January 29th.",
        "We met them again on 29 January",
        expect![[r#"
            speech Style
              Replaced Style: "29 January" for "January 29th"
        "#]],
    );
    check(
        "We met them again on January 29th.",
        "We met them again on 28 January",
        expect![[r#"
        speech Words
          Added Words: "28" for ""
    "#]],
    );
}

#[test]
fn joined_parted_and_shortened() {
    check(
        BILL,
        "or 20 per cent of our longterm budget, and the US can not pay",
        expect![[r#"
            speech Style
              Replaced Style: "longterm" for "long-term"
              Replaced Style: "US" for "United States"
              Replaced Style: "can not" for "cannot"
        "#]],
    );
    check(
        "Nobody here ever answers any email.",
        "Nobody here ever answers any e-mail",
        expect![[r#"
            speech Style
              Replaced Style: "e-mail" for "email"
        "#]],
    );
    check(
        "They will not come back anymore.",
        "They will not come back any more",
        expect![[r#"
            speech Style
              Replaced Style: "any more" for "anymore"
        "#]],
    );
    check(
        "It is true for all of the United States.",
        "It is true for all of the US",
        expect![[r#"
        speech Style
          Replaced Style: "US" for "United States"
    "#]],
    );
    check(
        "It is true for all of the United States.",
        "It is true for all of the EU",
        expect![[r#"
        speech Words
          Replaced Words: "EU" for "United"
    "#]],
    );
    check("an inter-\nnational court of har-\nbour law", "an international court of harbour law", expect![[""]]);
}

#[test]
fn grammar_and_slips() {
    check(
        BILL,
        "Nobody feels safer than we were in 33,000 days",
        expect![[r#"
        speech Grammar
          Replaced Grammar: "feels" for "feel"
          Replaced Grammar: "were" for "was"
    "#]],
    );
    check(
        "They were late to the lock again.",
        "They was late to the lock again",
        expect![[r#"
        speech Words
          Replaced Words: "was" for "were"
    "#]],
    );
    check(
        "We recieved no warning from anybody.",
        "We received no warning from anybody",
        expect![[r#"
        speech Typo
          Replaced Typo: "received" for "recieved"
    "#]],
    );
    check(
        "We deceived no warden of anybody.",
        "We received no warden of anybody",
        expect![[r#"
        speech Words
          Replaced Words: "received" for "deceived"
    "#]],
    );
}

#[test]
fn references_are_no_words() {
    let text =
        "The river rose¹ in spring [12] and fell again (Venn and Dahl, 2019) by June.13 The locks (built 1820) held.";
    check(
        text,
        "The river rose in spring and fell again by June. The locks (built 1820) held",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn an_end_inside_a_contraction_or_behind_a_modal() {
    check(
        "This is a door that you can't.",
        "This is a door that you can",
        expect![[r#"
        speech Sense
          Replaced Sense Negation: "can" for "can't"
    "#]],
    );
    check(
        "The harbour could be less crowded by noon.",
        "is less crowded by noon",
        expect![[r#"
        speech Sense
          Replaced Sense Modality: "is" for "could be"
    "#]],
    );
    check(
        "They say the keeper's boat is here.",
        "They say the keeper",
        expect![[r#"
        speech Style
          Replaced Style: "keeper" for "keeper's"
    "#]],
    );
}
