//! Standard output: whole messages, one after the other, from whoever has something to say.
//!
//! A thread of its own writes, so that no task waits for the client to read. The library says what it has to
//! through [`Outgoing`]; diagnostics, which are long and often, are written without it, so that they are not
//! made into a tree of values first.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use serde_json::json;
use tokio::io::AsyncWrite;
use tokio::sync::mpsc::{self, OwnedPermit, error::SendError};
use tokio::sync::oneshot;
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::notification::{Notification as _, PublishDiagnostics};

use super::mirror::Mirror;
use super::wire::framed;

/// Messages that may wait for the client to read before whoever has another waits too.
const WAITING: usize = 64;

/// Where messages to the client go. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Mouth {
    sender: mpsc::Sender<Said>,
}

#[derive(Debug)]
enum Said {
    /// A message with its header.
    Message(Vec<u8>),
    /// Nothing more; who says so wants to know when all is written.
    End(oneshot::Sender<()>),
}

impl Mouth {
    /// Begins to write to standard output, every message of which `mirror` sees.
    pub(super) fn open(mirror: Arc<Mirror>) -> Self {
        let (sender, messages) = mpsc::channel(WAITING);
        std::thread::spawn(move || write_all(messages, &mirror));
        Self { sender }
    }

    /// Sends the diagnostics of the document `uri`, a JSON list. Where nobody listens any more, nothing happens: the
    /// end of the input will tell.
    pub(super) async fn publish(&self, uri: &Uri, diagnostics: &[u8], version: Option<i32>) {
        // As [`tower_lsp::ls_types::PublishDiagnosticsParams`] has it.
        let (method, uri) = (PublishDiagnostics::METHOD, json!(uri.as_str()));
        let begin = format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"uri":{uri},"diagnostics":"#);
        let version = version.map(|version| format!(r#","version":{version}"#)).unwrap_or_default();
        let message = framed(&[begin.as_bytes(), diagnostics, version.as_bytes(), b"}}"]);
        drop(self.sender.send(Said::Message(message)).await);
    }

    /// Returns when everything that was said is written.
    pub(super) async fn close(&self) {
        let (done, written) = oneshot::channel();
        if self.sender.send(Said::End(done)).await.is_ok() {
            let _ = written.await;
        }
    }
}

fn write_all(mut messages: mpsc::Receiver<Said>, mirror: &Mirror) {
    let mut output = io::stdout().lock();
    while let Some(said) = messages.blocking_recv() {
        match said {
            Said::Message(message) => {
                // Before the client has it: its answer must not be taken down earlier.
                if mirror.watches()
                    && let Some((start, end)) = first_message(&message)
                {
                    mirror.sent(message.get(start..end).unwrap_or_default());
                }
                if output.write_all(&message).and_then(|()| output.flush()).is_err() {
                    return;
                }
            }
            Said::End(done) => {
                let _ = done.send(());
                return;
            }
        }
    }
}

type Permit = Pin<Box<dyn Future<Output = Result<OwnedPermit<Said>, SendError<()>>> + Send>>;

/// What the library writes to: takes it apart into messages.
pub(super) struct Outgoing {
    mouth: Mouth,
    /// What has been written of a message that is not complete yet.
    pending: Vec<u8>,
    complete: VecDeque<Vec<u8>>,
    permit: Option<Permit>,
}

impl Outgoing {
    /// Passes on to `mouth`.
    pub(super) fn to(mouth: Mouth) -> Self {
        Self { mouth, pending: Vec::new(), complete: VecDeque::new(), permit: None }
    }

    /// Passes on all complete messages.
    fn poll_pass_on(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(message) = self.complete.pop_front() {
            let permit = self.permit.get_or_insert_with(|| Box::pin(self.mouth.sender.clone().reserve_owned()));
            match permit.as_mut().poll(context) {
                Poll::Ready(Ok(permit)) => drop(permit.send(Said::Message(message))),
                Poll::Ready(Err(_)) => return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
                Poll::Pending => {
                    self.complete.push_front(message);
                    return Poll::Pending;
                }
            }
            self.permit = None;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Outgoing {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_pass_on(context))?;
        self.pending.extend_from_slice(bytes);
        while let Some((_, end)) = first_message(&self.pending) {
            let rest = self.pending.split_off(end);
            let message = std::mem::replace(&mut self.pending, rest);
            self.complete.push_back(message);
        }
        // What cannot be passed on now is when the next bytes come or all is flushed.
        if let Poll::Ready(Err(error)) = self.poll_pass_on(context) {
            return Poll::Ready(Err(error));
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_pass_on(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(context)
    }
}

/// Where the body of the first message in `bytes` is, when all of it is there.
fn first_message(bytes: &[u8]) -> Option<(usize, usize)> {
    let header_end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let header = std::str::from_utf8(bytes.get(..header_end)?).ok()?;
    let length: usize = header.lines().find_map(|line| line.strip_prefix("Content-Length: "))?.trim().parse().ok()?;
    let start = header_end + 4;
    (bytes.len() >= start + length).then_some((start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_in_what_is_written() {
        assert_eq!(first_message(b"Content-Length: 2\r\n\r\n{}Content"), Some((21, 23)));
        assert_eq!(first_message(b"Content-Length: 3\r\n\r\n{}"), None);
        assert_eq!(first_message(b"Content-Le"), None);
    }
}
