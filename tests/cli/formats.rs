//! The example with one source of every kind.

use std::path::Path;

use super::run_in;

/// Every quotation of the draft is found as it stands, in the source and on the page it cites.
#[test]
fn every_kind_of_source_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(root, &["check", "--format", "json", "examples/formats/brief.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let report = ran.json();
    let quotations = report["drafts"][0]["quotations"].as_array().unwrap();
    let others: Vec<_> = quotations.iter().filter(|quotation| quotation["verdict"] != "verbatim").collect();
    assert!(others.is_empty(), "{others:#?}");
    assert_eq!(quotations.len(), 19);
    let sources: std::collections::BTreeSet<&str> =
        quotations.iter().filter_map(|quotation| quotation["evidence"][0]["source"].as_str()).collect();
    assert_eq!(sources.len(), 18, "{sources:?}");
}

#[test]
fn every_source_says_what_it_was_read_as() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats");
    let listing = run_in(&folder, &["sources", "--format", "json"]).json();
    assert_eq!(listing["skipped"], serde_json::json!([]));
    let rows = listing["sources"].as_array().unwrap();
    let row = |key: &str| rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{key} is not there"));
    for (key, format, date, author) in [
        ("diving", "Word document", "2031-04-02", Some("Mila Torvald")),
        ("sand2029", "EPUB", "2029", Some("Ulrik Sand")),
        ("holm2031", "PDF", "2031-06-20", Some("Anders Holm")),
        ("wik2031", "HTML", "2031-04-09", Some("Jonas Wik")),
        ("walk", "subtitles", "2031-03-09", Some("Signe Moen")),
        ("letter", "mail", "2031-04-10", Some("Leif Dahl")),
        ("wire#w2", "JSON Lines", "2031-04-07", None),
        ("budget", "XML", "2031-04-14", Some("Edda Lunde")),
        ("crawl#1", "HTML", "2031-04-15", None),
    ] {
        let row = row(key);
        assert_eq!((&row["format"], &row["date"]), (&format.into(), &date.into()), "{key}");
        assert_eq!(row["authors"][0].as_str(), author, "{key}");
    }
}

#[test]
fn quotations_of_a_source_are_those_of_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats/sources");
    let ran = run_in(&folder, &["quotes", "bearing.html", "inquiry.pdf", "diving.docx", "list.mbox"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in
        ["Nobody came for it, and I do not deliver.", "It was lying in the sill", "list.mbox#2:1:1: “The siren"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains('<'), "{}", ran.out);
    let ran = run_in(&folder, &["quotes", "nowhere.pdf"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("nowhere.pdf: cannot be read"), "{}", ran.err);
}
