//! Transactions.

use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployerId;
use sha2::{Digest as _, Sha256};

use super::arguments::Argument;
use super::connection::{Connection, here};
use super::questions::{Answer, Asked, Question};
use super::readers::Reader;
use super::statement::{ByEmployer, ByPerson, Global};
use super::traced::Traced;
use super::writer::Turn;
use super::{BoxFuture, Engine, Row, Scoped, StoreError, Value, postgres};

/// A transaction: a snapshot that is read, or a set of changes that happen together or not at
/// all. Dropping it takes the changes back.
///
/// After a statement failed, or the caller stopped waiting for one, the transaction can only be
/// rolled back; every later statement and the commit say so with an error. This is the same on
/// both engines.
pub struct Tx {
    inner: Inner,
    /// Whether a statement began that did not end well.
    spoilt: bool,
    /// How many statements that write were begun.
    written: u64,
    /// What was asked ahead and nobody has taken yet.
    answers: Vec<Answer>,
    traced: Traced,
}

pub(super) enum Inner {
    Read(Reader),
    Write(Turn),
    Postgres(postgres::Transaction),
}

impl Tx {
    /// One for which the wait is over.
    pub(super) fn begun(inner: Inner, traced: Traced) -> Self {
        traced.begun();
        Self { inner, spoilt: false, written: 0, answers: Vec::new(), traced }
    }

    /// The engine it runs on.
    pub const fn engine(&self) -> Engine {
        match self.inner {
            Inner::Read(_) | Inner::Write(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// How many statements that write were begun: whoever sees the same number before and after
    /// something knows that it left nothing behind. An error between may still be of earlier rows on
    /// PostgreSQL, unless they were waited for ([`Self::settle`]).
    pub const fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn writes(&mut self) {
        self.written += 1;
        self.answers.clear();
        self.traced.statement();
    }

    /// Statements for one employer.
    pub fn employer(&mut self, id: EmployerId) -> Scoped<'_, ByEmployer> {
        Scoped::new(self, Some(Value::Id(Some(id.0))))
    }

    /// Statements for one person.
    pub fn person(&mut self, ssin: &Ssin) -> Scoped<'_, ByPerson> {
        Scoped::new(self, Some(Value::Text(Some(ssin.digits().to_owned()))))
    }

    /// Statements that touch nothing of any one employer.
    pub fn global(&mut self) -> Scoped<'_, Global> {
        Scoped::new(self, None)
    }

    /// Keeps other transactions that lock the same employer waiting until this one ends: from the next
    /// statement on, which waits for theirs.
    pub fn lock_employer(&mut self, id: EmployerId) {
        self.answers.clear();
        // On SQLite the writer is alone already.
        if let Inner::Postgres(tx) = &mut self.inner {
            let mut key = [0; 8];
            let digest = Sha256::new().chain_update("employer").chain_update(id.0).finalize();
            key.copy_from_slice(&digest[..8]);
            let key = i64::from_be_bytes(key);
            tx.send_before(format_args!("SELECT pg_advisory_xact_lock({key})"));
        }
    }

