//! Sign-ins under way, and sessions. Only the digest of a token is kept.

use fla_domain::identifier::Ssin;
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A session as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Who is signed in.
    pub ssin: Ssin,
    /// Everything else, as JSON of the web layer.
    pub body: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

statements! {
    global SAVE_LOGIN = "INSERT INTO login (state_hash, body, expires_at) VALUES ($1, $2, $3)";
    global TAKE_LOGIN = "DELETE FROM login WHERE state_hash = $1 RETURNING body, expires_at";
    global PURGE_LOGINS = "DELETE FROM login WHERE expires_at < $1";
    global OPEN = "INSERT INTO session (token_hash, ssin, body, opened_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)";
    global FIND = "SELECT token_hash, ssin, body, opened_at, seen_at, expires_at FROM session WHERE token_hash = $1";
    global OF_PERSON = "SELECT token_hash, ssin, body, opened_at, seen_at, expires_at FROM session WHERE ssin = $1 ORDER BY seen_at DESC, token_hash";
    global TOUCH = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
    global SET_BODY = "UPDATE session SET body = $2 WHERE token_hash = $1";
    global END = "DELETE FROM session WHERE token_hash = $1";
    global END_ALL = "DELETE FROM session WHERE ssin = $1";
    global PURGE = "DELETE FROM session WHERE expires_at < $1 OR seen_at < $2";
    global GET_STATE = "SELECT value FROM system_state WHERE name = $1";
    global SET_STATE = "INSERT INTO system_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

fn session(row: &Row) -> Result<StoredSession, StoreError> {
    Ok(StoredSession {
        token_hash: row.get("token_hash")?,
        ssin: row.get("ssin")?,
        body: row.get("body")?,
        opened_at: row.get("opened_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
    })
}

impl Tx {
    /// Keeps a sign-in that was begun.
    pub async fn save_login(
        &mut self,
        state_hash: &[u8],
        body: &str,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&SAVE_LOGIN, args![state_hash.to_vec(), body, expires_at]).await?;
        Ok(())
    }

    /// Takes a sign-in that was begun; it can be taken once.
    pub async fn take_login(
        &mut self,
        state_hash: &[u8],
        now: Instant,
    ) -> Result<Option<String>, StoreError> {
        let row = self.global().fetch_optional(&TAKE_LOGIN, args![state_hash.to_vec()]).await?;
        let Some(row) = row else { return Ok(None) };
        let expires_at: Instant = row.get("expires_at")?;
        Ok(if expires_at < now { None } else { Some(row.get("body")?) })
    }

    /// Opens a session.
    pub async fn open_session(&mut self, s: &StoredSession) -> Result<(), StoreError> {
        self.global()
            .execute(
                &OPEN,
                args![s.token_hash.clone(), &s.ssin, &s.body, s.opened_at, s.expires_at],
            )
            .await?;
        Ok(())
    }

    /// A session by the digest of its token, ended ones too as long as they are not purged.
    pub async fn find_session(
        &mut self,
        token_hash: &[u8],
    ) -> Result<Option<StoredSession>, StoreError> {
        let row = self.global().fetch_optional(&FIND, args![token_hash.to_vec()]).await?;
        row.as_ref().map(session).transpose()
    }

    /// The sessions of a person, last used first; ended ones too as long as they are not purged.
    pub async fn sessions_of(&mut self, ssin: &Ssin) -> Result<Vec<StoredSession>, StoreError> {
        self.global().fetch(&OF_PERSON, args![ssin]).await?.iter().map(session).collect()
    }

    /// Notes that a session was used.
    pub async fn touch_session(
        &mut self,
        token_hash: &[u8],
        at: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&TOUCH, args![token_hash.to_vec(), at]).await?;
        Ok(())
    }

    /// Replaces the body of a session.
    pub async fn set_session_body(
        &mut self,
        token_hash: &[u8],
        body: &str,
    ) -> Result<(), StoreError> {
        self.global().execute(&SET_BODY, args![token_hash.to_vec(), body]).await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn end_session(&mut self, token_hash: &[u8]) -> Result<(), StoreError> {
        self.global().execute(&END, args![token_hash.to_vec()]).await?;
        Ok(())
    }

    /// Ends all sessions of a person; says how many.
    pub async fn end_sessions_of(&mut self, ssin: &Ssin) -> Result<u64, StoreError> {
        self.global().execute(&END_ALL, args![ssin]).await
    }

    /// Forgets sign-ins and sessions that are over.
    pub async fn purge_sessions(&mut self, now: Instant, idle: Instant) -> Result<(), StoreError> {
        self.global().execute(&PURGE_LOGINS, args![now]).await?;
        self.global().execute(&PURGE, args![now, idle]).await?;
        Ok(())
    }

    /// A note the installation keeps about itself.
    pub async fn get_state(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let row = self.global().fetch_optional(&GET_STATE, args![name]).await?;
        row.map(|r| r.get("value")).transpose()
    }

    /// Writes such a note.
    pub async fn set_state(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.global().execute(&SET_STATE, args![name, value]).await?;
        Ok(())
    }
}
