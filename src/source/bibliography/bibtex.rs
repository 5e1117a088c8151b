//! BibTeX and BibLaTeX. The file is first cut into its entries, so that one that is broken spoils no
//! other.

use biblatex::{Bibliography, ChunksExt, Entry as Raw, Person};

use super::files::split;
use super::{Entry, Lines, Read};
use crate::source::{Metadata, dates, front_matter};

/// Reads a bibliography.
pub(super) fn read(text: &str) -> Read {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let pieces = pieces(text);
    // Abbreviations hold for every entry behind them.
    let strings: String = pieces
        .iter()
        .filter(|piece| piece.kind == "string" && piece.closed)
        .map(|piece| piece.text)
        .collect::<Vec<_>>()
        .join("\n");
    let mut lines = Lines::of(text);
    for piece in &pieces {
        let line = lines.at(piece.start);
        if ["string", "comment", "preamble"].contains(&piece.kind.as_str()) {
            continue;
        }
        if !piece.closed {
            problems.push((line, format!("the entry {} is not closed and was left out", named(piece))));
            continue;
        }
        match Bibliography::parse(&format!("{strings}\n{}", piece.text)) {
            Ok(parsed) => match parsed.into_vec().pop() {
                Some(raw) => entries.push(entry(&raw, piece.text, line)),
                None => problems.push((line, format!("the entry {} has no key and was left out", named(piece)))),
            },
            Err(error) => {
                let within = error.span.start.saturating_sub(strings.len() + 1);
                let line = lines.at(piece.start + within.min(piece.text.len()));
                problems.push((
                    line,
                    format!("the entry {} cannot be understood and was left out: {}", named(piece), error.kind),
                ));
            }
        }
    }
    (entries, problems)
}

/// A stretch of the file that is one entry.
#[derive(Debug)]
struct Piece<'a> {
    start: usize,
    text: &'a str,
    /// What stands behind the `@`, in lower case.
    kind: String,
    closed: bool,
}

/// What a broken entry is called: its key, if it has got so far.
fn named(piece: &Piece<'_>) -> String {
    let key = piece.text.split_once(['{', '(']).and_then(|(_, rest)| rest.split([',', '\n']).next()).map(str::trim);
    match key.filter(|key| !key.is_empty() && key.len() < 100 && !key.contains('=')) {
        Some(key) => format!("`{key}`"),
        None => format!("of kind `{}`", piece.kind),
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = next_entry(text, at) {
        let open = bytes.iter().skip(start).position(|byte| matches!(byte, b'{' | b'(')).map(|ahead| start + ahead);
        let Some(open) = open else { break };
        let kind = text.get(start + 1..open).unwrap_or_default().trim().to_ascii_lowercase();
        let (end, closed) = end_of(text, open);
        pieces.push(Piece { start, text: text.get(start..end).unwrap_or_default(), kind, closed });
        at = end.max(start + 1);
    }
    pieces
}

/// The next `@kind{` at or behind `from`.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices('@').map(|(ahead, _)| from + ahead).find(|at| begins(text, *at))
}

/// Whether an entry begins at byte `at`: `@`, letters, a brace, and nothing else before it on the line.
fn begins(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let before = before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    let rest = text.get(at + 1..).unwrap_or_default();
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = rest.get(letters..).unwrap_or_default().trim_start();
    before.is_none_or(|byte| *byte == b'\n') && letters > 0 && behind.starts_with(['{', '('])
}

/// Where the entry that opens at byte `open` ends, and whether it is closed. An entry that begins on a
/// line of its own while another is open shows that the other was never closed.
fn end_of(text: &str, open: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = open;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'(' if at == open => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (at + 1, true);
                }
            }
            b')' if depth == 1 && bytes.get(open) == Some(&b'(') => return (at + 1, true),
            b'@' if begins(text, at) => return (at, false),
            _ => {}
        }
        at += 1;
    }
    (text.len(), false)
}

