//! What a writer sees: findings, cards, passages, fixes.

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const PROJECT: &str = "\
//- brief.md
# The wall

Mayor Tilda Okafor said: “We will rebuild the harbour wall before the summer storms arrive.” [@harbour]
//- sources/harbour.md
---
title: Harbour *wall* to be rebuilt
outlet: The Harbour Times
author: Ines Marlow
date: 2031-03-04
url: https://harbour-times.example/wall
---
The council met on Tuesday in <b>Port Ansel</b>.

It was a short meeting. “We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said. The vote was unanimous.
";

fn project() -> (tempfile::TempDir, String, String) {
    let folder = folder(PROJECT);
    let path = folder.path().join("brief.md");
    let text = std::fs::read_to_string(&path).unwrap();
    (folder, uri(&path), text)
}

fn finding(found: &[Value]) -> &Value {
    let worded = |found: &&Value| found["code"] == "altered-quote" || found["code"] == "changed-meaning";
    found.iter().find(worded).unwrap_or_else(|| panic!("no finding about the words in {found:?}"))
}

/// `text` after the edits of a code action.
fn applied(text: &str, edits: &Value) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut edits = edits.as_array().unwrap().clone();
    edits.sort_by_key(|edit| {
        let start = &edit["range"]["start"];
        std::cmp::Reverse((start["line"].as_u64(), start["character"].as_u64()))
    });
    for edit in edits {
        let at = |end: &str| edit["range"][end]["character"].as_u64().unwrap() as usize;
        let line = edit["range"]["start"]["line"].as_u64().unwrap() as usize;
        assert_eq!(edit["range"]["end"]["line"].as_u64().unwrap() as usize, line);
        lines[line].replace_range(at("start")..at("end"), edit["newText"].as_str().unwrap());
    }
    lines.join("\n")
}

#[test]
fn a_finding_says_what_where_and_why() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let found = client.diagnostics(&draft, 1);
    let finding = finding(&found);
    assert_eq!(finding["source"], "verbatim");
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["range"]["start"]["line"], 2);
    let code = finding["code"].as_str().unwrap().replace('-', "_");
    assert!(finding["codeDescription"]["href"].as_str().unwrap().contains(&code));
    let related = &finding["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], uri(&folder.path().join("sources/harbour.md")));
    assert_eq!(related["range"]["start"]["line"], 9);
    let fix = &finding["data"]["fixes"][0];
    assert!(fix["edits"][0]["newText"].as_str().unwrap().contains("winter"), "{fix}");
    client.end();
}

#[test]
fn a_client_that_knows_little_gets_it_all_in_the_message() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), json!({}));
    client.open(&draft, &text);
    let found = client.diagnostics(&draft, 1);
    let finding = finding(&found);
    for absent in ["relatedInformation", "codeDescription", "data", "tags"] {
        assert!(finding.get(absent).is_none(), "{absent}");
    }
    assert!(finding["message"].as_str().unwrap().contains("sources/harbour.md:10"), "{finding}");
    client.end();
}

#[test]
fn hover_on_a_quotation_shows_the_passage() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let hover = client.at("textDocument/hover", &draft, 2, 40);
    assert_eq!(hover["contents"]["kind"], "markdown");
    let card = hover["contents"]["value"].as_str().unwrap();
    assert!(card.starts_with("✗ **Altered**"), "{card}");
    assert!(card.contains("It was a short meeting."), "the sentence before: {card}");
    assert!(card.contains("The vote was unanimous."), "the sentence after: {card}");
    assert!(card.contains("~~summer~~") && card.contains("**winter**"), "{card}");
    assert!(card.contains("Tilda Okafor**"), "{card}");
    assert!(card.contains(r"[Harbour \*wall\* to be rebuilt](file:///"), "{card}");
    assert!(card.contains("The Harbour Times") && card.contains("2031-03-04"), "{card}");
    assert!(card.contains("<https://harbour-times.example/wall>"), "{card}");
    assert_eq!(hover["range"]["start"]["line"], 2);
    client.end();
}

#[test]
fn hover_on_a_citation_shows_the_source() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), json!({}));
    client.open(&draft, &text);
    let column = text.lines().nth(2).unwrap().encode_utf16().count() - 3;
    let hover = client.at("textDocument/hover", &draft, 2, column);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let card = hover["contents"]["value"].as_str().unwrap();
    assert!(card.starts_with("*Harbour *wall* to be rebuilt*"), "{card}");
    assert!(card.contains("The council met on Tuesday in"), "{card}");
    assert!(!card.contains("<b>"), "{card}");
    client.end();
}

