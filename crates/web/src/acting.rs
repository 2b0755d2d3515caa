//! Who acts, for whom: the extractors of signed-in pages.
//!
//! Addresses of an employer's pages begin with `/register/{employer}`, where the place of the
//! employer is taken by the organisation of one's own role, by the mandate under which one acts, or
//! by an inspection; so each page says on what ground it is looked at, and two of them can be open
//! beside each other. [`Acting`] asks the application, at each request, what the signed-in person
//! may there. A foreign employer is answered exactly as an absent one.

use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fla_app::{App, Caller, Channel, Employer, Refused, Visitor as Person};
use fla_domain::access::Action;
use serde::Deserialize;
use uuid::Uuid;

use crate::auth::{SignedIn, Visitor};
use crate::state::Site;
use crate::tour::Kind;
use crate::viewer::{Identity, Viewer};

/// A signed-in person, as the application knows people.
#[derive(Clone, Debug)]
pub struct Someone {
    /// The person.
    pub person: Person,
    /// The session, with the token every form carries.
    pub session: SignedIn,
}

impl FromRequestParts<Site> for Someone {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let session = <SignedIn as FromRequestParts<Site>>::from_request_parts(parts, site).await?;
        let s = &session.session;
        let person = Person {
            ssin: s.ssin.clone(),
            name: name_of(&session),
            channel: Channel::Web,
            trace: trace(parts),
        };
        Ok(Self { person, session })
    }
}

/// Somebody with a role for the employer of the address.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The application.
    pub app: App,
    /// With what authority.
    pub caller: Caller,
    /// For whom.
    pub employer: Employer,
    /// The look of the page; its identity says for whom one acts.
    pub viewer: Viewer,
    /// The session, with the token every form carries.
    pub session: SignedIn,
}

impl Acting {
    /// Where the pages of this employer begin.
    pub fn base(&self) -> String {
        format!("/register/{}", self.caller.place())
    }
}

#[derive(Deserialize)]
struct OfEmployer {
    employer: String,
}

impl FromRequestParts<Site> for Acting {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let someone = Someone::from_request_parts(parts, site).await?;
        let Path(OfEmployer { employer }) = Path::from_request_parts(parts, site)
            .await
            .map_err(|_| StatusCode::NOT_FOUND.into_response())?;
        let at: Uuid = employer.parse().map_err(|_| StatusCode::NOT_FOUND.into_response())?;
        let caller =
            site.app.act_at(&someone.person, at).await.map_err(|r| status(&r).into_response())?;
        let employer =
            site.app.own_employer(&caller).await.map_err(|r| status(&r).into_response())?;
        let mut viewer = viewer(parts, site, &someone).await;
        if let Some(identity) = &mut viewer.identity {
            identity.acting_for = match caller.mandated() {
                Some(mandated) => viewer.t.two(
                    "acting-for",
                    "name",
                    mandated.provider_name.as_str(),
                    "employer",
                    employer.name.as_str(),
                ),
                None => employer.name.clone(),
            };
            // A tour leads over the pages of an employer where one has a role of one's own.
            let at_home = caller.mandated().is_none() && caller.may(Action::ReadRegister);
            identity.tour = at_home.then(|| Kind::of_role(caller.role())).flatten();
        }
        Ok(Self { app: site.app.clone(), caller, employer, viewer, session: someone.session })
    }
}

/// The layer that finds out who asks, so that every page says so: the public ones too, and those
/// for what did not work. Who asks is looked up once; the extractors find it there.
pub async fn recognise(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // Where sessions cannot be read the page that needs one says so.
    let visitor = <Visitor as FromRequestParts<Site>>::from_request_parts(&mut parts, &site).await;
    if let Ok(Visitor::SignedIn(person)) = visitor {
        identify(&mut parts, &person, name_of(&person));
    }
    next.run(Request::from_parts(parts, body)).await
}

fn name_of(person: &SignedIn) -> String {
    let session = &person.session;
    format!("{} {}", session.given_name, session.family_name).trim().to_owned()
}

/// Tells the frame of the page who is signed in.
fn identify(parts: &mut Parts, person: &SignedIn, name: String) {
    parts.extensions.insert(Identity {
        name,
        acting_for: String::new(),
        form_token: person.form_token().to_owned(),
        tour: None,
    });
    if let Some(language) = person.session.language {
        parts.extensions.insert(crate::viewer::ProfileLanguage(language));
    }
}

/// The look of a page for somebody signed in.
pub async fn viewer(parts: &mut Parts, site: &Site, someone: &Someone) -> Viewer {
    identify(parts, &someone.session, someone.person.name.clone());
    match Viewer::from_request_parts(parts, site).await {
        Ok(viewer) => viewer,
        Err(never) => match never {},
    }
}

/// The status of a refusal that is not shown on the form it came from. Pages for them are made
/// where the answer leaves.
pub fn status(refused: &Refused) -> StatusCode {
    match refused {
        Refused::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::Forbidden(_) => StatusCode::FORBIDDEN,
        Refused::Hidden | Refused::Ended => StatusCode::NOT_FOUND,
        Refused::Conflict | Refused::KeyReused => StatusCode::CONFLICT,
        Refused::Unavailable(what) => {
            tracing::error!(what, "not available");
            StatusCode::SERVICE_UNAVAILABLE
        }
        Refused::Broken(what) => {
            tracing::error!(what, "broken");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The trace id of the request, made where it came in.
fn trace(parts: &Parts) -> String {
    parts.extensions.get::<TraceId>().map(|t| t.0.clone()).unwrap_or_default()
}

/// A random name of a request, for logs and the audit log.
#[derive(Clone, Debug)]
pub struct TraceId(pub String);
