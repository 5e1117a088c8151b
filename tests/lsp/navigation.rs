//! Outlines, symbols, references, lenses, hints and tokens: what is known about a place, shown and led to.

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const PROJECT: &str = "\
//- brief.md
Mayor Tilda Okafor said: “We will rebuild the harbour wall before the winter storms arrive.” [@harbour]

“The river has never been as low as it was on Sunday night,” said Jonas Petrel. [@river]
//- more/other.md
“We will rebuild the harbour wall before the winter storms arrive,” said Tilda Okafor. [@harbour]
//- verbatim.toml

//- sources/harbour.md
---
title: Harbour wall
outlet: The Harbour Times
date: 2031-03-04
---
It was late.

“We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.
//- sources/river.txt
“The river has never been as high as it was on Sunday night,” said Jonas Petrel, who keeps the lock.
";

struct Desk {
    folder: tempfile::TempDir,
    client: Client,
    draft: String,
}

fn desk(change: impl FnOnce(&mut Value)) -> Desk {
    let folder = folder(PROJECT);
    let mut capabilities = everything();
    change(&mut capabilities);
    let mut client = Client::in_folder(folder.path(), capabilities);
    let path = folder.path().join("brief.md");
    let draft = uri(&path);
    client.open(&draft, &std::fs::read_to_string(&path).unwrap());
    client.diagnostics(&draft, 1);
    Desk { folder, client, draft }
}

impl Desk {
    fn ask(&mut self, method: &str, uri: &str) -> Value {
        self.client.request(method, json!({"textDocument": {"uri": uri}}))
    }

    /// Opens the source and returns its name.
    fn open_source(&mut self, name: &str) -> String {
        let path = self.folder.path().join("sources").join(name);
        self.client.open(&uri(&path), &std::fs::read_to_string(&path).unwrap());
        uri(&path)
    }
}

#[test]
fn the_outline_of_a_draft_is_its_quotations() {
    let mut desk =
        desk(|all| all["textDocument"]["documentSymbol"] = json!({"hierarchicalDocumentSymbolSupport": true}));
    let draft = desk.draft.clone();
    let outline = desk.ask("textDocument/documentSymbol", &draft);
    assert_eq!(outline.as_array().unwrap().len(), 2);
    assert_eq!(outline[0]["name"], "✓ We will rebuild the harbour wall before the winter storms arrive.");
    assert_eq!(outline[0]["detail"], "verbatim · Tilda Okafor");
    assert!(outline[1]["name"].as_str().unwrap().starts_with("✗ The river"));
    let source = desk.open_source("harbour.md");
    let outline = desk.ask("textDocument/documentSymbol", &source);
    assert_eq!(outline[0]["selectionRange"]["start"]["line"], 7);
    desk.client.end();
}

#[test]
fn a_client_without_trees_gets_a_list() {
    let mut desk = desk(|_| {});
    let draft = desk.draft.clone();
    let outline = desk.ask("textDocument/documentSymbol", &draft);
    assert_eq!(outline[0]["location"]["uri"], draft);
    assert_eq!(outline[0]["containerName"], "verbatim · Tilda Okafor");
    desk.client.end();
}

#[test]
fn symbols_of_the_workspace_are_speakers_sources_and_what_they_said() {
    let mut desk = desk(|_| {});
    let mut found = |query: &str| {
        let symbols = desk.client.request("workspace/symbol", json!({"query": query}));
        let line = |s: &Value| format!("{} {}", s["kind"], s["name"].as_str().unwrap());
        symbols.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(found("okaf"), ["5 Tilda Okafor"]);
    assert_eq!(found("harb"), ["1 Harbour wall"]);
    assert_eq!(found("the winter storms"), ["15 the winter storms arrive,"]);
    assert_eq!(found("nobody at all"), Vec::<String>::new());
    desk.client.end();
}

#[test]
fn references_lead_to_every_draft_that_quotes_a_passage() {
    let mut desk = desk(|_| {});
    let other = uri(&desk.folder.path().join("more/other.md"));
    let mut refer = |uri: &str, line: usize, character: usize| {
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true}});
        let found = desk.client.request("textDocument/references", place);
        let line = |l: &Value| (l["uri"].as_str().unwrap().to_owned(), l["range"]["start"]["line"].as_u64().unwrap());
        found.as_array().map(|found| found.iter().map(line).collect::<Vec<_>>()).unwrap_or_default()
    };
    let draft = desk.draft.clone();
    let source = uri(&desk.folder.path().join("sources/harbour.md"));
    let all = [(source.clone(), 7), (draft.clone(), 0), (other.clone(), 0)];
    assert_eq!(refer(&draft, 0, 40), all, "from a quotation");
    let said = [(draft.clone(), 0), (other, 0), (source.clone(), 7)];
    assert_eq!(refer(&draft, 0, 12), said, "from a speaker");
    assert_eq!(refer(&draft, 1, 0), []);
    let path = desk.folder.path().join("sources/harbour.md");
    desk.client.open(&source, &std::fs::read_to_string(path).unwrap());
    let mut refer = |line: usize, character: usize| {
        let place = json!({"textDocument": {"uri": source}, "position": {"line": line, "character": character},
            "context": {"includeDeclaration": false}});
        desk.client.request("textDocument/references", place).as_array().map_or(0, Vec::len)
    };
    assert_eq!((refer(7, 20), refer(5, 2)), (2, 0), "from a passage of the source, and from beside it");
    desk.client.end();
}

