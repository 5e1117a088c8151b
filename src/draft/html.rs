//! The little HTML that drafts hold.

use crate::text::Span;

/// Elements whose content is no prose.
const OPAQUE: &[&str] = &["script", "style", "pre", "textarea", "svg", "iframe", "math", "template"];

/// Inline elements that stand for a break.
const PARTING: &[&str] = &["br", "hr", "p", "div", "li", "td", "th", "tr", "wbr"];

/// What an HTML block holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Its comments.
    pub(super) comments: Vec<Span>,
    /// Its stretches of text, not blank, without tags.
    pub(super) text: Vec<Span>,
}

/// Splits the HTML block at `span` into comments, tags and text.
pub(super) fn split(text: &str, span: Span) -> Content {
    let mut content = Content::default();
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(text);
        let Some(open) = rest.find('<') else {
            push(text, Span::new(at, span.end), &mut content.text);
            break;
        };
        push(text, Span::new(at, at + open), &mut content.text);
        let tag = rest.get(open..).unwrap_or_default();
        let length = if tag.starts_with("<!--") {
            let length = length_until(tag, "-->");
            content.comments.push(Span::new(at + open, at + open + length));
            length
        } else {
            match OPAQUE.iter().find(|name| name_of(tag).eq_ignore_ascii_case(name)) {
                Some(name) if !tag.starts_with("</") => length_until_closed(tag, name),
                _ => length_until(tag, ">"),
            }
        };
        at += open + length;
    }
    content
}

/// Whether the inline tag `html` parts the words around it.
pub(super) fn parts_words(html: &str) -> bool {
    PARTING.iter().any(|name| name_of(html).eq_ignore_ascii_case(name))
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let trimmed = span.trimmed(text);
    if !trimmed.is_empty() {
        found.push(trimmed);
    }
}

fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    inner.get(..end).unwrap_or_default()
}

fn length_until(tag: &str, end: &str) -> usize {
    tag.find(end).map_or(tag.len(), |at| at + end.len())
}

/// The length of the element `name` that opens at the start of `tag`, up to its closing tag's `>`.
fn length_until_closed(tag: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = tag.get(from..).and_then(|rest| rest.find("</")) {
        let closing = tag.get(from + at..).unwrap_or_default();
        if name_of(closing).eq_ignore_ascii_case(name) {
            return from + at + length_until(closing, ">");
        }
        from += at + 2;
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_scripts_are_no_text() {
        let text = "<div a=\"b\"><!-- c -->“Yes,” <b>he</b><script>\"no\"</script> said</div>";
        let content = split(text, Span::new(0, text.len()));
        let pieces: Vec<_> = content.text.iter().map(|s| s.of(text)).collect();
        assert_eq!(pieces, ["“Yes,”", "he", "said"]);
        assert_eq!(content.comments.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["<!-- c -->"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_block() {
        let text = "<!-- open";
        assert_eq!(split(text, Span::new(0, text.len())).comments, [Span::new(0, 9)]);
        assert!(split("<style>x", Span::new(0, 8)).text.is_empty());
    }
}
