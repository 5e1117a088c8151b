//! # unknown-citation
//!
//! The key, link or footnote leads to no source.
//!
//! ## Why it matters
//!
//! Nobody can check a quotation against a source that is not there.
//!
//! ## Example
//!
//! ```text
//! “We will rebuild,” she said [@tribnue].
//! ```
//!
//! There is a source tribune, and none called tribnue.
//!
//! ## How to fix
//!
//! Correct the key, or put the source into the archive under that name.
//!
//! ## What is not reported
//!
//! Links to web pages of which the archive holds no copy: a draft links to many pages.

use super::fixes::replace;
use super::model::{Code, Finding};
use crate::draft::{Citation, Target};

/// Reports a citation that leads nowhere; `nearest` is the key that it resembles.
pub(crate) fn check(citation: &Citation, nearest: Option<&str>) -> Option<Finding> {
    let name = match &citation.target {
        Target::Key(key) if key.starts_with('^') => {
            let message = format!("there is no footnote [{key}]; write it, or delete the reference");
            return Some(Finding::new(Code::UnknownCitation, citation.span, message));
        }
        Target::Key(key) => format!("there is no source \"{key}\""),
        Target::Path(path) => format!("there is no file \"{path}\" in the archive"),
        Target::Url(_) | Target::Outlet(_) => return None,
    };
    let (hint, fix) = match nearest {
        Some(key) => {
            (format!("; did you mean \"{key}\"?"), Some(replace(format!("Cite {key}"), citation.target_span, key)))
        }
        None => ("; add it to the sources, or correct the citation".to_owned(), None),
    };
    Some(Finding::new(Code::UnknownCitation, citation.span, name + &hint).fixed_by(fix))
}
