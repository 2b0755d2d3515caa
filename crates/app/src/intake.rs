//! The one intake: authorise, check, apply, work out, book, note, all in one transaction.

use std::collections::BTreeSet;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{AuditId, ChangeId, EmployeeId, EmployerId, JobId};
use fla_domain::quantity::Minutes;
use fla_domain::reference::Reference;
use fla_domain::time::{Instant, Year};
use fla_store::change::StoredChange;
use fla_store::stamp::{Stamp, Stamps};
use fla_store::{Before, Tx};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::gathered::{self, Place};
use crate::{App, Caller, Command, Refused, apply, jobs, recompute, reference, section};

/// The caller's idempotency key: the same command under the same key is carried out once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A key of 1 to 100 visible ASCII characters.
    pub fn new(text: &str) -> Result<Self, Refused> {
        let fits = (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Anomaly::new(Zone::Key, Fault::Invalid).at("key").into())
        }
    }

    /// Its text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a command did, or (when it is sent again) what it did the first time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The change.
    pub change: ChangeId,
    /// The employee, training or other record that was made or changed.
    pub object: Option<Uuid>,
    /// How many people's accounts it touched.
    pub affected: usize,
    /// The job that works the rest out, where many people are affected.
    pub job: Option<JobId>,
}

/// How the credit of a person changes by a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The person.
    pub employee: EmployeeId,
    /// Calendar year.
    pub year: Year,
    /// Minutes left before.
    pub before: Minutes,
    /// Minutes left after.
    pub after: Minutes,
}

/// What a command would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// How many people's accounts it touches.
    pub affected: usize,
    /// The changes of credit; empty where nothing changes, or where so many people are affected
    /// that a job works it out.
    pub effects: Vec<Effect>,
    /// Participants of a training who are not in service on any day of it: worth a look, as it may
    /// be the wrong person or year.
    pub not_in_service: Vec<EmployeeId>,
}

/// More people than this are worked out by a job after the command.
pub(crate) const AT_ONCE: usize = 1_000;

/// A command under way: its transaction and what it touched so far.
pub(crate) struct Work<'a> {
    pub(crate) app: &'a App,
    pub(crate) tx: Tx,
    pub(crate) caller: &'a Caller,
    pub(crate) reason: Option<&'a str>,
    pub(crate) at: Instant,
    pub(crate) change: ChangeId,
    /// The same for what is written; where many people's changes are made at once, each has its own.
    pub(crate) stamps: Stamps,
    /// Employees whose rights or account must be worked out again.
    pub(crate) touched: BTreeSet<EmployeeId>,
    /// Employees of whom working out wrote something: a right, an entry, a credit.
    pub(crate) written: BTreeSet<EmployeeId>,
    /// Everybody's must.
    pub(crate) everybody: bool,
    /// The record that was made or changed.
    pub(crate) object: Option<Uuid>,
}

/// A change about to be written.
pub(crate) struct Noted {
    change: StoredChange,
    /// How many people's accounts it touched.
    affected: usize,
    /// Trace id of the request, where that is not the caller's.
    trace: Option<String>,
}

impl Noted {
    /// The same for a reason of its own.
    pub(crate) fn because(mut self, reason: Option<&str>) -> Self {
        self.change.reason = reason.map(str::to_owned);
        self
    }

    /// The same of a request of its own.
    pub(crate) fn on_request(mut self, trace: Option<&str>) -> Self {
        self.trace = trace.map(str::to_owned);
        self
    }
}

impl App {
    /// The text of a key that nobody used yet, for a form about to be shown.
    pub fn fresh_key(&self) -> String {
        self.opaque_id().to_string()
    }

    /// Carries a command out, once under its key.
    pub async fn submit(
        &self,
        caller: &Caller,
        command: &Command,
        key: &Key,
        reason: Option<&str>,
    ) -> Result<Receipt, Refused> {
        self.submit_as(caller, command, key, reason, None).await
    }

