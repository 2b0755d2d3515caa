//! What changed since a cursor, and lists laid beside the register's.

use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{
    Different, FeedItem, Lacking, Reconciliation, SentCredit, SentRecord, Since, StandingPart, Whom,
};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};
use fla_domain::training::Status;
use jiff::ToSpan;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Api;
use crate::bearer::{Acting, id};
use crate::body::{Body, Fields};
use crate::form::Form;
use crate::problem::{In, Issue, Problem, Wrong};
use crate::query::Query;

/// Most records in one comparison.
const MOST_RECORDS: usize = 10_000;
/// Most records that are answered as extra: beyond that the period is too long for one answer.
const MOST_EXTRA: usize = 10_000;
/// Changes on a page where nothing is said.
const PAGE: u32 = 50;
/// Most minutes of one record.
const MOST_MINUTES: i64 = 527_040;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}";
    Router::new()
        .route(&format!("{AT}/changes"), get(list))
        .route(&format!("{AT}/changes/{{changeId}}"), get(show))
        .route(&format!("{AT}/trainings/reconciliation"), post(reconcile_trainings))
        .route(&format!("{AT}/credits/reconciliation"), post(reconcile_credits))
}

/// Where a reader stands, as text: whose changes, up to when, and four bytes by which a text that is
/// none of ours is told. It gives nobody access to anything, so nothing in it is secret.
fn cursor(acting: &Acting, position: Instant) -> String {
    let said = format!("{:032x}{:016x}", acting.caller.employer().0.as_u128(), position.0);
    let mark = mark(&said);
    format!("{said}{mark}")
}

fn mark(said: &str) -> String {
    let digest = Sha256::new().chain_update("fla change feed 1").chain_update(said).finalize();
    format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

/// The position of a cursor of this employer.
fn position(acting: &Acting, text: &str) -> Result<Instant, Problem> {
    let wrong = |fault| {
        Problem::one(Issue {
            place: In::Query,
            name: "after".to_owned(),
            wrong: Wrong::Anomaly(Anomaly::new(Zone::Feed, fault)),
        })
    };
    let (said, its_mark) = text.split_at_checked(48).ok_or_else(|| wrong(Fault::Invalid))?;
    if mark(said) != its_mark {
        return Err(wrong(Fault::Invalid));
    }
    let (whose, at) = said.split_at(32);
    if whose != format!("{:032x}", acting.caller.employer().0.as_u128()) {
        return Err(wrong(Fault::NotApplicable));
    }
    i64::from_str_radix(at, 16).map(Instant).map_err(|_| wrong(Fault::Invalid))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadHistory).await?;
    let (after, now, size) = query.read(|q| {
        let now = q.code("start", &["beginning", "now"], |code| match code {
            "beginning" => Some(false),
            "now" => Some(true),
            _ => None,
        });
        (q.text("after"), now, q.whole("pageSize", 1, 200).unwrap_or(PAGE))
    })?;
    let since = match (after, now) {
        (Some(text), None) => Since::After(position(&acting, &text)?),
        (Some(_), Some(_)) => {
            return Err(Problem::one(Issue::schema(In::Query, "start", Form::Beside("after"))));
        }
        (None, Some(true)) => Since::Now,
        (None, _) => Since::Beginning,
    };
    let page = api.app.changes_since(&acting.caller, since, i64::from(size)).await?;
    let items: Vec<_> = page.items.iter().map(|item| item_json(&api, &acting, item)).collect();
    let cursor = cursor(&acting, page.position);
    let mut body = json!({ "items": items, "pageSize": size, "cursor": cursor });
    if page.more {
        let next = format!("/changes?after={cursor}&pageSize={size}");
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, change)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadHistory).await?;
    query.none()?;
    let item = api.app.change(&acting.caller, id(&change)?).await?;
    Ok(Json(item_json(&api, &acting, &item)))
}

