//! The immediate declaration of employment (Dimona): starts and ends of employment.

mod reader;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{JointCommittee, Ssin};
use jiff::civil::{Date, DateTime};

pub use fla_domain::occupation::DimonaPeriod as PeriodId;

pub use self::reader::Reader;
use crate::declaration::Employer;

/// One declaration; each form of the file holds one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The how-manieth form of the file, from 1.
    pub form: u32,
    /// Line of the form.
    pub line: u64,
    /// Column of the form, in bytes from 1.
    pub column: u64,
    /// When the form was made.
    pub created: DateTime,
    /// The employer; always given in an [`Event::In`].
    pub employer: Option<Employer>,
    /// What is declared.
    pub event: Event,
}

/// What is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Employment begins.
    In(In),
    /// Employment ends.
    Out {
        /// Which employment.
        period: PeriodId,
        /// Last day.
        end: Date,
        /// Whose, where the declaration says so.
        ssin: Option<Ssin>,
    },
    /// The dates of an employment are other than declared before.
    Update {
        /// Which employment.
        period: PeriodId,
        /// First day, where it changes.
        start: Option<Date>,
        /// Last day, where it changes.
        end: Option<Date>,
        /// Whose, where the declaration says so.
        ssin: Option<Ssin>,
    },
    /// An employment that was declared before never was.
    Cancel {
        /// Which employment.
        period: PeriodId,
        /// Whose, where the declaration says so.
        ssin: Option<Ssin>,
    },
}

/// The beginning of an employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct In {
    /// Number of the employment. The official form has no place for it, because it is only given
    /// out in answer; where a file names it all the same, it is read.
    pub period: Option<PeriodId>,
    /// Who begins.
    pub ssin: Ssin,
    /// Given name, where the declaration has one.
    pub given_name: Option<String>,
    /// Family name, where the declaration has one.
    pub family_name: Option<String>,
    /// First day.
    pub start: Date,
    /// Announced last day.
    pub end: Option<Date>,
    /// Joint committee; nothing where it is none of the few that a Dimona can name.
    pub joint_committee: Option<JointCommittee>,
    /// Three characters such as `OTH`, `STU` or `TRI`.
    pub worker_type: Option<String>,
}

/// A form of which nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The how-manieth form of the file, from 1.
    pub form: u32,
    /// Line of the form.
    pub line: u64,
    /// Column of the form, in bytes from 1.
    pub column: u64,
    /// What is wrong; at least one, at most [`crate::Limits::ANOMALIES`].
    pub anomalies: Vec<Anomaly>,
}

/// What comes out of a Dimona file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A declaration.
    Declaration(Declaration),
    /// A declaration that could not be read, or says nothing of an employment.
    Unreadable(Unreadable),
}
