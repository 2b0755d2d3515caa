//! A participant confirms a training by the link of its provider.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::EmployerId;

use super::when;
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::register::{Visit, id};
use crate::view::{Choice, Choosable, ErrorSummary};

#[derive(Template)]
#[template(path = "pages/attend.html")]
struct Attend {
    t: T,
    errors: ErrorSummary,
    facts: Vec<(String, String)>,
    confirmed: bool,
    /// For which employer; `None` where the person is with none.
    employer: Option<Choice>,
    name: String,
    head: Head,
    action: String,
}

type Link = Path<(String, String)>;

pub async fn show(visit: Visit, Path((provider, secret)): Link) -> Result<Response, Stop> {
    page(visit, id(&provider)?, &secret, &Posted::default(), &[]).await
}

pub async fn confirm(
    visit: Visit,
    Path((provider, secret)): Link,
    posted: Posted,
) -> Result<Response, Stop> {
    let provider: EmployerId = id(&provider)?;
    let mut found = Vec::new();
    match posted.text("employer").parse::<EmployerId>() {
        Err(_) => found.push(Anomaly::new(Zone::Employer, Fault::Missing).at("employer")),
        Ok(employer) => {
            let person = &visit.someone.person;
            let key = posted.key()?;
            let app = &visit.app;
            match app.confirm_attendance(person, provider, &secret, employer, &key).await {
                Ok(()) => return Ok(see("/account?done=attendance-confirmed")),
                Err(refused) => found.extend(faults(refused)?),
            }
        }
    }
    page(visit, provider, &secret, &posted, &found).await
}

async fn page(
    visit: Visit,
    provider: EmployerId,
    secret: &str,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let view = visit.app.joinable(&visit.someone.person, provider, secret).await?;
    let details = &view.report.details;
    let errors = ErrorSummary::from_anomalies(t, found);
    let only = match view.employers.as_slice() {
        [only] => only.id.to_string(),
        _ => posted.text("employer").to_owned(),
    };
    let options = view
        .employers
        .iter()
        .map(|one| Choosable::new(&one.id.to_string(), one.name.clone(), &only))
        .collect::<Vec<_>>();
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let body = Attend {
        t,
        facts: vec![
            fact("training-title", details.title.clone()),
            fact("given-when", when(t, details, details.minutes)),
            fact("training-provider", view.provider.name.clone()),
        ],
        confirmed: view.confirmed,
        employer: (!options.is_empty()).then(|| {
            Choice::one("employer", t.get("attend-employer"), options).error(errors.of("employer"))
        }),
        name: visit.someone.person.name.clone(),
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("/attend/{provider}/{secret}"),
        errors,
    };
    Ok(Page::new(visit.viewer, t.get("attend-title"), body)
        .section(Section::Account)
        .status(status_of(found))
        .into_response())
}
