//! The store: opening, reading, writing, migrating, backup.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::connection::here;
use super::migrate::{self, Migration};
use super::pool;
use super::postgres::{Found, Postgres};
use super::sqlite::Sqlite;
use super::statement::AnyStatement;
use super::traced::Traced;
use super::tx::{Inner, Tx};
use super::{BoxFuture, Engine, StoreError};

/// How often [`Store::with_retry`] begins again.
const ATTEMPTS: u32 = 5;

/// A register in a database. Cheap to clone; all clones share connections.
#[derive(Clone)]
pub struct Store {
    database: std::sync::Arc<Database>,
    /// Goes after the database.
    #[cfg(any(test, feature = "testing"))]
    kept: Option<std::sync::Arc<Box<dyn std::any::Any + Send + Sync>>>,
}

pub(super) enum Database {
    Sqlite(Box<Sqlite>),
    Postgres(Postgres, Found),
}

impl Store {
    /// Opens a store: `sqlite:/path/fla.db` (made where it is not there yet), `sqlite::memory:`
    /// (a private one, gone with the last clone), or `postgres://user@host/database` with
    /// optional `max_connections` and `statement_timeout` (milliseconds) among its parameters.
    pub fn open(url: &str) -> BoxFuture<'static, Self> {
        let url = url.to_owned();
        Box::pin(async move {
            let database = match url.split_once(':') {
                Some(("sqlite", ":memory:")) => {
                    Database::Sqlite(Box::new(Sqlite::open(None).await?))
                }
                Some(("sqlite", path)) if !path.is_empty() => {
                    let path = PathBuf::from(path.strip_prefix("//").unwrap_or(path));
                    Database::Sqlite(Box::new(Sqlite::open(Some(&path)).await?))
                }
                Some(("postgres" | "postgresql", _)) => {
                    let postgres = Postgres::open(&url).await?;
                    let found = postgres.found().await?;
                    Database::Postgres(postgres, found)
                }
                _ => {
                    let detail = "the address of a store begins with sqlite: or postgres://";
                    return Err(StoreError::refused("open", detail));
                }
            };
            Ok(Self {
                database: std::sync::Arc::new(database),
                #[cfg(any(test, feature = "testing"))]
                kept: None,
            })
        })
    }

    /// Which engine it lies in.
    pub fn engine(&self) -> Engine {
        match *self.database {
            Database::Sqlite(_) => Engine::Sqlite,
            Database::Postgres(..) => Engine::Postgres,
        }
    }

    /// What is not as it should be of the database and the way to it, such as settings under which
    /// acknowledged writes can be lost, in words; beside [`Self::dangers`].
    pub fn warnings(&self) -> &[String] {
        match &*self.database {
            Database::Sqlite(_) => &[],
            Database::Postgres(_, found) => &found.warnings,
        }
    }

    /// Settings of the database under which all of it can be lost, in words.
    pub fn dangers(&self) -> &[String] {
        match &*self.database {
            Database::Sqlite(_) => &[],
            Database::Postgres(_, found) => &found.dangers,
        }
    }

    /// Whether it is opened in the name of somebody who may change the schema.
    pub fn may_change_schema(&self) -> bool {
        match &*self.database {
            Database::Sqlite(_) => true,
            Database::Postgres(_, found) => found.owns,
        }
    }

    /// Whether damage of the disk to a page of the database is seen by its checksum; the embedded one is
    /// looked through whole by [`Self::check`].
    pub fn has_checksums(&self) -> bool {
        match &*self.database {
            Database::Sqlite(_) => true,
            Database::Postgres(_, found) => found.has_checksums,
        }
    }

    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Brings the schema up to date. Several instances may do so at once; each step happens once
    /// and as a whole. Where no step is due on PostgreSQL, a role that may read is enough.
    pub fn migrate(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            match self.engine() {
                Engine::Sqlite => self.apply(migrate::SQLITE, migrate::LIMIT).await,
                // A database without any step yet has no list of them either.
                Engine::Postgres if self.has_schema().await.unwrap_or(false) => Ok(()),
                Engine::Postgres => self.apply(migrate::POSTGRES, migrate::LIMIT).await,
            }
        })
    }

    /// Gives a role of the database server what the application needs: rows of all tables, and
    /// nothing of the schema. Only the owner of the tables can, after [`Self::migrate`].
    pub fn grant<'a>(&'a self, role: &'a str) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(_) => {
                    Err(StoreError::refused("grant", "an embedded store has no roles"))
                }
                Database::Postgres(postgres, _) => migrate::grant(postgres, role).await,
            }
        })
    }

    /// Applies a list of migrations instead of the register's own.
    #[cfg(any(test, feature = "testing"))]
    pub fn migrate_with(&self, migrations: &'static [Migration]) -> BoxFuture<'_, ()> {
        self.apply(migrations, migrate::LIMIT)
    }

    /// The same, with another limit of how long the server's locks are tried for.
    #[cfg(any(test, feature = "testing"))]
    pub fn migrate_within(
        &self,
        migrations: &'static [Migration],
        limit: Duration,
    ) -> BoxFuture<'_, ()> {
        self.apply(migrations, limit)
    }

    fn apply(&self, migrations: &'static [Migration], limit: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(sqlite) => migrate::sqlite(&sqlite.writer, migrations).await,
                Database::Postgres(postgres, _) => {
                    migrate::postgres(postgres, migrations, limit).await
                }
            }
        })
    }

    /// Begins to read one consistent state.
    pub fn read(&self) -> BoxFuture<'_, Tx> {
        Box::pin(async move {
            let traced = Traced::read(self.engine());
            let inner = match &*self.database {
                Database::Sqlite(sqlite) => Inner::Read(sqlite.readers.begin().await?),
                Database::Postgres(postgres, _) => Inner::Postgres(postgres.begin_reading().await?),
            };
            Ok(Tx::begun(inner, traced))
        })
    }

    /// Begins to read beside a transaction that writes, where that saves time: on a database server that has
    /// a connection to spare at once. `None` where there is nothing to gain, or something in the way.
    pub fn read_beside(&self) -> BoxFuture<'_, Option<Tx>> {
        Box::pin(async move {
            let traced = Traced::read(self.engine());
            let Database::Postgres(postgres, _) = &*self.database else { return Ok(None) };
            let begun = postgres.begin_beside().await;
            Ok(begun.map(|tx| Tx::begun(Inner::Postgres(tx), traced)))
        })
    }

    /// Begins to write. On SQLite writers take turns, so nothing slow but statements belongs
    /// between this and the commit.
    pub fn write(&self) -> BoxFuture<'_, Tx> {
        self.begin(false)
    }

    /// Begins to write much: like [`Self::write`], but on SQLite the transaction is shared with
    /// no other, so that small writes are not acknowledged only after this one.
    pub fn write_long(&self) -> BoxFuture<'_, Tx> {
        self.begin(true)
    }

    fn begin(&self, alone: bool) -> BoxFuture<'_, Tx> {
        Box::pin(async move {
            let traced = Traced::write(self.engine());
            let inner = match &*self.database {
                Database::Sqlite(sqlite) => Inner::Write(sqlite.writer.turn(alone).await?),
                Database::Postgres(postgres, _) => Inner::Postgres(postgres.begin_writing().await?),
            };
            Ok(Tx::begun(inner, traced))
        })
    }

    /// Writes, and begins again where another transaction came first. The work commits by
    /// returning `Ok`.
    pub async fn with_retry<T, E, F>(&self, mut work: F) -> Result<T, E>
    where
        E: From<StoreError> + Transient,
        F: AsyncFnMut(&mut Tx) -> Result<T, E>,
    {
        let mut attempt = 1;
        loop {
            let mut tx = self.write().await?;
            let outcome = match work(&mut tx).await {
                Ok(value) => tx.commit().await.map(|()| value).map_err(E::from),
                Err(error) => {
                    // The work's own error says more than one of taking it back.
                    let _ = tx.rollback().await;
                    Err(error)
                }
            };
            match outcome {
                Err(error) if error.is_transient() && attempt < ATTEMPTS => attempt += 1,
                outcome => return outcome,
            }
        }
    }

    /// Writes a consistent copy of an embedded store to a file, which must not be there yet or is
    /// replaced as a whole. Reading and writing go on meanwhile.
    pub fn backup(&self, to: &Path) -> BoxFuture<'_, ()> {
        let to = to.to_owned();
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(sqlite) => here(|| sqlite.backup(&to)),
                Database::Postgres(..) => Err(StoreError::refused(
                    "backup",
                    "a PostgreSQL store is copied with pg_dump --format=custom or pg_basebackup",
                )),
            }
        })
    }

    /// What the database finds wrong with itself; empty when all is well.
    pub fn check(&self) -> BoxFuture<'_, Vec<String>> {
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(sqlite) => sqlite.check().await,
                Database::Postgres(postgres, _) => postgres.check().await,
            }
        })
    }

    /// Says whether the store answers.
    pub fn ping(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut tx = self.read().await?;
            tx.fetch("ping", "SELECT 1", Vec::new()).await?;
            tx.rollback().await
        })
    }

    /// Whether the database takes writes: a server that follows another one does not, nor one whose
    /// operator set `default_transaction_read_only`.
    pub fn takes_writes(&self) -> BoxFuture<'_, bool> {
        Box::pin(async move {
            if self.engine() == Engine::Sqlite {
                return Ok(true);
            }
            let mut tx = self.read().await?;
            let asked = "SELECT NOT pg_is_in_recovery() \
                AND current_setting('default_transaction_read_only') = 'off' AS takes";
            let rows = tx.fetch("takes_writes", asked, Vec::new()).await?;
            tx.rollback().await?;
            rows.first().map_or(Ok(false), |row| row.get("takes"))
        })
    }

    /// Whether every step of this program's schema ran on the database as the program has it.
    /// Steps of a later program may have run as well: during an update both run side by side.
    pub fn has_schema(&self) -> BoxFuture<'_, bool> {
        Box::pin(async move {
            let steps = match self.engine() {
                Engine::Sqlite => migrate::SQLITE,
                Engine::Postgres => migrate::POSTGRES,
            };
            let mut tx = self.read().await?;
            let noted = "SELECT version, digest FROM schema_migration";
            let rows = tx.fetch("schema", noted, Vec::new()).await?;
            tx.rollback().await?;
            let mut ran = std::collections::BTreeMap::<i64, String>::new();
            for row in rows {
                ran.insert(row.get("version")?, row.get("digest")?);
            }
            Ok(steps.iter().all(|step| ran.get(&step.version).is_some_and(|noted| step.is(noted))))
        })
    }

    /// Whether the register's schema, of this or an earlier program, is in the database.
    pub fn holds_register(&self) -> BoxFuture<'_, bool> {
        Box::pin(async move {
            self.ping().await?;
            let mut tx = self.read().await?;
            let first = "SELECT version FROM schema_migration WHERE name = 'register'";
            Ok(tx.fetch("register", first, Vec::new()).await.is_ok_and(|rows| !rows.is_empty()))
        })
    }

    /// Has the engine prepare statements without running them; answers with what it refuses.
    pub fn prepare<'a>(
        &'a self,
        statements: &'a [&'static dyn AnyStatement],
    ) -> BoxFuture<'a, Vec<String>> {
        Box::pin(async move {
            let mut refused = Vec::new();
            for statement in statements {
                let name = statement.name();
                for text in texts(*statement, self.engine()) {
                    let prepared = match &*self.database {
                        Database::Sqlite(sqlite) => {
                            let mut reader = sqlite.readers.connection(name).await?;
                            here(|| reader.get(name)?.prepare(name, text))
                        }
                        Database::Postgres(postgres, _) => postgres.prepare(name, text).await,
                    };
                    refused.extend(prepared.err().map(|error| error.to_string()));
                }
            }
            Ok(refused)
        })
    }

    /// The steps in which the database would carry a statement out, whatever its arguments, and those where
    /// its sets have one member each.
    #[cfg(any(test, feature = "testing"))]
    pub fn plans<'a>(
        &'a self,
        statement: &'static dyn AnyStatement,
    ) -> BoxFuture<'a, Vec<Vec<String>>> {
        Box::pin(async move {
            let (name, mut plans) = (statement.name(), Vec::new());
            for text in texts(statement, self.engine()) {
                plans.push(match &*self.database {
                    Database::Sqlite(sqlite) => {
                        let mut reader = sqlite.readers.connection(name).await?;
                        here(|| reader.get(name)?.plan(name, text))
                    }
                    Database::Postgres(postgres, _) => {
                        postgres.plan(name, text, statement.parameters()).await
                    }
                }?);
            }
            Ok(plans)
        })
    }

    /// Ends all connections after the work under way; the store is not used again.
    pub fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(sqlite) => sqlite.close().await,
                Database::Postgres(postgres, _) => pool::close(&postgres.pool).await,
            }
            Ok(())
        })
    }

    /// Ties something to the store that lives as long as its last clone.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn keep(mut self, kept: Box<dyn std::any::Any + Send + Sync>) -> Self {
        self.kept = Some(std::sync::Arc::new(kept));
        self
    }

    /// What is tied to it.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn kept(&self) -> Option<&(dyn std::any::Any + Send + Sync)> {
        self.kept.as_deref().map(|kept| &**kept)
    }

    /// A short name for the state of the register's schema on PostgreSQL.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn schema_digest() -> String {
        migrate::digest(migrate::POSTGRES)
    }

    /// How many physical transactions the writer of an embedded store began.
    #[cfg(any(test, feature = "testing"))]
    pub fn group_commits(&self) -> BoxFuture<'_, u64> {
        Box::pin(async move {
            match &*self.database {
                Database::Sqlite(sqlite) => Ok(sqlite.writer.generation().await),
                Database::Postgres(..) => Ok(0),
            }
        })
    }

    /// How long a writer of an embedded store waits for its turn.
    #[cfg(any(test, feature = "testing"))]
    pub fn set_patience(&self, milliseconds: u64) {
        if let Database::Sqlite(sqlite) = &*self.database {
            sqlite.writer.set_patience(milliseconds);
        }
    }

    /// Lets at most so many writers of an embedded store share one commit.
    #[cfg(any(test, feature = "testing"))]
    pub fn set_group(&self, members: usize) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if let Database::Sqlite(sqlite) = &*self.database {
                sqlite.writer.set_group(members).await;
            }
            Ok(())
        })
    }
}

/// A statement as the engine gets it: for sets of any size, and of one member.
fn texts(
    statement: &'static dyn AnyStatement,
    engine: Engine,
) -> impl Iterator<Item = &'static str> {
    [statement.text(engine)].into_iter().chain(statement.text_of_one(engine))
}

/// An error after which the same work can succeed when it is tried again at once.
pub trait Transient {
    /// Whether it is.
    fn is_transient(&self) -> bool;
}

impl Transient for StoreError {
    fn is_transient(&self) -> bool {
        Self::is_transient(self)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("engine", &self.engine()).finish_non_exhaustive()
    }
}
