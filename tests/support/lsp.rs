//! A small strict client of the language server: it starts the real program, waits for nothing
//! without end, and takes no message that the protocol forbids.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in a test a broken promise is a failure")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long an answer may take before a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A server and this end of its wire.
pub(crate) struct Client {
    pub(crate) process: Child,
    stdin: Option<ChildStdin>,
    inbox: Receiver<Value>,
    /// Messages that came while something else was waited for.
    pub(crate) kept: Vec<Value>,
    next_id: i64,
    asked: HashMap<i64, String>,
    /// Every message, as the protocol's own model checker reads it.
    pub(crate) log: String,
    /// Whether the server's questions are answered.
    pub(crate) answers: bool,
}

impl Client {
    /// Starts the server, in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_as(Command::new(env!("CARGO_BIN_EXE_verbatim")).arg("lsp").current_dir(folder))
    }

    /// Starts the server by `command`.
    pub(crate) fn start_as(command: &mut Command) -> Self {
        let log = if std::env::var_os("VERBATIM_TEST_LOG").is_some() { Stdio::inherit() } else { Stdio::null() };
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let stdin = process.stdin.take();
        let stdout = process.stdout.take().unwrap();
        let (sender, inbox) = channel();
        std::thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let (kept, asked) = (Vec::new(), HashMap::new());
        Self { process, stdin, inbox, kept, next_id: 0, asked, log: String::new(), answers: true }
    }

    /// Starts the server in `folder`, which is its workspace folder, for a client that can do
    /// what `capabilities` say.
    pub(crate) fn in_folder(folder: &Path, capabilities: Value) -> Self {
        let mut client = Self::start(folder);
        client.initialize(&[folder], capabilities);
        client
    }

    /// Says hello; returns the server's capabilities.
    pub(crate) fn initialize(&mut self, folders: &[&Path], capabilities: Value) -> Value {
        let folders: Vec<_> = folders.iter().map(|folder| json!({"uri": uri(folder), "name": "folder"})).collect();
        let result = self.request(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders}),
        );
        self.notify("initialized", json!({}));
        result["capabilities"].clone()
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        self.log.push_str(&format!("[LSP - receive] {message}\n"));
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request; the answer is to be fetched with [`Self::answer`].
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.asked.insert(self.next_id, method.to_owned());
        let mut message = json!({"id": self.next_id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message);
        self.next_id
    }

    /// Waits for the answer to a request: its result or its error.
    pub(crate) fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let message = self.wait(|message| message["id"] == id && message.get("method").is_none());
        assert!(self.asked.remove(&id).is_some(), "two answers to one request: {message}");
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message.get("result").expect("an answer has a result or an error").clone()),
        }
    }

    /// Sends a request and waits for its result.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id).unwrap_or_else(|error| panic!("{method} failed: {error}"))
    }

    /// The first message that `wanted` takes, whether it came already or is still to come.
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait_for(PATIENCE, wanted).expect("the server stays silent")
    }

    /// The first message that `wanted` takes, if one comes in time.
    pub(crate) fn wait_for(&mut self, patience: Duration, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(place) = self.kept.iter().position(&wanted) {
            return Some(self.kept.remove(place));
        }
        let end = Instant::now() + patience;
        loop {
            match self.inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    self.take_in(&message);
                    if wanted(&message) {
                        return Some(message);
                    }
                    self.kept.push(message);
                }
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended: {:?}", self.process.wait()),
            }
        }
    }

    fn take_in(&mut self, message: &Value) {
        self.log.push_str(&format!("[LSP - send] {message}\n"));
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        let (id, method) = (message.get("id"), message.get("method"));
        if let (Some(id), Some(_)) = (id, method)
            && self.answers
        {
            let result = match method.and_then(Value::as_str) {
                Some("workspace/configuration") => json!([null]),
                Some("window/showDocument") => json!({"success": true}),
                _ => Value::Null,
            };
            self.send(json!({"id": id, "result": result}));
        }
        if let (Some(id), None) = (id.and_then(Value::as_i64), method) {
            assert!(self.asked.contains_key(&id), "an answer to no request: {message}");
        }
    }

    /// Opens a document.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces all of a document.
    pub(crate) fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, json!([{"text": text}]));
    }

    /// Edits a document.
    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Waits for the diagnostics of a version of a document; those of earlier ones are passed over.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let params = self.published(uri, |params| params["version"] == version);
        params["diagnostics"].as_array().unwrap().clone()
    }

    /// Waits for diagnostics of `uri` that `wanted` takes.
    pub(crate) fn published(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let message = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && wanted(params)
        });
        message["params"].clone()
    }

    /// The answer to a request about a place of a document.
    pub(crate) fn at(&mut self, method: &str, uri: &str, line: usize, character: usize) -> Value {
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        self.request(method, place)
    }

    /// Closes the server's input.
    pub(crate) fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Waits for the server to end; its exit code.
    pub(crate) fn exit_code(&mut self, patience: Duration) -> Option<i32> {
        let end = Instant::now() + patience;
        while Instant::now() < end {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server still runs");
    }

    /// Ends the session as the protocol wants it.
    pub(crate) fn end(mut self) -> String {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(PATIENCE), Some(0));
        assert!(self.asked.is_empty(), "never answered: {:?}", self.asked);
        std::mem::take(&mut self.log)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read_message(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").expect("a header ends with CR and LF");
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").expect("a header has a name");
        assert_eq!(name, "Content-Length", "no other header is sent");
        length = Some(value.parse::<usize>().unwrap());
    }
    let mut body = vec![0; length.expect("a message has a length")];
    stdout.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}

/// The URI of a file, with nothing in its path that would need an escape.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// What a client says that can do all we make use of.
pub(crate) fn everything() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "workspaceFolders": true,
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
            "diagnostics": {"refreshSupport": true},
        },
        "textDocument": {
            "synchronization": {"didSave": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": true},
            "codeAction": {
                "isPreferredSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
            },
            "publishDiagnostics": {
                "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true,
            },
        },
    })
}

/// A folder made from a text: `//- PATH` lines, each followed by what is in that file.
pub(crate) fn folder(files: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in files.split("//- ").skip(1) {
        let (path, text) = part.split_once('\n').unwrap();
        let path = folder.path().join(path.trim());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// Numbers that look random and are the same every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}
