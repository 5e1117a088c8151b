//! What a stretch of words says as a date.

/// A day of a year, as far as it is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Date {
    month: u8,
    day: u8,
    year: Option<u16>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// A month's name in full, or at least so much of it.
const SHORTEST: usize = 3;
const FULL: [&str; 12] = [
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

/// The dates that words in normal form may mean: "march 3", "3rd of march 2026". In figures alone,
/// "3/4" is the fourth of March or the third of April; `slashed` says that a slash parts them.
/// Empty when they are no date and nothing else.
pub(super) fn readings<S: AsRef<str>>(words: &[S], slashed: bool) -> Vec<Date> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).filter(|word| !matches!(*word, "the" | "of")).collect();
    let number = |word: &str| -> Option<u16> {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
    };
    let (first, second, rest) = match words.as_slice() {
        [first, second, rest @ ..] if rest.len() < 2 => (*first, *second, rest),
        _ => return Vec::new(),
    };
    let year = match rest.first() {
        Some(year) => match number(year).filter(|year| (1000..3000).contains(year)) {
            Some(year) => Some(year),
            None => return Vec::new(),
        },
        None => None,
    };
    let date = |month: Option<u8>, day: Option<u16>| {
        let day = day.and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))?;
        Some(Date { month: month?, day, year })
    };
    let in_figures = |word: &str| number(word).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=12).contains(n));
    let named = [date(month(first), number(second)), date(month(second), number(first))];
    let bare = [date(in_figures(first), number(second)), date(in_figures(second), number(first))];
    named.into_iter().chain(if slashed { bare } else { [None, None] }).flatten().collect()
}

fn month(word: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|short| word.starts_with(short))?;
    let is_whole = word.len() >= SHORTEST && FULL.get(at)?.starts_with(word) || word == "sept";
    is_whole.then(|| u8::try_from(at + 1).ok())?
}

#[cfg(test)]
mod tests {
    use super::readings;

    fn same(a: &str, b: &str) -> bool {
        let read = |text: &str| {
            let slashed = text.contains('/');
            readings(&text.split([' ', '/']).collect::<Vec<_>>(), slashed)
        };
        read(a).iter().any(|date| read(b).contains(date))
    }

    #[test]
    fn one_day_in_any_form() {
        for other in ["3 march", "3rd march", "the 3rd of march", "mar 3", "march 3rd", "3/3"] {
            assert!(same("march 3", other), "{other}");
        }
        assert!(same("march 4", "3/4"));
        assert!(same("4 march 2026", "march 4 2026"));
        assert!(same("september 9", "sept 9"));
    }

    #[test]
    fn other_days_are_other_days() {
        for (a, b) in
            [("march 3", "march 4"), ("march 3", "may 3"), ("march 3 2026", "march 3 2025"), ("3 4", "march 4")]
        {
            assert!(!same(a, b), "{a}, {b}");
        }
        assert!(!same("marching 3", "march 3"));
        assert!(!same("32 march", "march 32"));
    }
}
