//! The own sessions: where one is signed in, and ending that.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::auth::session::Session;
use crate::auth::{Auth, TokenHash};
use crate::form::{Posted, Stop, done, see};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::register::Visit;
use crate::view::Notice;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    name: String,
    opened: String,
    used: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "pages/sessions.html")]
struct Sessions {
    t: T,
    notice: Option<Notice>,
    token: String,
    lines: Vec<Line>,
    others: bool,
}

/// By what a form names a session: nothing by which its token or what is stored of it is found.
fn name_of(token: &TokenHash) -> String {
    let digest = Sha256::new().chain_update(b"fla session name").chain_update(token.0).finalize();
    let mut name = [0; 16];
    name.copy_from_slice(&digest[..16]);
    format!("{:032x}", u128::from_be_bytes(name))
}

async fn own(visit: &Visit, auth: &Auth) -> Result<Vec<Session>, Stop> {
    let ssin = &visit.someone.person.ssin;
    let found = auth.sessions().all_of(ssin, visit.app.now()).await;
    found.map_err(|_| StatusCode::SERVICE_UNAVAILABLE.into())
}

pub async fn show(
    visit: Visit,
    State(auth): State<Auth>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let here = visit.someone.session.session.token;
    let lines: Vec<Line> = own(&visit, &auth)
        .await?
        .iter()
        .map(|s| Line {
            name: name_of(&s.token),
            opened: t.moment(s.opened),
            used: t.moment(s.used),
            here: s.token == here,
        })
        .collect();
    let body = Sessions {
        t,
        notice: done(t, &asked.done),
        token: visit.someone.session.form_token().to_owned(),
        others: lines.iter().any(|line| !line.here),
        lines,
    };
    let title = t.get("sessions");
    Ok(Page::new(visit.viewer, title, body).section(Section::Account).into_response())
}

/// Ends the named session, or all but this one. What is not there any more is ended.
pub async fn end(visit: Visit, State(auth): State<Auth>, posted: Posted) -> Result<Response, Stop> {
    let here = visit.someone.session.session.token;
    let (all, named) = (posted.has("others"), posted.text("session"));
    for session in own(&visit, &auth).await? {
        let wanted = all || name_of(&session.token) == named;
        if wanted && session.token != here {
            let ended = auth.sessions().end(session.token).await;
            ended.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        }
    }
    Ok(see("/account/sessions?done=session-ended"))
}
