//! What kind of document a source is, where the configuration says so.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Card, SourceKind};

/// Gives sources the kind, and with it the voice, that the longest glob of `kinds` has for their file,
/// relative to `root`.
pub(super) fn apply(kinds: &BTreeMap<String, SourceKind>, root: &Path, cards: &mut [Card]) {
    let matcher = |pattern: &str| -> Option<Gitignore> {
        let mut builder = GitignoreBuilder::new(root);
        builder.add_line(None, pattern).ok()?;
        builder.build().ok()
    };
    let mut matchers: Vec<_> =
        kinds.iter().filter_map(|(pattern, kind)| Some((pattern.len(), matcher(pattern)?, *kind))).collect();
    matchers.sort_by_key(|(length, _, _)| std::cmp::Reverse(*length));
    for card in cards.iter_mut().filter(|_| !matchers.is_empty()) {
        let Ok(relative) = card.path.strip_prefix(root) else { continue };
        let mut named =
            matchers.iter().filter(|(_, globs, _)| globs.matched_path_or_any_parents(relative, false).is_ignore());
        if let Some((_, _, kind)) = named.next() {
            card.metadata.kind = *kind;
            card.voice = kind.voice();
        }
    }
}
