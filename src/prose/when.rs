//! When words were said: "on Monday", "March 4", "last month".

use super::data::calendar::{BEFORE_DAY, DAYS_AGO, MONTHS, PUBLISHED, STRETCHES, VAGUE, WEEKDAYS};
use super::frames::Frame;
use super::lexicon::class;
use super::scan::Scan;
use super::tokens::{Kind, Token};
use crate::text::Span;

/// When a text says that something was said.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct When {
    /// Where the text says so.
    pub span: Span,
    /// As the text has it, without a preposition: "Monday", "March 4".
    pub text: String,
    /// The day, as far as the words tell it.
    pub day: Day,
}

/// A day as words tell it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Day {
    /// A weekday, from Monday as 0.
    Weekday(u8),
    /// A day of a month (both from 1), with the year where it is said.
    Date {
        /// The year.
        year: Option<i64>,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// So many days before the text was published.
    Ago(i64),
    /// No one day: "last month", or the day on which an interview was published.
    Vague,
}

impl When {
    /// The day as a number that counts days, in a text published on `published` ("2031-03-04") where
    /// that is known. A weekday is the last one before, or the day of publication itself.
    #[must_use]
    pub fn resolved(&self, published: Option<&str>) -> Option<i64> {
        let published = published.and_then(day_number);
        match self.day {
            Day::Weekday(weekday) => {
                let published = published?;
                // Day 0, 1 January 1970, was a Thursday.
                Some(published - (published + 3 - i64::from(weekday)).rem_euclid(7))
            }
            Day::Ago(days) => Some(published? - days),
            Day::Date { year: Some(year), month, day } => Some(number(year, month, day)),
            Day::Date { year: None, month, day } => {
                let published = published?;
                let (year, ..) = date(published);
                let same = number(year, month, day);
                // What was said is past when it is published.
                Some(if same > published + 1 { number(year - 1, month, day) } else { same })
            }
            Day::Vague => None,
        }
    }
}

/// The number of a day written "2031-03-04".
fn day_number(text: &str) -> Option<i64> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| number(year, month, day))
}

