//! Code lists (rule `doc-refdata`): joint committees, fields of education, the catalogue of
//! anomalies and the types of problems. They are facts of the installation and open to everybody.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::committees::{self, Committee};
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_web::i18n::{CATALOGUE, T, examples};
use fla_web::pages::reference::problem_page;
use fla_web::reference::{ProblemType, problem_types};
use serde_json::{Map, Value, json};

use crate::Api;
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/refData/jointCommittees", get(all_committees))
        .route("/refData/jointCommittees/{jointCommitteeCode}", get(one_committee))
        .route("/refData/fieldsOfEducation", get(all_fields))
        .route("/refData/fieldsOfEducation/{fieldOfEducationCode}", get(one_field))
        .route("/refData/anomalies", get(all_anomalies))
        .route("/refData/anomalies/{anomalyCode}", get(one_anomaly))
        .route("/refData/problemTypes", get(all_problem_types))
        .route("/refData/problemTypes/{problemTypeUrn}", get(one_problem_type))
}

/// A text in the four languages, by their codes.
pub fn localized(text: impl Fn(Language) -> String) -> Value {
    let all = Language::ALL.iter().map(|one| (one.code().to_owned(), json!(text(*one))));
    Value::Object(all.collect::<Map<_, _>>())
}

/// All there is, in one answer.
pub fn collection(items: impl Iterator<Item = Value>) -> Json<Value> {
    let items: Vec<_> = items.collect();
    Json(json!({ "total": items.len(), "items": items }))
}

fn committee(api: &Api, one: &Committee) -> Value {
    json!({
        "code": one.code,
        "name": localized(|language| one.line(language)),
        "href": api.link(&format!("/refData/jointCommittees/{}", one.code)),
    })
}

async fn all_committees(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(collection(committees::all().iter().map(|one| committee(&api, one))))
}

async fn one_committee(
    State(api): State<Api>,
    Path(code): Path<String>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let found = committees::find(&code).ok_or(Problem::NotFound)?;
    Ok(Json(committee(&api, found)))
}

fn field(api: &Api, one: FieldOfEducation) -> Value {
    json!({
        "code": one.code(),
        "name": localized(|language| one.name(language).to_owned()),
        "href": api.link(&format!("/refData/fieldsOfEducation/{}", one.code())),
    })
}

async fn all_fields(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(collection(FieldOfEducation::all().map(|one| field(&api, one))))
}

async fn one_field(
    State(api): State<Api>,
    Path(code): Path<String>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let found = FieldOfEducation::from_code(&code).ok_or(Problem::NotFound)?;
    Ok(Json(field(&api, found)))
}

/// A code with what it can mean: one meaning, or one for each reason.
fn anomaly(api: &Api, zone: Zone, fault: Fault) -> Value {
    let meaning = |example: &Anomaly| {
        let text = |language| T::new(language).anomaly(example);
        json!({
            "cause": localized(|language| text(language).message),
            "mend": localized(|language| text(language).mend),
        })
    };
    let meanings: Vec<_> = examples(zone, fault).iter().map(meaning).collect();
    let code = Anomaly::new(zone, fault).code();
    json!({
        "code": code,
        "subject": localized(|language| T::new(language).zone(zone)),
        "meanings": meanings,
        "href": api.link(&format!("/refData/anomalies/{code}")),
    })
}

fn catalogue() -> impl Iterator<Item = (Zone, Fault)> {
    CATALOGUE.iter().flat_map(|(zone, faults)| faults.iter().map(|fault| (*zone, *fault)))
}

async fn all_anomalies(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(collection(catalogue().map(|(zone, fault)| anomaly(&api, zone, fault))))
}

async fn one_anomaly(
    State(api): State<Api>,
    Path(code): Path<String>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let is_it = |(zone, fault): &(Zone, Fault)| Anomaly::new(*zone, *fault).code() == code;
    let (zone, fault) = catalogue().find(is_it).ok_or(Problem::NotFound)?;
    Ok(Json(anomaly(&api, zone, fault)))
}

fn problem_type(api: &Api, one: &ProblemType) -> Value {
    let mut told = json!({
        "type": one.urn,
        "title": one.title,
        "description": one.description,
        "mend": one.mend,
        "href": api.link(&format!("/refData/problemTypes/{}", one.urn)),
    });
    if let Some(status) = one.status {
        told["status"] = json!(status);
    }
    told
}

async fn all_problem_types(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(collection(problem_types().iter().map(|one| problem_type(&api, one))))
}

/// Browsers, which follow the link of a problem, are led to its page.
async fn one_problem_type(
    State(api): State<Api>,
    Path(urn): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    let found = problem_types().iter().find(|one| one.urn == urn).ok_or(Problem::NotFound)?;
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.trim_start().starts_with("text/html") {
        let page = format!("{}{}", api.public(), problem_page(&found.urn));
        return Ok(Redirect::to(&page).into_response());
    }
    Ok(Json(problem_type(&api, found)).into_response())
}
