//! Employees of an employer, and the account of each: rights with their working, credit, ledger.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{
    Command, EmployeeQuery, EmployeeSort, EntryView, OccupationInput, PersonInput, RightView,
    YearView,
};
use fla_domain::access::Action;
use fla_domain::account::{EntryKind, LapseCause, Source};
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::language::Language;
use fla_domain::occupation::Span;
use fla_domain::quantity::Fraction;
use fla_domain::right::{Run, Term, Working};
use fla_domain::time::Year;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, id};
use crate::body::{Body, Fields};
use crate::problem::{Problem, refused};
use crate::query::Query;

/// Most SSINs asked for at once.
const MOST_ASKED: usize = 1_000;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/employees";
    Router::new()
        .route(AT, get(list).post(add))
        .route(&format!("{AT}/query"), post(find))
        .route(&format!("{AT}/{{employeeId}}"), get(show))
        .route(&format!("{AT}/{{employeeId}}/account"), get(account))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let this_year = api.app.today().year();
    let query = query.read(|q| EmployeeQuery {
        name: String::new(),
        team: q.text("team").unwrap_or_default(),
        joint_committee: q
            .parsed::<JointCommittee>("jointCommittee")
            .map(|code| code.code().to_owned())
            .unwrap_or_default(),
        leavers: q.flag("leavers"),
        year: q
            .whole("year", 1990, 2100)
            .and_then(|year| i16::try_from(year).ok())
            .unwrap_or(this_year),
        sort: q
            .code("sort", &["name", "-left", "left"], |code| match code {
                "name" => Some(EmployeeSort::Name),
                "-left" => Some(EmployeeSort::MostLeft),
                "left" => Some(EmployeeSort::LeastLeft),
                _ => None,
            })
            .unwrap_or(EmployeeSort::Name),
        page: q.whole("page", 1, 1_000_000).unwrap_or(1),
        page_size: q.whole("pageSize", 1, 200).unwrap_or(50),
    })?;
    let page = api.app.employees(&acting.caller, &query).await?;
    let items: Vec<_> = page
        .items
        .iter()
        .map(|one| {
            let mut item = json!({
                "employeeId": one.id,
                "name": one.name,
                "maskedSsin": one.ssin,
                "href": api.of_employer(&acting.number, &format!("/employees/{}", one.id)),
            });
            if let Some(team) = &one.team {
                item["team"] = json!(team);
            }
            if let Some(credit) = &one.credit {
                item["credit"] = json!({
                    "year": query.year,
                    "grantedMinutes": credit.granted().0,
                    "followedMinutes": credit.debited.0,
                    "plannedMinutes": credit.planned.0,
                    "leftMinutes": credit.left().0,
                });
            }
            item
        })
        .collect();
    let mut body = json!({ "items": items, "page": query.page, "pageSize": query.page_size });
    if page.more {
        let mut next = format!("/employees?page={}&pageSize={}", query.page + 1, query.page_size);
        next.push_str(&rest(&query, this_year));
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

/// The filters of a query, as the next page repeats them.
fn rest(query: &EmployeeQuery, this_year: Year) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if !query.team.is_empty() {
        pairs.append_pair("team", &query.team);
    }
    if !query.joint_committee.is_empty() {
        pairs.append_pair("jointCommittee", &query.joint_committee);
    }
    if query.leavers {
        pairs.append_pair("leavers", "true");
    }
    if query.year != this_year {
        pairs.append_pair("year", &query.year.to_string());
    }
    match query.sort {
        EmployeeSort::Name => {}
        EmployeeSort::MostLeft => drop(pairs.append_pair("sort", "-left")),
        EmployeeSort::LeastLeft => drop(pairs.append_pair("sort", "left")),
    }
    let text = pairs.finish();
    if text.is_empty() { text } else { format!("&{text}") }
}

/// Who goes by some SSINs; they travel in the body only (rule `sens-dat`).
async fn find(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
    body: Body,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let asked = body.read(|b| {
        b.need("ssins");
        let texts = b.texts("ssins", MOST_ASKED);
        let read = |(n, text): (usize, String)| match text.parse::<Ssin>() {
            Ok(ssin) => Some(ssin),
            Err(anomaly) => {
                b.refuse(&format!("ssins[{n}]"), anomaly);
                None
            }
        };
        texts.into_iter().enumerate().map(read).collect::<Vec<_>>()
    })?;
    let asked: Vec<Ssin> = asked.into_iter().flatten().collect();
    let found = api.app.employees_of_ssins(&acting.caller, &asked).await?;
    let items: Vec<_> = found
        .iter()
        .enumerate()
        .filter_map(|(position, found)| {
            let employee = (*found)?;
            let href = api.of_employer(&acting.number, &format!("/employees/{employee}"));
            Some(json!({ "position": position, "employeeId": employee, "href": href }))
        })
        .collect();
    Ok(Json(json!({ "total": items.len(), "items": items })))
}

