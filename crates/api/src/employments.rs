//! Changes of employees: what is known of the person, the team, the occupations, the end of the
//! service.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;
use fla_app::{Command, Receipt};
use fla_domain::access::Action;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::EndCause;
use fla_domain::time::Instant;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Seen, id};
use crate::body::Body;
use crate::change::Change;
use crate::employees::{named, occupations, person};
use crate::form::Form;
use crate::people::{asked, targets};
use crate::problem::Problem;

/// The routes; correcting a person lies at the address of the employee.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}";
    Router::new()
        .route(&format!("{AT}/teamAssignments"), post(assign))
        .route(&format!("{AT}/employees/{{employeeId}}/occupations"), post(work_as))
        .route(&format!("{AT}/employees/{{employeeId}}/serviceEnds"), post(end))
}

/// Says in the receipt of whom it is.
fn of(employee: EmployeeId) -> impl FnOnce(&Change, &Receipt, &mut Value) {
    move |change, _, body| {
        body["employeeId"] = json!(employee);
        body["href"] = json!(change.address(&format!("/employees/{employee}")));
    }
}

/// All that is known of the person, as it should stand.
pub async fn correct(
    change: Change,
    Path((_, employee)): Path<(String, String)>,
    Seen(seen): Seen,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::ManageEmployees).await?;
    let employee: EmployeeId = id(&employee)?;
    let (person, reason) = body.read(|b| {
        // Left out, the number that stands is kept; there is no taking it away.
        let ssin = b.text("ssin");
        if ssin.as_ref().is_some_and(|text| text.trim().is_empty()) {
            b.wrong("ssin", Form::ElevenDigits);
        }
        let ssin = ssin.unwrap_or_default();
        (person(b, ssin), b.text("reason"))
    })?;
    let command = Command::ChangePerson { employee, seen: Some(Instant(seen)), person };
    let done = change.carry_out(&command, reason.as_deref(), named, of(employee)).await;
    done.map_err(|problem| match problem {
        Problem::Conflict => Problem::Stale,
        other => other,
    })
}

async fn assign(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::ManageEmployees).await?;
    let (who, team, reason) = body.read(|b| (asked(b), b.text("team"), b.text("reason")))?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::SetTeam { targets, team };
    change.carry_out(&command, reason.as_deref(), named, |_, _, _| ()).await
}

async fn work_as(
    change: Change,
    Path((_, employee)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::ManageEmployees).await?;
    let employee: EmployeeId = id(&employee)?;
    let (from, to, occupations, reason) = body.read(|b| {
        let from = b.needed_date("startDate");
        (from, b.date("endDate"), occupations(b), b.text("reason"))
    })?;
    let command = Command::ChangeOccupations { employee, from, to, occupations };
    change.carry_out(&command, reason.as_deref(), named, of(employee)).await
}

async fn end(
    change: Change,
    Path((_, employee)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::ManageEmployees).await?;
    let employee: EmployeeId = id(&employee)?;
    let codes: Vec<_> = EndCause::ALL.iter().map(|cause| cause.code()).collect();
    let (end, cause, reason) = body.read(|b| {
        b.need("cause");
        let cause = b.code("cause", &codes, EndCause::from_code).unwrap_or(EndCause::Unknown);
        (b.needed_date("endDate"), cause, b.text("reason"))
    })?;
    let command = Command::EndService { employee, end, cause };
    change.carry_out(&command, reason.as_deref(), named, of(employee)).await
}
