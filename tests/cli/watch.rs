//! `check --watch`.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{DRAFT, Folder, SOURCE, WRONG, command};

/// How long a machine that is busy may take.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder) -> Self {
        let arguments = ["check", "--watch", "--reporter", "concise", "brief.md"];
        let mut child =
            command(folder.path()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            BufReader::new(out)
                .lines()
                .map_while(Result::ok)
                .take_while(|line| sender.send(line.clone()).is_ok())
                .count()
        });
        Self { child, lines }
    }

    /// The next line that has `word` in it.
    fn says(&self, word: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            if line.contains(word) {
                return line;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn drafts_are_checked_again_when_they_or_their_sources_change() {
    let folder = Folder::new(&[("brief.md", WRONG), ("sources/a.txt", SOURCE)]);
    let watching = Watching::start(&folder);
    assert!(watching.says("altered-quote").starts_with("brief.md:1:"));
    watching.says("1 altered");
    folder.write("brief.md", DRAFT.as_bytes());
    watching.says("1 verbatim");
    folder.write("sources/a.txt", SOURCE.replace("waits for the", "leaves for the").as_bytes());
    watching.says("1 altered");
    folder.write("brief.md", WRONG.as_bytes());
    watching.says("1 verbatim");
}
