//! Moving a whole register from one engine to the other: from the embedded store to PostgreSQL, and
//! back.
//!
//! Rows go over table by table in the order of their keys, as many in a transaction as are a few
//! megabytes, together with a note how far it came: whoever begins again goes on there. In the end
//! all rows of both sides are read again and compared. The note stays until they agree, and a
//! store with the note is no register (see [`Store::half_moved`]).

use std::fmt::Write as _;

use crate::engine::whole::{Content, Table};
use crate::engine::{Engine, Store, StoreError, Tx, Type, Value};

/// Under this name of the state the note stands.
const NOTE: &str = "move";

/// The table in which the note stands; it goes over last.
const STATE: &str = "system_state";

/// A store with a row in one of them holds a register.
const HOLDING: [&str; 2] = ["change", "employer"];

/// Bytes of a page: twice as many rows come next below it, half as many above four times that.
const BYTES: usize = 1 << 20;

/// Rows of a page at most.
const ROWS: i64 = 8_192;

/// A table that went over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: u64,
}

/// How far a move came.
#[derive(Debug)]
struct Note {
    /// Which table goes over.
    table: String,
    /// The key of its last row that did.
    after: Option<Vec<Value>>,
}

impl Store {
    /// Whether a move into this store was not finished: it does not hold a whole register.
    pub async fn half_moved(&self) -> Result<bool, StoreError> {
        let mut tx = self.read().await?;
        let found = tx.get_state(NOTE).await?.is_some();
        tx.rollback().await?;
        Ok(found)
    }

