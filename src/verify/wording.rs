//! Reads the words that a quotation claims.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Token, Wording};
use crate::text::{Span, Word, WordKey, is_joint, normal_form, words, words_in};

/// Longer brackets are no mark of editing.
const BRACKET: usize = 400;

/// See [`super::wording()`].
pub(super) fn read(prose: &str, parts: &[Span]) -> Wording {
    let mut tokens = Vec::new();
    for part in parts {
        read_part(prose, *part, &mut tokens);
    }
    Wording { tokens }
}

fn read_part(prose: &str, part: Span, tokens: &mut Vec<Token>) {
    let text = part.of(prose);
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['.', '…', '[', '('])) {
        let start = at + found;
        let mark = ellipsis(text, start).map(|end| (end, None)).or_else(|| bracket(text, start));
        let Some((end, inside)) = mark else {
            at = start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            continue;
        };
        let span = Span::new(part.start + start, part.start + end);
        let whole = inside.map(|inside| joined_word(prose, part, span, inside.shifted(part.start)));
        let from = match whole {
            Some(Bracketed::Initial(word) | Bracketed::Inside(word)) => word.span.start - part.start,
            _ => start,
        };
        tokens.extend(plain_words(prose, part, plain, from));
        let upto = match whole {
            None => {
                // Several marks in a row, "... [...]", leave out one thing.
                match tokens.last_mut() {
                    Some(Token::Ellipsis(last)) => *last = last.join(span),
                    _ => tokens.push(Token::Ellipsis(span)),
                }
                end
            }
            Some(Bracketed::Initial(word)) => {
                tokens.push(Token::Word(word));
                word.span.end - part.start
            }
            Some(Bracketed::Inside(word)) => {
                tokens.push(Token::Bracket { span: word.span, words: vec![word] });
                word.span.end - part.start
            }
            Some(Bracketed::Apart) => {
                let inside = Span::new(span.start + 1, span.end - 1);
                let words = if is_editorial(inside.of(prose)) { Vec::new() } else { words_in(prose, inside) };
                tokens.push(Token::Bracket { span, words });
                end
            }
        };
        (plain, at) = (upto, upto.max(end));
    }
    tokens.extend(plain_words(prose, part, plain, text.len()));
}

fn plain_words(prose: &str, part: Span, from: usize, upto: usize) -> impl Iterator<Item = Token> {
    words_in(prose, Span::new(part.start + from, part.start + upto)).into_iter().map(Token::Word)
}

