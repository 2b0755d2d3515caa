//! The employer's own list of courses.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Course, CourseInput};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::duration::{hours_and_minutes, parse_duration};
use fla_domain::ids::CourseId;
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::training::TrainingKind;
use serde::Deserialize;

use super::fields::{education, education_field};
use super::{input, words};
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, done, faults as on_form, see, status_of};
use crate::i18n::T;
use crate::pages::register::id;
use crate::view::{Choice, Choosable, Empty, ErrorSummary, Field, Notice};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    title: String,
    duration: String,
    kind: String,
    provider: String,
    certificate: String,
    register: String,
    edit: String,
}

#[derive(Template)]
#[template(path = "pages/courses.html")]
struct List {
    t: T,
    notice: Option<Notice>,
    may: bool,
    add: String,
    lines: Vec<Line>,
    empty: Empty,
}

#[derive(Template)]
#[template(path = "pages/course.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    heading: String,
    head: Head,
    action: String,
    leave: String,
    known: bool,
    title: Field,
    duration: Field,
    kind: Choice,
    field: Field,
    education: Vec<String>,
    provider: Field,
    place: Field,
    certificate: bool,
    months: Field,
}

#[derive(Deserialize)]
pub struct OfCourse {
    course: String,
}

fn base(acting: &Acting) -> String {
    format!("{}/courses", acting.base())
}

/// What its certificate is worth, in words.
fn certificate(t: T, course: &Course) -> String {
    match course.valid_months {
        None => t.get("training-certificate-none").into_owned(),
        Some(0) => t.get("course-no-end").into_owned(),
        Some(months) => t.one("course-months", "count", months),
    }
}

pub async fn list(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = base(&acting);
    let found = acting.app.courses(&acting.caller).await?;
    let line = |course: &Course| Line {
        title: course.title.clone(),
        duration: words::duration(t, course.minutes, acting.employer.day_minutes),
        kind: words::kind(t, course.kind),
        provider: course.provider.clone().unwrap_or_default(),
        certificate: certificate(t, course),
        register: format!("{}/new?course={}", super::base(&acting), course.id),
        edit: format!("{base}/{}", course.id),
    };
    let may = require_list(&acting).is_ok();
    let add = format!("{base}/new");
    let body = List {
        t,
        notice: done(t, &asked.done),
        may,
        lines: found.iter().map(line).collect(),
        empty: Empty {
            title: t.get("courses-none").into_owned(),
            text: t.get("courses-none-text").into_owned(),
            action: may.then(|| (add.clone(), t.get("course-add").into_owned())),
        },
        add,
    };
    Ok(super::page(&acting, t.get("courses"), vec![], body).into_response())
}

/// The list is the employer's, and not of one section.
fn require_list(acting: &Acting) -> Result<(), Stop> {
    super::require(acting, Action::RegisterTrainings)?;
    super::require(acting, Action::ReadRegister)
}

pub async fn new(acting: Acting) -> Result<Response, Stop> {
    require_list(&acting)?;
    Ok(form(&acting, None, &Posted::default(), &[]))
}

pub async fn add(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    save(&acting, None, &posted).await
}

pub async fn edit(acting: Acting, Path(path): Path<OfCourse>) -> Result<Response, Stop> {
    require_list(&acting)?;
    let course = acting.app.course(&acting.caller, id(&path.course)?).await?;
    let mut typed = vec![
        ("title", course.title.clone()),
        ("duration", hours_and_minutes(course.minutes)),
        ("kind", course.kind.map_or("", TrainingKind::code).to_owned()),
        ("field", course.field.map(FieldOfEducation::code).unwrap_or_default()),
        ("provider", course.provider.clone().unwrap_or_default()),
        ("place", course.place.clone().unwrap_or_default()),
    ];
    if let Some(months) = course.valid_months {
        typed.push(("certificate", "yes".to_owned()));
        typed.push(("validMonths", if months > 0 { months.to_string() } else { String::new() }));
    }
    Ok(form(&acting, Some(course.id), &Posted::filled(typed), &[]))
}

