//! What is found, what is not, and in which order.

use expect_test::expect;

use super::{article, find, shown, shown_citing, speech};

const A: &str =
    "“The lock will open by the first week of May,”@Venn Venn said. He called the delay “deeply embarrassing”.";
const B: &str = "Venn promised that the lock was going to be opened early in May. “The lock will open by the last week of May,”@Venn he said.";

#[test]
fn the_best_source_comes_first_and_a_cited_one_before_its_equals() {
    let sources = [article("a", A), article("b", B), article("c", A)];
    expect![[r#"
        a Same
        c Same
        b Sense
          Replaced Sense Comparison: "first" for "last"
    "#]]
    .assert_eq(&shown(&sources, "The lock will open by the first week of May"));
    let (archive, found) = find(&sources, "The lock will open by the first week of May", &["c"]);
    assert_eq!(archive.source(found[0].source).unwrap().card.key, "c");
}

#[test]
fn every_equally_good_passage_of_a_source_is_kept() {
    let text = "The lamp is lit at dusk by the keeper. The keeper sleeps by day in the low house, as keepers always did \
        along this coast before the engines came. The lamp is lit at dusk by the keeper.";
    let (_, found) = find(&[speech("s", text)], "The lamp is lit at dusk by the keeper", &[]);
    assert_eq!(found.len(), 2);
    assert!(found[0].span.start < found[1].span.start);
}

#[test]
fn short_quotations_are_found_only_as_they_stand() {
    let sources = [article("a", A)];
    expect![[r#"
        a Same
    "#]]
    .assert_eq(&shown(&sources, "deeply embarrassing"));
    expect![[""]].assert_eq(&shown(&sources, "very embarrassing"));
    expect![[r#"
        a Same
    "#]]
    .assert_eq(&shown(&sources, "delay"));
}

#[test]
fn a_paraphrase_is_not_the_utterance() {
    let sources = [article("b", B)];
    expect![[""]]
        .assert_eq(&shown(&sources, "We are confident that ships can pass through the gates again before summer"));
    expect![[""]]
        .assert_eq(&shown(&sources, "It was one of the first things that they said they would do by the end of May"));
}

#[test]
fn much_altered_words_are_still_found() {
    let text =
        "The dog did nothing in the night-time, and that was the curious incident which nobody at the stables saw.";
    let sources = [speech("s", text)];
    expect![[r#"
        s Words
          Replaced Words: "this" for "that"
          Replaced Words: "strange" for "curious"
          Replaced Words: "in" for "at"
          Replaced Words: "noticed" for "saw"
    "#]]
    .assert_eq(&shown(&sources, "and this was the strange incident which nobody in the stables noticed"));
}

#[test]
fn a_cited_source_shows_the_part_that_it_has() {
    let sources = [
        article("short", "She spoke of “a wall that holds against every storm from the west”@Dahl on Friday."),
        article(
            "long",
            "“Nothing here is older than the church, and we shall build a wall that holds against every storm from the west, whatever the treasury thinks of us and our debts,”@Dahl Dahl said.",
        ),
    ];
    let quotation = "Nothing here is older than the church, and we shall build a wall that holds against every storm from the west, whatever the treasury thinks of us and our debts";
    expect![[r#"
        long Same
        short Words in part
          Added Words: "Nothing here is older than the church, and we shall build" for ""
          Added Words: "whatever the treasury thinks of us and our debts" for ""
    "#]]
    .assert_eq(&shown_citing(&sources, quotation, &["short"]));
    expect![[""]].assert_eq(&shown(&sources[..1], quotation));
}

#[test]
fn quoted_words_come_before_the_same_words_in_prose() {
    let text =
        "The lock is rusted through and through. Much later he said: “The lock is rusted through and through.”@Venn";
    let (_, found) = find(&[article("a", text)], "The lock is rusted through and through", &[]);
    assert_eq!(found.len(), 1);
    assert!(found[0].span.start > 40);
}

#[test]
fn of_a_cited_source_the_nearest_passage_is_shown_and_accuses_of_nothing() {
    let text = "The harbour was full that night, and the lamp burned low. A keeper who sleeps should beware, for the \
        tide may come and make him a beggar before the dawn. The boats came in, one by one.";
    let sources = [speech("s", text)];
    let quotation = "Sleep not, keeper, lest the tide make a beggar of thee";
    expect![[r#"
        s Same nearest
    "#]]
    .assert_eq(&shown_citing(&sources, quotation, &["s"]));
    expect![[""]].assert_eq(&shown(&sources, quotation));
    expect![[""]].assert_eq(&shown_citing(&sources, "Zinc prices fell sharply in the autumn trading", &["s"]));
}

#[test]
fn another_version_in_a_cited_article_comes_last() {
    let text = "“I think we all know how the old keeper would have answered,”@Venn Venn said at noon. Nobody spoke for a \
        while, and the boats went by. “I think we know how the old keeper would have answered,”@Venn he said.";
    let sources = [article("a", text)];
    let quotation = "I think we know how the old keeper would have answered";
    expect![[r#"
        a Same
        a Sense version
          Dropped Sense Quantity: "" for "all"
    "#]]
    .assert_eq(&shown_citing(&sources, quotation, &["a"]));
    expect![[r#"
        a Same
    "#]]
    .assert_eq(&shown(&sources, quotation));
}
