//! Dates as articles print them.

mod months;

use crate::prose::written;

/// The longest text that is looked at as a date, in bytes.
const LONGEST: usize = 90;

/// Which of two numbers that could be month or day either way is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// As in the United States.
    MonthFirst,
    /// As nearly everywhere else.
    DayFirst,
    #[default]
    Unknown,
}

/// `date` as `YYYY-MM-DD` where it can be read, else as written.
pub(super) fn normalised(date: &str) -> String {
    read(date).unwrap_or_else(|| date.trim().to_owned())
}

/// As [`read_in`], where nothing is known of how numbers are ordered: two that could be month or day
/// either way are no date.
pub(super) fn read(text: &str) -> Option<String> {
    read_in(text, Order::Unknown)
}

/// The date that all of `text` is: "2031-05-02T10:00Z", "May 2, 2031", "2. mai 2031", "02/05/2031",
/// "2031年5月2日", with a weekday or a time or without.
pub(super) fn read_in(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    year_first(text).map(|(date, _)| date).or_else(|| numbers(text, order)).or_else(|| words(text))
}

/// The first date that stands in `text`, which is short: "Published May 2, 2031 10:15". One that is
/// said to be that of a change is taken only where there is no other.
pub(super) fn find(text: &str, order: Order) -> Option<String> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    let found = starts.take(60).filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.char_indices().nth(40).map_or(rest.len(), |(end, _)| end);
        let rest = rest.get(..end)?;
        let first = rest.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',')).next()?;
        let begins = first.starts_with(|c: char| c.is_ascii_digit()) || months::number(first).is_some();
        let date = if begins { read_in(rest, order) } else { None }?;
        Some((date, is_change(text.get(..at)?)))
    });
    let mut changed = None;
    for (date, change) in found {
        if !change {
            return Some(date);
        }
        changed.get_or_insert(date);
    }
    changed
}

/// Whether what stands before a date says that something was changed then.
fn is_change(before: &str) -> bool {
    const CHANGED: &[&str] =
        &["updat", "modif", "revis", "aktuali", "actuali", "mis à jour", "aggiorn", "atuali", "bijgewerkt", "обнов"];
    const PUBLISHED: &[&str] = &["publi", "posted", "creat", "first", "erstellt", "veröff", "опубл"];
    let lower = before.to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| lower.rfind(word)).max();
    // What was said last before the date is about it, if no other date stands between.
    last(CHANGED).is_some_and(|changed| {
        last(PUBLISHED).is_none_or(|published| published < changed)
            && lower.get(changed..).is_none_or(|between| between.bytes().filter(u8::is_ascii_digit).count() < 6)
    })
}

/// The date in an address or a file's name: "/2031/05/02/", "/2031/may/2/", "2031-05/02", "20310502".
pub(super) fn in_address(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|at| *at == 0 || !bytes.get(at - 1).is_some_and(u8::is_ascii_digit)).find_map(|at| {
        let rest = text.get(at..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 8 {
            return packed(rest.get(..8)?);
        }
        if digits != 4 || !is_recent(rest.get(..4)?) {
            return None;
        }
        if let Some((date, end)) = year_first(rest) {
            // "/2031/05/2-ferries-collide" has no day.
            let short = rest.as_bytes().get(end.saturating_sub(2)).is_some_and(|byte| !byte.is_ascii_digit());
            return match rest.as_bytes().get(end) {
                Some(b'0'..=b'9') => None,
                Some(b'-') if short => None,
                _ => Some(date),
            };
        }
        let mut parts = rest.split('/');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let month = months::number(month).filter(|_| !month.is_empty())?;
        let day: usize = day.parse().ok()?;
        date(year.parse().ok()?, month, day)
    })
}

/// A time in seconds or thousandths of a second since 1970, as its day at Greenwich.
pub(super) fn since_1970(text: &str) -> Option<String> {
    let text = text.trim();
    let seconds = match (text.len(), text.parse::<i64>().ok()?) {
        (9 | 10, seconds) => seconds,
        (12 | 13, thousandths) => thousandths / 1000,
        _ => return None,
    };
    Some(written(seconds.div_euclid(86_400)))
}

