//! What belongs to a person and to no employer: own trainings and diplomas in versions, their
//! evidence, what was done and who looked. Every statement is for one person.

use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, ChangeId, FileId, OwnRecordId};
use fla_domain::own::{BroadField, RecordDetails, RecordKind};
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::attachment::StoredEvidence;
use crate::engine::{FOREVER, Row, StoreError, Tx};
use crate::{args, statements};

/// A version of an own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    /// The record.
    pub id: OwnRecordId,
    /// Version, from 1.
    pub version: i64,
    /// Since when it is known so.
    pub known_from: Instant,
    /// Until when it was.
    pub known_to: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// What is said of it.
    pub details: RecordDetails,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// The copy of the own account in the public FLA from which it was taken.
    pub copy: Option<Uuid>,
}

/// Something a person did with what is their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChange {
    /// Its id.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// Name of the person.
    pub actor_name: String,
    /// Channel.
    pub channel: String,
    /// Kind of command.
    pub kind: String,
    /// The record it is about.
    pub record: Option<OwnRecordId>,
    /// The caller's idempotency key.
    pub caller_key: String,
    /// SHA-256 of the command.
    pub digest: Vec<u8>,
    /// What came of it, as JSON.
    pub outcome: String,
}

/// An entry of the audit log of what is a person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAudit {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// Name of who did it.
    pub actor_name: String,
    /// Channel.
    pub channel: String,
    /// What was done or looked at.
    pub action: String,
    /// `done`, `refused`.
    pub outcome: String,
    /// The change, where something was changed.
    pub change: Option<ChangeId>,
    /// Trace id of the request.
    pub trace: String,
}

statements! {
    person LOCK = "INSERT INTO own_person (ssin, latest) VALUES ($1, 0) ON CONFLICT (ssin) DO UPDATE SET latest = own_person.latest RETURNING latest";
    person SET_LATEST = "UPDATE own_person SET latest = $2 WHERE ssin = $1";
    person BY_KEY = "SELECT id, at, actor_name, channel, kind, record_id, caller_key, digest, outcome FROM own_change WHERE ssin = $1 AND caller_key = $2";
    person OF_RECORD = "SELECT id, at, actor_name, channel, kind, record_id, caller_key, digest, outcome FROM own_change WHERE ssin = $1 AND record_id = $2 ORDER BY at";
    person INSERT_CHANGE = "INSERT INTO own_change (ssin, id, at, actor_name, channel, kind, record_id, caller_key, digest, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    person INSERT_AUDIT = "INSERT INTO own_audit (ssin, id, at, actor_name, channel, action, outcome, change_id, trace) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    person AUDIT = "SELECT id, at, actor_name, channel, action, outcome, change_id, trace FROM own_audit WHERE ssin = $1 ORDER BY at DESC, id DESC LIMIT $2";
    person RECORDS = "SELECT id, version, known_from, known_to, change_id, kind, title, provider, field, start_date, end_date, minutes, valid_until, withdrawn, copy_of \
        FROM own_record WHERE ssin = $1 AND known_to = 9223372036854775807 AND withdrawn = 0 ORDER BY start_date DESC, id";
    person RECORD = "SELECT id, version, known_from, known_to, change_id, kind, title, provider, field, start_date, end_date, minutes, valid_until, withdrawn, copy_of \
        FROM own_record WHERE ssin = $1 AND id = $2 AND known_to = 9223372036854775807";
    person CLOSE = "UPDATE own_record SET known_to = $4 WHERE ssin = $1 AND id = $2 AND version = $3 AND known_to = 9223372036854775807";
    person INSERT = "INSERT INTO own_record (ssin, id, version, known_from, known_to, change_id, kind, title, provider, field, start_date, end_date, minutes, valid_until, withdrawn, copy_of) \
        VALUES ($1, $2, $3, $4, 9223372036854775807, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    person FILES = "SELECT id, record_id, name, media, size, digest, received_at, change_id FROM own_file WHERE ssin = $1 AND removed_at IS NULL ORDER BY received_at, id";
    person FILE = "SELECT id, record_id, name, media, size, digest, received_at, change_id FROM own_file WHERE ssin = $1 AND id = $2 AND removed_at IS NULL";
    person INSERT_FILE = "INSERT INTO own_file (ssin, id, record_id, name, media, size, digest, received_at, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    person REMOVE_FILE = "UPDATE own_file SET removed_at = $3 WHERE ssin = $1 AND id = $2 AND removed_at IS NULL";
}

