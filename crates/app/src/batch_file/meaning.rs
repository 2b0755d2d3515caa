//! What a form asks for, as a command. Forms name people and trainings by whatever their sender knows
//! of them; commands name them by the ids of the register.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, ParticipationId, TrainingId};
use fla_domain::time::Instant;
use fla_domain::training::PartDetails;
use fla_formats::batch_file::{self as format, Body, Form, Participant, PersonId, TrainingRef};
use fla_store::Tx;
use fla_store::training::StoredPart;
use uuid::Uuid;

use super::held;
use crate::{
    Caller, Command, NewPart, OccupationInput, PersonInput, Record, Refused, Targets, reference,
};

/// Ids asked for in one statement.
const ASKED: usize = 1_000;

/// What a form comes to.
pub(super) enum Meaning {
    /// A command to be carried out.
    Command(Box<Command>),
    /// The register says so already; the record, where it is one.
    Same(Option<Uuid>),
}

/// How many people a form is about.
pub(super) fn people(body: &Body) -> usize {
    match body {
        Body::RegisterTraining { participants, .. }
        | Body::CorrectTraining { participants, .. } => participants.len(),
        _ => named(body).len(),
    }
}

/// Whom a form names, each with the path of the place where it does.
fn named(body: &Body) -> Vec<(&PersonId, String)> {
    let listed = |list: &'static str, people| -> Vec<(&PersonId, String)> {
        let people: &Vec<PersonId> = people;
        people.iter().enumerate().map(|(n, who)| (who, format!("{list}[{n}]"))).collect()
    };
    match body {
        Body::AddEmployee { .. } => Vec::new(),
        Body::ChangeOccupations { who, .. }
        | Body::ChangePerson { who, .. }
        | Body::EndService { who, .. }
        | Body::RemoveEmployee { who } => vec![(who, "employee".to_owned())],
        Body::SetRight { people, .. }
        | Body::WithdrawRight { people, .. }
        | Body::VerifyRights { people, .. }
        | Body::WithdrawTraining { people, .. } => listed("people", people),
        Body::CompleteTraining { absent, .. } => listed("absent", absent),
        Body::RegisterTraining { participants, .. }
        | Body::CorrectTraining { participants, .. } => {
            let who = participants.iter().map(|p| &p.who).enumerate();
            who.map(|(n, who)| (who, format!("participants[{n}].who"))).collect()
        }
    }
}

/// The people of an employer whom some forms name.
#[derive(Default)]
pub(super) struct Known {
    by_ssin: BTreeMap<Ssin, EmployeeId>,
    by_reference: BTreeMap<String, EmployeeId>,
    ids: BTreeSet<EmployeeId>,
}

impl Known {
    /// Asks the register for them.
    pub(super) async fn load<'f>(
        tx: &mut Tx,
        caller: &Caller,
        forms: impl Iterator<Item = &'f Form>,
    ) -> Result<Self, Refused> {
        let (mut ssins, mut references) = (BTreeSet::new(), BTreeSet::new());
        let mut ids = BTreeSet::new();
        for body in forms.filter_map(|form| form.body.as_ref().ok()) {
            for (who, _) in named(body) {
                match who {
                    PersonId::Ssin(ssin) => drop(ssins.insert(ssin.clone())),
                    PersonId::Reference(called) => drop(references.insert(called.to_string())),
                    PersonId::Id(id) => drop(ids.insert(*id)),
                }
            }
            // Who is to be added may be there already, and a new number may be somebody else's.
            if let Body::AddEmployee { person, .. } | Body::ChangePerson { person, .. } = body {
                ssins.insert(person.ssin.clone());
            }
        }
        let (employer, sender) = (caller.employer(), reference::sender(caller));
        let mut known = Self::default();
        for chunk in ssins.into_iter().collect::<Vec<_>>().chunks(ASKED) {
            known.by_ssin.extend(tx.find_employees(employer, chunk).await?);
        }
        for chunk in references.into_iter().collect::<Vec<_>>().chunks(ASKED) {
            let kind = Record::Employee.code();
            let found = tx.referenced(employer, sender, kind, chunk).await?;
            known.by_reference.extend(found.into_iter().map(|(r, id)| (r, EmployeeId(id))));
        }
        for chunk in ids.into_iter().collect::<Vec<_>>().chunks(ASKED) {
            let found = tx.get_employees(employer, chunk, Instant::LATEST).await?;
            known.ids.extend(found.iter().map(|employee| employee.id));
        }
        Ok(known)
    }

    /// The employee whom somebody named so is.
    pub(super) fn find(&self, who: &PersonId) -> Option<EmployeeId> {
        match who {
            PersonId::Ssin(ssin) => self.by_ssin.get(ssin).copied(),
            PersonId::Reference(called) => self.by_reference.get(called.as_str()).copied(),
            PersonId::Id(id) => self.ids.get(id).copied(),
        }
    }

    /// The employees whom a form names, in its order; or each under whom nobody is found.
    pub(super) fn all(&self, body: &Body) -> Result<Vec<EmployeeId>, Vec<Anomaly>> {
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        for (who, path) in named(body) {
            if let Some(id) = self.find(who) {
                found.push(id);
            } else {
                let (zone, inner) = zone(who);
                faults.push(Anomaly::new(zone, Fault::NotFound).at(path + inner));
            }
        }
        let distinct: BTreeSet<_> = found.iter().collect();
        if faults.is_empty() && distinct.len() < found.len() {
            // Somebody is named twice, by two names.
            faults.push(Anomaly::new(Zone::Participants, Fault::Duplicate).at("participants"));
        }
        if faults.is_empty() { Ok(found) } else { Err(faults) }
    }
}

