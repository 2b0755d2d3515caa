//! Statements within a scope: it binds `$1`, so that nobody can pass another tenant.

use std::future::ready;
use std::marker::PhantomData;

use super::arguments::Argument;
use super::bulk::{POSTGRES_ROWS, SQLITE_ROWS, Type};
use super::connection::Connection;
use super::questions::{Asked, Question};
use super::queue::Insert;
use super::statement::{AnyStatement, Global};
use super::{BoxFuture, Bulk, Engine, Row, Statement, StoreError, Tx, Value};

/// A transaction within the scope of an employer, of a person, or of neither.
#[derive(Debug)]
pub struct Scoped<'t, S> {
    tx: &'t mut Tx,
    key: Option<Value>,
    scope: PhantomData<fn() -> S>,
}

impl<'t, S: 'static> Scoped<'t, S> {
    pub(super) const fn new(tx: &'t mut Tx, key: Option<Value>) -> Self {
        Self { tx, key, scope: PhantomData }
    }

    /// All rows of the answer.
    pub fn fetch<'a>(
        &'a mut self,
        statement: &'static Statement<S>,
        arguments: Vec<Value>,
    ) -> BoxFuture<'a, Vec<Row>> {
        let name = statement.name();
        let question = match self.bind(statement, arguments) {
            Ok((text, values)) => Question { name, text, values },
            Err(error) => return Box::pin(ready(Err(error))),
        };
        if let Some(rows) = self.tx.answer_to(&question) {
            return Box::pin(ready(Ok(rows)));
        }
        Box::pin(async move {
            self.tx.within(name, self.key.as_ref()).await?;
            self.tx.fetch(name, question.text, question.values).await
        })
    }

    /// Asks several things in one round trip, where there is one to save (PostgreSQL). Whoever then asks
    /// one of them with the same arguments in this transaction, before anything is written, gets what
    /// came of it here.
    pub fn ask_ahead(
        &mut self,
        questions: Vec<(&'static Statement<S>, Vec<Value>)>,
    ) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let asked = self.asked(questions)?;
            self.ask(asked).await
        })
    }

    /// The same, and in the same round trip what is about nobody.
    pub fn ask_ahead_with(
        &mut self,
        questions: Vec<(&'static Statement<S>, Vec<Value>)>,
        global: Vec<(&'static Statement<Global>, Vec<Value>)>,
    ) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut asked = self.tx.global().asked(global)?;
            asked.extend(self.asked(questions)?);
            self.ask(asked).await
        })
    }

    fn asked(
        &self,
        questions: Vec<(&'static Statement<S>, Vec<Value>)>,
    ) -> Result<Vec<Asked>, StoreError> {
        let tenant = usize::from(self.key.is_some());
        let asked = questions.into_iter().map(|(statement, arguments)| {
            let (text, values) = self.bind(statement, arguments)?;
            Ok(Asked { question: Question { name: statement.name(), text, values }, tenant })
        });
        asked.collect()
    }

    async fn ask(&mut self, asked: Vec<Asked>) -> Result<(), StoreError> {
        if asked.len() < 2 {
            return Ok(());
        }
        self.tx.within("ask", self.key.as_ref()).await?;
        self.tx.ask_ahead(asked).await
    }

    /// The first row of the answer, if there is one.
    pub fn fetch_optional<'a>(
        &'a mut self,
        statement: &'static Statement<S>,
        arguments: Vec<Value>,
    ) -> BoxFuture<'a, Option<Row>> {
        let rows = self.fetch(statement, arguments);
        Box::pin(async move { Ok(rows.await?.into_iter().next()) })
    }

    /// The first row of the answer; [`StoreError::Corrupt`] where there is none.
    pub fn fetch_one<'a>(
        &'a mut self,
        statement: &'static Statement<S>,
        arguments: Vec<Value>,
    ) -> BoxFuture<'a, Row> {
        let row = self.fetch_optional(statement, arguments);
        Box::pin(async move {
            row.await?.ok_or_else(|| StoreError::corrupt(statement.name(), "no row"))
        })
    }

    /// Runs a statement and says how many rows it changed.
    pub fn execute<'a>(
        &'a mut self,
        statement: &'static Statement<S>,
        arguments: Vec<Value>,
    ) -> BoxFuture<'a, u64> {
        let bound = self.bind(statement, arguments);
        let name = statement.name();
        Box::pin(async move {
            let (text, values) = bound?;
            self.tx.within(name, self.key.as_ref()).await?;
            self.tx.execute(name, text, values).await
        })
    }

    /// Adds many rows, each with the columns of the bulk insert in their order (without the
    /// tenant). The next rows are made while the last are written; on PostgreSQL the caller goes on as
    /// well, or few rows wait for others that follow: what comes of it can be heard by a later statement
    /// or the end of the transaction.
    pub fn insert_many<'a, R>(&'a mut self, bulk: &'static Bulk<S>, rows: R) -> BoxFuture<'a, ()>
    where
        R: IntoIterator<Item = Vec<Value>, IntoIter: Send + 'a>,
    {
        let rows = rows.into_iter();
        Box::pin(async move { self.insert(bulk, rows, Wanted::Written).await.map(drop) })
    }

    /// The same, and says how many were added.
    pub fn insert_counted<'a, R>(
        &'a mut self,
        bulk: &'static Bulk<S>,
        rows: R,
    ) -> BoxFuture<'a, u64>
    where
        R: IntoIterator<Item = Vec<Value>, IntoIter: Send + 'a>,
    {
        let rows = rows.into_iter();
        Box::pin(async move { self.insert(bulk, rows, Wanted::Counted).await })
    }

    async fn insert(
        &mut self,
        bulk: &'static Bulk<S>,
        rows: impl Iterator<Item = Vec<Value>> + Send,
        wanted: Wanted,
    ) -> Result<u64, StoreError> {
        self.tx.within(bulk.name(), self.key.as_ref()).await?;
        self.tx.enter(bulk.name())?;
        self.tx.writes();
        let added = match self.tx.engine() {
            Engine::Sqlite => self.insert_sqlite(bulk, rows).await,
            Engine::Postgres => self.insert_postgres(bulk, rows, wanted).await,
        };
        self.tx.leave(added)
    }

    /// The text of a statement, and its arguments with the tenant before them.
    fn bind(
        &self,
        statement: &'static Statement<S>,
        mut arguments: Vec<Value>,
    ) -> Result<(&'static str, Vec<Value>), StoreError> {
        if let Some(key) = &self.key {
            arguments.insert(0, key.clone());
        }
        if arguments.len() == statement.parameters() {
            writable(statement.name(), &arguments)?;
            return Ok((statement.text_for(self.tx.engine(), &mut arguments), arguments));
        }
        let (given, wanted) = (arguments.len(), statement.parameters());
        let detail = format!("{wanted} arguments, the scope's included, not {given}");
        Err(StoreError::refused(statement.name(), detail))
    }

    async fn insert_sqlite(
        &mut self,
        bulk: &'static Bulk<S>,
        rows: impl Iterator<Item = Vec<Value>> + Send,
    ) -> Result<u64, StoreError> {
        let chunks = Chunks { bulk, key: self.key.clone(), rows, made: Vec::new(), many: false };
        self.tx.inner().embedded(bulk.name(), |c| chunks.insert(c)).await
    }

    async fn insert_postgres(
        &mut self,
        bulk: &'static Bulk<S>,
        rows: impl Iterator<Item = Vec<Value>>,
        wanted: Wanted,
    ) -> Result<u64, StoreError> {
        let (name, text) = (bulk.name(), bulk.text(Engine::Postgres));
        let super::tx::Inner::Postgres(tx) = self.tx.inner() else {
            return Err(StoreError::refused(name, "not a database server"));
        };
        let mut added = 0;
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let mut columns: Vec<Array> =
                bulk.columns().iter().map(|(_, kind)| Array::new(*kind)).collect();
            let mut many = 0;
            for row in rows.by_ref().take(POSTGRES_ROWS) {
                whole(bulk, &row)?;
                many += 1;
                for (column, value) in columns.iter_mut().zip(row) {
                    column.push(value).map_err(|wrong| StoreError::refused(name, wrong))?;
                }
            }
            let key = self.key.clone();
            if matches!(wanted, Wanted::Written) && many <= FEW {
                tx.insert_together(Insert { bulk, key, columns, rows: many }).await?;
                continue;
            }
            let key = key.map(Argument::from).into_iter();
            let arguments: Vec<_> = key.chain(columns.into_iter().map(Argument::from)).collect();
            match wanted {
                Wanted::Written => tx.execute_ahead(name, text, arguments).await?,
                Wanted::Counted => added += tx.execute(name, text, &arguments).await?,
            }
        }
        Ok(added)
    }
}