fn item_json(api: &Api, acting: &Acting, item: &FeedItem) -> Value {
    let change = &item.change;
    let employees = item.employees.iter().map(|employee| employee_json(api, acting, *employee));
    let mut body = json!({
        "changeId": change.id,
        "href": api.of_employer(&acting.number, &format!("/changes/{}", change.id)),
        "at": change.at.rfc3339(),
        "kind": change.kind,
        "channel": change.channel,
        "by": change.by,
        "role": change.role,
        "employees": employees.collect::<Vec<_>>(),
    });
    if let Some(training) = item.training {
        let href = api.of_employer(&acting.number, &format!("/trainings/{training}"));
        body["training"] = json!({ "trainingId": training, "href": href });
    }
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            body[name] = json!(value);
        }
    };
    say("quality", change.behalf.quality.as_deref());
    say("organisation", change.behalf.organisation_name.as_deref());
    say("reason", change.reason.as_deref());
    say("idempotencyKey", item.key.as_deref());
    body
}

fn employee_json(api: &Api, acting: &Acting, employee: EmployeeId) -> Value {
    let href = api.of_employer(&acting.number, &format!("/employees/{employee}"));
    json!({ "employeeId": employee, "href": href })
}

/// Of whom a record speaks: by the id of the register or by SSIN. `None` where that was told to be
/// wrong.
fn whom(b: &mut Fields<'_>) -> Option<Whom> {
    let employee = b.id::<EmployeeId>("employeeId");
    match (employee, b.text("ssin")) {
        (Some(employee), None) => Some(Whom::Employee(employee)),
        (None, Some(text)) => match text.parse() {
            Ok(ssin) => Some(Whom::Ssin(ssin)),
            Err(anomaly) => {
                b.refuse("ssin", anomaly);
                None
            }
        },
        (Some(_), Some(_)) => {
            b.wrong("employeeId", Form::Beside("ssin"));
            None
        }
        (None, None) if b.has("employeeId") || b.has("ssin") => None,
        (None, None) => {
            b.wrong("employeeId", Form::MissingBoth("ssin"));
            None
        }
    }
}

fn record(b: &mut Fields<'_>, (from, to): (jiff::civil::Date, jiff::civil::Date)) -> SentRecord {
    let whom = whom(b);
    let training = b.id::<TrainingId>("trainingId");
    let start = b.needed_date("startDate");
    if b.has("startDate") && start != jiff::civil::Date::default() && !(from..=to).contains(&start)
    {
        b.wrong("startDate", Form::OutsidePeriod);
    }
    let codes: Vec<_> = Status::ALL.iter().map(|status| status.code()).collect();
    SentRecord {
        // Nobody is asked for where something was wrong.
        whom: whom.unwrap_or(Whom::Employee(EmployeeId(Uuid::nil()))),
        training,
        title: b.needed_text("title"),
        start,
        end: b.date("endDate").unwrap_or(start),
        minutes: Minutes(b.needed_whole("minutes", 1, MOST_MINUTES)),
        status: b.code("status", &codes, Status::from_code).unwrap_or(Status::Completed),
    }
}

/// What is compared with what stands in a period.
async fn reconcile_trainings(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
    body: Body,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let (period, sent) = body.read(|b| {
        let (from, to) = (b.needed_date("startDate"), b.needed_date("endDate"));
        if to < from {
            b.refuse("endDate", Anomaly::new(Zone::EndDate, Fault::EndBeforeStart));
        }
        if from.checked_add(366.days()).is_ok_and(|last| to > last) {
            b.wrong("endDate", Form::LongPeriod);
        }
        b.need("records");
        ((from, to), b.list("records", MOST_RECORDS, |r| record(r, (from, to))))
    })?;
    let found = api.app.reconcile_trainings(&acting.caller, period, &sent).await?;
    let stands = |part: &StandingPart| stands_json(&api, &acting, part);
    let different = |one: &Different<StandingPart>| {
        let sent = &sent[one.position];
        let fields = one.fields.iter().map(|name| field_json(name, sent, &one.stands));
        json!({
            "position": one.position,
            "fields": fields.collect::<Vec<_>>(),
            "registered": stands(&one.stands),
        })
    };
    Ok(Json(answer(sent.len(), &found, stands, different)))
}

