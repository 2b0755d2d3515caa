//! When the server is asked to look at its tables again (decision 24).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::Executor as _;
use sqlx::postgres::PgPool;

use super::StoreError;

const DURING: &str = "analyse_grown";

/// Rows written before the first time; then each time there are four times as many.
const FIRST: u64 = 1_024;

/// The rows that this process wrote.
pub(super) struct Growth {
    pool: PgPool,
    rows: AtomicU64,
}

impl Growth {
    pub(super) const fn new(pool: PgPool) -> Self {
        Self { pool, rows: AtomicU64::new(0) }
    }

    /// Counts rows that are there for all to see, and has the server look where there are many more
    /// than the last time. Nobody waits for it.
    pub(super) fn add(self: &Arc<Self>, rows: u64) {
        let before = self.rows.fetch_add(rows, Ordering::Relaxed);
        if steps(before.saturating_add(rows)) > steps(before) {
            let growth = Arc::clone(self);
            tokio::spawn(async move {
                if let Err(error) = growth.look().await {
                    tracing::debug!(%error, "the server looks at its tables later, by itself");
                }
            });
        }
    }

    async fn look(&self) -> Result<(), StoreError> {
        let failed = |error| StoreError::of(DURING, &error);
        let mut connection = self.pool.acquire().await.map_err(failed)?;
        let looked = connection.execute(sqlx::raw_sql("SELECT public.analyse_grown()")).await;
        looked.map(drop).map_err(failed)
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
