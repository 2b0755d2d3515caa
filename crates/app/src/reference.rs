//! What senders call the records that they sent: kept with the command that makes a record, and
//! asked for when it is shown or looked up. A reference belongs to the organisation that acted, not
//! to its software or the person at the keyboard, which may be others tomorrow.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use fla_domain::reference::Reference;
use fla_store::reference::StoredReference;
use uuid::Uuid;

use crate::intake::Work;
use crate::{App, Caller, Command, Refused};

/// Kinds of records that a sender has an own reference of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// An employee.
    Employee,
    /// A training.
    Training,
}

impl Record {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Training => "training",
        }
    }

    /// What a command makes.
    pub(crate) const fn of(command: &Command) -> Option<Self> {
        match command {
            Command::AddEmployee { .. } => Some(Self::Employee),
            Command::RegisterTraining { .. } => Some(Self::Training),
            _ => None,
        }
    }
}

/// The organisation that sends: the own one, or the one that holds the mandate.
pub(crate) fn sender(caller: &Caller) -> EmployerId {
    caller.behalf().organisation.unwrap_or(caller.employer())
}

/// Keeps the reference of what a command made.
///
/// # Errors
/// `REFERENCE-006` where the sender calls another record of the kind so.
pub(crate) async fn keep(
    work: &mut Work<'_>,
    command: &Command,
    reference: &Reference,
    object: Option<Uuid>,
) -> Result<(), Refused> {
    let (Some(kind), Some(object)) = (Record::of(command), object) else {
        return Err(Anomaly::new(Zone::Reference, Fault::NotApplicable).at("reference").into());
    };
    if !taken(work, kind, &[reference.to_string()]).await?.is_empty() {
        return Err(duplicate().into());
    }
    let kept = kept(work.caller, kind, reference, object, work.change);
    Ok(work.tx.insert_references(work.caller.employer(), &[kept]).await?)
}

/// The row of a reference.
pub(crate) fn kept(
    caller: &Caller,
    kind: Record,
    reference: &Reference,
    object: Uuid,
    change: ChangeId,
) -> StoredReference {
    StoredReference {
        sender: sender(caller),
        kind: kind.code(),
        reference: reference.to_string(),
        object,
        employee: (kind == Record::Employee).then_some(EmployeeId(object)),
        change,
    }
}

/// Those among some references by which the sender calls a record already.
pub(crate) async fn taken(
    work: &mut Work<'_>,
    kind: Record,
    references: &[String],
) -> Result<BTreeSet<String>, Refused> {
    let (employer, sender) = (work.caller.employer(), sender(work.caller));
    let found = work.tx.referenced(employer, sender, kind.code(), references).await?;
    Ok(found.into_iter().map(|(reference, _)| reference).collect())
}

/// What is said of a reference by which the sender calls a record already.
pub(crate) fn duplicate() -> Anomaly {
    Anomaly::new(Zone::Reference, Fault::Duplicate).at("reference")
}

impl App {
    /// What the caller's organisation calls some records; those that it calls nothing are left out.
    pub async fn references(
        &self,
        caller: &Caller,
        kind: Record,
        objects: &[Uuid],
    ) -> Result<BTreeMap<Uuid, String>, Refused> {
        self.may(caller, Action::ReadPeople, "references").await?;
        let mut tx = self.inner.store.read().await?;
        let found =
            tx.references_of(caller.employer(), sender(caller), kind.code(), objects).await?;
        tx.rollback().await?;
        Ok(found.into_iter().collect())
    }

    /// The record that the caller's organisation calls so.
    pub async fn referenced(
        &self,
        caller: &Caller,
        kind: Record,
        reference: &Reference,
    ) -> Result<Option<Uuid>, Refused> {
        self.may(caller, Action::ReadPeople, "references").await?;
        let mut tx = self.inner.store.read().await?;
        let (employer, sender) = (caller.employer(), sender(caller));
        let asked = [reference.to_string()];
        let found = tx.referenced(employer, sender, kind.code(), &asked).await?;
        tx.rollback().await?;
        Ok(found.first().map(|(_, object)| *object))
    }
}
