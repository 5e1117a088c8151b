//! Telling the client that something takes a while, how far it is, and hearing that it shall stop.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;
use tower_lsp::ls_types::ProgressToken;

use super::session::{PATIENCE, Session};

/// The notification by which a client stops what it was shown the progress of.
pub(super) const CANCEL: &str = "window/workDoneProgress/cancel";

/// Work shorter than this is not worth a flicker on the screen.
const WORTH_SHOWING: Duration = Duration::from_millis(300);

/// How often a sign of progress moves at most.
const PERIOD: Duration = Duration::from_millis(150);

static TOKENS: AtomicU32 = AtomicU32::new(0);

/// What is under way and may be stopped, by token.
static STOPPABLE: LazyLock<Mutex<HashMap<String, Arc<AtomicBool>>>> = LazyLock::new(Mutex::default);

/// Stops the work that `token` stands for, if it still goes on.
pub(super) fn cancel(token: &ProgressToken) {
    if let ProgressToken::String(token) = token
        && let Some(stop) = STOPPABLE.lock().unwrap_or_else(PoisonError::into_inner).get(token)
    {
        stop.store(true, Ordering::Release);
    }
}

/// How far some work is, told by the one who does it.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    /// What is done, and of how much.
    state: watch::Sender<(usize, usize)>,
    stop: Arc<AtomicBool>,
}

impl Gauge {
    /// Nothing is done yet.
    pub(super) fn new() -> Self {
        Self { state: watch::Sender::new((0, 0)), stop: Arc::default() }
    }

    /// Notes that `done` of `total` is done. Returns whether to go on.
    pub(super) fn move_to(&self, done: usize, total: usize) -> bool {
        self.state.send_replace((done, total));
        !self.is_stopped()
    }

    /// Whether the writer has stopped it.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }
}

/// Does `work`; when it takes long and the client can show it, with a sign of progress called `title`.
pub(super) async fn while_working<T>(session: &Arc<Session>, title: &str, work: impl Future<Output = T>) -> T {
    shown(session, title, None, work).await
}

/// As [`while_working`], with how far `gauge` says it is, and a way to stop.
pub(super) async fn measured<T>(
    session: &Arc<Session>,
    title: &str,
    gauge: &Gauge,
    work: impl Future<Output = T>,
) -> T {
    shown(session, title, Some(gauge), work).await
}

async fn shown<T>(session: &Arc<Session>, title: &str, gauge: Option<&Gauge>, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    if !session.capabilities().work_done_progress {
        return work.await;
    }
    if let Ok(done) = timeout(WORTH_SHOWING, work.as_mut()).await {
        return done;
    }
    let name = format!("verbatim/{}", TOKENS.fetch_add(1, Ordering::Relaxed));
    let token = ProgressToken::String(name.clone());
    let client = session.client.clone();
    let created = {
        let (client, token) = (client.clone(), token.clone());
        tokio::spawn(async move { timeout(PATIENCE, client.create_work_done_progress(token)).await })
    };
    let begun = tokio::select! {
        done = &mut work => return done,
        created = created => matches!(created, Ok(Ok(Ok(())))),
    };
    if !begun {
        return work.await;
    }
    let Some(gauge) = gauge else {
        let shown = client.progress(token, title).begin().await;
        let done = work.await;
        shown.finish().await;
        return done;
    };
    let _stoppable = Stoppable::new(name, &gauge.stop);
    let shown = client.progress(token, title).with_percentage(0).with_cancel_button().begin().await;
    let mut states = gauge.state.subscribe();
    let report = async {
        while states.changed().await.is_ok() {
            let (done, total) = *states.borrow_and_update();
            let percentage = u32::try_from(done * 100 / total.max(1)).unwrap_or(100).min(100);
            let message = format!("{done} of {total}");
            shown.report_with_message(message, percentage, Some(true)).await;
            tokio::time::sleep(PERIOD).await;
        }
        std::future::pending::<()>().await;
    };
    let done = tokio::select! {
        done = &mut work => done,
        () = report => work.await,
    };
    shown.finish().await;
    done
}

/// Work that can be stopped as long as this lives.
struct Stoppable(String);

impl Stoppable {
    fn new(token: String, stop: &Arc<AtomicBool>) -> Self {
        STOPPABLE.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), Arc::clone(stop));
        Self(token)
    }
}

impl Drop for Stoppable {
    fn drop(&mut self) {
        STOPPABLE.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}
