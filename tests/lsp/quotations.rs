//! Our own request, and the commands: the list of quotations, the check of all drafts, the way to a source.

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const PROJECT: &str = "\
//- brief.md
Mayor Tilda Okafor said: “We will rebuild the harbour wall before the summer storms arrive.” [@harbour]
//- more/other.md
“Nobody here has ever seen a wall as fine as that one,” said Tilda Okafor.
//- verbatim.toml

//- sources/harbour.md
---
title: Harbour wall
date: 2031-03-04
---
“We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.
";

fn started(change: impl FnOnce(&mut Value)) -> (tempfile::TempDir, Client, String) {
    let folder = folder(PROJECT);
    let mut capabilities = everything();
    change(&mut capabilities);
    let mut client = Client::in_folder(folder.path(), capabilities);
    let path = folder.path().join("brief.md");
    client.open(&uri(&path), &std::fs::read_to_string(&path).unwrap());
    let draft = uri(&path);
    (folder, client, draft)
}

#[test]
fn the_quotations_of_a_draft_are_listed_with_their_passages() {
    let (folder, mut client, draft) = started(|_| {});
    let found = client.request("verbatim/quotations", json!({"textDocument": {"uri": draft}}));
    let tally = json!({"quotations": 1, "verbatim": 0, "edited": 0, "altered": 1, "notFound": 0, "unchecked": 0});
    assert_eq!(found["tally"], tally);
    let quotation = &found["quotations"][0];
    assert_eq!(quotation["text"], "We will rebuild the harbour wall before the summer storms arrive.");
    assert_eq!(quotation["verdict"], "altered");
    assert_eq!(quotation["severity"], "error");
    assert_eq!(quotation["speaker"], "Tilda Okafor");
    assert_eq!(quotation["range"]["start"], json!({"line": 0, "character": 25}));
    assert_eq!(quotation["codes"].as_array().unwrap().len(), 1);
    let passage = &quotation["evidence"][0];
    assert_eq!(passage["uri"], uri(&folder.path().join("sources/harbour.md")));
    assert_eq!(passage["range"]["start"]["line"], 4);
    assert_eq!((&passage["source"], &passage["date"]), (&json!("Harbour wall"), &json!("2031-03-04")));
    assert!(passage["text"].as_str().unwrap().contains("before the winter storms"));
    let unknown = json!({"textDocument": {"uri": "file:///nowhere.md"}});
    assert_eq!(client.request("verbatim/quotations", unknown), Value::Null);
    client.end();
}

#[test]
fn all_drafts_are_checked_on_demand() {
    let (folder, mut client, _) = started(|_| {});
    let other = uri(&folder.path().join("more/other.md"));
    let outcome = client.request("workspace/executeCommand", json!({"command": "verbatim.checkWorkspace"}));
    assert_eq!((&outcome["drafts"], &outcome["altered"], &outcome["notFound"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&outcome["errors"], &outcome["problems"]), (&json!(2), &json!([])));
    let published = client.published(&other, |_| true);
    assert_eq!(published["diagnostics"][0]["code"], "quote-not-found");
    std::fs::remove_file(folder.path().join("more/other.md")).unwrap();
    client.request("workspace/executeCommand", json!({"command": "verbatim.checkWorkspace"}));
    client.published(&other, |params| params["diagnostics"] == json!([]));
    client.end();
}

#[test]
fn a_client_that_asks_gets_the_findings_of_all_drafts_when_there_are_any() {
    let (folder, mut client, _) = started(|all| all["textDocument"]["diagnostic"] = json!({}));
    let waiting = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    client.request("workspace/executeCommand", json!({"command": "verbatim.checkWorkspace"}));
    let report = client.answer(waiting).unwrap();
    assert_eq!(report["items"].as_array().unwrap().len(), 1, "the open draft is asked about by itself");
    let item = &report["items"][0];
    assert_eq!(item["uri"], uri(&folder.path().join("more/other.md")));
    assert_eq!(item["items"][0]["code"], "quote-not-found");
    let known = json!([{"uri": item["uri"], "value": item["resultId"]}]);
    let waiting = client.ask("workspace/diagnostic", json!({"previousResultIds": known}));
    client.notify("$/cancelRequest", json!({"id": waiting}));
    assert_eq!(client.answer(waiting).unwrap_err()["code"], -32800);
    client.end();
}

#[test]
fn a_source_is_opened_at_the_passage() {
    let (folder, mut client, draft) = started(|all| all["window"]["showDocument"] = json!({"support": true}));
    let source = uri(&folder.path().join("sources/harbour.md"));
    let mut run = |argument: Value| {
        let id =
            client.ask("workspace/executeCommand", json!({"command": "verbatim.openSource", "arguments": [argument]}));
        let shown = client.wait_for(std::time::Duration::from_secs(1), |m| m["method"] == "window/showDocument");
        (client.answer(id), shown.map(|shown| shown["params"].clone()))
    };
    let place = json!({"uri": draft, "position": {"line": 0, "character": 40}});
    let (location, shown) = run(place);
    assert_eq!(location.unwrap()["uri"], source);
    let shown = shown.unwrap();
    assert_eq!((&shown["uri"], &shown["selection"]["start"]["line"]), (&json!(source), &json!(4)));
    assert_eq!(run(json!({"source": "harbour"})).1.unwrap()["uri"], source);
    assert_eq!(run(json!("harbour")).1.unwrap()["uri"], source);
    let (nothing, shown) = run(json!({"uri": draft, "position": {"line": 0, "character": 2}}));
    assert_eq!((nothing.unwrap(), shown), (Value::Null, None));
    assert!(run(json!("nowhere")).0.unwrap_err()["message"].as_str().unwrap().contains("`nowhere`"));
    assert!(run(json!(7)).0.unwrap_err()["message"].as_str().unwrap().contains("takes a place"));
    client.end();
}
