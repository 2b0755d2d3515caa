//! Adding and changing an own training or diploma.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_app::{OwnCommand, Refused};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::duration::{hours_and_minutes, parse_duration};
use fla_domain::ids::OwnRecordId;
use fla_domain::own::{BroadField, RecordDetails, RecordKind};

use super::below;
use crate::form::{Head, Posted, Reading, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Visit, id};
use crate::view::{Choice, Choosable, ErrorSummary, Field, Picker};

/// Days of a person's own trainings have no employer's length: the usual one.
const DAY: u32 = 456;

#[derive(Template)]
#[template(path = "pages/own_record_form.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    heading: String,
    head: Head,
    known: String,
    action: String,
    leave: String,
    kind: Choice,
    title: Field,
    provider: Field,
    start: Field,
    end: Field,
    duration: Field,
    field: Picker,
    valid_until: Field,
}

/// Where the form is, and what it changes.
#[derive(Clone, Copy)]
enum Target {
    New,
    Known(OwnRecordId),
}

pub async fn new(visit: Visit) -> Result<Response, Stop> {
    let posted = Posted::filled([("kind", "training")]);
    Ok(form(&visit, &Target::New, &posted, &[]))
}

pub async fn add(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    send(&visit, Target::New, &posted).await
}

pub async fn edit(visit: Visit, Path(record): Path<String>) -> Result<Response, Stop> {
    let record: OwnRecordId = id(&record)?;
    let found = visit.app.own_record(&visit.someone.person, record).await?.view.record;
    let d = &found.details;
    let end = if d.end == d.start { String::new() } else { d.end.to_string() };
    let posted = Posted::filled([
        ("kind", d.kind.code().to_owned()),
        ("title", d.title.clone()),
        ("provider", d.provider.clone().unwrap_or_default()),
        ("start", d.start.to_string()),
        ("end", end),
        ("duration", d.minutes.map(hours_and_minutes).unwrap_or_default()),
        ("field", d.field.map_or("", BroadField::code).to_owned()),
        ("validUntil", d.valid_until.map(|day| day.to_string()).unwrap_or_default()),
        ("known", found.version.to_string()),
    ]);
    Ok(form(&visit, &Target::Known(record), &posted, &[]))
}

pub async fn change(
    visit: Visit,
    Path(record): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    send(&visit, Target::Known(id(&record)?), &posted).await
}

fn read(posted: &Posted) -> Result<RecordDetails, Vec<Anomaly>> {
    let mut reading = Reading::of(posted);
    let kind = reading.code("kind", Zone::TrainingKind, RecordKind::from_code);
    let start = reading.date("start", Zone::StartDate);
    let end = reading.optional_date("end", Zone::EndDate).flatten();
    let valid_until = reading.optional_date("validUntil", Zone::ValidUntil).flatten();
    let minutes = match posted.text("duration") {
        "" => None,
        text => reading.keep("duration", parse_duration(text, DAY)),
    };
    let field = match posted.text("field") {
        "" => None,
        _ => reading.code("field", Zone::Text, BroadField::from_code),
    };
    let mut found = reading.faults();
    let title = posted.text("title").to_owned();
    if title.is_empty() {
        found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
    }
    match (kind, start) {
        (Some(kind), Some(start)) if found.is_empty() => Ok(RecordDetails {
            kind,
            title,
            provider: posted.given("provider"),
            field,
            start,
            end: end.unwrap_or(start),
            minutes,
            valid_until,
        }),
        _ => Err(found),
    }
}

async fn send(visit: &Visit, target: Target, posted: &Posted) -> Result<Response, Stop> {
    let details = match read(posted) {
        Ok(details) => details,
        Err(found) => return Ok(form(visit, &target, posted, &found)),
    };
    let command = match target {
        Target::New => OwnCommand::AddRecord { details },
        Target::Known(record) => {
            let version = posted.text("known").parse().unwrap_or(0);
            OwnCommand::ChangeRecord { record, version, details }
        }
    };
    let done = if matches!(target, Target::New) { "own-added" } else { "own-changed" };
    match visit.app.submit_own(&visit.someone.person, &command, &posted.key()?).await {
        Ok(receipt) => Ok(see(&format!("/account/records/{}?done={done}", receipt.record))),
        Err(Refused::Conflict) => Err(Refused::Conflict.into()),
        Err(refused) => Ok(form(visit, &target, posted, &faults(refused)?)),
    }
}

fn form(visit: &Visit, target: &Target, posted: &Posted, found: &[Anomaly]) -> Response {
    let t = visit.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, found);
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let optional = t.get("optional");
    let option = |kind: &RecordKind| {
        let hint = t.get(&format!("own-kind-{}-hint", kind.code()));
        let label = t.get(&format!("own-kind-{}", kind.code()));
        Choosable::new(kind.code(), label, posted.text("kind")).hint(hint)
    };
    let field_of = |f: &BroadField| {
        Choosable::new(f.code(), t.get(&format!("own-field-{}", f.code())), posted.text("field"))
    };
    let none = Choosable::new("", t.get("own-field-unknown"), posted.text("field"));
    let (heading, action, leave) = match target {
        Target::New => {
            ("own-record-add", "/account/records/new".to_owned(), "/account/records".to_owned())
        }
        Target::Known(id) => {
            let here = format!("/account/records/{id}");
            ("own-record-change", format!("{here}/change"), here)
        }
    };
    let body = Form {
        t,
        heading: t.get(heading).into_owned(),
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        known: posted.text("known").to_owned(),
        action,
        leave,
        kind: Choice::one("kind", t.get("own-kind"), RecordKind::ALL.iter().map(option).collect())
            .error(errors.of("kind")),
        title: fill(Field::text("title", t.get("own-name")), "title").required().width("long"),
        provider: fill(Field::text("provider", t.get("own-provider")), "provider")
            .optional(optional.clone())
            .width("long"),
        start: fill(Field::date("start", t.get("own-start")), "start")
            .hint(t.get("own-start-hint"))
            .required(),
        end: fill(Field::date("end", t.get("own-end")), "end").optional(optional.clone()),
        duration: fill(Field::text("duration", t.get("own-duration")), "duration")
            .hint(t.get("own-duration-hint"))
            .optional(optional.clone())
            .width("medium"),
        field: Picker {
            name: "field".to_owned(),
            label: t.get("own-field").into_owned(),
            hint: String::new(),
            error: errors.of("field").to_owned(),
            options: std::iter::once(none).chain(BroadField::ALL.iter().map(field_of)).collect(),
        },
        valid_until: fill(Field::date("validUntil", t.get("own-valid-until")), "validUntil")
            .hint(t.get("own-valid-until-hint"))
            .optional(optional),
        errors,
    };
    let over = vec![("/account/records", t.get("own-records").into_owned())];
    below(visit, t.get(heading), over, body).status(status_of(found)).into_response()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_left_out_is_none_and_faults_stand_at_their_fields() {
        let typed = [("kind", "diploma"), ("title", "Nurse"), ("start", "2010-06-30")];
        let read_back = read(&Posted::filled(typed)).unwrap();
        assert_eq!(read_back.end, date(2010, 6, 30));
        assert_eq!((read_back.minutes, read_back.field, read_back.valid_until), (None, None, None));
        let wrong = [("kind", "x"), ("start", "30/06"), ("duration", "long"), ("field", "99")];
        let found = read(&Posted::filled(wrong)).unwrap_err();
        let places: Vec<_> = found.iter().map(|a| a.path.as_str()).collect();
        assert_eq!(places, ["kind", "start", "duration", "field", "title"]);
    }
}
