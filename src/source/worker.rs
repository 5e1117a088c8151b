//! Reading where it can do no harm: files of formats that libraries take apart are read in a process of
//! their own, which is stopped when it takes too long, may use so much memory and no more, and can
//! crash without harm. One process reads one file after another.
//!
//! The program names itself as the worker with [`read_in_workers`]. A program that uses the library and
//! does not is not shielded: files are then read on a thread with a large stack, and what panics is
//! caught, but what overflows its stack or runs on takes the program with it.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reader::{Options, Part};
use super::{file, readers};

/// How long reading one file may take, by the clock: long enough for a machine that does much else.
const DEADLINE: Duration = Duration::from_secs(30);
/// How much memory a worker may use, in bytes, besides what a file's own size asks for.
#[cfg(unix)]
const MEMORY: u64 = 1_500_000_000;
/// The stack on which files are read, in bytes: parsers recurse.
const STACK: usize = 64 * 1024 * 1024;
/// The longest answer, in bytes: a file's documents.
const LONGEST: u64 = 2_000_000_000;

/// The program that reads, and its arguments.
static PROGRAM: OnceLock<(PathBuf, &'static [&'static str])> = OnceLock::new();

/// Workers that wait for a file.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// What a worker is asked for.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    path: PathBuf,
    options: Options,
}

/// From now on reads files of complex formats with `program`, which calls [`serve`] when it is started
/// with `arguments`. Only the first call counts.
pub fn read_in_workers(program: PathBuf, arguments: &'static [&'static str]) {
    let _ = PROGRAM.set((program, arguments));
}

/// Reads files for another process until it closes standard input. Meant for a process of its own: it
/// bounds the memory that the process may use.
///
/// # Errors
/// When standard input or output breaks.
pub fn serve() -> io::Result<()> {
    #[cfg(unix)]
    {
        // Where no limit can be set the deadline still holds.
        let _ = rlimit::Resource::AS.set(MEMORY, MEMORY);
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    while let Some(request) = receive(&mut input)? {
        let outcome = match postcard::from_bytes::<Request>(&request) {
            Ok(Request { path, options }) => on_large_stack(&path, &options),
            Err(error) => Err(format!("cannot be asked for: {error}")),
        };
        let answer = postcard::to_stdvec(&outcome).map_err(io::Error::other)?;
        send(&mut output, &answer)?;
    }
    Ok(())
}

/// Reads the file at `path`, in a worker where its format asks for one and there is one.
///
/// # Errors
/// Why it is no source, as the end of a sentence that begins with its name.
pub(super) fn read(path: &Path, options: &Options) -> Result<Vec<Part>, String> {
    // A program of the user's choice runs by itself, with a deadline of its own.
    let preprocessed = options.preprocess.iter().any(|program| program.is_for(path));
    let plain = preprocessed || readers::by_name(path)?.is_some_and(|reader| !reader.is_isolated());
    match PROGRAM.get() {
        _ if plain => file::read(path, options),
        Some((program, arguments)) => ask(program, arguments, path, options, DEADLINE),
        None => on_large_stack(path, options),
    }
}

/// Reads on a thread with a large stack; a panic is a reason.
fn on_large_stack(path: &Path, options: &Options) -> Result<Vec<Part>, String> {
    let guarded = || catch_unwind(AssertUnwindSafe(|| file::read(path, options)));
    let outcome = std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, guarded);
        reader.map(std::thread::ScopedJoinHandle::join)
    });
    match outcome {
        Ok(Ok(Ok(parts))) => parts,
        Ok(_) => Err("cannot be read: its reader failed on it, which is a fault of the reader".to_owned()),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

/// A process that reads files.
struct Worker {
    process: Child,
    input: BufWriter<ChildStdin>,
    answers: Receiver<io::Result<Option<Vec<u8>>>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Worker {
    fn start(program: &Path, arguments: &[&str]) -> io::Result<Self> {
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env_remove("RUST_BACKTRACE")
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::Error::other("a worker without standard input and output"));
        };
        let (sender, answers) = channel();
        std::thread::Builder::new().spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let answer = receive(&mut output);
                let last = !matches!(answer, Ok(Some(_)));
                if sender.send(answer).is_err() || last {
                    break;
                }
            }
        })?;
        Ok(Self { process, input: BufWriter::new(input), answers })
    }
}

