//! Bytes from the client, turned into messages that the library can rely on.
//!
//! A thread of its own reads standard input, so that nothing the program does can hold up the
//! reading and the end of the input is seen at once. It hands on well-formed messages only. In
//! the place of anything else it hands on a note, which is answered as the protocol wants it;
//! then it looks for the next header.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use serde_json::json;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{Notify, mpsc};
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};

use super::mirror::Mirror;
use super::repair::repaired;

/// The method of the note that stands for something unreadable.
pub(super) const MALFORMED: &str = "$/verbatim/malformed";

/// A longer message is not read: no draft is as long.
const LONGEST_MESSAGE: usize = 512 << 20;
/// Headers are two short lines.
const LONGEST_HEADER: usize = 4 << 10;
/// Messages that may wait to be handled before reading pauses.
const WAITING: usize = 256;

const LENGTH: &[u8] = b"content-length:";

/// What the client sends, repaired, to be read by the library.
#[derive(Debug)]
pub(super) struct Incoming {
    messages: mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    read: usize,
    ended: Arc<Notify>,
}

impl Incoming {
    /// Starts to read `input`, every message of which `mirror` sees; at its end, when all of it has been handed on, `ended` is notified.
    pub(super) fn from(input: impl Read + Send + 'static, ended: Arc<Notify>, mirror: Arc<Mirror>) -> Self {
        let (sender, messages) = mpsc::channel(WAITING);
        std::thread::spawn(move || {
            let mut reader = Reader { input, buffer: Vec::new(), garbage: false };
            while let Ok(Some(message)) = reader.next() {
                mirror.received(&message);
                if sender.blocking_send(framed(&[&repaired(message)])).is_err() {
                    break;
                }
            }
        });
        Self { messages, current: Vec::new(), read: 0, ended }
    }
}

impl AsyncRead for Incoming {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.read >= self.current.len() {
            let Some(message) = ready!(self.messages.poll_recv(context)) else {
                self.ended.notify_one();
                return Poll::Ready(Ok(()));
            };
            (self.current, self.read) = (message, 0);
        }
        let rest = self.current.get(self.read..).unwrap_or_default();
        let part = rest.get(..into.remaining().min(rest.len())).unwrap_or_default();
        into.put_slice(part);
        self.read += part.len();
        Poll::Ready(Ok(()))
    }
}

/// The error to answer the note of something unreadable with.
pub(super) fn error_of(note: &Request) -> Error {
    let said = |name: &str| note.params().and_then(|params| params.get(name));
    let code = said("code").and_then(serde_json::Value::as_i64).unwrap_or(-32700);
    let message = said("message").and_then(serde_json::Value::as_str).unwrap_or("parse error").to_owned();
    Error { code: ErrorCode::from(code), message: message.into(), data: None }
}

/// The message that `parts` make up, with the header before it.
pub(super) fn framed(parts: &[&[u8]]) -> Vec<u8> {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let header = format!("Content-Length: {length}\r\n\r\n");
    let mut framed = Vec::with_capacity(header.len() + length);
    framed.extend_from_slice(header.as_bytes());
    parts.iter().for_each(|part| framed.extend_from_slice(part));
    framed
}

fn malformed(code: i64, message: &str) -> Vec<u8> {
    let note = json!({
        "jsonrpc": "2.0", "id": null, "method": MALFORMED, "params": {"code": code, "message": message},
    });
    note.to_string().into_bytes()
}

struct Reader<R> {
    input: R,
    buffer: Vec<u8>,
    /// Whether what was read last was garbage that has been complained of.
    garbage: bool,
}

