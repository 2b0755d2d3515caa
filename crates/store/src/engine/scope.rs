//! Statements within a scope: it binds `$1`, so that nobody can pass another tenant.

use std::marker::PhantomData;

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use super::bulk::{POSTGRES_ROWS, Type};
use super::statement::AnyStatement;
use super::{BoxFuture, Bulk, Engine, Row, Statement, StoreError, Tx, Value, postgres, sqlite};

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
        let values = self.bind(statement, arguments);
        let (name, text) = (statement.name(), statement.text(self.tx.engine()));
        Box::pin(async move { self.tx.fetch(name, text, values?).await })
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
        let values = self.bind(statement, arguments);
        let (name, text) = (statement.name(), statement.text(self.tx.engine()));
        Box::pin(async move { self.tx.execute(name, text, values?).await })
    }

    /// Adds many rows, each with the columns of the bulk insert in their order (without the
    /// tenant); says how many were added.
    pub fn insert_many<'a>(
        &'a mut self,
        bulk: &'static Bulk<S>,
        rows: Vec<Vec<Value>>,
    ) -> BoxFuture<'a, u64> {
        Box::pin(async move {
            let name = bulk.name();
            let width = bulk.columns().len();
            if rows.iter().any(|row| row.len() != width) {
                return Err(StoreError::refused(name, "a row has the wrong number of columns"));
            }
            self.tx.enter(name)?;
            let added = match self.tx.engine() {
                Engine::Sqlite => self.insert_sqlite(bulk, rows).await,
                Engine::Postgres => self.insert_postgres(bulk, rows).await,
            };
            self.tx.leave(added)
        })
    }

    fn bind(
        &self,
        statement: &'static Statement<S>,
        mut arguments: Vec<Value>,
    ) -> Result<Vec<Value>, StoreError> {
        if let Some(key) = &self.key {
            arguments.insert(0, key.clone());
        }
        if arguments.len() == statement.parameters() {
            return Ok(arguments);
        }
        let (given, wanted) = (arguments.len(), statement.parameters());
        let detail = format!("{wanted} arguments, the scope's included, not {given}");
        Err(StoreError::refused(statement.name(), detail))
    }

    async fn insert_sqlite(
        &mut self,
        bulk: &'static Bulk<S>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, StoreError> {
        let name = bulk.name();
        let connection = self.tx.inner().sqlite(name)?;
        let mut added = 0;
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let (count, text) = bulk.chunk(rows.len());
            let mut arguments = SqliteArguments::default();
            for row in rows.by_ref().take(count) {
                if let Some(key) = &self.key {
                    sqlite::bind(&mut arguments, key.clone());
                }
                for value in row {
                    sqlite::bind(&mut arguments, value);
                }
            }
            added += sqlite::execute(connection, name, text, arguments).await?;
        }
        Ok(added)
    }

    async fn insert_postgres(
        &mut self,
        bulk: &'static Bulk<S>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, StoreError> {
        let (name, text) = (bulk.name(), bulk.text(Engine::Postgres));
        let super::tx::Inner::Postgres(tx) = self.tx.inner() else {
            return Err(StoreError::refused(name, "not a database server"));
        };
        let mut added = 0;
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let count = rows.len().min(POSTGRES_ROWS);
            let mut columns: Vec<Array> =
                bulk.columns().iter().map(|(_, kind)| Array::new(*kind, count)).collect();
            for row in rows.by_ref().take(count) {
                for (column, value) in columns.iter_mut().zip(row) {
                    column.push(value).map_err(|wrong| StoreError::refused(name, wrong))?;
                }
            }
            let mut arguments = PgArguments::default();
            if let Some(key) = &self.key {
                postgres::bind(&mut arguments, key.clone());
            }
            for column in columns {
                column.bind(&mut arguments);
            }
            added +=
                tx.run(name, async |c| postgres::execute(c, name, text, arguments).await).await?;
        }
        Ok(added)
    }
}

/// A column of a bulk insert on its way to PostgreSQL.
enum Array {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Id(Vec<Option<uuid::Uuid>>),
    Blob(Vec<Option<Vec<u8>>>),
}

impl Array {
    fn new(kind: Type, rows: usize) -> Self {
        match kind {
            Type::Int => Self::Int(Vec::with_capacity(rows)),
            Type::Text => Self::Text(Vec::with_capacity(rows)),
            Type::Id => Self::Id(Vec::with_capacity(rows)),
            Type::Blob => Self::Blob(Vec::with_capacity(rows)),
        }
    }

    fn push(&mut self, value: Value) -> Result<(), &'static str> {
        match (self, value) {
            (Self::Int(column), Value::Int(value)) => column.push(value),
            (Self::Text(column), Value::Text(value)) => column.push(value),
            (Self::Id(column), Value::Id(value)) => column.push(value),
            (Self::Blob(column), Value::Blob(value)) => column.push(value),
            _ => return Err("a value is not of its column's type"),
        }
        Ok(())
    }

    fn bind(self, arguments: &mut PgArguments) {
        use sqlx::Arguments as _;
        let added = match self {
            Self::Int(column) => arguments.add(column),
            Self::Text(column) => arguments.add(column),
            Self::Id(column) => arguments.add(column),
            Self::Blob(column) => arguments.add(column),
        };
        debug_assert!(added.is_ok(), "these types always encode");
    }
}
