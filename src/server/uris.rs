//! Names of documents on the wire, and paths.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

use crate::config;

/// Languages in which nobody writes a draft, but whose files an editor may hand us all the same.
const NO_DRAFTS: &[&str] = &["toml", "yaml", "json", "jsonc", "bibtex", "bib", "html", "xml"];

/// The path of a file's URI; `None` for any other scheme.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    is_file.then(|| uri.to_file_path()).flatten().map(|path| path.into_owned())
}

/// A file name for a document that is no file: `Untitled-1` for `untitled:Untitled-1`.
pub(super) fn last_segment(uri: &Uri) -> String {
    let path = uri.path().decode().to_string_lossy().into_owned();
    let name = Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "untitled.md".to_owned())
}

/// Whether the document may be a draft, by its name and the language the editor takes it for.
pub(super) fn may_be_draft(uri: &Uri, language: &str) -> bool {
    !NO_DRAFTS.contains(&language) && last_segment(uri) != config::FILE_NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn only_files_have_paths() {
        assert_eq!(to_path(&uri("file:///a%20b/%C3%A9.md")), Some(PathBuf::from("/a b/é.md")));
        assert_eq!(to_path(&uri("untitled:Untitled-1")), None);
        assert_eq!(to_path(&uri("vscode-notebook-cell:/a.ipynb#x")), None);
    }

    #[test]
    fn what_is_no_file_still_has_a_name() {
        assert_eq!(last_segment(&uri("untitled:Untitled-1")), "Untitled-1");
        assert_eq!(last_segment(&uri("git:/a/b.md?ref")), "b.md");
        assert_eq!(last_segment(&uri("x:")), "untitled.md");
    }

    #[test]
    fn configuration_is_no_draft() {
        assert!(!may_be_draft(&uri("file:///a/verbatim.toml"), "plaintext"));
        assert!(!may_be_draft(&uri("file:///a/b.bib"), "bibtex"));
        assert!(may_be_draft(&uri("untitled:Untitled-1"), "markdown"));
    }
}