impl<R: Read> Reader<R> {
    /// The next message, or the note of something unreadable; `None` at the end of the input.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let length = match self.header()? {
                Header::End => return Ok(None),
                Header::Nothing => continue,
                Header::Garbage if self.garbage => continue,
                Header::Garbage => {
                    self.garbage = true;
                    return Ok(Some(malformed(-32700, "no header of a message")));
                }
                Header::Length(length) => length,
            };
            self.garbage = false;
            if length > LONGEST_MESSAGE {
                return Ok(Some(malformed(-32600, "this message is too long")));
            }
            while self.buffer.len() < length {
                if !self.fill()? {
                    return Ok(None);
                }
            }
            let fault = fault_of(self.buffer.get(..length).unwrap_or_default());
            let Some((code, message)) = fault else {
                let rest = self.buffer.split_off(length);
                return Ok(Some(std::mem::replace(&mut self.buffer, rest)));
            };
            // A wrong length may have swallowed the beginning of the next message.
            let suspect = self.buffer.get(..length + LENGTH.len()).unwrap_or(&self.buffer);
            let next = find(suspect, LENGTH).unwrap_or(length);
            self.buffer.drain(..next);
            return Ok(Some(malformed(code, &message)));
        }
    }

    /// Reads up to the body of the next message.
    fn header(&mut self) -> io::Result<Header> {
        let mut length = None;
        loop {
            let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') else {
                if self.buffer.len() > LONGEST_HEADER {
                    // The last bytes may be the beginning of a header.
                    let kept = self.buffer.len() - LENGTH.len();
                    self.buffer.drain(..kept);
                    return Ok(Header::Garbage);
                }
                if self.fill()? {
                    continue;
                }
                return Ok(if self.buffer.iter().all(u8::is_ascii_whitespace) { Header::End } else { self.give_up() });
            };
            let line: Vec<u8> = self.buffer.drain(..=end).collect();
            let line = line.trim_ascii();
            match (find(line, LENGTH), length) {
                (Some(at), _) => {
                    let number = line.get(at + LENGTH.len()..).unwrap_or_default().trim_ascii();
                    length = Some(std::str::from_utf8(number).ok().and_then(|number| number.parse().ok()));
                }
                (None, Some(Some(length))) if line.is_empty() => return Ok(Header::Length(length)),
                (None, Some(None)) if line.is_empty() => return Ok(Header::Garbage),
                (None, None) if line.is_empty() => return Ok(Header::Nothing),
                (None, None) if !line.contains(&b':') => return Ok(Header::Garbage),
                (None, _) => {}
            }
        }
    }

    /// The input ended in the middle of a header: nothing more can come of it.
    fn give_up(&mut self) -> Header {
        self.buffer.clear();
        Header::Garbage
    }

    /// Reads some more; `false` at the end of the input.
    fn fill(&mut self) -> io::Result<bool> {
        let mut chunk = [0; 16 << 10];
        loop {
            match self.input.read(&mut chunk) {
                Ok(0) => return Ok(false),
                Ok(n) => {
                    self.buffer.extend_from_slice(chunk.get(..n).unwrap_or_default());
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

enum Header {
    Length(usize),
    /// An empty line between messages.
    Nothing,
    Garbage,
    End,
}

/// What is wrong with the body of a message: a code of JSON-RPC and words.
fn fault_of(body: &[u8]) -> Option<(i64, String)> {
    if serde_json::from_slice::<Request>(body).is_ok() || serde_json::from_slice::<Response>(body).is_ok() {
        return None;
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(body) {
        Ok(_) => Some((-32600, "this is no message of JSON-RPC 2.0".to_owned())),
        Err(error) => Some((-32700, error.to_string())),
    }
}

/// Where `needle`, in small letters, begins in `hay` in letters of any size.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    fn read(input: &str) -> Vec<String> {
        let mut reader = Reader { input: input.as_bytes(), buffer: Vec::new(), garbage: false };
        let mut messages = Vec::new();
        while let Some(message) = reader.next().unwrap() {
            let message = String::from_utf8(message).unwrap();
            messages.push(if message.contains(MALFORMED) { "?".to_owned() } else { message });
        }
        messages
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn good_messages_pass() {
        assert_eq!(read(&(frame(EXIT) + &frame(EXIT))), [EXIT, EXIT]);
        assert_eq!(read(&format!("Content-Type: x; charset=utf-8\r\ncontent-length:33\n\n{EXIT}")), [EXIT]);
    }

    #[test]
    fn after_anything_unreadable_the_next_message_is_found() {
        let good = frame(EXIT);
        assert_eq!(read(&format!("garbage\r\nmore garbage\n{good}")), ["?", EXIT]);
        assert_eq!(read(&format!("garbage{good}")), [EXIT]);
        assert_eq!(read(&format!("{}{good}", "x".repeat(20_000))), ["?", EXIT]);
        assert_eq!(read(&format!("Content-Length: many\r\n\r\n{good}")), ["?", EXIT]);
        assert_eq!(read(&format!("Content-Length: 99999999999999\r\n\r\n{good}")), ["?", EXIT]);
        assert_eq!(read(&format!("{}{good}", frame("{"))), ["?", EXIT]);
        assert_eq!(read(&format!("{}{good}", frame("[]"))), ["?", EXIT]);
        assert_eq!(read(&format!("Content-Length: 40\r\n\r\n{EXIT}{good}")), ["?", EXIT]);
        assert_eq!(read(&format!("Content-Length: 20\r\n\r\n{EXIT}\r\n{good}")), ["?", EXIT]);
    }

    #[test]
    fn the_end_in_the_middle_is_an_end() {
        assert_eq!(read("Content-Length: 40\r\n\r\n{"), Vec::<String>::new());
        assert_eq!(read("Content-Le"), ["?"]);
        assert_eq!(read(""), Vec::<String>::new());
    }
}
