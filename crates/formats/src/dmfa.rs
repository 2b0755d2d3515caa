//! The quarterly payroll declaration to the National Social Security Office (`DmfA`).
//!
//! Only what concerns employment is read: who, in which joint committee, at which working-time
//! fraction, from when until when. All else is checked for well-formedness and passed over, so
//! that schemas of other quarters are read as well.

mod person;
mod reader;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::occupation::Occupation;
use fla_domain::time::Quarter;
use jiff::civil::DateTime;

pub use self::reader::Reader;

/// What a form says before its persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The how-manieth form of the file, from 1.
    pub form: u32,
    /// Line of the form.
    pub line: u64,
    /// The declared quarter.
    pub quarter: Quarter,
    /// NSSO number of the employer; at least one of the two numbers is given.
    pub nsso_number: Option<NssoNumber>,
    /// CBE number of the employer.
    pub enterprise_number: Option<EnterpriseNumber>,
    /// When the form was made.
    pub created: DateTime,
    /// The kind of form, `SU` in an original declaration.
    pub type_form: String,
}

/// A person of a declaration, in the order of the file; the same person may come again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Line of the person.
    pub line: u64,
    /// Column of the person, in bytes from 1.
    pub column: u64,
    /// The number the declaration gives the person.
    pub sequence_nbr: Option<u32>,
    /// Who it is.
    pub ssin: Ssin,
    /// Given name, where the declaration has one.
    pub given_name: Option<String>,
    /// Family name, where the declaration has one.
    pub family_name: Option<String>,
    /// All occupations of all worker records; none where the person was declared for other
    /// things only, such as a student's solidarity contribution.
    ///
    /// Severance pay is declared in the quarter in which the contract ended, as occupations over
    /// the time it covers, which nobody worked and which mostly lies after that quarter. They are
    /// no service, and left out: those paid under remuneration code 3 alone, and whatever begins
    /// after the declared quarter.
    pub occupations: Vec<Occupation>,
    /// Establishment unit of the first occupation that names one.
    pub local_unit: Option<u64>,
}

/// A person of whom nothing is taken because something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Line of the person.
    pub line: u64,
    /// Column of the person, in bytes from 1.
    pub column: u64,
    /// The number the declaration gives the person.
    pub sequence_nbr: Option<u32>,
    /// Who it is, where at least that could be read.
    pub ssin: Option<Ssin>,
    /// What is wrong; at least one, at most [`crate::Limits::ANOMALIES`].
    pub anomalies: Vec<Anomaly>,
}

/// A form of which nothing is taken: not an original declaration, or its frame cannot be read.
/// The persons in it are not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The how-manieth form of the file, from 1.
    pub form: u32,
    /// Line of the form.
    pub line: u64,
    /// Column of the form, in bytes from 1.
    pub column: u64,
    /// What is wrong; at least one, at most [`crate::Limits::ANOMALIES`].
    pub anomalies: Vec<Anomaly>,
}

/// What comes out of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A form begins; the persons that follow are of it.
    Header(Header),
    /// A person.
    Person(Person),
    /// A person who could not be read.
    Unreadable(Unreadable),
    /// A form that is not taken.
    Refused(Refused),
}
