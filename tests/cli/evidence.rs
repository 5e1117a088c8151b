//! The evidence report, as far as its text shows it; `tests/parts/60-evidence.sh` opens it in a browser.

use std::path::Path;

use super::{DRAFT, Folder, SOURCE, WRONG, run_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_report_sets_the_draft_beside_its_evidence() {
    let folder = Folder::new(&[("wrong.md", &format!("{DRAFT}\n{WRONG}")), ("sources/a.txt", SOURCE)]);
    let ran = folder.run(&["report", "wrong.md", "-o", "report.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("<del>leaves</del> <ins>waits</ins>"), "{page}");
    for part in [
        "class=\"card verbatim\" id=\"e1\"",
        "class=\"card altered\" id=\"e2\"",
        "id=\"q2\" href=\"#e2\"",
        "sources/a.txt, line 1",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    // The digest of `printf` and `sha256sum`.
    assert_eq!(page.matches("<code class=\"hash\">").count(), 2);
    let ran = folder.run(&["report", "wrong.md", "--format", "markdown"]);
    assert!(ran.out.contains("and the ferry ~~leaves~~ **waits** for the tide"), "{ran:?}");
}

#[test]
fn every_quotation_of_the_examples_has_its_card_and_its_place() {
    for example in ["examples/harbour", "examples/formats"] {
        let folder = root().join(example);
        let report = run_in(&folder, &["check", "--format", "json", "brief.md"]).json();
        let count = report["drafts"][0]["quotations"].as_array().unwrap().len();
        let page = run_in(&folder, &["report", "brief.md"]).out;
        for n in 1..=count {
            assert_eq!(page.matches(&format!("id=\"e{n}\"")).count(), 1, "{example}: card {n}");
            assert_eq!(page.matches(&format!("id=\"q{n}\"")).count(), 1, "{example}: place of {n} in the draft");
        }
    }
}

#[test]
fn hostile_drafts_and_sources_stay_text() {
    let folder = Folder::new(&[]);
    for (name, file) in [("hostile.md", "hostile.md"), ("sources/harm.html", "harm.html")] {
        folder.write(name, &std::fs::read(root().join("tests/evidence").join(file)).unwrap());
    }
    let page = folder.run(&["report", "hostile.md"]).out;
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    for bad in [
        "<iframe",
        "<img",
        "javascript:alert(2)\"",
        "href=\"data:",
        "href=\"vbscript:",
        "<b onclick",
        "</style></script>",
        "\u{202e}",
    ] {
        assert!(!page.contains(bad), "{bad} got through");
    }
    assert!(page.contains("&lt;script&gt;alert(&quot;block&quot;)&lt;/script&gt;"), "it is shown all the same");
    let markdown = folder.run(&["report", "hostile.md", "--format", "markdown"]).out;
    assert!(!markdown.contains("<script") && !markdown.contains("<img"), "{markdown}");
}
