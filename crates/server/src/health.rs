//! Whether the program lives, and whether requests should come to it: for load balancers and
//! whatever else runs it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fla_app::{App, Files};
use fla_store::{Store, StoreError};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// How long the store may take to say that it is there.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How long whoever asks may wait, also behind another who asks.
const ANSWER: Duration = Duration::from_secs(2);
/// For how long what the store said counts: however many ask, it is asked no more often.
const FRESH: Duration = Duration::from_millis(500);
/// The same of the place of files, where each question may be paid for.
const FILES_FRESH: Duration = Duration::from_secs(5);

/// Why no requests should come here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReady {
    /// The process was asked to stop.
    Draining,
    /// The store does not answer in time.
    Store,
    /// A step of this program's schema did not run on the store, or ran as another.
    Schema,
    /// The store takes no writes: its server follows another one, or was set so.
    ReadOnly,
}

impl NotReady {
    /// The reason as it is told.
    const fn code(self) -> &'static str {
        match self {
            Self::Draining => "draining",
            Self::Store => "store",
            Self::Schema => "schema",
            Self::ReadOnly => "readOnly",
        }
    }
}

/// Says whether requests should come here; cheap to clone.
#[derive(Clone)]
pub struct Readiness(Arc<Inner>);

struct Inner {
    store: Store,
    files: Files,
    draining: AtomicBool,
    /// What the store said last, and when.
    last: Mutex<Option<(Instant, Result<(), NotReady>)>>,
    /// Whether the place of files answered last, and when.
    last_files: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    /// That of a store, and of the place of files.
    pub fn new(store: Store, files: Files) -> Self {
        Self(Arc::new(Inner {
            store,
            files,
            draining: AtomicBool::new(false),
            last: Mutex::default(),
            last_files: Mutex::default(),
        }))
    }

    /// From now on requests should go elsewhere.
    pub fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }

    /// Whether requests should come here; known within two seconds.
    pub async fn ask(&self) -> Result<(), NotReady> {
        if self.0.draining.load(Ordering::Relaxed) {
            return Err(NotReady::Draining);
        }
        timeout(ANSWER, self.store()).await.unwrap_or(Err(NotReady::Store))
    }

    /// One asks the store; those who come meanwhile hear the same.
    async fn store(&self) -> Result<(), NotReady> {
        let mut last = self.0.last.lock().await;
        if let Some((at, said)) = *last
            && at.elapsed() < FRESH
        {
            return said;
        }
        let said = match timeout(PATIENCE, asked(&self.0.store)).await {
            Ok(Ok(said)) => said,
            Ok(Err(_)) | Err(_) => Err(NotReady::Store),
        };
        tell(last.map(|(_, before)| before), said);
        *last = Some((Instant::now(), said));
        said
    }

    /// Whether files can be reached; known within two seconds. Requests come here all the same: most of
    /// the register does without files, and no other instance could reach them either.
    pub async fn files(&self) -> bool {
        timeout(ANSWER, self.files_asked()).await.unwrap_or(false)
    }

    async fn files_asked(&self) -> bool {
        let mut last = self.0.last_files.lock().await;
        if let Some((at, said)) = *last
            && at.elapsed() < FILES_FRESH
        {
            return said;
        }
        let said = matches!(timeout(PATIENCE, self.0.files.ask()).await, Ok(Ok(())));
        match (said, last.is_none_or(|(_, before)| before)) {
            (false, true) => tracing::error!("the place of files does not answer"),
            (true, false) => tracing::info!("the place of files answers again"),
            _ => {}
        }
        *last = Some((Instant::now(), said));
        said
    }
}

async fn asked(store: &Store) -> Result<Result<(), NotReady>, StoreError> {
    if !store.takes_writes().await? {
        return Ok(Err(NotReady::ReadOnly));
    }
    let is_known = store.has_schema().await?;
    Ok(if is_known { Ok(()) } else { Err(NotReady::Schema) })
}

/// Logs a change, and not that it stays as it is.
fn tell(before: Option<Result<(), NotReady>>, now: Result<(), NotReady>) {
    match now {
        Err(why) if before != Some(now) => tracing::error!(why = why.code(), "not ready"),
        Ok(()) if before.is_some_and(|before| before.is_err()) => tracing::info!("ready again"),
        _ => {}
    }
}

