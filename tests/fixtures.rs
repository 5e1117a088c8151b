//! Drafts with the findings they must have written under their lines. See `fixtures/README.md`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use verbatim::workspace::{Memo, Workspace};

/// The only function that knows the library: what it finds in the draft at `path`.
fn check(path: &Path, text: &str) -> Vec<Note> {
    let workspace = Workspace::open(path).unwrap_or_else(|error| panic!("{}: {}", error.path.display(), error.message));
    let checked = workspace.check(path, text, &mut Memo::default());
    let draft = &checked.draft;
    let note = |finding: &verbatim::rules::Finding| {
        let (from, to) = (draft.lines.position(text, finding.span.start), draft.lines.position(text, finding.span.end));
        let line_end = draft.lines.position(text, draft.lines.span(text, from.line - 1).end);
        // What runs over several lines is annotated on its first.
        let end = if to.line == from.line { to.column } else { line_end.column };
        Note {
            line: from.line,
            start: from.column,
            end: end.max(from.column + 1),
            code: finding.code.as_str().to_owned(),
            message: finding.message.to_string(),
        }
    };
    let mut notes: Vec<_> = checked.all_findings().into_iter().map(note).collect();
    notes.sort();
    notes
}

/// A finding, expected or actual. Lines and columns from 1, columns in characters, `end` exclusive.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Note {
    line: usize,
    start: usize,
    end: usize,
    code: String,
    message: String,
}

impl Note {
    /// Whether the finding `actual` is the one this annotation expects.
    fn expects(&self, actual: &Self) -> bool {
        let place = |note: &Self| (note.line, note.start, note.end);
        place(self) == place(actual) && self.code == actual.code && actual.message.contains(&self.message)
    }
}

/// A file of a fixture: its path and its text.
struct Part {
    path: PathBuf,
    text: String,
}

/// Takes a fixture apart at its `//- path` lines. What stands before the first is a remark.
fn parts(fixture: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("//- ") {
            parts.push(Part { path: PathBuf::from(path.trim()), text: String::new() });
        } else if let Some(part) = parts.last_mut() {
            part.text.push_str(line);
        }
    }
    parts
}

/// Splits a draft into its text and the annotations under its lines.
fn annotated(draft: &str) -> (String, Vec<Note>) {
    let (mut text, mut notes, mut line) = (String::new(), Vec::new(), 0);
    for row in draft.split_inclusive('\n') {
        match annotation(row, line) {
            Some(note) => notes.push(note),
            None => {
                text.push_str(row);
                line += 1;
            }
        }
    }
    notes.sort();
    (text, notes)
}

/// Reads `   ^^^^ code: message` under line `line`.
fn annotation(row: &str, line: usize) -> Option<Note> {
    let carets = row.trim_start_matches(' ');
    let start = row.len() - carets.len() + 1;
    let rest = carets.trim_start_matches('^');
    let width = carets.len() - rest.len();
    let (code, message) = rest.trim().split_once(':').unwrap_or((rest.trim(), ""));
    let is_code = !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    (width > 0 && is_code && rest.starts_with(' ')).then(|| Note {
        line,
        start,
        end: start + width,
        code: code.to_owned(),
        message: message.trim().to_owned(),
    })
}

/// The draft with `notes` under its lines, as it would stand in a fixture.
fn render(text: &str, notes: &[Note]) -> String {
    let mut out = String::new();
    for (n, line) in text.lines().enumerate() {
        let _ = writeln!(out, "{line}");
        for note in notes.iter().filter(|note| note.line == n + 1) {
            let (indent, carets) = (" ".repeat(note.start - 1), "^".repeat(note.end - note.start));
            let _ = writeln!(out, "{indent}{carets} {}: {}", note.code, note.message);
        }
    }
    out
}

/// Runs one fixture; an `Err` shows what was found, and is the fixture as it would have to be.
fn run(fixture: &str) -> Result<(), Differs> {
    let folder = tempfile::tempdir().unwrap();
    let parts = parts(fixture);
    for part in &parts {
        let path = folder.path().join(&part.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = if is_draft(&part.path) { annotated(&part.text).0 } else { part.text.clone() };
        fs::write(path, text).unwrap();
    }
    assert!(parts.iter().any(|part| is_draft(&part.path)), "there is no draft in it");
    let remark = fixture.split("//- ").next().unwrap_or_default();
    let (mut report, mut anew) = (String::new(), remark.to_owned());
    for part in &parts {
        let _ = writeln!(anew, "//- {}", part.path.display());
        if !is_draft(&part.path) {
            anew.push_str(&part.text);
            continue;
        }
        let (text, expected) = annotated(&part.text);
        let actual = check(&folder.path().join(&part.path), &text);
        let same = expected.len() == actual.len() && expected.iter().zip(&actual).all(|(e, a)| e.expects(a));
        if same {
            anew.push_str(&part.text);
        } else {
            let found = render(&text, &actual);
            let _ = writeln!(report, "expected:\n\n{}\nfound:\n\n{found}", render(&text, &expected));
            anew.push_str(&found);
        }
    }
    if report.is_empty() { Ok(()) } else { Err(Differs { report, anew }) }
}

/// A fixture whose findings are others than those written into it.
struct Differs {
    report: String,
    /// The fixture with the findings there are.
    anew: String,
}

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md") && !path.starts_with("sources")
}

/// All fixtures, by name; `FIXTURE=part-of-a-name` runs only some.
fn fixtures(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.file_name().is_some_and(|name| name != "README.md") {
            found.push(path);
        }
    }
}

/// `UPDATE_EXPECT=1` writes what was found into the fixtures that differ; read it before it is
/// committed.
#[test]
fn every_fixture_has_the_findings_written_into_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let only = std::env::var("FIXTURE").unwrap_or_default();
    let mut paths = Vec::new();
    fixtures(&folder, &mut paths);
    paths.retain(|path| path.to_string_lossy().contains(&only));
    assert!(!paths.is_empty(), "there is no fixture to run");
    let failed: Vec<_> = paths
        .iter()
        .filter_map(|path| {
            let differs = run(&fs::read_to_string(path).unwrap()).err()?;
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                fs::write(path, differs.anew).unwrap();
                return None;
            }
            Some(format!("== {}\n{}", path.strip_prefix(&folder).unwrap().display(), differs.report))
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} fixtures differ\n\n{}", failed.len(), paths.len(), failed.join("\n"));
    println!("{} fixtures", paths.len());
}

#[test]
fn annotations_are_read_where_they_point() {
    let (text, notes) = annotated("“à la” x\n ^^^^^ altered-quote: has “y”\n^ wrong-venue\n^ not a code!\n");
    assert_eq!(text, "“à la” x\n^ not a code!\n");
    let expected = Note { line: 1, start: 2, end: 7, code: "altered-quote".into(), message: "has “y”".into() };
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1], expected);
    assert_eq!(notes[0].code, "wrong-venue");
}
