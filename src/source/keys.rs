//! What citations call each source of an archive.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::readers;

/// What a source's key is made of.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The file.
    pub path: &'a Path,
    /// What names the source within its file, where the file holds several.
    pub fragment: Option<&'a str>,
    /// The path shown.
    pub shown: &'a str,
}

/// The keys of `sources` and what people should know about them, by source. The first source of a
/// name takes the stem of its file; others whose files share it take their folder or ending with it.
#[must_use]
pub fn keys<'a>(sources: impl Iterator<Item = Named<'a>>) -> (Vec<String>, Vec<Option<String>>) {
    let mut taken: FxHashMap<String, &str> = FxHashMap::default();
    let keyed = sources.map(|Named { path, fragment, shown }| {
        let name = name(path, fragment);
        let key = free_key(&name, path, &taken);
        let first = taken.get(&name);
        let notice = first.map(|first| format!("{shown} has the same key as {first}; cite it as [@{{{key}}}]"));
        taken.insert(key.clone(), shown);
        (key, notice)
    });
    keyed.unzip()
}

/// The name of a file without its endings, of which a packed file has two, and of the source in it.
pub(super) fn name(path: &Path, fragment: Option<&str>) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let packed = path.extension().is_some_and(|ending| readers::is_wrapper(&ending.to_string_lossy()));
    let stem = match Path::new(&stem).file_stem() {
        Some(inner) if packed => inner.to_string_lossy().into_owned(),
        _ => stem,
    };
    part_of(&stem, fragment)
}

/// `whole`, and what names a part of it.
pub(crate) fn part_of(whole: &str, fragment: Option<&str>) -> String {
    fragment.map_or_else(|| whole.to_owned(), |fragment| format!("{whole}#{fragment}"))
}

fn free_key(name: &str, path: &Path, taken: &FxHashMap<String, &str>) -> String {
    if !taken.contains_key(name) {
        return name.to_owned();
    }
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let options = folder
        .into_iter()
        .map(|folder| format!("{name} ({folder})"))
        .chain(ending.map(|ending| format!("{name}.{ending}")))
        .chain((2u32..).map(|n| format!("{name} ({n})")));
    let mut free = options.filter(|key| !taken.contains_key(key));
    free.next().unwrap_or_default()
}
