//! Trainings and the participations in them: register, correct, complete, withdraw, restore.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use fla_app::{Command, Key, NewPart, Participant, Refused, TrainingQuery, TrainingView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, ParticipationId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::{
    NotCounting, PartDetails, Status, TrainingDetails, TrainingKind, YearPart,
};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, Seen, etag, id, path};
use crate::body::{Body, Fields};
use crate::change::preview_json;
use crate::problem::{In, Issue, Problem, Wrong, refused};
use crate::query::Query;

/// Most participants in one call.
const MOST_PARTICIPANTS: usize = 10_000;
/// Trainings on a page, as the register gives them.
const PAGE: u32 = 50;
/// The most minutes a contract of ours can say: a year.
const MOST_MINUTES: i64 = 527_040;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/trainings";
    let one = format!("{AT}/{{trainingId}}");
    Router::new()
        .route(AT, get(list).post(register))
        .route(&one, get(show).put(correct))
        .route(&format!("{one}/participations"), post(add))
        .route(&format!("{one}/participations/{{participationId}}"), put(correct_part))
        .route(&format!("{one}/complete"), post(complete))
        .route(&format!("{one}/withdraw"), post(withdraw))
        .route(&format!("{one}/restore"), post(restore))
}

fn codes<V: Copy>(all: &[V], code: impl Fn(V) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let statuses = codes(Status::ALL, Status::code);
    let query = query.read(|q| TrainingQuery {
        title: q.text("q").unwrap_or_default(),
        status: q.code("status", &statuses, Status::from_code),
        year: q.whole("year", 1990, 2100).and_then(|y| Year::try_from(y).ok()),
        withdrawn: q.flag("withdrawn"),
        page: q.whole("page", 1, 1_000_000).unwrap_or(1),
    })?;
    let page = api.app.trainings(&acting.caller, &query).await?;
    let items: Vec<_> = page
        .items
        .iter()
        .map(|item| {
            let counts: BTreeMap<_, _> =
                item.counts.iter().map(|count| (count.status.as_str(), count.people)).collect();
            let mut body = details_json(&item.training.details);
            body["trainingId"] = json!(item.training.id);
            body["version"] = json!(item.training.version);
            body["withdrawn"] = json!(item.training.withdrawn);
            body["participantCounts"] = json!(counts);
            body["href"] = json!(address(&api, &acting, item.training.id));
            body
        })
        .collect();
    let mut body = json!({ "items": items, "page": query.page, "pageSize": PAGE });
    if page.more {
        body["next"] = json!(api.of_employer(&acting.number, &next(&query)));
    }
    Ok(Json(body))
}

/// The address of the next page, with the same filters.
fn next(query: &TrainingQuery) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("page", &(query.page + 1).to_string());
    if !query.title.is_empty() {
        pairs.append_pair("q", &query.title);
    }
    if let Some(status) = query.status {
        pairs.append_pair("status", status.code());
    }
    if let Some(year) = query.year {
        pairs.append_pair("year", &year.to_string());
    }
    if query.withdrawn {
        pairs.append_pair("withdrawn", "true");
    }
    format!("/trainings?{}", pairs.finish())
}

fn address(api: &Api, acting: &Acting, training: TrainingId) -> String {
    api.of_employer(&acting.number, &format!("/trainings/{training}"))
}

/// What is said of a training.
pub fn details_json(details: &TrainingDetails) -> Value {
    let mut body = json!({
        "title": details.title,
        "startDate": details.start.to_string(),
        "endDate": details.end.to_string(),
        "minutes": details.minutes.0,
    });
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            body[name] = json!(value);
        }
    };
    say("kind", details.kind.map(TrainingKind::code));
    say("provider", details.provider.as_deref());
    say("place", details.place.as_deref());
    say("nature", details.nature.as_deref());
    say("funding", details.funding.as_deref());
    say("claNumber", details.cla_number.as_deref());
    say("fieldOfEducation", details.field.map(FieldOfEducation::code).as_deref());
    say("notCounting", details.not_counting.map(NotCounting::code));
    body
}

