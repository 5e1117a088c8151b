//! What kind of document a source is, where the configuration says so.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::drafts::globs;
use crate::source::{Loaded, SourceKind};

/// Gives sources the kind, and with it the voice, that the longest glob has for them.
pub(super) fn apply(kinds: &BTreeMap<String, SourceKind>, root: &Path, loaded: &mut [Loaded]) {
    let mut matchers: Vec<_> = kinds
        .iter()
        .filter_map(|(pattern, kind)| Some((pattern.len(), globs(root, std::slice::from_ref(pattern)).ok()?, *kind)))
        .collect();
    matchers.sort_by_key(|(length, _, _)| std::cmp::Reverse(*length));
    for source in loaded.iter_mut().filter_map(|one| one.outcome.as_mut().ok()) {
        let Ok(relative) = source.path.strip_prefix(root) else { continue };
        let matches = |(_, globs, _): &&(usize, ignore::gitignore::Gitignore, SourceKind)| {
            globs.matched_path_or_any_parents(relative, false).is_ignore()
        };
        let Some((_, _, kind)) = matchers.iter().find(matches) else { continue };
        if source.metadata.kind != *kind || source.voice != kind.voice() {
            let source = Arc::make_mut(source);
            source.metadata.kind = *kind;
            source.voice = kind.voice();
        }
    }
}