fn stands_json(api: &Api, acting: &Acting, part: &StandingPart) -> Value {
    let href = api.of_employer(&acting.number, &format!("/trainings/{}", part.training));
    json!({
        "trainingId": part.training,
        "participationId": part.id,
        "employeeId": part.employee,
        "title": part.title,
        "startDate": part.start.to_string(),
        "endDate": part.end.to_string(),
        "minutes": part.minutes.0,
        "status": part.status.code(),
        "href": href,
    })
}

fn field_json(name: &str, sent: &SentRecord, stands: &StandingPart) -> Value {
    let (sent, registered) = match name {
        "title" => (sent.title.clone(), stands.title.clone()),
        "startDate" => (sent.start.to_string(), stands.start.to_string()),
        "endDate" => (sent.end.to_string(), stands.end.to_string()),
        "minutes" => (sent.minutes.0.to_string(), stands.minutes.0.to_string()),
        _ => (sent.status.code().to_owned(), stands.status.code().to_owned()),
    };
    json!({ "name": name, "sent": sent, "registered": registered })
}

/// The counts, what is missing, extra and different.
fn answer<S>(
    sent: usize,
    found: &Reconciliation<S>,
    stands: impl Fn(&S) -> Value,
    different: impl Fn(&Different<S>) -> Value,
) -> Value {
    let missing = |(position, lacking): &(usize, Lacking)| {
        let lacking = match lacking {
            Lacking::Employee => "employee",
            Lacking::Record => "record",
        };
        json!({ "position": position, "lacking": lacking })
    };
    json!({
        "counts": {
            "sent": sent,
            "same": found.same,
            "missing": found.missing.len(),
            "extra": found.extra.len(),
            "different": found.different.len(),
        },
        "missing": found.missing.iter().map(missing).collect::<Vec<_>>(),
        "extra": found.extra.iter().take(MOST_EXTRA).map(stands).collect::<Vec<_>>(),
        "different": found.different.iter().map(different).collect::<Vec<_>>(),
    })
}

/// Credits of a year.
async fn reconcile_credits(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
    body: Body,
) -> Result<Json<Value>, Problem> {
    const MOST: i64 = 100 * MOST_MINUTES;
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let (year, sent) = body.read(|b| {
        let year = Year::try_from(b.needed_whole("year", 1990, 2100)).unwrap_or_default();
        b.need("records");
        let record = |r: &mut Fields<'_>| {
            let whom = whom(r);
            let sent = SentCredit {
                whom: whom.unwrap_or(Whom::Employee(EmployeeId(Uuid::nil()))),
                granted: r.whole("grantedMinutes", 0, MOST).map(Minutes),
                followed: r.whole("followedMinutes", 0, MOST).map(Minutes),
                left: r.whole("leftMinutes", -MOST, MOST).map(Minutes),
            };
            let given = ["grantedMinutes", "followedMinutes", "leftMinutes"];
            if !given.iter().any(|name| r.has(name)) {
                r.wrong("leftMinutes", Form::MissingMinutes);
            }
            sent
        };
        (year, b.list("records", MOST_RECORDS, record))
    })?;
    let found = api.app.reconcile_credits(&acting.caller, year, &sent).await?;
    let stands = |(employee, row): &(EmployeeId, fla_app::CreditRow)| {
        let href = format!("/employees/{employee}/account?year={year}");
        json!({
            "employeeId": employee,
            "grantedMinutes": row.granted().0,
            "followedMinutes": row.debited.0,
            "leftMinutes": row.left().0,
            "href": api.of_employer(&acting.number, &href),
        })
    };
    let different = |one: &Different<(EmployeeId, fla_app::CreditRow)>| {
        let (sent, row) = (&sent[one.position], &one.stands.1);
        let field = |name: &&str| {
            let (sent, registered) = match *name {
                "grantedMinutes" => (sent.granted, row.granted()),
                "followedMinutes" => (sent.followed, row.debited),
                _ => (sent.left, row.left()),
            };
            let sent = sent.map(|minutes| minutes.0.to_string()).unwrap_or_default();
            json!({ "name": name, "sent": sent, "registered": registered.0.to_string() })
        };
        json!({
            "position": one.position,
            "fields": one.fields.iter().map(field).collect::<Vec<_>>(),
            "registered": stands(&one.stands),
        })
    };
    Ok(Json(answer(sent.len(), &found, stands, different)))
}
