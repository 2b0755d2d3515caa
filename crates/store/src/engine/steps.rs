//! What a transaction has the database server do, step by step.

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row, Statement};

use super::arguments::Argument;
use super::link::Link;

/// What a step does. The server may hear of the transaction in the same message as of its first step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// It reads: alone, without the transaction, it would do no harm. A `SELECT` that calls something
    /// which writes must not be first.
    Read,
    /// It is one of several that write: it is sent when the transaction is known to have begun.
    Write,
    /// It ends the transaction, and what it writes is all that was written.
    End,
}

fn of(text: &str) -> Does {
    if text.starts_with("SELECT") { Does::Read } else { Does::Write }
}

/// A step. Where it has to be done again on another connection, it can be.
pub(super) trait Step: Sync {
    /// What comes of it.
    type Answer: Send;

    fn does(&self) -> Does;

    fn run(&self, link: &mut Link) -> impl Future<Output = Result<Self::Answer, Error>> + Send;
}

/// Nothing but what is due.
pub(super) struct Tell;

impl Step for Tell {
    type Answer = ();

    fn does(&self) -> Does {
        Does::Read
    }

    async fn run(&self, link: &mut Link) -> Result<(), Error> {
        link.tell().await
    }
}

/// A statement that is prepared and not run.
pub(super) struct Prepare<'s> {
    pub(super) text: &'static str,
    pub(super) types: &'s [Type],
}

impl Step for Prepare<'_> {
    type Answer = Statement;

    fn does(&self) -> Does {
        Does::Read
    }

    async fn run(&self, link: &mut Link) -> Result<Statement, Error> {
        link.tell().await?;
        link.prepare(self.text, self.types).await
    }
}

/// A statement that answers with rows.
pub(super) struct Fetch<'s> {
    pub(super) text: &'static str,
    pub(super) arguments: &'s [Argument],
}

impl Step for Fetch<'_> {
    type Answer = Vec<Row>;

    fn does(&self) -> Does {
        of(self.text)
    }

    async fn run(&self, link: &mut Link) -> Result<Vec<Row>, Error> {
        link.fetch(self.text, self.arguments).await
    }
}

/// A statement that says how many rows it changed.
pub(super) struct Execute<'s> {
    pub(super) text: &'static str,
    pub(super) arguments: &'s [Argument],
}

impl Step for Execute<'_> {
    type Answer = u64;

    fn does(&self) -> Does {
        of(self.text)
    }

    async fn run(&self, link: &mut Link) -> Result<u64, Error> {
        link.execute(self.text, self.arguments).await
    }
}

/// The end of a transaction, whose changes are permanent then. Where there are none, nothing is left to go
/// wrong, and nobody need wait for the answer.
pub(super) struct Commit {
    pub(super) is_waited_for: bool,
}

impl Step for Commit {
    type Answer = ();

    fn does(&self) -> Does {
        Does::End
    }

    async fn run(&self, link: &mut Link) -> Result<(), Error> {
        if self.is_waited_for { link.simple("COMMIT").await } else { link.send("COMMIT").await }
    }
}
