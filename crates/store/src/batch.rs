//! Batches: many changes that a sender sends at once, and what came of each.

use fla_domain::ids::{BatchId, EmployerId, JobId};
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// A batch that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBatch {
    /// Its id.
    pub id: BatchId,
    /// The organisation that sent it.
    pub sender: EmployerId,
    /// The job that carries it out.
    pub job: JobId,
    /// Whether it is only tried, and changes nothing.
    pub trial: bool,
    /// How many changes it asks for.
    pub items: i64,
    /// When it came.
    pub made_at: Instant,
}

/// A change that a batch asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredItem {
    /// Its place in the batch, from 0.
    pub n: i64,
    /// What the sender calls it.
    pub reference: Option<String>,
    /// Kind of command.
    pub kind: String,
    /// What is asked, as JSON; empty once that is settled.
    pub asked: String,
    /// `waiting`, `done`, `good` (of a trial) or `refused`.
    pub state: String,
    /// What came of it, as JSON.
    pub outcome: String,
}

statements! {
    employer INSERT = "INSERT INTO batch (employer_id, id, sender_id, job_id, trial, items, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    employer GET = "SELECT id, sender_id, job_id, trial, items, made_at FROM batch WHERE employer_id = $1 AND id = $2 AND cleared_at IS NULL";
    employer OLD = "SELECT id FROM batch WHERE employer_id = $1 AND cleared_at IS NULL AND made_at < $2 ORDER BY made_at, id LIMIT $3";
    employer CLEARED = "UPDATE batch SET cleared_at = $3 WHERE employer_id = $1 AND id IN ANY_ID($2)";
    employer CLEAR = "DELETE FROM batch_item WHERE employer_id = $1 AND batch_id IN ANY_ID($2)";
    bulk employer PUT_ITEMS = "batch_item" (batch_id id, n int, reference text?, kind text, asked text, state text, outcome text)
        on conflict "(employer_id, batch_id, n) DO UPDATE SET asked = excluded.asked, state = excluded.state, outcome = excluded.outcome";
    employer ITEMS = "SELECT n, reference, kind, asked, state, outcome FROM batch_item \
        WHERE employer_id = $1 AND batch_id = $2 AND n >= $3 AND ($5 = '' OR state = $5) ORDER BY n LIMIT $4";
}

fn item(row: &Row) -> Result<StoredItem, StoreError> {
    Ok(StoredItem {
        n: row.get("n")?,
        reference: row.get("reference")?,
        kind: row.get("kind")?,
        asked: row.get("asked")?,
        state: row.get("state")?,
        outcome: row.get("outcome")?,
    })
}

impl Tx {
    /// Keeps a batch.
    pub async fn insert_batch(
        &mut self,
        employer: EmployerId,
        b: &StoredBatch,
    ) -> Result<(), StoreError> {
        let row = args![b.id, b.sender, b.job, i64::from(b.trial), b.items, b.made_at];
        self.employer(employer).execute(&INSERT, row).await?;
        Ok(())
    }

    /// A batch.
    pub async fn get_batch(
        &mut self,
        employer: EmployerId,
        id: BatchId,
    ) -> Result<Option<StoredBatch>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.map(|row| {
            Ok(StoredBatch {
                id: row.get("id")?,
                sender: row.get("sender_id")?,
                job: row.get("job_id")?,
                trial: row.get("trial")?,
                items: row.get("items")?,
                made_at: row.get("made_at")?,
            })
        })
        .transpose()
    }

    /// Keeps changes that a batch asks for, or what came of them.
    pub async fn put_items(
        &mut self,
        employer: EmployerId,
        batch: BatchId,
        items: &[StoredItem],
    ) -> Result<(), StoreError> {
        let rows = items.iter().map(|i| -> Vec<Value> {
            args![batch, i.n, i.reference.as_deref(), &i.kind, &i.asked, &i.state, &i.outcome]
        });
        self.employer(employer).insert_many(&PUT_ITEMS, rows).await?;
        Ok(())
    }

    /// The changes of a batch from a place on, in one state or (with an empty one) all.
    pub async fn batch_items(
        &mut self,
        employer: EmployerId,
        batch: BatchId,
        state: &str,
        from: i64,
        limit: i64,
    ) -> Result<Vec<StoredItem>, StoreError> {
        let asked = args![batch, from, limit, state];
        let rows = self.employer(employer).fetch(&ITEMS, asked).await?;
        rows.iter().map(item).collect()
    }

    /// Batches older than an instant whose changes are still kept.
    pub async fn batches_to_clear(
        &mut self,
        employer: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<BatchId>, StoreError> {
        let rows = self.employer(employer).fetch(&OLD, args![before, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Forgets what batches asked for and what came of it.
    pub async fn clear_batches(
        &mut self,
        employer: EmployerId,
        batches: &[BatchId],
        at: Instant,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&CLEAR, args![batches]).await?;
        self.employer(employer).execute(&CLEARED, args![batches, at]).await?;
        Ok(())
    }
}
