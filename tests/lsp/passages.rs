//! What of a source is shown as quoted.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, everything, uri};

/// The texts of the tokens; `answer` counts in bytes.
fn texts<'a>(text: &'a str, answer: &Value) -> Vec<&'a str> {
    let lines: Vec<&str> = text.split('\n').collect();
    let numbers: Vec<usize> =
        answer["data"].as_array().unwrap().iter().map(|n| usize::try_from(n.as_u64().unwrap()).unwrap()).collect();
    let (mut line, mut start) = (0, 0);
    let mut texts = Vec::new();
    for token in numbers.chunks(5) {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        texts.push(&lines[line][start..start + token[2]]);
    }
    texts
}

/// The example has a quotation made of two utterances that stand paragraphs apart.
#[test]
fn the_pieces_of_a_splice_are_quoted_and_nothing_between_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/harbour");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut client = Client::in_folder(&folder, everything());
    let draft = uri(&folder.join("brief.md"));
    client.open(&draft, &read("brief.md"));
    client.diagnostics(&draft, 1);
    let (source, text) = (uri(&folder.join("sources/courier.md")), read("sources/courier.md"));
    client.open(&source, &text);
    let answer = client.request("textDocument/semanticTokens/full", json!({"textDocument": {"uri": source}}));
    let quoted = texts(&text, &answer);
    assert!(quoted.iter().any(|text| text.contains("I will not ask anybody")), "{quoted:?}");
    assert!(quoted.iter().any(|text| text.contains("It was the number of the canteen")), "{quoted:?}");
    assert!(quoted.iter().all(|text| !text.contains("Ports Minister")), "{quoted:?}");
    client.end();
}