pub(crate) fn audit(row: &Row) -> Result<OwnAudit, StoreError> {
    Ok(OwnAudit {
        id: row.get("id")?,
        at: row.get("at")?,
        actor_name: row.get("actor_name")?,
        channel: row.get("channel")?,
        action: row.get("action")?,
        outcome: row.get("outcome")?,
        change: row.get("change_id")?,
        trace: row.get("trace")?,
    })
}

fn record(row: &Row) -> Result<StoredRecord, StoreError> {
    let field: Option<String> = row.get("field")?;
    Ok(StoredRecord {
        id: row.get("id")?,
        version: row.get("version")?,
        known_from: row.get("known_from")?,
        known_to: row.get("known_to")?,
        change: row.get("change_id")?,
        details: RecordDetails {
            kind: row.code("kind", RecordKind::from_code)?,
            title: row.get("title")?,
            provider: row.get("provider")?,
            field: field
                .map(|code| BroadField::from_code(&code).ok_or_else(|| row.corrupt("field")))
                .transpose()?,
            start: row.get("start_date")?,
            end: row.get("end_date")?,
            minutes: row.get("minutes")?,
            valid_until: row.get("valid_until")?,
        },
        withdrawn: row.get("withdrawn")?,
        copy: row.get("copy_of")?,
    })
}

fn change(row: &Row) -> Result<OwnChange, StoreError> {
    Ok(OwnChange {
        id: row.get("id")?,
        at: row.get("at")?,
        actor_name: row.get("actor_name")?,
        channel: row.get("channel")?,
        kind: row.get("kind")?,
        record: row.get("record_id")?,
        caller_key: row.get("caller_key")?,
        digest: row.get("digest")?,
        outcome: row.get("outcome")?,
    })
}

fn file(row: &Row) -> Result<(OwnRecordId, StoredEvidence), StoreError> {
    Ok((row.get("record_id")?, crate::attachment::evidence(row)?))
}

impl Tx {
    /// Keeps others from changing what is this person's own until the transaction ends, and says
    /// when it was last changed.
    pub async fn lock_person(&mut self, ssin: &Ssin) -> Result<Instant, StoreError> {
        self.person(ssin).fetch_one(&LOCK, args![]).await?.get("latest")
    }

    /// The change that a person already made under a key.
    pub async fn own_change_by_key(
        &mut self,
        ssin: &Ssin,
        key: &str,
    ) -> Result<Option<OwnChange>, StoreError> {
        let row = self.person(ssin).fetch_optional(&BY_KEY, args![key]).await?;
        row.as_ref().map(change).transpose()
    }

    /// What was done with a record, oldest first.
    pub async fn own_changes_of(
        &mut self,
        ssin: &Ssin,
        record: OwnRecordId,
    ) -> Result<Vec<OwnChange>, StoreError> {
        self.person(ssin).fetch(&OF_RECORD, args![record]).await?.iter().map(change).collect()
    }

    /// Notes a change, as the latest of this person.
    pub async fn insert_own_change(
        &mut self,
        ssin: &Ssin,
        c: &OwnChange,
    ) -> Result<(), StoreError> {
        let mut scope = self.person(ssin);
        let row = args![
            c.id,
            c.at,
            &c.actor_name,
            &c.channel,
            &c.kind,
            c.record,
            &c.caller_key,
            c.digest.clone(),
            &c.outcome
        ];
        scope.execute(&INSERT_CHANGE, row).await?;
        scope.execute(&SET_LATEST, args![c.at]).await?;
        Ok(())
    }

