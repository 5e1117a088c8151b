//! What is kept of an archive on disk, through the binary: processes are killed, disks fill up, several
//! write at once, and the answers are those of a fresh build.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crowd;
mod full_disk;
mod killed;
mod results;
mod shards;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with an archive, the index of which is kept in `cache`.
struct Archive(TempDir);

/// Numbers in an order that looks like none, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        // Knuth's multiplier and increment.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

impl Archive {
    /// An archive of `count` sources.
    fn new(count: u64) -> Self {
        let archive = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(archive.path().join("sources")).unwrap();
        archive.write("verbatim.toml", "[sources]\npaths = [\"sources\"]\ncache = \"cache\"\n");
        archive.write("fresh.toml", "[sources]\npaths = [\"sources\"]\ncache = \"fresh\"\n");
        (0..count).for_each(|n| archive.write(&source(n), &text(n, 0)));
        archive.write("brief.md", &draft(count));
        archive
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        // As an editor that is careful does: the file is there as a whole or as it was.
        let path = self.path().join(name);
        let new = path.with_extension("new~");
        fs::write(&new, text).unwrap();
        fs::rename(new, path).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        command.env("XDG_CACHE_HOME", self.path().join("home"));
        command
    }

    /// What `check` says, with what is kept.
    fn answer(&self) -> String {
        self.checked("verbatim.toml")
    }

    /// What `check` says when all is read anew.
    fn fresh_answer(&self) -> String {
        drop(fs::remove_dir_all(self.path().join("fresh")));
        self.checked("fresh.toml")
    }

    fn checked(&self, config: &str) -> String {
        said(self.command(&["check", "--format", "json", "--config", config, "brief.md"]).output().unwrap())
    }

    /// All files of the index.
    fn kept(&self) -> Vec<PathBuf> {
        files(&self.path().join("cache"))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.flat_map(|e| if e.path().is_dir() { files(&e.path()) } else { vec![e.path()] }).collect()
}

fn said(output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(!errors.contains("panicked"), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn source(n: u64) -> String {
    format!("sources/s{n:04}.md")
}

/// The text of a source in one of its versions.
fn text(n: u64, version: u64) -> String {
    let mut random = Random(n * 1000 + version);
    let nouns = ["pier", "harbour", "ferry", "breakwater", "lighthouse", "channel", "dredger", "quay"];
    let verbs = ["mend", "widen", "close", "paint", "inspect", "sell", "extend", "dredge"];
    let people = ["Ada Marsh", "Tom Reed", "Ines Rowan", "Hana Voss"];
    let mut text = format!("---\noutlet: Paper {}\ndate: 2031-03-{:02}\n---\n\n", n % 7, n % 27 + 1);
    for _ in 0..12 {
        let mut pick = |words: &[&str]| words[usize::try_from(random.below(words.len() as u64)).unwrap()].to_owned();
        let (verb, noun, other, who) = (pick(&verbs), pick(&nouns), pick(&nouns), pick(&people));
        let number = random.below(900) + 100;
        text.push_str(&format!(
            "“We will {verb} the {noun} before we look at the {other} again, and it costs {number} crowns in year \
             {version}, no more,” said {who}.\n\nNobody in ward {n} had asked about the {noun}.\n\n"
        ));
    }
    text
}

/// A draft that quotes every source, some as they are and some not.
fn draft(count: u64) -> String {
    let mut draft = String::new();
    for n in (0..count).step_by(usize::try_from(count / 20 + 1).unwrap()) {
        let text = text(n, n % 2);
        let quoted = text.split(['“', '”']).nth(1).unwrap_or_default();
        draft.push_str(&format!(
            "Ada Marsh said: “{quoted}” [@s{n:04}]\n\nHe said: “{}”\n\n",
            quoted.replace("will", "may")
        ));
    }
    draft
}