    /// The same, and keeps what the sender calls the record that is made, where it makes one that
    /// can have a reference.
    pub async fn submit_as(
        &self,
        caller: &Caller,
        command: &Command,
        key: &Key,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Receipt, Refused> {
        let asked = self.submitted(caller, command, key, reason, reference);
        self.refusal_noted(caller, command.kind(), asked).await
    }

    async fn submitted(
        &self,
        caller: &Caller,
        command: &Command,
        key: &Key,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Receipt, Refused> {
        let mut digest = self.admissible(caller, command, reason)?;
        if let Some(reference) = reference {
            digest = digest_of(&(digest, reference))?;
        }
        let mut people = Vec::new();
        // Kept until this registration is done: others of the same caller wait for it.
        let _turn = match self.place_in_line(caller, command, key, reason, reference) {
            Place::Apart => None,
            Place::First(turn) => {
                people = gathered::people_of(command);
                Some(turn)
            }
            Place::Behind(answer) => match answer.await {
                Ok(answer) => return answer,
                // The line ended before its turn came.
                Err(_) => None,
            },
        };
        let tx = self.inner.store.write().await?;
        let before = Before { key: Some(key.as_str()), people: &people, ..Before::default() };
        let mut work = self.begin_asking(tx, caller, reason, before).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier);
        }
        let (receipt, _) = work.carry_out(command).await?;
        if let Some(reference) = reference {
            reference::keep(&mut work, command, reference, receipt.object).await?;
        }
        work.note(command.kind(), key, digest, &receipt).await?;
        work.tx.commit().await?;
        if receipt.job.is_some() {
            self.inner.work_waiting.notify_one();
        }
        Ok(receipt)
    }

    /// Says what a command would do, and changes nothing.
    pub async fn preview(
        &self,
        caller: &Caller,
        command: &Command,
        reason: Option<&str>,
    ) -> Result<Preview, Refused> {
        self.preview_as(caller, command, reason, None).await
    }

    /// The same of a command that [`Self::submit_as`] would carry out.
    pub async fn preview_as(
        &self,
        caller: &Caller,
        command: &Command,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Preview, Refused> {
        let asked = self.previewed(caller, command, reason, reference);
        let preview = self.refusal_noted(caller, command.kind(), asked).await?;
        let shown = preview.effects.iter().map(|e| e.employee).collect();
        self.note_read(caller, "preview", shown).await?;
        Ok(preview)
    }

    pub(crate) async fn previewed(
        &self,
        caller: &Caller,
        command: &Command,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Preview, Refused> {
        self.admissible(caller, command, reason)?;
        let mut work = self.begin(caller, reason).await?;
        let (receipt, effects) = work.carry_out(command).await?;
        if let Some(reference) = reference {
            reference::keep(&mut work, command, reference, receipt.object).await?;
        }
        let not_in_service = apply::not_in_service(&mut work, command).await?;
        work.tx.rollback().await?;
        Ok(Preview { affected: receipt.affected, effects, not_in_service })
    }

    /// Asks for permission and checks what can be checked without the register; answers with the
    /// digest of what is asked.
    pub(crate) fn admissible(
        &self,
        caller: &Caller,
        command: &Command,
        reason: Option<&str>,
    ) -> Result<Vec<u8>, Refused> {
        caller.require(command.action())?;
        if caller.section().is_some() && !command.is_of_people() {
            return Err(Refused::Forbidden(command.action()));
        }
        let reason = reason.map(str::trim).filter(|r| !r.is_empty());
        let mut anomalies = apply::check(command, self.today());
        if command.needs_reason() && reason.is_none() {
            anomalies.push(Anomaly::new(Zone::Reason, Fault::Missing).at("reason"));
        }
        if reason.is_some_and(|r| r.chars().count() > 500) {
            anomalies.push(Anomaly::new(Zone::Reason, Fault::Length).at("reason").with("max", 500));
        }
        if !anomalies.is_empty() {
            return Err(Refused::Invalid(anomalies));
        }
        digest_of(&(command, reason))
    }

    /// Opens the transaction of a command and gives it its place in the order of changes.
    pub(crate) async fn begin<'a>(
        &'a self,
        caller: &'a Caller,
        reason: Option<&'a str>,
    ) -> Result<Work<'a>, Refused> {
        let tx = self.inner.store.write().await?;
        self.begin_in(tx, caller, reason, None).await
    }

