//! Whether different words are the same words in another form.

use super::{dates, numbers};
use crate::text::{Span, Word, normal_form};

/// How alike two different stretches of words are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Likeness {
    /// Parted by the end of a line alone: "harbour", "har-", "bour".
    Typography,
    /// The same number: "25", "twenty-five".
    Numeral,
    /// Another form of the same: "colour", "color"; "EU", "European Union"; "$5", "5 dollars";
    /// "healthcare", "health care".
    Style,
    /// Other words.
    None,
}

/// Some words of a text.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    /// Their normal forms, as [`normal_forms`] gives them.
    pub(super) forms: &'a [String],
}

/// The normal forms of `words` of `text`.
pub(super) fn normal_forms(text: &str, words: &[Word]) -> Vec<String> {
    words.iter().map(|word| normal_form(word.span.of(text))).collect()
}

/// Compares the words of a draft with those of a source.
pub(super) fn likeness(draft: Phrase<'_>, source: Phrase<'_>) -> Likeness {
    if draft.words.is_empty() || source.words.is_empty() {
        return Likeness::None;
    }
    let (a, b) = (draft.forms, source.forms);
    if a.iter().flat_map(|form| form.bytes()).eq(b.iter().flat_map(|form| form.bytes())) {
        // "3 000", "3,000".
        if a.iter().chain(b).all(|form| form.bytes().all(|byte| byte.is_ascii_digit())) {
            return Likeness::Typography;
        }
        let at_line_end = parted_by_line_end(draft) || parted_by_line_end(source);
        return if at_line_end { Likeness::Typography } else { Likeness::Style };
    }
    match (numbers::amount(draft), numbers::amount(source)) {
        (Some(x), Some(y)) if x.value == y.value && x.unit.is_none() && y.unit.is_none() => return Likeness::Numeral,
        // "$5" and "$5": the sign is no word of either.
        (Some(x), Some(y)) if x == y => return Likeness::Style,
        _ => {}
    }
    if let (Some(x), Some(y)) = (clock(draft), clock(source))
        && x == y
    {
        return Likeness::Style;
    }
    if is_same_date(draft, source) {
        return Likeness::Style;
    }
    let same_spelling = a.len() == b.len()
        && a.iter().zip(b).zip(draft.words.iter().zip(source.words)).all(|((a, b), (x, y))| {
            a == b
                || (begin_alike(a, b) && spelling(a) == spelling(b))
                || (is_capital(x.span.of(draft.text)) && is_capital(y.span.of(source.text)) && sound(a) == sound(b))
        });
    if same_spelling || stands_for(a, b) || stands_for(b, a) {
        return Likeness::Style;
    }
    Likeness::None
}

fn is_same_date(draft: Phrase<'_>, source: Phrase<'_>) -> bool {
    let slashed = |Phrase { text, words, .. }: Phrase<'_>| {
        words.windows(2).all(|pair| {
            matches!(pair, [a, b] if a.span.end <= b.span.start && text.get(a.span.end..b.span.start) == Some("/"))
        })
    };
    let theirs = dates::readings(source.forms, slashed(source));
    !theirs.is_empty() && dates::readings(draft.forms, slashed(draft)).iter().any(|date| theirs.contains(date))
}

/// What words say as a time of day: the minute, and whether it is before or after noon where that
/// is told. "5:30 p.m.", "5.30 pm".
fn clock(Phrase { text, words, .. }: Phrase<'_>) -> Option<(u32, Option<bool>)> {
    let span = words.first()?.span.join(words.last()?.span);
    if !span.of(text).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: String = span.of(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.')).len();
    let (time, noon) = plain.split_at_checked(digits)?;
    let after_noon = match noon.replace('.', "").as_str() {
        "" => None,
        "am" => Some(false),
        "pm" => Some(true),
        _ => return None,
    };
    let (hour, minute) = match time.trim_end_matches('.').split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?),
        None if after_noon.is_some() => (time.trim_end_matches('.').parse().ok()?, 0),
        _ => return None,
    };
    (hour < 25 && minute < 60).then_some((hour * 60 + minute, after_noon))
}

/// Whether a hyphen and the end of a line part the words.
fn parted_by_line_end(Phrase { text, words, .. }: Phrase<'_>) -> bool {
    words.windows(2).any(|pair| match pair {
        [a, b] if a.span.end <= b.span.start => {
            let gap = Span::new(a.span.end, b.span.start).of(text);
            gap.starts_with(['-', '\u{2010}', '\u{ad}']) && gap.contains('\n')
        }
        _ => false,
    })
}

