//! An invitation to a role, opened by its link: who invites to what, and taking it.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::EmployerId;

use super::register::{Visit, id, section};
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::state::Site;
use crate::view::ErrorSummary;

#[derive(Template)]
#[template(path = "pages/invitation.html")]
struct Invitation {
    t: T,
    errors: ErrorSummary,
    facts: Vec<(String, String)>,
    name: String,
    head: Head,
    action: String,
}

/// The route of invitations. Its address is a secret and tells nothing of anybody.
pub fn router() -> Router<Site> {
    Router::new().route("/invitation/{employer}/{secret}", get(show).post(accept))
}

type Link = Path<(String, String)>;

pub async fn show(visit: Visit, Path((employer, secret)): Link) -> Result<Response, Stop> {
    page(visit, id(&employer)?, &secret, &Posted::default(), &[]).await
}

pub async fn accept(
    visit: Visit,
    Path((employer, secret)): Link,
    posted: Posted,
) -> Result<Response, Stop> {
    let employer: EmployerId = id(&employer)?;
    let person = &visit.someone.person;
    match visit.app.accept_invitation(person, employer, &secret, &posted.key()?).await {
        Ok(place) => Ok(see(&format!("/register/{place}?done=access-taken"))),
        Err(refused) => page(visit, employer, &secret, &posted, &faults(refused)?).await,
    }
}

async fn page(
    visit: Visit,
    employer: EmployerId,
    secret: &str,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let (organisation, invitation) = visit.app.invitation(employer, secret).await?;
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        // There is no field to change.
        errors.add_anomaly("", fault);
    }
    let role = section::role(t, invitation.role, invitation.section.as_ref());
    let number = organisation.enterprise_number;
    let body = Invitation {
        t,
        errors,
        facts: vec![
            fact("invitation-organisation", format!("{} ({number})", organisation.name)),
            fact("settings-role", role),
            fact("invitation-by", invitation.made_by),
            fact("invitation-until", t.moment(invitation.expires_at)),
        ],
        name: visit.someone.person.name.clone(),
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("/invitation/{employer}/{secret}"),
    };
    Ok(Page::new(visit.viewer, t.get("invitation-title"), body)
        .section(Section::Register)
        .status(status_of(found))
        .into_response())
}