#[test]
fn hover_beside_everything_shows_nothing() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    assert_eq!(client.at("textDocument/hover", &draft, 0, 3), Value::Null);
    assert_eq!(client.at("textDocument/definition", &draft, 2, 3), Value::Null);
    client.end();
}

#[test]
fn definition_leads_to_the_passage() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let source = uri(&folder.path().join("sources/harbour.md"));
    let quotation = client.at("textDocument/definition", &draft, 2, 40);
    assert_eq!(quotation[0]["targetUri"], source);
    assert_eq!(quotation[0]["targetSelectionRange"]["start"]["line"], 9);
    assert_eq!(quotation[0]["originSelectionRange"]["start"]["line"], 2);
    let citation = text.lines().nth(2).unwrap().len() - 3;
    let citation = client.at("textDocument/definition", &draft, 2, citation);
    assert_eq!(citation[0]["targetUri"], source);
    assert_eq!(citation[0]["targetSelectionRange"]["start"]["line"], 9, "the passage it is cited for");
    client.end();
}

#[test]
fn definition_is_a_plain_location_for_a_client_that_knows_no_links() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), json!({}));
    client.open(&draft, &text);
    let location = client.at("textDocument/definition", &draft, 2, 40);
    assert_eq!(location["uri"], uri(&folder.path().join("sources/harbour.md")));
    client.end();
}

fn actions(client: &mut Client, draft: &str, finding: &Value, only: Value) -> Vec<Value> {
    let mut context = json!({"diagnostics": [finding]});
    if !only.is_null() {
        context["only"] = only;
    }
    let range = finding["range"].clone();
    let params = json!({"textDocument": {"uri": draft}, "range": range, "context": context});
    client.request("textDocument/codeAction", params).as_array().unwrap().clone()
}

#[test]
fn a_fix_puts_the_source_s_words_in() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let found = client.diagnostics(&draft, 1);
    let finding = finding(&found).clone();
    let offered = actions(&mut client, &draft, &finding, json!(["quickfix"]));
    let first = &offered[0];
    assert_eq!(first["isPreferred"], true);
    assert_eq!(first["diagnostics"][0], finding);
    let change = &first["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": draft, "version": 1}));
    let fixed = applied(&text, &change["edits"]);
    assert!(fixed.contains("before the winter storms arrive"), "{fixed}");
    client.replace(&draft, 2, &fixed);
    let left = client.diagnostics(&draft, 2);
    assert!(left.iter().all(|left| left["code"] != finding["code"]), "{left:?}");
    client.end();
}

#[test]
fn ignoring_a_finding_is_an_edit_that_works() {
    let (folder, draft, text) = project();
    let mut capabilities = everything();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut client = Client::in_folder(folder.path(), capabilities);
    client.open(&draft, &text);
    let found = client.diagnostics(&draft, 1);
    let finding = finding(&found).clone();
    let offered = actions(&mut client, &draft, &finding, Value::Null);
    let ignore = offered.iter().find(|action| action["title"].as_str().unwrap().starts_with("Ignore ")).unwrap();
    let fixed = applied(&text, &ignore["edit"]["changes"][&draft]);
    assert!(fixed.contains("because … -->\nMayor Tilda"), "{fixed}");
    client.replace(&draft, 2, &fixed);
    let left = client.diagnostics(&draft, 2);
    assert!(left.iter().all(|left| left["code"] != finding["code"]), "{left:?}");
    client.end();
}

#[test]
fn only_the_kinds_asked_for_are_offered() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let found = client.diagnostics(&draft, 1);
    let finding = finding(&found).clone();
    assert_eq!(actions(&mut client, &draft, &finding, json!(["refactor"])), Vec::<Value>::new());
    for action in actions(&mut client, &draft, &finding, json!(["source"])) {
        assert_eq!(action["kind"], "source.fixAll.verbatim");
    }
    client.end();
}

#[test]
fn a_source_that_is_open_is_no_draft() {
    let (folder, _, _) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    let source = folder.path().join("sources/harbour.md");
    client.open(
        &uri(&source),
        &format!("{}\nShe said: “Nobody ever said this in any source.”", std::fs::read_to_string(&source).unwrap()),
    );
    assert_eq!(client.diagnostics(&uri(&source), 1), Vec::<Value>::new());
    let new = uri(&folder.path().join("sources/new.md"));
    client.open(&new, "She said: “Nobody ever said this in any source.”");
    assert_eq!(client.diagnostics(&new, 1), Vec::<Value>::new());
    client.end();
}

#[test]
fn citations_are_links() {
    let (folder, draft, text) = project();
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, &text);
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": draft}}));
    assert_eq!(links.as_array().unwrap().len(), 1);
    assert_eq!(links[0]["target"], uri(&folder.path().join("sources/harbour.md")));
    client.end();
}
