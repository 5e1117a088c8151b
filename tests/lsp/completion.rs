//! Completion: words that sources hold, in the writer's own marks and citations; keys.

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const PROJECT: &str = "\
//- verbatim.toml

//- sources/harbour.md
---
title: Harbour wall
outlet: The Harbour Times
url: https://harbour-times.example/wall
date: 2031-03-04
---
“We will rebuild the harbour wall before the winter storms arrive. It’s our duty to the fishermen,” Mayor Tilda Okafor said.

The council will rebuild the harbour road as well.
//- sources/river.txt
“The river has never been as high as it was on Sunday night,” said Jonas Petrel, who keeps the lock.
";

/// What is proposed at `$0` in a draft.
fn proposed(text: &str, capabilities: Value) -> (Vec<Value>, Client, tempfile::TempDir) {
    let folder = folder(PROJECT);
    let at = text.find("$0").unwrap();
    let before = &text[..at];
    let (line, column) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap().len());
    let mut client = Client::in_folder(folder.path(), capabilities);
    let draft = uri(&folder.path().join("brief.md"));
    client.open(&draft, &text.replace("$0", ""));
    client.diagnostics(&draft, 1);
    let list = client.at("textDocument/completion", &draft, line, column);
    (list["items"].as_array().cloned().unwrap_or_default(), client, folder)
}

/// The line of `text` with the cursor after the first proposal was taken.
fn completed(text: &str) -> String {
    let (items, client, _folder) = proposed(text, everything());
    let edit = &items.first().unwrap_or_else(|| panic!("nothing is proposed for {text}"))["textEdit"];
    client.end();
    let line = edit["range"]["start"]["line"].as_u64().unwrap();
    assert_eq!(edit["range"]["end"]["line"].as_u64(), Some(line), "an edit stays in its line");
    let mut now = text.replace("$0", "").lines().nth(usize::try_from(line).unwrap()).unwrap().to_owned();
    let place = |end: &str| usize::try_from(edit["range"][end]["character"].as_u64().unwrap()).unwrap();
    now.replace_range(place("start")..place("end"), edit["newText"].as_str().unwrap());
    now
}

#[test]
fn a_quotation_is_completed_with_its_speaker_and_source() {
    assert_eq!(
        completed("“We will reb$0"),
        "“We will rebuild the harbour wall before the winter storms arrive,” Tilda Okafor said. [@harbour]"
    );
    assert_eq!(
        completed("Okafor was plain: “we will rebuild $0"),
        "Okafor was plain: “We will rebuild the harbour wall before the winter storms arrive.” [@harbour]",
        "she is named already"
    );
}

#[test]
fn marks_apostrophes_and_citations_are_the_writer_s() {
    assert_eq!(completed("Okafor: \"It's our du$0"), "Okafor: \"It's our duty to the fishermen\" [@harbour]",);
    assert_eq!(
        completed("See [the page](https://a.example/b).\n\nOkafor: “It’s our du$0” and so on"),
        "Okafor: “It’s our duty to the fishermen” ([The Harbour Times](https://harbour-times.example/wall)) and so on",
        "the mark that the editor has put in is kept"
    );
    assert_eq!(
        completed("Okafor: “It's our du$0 [@harbour]"),
        "Okafor: “It’s our duty to the fishermen” [@harbour]",
        "it is cited already"
    );
}

#[test]
fn a_quotation_over_two_lines_goes_on_in_its_second() {
    assert_eq!(
        completed("Okafor said: “We will rebuild\nthe harb$0"),
        "the harbour wall before the winter storms arrive.” [@harbour]"
    );
}

#[test]
fn all_of_an_utterance_is_proposed_after_its_first_sentence() {
    let (items, client, _folder) = proposed("“We will rebuild $0", everything());
    let words: Vec<_> = items.iter().map(|item| item["textEdit"]["newText"].as_str().unwrap()).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words[1].contains("storms arrive. It’s our duty"), "{words:?}");
    client.end();
}

#[test]
fn what_nobody_says_is_not_proposed() {
    for text in
        ["“The council will reb$0", "We will reb$0", "“We$0", "`“We will reb`$0 “", "“We will rebuild the quay$0"]
    {
        let (items, client, _folder) = proposed(text, everything());
        assert_eq!(items, Vec::<Value>::new(), "{text}");
        client.end();
    }
}

#[test]
fn somebody_s_words_are_proposed_by_their_name() {
    let line = completed("Then @petr$0");
    assert_eq!(line, "Then “The river has never been as high as it was on Sunday night,” Jonas Petrel said. [@river]");
    assert!(completed("Then @okafor duty$0").contains("our duty to the fishermen"));
    let (items, client, _folder) = proposed("Then @okafor river$0", everything());
    assert_eq!(items, Vec::<Value>::new());
    client.end();
}

#[test]
fn the_keys_of_sources_complete_a_citation() {
    let keys = |text: &str| {
        let (items, client, _folder) = proposed(text, everything());
        client.end();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys("As told [@$0"), ["harbour", "river"]);
    assert_eq!(keys("As told [see @ri$0"), ["river"]);
    assert_eq!(keys("As told [@wall$0"), ["harbour"], "by its title");
    assert_eq!(keys("As told [@nobody$0"), Vec::<String>::new());
    assert_eq!(keys("It cites [@harbour]; as told [@$0"), ["harbour", "river"]);
}

#[test]
fn resolving_a_completion_shows_the_passage() {
    let mut capabilities = everything();
    capabilities["textDocument"]["completion"] =
        json!({"completionItem": {"documentationFormat": ["markdown"], "labelDetailsSupport": true}});
    let (items, mut client, _folder) = proposed("“We will reb$0", capabilities);
    assert_eq!(items[0]["labelDetails"]["description"], "Tilda Okafor · harbour");
    let resolved = client.request("completionItem/resolve", items[0].clone());
    let card = resolved["documentation"]["value"].as_str().unwrap();
    assert!(card.contains("**We will rebuild the harbour wall before the winter storms arrive**"), "{card}");
    assert!(card.contains("The Harbour Times"), "{card}");
    let mut stale = items[0].clone();
    stale["data"]["shown"] = "sources/other.md".into();
    assert!(client.request("completionItem/resolve", stale)["documentation"].is_null());
    client.end();
}
