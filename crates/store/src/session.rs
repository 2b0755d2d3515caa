//! Sign-ins under way, and sessions. Only the digest of a token is kept.

use std::collections::BTreeMap;

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
    /// By what the identity provider names it.
    pub named: ProviderNames,
}

/// By what the identity provider names a session when it ends it: digests of its name for the
/// person (`sub`) and for its own session (`sid`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderNames {
    /// Digest of the name for the person.
    pub subject: Option<Vec<u8>>,
    /// Digest of the name for the provider's session.
    pub session: Option<Vec<u8>>,
}

statements! {
    global SAVE_LOGIN = "INSERT INTO login (state_hash, body, expires_at) VALUES ($1, $2, $3)";
    global TAKE_LOGIN = "DELETE FROM login WHERE state_hash = $1 RETURNING body, expires_at";
    global PURGE_LOGINS = "DELETE FROM login WHERE expires_at < $1";
    global OPEN = "INSERT INTO session (token_hash, ssin, body, opened_at, seen_at, expires_at, provider_subject, provider_session) VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";
    global FIND = "SELECT token_hash, ssin, body, opened_at, seen_at, expires_at, provider_subject, provider_session FROM session WHERE token_hash = $1";
    global OF_PERSON = "SELECT token_hash, ssin, body, opened_at, seen_at, expires_at, provider_subject, provider_session FROM session WHERE ssin = $1 ORDER BY seen_at DESC, token_hash";
    global TOUCH = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
    global SET_BODY = "UPDATE session SET body = $2 WHERE token_hash = $1";
    global END = "DELETE FROM session WHERE token_hash = $1";
    global END_ALL = "DELETE FROM session WHERE ssin = $1";
    global END_OF_SUBJECT = "DELETE FROM session WHERE provider_subject = $1";
    global END_OF_SESSION = "DELETE FROM session WHERE provider_session = $1";
    global END_OF_BOTH = "DELETE FROM session WHERE provider_subject = $1 AND (provider_session = $2 OR provider_session IS NULL)";
    global TAKE_LOGOUT = "INSERT INTO logout_token (jti_hash, expires_at) VALUES ($1, $2) ON CONFLICT (jti_hash) DO NOTHING";
    global PURGE_LOGOUTS = "DELETE FROM logout_token WHERE expires_at < $1";
    global PURGE_TOKENS = "DELETE FROM api_token WHERE expires_at < $1";
    global PURGE_ASSERTIONS = "DELETE FROM client_assertion WHERE expires_at < $1";
    global PURGE_CALLS = "DELETE FROM api_calls WHERE ends_at < $1";
    global PURGE = "DELETE FROM session WHERE expires_at < $1 OR seen_at < $2";
    global GET_STATE = "SELECT value FROM system_state WHERE name = $1";
    global SET_STATE = "INSERT INTO system_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    global STATES = "SELECT name, value FROM system_state WHERE name IN ANY_TEXT($1)";
    global BEGIN_STATE = "INSERT INTO system_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    global SWAP_STATE = "UPDATE system_state SET value = $3 WHERE name = $1 AND value = $2";
    global FORGET_STATE = "DELETE FROM system_state WHERE name = $1";
}

fn session(row: &Row) -> Result<StoredSession, StoreError> {
    Ok(StoredSession {
        token_hash: row.get("token_hash")?,
        ssin: row.get("ssin")?,
        body: row.get("body")?,
        opened_at: row.get("opened_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
        named: ProviderNames {
            subject: row.get("provider_subject")?,
            session: row.get("provider_session")?,
        },
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
                args![
                    s.token_hash.clone(),
                    &s.ssin,
                    &s.body,
                    s.opened_at,
                    s.expires_at,
                    s.named.subject.clone(),
                    s.named.session.clone()
                ],
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

    /// Ends the sessions that the identity provider names; says how many. Where it names person
    /// and session, a session of that person of which it never gave its own name goes too.
    pub async fn end_sessions_named(&mut self, named: &ProviderNames) -> Result<u64, StoreError> {
        let ProviderNames { subject, session } = named.clone();
        match (subject, session) {
            (Some(subject), Some(session)) => {
                self.global().execute(&END_OF_BOTH, args![subject, session]).await
            }
            (Some(subject), None) => self.global().execute(&END_OF_SUBJECT, args![subject]).await,
            (None, Some(session)) => self.global().execute(&END_OF_SESSION, args![session]).await,
            (None, None) => Ok(0),
        }
    }

    /// Notes that a logout token was taken; `false` where it was before.
    pub async fn take_logout(
        &mut self,
        jti_hash: &[u8],
        expires_at: Instant,
    ) -> Result<bool, StoreError> {
        let token = args![jti_hash.to_vec(), expires_at];
        Ok(self.global().execute(&TAKE_LOGOUT, token).await? == 1)
    }

    /// Forgets sign-ins, sessions and logout tokens that are over.
    pub async fn purge_sessions(&mut self, now: Instant, idle: Instant) -> Result<(), StoreError> {
        self.global().execute(&PURGE_LOGINS, args![now]).await?;
        self.global().execute(&PURGE_LOGOUTS, args![now]).await?;
        self.global().execute(&PURGE_TOKENS, args![now]).await?;
        self.global().execute(&PURGE_ASSERTIONS, args![now]).await?;
        self.global().execute(&PURGE_CALLS, args![now]).await?;
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

    /// Some notes of the installation at once, by name.
    pub async fn states(
        &mut self,
        names: &[String],
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = self.global().fetch(&STATES, args![names]).await?;
        rows.iter().map(|row| Ok((row.get("name")?, row.get("value")?))).collect()
    }

    /// Writes such a note where it is still what it was when it was read (`None`: there was none); false
    /// where somebody else has written it since. So work that is one for all instances is claimed.
    pub async fn swap_state(
        &mut self,
        name: &str,
        before: Option<&str>,
        after: &str,
    ) -> Result<bool, StoreError> {
        let done = match before {
            Some(before) => self.global().execute(&SWAP_STATE, args![name, before, after]).await?,
            None => self.global().execute(&BEGIN_STATE, args![name, after]).await?,
        };
        Ok(done > 0)
    }

    /// Removes such a note.
    pub async fn forget_state(&mut self, name: &str) -> Result<(), StoreError> {
        self.global().execute(&FORGET_STATE, args![name]).await?;
        Ok(())
    }
}
