//! `--mirror` and `--replay`: every message of a session in a file, and a session from such a file, so that
//! a report of a fault becomes a test.
//!
//! A line holds one message, as protocol inspectors have it, seen from the server:
//! `[LSP - receive] {…}` or `[LSP - send] {…}`. It holds the text of drafts: whoever asks for the file
//! decides who gets it.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Lines, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::wire::framed;

const RECEIVED: &str = "[LSP - receive] ";
const SENT: &str = "[LSP - send] ";

/// How long a replayed session waits for the answer to a request before it goes on.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the messages of a session are taken down or given out.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    /// Where all messages are written.
    pub mirror: Option<PathBuf>,
    /// Where those of the client come from, in the place of standard input.
    pub replay: Option<PathBuf>,
}

/// What sees every message of a session.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    file: Option<Mutex<File>>,
    /// Whether a session is replayed, which waits for answers.
    waits: AtomicBool,
    /// The requests that have been answered, by id.
    answered: Mutex<HashSet<String>>,
    news: Condvar,
}

impl Mirror {
    /// A mirror that writes to the file at `path`, where one is given.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(super) fn to(path: Option<&Path>) -> io::Result<Self> {
        let file = path.map(File::create).transpose()?.map(Mutex::new);
        Ok(Self { file, ..Self::default() })
    }

    /// Takes down a message of the client.
    pub(super) fn received(&self, message: &[u8]) {
        self.write(RECEIVED, message);
    }

    /// Whether anybody looks at what is sent.
    pub(super) fn watches(&self) -> bool {
        self.file.is_some() || self.waits.load(Ordering::Relaxed)
    }

    /// Takes down a message to the client.
    pub(super) fn sent(&self, message: &[u8]) {
        self.write(SENT, message);
        if let Some(id) = serde_json::from_slice(message).ok().as_ref().and_then(answered) {
            self.answered.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
            self.news.notify_all();
        }
    }

    fn write(&self, tag: &str, message: &[u8]) {
        let Some(file) = &self.file else { return };
        // In JSON a line break can only stand between tokens.
        let line: Vec<u8> =
            message.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }).collect();
        let line = [tag.as_bytes(), &line, b"\n"].concat();
        if let Err(error) = file.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line) {
            tracing::warn!(%error, "the mirror cannot be written to");
        }
    }

    fn wait_for(&self, id: &str) {
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.news.wait_timeout_while(answered, PATIENCE, |answered| !answered.contains(id));
        drop(wait);
    }
}

/// The id of the request that `message` answers.
fn answered(message: &Value) -> Option<String> {
    message.get("method").is_none().then(|| message.get("id").map(Value::to_string)).flatten()
}

/// The client's messages of a mirrored session, as if they came in again. Each request is answered before
/// the next message comes, as far as it is answered soon.
#[derive(Debug)]
pub(super) struct Replay {
    lines: Lines<BufReader<File>>,
    mirror: Arc<Mirror>,
    current: Vec<u8>,
    read: usize,
    asked: Option<String>,
}

impl Replay {
    /// The session in the file at `path`, the answers of which `mirror` sees.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn of(path: &Path, mirror: Arc<Mirror>) -> io::Result<Self> {
        let lines = BufReader::new(File::open(path)?).lines();
        mirror.waits.store(true, Ordering::Relaxed);
        Ok(Self { lines, mirror, current: Vec::new(), read: 0, asked: None })
    }

    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(id) = self.asked.take() {
            self.mirror.wait_for(&id);
        }
        for line in self.lines.by_ref() {
            let line = line?;
            let Some(message) = line.find(RECEIVED).and_then(|at| line.get(at + RECEIVED.len()..)) else { continue };
            let parsed: Option<Value> = serde_json::from_str(message).ok();
            let asks = parsed.as_ref().filter(|message| message.get("method").is_some());
            self.asked = asks.and_then(|message| message.get("id")).map(Value::to_string);
            return Ok(Some(framed(&[message.as_bytes()])));
        }
        Ok(None)
    }
}

impl Read for Replay {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read >= self.current.len() {
            let Some(message) = self.next()? else { return Ok(0) };
            (self.current, self.read) = (message, 0);
        }
        let read = self.current.get(self.read..).unwrap_or_default().read(into)?;
        self.read += read;
        Ok(read)
    }
}
