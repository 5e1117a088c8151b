//! Sources that a colleague packed, and what is removed.

use std::fs;

use super::{Archive, said, source, text};

#[test]
fn packed_sources_answer_as_their_files_do() {
    let all = Archive::new(40);
    let packed = all.command(&["sources", "--pack", "wire.vbs"]).output().unwrap();
    assert!(said(packed).starts_with("packed 40 sources into wire.vbs"));

    let other = Archive::new(0);
    other.write("brief.md", &super::draft(40));
    let shard = all.path().join("wire.vbs");
    let config = |cache: &str| format!("[sources]\npaths = [\"sources\"]\nshards = [{shard:?}]\ncache = \"{cache}\"\n");
    other.write("verbatim.toml", &config("cache"));
    other.write("fresh.toml", &config("fresh"));
    let plain = |answer: &str, root: &str| {
        let lines = answer.lines().filter(|line| !line.contains("\"path\": "));
        lines.map(|line| line.replace(root, "")).collect::<Vec<_>>()
    };
    let prefix = format!("{}/", shard.display());
    assert_eq!(plain(&other.answer(), &prefix), plain(&all.answer(), ""));
    assert_eq!(other.answer(), other.fresh_answer());

    // A source of one's own comes first and may share its name with one of the shard.
    other.write(&source(3), &text(99, 0));
    let listed = said(other.command(&["sources"]).output().unwrap());
    assert!(listed.contains("41 sources"), "{listed}");
    assert_eq!(other.answer(), other.fresh_answer());

    // Without the drive, what is left is still checked, and one line says what is missing.
    let bytes = fs::read(&shard).unwrap();
    for (damage, said) in [(None, "is not there"), (Some(100), "is damaged"), (Some(0), "is damaged")] {
        drop(fs::remove_file(&shard));
        if let Some(len) = damage {
            fs::write(&shard, &bytes[..len]).unwrap();
        }
        let output = other.command(&["sources"]).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && errors.contains("wire.vbs"), "{errors}");
        assert!(errors.contains(said), "{said}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        drop(fs::remove_file(&shard));
    }
    fs::write(&shard, &bytes).unwrap();
    assert!(said(other.command(&["sources"]).output().unwrap()).contains("41 sources"));
}

#[test]
fn cleaning_removes_what_is_kept_and_nothing_else() {
    let archive = Archive::new(30);
    archive.answer();
    fs::create_dir_all(archive.path().join("cache/mine")).unwrap();
    archive.write("cache/mine/letter.txt", "not yours");
    let gone = Archive::new(30);
    gone.write("verbatim.toml", &format!("[sources]\ncache = {:?}\n", archive.path().join("cache")));
    gone.answer();
    drop(gone);
    let cleaned = said(archive.command(&["sources", "--clean"]).output().unwrap());
    assert!(cleaned.starts_with("removed 2 indexes"), "{cleaned}");
    assert_eq!(archive.kept(), [archive.path().join("cache/mine/letter.txt")]);
    let again = said(archive.command(&["sources", "--clean"]).output().unwrap());
    assert!(again.starts_with("nothing is kept"), "{again}");
    assert_eq!(archive.answer(), archive.fresh_answer());
}
