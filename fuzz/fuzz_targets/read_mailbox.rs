#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::source::{Options, documents};

fuzz_target!(|bytes: &[u8]| {
    let _ = documents(bytes, Path::new("input.mbox"), &Options::default());
});
