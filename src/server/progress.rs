//! Telling the client that something takes a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::time::timeout;
use tower_lsp::ls_types::ProgressToken;

use super::session::{PATIENCE, Session};

/// Work shorter than this is not worth a flicker on the screen.
const WORTH_SHOWING: Duration = Duration::from_millis(300);

static TOKENS: AtomicU32 = AtomicU32::new(0);

/// Does `work`; when it takes long and the client can show it, with a sign of progress called `title`.
pub(super) async fn while_working<T>(session: &Arc<Session>, title: &str, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    if !session.capabilities().work_done_progress {
        return work.await;
    }
    if let Ok(done) = timeout(WORTH_SHOWING, work.as_mut()).await {
        return done;
    }
    let token = ProgressToken::String(format!("verbatim/{}", TOKENS.fetch_add(1, Ordering::Relaxed)));
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
    let shown = client.progress(token, title).begin().await;
    let done = work.await;
    shown.finish().await;
    done
}