/// Whether words begin so that [`spelling`] may make them one.
fn begin_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.chars().next(), b.chars().next());
    a == b || [a, b].iter().flatten().all(|c| matches!(c, 'a' | 'e' | 'o'))
}

/// A spelling in which British and American forms meet.
fn spelling(word: &str) -> String {
    let mut form = word.to_owned();
    for (british, american) in [
        ("isation", "ization"),
        ("isations", "izations"),
        ("isational", "izational"),
        ("isers", "izers"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("iser", "izer"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ysing", "yzing"),
        ("ogue", "og"),
        ("tre", "ter"),
        ("ence", "ense"),
    ] {
        if form.len() > british.len() + 2
            && let Some(stem) = form.strip_suffix(british)
        {
            form = format!("{stem}{american}");
            break;
        }
    }
    if form.len() > 4 {
        form = form.replace("our", "or").replace("ae", "e").replace("oe", "e");
    }
    // "travelled", "traveled": a doubled l before an ending.
    if form.len() > 5 && (form.ends_with("ed") || form.ends_with("ing") || form.ends_with("er")) {
        form = form.replace("ll", "l");
    }
    form
}

/// A name as it sounds, whichever way it was written in Latin letters: "Zelensky", "Zelenskyy".
fn sound(name: &str) -> String {
    let mut form = String::with_capacity(name.len());
    for c in name.chars().filter(|c| c.is_alphabetic()) {
        let folded = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            other => other,
        };
        if !form.ends_with(folded) {
            form.push(folded);
        }
    }
    form.replace("kh", "h").replace("ph", "f").replace("ou", "u").replace("ii", "i")
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "eu" for "european union": the initials of two words or more.
fn stands_for(short: &[String], long: &[String]) -> bool {
    let [short] = short else { return false };
    let spoken = long.iter().filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "for"));
    let initials: String = spoken.filter_map(|word| word.chars().next()).collect();
    initials.chars().count() > 1 && initials == *short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn alike(draft: &str, source: &str) -> Likeness {
        let (ours, theirs) = (words(draft), words(source));
        let (a, b) = (normal_forms(draft, &ours), normal_forms(source, &theirs));
        likeness(Phrase { text: draft, words: &ours, forms: &a }, Phrase { text: source, words: &theirs, forms: &b })
    }

    #[test]
    fn a_word_parted_at_a_line_end_is_the_same_word() {
        assert_eq!(alike("cooperation", "coopera-\ntion"), Likeness::Typography);
        assert_eq!(alike("cooperation", "coopera\ntion"), Likeness::Style);
    }

    #[test]
    fn forms_of_one_word_are_style() {
        for (a, b) in [
            ("organise", "organize"),
            ("colours", "colors"),
            ("$5 million", "5 million dollars"),
            ("5 per cent", "five percent"),
            ("March 3", "3 March"),
            ("the 3rd of March", "3/3"),
            ("organisations", "organizations"),
            ("EU", "European Union"),
            ("cooperation", "co-operation"),
            ("web site", "website"),
            ("Kovalskyy", "Kovalsky"),
            ("analysed", "analyzed"),
            ("behaviour", "behavior"),
            ("5:30 p.m.", "5.30 pm"),
            ("5 pm", "5:00 p.m."),
            ("50 cents", "$0.50"),
        ] {
            assert_eq!(alike(a, b), Likeness::Style, "{a} {b}");
        }
    }

    #[test]
    fn figures_and_words_are_one_number() {
        for (a, b) in [
            ("twenty-five", "25"),
            ("5 million", "5,000,000"),
            ("a hundred", "100"),
            ("84 thousand", "84,000"),
            ("two-thirds", "2/3"),
        ] {
            assert_eq!(alike(a, b), Likeness::Numeral, "{a} {b}");
        }
    }

    #[test]
    fn other_words_are_other_words() {
        for (a, b) in [
            ("March 3", "March 4"),
            ("$5 million", "5 million euros"),
            ("5%", "5 dollars"),
            ("rise", "prize"),
            ("6", "5"),
            ("five million", "five billion"),
            ("four", "for"),
            ("5:30 p.m.", "5:30 a.m."),
            ("5:30", "5:31"),
            ("50 cents", "$50"),
            ("two-thirds", "3/2"),
            ("Mara", "Mora"),
        ] {
            assert_eq!(alike(a, b), Likeness::None, "{a} {b}");
        }
    }
}