    /// The same in a transaction that is there; of a command with its key, for which it will ask.
    pub(crate) async fn begin_in<'a>(
        &'a self,
        tx: Tx,
        caller: &'a Caller,
        reason: Option<&'a str>,
        key: Option<&Key>,
    ) -> Result<Work<'a>, Refused> {
        let before = Before { key: key.map(Key::as_str), ..Before::default() };
        self.begin_asking(tx, caller, reason, before).await
    }

    /// The same, where it is known what will be asked.
    pub(crate) async fn begin_asking<'a>(
        &'a self,
        mut tx: Tx,
        caller: &'a Caller,
        reason: Option<&'a str>,
        before: Before<'_>,
    ) -> Result<Work<'a>, Refused> {
        self.sealed_in_time_by(&mut tx).await?;
        tx.lock_employer(caller.employer);
        let actor = caller.actor();
        tx.ask_before_change(caller.employer, caller.own_software(), &actor, before).await?;
        // Behind the lock: access that was withdrawn before lets nothing through after.
        caller.still_may(self, &mut tx).await?;
        let latest = tx.latest_change_at(caller.employer).await?;
        let at = self.next_instant(Instant(latest.0 + 1));
        let change = ChangeId(self.ordered_id(at));
        Ok(Work {
            app: self,
            tx,
            caller,
            reason: reason.map(str::trim).filter(|r| !r.is_empty()),
            at,
            change,
            stamps: Stamps::one(at, change),
            touched: BTreeSet::new(),
            written: BTreeSet::new(),
            everybody: false,
            object: None,
        })
    }
}

/// What tells a request sent again from another one under the same key.
pub(crate) fn digest_of(asked: &impl Serialize) -> Result<Vec<u8>, Refused> {
    let bytes = serde_json::to_vec(asked)
        .map_err(|_| Refused::Broken("command has no text form".to_owned()))?;
    Ok(Sha256::digest(bytes).to_vec())
}

