//! What no client should send: an answer each time, and the session goes on.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

fn goes_on(client: &mut Client) {
    let id = client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": "file:///none.md"}, "position": {"line": 0, "character": 0}}),
    );
    assert_eq!(client.answer(id), Ok(Value::Null));
}

/// The code of the next error that answers no request in particular.
fn complaint(client: &mut Client) -> Value {
    client.wait(|message| message["id"].is_null() && message.get("error").is_some())["error"]["code"].clone()
}

#[test]
fn bytes_that_are_no_message_are_answered() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    for garbage in
        ["\u{0}\u{1}\u{2}\r\n", "GET / HTTP/1.1 \r\n\r\n", "Content-Length: -5\r\n\r\n", "Content-Length: 1e9\r\n\r\n"]
    {
        client.send_raw(garbage.as_bytes());
        goes_on(&mut client);
        assert_eq!(complaint(&mut client), -32700, "{garbage:?}");
    }
    client.end();
}

#[test]
fn bodies_that_are_no_message_are_answered() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    for (body, code) in [
        ("{", -32700),
        ("[]", -32600),
        ("3", -32600),
        (r#"{"method":"textDocument/hover","id":1}"#, -32600),
        (&"[".repeat(100_000), -32700),
    ] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        assert_eq!(complaint(&mut client), code, "{body:.40}");
        goes_on(&mut client);
    }
    client.send_raw(b"Content-Length: 2\r\n\r\n\xff\xfe");
    assert_eq!(complaint(&mut client), -32700);
    goes_on(&mut client);
    client.end();
}

#[test]
fn a_length_beyond_all_measure_is_answered() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    client.send_raw(b"Content-Length: 18446744073709551615\r\n\r\n");
    assert_eq!(complaint(&mut client), -32600);
    goes_on(&mut client);
    client.end();
}

#[test]
fn unknown_methods_are_refused_and_optional_ones_ignored() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    let id = client.ask("textDocument/fly", json!({}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32601);
    client.notify("textDocument/didFly", json!({}));
    client.notify("$/setTrace", json!({"value": "off"}));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    goes_on(&mut client);
    client.end();
}

#[test]
fn wrong_parameters_are_refused() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    for params in [json!({}), json!([1]), json!({"textDocument": {"uri": 5}, "position": {"line": -1, "character": 0}})]
    {
        let id = client.ask("textDocument/hover", params);
        assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    }
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": "::", "text": 1}}));
    client.notify("textDocument/didChange", json!(null));
    goes_on(&mut client);
    client.end();
}

#[test]
fn requests_before_initialize_are_refused() {
    let folder = folder("//- a.md\n");
    let mut client = Client::start(folder.path());
    let id = client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}}),
    );
    assert_eq!(client.answer(id).unwrap_err()["code"], -32002);
    client.open("file:///x.md", "too early");
    client.initialize(&[folder.path()], everything());
    goes_on(&mut client);
    client.end();
}

#[test]
fn a_hasty_client_that_waits_for_nothing_is_served() {
    let folder = folder("//- a.md\n");
    let mut client = Client::start(folder.path());
    let draft = uri(&folder.path().join("a.md"));
    let id = client.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    client.open(&draft, "text");
    let hover = client
        .ask("textDocument/hover", json!({"textDocument": {"uri": draft}, "position": {"line": 9, "character": 9}}));
    let again = client.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert!(client.answer(id).is_ok());
    assert!(client.answer(hover).is_ok());
    assert_eq!(client.answer(again).unwrap_err()["code"], -32600);
    client.diagnostics(&draft, 1);
    client.end();
}

#[test]
fn documents_that_are_no_files_do_no_harm() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    for uri in [
        "untitled:Untitled-1",
        "vscode-vfs://github/a/b.md",
        "git:/a/b.md?%7B%7D",
        "x:",
        "file:///",
        "file://host/share/a.md",
    ] {
        client.open(uri, "“Nobody said that in any file,” she said.");
        client.diagnostics(uri, 1);
        client.at("textDocument/hover", uri, 0, 5);
        client.at("textDocument/definition", uri, 0, 5);
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    goes_on(&mut client);
    client.end();
}

#[test]
fn a_client_that_answers_nothing_is_served_all_the_same() {
    let folder = folder("//- a.md\n//- sources/s.txt\nA story.\n");
    let mut client = Client::start(folder.path());
    client.answers = false;
    client.initialize(&[folder.path()], everything());
    let draft = uri(&folder.path().join("a.md"));
    client.open(&draft, "text");
    client.diagnostics(&draft, 1);
    goes_on(&mut client);
    assert!(
        client.wait_for(Duration::from_millis(1), |message| message["method"] == "client/registerCapability").is_some()
    );
    client.end();
}

/// Kate sends names of files as they are.
#[test]
fn a_name_that_is_no_uri_is_understood() {
    let folder = folder("//- a b – c.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
    let mut client = Client::in_folder(folder.path(), json!({}));
    let draft = uri(&folder.path().join("a b – c.md"));
    client.open(&draft, "X said: “Nobody in this town has ever seen such a flood before.”");
    let encoded = uri(&folder.path().join("a%20b%20%E2%80%93%20c.md"));
    assert_eq!(client.diagnostics(&encoded, 1).len(), 1);
    client.end();
}
