//! `check --format json` against its published schema.

use std::path::Path;

use serde_json::Value;
use verbatim::report::json;

use super::{DRAFT, Folder, SOURCE, WRONG, run_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn published() -> Value {
    let text = std::fs::read_to_string(root().join("schema/check.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn assert_valid(report: &Value) {
    let validator = jsonschema::validator_for(&published()).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// `UPDATE_EXPECT=1` writes the schema anew.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let generated = serde_json::to_string_pretty(&json::schema()).unwrap() + "\n";
    expect_test::expect_file![root().join("schema/check.schema.json")].assert_eq(&generated);
}

#[test]
fn real_reports_follow_the_schema() {
    let folder = Folder::new(&[("right.md", DRAFT), ("wrong.md", WRONG), ("sources/a.txt", SOURCE)]);
    assert_valid(&folder.run(&["check", "--format", "json"]).json());
    assert_valid(&folder.run(&["check", "--format", "json", "none.md"]).json());
    assert_valid(&run_in(&root().join("examples/harbour"), &["check", "--format", "json"]).json());
}

#[test]
fn the_schema_refuses_what_the_contract_does_not_have() {
    let folder = Folder::new(&[("wrong.md", WRONG), ("sources/a.txt", SOURCE)]);
    let report = folder.run(&["check", "--format", "json"]).json();
    let validator = jsonschema::validator_for(&published()).unwrap();
    for (place, value) in [
        ("/version", Value::from(2)),
        ("/drafts/0/quotations/0/verdict", Value::from("not found")),
        ("/drafts/0/quotations/0/findings/0/severity", Value::from("fatal")),
        ("/drafts/0/quotations/0/bytes", Value::from(vec![1])),
    ] {
        let mut broken = report.clone();
        *broken.pointer_mut(place).unwrap() = value;
        assert!(!validator.is_valid(&broken), "{place}");
    }
}

#[test]
fn bytes_are_those_of_the_files() {
    let folder = Folder::new(&[("sources/a.txt", SOURCE)]);
    let draft = format!("\u{feff}Ä “quayside” draft.\r\n\r\n{WRONG}");
    folder.write("wrong.md", draft.as_bytes());
    let report = folder.run(&["check", "--format", "json"]).json();
    let bytes = |value: &Value| {
        let at = |n: usize| usize::try_from(value[n].as_u64().unwrap()).unwrap();
        at(0)..at(1)
    };
    let quotations = report["drafts"][0]["quotations"].as_array().unwrap();
    let quotation = quotations.last().unwrap();
    let words = "The tide waits for nobody, and the ferry leaves for the tide";
    assert_eq!(draft[bytes(&quotation["bytes"])].trim_end_matches(','), words);
    assert_eq!(quotation["range"]["start"], serde_json::json!({"line": 3, "column": 2}));
    assert_eq!(quotation["speaker"], serde_json::json!({"mention": "Ada Quill", "name": "Ada Quill"}));
    assert_eq!(quotation["citations"], serde_json::json!(["a"]));
    assert_eq!(quotation["verdict"], "altered");
    assert_eq!(&draft[bytes(&quotation["findings"][0]["bytes"])], "leaves");
    let evidence = &quotation["evidence"][0];
    assert_eq!(evidence["path"], "sources/a.txt");
    assert!(SOURCE[bytes(&evidence["bytes"])].starts_with("The tide waits"), "{evidence}");
    let alteration = &evidence["alterations"][0];
    assert_eq!((&alteration["draft"], &alteration["source"]), (&"leaves".into(), &"waits".into()));
}