/// How many days lie between 1 January 1970 and a day of the Gregorian calendar: years counted from
/// March, so that the leap day is the last of its year.
fn number(year: i64, month: u8, day: u8) -> i64 {
    let shifted = i64::from((month + 9) % 12);
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of [`number`].
fn date(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// A day as people write it for the world: "2031-03-04".
#[must_use]
pub fn written(days: i64) -> String {
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The longest word in lower case that begins a day ("yesterday"), in bytes.
const LONGEST_SMALL: usize = 9;

/// How far behind its verb a day may stand, in tokens.
const FAR: usize = 14;

/// When the clause `frame` of a block says that it was said; spans are bytes of the text, whose block
/// begins at `base`.
pub(super) fn when(block: &str, base: usize, scan: &Scan, frame: &Frame) -> Option<When> {
    let reader = Reader { block, base, all: &scan.tokens.all };
    let sentence = scan.tokens.sentences.get(frame.sentence)?;
    let subject = frame.subject.and_then(|subject| scan.mentions.get(subject));
    // "said on Monday", "told reporters in Brussels on Monday", "said in an interview aired Monday".
    let behind =
        subject.filter(|subject| subject.tokens.start >= frame.cue.end).map_or(frame.cue.end, |s| s.tokens.end);
    let mut published = false;
    for at in behind..sentence.end.min(behind + FAR) {
        if let Some(when) = reader.day(at) {
            return Some(if published { When { day: Day::Vague, ..when } } else { when });
        }
        let token = reader.all.get(at)?;
        let word = token.span.of(block);
        published |= listed(PUBLISHED, word);
        let clause =
            token.is(class::THAT | class::FINITE | class::BE | class::WHO | class::SUBORDINATOR | class::NEGATION);
        let parted = matches!(token.kind, Kind::Quote(_) | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Stop);
        if parted || (clause && !listed(PUBLISHED, word) && !listed(&["after", "before"], word)) {
            break;
        }
    }
    // "Marsh on Monday said", "On Monday, Marsh said".
    let between = subject.map(|subject| subject.tokens.end..frame.cue.start).unwrap_or_default();
    if let Some(when) = between.take(3).find_map(|at| reader.day(at)) {
        return Some(when);
    }
    let opens = reader.all.get(sentence.start)?.span.of(block);
    let opening =
        reader.day(sentence.start).or_else(|| listed(BEFORE_DAY, opens).then(|| reader.day(sentence.start + 1))?)?;
    let ends = opening.span.end - base;
    let next = reader.all.get(reader.all.partition_point(|token| token.span.start < ends))?;
    let first = scan.frames.get(scan.frames.partition_point(|other| other.sentence < frame.sentence))?;
    (next.kind == Kind::Comma && first.cue == frame.cue).then_some(opening)
}

struct Reader<'a> {
    block: &'a str,
    base: usize,
    all: &'a [Token],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| token.span.of(self.block))
    }

    fn number(&self, at: usize) -> Option<i64> {
        let token = self.all.get(at).filter(|token| token.kind == Kind::Number)?;
        token.span.of(self.block).trim_end_matches(|c: char| c.is_alphabetic() || c == '.').parse().ok()
    }

    /// The day that begins at token `at`.
    fn day(&self, at: usize) -> Option<When> {
        // Most words begin no day, and are passed over before they are looked at.
        let token = self.all.get(at)?;
        let named = token.is(class::CALENDAR) || token.kind == Kind::Number;
        let small = token.kind == Kind::Lower && token.span.len() <= LONGEST_SMALL;
        if !named && !small && token.kind != Kind::Capital {
            return None;
        }
        let word = self.word(at);
        let make = |last: usize, day: Day| {
            let span = self.all.get(at)?.span.join(self.all.get(last)?.span);
            let text = span.of(self.block).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(When { span: span.shifted(self.base), text, day })
        };
        let capital = token.kind == Kind::Capital;
        if named
            && capital
            && let Some(weekday) = position(&WEEKDAYS, word)
        {
            let comma = self.all.get(at + 1).is_some_and(|token| token.kind == Kind::Comma);
            if let Some((last, day)) = self.date(at + if comma { 2 } else { 1 }) {
                return make(last, day);
            }
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            // "last Monday" may be the one a week before.
            return make(at, if listed(VAGUE, before) { Day::Vague } else { Day::Weekday(weekday) });
        }
        if named && let Some((last, day)) = self.date(at) {
            return make(last, day);
        }
        if let Some((_, days)) = DAYS_AGO.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
            return make(at, Day::Ago(*days));
        }
        (listed(VAGUE, word) && listed(STRETCHES, self.word(at + 1))).then(|| make(at + 1, Day::Vague))?
    }

    /// "March 4", "March 4, 2031", "4 March 2031": its last token and the day.
    fn date(&self, at: usize) -> Option<(usize, Day)> {
        let year_at = |at: usize| self.number(at).filter(|year| (1000..3000).contains(year));
        let day_at =
            |at: usize| self.number(at).and_then(|n| u8::try_from(n).ok()).filter(|day| (1..=31).contains(day));
        let month = |at: &usize| {
            self.all.get(*at).is_some_and(|token| token.kind == Kind::Capital && token.is(class::CALENDAR))
        };
        let month_at =
            |at: usize| Some(at).filter(month).and_then(|at| position(&MONTHS, self.word(at))).map(|m| m + 1);
        let with_year = |last: usize, month: u8, day: u8| {
            let comma = self.all.get(last + 1).is_some_and(|token| token.kind == Kind::Comma);
            let year = year_at(last + 1).map(|year| (last + 1, year));
            let year = year.or_else(|| year_at(last + 2).filter(|_| comma).map(|year| (last + 2, year)));
            (year.map_or(last, |(at, _)| at), Day::Date { year: year.map(|(_, year)| year), month, day })
        };
        if let (Some(month), Some(day)) = (month_at(at), day_at(at + 1)) {
            return Some(with_year(at + 1, month, day));
        }
        let (day, month) = (day_at(at)?, month_at(at + 1)?);
        Some(with_year(at + 1, month, day))
    }
}

fn position(names: &[&str], word: &str) -> Option<u8> {
    // "Mon." may have lost its point to the end of a sentence.
    let same = |known: &str| {
        known.eq_ignore_ascii_case(word)
            || known.strip_suffix('.').is_some_and(|known| known.eq_ignore_ascii_case(word))
    };
    let at = names.iter().position(|forms| forms.split_whitespace().any(same))?;
    u8::try_from(at).ok()
}

fn listed(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: Day, published: &str) -> Option<String> {
        let when = When { span: Span::default(), text: String::new(), day };
        when.resolved(Some(published)).map(written)
    }

    #[test]
    fn days_are_told_from_the_date_of_the_text() {
        // 4 March 2031 is a Tuesday.
        assert_eq!(on(Day::Weekday(0), "2031-03-04").as_deref(), Some("2031-03-03"));
        assert_eq!(on(Day::Weekday(1), "2031-03-04").as_deref(), Some("2031-03-04"));
        assert_eq!(on(Day::Weekday(2), "2031-03-04").as_deref(), Some("2031-02-26"));
        assert_eq!(on(Day::Ago(1), "2032-03-01").as_deref(), Some("2032-02-29"));
        assert_eq!(on(Day::Date { year: None, month: 12, day: 30 }, "2031-01-02").as_deref(), Some("2030-12-30"));
        assert_eq!(on(Day::Date { year: Some(1999), month: 1, day: 1 }, "2031-01-02").as_deref(), Some("1999-01-01"));
        assert_eq!(on(Day::Vague, "2031-03-04"), None);
        assert_eq!(on(Day::Weekday(0), "in spring"), None);
    }
}
