//! Files that people saved of their own account in the public FLA. Every statement is for one
//! person.

use fla_domain::identifier::Ssin;
use fla_domain::ids::FileId;
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A copy of the own account in the public FLA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCopy {
    /// Its id.
    pub id: Uuid,
    /// Where it stands, as code.
    pub state: String,
    /// The name of the file; empty for a pasted table.
    pub name: String,
    /// The file.
    pub file: FileId,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes.
    pub digest: Vec<u8>,
    /// When it came.
    pub received_at: Instant,
    /// What each column is, as JSON.
    pub mapping: String,
    /// What was found and done, as JSON.
    pub report: String,
}

statements! {
    person INSERT = "INSERT INTO own_copy (ssin, id, state, name, file_id, size, digest, received_at, mapping, report) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    person GET = "SELECT id, state, name, file_id, size, digest, received_at, mapping, report FROM own_copy WHERE ssin = $1 AND id = $2";
    person LIST = "SELECT id, state, name, file_id, size, digest, received_at, mapping, report FROM own_copy WHERE ssin = $1 ORDER BY received_at DESC, id";
    person UPDATE = "UPDATE own_copy SET state = $3, mapping = $4, report = $5 WHERE ssin = $1 AND id = $2";
    person DELETE = "DELETE FROM own_copy WHERE ssin = $1 AND id = $2";
}

fn copy(row: &Row) -> Result<OwnCopy, StoreError> {
    Ok(OwnCopy {
        id: row.get("id")?,
        state: row.get("state")?,
        name: row.get("name")?,
        file: row.get("file_id")?,
        size: row.get("size")?,
        digest: row.get("digest")?,
        received_at: row.get("received_at")?,
        mapping: row.get("mapping")?,
        report: row.get("report")?,
    })
}

impl Tx {
    /// Notes a copy. Its file is swept away after a day unless it is kept.
    pub async fn insert_own_copy(&mut self, ssin: &Ssin, c: &OwnCopy) -> Result<(), StoreError> {
        let row = args![
            c.id,
            &c.state,
            &c.name,
            c.file,
            c.size,
            c.digest.clone(),
            c.received_at,
            &c.mapping,
            &c.report
        ];
        self.person(ssin).execute(&INSERT, row).await?;
        Ok(())
    }

    /// A copy of a person.
    pub async fn own_copy(&mut self, ssin: &Ssin, id: Uuid) -> Result<Option<OwnCopy>, StoreError> {
        let row = self.person(ssin).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(copy).transpose()
    }

    /// The copies of a person, latest first.
    pub async fn own_copies(&mut self, ssin: &Ssin) -> Result<Vec<OwnCopy>, StoreError> {
        self.person(ssin).fetch(&LIST, args![]).await?.iter().map(copy).collect()
    }

    /// Writes where a copy stands.
    pub async fn update_own_copy(&mut self, ssin: &Ssin, c: &OwnCopy) -> Result<(), StoreError> {
        let row = args![c.id, &c.state, &c.mapping, &c.report];
        self.person(ssin).execute(&UPDATE, row).await?;
        Ok(())
    }

    /// Keeps the file of a copy for good.
    pub async fn keep_own_copy(&mut self, file: FileId) -> Result<(), StoreError> {
        self.release_file(file).await?;
        self.keep_file(file).await
    }

    /// Forgets a copy, and lets its file go.
    pub async fn delete_own_copy(&mut self, ssin: &Ssin, c: &OwnCopy) -> Result<(), StoreError> {
        self.person(ssin).execute(&DELETE, args![c.id]).await?;
        self.release_file(c.file).await
    }
}
