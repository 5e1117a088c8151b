//! Releases and reports: what an organisation publishes in its own name.

/// Lines at the top that are looked at.
const TOP: usize = 12;
/// Longer lines are sentences of the text.
const SHORT: usize = 120;

/// A text that says at its top that it was given to the press, or whose statement it is.
pub(super) fn is_release<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    const SAYS: &[&str] = &[
        "for immediate release",
        "press release",
        "media release",
        "news release",
        "embargoed until",
        "media advisory",
    ];
    const STATEMENTS: &[&str] = &[
        "statement by ",
        "statement from ",
        "statement of ",
        "joint statement by ",
        "joint statement of ",
        "statement on behalf of ",
    ];
    lines.take(TOP).enumerate().any(|(nth, line)| {
        let line = line.trim_start_matches(['#', '*', ' ']);
        let lower = line.to_lowercase();
        let whose = STATEMENTS.iter().find(|say| lower.starts_with(**say)).and_then(|say| line.get(say.len()..));
        // A headline goes on in small letters: "Statement by mayor angers board".
        let named = whose
            .map(|whose| whose.strip_prefix("the ").unwrap_or(whose))
            .is_some_and(|whose| whose.starts_with(char::is_uppercase) && !line.ends_with(['.', '"', '”']));
        line.len() <= SHORT && ((nth == 0 && named) || SAYS.iter().any(|say| lower.starts_with(say)))
    })
}

/// A text in numbered sections of a law, or with the parts of a study or report.
pub(super) fn is_report<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    const PARTS: &[&str] = &[
        "abstract",
        "executive summary",
        "table of contents",
        "methodology",
        "methods",
        "references",
        "findings",
        "recommendations",
        "appendix",
        "conclusions",
    ];
    let mut parts: Vec<&str> = Vec::new();
    let mut sections = 0;
    for line in lines.filter(|line| line.len() <= SHORT || line.starts_with(['S', '§'])) {
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | '*' | '.' | ' '));
        let bare = bare.trim_end_matches(['*', ':', ' ']);
        if let Some(part) =
            PARTS.iter().find(|part| bare.eq_ignore_ascii_case(part)).filter(|part| !parts.contains(part))
        {
            parts.push(part);
        }
        sections += usize::from(is_section(line));
    }
    parts.len() >= 3 || sections >= 3
}

/// "SEC. 3. The harbour", "Section 3.", "§ 3".
fn is_section(line: &str) -> bool {
    let line = line.trim_start_matches(['#', '*', ' ']);
    let number = ["SEC. ", "Sec. ", "SECTION ", "Section ", "§ ", "§"].iter().find_map(|mark| line.strip_prefix(mark));
    let Some(number) = number else { return false };
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = number.get(digits..).unwrap_or_default();
    digits > 0 && (after.is_empty() || after.starts_with(['.', ':', ' ', '—']))
}
