//! What people show an employer of what is their own: as the employer reads it, and as the person
//! sees to whom it is shown and what was found of it.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, FileId, OwnRecordId};
use fla_domain::own::Standing;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::attachment::StoredEvidence;
use fla_store::employer::Employer;
use fla_store::own::StoredRecord;
use fla_store::sharing::{Judgement, Share};

use super::names;
use crate::evidence::EvidenceContent;
use crate::{App, Caller, Refused, Visitor};

/// Most records in a list.
const LISTED: i64 = 500;

/// What an employer was shown of a record, and what it found.
#[derive(Clone, Debug)]
pub struct SharingView {
    /// The record.
    pub record: OwnRecordId,
    /// The employer.
    pub employer: Employer,
    /// Each time it was shown, from when and until when, oldest first.
    pub times: Vec<(Instant, Option<Instant>)>,
    /// What was found, oldest first.
    pub judgements: Vec<Judgement>,
}

impl SharingView {
    /// Whether the employer may read it now.
    pub fn is_open(&self) -> bool {
        self.times.iter().any(|(_, until)| until.is_none())
    }

    /// What this employer found last of a version.
    pub fn judgement(&self, version: i64) -> Option<&Judgement> {
        latest(&self.judgements, version)
    }

    /// How far a version may be relied on by what this employer found.
    pub fn standing(&self, version: i64) -> Standing {
        self.judgement(version).map_or(Standing::Declared, |j| j.standing)
    }
}

fn latest(judgements: &[Judgement], version: i64) -> Option<&Judgement> {
    judgements.iter().rev().find(|j| j.version == version)
}

/// A record that an employee shows the employer.
#[derive(Clone, Debug)]
pub struct SharedView {
    /// Whose.
    pub employee: EmployeeId,
    /// Name to show.
    pub name: String,
    /// The record as it stands.
    pub record: StoredRecord,
    /// Its evidence.
    pub files: Vec<StoredEvidence>,
    /// Since when it is shown.
    pub since: Instant,
    /// What this employer found of it, oldest first, of earlier versions too.
    pub judgements: Vec<Judgement>,
}

impl SharedView {
    /// What this employer found of it as it stands.
    pub fn judgement(&self) -> Option<&Judgement> {
        latest(&self.judgements, self.record.version)
    }

    /// How far it may be relied on by what this employer found.
    pub fn standing(&self) -> Standing {
        self.judgement().map_or(Standing::Declared, |j| j.standing)
    }
}

impl App {
    /// What employees show the caller's employer: of everybody, or of one. Those that nobody
    /// looked at first.
    pub async fn shared_records(
        &self,
        caller: &Caller,
        employee: Option<EmployeeId>,
    ) -> Result<Vec<SharedView>, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "sharedRecords").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let mut shares = tx.open_shares(caller.employer(), LISTED).await?;
        shares.retain(|s| employee.is_none_or(|id| id == s.employee));
        let mut views = shown(&mut tx, caller, shares).await?;
        tx.rollback().await?;
        views.sort_by_key(|v| (v.judgement().is_some(), std::cmp::Reverse(v.since)));
        let mut people: Vec<EmployeeId> = views.iter().map(|v| v.employee).collect();
        people.sort_unstable();
        people.dedup();
        if !people.is_empty() {
            self.note_read(caller, "sharedRecords", people).await?;
        }
        Ok(views)
    }

    /// A record that is shown to the caller's employer; hidden where it is not.
    pub async fn shared_record(
        &self,
        caller: &Caller,
        record: OwnRecordId,
    ) -> Result<SharedView, Refused> {
        let view = self.one_shared(caller, record, "sharedRecord").await?;
        self.note_read(caller, "sharedRecord", vec![view.employee]).await?;
        Ok(view)
    }

    /// Evidence of a record that is shown to the caller's employer; hidden where it is not.
    pub async fn shared_evidence(
        &self,
        caller: &Caller,
        record: OwnRecordId,
        file: FileId,
    ) -> Result<EvidenceContent, Refused> {
        let view = self.one_shared(caller, record, "sharedEvidence").await?;
        let found = view.files.iter().find(|f| f.id == file);
        let found = self.there(caller, "sharedEvidence", found).await?;
        self.note_read(caller, "sharedEvidence", vec![view.employee]).await?;
        self.content(found).await
    }

    async fn one_shared(
        &self,
        caller: &Caller,
        record: OwnRecordId,
        action: &str,
    ) -> Result<SharedView, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, action).await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let share = tx.open_share(caller.employer(), record).await?;
        let share = self.there(caller, action, share).await?;
        let views = shown(&mut tx, caller, vec![share]).await?;
        tx.rollback().await?;
        self.there(caller, action, views.into_iter().next()).await
    }

    /// To which employers a person showed what, and what they found.
    pub(crate) async fn own_sharing(&self, visitor: &Visitor) -> Result<Vec<SharingView>, Refused> {
        let mut all = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let id = caller.employer();
            let mut tx = self.inner.store.read().await?;
            let Some(employer) = tx.get_employer(id, Instant::LATEST).await? else { continue };
            let shares = tx.shares_of(id, employee).await?;
            let judgements = tx.judgements_of(id, employee).await?;
            tx.rollback().await?;
            let mut of: BTreeMap<OwnRecordId, SharingView> = BTreeMap::new();
            for share in shares {
                let view = of.entry(share.record).or_insert_with(|| SharingView {
                    record: share.record,
                    employer: employer.clone(),
                    times: Vec::new(),
                    judgements: Vec::new(),
                });
                view.times.push((share.shared_at, share.ended_at));
            }
            for judgement in judgements {
                if let Some(view) = of.get_mut(&judgement.record) {
                    view.judgements.push(judgement);
                }
            }
            all.extend(of.into_values());
        }
        Ok(all)
    }
}

/// The records behind shares, as they stand; one that was withdrawn is shown no longer.
pub(crate) async fn shown(
    tx: &mut Tx,
    caller: &Caller,
    shares: Vec<Share>,
) -> Result<Vec<SharedView>, Refused> {
    let employer = caller.employer();
    let mut by_person: BTreeMap<EmployeeId, Vec<Share>> = BTreeMap::new();
    for share in shares {
        by_person.entry(share.employee).or_default().push(share);
    }
    let mut views = Vec::new();
    for (employee, shares) in by_person {
        let Some(person) = tx.get_employee(employer, employee, Instant::LATEST).await? else {
            continue;
        };
        let ssin = &person.person.ssin;
        let records = tx.own_records(ssin).await?;
        let files = tx.own_files(ssin).await?;
        let ids: Vec<OwnRecordId> = shares.iter().map(|s| s.record).collect();
        let judgements = tx.judgements(employer, &ids).await?;
        for share in shares {
            let Some(record) = records.iter().find(|r| r.id == share.record) else { continue };
            let of = files.iter().filter(|(id, _)| *id == share.record);
            views.push(SharedView {
                employee,
                name: names::display(&person.person),
                record: record.clone(),
                files: of.map(|(_, file)| file.clone()).collect(),
                since: share.shared_at,
                judgements: judgements
                    .iter()
                    .filter(|j| j.record == share.record)
                    .cloned()
                    .collect(),
            });
        }
    }
    Ok(views)
}
