//! A store whose tables can be read as they lie there, whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fla_store::Store;
use fla_store::testing::{TestDatabase, postgres_database};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

/// Where a register lies.
pub enum Place {
    Sqlite(tempfile::TempDir),
    Postgres(TestDatabase),
}

impl Place {
    /// One on each engine.
    pub async fn both() -> [Self; 2] {
        [Self::Sqlite(tempfile::tempdir().unwrap()), Self::Postgres(postgres_database().await)]
    }

    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    pub async fn open(&self) -> Store {
        let address = match self {
            Self::Sqlite(folder) => format!("sqlite:{}", file(folder).display()),
            Self::Postgres(database) => database.url().to_owned(),
        };
        let store = Store::open(&address).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    /// Every row of every table as text, ordered.
    pub async fn rows(&self) -> BTreeMap<String, Vec<String>> {
        match self {
            Self::Sqlite(folder) => sqlite(&file(folder)).unwrap(),
            Self::Postgres(database) => postgres(database.owner_url()).await,
        }
    }
}

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("fla.db")
}

fn sqlite(file: &Path) -> rusqlite::Result<BTreeMap<String, Vec<String>>> {
    let connection = rusqlite::Connection::open(file)?;
    let named = "SELECT m.name AS name, group_concat('quote(\"' || c.name || '\")', ' || '','' || ') AS row \
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name";
    let mut named = connection.prepare(named)?;
    let named = named.query_map((), |table| Ok((table.get(0)?, table.get(1)?)))?;
    let mut tables = BTreeMap::new();
    for table in named {
        let (name, row): (String, String) = table?;
        let mut rows = connection.prepare(&format!("SELECT {row} FROM \"{name}\""))?;
        let rows = rows.query_map((), |row| row.get(0))?;
        let mut rows = rows.collect::<Result<Vec<String>, _>>()?;
        rows.sort();
        tables.insert(name, rows);
    }
    Ok(tables)
}

async fn postgres(address: &str) -> BTreeMap<String, Vec<String>> {
    let mut connection = PgConnection::connect(address).await.unwrap();
    let named = "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'";
    let mut tables = BTreeMap::new();
    for table in sqlx::query(named).fetch_all(&mut connection).await.unwrap() {
        let name: String = table.get("name");
        let rows = format!("SELECT t::text AS row FROM \"{name}\" t");
        let rows = sqlx::query(AssertSqlSafe(rows)).fetch_all(&mut connection).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| row.get("row")).collect();
        rows.sort();
        tables.insert(name, rows);
    }
    connection.close().await.unwrap();
    tables
}
