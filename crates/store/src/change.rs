//! Changes: which command was carried out, by whom, when and why; and, with the same rows, what
//! makes a command idempotent under its caller's key. Beside it the audit log.

use std::collections::BTreeSet;

use fla_domain::ids::{AuditId, ChangeId, EmployeeId, EmployerId, MandateId};
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// In which quality somebody acted, and for which other organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behalf {
    /// Quality of the organisation that acted, as code; `None` of a person for oneself.
    pub quality: Option<String>,
    /// The organisation that acted, where it is not the one whose register it is.
    pub organisation: Option<EmployerId>,
    /// Its name at that moment.
    pub organisation_name: Option<String>,
    /// The mandate under which it acted.
    pub mandate: Option<MandateId>,
}

impl Behalf {
    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            quality: row.get("quality")?,
            organisation: row.get("organisation_id")?,
            organisation_name: row.get("organisation_name")?,
            mandate: row.get("mandate_id")?,
        })
    }
}

/// A command that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// Its id.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// SSIN digits of the actor; empty for the system.
    pub actor_ssin: String,
    /// Name of the actor.
    pub actor_name: String,
    /// Role in which it was done, as code.
    pub role: String,
    /// In which quality, for whom.
    pub behalf: Behalf,
    /// Channel.
    pub channel: String,
    /// Kind of command.
    pub kind: String,
    /// Why.
    pub reason: Option<String>,
    /// The caller's idempotency key.
    pub caller_key: String,
    /// SHA-256 of the command.
    pub digest: Vec<u8>,
    /// What came of it, as JSON.
    pub outcome: String,
}

/// An entry of the audit log, with the employees it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// SSIN digits of the actor; empty for the system.
    pub actor_ssin: String,
    /// Name of the actor.
    pub actor_name: String,
    /// Role in which it was done, as code.
    pub role: String,
    /// In which quality, for whom.
    pub behalf: Behalf,
    /// Channel.
    pub channel: String,
    /// What was done or looked at.
    pub action: String,
    /// `done`, `refused`.
    pub outcome: String,
    /// The stated reason.
    pub reason: Option<String>,
    /// The change, where something was changed.
    pub change: Option<ChangeId>,
    /// How many people it is about.
    pub subjects: i64,
    /// Trace id of the request or job.
    pub trace: String,
}

statements! {
    employer BY_KEY = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND actor_ssin = $2 AND caller_key = $3";
    employer BY_KEYS = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND actor_ssin = $2 AND caller_key IN ANY_TEXT($3)";
    employer MANY = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND id IN ANY_ID($2)";
    employer RECENT = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND at < $2 ORDER BY at DESC LIMIT $3";
    employer AFTER = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND at > $2 ORDER BY at LIMIT $3";
    employer AT = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, kind, reason, caller_key, digest, outcome FROM change \
        WHERE employer_id = $1 AND at = $2";
    employer LATEST = "SELECT COALESCE(MAX(at), 0) AS at FROM change WHERE employer_id = $1";
    employer SET_OUTCOME = "UPDATE change SET outcome = $3 WHERE employer_id = $1 AND id = $2";
    bulk employer INSERT = "change" (id id, at int, actor_ssin text, actor_name text, role text, quality text?, organisation_id id?, organisation_name text?, mandate_id id?, channel text, kind text, reason text?, caller_key text, digest blob, outcome text);

    bulk employer INSERT_AUDIT = "audit_entry" (id id, at int, actor_ssin text, actor_name text, role text, quality text?, organisation_id id?, organisation_name text?, mandate_id id?, channel text, action text, outcome text, reason text?, change_id id?, subjects int, trace text);
    bulk employer INSERT_SUBJECTS = "audit_subject" (employee_id id, entry_id id);
    employer AUDIT_RECENT = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, action, outcome, reason, change_id, subjects, trace FROM audit_entry \
        WHERE employer_id = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3";
    employer NOTES_AT = "SELECT id, change_id, subjects FROM audit_entry WHERE employer_id = $1 AND at IN ANY_INT($2) AND change_id IS NOT NULL";
    employer SUBJECTS = "SELECT entry_id, employee_id FROM audit_subject WHERE employer_id = $1 AND entry_id IN ANY_ID($2) ORDER BY entry_id, employee_id";
    // Ids of entries grow with time: the newest about somebody are found without the others.
    employer AUDIT_OF = "SELECT a.id, a.at, a.actor_ssin, a.actor_name, a.role, a.quality, a.organisation_id, a.organisation_name, a.mandate_id, a.channel, a.action, a.outcome, a.reason, a.change_id, a.subjects, a.trace \
        FROM (SELECT entry_id FROM audit_subject WHERE employer_id = $1 AND employee_id = $2 ORDER BY entry_id DESC LIMIT $3) s CROSS JOIN audit_entry a \
        WHERE a.employer_id = $1 AND a.id = s.entry_id ORDER BY a.at DESC, a.id DESC";
}

