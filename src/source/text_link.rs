//! Links to a passage of a web page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A passage of more words is named by its first and last ones.
const WHOLE: usize = 8;
/// How many words name its beginning and its end.
const EDGE: usize = 4;

/// What need not be escaped.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// The address of `passage` on the page at `url`: a text fragment, at which browsers scroll and mark the
/// words (<https://wicg.github.io/scroll-to-text-fragment/>).
#[must_use]
pub fn text_link(url: &str, passage: &str) -> String {
    let page = url.split('#').next().unwrap_or_default();
    let words: Vec<&str> = passage.split_whitespace().collect();
    let encoded = |words: &[&str]| utf8_percent_encode(&words.join(" "), ESCAPED).to_string();
    match (words.get(..EDGE), words.len().checked_sub(EDGE).and_then(|at| words.get(at..))) {
        (Some(first), Some(last)) if words.len() > WHOLE => {
            format!("{page}#:~:text={},{}", encoded(first), encoded(last))
        }
        _ if words.is_empty() => page.to_owned(),
        _ => format!("{page}#:~:text={}", encoded(&words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_passages_are_named_by_their_ends() {
        assert_eq!(
            text_link("https://a.example/b#top", "We failed, again"),
            "https://a.example/b#:~:text=We%20failed%2C%20again"
        );
        assert_eq!(
            text_link("https://a.example", "a b c d e f g h i-j"),
            "https://a.example#:~:text=a%20b%20c%20d,f%20g%20h%20i%2Dj"
        );
    }
}