fn entry(raw: &Raw, text: &str, line: usize) -> Entry {
    let field = |name: &str| {
        raw.get(name)
            .map(|chunks| chunks.format_verbatim())
            .map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let get = |names: &[&str]| names.iter().find_map(|name| field(name)).filter(|value| !value.is_empty());
    let people = raw.author().ok().filter(|people| !people.is_empty());
    let date = get(&["date"]).or_else(|| dated(get(&["year"])?, get(&["month"]), get(&["day"])));
    let kind = format!("{}", raw.entry_type).to_lowercase();
    let genre = get(&["entrysubtype", "howpublished", "type"]);
    let metadata = Metadata {
        title: get(&["title"]),
        authors: people.unwrap_or_default().iter().map(name).collect(),
        outlet: get(&[
            "journaltitle",
            "journal",
            "publisher",
            "organization",
            "institution",
            "eprinttype",
            "maintitle",
            "booktitle",
        ]),
        date: date.map(|date| dates::normalised(&date)),
        url: get(&["url"]).filter(|url| url.starts_with("http")),
        language: get(&["langid", "language"]).and_then(|name| language(&name)),
        kind: genre
            .and_then(|genre| front_matter::kind_named(&genre))
            .or_else(|| front_matter::kind_named(&kind))
            .unwrap_or_default(),
    };
    Entry {
        key: raw.key.clone(),
        metadata,
        files: raw_field(text, "file").map(|value| split(&value)).unwrap_or_default(),
        line,
    }
}

fn dated(year: String, month: Option<String>, day: Option<String>) -> Option<String> {
    let month = month.and_then(|month| dates::month_number(&month));
    Some(match (month, day.and_then(|day| day.parse::<u8>().ok())) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year,
    })
}

fn name(person: &Person) -> String {
    let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn language(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("american", "en"),
        ("british", "en"),
        ("usenglish", "en"),
        ("ukenglish", "en"),
        ("german", "de"),
        ("ngerman", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("portuguese", "pt"),
        ("russian", "ru"),
    ];
    let known = NAMES.iter().find(|(long, _)| *long == name).map(|(_, short)| (*short).to_owned());
    known
        .or_else(|| (name.split('-').next()?.len() == 2).then(|| name.split('-').next().unwrap_or_default().to_owned()))
}

/// The value of the field `wanted` as it is written: paths must not be read as TeX.
fn raw_field(text: &str, wanted: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let value = lower.match_indices(wanted).find_map(|(at, _)| {
        let before = lower.get(..at)?.trim_end();
        let behind = text.get(at + wanted.len()..)?.trim_start();
        (before.ends_with([',', '{', '(']) && behind.starts_with('='))
            .then(|| behind.get(1..).unwrap_or_default().trim_start())
    })?;
    if let Some(quoted) = value.strip_prefix('"') {
        return quoted.split('"').next().map(str::to_owned);
    }
    let mut depth = 0usize;
    for (at, c) in value.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return value.get(1..at).map(str::to_owned);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_entry_costs_itself() {
        let text = "@string{ht = {The Harbour Times}}\n\n@article{gale2031,\n  author = {Gale, Ann and Reed, Bo},\n  title = {Ferry {Talks} \\& More},\n  journal = ht,\n  date = {2031-05-02},\n  file = {Full Text:files/12/gale.pdf:application/pdf}\n}\n\n@misc{open,\n  title = {Never closed,\n\n@misc{cole,\n  title = \"Order\",\n  year = 1999, month = may\n}\n@misc{bad, title = }\n";
        let (entries, problems) = read(text);
        let keys: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.line)).collect();
        assert_eq!(keys, [("gale2031", 3), ("cole", 14)]);
        let first = &entries[0];
        assert_eq!(first.metadata.title.as_deref(), Some("Ferry Talks & More"));
        assert_eq!(first.metadata.authors, ["Ann Gale", "Bo Reed"]);
        assert_eq!(first.metadata.outlet.as_deref(), Some("The Harbour Times"));
        assert_eq!(first.metadata.date.as_deref(), Some("2031-05-02"));
        assert_eq!(first.files, ["files/12/gale.pdf"]);
        assert_eq!(entries[1].metadata.date.as_deref(), Some("1999-05"));
        assert_eq!(problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [11, 18]);
        assert!(problems[0].1.contains("`open` is not closed"), "{problems:?}");
    }
}
