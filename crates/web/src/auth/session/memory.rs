//! Sessions in the memory of one process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fla_domain::identifier::Ssin;
use fla_domain::time::Instant;
use futures::FutureExt;

use super::{LoginState, LogoutNotice, NewSession, ProviderNames, Session, SessionStore, Stored};
use crate::auth::TokenHash;

/// A [`SessionStore`] that forgets everything at the end of the process: for tests, and as the
/// plainest statement of what a store must do.
#[derive(Default)]
pub struct MemorySessions(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    logins: HashMap<TokenHash, LoginState>,
    sessions: HashMap<TokenHash, Session>,
    named: HashMap<TokenHash, ProviderNames>,
    logouts: HashMap<TokenHash, Instant>,
}

impl MemorySessions {
    /// The number of sessions, over or not.
    pub fn count(&self) -> usize {
        self.with(|kept| kept.sessions.len())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn answer<T: Send + 'static>(&self, act: impl FnOnce(&mut Kept) -> T) -> Stored<'static, T> {
        std::future::ready(Ok(self.with(act))).boxed()
    }
}

impl SessionStore for MemorySessions {
    fn save_login(&self, login: LoginState) -> Stored<'_, ()> {
        self.answer(|kept| {
            kept.logins.retain(|_, other| !other.has_expired(login.begun));
            kept.logins.insert(login.state, login);
        })
    }

    fn take_login(&self, state: TokenHash) -> Stored<'_, Option<LoginState>> {
        self.answer(|kept| kept.logins.remove(&state))
    }

    fn open(&self, session: NewSession) -> Stored<'_, ()> {
        self.answer(|kept| {
            kept.sessions.retain(|_, other| !other.is_over(session.opened));
            kept.named.retain(|token, _| kept.sessions.contains_key(token));
            kept.named.insert(session.token, ProviderNames::of(&session.identity));
            kept.sessions.insert(session.token, session.into());
        })
    }

    fn find(&self, token: TokenHash, now: Instant) -> Stored<'_, Option<Session>> {
        self.answer(|kept| {
            if kept.sessions.get(&token)?.is_over(now) {
                kept.sessions.remove(&token);
                return None;
            }
            let session = kept.sessions.get_mut(&token)?;
            session.used = session.used.max(now);
            Some(session.clone())
        })
    }

    fn all_of<'s>(&'s self, ssin: &'s Ssin, now: Instant) -> Stored<'s, Vec<Session>> {
        self.answer(|kept| {
            let own = |s: &&Session| s.ssin == *ssin && !s.is_over(now);
            let mut sessions: Vec<_> = kept.sessions.values().filter(own).cloned().collect();
            sessions.sort_by_key(|s| (std::cmp::Reverse(s.used), s.token));
            sessions
        })
    }

    fn end(&self, token: TokenHash) -> Stored<'_, ()> {
        self.answer(|kept| {
            kept.sessions.remove(&token);
        })
    }

    fn end_all_of<'s>(&'s self, ssin: &'s Ssin) -> Stored<'s, u64> {
        self.answer(|kept| {
            let before = kept.sessions.len();
            kept.sessions.retain(|_, session| session.ssin != *ssin);
            (before - kept.sessions.len()) as u64
        })
    }

    fn end_named(&self, notice: LogoutNotice) -> Stored<'_, Option<u64>> {
        self.answer(|kept| {
            if kept.logouts.insert(notice.token, notice.until).is_some() {
                return None;
            }
            let Kept { sessions, named, .. } = kept;
            let before = sessions.len();
            sessions.retain(|token, _| !named.get(token).is_some_and(|n| notice.named.ends(n)));
            Some((before - sessions.len()) as u64)
        })
    }
}
