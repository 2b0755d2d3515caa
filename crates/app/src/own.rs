//! What belongs to a person and to no employer: own trainings and diplomas with their evidence.
//! The same rules as for an employer's commands: authorised, checked, once under a key, written
//! and noted in one transaction. Employers see nothing of it but what is shown to them
//! (`read/sharing.rs`).

use fla_domain::access::{Action, Role, allowed};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, ChangeId, FileId, OwnRecordId};
use fla_domain::own::{RecordDetails, Standing};
use fla_domain::time::Instant;
use fla_store::attachment::StoredEvidence;
use fla_store::own::{OwnAudit, OwnChange, StoredRecord};
use fla_store::own_copy::OwnCopy;
use fla_store::{STILL, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::evidence::{Evidence, EvidenceContent, EvidenceInput, EvidenceUpload, MOST_PIECES};
use crate::intake::digest_of;
use crate::read::sharing::SharingView;
use crate::{App, Key, LookView, Refused, Visitor, own_copy};

/// A change of what is a person's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum OwnCommand {
    /// Declares a training or diploma.
    AddRecord {
        /// What is said of it.
        details: RecordDetails,
    },
    /// Changes what was declared.
    ChangeRecord {
        /// Which.
        record: OwnRecordId,
        /// The version that was seen.
        version: i64,
        /// As it should stand.
        details: RecordDetails,
    },
    /// Withdraws it; its evidence is removed.
    WithdrawRecord {
        /// Which.
        record: OwnRecordId,
        /// The version that was seen.
        version: i64,
    },
    /// Adds evidence.
    AddEvidence {
        /// Of which record.
        record: OwnRecordId,
        /// The file.
        file: EvidenceInput,
    },
    /// Removes evidence.
    RemoveEvidence {
        /// Which.
        file: FileId,
    },
    /// Takes the rows of a copy of the own account in the public FLA over as records.
    TakeCopy {
        /// The copy.
        copy: Uuid,
        /// What is said in its rows.
        records: Vec<RecordDetails>,
    },
    /// Withdraws the records that were taken from a copy and not changed since.
    UndoCopy {
        /// The copy.
        copy: Uuid,
    },
}

impl OwnCommand {
    /// The stable name of the kind of command.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AddRecord { .. } => "addOwnRecord",
            Self::ChangeRecord { .. } => "changeOwnRecord",
            Self::WithdrawRecord { .. } => "withdrawOwnRecord",
            Self::AddEvidence { .. } => "addOwnEvidence",
            Self::RemoveEvidence { .. } => "removeOwnEvidence",
            Self::TakeCopy { .. } => "takeOwnCopy",
            Self::UndoCopy { .. } => "undoOwnCopy",
        }
    }
}

/// What a command did, or (when it is sent again) what it did the first time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnReceipt {
    /// The change.
    pub change: ChangeId,
    /// The record it is about.
    pub record: OwnRecordId,
    /// The evidence, where it is about that.
    pub file: Option<FileId>,
}

/// A record with its evidence.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// The record.
    pub record: StoredRecord,
    /// Its evidence, first come first.
    pub files: Vec<StoredEvidence>,
    /// To which employers it is or was shown, and what they found of it.
    pub sharing: Vec<SharingView>,
}

impl RecordView {
    /// How far it may be relied on as it stands now, and which employer found so last. A
    /// judgement of an earlier version says nothing of this one.
    pub fn standing(&self) -> (Standing, Option<&SharingView>) {
        let version = self.record.version;
        let found = self.sharing.iter().map(|one| (one.standing(version), one));
        match found.max_by_key(|(standing, _)| *standing) {
            Some((standing, one)) if standing > Standing::Declared => (standing, Some(one)),
            _ if self.record.copy.is_some() => (Standing::Copied, None),
            _ => (Standing::Declared, None),
        }
    }
}

/// A record with what was done with it.
#[derive(Clone, Debug)]
pub struct RecordHistory {
    /// The record.
    pub view: RecordView,
    /// What was done, oldest first: kind and when.
    pub changes: Vec<(String, Instant)>,
}

