//! After a long random session, of edits, saves, sources and settings that come and go, what the
//! editor shows is what a fresh server shows, and what the command says.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, Dice, everything, folder, uri};
use crate::model::Model;

const PROJECT: &str = "\
//- brief.md
# Floods

“We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said. [@harbour]
//- verbatim.toml

//- sources/harbour.txt
It was late. “We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.
//- sources/river.txt
“The river has never been as high as it was on Sunday night,” said Jonas Petrel, who keeps the lock.
";

/// What gets into the draft: right and wrong quotations, citations, marks without a partner.
const PIECES: &[&str] = &[
    "“The river has never been as high as it was on Sunday night,” said Jonas Petrel. [@river]\n\n",
    "“The river has never been as low as it was on Sunday night,” said Jonas Petrel. [@river]\n\n",
    "Okafor said: “We will rebuild the harbour wall … arrive.” [@nobody]\n\n",
    "> We will rebuild the harbour wall before the summer storms arrive.\n> — Tilda Okafor\n\n",
    "- “Nobody has ever seen such a flood in this town before,” 🎉 said Petrel.\n",
    "<!-- verbatim: ignore altered-quote because it is a test -->\n",
    "“",
    "\n",
    "```\n",
    " word",
];

fn change_files(root: &Path, dice: &mut Dice) -> std::path::PathBuf {
    let third = root.join("sources/third.txt");
    let (path, text) = match dice.below(5) {
        0 => (third, Some("“Nobody has ever seen such a flood in this town before,” said Jonas Petrel.\n")),
        1 => (third, None),
        2 => (root.join("verbatim.toml"), Some("[rules]\nuncited-quote = \"warning\"\n")),
        3 => (root.join("verbatim.toml"), Some("[rules\n")),
        _ => (root.join("verbatim.toml"), Some("")),
    };
    match text {
        Some(text) => fs::write(&path, text).unwrap(),
        None => drop(fs::remove_file(&path)),
    }
    path
}

/// What `verbatim check` finds: code, first line and column, all from 0.
fn by_command(root: &Path) -> Vec<(String, u64, u64)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let output = command.args(["check", "--format", "json", "brief.md"]).current_dir(root).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let mut found = Vec::new();
    collect(&report["drafts"][0], &mut found);
    found.sort();
    found
}

