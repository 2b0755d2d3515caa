//! Whole tables, whatever they hold: for moving a register from one engine to the other. This is
//! the only place where rows are read and written without knowing what they mean.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::Argument;
use super::scope::Array;
use super::tx::Inner;
use super::{Engine, Row, StoreError, Tx, Type, Value};
use sha2::{Digest as _, Sha256};

const DURING: &str = "move";

/// Rows that one statement adds on SQLite, of whose values it takes 32,766 at most.
const TOGETHER: usize = 64;

const OF_POSTGRES: &str = "SELECT CAST(r.relname AS text) AS t, CAST(a.attname AS text) AS c, \
    format_type(a.atttypid, a.atttypmod) AS k, \
    CAST(COALESCE(array_position(CAST(p.indkey AS smallint[]), a.attnum) + 1, 0) AS bigint) AS pk, \
    a.attidentity <> '' AS counted \
    FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_index p ON p.indrelid = r.oid AND p.indisprimary \
    WHERE r.relkind IN ('r', 'p') AND NOT r.relispartition \
    AND r.relnamespace = CAST('public' AS regnamespace) ORDER BY r.relname, a.attnum";

/// Whether row-level security hides rows from whoever asks.
const HIDES: &str = "SELECT CAST(COALESCE(bool_or(row_security_active(oid)), false) AS boolean) AS hides \
    FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace)";

const OF_SQLITE: &str = "SELECT m.name AS t, c.name AS c FROM sqlite_master m \
    JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

/// A table, as both engines have it. Its texts live as long as the program: there are as many as
/// the schema has tables.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Names and types of its columns.
    columns: Vec<(String, Type)>,
    /// Places of the columns of its primary key.
    key: Vec<usize>,
    /// The column that the database counts up by itself.
    counted: Option<String>,
    first: &'static str,
    next: &'static str,
    add_one: &'static str,
    add_many: &'static str,
    add_arrays: &'static str,
    clear: &'static str,
}

/// What a table holds, whatever the order: two that agree hold the same rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Number of rows.
    pub rows: u64,
    sum: u128,
}

impl Content {
    /// Adds a row.
    pub fn add(&mut self, row: &[Value]) {
        let mut digest = Sha256::new();
        for value in row {
            match value {
                Value::Int(Some(value)) => digest.update([&[1][..], &value.to_be_bytes()].concat()),
                Value::Text(Some(value)) => bytes(&mut digest, 2, value.as_bytes()),
                Value::Id(Some(value)) => bytes(&mut digest, 3, value.as_bytes()),
                Value::Blob(Some(value)) => bytes(&mut digest, 4, value),
                _ => digest.update([0]),
            }
        }
        let mut half = [0; 16];
        half.copy_from_slice(&digest.finalize()[..16]);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(u128::from_be_bytes(half));
    }
}

fn bytes(digest: &mut Sha256, kind: u8, content: &[u8]) {
    digest.update([kind]);
    digest.update((content.len() as u64).to_be_bytes());
    digest.update(content);
}

impl Table {
    fn new(
        name: String,
        columns: Vec<(String, Type)>,
        mut key: Vec<(i64, usize)>,
        counted: Option<String>,
    ) -> Self {
        key.sort_unstable();
        let key: Vec<usize> = key.into_iter().map(|(_, place)| place).collect();
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let all = names.join(", ");
        let by = key.iter().map(|place| names[*place]).collect::<Vec<_>>().join(", ");
        let after = (1..=key.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let last = key.len() + 1;
        let row = format!("({})", vec!["?"; names.len()].join(","));
        let arrays = columns
            .iter()
            .enumerate()
            .map(|(n, (_, kind))| format!("unnest(${}::{})", n + 1, kind.array()));
        let arrays = arrays.collect::<Vec<_>>().join(", ");
        let insert = format!("INSERT INTO {name} ({all})");
        Self {
            first: leak(format!("SELECT {all} FROM {name} ORDER BY {by} LIMIT $1")),
            next: leak(format!(
                "SELECT {all} FROM {name} WHERE ({by}) > ({after}) ORDER BY {by} LIMIT ${last}"
            )),
            add_one: leak(format!("{insert} VALUES {row}")),
            add_many: leak(format!("{insert} VALUES {}", vec![row; TOGETHER].join(","))),
            add_arrays: leak(format!("{insert} SELECT {arrays}")),
            clear: leak(format!("DELETE FROM {name}")),
            name: leak(name),
            columns,
            key,
            counted,
        }
    }

    /// What stands in the primary key of a row, by which reading goes on after it.
    pub fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().map(|place| row[*place].clone()).collect()
    }

