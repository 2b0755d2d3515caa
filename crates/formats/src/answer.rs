//! What the sender of a batch file gets back: the **ACRF**, which says whether the file as a whole
//! is taken, and the **NOTI**, which says of each form what became of it.
//!
//! Both are XML in the habits of the social security's messages: no target namespace, forms with
//! the usual header, element names of that world. Their schemas are [`ACRF_SCHEMA`] and
//! [`NOTI_SCHEMA`]. Writers never hold more than the form they are at, and a form is written in one
//! piece; readers are tolerant of what they do not know, so that later versions can add to it.
//!
//! No number of a person and no name ever stands in an answer.

mod buffer;
mod read;
mod rows;
mod tree;
mod write;

use fla_domain::anomaly::{Anomaly, Severity};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::reference::Reference;
use jiff::civil::DateTime;

pub use self::read::{NotiReader, read_acrf};
pub use self::rows::{COLUMNS, NotiRows};
pub use self::write::{NotiWriter, write_acrf};
use crate::declaration::Employer;

/// The schema of an ACRF.
pub const ACRF_SCHEMA: &str = include_str!("../schemas/FlaAcrf_20264.xsd");
/// The schema of a NOTI.
pub const NOTI_SCHEMA: &str = include_str!("../schemas/FlaNoti_20264.xsd");

const ACRF_ROOT: &str = "FlaAcrf";
const NOTI_ROOT: &str = "FlaNoti";

/// Characters of a label or a mend; longer ones are cut.
pub const LONGEST_TEXT: usize = 1000;
/// Characters of the name of a file; longer ones are cut.
pub const LONGEST_NAME: usize = 255;

/// The file that is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReference {
    /// Its name, as the sender gave it.
    pub name: String,
    /// Its ticket, of 13 letters and digits; none where it was not even filed.
    pub ticket: Option<String>,
}

/// Through which door a file came in. The codes are ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Sent in the browser.
    Browser,
    /// Sent through the REST API.
    Api,
    /// Left in the folder of the sender.
    Folder,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Browser, Self::Api, Self::Folder];

    /// The digit that stands for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Browser => "1",
            Self::Api => "2",
            Self::Folder => "3",
        }
    }
}

/// When and how a file came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reception {
    /// When its last byte was there, in Belgian time.
    pub at: DateTime,
    /// Through which door.
    pub channel: Channel,
}

/// What an anomaly does to the form it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing of the form is taken.
    Blocking,
    /// The form is taken without what the anomaly is about.
    NonBlocking,
    /// The form is taken, and something is said of it.
    Warning,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Blocking, Self::NonBlocking, Self::Warning];

    /// `B`, `NB` or `W`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocking => "B",
            Self::NonBlocking => "NB",
            Self::Warning => "W",
        }
    }
}

impl From<Severity> for Class {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Blocking => Self::Blocking,
            Severity::Warning => Self::Warning,
        }
    }
}

/// An anomaly as the sender is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnomalyReport {
    /// The stable code, such as `SSIN-004`.
    pub code: String,
    /// The element it is about, where it is about one.
    pub tag: Option<String>,
    /// What stood there, where that may be shown.
    pub value: Option<String>,
    /// What it does.
    pub class: Class,
    /// What is wrong, in the sender's language.
    pub label: String,
    /// What to do, in the sender's language.
    pub mend: String,
    /// Line in the file, from 1.
    pub line: Option<u64>,
    /// Column in the file, in bytes from 1.
    pub column: Option<u64>,
    /// Path of the element, such as `FlaDeclaration/Form[3]/EmployerId`.
    pub path: Option<String>,
}

impl AnomalyReport {
    /// The report of an anomaly in the words of a language.
    ///
    /// The element is that which the anomaly names, else the last of its path; a value is shown
    /// only if it cannot hold the number of a person.
    pub fn new(anomaly: &Anomaly, label: impl Into<String>, mend: impl Into<String>) -> Self {
        let path = (!anomaly.path.is_empty()).then(|| anomaly.path.clone());
        let last = || {
            let last = anomaly.path.rsplit('/').next()?.split('[').next()?;
            (!last.is_empty()).then(|| last.to_owned())
        };
        let value = anomaly.args.get("value").filter(|v| may_be_shown(v)).cloned();
        Self {
            code: anomaly.code(),
            tag: anomaly.args.get("element").cloned().or_else(last),
            value,
            class: anomaly.severity.into(),
            label: label.into(),
            mend: mend.into(),
            line: anomaly.line,
            column: anomaly.column,
            path,
        }
    }

