//! A disk that fills up.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Archive, said, source, text};

/// A small disk at `path`; `None` where we may not have one.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(path: &'a Path, bytes: u64) -> Option<Self> {
        fs::create_dir_all(path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "none"]).arg(path).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(path))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.0).status());
    }
}

#[test]
fn a_full_disk_costs_the_index_and_nothing_else() {
    let archive = Archive::new(150);
    let cache = archive.path().join("cache");
    let fresh = archive.fresh_answer();
    // From a disk that takes nothing to one that takes all.
    for pages in [1_u64, 2, 4, 16, 40, 64, 100, 120, 140, 200, 400, 2000] {
        let Some(disk) = Disk::mount(&cache, pages * 4096) else {
            println!("not tested: no disk can be mounted here");
            return;
        };
        let output = archive.command(&["check", "--format", "json", "--config", "verbatim.toml", "brief.md"]).output();
        let output = output.unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let told = errors.lines().filter(|line| line.contains("nothing can be kept")).count();
        // Said once where it is too small for sure, and not where there is plenty.
        assert!(told <= 1 && (told == 1 || pages > 40) && (told == 0 || pages < 2000), "{pages} pages: {errors}");
        assert_eq!(said(output), fresh, "{pages} pages");
        assert_eq!(archive.answer(), fresh, "{pages} pages, again");
        let left = archive.kept().iter().filter(|path| path.to_string_lossy().contains("unfinished")).count();
        assert_eq!(left, 0, "{pages} pages: {:?}", archive.kept());
        drop(disk);
    }
    // A disk that fills up when there is an index already.
    let Some(disk) = Disk::mount(&cache, 2_000_000) else { return };
    assert_eq!(archive.answer(), fresh);
    fs::write(cache.join("filler"), vec![1; 4_000_000]).unwrap_err();
    for n in 0..60 {
        archive.write(&source(n), &text(n, 2));
    }
    assert_eq!(archive.answer(), archive.fresh_answer());
    fs::remove_file(cache.join("filler")).unwrap();
    assert_eq!(archive.answer(), archive.fresh_answer());
    drop(disk);
}