/// Has a worker read the file at `path`, no longer than until `deadline` is over.
fn ask(
    program: &Path,
    arguments: &[&str],
    path: &Path,
    options: &Options,
    deadline: Duration,
) -> Result<Vec<Part>, String> {
    let failed = |error: io::Error| format!("cannot be read: the process that reads it cannot be started: {error}");
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut worker = match idle {
        Some(worker) => worker,
        None => Worker::start(program, arguments).map_err(failed)?,
    };
    let request = Request { path: path.to_path_buf(), options: options.clone() };
    let request = postcard::to_stdvec(&request).map_err(|error| format!("cannot be read: {error}"))?;
    if send(&mut worker.input, &request).is_err() {
        // It may have ended since it last answered.
        worker = Worker::start(program, arguments).map_err(failed)?;
        // One that ends before it has taken the request gives no answer either: how it ended is told below.
        let _ = send(&mut worker.input, &request);
    }
    match worker.answers.recv_timeout(deadline) {
        Ok(Ok(Some(answer))) => {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
            postcard::from_bytes::<Result<Vec<Part>, String>>(&answer)
                .unwrap_or_else(|error| Err(format!("cannot be read: {error}")))
        }
        Err(RecvTimeoutError::Timeout) => Err(format!(
            "takes more than {} seconds to read, as files made to do harm do; it was given up",
            deadline.as_secs()
        )),
        _ => Err(match worker.process.wait() {
            Ok(status) => fate(status),
            Err(error) => format!("cannot be read: {error}"),
        }),
    }
}

/// What the end of a worker says of the file it read.
fn fate(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let memory = MEMORY / 1_000_000;
        return match signal {
            6 => format!(
                "needs more than {memory} MB of memory, or nests too deep, as files made to do harm do; it was given up"
            ),
            9 => "was given up: the system stopped its reader, most likely for want of memory".to_owned(),
            signal => format!(
                "crashed its reader (signal {signal}), as broken files and files made to do harm do; it was given up"
            ),
        };
    }
    format!("crashed its reader ({status}), as broken files and files made to do harm do; it was given up")
}

/// Writes a message with its length in front.
fn send(output: &mut impl Write, message: &[u8]) -> io::Result<()> {
    output.write_all(&(message.len() as u64).to_le_bytes())?;
    output.write_all(message)?;
    output.flush()
}

/// Reads a message; `None` at the end of the input.
fn receive(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        outcome => outcome?,
    }
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::other("a message longer than any file's text"));
    }
    let mut message = Vec::new();
    input.take(length).read_to_end(&mut message)?;
    if message.len() as u64 == length { Ok(Some(message)) } else { Ok(None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_through_and_cut_ones_end() {
        let mut wire = Vec::new();
        send(&mut wire, b"one").unwrap();
        send(&mut wire, b"two").unwrap();
        let cut = wire.get(..wire.len() - 1).unwrap().to_vec();
        let mut input = cut.as_slice();
        assert_eq!(receive(&mut input).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(receive(&mut input).unwrap(), None);
        assert!(receive(&mut u64::MAX.to_le_bytes().as_slice()).is_err());
    }

    /// What is said of a file whose worker is a shell that runs `script`.
    #[cfg(unix)]
    fn asked_of(script: &str) -> String {
        let file = Path::new("a.pdf");
        let asked = ask(Path::new("/bin/sh"), &["-c", script], file, &Options::default(), Duration::from_secs(1));
        asked.expect_err("a shell reads no file")
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_runs_on_is_stopped() {
        let started = std::time::Instant::now();
        let said = asked_of("exec sleep 600");
        assert!(said.starts_with("takes more than 1 seconds to read"), "{said}");
        assert!(started.elapsed() < Duration::from_secs(300), "the worker was waited for");
    }

    #[cfg(unix)]
    #[test]
    fn what_ends_a_worker_is_told() {
        for (script, expected) in [
            ("kill -SEGV $$", "crashed its reader (signal 11)"),
            ("kill -ABRT $$", "needs more than 1500 MB of memory, or nests too deep"),
            ("kill -KILL $$", "for want of memory"),
            ("exit 3", "crashed its reader (exit status: 3)"),
        ] {
            let said = asked_of(script);
            assert!(said.contains(expected), "{script}: {said}");
        }
    }

    /// The worker of the next test: it goes deeper than any stack, as a parser may.
    #[test]
    #[ignore = "it ends the process that runs it, and is started by the next test"]
    fn deeper_and_deeper() {
        fn deeper(depth: &mut Vec<u8>) -> usize {
            if depth.len() == usize::MAX {
                return 0;
            }
            let held = std::hint::black_box([0u8; 4096]);
            depth.push(held.iter().copied().max().unwrap_or_default());
            deeper(depth) + held.len()
        }
        assert!(deeper(&mut Vec::new()) > 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_stack_that_overflows_costs_the_file() {
        let program = std::env::current_exe().unwrap();
        let arguments = ["--ignored", "--exact", "source::worker::tests::deeper_and_deeper"];
        let file = Path::new("deep.pdf");
        let said = ask(&program, &arguments, file, &Options::default(), Duration::from_secs(300)).unwrap_err();
        assert!(said.contains("nests too deep"), "{said}");
    }
}
