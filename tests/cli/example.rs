//! The example that the README runs.

use std::path::Path;

use super::run_in;

/// `UPDATE_EXPECT=1` writes the expectation anew; read it before it is committed.
#[test]
fn the_example_shows_what_the_expectation_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(root, &["check", "examples/harbour/brief.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    expect_test::expect_file![root.join("tests/cli/example.expected.txt")].assert_eq(&ran.out);
}

/// Every rule that is on by default has something to say about the example; but for those that compare with a lock.
#[test]
fn the_example_shows_every_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(root, &["check", "--format", "concise", "examples/harbour/brief.md"]);
    let silent: Vec<_> = verbatim::rules::Code::ALL
        .into_iter()
        .filter(|code| code.default_severity() > verbatim::rules::Severity::Off)
        .filter(|code| !matches!(code, verbatim::rules::Code::StaleEvidence | verbatim::rules::Code::EditedSource))
        .filter(|code| !ran.out.contains(&format!("[{code}]")))
        .collect();
    assert!(silent.is_empty(), "the example does not show {silent:?}:\n{}", ran.out);
}
