//! Correcting a training. The form carries up to which instant it was known when it was opened:
//! what stood there then is what was seen, and what changed since is told before anything is
//! written over it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, NewPart, Participant, Refused, TrainingView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, ParticipationId};
use fla_domain::time::Instant;
use fla_domain::training::Status;
use serde::Deserialize;

use super::chooser::Chooser;
use super::fields::Fields;
use super::history::{self, Entry};
use super::rows::{self, Row, RowReader};
use super::{OfTraining, input, words};
use crate::acting::Acting;
use crate::address;
use crate::form::{Carried, Confirm, Effects, Head, Posted, STEP, Step, Stop, see, used_before};
use crate::i18n::T;
use crate::view::{Choosable, ErrorSummary, Notice, Picker, TextArea, Tone};

#[derive(Template)]
#[template(path = "pages/training_correct.html")]
struct Form {
    t: T,
    head: Head,
    token: String,
    errors: ErrorSummary,
    conflict: Option<Notice>,
    meanwhile: Vec<Entry>,
    action: String,
    leave: String,
    echo: String,
    title: String,
    known: i64,
    chooser: Chooser,
    fields: Fields,
    rows: Vec<Row>,
    hidden_rows: usize,
    name: String,
    added_status: Picker,
    reason: TextArea,
}

impl Form {
    /// Whether something is wrong with an answer in a row.
    fn wrong(&self, row: &Row, name: &str) -> bool {
        let field = format!("{name}-{}", row.id);
        !self.errors.of(&field).is_empty()
    }

    /// Whether somebody is being added.
    fn adding(&self) -> bool {
        self.chooser.is_busy()
    }
}

/// Whose rows are shown of a training with very many participants.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    name: String,
}

/// The instant of the latest change that a view of a training holds.
pub(super) fn known(view: &TrainingView) -> Instant {
    let parts = view.participants.iter().map(|p| p.part.known_from);
    parts.fold(view.training.known_from, Instant::max)
}

fn active(view: &TrainingView) -> impl Iterator<Item = &Participant> {
    view.participants.iter().filter(|p| !p.part.withdrawn)
}

/// The form with what stands there.
pub async fn show(
    acting: Acting,
    path: Path<OfTraining>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    super::require(&acting, Action::CorrectTrainings)?;
    let view = acting.app.training(&acting.caller, super::training_of(path)?, None).await?;
    if view.training.withdrawn {
        return Ok(see(&super::address(&acting, view.training.id, "")));
    }
    let name = asked.name.trim().to_lowercase();
    let fits = |p: &&Participant| p.name.to_lowercase().contains(&name);
    let shown: Vec<_> = active(&view).filter(fits).take(rows::ROWS).collect();
    let mut filled = input::typed(&view.training.details);
    filled.extend(rows::typed(&shown));
    filled.push(("known".to_owned(), known(&view).0.to_string()));
    filled.push(("name".to_owned(), asked.name));
    let posted = Posted::filled(filled);
    form(&acting, &posted, &view, &[], StatusCode::OK).await
}

/// Whose rows are asked for. It is sent and not put into an address, because somebody may type an
/// SSIN: that leads to the rows of that name.
pub async fn find(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    super::require(&acting, Action::CorrectTrainings)?;
    let mut name = posted.text("name").to_owned();
    if address::holds_ssin(&name) {
        let found = acting.app.find_people(&acting.caller, &[name]).await?;
        name = found.into_iter().flatten().next().map(|p| p.name).unwrap_or_default();
    }
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("name", &name).finish();
    Ok(see(&super::address(&acting, super::training_of(path)?, &format!("/correct?{query}"))))
}

