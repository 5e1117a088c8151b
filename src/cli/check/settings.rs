//! What would be checked, and with what.

use std::path::Path;
use std::sync::Arc;

use crate::cli::inputs::Inputs;
use crate::report::summary::counted;
use crate::report::{paths, printable, style};
use crate::workspace::Workspace;
use crate::{baseline, lock};

/// The drafts, one a line.
pub(super) fn files(inputs: &Inputs, base: &Path) -> String {
    let shown = |path: &Path| printable::text(&paths::shown(path, base)).into_owned() + "\n";
    inputs.drafts.iter().map(|input| shown(&input.path)).collect()
}

/// The workspaces of the drafts, each with what it was opened from and its settings.
pub(super) fn settings(inputs: &Inputs, base: &Path) -> String {
    let mut seen: Vec<Arc<Workspace>> = Vec::new();
    let mut text = String::new();
    for input in &inputs.drafts {
        if seen.iter().any(|known| Arc::ptr_eq(known, &input.workspace)) {
            continue;
        }
        let drafts = inputs.drafts.iter().filter(|other| Arc::ptr_eq(&other.workspace, &input.workspace)).count();
        text.push_str(&of(&input.workspace, drafts, base));
        text.push('\n');
        seen.push(Arc::clone(&input.workspace));
    }
    text
}

fn of(workspace: &Workspace, drafts: usize, base: &Path) -> String {
    let shown = |path: &Path| printable::text(&paths::shown(path, base)).into_owned();
    let there = |path: &Path| if path.exists() { shown(path) } else { "none".to_owned() };
    let none = || "none".to_owned();
    let places: Vec<String> = workspace.source_places().iter().map(|place| shown(place)).collect();
    let skipped = workspace.archive.skipped().len();
    let rows = [
        ("folder", shown(&workspace.root)),
        ("configuration", workspace.config_path.as_deref().map_or_else(none, shown)),
        ("drafts", drafts.to_string()),
        ("sources", if places.is_empty() { none() } else { places.join(", ") }),
        ("read", counted(workspace.archive.sources().len(), "source", "sources")),
        ("not read", counted(skipped, "file", "files")),
        ("baseline", there(&baseline::path(&workspace.root))),
        ("lock", there(&lock::path(&workspace.root))),
        ("kept in", workspace.kept_in().map_or_else(none, shown)),
    ];
    let rows = rows.map(|(name, value)| format!("{} {value}\n", style::paint(style::BOLD, &format!("{name:14}"))));
    let settings = toml::to_string(workspace.config.as_ref()).unwrap_or_default();
    let settings: String = settings.lines().map(|line| format!("{}\n", printable::text(line))).collect();
    format!("{}\n{settings}", rows.concat())
}
