//! Sessions in the register's own store, and what happens when somebody has signed in.

use std::sync::Arc;

use axum::http::request::Parts;
use axum::response::Response;
use fla_app::{App, Refused, SessionLimits, SessionToOpen};
use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::auth::oidc::Identity;
use crate::auth::session::{
    IDLE_LIFE, LOGIN_LIFE, LoginState, LogoutNotice, NewSession, ProviderNames, Session,
    SessionStore, StoreUnavailable, Stored, WHOLE_LIFE,
};
use crate::auth::{Hooks, ReturnPath, SignInFault, TokenHash};
use crate::pages::failure;
use crate::viewer::Viewer;

/// Sessions kept by the application.
pub struct KeptSessions(App);

impl KeptSessions {
    /// Sessions of an application.
    pub fn new(app: App) -> Arc<Self> {
        Arc::new(Self(app))
    }
}

/// What is kept of a session beside its person and times.
#[derive(Serialize, Deserialize)]
struct Body {
    given_name: String,
    family_name: String,
    language: Option<Language>,
    acr: Option<String>,
    amr: Vec<String>,
    auth_time: Option<Instant>,
    sid: Option<String>,
    id_token_hint: Option<String>,
}

fn failed(refused: &Refused) -> StoreUnavailable {
    tracing::error!(%refused, "session store");
    StoreUnavailable
}

/// A session as it was kept; `times` are when it was opened and last used.
fn session(
    token: TokenHash,
    ssin: Ssin,
    body: &str,
    times: (Instant, Instant),
) -> Result<Session, StoreUnavailable> {
    let body: Body = serde_json::from_str(body).map_err(|_| StoreUnavailable)?;
    Ok(Session {
        token,
        ssin,
        given_name: body.given_name,
        family_name: body.family_name,
        language: body.language,
        acr: body.acr,
        amr: body.amr,
        auth_time: body.auth_time,
        sid: body.sid,
        id_token_hint: body.id_token_hint,
        opened: times.0,
        used: times.1,
    })
}

fn names(named: ProviderNames) -> fla_app::ProviderNames {
    let bytes = |hash: TokenHash| hash.0.to_vec();
    fla_app::ProviderNames { subject: named.subject.map(bytes), session: named.session.map(bytes) }
}

const LIMITS: SessionLimits = SessionLimits { idle: IDLE_LIFE };

impl SessionStore for KeptSessions {
    fn save_login(&self, login: LoginState) -> Stored<'_, ()> {
        async move {
            let body = serde_json::to_string(&login).map_err(|_| StoreUnavailable)?;
            let until = Instant(login.begun.0 + LOGIN_LIFE);
            self.0.save_login(&login.state.0, &body, until).await.map_err(|r| failed(&r))
        }
        .boxed()
    }

    fn take_login(&self, state: TokenHash) -> Stored<'_, Option<LoginState>> {
        async move {
            let now = self.0.now();
            let body = self.0.take_login(state.0.as_slice(), now).await.map_err(|r| failed(&r))?;
            body.map(|b| serde_json::from_str(&b).map_err(|_| StoreUnavailable)).transpose()
        }
        .boxed()
    }

    fn open(&self, session: NewSession) -> Stored<'_, ()> {
        async move {
            let named = names(ProviderNames::of(&session.identity));
            let session = Session::from(session);
            let body = Body {
                given_name: session.given_name,
                family_name: session.family_name,
                language: session.language,
                acr: session.acr,
                amr: session.amr,
                auth_time: session.auth_time,
                sid: session.sid,
                id_token_hint: session.id_token_hint,
            };
            let body = serde_json::to_string(&body).map_err(|_| StoreUnavailable)?;
            let new = SessionToOpen {
                token_hash: session.token.0.to_vec(),
                ssin: session.ssin,
                body,
                opened_at: session.opened,
                expires_at: Instant(session.opened.0 + WHOLE_LIFE),
                named,
            };
            self.0.open_session(new).await.map_err(|r| failed(&r))
        }
        .boxed()
    }

    fn find(&self, token: TokenHash, now: Instant) -> Stored<'_, Option<Session>> {
        async move {
            let found = self
                .0
                .find_session(token.0.as_slice(), LIMITS, now)
                .await
                .map_err(|r| failed(&r))?;
            let Some(open) = found else { return Ok(None) };
            let times = (open.opened_at, open.seen_at);
            let session = session(token, open.ssin, &open.body, times)?;
            Ok(Some(session).filter(|s| !s.is_over(now)))
        }
        .boxed()
    }

    fn all_of<'s>(&'s self, ssin: &'s Ssin, now: Instant) -> Stored<'s, Vec<Session>> {
        async move {
            let found = self.0.sessions_of(ssin, LIMITS, now).await.map_err(|r| failed(&r))?;
            let mut sessions = Vec::with_capacity(found.len());
            for own in found {
                let token = own.token_hash.try_into().map_err(|_| StoreUnavailable)?;
                let times = (own.opened_at, own.seen_at);
                sessions.push(session(TokenHash(token), ssin.clone(), &own.body, times)?);
            }
            sessions.retain(|s| !s.is_over(now));
            Ok(sessions)
        }
        .boxed()
    }

    fn end(&self, token: TokenHash) -> Stored<'_, ()> {
        async move { self.0.end_session(token.0.as_slice()).await.map_err(|r| failed(&r)) }.boxed()
    }

    fn end_all_of<'s>(&'s self, ssin: &'s Ssin) -> Stored<'s, u64> {
        async move { self.0.end_sessions_of(ssin).await.map_err(|r| failed(&r)) }.boxed()
    }

    fn end_named(&self, notice: LogoutNotice) -> Stored<'_, Option<u64>> {
        async move {
            let (named, token) = (names(notice.named), notice.token.0);
            let ended = self.0.end_sessions_named(&named, token.as_slice(), notice.until).await;
            ended.map_err(|r| failed(&r))
        }
        .boxed()
    }
}

/// Everybody whose identity was proved may enter; what they find there depends on their roles.
/// They go where they wanted to, or to the page on which one chooses in which capacity to act.
pub struct Entrance;

impl Hooks for Entrance {
    fn signed_in<'h>(
        &'h self,
        _identity: &'h Identity,
        return_to: Option<ReturnPath>,
    ) -> BoxFuture<'h, Result<ReturnPath, SignInFault>> {
        let path = return_to.or_else(|| ReturnPath::parse("/register"));
        std::future::ready(Ok(path.unwrap_or_else(ReturnPath::root))).boxed()
    }

    fn fault_page(&self, fault: &SignInFault, language: Language) -> Option<Response> {
        Some(failure::sign_in(fault, Viewer::plain(language)))
    }

    fn language(&self, parts: &Parts) -> Option<Language> {
        Some(Viewer::of(parts).t.language())
    }
}