/// What was typed: checked against what was seen, shown for confirmation, or written.
pub async fn send(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    super::require(&acting, Action::CorrectTrainings)?;
    let id = super::training_of(path)?;
    let known = posted.text("known").parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let seen = acting.app.training(&acting.caller, id, Some(Instant(known))).await?;
    if matches!(posted.text(STEP), "search" | "people" | "edit") {
        return form(&acting, &posted, &seen, &[], StatusCode::OK).await;
    }
    let there = people(&seen);
    let chooser = Chooser::read(&acting, &posted, &there).await?;
    if chooser.asks() {
        return form(&acting, &posted, &seen, &[], StatusCode::OK).await;
    }
    if parts_changed(&acting, &seen).await? {
        return conflict(&acting, &posted, &seen).await;
    }
    let (command, faults) = read(&acting, &posted, &seen, &chooser);
    if !faults.is_empty() {
        return form(&acting, &posted, &seen, &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let done = if posted.step() == Step::Do {
        correct(&acting, &posted, &command, &seen).await
    } else {
        confirm(&acting, &posted, &command, &seen, &chooser.chosen()).await
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(Refused::Invalid(faults)) => {
            form(&acting, &posted, &seen, &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Refused::Conflict) => conflict(&acting, &posted, &seen).await,
        Err(Refused::KeyReused) => {
            form(&acting, &posted, &seen, &[used_before()], StatusCode::CONFLICT).await
        }
        Err(refused) => Err(refused.into()),
    }
}

fn people(view: &TrainingView) -> BTreeSet<EmployeeId> {
    view.participants.iter().map(|p| p.part.employee).collect()
}

/// Whether participations changed while the training itself did not: the application compares
/// the version of the training, which completing or withdrawing a person does not raise. Where
/// it was raised the application decides, so that the same form sent twice is answered alike.
async fn parts_changed(acting: &Acting, seen: &TrainingView) -> Result<bool, Refused> {
    let now = acting.app.training(&acting.caller, seen.training.id, None).await?;
    let versions = |view: &TrainingView| -> BTreeSet<_> {
        view.participants.iter().map(|p| (p.part.id, p.part.version)).collect()
    };
    Ok(now.training.version == seen.training.version && versions(&now) != versions(seen))
}

fn read(
    acting: &Acting,
    posted: &Posted,
    seen: &TrainingView,
    chooser: &Chooser,
) -> (Command, Vec<Anomaly>) {
    let (day_minutes, today) = (acting.employer.day_minutes, acting.app.today());
    let mut read = input::details(posted, day_minutes);
    let sound = read.faults.is_empty();
    let before = seen;
    let reader = RowReader { posted, before, after: &read.details, sound, day_minutes, today };
    let (parts, unread) = reader.read();
    let mut faults: Vec<Anomaly> = chooser.fault().into_iter().collect();
    let ids = chooser.chosen();
    let added = if ids.is_empty() {
        Vec::new()
    } else {
        let bare = Posted::filled([("addedStatus", posted.text("addedStatus"))]);
        let details = input::part(&bare, &mut read, "addedStatus", today, day_minutes);
        let new = |employee| NewPart { employee, details: details.clone() };
        ids.into_iter().map(new).collect()
    };
    faults.append(&mut read.faults);
    faults.extend(unread);
    for fault in faults.iter_mut().filter(|f| f.path == "status") {
        "addedStatus".clone_into(&mut fault.path);
    }
    let training = seen.training.id;
    let version = seen.training.version;
    (Command::CorrectTraining { training, version, details: read.details, parts, added }, faults)
}

async fn correct(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
    seen: &TrainingView,
) -> Result<Response, Refused> {
    acting.app.submit(&acting.caller, command, &posted.key()?, posted.reason()).await?;
    Ok(see(&super::address(acting, seen.training.id, "?done=training-corrected")))
}

async fn confirm(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
    seen: &TrainingView,
    added: &[EmployeeId],
) -> Result<Response, Refused> {
    let t = acting.viewer.t;
    let effects = Effects::of(acting, command, posted.reason()).await?;
    let typed = input::FIELDS
        .iter()
        .filter(|name| posted.has(name))
        .map(|name| ((*name).to_owned(), posted.text(name).to_owned()));
    let chosen = added.iter().map(|id| ("employee".to_owned(), id.to_string()));
    let status = ("addedStatus".to_owned(), posted.text("addedStatus").to_owned());
    let carried = typed.chain(rows::names(posted)).chain(chosen).chain([status]);
    let leave = super::address(acting, seen.training.id, "");
    let body = Confirm {
        t,
        title: t.get("training-correct-check").into_owned(),
        facts: facts(acting, command, seen, posted.reason()),
        effects: Some(effects),
        action: format!("{leave}/correct"),
        token: acting.session.form_token().to_owned(),
        carried: Carried::new(carried),
        leave: leave.clone(),
    };
    let over = vec![(leave, seen.training.details.title.clone())];
    Ok(super::page(acting, t.get("training-correct-check"), over, body).into_response())
}

/// Only what changes: old and new of each field, and how many people it touches.
fn facts(
    acting: &Acting,
    command: &Command,
    seen: &TrainingView,
    reason: Option<&str>,
) -> Vec<(String, String)> {
    let t = acting.viewer.t;
    let day = acting.employer.day_minutes;
    let Command::CorrectTraining { details, parts, added, .. } = command else { return vec![] };
    let mut facts = words::named(t, &seen.training);
    let changes = super::difference::training(t, &seen.training.details, details, day);
    let old_to_new = |c: super::difference::Difference| (c.label.clone(), c.sentence(t));
    facts.extend(changes.into_iter().map(old_to_new));
    for (id, after) in parts {
        let Some(person) = seen.participants.iter().find(|p| p.part.id == *id) else { continue };
        let changes = super::difference::part(t, &person.part.details, after, day);
        let line = |c: super::difference::Difference| t.says(&c.label, c.sentence(t));
        let lines: Vec<_> = changes.into_iter().map(line).collect();
        if facts.len() < 60 {
            facts.push((person.name.clone(), lines.join("; ")));
        }
    }
    if !added.is_empty() {
        let count = t.one("training-people", "count", added.len());
        facts.push((t.get("training-added").into_owned(), count));
    }
    if let Some(reason) = reason {
        facts.push((t.get("form-reason").into_owned(), reason.to_owned()));
    }
    facts
}

/// The form as it was typed, with what somebody else changed since it was opened. Sent again it
/// is written over what stands there now.
async fn conflict(acting: &Acting, posted: &Posted, seen: &TrainingView) -> Result<Response, Stop> {
    let now = acting.app.training(&acting.caller, seen.training.id, None).await?;
    let fault = Anomaly::new(Zone::Version, Fault::Conflict);
    // The key belongs to what was typed before: sent again it is another act.
    let kept = input::FIELDS
        .iter()
        .filter(|name| posted.has(name) && !matches!(**name, "known" | "key"))
        .map(|name| ((*name).to_owned(), posted.text(name).to_owned()));
    let chosen = posted.all("employee").into_iter();
    let chosen = chosen.map(|id| ("employee".to_owned(), id.to_owned()));
    let known = ("known".to_owned(), known(&now).0.to_string());
    let status = ("addedStatus".to_owned(), posted.text("addedStatus").to_owned());
    let mut pairs: Vec<_> = kept.chain(chosen).chain([known, status]).collect();
    let shown: BTreeSet<ParticipationId> = posted.ids("row").into_iter().collect();
    let new =
        |p: &&Participant| shown.contains(&p.part.id) || !people(seen).contains(&p.part.employee);
    let standing: Vec<_> = active(&now).filter(new).collect();
    pairs.extend(rows::kept(posted, &active(seen).collect::<Vec<_>>(), &standing));
    let posted = Posted::filled(pairs);
    form_after(acting, &posted, &now, &[fault], StatusCode::CONFLICT, Some(seen)).await
}

async fn form(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    faults: &[Anomaly],
    status: StatusCode,
) -> Result<Response, Stop> {
    form_after(acting, posted, view, faults, status, None).await
}

async fn form_after(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    faults: &[Anomaly],
    status: StatusCode,
    seen: Option<&TrainingView>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let conflicts = Anomaly::new(Zone::Version, Fault::Conflict);
    let told: Vec<_> = faults.iter().filter(|f| **f != conflicts).cloned().collect();
    let errors = super::errors(t, &told);
    let chooser = Chooser::read(acting, posted, &people(view))
        .await?
        .legend(t.get("training-add-people"))
        .errors(errors.of("participants"), errors.of("paste"));
    let meanwhile = match seen {
        Some(seen) => history::since(acting, seen.training.id, known(seen)).await?,
        None => Vec::new(),
    };
    let key = posted.key_after(faults);
    let leave = super::address(acting, view.training.id, "");
    let rows = rows::rows(t, posted, view, &errors);
    let day = acting.employer.day_minutes;
    let body = Form {
        t,
        head: Head::new(acting).again(key),
        token: acting.session.form_token().to_owned(),
        conflict: seen.map(|_| conflict_notice(t)),
        meanwhile,
        action: format!("{leave}/correct"),
        echo: format!("{}/duration", super::base(acting)),
        title: view.training.details.title.clone(),
        known: posted.text("known").parse().unwrap_or(known(view).0),
        chooser,
        fields: Fields::new(t, posted, &errors, day, acting.app.today()),
        hidden_rows: active(view).count().saturating_sub(rows.len()),
        rows,
        name: posted.text("name").to_owned(),
        added_status: added_status(t, posted, view, acting),
        reason: reason(t, posted, &errors),
        errors,
        leave: leave.clone(),
    };
    let over = vec![(leave, view.training.details.title.clone())];
    let page = super::page(acting, t.get("training-correct"), over, body).status(status);
    Ok(page.into_response())
}

pub(super) fn conflict_notice(t: T) -> Notice {
    let (title, text) = (t.get("training-conflict"), t.get("training-conflict-text"));
    Notice::new(Tone::Warning, title, text)
}

/// The status of people who are added: planned for as long as the training has not ended.
fn added_status(t: T, posted: &Posted, view: &TrainingView, acting: &Acting) -> Picker {
    let likely = if view.training.details.end > acting.app.today() {
        Status::Planned
    } else {
        Status::Completed
    };
    let given = match posted.text("addedStatus") {
        "" => likely.code(),
        given => given,
    };
    let options = Status::ALL.iter().map(|s| Choosable::new(s.code(), words::status(t, *s), given));
    super::list::picker(t, "addedStatus", "training-added-status", options.collect())
}

/// Why something is changed.
pub(super) fn reason(t: T, posted: &Posted, errors: &ErrorSummary) -> TextArea {
    TextArea {
        name: "reason".to_owned(),
        label: t.get("form-reason").into_owned(),
        hint: t.get("form-reason-hint").into_owned(),
        error: errors.of("reason").to_owned(),
        value: posted.text("reason").to_owned(),
        rows: 2,
        optional: t.get("optional").into_owned(),
    }
}