    /// Types of the columns of the primary key.
    pub fn key_types(&self) -> impl Iterator<Item = Type> {
        self.key.iter().map(|place| self.columns[*place].1)
    }

    fn values(&self, row: &Row) -> Result<Vec<Value>, StoreError> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(place, (_, kind))| {
                Ok(match kind {
                    Type::Int => Value::Int(row.get(place)?),
                    Type::Text => Value::Text(row.get(place)?),
                    Type::Id => Value::Id(row.get(place)?),
                    Type::Blob => Value::Blob(row.get(place)?),
                })
            })
            .collect()
    }
}

fn leak(text: String) -> &'static str {
    text.leak()
}

impl Tx {
    /// The tables of a register on PostgreSQL, whose types say what SQLite's leave open, but for
    /// the list of migrations, which each database has of its own. Refused to a role that does not
    /// see all rows: what it would move were a part, and the comparison would not know.
    pub async fn tables(&mut self) -> Result<Vec<Table>, StoreError> {
        for row in self.fetch(DURING, HIDES, Vec::new()).await? {
            if row.get::<bool>("hides")? {
                let detail = "row-level security hides rows from this database role: a register is \
                    moved as the owner of its tables";
                return Err(StoreError::refused(DURING, detail));
            }
        }
        let rows = self.fetch(DURING, OF_POSTGRES, Vec::new()).await?;
        let mut tables: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows {
            tables.entry(row.get("t")?).or_default().push(row);
        }
        tables.remove("schema_migration");
        let mut all = Vec::new();
        for (name, rows) in tables {
            let (mut columns, mut key, mut counted) = (Vec::new(), Vec::new(), None);
            for row in rows {
                let column: String = row.get("c")?;
                let kind = match row.get::<String>("k")?.as_str() {
                    "bigint" => Type::Int,
                    "text" => Type::Text,
                    "uuid" => Type::Id,
                    "bytea" => Type::Blob,
                    _ => return Err(row.corrupt("k")),
                };
                if row.get::<bool>("counted")? {
                    counted = Some(column.clone());
                }
                let place: i64 = row.get("pk")?;
                if place > 0 {
                    key.push((place, columns.len()));
                }
                columns.push((column, kind));
            }
            if key.is_empty() {
                return Err(StoreError::refused(DURING, format!("the table {name} has no key")));
            }
            all.push(Table::new(name, columns, key, counted));
        }
        Ok(all)
    }

    /// Whether an embedded database has these tables and columns, and no others.
    pub async fn agrees(&mut self, tables: &[Table]) -> Result<bool, StoreError> {
        let rows = self.fetch(DURING, OF_SQLITE, Vec::new()).await?;
        let mut here = BTreeSet::new();
        for row in &rows {
            here.insert((row.get::<String>("t")?, row.get::<String>("c")?));
        }
        here.retain(|(table, _)| table != "schema_migration");
        let there = tables.iter().flat_map(|table| {
            table.columns.iter().map(|(column, _)| (table.name.to_owned(), column.clone()))
        });
        Ok(here == there.collect())
    }