/// The end of the ellipsis that begins at `start`: `…`, `...`, `. . .`, `....`, and any of them
/// in brackets.
fn ellipsis(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    if let Some(inner) = rest.strip_prefix(['[', '(']) {
        let close = if rest.starts_with('[') { ']' } else { ')' };
        let offset = rest.len() - inner.trim_start().len();
        let end = ellipsis(text, start + offset)?;
        let after = text.get(end..)?.trim_start();
        return after.starts_with(close).then(|| text.len() - after.len() + 1);
    }
    let (mut points, mut end) = (0, 0);
    for (at, c) in rest.char_indices() {
        match c {
            '…' => points += 3,
            '.' => points += 1,
            ' ' | '\u{a0}' | '\u{202f}' if points > 0 && points < 8 => continue,
            c if is_joint(c) => continue,
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (points >= 3).then_some(start + end)
}

/// The end of the square bracket that opens at `start`, and what stands inside; of a round one when
/// it holds a note of the writer's: `(sic)`, `(emphasis added)`.
fn bracket(text: &str, start: usize) -> Option<(usize, Option<Span>)> {
    let rest = text.get(start..)?;
    let (open, shut) = if rest.starts_with('[') { ('[', ']') } else { ('(', ')') };
    let rest = rest.strip_prefix(open)?;
    let close = rest.char_indices().take(BRACKET).find(|(_, c)| [open, shut].contains(c))?;
    let inside = Span::new(start + 1, start + 1 + close.0);
    let edits = || open == '[' || (!inside.of(text).trim().is_empty() && is_editorial(inside.of(text)));
    (close.1 == shut && edits()).then(|| (inside.end + 1, Some(inside)))
}

/// How a bracket stands to the letters beside it.
#[derive(Clone, Copy)]
enum Bracketed {
    /// `[T]he`: a capital put in; the word is the speaker's.
    Initial(Word),
    /// `agree[d]`, `[re]opened`: part of a word put in.
    Inside(Word),
    /// `[the envoy]`.
    Apart,
}

fn joined_word(prose: &str, part: Span, bracket: Span, inside: Span) -> Bracketed {
    let before = Span::new(part.start, bracket.start).of(prose);
    let after = Span::new(bracket.end, part.end).of(prose);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let head = before.len() - before.trim_end_matches(is_part).len();
    let tail = after.len() - after.trim_start_matches(is_part).len();
    let letters = inside.of(prose);
    if (head == 0 && tail == 0) || !letters.chars().all(char::is_alphabetic) || letters.is_empty() {
        return Bracketed::Apart;
    }
    let span = Span::new(bracket.start - head, bracket.end + tail);
    let whole: String = span.of(prose).chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let word = Word { span, key: WordKey::of(&normal_form(&whole)) };
    if head == 0 && letters.chars().count() == 1 { Bracketed::Initial(word) } else { Bracketed::Inside(word) }
}

/// Whether a bracket holds a note of the writer's and no words for the speaker.
pub(super) fn is_editorial(inside: &str) -> bool {
    static NOTES: LazyLock<BTreeSet<Vec<WordKey>>> = LazyLock::new(|| {
        let lines = include_str!("data/editorial.txt").lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| words(line).iter().map(|word| word.key).collect()).collect()
    });
    let is_note = |part: &str| {
        let keys: Vec<WordKey> = words(part).iter().map(|word| word.key).collect();
        keys.is_empty() || NOTES.contains(&keys)
    };
    inside.split([';', ',']).all(is_note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let wording = read(text, &[Span::new(0, text.len())]);
        let shown: Vec<String> = wording
            .tokens
            .iter()
            .map(|token| match token {
                Token::Word(word) => word.span.of(text).to_owned(),
                Token::Ellipsis(span) => format!("<{}>", span.of(text)),
                Token::Bracket { span, words } => format!("{{{} {}}}", span.of(text), words.len()),
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn every_spelling_of_an_ellipsis_is_one() {
        for dots in ["…", "...", ". . .", "....", ". . . .", "[…]", "[...]", "[. . .]", "(…)", "(...)", "… […]"]
        {
            assert_eq!(show(&format!("we went {dots} home")), format!("we went <{dots}> home"));
        }
        assert_eq!(show("we went. Home. Then"), "we went Home Then");
        assert_eq!(show("wait.. no"), "wait no");
    }

    #[test]
    fn brackets_that_only_change_a_capital_are_words() {
        assert_eq!(show("[T]he boat [t]hen"), "[T]he boat [t]hen");
        let wording = read("[T]he", &[Span::new(0, 5)]);
        assert_eq!(wording.words().next().unwrap().key, WordKey::of("the"));
    }

    #[test]
    fn other_brackets_hold_words_or_notes() {
        assert_eq!(show("the [old] boat"), "the {[old] 1} boat");
        assert_eq!(show("they was [sic] late"), "they was {[sic] 0} late");
        assert_eq!(show("late [emphasis added]"), "late {[emphasis added] 0}");
        assert_eq!(show("late (sic) or (so)"), "late {(sic) 0} or so");
        assert_eq!(show("they agree[d] to it"), "they {agree[d] 1} to it");
        assert_eq!(show("an open [ bracket"), "an open bracket");
    }

    #[test]
    fn fillers_of_markup_and_inner_marks_are_nothing() {
        assert_eq!(show("“a \u{7f}\u{7f}bold\u{7f}\u{7f} ‘move’”"), "a bold move");
    }

    #[test]
    fn paragraphs_are_joined() {
        let text = "one two\n\nthree";
        assert_eq!(read(text, &[Span::new(0, 7), Span::new(9, 14)]).words().count(), 3);
    }
}
