//! When the server is asked to look at its tables again (decision 24).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::arguments::Argument;
use super::pool::{self, Pool};
use super::{Outage, StoreError, Value};

const DURING: &str = "analyse_grown";

/// Tables that have more than doubled since the server last looked at them.
const GROWN: &str = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
    AND relkind = 'r' \
    AND pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * GREATEST(relpages, 0)";

/// The role of the register may not look at tables itself.
const LOOK: &str = "SELECT public.analyse_grown(CAST($1 AS name))";

/// Where the operator did not say at how many rows it looks, a third of what it does by itself, in a
/// quarter of the time: enough to tell a large table from an empty one while it grows.
const SAMPLE: &str = "SELECT set_config(name, '30', false) FROM pg_settings WHERE name = 'default_statistics_target' AND source = 'default'";

/// How long all of it may take. The server ends a look at one table by itself before.
const PATIENCE: Duration = Duration::from_mins(5);

/// Rows written before the first time; then each time there are four times as many.
const FIRST: u64 = 1_024;

/// The rows that this process added, changed and removed.
pub(super) struct Growth {
    pool: Pool,
    rows: AtomicU64,
}

impl Growth {
    pub(super) const fn new(pool: Pool) -> Self {
        Self { pool, rows: AtomicU64::new(0) }
    }

    /// Counts rows that are there for all to see, and has the server look where there are many more
    /// than the last time. Nobody waits for it.
    pub(super) fn add(self: &Arc<Self>, rows: u64) {
        let before = self.rows.fetch_add(rows, Ordering::Relaxed);
        if steps(before.saturating_add(rows)) > steps(before) {
            let growth = Arc::clone(self);
            tokio::spawn(async move {
                let looked = tokio::time::timeout(PATIENCE, growth.look()).await;
                let silent = || Err(StoreError::unavailable(DURING, Outage::Timeout, "no answer"));
                if let Err(error) = looked.unwrap_or_else(|_| silent()) {
                    tracing::debug!(%error, "the server looks at its tables later, by itself");
                }
            });
        }
    }

    async fn look(&self) -> Result<(), StoreError> {
        let failed = |error| StoreError::of(DURING, &error);
        // Not used again: nobody knows how it stands where this is cut off.
        let mut connection = pool::apart(&self.pool, DURING).await?;
        connection.simple(SAMPLE).await.map_err(failed)?;
        for table in connection.told(GROWN).await.map_err(failed)? {
            let table = [Argument::from(Value::Text(Some(table)))];
            connection.execute(LOOK, &table).await.map_err(failed)?;
        }
        Ok(())
    }
}

/// How many times the server was asked when there are so many rows.
fn steps(rows: u64) -> u32 {
    (rows / FIRST).checked_ilog(4).map_or(0, |times| times + 1)
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn the_server_looks_each_time_there_are_four_times_as_many_rows() {
        let asked = [0, 1_023, 1_024, 4_095, 4_096, 16_384, 1 << 20].map(steps);
        assert_eq!(asked, [0, 0, 1, 1, 2, 3, 6]);
    }
}
