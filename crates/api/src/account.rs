//! The account of an employee: rights with their working, credit, ledger, and what was decided by
//! hand.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use fla_app::{EntryView, RightView, YearView};
use fla_domain::access::Action;
use fla_domain::account::{EntryKind, LapseCause, Source};
use fla_domain::right::{Run, Term, Working};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, id};
use crate::problem::Problem;
use crate::query::Query;
use crate::rights::{adjustment_json, company_days_json};

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/employers/{enterpriseNumber}/employees/{employeeId}/account", get(account))
}

async fn account(
    acting: Acting,
    State(api): State<Api>,
    Path((_, employee)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let year = query.read(|q| q.whole("year", 1990, 2100))?;
    let view = api.app.account(&acting.caller, id(&employee)?, None).await?;
    let asked = |one: &&YearView| year.is_none_or(|year| i64::from(one.year) == i64::from(year));
    let years = view.years.iter().filter(asked).map(|year| year_json(&api, &acting, year));
    let years: Vec<_> = years.collect();
    Ok(Json(json!({
        "employeeId": view.employee.id,
        "dayMinutes": view.employer.day_minutes,
        "years": years,
        "companyDays": view.company_days.iter().map(company_days_json).collect::<Vec<_>>(),
        "adjustments": view.adjustments.iter().map(adjustment_json).collect::<Vec<_>>(),
        "self": api.of_employer(&acting.number, &format!("/employees/{}/account", view.employee.id)),
    })))
}

fn year_json(api: &Api, acting: &Acting, year: &YearView) -> Value {
    let balance = &year.balance;
    json!({
        "year": year.year,
        "grantedMinutes": balance.granted_in_all().0,
        "carriedInMinutes": balance.carried_in.0,
        "adjustedMinutes": balance.adjusted.0,
        "followedMinutes": balance.debited.0,
        "lapsedMinutes": balance.lapsed.0,
        "carriedOutMinutes": balance.carried_out.0,
        "plannedMinutes": year.planned.0,
        "leftMinutes": balance.left().0,
        "optedOut": year.opted_out,
        "rights": year.rights.iter().map(right).collect::<Vec<_>>(),
        "entries": year.entries.iter().map(|entry| entry_json(api, acting, entry))
            .collect::<Vec<_>>(),
    })
}

fn right(view: &RightView) -> Value {
    let right = &view.right;
    let mut body = json!({
        "kind": right.kind.code(),
        "state": right.state.code(),
        "computedMinutes": right.computed.0,
        "bookedMinutes": right.booked.0,
    });
    if let Some(working) = &view.working {
        body["working"] = working_json(working);
    }
    if let Some(by_hand) = &view.by_hand {
        body["reason"] = json!(by_hand.reason);
    }
    body
}

/// How a right was worked out.
pub fn working_json(working: &Working) -> Value {
    json!({
        "monthsUnderContract": working.months_under_contract,
        "dayMinutes": working.day_minutes,
        "days": working.sum.to_string(),
        "minutes": working.minutes.0,
        "terms": terms(working),
    })
}

/// What the sum is made of: A × B × months ÷ 12 for each joint committee and stretch of months.
fn terms(working: &Working) -> Vec<Value> {
    let of_run = |run: &Run| {
        let term = |term: &Term| {
            json!({
                "fromMonth": run.from,
                "toMonth": run.to,
                "jointCommittee": term.joint_committee.code(),
                "days": term.a.to_string(),
                "fraction": term.b.to_string(),
            })
        };
        run.terms.iter().map(term).collect::<Vec<_>>()
    };
    working.runs.iter().flat_map(of_run).collect()
}

fn entry_json(api: &Api, acting: &Acting, view: &EntryView) -> Value {
    let entry = &view.entry;
    let (kind, more) = match entry.kind {
        EntryKind::CarriedIn => ("carriedIn", None),
        EntryKind::Granted(kind) => ("granted", Some(("rightKind", kind.code()))),
        EntryKind::Adjustment => ("adjustment", None),
        EntryKind::Debit => ("debit", None),
        EntryKind::Lapse(LapseCause::FiveYears) => ("lapse", Some(("cause", "fiveYears"))),
        EntryKind::Lapse(LapseCause::EndOfService(cause)) => {
            ("lapse", Some(("cause", cause.code())))
        }
        EntryKind::CarriedOut => ("carriedOut", None),
    };
    let mut body = json!({
        "date": entry.date.to_string(),
        "originYear": entry.origin_year,
        "kind": kind,
        "minutes": entry.minutes.0,
    });
    if let Some((name, code)) = more {
        body[name] = json!(code);
    }
    if let Some(Source::Participation(participation)) = entry.source {
        body["participationId"] = json!(participation);
    }
    if let Some((training, title)) = &view.training {
        body["trainingTitle"] = json!(title);
        body["trainingHref"] =
            json!(api.of_employer(&acting.number, &format!("/trainings/{training}")));
    }
    if let Some(reason) = &view.reason {
        body["reason"] = json!(reason);
    }
    body
}