/// All findings anywhere below `value`.
fn collect(value: &Value, found: &mut Vec<(String, u64, u64)>) {
    match value {
        Value::Object(fields) => {
            for finding in fields.get("findings").and_then(Value::as_array).into_iter().flatten() {
                let start = &finding["range"]["start"];
                let place = (start["line"].as_u64().unwrap() - 1, start["column"].as_u64().unwrap() - 1);
                found.push((finding["code"].as_str().unwrap().to_owned(), place.0, place.1));
            }
            fields.iter().filter(|(name, _)| *name != "findings").for_each(|(_, value)| collect(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

fn places(items: &Value) -> Vec<(String, u64, u64)> {
    let place = |item: &Value| {
        let start = &item["range"]["start"];
        let place = (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap());
        (item["code"].as_str().unwrap().to_owned(), place.0, place.1)
    };
    let mut found: Vec<_> = items.as_array().unwrap().iter().map(place).collect();
    found.sort();
    found
}

/// Names the number of edits; a few hundred, unless said otherwise.
const EDITS: &str = "VERBATIM_TEST_EDITS";

/// In characters; a draft that grows beyond is cut.
const LONGEST: usize = 12_000;

/// Resident memory of the server in kB, where the system tells.
fn memory(client: &Client) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", client.process.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Everything that an editor may ask about the draft, at some place.
fn ask_something(client: &mut Client, draft: &str, dice: &mut Dice) {
    let place = json!({"line": dice.below(40), "character": dice.below(60)});
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 400, "character": 0}});
    let document = json!({"uri": draft});
    let (method, params) = match dice.below(14) {
        0 => ("textDocument/hover", json!({"textDocument": document, "position": place})),
        1 => ("textDocument/definition", json!({"textDocument": document, "position": place})),
        2 => ("textDocument/completion", json!({"textDocument": document, "position": place})),
        3 => ("textDocument/documentHighlight", json!({"textDocument": document, "position": place})),
        4 => (
            "textDocument/references",
            json!({"textDocument": document, "position": place, "context": {"includeDeclaration": true}}),
        ),
        5 => ("textDocument/documentSymbol", json!({"textDocument": document})),
        6 => ("textDocument/codeLens", json!({"textDocument": document})),
        7 => ("textDocument/inlayHint", json!({"textDocument": document, "range": everywhere})),
        8 => ("textDocument/semanticTokens/full", json!({"textDocument": document})),
        9 => ("textDocument/semanticTokens/range", json!({"textDocument": document, "range": everywhere})),
        10 => ("textDocument/documentLink", json!({"textDocument": document})),
        11 => {
            let query = ["okaf", "river", "never been as high"][dice.below(3)];
            ("workspace/symbol", json!({"query": query}))
        }
        12 => ("verbatim/quotations", json!({"textDocument": document})),
        _ => (
            "textDocument/codeAction",
            json!({"textDocument": document, "range": everywhere, "context": {"diagnostics": []}}),
        ),
    };
    let id = client.ask(method, params);
    if dice.below(4) == 0 {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    drop(client.answer(id));
}

/// With `VERBATIM_TEST_EDITS=100000` this is the soak: memory stays flat after the first tenth.
#[test]
fn a_random_session_ends_where_a_fresh_start_and_the_command_are() {
    let edits: i64 = std::env::var(EDITS).ok().and_then(|text| text.parse().ok()).unwrap_or(400);
    let folder = folder(PROJECT);
    let root = folder.path();
    let draft = uri(&root.join("brief.md"));
    let mut capabilities = everything();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::in_folder(root, capabilities.clone());
    let mut model = Model::load();
    let mut text: Vec<char> = fs::read_to_string(root.join("brief.md")).unwrap().chars().collect();
    client.open(&draft, &text.iter().collect::<String>());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"verbatim": {"inlayHints": true}}}));
    let mut dice = Dice(42);
    let mut warm = None;
    for version in 2..2 + edits {
        let mut start = dice.below(text.len() + 1);
        let mut end = if dice.below(4) == 0 { (start + dice.below(40)).min(text.len()) } else { start };
        if text.len() > LONGEST {
            (start, end) = (LONGEST / 4, text.len() - LONGEST / 4);
        }
        let new = PIECES[dice.below(PIECES.len())];
        let place = |at: usize| {
            let line = text[..at].iter().filter(|c| **c == '\n').count();
            let column = text[..at].iter().rev().take_while(|c| **c != '\n').count();
            json!({"line": line, "character": column})
        };
        let range = json!({"start": place(start), "end": place(end)});
        client.change(&draft, version, json!([{"range": range, "text": new}]));
        text.splice(start..end, new.chars());
        match dice.below(20) {
            0 => {
                let path = change_files(root, &mut dice);
                client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&path)}}));
            }
            1 => drop(client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}))),
            2..6 => ask_something(&mut client, &draft, &mut dice),
            _ => {}
        }
        if version % 256 == 0 {
            let log = std::mem::take(&mut client.log);
            client.kept.clear();
            model.iter_mut().for_each(|model| assert_eq!(model.faults(&log), Vec::<String>::new()));
        }
        if version == edits / 10 {
            warm = memory(&client);
        }
    }
    if let (Some(warm), Some(end), true) = (warm, memory(&client), edits >= 10_000) {
        println!("{warm} kB after a tenth of {edits} edits, {end} kB at the end");
        assert!(end < warm + warm / 4 + 4_096, "memory grows: {warm} kB, {end} kB");
    }
    let config = root.join("verbatim.toml");
    fs::write(&config, "[rules]\nuncited-quote = \"hint\"\n").unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&config)}}));
    let text: String = text.iter().collect();
    fs::write(root.join("brief.md"), &text).unwrap();

    let ask = json!({"textDocument": {"uri": draft}});
    let mut fresh = Client::in_folder(root, capabilities);
    fresh.open(&draft, &text);
    let expected = fresh.request("textDocument/diagnostic", ask.clone())["items"].clone();
    fresh.end();
    assert!(!expected.as_array().unwrap().is_empty(), "{expected}");
    assert_eq!(places(&expected), by_command(root), "a fresh server and the command");

    let end = Instant::now() + Duration::from_secs(10);
    let mut shown = Value::Null;
    while shown != expected && Instant::now() < end {
        shown = client.request("textDocument/diagnostic", ask.clone())["items"].clone();
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(shown, expected, "the long session and a fresh server");
    let log = client.end();
    model.iter_mut().for_each(|model| assert_eq!(model.faults(&log), Vec::<String>::new()));
}

/// Several editors and a run of the command work on one folder, each answered as if it were alone.
#[test]
fn several_servers_and_the_command_share_one_folder() {
    let folder = folder(PROJECT);
    let root = folder.path();
    let path = root.join("brief.md");
    let text = format!("{}{}", fs::read_to_string(&path).unwrap(), PIECES[1]);
    fs::write(&path, &text).unwrap();
    let expected = by_command(root);
    assert!(!expected.is_empty());
    let mut capabilities = everything();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut client = Client::in_folder(root, capabilities.clone());
                let draft = uri(&path);
                client.open(&draft, &text);
                for version in 1..20 {
                    assert_eq!(places(&json!(client.diagnostics(&draft, version))), expected);
                    client.replace(&draft, version + 1, &text);
                }
                client.end();
            });
        }
        for _ in 0..2 {
            scope.spawn(|| (0..6).for_each(|_| assert_eq!(by_command(root), expected)));
        }
    });
}