/// A command under way.
struct OwnWork<'a> {
    app: &'a App,
    tx: Tx,
    ssin: &'a Ssin,
    at: Instant,
    change: ChangeId,
    /// Files whose bytes go once this is committed.
    gone: Vec<FileId>,
    /// Further records that the command is about.
    others: Vec<OwnRecordId>,
}

impl App {
    /// Carries out a command of a person on what is their own, once under its key.
    pub async fn submit_own(
        &self,
        visitor: &Visitor,
        command: &OwnCommand,
        key: &Key,
    ) -> Result<OwnReceipt, Refused> {
        let asked = self.submit_own_once(visitor, command, key);
        self.own_refusal_noted(visitor, command.kind(), asked).await
    }

    async fn submit_own_once(
        &self,
        visitor: &Visitor,
        command: &OwnCommand,
        key: &Key,
    ) -> Result<OwnReceipt, Refused> {
        permit()?;
        if let OwnCommand::AddRecord { details } | OwnCommand::ChangeRecord { details, .. } =
            command
        {
            let found = details.check(self.today());
            if !found.is_empty() {
                return Err(found.into());
            }
        }
        if let OwnCommand::TakeCopy { records, .. } = command {
            let today = self.today();
            let found: Vec<Anomaly> = records.iter().flat_map(|r| r.check(today)).collect();
            if !found.is_empty() {
                return Err(found.into());
            }
            if records.is_empty() {
                return Err(Refused::Conflict);
            }
        }
        let digest = digest_of(command)?;
        let mut tx = self.inner.store.write().await?;
        let latest = tx.lock_person(&visitor.ssin).await?;
        if let Some(earlier) = tx.own_change_by_key(&visitor.ssin, key.as_str()).await? {
            if earlier.digest != digest {
                return Err(Refused::KeyReused);
            }
            return serde_json::from_str(&earlier.outcome)
                .map_err(|_| Refused::Broken("outcome of a change".to_owned()));
        }
        let at = self.next_instant(Instant(latest.0 + 1));
        let change = ChangeId(self.ordered_id(at));
        let mut work = OwnWork {
            app: self,
            tx,
            ssin: &visitor.ssin,
            at,
            change,
            gone: Vec::new(),
            others: Vec::new(),
        };
        let receipt = work.apply(command).await?;
        work.note(visitor, command.kind(), key, digest, &receipt).await?;
        let OwnWork { tx, gone, .. } = work;
        tx.commit().await?;
        self.discard(&gone).await;
        Ok(receipt)
    }

    /// Begins to receive evidence of an own record.
    pub async fn receive_own(
        &self,
        _visitor: &Visitor,
        name: &str,
    ) -> Result<EvidenceUpload, Refused> {
        permit()?;
        self.receive_evidence(name).await
    }

    /// Adds evidence that came in to an own record.
    pub async fn keep_own(
        &self,
        visitor: &Visitor,
        record: OwnRecordId,
        mut evidence: Evidence,
        key: &Key,
    ) -> Result<OwnReceipt, Refused> {
        let before = self.kept_before(&visitor.ssin, key.as_str(), &evidence.input).await?;
        if let Some(earlier) = before {
            return Ok(earlier);
        }
        let command = OwnCommand::AddEvidence { record, file: evidence.input.clone() };
        let outcome = self.submit_own(visitor, &command, key).await;
        evidence.after(&outcome);
        outcome
    }

    /// The records of a person that stand, latest first. Looking is noted.
    pub async fn own_records(&self, visitor: &Visitor) -> Result<Vec<RecordView>, Refused> {
        permit()?;
        let mut tx = self.inner.store.write().await?;
        let records = tx.own_records(&visitor.ssin).await?;
        let files = tx.own_files(&visitor.ssin).await?;
        if !records.is_empty() {
            self.note_own(&mut tx, visitor, "ownRecords").await?;
        }
        tx.commit().await?;
        let shared =
            if records.is_empty() { Vec::new() } else { self.own_sharing(visitor).await? };
        Ok(records
            .into_iter()
            .map(|record| {
                let of = files.iter().filter(|(id, _)| *id == record.id);
                let files = of.map(|(_, file)| file.clone()).collect();
                let sharing = shared.iter().filter(|s| s.record == record.id).cloned().collect();
                RecordView { record, files, sharing }
            })
            .collect())
    }

