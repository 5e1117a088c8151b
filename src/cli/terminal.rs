//! Standard output and standard error, as a terminal or as a pipe.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use anyhow::Context;

use crate::archive::Progress;
use crate::report::{printable, style};
use crate::workspace::Watcher;

/// How wide text is set where the output is no terminal, and at most on a terminal: longer lines
/// of prose are hard to read.
const WIDTH: usize = 100;

/// When to colour the output.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Even into a file
    Always,
    /// Not at all
    Never,
}

/// Where a command writes to.
#[derive(Debug)]
pub(super) struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice }
    }

    /// How many columns text may take.
    pub(super) fn width(&self) -> usize {
        if !io::stdout().is_terminal() {
            return WIDTH;
        }
        terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, WIDTH))
    }

    /// How wide a table may be: as wide as the terminal. Where the output is none, anything goes: who
    /// passes a table on has no use for one that is cut.
    pub(super) fn table_width(&self) -> usize {
        if !io::stdout().is_terminal() {
            return usize::MAX;
        }
        terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
    }

    /// Writes `text`, which may be styled, to standard output. A reader who has gone
    /// (`verbatim check | head`) is no error.
    ///
    /// # Errors
    /// When standard output cannot be written to: the disk is full.
    pub(super) fn print(&self, text: impl AsRef<[u8]>) -> anyhow::Result<()> {
        const ESCAPE: u8 = 0x1b;
        let text = text.as_ref();
        // Taking styles out costs more than making a report; one without any goes out as it is.
        let written = if text.contains(&ESCAPE) {
            let mut out = AutoStream::new(io::stdout(), self.choice).lock();
            out.write_all(text).and_then(|()| out.flush())
        } else {
            let mut out = io::stdout().lock();
            out.write_all(text).and_then(|()| out.flush())
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        }
    }

    /// Says on standard error what could not be done.
    pub(super) fn problem(&self, message: &str) {
        self.say(style::ERROR, "error", message);
    }

    /// Says on standard error what people should know although it stopped nothing.
    pub(super) fn notice(&self, message: &str) {
        self.say(style::WARNING, "warning", message);
    }

    /// Says on standard error what was done.
    pub(super) fn note(&self, message: &str) {
        self.say(style::INFORMATION, "note", message);
    }

    /// What `message` quotes from files cannot control the terminal.
    fn say(&self, style: Style, label: &str, message: &str) {
        let lines: Vec<_> = message.lines().map(printable::text).collect();
        let text = format!("{}: {}\n", style::paint(style, label), lines.join("\n"));
        let mut err = AutoStream::new(io::stderr(), self.choice).lock();
        // Standard error is the last resort: when it is gone, nobody is there to be told.
        let _ = err.write_all(text.as_bytes());
    }
}

/// A line on standard error that says how far some work has come, where that is a terminal and the work takes long. It goes
/// when the work is done.
#[derive(Debug)]
pub(super) struct Meter {
    /// The work: "reading the sources".
    work: &'static str,
    done: AtomicUsize,
    /// When it is written next; `None` where nobody sees it.
    next: Mutex<Option<Instant>>,
    is_written: Mutex<bool>,
}

impl Meter {
    /// What is done sooner is not worth a line.
    const FIRST: Duration = Duration::from_millis(400);
    /// How long a number stands.
    const STANDS: Duration = Duration::from_millis(100);

    /// Nothing is written yet.
    pub(super) fn new(work: &'static str) -> Self {
        let next = io::stderr().is_terminal().then(|| Instant::now() + Self::FIRST);
        Self { work, done: AtomicUsize::new(0), next: Mutex::new(next), is_written: Mutex::new(false) }
    }

    /// One more of `total` is done.
    pub(super) fn one_more(&self, total: usize) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.tell(done, total);
    }

    fn tell(&self, done: usize, total: usize) {
        if let (Ok(mut next), Ok(mut is_written)) = (self.next.lock(), self.is_written.lock())
            && next.is_some_and(|next| Instant::now() >= next)
        {
            *next = Some(Instant::now() + Self::STANDS);
            *is_written = true;
            // A terminal that cannot be written to is no reason to stop working.
            drop(write!(io::stderr(), "\r\x1b[K{}: {done} of {total}", self.work));
        }
    }
}

impl Watcher for Meter {
    fn progress(&self, Progress { done, total }: Progress) -> ControlFlow<()> {
        self.tell(done, total);
        ControlFlow::Continue(())
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.is_written.lock().is_ok_and(|is_written| *is_written) {
            drop(write!(io::stderr(), "\r\x1b[K"));
        }
    }
}