    /// So many rows of a table at most, in the order of its key, after the one with that key.
    pub async fn page(
        &mut self,
        table: &Table,
        after: Option<Vec<Value>>,
        limit: i64,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let text = if after.is_some() { table.next } else { table.first };
        let mut values = after.unwrap_or_default();
        values.push(Value::Int(Some(limit)));
        let rows = self.fetch(table.name, text, values).await?;
        rows.iter().map(|row| table.values(row)).collect()
    }

    /// Adds rows to a table.
    pub async fn put(&mut self, table: &Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let name = table.name;
        self.enter(name)?;
        let done = match self.inner() {
            Inner::Postgres(tx) => {
                let mut columns: Vec<Array> =
                    table.columns.iter().map(|(_, kind)| Array::new(*kind)).collect();
                for (column, value) in rows.into_iter().flat_map(|row| row.into_iter().enumerate())
                {
                    columns[column]
                        .push(value)
                        .map_err(|wrong| StoreError::refused(name, wrong))?;
                }
                let arguments: Vec<_> = columns.into_iter().map(Argument::from).collect();
                tx.execute(name, table.add_arrays, &arguments).await.map(drop)
            }
            inner => {
                inner
                    .embedded(name, |connection| {
                        let mut chunks = rows.chunks_exact(TOGETHER);
                        for chunk in &mut chunks {
                            connection.execute(name, table.add_many, &chunk.concat())?;
                        }
                        for row in chunks.remainder() {
                            connection.execute(name, table.add_one, row)?;
                        }
                        Ok(())
                    })
                    .await
            }
        };
        self.leave(done)
    }

    /// Removes all rows of a table.
    pub async fn clear(&mut self, table: &Table) -> Result<(), StoreError> {
        self.execute(table.name, table.clear, Vec::new()).await.map(drop)
    }

    /// The last number that the database gave by itself in this table; `None` where it gives none.
    pub async fn counted(&mut self, table: &Table) -> Result<Option<i64>, StoreError> {
        let Some(column) = &table.counted else { return Ok(None) };
        let (name, column) = (text(table.name), text(column));
        let (statement, values) = match self.engine() {
            Engine::Sqlite => {
                ("SELECT seq AS last FROM sqlite_sequence WHERE name = $1", vec![name])
            }
            Engine::Postgres => (
                "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, $2) AS regclass)) AS last",
                vec![name, column],
            ),
        };
        let rows = self.fetch(table.name, statement, values).await?;
        rows.first()
            .map_or(Ok(Some(0)), |row| Ok(Some(row.get::<Option<i64>>("last")?.unwrap_or(0))))
    }

    /// Lets the database go on counting after a number.
    pub async fn count_on(&mut self, table: &Table, last: i64) -> Result<(), StoreError> {
        let Some(column) = table.counted.as_deref().filter(|_| last > 0) else { return Ok(()) };
        let (name, last) = (text(table.name), Value::Int(Some(last)));
        match self.engine() {
            Engine::Sqlite => {
                self.execute(
                    DURING,
                    "DELETE FROM sqlite_sequence WHERE name = $1",
                    vec![name.clone()],
                )
                .await?;
                let add = "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)";
                self.execute(DURING, add, vec![name, last]).await.map(drop)
            }
            Engine::Postgres => {
                let set =
                    "SELECT setval(CAST(pg_get_serial_sequence($1, $2) AS regclass), $3) AS last";
                self.fetch(DURING, set, vec![name, text(column), last]).await.map(drop)
            }
        }
    }

    /// Lets the server look at what came, so that it chooses well how to look for it. Until then it
    /// believes that every table is nearly empty, and takes seconds for what takes milliseconds. The
    /// embedded store chooses by its indexes alone.
    pub async fn learn(&mut self) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.execute(DURING, "ANALYZE", Vec::new()).await.map(drop),
        }
    }
}

fn text(value: &str) -> Value {
    Value::Text(Some(value.to_owned()))
}
