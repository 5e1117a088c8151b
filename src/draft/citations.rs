//! Keys in the manner of Pandoc: `[see @key, p. 3; @other]`, `@key [p. 3]`.

use std::cell::LazyCell;

use memchr::{memchr2, memchr2_iter};

use super::model::{Citation, CitationForm, Target};
use super::prepare::is_inside;
use crate::text::{Span, is_joint};

/// What keys are found in one leaf.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The citations, by where they begin.
    pub(super) citations: Vec<Citation>,
    /// What is to be blanked: whole groups with their brackets, bare keys.
    pub(super) markup: Vec<Span>,
}

/// Starts of the names that Quarto keeps for figures, tables and sections.
const CROSS_REFERENCES: &[&str] =
    &["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "cor-", "def-", "exm-", "exr-", "prp-", "cnj-"];

/// Words that begin a locator.
const LOCATORS: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "ch",
    "chs",
    "chap",
    "chapter",
    "chapters",
    "sec",
    "secs",
    "section",
    "sections",
    "§",
    "§§",
    "¶",
    "para",
    "paras",
    "paragraph",
    "paragraphs",
    "vol",
    "vols",
    "volume",
    "line",
    "lines",
    "l",
    "ll",
    "fig",
    "figure",
    "n",
    "nn",
    "note",
    "notes",
    "no",
    "nos",
    "bk",
    "book",
    "pt",
    "part",
    "parts",
    "col",
    "column",
    "verse",
    "at",
    "min",
    "minute",
    "time",
    "timestamp",
    "slide",
    "act",
    "art",
    "article",
    "f",
    "fol",
    "folio",
];

/// The keys in `leaf` of `text`, whose markup and code are blanked already. `literal` tells
/// whether the character at an offset was escaped or belongs to a link.
pub(super) fn scan(text: &str, leaf: Span, literal: impl Fn(usize) -> bool) -> Found {
    let mut found = Found::default();
    if memchr2(b'@', b'^', leaf.of(text).as_bytes()).is_none() {
        return found;
    }
    let pairs = bracket_pairs(text, leaf, &literal);
    let quoted = LazyCell::new(|| quoted(text, leaf));
    let mut at = leaf.start;
    while let Some(offset) = Span::new(at, leaf.end).of(text).find('@') {
        let sign = at + offset;
        at = sign + 1;
        if literal(sign) {
            continue;
        }
        let Some(key) = key_at(text, leaf, sign) else { continue };
        at = key.end;
        match enclosing(&pairs, sign).filter(|pair| !quotes_before(text, *pair, sign)) {
            Some(group) => {
                group_citation(text, group, sign, &key, &mut found);
            }
            // In quotation marks it is a handle in somebody's post.
            None if is_inside(&quoted, sign) => {}
            None => at = bare_citation(text, leaf, sign, &key, &pairs, &mut found),
        }
    }
    undefined_notes(text, &pairs, &mut found);
    found.citations.sort_by_key(|c| c.span);
    found
}

/// A key and where it stands, without `@` and braces.
struct Key {
    span: Span,
    /// The byte behind it, its closing brace included.
    end: usize,
}

/// The key behind the `@` at `sign`.
fn key_at(text: &str, leaf: Span, sign: usize) -> Option<Key> {
    let before = Span::new(leaf.start, sign).of(text).chars().rev().find(|c| !is_joint(*c));
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '.' | '%' | '+')) {
        return None;
    }
    let rest = Span::new(sign + 1, leaf.end).of(text);
    if let Some(braced) = rest.strip_prefix('{') {
        let end = braced
            .find(['}', '{', '\n'])
            .filter(|&end| end > 0 && braced.get(end..).is_some_and(|r| r.starts_with("}")))?;
        let start = sign + 2;
        return Some(Key { span: Span::new(start, start + end), end: start + end + 1 });
    }
    let length = key_length(rest);
    let key = rest.get(..length)?;
    if length == 0 || CROSS_REFERENCES.iter().any(|prefix| key.starts_with(prefix)) {
        return None;
    }
    Some(Key { span: Span::new(sign + 1, sign + 1 + length), end: sign + 1 + length })
}

