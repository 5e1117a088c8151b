//! Paths as people are shown them.

use std::path::{Component, Path, PathBuf};

/// `path` as seen from the folder `base` (absolute): relative, with `/`, with `..` where the two
/// part ways below the root of the file system; absolute where they share nothing.
#[must_use]
pub fn shown(path: &Path, base: &Path) -> String {
    let absolute = base.join(path);
    let absolute = normal(&absolute);
    let base = normal(base);
    let shared = absolute.iter().zip(&base).take_while(|(a, b)| a == b).count();
    // The root alone (and a drive's prefix) is nothing in common.
    let apart = absolute.iter().take(shared).all(|part| !matches!(part, Component::Normal(_)));
    if apart && base.len() > shared {
        return slashed(absolute.iter().collect::<PathBuf>().as_path());
    }
    let ups = base.iter().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = ups.chain(absolute.iter().skip(shared).copied()).collect();
    if relative.as_os_str().is_empty() { ".".to_owned() } else { slashed(&relative) }
}

/// The components of `path` without `.`, and with `..` taken back where that is possible.
fn normal(path: &Path) -> Vec<Component<'_>> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.last(), Some(Component::Normal(_))) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn at(path: &str, base: &str) -> String {
        shown(Path::new(path), Path::new(base))
    }

    #[test]
    fn paths_are_relative_where_that_is_shorter_to_read() {
        assert_eq!(at("/home/a/brief.md", "/home/a"), "brief.md");
        assert_eq!(at("./sub/../brief.md", "/home/a"), "brief.md");
        assert_eq!(at("/home/a/sources/x.md", "/home/a/drafts/today"), "../../sources/x.md");
        assert_eq!(at("/home/a", "/home/a"), ".");
        assert_eq!(at("/srv/x.md", "/home/a"), "/srv/x.md");
        assert_eq!(at("/srv/x.md", "/"), "srv/x.md");
    }
}