fn change(row: &Row) -> Result<StoredChange, StoreError> {
    Ok(StoredChange {
        id: row.get("id")?,
        at: row.get("at")?,
        actor_ssin: row.get("actor_ssin")?,
        actor_name: row.get("actor_name")?,
        role: row.get("role")?,
        behalf: Behalf::read(row)?,
        channel: row.get("channel")?,
        kind: row.get("kind")?,
        reason: row.get("reason")?,
        caller_key: row.get("caller_key")?,
        digest: row.get("digest")?,
        outcome: row.get("outcome")?,
    })
}

pub(crate) fn audit(row: &Row) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        id: row.get("id")?,
        at: row.get("at")?,
        actor_ssin: row.get("actor_ssin")?,
        actor_name: row.get("actor_name")?,
        role: row.get("role")?,
        behalf: Behalf::read(row)?,
        channel: row.get("channel")?,
        action: row.get("action")?,
        outcome: row.get("outcome")?,
        reason: row.get("reason")?,
        change: row.get("change_id")?,
        subjects: row.get("subjects")?,
        trace: row.get("trace")?,
    })
}

impl Tx {
    /// The change that a caller already made under a key.
    pub async fn change_by_key(
        &mut self,
        employer: EmployerId,
        actor_ssin: &str,
        key: &str,
    ) -> Result<Option<StoredChange>, StoreError> {
        let row = self.employer(employer).fetch_optional(&BY_KEY, args![actor_ssin, key]).await?;
        row.as_ref().map(change).transpose()
    }

    /// The changes that a caller already made under some keys.
    pub async fn changes_by_keys(
        &mut self,
        employer: EmployerId,
        actor_ssin: &str,
        keys: &[String],
    ) -> Result<Vec<StoredChange>, StoreError> {
        let rows = self.employer(employer).fetch(&BY_KEYS, args![actor_ssin, keys]).await?;
        rows.iter().map(change).collect()
    }

    /// Several changes, in no order.
    pub async fn changes(
        &mut self,
        employer: EmployerId,
        ids: &[ChangeId],
    ) -> Result<Vec<StoredChange>, StoreError> {
        self.employer(employer).fetch(&MANY, args![ids]).await?.iter().map(change).collect()
    }

