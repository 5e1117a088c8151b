//! The order of things.
//!
//! The protocol's library runs handlers as futures that it polls as it pleases, on the task that
//! reads the wire. Left alone, that lets edits overtake each other, slow requests hold up edits,
//! and a panic end the session. So this service stands around it:
//!
//! - A notification is handled at once, on the spot, before the next message is looked at. Its
//!   handler never waits; it changes the session's state or sets a task going.
//! - A request gets a snapshot of the texts as they are now and a task of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tokio::sync::Notify;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};

use super::backend::Backend;
use super::documents::Documents;
use super::session::Session;
use super::wire;

tokio::task_local! {
    /// The texts as they were when the request arrived that the current task answers.
    static SNAPSHOT: Documents;
}

/// The texts as they were when the request arrived that the current task answers.
pub(super) fn snapshot() -> Documents {
    SNAPSHOT.try_with(Clone::clone).unwrap_or_default()
}

/// The library's service, kept in order.
#[derive(Debug)]
pub(super) struct InOrder {
    inner: LspService<Backend>,
    session: Arc<Session>,
    ended: Arc<Notify>,
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

impl InOrder {
    /// Wraps `inner`, whose session is `session`; `ended` is notified when the client says `exit`.
    pub(super) fn new(inner: LspService<Backend>, session: Arc<Session>, ended: Arc<Notify>) -> Self {
        Self { inner, session, ended }
    }
}

impl Service<Request> for InOrder {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Answer {
        if request.method() == wire::MALFORMED {
            let response = Response::from_error(Id::Null, wire::error_of(&request));
            return Box::pin(std::future::ready(Ok(Some(response))));
        }
        if request.method() == "exit" {
            self.ended.notify_one();
        }
        let id = request.id().cloned();
        let method = request.method().to_owned();
        let mut answer = self.inner.call(request);
        // `initialize` is a request, and what follows it relies on it as on a notification.
        let Some(id) = id.filter(|_| method != "initialize") else {
            return match poll_now(&mut answer) {
                Ok(Poll::Ready(done)) => Box::pin(std::future::ready(done)),
                Ok(Poll::Pending) => answer,
                Err(()) => {
                    tracing::error!(method, "a bug: handling this message broke down");
                    Box::pin(std::future::ready(Ok(None)))
                }
            };
        };
        let task = tokio::spawn(SNAPSHOT.scope(self.session.documents(), answer));
        let session = Arc::clone(&self.session);
        Box::pin(async move {
            task.await.unwrap_or_else(|failure| {
                session.report_breakdown(&failure);
                Ok(Some(Response::from_error(id, broke_down())))
            })
        })
    }
}

fn broke_down() -> Error {
    Error { code: ErrorCode::InternalError, message: "a bug: this request broke down".into(), data: None }
}

/// Runs `answer` until it waits for something, which a handler of a notification never does.
fn poll_now(answer: &mut Answer) -> Result<Poll<Result<Option<Response>, ExitedError>>, ()> {
    let mut context = Context::from_waker(Waker::noop());
    catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(&mut context))).map_err(drop)
}