async fn add(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    acting.need(&api, Action::ManageEmployees).await?;
    query.none()?;
    let command = body.read(|b| Command::AddEmployee {
        person: person(b),
        from: b.needed_date("startDate"),
        to: b.date("endDate"),
        occupations: {
            b.need("occupations");
            b.list("occupations", 20, occupation).into_iter().flatten().collect()
        },
    })?;
    let named = |path: &str| match path {
        "from" => "startDate".to_owned(),
        "to" => "endDate".to_owned(),
        "jointCommittee" => "occupations".to_owned(),
        other => other.to_owned(),
    };
    let receipt = api.app.submit(&acting.caller, &command, &key, None).await;
    let receipt = receipt.map_err(|fault| refused(fault, named))?;
    let employee = receipt.object.ok_or(Problem::Internal)?;
    let href = api.of_employer(&acting.number, &format!("/employees/{employee}"));
    let body = json!({ "employeeId": employee, "changeId": receipt.change, "href": href });
    Ok((StatusCode::CREATED, [(LOCATION, href)], Json(body)).into_response())
}

fn person(b: &mut Fields<'_>) -> PersonInput {
    PersonInput {
        ssin: b.needed_text("ssin"),
        family_name: b.needed_text("familyName"),
        given_name: b.needed_text("givenName"),
        birth_date: b.date("birthDate"),
        birth_place: None,
        address: None,
        gender: None,
        language: b.code("language", &["nl", "fr", "de", "en"], |code| {
            Language::ALL.into_iter().find(|language| language.code() == code)
        }),
        email: b.text("email"),
        team: b.text("team"),
    }
}

fn occupation(b: &mut Fields<'_>) -> Option<OccupationInput> {
    b.need("jointCommittee");
    let text = b.text("jointCommittee")?;
    let joint_committee = match text.parse::<JointCommittee>() {
        Ok(code) => Some(code),
        Err(anomaly) => {
            b.refuse("jointCommittee", anomaly);
            None
        }
    };
    let q = b.needed_whole("workingHours", 0, 9_999);
    let s = b.needed_whole("referenceHours", 1, 9_999);
    let fraction = Fraction::new(u32::try_from(q).ok()?, u32::try_from(s).ok()?).ok()?;
    Some(OccupationInput { joint_committee: joint_committee?, fraction })
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, employee)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let view = api.app.account(&acting.caller, id(&employee)?, None).await?;
    let person = &view.employee.person;
    let at = format!("/employees/{}", view.employee.id);
    let mut body = json!({
        "employeeId": view.employee.id,
        "maskedSsin": person.ssin.masked(),
        "familyName": person.family_name,
        "givenName": person.given_name,
        "services": view.employment.services.iter().map(|service| {
            period(json!({ "startDate": service.start.to_string() }), service.end)
        }).collect::<Vec<_>>(),
        "occupations": view.employment.spans.iter().map(span).collect::<Vec<_>>(),
        "self": api.of_employer(&acting.number, &at),
        "accountHref": api.of_employer(&acting.number, &format!("{at}/account")),
    });
    if let Some(team) = &person.team {
        body["team"] = json!(team);
    }
    if let Some(language) = person.language {
        body["language"] = json!(language.code());
    }
    Ok(Json(body))
}

fn period(mut body: Value, end: Option<jiff::civil::Date>) -> Value {
    if let Some(end) = end {
        body["endDate"] = json!(end.to_string());
    }
    body
}

fn span(span: &Span) -> Value {
    let body = json!({
        "startDate": span.from.to_string(),
        "jointCommittee": span.joint_committee.code(),
        "workingHours": span.fraction.q(),
        "referenceHours": span.fraction.s(),
        "assumed": span.assumed,
    });
    period(body, span.to)
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
        body["working"] = json!({
            "monthsUnderContract": working.months_under_contract,
            "dayMinutes": working.day_minutes,
            "days": working.sum.to_string(),
            "minutes": working.minutes.0,
            "terms": terms(working),
        });
    }
    if let Some(by_hand) = &view.by_hand {
        body["reason"] = json!(by_hand.reason);
    }
    body
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
