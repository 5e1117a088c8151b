//! A folder of a thousand files of many formats: what is listed, and what a second run reads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::write::GzEncoder;
use verbatim::archive::Progress;
use verbatim::workspace::{Watcher, Workspace};

use super::Folder;

const FILES: usize = 1000;

/// The file number `n`: its name and its bytes.
fn file(n: usize) -> (String, Vec<u8>) {
    let words =
        format!("The harbour board met {n} times this spring, and “nobody asked for {n} boats,” Ada Quill said.");
    let more = "The ferry ran late on each of those days, as it had all year.";
    let (ending, text) = match n % 14 {
        0 => (
            "html",
            format!(
                "<title>Board meets {n}</title><meta property='article:published_time' content='2031-05-02'><nav><a href=/>Home</a></nav><p>{words}</p><p>{more}</p>"
            ),
        ),
        1 => ("md", format!("---\ntitle: Board meets {n}\noutlet: Harbour Times\n---\n\n{words}\n\n{more}\n")),
        2 => ("txt", format!("{words}\n\n{more}\n")),
        3 => {
            ("srt", format!("1\n00:00:01,000 --> 00:00:04,000\n{words}\n\n2\n00:00:05,000 --> 00:00:09,000\n{more}\n"))
        }
        4 => (
            "vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Quill>{words}\n\n00:05.000 --> 00:09.000\n{more}\n"),
        ),
        5 => (
            "eml",
            format!(
                "From: Ada Quill <ada@harbour.example>\nSubject: Board {n}\nDate: Fri, 2 May 2031 10:00:00 +0000\n\n{words}\n\n{more}\n"
            ),
        ),
        6 => {
            ("rtf", format!("{{\\rtf1\\ansi {}\\par {more}\\par}}", words.replace('“', "\\'93").replace('”', "\\'94")))
        }
        7 => (
            "jsonl",
            format!(
                "{{\"id\":\"a{n}\",\"title\":\"Board\",\"text\":\"{words}\"}}\n{{\"id\":\"b{n}\",\"text\":\"{more} {words}\"}}\n"
            ),
        ),
        8 => ("csv", format!("id,title,text\nc{n},Board,\"{words} {more}\"\n")),
        9 => (
            "mbox",
            format!(
                "From a@b.example Fri May  2 10:00:00 2031\nFrom: a@b.example\nSubject: One {n}\n\n{words}\n\nFrom a@b.example Fri May  2 11:00:00 2031\nFrom: a@b.example\n\n{more}\n"
            ),
        ),
        10 => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(words.as_bytes()).unwrap();
            return (format!("sources/file-{n:04}.txt.gz"), packed.finish().unwrap());
        }
        11 => (
            "nitf",
            format!(
                "<nitf><body><body.head><hedline><hl1>Board {n}</hl1></hedline></body.head><body.content><p>{words}</p><p>{more}</p></body.content></body></nitf>"
            ),
        ),
        12 => ("pdf", format!("%PDF-1.4\nno more of it came {n}")),
        _ => ("docx", format!("PK\u{3}\u{4} no more of it came {n}")),
    };
    (format!("sources/file-{n:04}.{ending}"), text.into_bytes())
}

/// Remembers how many files had to be read.
#[derive(Default)]
struct Counted(Mutex<usize>);

impl Watcher for Counted {
    fn progress(&self, progress: Progress) -> ControlFlow<()> {
        let mut most = self.0.lock().unwrap();
        *most = (*most).max(progress.total);
        ControlFlow::Continue(())
    }
}

#[test]
fn a_thousand_files_are_listed_and_read_once() {
    let folder = Folder::new(&[("verbatim.toml", "[sources]\npaths = [\"sources\"]\ncache = \"cache\"\n")]);
    // What has just been written may change within one tick of the clock, and proves nothing.
    let rested = SystemTime::now() - Duration::from_secs(3600);
    let write = |name: &str, bytes: &[u8], at: SystemTime| {
        folder.write(name, bytes);
        File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(at).unwrap();
    };
    for n in 0..FILES {
        let (name, bytes) = file(n);
        write(&name, &bytes, rested);
    }
    let listing = folder.run(&["sources", "--format", "json"]).json();
    let mut formats: BTreeMap<String, usize> = BTreeMap::new();
    for row in listing["sources"].as_array().unwrap() {
        *formats.entry(row["format"].as_str().unwrap().to_owned()).or_default() += 1;
        assert!(row["words"].as_u64().unwrap() > 8, "{row}");
    }
    let skipped = listing["skipped"].as_array().unwrap();
    // Of fourteen files in a row the last two are broken; a mailbox and a file of JSON Lines hold two documents each.
    assert_eq!(skipped.len(), (0..FILES).filter(|n| n % 14 >= 12).count(), "{skipped:?}");
    assert!(skipped.iter().all(|row| row["reason"].as_str().unwrap().len() > 8), "{skipped:?}");
    let several = formats["mailbox"] + formats["JSON Lines"];
    assert_eq!(formats.values().sum::<usize>() + skipped.len(), FILES + several / 2, "{formats:?}");
    assert_eq!(formats.len(), 10, "{formats:?}");

    let second = Counted::default();
    Workspace::open_watched(folder.path(), None, &second).unwrap();
    assert_eq!(*second.0.lock().unwrap(), 0, "nothing has changed");
    let (name, bytes) = file(506);
    write(&name, &[bytes.as_slice(), b" And more."].concat(), rested + Duration::from_secs(60));
    let third = Counted::default();
    let workspace = Workspace::open_watched(folder.path(), None, &third).unwrap();
    assert_eq!(*third.0.lock().unwrap(), 1, "one file has changed");
    assert_eq!(workspace.archive.sources().len(), listing["sources"].as_array().unwrap().len());
}
