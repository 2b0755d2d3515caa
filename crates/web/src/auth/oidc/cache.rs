//! One document of the provider, kept for a while and fetched by one caller at a time.

use std::sync::Arc;

use fla_domain::time::Instant;
use tokio::sync::Mutex;

use crate::auth::SignInFault;

/// Seconds as the microseconds of an [`Instant`].
pub(super) const fn seconds(count: i64) -> i64 {
    count * 1_000_000
}

/// How long a document is used before it is fetched again.
const MAX_AGE: i64 = seconds(3_600);
/// After a fetch failed, how long its fault stands before the next try.
const PAUSE_AFTER_FAULT: i64 = seconds(5);
/// At least this long lies between two fetches that were asked for by an unknown key.
const PAUSE_BETWEEN_REFRESHES: i64 = seconds(60);
/// A caller that read the clock first may come second. Beyond this the clock was put back, and
/// the age of what is kept is unknown.
const SKEW: i64 = seconds(60);

fn within(now: Instant, since: Instant, span: i64) -> bool {
    (-SKEW..span).contains(&now.0.saturating_sub(since.0))
}

/// The cache; the lock is held while fetching, so a crowd makes one call, not a crowd of calls.
pub(super) struct Cache<T>(Mutex<Kept<T>>);

struct Kept<T> {
    value: Option<(Arc<T>, Instant)>,
    tried: Option<Instant>,
    fault: Option<SignInFault>,
}

impl<T> Kept<T> {
    fn tried_within(&self, now: Instant, span: i64) -> bool {
        self.tried.is_some_and(|at| within(now, at, span))
    }

    async fn fetch<F>(&mut self, now: Instant, fetch: F) -> Result<Arc<T>, SignInFault>
    where
        F: AsyncFnOnce() -> Result<T, SignInFault>,
    {
        // Noted before the call: a call that is given up by its caller counts as well.
        self.tried = Some(now);
        self.fault = Some(SignInFault::ProviderTimeout);
        match fetch().await {
            Ok(value) => {
                let value = Arc::new(value);
                self.value = Some((Arc::clone(&value), now));
                self.fault = None;
                Ok(value)
            }
            Err(fault) => {
                self.fault = Some(fault.clone());
                Err(fault)
            }
        }
    }
}

impl<T> Cache<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Kept { value: None, tried: None, fault: None }))
    }

    /// The document, fetched when there is none or it is old.
    pub(super) async fn get<F>(&self, now: Instant, fetch: F) -> Result<Arc<T>, SignInFault>
    where
        F: AsyncFnOnce() -> Result<T, SignInFault>,
    {
        let mut kept = self.0.lock().await;
        if let Some((value, fetched)) = &kept.value
            && within(now, *fetched, MAX_AGE)
        {
            return Ok(Arc::clone(value));
        }
        if let Some(fault) = &kept.fault
            && kept.tried_within(now, PAUSE_AFTER_FAULT)
        {
            return Err(fault.clone());
        }
        kept.fetch(now, fetch).await
    }

    /// The same, but where it cannot be fetched again an old one is used until it is `lasts` old. While
    /// that goes on it is asked for no more often than an unknown key would have it.
    pub(super) async fn get_lasting<F>(
        &self,
        now: Instant,
        lasts: i64,
        fetch: F,
    ) -> Result<Arc<T>, SignInFault>
    where
        F: AsyncFnOnce() -> Result<T, SignInFault>,
    {
        let mut kept = self.0.lock().await;
        let (mut last, mut pause) = (None, PAUSE_AFTER_FAULT);
        if let Some((value, fetched)) = &kept.value {
            if within(now, *fetched, MAX_AGE) {
                return Ok(Arc::clone(value));
            }
            if within(now, *fetched, lasts) {
                (last, pause) = (Some(Arc::clone(value)), PAUSE_BETWEEN_REFRESHES);
            }
        }
        let fetched = match &kept.fault {
            Some(fault) if kept.tried_within(now, pause) => Err(fault.clone()),
            _ => kept.fetch(now, fetch).await,
        };
        fetched.or_else(|fault| last.ok_or(fault))
    }

    /// Why the last attempt to fetch it failed; `None` where it did not.
    pub(super) async fn fault(&self) -> Option<SignInFault> {
        self.0.lock().await.fault.clone()
    }

    /// A fresher document than the one somebody had in hand; `None` when it is too early to ask
    /// again, whatever the last attempt brought.
    pub(super) async fn refresh<F>(
        &self,
        now: Instant,
        had: &Arc<T>,
        fetch: F,
    ) -> Result<Option<Arc<T>>, SignInFault>
    where
        F: AsyncFnOnce() -> Result<T, SignInFault>,
    {
        let mut kept = self.0.lock().await;
        if let Some((value, _)) = &kept.value
            && !Arc::ptr_eq(value, had)
        {
            return Ok(Some(Arc::clone(value)));
        }
        if kept.tried_within(now, PAUSE_BETWEEN_REFRESHES) {
            return Ok(None);
        }
        kept.fetch(now, fetch).await.map(Some)
    }
}
