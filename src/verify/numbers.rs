//! What a stretch of words is worth as a number, and of what.

use super::forms::Phrase;
use crate::text::{Span, Word, small_number};

/// So many of something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Amount {
    /// In thousandths.
    pub(super) value: u128,
    /// Of what; `None` for a bare number.
    pub(super) unit: Option<Unit>,
}

/// What amounts are told in that may stand as a sign or as a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Percent,
    Degree,
    Dollar,
    Euro,
    Pound,
    Yen,
}

impl Unit {
    fn of_sign(sign: char) -> Option<Self> {
        Some(match sign {
            '$' => Self::Dollar,
            '€' => Self::Euro,
            '£' => Self::Pound,
            '¥' => Self::Yen,
            '%' => Self::Percent,
            '°' => Self::Degree,
            _ => return None,
        })
    }

    fn of_words<S: AsRef<str>>(words: &[S]) -> Option<(Self, usize)> {
        let word = |n: usize| words.len().checked_sub(n).and_then(|at| words.get(at)).map_or("", AsRef::as_ref);
        let unit = match word(1) {
            "cent" if word(2) == "per" => return Some((Self::Percent, 2)),
            "percent" | "pct" => Self::Percent,
            "degree" | "degrees" => Self::Degree,
            "dollar" | "dollars" | "buck" | "bucks" => Self::Dollar,
            "euro" | "euros" => Self::Euro,
            "pound" | "pounds" | "quid" => Self::Pound,
            "yen" => Self::Yen,
            _ => return None,
        };
        Some((unit, 1))
    }
}

/// The sign right before a word: the `$` of "$5", the `US$` of "US$5".
pub(super) fn sign_before(text: &str, word: Span) -> Option<Unit> {
    text.get(..word.start)?.chars().next_back().and_then(Unit::of_sign)
}

/// A word with the sign right before it, if there is one.
pub(super) fn with_sign(text: &str, word: Span) -> Span {
    let before = text.get(..word.start).and_then(|before| before.chars().next_back());
    let sign = before.filter(|c| Unit::of_sign(*c).is_some()).map_or(0, char::len_utf8);
    Span::new(word.start - sign, word.end)
}

/// What `words` of `text` come to, when they are an amount and nothing else.
pub(super) fn amount(Phrase { text, words, forms }: Phrase<'_>) -> Option<Amount> {
    let sign = words.first().and_then(|word| sign_before(text, word.span));
    let (unit, len) = Unit::of_words(forms).map_or((None, 0), |(unit, len)| (Some(unit), len));
    let behind = || words.last().and_then(|word| text.get(word.span.end..)?.chars().next()).and_then(Unit::of_sign);
    if let (None, Some(value)) = (sign.or(unit), fraction(text, words, forms)) {
        return Some(Amount { value, unit: None });
    }
    if let Some(("cent" | "cents", rest)) = forms.split_last().map(|(last, rest)| (last.as_str(), rest))
        && unit.is_none()
    {
        // "50 cents" are "$0.50": of dollars, where nothing says otherwise.
        return Some(Amount { value: value(rest)? / 100, unit: Some(Unit::Dollar) });
    }
    let value = value(forms.get(..forms.len().checked_sub(len)?)?)?;
    // "A $5 bill" and "5 dollars": one of the two is enough, both must agree.
    match (sign, unit.or_else(behind)) {
        (Some(sign), Some(unit)) if sign != unit => None,
        (sign, unit) => Some(Amount { value, unit: sign.or(unit) }),
    }
}

/// "2/3" and "two-thirds" in thousandths of one; "a third" is "one third".
fn fraction<S: AsRef<str>>(text: &str, words: &[Word], forms: &[S]) -> Option<u128> {
    let ([above, below], [a, b]) = (words, forms) else { return None };
    let gap = text.get(above.span.end..below.span.start)?;
    let (a, b) = (a.as_ref(), b.as_ref());
    let numerator = if a == "a" { 1000 } else { value(&[a])? };
    let parts = match b.strip_suffix('s').unwrap_or(b) {
        "half" | "halve" if gap != "/" => 2,
        "third" if gap != "/" => 3,
        "quarter" | "fourth" if gap != "/" => 4,
        "fifth" if gap != "/" => 5,
        "tenth" if gap != "/" => 10,
        _ if gap == "/" => value(&[b])? / 1000,
        _ => return None,
    };
    let is_proper = parts > 1 && numerator / 1000 < parts;
    is_proper.then(|| numerator * 1000 / parts)
}

