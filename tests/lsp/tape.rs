//! What is written beside a session: the log, which keeps the words of drafts to itself, and the mirror, from
//! which the session can be played again.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::client::{Client, everything, folder, uri};
use crate::model::Model;

const PROJECT: &str = "\
//- verbatim.toml

//- sources/harbour.txt
“We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.
";

const DRAFT: &str = "Okafor said: “We will rebuild the harbour wall before the zephyrs arrive.” [@harbour] [@nobody]\n";

fn session(root: &Path, command: &mut Command) {
    let mut client = Client::start_as(command.args(["lsp"]).current_dir(root));
    client.initialize(&[root], everything());
    let draft = uri(&root.join("brief.md"));
    client.open(&draft, DRAFT);
    client.diagnostics(&draft, 1);
    client.at("textDocument/hover", &draft, 0, 30);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
    client.end();
}

#[test]
fn a_mirrored_session_is_of_the_protocol_and_can_be_played_again() {
    let folder = folder(PROJECT);
    let root = folder.path();
    let mirror = root.join("mirror.log");
    let mut client = Client::start_as(
        Command::new(env!("CARGO_BIN_EXE_verbatim")).args(["lsp", "--mirror"]).arg(&mirror).current_dir(root),
    );
    client.initialize(&[root], everything());
    let draft = uri(&root.join("brief.md"));
    client.open(&draft, DRAFT);
    client.diagnostics(&draft, 1);
    let card = client.at("textDocument/hover", &draft, 0, 30);
    client.end();
    let log = fs::read_to_string(&mirror).unwrap();
    for tag in ["[LSP - receive] {", "[LSP - send] {"] {
        assert!(log.lines().any(|line| line.starts_with(tag)), "{log}");
    }
    if let Some(mut model) = Model::load() {
        assert_eq!(model.faults(&log), Vec::<String>::new());
        assert!(model.count > 8, "{log}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let played =
        command.args(["lsp", "--replay"]).arg(&mirror).current_dir(root).stdin(Stdio::null()).output().unwrap();
    assert!(played.status.success(), "{played:?}");
    let said = String::from_utf8(played.stdout).unwrap();
    assert!(said.contains(&card["contents"].to_string()), "the card of the session before: {said}");
}

#[test]
fn a_tape_that_cannot_be_opened_is_said() {
    let folder = folder(PROJECT);
    for option in ["--mirror", "--replay"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let output = command.args(["lsp", option, "nowhere/x.log"]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere/x.log"), "{output:?}");
    }
}

/// At whatever level above debug, the log holds no word of the draft.
#[test]
fn the_log_keeps_the_words_of_drafts_to_itself() {
    let folder = folder(PROJECT);
    for level in ["error", "warn", "info"] {
        let log = folder.path().join("stderr.log");
        let mut command = Command::new("sh");
        let script = format!("exec \"$0\" \"$@\" 2>\"{}\"", log.display());
        command.args(["-c", &script, env!("CARGO_BIN_EXE_verbatim")]);
        command.env("VERBATIM_LOG", level);
        session(folder.path(), &mut command);
        let written = fs::read_to_string(&log).unwrap();
        assert!(!written.contains("zephyrs") && !written.contains("Okafor"), "{level}: {written}");
        assert!(level != "info" || written.contains("reading the sources"), "there is a log: {written}");
    }
}
