//! What can go wrong with the store. Messages name statements, columns and constraints, never
//! values: they may reach a log.

use std::error::Error;
use std::fmt;

/// Why the store could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The store cannot be reached or cannot work at the moment. For a write whose commit was
    /// under way the outcome is unknown; nothing was acknowledged.
    Unavailable {
        /// What was being done.
        during: &'static str,
        /// Why not.
        outage: Outage,
        /// The engine's own code or words, without values.
        detail: String,
    },
    /// The data in the store do not allow it.
    Conflict {
        /// The statement.
        statement: &'static str,
        /// What is in the way.
        conflict: Conflict,
        /// The constraint on PostgreSQL, the columns on SQLite; empty where the engine says none.
        constraint: String,
    },
    /// What the store holds cannot be read as what it must be.
    Corrupt {
        /// The statement or table.
        place: &'static str,
        /// The column, or what was found.
        column: String,
    },
    /// A text holds the character U+0000, which PostgreSQL does not take; on neither engine is it kept.
    Unwritable {
        /// The statement.
        statement: &'static str,
    },
    /// The engine refused the statement, or it was used wrongly: a fault of the program.
    Refused {
        /// The statement or step.
        statement: &'static str,
        /// Why, without values.
        detail: String,
    },
}

/// Why a store does not work at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// No connection, or it broke.
    Connection,
    /// Others held a lock or every connection for too long.
    Busy,
    /// A statement took longer than it may.
    Timeout,
    /// No space left on the disk of the store.
    Full,
    /// The disk failed.
    Disk,
    /// Out of memory.
    Memory,
    /// The transaction was given up halfway, by its owner or by an earlier fault.
    Abandoned,
}

/// What is in the way of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The same key is there already.
    Unique,
    /// A row refers to one that is not there.
    Reference,
    /// A column may not be empty.
    Empty,
    /// A check of the schema.
    Check,
    /// Another transaction came first; trying again helps.
    Serialisation,
}

impl StoreError {
    /// A value of a table that does not parse.
    pub fn corrupt(table: &'static str, column: &str) -> Self {
        Self::Corrupt { place: table, column: column.to_owned() }
    }

