//! Occupations, and what was said about them: the statements from which the time line follows.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::identifier::JointCommittee;
use crate::quantity::Fraction;
use crate::time::{Instant, Quarter};

/// Work of a person for an employer in one joint committee and regime.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Occupation {
    /// First day.
    pub start: Date,
    /// Last day; `None` while it goes on.
    pub end: Option<Date>,
    /// Joint committee.
    pub joint_committee: JointCommittee,
    /// Working-time fraction Q/S.
    pub fraction: Fraction,
}

/// Where a statement about an employment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// Quarterly payroll declaration (DmfA).
    Dmfa,
    /// Immediate declaration of employment (Dimona).
    Dimona,
    /// Entered by hand.
    Manual,
}

/// The number social security gave to a period of employment, by which later Dimona declarations
/// refer to it; at most twelve digits.
pub type DimonaPeriod = u64;

/// What somebody said about the employment of one person with one employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Statement {
    /// A quarterly declaration: the occupations of the person in that quarter.
    Declared {
        /// The declared quarter.
        quarter: Quarter,
        /// When the form was made; for one quarter the latest form wins.
        created: DateTime,
        /// When the register took it in.
        recorded: Instant,
        /// The occupations, with their true start dates, which may lie before the quarter.
        occupations: Vec<Occupation>,
    },
    /// Entered by hand: from `from` until `to`, the person works under exactly these occupations;
    /// none means not in service.
    Manual {
        /// First day it speaks of.
        from: Date,
        /// Last day it speaks of; `None` for ever.
        to: Option<Date>,
        /// When it was entered.
        recorded: Instant,
        /// The occupations in that time; their own dates are cut to the period.
        occupations: Vec<Occupation>,
    },
    /// A Dimona IN: employment begins; nothing is known of the regime.
    DimonaIn {
        /// Number of the period, where the declaration gives one; those of employers do not,
        /// because it is only given out in answer to them.
        period: Option<DimonaPeriod>,
        /// When the declaration was made.
        created: DateTime,
        /// First day of employment.
        start: Date,
        /// Announced last day.
        end: Option<Date>,
        /// Joint committee where the declaration gives a usable one.
        joint_committee: Option<JointCommittee>,
        /// When the register took it in.
        recorded: Instant,
    },
    /// A Dimona OUT: employment ends.
    DimonaOut {
        /// Which employment.
        period: DimonaPeriod,
        /// When the declaration was made.
        created: DateTime,
        /// Last day of employment.
        end: Date,
        /// When the register took it in.
        recorded: Instant,
    },
    /// A Dimona UPDATE: the dates of an employment are other than declared before.
    DimonaUpdate {
        /// Which employment.
        period: DimonaPeriod,
        /// When the declaration was made.
        created: DateTime,
        /// First day, where it changes.
        start: Option<Date>,
        /// Last day, where it changes.
        end: Option<Date>,
        /// When the register took it in.
        recorded: Instant,
    },
    /// A Dimona CANCEL: the employment never was.
    DimonaCancel {
        /// Which employment.
        period: DimonaPeriod,
        /// When the declaration was made.
        created: DateTime,
        /// When the register took it in.
        recorded: Instant,
    },
}

impl Statement {
    /// The number of the Dimona period it speaks of, where it names one.
    pub fn dimona_period(&self) -> Option<DimonaPeriod> {
        match self {
            Self::DimonaIn { period, .. } => *period,
            Self::DimonaOut { period, .. }
            | Self::DimonaUpdate { period, .. }
            | Self::DimonaCancel { period, .. } => Some(*period),
            Self::Declared { .. } | Self::Manual { .. } => None,
        }
    }
}

/// A stretch of the time line: what the register holds true of an employment from day to day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day; `None` while it goes on.
    pub to: Option<Date>,
    /// Joint committee.
    pub joint_committee: JointCommittee,
    /// Working-time fraction.
    pub fraction: Fraction,
    /// Where it comes from.
    pub origin: Origin,
    /// True where the source says nothing of this very day and the nearest declaration was
    /// carried on, or where the regime was not given and full-time was assumed.
    pub assumed: bool,
}

/// Why an employment ended; decides what happens to the credit that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndCause {
    /// The employee resigned.
    Resignation,
    /// Dismissal for urgent cause.
    UrgentCause,
    /// Dismissal with notice or compensation.
    Dismissal,
    /// By mutual agreement.
    Agreement,
    /// The agreed term or work ended.
    EndOfTerm,
    /// Not known, as when it was only read from a declaration.
    Unknown,
}

codes!(EndCause {
    Resignation = "resignation",
    UrgentCause = "urgentCause",
    Dismissal = "dismissal",
    Agreement = "agreement",
    EndOfTerm = "endOfTerm",
    Unknown = "unknown",
});

codes!(Origin { Dmfa = "dmfa", Dimona = "dimona", Manual = "manual" });

/// A stretch of unbroken service with the employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// First day.
    pub start: Date,
    /// Last day; `None` while it goes on.
    pub end: Option<Date>,
}

/// The quarters for which an employer filed a declaration.
pub type DeclaredQuarters = BTreeSet<Quarter>;