fn participant_json(api: &Api, acting: &Acting, participant: &Participant) -> Value {
    let part = &participant.part;
    let employee = format!("/employees/{}", part.employee);
    let mut body = json!({
        "participationId": part.id,
        "employeeId": part.employee,
        "name": participant.name,
        "maskedSsin": participant.ssin,
        "status": part.details.status.code(),
        "minutes": part.details.minutes.0,
        "certificate": part.details.certificate,
        "withdrawn": part.withdrawn,
        "employeeHref": api.of_employer(&acting.number, &employee),
    });
    if let Some(day) = part.details.valid_until {
        body["validUntil"] = json!(day.to_string());
    }
    if let Some(why) = part.details.not_counting {
        body["notCounting"] = json!(why.code());
    }
    if !part.details.split.is_empty() {
        let split = part.details.split.iter();
        body["split"] = split.map(|p| json!({ "year": p.year, "minutes": p.minutes.0 })).collect();
    }
    body
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, training)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let view = api.app.training(&acting.caller, id(&training)?, None).await?;
    Ok(shown(&api, &acting, &view))
}

fn shown(api: &Api, acting: &Acting, view: &TrainingView) -> Response {
    let participants: Vec<_> =
        view.participants.iter().map(|one| participant_json(api, acting, one)).collect();
    let mut body = details_json(&view.training.details);
    body["trainingId"] = json!(view.training.id);
    body["version"] = json!(view.training.version);
    body["withdrawn"] = json!(view.training.withdrawn);
    body["participants"] = json!(participants);
    body["self"] = json!(address(api, acting, view.training.id));
    ([(ETAG, etag(view.training.version))], Json(body)).into_response()
}

/// Fields of a training as the contract names them.
pub fn details(b: &mut Fields<'_>) -> TrainingDetails {
    let start = b.needed_date("startDate");
    TrainingDetails {
        title: b.needed_text("title"),
        start,
        end: b.date("endDate").unwrap_or(start),
        minutes: Minutes(b.needed_whole("minutes", 1, MOST_MINUTES)),
        kind: b.code(
            "kind",
            &codes(TrainingKind::ALL, TrainingKind::code),
            TrainingKind::from_code,
        ),
        provider: b.text("provider"),
        place: b.text("place"),
        nature: b.text("nature"),
        funding: b.text("funding"),
        cla_number: b.text("claNumber"),
        field: match b.text("fieldOfEducation").map(|code| FieldOfEducation::read(&code)) {
            None => None,
            Some(Ok(field)) => Some(field),
            Some(Err(anomaly)) => {
                b.refuse("fieldOfEducation", anomaly);
                None
            }
        },
        not_counting: not_counting(b),
    }
}

fn not_counting(b: &mut Fields<'_>) -> Option<NotCounting> {
    b.code("notCounting", &codes(NotCounting::ALL, NotCounting::code), NotCounting::from_code)
}

/// How a participation stands; what is left out is as the training says.
fn part(b: &mut Fields<'_>, of: &TrainingDetails) -> PartDetails {
    let status = b.code("status", &codes(Status::ALL, Status::code), Status::from_code);
    PartDetails {
        status: status.unwrap_or(Status::Completed),
        minutes: b.whole("minutes", 1, MOST_MINUTES).map_or(of.minutes, Minutes),
        not_counting: not_counting(b).or(of.not_counting),
        certificate: b.flag("certificate"),
        valid_until: b.date("validUntil"),
        split: b.list("split", 20, |s| YearPart {
            year: Year::try_from(s.needed_whole("year", 1990, 2100)).unwrap_or_default(),
            minutes: Minutes(s.needed_whole("minutes", 1, MOST_MINUTES)),
        }),
        copy: None,
    }
}

/// Somebody, by the id of the register or by SSIN.
pub enum Who {
    Id(EmployeeId),
    Ssin(Ssin),
}

fn participants(b: &mut Fields<'_>, of: &TrainingDetails) -> Vec<(Option<Who>, PartDetails)> {
    b.need("participants");
    b.list("participants", MOST_PARTICIPANTS, |p| (who(p), part(p, of)))
}