/// The number of a month given as a name or a number.
pub(super) fn month_number(text: &str) -> Option<usize> {
    let text = text.trim().trim_end_matches('.');
    text.parse().ok().filter(|number| (1..=12).contains(number)).or_else(|| months::number(text))
}

/// "20310502".
pub(super) fn packed(text: &str) -> Option<String> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let year = digits.get(..4).filter(|year| is_recent(year))?;
    date(year.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?)
}

fn is_recent(year: &str) -> bool {
    year.starts_with("19") || year.starts_with("20")
}

/// The date that `text` begins with, with the year first, and where it ends: "2031-05-02",
/// "2031/5/2", "2031.05.02", "2031年5月2日", "2031년 5월 2일".
fn year_first(text: &str) -> Option<(String, usize)> {
    let mut rest = text;
    let mut number = |most: usize, least: usize| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits).filter(|_| (least..=most).contains(&digits))?.parse::<usize>().ok()?;
        rest = rest.get(digits..)?;
        let mark = rest.chars().next();
        rest = rest.trim_start_matches(['-', '/', '.', '_', '年', '月', '년', '월']);
        if matches!(mark, Some('년' | '월' | '年' | '月' | '.')) {
            rest = rest.trim_start();
        }
        Some((number, mark, rest.len()))
    };
    let (year, first, _) = number(4, 4)?;
    if !matches!(first, Some('-' | '/' | '.' | '_' | '年' | '년')) {
        return None;
    }
    let (month, second, left) = number(2, 1)?;
    if !matches!(second, Some('-' | '/' | '.' | '_' | '月' | '월')) {
        return None;
    }
    let digits = text.get(text.len() - left..)?.bytes().take_while(u8::is_ascii_digit).count();
    let (day, ..) = number(2, 1)?;
    Some((date(year, month, day)?, text.len() - left + digits))
}

/// "02/05/2031", "2.5.2031": day and month by their size, else by `order`; with points the day is first.
fn numbers(text: &str, order: Order) -> Option<String> {
    let first = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let first = first.trim_end_matches(|c: char| !c.is_ascii_digit());
    let mark = first.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = first.split(mark).map(|part| part.parse::<usize>().ok());
    let (one, two, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1000..=2999).contains(&year) {
        return None;
    }
    let (day, month) = match (one, two, order) {
        (13.., ..) => (one, two),
        (_, 13.., _) => (two, one),
        _ if mark == '.' || one == two => (one, two),
        (.., Order::DayFirst) => (one, two),
        (.., Order::MonthFirst) => (two, one),
        (.., Order::Unknown) => return None,
    };
    date(year, month, day)
}

/// "Friday, May 2, 2031", "2 de mayo de 2031", "2031. május 2.", "Fri May 02 10:00:00 EDT 2031".
fn words(text: &str) -> Option<String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/' | '|' | '\u{2009}'));
    let words: Vec<&str> = parts.filter(|word| !word.is_empty() && !JOINTS.contains(word)).collect();
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
    let months = words.iter().enumerate().filter_map(|(at, word)| Some((at, months::number(word)?)));
    months.take(3).find_map(|(at, month)| {
        let before = word(at.checked_sub(1));
        let (next, then) = (word(Some(at + 1)), word(Some(at + 2)));
        if let (Some(day), Some(year)) = (before.and_then(day), next.and_then(year)) {
            return date(year, month, day);
        }
        let day = day(next?)?;
        let late = || words.iter().skip(at + 3).take(4).find_map(|word| year(word));
        let year =
            then.and_then(year).or_else(|| before.and_then(year)).or_else(|| late().filter(|_| is_clock(then)))?;
        date(year, month, day)
    })
}

/// Words within dates that say nothing.
const JOINTS: &[&str] = &["de", "del", "of", "den", "the", "di", "do", "da"];

