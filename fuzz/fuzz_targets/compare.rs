#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use verbatim::archive::{Archive, SourceId};
use verbatim::source::from_text;
use verbatim::text::Span;
use verbatim::verify::{matches, wording};

// A quotation, and behind the first line end the source it is compared with: whatever stands there, every span of
// the answer fits the text it is about.
fuzz_target!(|input: &str| {
    let Some((quotation, text)) = input.split_once('\n') else { return };
    let Ok(source) = from_text(Path::new("source.txt"), "source.txt", text) else { return };
    let source = Arc::new(source);
    let archive = Archive::build(vec![Arc::clone(&source)], Vec::new());
    let wording = wording(quotation, &[Span::new(0, quotation.len())]);
    for prefer in [&[][..], &[SourceId(0)][..]] {
        for found in matches(&wording, quotation, &archive, prefer) {
            assert!(source.text.get(found.span.range()).is_some());
            for alteration in &found.alterations {
                assert!(quotation.get(alteration.draft.range()).is_some());
                assert!(source.text.get(alteration.source.range()).is_some());
            }
        }
    }
});