    /// A record of a person with what was done with it; hidden where it is somebody else's.
    pub async fn own_record(
        &self,
        visitor: &Visitor,
        id: OwnRecordId,
    ) -> Result<RecordHistory, Refused> {
        let asked = self.own_record_once(visitor, id);
        self.own_refusal_noted(visitor, "ownRecord", asked).await
    }

    async fn own_record_once(
        &self,
        visitor: &Visitor,
        id: OwnRecordId,
    ) -> Result<RecordHistory, Refused> {
        permit()?;
        let mut tx = self.inner.store.write().await?;
        let record = standing(&mut tx, &visitor.ssin, id).await?;
        let files = tx.own_files(&visitor.ssin).await?;
        let changes = tx.own_changes_of(&visitor.ssin, id).await?;
        self.note_own(&mut tx, visitor, "ownRecord").await?;
        tx.commit().await?;
        let files = files.into_iter().filter(|(of, _)| *of == id).map(|(_, file)| file).collect();
        let mut sharing = self.own_sharing(visitor).await?;
        sharing.retain(|s| s.record == id);
        Ok(RecordHistory {
            view: RecordView { record, files, sharing },
            changes: changes.into_iter().map(|c| (c.kind, c.at)).collect(),
        })
    }

    /// Evidence of an own record; hidden where it is somebody else's.
    pub async fn own_evidence(
        &self,
        visitor: &Visitor,
        id: FileId,
    ) -> Result<EvidenceContent, Refused> {
        let asked = self.own_evidence_once(visitor, id);
        self.own_refusal_noted(visitor, "ownEvidence", asked).await
    }

    async fn own_evidence_once(
        &self,
        visitor: &Visitor,
        id: FileId,
    ) -> Result<EvidenceContent, Refused> {
        permit()?;
        let mut tx = self.inner.store.write().await?;
        let (_, file) = tx.own_file(&visitor.ssin, id).await?.ok_or(Refused::Hidden)?;
        self.note_own(&mut tx, visitor, "ownEvidence").await?;
        tx.commit().await?;
        self.content(&file).await
    }

    /// Who looked at or changed what is the person's own, newest first. What employers looked at
    /// because it is shown to them is noted with the employer.
    pub async fn own_record_looks(&self, visitor: &Visitor) -> Result<Vec<LookView>, Refused> {
        let entries = self.own_record_audit(visitor).await?;
        // Where nothing was shown nobody looked.
        let looked = entries.into_iter().filter(|entry| entry.outcome == "done");
        Ok(looked.map(LookView::of_own).collect())
    }

    /// The last entries of the audit log of what is the person's own, newest first.
    pub async fn own_record_audit(&self, visitor: &Visitor) -> Result<Vec<OwnAudit>, Refused> {
        permit()?;
        let mut tx = self.inner.store.read().await?;
        let entries = tx.own_audit(&visitor.ssin, 200).await?;
        tx.rollback().await?;
        Ok(entries)
    }

    pub(crate) async fn note_own(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        action: &str,
    ) -> Result<(), Refused> {
        self.sealed_in_time_by(tx).await?;
        let at = self.now();
        let entry = self.own_entry(visitor, action, at, None);
        Ok(tx.insert_own_audit(&visitor.ssin, &entry).await?)
    }

    /// Notes in a person's own log that the person asked for what is not there, or not theirs, and
    /// hides it.
    pub(crate) async fn note_own_refusal<T>(
        &self,
        visitor: &Visitor,
        action: &str,
    ) -> Result<T, Refused> {
        let mut tx = self.inner.store.write().await?;
        self.sealed_in_time_by(&mut tx).await?;
        let entry = self.own_entry(visitor, action, self.now(), None);
        let entry = OwnAudit { outcome: "refused".to_owned(), ..entry };
        tx.insert_own_audit(&visitor.ssin, &entry).await?;
        tx.commit().await?;
        Err(Refused::Hidden)
    }

