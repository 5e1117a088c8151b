//! How a session ends, and that it does.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const PROMPTLY: Duration = Duration::from_secs(3);

#[test]
fn shutdown_and_exit_end_well() {
    let folder = folder("//- a.md\n");
    Client::in_folder(folder.path(), everything()).end();
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&uri(&folder.path().join("a.md")), "“Hello there,” she said.");
    client.close_input();
    assert_eq!(client.exit_code(PROMPTLY), Some(1));
}

#[test]
fn the_end_of_the_input_before_the_first_message_ends_the_server() {
    let folder = folder("//- a.md\n");
    let mut client = Client::start(folder.path());
    client.close_input();
    assert_eq!(client.exit_code(PROMPTLY), Some(1));
}

#[test]
fn exit_without_shutdown_is_a_failure_though_the_input_stays_open() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(PROMPTLY), Some(1));
}

#[test]
fn exit_after_shutdown_is_a_success_though_the_input_stays_open() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(PROMPTLY), Some(0));
}

#[test]
fn after_shutdown_requests_are_refused() {
    let folder = folder("//- a.md\n");
    let mut client = Client::in_folder(folder.path(), everything());
    client.request("shutdown", Value::Null);
    let id = client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}}),
    );
    assert_eq!(client.answer(id).unwrap_err()["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(PROMPTLY), Some(0));
}

/// The editor dies, and something else keeps the server's input open: here this test itself.
#[cfg(target_os = "linux")]
#[test]
fn the_death_of_the_editor_ends_the_server() {
    let folder = folder("//- a.md\n");
    let mut editor = Command::new("sleep").arg("60").spawn().unwrap();
    let mut client = Client::start(folder.path());
    client.request("initialize", json!({"processId": editor.id(), "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.exit_code(PROMPTLY), Some(1));
}

/// The same where the editor is the server's own parent.
#[cfg(target_os = "linux")]
#[test]
fn the_death_of_the_parent_ends_the_server() {
    let folder = folder("//- a.md\n");
    let server = env!("CARGO_BIN_EXE_verbatim");
    let script = format!("exec 3<&0; '{server}' lsp <&3 & echo $! > server.pid; wait");
    let mut client = Client::start_as(Command::new("sh").args(["-c", &script]).current_dir(folder.path()));
    let parent = client.process.id();
    client.request("initialize", json!({"processId": parent, "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    let server: u32 = std::fs::read_to_string(folder.path().join("server.pid")).unwrap().trim().parse().unwrap();
    let running = || {
        let stat = std::fs::read_to_string(format!("/proc/{server}/stat")).unwrap_or_default();
        !stat.is_empty() && !stat.contains(") Z ")
    };
    assert!(running());
    client.process.kill().unwrap();
    client.process.wait().unwrap();
    let end = std::time::Instant::now() + PROMPTLY;
    while running() {
        assert!(std::time::Instant::now() < end, "the server outlived its parent");
        std::thread::sleep(Duration::from_millis(20));
    }
}
