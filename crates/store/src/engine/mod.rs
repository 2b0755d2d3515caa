//! The engine room: two databases behind one small door. The noun modules of this crate say SQL
//! through [`statements!`](crate::statements) and [`Tx`]; nothing else in the product can.
//!
//! | file | what it holds |
//! |---|---|
//! | `store` | opening, reading, writing, migrating, backup |
//! | `tx`, `scope` | transactions, and statements within the scope of a tenant or person |
//! | `statement`, `bulk`, `check`, `text`, `tables` | what a statement is, and that it names its tenant |
//! | `value`, `row` | what goes in and what comes out |
//! | `sqlite`, `connection`, `readers`, `writer`, `checkpoint` | the embedded database |
//! | `postgres`, `steps`, `queue`, `questions`, `arguments` | the database server, what a transaction has it do, small inserts and questions that go together |
//! | `pool`, `link`, `address`, `tls`, `pulse` | connections to it, and whether it still answers |
//! | `figures` | how busy it is |
//! | `traced` | how long a transaction took, for traces |
//! | `migrate` | the steps by which the schema grows |
//! | `whole` | tables whatever they hold, to move them to the other engine |

mod address;
mod ahead;
mod arguments;
mod bulk;
mod check;
mod checkpoint;
mod connection;
mod error;
mod figures;
mod growth;
mod link;
mod macros;
mod migrate;
mod planner;
mod pool;
mod postgres;
mod pulse;
mod questions;
mod queue;
mod readers;
mod row;
mod scope;
mod sqlite;
mod statement;
mod steps;
mod store;
mod tables;
mod text;
mod tls;
mod traced;
mod tx;
mod value;
pub(crate) mod whole;
mod writer;

pub use address::with_first_host;
pub use bulk::{Bulk, Type};
pub use error::{Conflict, Outage, StoreError};
pub use figures::{Figures, WriterFigures};
pub use row::{Cell, Column, Row, Unreadable};
pub use scope::Scoped;
pub use statement::{AnyStatement, ByEmployer, ByPerson, Global, Statement};
pub use store::{Store, Transient};
pub use traced::TRACES;
pub use tx::Tx;
pub use value::{Argument, Value};
#[cfg(any(test, feature = "testing"))]
pub(crate) use {address::Address, link::Link};
#[cfg(any(test, feature = "testing"))]
pub use {
    migrate::Migration,
    planner::LARGE,
    row::Index,
    tables::{OWN_TABLES, PERSON_TABLES, TENANT_TABLES},
    value::Member,
};

/// Which database a store lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// The end of what still holds, in the columns `known_to`: no instant is later.
pub const FOREVER: i64 = i64::MAX;

/// What an asynchronous method of the store returns: boxed, so that crates that call it do not
/// compile it again.
pub type BoxFuture<'a, T> = futures::future::BoxFuture<'a, Result<T, StoreError>>;
