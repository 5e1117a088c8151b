//! Locators of citations: which pages, or what time, "pp. 3-4" and "12:30" name.

/// What a locator names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pinpoint {
    /// Pages: ranges of their names, the same twice for one page; an open range ends with `None`.
    Pages(Vec<(String, Option<String>)>),
    /// A time from the start of a recording, in milliseconds, from and up to.
    Time(u64, u64),
}

impl Pinpoint {
    /// Reads a locator; `None` when it names something else: a chapter, a line, a note.
    ///
    /// Page numbers may be cut in the manner of Chicago ("321-28"), and followed by "f." and "ff.".
    #[must_use]
    pub fn read(locator: &str) -> Option<Self> {
        let locator = locator.trim().trim_end_matches('.');
        if let Some(time) = time(locator) {
            return Some(time);
        }
        let lower = locator.to_lowercase();
        let label = lower.trim_start_matches(char::is_alphabetic);
        let word = lower.get(..lower.len() - label.len()).unwrap_or_default();
        let is_page = matches!(word, "p" | "pp" | "page" | "pages" | "");
        let numbers = if word.is_empty() { lower.as_str() } else { label.trim_start_matches(['.', ' ', '\u{a0}']) };
        if !is_page {
            return None;
        }
        let ranges: Option<Vec<_>> =
            numbers.split([',', '&', ';']).map(str::trim).filter(|part| !part.is_empty()).map(range).collect();
        ranges.filter(|ranges| !ranges.is_empty()).map(Self::Pages)
    }

    /// Whether it names the page of the file at `ordinal`, from 1, that may also be called `label`.
    #[must_use]
    pub fn names_page(&self, ordinal: u32, label: Option<&str>) -> bool {
        let Self::Pages(ranges) = self else { return false };
        let ordinal = ordinal.to_string();
        ranges.iter().any(|(from, to)| {
            [Some(ordinal.as_str()), label].into_iter().flatten().any(|page| {
                let number = |text: &str| text.parse::<u64>().ok();
                match (number(page), number(from), to.as_deref().map(number)) {
                    (Some(page), Some(from), Some(Some(to))) => (from..=to).contains(&page),
                    (Some(page), Some(from), None) => page >= from,
                    _ => {
                        page.eq_ignore_ascii_case(from) || to.as_deref().is_some_and(|to| page.eq_ignore_ascii_case(to))
                    }
                }
            })
        })
    }
}

/// "12", "iv", "12-14", "321–28", "12f", "12ff".
fn range(part: &str) -> Option<(String, Option<String>)> {
    let is_page = |page: &str| {
        let digits = page.bytes().all(|byte| byte.is_ascii_digit());
        let roman = page.chars().all(|c| "ivxlcdm".contains(c));
        let lettered = page.len() <= 8
            && page.bytes().any(|byte| byte.is_ascii_digit())
            && page.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !page.is_empty() && page.len() <= 8 && (digits || roman || lettered)
    };
    if let Some((from, to)) = part.split_once(['-', '–', '—']) {
        let (from, to) = (from.trim(), to.trim_start_matches(['-', '–']).trim());
        if !is_page(from) || !is_page(to) {
            return None;
        }
        // "321-28": what is left out in front is that of the first.
        let cut = from.len() > to.len() && from.bytes().chain(to.bytes()).all(|byte| byte.is_ascii_digit());
        let to = if cut { format!("{}{to}", from.get(..from.len() - to.len())?) } else { to.to_owned() };
        return Some((from.to_owned(), Some(to)));
    }
    let number = |text: &str| text.trim_end_matches(['.', ' ']).parse::<u64>().ok();
    if let Some(first) = part.strip_suffix("ff").and_then(number) {
        return Some((first.to_string(), None));
    }
    if let Some(first) = part.strip_suffix('f').and_then(number) {
        return Some((first.to_string(), Some((first + 1).to_string())));
    }
    is_page(part).then(|| (part.to_owned(), Some(part.to_owned())))
}

/// "12:30", "at 1:02:03", "min. 12".
fn time(locator: &str) -> Option<Pinpoint> {
    let lower = locator.to_lowercase();
    let minute =
        ["min. ", "min ", "minute "].iter().find_map(|word| lower.strip_prefix(word)?.trim().parse::<u64>().ok());
    if let Some(minute) = minute {
        return Some(Pinpoint::Time(minute * 60_000, minute * 60_000 + 60_000));
    }
    let clock = lower.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ' '));
    let mut ends = clock.split(['-', '–']).map(|end| {
        let parts: Option<Vec<u64>> =
            end.trim().split(':').map(|part| part.split(['.', ',']).next()?.parse().ok()).collect();
        parts
            .filter(|parts| (2..=3).contains(&parts.len()))
            .map(|parts| parts.iter().fold(0, |time, part| time * 60 + part) * 1000)
    });
    let from = ends.next().flatten()?;
    let to = ends.next().flatten().unwrap_or(from);
    Some(Pinpoint::Time(from, to.max(from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(locator: &str, ordinal: u32, label: Option<&str>) -> bool {
        Pinpoint::read(locator).unwrap().names_page(ordinal, label)
    }

    #[test]
    fn pages_are_named_in_many_ways() {
        for locator in ["p. 12", "12", "pp. 10-12", "pp. 3, 12", "page 12", "11f.", "9ff", "p.12"] {
            assert!(names(locator, 12, None), "{locator}");
        }
        assert!(names("pp. 321–28", 4, Some("325")));
        assert!(names("p. iv", 4, Some("iv")));
        assert!(!names("p. 13", 12, None));
        assert!(!names("pp. 321–28", 4, Some("329")));
    }

    #[test]
    fn times_and_other_places() {
        assert_eq!(Pinpoint::read("at 1:02:03"), Some(Pinpoint::Time(3_723_000, 3_723_000)));
        assert_eq!(Pinpoint::read("min. 12"), Some(Pinpoint::Time(720_000, 780_000)));
        assert_eq!(Pinpoint::read("12:30-12:45"), Some(Pinpoint::Time(750_000, 765_000)));
        assert_eq!(Pinpoint::read("ch. 3"), None);
        assert_eq!(Pinpoint::read("§ 5"), None);
    }
}
