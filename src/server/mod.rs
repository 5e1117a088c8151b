//! The language server, on standard input and output: the only room that knows the protocol.
//!
//! A message goes through the house like this. `wire` reads it, on a thread of its own, and `outgoing` writes
//! what is answered, on another.
//! `service` keeps the order: a notification changes the `session` at once, a request gets a
//! snapshot and a task. Each open draft has a worker (`analysis`) that checks the latest text
//! against the latest sources, which a `slot` holds and reads again when `watcher` says so.
//! `requests` has a file for each request, `cards` what a hover shows, `positions` the way
//! between columns and bytes.
//!
//! Invariants: text is stored before anything is awaited; no lock is held across an `await` but
//! the one that keeps diagnostics in order; whatever takes time runs on threads made for it; a
//! question to the client is asked from a task of its own, and not waited for without end.

mod analysis;
mod backend;
mod capabilities;
mod cards;
mod documents;
mod logging;
mod mirror;
mod opened;
mod outgoing;
mod parent;
mod positions;
mod progress;
mod quoting;
mod repair;
mod requests;
mod service;
mod session;
mod settings;
mod slot;
mod survey;
mod telling;
mod uris;
mod views;
mod watcher;
mod wire;
mod workspaces;
mod writing;

pub use mirror::Tape;
pub use settings::{SECTION, Settings};

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp::Server;

use self::mirror::{Mirror, Replay};
use self::outgoing::{Mouth, Outgoing};
use self::service::InOrder;
use self::wire::Incoming;

/// Requests that may be under way at once. Each is a task of its own and waits for little, so
/// this is only a bound on what a client gone wild can pile up.
const REQUESTS_AT_ONCE: usize = 4_096;

/// How long answers may still be on their way out when the client has said `exit` or closed the
/// input. Nobody may be there to read them.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Serves one client on standard input and output until it says `exit` or closes the input; `tape` says
/// whether the messages are taken down, or come from a file.
///
/// Returns whether the session ended in order: whether the client asked to shut down first, as the
/// protocol wants it. Then the exit status is to be 0, else 1. The caller has to end the process
/// by `exit`: tasks of the session may still be running.
///
/// # Errors
/// When the session cannot begin: a file of `tape` cannot be opened, or the system gives no threads.
pub fn run(tape: &Tape) -> std::io::Result<bool> {
    logging::start();
    let named = |path: &std::path::Path, error: std::io::Error| {
        std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
    };
    let mirror = tape.mirror.as_deref();
    let mirror = Mirror::to(mirror).map_err(|error| named(mirror.unwrap_or(std::path::Path::new("")), error))?;
    let mirror = Arc::new(mirror);
    let input: Box<dyn std::io::Read + Send> = match &tape.replay {
        Some(path) => Box::new(Replay::of(path, Arc::clone(&mirror)).map_err(|error| named(path, error))?),
        None => Box::new(std::io::stdin()),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let in_order = runtime.block_on(async {
        let mouth = Mouth::open(Arc::clone(&mirror));
        let (service, socket) = backend::service(&mouth);
        let session = service.inner().session();
        let ended = Arc::new(Notify::new());
        let service = InOrder::new(service, session.clone(), ended.clone());
        let input = Incoming::from(input, ended.clone(), mirror);
        let output = Outgoing::to(mouth.clone());
        let server = Server::new(input, output, socket).concurrency_level(REQUESTS_AT_ONCE);
        tokio::select! {
            () = server.serve(service) => {}
            () = async { ended.notified().await; tokio::time::sleep(LAST_WORDS).await } => {}
        }
        // Nobody may be there to read it.
        let _ = tokio::time::timeout(LAST_WORDS, mouth.close()).await;
        session.is_shut_down()
    });
    runtime.shutdown_background();
    Ok(in_order)
}
