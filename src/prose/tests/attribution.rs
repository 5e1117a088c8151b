//! Who speaks.

use expect_test::{Expect, expect};

use super::said;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&said(text));
}

#[test]
fn the_speaker_stands_behind() {
    check(
        "“The bridge stays open,” Ada Marsh said.",
        expect![[r#"
        The bridge stays open, <- Ada Marsh, said
    "#]],
    );
    check(
        "“The bridge stays open,” said Ada Marsh, who runs the harbour.",
        expect![[r#"
        The bridge stays open, <- Ada Marsh, said
    "#]],
    );
    check(
        "“The bridge stays open,” Marsh, the mayor of Dunmore, told reporters on Monday.",
        expect![[r#"
        The bridge stays open, <- Marsh, told
    "#]],
    );
    check(
        "“Is it open?” she asked.",
        expect![[r#"
        Is it open? <- she, asked
    "#]],
    );
    check(
        "The bridge is “safe,” according to Ada Marsh.",
        expect![[r#"
        safe, <- Ada Marsh, according to
    "#]],
    );
}

#[test]
fn the_speaker_stands_before() {
    check(
        "Ada Marsh said: “The bridge stays open.”",
        expect![[r#"
        The bridge stays open. <- Ada Marsh, said
    "#]],
    );
    check(
        "Mayor Ada Marsh said on Sunday that the bridge was “as good as new.”",
        expect![[r#"
        as good as new. <- Mayor Ada Marsh = Ada Marsh, said
    "#]],
    );
    check(
        "Ada Marsh told the Post’s Ben Rowan that “the bridge stays open.”",
        expect![[r#"
        the bridge stays open. <- Ada Marsh, told
    "#]],
    );
    check(
        "According to Ada Marsh, “the bridge stays open.”",
        expect![[r#"
        the bridge stays open. <- Ada Marsh, According to
    "#]],
    );
    check(
        "Marsh called the meeting “extremely useful”.",
        expect![[r#"
        extremely useful <- Marsh, called
    "#]],
    );
    check(
        "In Marsh’s words, the bridge is “a wreck.”",
        expect![[r#"
        a wreck. <- Marsh, words
    "#]],
    );
    check(
        "The ministry said in a statement that it was “deeply concerned.”",
        expect![[r#"
        deeply concerned. <- The ministry, said
    "#]],
    );
    check(
        "A spokesman for Marsh said the bridge was “safe.”",
        expect![[r#"
        safe. <- A spokesman, said
    "#]],
    );
    check(
        "Speaking to the Dunmore Post, Secretary Marsh said: “We are ready.”",
        expect![[r#"
        We are ready. <- Secretary Marsh = Marsh, said
    "#]],
    );
}

#[test]
fn the_speaker_stands_in_the_middle_and_goes_on() {
    check(
        "“The bridge,” Marsh said, “stays open.” Rowan was silent.",
        expect![[r#"
        The bridge, <- Marsh, said
        stays open. <- Marsh, said
    "#]],
    );
    check(
        "“The bridge stays open,” Marsh said. “Nobody wants it closed.”\n\n“We have checked it twice,” she added.",
        expect![[r#"
            The bridge stays open, <- Marsh, said
            Nobody wants it closed. <- Marsh, said
            We have checked it twice, <- she = Marsh, added
        "#]],
    );
    check(
        "Marsh was blunt. “Nobody wants it closed.”",
        expect![[r#"
        Nobody wants it closed. <- Marsh, was
    "#]],
    );
    check(
        "Marsh took the floor:\n\n“Nobody wants it closed.”",
        expect![[r#"
        Nobody wants it closed. <- Marsh, took
    "#]],
    );
    check(
        "“It holds,” Ada Marsh told Ben Rowan, adding that it was the “first test in years.”",
        expect![[r#"
        It holds, <- Ada Marsh, told
        first test in years. <- Ada Marsh, told
    "#]],
    );
    check(
        "Rowan said he agreed with what Marsh called “the only way.”",
        expect![[r#"
        the only way. <- Rowan, said
    "#]],
    );
}

#[test]
fn mentions_lead_to_people() {
    check(
        "Ukrainian President Olena Hrytsenko met special envoy Marco Silva on Friday.\n\nThe envoy said the talks were “open.”\n\n“We will see,” Hrytsenko said.",
        expect![[r#"
            open. <- The envoy = Marco Silva, said
            We will see, <- Hrytsenko = Olena Hrytsenko, said
        "#]],
    );
    check(
        "Ada Marsh thanked the engineers but warned that the work was not done.\n\n“It will take a year,” she said.",
        expect![[r#"
            It will take a year, <- she = Ada Marsh, said
        "#]],
    );
    check(
        "Ben Rowan praised Ada Marsh on Monday. She answered that he was “too kind.”",
        expect![[r#"
        too kind. <- She = Ada Marsh, answered
    "#]],
    );
    check(
        "Nobody here knows who said “we are done here for good.”",
        expect![[r#"
        we are done here for good. <- who, said
    "#]],
    );
}

#[test]
fn who_reports_does_not_speak() {
    check(
        "Marsh said it was “a great day,” according to the Dunmore Post.",
        expect![[r#"
        a great day, <- Marsh, said
    "#]],
    );
    check(
        "“It was a great day,” Marsh said on Monday, according to Dunmore Post reporter Ada Pell.",
        expect![[r#"
            It was a great day, <- Marsh, said
        "#]],
    );
    check(
        "Rowan said that Marsh had called him “a fool.”",
        expect![[r#"
        a fool. <- Rowan, said
    "#]],
    );
}

#[test]
fn many_words_that_stand_alone_are_somebodys() {
    check(
        "“We will never sign away a harbour that feeds this town.”",
        expect![[r#"
            We will never sign away a harbour that feeds this town. <- unknown
        "#]],
    );
}

#[test]
fn titles_and_terms_are_nobodys_words() {
    check(
        "The “off the record” session ran late.",
        expect![[r#"
        off the record <- Term
    "#]],
    );
    check(
        "The band played “Silent Harbour” twice.",
        expect![[r#"
        Silent Harbour <- Title
    "#]],
    );
    check(
        "He was known as “Bull.”",
        expect![[r#"
        Bull. <- Title
    "#]],
    );
}

#[test]
fn transcripts_name_the_speaker_before_the_words() {
    check(
        "MARSH: We go on.\n\nROWAN: And who pays?\n\nWe have asked before.\n\nMARSH: The county does. He said “never.”\n\nROWAN: I see.",
        expect![[r#"
            We go on. <- MARSH = Marsh
            And who pays? / We have asked before. <- ROWAN = Rowan
            The county does. He said “never.” <- MARSH = Marsh
              never. <- He, said
            I see. <- ROWAN = Rowan
        "#]],
    );
    check(
        "Q: Will it hold?\n\nA: It will.\n\nQ: For how long?\n\nA: A year.",
        expect![[r#"
        Will it hold? <- Q
        It will. <- A
        For how long? <- Q
        A year. <- A
    "#]],
    );
}

#[test]
fn german_is_read_with_its_own_words() {
    check(
        "„Die Brücke bleibt offen“, sagte die Bürgermeisterin Ada Marsch am Montag.",
        expect![[r#"
            Die Brücke bleibt offen <- die Bürgermeisterin Ada Marsch = Ada Marsch, sagte
        "#]],
    );
    check(
        "Ada Marsch erklärte: „Niemand will das und wir auch nicht.“ Der Bau ist nicht fertig.",
        expect![[r#"
        Niemand will das und wir auch nicht. <- Ada Marsch, erklärte
    "#]],
    );
}

#[test]
fn a_german_subject_follows_its_verb_where_something_else_comes_first() {
    check(
        "In einem Gespräch mit dem Hafenboten sagte die Bürgermeisterin Ada Marsch: „Die Brücke bleibt auch im Winter offen.“",
        expect![[r#"
        Die Brücke bleibt auch im Winter offen. <- die Bürgermeisterin Ada Marsch = Ada Marsch, sagte
    "#]],
    );
    check(
        "Am Montag erklärte der Hafensprecher Jonas Tann: „Wir haben die Brücke nicht gesperrt und werden es nicht.“",
        expect![[r#"
        Wir haben die Brücke nicht gesperrt und werden es nicht. <- der Hafensprecher Jonas Tann = Jonas Tann, erklärte
    "#]],
    );
}

#[test]
fn german_reporters_stand_beside_the_words() {
    check(
        "Die Brücke sei „seit dem Herbst nicht mehr sicher genug“, so Ada Marsch.",
        expect![[r#"
        seit dem Herbst nicht mehr sicher genug <- Ada Marsch, so
    "#]],
    );
    check(
        "Nach Angaben von Ada Marsch ist die Brücke „seit dem Herbst nicht mehr sicher genug“ für die Busse.",
        expect![[r#"
        seit dem Herbst nicht mehr sicher genug <- Ada Marsch, Nach Angaben von
    "#]],
    );
}
