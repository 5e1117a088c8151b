//! Standard output and standard error, as a terminal or as a pipe.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use anyhow::Context;

use crate::report::{printable, style};

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

    /// What `message` quotes from files cannot control the terminal.
    fn say(&self, style: Style, label: &str, message: &str) {
        let lines: Vec<_> = message.lines().map(printable::text).collect();
        let text = format!("{}: {}\n", style::paint(style, label), lines.join("\n"));
        let mut err = AutoStream::new(io::stderr(), self.choice).lock();
        // Standard error is the last resort: when it is gone, nobody is there to be told.
        let _ = err.write_all(text.as_bytes());
    }
}