/// What is said to be unknown, and where in the name of a person it stands.
const fn zone(who: &PersonId) -> (Zone, &'static str) {
    match who {
        PersonId::Ssin(_) => (Zone::Ssin, ".ssin"),
        PersonId::Reference(_) => (Zone::Reference, ""),
        PersonId::Id(_) => (Zone::Employee, ""),
    }
}

/// A training to be registered, with its participants.
pub(super) fn registration(body: &Body, known: &Known) -> Result<Command, Vec<Anomaly>> {
    let Body::RegisterTraining { details, participants, .. } = body else {
        return Err(vec![Anomaly::new(Zone::Element, Fault::NotApplicable)]);
    };
    let people = known.all(body)?;
    let parts = people
        .into_iter()
        .zip(participants)
        .map(|(employee, participant)| NewPart { employee, details: participant.details.clone() });
    Ok(Command::RegisterTraining { details: details.clone(), parts: parts.collect() })
}

/// What a form asks for that is about one person, or about a training that is there.
pub(super) async fn of(
    tx: &mut Tx,
    caller: &Caller,
    form: &Form,
    known: &Known,
    training: Option<TrainingId>,
) -> Result<Result<Meaning, Vec<Anomaly>>, Refused> {
    let body = match &form.body {
        Ok(body) => body,
        Err(faults) => return Ok(Err(faults.clone())),
    };
    let people = match known.all(body) {
        Ok(people) => people,
        Err(faults) => return Ok(Err(faults)),
    };
    let some = || Targets::Some(people.clone());
    let one = people.first().copied();
    let about = match body {
        Body::AddEmployee { person, .. } => known.by_ssin.get(&person.ssin).copied(),
        _ => one,
    };
    if let Some(about) = about
        && held::stands(tx, caller, form, about).await?
    {
        return Ok(Ok(Meaning::Same(Some(about.0))));
    }
    let command = match (body, one) {
        (Body::AddEmployee { person, from, to, occupations, .. }, _) => Command::AddEmployee {
            person: input(person),
            from: *from,
            to: *to,
            occupations: inputs(occupations),
        },
        (Body::ChangeOccupations { from, to, occupations, .. }, Some(employee)) => {
            let occupations = inputs(occupations);
            Command::ChangeOccupations { employee, from: *from, to: *to, occupations }
        }
        (Body::ChangePerson { person, .. }, Some(employee)) => {
            Command::ChangePerson { employee, seen: None, person: input(person) }
        }
        (Body::EndService { end, cause, .. }, Some(employee)) => {
            Command::EndService { employee, end: *end, cause: *cause }
        }
        (Body::RemoveEmployee { .. }, Some(employee)) => Command::RemoveEmployee { employee },
        (Body::SetRight { year, kind, minutes, .. }, _) => {
            if held::set_so(tx, caller, &people, (*year, *kind, *minutes)).await? {
                return Ok(Ok(Meaning::Same(one.map(|id| id.0))));
            }
            let minutes = Some(*minutes);
            Command::SetRight { targets: some(), year: *year, kind: *kind, minutes }
        }
        (Body::WithdrawRight { year, kind, .. }, _) => {
            Command::SetRight { targets: some(), year: *year, kind: *kind, minutes: None }
        }
        (Body::VerifyRights { year, .. }, _) => {
            if held::verified(tx, caller, &people, *year).await? {
                return Ok(Ok(Meaning::Same(None)));
            }
            Command::VerifyRights { targets: some(), year: *year }
        }
        (Body::RegisterTraining { .. }, _) => {
            return Ok(registration(body, known).map(Box::new).map(Meaning::Command));
        }
        _ => return standing(tx, caller, body, people, training).await,
    };
    Ok(Ok(Meaning::Command(Box::new(command))))
}

