//! The metadata block at the very start of a Markdown file.

use crate::text::Span;

/// Where the front matter of a file stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrontMatter {
    /// All of it, with its fences and the line break behind.
    pub span: Span,
    /// What stands between the fences.
    pub body: Span,
    /// What it is written in.
    pub syntax: Syntax,
}

/// What front matter is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
}

/// The front matter of `text`, if it begins with one. A fence that is never closed, and a `---`
/// followed by an empty line, which is a rule across the page, begin none.
#[must_use]
pub fn find(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let first = lines.next()?;
    let (syntax, closers): (_, &[&str]) = match first.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return None,
    };
    let body_start = start + first.len();
    let mut at = body_start;
    for (nth, line) in lines.enumerate() {
        let content = line.trim_end();
        if nth == 0 && content.is_empty() {
            return None;
        }
        if closers.contains(&content) {
            return Some(FrontMatter {
                span: Span::new(start, at + line.len()),
                body: Span::new(body_start, at),
                syntax,
            });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_syntaxes_are_found_at_the_start_only() {
        let text = "\u{feff}---\r\ntitle: x\r\n...\r\nProse";
        let found = find(text).unwrap();
        assert_eq!((found.body.of(text), found.syntax), ("title: x\r\n", Syntax::Yaml));
        assert_eq!(text.get(found.span.end..), Some("Prose"));
        assert_eq!(find("+++\na = 1\n+++").map(|f| f.syntax), Some(Syntax::Toml));
        assert_eq!(find("\n---\na: 1\n---\n"), None);
    }

    #[test]
    fn a_rule_across_the_page_is_none() {
        assert_eq!(find("---\n\n“No,” he said.\n\n---\n"), None);
        assert_eq!(find("---\n“No,” he said.\n"), None);
    }
}