fn is_clock(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()))
}

fn day(word: &str) -> Option<usize> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
    let suffix = word.len() - digits.len();
    digits.parse().ok().filter(|day| digits.len() <= 2 && suffix <= 4 && (1..=31).contains(day))
}

fn year(word: &str) -> Option<usize> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok().filter(|year| digits.len() == 4 && (1000..=2999).contains(year))
}

fn date(year: usize, month: usize, day: usize) -> Option<String> {
    let is_date = (1..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read() {
        for text in [
            "2031-05-02T10:00:00Z",
            "May 2, 2031",
            "Friday, 2nd May 2031",
            "2 May 2031 10:15 GMT",
            "2031/05/02",
            "2031-5-2",
            "Fri May 02 10:00:00 EDT 2031",
            "Fri, 02 May 2031 10:00:00 +0000",
            "02-May-2031",
            "2.5.2031",
            "2. Mai 2031, 10.15 Uhr",
            "2 de mayo de 2031",
            "2º de maio de 2031",
            "le 2 mai 2031 à 10h15",
            "2 мая 2031, 10:15",
            "2 Mayıs 2031",
            "2031. május 2.",
            "2031年5月2日 10:15",
            "2031년 5월 2일",
            "٢ no, 2 مايو 2031",
        ] {
            assert_eq!(read(text).as_deref(), Some("2031-05-02"), "{text}");
        }
        assert_eq!(normalised("Sept. 9, 1999"), "1999-09-09");
        assert_eq!(read("22/05/2031").as_deref(), Some("2031-05-22"));
        assert_eq!(read("05/22/2031 10:15").as_deref(), Some("2031-05-22"));
    }

    #[test]
    fn what_is_no_clear_date_stays_as_written() {
        assert_eq!(normalised(" 02/05/2031 "), "02/05/2031");
        for text in ["He may go in 2 days", "March on, he said", "2031-13-02", "May 2, 10:15", "1.2.3", "May 40, 2031"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn where_a_page_is_from_tells_the_order() {
        assert_eq!(read_in("02/05/2031", Order::DayFirst).as_deref(), Some("2031-05-02"));
        assert_eq!(read_in("05/02/2031", Order::MonthFirst).as_deref(), Some("2031-05-02"));
        assert_eq!(read_in("22/05/2031", Order::MonthFirst).as_deref(), Some("2031-05-22"));
    }

    #[test]
    fn dates_are_found_in_lines_and_changes_stand_back() {
        let found = |text: &str| find(text, Order::Unknown);
        for line in [
            "Published May 2, 2031 10:15",
            "Updated 10:15 AM, May 3, 2031; Published 9:00 AM, May 2, 2031",
            "Posted on 2 May 2031 | Updated 3 May 2031",
            "By Ann Gale · 15 comments · May 2, 2031",
            "Stand: 2. Mai 2031",
            "Last updated on 2 May 2031",
        ] {
            assert_eq!(found(line).as_deref(), Some("2031-05-02"), "{line}");
        }
        assert_eq!(found("By Ann Gale, 3 hours ago"), None);
    }

    #[test]
    fn addresses_and_clocks_hold_dates() {
        for address in [
            "https://a.example/2031/05/02/ferry",
            "/2031/may/02/ferry",
            "/2031/5/2/",
            "/2031-05/02/c_12345.htm",
            "/news/20310502-ferry",
            "t20310502_99.html",
            "2031_05_02.html",
        ] {
            assert_eq!(in_address(address).as_deref(), Some("2031-05-02"), "{address}");
        }
        for address in ["/id/12345678/99310502", "/2031/05/2-ferries-collide", "/2031/05/0212"] {
            assert_eq!(in_address(address), None, "{address}");
        }
        assert_eq!(since_1970("1935482400").as_deref(), Some("2031-05-02"));
        assert_eq!(since_1970("1935482400000").as_deref(), Some("2031-05-02"));
        assert_eq!(since_1970("0"), None);
    }
}
