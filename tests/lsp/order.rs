//! Edits in order, whatever else goes on; and requests that get out of their way.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, Dice, everything, folder, uri};

/// Two thousand edits of all kinds, sent without a pause, requests among them; then the whole
/// text goes, but for one quotation whose place tells whether every edit arrived in order.
#[test]
fn two_thousand_edits_arrive_in_order() {
    let folder = folder("//- a.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
    let mut client = Client::in_folder(folder.path(), everything());
    let draft = uri(&folder.path().join("a.md"));
    let mut lines = vec![String::new(); 20];
    client.open(&draft, &lines.join("\n"));
    let mut dice = Dice(7);
    let pieces = ["a", "é", "🎉 ", "word ", "漢", "e\u{301}", "“"];
    let mut asked = Vec::new();
    for version in 2..2_002 {
        let line = dice.below(lines.len());
        let text = lines[line].clone();
        let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (boundaries[dice.below(boundaries.len())], boundaries[dice.below(boundaries.len())]);
        let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 8));
        let end = if text.is_char_boundary(end) { end } else { start };
        let new = pieces[dice.below(pieces.len())];
        lines[line].replace_range(start..end, new);
        let range = json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}});
        client.change(&draft, version, json!([{"range": range, "text": new}]));
        if version % 50 == 0 {
            let place = json!({"textDocument": {"uri": draft}, "position": {"line": line, "character": start}});
            asked.push(client.ask("textDocument/hover", place));
        }
    }
    // Everything before the last line's end goes in one edit; what is put in stands alone only if
    // the server's text has the same lines, the last as long as ours.
    let last = lines.len() - 1;
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": last, "character": lines[last].len()}});
    let quotation = "The mayor said: “Nobody in this town has ever seen such a flood before.”";
    client.change(&draft, 2_002, json!([{"range": range, "text": quotation}]));
    let found = client.diagnostics(&draft, 2_002);
    asked.into_iter().for_each(|id| drop(client.answer(id)));
    let fresh = uri(&folder.path().join("b.md"));
    client.open(&fresh, quotation);
    assert_eq!(found, client.diagnostics(&fresh, 1));
    client.end();
}

#[test]
fn versions_are_never_published_backwards() {
    let folder = folder("//- a.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
    let mut client = Client::in_folder(folder.path(), everything());
    let draft = uri(&folder.path().join("a.md"));
    client.open(&draft, "");
    for version in 2..200 {
        client.replace(&draft, version, &format!("The mayor said: “Number {version} of these floods.”"));
    }
    client.published(&draft, |params| params["version"] == 199);
    let published = client.kept.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
    let versions: Vec<_> = published.map(|message| message["params"]["version"].as_i64().unwrap()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
    assert!(versions.len() < 198, "edits that come faster than checks are checked together");
    client.end();
}

#[test]
fn a_closed_document_has_its_findings_taken_back() {
    let folder = folder("//- a.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
    let mut client = Client::in_folder(folder.path(), everything());
    let draft = uri(&folder.path().join("a.md"));
    for _ in 0..20 {
        client.open(&draft, "The mayor said: “Nobody in this town has ever seen such a flood before.”");
        client.replace(&draft, 2, "Nothing.");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
    }
    client.open(&draft, "Nothing at all.");
    assert_eq!(client.diagnostics(&draft, 1), Vec::<Value>::new());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
    let last = client.published(&draft, |params| params.get("version").is_none());
    assert_eq!(last["diagnostics"], json!([]));
    client.end();
}

/// Pull diagnostics wait for the check; many of them, cancelled, leave the wire free.
#[test]
fn cancelled_requests_are_answered_and_block_nothing() {
    let folder = folder("//- a.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
    let mut capabilities = everything();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::in_folder(folder.path(), capabilities);
    let draft = uri(&folder.path().join("a.md"));
    let long = "The mayor said: “Nobody in this town has ever seen such a flood before.” It rained.\n\n".repeat(2_000);
    client.open(&draft, &long);
    let asked: Vec<_> =
        (0..64).map(|_| client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}))).collect();
    for id in &asked {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    let begun = Instant::now();
    for id in asked {
        if let Err(error) = client.answer(id) {
            assert_eq!(error["code"], -32800);
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(10));
    client.replace(&draft, 2, "Nothing.");
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}));
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"], json!([]));
    let same = json!({"textDocument": {"uri": draft}, "previousResultId": report["resultId"]});
    assert_eq!(client.request("textDocument/diagnostic", same)["kind"], "unchanged");
    assert!(
        client.kept.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"),
        "asked for, so never sent"
    );
    client.end();
}
