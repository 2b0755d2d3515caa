//! Employees of an employer.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{
    Command, EmployeeItem, EmployeePage, EmployeeQuery, EmployeeSort, OccupationInput, PersonInput,
    Record,
};
use fla_domain::access::Action;
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::ids::EmployeeId;
use fla_domain::language::Language;
use fla_domain::occupation::Span;
use fla_domain::quantity::Fraction;
use fla_domain::reference::Reference;
use fla_domain::time::Year;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, id};
use crate::body::{Body, Fields};
use crate::conditional::etag;
use crate::employments;
use crate::form::Form;
use crate::problem::{Problem, refused};
use crate::query::{Parameters, Query, behind};

/// Most SSINs asked for at once.
const MOST_ASKED: usize = 1_000;

/// Longest part of a name that is looked for.
const LONGEST_NAME: usize = 100;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/employees";
    Router::new()
        .route(AT, get(list).post(add))
        .route(&format!("{AT}/query"), post(find))
        .route(&format!("{AT}/{{employeeId}}"), get(show).put(employments::correct))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let this_year = api.app.today().year();
    let (query, reference) = query.read(|q| {
        let query = EmployeeQuery {
            name: name(q),
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
            page: 1,
            page_size: q.whole("pageSize", 1, 200).unwrap_or(50),
            after: q.id("afterEmployee"),
        };
        (query, q.parsed::<Reference>("reference"))
    })?;
    let caller = &acting.caller;
    let page = match &reference {
        None => {
            let page = api.app.employees(caller, &query).await;
            page.map_err(|fault| behind(fault, "afterEmployee"))?
        }
        Some(reference) => {
            let found = api.app.referenced(caller, Record::Employee, reference).await?;
            let ids: Vec<_> = found.map(EmployeeId).into_iter().collect();
            let items = api.app.employees_by_id(caller, &ids).await?;
            let (teams, joint_committees) = (Vec::new(), Vec::new());
            EmployeePage { items, more: false, teams, joint_committees }
        }
    };
    let ids: Vec<_> = page.items.iter().map(|one| one.id.0).collect();
    let references = api.app.references(caller, Record::Employee, &ids).await?;
    let line = |one: &EmployeeItem| {
        let reference = references.get(&one.id.0);
        line(&api, &acting, one, query.year, reference.map(String::as_str))
    };
    let items: Vec<_> = page.items.iter().map(line).collect();
    let mut body = json!({ "items": items, "pageSize": query.page_size });
    if page.more
        && let Some(last) = page.items.last()
    {
        let next = next(&query, this_year, last.id);
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

/// Part of a name. A number of a person has no place in an address, so there are no digits in it.
fn name(q: &mut Parameters) -> String {
    let text = q.text("q").unwrap_or_default();
    if text.contains(|c: char| c.is_numeric()) {
        q.wrong("q", Form::NoDigits);
    }
    if text.chars().count() > LONGEST_NAME {
        q.wrong("q", Form::Longer(LONGEST_NAME));
    }
    text
}

fn line(
    api: &Api,
    acting: &Acting,
    one: &EmployeeItem,
    year: Year,
    reference: Option<&str>,
) -> Value {
    let mut item = json!({
        "employeeId": one.id,
        "name": one.name,
        "maskedSsin": one.ssin,
        "href": api.of_employer(&acting.number, &format!("/employees/{}", one.id)),
    });
    if let Some(team) = &one.team {
        item["team"] = json!(team);
    }
    if let Some(reference) = reference {
        item["reference"] = json!(reference);
    }
    if let Some(credit) = &one.credit {
        item["credit"] = json!({
            "year": year,
            "grantedMinutes": credit.granted().0,
            "followedMinutes": credit.debited.0,
            "plannedMinutes": credit.planned.0,
            "leftMinutes": credit.left().0,
        });
    }
    item
}

/// The address of the next page, with the same filters: it begins behind the last person of this
/// one, so that nobody is shown twice or left out when others are added in between.
fn next(query: &EmployeeQuery, this_year: Year, last: EmployeeId) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            pairs.append_pair(name, value);
        }
    };
    say("afterEmployee", &last.to_string());
    say("pageSize", &query.page_size.to_string());
    say("q", &query.name);
    say("team", &query.team);
    say("jointCommittee", &query.joint_committee);
    if query.leavers {
        say("leavers", "true");
    }
    if query.year != this_year {
        say("year", &query.year.to_string());
    }
    match query.sort {
        EmployeeSort::Name => {}
        EmployeeSort::MostLeft => say("sort", "-left"),
        EmployeeSort::LeastLeft => say("sort", "left"),
    }
    format!("/employees?{}", pairs.finish())
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
    let (command, reference) = body.read(|b| (new_employee(b), b.reference()))?;
    let caller = &acting.caller;
    let receipt = api.app.submit_as(caller, &command, &key, None, reference.as_ref()).await;
    let receipt = receipt.map_err(|fault| refused(fault, named))?;
    let employee = receipt.object.ok_or(Problem::Internal)?;
    let href = api.of_employer(&acting.number, &format!("/employees/{employee}"));
    let body = json!({ "employeeId": employee, "changeId": receipt.change, "href": href });
    Ok((StatusCode::CREATED, [(LOCATION, href)], Json(body)).into_response())
}

