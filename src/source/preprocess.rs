//! Formats that another program reads: its standard output is the source. Which program that is says the
//! user's own configuration, never that of a workspace, which may come from anybody.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How long a program may take.
const DEADLINE: Duration = Duration::from_secs(60);

/// A program that reads files with certain endings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preprocess {
    /// The endings of the files' names, without the dot.
    pub endings: Vec<String>,
    /// The program and its arguments; `{}` stands for the path of the file.
    pub command: Vec<String>,
    /// The ending of the format in which the program writes: "txt", "md", "html".
    #[serde(default = "plain")]
    pub writes: String,
}

fn plain() -> String {
    "txt".to_owned()
}

impl Preprocess {
    /// Whether it is for the file called `name`.
    #[must_use]
    pub fn is_for(&self, name: &Path) -> bool {
        name.extension().is_some_and(|ending| self.endings.iter().any(|own| ending.eq_ignore_ascii_case(own)))
    }

    /// What the program writes when it is given the file at `path`: at most `most` bytes.
    ///
    /// # Errors
    /// Why it wrote nothing, as the end of a sentence that begins with the file's name.
    pub(super) fn run(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let Some((program, arguments)) = self.command.split_first() else {
            return Err("cannot be read: the `command` for it in your configuration is empty".to_owned());
        };
        let arguments = arguments.iter().map(|argument| argument.replace("{}", &path.to_string_lossy()));
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot be read: `{program}` cannot be started: {error}"))?;
        let (sender, written) = channel();
        if let Some(output) = process.stdout.take() {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let read = output.take(most + 1).read_to_end(&mut bytes).map(|_| bytes);
                // Whoever waits may have given up.
                let _ = sender.send(read);
            });
        }
        let outcome = written.recv_timeout(DEADLINE);
        let full = matches!(&outcome, Ok(Ok(bytes)) if bytes.len() as u64 > most);
        if full || outcome.is_err() {
            // It may have ended by itself in the meantime.
            let _ = process.kill();
        }
        let status = process.wait().map_err(|error| format!("cannot be read: {error}"))?;
        match outcome {
            Ok(Ok(_)) if full => {
                Err(format!("cannot be read: `{program}` writes more than {} MB about it", most / 1_000_000))
            }
            Ok(Ok(bytes)) if status.success() => Ok(bytes),
            Ok(Ok(_)) => Err(format!("cannot be read: `{program}` failed on it ({status})")),
            Ok(Err(error)) => Err(format!("cannot be read: {error}")),
            Err(_) => Err(format!("cannot be read: `{program}` takes more than {} seconds", DEADLINE.as_secs())),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn with(command: &[&str]) -> Result<Vec<u8>, String> {
        let command = command.iter().map(|&word| word.to_owned()).collect();
        Preprocess { endings: vec!["doc".to_owned()], command, writes: plain() }.run(Path::new("a b.doc"), 10)
    }

    #[test]
    fn what_a_program_writes_is_taken_and_bounded() {
        assert_eq!(with(&["echo", "-n", "{}"]), Ok(b"a b.doc".to_vec()));
        assert!(with(&["echo", "more than ten bytes"]).unwrap_err().contains("writes more than"));
        assert!(with(&["false"]).unwrap_err().contains("failed on it"));
        assert!(with(&["no-such-program"]).unwrap_err().contains("cannot be started"));
    }
}
