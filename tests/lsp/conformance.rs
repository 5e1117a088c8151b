//! A long session, every message of which is held against the protocol's own model, where that
//! model is at hand.

use serde_json::json;

use crate::client::{Client, everything, folder, uri};
use crate::model::Model;

fn session(capabilities: serde_json::Value) -> String {
    let folder = folder(
        "//- a.md\n“One” thing.\n//- verbatim.toml\n\n//- sources/harbour.txt\n\
         “We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.\n",
    );
    let draft = uri(&folder.path().join("a.md"));
    let mut client = Client::in_folder(folder.path(), capabilities);
    client.open(
        &draft,
        "# Ä\n\nOkafor said: “We will rebuild the harbour wall before the summer storms arrive.” [@harbour] [@none]\n",
    );
    for version in 2..30 {
        let column = usize::try_from(version).unwrap();
        let range = json!({"start": {"line": 2, "character": column}, "end": {"line": 2, "character": column + 1}});
        client.change(&draft, version, json!([{"range": range, "text": "ö "}]));
        for method in ["textDocument/hover", "textDocument/definition"] {
            client.at(method, &draft, 2, column * 4);
        }
        let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
        let ask = json!({"textDocument": {"uri": draft}, "range": everywhere, "context": {"diagnostics": []}});
        client.request("textDocument/codeAction", ask);
        client.request("textDocument/documentLink", json!({"textDocument": {"uri": draft}}));
        client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}));
    }
    let config = folder.path().join("verbatim.toml");
    for text in ["nonsense", "[rules]\naltered-quote = \"hint\"\n"] {
        std::fs::write(&config, text).unwrap();
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&config)}}));
        client.published(&uri(&config), |params| (params["diagnostics"] == json!([])) != (text == "nonsense"));
    }
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
    client.end()
}

#[test]
fn every_message_is_of_the_protocol() {
    let mut pull = everything();
    pull["textDocument"]["diagnostic"] = json!({});
    for capabilities in [everything(), pull, json!({})] {
        let log = session(capabilities);
        if let Some(mut model) = Model::load() {
            assert_eq!(model.faults(&log), Vec::<String>::new());
        }
    }
}

#[test]
fn the_model_finds_faults() {
    let Some(mut model) = Model::load() else { return };
    let cases = [
        (r#"[LSP - send] {"jsonrpc":"2.0","id":7,"result":null}"#, "an answer without a question"),
        (r#"[LSP - send] {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}"#, "sent the wrong way"),
        (
            r#"[LSP - send] {"jsonrpc":"2.0","method":"window/showMessage","params":{"type":9,"message":"x"}}"#,
            "params.type: 9 is no MessageType",
        ),
        (
            r#"[LSP - send] {"jsonrpc":"2.0","method":"window/showMessage","params":{"type":1}}"#,
            "params.message is missing",
        ),
        (r#"[LSP - send] {"jsonrpc":"2.0","method":"window/unheardOf"}"#, "unknown method window/unheardOf"),
    ];
    for (line, fault) in cases {
        let found = model.faults(line);
        assert!(found.iter().any(|found| found.starts_with(fault)), "{fault}: {found:?}");
    }
}
