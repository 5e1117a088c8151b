//! What a stretch of words is worth as a number.

use crate::text::small_number;

/// The value of words like "25", "twenty five", "1.5 million" in thousandths, when they are a
/// number and nothing else.
pub(super) fn value<S: AsRef<str>>(words: &[S]) -> Option<u128> {
    // `total` holds what is complete ("three thousand"), `open` what a scale may still raise.
    let (mut total, mut open, mut any) = (0_u128, 0_u128, false);
    for word in words {
        let word = word.as_ref();
        if word == "and" && any {
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

#[cfg(test)]
mod tests {
    use super::value;

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