    /// Whether the same transaction can succeed when it is tried again at once.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Conflict { conflict: Conflict::Serialisation, .. })
    }

    /// Whether a row with the same key is in the way.
    pub const fn is_duplicate(&self) -> bool {
        matches!(self, Self::Conflict { conflict: Conflict::Unique, .. })
    }

    pub(crate) fn refused(statement: &'static str, detail: impl Into<String>) -> Self {
        Self::Refused { statement, detail: detail.into() }
    }

    pub(super) fn unavailable(
        during: &'static str,
        outage: Outage,
        detail: impl Into<String>,
    ) -> Self {
        Self::Unavailable { during, outage, detail: detail.into() }
    }

    pub(super) fn abandoned(during: &'static str) -> Self {
        Self::unavailable(during, Outage::Abandoned, "the transaction was given up before")
    }

    pub(super) fn closed(during: &'static str) -> Self {
        Self::unavailable(during, Outage::Connection, "the connection is gone")
    }

    /// Translates what the driver of the database server says.
    pub(super) fn of(during: &'static str, error: &tokio_postgres::Error) -> Self {
        if let Some(error) = error.as_db_error() {
            return Self::of_postgres(during, error);
        }
        if error.is_closed() {
            return Self::closed(during);
        }
        if let Some(line) = line_of(error) {
            return Self::unavailable(during, Outage::Connection, of_line(line));
        }
        // The driver tells its kinds of errors by their words only.
        let words = error.to_string();
        let why = error.source().map(|why| format!(": {why}")).unwrap_or_default();
        match words.as_str() {
            "error performing TLS handshake" | "authentication error" => {
                Self::unavailable(during, Outage::Connection, words + &why)
            }
            "unexpected message from server" => Self::closed(during),
            "invalid configuration" => Self::refused(during, words + &why),
            _ => Self::refused(during, words),
        }
    }

    fn of_postgres(during: &'static str, error: &tokio_postgres::error::DbError) -> Self {
        let code = error.code().code();
        let conflict = |conflict| Self::Conflict {
            statement: during,
            conflict,
            constraint: error.constraint().or(error.column()).unwrap_or_default().to_owned(),
        };
        let outage = |outage| Self::unavailable(during, outage, format!("SQLSTATE {code}"));
        match code {
            "23505" | "23P01" => conflict(Conflict::Unique),
            "23503" => conflict(Conflict::Reference),
            "23502" => conflict(Conflict::Empty),
            "40001" | "40P01" => conflict(Conflict::Serialisation),
            "57014" => outage(Outage::Timeout),
            "55P03" | "53300" => outage(Outage::Busy),
            "53100" => outage(Outage::Full),
            "53200" => outage(Outage::Memory),
            "58030" => outage(Outage::Disk),
            "XX001" | "XX002" => {
                Self::Corrupt { place: during, column: format!("SQLSTATE {code}") }
            }
            _ => match &code[..2] {
                "23" => conflict(Conflict::Check),
                "08" | "53" | "57" | "58" => outage(Outage::Connection),
                // Messages of this class speak of names and types only.
                "42" => Self::refused(during, format!("SQLSTATE {code}: {}", error.message())),
                _ => Self::refused(during, format!("SQLSTATE {code}")),
            },
        }
    }

    /// Translates what the embedded database says.
    pub(super) fn of_sqlite(during: &'static str, error: &rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = error else {
            return Self::refused(during, "the driver refused");
        };
        let (code, message) = (failure.extended_code, message.as_deref().unwrap_or_default());
        let conflict = |conflict| Self::Conflict {
            statement: during,
            conflict,
            constraint: message.split_once(": ").map_or("", |m| m.1).to_owned(),
        };
        let outage = |outage| Self::unavailable(during, outage, format!("SQLite {code}"));
        match (code & 0xff, code >> 8) {
            (19, 6 | 8 | 10) => conflict(Conflict::Unique),
            (19, 3) => conflict(Conflict::Reference),
            (19, 5) => conflict(Conflict::Empty),
            (19, 1) => conflict(Conflict::Check),
            (5 | 6 | 15, _) => outage(Outage::Busy),
            (7, _) => outage(Outage::Memory),
            (9, _) => outage(Outage::Timeout),
            (8 | 10 | 14, _) => outage(Outage::Disk),
            (13, _) => outage(Outage::Full),
            (11 | 26, _) => Self::Corrupt { place: during, column: format!("SQLite {code}") },
            _ => Self::refused(during, format!("SQLite {code}: {message}")),
        }
    }
}

/// What is wrong with the line, where that is it.
pub(super) fn line_of(error: &tokio_postgres::Error) -> Option<&std::io::Error> {
    error.source().and_then(<dyn Error>::downcast_ref)
}

/// What is wrong with a line; of TLS in words, so that an operator sees which certificate to mend.
fn of_line(error: &std::io::Error) -> String {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match tls {
        Some(tls) => format!("TLS: {tls}"),
        // The driver's own word, not the system's.
        None if error.kind() == std::io::ErrorKind::PermissionDenied
            && error.raw_os_error().is_none() =>
        {
            "no host of the address takes what target_session_attrs asks for".to_owned()
        }
        None => error.kind().to_string(),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable { during, outage, detail } => {
                write!(f, "store unavailable ({outage:?}) during {during}: {detail}")
            }
            Self::Conflict { statement, conflict, constraint } => {
                write!(f, "conflict ({conflict:?}) in {statement}: {constraint}")
            }
            Self::Corrupt { place, column } => write!(f, "corrupt data in {place}: {column}"),
            Self::Unwritable { statement } => {
                write!(f, "{statement} was given a text with the character U+0000")
            }
            Self::Refused { statement, detail } => write!(f, "{statement} refused: {detail}"),
        }
    }
}

impl Error for StoreError {}
