//! Forms of status 0 that say how something stands in a register already, as those of an export do:
//! where it stands so in this one, nothing is to be done.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::occupation::{EndCause, Span};
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::time::{Instant, Year};
use fla_formats::batch_file::{AttestationStatus, Body, Form};
use fla_store::Tx;
use fla_store::right::RightState;
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::Date;

use super::meaning::Known;
use super::state;
use crate::{Caller, Record, Refused, reference};

/// Ids asked for in one statement.
const ASKED: usize = 1_000;

/// By what the sender's organisation calls a training that it registers: the own reference, else the
/// id under which the register that it comes from holds it. So a training that came from another
/// register is known again when it comes once more.
pub(super) fn called(body: &Body) -> Option<Reference> {
    match body {
        Body::AddEmployee { reference, .. } => reference.clone(),
        Body::RegisterTraining { id, reference, .. } => {
            reference.clone().or_else(|| called_by_id((*id)?))
        }
        _ => None,
    }
}

/// What a training of another register is called by.
pub(super) fn called_by_id(id: TrainingId) -> Option<Reference> {
    id.to_string().parse().ok()
}

/// Whether what a form says of one person stands already.
pub(super) async fn stands(
    tx: &mut Tx,
    caller: &Caller,
    form: &Form,
    about: EmployeeId,
) -> Result<bool, Refused> {
    let employer = caller.employer();
    if form.status != AttestationStatus::Original {
        return Ok(false);
    }
    let Ok(body) = &form.body else { return Ok(false) };
    Ok(match body {
        Body::AddEmployee { person, from, to, occupations, .. } => {
            let known = tx.get_employee(employer, about, Instant::LATEST).await?;
            let known = known.and_then(|employee| state::person(&employee.person));
            known.as_ref() == Some(person)
                && works(tx, caller, about, (*from, *to), occupations).await?
        }
        Body::ChangeOccupations { from, to, occupations, .. } => {
            works(tx, caller, about, (*from, *to), occupations).await?
        }
        Body::EndService { end, cause, .. } => leaves(tx, caller, about, *end, *cause).await?,
        _ => false,
    })
}

async fn segments(
    tx: &mut Tx,
    caller: &Caller,
    about: EmployeeId,
) -> Result<Vec<state::Segment>, Refused> {
    let spans = tx.spans_of(caller.employer(), &[about], Instant::LATEST).await?;
    let spans: Vec<Span> = spans.into_iter().map(|stored| stored.span).collect();
    Ok(state::segments(&spans))
}

async fn works(
    tx: &mut Tx,
    caller: &Caller,
    about: EmployeeId,
    (from, to): (Date, Option<Date>),
    occupations: &[fla_formats::batch_file::Occupation],
) -> Result<bool, Refused> {
    let segments = segments(tx, caller, about).await?;
    Ok(state::works_so(&segments, from, to, occupations))
}

async fn leaves(
    tx: &mut Tx,
    caller: &Caller,
    about: EmployeeId,
    end: Date,
    cause: EndCause,
) -> Result<bool, Refused> {
    let segments = segments(tx, caller, about).await?;
    let ends = tx.service_ends(caller.employer(), &[about], Instant::LATEST).await?;
    let ends: Vec<(Date, EndCause)> =
        ends.into_iter().map(|(_, end, cause)| (end, cause)).collect();
    Ok(state::ends_so(&segments, &ends, end, cause))
}

/// Whether these minutes are set by hand of each of some people.
pub(super) async fn set_so(
    tx: &mut Tx,
    caller: &Caller,
    people: &[EmployeeId],
    right: (Year, RightKind, fla_domain::quantity::Minutes),
) -> Result<bool, Refused> {
    let standing = tx.overrides_of(caller.employer(), people, Instant::LATEST).await?;
    let same = |id: &EmployeeId| {
        standing.iter().any(|o| (o.employee, (o.year, o.kind, o.minutes)) == (*id, right))
    };
    Ok(people.iter().all(same))
}

