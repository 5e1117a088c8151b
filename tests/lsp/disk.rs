//! Sources and configuration that change on disk while a draft is open.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, everything, folder, uri};

const DRAFT: &str = "Mayor Tilda Okafor said: “We will rebuild the harbour wall before the winter storms arrive.”\n";
const STORY: &str =
    "It was late. “We will rebuild the harbour wall before the winter storms arrive,” Mayor Tilda Okafor said.\n";

fn codes(params: &Value) -> Vec<&str> {
    params["diagnostics"].as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect()
}

/// Says that a file changed, for a client that watches files itself.
fn tell(client: &mut Client, path: &Path) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": 2}]}));
}

#[test]
fn a_source_that_appears_changes_and_vanishes_changes_the_findings() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- sources/other.txt\nNothing happened.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let source = folder.path().join("sources/harbour.txt");
    // This client cannot watch files: the server has to.
    let mut client = Client::in_folder(folder.path(), json!({}));
    client.open(&draft, DRAFT);
    client.published(&draft, |params| codes(params).contains(&"quote-not-found"));
    fs::write(&source, STORY).unwrap();
    client.published(&draft, |params| codes(params).is_empty());
    fs::write(&source, STORY.replace("winter", "summer")).unwrap();
    client.published(&draft, |params| !codes(params).is_empty() && !codes(params).contains(&"quote-not-found"));
    fs::remove_file(&source).unwrap();
    client.published(&draft, |params| codes(params).contains(&"quote-not-found"));
    client.end();
}

#[test]
fn a_folder_of_sources_that_appears_vanishes_and_comes_back_is_noticed() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- verbatim.toml\n\n"));
    let draft = uri(&folder.path().join("a.md"));
    let sources = folder.path().join("sources");
    let mut client = Client::in_folder(folder.path(), json!({}));
    client.open(&draft, DRAFT);
    client.published(&draft, |params| codes(params).is_empty());
    for _ in 0..2 {
        fs::create_dir(&sources).unwrap();
        fs::write(sources.join("harbour.txt"), STORY.replace("winter", "summer")).unwrap();
        client.published(&draft, |params| !codes(params).is_empty());
        fs::remove_dir_all(&sources).unwrap();
        client.published(&draft, |params| codes(params).is_empty());
    }
    client.end();
}

#[test]
fn nothing_is_underlined_where_nobody_set_anything_up() {
    let folder = folder(&format!("//- a.md\n{DRAFT}"));
    let draft = uri(&folder.path().join("a.md"));
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, DRAFT);
    assert_eq!(client.diagnostics(&draft, 1), Vec::<Value>::new());
    let hover = client.at("textDocument/hover", &draft, 0, 40);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("Not checked: "), "{hover}");
    client.end();
}

/// Long reading shows itself, with the words that say so under the cursor; then the findings come.
#[test]
fn a_large_archive_is_read_with_a_sign_of_progress() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- sources/harbour.txt\n{STORY}"));
    for number in 0..2_000 {
        let story = format!("Story {number}. {}", "The council met again, said the clerk. ".repeat(60));
        fs::write(folder.path().join(format!("sources/{number}.txt")), story).unwrap();
    }
    let draft = uri(&folder.path().join("a.md"));
    let mut client = Client::in_folder(folder.path(), everything());
    let begun = std::time::Instant::now();
    client.open(&draft, DRAFT);
    let hover = client.at("textDocument/hover", &draft, 0, 40);
    assert_eq!(client.diagnostics(&draft, 1), Vec::<Value>::new());
    if begun.elapsed() < std::time::Duration::from_secs(1) {
        eprintln!("not checked: this machine reads 2,000 sources too fast to show progress");
        return;
    }
    assert!(hover["contents"]["value"].as_str().unwrap().contains("still reading the sources"), "{hover}");
    client.wait(|message| message["method"] == "window/workDoneProgress/create");
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        kinds.push(client.wait(|message| message["method"] == "$/progress")["params"]["value"]["kind"].clone());
    }
    let (first, rest) = kinds.split_first().unwrap();
    assert_eq!((first, rest.last()), (&json!("begin"), Some(&json!("end"))));
    assert!(rest.iter().rev().skip(1).all(|kind| kind == "report"), "{kinds:?}");
    client.end();
}

/// Who stops the reading is told under the cursor what that means, and is not shown an error.
#[test]
fn reading_a_large_archive_can_be_stopped() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- sources/harbour.txt\n{STORY}"));
    for number in 0..4_000 {
        let story = format!("Story {number}. {}", "The council met again, said the clerk. ".repeat(60));
        fs::write(folder.path().join(format!("sources/{number}.txt")), story).unwrap();
    }
    let draft = uri(&folder.path().join("a.md"));
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, DRAFT);
    let is_begin = |message: &Value| message["params"]["value"]["kind"] == "begin";
    let Some(begin) = client.wait_for(std::time::Duration::from_secs(3), is_begin) else {
        eprintln!("not checked: this machine reads 4,000 sources too fast to be stopped");
        return;
    };
    assert_eq!(begin["params"]["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", json!({"token": begin["params"]["token"]}));
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    let popped = |message: &Value| message["method"] == "window/showMessage";
    assert_eq!(client.wait_for(std::time::Duration::from_millis(300), popped), None);
    client.end();
}

