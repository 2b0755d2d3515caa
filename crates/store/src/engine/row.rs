//! Rows, and how a column becomes a type of the domain: it is parsed again.

use std::error::Error;
use std::sync::Arc;

use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Quarter};
use jiff::civil::Date;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use super::StoreError;

/// A row of an answer.
pub struct Row {
    pub(super) statement: &'static str,
    pub(super) inner: Inner,
}

pub(super) enum Inner {
    Sqlite {
        columns: Arc<[Box<str>]>,
        data: Vec<Datum>,
    },
    Postgres {
        row: tokio_postgres::Row,
        /// Where its columns stand, where others stand in it too.
        places: Option<Places>,
    },
}

/// The columns of a question by name, each with its place in a row that answers several.
pub(super) type Places = Arc<[(Box<str>, usize)]>;

/// The content of a column of an embedded database.
pub enum Datum {
    #[doc(hidden)]
    Null,
    #[doc(hidden)]
    Int(i64),
    #[doc(hidden)]
    Text(Box<str>),
    #[doc(hidden)]
    Blob(Box<[u8]>),
    /// Nothing that the register writes.
    #[doc(hidden)]
    Other,
}

impl std::fmt::Debug for Row {
    /// Only where it comes from: values may be personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a row of {}", self.statement)
    }
}

/// How a column is named: by name, or by position from 0.
pub trait Index: Copy + std::fmt::Display {
    #[doc(hidden)]
    fn place(self, columns: &[Box<str>]) -> Option<usize>;
    #[doc(hidden)]
    fn postgres(self, row: &tokio_postgres::Row) -> Option<Raw<'_>>;
    #[doc(hidden)]
    fn among(self, places: &[(Box<str>, usize)]) -> Option<usize>;
}

impl Index for usize {
    fn place(self, _: &[Box<str>]) -> Option<usize> {
        Some(self)
    }
    fn postgres(self, row: &tokio_postgres::Row) -> Option<Raw<'_>> {
        row.try_get(self).ok()
    }
    fn among(self, places: &[(Box<str>, usize)]) -> Option<usize> {
        places.get(self).map(|(_, place)| *place)
    }
}

impl Index for &str {
    fn place(self, columns: &[Box<str>]) -> Option<usize> {
        columns.iter().position(|name| **name == *self)
    }
    fn postgres(self, row: &tokio_postgres::Row) -> Option<Raw<'_>> {
        row.try_get(self).ok()
    }
    fn among(self, places: &[(Box<str>, usize)]) -> Option<usize> {
        places.iter().find(|(name, _)| **name == *self).map(|(_, place)| *place)
    }
}

impl Row {
    /// A row of the database server.
    pub(super) const fn of(statement: &'static str, row: tokio_postgres::Row) -> Self {
        Self { statement, inner: Inner::Postgres { row, places: None } }
    }

    /// One that answers a question among others.
    pub(super) fn among(self, statement: &'static str, of: Places) -> Self {
        let inner = match self.inner {
            Inner::Postgres { row, .. } => Inner::Postgres { row, places: Some(of) },
            inner @ Inner::Sqlite { .. } => inner,
        };
        Self { statement, inner }
    }

    /// A column as a type of the domain; [`StoreError::Corrupt`] where it does not parse.
    pub fn get<T: Column>(&self, column: impl Index) -> Result<T, StoreError> {
        let corrupt = || StoreError::Corrupt { place: self.statement, column: column.to_string() };
        let cell = match &self.inner {
            Inner::Sqlite { columns, data } => {
                let datum = column.place(columns).and_then(|place| data.get(place));
                Cell::Sqlite(datum.ok_or_else(corrupt)?)
            }
            Inner::Postgres { row, places } => {
                let value = match places {
                    None => column.postgres(row),
                    Some(places) => column.among(places).and_then(|place| place.postgres(row)),
                };
                Cell::Postgres(value.ok_or_else(corrupt)?)
            }
        };
        T::decode(cell).map_err(|_| corrupt())
    }

    /// A text column as the value of a code, e.g. `row.code("state", State::from_code)`.
    pub fn code<T>(
        &self,
        column: impl Index,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        from_code(&text).ok_or_else(|| self.corrupt(column))
    }

    /// A text column that holds JSON.
    pub fn json<T: serde::de::DeserializeOwned>(
        &self,
        column: impl Index,
    ) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|_| self.corrupt(column))
    }

    /// Says that a column of this row does not hold what it must.
    pub fn corrupt(&self, column: impl Index) -> StoreError {
        StoreError::Corrupt { place: self.statement, column: column.to_string() }
    }
}

