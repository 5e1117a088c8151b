//! Each kind of alteration that leaves the sense alone.

use expect_test::{Expect, expect};

use super::in_speech;

fn check(source: &str, quotation: &str, expected: Expect) {
    expected.assert_eq(&in_speech(source, quotation));
}

const HARBOUR: &str = "We have dredged the harbour for nine years, and the silt comes back every winter. \
    I told the council that the long-term answer is a second breakwater. We're ready to pay our share of it.";

#[test]
fn the_same_words_are_the_same() {
    check(
        HARBOUR,
        "the silt comes back every winter",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        HARBOUR,
        "THE SILT — comes back, ‘every’ winter!",
        expect![[r#"
        speech Same
    "#]],
    );
    check(
        HARBOUR,
        "silt comes back every winter. I told the council",
        expect![[r#"
        speech Same
    "#]],
    );
}

#[test]
fn other_forms_of_a_word_are_style() {
    check(
        HARBOUR,
        "dredged the harbor for 9 years",
        expect![[r#"
            speech Style
              Replaced Style: "harbor" for "harbour"
              Replaced Numeral: "9" for "nine"
        "#]],
    );
    check(
        HARBOUR,
        "We are ready to pay our share",
        expect![[r#"
        speech Style
          Replaced Style: "We are" for "We're"
    "#]],
    );
    check(
        "They do not know what it's worth to us all.",
        "They don't know what it is worth to us",
        expect![[r#"
        speech Style
          Replaced Style: "don't" for "do not"
          Replaced Style: "it is" for "it's"
    "#]],
    );
    check(
        "It cost twenty-five million crowns in all.",
        "It cost 25 million crowns in all",
        expect![[r#"
            speech Numeral
              Replaced Numeral: "25" for "twenty-five"
        "#]],
    );
    check(
        "Some 5 percent of the boats sank there.",
        "Some five per cent of the boats sank",
        expect![[r#"
            speech Style
              Replaced Numeral: "five" for "5"
              Replaced Style: "per cent" for "percent"
        "#]],
    );
    check(
        "I spoke to Senator Ilse Brandt about it.",
        "I spoke to Sen. Ilse Brandt about it",
        expect![[r#"
        speech Style
          Replaced Style: "Sen" for "Senator"
    "#]],
    );
    check(
        "The European Union paid for the cranes here.",
        "The EU paid for the cranes here",
        expect![[r#"
        speech Style
          Replaced Style: "EU" for "European Union"
    "#]],
    );
}

#[test]
fn joined_and_parted_words_are_typography() {
    check(
        HARBOUR,
        "the longterm answer is a second breakwater",
        expect![[r#"
            speech Style
              Replaced Style: "longterm" for "long-term"
        "#]],
    );
    check(
        "Our web site was down for the whole week.",
        "Our website was down for the whole week",
        expect![[r#"
            speech Style
              Replaced Style: "website" for "web site"
        "#]],
    );
}

#[test]
fn another_word_is_another_word() {
    check(
        HARBOUR,
        "the silt comes back every spring",
        expect![[r#"
        speech Words
          Replaced Words: "spring" for "winter"
    "#]],
    );
    check(
        HARBOUR,
        "the mud comes back every winter",
        expect![[r#"
        speech Words
          Replaced Words: "mud" for "silt"
    "#]],
    );
    check(
        HARBOUR,
        "I told the council that the lasting and honest answer is a second breakwater",
        expect![[r#"
        speech Words
          Replaced Words: "lasting and honest" for "long-term"
    "#]],
    );
    check(
        "There remains some doubt over the bridge.",
        "There remain some doubt over the bridge",
        expect![[r#"
            speech Words
              Replaced Words: "remain" for "remains"
        "#]],
    );
}

#[test]
fn words_put_in_and_moved_are_told() {
    check(
        HARBOUR,
        "the silt always comes back every winter",
        expect![[r#"
        speech Words
          Added Words: "always" for ""
    "#]],
    );
    check(
        HARBOUR,
        "every winter the silt comes back",
        expect![[r#"
        speech Words
          Moved Words: "every winter" for "every winter"
    "#]],
    );
}

#[test]
fn words_left_out_are_an_omission() {
    check(
        HARBOUR,
        "We have dredged the harbour, and the silt comes back every winter",
        expect![[r#"
        speech Omission
          Dropped Omission: "" for "for nine years"
    "#]],
    );
}

#[test]
fn fillers_and_false_starts_are_cleaned_up() {
    let text = "Well, um, we we need, you know, a new pier. We have — we have to build it, I mean, this year. And it will be good.";
    check(
        text,
        "we need a new pier",
        expect![[r#"
        speech CleanedUp
          Dropped CleanedUp: "" for "you know"
    "#]],
    );
    check(
        text,
        "We have to build it this year. It will be good",
        expect![[r#"
        speech CleanedUp
          Dropped CleanedUp: "" for "I mean"
          Dropped CleanedUp: "" for "And"
    "#]],
    );
}

#[test]
fn a_filler_may_be_a_word() {
    check(
        "People like us pay for the ferry to the islands.",
        "People us pay for the ferry to the islands",
        expect![[r#"
        speech Omission
          Dropped Omission: "" for "like"
    "#]],
    );
}

#[test]
fn a_start_broken_off_and_begun_again_is_cleaned_up() {
    let text = "They are willing to do an -- not do anything of the kind.";
    check(
        text,
        "They are willing to not do anything of the kind",
        expect![[r#"
        speech CleanedUp
          Dropped CleanedUp: "" for "do an"
    "#]],
    );
    let text = "They are willing to do a deal -- and pay for everything there.";
    check(
        text,
        "They are willing to and pay for everything there",
        expect![[r#"
        speech Omission
          Dropped Omission: "" for "do a deal"
    "#]],
    );
}