#[test]
fn a_client_that_watches_files_is_asked_to_and_listened_to() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- sources/other.txt\nNothing happened.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, DRAFT);
    client.published(&draft, |params| codes(params).contains(&"quote-not-found"));
    let base = uri(&folder.path().join("sources"));
    client.wait(|message| {
        let watchers = &message["params"]["registrations"][0]["registerOptions"]["watchers"];
        message["method"] == "client/registerCapability" && watchers[0]["globPattern"]["baseUri"] == base
    });
    let source = folder.path().join("sources/harbour.txt");
    fs::write(&source, STORY).unwrap();
    tell(&mut client, &source);
    client.published(&draft, |params| codes(params).is_empty());
    client.end();
}

#[test]
fn a_client_that_asks_for_diagnostics_is_told_to_ask_again() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- sources/other.txt\nNothing happened.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let mut capabilities = everything();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::in_folder(folder.path(), capabilities);
    client.open(&draft, DRAFT);
    let first = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}));
    assert_eq!(first["items"][0]["code"], "quote-not-found");
    let source = folder.path().join("sources/harbour.txt");
    fs::write(&source, STORY).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&source)}}));
    client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    let again = json!({"textDocument": {"uri": draft}, "previousResultId": first["resultId"]});
    let second = client.request("textDocument/diagnostic", again);
    assert_eq!(second["kind"], "full");
    assert_eq!(second["items"], json!([]));
    client.end();
}

#[test]
fn a_broken_configuration_is_a_finding_in_it_until_it_is_mended() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- verbatim.toml\n\n//- sources/other.txt\nNothing happened.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let path = folder.path().join("verbatim.toml");
    let config = uri(&path);
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, DRAFT);
    client.published(&draft, |params| codes(params).contains(&"quote-not-found"));

    fs::write(&path, "\n[rules]\nquote-not-found = \"shout\"\n").unwrap();
    tell(&mut client, &path);
    let fault = client.published(&config, |params| params["diagnostics"] != json!([]));
    assert_eq!(fault["diagnostics"][0]["severity"], 1);
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 2, "{fault}");
    client.wait(|message| message["method"] == "window/showMessage" && message["params"]["type"] == 1);

    // The last good one is still in use.
    client.replace(&draft, 2, &format!("{DRAFT}\nMore.\n"));
    assert_eq!(client.diagnostics(&draft, 2)[0]["code"], "quote-not-found");

    fs::write(&path, "[rules]\nquote-not-found = \"off\"\n").unwrap();
    tell(&mut client, &path);
    client.published(&config, |params| params["diagnostics"] == json!([]));
    client.published(&draft, |params| codes(params).is_empty());
    client.end();
}

#[test]
fn a_configuration_that_was_broken_from_the_start_is_reported_and_mended() {
    let folder =
        folder(&format!("//- a.md\n{DRAFT}//- verbatim.toml\nnonsense\n//- sources/other.txt\nNothing happened.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let path = folder.path().join("verbatim.toml");
    let mut client = Client::in_folder(folder.path(), everything());
    client.open(&draft, DRAFT);
    client.published(&uri(&path), |params| params["diagnostics"] != json!([]));
    let hover = client.at("textDocument/hover", &draft, 0, 40);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("Not checked: "), "{hover}");
    fs::write(&path, "").unwrap();
    tell(&mut client, &path);
    client.published(&draft, |params| codes(params).contains(&"quote-not-found"));
    client.end();
}

#[test]
fn a_client_that_asks_for_diagnostics_asks_again_when_the_configuration_is_mended() {
    let folder = folder(&format!("//- a.md\n{DRAFT}//- verbatim.toml\nnonsense\n//- sources/other.txt\nNothing.\n"));
    let draft = uri(&folder.path().join("a.md"));
    let path = folder.path().join("verbatim.toml");
    let mut capabilities = everything();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::in_folder(folder.path(), capabilities);
    client.open(&draft, DRAFT);
    let ask = json!({"textDocument": {"uri": draft}});
    assert_eq!(client.request("textDocument/diagnostic", ask.clone())["items"], json!([]));
    fs::write(&path, "").unwrap();
    tell(&mut client, &path);
    client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(client.request("textDocument/diagnostic", ask)["items"][0]["code"], "quote-not-found");
    client.end();
}

#[test]
fn two_folders_have_their_own_sources() {
    let first = folder(&format!("//- a.md\n{DRAFT}//- sources/harbour.txt\n{STORY}"));
    let second = folder(&format!("//- b.md\n{DRAFT}//- sources/other.txt\nNothing happened.\n"));
    let (a, b) = (uri(&first.path().join("a.md")), uri(&second.path().join("b.md")));
    let mut client = Client::start(first.path());
    client.initialize(&[first.path(), second.path()], everything());
    client.open(&a, DRAFT);
    client.open(&b, DRAFT);
    assert_eq!(client.diagnostics(&a, 1), Vec::<Value>::new());
    assert_eq!(client.diagnostics(&b, 1)[0]["code"], "quote-not-found");
    client.end();
}

#[test]
fn drafts_in_inner_folders_share_the_sources_unless_they_have_their_own() {
    let project = folder(&format!(
        "//- in/a.md\n{DRAFT}//- own/b.md\n{DRAFT}//- own/sources/other.txt\nNothing.\n//- sources/harbour.txt\n{STORY}"
    ));
    let (a, b) = (uri(&project.path().join("in/a.md")), uri(&project.path().join("own/b.md")));
    let mut client = Client::in_folder(project.path(), everything());
    client.open(&a, DRAFT);
    client.open(&b, DRAFT);
    assert_eq!(client.diagnostics(&a, 1), Vec::<Value>::new());
    assert_eq!(client.diagnostics(&b, 1)[0]["code"], "quote-not-found");
    client.end();
}
