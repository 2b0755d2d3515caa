//! Forms of batch files about one employer, and what is there when they were carried out.

use std::collections::BTreeMap;

use fla_app::{BatchFileView, Environment, FormView};
use fla_domain::ids::{EmployerId, TrainingId};
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::RightKind;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_formats::batch_file::{
    AttestationStatus, Body, EmployerId as Number, Form, Occupation, Participant, PersonId, Places,
    TrainingRef, Writer,
};
use fla_formats::synthetic;
use jiff::civil::{Date, date};

use super::batch::{answered, sent};
use super::{World, part, training};

/// The day of the tests of batch files.
pub const TODAY: Date = date(2026, 11, 26);

pub fn form(reference: &str, status: AttestationStatus, body: Body) -> Form {
    form_of(1, reference, status, body)
}

pub fn form_of(employer: u32, reference: &str, status: AttestationStatus, body: Body) -> Form {
    Form {
        n: 1,
        line: 1,
        column: 1,
        reference: reference.parse().unwrap(),
        created: date(2026, 11, 26).at(10, 0, 0, 0),
        status,
        ticket: None,
        employer: Number::Company(synthetic::enterprise(employer)),
        kind: Some(body.kind()),
        reason: body.kind().needs_reason().then(|| "as agreed".to_owned()),
        body: Ok(body),
        places: Places::default(),
    }
}

pub fn file(forms: &[Form]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).unwrap();
    for form in forms {
        writer.form(form).unwrap();
    }
    writer.finish().unwrap()
}

pub fn who(n: u32) -> PersonId {
    PersonId::Ssin(synthetic::ssin(n))
}

pub fn participant(who: PersonId, minutes: i64) -> Participant {
    let nobody = fla_domain::ids::EmployeeId(uuid::Uuid::nil());
    Participant { who, reference: None, details: part(nobody, Status::Completed, minutes).details }
}

pub fn registration(title: &str, people: &[u32]) -> Body {
    Body::RegisterTraining {
        id: None,
        reference: None,
        details: training(title, date(2026, 3, 2), 90),
        participants: people.iter().map(|n| participant(who(*n), 90)).collect(),
    }
}

pub fn correction(training_ref: TrainingRef, title: &str, people: &[u32]) -> Body {
    Body::CorrectTraining {
        training: training_ref,
        version: None,
        details: training(title, date(2026, 3, 2), 90),
        participants: people.iter().map(|n| participant(who(*n), 90)).collect(),
    }
}

/// A right of somebody that is set to so many minutes.
pub fn right(n: u32, minutes: i64) -> Body {
    Body::SetRight {
        people: vec![who(n)],
        year: 2026,
        kind: RightKind::Statutory,
        minutes: Minutes(minutes),
    }
}

pub fn hiring(n: u32, called: Option<&str>) -> Body {
    let mut body = synthetic::hiring(n);
    if let Body::AddEmployee { reference, .. } = &mut body {
        *reference = called.map(|called| called.parse().unwrap());
    }
    body
}

pub fn occupation(q: u32) -> Occupation {
    Occupation {
        joint_committee: "200".parse().unwrap(),
        fraction: Fraction::new(q, 3800).unwrap(),
    }
}

pub async fn send(world: &World, name: &str, forms: &[Form]) -> (BatchFileView, Vec<FormView>) {
    let id = sent(world, &world.hr, name, &file(forms), Environment::Real).await;
    answered(world, &world.hr, id).await
}

/// State and codes of each form.
pub fn states(forms: &[FormView]) -> Vec<String> {
    let state = |form: &FormView| {
        let codes: Vec<_> = form.anomalies.iter().map(fla_domain::anomaly::Anomaly::code).collect();
        format!("{} {}", form.state, codes.join(" ")).trim_end().to_owned()
    };
    forms.iter().map(state).collect()
}

/// The trainings that stand, by title, with how many people take part in each.
pub async fn trainings(world: &World, employer: EmployerId) -> BTreeMap<String, Vec<usize>> {
    let mut tx = world.app.store().read().await.unwrap();
    let everybody = fla_domain::ids::EmployeeId(uuid::Uuid::nil());
    let people = tx.employees_after(employer, everybody, 100_000).await.unwrap();
    let mut parts: BTreeMap<TrainingId, usize> = BTreeMap::new();
    for chunk in people.chunks(1_000) {
        for part in tx.parts_of(employer, chunk, Instant::LATEST).await.unwrap() {
            *parts.entry(part.training).or_default() += usize::from(!part.withdrawn);
        }
    }
    let ids: Vec<TrainingId> = parts.keys().copied().collect();
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for chunk in ids.chunks(1_000) {
        for training in tx.get_trainings(employer, chunk, Instant::LATEST).await.unwrap() {
            if !training.withdrawn {
                found.entry(training.details.title).or_default().push(parts[&training.id]);
            }
        }
    }
    tx.rollback().await.unwrap();
    found
}

pub const NEW: AttestationStatus = AttestationStatus::Original;
pub const CHANGE: AttestationStatus = AttestationStatus::Modification;
pub const CANCEL: AttestationStatus = AttestationStatus::Cancellation;