    /// Moves this register into an empty store of the other engine, or goes on where that was cut
    /// off. Tells after each page which table it is of and how many of its rows went over now.
    /// Nothing is changed here.
    ///
    /// # Errors
    /// Where the other store holds a register already, where the two are of one engine or of another
    /// version, and where they differ in the end: somebody wrote here meanwhile.
    pub async fn move_to(
        &self,
        to: &Self,
        mut tell: impl FnMut(&'static str, u64),
    ) -> Result<Vec<MovedTable>, StoreError> {
        let tables = tables(self, to).await?;
        let mut note = begun(to, &tables).await?;
        let done = tables.iter().take_while(|table| table.name != note.table).count();
        let mut reading = self.read().await?;
        for table in &tables[done..] {
            table.name.clone_into(&mut note.table);
            copy(&mut reading, to, table, &mut note, &mut tell).await?;
            note.after = None;
        }
        reading.rollback().await?;
        compare(self, to, &tables).await
    }
}

/// The tables of both, the state last.
async fn tables(from: &Store, to: &Store) -> Result<Vec<Table>, StoreError> {
    let (embedded, server) = match (from.engine(), to.engine()) {
        (Engine::Sqlite, Engine::Postgres) => (from, to),
        (Engine::Postgres, Engine::Sqlite) => (to, from),
        _ => return Err(refused("a register moves between the embedded store and PostgreSQL")),
    };
    let mut tx = server.read().await?;
    let mut tables = tx.tables().await?;
    tx.rollback().await?;
    let mut tx = embedded.read().await?;
    let agree = tx.agrees(&tables).await?;
    tx.rollback().await?;
    if !agree {
        return Err(refused("the two stores have not the same tables: one is of another version"));
    }
    tables.sort_by_key(|table| (table.name == STATE, table.name));
    Ok(tables)
}

/// Where to go on; the beginning of the first table in a store that was empty.
async fn begun(to: &Store, tables: &[Table]) -> Result<Note, StoreError> {
    let mut tx = to.write_long().await?;
    if let Some(note) = tx.get_state(NOTE).await? {
        tx.rollback().await?;
        return read(&note, tables);
    }
    for table in tables {
        if HOLDING.contains(&table.name) && !tx.page(table, None, 1).await?.is_empty() {
            tx.rollback().await?;
            return Err(refused("the store to which the register is to move holds one already"));
        }
        // What migrations put there, and the state of a register that never had anything in it.
        tx.clear(table).await?;
    }
    let first = tables.first().map(|table| table.name.to_owned());
    let note = Note { table: first.unwrap_or_default(), after: None };
    tx.set_state(NOTE, &written(&note)).await?;
    tx.commit().await?;
    Ok(note)
}

/// Copies what is left of a table.
async fn copy(
    reading: &mut Tx,
    to: &Store,
    table: &Table,
    note: &mut Note,
    tell: &mut impl FnMut(&'static str, u64),
) -> Result<(), StoreError> {
    let mut pages = Pages::default();
    loop {
        let mut rows = pages.next(reading, table, note.after.clone()).await?;
        let Some(last) = rows.last() else { break };
        note.after = Some(table.key_of(last));
        rows.retain(|row| !is_note(table, row));
        let count = rows.len() as u64;
        let mut tx = to.write_long().await?;
        tx.put(table, rows).await?;
        tx.set_state(NOTE, &written(note)).await?;
        tx.commit().await?;
        tell(table.name, count);
    }
    let last = reading.counted(table).await?.unwrap_or(0);
    let mut tx = to.write_long().await?;
    tx.count_on(table, last).await?;
    tx.commit().await
}

/// Reads both again; what agrees is a register from now on.
async fn compare(
    from: &Store,
    to: &Store,
    tables: &[Table],
) -> Result<Vec<MovedTable>, StoreError> {
    let mut moved = Vec::new();
    let (mut here, mut there) = (from.read().await?, to.read().await?);
    for table in tables {
        let (before, after) = (content(&mut here, table).await?, content(&mut there, table).await?);
        if before != after {
            let (name, before, after) = (table.name, before.rows, after.rows);
            return Err(refused(format!(
                "the table {name} differs ({before} rows here, {after} there): somebody wrote during \
                 the move; stop every register, empty the other store and begin again"
            )));
        }
        moved.push(MovedTable { name: table.name, rows: after.rows });
    }
    here.rollback().await?;
    there.rollback().await?;
    let mut tx = to.write_long().await?;
    tx.learn().await?;
    tx.forget_state(NOTE).await?;
    tx.commit().await?;
    Ok(moved)
}

async fn content(tx: &mut Tx, table: &Table) -> Result<Content, StoreError> {
    let (mut content, mut pages, mut after) = (Content::default(), Pages::default(), None);
    loop {
        let rows = pages.next(tx, table, after).await?;
        let Some(last) = rows.last() else { return Ok(content) };
        after = Some(table.key_of(last));
        rows.iter().filter(|row| !is_note(table, row)).for_each(|row| content.add(row));
    }
}

/// Whether a row is the note itself, which is no part of a register.
fn is_note(table: &Table, row: &[Value]) -> bool {
    table.name == STATE && table.key_of(row) == [Value::Text(Some(NOTE.to_owned()))]
}

/// Pages of a table, of as many rows as are about a megabyte.
struct Pages {
    rows: i64,
}

impl Default for Pages {
    fn default() -> Self {
        Self { rows: 16 }
    }
}

impl Pages {
    async fn next(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        after: Option<Vec<Value>>,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let rows = tx.page(table, after, self.rows).await?;
        let size: usize = rows.iter().flatten().map(size).sum();
        if size < BYTES {
            self.rows = (self.rows * 2).min(ROWS);
        } else if size > 4 * BYTES {
            self.rows = (self.rows / 2).max(1);
        }
        Ok(rows)
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(Some(text)) => text.len(),
        Value::Blob(Some(bytes)) => bytes.len(),
        _ => 16,
    }
}

fn written(note: &Note) -> String {
    let key = note.after.iter().flatten().map(|value| match value {
        Value::Int(Some(value)) => value.to_string(),
        Value::Text(Some(text)) => text.clone(),
        Value::Id(Some(id)) => id.to_string(),
        Value::Blob(Some(bytes)) => hexadecimal(bytes),
        _ => String::new(),
    });
    let key: Vec<String> = key.collect();
    serde_json::json!({ "table": note.table, "after": note.after.is_some().then_some(key) })
        .to_string()
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn read(note: &str, tables: &[Table]) -> Result<Note, StoreError> {
    #[derive(serde::Deserialize)]
    struct Written {
        table: String,
        after: Option<Vec<String>>,
    }
    let unreadable = || refused("the note how far the move came cannot be read");
    let Written { table, after } = serde_json::from_str(note).map_err(|_| unreadable())?;
    let of = tables.iter().find(|one| one.name == table).ok_or_else(unreadable)?;
    let after = after.map(|key| {
        let key = key.into_iter().zip(of.key_types());
        key.map(|(text, kind)| value(text, kind).ok_or_else(unreadable)).collect()
    });
    Ok(Note { table, after: after.transpose()? })
}

/// A value of a key; keys are never empty.
fn value(text: String, kind: Type) -> Option<Value> {
    Some(match kind {
        Type::Int => Value::Int(Some(text.parse().ok()?)),
        Type::Text => Value::Text(Some(text)),
        Type::Id => Value::Id(Some(text.parse().ok()?)),
        Type::Blob => {
            let digits = (0..text.len()).step_by(2).map(|at| text.get(at..at + 2));
            let bytes = digits.map(|two| u8::from_str_radix(two?, 16).ok());
            Value::Blob(Some(bytes.collect::<Option<_>>()?))
        }
    })
}

fn refused(detail: impl Into<String>) -> StoreError {
    StoreError::refused("move", detail)
}