/// The content of a column does not parse. It says nothing more, so that no value leaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// The content of one column of one row.
pub enum Cell<'r> {
    #[doc(hidden)]
    Sqlite(&'r Datum),
    #[doc(hidden)]
    Postgres(Raw<'r>),
}

impl Cell<'_> {
    /// Whether it is empty.
    pub fn is_null(&self) -> bool {
        match self {
            Self::Sqlite(datum) => matches!(datum, Datum::Null),
            Self::Postgres(value) => value.content.is_none(),
        }
    }

    fn int(self) -> Result<i64, Unreadable> {
        match self {
            Self::Sqlite(Datum::Int(value)) => Ok(*value),
            Self::Sqlite(_) => Err(Unreadable),
            Self::Postgres(value) => match value.kind {
                Kind::Whole => value.array().map(i64::from_be_bytes),
                Kind::Short => value.array().map(i32::from_be_bytes).map(i64::from),
                Kind::Truth => value.array().map(|[truth]: [u8; 1]| i64::from(truth != 0)),
                _ => Err(Unreadable),
            },
        }
    }

    fn text(self) -> Result<String, Unreadable> {
        match self {
            Self::Sqlite(Datum::Text(text)) => Ok(text.to_string()),
            Self::Postgres(Raw { kind: Kind::Text, content: Some(content) }) => {
                std::str::from_utf8(content).map(ToOwned::to_owned).map_err(|_| Unreadable)
            }
            _ => Err(Unreadable),
        }
    }

    fn bytes(self) -> Result<Vec<u8>, Unreadable> {
        match self {
            Self::Sqlite(Datum::Blob(bytes)) => Ok(bytes.to_vec()),
            Self::Postgres(Raw { kind: Kind::Bytes, content: Some(content) }) => {
                Ok(content.to_vec())
            }
            _ => Err(Unreadable),
        }
    }

    fn id(self) -> Result<Uuid, Unreadable> {
        match self {
            Self::Postgres(Raw { kind: Kind::Id, content: Some(content) }) => {
                Uuid::from_slice(content).map_err(|_| Unreadable)
            }
            Self::Sqlite(Datum::Blob(content)) => Uuid::from_slice(content).map_err(|_| Unreadable),
            _ => Err(Unreadable),
        }
    }
}

/// The content of a column as the database server sent it.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Raw<'r> {
    kind: Kind,
    content: Option<&'r [u8]>,
}

impl Raw<'_> {
    fn array<const N: usize>(self) -> Result<[u8; N], Unreadable> {
        self.content.and_then(|content| content.try_into().ok()).ok_or(Unreadable)
    }
}

/// The types that the register's columns and answers have on the database server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Short,
    Truth,
    Text,
    Id,
    Bytes,
    Other,
}

impl From<&Type> for Kind {
    fn from(of: &Type) -> Self {
        match *of {
            Type::INT8 => Self::Whole,
            Type::INT4 => Self::Short,
            Type::BOOL => Self::Truth,
            Type::TEXT => Self::Text,
            Type::UUID => Self::Id,
            Type::BYTEA => Self::Bytes,
            _ => Self::Other,
        }
    }
}

impl<'r> FromSql<'r> for Raw<'r> {
    fn from_sql(of: &Type, content: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self { kind: of.into(), content: Some(content) })
    }

    fn from_sql_null(of: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self { kind: of.into(), content: None })
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A type that a column can hold.
pub trait Column: Sized {
    /// Parses the content of a column.
    fn decode(cell: Cell<'_>) -> Result<Self, Unreadable>;
}

impl<T: Column> Column for Option<T> {
    fn decode(cell: Cell<'_>) -> Result<Self, Unreadable> {
        if cell.is_null() { Ok(None) } else { T::decode(cell).map(Some) }
    }
}

/// Says how a type is read from a whole number, text, id or bytes.
macro_rules! columns {
    ($from:ident: $($type:ty => $to:expr),+ $(,)?) => {$(
        impl Column for $type {
            fn decode(cell: Cell<'_>) -> Result<Self, Unreadable> {
                if cell.is_null() {
                    return Err(Unreadable);
                }
                let content = cell.$from()?;
                let to: fn(_) -> Option<$type> = $to;
                to(content).ok_or(Unreadable)
            }
        }
    )+};
}

columns!(int:
    i64 => Some,
    bool => |v| match v { 0 => Some(false), 1 => Some(true), _ => None },
    i8 => |v| i8::try_from(v).ok(),
    i16 => |v| i16::try_from(v).ok(),
    i32 => |v| i32::try_from(v).ok(),
    u8 => |v| u8::try_from(v).ok(),
    u16 => |v| u16::try_from(v).ok(),
    u32 => |v| u32::try_from(v).ok(),
    u64 => |v| u64::try_from(v).ok(),
    usize => |v| usize::try_from(v).ok(),
    Instant => |v| Some(Instant(v)),
    Minutes => |v| Some(Minutes(v)),
    Quarter => |v| Quarter::from_yyyyq(v).ok(),
    NssoNumber => |v: i64| v.to_string().parse().ok(),
);
columns!(text:
    String => Some,
    Date => |v: String| v.parse().ok().filter(|date: &Date| date.to_string() == v),
    Ssin => |v: String| v.parse().ok(),
    EnterpriseNumber => |v: String| v.parse().ok(),
    JointCommittee => |v: String| v.parse().ok(),
    Language => |v: String| Language::from_code(&v),
    fla_domain::access::Role => |v: String| fla_domain::access::Role::from_code(&v),
);
columns!(id: Uuid => Some);
columns!(bytes: Vec<u8> => Some);

impl<const N: usize> Column for [u8; N] {
    fn decode(cell: Cell<'_>) -> Result<Self, Unreadable> {
        <Vec<u8> as Column>::decode(cell)?.try_into().map_err(|_| Unreadable)
    }
}
