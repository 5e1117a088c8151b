//! Dates as articles print them.

/// Months by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `date` as `YYYY-MM-DD` where it can be read, else as written.
pub(super) fn normalised(date: &str) -> String {
    read(date).unwrap_or_else(|| date.trim().to_owned())
}

/// The date that all of `text` is: "2031-05-02T10:00Z", "May 2, 2031", "2 May 2031", with a
/// weekday or a time or without. Two numbers that could be month or day either way are no date.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    if let Some(iso) = text.get(..10).filter(|iso| is_iso(iso)) {
        return Some(iso.replace('/', "-"));
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words.get(at)?)?;
    let day_before = at.checked_sub(1).and_then(|i| words.get(i)).and_then(|word| day(word));
    let (day, year) = match day_before {
        Some(day) => (day, words.get(at + 1)?),
        None => (day(words.get(at + 1)?)?, words.get(at + 2)?),
    };
    let year: u16 = year.parse().ok().filter(|year| (1000..=2999).contains(year))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The first date that stands in `text`, which is short: "Published May 2, 2031 10:15".
pub(super) fn find(text: &str) -> Option<String> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    starts.take(40).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.char_indices().nth(40).map_or(rest.len(), |(end, _)| end);
        let rest = rest.get(..end)?;
        let first = rest.split_whitespace().next()?;
        let begins =
            first.starts_with(|c: char| c.is_ascii_digit()) || month(first.trim_end_matches(['.', ','])).is_some();
        begins.then(|| read(rest)).flatten()
    })
}

/// The date in an address or a file's name: "/2031/05/02/", "2031-05-02", "20310502".
pub(super) fn in_address(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|at| *at == 0 || !bytes.get(at - 1).is_some_and(u8::is_ascii_digit)).find_map(|at| {
        let rest = text.get(at..)?;
        let apart = rest
            .get(..10)
            .filter(|date| is_iso(&date.replace('_', "-")) && !rest.as_bytes().get(10).is_some_and(u8::is_ascii_digit));
        if let Some(date) = apart {
            return Some(date.replace(['/', '_'], "-"));
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let packed = rest.get(..8).filter(|_| digits == 8)?;
        let date = format!("{}-{}-{}", packed.get(..4)?, packed.get(4..6)?, packed.get(6..8)?);
        (is_iso(&date) && (date.starts_with("19") || date.starts_with("20"))).then_some(date)
    })
}

fn is_iso(text: &str) -> bool {
    let mut parts = text.split(['-', '/']);
    let mut number = |digits: usize, most: u32| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok()).is_some_and(|n| n >= 1 && n <= most)
    };
    number(4, 2999) && number(2, 12) && number(2, 31)
}

/// The number of a month given as a name or a number.
pub(super) fn month_number(text: &str) -> Option<usize> {
    let text = text.trim();
    text.parse().ok().filter(|number| (1..=12).contains(number)).or_else(|| month(text))
}

fn month(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    let index = MONTHS.iter().position(|month| lower.starts_with(month))?;
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let whole = NAMES.get(index)?.starts_with(&lower) || lower == "sept";
    whole.then_some(index + 1)
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read() {
        for text in
            ["2031-05-02T10:00:00Z", "May 2, 2031", "Friday, 2nd May 2031", "2 May 2031 10:15 GMT", "2031/05/02"]
        {
            assert_eq!(read(text).as_deref(), Some("2031-05-02"), "{text}");
        }
        assert_eq!(normalised("Sept. 9, 1999"), "1999-09-09");
    }

    #[test]
    fn what_is_no_clear_date_stays_as_written() {
        assert_eq!(normalised(" 02/05/2031 "), "02/05/2031");
        assert_eq!(read("He may go in 2 days"), None);
        assert_eq!(read("March on, he said"), None);
    }
}
