//! The tests' schema. It borrows the names of the register's tables, which say what belongs to
//! one employer, but not their columns.

use fla_domain::ids::EmployerId;
use fla_store::Store;
use fla_store::engine::Migration;
use fla_store::{args, statements};
use uuid::Uuid;

pub const SQLITE: &[Migration] = &[
    Migration {
        version: 1,
        name: "tables",
        sql: "CREATE TABLE employee (employer_id BLOB NOT NULL, id BLOB NOT NULL, ssin TEXT,
                name TEXT NOT NULL, PRIMARY KEY (employer_id, id)) STRICT;
              CREATE UNIQUE INDEX employee_ssin ON employee (employer_id, ssin);
              CREATE TABLE span (employer_id BLOB NOT NULL, employee_id BLOB NOT NULL,
                from_date TEXT NOT NULL, to_date TEXT, jc TEXT NOT NULL, q INTEGER NOT NULL,
                s INTEGER NOT NULL CHECK (s > 0), note TEXT, digest BLOB) STRICT;
              CREATE TABLE adjustment (employer_id BLOB NOT NULL, id BLOB NOT NULL,
                known_from INTEGER NOT NULL, year INTEGER NOT NULL, change_id BLOB NOT NULL,
                known_to INTEGER NOT NULL, PRIMARY KEY (employer_id, id)) STRICT;
              CREATE TABLE credit (employer_id BLOB NOT NULL, id BLOB NOT NULL, n INTEGER,
                t TEXT, u BLOB, b BLOB, PRIMARY KEY (employer_id, id)) STRICT;",
    },
    Migration {
        version: 2,
        name: "state",
        sql: "CREATE TABLE system_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;",
    },
];

pub const POSTGRES: &[Migration] = &[
    Migration {
        version: 1,
        name: "tables",
        sql: "CREATE TABLE employee (employer_id UUID NOT NULL, id UUID NOT NULL, ssin TEXT,
                name TEXT NOT NULL, PRIMARY KEY (employer_id, id));
              CREATE UNIQUE INDEX employee_ssin ON employee (employer_id, ssin);
              CREATE TABLE span (employer_id UUID NOT NULL, employee_id UUID NOT NULL,
                from_date TEXT NOT NULL, to_date TEXT, jc TEXT NOT NULL, q BIGINT NOT NULL,
                s BIGINT NOT NULL CHECK (s > 0), note TEXT, digest BYTEA);
              CREATE TABLE adjustment (employer_id UUID NOT NULL, id UUID NOT NULL,
                known_from BIGINT NOT NULL, year BIGINT NOT NULL, change_id UUID NOT NULL,
                known_to BIGINT NOT NULL, PRIMARY KEY (employer_id, id));
              CREATE TABLE credit (employer_id UUID NOT NULL, id UUID NOT NULL, n BIGINT,
                t TEXT, u UUID, b BYTEA, PRIMARY KEY (employer_id, id));",
    },
    Migration {
        version: 2,
        name: "state",
        sql: "CREATE TABLE system_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL);",
    },
];

statements! {
    employer ADD = "INSERT INTO employee (employer_id, id, ssin, name) VALUES ($1, $2, $3, $4)";
    employer NAMES = "SELECT name FROM employee WHERE employer_id = $1 ORDER BY name";
    global PUT = "INSERT INTO system_state (name, value) VALUES ($1, $2) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    global BUMP = "UPDATE system_state SET value = value + 1 WHERE name = $1";
    global GET = "SELECT value FROM system_state WHERE name = $1";
    global STATES = "SELECT name, value FROM system_state ORDER BY name";
}

pub async fn stores() -> Vec<(&'static str, Store)> {
    fla_store::testing::stores_with(SQLITE, POSTGRES).await
}

pub async fn embedded() -> Store {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate_with(SQLITE).await.unwrap();
    store
}

/// The n-th employer of a test.
pub fn employer(n: u128) -> EmployerId {
    EmployerId(Uuid::from_u128(0x1000 + n))
}

pub async fn put(store: &Store, name: &str, value: i64) -> Result<(), fla_store::StoreError> {
    let mut tx = store.write().await?;
    tx.global().execute(&PUT, args![name, value]).await?;
    tx.commit().await
}

pub async fn state(store: &Store, name: &str) -> Option<i64> {
    let mut tx = store.read().await.unwrap();
    let row = tx.global().fetch_optional(&GET, args![name]).await.unwrap();
    row.map(|row| row.get("value").unwrap())
}
