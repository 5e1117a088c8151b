//! Ways to change a quotation.

use verbatim::text::Span;

use crate::corpus::Quote;

/// A generator of pseudo-random numbers (xorshift*, Vigna 2016); the same seed, the same run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `below`; 0 when there is none.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap_or(0) % below.max(1)
    }

    /// One of `items`.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

/// `replacement` with a capital where `raw` has one.
pub(crate) fn cased(raw: &str, replacement: &str) -> String {
    let capital = raw.chars().next().is_some_and(char::is_uppercase) && raw != "I";
    let mut letters = replacement.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => replacement.to_owned(),
    }
}

/// The quotation with the words `from..upto` replaced by `by`; nothing for them also takes a space.
pub(crate) fn replaced(quote: &Quote, from: usize, upto: usize, by: &str) -> Option<String> {
    let (first, last) = (quote.words.get(from)?, quote.words.get(upto.checked_sub(1)?)?);
    let mut span = first.span.join(last.span);
    if by.is_empty() {
        let behind = quote.text.get(span.end..)?;
        span.end += behind.len() - behind.trim_start_matches([' ', ',']).len();
    }
    let mut text = quote.text.clone();
    text.replace_range(span.range(), by);
    Some(text)
}

/// The quotation with `words` put in before word `at`.
pub(crate) fn inserted(quote: &Quote, at: usize, words: &str) -> Option<String> {
    let place = quote.words.get(at)?.span.start;
    let mut text = quote.text.clone();
    text.insert_str(place, &format!("{words} "));
    Some(text)
}

/// The quotation from word `at` on.
pub(crate) fn tail(quote: &Quote, at: usize) -> Option<String> {
    let start = quote.words.get(at)?.span.start;
    quote.text.get(start..).map(str::to_owned)
}

/// The quotation up to the word before `at`, without punctuation behind it.
pub(crate) fn head(quote: &Quote, at: usize) -> Option<String> {
    let end = quote.words.get(at.checked_sub(1)?)?.span.end;
    quote.text.get(..end).map(str::to_owned)
}

/// One of the words for which `change` has something else, changed.
pub(crate) fn swapped(
    quote: &Quote,
    random: &mut Random,
    mut change: impl FnMut(usize, &str, &mut Random) -> Option<String>,
) -> Option<String> {
    let options: Vec<(usize, String)> =
        (0..quote.words.len()).filter_map(|at| Some((at, change(at, quote.forms.get(at)?, random)?))).collect();
    let (at, by) = random.pick(&options)?;
    let by = if by.is_empty() { String::new() } else { cased(quote.raw(*at), by) };
    replaced(quote, *at, at + 1, &by).filter(|text| *text != quote.text)
}

/// One word of `pairs` for its partner, whichever side it is on. Forms of several words are joined
/// by a space and replaced as one.
pub(crate) fn paired(quote: &Quote, random: &mut Random, pairs: &[(&str, &str)]) -> Option<String> {
    let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    one_way(quote, random, both)
}

/// One stretch of words for another, from the first to the second of a pair.
pub(crate) fn one_way<'a>(
    quote: &Quote,
    random: &mut Random,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let mut options = Vec::new();
    for (from, to) in pairs {
        let wanted: Vec<&str> = from.split(' ').collect();
        for at in 0..quote.forms.len() {
            let here = quote.forms.get(at..at + wanted.len()).is_some_and(|forms| forms == wanted);
            let unbroken = (1..wanted.len()).all(|n| quote.before(at + n).trim().is_empty());
            if here && unbroken {
                options.push((at, at + wanted.len(), to));
            }
        }
    }
    let &(from, upto, to) = random.pick(&options)?;
    let by = if to.is_empty() { String::new() } else { cased(quote.raw(from), to) };
    replaced(quote, from, upto, &by).filter(|text| *text != quote.text)
}

/// `words` put in right behind one of the words `after`.
pub(crate) fn put_behind(quote: &Quote, random: &mut Random, after: &[&str], words: &[&str]) -> Option<String> {
    let is_open = |at: &usize| {
        after.contains(&quote.forms.get(at - 1).map_or("", String::as_str)) && quote.before(*at).trim().is_empty()
    };
    let places: Vec<usize> = (1..quote.words.len()).filter(is_open).collect();
    inserted(quote, *random.pick(&places)?, random.pick(words)?)
}

/// Whether a word is one that tells something: not too short, and lower case.
pub(crate) fn is_content(quote: &Quote, at: usize) -> bool {
    let raw = quote.raw(at);
    raw.len() > 4
        && raw.chars().all(char::is_alphabetic)
        && raw.chars().all(char::is_lowercase)
        && !crate::tables::WEIGHTY.contains(&raw)
        && !crate::tables::is_in_pairs(raw)
}

/// The span of a word's text; for what is planted inside one.
pub(crate) fn span(quote: &Quote, at: usize) -> Option<Span> {
    Some(quote.words.get(at)?.span)
}