/// Where it is asked. `/health` is of before there were two questions.
pub fn routes(app: App, readiness: Readiness) -> Router {
    let asked = Router::new().route("/health", get(health)).with_state(app);
    let ready = Router::new().route("/health/ready", get(ready)).with_state(readiness);
    asked.merge(ready).route("/health/live", get(live))
}

async fn health(State(app): State<App>) -> Response {
    match app.store().ping().await {
        Ok(()) => answer(StatusCode::OK, UP),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            answer(StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"DOWN"}"#)
        }
    }
}

/// A process that can answer this lives, whatever has become of its store: starting it again would
/// mend nothing.
async fn live() -> Response {
    answer(StatusCode::OK, UP)
}

async fn ready(State(readiness): State<Readiness>) -> Response {
    let (asked, files) = tokio::join!(readiness.ask(), readiness.files());
    match asked {
        Ok(()) if !files => answer(StatusCode::OK, r#"{"status":"UP","degraded":["files"]}"#),
        Ok(()) => answer(StatusCode::OK, UP),
        Err(why) => {
            let body = format!(r#"{{"status":"DOWN","reason":"{}"}}"#, why.code());
            answer(StatusCode::SERVICE_UNAVAILABLE, body)
        }
    }
}

const UP: &str = r#"{"status":"UP"}"#;

fn answer(status: StatusCode, body: impl IntoResponse) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use fla_store::testing::sqlite_store;

    use super::*;

    fn ready_with(store: Store) -> Readiness {
        Readiness::new(store, Files::folder(std::env::temp_dir()))
    }

    #[tokio::test]
    async fn files_that_cannot_be_reached_are_told_and_requests_come() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a file");
        std::fs::write(&file, b"").expect("a file");
        let store = sqlite_store().await;
        let readiness = Readiness::new(store, Files::folder(file.join("files")));
        assert!(!readiness.files().await);
        let told = ready(State(readiness)).await;
        assert_eq!(told.status(), StatusCode::OK);
        let body = axum::body::to_bytes(told.into_body(), 1_000).await.expect("a body");
        assert_eq!(&body[..], br#"{"status":"UP","degraded":["files"]}"#);
    }

    #[tokio::test]
    async fn a_store_that_is_there_is_ready_until_it_drains() {
        let readiness = ready_with(sqlite_store().await);
        assert_eq!(readiness.ask().await, Ok(()));
        readiness.drain();
        assert_eq!(readiness.ask().await, Err(NotReady::Draining));
    }

    #[tokio::test]
    async fn another_schema_is_not_ready() {
        let store = Store::open("sqlite::memory:").await.expect("a store");
        assert_eq!(ready_with(store.clone()).ask().await, Err(NotReady::Store));
        store.migrate().await.expect("a schema");
        let mut tx = store.write().await.expect("a transaction");
        let other =
            "UPDATE schema_migration SET digest = 'other' WHERE version = 1 RETURNING version";
        tx.ask(other.to_owned()).await.expect("a changed step");
        tx.commit().await.expect("a commit");
        assert_eq!(ready_with(store).ask().await, Err(NotReady::Schema));
    }

    #[tokio::test]
    async fn what_a_later_program_added_is_no_fault() {
        let store = sqlite_store().await;
        let mut tx = store.write().await.expect("a transaction");
        let later = "INSERT INTO schema_migration VALUES (9999, 'later', 'x') RETURNING version";
        tx.ask(later.to_owned()).await.expect("a step");
        tx.commit().await.expect("a commit");
        assert_eq!(ready_with(store).ask().await, Ok(()));
    }

    #[tokio::test]
    async fn whoever_waits_behind_another_hears_in_time() {
        let readiness = ready_with(sqlite_store().await);
        // Somebody asks and is never answered.
        let _held = readiness.0.last.lock().await;
        let began = Instant::now();
        assert_eq!(readiness.ask().await, Err(NotReady::Store));
        assert!((ANSWER..ANSWER * 2).contains(&began.elapsed()), "{:?}", began.elapsed());
    }
}