/// Fields of a new employee as the contract names them.
pub(crate) fn new_employee(b: &mut Fields<'_>) -> Command {
    Command::AddEmployee {
        person: {
            let ssin = b.needed_text("ssin");
            person(b, ssin)
        },
        from: b.needed_date("startDate"),
        to: b.date("endDate"),
        occupations: occupations(b),
    }
}

/// What is said of a person. The SSIN is read apart: of somebody who is not new it may be left out.
pub fn person(b: &mut Fields<'_>, ssin: String) -> PersonInput {
    PersonInput {
        ssin,
        family_name: b.needed_text("familyName"),
        given_name: b.needed_text("givenName"),
        birth_date: b.date("birthDate"),
        birth_place: b.text("birthPlace"),
        address: b.text("address"),
        gender: b.code("gender", &["f", "m", "x"], |code| {
            matches!(code, "f" | "m" | "x").then(|| code.to_owned())
        }),
        language: b.code("language", &["nl", "fr", "de", "en"], |code| {
            Language::ALL.into_iter().find(|language| language.code() == code)
        }),
        email: b.text("email"),
        team: b.text("team"),
    }
}

/// Names of the contract for the places at which the register finds something.
pub fn named(path: &str) -> String {
    match path {
        "from" => "startDate".to_owned(),
        "to" | "end" => "endDate".to_owned(),
        "jointCommittee" => "occupations[0].jointCommittee".to_owned(),
        other => match other.strip_prefix("jointCommittee-").and_then(|n| n.parse::<u32>().ok()) {
            Some(n) => format!("occupations[{}].jointCommittee", n.saturating_sub(1)),
            None => other.to_owned(),
        },
    }
}

/// The occupations, all of them.
pub fn occupations(b: &mut Fields<'_>) -> Vec<OccupationInput> {
    b.needed_list("occupations", 20, occupation).into_iter().flatten().collect()
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
) -> Result<Response, Problem> {
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
    if let Some(day) = person.birth_date {
        body["birthDate"] = json!(day.to_string());
    }
    let texts = [
        ("birthPlace", &person.birth_place),
        ("address", &person.address),
        ("gender", &person.gender),
        ("email", &person.email),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            body[name] = json!(text);
        }
    }
    let ids = [view.employee.id.0];
    let references = api.app.references(&acting.caller, Record::Employee, &ids).await?;
    if let Some(reference) = references.values().next() {
        body["reference"] = json!(reference);
    }
    // What is known of the person says nothing of the time line, which is in the answer too.
    let etag = etag(view.employee.known_from.0, body.to_string().as_bytes());
    Ok(([(ETAG, etag)], Json(body)).into_response())
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
