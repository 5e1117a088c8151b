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

fn is_iso(text: &str) -> bool {
    let mut parts = text.split(['-', '/']);
    let mut number = |digits: usize, most: u32| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok()).is_some_and(|n| n >= 1 && n <= most)
    };
    number(4, 2999) && number(2, 12) && number(2, 31)
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