/// What a caller wants of rows that are added.
#[derive(Clone, Copy)]
enum Wanted {
    Written,
    Counted,
}

/// So few rows are written sooner than another thread takes them over: they wait for those that follow.
const FEW: u64 = 50;

/// Refuses what only one of the engines would keep.
fn writable(statement: &'static str, values: &[Value]) -> Result<(), StoreError> {
    let all = values.iter().all(Value::is_writable);
    if all { Ok(()) } else { Err(StoreError::Unwritable { statement }) }
}

/// Refuses a row of another width than the bulk insert's, and one that cannot be kept.
fn whole<S>(bulk: &Bulk<S>, row: &[Value]) -> Result<(), StoreError> {
    if row.len() == bulk.columns().len() {
        return writable(bulk.name(), row);
    }
    Err(StoreError::refused(bulk.name(), "a row has the wrong number of columns"))
}

/// The rows of a bulk insert on their way to SQLite, as many together as one statement takes.
struct Chunks<S: 'static, R> {
    bulk: &'static Bulk<S>,
    key: Option<Value>,
    rows: R,
    /// Made and not yet handed out.
    made: Vec<Vec<Value>>,
    /// Whether there were once as many as one statement takes.
    many: bool,
}

/// A statement of a bulk insert with its arguments.
type Chunk = (&'static str, Vec<Value>);

/// Chunks that wait to be written.
const AHEAD: usize = 4;

impl<S, R: Iterator<Item = Vec<Value>> + Send> Chunks<S, R> {
    /// Writes them all. Where they are many, another thread makes the next while some are written.
    fn insert(mut self, connection: &mut Connection) -> Result<u64, StoreError> {
        let name = self.bulk.name();
        let mut added = 0;
        while let Some((text, values)) = self.next()? {
            added += connection.execute(name, text, &values)?;
            if self.many {
                return Ok(added + self.insert_rest(connection)?);
            }
        }
        Ok(added)
    }

    fn insert_rest(mut self, connection: &mut Connection) -> Result<u64, StoreError> {
        let name = self.bulk.name();
        let mut added = 0;
        std::thread::scope(|scope| {
            let (ready, chunks) = std::sync::mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                while let Some(chunk) = self.next().transpose() {
                    // Nobody takes it any more where writing failed.
                    if ready.send(chunk).is_err() {
                        break;
                    }
                }
            });
            for chunk in chunks {
                let (text, values) = chunk?;
                added += connection.execute(name, text, &values)?;
            }
            Ok(added)
        })
    }

    fn next(&mut self) -> Result<Option<Chunk>, StoreError> {
        let missing = SQLITE_ROWS[0].saturating_sub(self.made.len());
        self.made.extend(self.rows.by_ref().take(missing));
        if self.made.is_empty() {
            return Ok(None);
        }
        let count = Bulk::<S>::fitting(self.made.len());
        self.many |= count == SQLITE_ROWS[0];
        let rows = &self.made[..count];
        for row in rows {
            whole(self.bulk, row)?;
        }
        let common = self.agree(rows);
        let mut values = Vec::with_capacity(count * (self.bulk.columns().len() + 1));
        let mut shared: Vec<Value> = Vec::new();
        for (place, row) in self.made.drain(..count).enumerate() {
            let key = self.key.clone().into_iter().map(|key| (true, key));
            let row = row.into_iter().enumerate();
            for (is_common, value) in key.chain(row.map(|(c, v)| (self.bulk.is_common(c), v))) {
                if !common || !is_common {
                    values.push(value);
                } else if place == 0 {
                    shared.push(value);
                }
            }
        }
        values.append(&mut shared);
        Ok(Some((self.bulk.chunk(count, common), values)))
    }

    /// Whether rows are alike where the rows of one step are as a rule.
    fn agree(&self, rows: &[Vec<Value>]) -> bool {
        rows.windows(2).all(|two| {
            let columns = two[0].iter().zip(&two[1]).enumerate();
            columns.into_iter().all(|(column, (a, b))| !self.bulk.is_common(column) || a == b)
        })
    }
}

/// A column of a bulk insert on its way to PostgreSQL.
pub(super) enum Array {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Id(Vec<Option<uuid::Uuid>>),
    Blob(Vec<Option<Vec<u8>>>),
}

impl Array {
    pub(super) const fn new(kind: Type) -> Self {
        match kind {
            Type::Int => Self::Int(Vec::new()),
            Type::Text => Self::Text(Vec::new()),
            Type::Id => Self::Id(Vec::new()),
            Type::Blob => Self::Blob(Vec::new()),
        }
    }

    pub(super) fn push(&mut self, value: Value) -> Result<(), &'static str> {
        match (self, value) {
            (Self::Int(column), Value::Int(value)) => column.push(value),
            (Self::Text(column), Value::Text(value)) => column.push(value),
            (Self::Id(column), Value::Id(value)) => column.push(value),
            (Self::Blob(column), Value::Blob(value)) => column.push(value),
            _ => return Err("a value is not of its column's type"),
        }
        Ok(())
    }
}
