//! What people show an employer of what is their own, and what the employer found of it. The
//! record itself stays the person's; here stands only that it may be read, and who judged it.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, OwnRecordId};
use fla_domain::own::Standing;
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// That a person shows an employer a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its id.
    pub id: Uuid,
    /// The record.
    pub record: OwnRecordId,
    /// Whose, as the employer knows the person.
    pub employee: EmployeeId,
    /// Since when.
    pub shared_at: Instant,
    /// The change by which it was shown.
    pub change: ChangeId,
    /// Until when; `None` while it is shown.
    pub ended_at: Option<Instant>,
}

/// What somebody of an employer found of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The record.
    pub record: OwnRecordId,
    /// The version that was looked at.
    pub version: i64,
    /// When.
    pub at: Instant,
    /// Whose record it is, as the employer knows the person.
    pub employee: EmployeeId,
    /// How far it may be relied on; *declared* takes an earlier judgement back.
    pub standing: Standing,
    /// Name of who found so.
    pub by: String,
    /// In what words; may be empty.
    pub words: String,
    /// The change.
    pub change: ChangeId,
}

statements! {
    employer INSERT = "INSERT INTO shared_record (employer_id, id, record_id, employee_id, shared_at, change_id) VALUES ($1, $2, $3, $4, $5, $6)";
    employer END = "UPDATE shared_record SET ended_at = $3 WHERE employer_id = $1 AND record_id = $2 AND ended_at IS NULL";
    employer OPEN = "SELECT id, record_id, employee_id, shared_at, change_id, ended_at FROM shared_record WHERE employer_id = $1 AND ended_at IS NULL ORDER BY shared_at DESC, id LIMIT $2";
    employer OPEN_ONE = "SELECT id, record_id, employee_id, shared_at, change_id, ended_at FROM shared_record WHERE employer_id = $1 AND record_id = $2 AND ended_at IS NULL";
    employer OF_EMPLOYEE = "SELECT id, record_id, employee_id, shared_at, change_id, ended_at FROM shared_record WHERE employer_id = $1 AND employee_id = $2 ORDER BY shared_at, id";
    employer JUDGE = "INSERT INTO record_judgement (employer_id, record_id, at, employee_id, version, standing, actor_name, words, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    employer JUDGEMENTS = "SELECT record_id, at, employee_id, version, standing, actor_name, words, change_id FROM record_judgement WHERE employer_id = $1 AND record_id IN ANY_ID($2) ORDER BY at";
    employer JUDGEMENTS_OF = "SELECT record_id, at, employee_id, version, standing, actor_name, words, change_id FROM record_judgement WHERE employer_id = $1 AND employee_id = $2 ORDER BY at";
}

fn share(row: &Row) -> Result<Share, StoreError> {
    Ok(Share {
        id: row.get("id")?,
        record: row.get("record_id")?,
        employee: row.get("employee_id")?,
        shared_at: row.get("shared_at")?,
        change: row.get("change_id")?,
        ended_at: row.get("ended_at")?,
    })
}

fn judgement(row: &Row) -> Result<Judgement, StoreError> {
    Ok(Judgement {
        record: row.get("record_id")?,
        version: row.get("version")?,
        at: row.get("at")?,
        employee: row.get("employee_id")?,
        standing: row.code("standing", Standing::from_code)?,
        by: row.get("actor_name")?,
        words: row.get("words")?,
        change: row.get("change_id")?,
    })
}

impl Tx {
    /// Notes that a record is shown from now on.
    pub async fn insert_share(
        &mut self,
        employer: EmployerId,
        s: &Share,
    ) -> Result<(), StoreError> {
        let row = args![s.id, s.record, s.employee, s.shared_at, s.change];
        self.employer(employer).execute(&INSERT, row).await?;
        Ok(())
    }

    /// Notes that a record is shown no longer; false where it was not.
    pub async fn end_share(
        &mut self,
        employer: EmployerId,
        record: OwnRecordId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&END, args![record, at]).await? > 0)
    }

    /// What an employer is shown, the latest first.
    pub async fn open_shares(
        &mut self,
        employer: EmployerId,
        limit: i64,
    ) -> Result<Vec<Share>, StoreError> {
        self.employer(employer).fetch(&OPEN, args![limit]).await?.iter().map(share).collect()
    }

    /// That an employer is shown a record; `None` where it is not.
    pub async fn open_share(
        &mut self,
        employer: EmployerId,
        record: OwnRecordId,
    ) -> Result<Option<Share>, StoreError> {
        let row = self.employer(employer).fetch_optional(&OPEN_ONE, args![record]).await?;
        row.as_ref().map(share).transpose()
    }

    /// What an employee shows or showed an employer, oldest first.
    pub async fn shares_of(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
    ) -> Result<Vec<Share>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_EMPLOYEE, args![employee]).await?;
        rows.iter().map(share).collect()
    }

    /// Notes what was found of a record.
    pub async fn insert_judgement(
        &mut self,
        employer: EmployerId,
        j: &Judgement,
    ) -> Result<(), StoreError> {
        let row = args![
            j.record,
            j.at,
            j.employee,
            j.version,
            j.standing.code(),
            &j.by,
            &j.words,
            j.change
        ];
        self.employer(employer).execute(&JUDGE, row).await?;
        Ok(())
    }

    /// What an employer found of these records, oldest first.
    pub async fn judgements(
        &mut self,
        employer: EmployerId,
        records: &[OwnRecordId],
    ) -> Result<Vec<Judgement>, StoreError> {
        let rows = self.employer(employer).fetch(&JUDGEMENTS, args![records]).await?;
        rows.iter().map(judgement).collect()
    }

    /// What an employer found of the records of an employee, oldest first.
    pub async fn judgements_of(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
    ) -> Result<Vec<Judgement>, StoreError> {
        let rows = self.employer(employer).fetch(&JUDGEMENTS_OF, args![employee]).await?;
        rows.iter().map(judgement).collect()
    }
}