impl Work<'_> {
    /// The day on which this is done.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        self.app.day_of(self.at)
    }

    /// What the caller already got under a key; refused where that was for another request.
    pub(crate) async fn earlier(
        &mut self,
        key: &Key,
        digest: &[u8],
    ) -> Result<Option<Receipt>, Refused> {
        let (employer, actor) = (self.caller.employer, self.caller.actor());
        let Some(earlier) = self.tx.change_by_key(employer, &actor, &key.0).await? else {
            return Ok(None);
        };
        if earlier.digest != digest {
            return Err(Refused::KeyReused);
        }
        let receipt = serde_json::from_str(&earlier.outcome)
            .map_err(|_| Refused::Broken("outcome of a change".to_owned()))?;
        Ok(Some(receipt))
    }

    /// The stamp of one more change in this transaction, later than all before.
    pub(crate) fn next_stamp(&mut self) -> Stamp {
        self.at = self.app.next_instant(Instant(self.at.0 + 1));
        Stamp { at: self.at, change: ChangeId(self.app.ordered_id(self.at)) }
    }

    /// Has what follows stamped later than the last change of another organisation too, whose lock
    /// is held: so the changes of each organisation are committed in the order of their instants.
    pub(crate) async fn follow(&mut self, other: EmployerId) -> Result<(), Refused> {
        let latest = self.tx.latest_change_at(other).await?;
        if latest >= self.at {
            self.at = self.app.next_instant(Instant(latest.0 + 1));
            self.stamps = Stamps::one(self.at, self.change);
        }
        Ok(())
    }

    /// Gives what is not one person's a stamp that is later than all before.
    pub(crate) fn begin_anew(&mut self) {
        let Stamp { at, change } = self.next_stamp();
        (self.change, self.stamps) = (change, Stamps::one(at, change));
    }

    pub(crate) async fn carry_out(
        &mut self,
        command: &Command,
    ) -> Result<(Receipt, Vec<Effect>), Refused> {
        apply::apply(self, command).await?;
        section::keep_to(self).await?;
        let employer = self.caller.employer;
        let mut job = None;
        let mut effects = Vec::new();
        let mut affected = self.touched.len();
        if self.everybody {
            let everybody = self.tx.count_employees(employer).await?;
            affected = usize::try_from(everybody).unwrap_or(usize::MAX);
        }
        if affected > AT_ONCE {
            if self.everybody {
                self.tx.queue_recalculation_of_all(employer).await?;
            } else {
                let ids: Vec<_> = self.touched.iter().copied().collect();
                self.tx.queue_recalculation(employer, &ids).await?;
            }
            job = Some(jobs::enqueue_recalculation(self).await?);
        } else {
            let ids = if self.everybody {
                let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
                self.tx.employees_after(employer, EmployeeId(Uuid::nil()), limit).await?
            } else {
                self.touched.iter().copied().collect()
            };
            effects = if command.is_of_trainings() {
                recompute::accounts(self, &ids).await?
            } else {
                recompute::employees(self, &ids).await?
            };
        }
        affected = affected.max(self.written.len());
        if self.object.is_none() && affected == 1 {
            self.object = self.touched.union(&self.written).next().map(|id| id.0);
        }
        Ok((Receipt { change: self.change, object: self.object, affected, job }, effects))
    }

    /// Writes the change and its audit entry.
    pub(crate) async fn note(
        &mut self,
        kind: &str,
        key: &Key,
        digest: Vec<u8>,
        receipt: &Receipt,
    ) -> Result<(), Refused> {
        let subjects = self.touched.union(&self.written).copied().collect();
        let stamp = self.stamps.common();
        let noted = self.noted(stamp, kind, key, digest, receipt)?;
        self.write_notes(vec![noted], vec![subjects]).await.map(drop)
    }

    /// The change that a receipt is of.
    pub(crate) fn noted(
        &self,
        stamp: Stamp,
        kind: &str,
        key: &Key,
        digest: Vec<u8>,
        receipt: &Receipt,
    ) -> Result<Noted, Refused> {
        let outcome = serde_json::to_string(receipt)
            .map_err(|_| Refused::Broken("receipt has no text form".to_owned()))?;
        let change = StoredChange {
            id: stamp.change,
            at: stamp.at,
            actor_ssin: self.caller.actor().into_owned(),
            actor_name: self.caller.name.clone(),
            role: self.caller.role.code().to_owned(),
            behalf: self.caller.behalf(),
            channel: self.caller.channel.code().to_owned(),
            kind: kind.to_owned(),
            reason: self.reason.map(str::to_owned),
            caller_key: key.as_str().to_owned(),
            digest,
            outcome,
        };
        Ok(Noted { change, affected: receipt.affected, trace: None })
    }

    /// Writes changes, each with its audit entry about its own subjects.
    pub(crate) async fn write_notes(
        &mut self,
        noted: Vec<Noted>,
        subjects: Vec<Vec<EmployeeId>>,
    ) -> Result<Vec<StoredChange>, Refused> {
        let mut entries = Vec::with_capacity(noted.len());
        for (Noted { change, affected, trace }, subjects) in noted.iter().zip(subjects) {
            let mut entry = self.app.audit_entry(self.caller, &change.kind, "done", *affected);
            entry.id = AuditId(self.app.ordered_id(change.at));
            entry.at = change.at;
            entry.reason.clone_from(&change.reason);
            entry.change = Some(change.id);
            if let Some(trace) = trace {
                entry.trace.clone_from(trace);
            }
            entries.push((entry, subjects));
        }
        let changes: Vec<StoredChange> = noted.into_iter().map(|n| n.change).collect();
        self.tx.insert_changes(self.caller.employer, &changes).await?;
        self.tx.insert_audit(self.caller.employer, &entries).await?;
        self.app.inner.changed.say(self.caller.employer);
        Ok(changes)
    }
}