/// What a form asks for that is about a training that is there.
async fn standing(
    tx: &mut Tx,
    caller: &Caller,
    body: &Body,
    people: Vec<EmployeeId>,
    training: Option<TrainingId>,
) -> Result<Result<Meaning, Vec<Anomaly>>, Refused> {
    let employer = caller.employer();
    let stored = match training {
        Some(id) => tx.get_training(employer, id, Instant::LATEST).await?,
        None => None,
    };
    let Some(stored) = stored else {
        return Ok(Err(vec![Anomaly::new(Zone::Training, Fault::NotFound).at("training")]));
    };
    let (training, standing) = (stored.id, stored.version);
    let parts = tx.parts_in(employer, training, Instant::LATEST).await?;
    let there: BTreeMap<EmployeeId, &StoredPart> = parts.iter().map(|p| (p.employee, p)).collect();
    let version = |seen: &Option<i64>| seen.unwrap_or(standing);
    let command = match body {
        Body::CorrectTraining { version: seen, details, participants, .. } => {
            let (changed, added) = parted(participants, people, &there);
            let same = |(id, details): &(ParticipationId, PartDetails)| {
                parts.iter().any(|p| p.id == *id && p.details == *details && !p.withdrawn)
            };
            if seen.is_none_or(|seen| seen == standing)
                && !stored.withdrawn
                && stored.details == *details
                && added.is_empty()
                && changed.iter().all(same)
            {
                return Ok(Ok(Meaning::Same(Some(training.0))));
            }
            Command::CorrectTraining {
                training,
                version: version(seen),
                details: details.clone(),
                parts: changed,
                added,
            }
        }
        Body::CompleteTraining { version: seen, .. } => match ids(&people, &there, "absent") {
            Ok(absent) => Command::CompleteTraining { training, version: version(seen), absent },
            Err(faults) => return Ok(Err(faults)),
        },
        Body::WithdrawTraining { version: seen, .. } => match ids(&people, &there, "people") {
            Ok(parts) => {
                let parts = (!parts.is_empty()).then_some(parts);
                Command::WithdrawTraining { training, version: version(seen), parts }
            }
            Err(faults) => return Ok(Err(faults)),
        },
        _ => return Ok(Err(vec![Anomaly::new(Zone::Element, Fault::NotApplicable)])),
    };
    Ok(Ok(Meaning::Command(Box::new(command))))
}

/// The participants who are there already, and the new ones.
fn parted(
    participants: &[Participant],
    people: Vec<EmployeeId>,
    there: &BTreeMap<EmployeeId, &StoredPart>,
) -> (Vec<(ParticipationId, PartDetails)>, Vec<NewPart>) {
    let (mut changed, mut added) = (Vec::new(), Vec::new());
    for (employee, participant) in people.into_iter().zip(participants) {
        let mut details = participant.details.clone();
        match there.get(&employee) {
            Some(part) => {
                // Where it is known from is no business of the file's.
                details.copy = part.details.copy;
                changed.push((part.id, details));
            }
            None => added.push(NewPart { employee, details }),
        }
    }
    (changed, added)
}

/// The participations of some people; or each who has none.
fn ids(
    people: &[EmployeeId],
    there: &BTreeMap<EmployeeId, &StoredPart>,
    list: &str,
) -> Result<Vec<ParticipationId>, Vec<Anomaly>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (n, employee) in people.iter().enumerate() {
        match there.get(employee) {
            Some(part) => found.push(part.id),
            None => faults.push(
                Anomaly::new(Zone::Participation, Fault::NotFound).at(format!("{list}[{n}]")),
            ),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn input(person: &format::Person) -> PersonInput {
    PersonInput {
        ssin: person.ssin.digits().to_owned(),
        family_name: person.family_name.clone(),
        given_name: person.given_name.clone(),
        birth_date: person.birth_date,
        birth_place: person.birth_place.clone(),
        address: person.address.clone(),
        gender: person.gender.map(|gender| gender.letter().to_owned()),
        language: person.language,
        email: person.email.clone(),
        team: person.team.clone(),
    }
}

fn inputs(occupations: &[format::Occupation]) -> Vec<OccupationInput> {
    let input = |o: &format::Occupation| OccupationInput {
        joint_committee: o.joint_committee.clone(),
        fraction: o.fraction,
    };
    occupations.iter().map(input).collect()
}

/// How a form names the training that it is about, where it is about one that is there.
pub(super) const fn training(body: &Body) -> Option<&TrainingRef> {
    match body {
        Body::CorrectTraining { training, .. }
        | Body::CompleteTraining { training, .. }
        | Body::WithdrawTraining { training, .. } => Some(training),
        _ => None,
    }
}

/// Whom a form names.
pub(super) fn people_of(body: &Body) -> impl Iterator<Item = &PersonId> {
    named(body).into_iter().map(|(who, _)| who)
}

/// What a form does to the register.
pub(super) const fn action(body: &Body) -> Action {
    match body {
        Body::AddEmployee { .. }
        | Body::ChangeOccupations { .. }
        | Body::ChangePerson { .. }
        | Body::EndService { .. }
        | Body::RemoveEmployee { .. } => Action::ManageEmployees,
        Body::SetRight { .. } | Body::WithdrawRight { .. } => Action::SetRights,
        Body::VerifyRights { .. } => Action::VerifyRights,
        Body::RegisterTraining { .. } | Body::CompleteTraining { .. } => Action::RegisterTrainings,
        Body::CorrectTraining { .. } | Body::WithdrawTraining { .. } => Action::CorrectTrainings,
    }
}

/// Whether the sender said which version it saw.
pub(super) const fn saw_version(body: &Body) -> bool {
    match body {
        Body::CorrectTraining { version, .. }
        | Body::CompleteTraining { version, .. }
        | Body::WithdrawTraining { version, .. } => version.is_some(),
        _ => false,
    }
}