/// Who is meant: exactly one of `employeeId` and `ssin`.
pub fn who(p: &mut Fields<'_>) -> Option<Who> {
    let employee = p.parsed::<EmployeeId>("employeeId", "the id of an employee");
    let ssin = p.text("ssin");
    match (employee, ssin) {
        (Some(employee), None) => Some(Who::Id(employee)),
        (None, Some(text)) => match text.parse() {
            Ok(ssin) => Some(Who::Ssin(ssin)),
            Err(anomaly) => {
                p.refuse("ssin", anomaly);
                None
            }
        },
        (Some(_), Some(_)) => {
            p.wrong("employeeId", "stands beside ssin: give one of the two");
            None
        }
        // What is there and cannot be read was told already.
        (None, None) if p.has("employeeId") || p.has("ssin") => None,
        (None, None) => {
            p.wrong("employeeId", "is missing, and ssin too: give one of the two");
            None
        }
    }
}

/// The participants with the ids of the register; every SSIN under which nobody is, is told.
async fn new_parts(
    api: &Api,
    acting: &Acting,
    asked: Vec<(Option<Who>, PartDetails)>,
) -> Result<Vec<NewPart>, Problem> {
    let ssins: Vec<Ssin> = asked
        .iter()
        .filter_map(|(who, _)| match who {
            Some(Who::Ssin(ssin)) => Some(ssin.clone()),
            _ => None,
        })
        .collect();
    let mut found = if ssins.is_empty() {
        Vec::new()
    } else {
        acting.need(api, Action::ReadPeople).await?;
        api.app.employees_of_ssins(&acting.caller, &ssins).await?
    }
    .into_iter();
    let mut issues = Vec::new();
    let mut parts = Vec::with_capacity(asked.len());
    for (n, (who, details)) in asked.into_iter().enumerate() {
        let employee = match who {
            Some(Who::Id(employee)) => Some(employee),
            _ => found.next().flatten(),
        };
        match employee {
            Some(employee) => parts.push(NewPart { employee, details }),
            None => issues.push(Issue {
                place: In::Body,
                name: format!("participants[{n}].ssin"),
                wrong: Wrong::Anomaly(Anomaly::new(Zone::Ssin, Fault::NotFound)),
            }),
        }
    }
    if issues.is_empty() { Ok(parts) } else { Err(Problem::Input(issues)) }
}

/// Names of the contract for the places at which the register finds something.
pub fn named(path: &str) -> String {
    match path {
        "start" => "startDate",
        "end" => "endDate",
        "duration" => "minutes",
        "field" => "fieldOfEducation",
        other => other,
    }
    .to_owned()
}

/// Where only somebody else's change in between can stand in the way, it is the version.
fn changed(fault: Refused) -> Problem {
    match fault {
        Refused::Conflict => Problem::Stale,
        other => refused(other, named),
    }
}

async fn register(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    acting.need(&api, Action::RegisterTrainings).await?;
    let validate_only = query.read(|q| q.flag("validateOnly"))?;
    let (details, asked) = body.read(|b| {
        let details = details(b);
        let participants = participants(b, &details);
        (details, participants)
    })?;
    let parts = new_parts(&api, &acting, asked).await?;
    let command = Command::RegisterTraining { details, parts };
    if validate_only {
        return preview(&api, &acting, &command).await;
    }
    let receipt = api.app.submit(&acting.caller, &command, &key, None).await;
    let receipt = receipt.map_err(|fault| refused(fault, named))?;
    let training = TrainingId(receipt.object.ok_or(Problem::Internal)?);
    let href = address(&api, &acting, training);
    let body = json!({ "trainingId": training, "changeId": receipt.change, "href": href });
    Ok((StatusCode::CREATED, [(LOCATION, href)], Json(body)).into_response())
}

/// What a command would do; nothing is changed.
async fn preview(api: &Api, acting: &Acting, command: &Command) -> Result<Response, Problem> {
    let preview = api.app.preview(&acting.caller, command, None).await.map_err(changed)?;
    Ok(Json(preview_json(&preview)).into_response())
}

/// A change of a training that was seen in a version: who, which, under which key.
struct Change {
    api: Api,
    acting: Acting,
    training: TrainingId,
    key: Key,
    version: i64,
}