/// A key begins with a letter, a digit or `_` and goes on with those and single marks of
/// punctuation between them.
fn key_length(rest: &str) -> usize {
    let mut length = 0;
    let mut punctuated = true;
    for (at, c) in rest.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            length = at + c.len_utf8();
            punctuated = false;
        } else if punctuated || !":.#$%&-+?<>~/".contains(c) {
            break;
        } else {
            punctuated = true;
        }
    }
    length
}

/// Pairs of brackets, by where they open; `literal` ones do not count.
fn bracket_pairs(text: &str, leaf: Span, literal: &impl Fn(usize) -> bool) -> Vec<Span> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for at in memchr2_iter(b'[', b']', leaf.of(text).as_bytes()).map(|at| leaf.start + at) {
        if literal(at) {
            continue;
        }
        if text.as_bytes().get(at) == Some(&b'[') {
            open.push(at);
        } else {
            pairs.extend(open.pop().map(|start| Span::new(start, at + 1)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What stands between double quotation marks in `leaf`, nested marks left aside: roughly, as
/// quotations are recognised only when all markup is known.
fn quoted(text: &str, leaf: Span) -> Vec<Span> {
    let mut open: Option<(usize, &[char])> = None;
    let mut found = Vec::new();
    for (at, c) in leaf.of(text).char_indices() {
        match open {
            Some((start, closing)) if closing.contains(&c) => {
                found.push(Span::new(start, leaf.start + at));
                open = None;
            }
            Some(_) => {}
            None => {
                let closing: &[char] = match c {
                    '"' => &['"'],
                    '“' => &['”'],
                    '„' => &['“', '”'],
                    '«' => &['»'],
                    '»' => &['«'],
                    _ => continue,
                };
                open = Some((leaf.start + at, closing));
            }
        }
    }
    found
}

/// The innermost pair around the byte at `offset`.
fn enclosing(pairs: &[Span], offset: usize) -> Option<Span> {
    /// How many pairs are looked through, so that a wall of brackets costs nothing.
    const DEPTH: usize = 8;
    let upto = pairs.partition_point(|pair| pair.start < offset);
    pairs.get(..upto)?.iter().rev().take(DEPTH).copied().find(|pair| pair.contains(offset))
}

/// Whether quotation marks stand in `pair` in front of `sign`: an insertion that quotes somebody
/// is no citation.
fn quotes_before(text: &str, pair: Span, sign: usize) -> bool {
    /// How far back is looked, so that a long group costs no more than its length.
    const WINDOW: usize = 400;
    let from = pair.start.max(sign.saturating_sub(WINDOW));
    let before = text.as_bytes().get(from..sign).unwrap_or_default();
    if before.iter().all(|byte| byte.is_ascii() && *byte != b'"') {
        return false;
    }
    String::from_utf8_lossy(before).contains(['"', '“', '”', '«', '»'])
}

fn citation(sign: usize, key: &Key, text: &str, form: CitationForm) -> Citation {
    let name = key.span.of(text);
    let is_address = name.starts_with("http://") || name.starts_with("https://");
    let target = if is_address { Target::Url(name.to_owned()) } else { Target::Key(name.to_owned()) };
    Citation { span: Span::new(sign, key.end), target_span: key.span, target: target.into(), locator: None, form }
}

/// A key inside brackets: one item of the group, up to the next `;` or the closing bracket.
fn group_citation(text: &str, group: Span, sign: usize, key: &Key, found: &mut Found) {
    if found.markup.last() != Some(&group) {
        found.markup.push(group);
    }
    let inside = Span::new(key.end, group.end.saturating_sub(1)).of(text);
    let suffix = inside.split([';', '@']).next().unwrap_or_default();
    let mut citation = citation(sign, key, text, CitationForm::Bracketed);
    if Span::new(group.start, sign).of(text).ends_with('-') {
        citation.span.start -= 1;
    }
    citation.locator = locator(suffix, key.end);
    found.citations.push(citation);
}

/// A key in the running text, with the locator in brackets that may follow it. Returns where to
/// go on.
fn bare_citation(text: &str, leaf: Span, sign: usize, key: &Key, pairs: &[Span], found: &mut Found) -> usize {
    let mut citation = citation(sign, key, text, CitationForm::Narrative);
    let mut markup = citation.span;
    let rest = Span::new(key.end, leaf.end).of(text);
    let bracket = key.end + (rest.len() - rest.trim_start_matches(' ').len());
    if let Ok(index) = pairs.binary_search_by_key(&bracket, |pair| pair.start)
        && let Some(pair) = pairs.get(index)
        && let Some(locator) = locator(Span::new(pair.start + 1, pair.end - 1).of(text), pair.start + 1)
    {
        citation.locator = Some(locator);
        markup.end = pair.end;
    }
    found.citations.push(citation);
    found.markup.push(markup);
    markup.end
}

/// Where `suffix`, which stands at byte `at`, names a page, a section or a time; `None` when it says
/// something else.
fn locator(suffix: &str, at: usize) -> Option<Span> {
    let around = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}');
    let start = at + suffix.len() - suffix.trim_start_matches(around).len();
    let suffix = suffix.trim_matches(around);
    let word = suffix.split(|c: char| c.is_whitespace() || c == '.' || c == ',').next().unwrap_or_default();
    let numbered = suffix.starts_with(|c: char| c.is_ascii_digit());
    let named = LOCATORS.contains(&word.to_lowercase().as_str()) && suffix.contains(|c: char| c.is_ascii_digit());
    let roman = matches!(word, "p" | "pp" | "ch") && suffix.len() < 12;
    (!suffix.is_empty() && !suffix.contains('@') && (numbered || named || roman))
        .then(|| Span::new(start, start + suffix.len()))
}

/// References to footnotes that no footnote answers, which Markdown leaves as text.
fn undefined_notes(text: &str, pairs: &[Span], found: &mut Found) {
    const LONGEST_LABEL: usize = 100;
    for pair in pairs {
        let inner = Span::new(pair.start + 1, pair.end - 1);
        let label = inner.of(text);
        let is_note =
            (2..LONGEST_LABEL).contains(&label.len()) && label.starts_with('^') && !label.contains(char::is_whitespace);
        if is_note && !label.contains(['[', ']']) {
            found.markup.push(*pair);
            found.citations.push(Citation {
                span: *pair,
                target_span: inner,
                target: Target::Key(label.to_owned()).into(),
                locator: None,
                form: CitationForm::Bracketed,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str) -> Vec<(String, &str, Option<&str>)> {
        let found = scan(text, Span::new(0, text.len()), |_| false);
        found
            .citations
            .into_iter()
            .map(|c| {
                let (Target::Key(key) | Target::Url(key) | Target::Path(key) | Target::Outlet(key)) =
                    (*c.target).clone();
                (key, c.span.of(text), c.locator.map(|locator| locator.of(text)))
            })
            .collect()
    }

    fn keys(text: &str) -> Vec<String> {
        cited(text).into_iter().map(|(key, ..)| key).collect()
    }

    #[test]
    fn groups_give_each_key_its_locator() {
        let found = cited("x [see @gale-2025, pp. 3-4; also -@reed:b, and others; @{https://a.example/?b=c}].");
        let expected = [
            ("gale-2025".to_owned(), "@gale-2025", Some("pp. 3-4")),
            ("reed:b".to_owned(), "-@reed:b", None),
            ("https://a.example/?b=c".to_owned(), "@{https://a.example/?b=c}", None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_bare_key_takes_a_locator_but_no_other_bracket() {
        assert_eq!(cited("@gale [p. 3] says"), [("gale".to_owned(), "@gale", Some("p. 3"))]);
        assert_eq!(cited("@gale [T]he"), [("gale".to_owned(), "@gale", None)]);
        assert_eq!(keys("(as @gale. And"), ["gale"]);
    }

    #[test]
    fn a_handle_between_quotation_marks_is_no_key() {
        assert!(keys("“Thank you, @harbour!” she wrote. \"@gale is late\"").is_empty());
        assert_eq!(keys("“Late,” @gale wrote; “on time,” says @reed."), ["gale", "reed"]);
        assert_eq!(keys("“Late [@gale] again”"), ["gale"]);
        assert_eq!(keys("a 6\" nail, as @gale says"), ["gale"]);
    }

    #[test]
    fn addresses_and_cross_references_are_no_keys() {
        assert!(keys("mail a@b.example, see @fig-map and [@tbl-2], @ noon, a/@b").is_empty());
        assert!(keys("[T]he “[he] said”").is_empty());
    }

    #[test]
    fn an_unanswered_note_is_a_citation_that_leads_nowhere() {
        assert_eq!(keys("so[^7] it [^not one]"), ["^7"]);
    }
}
