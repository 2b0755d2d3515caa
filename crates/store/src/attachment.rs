//! Evidence of participations, kept by the employer; and which of the files that are kept are in
//! use at all.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, FileId, ParticipationId};
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A file that was handed in as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvidence {
    /// Its id, and its name where files are kept.
    pub id: FileId,
    /// The name under which it is given back.
    pub name: String,
    /// Its media type, as found in its content.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content.
    pub digest: Vec<u8>,
    /// When it came in.
    pub received_at: Instant,
    /// The change that brought it.
    pub change: ChangeId,
}

/// Evidence of a participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The participation.
    pub part: ParticipationId,
    /// The participant.
    pub employee: EmployeeId,
    /// The file.
    pub file: StoredEvidence,
}

statements! {
    employer INSERT = "INSERT INTO attachment (employer_id, id, participation_id, employee_id, name, media, size, digest, received_at, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    employer GET = "SELECT id, participation_id, employee_id, name, media, size, digest, received_at, change_id FROM attachment WHERE employer_id = $1 AND id = $2 AND removed_at IS NULL";
    employer OF_PARTS = "SELECT id, participation_id, employee_id, name, media, size, digest, received_at, change_id FROM attachment \
        WHERE employer_id = $1 AND participation_id IN ANY_ID($2) AND removed_at IS NULL ORDER BY received_at, id";
    employer OF_EMPLOYEE = "SELECT id, participation_id, employee_id, name, media, size, digest, received_at, change_id FROM attachment \
        WHERE employer_id = $1 AND employee_id = $2 AND removed_at IS NULL ORDER BY received_at, id";
    employer REMOVE = "UPDATE attachment SET removed_at = $3 WHERE employer_id = $1 AND id = $2 AND removed_at IS NULL";
    global KEEP = "INSERT INTO kept_file (id) VALUES ($1)";
    global RELEASE = "DELETE FROM kept_file WHERE id = $1";
    pair global IN_USE = sqlite "SELECT id FROM file_in_use WHERE id IN ANY_ID($1)"
        postgres "SELECT id FROM files_in_use($1::uuid[]) AS used (id)";
}

pub(crate) fn evidence(row: &Row) -> Result<StoredEvidence, StoreError> {
    Ok(StoredEvidence {
        id: row.get("id")?,
        name: row.get("name")?,
        media: row.get("media")?,
        size: row.get("size")?,
        digest: row.get("digest")?,
        received_at: row.get("received_at")?,
        change: row.get("change_id")?,
    })
}

fn attachment(row: &Row) -> Result<Attachment, StoreError> {
    Ok(Attachment {
        part: row.get("participation_id")?,
        employee: row.get("employee_id")?,
        file: evidence(row)?,
    })
}

impl Tx {
    /// Notes evidence of a participation.
    pub async fn insert_attachment(
        &mut self,
        employer: EmployerId,
        a: &Attachment,
    ) -> Result<(), StoreError> {
        let f = &a.file;
        let row = args![
            f.id,
            a.part,
            a.employee,
            &f.name,
            &f.media,
            f.size,
            f.digest.clone(),
            f.received_at,
            f.change
        ];
        self.employer(employer).execute(&INSERT, row).await?;
        self.keep_file(f.id).await
    }

    /// Evidence by its id.
    pub async fn get_attachment(
        &mut self,
        employer: EmployerId,
        id: FileId,
    ) -> Result<Option<Attachment>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(attachment).transpose()
    }

    /// The evidence of participations.
    pub async fn attachments_of_parts(
        &mut self,
        employer: EmployerId,
        parts: &[ParticipationId],
    ) -> Result<Vec<Attachment>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_PARTS, args![parts]).await?;
        rows.iter().map(attachment).collect()
    }

    /// The evidence of one employee's participations.
    pub async fn attachments_of(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
    ) -> Result<Vec<Attachment>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_EMPLOYEE, args![employee]).await?;
        rows.iter().map(attachment).collect()
    }

    /// Notes that evidence was removed; false where there is none.
    pub async fn remove_attachment(
        &mut self,
        employer: EmployerId,
        id: FileId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let removed = self.employer(employer).execute(&REMOVE, args![id, at]).await? > 0;
        if removed {
            self.release_file(id).await?;
        }
        Ok(removed)
    }

    /// Notes that a file that is kept is in use.
    pub(crate) async fn keep_file(&mut self, id: FileId) -> Result<(), StoreError> {
        self.global().execute(&KEEP, args![id]).await?;
        Ok(())
    }

    /// Notes that it no longer is: it may be swept away.
    pub(crate) async fn release_file(&mut self, id: FileId) -> Result<(), StoreError> {
        self.global().execute(&RELEASE, args![id]).await?;
        Ok(())
    }

    /// Which of these files are in use, by whomever: as evidence, as papers, or because they came in.
    pub async fn files_in_use(&mut self, ids: &[FileId]) -> Result<Vec<FileId>, StoreError> {
        let rows = self.global().fetch(&IN_USE, args![ids]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}
