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
    const fn array(self) -> &'static str {
        match self {
            Self::Int => "bigint[]",
            Self::Text => "text[]",
            Self::Id => "uuid[]",
            Self::Blob => "bytea[]",
        }
    }
}

/// SQLite: rows in one statement. More rows win nothing and make the text longer to prepare.
pub(super) const SQLITE_ROWS: usize = 64;

/// PostgreSQL: rows in one statement, so that arrays stay a few megabytes.
pub(super) const POSTGRES_ROWS: usize = 10_000;

/// A bulk insert, made by [`statements!`](crate::statements).
pub struct Bulk<S> {
    name: &'static str,
    table: &'static str,
    columns: &'static [(&'static str, Type)],
    suffix: &'static str,
    tenant: bool,
    texts: [OnceLock<String>; 3],
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
        let texts = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
        Self { name, table, columns, suffix, tenant, texts, scope: PhantomData }
    }

    pub(super) const fn columns(&self) -> &'static [(&'static str, Type)] {
        self.columns
    }

    /// The statement for a full chunk of SQLite.
    pub(super) fn chunk(&'static self) -> &'static str {
        self.texts[2].get_or_init(|| self.sqlite(SQLITE_ROWS))
    }

    /// `INSERT … VALUES (?, …), …`: parameters without numbers, because SQLite looks numbered
    /// ones up by name one after the other.
    pub(super) fn sqlite(&self, rows: usize) -> String {
        let width = self.columns.len() + usize::from(self.tenant);
        let row = format!("({})", vec!["?"; width].join(","));
        let mut text = self.head();
        text.push_str(" VALUES ");
        text.push_str(&vec![row; rows].join(","));
        self.tail(&mut text);
        text
    }

    fn postgres(&self) -> String {
        let mut text = self.head();
        text.push_str(if self.tenant {
            " SELECT $1, u.* FROM unnest("
        } else {
            " SELECT u.* FROM unnest("
        });
        let first = if self.tenant { 2 } else { 1 };
        for (i, (_, kind)) in self.columns.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}${}::{}", first + i, kind.array());
        }
        text.push_str(") AS u");
        self.tail(&mut text);
        text
    }

    fn head(&self) -> String {
        let names: Vec<&str> = (self.tenant.then_some("employer_id").into_iter())
            .chain(self.columns.iter().map(|c| c.0))
            .collect();
        format!("INSERT INTO {} ({})", self.table, names.join(", "))
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

impl<S> AnyStatement for Bulk<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn text(&'static self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.texts[0].get_or_init(|| self.sqlite(1)),
            Engine::Postgres => self.texts[1].get_or_init(|| self.postgres()),
        }
    }

    fn parameters(&self) -> usize {
        self.columns.len() + usize::from(self.tenant)
    }
}
