//! The audit log of reads: the entry is on disk before the answer leaves. Entries of requests
//! that run at the same time are written in one transaction, so that this costs one commit for
//! all of them.

use std::collections::BTreeMap;

use fla_domain::access::{Action, Role};
use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_store::change::AuditEntry;
use fla_store::{Store, StoreError};
use tokio::sync::{mpsc, oneshot};

use crate::access::{INSTALLATION, caller};
use crate::read::dashboard::distinct;
use crate::{App, Caller, Refused, Visitor};

type Written = oneshot::Sender<Result<(), ()>>;

struct Pending {
    employer: EmployerId,
    entry: AuditEntry,
    subjects: Vec<EmployeeId>,
    written: Written,
}

/// Writes entries in batches.
pub(crate) struct AuditWriter {
    queue: mpsc::Sender<Pending>,
}

/// Most entries written in one transaction.
const BATCH: usize = 256;

impl AuditWriter {
    pub(crate) fn start(store: Store) -> Self {
        let (queue, mut waiting) = mpsc::channel::<Pending>(1024);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                let pending = std::mem::take(&mut batch);
                let outcome = write(&store, &pending).await;
                if let Err(error) = &outcome {
                    tracing::error!(%error, entries = pending.len(), "audit entries not written");
                }
                for one in pending {
                    // A request that was dropped no longer waits for its answer.
                    let _ = one.written.send(outcome.as_ref().copied().map_err(|_| ()));
                }
            }
        });
        Self { queue }
    }
}

async fn write(store: &Store, pending: &[Pending]) -> Result<(), StoreError> {
    let mut by_employer: BTreeMap<EmployerId, Vec<(AuditEntry, Vec<EmployeeId>)>> = BTreeMap::new();
    for one in pending {
        by_employer
            .entry(one.employer)
            .or_default()
            .push((one.entry.clone(), one.subjects.clone()));
    }
    let mut tx = store.write().await?;
    for (employer, entries) in &by_employer {
        tx.insert_audit(*employer, entries).await?;
    }
    tx.commit().await
}

impl App {
    /// Makes the audit entry of something a caller does.
    pub(crate) fn audit_entry(
        &self,
        caller: &Caller,
        action: &str,
        outcome: &str,
        subjects: usize,
    ) -> AuditEntry {
        let at = self.now();
        AuditEntry {
            id: AuditId(self.ordered_id(at)),
            at,
            actor_ssin: caller.actor().into_owned(),
            actor_name: caller.name.clone(),
            role: caller.role.code().to_owned(),
            behalf: caller.behalf(),
            channel: caller.channel.code().to_owned(),
            action: action.to_owned(),
            outcome: outcome.to_owned(),
            reason: caller.purpose(),
            change: None,
            subjects: i64::try_from(subjects).unwrap_or(i64::MAX),
            trace: caller.trace.clone(),
        }
    }

    /// Notes that a caller looked at the data of some employees; returns when that is durable.
    /// Where it cannot be noted nothing may be shown.
    pub(crate) async fn note_read(
        &self,
        caller: &Caller,
        action: &str,
        subjects: Vec<EmployeeId>,
    ) -> Result<(), Refused> {
        // Somebody who stands in a list twice is one person.
        let subjects = distinct(subjects);
        let entry = self.audit_entry(caller, action, "done", subjects.len());
        self.note(caller.employer, entry, subjects).await
    }

    /// Notes that a channel refused something before it was asked of the register.
    pub async fn note_denied(&self, caller: &Caller, action: Action) -> Result<(), Refused> {
        self.note_refusal(caller, action.code()).await
    }

    /// Notes that something was refused for want of permission.
    pub(crate) async fn note_refusal(&self, caller: &Caller, action: &str) -> Result<(), Refused> {
        let entry = self.audit_entry(caller, action, "refused", 0);
        self.note(caller.employer, entry, Vec::new()).await
    }

    /// What was asked for, where it is there for the caller. An attempt at what is not, or is
    /// somebody else's, is noted: the two alike, as they are answered alike.
    pub(crate) async fn there<T>(
        &self,
        caller: &Caller,
        action: &str,
        found: Option<T>,
    ) -> Result<T, Refused> {
        if found.is_none() {
            self.note_refusal(caller, action).await?;
        }
        found.ok_or(Refused::Hidden)
    }

    /// Carries out what was asked, and notes where it was refused, or hidden. What was begun is
    /// given up by then: the entry is written in a transaction of its own.
    pub(crate) async fn refusal_noted<T>(
        &self,
        caller: &Caller,
        action: &str,
        asked: impl Future<Output = Result<T, Refused>>,
    ) -> Result<T, Refused> {
        let answer = asked.await;
        if let Err(Refused::Forbidden(_) | Refused::Hidden | Refused::Ended) = answer {
            self.note_refusal(caller, action).await?;
        }
        answer
    }

    /// Notes that somebody came to a door at which that person has no ground to act. Whose door it
    /// was stays untold: it stands in the log of the installation, of a person for oneself.
    pub(crate) async fn note_stranger<T>(
        &self,
        visitor: &Visitor,
        action: &str,
    ) -> Result<T, Refused> {
        let nobody = caller(visitor, Role::Employee, INSTALLATION);
        self.note_refusal(&nobody, action).await?;
        Err(Refused::Hidden)
    }

    /// Lets a visitor try a link, and notes where it opens nothing.
    pub(crate) async fn stranger_noted<T>(
        &self,
        visitor: &Visitor,
        action: &str,
        asked: impl Future<Output = Result<T, Refused>>,
    ) -> Result<T, Refused> {
        match asked.await {
            Err(Refused::Hidden | Refused::Ended) => self.note_stranger(visitor, action).await,
            answer => answer,
        }
    }

    async fn note(
        &self,
        employer: EmployerId,
        entry: AuditEntry,
        subjects: Vec<EmployeeId>,
    ) -> Result<(), Refused> {
        self.sealed_in_time().await?;
        let (written, done) = oneshot::channel();
        let pending = Pending { employer, entry, subjects, written };
        let failed = || Refused::Unavailable("audit log".to_owned());
        self.inner.audit.queue.send(pending).await.map_err(|_| failed())?;
        match done.await {
            Ok(Ok(())) => Ok(()),
            _ => Err(failed()),
        }
    }
}
