//! The edit behind "Ignore … here, because…": a comment before the block, where a reader of the
//! draft sees it and Markdown does not.

use crate::draft::Draft;
use crate::prose::{Block, BlockKind};
use crate::rules::{Code, Edit};
use crate::text::Span;

/// The edit that puts `<!-- verbatim: ignore CODE because … -->` on a line of its own before the
/// block in which the byte at `offset` stands. `None` where there is no block.
///
/// Inside block quotes and list items the line gets the marks that keep it inside: it must
/// neither end the quote nor split the list.
pub(super) fn comment_before(draft: &Draft, offset: usize, code: Code) -> Option<Edit> {
    let comment = format!("<!-- verbatim: ignore {code} because … -->");
    let index = draft.blocks.partition_point(|block| block.span.start <= offset).checked_sub(1)?;
    let block = first_of_its_kind(draft, index)?;
    let line = draft.lines.line_of(block.span.start);
    let line_start = draft.lines.span(&draft.text, line).start;
    let before = Span::new(line_start, block.span.start).of(&draft.text);
    let container = Container::of(before);
    let goes_before_its_line = matches!(block.kind, BlockKind::Heading | BlockKind::TableCell | BlockKind::Footnote);
    let text = if goes_before_its_line {
        // Its own marks ("##", "|", "[^1]:") are not part of the container: the rest is.
        format!("{comment}\n{}", container.next_line)
    } else {
        let rest = before.get(container.len..).unwrap_or_default();
        // A task's box belongs to the paragraph, which then goes on behind the comment.
        if rest.trim().is_empty() { format!("{comment}\n{}{rest}", container.next_line) } else { format!("{comment} ") }
    };
    let at = if goes_before_its_line || before.get(container.len..).is_some_and(|rest| rest.trim().is_empty()) {
        line_start + container.len
    } else {
        block.span.start
    };
    Some(Edit { span: Span::at(at), text: text.into() })
}

/// The block before which a line can be put: for a cell of a table, the first of the table;
/// for a later paragraph of a block quote or the like, the paragraph itself.
fn first_of_its_kind(draft: &Draft, index: usize) -> Option<&Block> {
    let mut first = draft.blocks.get(index)?;
    if first.kind != BlockKind::TableCell {
        return Some(first);
    }
    let line_of = |block: &Block| draft.lines.line_of(block.span.start);
    for block in draft.blocks.get(..index)?.iter().rev() {
        // The line of dashes below a table's head holds no cell.
        if block.kind != BlockKind::TableCell || line_of(first) - line_of(block) > 2 {
            break;
        }
        first = block;
    }
    Some(first)
}

/// What a line starts with because of the block quotes and list items that it stands in.
struct Container {
    /// How many bytes of the line that is.
    len: usize,
    /// What the next line has to start with to stand in them too.
    next_line: String,
}

impl Container {
    fn of(before: &str) -> Self {
        let mut next_line = String::new();
        let mut rest = before;
        loop {
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let (indent, after) = rest.split_at(spaces);
            let (mark, after) = after.split_at(marker(after));
            next_line.push_str(indent);
            match mark {
                ">" => next_line.push('>'),
                _ => next_line.extend(mark.chars().map(|_| ' ')),
            }
            rest = after;
            if mark.is_empty() {
                break;
            }
        }
        Self { len: before.len() - rest.len(), next_line }
    }
}

/// How long the mark of a block quote or a list item at the start of `text` is; 0 for none.
fn marker(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let numbered = digits > 0 && digits < 10 && rest.starts_with(['.', ')']);
    let spaced = |rest: &str| rest.starts_with([' ', '\t']);
    if text.starts_with('>') || (text.starts_with(['-', '*', '+']) && spaced(text.get(1..).unwrap_or_default())) {
        1
    } else if numbered && spaced(rest.get(1..).unwrap_or_default()) {
        digits + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Memo;
    use crate::draft::parse;

    /// `text` with the comment before the block of kind `kind` that begins at `$0`.
    fn commented(text: &str, kind: BlockKind) -> String {
        let at = text.find("$0").unwrap();
        let mut text = text.replace("$0", "");
        let mut draft = parse(&text, &mut Memo::default());
        draft.blocks = vec![Block { span: Span::new(at, text.len()), kind }];
        let edit = comment_before(&draft, at, Code::AlteredQuote).unwrap();
        text.insert_str(edit.span.start, &edit.text.replace("verbatim: ignore altered-quote because …", "!"));
        text
    }

    #[test]
    fn the_comment_stands_in_the_containers_of_its_block() {
        let paragraph = |text| commented(text, BlockKind::Paragraph);
        assert_eq!(paragraph("A.\n\n$0He said."), "A.\n\n<!-- ! -->\nHe said.");
        assert_eq!(paragraph("> $0He said."), "> <!-- ! -->\n> He said.");
        assert_eq!(paragraph("- $0He said."), "- <!-- ! -->\n  He said.");
        assert_eq!(paragraph("> 10. $0He said."), "> 10. <!-- ! -->\n>     He said.");
        assert_eq!(paragraph("1. A\n\n   $0He said."), "1. A\n\n   <!-- ! -->\n   He said.");
        assert_eq!(paragraph("- [ ] $0He said."), "- [ ] <!-- ! --> He said.");
    }

    #[test]
    fn what_is_one_line_gets_the_comment_before_it() {
        assert_eq!(commented("## $0He said", BlockKind::Heading), "<!-- ! -->\n## He said");
        assert_eq!(commented("> ## $0He said", BlockKind::Heading), "> <!-- ! -->\n> ## He said");
        assert_eq!(commented("| $0He said |", BlockKind::TableCell), "<!-- ! -->\n| He said |");
        assert_eq!(commented("[^1]: $0He said", BlockKind::Footnote), "<!-- ! -->\n[^1]: He said");
    }
}
