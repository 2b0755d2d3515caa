//! What senders call the records that they sent.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use uuid::Uuid;

use crate::engine::{StoreError, Tx};
use crate::{args, statements};

/// A sender's own reference of a record.
#[derive(Clone, Debug)]
pub struct StoredReference {
    /// The organisation that sent the record.
    pub sender: EmployerId,
    /// Of what kind the record is, as code.
    pub kind: &'static str,
    /// What the sender calls it.
    pub reference: String,
    /// The record.
    pub object: Uuid,
    /// The employee, where the record is one.
    pub employee: Option<EmployeeId>,
    /// The change that made the record.
    pub change: ChangeId,
}

statements! {
    employer INSERT = "INSERT INTO sender_reference (employer_id, sender_id, kind, reference, object_id, employee_id, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    employer OBJECT = "SELECT object_id FROM sender_reference WHERE employer_id = $1 AND sender_id = $2 AND kind = $3 AND reference = $4";
    employer OF_OBJECTS = "SELECT object_id, reference FROM sender_reference WHERE employer_id = $1 AND sender_id = $2 AND kind = $3 AND object_id IN ANY_ID($4)";
}

impl Tx {
    /// Keeps a reference.
    pub async fn insert_reference(
        &mut self,
        employer: EmployerId,
        r: &StoredReference,
    ) -> Result<(), StoreError> {
        let row = args![r.sender, r.kind, &r.reference, r.object, r.employee, r.change];
        self.employer(employer).execute(&INSERT, row).await?;
        Ok(())
    }

    /// The record that a sender calls so.
    pub async fn referenced(
        &mut self,
        employer: EmployerId,
        sender: EmployerId,
        kind: &str,
        reference: &str,
    ) -> Result<Option<Uuid>, StoreError> {
        let row =
            self.employer(employer).fetch_optional(&OBJECT, args![sender, kind, reference]).await?;
        row.map(|row| row.get("object_id")).transpose()
    }

    /// What a sender calls some records; those that it calls nothing are left out.
    pub async fn references_of(
        &mut self,
        employer: EmployerId,
        sender: EmployerId,
        kind: &str,
        objects: &[Uuid],
    ) -> Result<Vec<(Uuid, String)>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_OBJECTS, args![sender, kind, objects]).await?;
        rows.iter().map(|row| Ok((row.get("object_id")?, row.get("reference")?))).collect()
    }
}