#[test]
fn an_open_source_shows_what_is_quoted_of_it_and_no_findings() {
    let mut desk = desk(|_| {});
    let source = desk.open_source("harbour.md");
    assert_eq!(desk.client.diagnostics(&source, 1), Vec::<Value>::new());
    let lenses = desk.ask("textDocument/codeLens", &source);
    assert_eq!(lenses[0]["command"]["title"], "quoted in brief.md");
    assert_eq!(lenses[0]["range"]["start"]["line"], 7);
    let tokens = desk.ask("textDocument/semanticTokens/full", &source);
    assert_eq!(tokens["data"].as_array().unwrap()[0], 7, "{tokens}");
    let hover = desk.client.at("textDocument/hover", &source, 7, 20);
    let card = hover["contents"]["value"].as_str().unwrap();
    assert!(card.starts_with("**Quoted** in:") && card.contains("brief.md:1"), "{card}");
    assert_eq!(desk.client.at("textDocument/hover", &source, 5, 2), Value::Null);
    desk.client.end();
}

#[test]
fn a_lens_counts_what_is_verified() {
    let mut desk = desk(|_| {});
    let draft = desk.draft.clone();
    assert_eq!(desk.ask("textDocument/codeLens", &draft)[0]["command"]["title"], "1 of 2 verified");
    let settings = json!({"settings": {"verbatim": {"codeLens": false}}});
    desk.client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(desk.ask("textDocument/codeLens", &draft), Value::Null);
    desk.client.end();
}

#[test]
fn hints_are_shown_to_those_who_want_them() {
    let mut desk = desk(|_| {});
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let ask = json!({"textDocument": {"uri": desk.draft}, "range": everywhere});
    assert_eq!(desk.client.request("textDocument/inlayHint", ask.clone()), Value::Null);
    let settings = json!({"settings": {"verbatim": {"inlayHints": true}}});
    desk.client.notify("workspace/didChangeConfiguration", settings);
    let hints = desk.client.request("textDocument/inlayHint", ask);
    assert_eq!(hints.as_array().unwrap().len(), 1, "only what is verified: {hints}");
    assert_eq!(hints[0]["label"], "The Harbour Times, 2031-03-04");
    assert_eq!(hints[0]["position"]["line"], 0);
    desk.client.end();
}

#[test]
fn tokens_tell_verdicts_apart_on_every_line() {
    let mut desk = desk(|_| {});
    let text = "“We will rebuild the harbour\nwall before the winter storms arrive,” said Tilda Okafor. [@harbour]\n\n\
                “The river has never been as low as it was on Sunday night,” said Jonas Petrel. [@river]\n";
    let draft = desk.draft.clone();
    desk.client.replace(&draft, 2, text);
    let all = desk.ask("textDocument/semanticTokens/full", &draft);
    let expected = json!([0, 0, 30, 0, 1, 1, 0, 40, 0, 1, 2, 0, 64, 0, 4]);
    assert_eq!(all["data"], expected);
    let range = json!({"start": {"line": 3, "character": 0}, "end": {"line": 4, "character": 0}});
    let ask = json!({"textDocument": {"uri": draft}, "range": range});
    assert_eq!(desk.client.request("textDocument/semanticTokens/range", ask)["data"], json!([3, 0, 64, 0, 4]));
    desk.client.end();
}

#[test]
fn what_belongs_together_is_highlighted() {
    let mut desk = desk(|_| {});
    let draft = desk.draft.clone();
    let spans = desk.client.at("textDocument/documentHighlight", &draft, 0, 40);
    assert_eq!(spans.as_array().unwrap().len(), 2, "the quotation and its citation: {spans}");
    let column = "“The river has never been as low as it was on Sunday night,” said Jonas Petrel. [@ri".len();
    let spans = desk.client.at("textDocument/documentHighlight", &draft, 2, column);
    assert_eq!(spans.as_array().unwrap().len(), 2, "{spans}");
    assert_eq!(desk.client.at("textDocument/documentHighlight", &draft, 1, 0), Value::Null);
    desk.client.end();
}