    /// Writes an entry of the person's audit log, and has it wait for its place in the log.
    pub async fn insert_own_audit(&mut self, ssin: &Ssin, a: &OwnAudit) -> Result<(), StoreError> {
        let row =
            args![a.id, a.at, &a.actor_name, &a.channel, &a.action, &a.outcome, a.change, &a.trace];
        self.person(ssin).execute(&INSERT_AUDIT, row).await?;
        self.await_own_sealing(ssin, a).await
    }

    /// The last entries of the person's audit log, newest first.
    pub async fn own_audit(
        &mut self,
        ssin: &Ssin,
        limit: i64,
    ) -> Result<Vec<OwnAudit>, StoreError> {
        let rows = self.person(ssin).fetch(&AUDIT, args![limit]).await?;
        rows.iter().map(audit).collect()
    }

    /// The records of a person that stand, latest first.
    pub async fn own_records(&mut self, ssin: &Ssin) -> Result<Vec<StoredRecord>, StoreError> {
        self.person(ssin).fetch(&RECORDS, args![]).await?.iter().map(record).collect()
    }

    /// A record of a person in the version in force, a withdrawn one too.
    pub async fn own_record(
        &mut self,
        ssin: &Ssin,
        id: OwnRecordId,
    ) -> Result<Option<StoredRecord>, StoreError> {
        let row = self.person(ssin).fetch_optional(&RECORD, args![id]).await?;
        row.as_ref().map(record).transpose()
    }

    /// Ends a version; false where it is not the one in force.
    pub async fn close_own_record(
        &mut self,
        ssin: &Ssin,
        id: OwnRecordId,
        version: i64,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.person(ssin).execute(&CLOSE, args![id, version, at]).await? > 0)
    }

    /// Adds a version of a record, in force from its instant.
    pub async fn insert_own_record(
        &mut self,
        ssin: &Ssin,
        r: &StoredRecord,
    ) -> Result<(), StoreError> {
        debug_assert_eq!(r.known_to.0, FOREVER, "a new version holds until the next");
        let d = &r.details;
        let row = args![
            r.id,
            r.version,
            r.known_from,
            r.change,
            d.kind.code(),
            &d.title,
            d.provider.as_deref(),
            d.field.map(BroadField::code),
            d.start,
            d.end,
            d.minutes,
            d.valid_until,
            r.withdrawn,
            r.copy
        ];
        self.person(ssin).execute(&INSERT, row).await?;
        Ok(())
    }

    /// The evidence a person keeps, by record.
    pub async fn own_files(
        &mut self,
        ssin: &Ssin,
    ) -> Result<Vec<(OwnRecordId, StoredEvidence)>, StoreError> {
        self.person(ssin).fetch(&FILES, args![]).await?.iter().map(file).collect()
    }

    /// A piece of evidence of a person, with its record.
    pub async fn own_file(
        &mut self,
        ssin: &Ssin,
        id: FileId,
    ) -> Result<Option<(OwnRecordId, StoredEvidence)>, StoreError> {
        let row = self.person(ssin).fetch_optional(&FILE, args![id]).await?;
        row.as_ref().map(file).transpose()
    }

    /// Notes a piece of evidence of a record.
    pub async fn insert_own_file(
        &mut self,
        ssin: &Ssin,
        record: OwnRecordId,
        f: &StoredEvidence,
    ) -> Result<(), StoreError> {
        let row = args![
            f.id,
            record,
            &f.name,
            &f.media,
            f.size,
            f.digest.clone(),
            f.received_at,
            f.change
        ];
        self.person(ssin).execute(&INSERT_FILE, row).await?;
        self.keep_file(f.id).await
    }

    /// Notes that a piece of evidence was removed; false where there is none.
    pub async fn remove_own_file(
        &mut self,
        ssin: &Ssin,
        id: FileId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let removed = self.person(ssin).execute(&REMOVE_FILE, args![id, at]).await? > 0;
        if removed {
            self.release_file(id).await?;
        }
        Ok(removed)
    }
}