/// The value of words like "25", "twenty five", "1.5 million" in thousandths, when they are a
/// number and nothing else.
pub(super) fn value<S: AsRef<str>>(words: &[S]) -> Option<u128> {
    // `total` holds what is complete ("three thousand"), `open` what a scale may still raise.
    let (mut total, mut open, mut any) = (0_u128, 0_u128, false);
    for (n, word) in words.iter().enumerate() {
        let word = word.as_ref();
        let before_scale = || words.get(n + 1).is_some_and(|next| scale(next.as_ref()).is_some());
        // "A hundred and five", "a million".
        if (word == "and" && any) || (word == "a" && !any && before_scale()) {
            continue;
        }
        if let Some(scale) = scale(word) {
            let base = if open == 0 && !any { 1000 } else { open };
            if scale >= 1000 {
                total = total.checked_add(base.checked_mul(scale)?)?;
                open = 0;
            } else {
                open = base.checked_mul(scale)?;
            }
        } else {
            open = open.checked_add(single(word)?)?;
        }
        any = true;
    }
    any.then(|| total.checked_add(open))?
}

fn scale(word: &str) -> Option<u128> {
    Some(match word {
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

/// One word in thousandths.
fn single(word: &str) -> Option<u128> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(n) = small_number(word) {
        return Some(n as u128 * 1000);
    }
    if let Some(n) = TENS.iter().position(|name| *name == word) {
        return Some((n as u128 + 2) * 10_000);
    }
    if let Some(short) = abridged(word) {
        return Some(short);
    }
    let word = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let (whole, part) = word.split_once('.').unwrap_or((word, ""));
    if whole.is_empty() || whole.len() > 24 || part.len() > 3 {
        return None;
    }
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return None;
    }
    let part: u128 = format!("{part:0<3}").parse().ok()?;
    whole.parse::<u128>().ok()?.checked_mul(1000)?.checked_add(part)
}

/// "5m", "3bn", "10k" in thousandths.
fn abridged(word: &str) -> Option<u128> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let scale = match word.get(digits.len()..)? {
        "k" => 1000,
        "m" | "mn" => 1_000_000,
        "bn" | "b" => 1_000_000_000,
        "tn" => 1_000_000_000_000,
        _ => return None,
    };
    if digits.is_empty() { None } else { single(digits)?.checked_mul(scale) }
}

#[cfg(test)]
mod tests {
    use super::super::forms::{Phrase, normal_forms};
    use super::{amount, value};
    use crate::text::words;

    #[test]
    fn amounts_meet_however_their_unit_is_told() {
        let of = |text: &str| {
            let words = words(text);
            amount(Phrase { text, words: &words, forms: &normal_forms(text, &words) })
        };
        for (a, b) in [
            ("$5 million", "5 million dollars"),
            ("$5m", "five million dollars"),
            ("5 per cent", "five percent"),
            ("5%", "5 pct"),
            ("€3bn", "3 billion euros"),
            ("20°", "twenty degrees"),
        ] {
            assert!(of(a).is_some() && of(a) == of(b), "{a}, {b}: {:?} {:?}", of(a), of(b));
        }
        for (a, b) in
            [("$5 million", "5 million euros"), ("$5", "£5"), ("5 percent", "5 dollars"), ("$5 million", "$5 billion")]
        {
            assert_ne!(of(a), of(b), "{a}, {b}");
        }
        assert_eq!(of("per cent"), None);
        assert_eq!(of("$5 pounds"), None);
    }

    fn of(text: &str) -> Option<u128> {
        value(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn names_and_digits_meet() {
        assert_eq!(of("twenty five"), of("25"));
        assert_eq!(of("one hundred and five"), of("105"));
        assert_eq!(of("three hundred thousand"), of("300000"));
        assert_eq!(of("1.5 million"), of("1500000"));
        assert_eq!(of("29th"), of("29"));
        assert_eq!(of("half"), None);
        assert_eq!(of("no one"), None);
        assert_ne!(of("15"), of("50"));
    }

    #[test]
    fn absurd_numbers_are_none() {
        assert_eq!(of("999999999999999999999999 trillion trillion trillion"), None);
        assert_eq!(of(&"9".repeat(60)), None);
    }
}
