//! Fields of trainings and participations, as the contract names them.

use fla_app::Who;
use fla_domain::ids::{EmployeeId, ParticipationId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::{
    NotCounting, PartDetails, Status, TrainingDetails, TrainingKind, YearPart,
};

use crate::body::Fields;
use crate::form::Form;

/// Most participants in one call.
const MOST_PARTICIPANTS: usize = 10_000;
/// The most minutes a contract of ours can say: a year.
const MOST_MINUTES: i64 = 527_040;

pub(crate) fn codes<V: Copy>(all: &[V], code: impl Fn(V) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
}

/// Fields of a training as the contract names them.
pub(crate) fn details(b: &mut Fields<'_>) -> TrainingDetails {
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
pub(crate) fn part(b: &mut Fields<'_>, of: &TrainingDetails) -> PartDetails {
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

/// Participants: who, and how the participation stands.
pub(crate) fn participants(
    b: &mut Fields<'_>,
    name: &'static str,
    of: &TrainingDetails,
) -> Vec<(Option<Who>, PartDetails)> {
    b.list(name, MOST_PARTICIPANTS, |p| (who(p), part(p, of)))
}

/// The id of a participation that is to be changed.
pub(crate) fn participation(p: &mut Fields<'_>) -> Option<ParticipationId> {
    p.need("participationId");
    p.id("participationId")
}

/// Who is meant: exactly one of `employeeId` and `ssin`.
pub(crate) fn who(p: &mut Fields<'_>) -> Option<Who> {
    let employee = p.id::<EmployeeId>("employeeId");
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
            p.wrong("employeeId", Form::Beside("ssin"));
            None
        }
        // What is there and cannot be read was told already.
        (None, None) if p.has("employeeId") || p.has("ssin") => None,
        (None, None) => {
            p.wrong("employeeId", Form::MissingBoth("ssin"));
            None
        }
    }
}

/// Ids of participations in a list of texts.
pub(crate) fn participations(b: &mut Fields<'_>, name: &'static str) -> Vec<ParticipationId> {
    let texts = b.texts(name, MOST_PARTICIPANTS);
    parsed(b, name, &texts)
}

fn parsed(b: &mut Fields<'_>, name: &str, texts: &[String]) -> Vec<ParticipationId> {
    let mut found = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        match text.parse() {
            Ok(participation) => found.push(participation),
            Err(_) => b.wrong(&format!("{name}[{n}]"), Form::Id),
        }
    }
    found
}

/// Participations that are named, or all where that is left out: a list of none is neither.
pub(crate) fn some_or_all(b: &mut Fields<'_>) -> (Option<Vec<ParticipationId>>, Option<String>) {
    let texts = b.some_texts("participations", MOST_PARTICIPANTS);
    (texts.map(|texts| parsed(b, "participations", &texts)), b.text("reason"))
}

/// Names of the contract for the places at which the register finds something.
pub(crate) fn named(path: &str) -> String {
    match path {
        "start" => "startDate",
        "end" => "endDate",
        "duration" => "minutes",
        "field" => "fieldOfEducation",
        // What a correction would make wrong in participations of which it says nothing.
        path if path.starts_with("standing.") => "participations",
        path => return participant(path),
    }
    .to_owned()
}

/// Whoever is named by an SSIN was looked for before: what the register knows is an id.
fn participant(path: &str) -> String {
    let path =
        path.strip_suffix("].who").map_or_else(|| path.to_owned(), |p| format!("{p}].employeeId"));
    match path.strip_prefix("added[") {
        Some(rest) => format!("participants[{rest}"),
        None => path,
    }
}

/// The same of the one participation that is corrected.
pub(crate) fn named_in_part(path: &str) -> String {
    named(path.strip_prefix("participations[0].").unwrap_or(path))
}

/// The same where participations are named.
pub(crate) fn named_in_selection(path: &str) -> String {
    named(if path == "participants" { "participations" } else { path })
}
