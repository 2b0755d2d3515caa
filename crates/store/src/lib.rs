//! The store of the register: the only place of the product that speaks SQL, on two engines.
//!
//! [`Store::open`] gives a store, [`Store::read`] and [`Store::write`] give a [`Tx`], and each noun
//! of the register adds its methods to it in a file of its own.

#[cfg(feature = "testing")]
#[doc(hidden)]
pub mod engine;
#[cfg(not(feature = "testing"))]
mod engine;

pub mod access;
mod ahead;
pub mod attachment;
pub mod batch;
pub mod batch_file;
pub mod cbe;
pub mod change;
pub mod client;
pub mod course;
pub mod dashboard;
pub mod dispute;
pub mod employee;
pub mod employer;
pub mod employment;
pub mod folder;
pub mod job;
pub mod ledger;
pub mod mandate;
pub mod moving;
pub mod outbox;
pub mod overview;
pub mod own;
pub mod own_copy;
pub mod paper;
pub mod reference;
pub mod report;
pub mod reported;
pub mod request;
pub mod retention;
pub mod right;
pub mod seal;
pub mod section;
pub mod session;
pub mod sharing;
pub mod sheet;
pub mod span;
pub mod stamp;
pub mod task;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod training;
pub mod unread;
pub mod upload;
pub mod webhook;

pub use ahead::Before;
pub use engine::{
    Conflict, Engine, FOREVER, Figures, Outage, Store, StoreError, TRACES, Transient, Tx,
    WriterFigures, with_first_host,
};

/// Every statement of the store. A module with statements that is missing here does not pass the
/// lints, because nothing else reads its list.
const STATEMENTS: &[&[&'static dyn engine::AnyStatement]] = &[
    access::ALL,
    attachment::ALL,
    batch::ALL,
    batch_file::ALL,
    cbe::ALL,
    change::ALL,
    course::ALL,
    dashboard::parts::ALL,
    dashboard::people::ALL,
    dispute::ALL,
    employee::ALL,
    employer::ALL,
    employment::ALL,
    folder::ALL,
    job::ALL,
    ledger::ALL,
    mandate::ALL,
    outbox::ALL,
    overview::ALL,
    own::ALL,
    own_copy::ALL,
    paper::ALL,
    reference::ALL,
    report::ALL,
    reported::ALL,
    request::ALL,
    client::ALL,
    retention::ALL,
    right::ALL,
    seal::ALL,
    section::ALL,
    session::ALL,
    sharing::ALL,
    sheet::ALL,
    span::ALL,
    task::ALL,
    training::ALL,
    unread::ALL,
    upload::ALL,
    webhook::ALL,
];

impl Store {
    /// Has the database prepare every statement of the store without running it; answers with
    /// what it refuses. Empty on a database with the schema of this program.
    pub async fn refused_statements(&self) -> Result<Vec<String>, StoreError> {
        let mut refused = Vec::new();
        for statements in STATEMENTS {
            refused.extend(self.prepare(statements).await?);
        }
        Ok(refused)
    }
}

/// The end of a version that still holds.
pub const STILL: fla_domain::time::Instant = fla_domain::time::Instant(FOREVER);
