//! Running heads and page numbers: lines at the edge of the page that come back on other pages.

use std::collections::HashMap;

use super::layout::Line;

/// How many lines at the top and at the bottom are looked at.
const EDGE: usize = 3;

/// For each page, which of its lines are running heads or feet, by index; and the number printed on it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) lines: Vec<usize>,
    pub(super) number: Option<String>,
}

/// Finds the running heads of `pages`.
pub(super) fn find(pages: &[Vec<Line>]) -> Vec<Head> {
    // A head stands on the same height on every page, with the same words but for numbers.
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    let edges: Vec<Vec<usize>> = pages.iter().map(|lines| edge(lines)).collect();
    for (lines, edge) in pages.iter().zip(&edges) {
        for line in edge.iter().filter_map(|at| lines.get(*at)) {
            // Rounding must not part two lines on the same height.
            for place in [place(line), place(line) + 1] {
                *seen.entry((pattern(&line.text), place)).or_default() += 1;
            }
        }
    }
    let needed = if pages.len() < 4 { 2 } else { 3 };
    let count = |line: &Line| {
        let at = |place| seen.get(&(pattern(&line.text), place)).copied().unwrap_or_default();
        at(place(line)).max(at(place(line) + 1))
    };
    let heads = pages.iter().zip(&edges).map(|(lines, edge)| {
        let repeated = |at: &usize| lines.get(*at).is_some_and(|line| count(line) >= needed && pages.len() > 1);
        let found: Vec<usize> = edge.iter().copied().filter(repeated).collect();
        let mut numbers = found.iter().filter_map(|at| number(&lines.get(*at)?.text));
        let number = numbers.next_back();
        Head { lines: found, number }
    });
    let mut heads: Vec<Head> = heads.collect();
    keep_counting_numbers(&mut heads);
    heads
}

/// Numbers are page numbers where they count up with the pages.
fn keep_counting_numbers(heads: &mut [Head]) {
    let offset = |at: usize, head: &Head| Some(head.number.as_ref()?.parse::<i64>().ok()? - i64::try_from(at).ok()?);
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (at, head) in heads.iter().enumerate() {
        if let Some(offset) = offset(at, head) {
            *counts.entry(offset).or_default() += 1;
        }
    }
    let best = counts.into_iter().max_by_key(|(offset, count)| (*count, -offset)).filter(|(_, count)| *count >= 2);
    for (at, head) in heads.iter_mut().enumerate() {
        if best.is_none_or(|(best, _)| offset(at, head) != Some(best)) {
            head.number = None;
        }
    }
}

/// The lines nearest to the top and the bottom, by index.
fn edge(lines: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..lines.len()).collect();
    let height = |at: &usize| lines.get(*at).map_or(0.0, |line| line.y);
    by_height.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let last = by_height.len().saturating_sub(EDGE);
    let mut edge: Vec<usize> =
        by_height.iter().enumerate().filter(|(n, _)| *n < EDGE || *n >= last).map(|(_, at)| *at).collect();
    edge.sort_unstable();
    edge
}

#[expect(clippy::cast_possible_truncation, reason = "a page is no higher than a few metres")]
fn place(line: &Line) -> i64 {
    (line.y / 3.0) as i64
}

/// The words with every number alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && pattern.ends_with('#')) {
            pattern.push(c);
        }
    }
    if is_roman(text.trim()) { "#".to_owned() } else { pattern }
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
}

/// The number in a head: the first or last word, "12", "- 12 -", "Page 12 of 30".
fn number(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let after_page = words.iter().position(|word| word.eq_ignore_ascii_case("page")).and_then(|at| words.get(at + 1));
    let mut options = after_page.into_iter().chain(words.first()).chain(words.last());
    let tidy = |word: &&str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned();
    options.find_map(|word| {
        let word = tidy(word);
        (!word.is_empty() && word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_come_back_and_numbers_count() {
        let page = |n: usize| -> Vec<Line> {
            let line = |text: String, y: f64| Line { text, left: 0.0, right: 100.0, y, size: 10.0, column: 0 };
            let body = ["The talks failed", "and so it went on", "to the very end", "of the long day", "and past it"];
            let body = body
                .iter()
                .enumerate()
                .map(|(i, text)| line(format!("{text} {}", "x".repeat(n)), 100.0 + 12.0 * i as f64));
            std::iter::once(line(format!("{} Harbour Review", 214 + n), 40.0)).chain(body).collect()
        };
        let heads = find(&[page(1), page(2), page(3), page(4)]);
        assert_eq!(heads.iter().map(|head| head.lines.as_slice()).collect::<Vec<_>>(), [&[0]; 4]);
        assert_eq!(heads.first().and_then(|head| head.number.as_deref()), Some("215"));
        assert_eq!(find(&[page(1)]), [Head::default()]);
    }
}
