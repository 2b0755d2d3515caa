//! Trainings and the participations in them: register, correct, complete, withdraw, restore.

mod answer;
mod fields;

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use fla_app::{Command, Key, NewPart, Record, Refused, TrainingQuery, TrainingView, Who};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ParticipationId, TrainingId};
use fla_domain::reference::Reference;
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, Status};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, Seen, id, path};
use crate::body::Body;
use crate::change::preview_json;
use crate::conditional::etag;
use crate::problem::{In, Issue, Problem, Wrong, refused};
use crate::query::{Query, behind};
pub(crate) use answer::details_json;
use answer::participant_json;
use fields::codes;
pub(crate) use fields::{
    details, named, named_in_part, named_in_selection, part, participants, participation,
    participations, some_or_all, who,
};

/// Trainings on a page, as the register gives them.
const PAGE: u32 = 50;

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

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let statuses = codes(Status::ALL, Status::code);
    let (query, reference) = query.read(|q| {
        let query = TrainingQuery {
            title: q.text("q").unwrap_or_default(),
            status: q.code("status", &statuses, Status::from_code),
            year: q.whole("year", 1990, 2100).and_then(|y| Year::try_from(y).ok()),
            withdrawn: q.flag("withdrawn"),
            page: 1,
            after: q.id("afterTraining"),
        };
        (query, q.parsed::<Reference>("reference"))
    })?;
    if let Some(reference) = reference {
        return referenced(&api, &acting, &reference).await;
    }
    let page = api.app.trainings(&acting.caller, &query).await;
    let page = page.map_err(|fault| behind(fault, "afterTraining"))?;
    let ids: Vec<_> = page.items.iter().map(|item| item.training.id.0).collect();
    let references = api.app.references(&acting.caller, Record::Training, &ids).await?;
    let line = |item: &fla_app::TrainingItem| {
        let mut body = line(&api, &acting, item);
        if let Some(reference) = references.get(&item.training.id.0) {
            body["reference"] = json!(reference);
        }
        body
    };
    let items: Vec<_> = page.items.iter().map(line).collect();
    let mut body = json!({ "items": items, "pageSize": PAGE });
    if page.more
        && let Some(last) = page.items.last()
    {
        let next = next(&query, last.training.id);
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

/// The one training that the sender calls so, as a list.
async fn referenced(
    api: &Api,
    acting: &Acting,
    reference: &Reference,
) -> Result<Json<Value>, Problem> {
    let found = api.app.referenced(&acting.caller, Record::Training, reference).await?;
    let mut items = Vec::new();
    if let Some(id) = found {
        let view = api.app.training(&acting.caller, TrainingId(id), None).await?;
        let mut counts = BTreeMap::new();
        for one in view.participants.iter().filter(|one| !one.part.withdrawn) {
            *counts.entry(one.part.details.status.code()).or_insert(0) += 1;
        }
        let mut body = head(api, acting, &view.training);
        body["participantCounts"] = json!(counts);
        body["reference"] = json!(reference.as_str());
        items.push(body);
    }
    Ok(Json(json!({ "items": items, "pageSize": PAGE })))
}

fn line(api: &Api, acting: &Acting, item: &fla_app::TrainingItem) -> Value {
    let counts: BTreeMap<_, _> =
        item.counts.iter().map(|count| (count.status.as_str(), count.people)).collect();
    let mut body = head(api, acting, &item.training);
    body["participantCounts"] = json!(counts);
    body
}

fn head(api: &Api, acting: &Acting, training: &fla_app::StoredTraining) -> Value {
    let mut body = details_json(&training.details);
    body["trainingId"] = json!(training.id);
    body["version"] = json!(training.version);
    body["withdrawn"] = json!(training.withdrawn);
    body["href"] = json!(address(api, acting, training.id));
    body
}

/// The address of the next page, with the same filters: it begins behind the last training of this
/// one, so that nothing is shown twice or left out when trainings are added in between.
fn next(query: &TrainingQuery, last: TrainingId) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("afterTraining", &last.to_string());
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

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, training)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    query.none()?;
    let view = api.app.training(&acting.caller, id(&training)?, None).await?;
    let ids = [view.training.id.0];
    let references = api.app.references(&acting.caller, Record::Training, &ids).await?;
    Ok(shown(&api, &acting, &view, references.into_values().next()))
}

