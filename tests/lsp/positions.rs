//! Columns in the encoding that was agreed on.

use serde_json::{Value, json};

use crate::client::{Client, folder, uri};

fn agreed(offered: Value) -> Value {
    let folder = folder("//- a.md\n");
    let mut client = Client::start(folder.path());
    let capabilities = client.initialize(&[folder.path()], json!({"general": {"positionEncodings": offered}}));
    client.end();
    capabilities["positionEncoding"].clone()
}

#[test]
fn the_encoding_is_negotiated() {
    assert_eq!(agreed(json!(["utf-16"])), "utf-16");
    assert_eq!(agreed(json!(["utf-32", "utf-8", "utf-16"])), "utf-8");
    assert_eq!(agreed(json!(["utf-32"])), "utf-32");
    assert_eq!(agreed(json!([])), "utf-16");
    assert_eq!(agreed(json!(["utf-64"])), "utf-16");
}

#[test]
fn a_client_that_says_nothing_of_encodings_means_utf_16() {
    let folder = folder("//- a.md\n");
    let mut client = Client::start(folder.path());
    assert_eq!(client.initialize(&[folder.path()], json!({}))["positionEncoding"], "utf-16");
    client.end();
}

/// The same finding in three encodings, behind characters of every size, after an edit that
/// counts in them too.
#[test]
fn ranges_are_in_the_encoding_agreed_on() {
    for (encoding, width) in [("utf-8", [4, 2, 3]), ("utf-16", [2, 1, 1]), ("utf-32", [1, 1, 1])] {
        let folder = folder("//- a.md\n//- sources/s.txt\nIt rained all day in the harbour.\n");
        let mut client = Client::in_folder(folder.path(), json!({"general": {"positionEncodings": [encoding]}}));
        let draft = uri(&folder.path().join("a.md"));
        client.open(&draft, "first\r\n🎉é漢 X said: “Nobody in this town has ever seen such a flood before.”\r\nlast");
        let before: usize = width.iter().sum();
        let range = json!({"start": {"line": 1, "character": before}, "end": {"line": 1, "character": before + 2}});
        client.change(&draft, 2, json!([{"range": range, "text": " The mayor"}]));
        let found = client.diagnostics(&draft, 2);
        let [finding] = found.as_slice() else { panic!("one finding in {encoding}: {found:?}") };
        assert_eq!(finding["code"], "quote-not-found");
        let start = &finding["range"]["start"];
        assert_eq!(start["line"], 1, "{encoding}");
        let column = start["character"].as_u64().unwrap();
        let marks = u64::try_from(before + " The mayor said: ".len()).unwrap();
        let behind_mark = marks + if encoding == "utf-8" { 3 } else { 1 };
        assert!(column == marks || column == behind_mark, "{encoding}: {column}");
        client.end();
    }
}
