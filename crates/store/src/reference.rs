//! What senders call the records that they sent.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use uuid::Uuid;

use crate::engine::{StoreError, Tx, Value};
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
    bulk employer INSERT = "sender_reference" (sender_id id, kind text, reference text, object_id id, employee_id id?, change_id id);
    employer OBJECTS = "SELECT reference, object_id FROM sender_reference WHERE employer_id = $1 AND sender_id = $2 AND kind = $3 AND reference IN ANY_TEXT($4)";
    employer OF_OBJECTS = "SELECT object_id, reference FROM sender_reference WHERE employer_id = $1 AND sender_id = $2 AND kind = $3 AND object_id IN ANY_ID($4)";
}

impl Tx {
    /// Keeps references.
    pub async fn insert_references(
        &mut self,
        employer: EmployerId,
        references: &[StoredReference],
    ) -> Result<(), StoreError> {
        let rows = references.iter().map(|r| -> Vec<Value> {
            args![r.sender, r.kind, &r.reference, r.object, r.employee, r.change]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// The records that a sender calls by some references; those that nothing is called by are left
    /// out.
    pub async fn referenced(
        &mut self,
        employer: EmployerId,
        sender: EmployerId,
        kind: &str,
        references: &[String],
    ) -> Result<Vec<(String, Uuid)>, StoreError> {
        let asked = args![sender, kind, references];
        let rows = self.employer(employer).fetch(&OBJECTS, asked).await?;
        rows.iter().map(|row| Ok((row.get("reference")?, row.get("object_id")?))).collect()
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
