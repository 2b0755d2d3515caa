//! Sessions and sign-ins under way, kept in the store so that every instance knows them and an
//! ended one is over everywhere. What a session holds is the web layer's business.

use fla_domain::identifier::Ssin;
use fla_domain::time::Instant;
pub use fla_store::session::ProviderNames;
use fla_store::session::StoredSession;

use crate::{App, Refused};

/// How long sessions last, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// Without being used.
    pub idle: i64,
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct SessionToOpen {
    /// The digest of its token.
    pub token_hash: Vec<u8>,
    /// Who signed in.
    pub ssin: Ssin,
    /// What the web layer keeps.
    pub body: String,
    /// When.
    pub opened_at: Instant,
    /// When it ends at the latest.
    pub expires_at: Instant,
    /// By what the identity provider names it.
    pub named: ProviderNames,
}

/// A session that is open.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Who is signed in.
    pub ssin: Ssin,
    /// What the web layer keeps.
    pub body: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
}

/// A session of a person, as that person may see it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// The digest of its token, by which it is ended.
    pub token_hash: Vec<u8>,
    /// What the web layer keeps.
    pub body: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
}

/// A session's use is noted at most once in this many microseconds: a minute.
const NOTE_EVERY: i64 = 60_000_000;

impl App {
    /// Keeps a sign-in that was begun until `expires_at`.
    pub async fn save_login(
        &self,
        state_hash: &[u8],
        body: &str,
        expires_at: Instant,
    ) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.save_login(state_hash, body, expires_at).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a sign-in that was begun; a second time it is gone.
    pub async fn take_login(
        &self,
        state_hash: &[u8],
        now: Instant,
    ) -> Result<Option<String>, Refused> {
        let mut tx = self.inner.store.write().await?;
        let body = tx.take_login(state_hash, now).await?;
        tx.commit().await?;
        Ok(body)
    }

    /// Opens a session.
    pub async fn open_session(&self, new: SessionToOpen) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        let session = StoredSession {
            token_hash: new.token_hash,
            ssin: new.ssin,
            body: new.body,
            opened_at: new.opened_at,
            seen_at: new.opened_at,
            expires_at: new.expires_at,
            named: new.named,
        };
        tx.open_session(&session).await?;
        Ok(tx.commit().await?)
    }

    /// The session of a token, where it is open; notes that it was used.
    pub async fn find_session(
        &self,
        token_hash: &[u8],
        limits: SessionLimits,
        now: Instant,
    ) -> Result<Option<OpenSession>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = tx.find_session(token_hash).await?;
        tx.rollback().await?;
        let Some(session) = found else { return Ok(None) };
        if is_over(&session, limits, now) {
            return Ok(None);
        }
        if session.seen_at.0 + NOTE_EVERY <= now.0 {
            let mut tx = self.inner.store.write().await?;
            tx.touch_session(token_hash, now).await?;
            tx.commit().await?;
        }
        Ok(Some(OpenSession {
            ssin: session.ssin,
            body: session.body,
            opened_at: session.opened_at,
            seen_at: session.seen_at.max(now),
        }))
    }

    /// The open sessions of a person, last used first.
    pub async fn sessions_of(
        &self,
        ssin: &Ssin,
        limits: SessionLimits,
        now: Instant,
    ) -> Result<Vec<OwnSession>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = tx.sessions_of(ssin).await?;
        tx.rollback().await?;
        Ok(found
            .into_iter()
            .filter(|s| !is_over(s, limits, now))
            .map(|s| OwnSession {
                token_hash: s.token_hash,
                body: s.body,
                opened_at: s.opened_at,
                seen_at: s.seen_at,
            })
            .collect())
    }

    /// Ends a session.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.end_session(token_hash).await?;
        Ok(tx.commit().await?)
    }

    /// Ends all sessions of a person; says how many.
    pub async fn end_sessions_of(&self, ssin: &Ssin) -> Result<u64, Refused> {
        let mut tx = self.inner.store.write().await?;
        let ended = tx.end_sessions_of(ssin).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends the sessions that the identity provider names in a logout token; says how many.
    /// `None` where the token was taken before: then nothing is ended. Both in one transaction,
    /// so that a token whose sessions could not be ended can be sent again.
    pub async fn end_sessions_named(
        &self,
        named: &ProviderNames,
        jti_hash: &[u8],
        token_ends: Instant,
    ) -> Result<Option<u64>, Refused> {
        let mut tx = self.inner.store.write().await?;
        if !tx.take_logout(jti_hash, token_ends).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        let ended = tx.end_sessions_named(named).await?;
        tx.commit().await?;
        Ok(Some(ended))
    }

    /// Forgets sign-ins, sessions and logout tokens that are over.
    pub async fn purge_sessions(&self, limits: SessionLimits, now: Instant) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.purge_sessions(now, Instant(now.0 - limits.idle)).await?;
        Ok(tx.commit().await?)
    }
}

fn is_over(session: &StoredSession, limits: SessionLimits, now: Instant) -> bool {
    session.expires_at <= now || session.seen_at.0 + limits.idle <= now.0
}
