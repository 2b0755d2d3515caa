//! The page of an inspector: opening an inspection under a reason, and those that are open.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{Caller, INSPECTION_DAYS, InspectionView};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use serde::Deserialize;

use super::register::{Visit, id};
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section, Width};
use crate::state::Site;
use crate::view::{Choice, Choosable, ErrorSummary, Field, Notice};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// An inspection that is open.
struct Line {
    href: String,
    close: String,
    name: String,
    number: String,
    reason: String,
    until: String,
}

#[derive(Template)]
#[template(path = "pages/inspection.html")]
struct Inspections {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    lines: Vec<Line>,
    head: Head,
    number: Field,
    reason: Field,
    days: Choice,
}

/// The routes of inspections.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/inspection", get(show).post(open))
        .route("/inspection/{inspection}/close", post(close))
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let caller = visit.app.act_as_inspector(&visit.someone.person).await?;
    let notice = done(visit.viewer.t, &asked.done);
    page(visit, &caller, &Posted::default(), &[], notice).await
}

pub async fn open(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let caller = visit.app.act_as_inspector(&visit.someone.person).await?;
    let mut reading = Reading::of(&posted);
    let number = reading.keep("enterpriseNumber", posted.text("enterpriseNumber").parse());
    let days: Option<u8> = reading.whole("days", Zone::Days);
    if posted.text("reason").is_empty() {
        reading.fault("reason", Zone::Reason, Fault::Missing);
    }
    let mut found = reading.faults();
    if let (true, Some(number), Some(days)) = (found.is_empty(), number, days) {
        let reason = posted.text("reason");
        let opened =
            visit.app.open_inspection(&caller, &number, reason, days, &posted.key()?).await;
        match opened {
            Ok(inspection) => return Ok(see(&format!("/register/{inspection}"))),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    page(visit, &caller, &posted, &found, None).await
}

pub async fn close(
    visit: Visit,
    Path(inspection): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let caller = visit.app.act_as_inspector(&visit.someone.person).await?;
    visit.app.close_inspection(&caller, id(&inspection)?, &posted.key()?).await?;
    Ok(see("/inspection?done=inspection-closed"))
}

fn line(t: T, view: &InspectionView) -> Line {
    let id = view.inspection.id;
    Line {
        href: format!("/register/{id}"),
        close: format!("/inspection/{id}/close"),
        name: view.employer.name.clone(),
        number: view.employer.enterprise_number.to_string(),
        reason: view.inspection.reason.clone(),
        until: t.moment(view.inspection.until),
    }
}

async fn page(
    visit: Visit,
    caller: &Caller,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let open = visit.app.open_inspections(caller).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let current = posted.given("days").unwrap_or_else(|| INSPECTION_DAYS[0].to_string());
    let days = INSPECTION_DAYS
        .map(|n| Choosable::new(&n.to_string(), t.one("inspection-days", "count", n), &current));
    let fill =
        |field: Field, name: &str| field.required().value(posted.text(name)).error(errors.of(name));
    let body = Inspections {
        t,
        notice,
        lines: open.iter().map(|view| line(t, view)).collect(),
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        number: fill(
            Field::digits("enterpriseNumber", t.get("operator-enterpriseNumber"))
                .hint(t.get("operator-enterpriseNumber-hint")),
            "enterpriseNumber",
        ),
        reason: fill(
            Field::text("reason", t.get("inspection-reason")).hint(t.get("inspection-reason-hint")),
            "reason",
        ),
        days: Choice::one("days", t.get("inspection-for"), days.into())
            .inline()
            .error(errors.of("days")),
        errors,
    };
    Ok(Page::new(visit.viewer, t.get("inspection-title"), body)
        .section(Section::Register)
        .width(Width::Wide)
        .status(status_of(found))
        .into_response())
}