/// Whether the rights of a year of some people are verified, and none of them is left to be.
pub(super) async fn verified(
    tx: &mut Tx,
    caller: &Caller,
    people: &[EmployeeId],
    year: Year,
) -> Result<bool, Refused> {
    let rights = tx.rights_of(caller.employer(), people, Instant::LATEST).await?;
    let of_year = rights.iter().filter(|right| right.year == year);
    let mut seen = BTreeSet::new();
    for right in of_year {
        match right.state {
            RightState::Calculated => return Ok(false),
            RightState::Verified => drop(seen.insert(right.employee)),
            RightState::Manual | RightState::OptedOut => {}
        }
    }
    Ok(people.iter().all(|id| seen.contains(id)))
}

/// The trainings that some forms say a register holds already, as this one does.
#[derive(Default)]
pub(super) struct Held {
    /// By the id that a form says.
    trainings: BTreeMap<TrainingId, (StoredTraining, Vec<StoredPart>)>,
}

impl Held {
    /// Asks the register for them: by their ids, and those that came from another register by what
    /// the sender calls them.
    pub(super) async fn load<'f>(
        tx: &mut Tx,
        caller: &Caller,
        forms: impl Iterator<Item = &'f Form>,
    ) -> Result<Self, Refused> {
        let mut named: BTreeMap<TrainingId, Option<Reference>> = BTreeMap::new();
        for body in forms.filter_map(|form| form.body.as_ref().ok()) {
            if let Body::RegisterTraining { id: Some(id), .. } = body {
                named.insert(*id, called(body));
            }
        }
        let mut held = Self::default();
        if named.is_empty() {
            return Ok(held);
        }
        let employer = caller.employer();
        let ids: Vec<TrainingId> = named.keys().copied().collect();
        let mut here: BTreeMap<TrainingId, TrainingId> = BTreeMap::new();
        for chunk in ids.chunks(ASKED) {
            let found = tx.get_trainings(employer, chunk, Instant::LATEST).await?;
            here.extend(found.iter().map(|training| (training.id, training.id)));
        }
        named.retain(|id, _| !here.contains_key(id));
        let mut by_reference: BTreeMap<String, TrainingId> = BTreeMap::new();
        by_reference.extend(named.into_iter().filter_map(|(id, r)| Some((r?.to_string(), id))));
        let references: Vec<String> = by_reference.keys().cloned().collect();
        for chunk in references.chunks(ASKED) {
            let (sender, kind) = (reference::sender(caller), Record::Training.code());
            for (called, object) in tx.referenced(employer, sender, kind, chunk).await? {
                if let Some(id) = by_reference.get(&called) {
                    here.insert(*id, TrainingId(object));
                }
            }
        }
        for (id, training) in here {
            let Some(stored) = tx.get_training(employer, training, Instant::LATEST).await? else {
                continue;
            };
            let parts = tx.parts_in(employer, training, Instant::LATEST).await?;
            held.trainings.insert(id, (stored, parts));
        }
        Ok(held)
    }

    /// The training that a form says is held already, where this register does and it stands as the
    /// form says; what is wrong where it stands otherwise; `None` where it is new here.
    pub(super) fn find(
        &self,
        body: &Body,
        known: &Known,
    ) -> Option<Result<TrainingId, Vec<Anomaly>>> {
        let Body::RegisterTraining { id: Some(id), details, participants, .. } = body else {
            return None;
        };
        let (stored, parts) = self.trainings.get(id)?;
        let people = match known.all(body) {
            Ok(people) => people,
            Err(faults) => return Some(Err(faults)),
        };
        let standing = parts.iter().filter(|part| !part.withdrawn);
        let standing: BTreeMap<EmployeeId, &StoredPart> =
            standing.map(|part| (part.employee, part)).collect();
        let takes_part = |(who, said): (&EmployeeId, &fla_formats::batch_file::Participant)| {
            let part = standing.get(who);
            part.is_some_and(|part| state::part(&part.details) == said.details)
        };
        let same = !stored.withdrawn
            && state::training(&stored.details) == *details
            && people.iter().zip(participants).all(takes_part);
        Some(if same {
            Ok(stored.id)
        } else {
            let other = Anomaly::new(Zone::Training, Fault::Duplicate).at("training");
            Err(vec![other.with("reason", "heldOtherwise")])
        })
    }
}
