//! Prints what the readers make of files: one JSON object a document, with its text and metadata.
//!
//! `cargo run --profile quick --example read_sources -- FILE…`

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::path::Path;
use std::time::Instant;

use verbatim::source::{Options, documents};

fn main() {
    let options = Options::default();
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{}", serde_json::json!({"path": path, "error": error.to_string()}));
                continue;
            }
        };
        let started = Instant::now();
        let parts = documents(&bytes, Path::new(&path), &options);
        let seconds = started.elapsed().as_secs_f64();
        for part in
            parts.unwrap_or_else(|reason| vec![verbatim::source::Part { fragment: None, document: Err(reason) }])
        {
            let printed = match part.document {
                Ok(document) => serde_json::json!({
                    "path": path, "fragment": part.fragment, "seconds": seconds, "bytes": bytes.len(), "text": document.text,
                    "prose": document.prose, "metadata": document.metadata, "notices": document.notices,
                    "places": document.locators.all().map(|(at, place)| (at, place.to_string())).collect::<Vec<_>>(),
                }),
                Err(reason) => {
                    serde_json::json!({"path": path, "fragment": part.fragment, "seconds": seconds, "error": reason})
                }
            };
            println!("{printed}");
        }
    }
}
