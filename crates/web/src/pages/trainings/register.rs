//! Registering a training for one or many participants.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Course, NewPart, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::duration::hours_and_minutes;
use fla_domain::ids::{CourseId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::training::{Status, TrainingKind};
use url::form_urlencoded;

use super::chooser::Chooser;
use super::fields::Fields;
use super::{input, words};
use crate::acting::Acting;
use crate::form::{Carried, Confirm, Effects, Head, Posted, STEP, Step, Stop, see, used_before};
use crate::i18n::T;
use crate::view::{ErrorSummary, Steps};

#[derive(Template)]
#[template(path = "pages/training_new.html")]
struct Form {
    t: T,
    head: Head,
    errors: ErrorSummary,
    steps: Steps,
    action: String,
    leave: String,
    echo: String,
    chooser: Chooser,
    fields: Fields,
    titles: Vec<super::Suggested>,
    today: String,
}

/// The empty form; `employee` preselects people, `copy` fills in another training (with `people`
/// its participants too), `course` one of the employer's list.
pub async fn show(acting: Acting, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    let query = query.unwrap_or_default();
    let mut filled = Vec::new();
    let (mut copied, mut same_people) = (None, false);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "employee" => filled.push((name.into_owned(), value.into_owned())),
            "copy" => {
                let id: TrainingId = value.parse().map_err(|_| StatusCode::NOT_FOUND)?;
                let view = acting.app.training(&acting.caller, id, None).await?;
                // Another like it is on other days.
                let typed = input::typed(&view.training.details).into_iter();
                filled.extend(typed.filter(|(n, _)| n != "start" && n != "end"));
                copied = Some(view);
            }
            "people" => same_people = true,
            "course" => {
                let id: CourseId = value.parse().map_err(|_| StatusCode::NOT_FOUND)?;
                filled.extend(of_course(&acting.app.course(&acting.caller, id).await?));
            }
            _ => {}
        }
    }
    if let Some(view) = copied.filter(|_| same_people) {
        let standing = view.participants.iter().filter(|p| !p.part.withdrawn);
        filled.extend(standing.map(|p| ("employee".to_owned(), p.part.employee.to_string())));
    }
    form(&acting, &Posted::filled(filled), &[], StatusCode::OK).await
}

