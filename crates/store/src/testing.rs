//! Private stores for tests, on both engines, with the register's schema.
//!
//! PostgreSQL is a cluster that nothing else uses: the one at `FLA_TEST_POSTGRES_URL` (a
//! superuser's address), or one that the first test starts and that ends by itself when no test
//! process is left. Each store is a fresh database copied from a template. As in an installation one
//! role owns the tables, and the store is used as another one, to which row-level security applies.

mod cluster;
mod server;

use std::collections::BTreeSet;

use url::Url;

use crate::engine::{Address, Engine, LARGE, Link, Migration, Store, Tx};

pub use server::DatabaseServer;

/// A fresh store with the register's schema on each engine, with the engine's name. A database on
/// PostgreSQL is dropped with the last clone of its store.
pub async fn test_stores() -> Vec<(&'static str, Store)> {
    vec![("sqlite", sqlite_store().await), ("postgres", postgres_store().await)]
}

/// A fresh store with the register's schema in a private SQLite database.
pub async fn sqlite_store() -> Store {
    let store = Store::open("sqlite::memory:").await.expect("SQLite opens");
    store.migrate().await.expect("the schema is made");
    store
}

/// For which statements, of which large tables, the embedded database reads every row that an employer
/// has, or that there is.
///
/// # Panics
/// Where a statement cannot be planned.
pub async fn read_whole(store: &Store) -> BTreeSet<(&'static str, &'static str)> {
    let mut found = BTreeSet::new();
    for statement in crate::STATEMENTS.iter().copied().flatten() {
        let text = statement.text(Engine::Sqlite);
        for step in store.plans(*statement).await.expect("plans").concat() {
            if !step.contains("(employer_id=?)") && !step.starts_with("SCAN") {
                continue;
            }
            let called = step.split(' ').nth(1).unwrap_or_default();
            if let Some(table) = LARGE.iter().find(|table| is_called(text, table, called)) {
                found.insert((statement.name(), *table));
            }
        }
    }
    found
}

/// The steps in which the database would carry out a statement of this name, for sets of any size and where
/// it has such, of one member.
///
/// # Panics
/// Where there is no such statement, or it cannot be planned.
pub async fn plans_of(store: &Store, name: &str) -> Vec<Vec<String>> {
    let mut statements = crate::STATEMENTS.iter().copied().flatten();
    let statement = statements.find(|statement| statement.name() == name).expect("a statement");
    store.plans(*statement).await.expect("plans")
}

/// Whether a statement speaks of a table by this name.
fn is_called(text: &str, table: &str, called: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let alias = |n: usize| match words.get(n + 1) {
        Some(word) if word.eq_ignore_ascii_case("as") => words.get(n + 2).copied(),
        word => word.copied(),
    };
    let mut named = words.iter().enumerate().filter(|(_, word)| **word == table);
    called == table || named.any(|(n, _)| alias(n) == Some(called))
}

/// A fresh store with the register's schema in a PostgreSQL database of its own.
pub async fn postgres_store() -> Store {
    store_in(postgres_database().await).await
}

/// The same in the name of whoever owns the tables, as steps of the schema and moves are done.
pub async fn owner_store() -> Store {
    let database = postgres_database().await;
    let store = Store::open(database.owner_url()).await.expect("PostgreSQL opens");
    store.keep(Box::new(database))
}

/// Fresh stores on both engines with another schema than the register's.
pub async fn stores_with(
    sqlite: &'static [Migration],
    postgres: &'static [Migration],
) -> Vec<(&'static str, Store)> {
    let embedded = Store::open("sqlite::memory:").await.expect("SQLite opens");
    embedded.migrate_with(sqlite).await.expect("the schema is made");
    let server = store_in(empty_database().await).await;
    server.migrate_with(postgres).await.expect("the schema is made");
    vec![("sqlite", embedded), ("postgres", server)]
}

/// A PostgreSQL database that is dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    owner_url: String,
    name: String,
    admin: String,
}