fn shown(api: &Api, acting: &Acting, view: &TrainingView, reference: Option<String>) -> Response {
    let participants: Vec<_> =
        view.participants.iter().map(|one| participant_json(api, acting, one)).collect();
    let mut body = details_json(&view.training.details);
    body["trainingId"] = json!(view.training.id);
    body["version"] = json!(view.training.version);
    body["withdrawn"] = json!(view.training.withdrawn);
    body["participants"] = json!(participants);
    body["self"] = json!(address(api, acting, view.training.id));
    if let Some(reference) = reference {
        body["reference"] = json!(reference);
    }
    // The version says nothing of the names of people, which are in the answer too.
    let etag = etag(view.training.version, body.to_string().as_bytes());
    ([(ETAG, etag)], Json(body)).into_response()
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

/// Where only somebody else's change in between can stand in the way, it is the version.
fn changed(fault: Refused, named: impl Fn(&str) -> String) -> Problem {
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
    let (details, asked, reference) = body.read(|b| {
        let details = details(b);
        b.need("participants");
        let participants = participants(b, "participants", &details);
        (details, participants, b.reference())
    })?;
    let parts = new_parts(&api, &acting, asked).await?;
    let command = Command::RegisterTraining { details, parts };
    if validate_only {
        // What it answers with is people's credit.
        acting.need(&api, Action::ReadPeople).await?;
        return preview(&api, &acting, &command, reference.as_ref()).await;
    }
    let caller = &acting.caller;
    let receipt = api.app.submit_as(caller, &command, &key, None, reference.as_ref()).await;
    let receipt = receipt.map_err(|fault| refused(fault, named))?;
    let training = TrainingId(receipt.object.ok_or(Problem::Internal)?);
    let href = address(&api, &acting, training);
    let body = json!({ "trainingId": training, "changeId": receipt.change, "href": href });
    Ok((StatusCode::CREATED, [(LOCATION, href)], Json(body)).into_response())
}

/// What a command would do; nothing is changed.
async fn preview(
    api: &Api,
    acting: &Acting,
    command: &Command,
    reference: Option<&Reference>,
) -> Result<Response, Problem> {
    let preview = api.app.preview_as(&acting.caller, command, None, reference).await;
    let preview = preview.map_err(|fault| changed(fault, named))?;
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
        seen.map_err(|fault| changed(fault, named))
    }

    async fn carry_out(
        self,
        command: Command,
        reason: Option<String>,
        named: impl Fn(&str) -> String,
    ) -> Result<Response, Problem> {
        let Self { api, acting, key, .. } = self;
        let receipt = api.app.submit(&acting.caller, &command, &key, reason.as_deref()).await;
        let receipt = receipt.map_err(|fault| changed(fault, named))?;
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
    change.carry_out(command, reason, named).await
}

async fn add(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let details = change.seen().await?.training.details;
    let (asked, reason) = body.read(|b| {
        b.need("participants");
        (participants(b, "participants", &details), b.text("reason"))
    })?;
    let added = new_parts(&change.api, &change.acting, asked).await?;
    let Change { training, version, .. } = change;
    let parts = Vec::new();
    let command = Command::CorrectTraining { training, version, details, parts, added };
    change.carry_out(command, reason, named).await
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
    change.carry_out(command, reason, named_in_part).await
}

async fn complete(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::RegisterTrainings).await?;
    let (absent, reason) = body.read(|b| (participations(b, "absent"), b.text("reason")))?;
    let Change { training, version, .. } = change;
    change.carry_out(Command::CompleteTraining { training, version, absent }, reason, named).await
}

async fn withdraw(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let (parts, reason) = body.read(some_or_all)?;
    let Change { training, version, .. } = change;
    change
        .carry_out(
            Command::WithdrawTraining { training, version, parts },
            reason,
            named_in_selection,
        )
        .await
}

async fn restore(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::CorrectTrainings).await?;
    let (parts, reason) = body.read(some_or_all)?;
    let Change { training, version, .. } = change;
    change
        .carry_out(
            Command::RestoreTraining { training, version, parts },
            reason,
            named_in_selection,
        )
        .await
}
