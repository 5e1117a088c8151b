//! What citations call each source of an archive.

use std::collections::HashMap;
use std::path::Path;

/// The keys of `sources`, each given by its file and the path shown, and what people should know about
/// them, by source. The first source of a name takes the stem of its file; others whose files share
/// it take their folder or ending with it.
#[must_use]
pub fn keys<'a>(sources: impl Iterator<Item = (&'a Path, &'a str)>) -> (Vec<String>, Vec<Option<String>>) {
    let mut taken: HashMap<String, &str> = HashMap::new();
    let keyed = sources.map(|(path, shown)| {
        let stem = stem(path);
        let key = free_key(&stem, path, &taken);
        let first = taken.get(&stem);
        let notice = first.map(|first| format!("{shown} has the same key as {first}; cite it as [@{{{key}}}]"));
        taken.insert(key.clone(), shown);
        (key, notice)
    });
    keyed.unzip()
}

/// The name of a file without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn free_key(stem: &str, path: &Path, taken: &HashMap<String, &str>) -> String {
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let options = std::iter::once(stem.to_owned())
        .chain(folder.map(|folder| format!("{stem} ({folder})")))
        .chain(ending.map(|ending| format!("{stem}.{ending}")))
        .chain((2u32..).map(|n| format!("{stem} ({n})")));
    let mut free = options.filter(|key| !taken.contains_key(key));
    free.next().unwrap_or_default()
}