    /// Keeps other transactions that seal audit entries waiting until this one ends.
    pub fn lock_sealing(&mut self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // On SQLite the writer is alone already.
            if self.engine() == Engine::Postgres {
                let text = "SELECT pg_advisory_xact_lock(7234011205186350)";
                self.execute("lock_sealing", text, Vec::new()).await?;
            }
            Ok(())
        })
    }

    /// Makes the changes permanent; when it answers, they are on the disk.
    pub fn commit(self) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            if self.spoilt {
                return Err(StoreError::abandoned("commit"));
            }
            match self.inner {
                Inner::Read(reader) => reader.end(),
                Inner::Write(turn) => turn.commit().await,
                Inner::Postgres(tx) => tx.commit().await,
            }?;
            self.traced.committed();
            Ok(())
        })
    }

    /// Takes the changes back. Of a transaction that went well so far, as a trial does, it says whether
    /// the last rows would have gone in too.
    pub fn rollback(self) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            match self.inner {
                Inner::Read(reader) => reader.end(),
                Inner::Write(turn) => turn.rollback(),
                Inner::Postgres(_) if self.spoilt => Ok(()),
                Inner::Postgres(tx) => tx.take_back().await,
            }
        })
    }

    /// Takes the changes back, whatever would have come of rows on their way.
    pub fn give_up(mut self) -> BoxFuture<'static, ()> {
        self.spoilt = true;
        self.rollback()
    }

    /// Waits for rows that are written while the caller goes on, and has written what waits (PostgreSQL);
    /// says what came of it.
    pub fn settle(&mut self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.enter("settle")?;
            let settled = match &mut self.inner {
                Inner::Postgres(tx) => tx.settle().await,
                Inner::Read(_) | Inner::Write(_) => Ok(()),
            };
            self.leave(settled)
        })
    }

    /// Has the database show the rows of a tenant and no others; for statements of no tenant, which
    /// name no table of any, what it shows stays as it is.
    pub(super) async fn within(
        &mut self,
        name: &'static str,
        tenant: Option<&Value>,
    ) -> Result<(), StoreError> {
        let Some(tenant) = tenant.filter(|_| self.engine() == Engine::Postgres) else {
            return Ok(());
        };
        self.enter(name)?;
        let done = match &mut self.inner {
            Inner::Postgres(tx) => tx.within(name, tenant).await,
            Inner::Read(_) | Inner::Write(_) => Ok(()),
        };
        self.leave(done)
    }

    /// Asks several things in one round trip, where there is one to save. Each answer waits for whoever asks
    /// the same, until something is written.
    pub(super) async fn ask_ahead(&mut self, questions: Vec<Asked>) -> Result<(), StoreError> {
        self.enter("ask")?;
        let answers = match &mut self.inner {
            Inner::Postgres(tx) => {
                self.traced.statement();
                tx.ask(questions).await
            }
            Inner::Read(_) | Inner::Write(_) => Ok(Vec::new()),
        };
        for answer in self.leave(answers)? {
            self.answers.retain(|earlier| earlier.question != answer.question);
            self.answers.push(answer);
        }
        Ok(())
    }

    /// What was asked ahead, once.
    pub(super) fn answer_to(&mut self, question: &Question) -> Option<Vec<Row>> {
        if self.spoilt {
            return None;
        }
        let at = self.answers.iter().position(|answer| answer.question == *question)?;
        Some(self.answers.swap_remove(at).rows)
    }

    pub(super) async fn fetch(
        &mut self,
        name: &'static str,
        text: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        if !text.starts_with("SELECT") {
            self.answers.clear();
        }
        self.enter(name)?;
        self.traced.statement();
        let rows = match &mut self.inner {
            Inner::Postgres(tx) => {
                let arguments: Vec<_> = values.into_iter().map(Argument::from).collect();
                // Large, and of no use to the embedded store.
                Box::pin(tx.fetch(name, text, &arguments)).await
            }
            inner => inner.embedded(name, |c| c.fetch(name, text, &values)).await,
        };
        self.leave(rows)
    }

    pub(super) async fn execute(
        &mut self,
        name: &'static str,
        text: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        self.enter(name)?;
        self.writes();
        let done = match &mut self.inner {
            Inner::Postgres(tx) => {
                let arguments: Vec<_> = values.into_iter().map(Argument::from).collect();
                Box::pin(tx.execute(name, text, &arguments)).await
            }
            inner => inner.embedded(name, |c| c.execute(name, text, &values)).await,
        };
        self.leave(done)
    }

    pub(super) const fn inner(&mut self) -> &mut Inner {
        &mut self.inner
    }

    /// Counts the transaction as spoilt until [`Self::leave`] knows better, so that a caller who
    /// stops waiting for a statement cannot commit half of it.
    pub(super) fn enter(&mut self, name: &'static str) -> Result<(), StoreError> {
        if std::mem::replace(&mut self.spoilt, true) {
            return Err(StoreError::abandoned(name));
        }
        Ok(())
    }

    pub(super) fn leave<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        self.spoilt = outcome.is_err();
        outcome
    }
}

impl Inner {
    /// Runs a step on the embedded database. A task that has run long lets others run first; a step that
    /// may take long leaves the others of its thread to another one.
    pub(super) async fn embedded<T>(
        &mut self,
        name: &'static str,
        step: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        breath().await;
        let connection = match self {
            Self::Read(reader) => reader.get(name)?,
            Self::Write(turn) => turn.connection()?,
            Self::Postgres(_) => return Err(StoreError::refused(name, "not an embedded database")),
        };
        if connection.is_quick(name) {
            connection.timed(name, step)
        } else {
            here(|| connection.timed(name, step))
        }
    }
}

/// Lets other tasks run where this one has run long. In tests before each statement: so they see every
/// order in which tasks can meet, and work can be cut off at any of its statements.
async fn breath() {
    if cfg!(any(test, feature = "testing")) {
        tokio::task::yield_now().await;
    } else {
        tokio::task::coop::consume_budget().await;
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

#[cfg(any(test, feature = "testing"))]
impl Tx {
    /// How many answers wait for whoever asks.
    pub const fn answers_waiting(&self) -> usize {
        self.answers.len()
    }

    /// Asks anything at all, of any table: for tests that look at everything there is.
    pub async fn ask(&mut self, text: String) -> Result<Vec<Row>, StoreError> {
        self.fetch("a test", text.leak(), Vec::new()).await
    }
}
