//! What is told of a form that was carried out, so that its sender can reconcile it with its own
//! records: what it calls them, and the version that stands of a training.

use std::collections::BTreeMap;

use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::time::Instant;
use fla_formats::batch_file::{Body, Form, Kind, Participant, PersonId};
use fla_store::Tx;
use uuid::Uuid;

use super::meaning::{self, Known};
use super::{Found, Named};
use crate::batch::Order;
use crate::{Caller, Record, Refused, reference};

/// What is told of a training that was registered with others.
pub(super) fn registered(form: &Form, order: &Order, known: &Known) -> Found {
    let people = form.body.as_ref().map(|body| named(body, known)).unwrap_or_default();
    let called = order.reference.as_ref().map(ToString::to_string);
    Found { people, called, version: Some(1), ..Found::default() }
}

/// What is told of any other form, once the register says what it asked for; of one that was carried
/// out before a kill it is no longer known whom it named.
pub(super) async fn of(
    tx: &mut Tx,
    caller: &Caller,
    body: &Body,
    object: Option<Uuid>,
    known: Option<&Known>,
) -> Result<Found, Refused> {
    let about = about(body.kind());
    let people = match (about, known) {
        // The person is the record itself.
        (Some(Record::Employee), _) | (_, None) => Vec::new(),
        (_, Some(known)) => named(body, known),
    };
    let mut found = Found { people, ..Found::default() };
    let Some((kind, object)) = about.zip(object) else { return Ok(found) };
    let (employer, sender) = (caller.employer(), reference::sender(caller));
    let called = tx.references_of(employer, sender, kind.code(), &[object]).await?;
    found.called = called.into_iter().next().map(|(_, called)| called);
    if kind == Record::Training {
        let training = tx.get_training(employer, TrainingId(object), Instant::LATEST).await?;
        found.version = training.map(|training| training.version);
    }
    Ok(found)
}

/// The kind of record that a block is about; of rights there is none.
const fn about(kind: Kind) -> Option<Record> {
    match kind {
        Kind::EmployeeDeclaration
        | Kind::OccupationChange
        | Kind::PersonChange
        | Kind::EmploymentEnd
        | Kind::EmployeeWithdrawal => Some(Record::Employee),
        Kind::TrainingDeclaration | Kind::TrainingCompletion | Kind::TrainingWithdrawal => {
            Some(Record::Training)
        }
        Kind::TrainingRightDeclaration
        | Kind::TrainingRightWithdrawal
        | Kind::RightVerification => None,
    }
}

/// The people whom a form names by what the sender calls them, or whose participations it gives a
/// reference.
fn named(body: &Body, known: &Known) -> Vec<Named> {
    let participants: &[Participant] = match body {
        Body::RegisterTraining { participants, .. }
        | Body::CorrectTraining { participants, .. } => participants,
        _ => &[],
    };
    let references: BTreeMap<&PersonId, String> = participants
        .iter()
        .filter_map(|one| Some((&one.who, one.reference.as_ref()?.to_string())))
        .collect();
    let people = known.all(body).unwrap_or_default();
    let named = |(who, employee): (&PersonId, EmployeeId)| {
        let reference = match who {
            PersonId::Reference(reference) => Some(reference.to_string()),
            PersonId::Ssin(_) | PersonId::Id(_) => None,
        };
        let participant = references.get(who).cloned();
        (reference.is_some() || participant.is_some()).then_some(Named {
            employee,
            participant,
            reference,
        })
    };
    meaning::people_of(body).zip(people).filter_map(named).collect()
}