    /// Carries out what a person asked about what is the person's own, and notes where it was
    /// hidden. What was begun is given up by then.
    pub(crate) async fn own_refusal_noted<T>(
        &self,
        visitor: &Visitor,
        action: &str,
        asked: impl Future<Output = Result<T, Refused>>,
    ) -> Result<T, Refused> {
        match asked.await {
            Err(Refused::Hidden) => self.note_own_refusal(visitor, action).await,
            answer => answer,
        }
    }

    fn own_entry(
        &self,
        visitor: &Visitor,
        action: &str,
        at: Instant,
        change: Option<ChangeId>,
    ) -> OwnAudit {
        OwnAudit {
            id: AuditId(self.ordered_id(at)),
            at,
            actor_name: visitor.name.clone(),
            channel: visitor.channel.code().to_owned(),
            action: action.to_owned(),
            outcome: "done".to_owned(),
            change,
            trace: visitor.trace.clone(),
        }
    }
}

/// Everybody may have something of their own; the table of permissions says so.
fn permit() -> Result<(), Refused> {
    if allowed(Role::Employee, Action::ManageOwnRecords) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::ManageOwnRecords))
    }
}

/// A record that stands; a withdrawn one is as good as absent.
async fn standing(tx: &mut Tx, ssin: &Ssin, id: OwnRecordId) -> Result<StoredRecord, Refused> {
    let record = tx.own_record(ssin, id).await?;
    record.filter(|r| !r.withdrawn).ok_or(Refused::Hidden)
}

