//! # unused-suppression
//!
//! An ignore comment that silences nothing.
//!
//! ## Why it matters
//!
//! It hides the next mistake in its place.
//!
//! ## Example
//!
//! ```text
//! <!-- verbatim: ignore altered-quote because the court tidied it -->
//! ```
//!
//! The quotation it stands for has since been corrected.
//!
//! ## How to fix
//!
//! Delete the comment, or correct the code that it names.

use std::str::FromStr;

use super::fixes::replace;
use super::model::{Code, Finding, UnknownCode};
use crate::draft::Suppression;
use crate::text::Span;

/// Reports what of a suppression silences nothing, given the codes that it did silence.
pub(crate) fn check(suppression: &Suppression, silenced: &[Code]) -> Vec<Finding> {
    if suppression.codes.is_empty() {
        let unused = silenced
            .is_empty()
            .then(|| unused(suppression.span, suppression, "this comment silences nothing; delete it"));
        return unused.into_iter().collect();
    }
    suppression.codes.iter().filter_map(|(name, span)| misfit(suppression, name, *span, silenced)).collect()
}

fn misfit(suppression: &Suppression, name: &str, span: Span, silenced: &[Code]) -> Option<Finding> {
    match Code::from_str(name) {
        Ok(code) if silenced.contains(&code) => None,
        Ok(code) => Some(unused(span, suppression, &format!("nothing here is reported as {code}; delete the comment"))),
        Err(unknown) => Some(misspelt(span, &unknown)),
    }
}

fn unused(span: Span, suppression: &Suppression, message: &str) -> Finding {
    let delete = (suppression.codes.len() < 2).then(|| replace("Delete the comment".to_owned(), suppression.span, ""));
    Finding::new(Code::UnusedSuppression, span, message.to_owned()).fixed_by(delete)
}

fn misspelt(span: Span, unknown: &UnknownCode) -> Finding {
    let fix = unknown.nearest.map(|code| replace(format!("Write {code}"), span, code.as_str()));
    Finding::new(Code::UnusedSuppression, span, unknown.to_string()).fixed_by(fix)
}
