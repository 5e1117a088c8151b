//! Bibliographies in RIS: whatever stands in one, each entry begins on a line of it.

#![no_main]

use std::path::Path;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let read = verbatim::source::Bibliography::of_text(Path::new("library.ris"), "library.ris", text);
    if let Some(read) = read {
        let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        assert!(read.entries.iter().all(|entry| (1..=lines).contains(&entry.line)), "a line that is not there");
    }
});