pub async fn change(
    acting: Acting,
    Path(path): Path<OfCourse>,
    posted: Posted,
) -> Result<Response, Stop> {
    save(&acting, Some(id(&path.course)?), &posted).await
}

async fn save(
    acting: &Acting,
    course: Option<CourseId>,
    posted: &Posted,
) -> Result<Response, Stop> {
    let (command, mut found) = if posted.text("step") == "remove" {
        let course = course.ok_or(fla_app::Refused::Hidden)?;
        (Command::WithdrawCourse { course }, Vec::new())
    } else {
        let (details, found) = read(posted, acting.employer.day_minutes);
        (Command::SetCourse { course, details }, found)
    };
    if found.is_empty() {
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => return Ok(see(&format!("{}?done=saved", base(acting)))),
            Err(refused) => found = on_form(refused)?,
        }
    }
    Ok(form(acting, course, posted, &found))
}

fn read(posted: &Posted, day: u32) -> (CourseInput, Vec<Anomaly>) {
    let mut reading = Reading::of(posted);
    let minutes = reading.keep("duration", parse_duration(posted.text("duration"), day));
    let kind = match posted.text("kind") {
        "" => None,
        _ => reading.code("kind", Zone::TrainingKind, TrainingKind::from_code),
    };
    let field = input::field(&mut reading, posted);
    let certificate = posted.has("certificate");
    let months = match posted.text("validMonths") {
        "" => Some(0),
        _ => reading.whole::<u16>("validMonths", Zone::ValidUntil),
    };
    let mut found = reading.faults();
    if posted.text("title").is_empty() {
        found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
    }
    let details = CourseInput {
        title: posted.text("title").to_owned(),
        minutes: minutes.unwrap_or(Minutes(1)),
        kind,
        provider: posted.given("provider"),
        place: posted.given("place"),
        valid_months: months.filter(|_| certificate),
        field,
    };
    (details, found)
}

fn form(acting: &Acting, course: Option<CourseId>, posted: &Posted, found: &[Anomaly]) -> Response {
    let t = acting.viewer.t;
    let base = base(acting);
    let errors = super::errors(t, found);
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let given = posted.text("kind");
    let unknown = Choosable::new("", t.get("training-kind-unknown"), given);
    let option = |k: &TrainingKind| Choosable::new(k.code(), words::kind(t, Some(*k)), given);
    let kinds = std::iter::once(unknown).chain(TrainingKind::ALL.iter().map(option));
    let end = course.map_or_else(|| "/new".to_owned(), |id| format!("/{id}"));
    let day = t.hours(Minutes(i64::from(acting.employer.day_minutes)));
    let heading = t.get(if course.is_some() { "course-change" } else { "course-add" });
    let body = Form {
        t,
        heading: heading.to_string(),
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}{end}"),
        leave: base.clone(),
        known: course.is_some(),
        title: fill(Field::text("title", t.get("training-title")), "title")
            .required()
            .width("long"),
        duration: fill(Field::text("duration", t.get("training-duration")), "duration")
            .hint(t.one("training-duration-hint", "day", day))
            .required()
            .width("medium"),
        kind: Choice::one("kind", t.get("training-kind"), kinds.collect())
            .error(errors.of("kind"))
            .inline(),
        field: education_field(t, posted.text("field"), errors.of("field"))
            .optional(t.get("optional")),
        education: education(t),
        provider: fill(Field::text("provider", t.get("training-provider")), "provider")
            .optional(t.get("optional")),
        place: fill(Field::text("place", t.get("training-place")), "place")
            .optional(t.get("optional")),
        certificate: posted.has("certificate"),
        months: fill(Field::digits("validMonths", t.get("course-valid")), "validMonths")
            .hint(t.get("course-valid-hint")),
        errors,
    };
    let over = vec![(base, t.get("courses").into_owned())];
    super::page(acting, heading, over, body).status(status_of(found)).into_response()
}
