//! The report of findings made by hand, so that each arrangement is seen without the engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use expect_test::{Expect, expect};
use smallvec::smallvec;
use smol_str::SmolStr;

use super::write;
use crate::archive::{Archive, SourceId};
use crate::config::Config;
use crate::draft;
use crate::prose::Sameness;
use crate::report::{CheckedDraft, DraftReport, Run, Untold};
use crate::rules::{Code, Edit, Evidence, Finding, Fix, Related, Standing, Verdict};
use crate::source::{self, OffsetMap};
use crate::text::{Few, Span};
use crate::verify::{Alteration, AlterationKind, Grade};
use crate::workspace::{Checked, CheckedQuotation, Workspace};

const DRAFT: &str = "# Tides\n\nQuill was blunt: “The tide leaves for nobody, and the ferry waits for the tide”, \
                     she told the Lorne Bell on Monday.\n";
const SOURCE: &str = "Low water\n\nAda Quill has run the ferry for thirty years, in fog and in flood, and has never \
                      once been early. “The tide waits for nobody, and the ferry waits for the tide,” she told Radio \
                      Lorne on Monday, when the quay was under water again and nobody came.\n";

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn finding(code: Code, words: &str, message: &str, passage: &str) -> Finding {
    Finding {
        code,
        severity: code.default_severity(),
        message: message.into(),
        span: find(DRAFT, words),
        related: smallvec![Related { source: SourceId(0), span: find(SOURCE, passage), message: SmolStr::default() }],
        fixes: Vec::new(),
    }
}

fn check(findings: Vec<Finding>, width: usize, expected: &Expect) {
    let archive = Archive::build(
        vec![Arc::new(source::from_text(Path::new("/w/sources/a.txt"), "sources/a.txt", SOURCE).unwrap())],
        Vec::new(),
    );
    let alteration = Alteration {
        kind: AlterationKind::Replaced,
        grade: Grade::Words,
        sense: None,
        draft: find(DRAFT, "leaves"),
        source: find(SOURCE, "waits"),
        abridged: false,
    };
    let evidence = Evidence {
        source: SourceId(0),
        span: find(SOURCE, "The tide waits for nobody, and the ferry waits for the tide"),
        pieces: Few::new(),
        cited: true,
        standing: Standing::Prose,
        speaker: None,
        speaker_confidence: 0.0,
        sameness: Sameness::Unknown,
        settled: true,
        quoted_by: None,
        venue: None,
        venues: Vec::new(),
        date: None,
        when: None,
        alterations: vec![alteration],
        omissions: Vec::new(),
        clip: None,
        spliced: false,
        similarity: 1.0,
        extent: crate::verify::Extent::Whole,
    };
    let quotation = CheckedQuotation {
        index: 0,
        span: find(DRAFT, "“The tide leaves for nobody, and the ferry waits for the tide”"),
        inner: find(DRAFT, "The tide leaves for nobody, and the ferry waits for the tide"),
        speaker: None,
        verdict: Verdict::Altered,
        evidence: [evidence.into()].into(),
        findings,
    };
    let draft = Arc::new(draft::parse(DRAFT, &mut draft::Memo::default()));
    let checked = Checked { draft, quotations: vec![quotation.into()], citations: Vec::new(), findings: Vec::new() };
    let workspace = Workspace::over(Path::new("/w"), Config::default(), archive);
    let offsets = OffsetMap::identity();
    let path = PathBuf::from("/w/brief.md");
    let draft = CheckedDraft { shown: "brief.md".to_owned(), path, workspace, checked, offsets };
    let base = PathBuf::from("/w");
    let drafts = vec![DraftReport::of(&draft, &base, false)];
    let mut out = Vec::new();
    write(&Run { base, drafts, untold: Untold::default() }, width, &mut out).unwrap();
    let styled = String::from_utf8(out).unwrap();
    expected.assert_eq(&anstream::adapter::strip_str(&styled).to_string());
}

#[test]
fn the_words_of_draft_and_source_stand_beside_each_other() {
    let mut altered = finding(Code::AlteredQuote, "leaves", "a has “waits”, not “leaves”", "The tide waits for nobody");
    let edit = Edit { span: find(DRAFT, "leaves"), text: "waits".into() };
    altered.fixes = vec![Fix { title: "Use the source’s words".into(), edits: smallvec![edit], safe: false }];
    check(
        vec![altered],
        72,
        &expect![[r#"
        error[altered-quote]: a has “waits”, not “leaves”
         --> brief.md:3:28
          |
        3 | Quill was blunt: “The tide leaves for nobody, and the ferry waits
          |                            ^^^^^^
          | for the tide”, she told the Lorne Bell on Monday.
          |
         ::: sources/a.txt:3:100
          |
        3 | Ada Quill has run the ferry for thirty years, in fog and in flood,
          | and has never once been early. “The tide waits for nobody, and the
          |                                          -----
          | ferry waits for the tide,” she told Radio Lorne on Monday, when …
          |
          = help: Use the source’s words: “waits”

        1 quotation: 1 altered · 1 error
    "#]],
    );
}

#[test]
fn what_two_findings_share_is_shown_once() {
    let altered = finding(Code::AlteredQuote, "leaves", "a has “waits”, not “leaves”", "The tide waits for nobody");
    let venue = finding(Code::WrongVenue, "the Lorne Bell", "a has this said to Radio Lorne", "The tide waits");
    check(
        vec![altered, venue],
        100,
        &expect![[r#"
        error[altered-quote]: a has “waits”, not “leaves”
         --> brief.md:3:28
          |
        3 | Quill was blunt: “The tide leaves for nobody, and the ferry waits for the tide”, she told the
          |                            ^^^^^^
          | Lorne Bell on Monday.
          |
         ::: sources/a.txt:3:100
          |
        3 | Ada Quill has run the ferry for thirty years, in fog and in flood, and has never once been
          | early. “The tide waits for nobody, and the ferry waits for the tide,” she told Radio Lorne on
          |                  -----
          | Monday, when …
          |
        warning[wrong-venue]: a has this said to Radio Lorne
         --> brief.md:3:91
          |
        3 | Quill was blunt: “The tide leaves for nobody, and the ferry waits for the tide”, she told the
          |                                                                                           ^^^
          | Lorne Bell on Monday.
          | ^^^^^^^^^^
          |

        1 quotation: 1 altered · 1 error, 1 warning
    "#]],
    );
}

#[test]
fn a_draft_without_findings_has_a_summary_only() {
    check(
        Vec::new(),
        100,
        &expect![[r#"
        1 quotation: 1 altered · no findings
    "#]],
    );
}
