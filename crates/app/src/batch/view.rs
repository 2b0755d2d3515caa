//! Where a batch stands, and what came of its changes.

use fla_domain::access::{Action, Role};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{BatchId, ChangeId};
use fla_domain::time::Instant;
use fla_store::batch::StoredBatch;
use uuid::Uuid;

use super::{Outcome, broken, parse};
use crate::{App, Caller, JobView, Refused, reference};

/// A batch.
#[derive(Clone, Debug)]
pub struct BatchView {
    /// Its id.
    pub id: BatchId,
    /// Whether it is only tried.
    pub trial: bool,
    /// How far it is.
    pub job: JobView,
    /// When it came.
    pub made_at: Instant,
}

/// What came of a change of a batch.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// Its place in the batch, from 0.
    pub n: i64,
    /// What the sender calls it.
    pub reference: Option<String>,
    /// Kind of command.
    pub kind: String,
    /// `waiting`, `done`, `good` (of a trial) or `refused`.
    pub state: String,
    /// The record that was made or changed.
    pub object: Option<Uuid>,
    /// The change.
    pub change: Option<ChangeId>,
    /// What is wrong with it, each with its place in the change.
    pub faults: Vec<Anomaly>,
}

impl App {
    /// A batch; hidden where another organisation sent it.
    pub async fn batch(&self, caller: &Caller, id: BatchId) -> Result<BatchView, Refused> {
        let asked = self.own_batch(caller, id);
        let batch = self.refusal_noted(caller, "batch", asked).await?;
        let mut tx = self.inner.store.read().await?;
        let job = tx.get_job(caller.employer(), batch.job).await?;
        tx.rollback().await?;
        let job = JobView::from(&job.ok_or_else(broken)?);
        Ok(BatchView { id, trial: batch.trial, job, made_at: batch.made_at })
    }

    /// What came of the changes of a batch, from a place on, of those in one state or (with an empty
    /// one) of all.
    pub async fn batch_items(
        &self,
        caller: &Caller,
        id: BatchId,
        state: &str,
        from: i64,
        limit: i64,
    ) -> Result<Vec<ItemView>, Refused> {
        let asked = self.own_batch(caller, id);
        self.refusal_noted(caller, "batch", asked).await?;
        let mut tx = self.inner.store.read().await?;
        let items = tx.batch_items(caller.employer(), id, state, from, limit).await?;
        tx.rollback().await?;
        let view = |item: fla_store::batch::StoredItem| {
            let outcome =
                if item.outcome.is_empty() { Outcome::default() } else { parse(&item.outcome)? };
            Ok(ItemView {
                n: item.n,
                reference: item.reference,
                kind: item.kind,
                state: item.state,
                object: outcome.object,
                change: outcome.change,
                faults: outcome.faults,
            })
        };
        items.into_iter().map(view).collect()
    }

    /// Its own sender may see it, also software that may not read the register: there is nothing in
    /// it of anybody but what the sender said itself.
    async fn own_batch(&self, caller: &Caller, id: BatchId) -> Result<StoredBatch, Refused> {
        if caller.role() != Role::Client {
            caller.require(Action::ReadRegister)?;
        }
        let mut tx = self.inner.store.read().await?;
        let found = tx.get_batch(caller.employer(), id).await?;
        tx.rollback().await?;
        found.filter(|batch| batch.sender == reference::sender(caller)).ok_or(Refused::Hidden)
    }
}