    /// Where the element stands by numbers: for each step of its path below the root, the
    /// how-manieth of its name it is, such as `3,1,4` for
    /// `FlaDeclaration/Form[3]/TrainingDeclaration/Participant[4]`.
    pub fn location(&self) -> Option<String> {
        let steps = self.path.as_deref()?.split('/').skip(1).map(|step| {
            let number = step.split_once('[').and_then(|(_, n)| n.strip_suffix(']'));
            number.filter(|n| n.bytes().all(|b| b.is_ascii_digit())).unwrap_or("1")
        });
        let location = steps.collect::<Vec<_>>().join(",");
        (!location.is_empty()).then_some(location)
    }
}

/// Whether a value has too few digits to hold the number of a person.
fn may_be_shown(value: &str) -> bool {
    !value.is_empty() && value.chars().filter(|c| c.is_numeric()).count() < 11
}

/// An ACRF: whether a file as a whole is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acrf {
    /// When the answer was made, in Belgian time.
    pub created: DateTime,
    /// The file.
    pub file: FileReference,
    /// When and how it came in.
    pub reception: Option<Reception>,
    /// Whether its forms will be handled; if not, nothing of it is written.
    pub taken: bool,
    /// Why not, or what is said of it all the same.
    pub anomalies: Vec<AnomalyReport>,
}

/// What all forms of a NOTI have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotiHeader {
    /// When the answer was made, in Belgian time.
    pub created: DateTime,
    /// The file.
    pub file: FileReference,
    /// When and how it came in; said in the first form only.
    pub reception: Option<Reception>,
    /// The sender's number, of at most six digits; said in the first form only.
    pub sender: Option<u32>,
}

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandledForm {
    /// The how-manieth form of the file it is, from 1.
    pub n: u64,
    /// When the sender made it.
    pub created: DateTime,
    /// Its attestation status: 0 original, 1 modification, 3 cancellation.
    pub status: u8,
    /// The sender's own number of it.
    pub reference: String,
    /// The employer it is about.
    pub employer: Employer,
    /// Its ticket, by which later forms can name it.
    pub ticket: Option<String>,
    /// Whether it is taken.
    pub accepted: bool,
    /// What is wrong with it, or said of it.
    pub anomalies: Vec<AnomalyReport>,
    /// How many anomalies are not listed.
    pub more: u64,
    /// The training it made or changed.
    pub training: Option<HandledTraining>,
    /// The people it made, changed or named.
    pub people: Vec<HandledPerson>,
}

/// A training that a form made or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandledTraining {
    /// Its number in the register.
    pub id: TrainingId,
    /// The sender's own reference of it.
    pub reference: Option<Reference>,
    /// The version that stands now.
    pub version: Option<u64>,
}

/// A person that a form made, changed or named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandledPerson {
    /// The number of the employee in the register.
    pub id: EmployeeId,
    /// The sender's own reference of the employee.
    pub reference: Option<Reference>,
    /// The sender's own reference of the participation, given back as it came.
    pub participant: Option<Reference>,
}

#[cfg(test)]
mod tests {
    use fla_domain::anomaly::{Fault, Zone};

    use super::*;

    #[test]
    fn an_anomaly_is_told_with_its_place() {
        let anomaly = Anomaly::new(Zone::StartDate, Fault::Invalid)
            .at("FlaDeclaration/Form[12]/TrainingDeclaration/Participant[4]/StartingDate")
            .in_file(310, 21)
            .with("value", "2026-02-30");
        let report = AnomalyReport::new(&anomaly, "No such day.", "Give a day.");
        assert_eq!(report.code, "START-003");
        assert_eq!(report.tag.as_deref(), Some("StartingDate"));
        assert_eq!(report.value.as_deref(), Some("2026-02-30"));
        assert_eq!(report.class, Class::Blocking);
        assert_eq!(report.location().as_deref(), Some("12,1,4,1"));
    }

    #[test]
    fn the_number_of_a_person_is_never_told() {
        for value in ["00010190157", "00.01.01-901.57", "٠٠٠١٠١٩٠١٥٧", "x 0001019015 7"]
        {
            let anomaly = Anomaly::new(Zone::Ssin, Fault::CheckDigits).with("value", value);
            assert_eq!(AnomalyReport::new(&anomaly, "", "").value, None, "{value}");
        }
    }

    #[test]
    fn an_anomaly_of_the_whole_file_has_no_place() {
        let report = AnomalyReport::new(&Anomaly::new(Zone::File, Fault::Duplicate), "a", "b");
        assert_eq!((report.tag.as_ref(), report.path.as_ref()), (None, None));
        assert_eq!(report.location(), None);
    }
}
