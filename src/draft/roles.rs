//! Keys in the manner of MyST: ``{cite:p}`a,b` ``.

use super::citations::Found;
use super::model::{Citation, CitationForm, Target};
use crate::text::Span;

/// The keys of MyST's roles, ``{cite:p}`a,b` ``. `codes` are the inline code of `text`, of which
/// each role's second half is one; in `masked` code is blanked.
pub(super) fn scan(text: &str, masked: &str, codes: &[Span]) -> Found {
    /// No role's name is longer.
    const LONGEST: usize = 24;
    let mut found = Found::default();
    for &code in codes {
        let start = (code.start.saturating_sub(LONGEST)..code.start).find(|&at| masked.is_char_boundary(at));
        let before = Span::new(start.unwrap_or(code.start), code.start).of(masked);
        let Some((_, role)) = before.rsplit_once("{cite") else { continue };
        let named = role.strip_suffix('}').is_some_and(|r| r.chars().all(|c| c.is_ascii_lowercase() || c == ':'));
        if !named {
            continue;
        }
        found.markup.push(Span::new(code.start - role.len() - "{cite".len(), code.start));
        let inner = code.of(text).trim_matches('`');
        let mut at = code.start + (code.len() - code.of(text).trim_start_matches('`').len());
        for key in inner.split(',') {
            let span = Span::new(at, at + key.len()).trimmed(text);
            at += key.len() + 1;
            if !span.is_empty() {
                found.citations.push(Citation {
                    span,
                    target_span: span,
                    target: Target::Key(span.of(text).to_owned()).into(),
                    locator: None,
                    form: CitationForm::Bracketed,
                });
            }
        }
    }
    found
}
