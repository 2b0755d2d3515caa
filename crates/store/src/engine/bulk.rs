//! Bulk inserts: many rows of one shape with few round trips.

use std::fmt::Write as _;
use std::marker::PhantomData;
use std::sync::OnceLock;

use super::Engine;
use super::check::is_tenant_table;
use super::statement::{AnyStatement, ByEmployer, Global};

/// What a column of a bulk insert holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// An id.
    Id,
    /// Bytes.
    Blob,
}

impl Type {
    pub(super) const fn array(self) -> &'static str {
        match self {
            Self::Int => "bigint[]",
            Self::Text => "text[]",
            Self::Id => "uuid[]",
            Self::Blob => "bytea[]",
        }
    }
}

/// SQLite: rows in one statement, largest first; any number of rows is a sum of these, so that few
/// texts are prepared. Measured with 9 columns: 75,000 rows/s one by one, 450,000 by 64; from a JSON
/// text, half of that.
pub(super) const SQLITE_ROWS: [usize; 5] = [256, 64, 16, 4, 1];

/// PostgreSQL: rows in one statement, so that arrays stay a few megabytes.
pub(super) const POSTGRES_ROWS: usize = 10_000;

/// Columns that the rows of one step have in common as a rule.
const COMMON: [&str; 3] = ["known_from", "known_to", "change_id"];

/// A bulk insert, made by [`statements!`](crate::statements).
pub struct Bulk<S> {
    name: &'static str,
    table: &'static str,
    columns: &'static [(&'static str, Type)],
    suffix: &'static str,
    tenant: bool,
    sqlite: [OnceLock<String>; SQLITE_ROWS.len()],
    sqlite_common: [OnceLock<String>; SQLITE_ROWS.len()],
    postgres: OnceLock<String>,
    scope: PhantomData<fn() -> S>,
}

impl<S> Bulk<S> {
    const fn new(
        name: &'static str,
        table: &'static str,
        columns: &'static [(&'static str, Type)],
        suffix: &'static str,
        tenant: bool,
    ) -> Self {
        let sqlite = [const { OnceLock::new() }; SQLITE_ROWS.len()];
        let sqlite_common = [const { OnceLock::new() }; SQLITE_ROWS.len()];
        let scope = PhantomData;
        let postgres = OnceLock::new();
        Self { name, table, columns, suffix, tenant, sqlite, sqlite_common, postgres, scope }
    }

    pub(super) const fn columns(&self) -> &'static [(&'static str, Type)] {
        self.columns
    }

    /// Whether the rows of one step have a column in common as a rule.
    pub(super) fn is_common(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|(name, _)| COMMON.contains(name))
    }

    /// How many rows one statement on SQLite takes of so many.
    pub(super) fn fitting(rows: usize) -> usize {
        SQLITE_ROWS.into_iter().find(|size| *size <= rows).unwrap_or(1)
    }

    /// The statement for `rows` rows on SQLite, one of [`SQLITE_ROWS`]. With `common`, what the
    /// rows have in common (the tenant too) is bound once, after all that they have not: a value
    /// less to allocate and to bind for each of them.
    pub(super) fn chunk(&'static self, rows: usize, common: bool) -> &'static str {
        let texts = if common { &self.sqlite_common } else { &self.sqlite };
        let place = SQLITE_ROWS.iter().position(|size| *size == rows).unwrap_or(0);
        texts[place].get_or_init(|| self.values(SQLITE_ROWS[place], common))
    }

    /// `INSERT … VALUES (?, …), …`: parameters without numbers, because SQLite looks numbered
    /// ones up by name one after the other; only the few in common have one. `OR FAIL`: a
    /// statement that fails leaves the rows it had added, and spares SQLite the journal to take
    /// them back; the transaction is spoilt then and goes as a whole.
    fn values(&self, rows: usize, common: bool) -> String {
        let shared: Vec<bool> = (self.tenant.then_some(common).into_iter())
            .chain((0..self.columns.len()).map(|column| common && self.is_common(column)))
            .collect();
        let mut number = rows * shared.iter().filter(|s| !**s).count();
        let row: Vec<String> = shared
            .iter()
            .map(|shared| {
                number += usize::from(*shared);
                if *shared { format!("${number}") } else { "?".to_owned() }
            })
            .collect();
        let row = format!("({})", row.join(","));
        let mut text = self.head("INSERT OR FAIL INTO");
        text.push_str(" VALUES ");
        text.push_str(&vec![row; rows].join(","));
        self.tail(&mut text);
        text
    }

    fn head(&self, insert: &str) -> String {
        let names: Vec<&str> = (self.tenant.then_some("employer_id").into_iter())
            .chain(self.columns.iter().map(|c| c.0))
            .collect();
        format!("{insert} {} ({})", self.table, names.join(", "))
    }

    fn tail(&self, text: &mut String) {
        if !self.suffix.is_empty() {
            text.push_str(" ON CONFLICT ");
            text.push_str(self.suffix);
        }
    }
}

impl Bulk<ByEmployer> {
    #[doc(hidden)]
    pub const fn employer(
        name: &'static str,
        table: &'static str,
        columns: &'static [(&'static str, Type)],
        suffix: &'static str,
    ) -> Self {
        assert!(is_tenant_table(table), "the table of a bulk insert for an employer is a tenant's");
        Self::new(name, table, columns, suffix, true)
    }
}

impl Bulk<Global> {
    #[doc(hidden)]
    pub const fn global(
        name: &'static str,
        table: &'static str,
        columns: &'static [(&'static str, Type)],
        suffix: &'static str,
    ) -> Self {
        assert!(!is_tenant_table(table), "the table belongs to an employer");
        Self::new(name, table, columns, suffix, false)
    }
}

/// A bulk insert, whatever its scope.
pub(super) trait AnyBulk: AnyStatement {
    /// Into which table.
    fn table(&self) -> &'static str;
    /// The statement on PostgreSQL, its parameters numbered from `first` on: `INSERT … SELECT unnest(…),
    /// unnest(…)`, one array for each column, all of them read side by side. As one `FROM unnest(…, …)`
    /// the server would write the rows down before it adds them, and take a quarter longer.
    fn insert_from(&self, first: usize) -> String;
}

impl<S> AnyBulk for Bulk<S> {
    fn table(&self) -> &'static str {
        self.table
    }

    fn insert_from(&self, mut first: usize) -> String {
        let mut text = self.head("INSERT INTO");
        text.push_str(" SELECT ");
        if self.tenant {
            let _ = write!(text, "${first}, ");
            first += 1;
        }
        for (i, (_, kind)) in self.columns.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}unnest(${}::{})", first + i, kind.array());
        }
        self.tail(&mut text);
        text
    }
}

impl<S> AnyStatement for Bulk<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn text(&'static self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.chunk(1, false),
            Engine::Postgres => self.postgres.get_or_init(|| self.insert_from(1)),
        }
    }

    fn parameters(&self) -> usize {
        self.columns.len() + usize::from(self.tenant)
    }
}
