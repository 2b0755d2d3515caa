//! What an employer decides about training rights: set by hand, company days, opting out of
//! automatic calculation, verification, adjustments of the credit; and taking each of these back.

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use fla_app::{Command, Receipt, StoredAdjustment, StoredCompanyDays};
use fla_domain::access::Action;
use fla_domain::ids::{AdjustmentId, EmployeeId};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, id};
use crate::body::{Body, Fields};
use crate::change::Change;
use crate::people::{asked, targets};
use crate::problem::Problem;
use crate::query::Query;

/// The most minutes of a right: a year of 365 days.
const MOST_MINUTES: i64 = 525_600;
/// The most hundredths of a day that are given at once: 366 days.
const MOST_HUNDREDTHS: i64 = 36_600;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}";
    let adjustments = format!("{AT}/employees/{{employeeId}}/creditAdjustments");
    Router::new()
        .route(&format!("{AT}/rightOverrides"), post(set))
        .route(&format!("{AT}/rightOverrides/withdraw"), post(compute))
        .route(&format!("{AT}/companyDays"), get(for_everybody).post(give))
        .route(&format!("{AT}/companyDays/{{companyDaysId}}/withdraw"), post(take))
        .route(&format!("{AT}/optOuts"), post(opt_out))
        .route(&format!("{AT}/optOuts/withdraw"), post(opt_in))
        .route(&format!("{AT}/rightVerifications"), post(verify))
        .route(&adjustments, post(adjust))
        .route(&format!("{adjustments}/{{adjustmentId}}/withdraw"), post(adjust_back))
}

/// The places at which the register finds something are named as in the contract, but for this one.
fn named(path: &str) -> String {
    match path {
        "days" => "dayHundredths".to_owned(),
        other => other.to_owned(),
    }
}

/// Nothing to add to the receipt.
fn plain(_: &Change, _: &Receipt, _: &mut Value) {}

fn year(b: &mut Fields<'_>) -> Year {
    Year::try_from(b.needed_whole("year", 1990, 2100)).unwrap_or_default()
}

fn kind(b: &mut Fields<'_>) -> RightKind {
    let codes: Vec<_> = RightKind::ALL.iter().map(|kind| kind.code()).collect();
    b.need("kind");
    b.code("kind", &codes, RightKind::from_code).unwrap_or(RightKind::Statutory)
}

async fn set(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (who, year, kind, minutes, reason) = body.read(|b| {
        let minutes = Minutes(b.needed_whole("minutes", 0, MOST_MINUTES));
        (asked(b), year(b), kind(b), minutes, b.text("reason"))
    })?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::SetRight { targets, year, kind, minutes: Some(minutes) };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

async fn compute(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (who, year, kind, reason) =
        body.read(|b| (asked(b), year(b), kind(b), b.text("reason")))?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::SetRight { targets, year, kind, minutes: None };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

async fn give(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (who, year, hundredths, flat, reason) = body.read(|b| {
        let hundredths = b.needed_whole("dayHundredths", 1, MOST_HUNDREDTHS);
        (asked(b), year(b), hundredths, b.flag("flat"), b.text("reason"))
    })?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::GiveCompanyDays { targets, year, hundredths, flat };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

async fn take(
    change: Change,
    Path((_, days)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let days = id(&days)?;
    let reason = body.read(|b| b.text("reason"))?;
    let command = Command::WithdrawCompanyDays { id: days };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

/// The company days for everybody; those of one person stand in the account.
async fn for_everybody(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    query.none()?;
    let sizes = api.app.sizes(&acting.caller).await?;
    let items: Vec<_> = sizes.company_days.iter().map(company_days_json).collect();
    Ok(Json(json!({ "total": items.len(), "items": items })))
}

/// Company days, with the id under which they are taken back.
pub fn company_days_json(days: &StoredCompanyDays) -> Value {
    let mut body = json!({
        "companyDaysId": days.id,
        "everybody": days.employee.is_none(),
        "year": days.year,
        "dayHundredths": days.hundredths,
        "flat": days.flat,
    });
    if let Some(reason) = &days.reason {
        body["reason"] = json!(reason);
    }
    body
}

/// An adjustment, with the id under which it is taken back.
pub fn adjustment_json(adjustment: &StoredAdjustment) -> Value {
    json!({
        "adjustmentId": adjustment.id,
        "year": adjustment.year,
        "date": adjustment.date.to_string(),
        "minutes": adjustment.minutes.0,
        "reason": adjustment.reason,
    })
}

async fn opt_out(change: Change, body: Body) -> Result<Response, Problem> {
    opt(change, body, true).await
}

async fn opt_in(change: Change, body: Body) -> Result<Response, Problem> {
    opt(change, body, false).await
}

async fn opt(change: Change, body: Body, out: bool) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (who, year, reason) = body.read(|b| (asked(b), year(b), b.text("reason")))?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::SetOptOut { targets, year, out };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

async fn verify(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::VerifyRights).await?;
    let (who, year, reason) = body.read(|b| (asked(b), year(b), b.text("reason")))?;
    let targets = targets(&change.api, &change.acting, who).await?;
    let command = Command::VerifyRights { targets, year };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}

async fn adjust(
    change: Change,
    Path((_, employee)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let employee: EmployeeId = id(&employee)?;
    let (year, date, minutes, reason) = body.read(|b| {
        let minutes = Minutes(b.needed_whole("minutes", -MOST_MINUTES, MOST_MINUTES));
        (year(b), b.needed_date("date"), minutes, b.text("reason"))
    })?;
    let command = Command::AdjustCredit { employee, year, date, minutes };
    let answer = |_: &Change, receipt: &Receipt, body: &mut Value| {
        body["adjustmentId"] = json!(receipt.object);
    };
    change.carry_out(&command, reason.as_deref(), named, answer).await
}

async fn adjust_back(
    change: Change,
    Path((_, employee, adjustment)): Path<(String, String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (employee, adjustment): (EmployeeId, AdjustmentId) = (id(&employee)?, id(&adjustment)?);
    let reason = body.read(|b| b.text("reason"))?;
    let command = Command::WithdrawAdjustment { employee, id: adjustment };
    change.carry_out(&command, reason.as_deref(), named, plain).await
}