impl TestDatabase {
    /// Its address, for [`Store::open`]: the application's, where there are tables already, or the
    /// owner's.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its address for the owner of the tables.
    pub fn owner_url(&self) -> &str {
        &self.owner_url
    }

    /// Its address for the application, which owns nothing.
    pub fn application_url(&self) -> String {
        as_role(&self.owner_url, APPLICATION)
    }
}

/// A fresh PostgreSQL database with the register's schema.
pub async fn postgres_database() -> TestDatabase {
    let admin = cluster::url();
    let template = template(&admin).await;
    let mut database = create(admin, Some(&template)).await;
    database.url = database.application_url();
    database
}

/// The role of the application in the tests' cluster.
pub const APPLICATION: &str = "fla_test_application";

/// The role that owns the tables there.
const OWNER: &str = "fla_test_owner";

/// Both are no superusers and do not bypass row-level security. They have the password of whoever runs
/// the cluster, where it asks for one.
async fn roles(connection: &mut Link, admin: &str) {
    let password = Url::parse(admin).ok().and_then(|url| url.password().map(ToOwned::to_owned));
    let password = password.map_or(String::new(), |word| format!(" PASSWORD '{word}'"));
    run(connection, "SELECT pg_advisory_lock(812)").await;
    for role in [OWNER, APPLICATION] {
        let known = format!("SELECT 1 FROM pg_roles WHERE rolname = '{role}'");
        if told(connection, &known).await.is_empty() {
            run(connection, &format!("CREATE ROLE {role} LOGIN{password}")).await;
        }
    }
    run(connection, "SELECT pg_advisory_unlock(812)").await;
}

fn as_role(url: &str, role: &str) -> String {
    let mut url = Url::parse(url).expect("the address of the cluster is valid");
    url.set_username(role).expect("it has a host");
    url.into()
}

/// A fresh PostgreSQL database without tables.
pub async fn empty_database() -> TestDatabase {
    create(cluster::url(), None).await
}

async fn store_in(database: TestDatabase) -> Store {
    let store = Store::open(database.url()).await.expect("PostgreSQL opens");
    store.keep(Box::new(database))
}

async fn connect(url: &str) -> Link {
    let address = Address::parse(url).expect("the address of the cluster is valid");
    Link::connect(&address).await.expect("the test cluster answers")
}

/// The database from which others are copied; made once for each state of the schema.
async fn template(admin: &str) -> String {
    let name = format!("fla_template_{}", Store::schema_digest());
    let mut connection = connect(admin).await;
    run(&mut connection, "SELECT pg_advisory_lock(811)").await;
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    if told(&mut connection, &known).await.is_empty() {
        // Made under another name, so that a half-made one is never taken for the template.
        let making = create(admin.to_owned(), None).await;
        let store = Store::open(making.url()).await.expect("PostgreSQL opens");
        store.migrate().await.expect("the schema is made");
        store.grant(APPLICATION).await.expect("the application gets its rights");
        store.close().await.expect("the store closes");
        let rename = format!("ALTER DATABASE {} RENAME TO {name}", making.name);
        run(&mut connection, &rename).await;
        std::mem::forget(making);
    }
    name
}

async fn create(admin: String, template: Option<&str>) -> TestDatabase {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut connection = connect(&admin).await;
    // Another machine's processes may use the same cluster: the server's clock tells them apart.
    let now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    let now = told(&mut connection, now).await.concat();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("fla_test_{now}_{}_{count}", std::process::id());
    let template = template.map_or(String::new(), |t| format!(" TEMPLATE {t}"));
    roles(&mut connection, &admin).await;
    run(&mut connection, &format!("CREATE DATABASE {name} OWNER {OWNER}{template}")).await;
    let mut url = Url::parse(&admin).expect("the address of the cluster is valid");
    url.set_path(&name);
    url.query_pairs_mut().append_pair("max_connections", "10");
    let owner_url = as_role(url.as_str(), OWNER);
    TestDatabase { url: owner_url.clone(), owner_url, name, admin }
}

