//! Trainings and participations as they are answered.

use fla_app::Participant;
use fla_domain::isced::FieldOfEducation;
use fla_domain::training::{NotCounting, TrainingDetails, TrainingKind};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::Acting;

pub(crate) fn details_json(details: &TrainingDetails) -> Value {
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

pub(crate) fn participant_json(api: &Api, acting: &Acting, participant: &Participant) -> Value {
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