/// A course as it would be typed.
fn of_course(course: &Course) -> Vec<(String, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut typed = vec![
        ("title", course.title.clone()),
        ("duration", hours_and_minutes(course.minutes)),
        ("kind", course.kind.map(TrainingKind::code).unwrap_or_default().to_owned()),
        ("field", course.field.map(FieldOfEducation::code).unwrap_or_default()),
        ("provider", text(&course.provider)),
        ("place", text(&course.place)),
    ];
    if course.valid_months.is_some() {
        typed.push(("certificate", "yes".to_owned()));
    }
    typed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What was typed: looked up, checked, shown for confirmation, or registered.
pub async fn send(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    if matches!(posted.text(STEP), "search" | "people" | "edit") {
        return form(&acting, &posted, &[], StatusCode::OK).await;
    }
    let chooser = Chooser::read(&acting, &posted, &BTreeSet::new()).await?;
    if chooser.asks() {
        return form(&acting, &posted, &[], StatusCode::OK).await;
    }
    let ids = chooser.chosen();
    let courses = acting.app.courses(&acting.caller).await?;
    let (command, faults) = read(&acting, &posted, &chooser, &courses);
    if !faults.is_empty() {
        return form(&acting, &posted, &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let done = if posted.step() == Step::Do {
        register(&acting, &posted, &command).await
    } else {
        confirm(&acting, &posted, &command, &ids).await
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(Refused::Invalid(faults)) => {
            form(&acting, &posted, &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Refused::KeyReused) => {
            form(&acting, &posted, &[used_before()], StatusCode::CONFLICT).await
        }
        Err(refused) => Err(refused.into()),
    }
}

fn read(
    acting: &Acting,
    posted: &Posted,
    chooser: &Chooser,
    courses: &[Course],
) -> (Command, Vec<Anomaly>) {
    let day = acting.employer.day_minutes;
    let mut read = input::details(posted, day);
    let mut part = input::part(posted, &mut read, "status", acting.app.today(), day);
    // A certificate of the course list is valid as long as the list says, unless a day was given.
    if part.certificate && posted.text("validUntil").is_empty() && read.faults.is_empty() {
        let title = read.details.title.to_lowercase();
        let course = courses.iter().find(|course| course.title.to_lowercase() == title);
        part.valid_until = course.and_then(|c| fla_app::valid_until(c, read.details.end));
    }
    let parts: Vec<NewPart> = chooser
        .chosen()
        .into_iter()
        .map(|employee| NewPart { employee, details: part.clone() })
        .collect();
    let mut faults: Vec<Anomaly> = chooser.fault().into_iter().collect();
    if parts.is_empty() && faults.is_empty() {
        faults.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participants"));
    }
    faults.append(&mut read.faults);
    (Command::RegisterTraining { details: read.details, parts }, faults)
}

async fn register(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
) -> Result<Response, Refused> {
    let receipt =
        acting.app.submit(&acting.caller, command, &posted.key()?, posted.reason()).await?;
    let end = receipt.object.map(|id| format!("/{id}")).unwrap_or_default();
    Ok(see(&format!("{}{end}?done=training-registered", super::base(acting))))
}

async fn confirm(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
    ids: &[fla_domain::ids::EmployeeId],
) -> Result<Response, Refused> {
    let t = acting.viewer.t;
    let effects = Effects::of(acting, command, posted.reason()).await?;
    let body = Confirm {
        t,
        title: t.get("training-new-check").into_owned(),
        facts: facts(acting, command),
        effects: Some(effects),
        action: format!("{}/new", super::base(acting)),
        token: acting.session.form_token().to_owned(),
        carried: carried(posted, ids),
        leave: super::base(acting),
    };
    Ok(super::page(acting, t.get("training-new-check"), vec![], body).into_response())
}

/// What was asked, in words; not the text that was typed but how it was understood.
fn facts(acting: &Acting, command: &Command) -> Vec<(String, String)> {
    let t = acting.viewer.t;
    let day = acting.employer.day_minutes;
    let Command::RegisterTraining { details, parts } = command else { return Vec::new() };
    let label = |key: &str| t.get(key).into_owned();
    let mut facts = vec![
        (label("training-title"), details.title.clone()),
        (label("training-who"), t.one("training-people", "count", parts.len())),
    ];
    facts.extend(words::labelled(t, details, day));
    let Some(part) = parts.first() else { return facts };
    let planned = part.details.status == Status::Planned;
    let note = if planned { t.get("training-planned-note").into_owned() } else { String::new() };
    let status = format!("{} {note}", words::status(t, part.details.status));
    facts.push((label("training-status"), status.trim_end().to_owned()));
    if part.details.certificate {
        facts.push((label("training-certificate"), words::certificate(t, &part.details)));
    }
    if !part.details.split.is_empty() {
        facts.push((label("training-split"), words::split(t, &part.details)));
    } else if details.start.year() != details.end.year() {
        let year = details.end.year().to_string();
        facts.push((label("training-split"), t.one("training-split-end", "year", year)));
    }
    facts
}

/// What is carried along: who was chosen stands in place of the search and the pasted list.
fn carried(posted: &Posted, ids: &[fla_domain::ids::EmployeeId]) -> Carried {
    let typed = input::FIELDS
        .iter()
        .filter(|name| posted.has(name))
        .map(|name| ((*name).to_owned(), posted.text(name).to_owned()));
    let people = ids.iter().map(|id| ("employee".to_owned(), id.to_string()));
    Carried::new(typed.chain(people))
}

async fn form(
    acting: &Acting,
    posted: &Posted,
    faults: &[Anomaly],
    status: StatusCode,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let errors = super::errors(t, faults);
    let chooser = Chooser::read(acting, posted, &BTreeSet::new())
        .await?
        .errors(errors.of("participants"), errors.of("paste"));
    let (base, today) = (super::base(acting), acting.app.today());
    // A used key is not used again: what is sent from here on is another act.
    let key = posted.key_after(faults);
    let names = ["training-step-fill", "training-step-check", "training-step-done"];
    let names = names.map(|name| t.get(name).into_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let body = Form {
        t,
        head: Head::new(acting).again(key),
        steps: Steps::at(t, t.get("training-steps"), &names, 0),
        action: format!("{base}/new"),
        echo: format!("{base}/duration"),
        leave: base,
        chooser,
        fields: Fields::new(t, posted, &errors, acting.employer.day_minutes, today),
        titles: super::suggested(acting).await?,
        today: today.to_string(),
        errors,
    };
    let page = super::page(acting, t.get("training-new"), vec![], body).status(status);
    Ok(page.into_response())
}
