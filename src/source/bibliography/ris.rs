//! RIS, as reference managers and libraries export it.

use super::{Entry, Read, given_first};
use crate::source::{Metadata, dates, front_matter};

/// Reads a bibliography.
pub(super) fn read(text: &str) -> Read {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, Vec<(&str, &str)>)> = None;
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line_number = n + 1;
        let Some((tag, value)) = tagged(line) else { continue };
        match (tag, &mut open) {
            ("TY", unclosed) => {
                if let Some((line, fields)) = unclosed.take() {
                    problems
                        .push((line, format!("the entry {} is not closed by `ER` and was left out", named(&fields))));
                }
                open = Some((line_number, vec![(tag, value)]));
            }
            ("ER", Some(_)) => {
                if let Some((line, fields)) = open.take() {
                    match entry(&fields, line) {
                        Some(entry) => entries.push(entry),
                        None => problems
                            .push((line, "the entry has neither an `ID` nor a title and was left out".to_owned())),
                    }
                }
            }
            ("ER", None) => problems.push((line_number, "an entry ends that did not begin".to_owned())),
            (tag, Some((_, fields))) => fields.push((tag, value)),
            _ => {}
        }
    }
    if let Some((line, fields)) = open {
        problems.push((line, format!("the entry {} is not closed by `ER` and was left out", named(&fields))));
    }
    (entries, problems)
}

/// "AU  - Gale, Ann".
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let value = rest.trim_start().strip_prefix('-')?;
    let is_tag = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then_some((tag, value.trim()))
}

fn named(fields: &[(&str, &str)]) -> String {
    get(fields, &["ID", "TI", "T1"]).map_or_else(|| "that begins here".to_owned(), |name| format!("“{name}”"))
}

fn get<'a>(fields: &[(&str, &'a str)], tags: &[&str]) -> Option<&'a str> {
    tags.iter().find_map(|wanted| {
        fields.iter().find(|(tag, value)| tag == wanted && !value.is_empty()).map(|(_, value)| *value)
    })
}

fn entry(fields: &[(&str, &str)], line: usize) -> Option<Entry> {
    let all = |tags: &[&str]| {
        fields.iter().filter(|(tag, _)| tags.contains(tag)).map(|(_, value)| *value).collect::<Vec<_>>()
    };
    let title = get(fields, &["TI", "T1", "CT"]);
    let key = get(fields, &["ID", "LB", "CN"]).or(title)?;
    let kind = match get(fields, &["TY"])? {
        "BOOK" | "EBOOK" => "book",
        "RPRT" | "THES" | "BILL" | "CASE" | "LEGAL" | "STAT" | "GOVDOC" => "report",
        "PRESS" => "release",
        "HEAR" => "transcript",
        _ => "article",
    };
    // Dates are written 2031/05/02/ with parts that may be empty.
    let date = get(fields, &["DA", "PY", "Y1"]).map(|date| date.trim_end_matches('/').replace('/', "-"));
    let metadata = Metadata {
        title: title.map(str::to_owned),
        authors: all(&["AU", "A1"]).into_iter().map(given_first).collect(),
        outlet: get(fields, &["JO", "JF", "T2", "PB", "JA"]).map(str::to_owned),
        date: date.map(|date| dates::normalised(&date)),
        url: get(fields, &["UR"]).filter(|url| url.starts_with("http")).map(str::to_owned),
        language: get(fields, &["LA"])
            .and_then(|code| Some(code.split('-').next()?.to_lowercase()))
            .filter(|code| code.len() == 2),
        kind: front_matter::kind_named(kind).unwrap_or_default(),
    };
    let files = all(&["L1", "L2", "L4"]).into_iter().filter(|file| !file.starts_with("http"));
    let files =
        files.map(|file| file.trim_start_matches("file://").trim_start_matches("internal-pdf://").to_owned()).collect();
    Some(Entry { key: key.to_owned(), metadata, files, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_where_they_say() {
        let text = "TY  - NEWS\nID  - gale\nTI  - Ferry talks\nAU  - Gale, Ann\nDA  - 2031/05/02/\nT2  - The Harbour Times\nL1  - files/a.pdf\nER  - \n\nTY  - BOOK\nTI  - Never closed\n\nTY  - BOOK\nID  - cole\nER  - \n";
        let (entries, problems) = read(text);
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["gale", "cole"]);
        assert_eq!(entries[0].metadata.date.as_deref(), Some("2031-05-02"));
        assert_eq!(entries[0].metadata.authors, ["Ann Gale"]);
        assert_eq!(entries[0].files, ["files/a.pdf"]);
        assert_eq!(problems, [(10, "the entry “Never closed” is not closed by `ER` and was left out".to_owned())]);
    }
}