impl OwnWork<'_> {
    async fn apply(&mut self, command: &OwnCommand) -> Result<OwnReceipt, Refused> {
        let (record, file) = match command {
            OwnCommand::AddRecord { details } => (self.add(details, None).await?, None),
            OwnCommand::TakeCopy { copy, records } => (self.take_copy(*copy, records).await?, None),
            OwnCommand::UndoCopy { copy } => (self.undo_copy(*copy).await?, None),
            OwnCommand::ChangeRecord { record, version, details } => {
                let before = self.seen(*record, *version).await?;
                self.next(&before, details.tidy(), false).await?;
                (*record, None)
            }
            OwnCommand::WithdrawRecord { record, version } => {
                let before = self.seen(*record, *version).await?;
                let details = before.details.clone();
                self.next(&before, details, true).await?;
                for (of, file) in self.tx.own_files(self.ssin).await? {
                    if of == *record {
                        self.remove(file.id).await?;
                    }
                }
                (*record, None)
            }
            OwnCommand::AddEvidence { record, file } => {
                standing(&mut self.tx, self.ssin, *record).await?;
                let kept = self.tx.own_files(self.ssin).await?;
                if kept.iter().filter(|(of, _)| of == record).count() >= MOST_PIECES {
                    return Err(too_many());
                }
                let stored = file.stored(self.at, self.change);
                self.tx.insert_own_file(self.ssin, *record, &stored).await?;
                (*record, Some(file.id))
            }
            OwnCommand::RemoveEvidence { file } => {
                let found = self.tx.own_file(self.ssin, *file).await?;
                let (record, _) = found.ok_or(Refused::Hidden)?;
                self.remove(*file).await?;
                (record, Some(*file))
            }
        };
        Ok(OwnReceipt { change: self.change, record, file })
    }

    async fn copy_in(&mut self, id: Uuid, state: &str) -> Result<OwnCopy, Refused> {
        let copy = self.tx.own_copy(self.ssin, id).await?.ok_or(Refused::Hidden)?;
        if copy.state == state { Ok(copy) } else { Err(Refused::Conflict) }
    }

    async fn take_copy(
        &mut self,
        id: Uuid,
        records: &[RecordDetails],
    ) -> Result<OwnRecordId, Refused> {
        let mut copy = self.copy_in(id, "open").await?;
        let mut added = Vec::with_capacity(records.len());
        for details in records {
            added.push(self.add(details, Some(id)).await?);
        }
        own_copy::taken(&mut copy, added.len())?;
        self.tx.update_own_copy(self.ssin, &copy).await?;
        self.tx.keep_own_copy(copy.file).await?;
        self.others = added.split_off(1.min(added.len()));
        Ok(own_copy::first(&added, id))
    }

    async fn undo_copy(&mut self, id: Uuid) -> Result<OwnRecordId, Refused> {
        let mut copy = self.copy_in(id, "taken").await?;
        let records = self.tx.own_records(self.ssin).await?;
        let files = self.tx.own_files(self.ssin).await?;
        let mut gone = Vec::new();
        // What was changed, or got evidence of its own since, is the person's work and stays.
        for record in records.iter().filter(|r| r.copy == Some(id) && r.version == 1) {
            if files.iter().any(|(of, _)| *of == record.id) {
                continue;
            }
            self.next(record, record.details.clone(), true).await?;
            gone.push(record.id);
        }
        "undone".clone_into(&mut copy.state);
        self.tx.update_own_copy(self.ssin, &copy).await?;
        self.others = gone.split_off(1.min(gone.len()));
        Ok(own_copy::first(&gone, id))
    }

    async fn add(
        &mut self,
        details: &RecordDetails,
        copy: Option<Uuid>,
    ) -> Result<OwnRecordId, Refused> {
        let id = OwnRecordId(self.app.opaque_id());
        let record = StoredRecord {
            id,
            version: 1,
            known_from: self.at,
            known_to: STILL,
            change: self.change,
            details: details.tidy(),
            withdrawn: false,
            copy,
        };
        self.tx.insert_own_record(self.ssin, &record).await?;
        Ok(id)
    }

    async fn seen(&mut self, id: OwnRecordId, version: i64) -> Result<StoredRecord, Refused> {
        let record = standing(&mut self.tx, self.ssin, id).await?;
        if record.version == version { Ok(record) } else { Err(Refused::Conflict) }
    }

    async fn next(
        &mut self,
        before: &StoredRecord,
        details: RecordDetails,
        withdrawn: bool,
    ) -> Result<(), Refused> {
        self.tx.close_own_record(self.ssin, before.id, before.version, self.at).await?;
        let after = StoredRecord {
            version: before.version + 1,
            known_from: self.at,
            known_to: STILL,
            change: self.change,
            details,
            withdrawn,
            id: before.id,
            copy: before.copy,
        };
        Ok(self.tx.insert_own_record(self.ssin, &after).await?)
    }

    async fn remove(&mut self, file: FileId) -> Result<(), Refused> {
        if self.tx.remove_own_file(self.ssin, file, self.at).await? {
            self.gone.push(file);
        }
        Ok(())
    }

    async fn note(
        &mut self,
        visitor: &Visitor,
        kind: &str,
        key: &Key,
        digest: Vec<u8>,
        receipt: &OwnReceipt,
    ) -> Result<(), Refused> {
        let outcome = serde_json::to_string(receipt)
            .map_err(|_| Refused::Broken("receipt has no text form".to_owned()))?;
        let change = OwnChange {
            id: self.change,
            at: self.at,
            actor_name: visitor.name.clone(),
            channel: visitor.channel.code().to_owned(),
            kind: kind.to_owned(),
            record: Some(receipt.record),
            caller_key: key.as_str().to_owned(),
            digest,
            outcome,
        };
        self.tx.insert_own_change(self.ssin, &change).await?;
        for record in std::mem::take(&mut self.others) {
            let id = ChangeId(self.app.ordered_id(self.at));
            let caller_key = format!("of:{}:{record}", self.change);
            let also = OwnChange { id, record: Some(record), caller_key, ..change.clone() };
            self.tx.insert_own_change(self.ssin, &also).await?;
        }
        self.app.sealed_in_time_by(&mut self.tx).await?;
        let entry = self.app.own_entry(visitor, kind, self.at, Some(self.change));
        Ok(self.tx.insert_own_audit(self.ssin, &entry).await?)
    }
}

/// The answer to more evidence of one thing than is kept.
pub(crate) fn too_many() -> Refused {
    Anomaly::new(Zone::Upload, Fault::OutsideDomain).at("files").with("max", MOST_PIECES).into()
}
