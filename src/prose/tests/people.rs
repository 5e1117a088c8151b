//! Whom the mention of a speaker means, on short invented texts.

use super::reading;

/// For each quotation the name of its speaker, "-" where nobody is known by name.
fn names(text: &str) -> Vec<String> {
    let reading = reading(text);
    let name = |quotation: &super::super::Quotation| {
        let name = reading.speaker_of(quotation).map(|person| person.name.clone()).unwrap_or_default();
        if name.is_empty() { "-".to_owned() } else { name.to_string() }
    };
    reading.quotations.iter().map(name).collect()
}

/// The confidence in the speaker of the last quotation.
fn confidence(text: &str) -> f32 {
    let reading = reading(text);
    let last = reading.quotations.last().and_then(|quotation| quotation.attribution.as_ref());
    last.map_or(0.0, |attribution| attribution.confidence)
}

#[test]
fn a_pronoun_means_whom_the_text_goes_on_about() {
    let text = "Ada Marsh opened the bridge on Monday with Dora Pell.\n\n\
        Though she did not name Pell, she made it clear whose idea it was.\n\n\
        “We built it twice,” she said.";
    assert_eq!(names(text), ["Ada Marsh"]);
    let text = "Marie Tarn said the hotel rated Dora Pell above herself.\n\n\
        She argued that Pell had done more for the town. “Nobody else came,” she said.";
    assert_eq!(names(text), ["Marie Tarn"]);
}

#[test]
fn places_and_words_that_begin_sentences_are_nobody() {
    let text = "Carl Rowan sold the ferry in Clarkfield. Dismayed, he wrote to the council. “It was mine,” he said.";
    assert_eq!(names(text), ["Carl Rowan"]);
    let text = "Carl Rowan moved to Clarkfield last year.\n\nIn Clarkfield, people noticed. “I like it,” he said.";
    assert_eq!(names(text), ["Carl Rowan"]);
}

#[test]
fn parties_and_states_are_no_part_of_a_name() {
    let text = "Gov. Jane Birch (R) and Sen. Ada Pell, D-Ohio, met. “It was short,” said Birch. “Very,” said Pell.";
    assert_eq!(names(text), ["Jane Birch", "Ada Pell"]);
}

#[test]
fn a_role_means_who_bears_it() {
    let text =
        "Ohio Gov. Carl Rowan and Mayor Ada Pell met.\n\n“It was short,” the governor said. “Very,” said the mayor.";
    assert_eq!(names(text), ["Carl Rowan", "Ada Pell"]);
    let text = "The head of the Harbour League, Carl Rowan, was asked.\n\n“We were not told,” he said.";
    assert_eq!(names(text), ["Carl Rowan"]);
    // Somebody else than the man the text is about.
    let text = "Carl Rowan was absent. Carl Rowan was ill.\n\n“He will be back,” the spokesman said.";
    assert_eq!(names(text), ["-"]);
    let text = "Carl Rowan was absent. Carl Rowan was ill.\n\n“He will be back,” a friend said.";
    assert_eq!(names(text), ["-"]);
}

#[test]
fn a_word_for_a_body_means_the_one_so_named() {
    let text = "The Harbour Commission met twice. The Ferry Council did not.\n\n“It is closed,” the commission said.";
    assert_eq!(names(text), ["Harbour Commission"]);
}

#[test]
fn a_document_speaks_for_its_author() {
    let text = "The council wrote to him. “We object,” said a letter from Ada Marsh.";
    assert_eq!(names(text), ["Ada Marsh"]);
    let text = "Carl Rowan was charged. “We object,” said a statement from Rowan's lawyer, Ada Marsh.";
    assert_eq!(names(text), ["Ada Marsh"]);
}

#[test]
fn a_headline_in_capitals_names_nobody_new() {
    let text = "Rowan Lashes Harbour Board Over Ferry Sale\n\nCarl Rowan was angry on Monday.\n\n\
        “They sold it,” Rowan said. “I was not asked,” he said.";
    assert_eq!(names(text), ["Carl Rowan", "Carl Rowan"]);
}

#[test]
fn two_who_could_be_meant_make_less_sure() {
    let one = "Ada Marsh met the board on Monday.\n\n“It was short,” she said.";
    let two = "Ada Marsh met Dora Pell. Dora Pell met Ada Marsh.\n\n“It was short,” she said.";
    assert!(confidence(two) < confidence(one));
}