    /// The last changes before an instant, newest first.
    pub async fn recent_changes(
        &mut self,
        employer: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<StoredChange>, StoreError> {
        let rows = self.employer(employer).fetch(&RECENT, args![before, limit]).await?;
        rows.iter().map(change).collect()
    }

    /// The first changes after an instant, oldest first.
    pub async fn changes_after(
        &mut self,
        employer: EmployerId,
        after: Instant,
        limit: i64,
    ) -> Result<Vec<StoredChange>, StoreError> {
        let rows = self.employer(employer).fetch(&AFTER, args![after, limit]).await?;
        rows.iter().map(change).collect()
    }

    /// The entries of the audit log in which changes of these instants are noted, each with how
    /// many people it is about.
    pub async fn notes_of_changes(
        &mut self,
        employer: EmployerId,
        at: &[Instant],
    ) -> Result<Vec<(AuditId, ChangeId, i64)>, StoreError> {
        let at: Vec<i64> = at.iter().map(|at| at.0).collect();
        let rows = self.employer(employer).fetch(&NOTES_AT, args![&at]).await?;
        let note = |row: &Row| Ok((row.get("id")?, row.get("change_id")?, row.get("subjects")?));
        rows.iter().map(note).collect()
    }

    /// Whom some entries of the audit log are about, in order.
    pub async fn subjects_of_notes(
        &mut self,
        employer: EmployerId,
        notes: &[AuditId],
    ) -> Result<Vec<(AuditId, EmployeeId)>, StoreError> {
        let rows = self.employer(employer).fetch(&SUBJECTS, args![notes]).await?;
        rows.iter().map(|row| Ok((row.get("entry_id")?, row.get("employee_id")?))).collect()
    }

    /// The change that was made at an instant; each has one of its own.
    pub async fn change_at(
        &mut self,
        employer: EmployerId,
        at: Instant,
    ) -> Result<Option<StoredChange>, StoreError> {
        let row = self.employer(employer).fetch_optional(&AT, args![at]).await?;
        row.as_ref().map(change).transpose()
    }

    /// The instant of the newest change of an employer: the next must be later, so that what was
    /// known when has one order.
    pub async fn latest_change_at(&mut self, employer: EmployerId) -> Result<Instant, StoreError> {
        self.employer(employer).fetch_one(&LATEST, args![]).await?.get("at")
    }

    /// Notes changes.
    pub async fn insert_changes(
        &mut self,
        employer: EmployerId,
        changes: &[StoredChange],
    ) -> Result<(), StoreError> {
        let rows = changes.iter().map(|c| -> Vec<Value> {
            args![
                c.id,
                c.at,
                &c.actor_ssin,
                &c.actor_name,
                &c.role,
                c.behalf.quality.as_deref(),
                c.behalf.organisation,
                c.behalf.organisation_name.as_deref(),
                c.behalf.mandate,
                &c.channel,
                &c.kind,
                c.reason.as_deref(),
                &c.caller_key,
                c.digest.clone(),
                &c.outcome
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// Fills in what came of a change.
    pub async fn set_change_outcome(
        &mut self,
        employer: EmployerId,
        id: ChangeId,
        outcome: &str,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&SET_OUTCOME, args![id, outcome]).await?;
        Ok(())
    }

    /// Writes entries of the audit log, each with the employees it is about, and has them wait for
    /// their place in the log.
    pub async fn insert_audit(
        &mut self,
        employer: EmployerId,
        entries: &[(AuditEntry, Vec<EmployeeId>)],
    ) -> Result<(), StoreError> {
        let rows = entries.iter().map(|(e, _)| -> Vec<Value> {
            args![
                e.id,
                e.at,
                &e.actor_ssin,
                &e.actor_name,
                &e.role,
                e.behalf.quality.as_deref(),
                e.behalf.organisation,
                e.behalf.organisation_name.as_deref(),
                e.behalf.mandate,
                &e.channel,
                &e.action,
                &e.outcome,
                e.reason.as_deref(),
                e.change,
                e.subjects,
                &e.trace
            ]
        });
        // Each once: to have the server pass over what is there costs half as much again as the row.
        let subjects = entries.iter().flat_map(|(entry, people)| {
            let people: BTreeSet<EmployeeId> = people.iter().copied().collect();
            people.into_iter().map(|person| args![person, entry.id])
        });
        let mut scope = self.employer(employer);
        scope.insert_many(&INSERT_AUDIT, rows).await?;
        scope.insert_many(&INSERT_SUBJECTS, subjects).await?;
        self.await_sealing(employer, entries).await
    }

    /// The last entries of an employer's audit log before an instant, newest first.
    pub async fn recent_audit(
        &mut self,
        employer: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.employer(employer).fetch(&AUDIT_RECENT, args![before, limit]).await?;
        rows.iter().map(audit).collect()
    }

    /// Who looked at or changed the account of an employee, newest first.
    pub async fn audit_of(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.employer(employer).fetch(&AUDIT_OF, args![employee, limit]).await?;
        rows.iter().map(audit).collect()
    }
}
