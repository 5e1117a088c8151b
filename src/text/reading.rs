//! A stretch of masked text as a reader takes it in.

use super::{Span, is_joint};

/// The words of `prose` inside `span` as they read: what stands in for markup inside words is
/// gone, and every run of white space, line breaks included, is one space.
#[must_use]
pub fn reading_text(prose: &str, span: Span) -> String {
    let mut read = String::with_capacity(span.len());
    for c in span.of(prose).chars().filter(|c| !is_joint(*c)) {
        if !c.is_whitespace() {
            read.push(c);
        } else if !read.is_empty() && !read.ends_with(' ') {
            read.push(' ');
        }
    }
    read.truncate(read.trim_end().len());
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_line_breaks_do_not_read() {
        let prose = " un\u{7f}real \n\n  tides\u{7f}\u{7f} ";
        assert_eq!(reading_text(prose, Span::new(0, prose.len())), "unreal tides");
        assert_eq!(reading_text(prose, Span::new(900, 910)), "");
    }
}