impl FromRequestParts<Api> for Change {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let acting = Acting::from_request_parts(parts, api).await?;
        let training = id(&path(parts, api, "trainingId").await?)?;
        let Once(key) = Once::from_request_parts(parts, api).await?;
        let Seen(version) = Seen::from_request_parts(parts, api).await?;
        Query::from_request_parts(parts, api).await?.none()?;
        Ok(Self { api: api.clone(), acting, training, key, version })
    }
}

impl Change {
    async fn need(&self, action: Action) -> Result<(), Problem> {
        self.acting.need(&self.api, action).await
    }

    /// The training as it was seen. What is left out of a call is filled in from there, so that the
    /// same call is the same command also after somebody else changed the training.
    async fn seen(&self) -> Result<TrainingView, Problem> {
        self.need(Action::ReadPeople).await?;
        let caller = &self.acting.caller;
        let seen = self.api.app.training_in_version(caller, self.training, self.version).await;
        seen.map_err(changed)
    }

    async fn carry_out(
        self,
        command: Command,
        reason: Option<String>,
    ) -> Result<Response, Problem> {
        let Self { api, acting, key, .. } = self;
        let receipt = api.app.submit(&acting.caller, &command, &key, reason.as_deref()).await;
        let receipt = receipt.map_err(changed)?;
        let training = TrainingId(receipt.object.ok_or(Problem::Internal)?);
        let href = address(&api, &acting, training);
        let body = json!({ "trainingId": training, "changeId": receipt.change, "href": href });
        Ok(Json(body).into_response())
    }
}

async fn correct(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let (details, reason) = body.read(|b| (details(b), b.text("reason")))?;
    let Change { training, version, .. } = change;
    let (parts, added) = (Vec::new(), Vec::new());
    let command = Command::CorrectTraining { training, version, details, parts, added };
    change.carry_out(command, reason).await
}

async fn add(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let details = change.seen().await?.training.details;
    let (asked, reason) = body.read(|b| (participants(b, &details), b.text("reason")))?;
    let added = new_parts(&change.api, &change.acting, asked).await?;
    let Change { training, version, .. } = change;
    let parts = Vec::new();
    let command = Command::CorrectTraining { training, version, details, parts, added };
    change.carry_out(command, reason).await
}

async fn correct_part(
    change: Change,
    Path((_, _, participation)): Path<(String, String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let participation: ParticipationId = id(&participation)?;
    let seen = change.seen().await?;
    if !seen.participants.iter().any(|one| one.part.id == participation) {
        return Err(Problem::NotFound);
    }
    let details = seen.training.details;
    let (part, reason) = body.read(|b| (part(b, &details), b.text("reason")))?;
    let Change { training, version, .. } = change;
    let (parts, added) = (vec![(participation, part)], Vec::new());
    let command = Command::CorrectTraining { training, version, details, parts, added };
    change.carry_out(command, reason).await
}

/// Ids of participations in a list of texts.
fn participations(b: &mut Fields<'_>, name: &'static str) -> Vec<ParticipationId> {
    let texts = b.texts(name, MOST_PARTICIPANTS);
    let mut found = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        match text.parse() {
            Ok(participation) => found.push(participation),
            Err(_) => b.wrong(&format!("{name}[{n}]"), "must be the id of a participation"),
        }
    }
    found
}

async fn complete(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::RegisterTrainings).await?;
    let (absent, reason) = body.read(|b| (participations(b, "absent"), b.text("reason")))?;
    let Change { training, version, .. } = change;
    change.carry_out(Command::CompleteTraining { training, version, absent }, reason).await
}

/// Participations that are named, or all where none is.
fn some_or_all(b: &mut Fields<'_>) -> (Option<Vec<ParticipationId>>, Option<String>) {
    let named = participations(b, "participations");
    ((!named.is_empty()).then_some(named), b.text("reason"))
}

async fn withdraw(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let (parts, reason) = body.read(some_or_all)?;
    let Change { training, version, .. } = change;
    change.carry_out(Command::WithdrawTraining { training, version, parts }, reason).await
}

async fn restore(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let (parts, reason) = body.read(some_or_all)?;
    let Change { training, version, .. } = change;
    change.carry_out(Command::RestoreTraining { training, version, parts }, reason).await
}
