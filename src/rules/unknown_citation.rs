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
//! A key that a bibliography has leads to no source either while the archive has no file for its entry.
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
use crate::archive::Listed;
use crate::draft::{Citation, Target};

/// Reports a citation that leads nowhere; `nearest` is the key that it resembles.
pub(crate) fn check(citation: &Citation, nearest: Option<&str>) -> Option<Finding> {
    let name = match &*citation.target {
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

/// Reports a citation of a work that a bibliography lists and the archive does not hold.
pub(crate) fn check_listed(citation: &Citation, listed: &Listed) -> Finding {
    let Listed { bibliography, line, title, file, url } = listed;
    let title = title.as_ref().map(|title| format!(" (“{title}”)")).unwrap_or_default();
    let missing = match (file, url) {
        (Some(file), _) => format!("the file it names, {file}, is not in the sources; put it there"),
        (None, Some(url)) => {
            format!("it names no file, and no source has its address, {url}; save the page among the sources")
        }
        (None, None) => {
            "it names no file; put the work among the sources and name it in the entry's `file`, or call the file as the entry is called".to_owned()
        }
    };
    let message = format!("{bibliography}:{line} has this entry{title}, but there is no source for it: {missing}");
    Finding::new(Code::UnknownCitation, citation.span, message)
}