async fn run(connection: &mut Link, text: &str) {
    connection.simple(text).await.expect("the cluster obeys");
}

async fn told(connection: &mut Link, text: &str) -> Vec<String> {
    connection.told(text).await.expect("the cluster answers")
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let admin = std::mem::take(&mut self.admin);
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    let Ok(address) = Address::parse(&admin) else { return };
                    if let Ok(mut connection) = Link::connect(&address).await {
                        // A database that stays behind ends with its cluster.
                        let _ = connection.simple(&drop).await;
                    }
                });
            }
        });
        let _ = work.join();
    }
}

/// The tables in which a text stands anywhere, with the number of rows: by name.
pub async fn rows_holding(store: &Store, text: &str) -> Vec<String> {
    let owner = match store.kept().and_then(|kept| kept.downcast_ref::<TestDatabase>()) {
        Some(database) => Some(Store::open(database.owner_url()).await.expect("PostgreSQL opens")),
        None => None,
    };
    let store = owner.as_ref().unwrap_or(store);
    let mut tx = store.read().await.expect("the store is read");
    let mut found = Vec::new();
    for table in tables(&mut tx).await {
        let row = match tx.engine() {
            Engine::Postgres => format!("CAST({table} AS text)"),
            Engine::Sqlite => {
                let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
                let columns = names(&mut tx, columns).await;
                let texts =
                    columns.iter().map(|name| format!("COALESCE(CAST({name} AS TEXT), '')"));
                texts.collect::<Vec<_>>().join(" || ' ' || ")
            }
        };
        let sought = text.replace('\'', "''");
        let asked = format!("SELECT COUNT(*) AS n FROM {table} WHERE {row} LIKE '%{sought}%'");
        let rows = tx.ask(asked).await.expect("the question is sound");
        let count: i64 = rows[0].get("n").expect("a number");
        if count > 0 {
            found.push(format!("{table} {count}"));
        }
    }
    tx.rollback().await.expect("nothing was changed");
    found
}

/// The tables that have a column, by name.
pub async fn tables_with(store: &Store, column: &str) -> Vec<String> {
    let mut tx = store.read().await.expect("the store is read");
    let asked = match tx.engine() {
        Engine::Postgres => format!(
            "SELECT CAST(table_name AS text) AS name FROM information_schema.columns JOIN information_schema.tables \
             USING (table_schema, table_name) WHERE table_schema = 'public' \
             AND table_type = 'BASE TABLE' AND column_name = '{column}' ORDER BY 1"
        ),
        Engine::Sqlite => format!(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name = '{column}' ORDER BY 1"
        ),
    };
    let found = names(&mut tx, asked).await;
    tx.rollback().await.expect("nothing was changed");
    found
}

/// How many rows PostgreSQL believes a table to have when it chooses how to look for some; negative where
/// it never looked.
pub async fn believed_rows(store: &Store, table: &str) -> i64 {
    let mut tx = store.read().await.expect("the store is read");
    let asked = format!(
        "SELECT CAST(reltuples AS bigint) AS n FROM pg_class WHERE oid = CAST('{table}' AS regclass)"
    );
    let rows = tx.ask(asked).await.expect("the catalogue answers");
    tx.rollback().await.expect("nothing was changed");
    rows[0].get("n").expect("a number")
}

async fn tables(tx: &mut Tx) -> Vec<String> {
    let asked = match tx.engine() {
        Engine::Postgres => {
            "SELECT CAST(tablename AS text) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        }
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        }
    };
    names(tx, asked.to_owned()).await
}

async fn names(tx: &mut Tx, asked: String) -> Vec<String> {
    let rows = tx.ask(asked).await.expect("the catalogue answers");
    rows.iter().map(|row| row.get("name").expect("a name")).collect()
}
