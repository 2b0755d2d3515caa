//! Measures the engine on both databases: bulk inserts, and many small writers with and without
//! group commit. Prints one line for each; `cargo bench -p fla-store [-- DIRECTORY]`, where the
//! directory says on which disk the embedded store lies.

use std::path::Path;
use std::time::{Duration, Instant};

use fla_domain::ids::EmployerId;
use fla_store::engine::{Migration, Value};
use fla_store::testing::empty_database;
use fla_store::{Engine, Store, StoreError, args, statements};
use uuid::Uuid;

const SQLITE: &[Migration] = &[Migration {
    version: 1,
    name: "span",
    sql: "CREATE TABLE span (employer_id BLOB NOT NULL, employee_id BLOB NOT NULL,
            id BLOB NOT NULL, from_date TEXT NOT NULL, to_date TEXT, joint_committee TEXT NOT NULL,
            q INTEGER NOT NULL, s INTEGER NOT NULL, note TEXT,
            PRIMARY KEY (employer_id, employee_id, id)) STRICT, WITHOUT ROWID;
          CREATE TABLE system_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT",
}];
const POSTGRES: &[Migration] = &[Migration {
    version: 1,
    name: "span",
    sql: "CREATE TABLE span (employer_id UUID NOT NULL, employee_id UUID NOT NULL,
            id UUID NOT NULL, from_date TEXT NOT NULL, to_date TEXT, joint_committee TEXT NOT NULL,
            q BIGINT NOT NULL, s BIGINT NOT NULL, note TEXT,
            PRIMARY KEY (employer_id, employee_id, id));
          CREATE TABLE system_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
}];

const ROWS: u32 = 100_000;
const WRITERS: usize = 32;
const SPELL: Duration = Duration::from_secs(4);

statements! {
    bulk employer SPANS = "span" (employee_id id, id id, from_date text, to_date text?, joint_committee text, q int, s int, note text?);
    global PUT = "INSERT INTO system_state (name, value) VALUES ($1, $2)";
}

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let given = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let dir =
        tempfile::tempdir_in(given.unwrap_or_else(|| std::env::temp_dir().display().to_string()))
            .map_err(|_| StoreError::corrupt("bench", "no such directory"))?;
    let server = empty_database().await;
    for url in [address(dir.path(), "bulk"), server.url().to_owned()] {
        let store = open(&url).await?;
        for _ in 0..3 {
            bulk(&store).await?;
        }
        store.close().await?;
    }
    for members in [1, 64, 1, 64] {
        let store = open(&address(dir.path(), &fresh().to_string())).await?;
        store.set_group(members).await?;
        writers(&store, &format!("groups of {members}")).await?;
        store.close().await?;
    }
    let store = open(server.url()).await?;
    writers(&store, "as PostgreSQL does").await?;
    store.close().await
}

/// An id, different each time.
fn fresh() -> Uuid {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u64_pair(NEXT.fetch_add(1, Ordering::Relaxed), 0)
}

fn address(dir: &Path, name: &str) -> String {
    format!("sqlite:{}", dir.join(name).display())
}

async fn open(url: &str) -> Result<Store, StoreError> {
    let store = Store::open(url).await?;
    let schema = if store.engine() == Engine::Sqlite { SQLITE } else { POSTGRES };
    store.migrate_with(schema).await?;
    Ok(store)
}

async fn bulk(store: &Store) -> Result<(), StoreError> {
    let row = |n: u32| -> Vec<Value> {
        let id = Uuid::from_u64_pair(u64::from(n) << 20 | 0x7000, 0x8000_0000_0000_0000);
        let end = n.is_multiple_of(2).then_some("2026-12-31");
        args![id, id, "2026-01-01", end, "330.01.10", n, 3800, None::<&str>]
    };
    let employer = EmployerId(fresh());
    let began = Instant::now();
    let mut tx = store.write_long().await?;
    tx.employer(employer).insert_many(&SPANS, (0..ROWS).map(row)).await?;
    tx.commit().await?;
    let took = began.elapsed();
    let rate = f64::from(ROWS) / took.as_secs_f64();
    println!("{:?}: bulk insert of {ROWS} rows of 9 columns: {rate:.0} rows/s", store.engine());
    Ok(())
}

async fn writers(store: &Store, how: &str) -> Result<(), StoreError> {
    let began = Instant::now();
    let tasks: Vec<_> = (0..WRITERS)
        .map(|k| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut waits = Vec::new();
                for n in 0.. {
                    if began.elapsed() > SPELL {
                        break;
                    }
                    let begin = Instant::now();
                    let mut tx = store.write().await?;
                    tx.global().execute(&PUT, args![format!("{k} {n}"), n]).await?;
                    tx.commit().await?;
                    waits.push(begin.elapsed());
                }
                Ok::<_, StoreError>(waits)
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.map_err(|_| StoreError::corrupt("bench", "task"))??);
    }
    let took = began.elapsed().as_secs_f64();
    waits.sort();
    let count = u32::try_from(waits.len()).unwrap_or(u32::MAX);
    println!(
        "{:?}: {WRITERS} writers, {how}: {:.0} writes/s, half within {:.1?}, 99 % within {:.1?}",
        store.engine(),
        f64::from(count) / took,
        waits[waits.len() / 2],
        waits[waits.len() * 99 / 100],
    );
    Ok(())
}
