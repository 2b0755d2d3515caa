//! Every fault the register can name. A code is a zone (what it is about) and a fault (what is
//! wrong, numbered as in the social security's anomaly lists): `SSIN-004` is a wrong check digit.
//! Codes are stable; texts in four languages belong to the channels.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! zones {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What an anomaly is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Zone { $($(#[$doc])* $name),+ }
        impl Zone {
            /// All zones.
            pub const ALL: &[Self] = &[$(Self::$name),+];
            /// The stable first half of the code.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
        }
    };
}

zones! {
    /// Social security identification number.
    Ssin = "SSIN",
    /// CBE enterprise number.
    EnterpriseNumber = "ENTERPRISE",
    /// NSSO registration number.
    NssoNumber = "NSSO",
    /// Joint committee code.
    JointCommittee = "JC",
    /// Name of an employer.
    EmployerName = "EMPLOYER-NAME",
    /// Family name.
    FamilyName = "FAMILY-NAME",
    /// Given name.
    GivenName = "GIVEN-NAME",
    /// Date of birth.
    BirthDate = "BIRTH-DATE",
    /// E-mail address.
    Email = "EMAIL",
    /// Language.
    Language = "LANGUAGE",
    /// Start date.
    StartDate = "START",
    /// End date.
    EndDate = "END",
    /// Why an employment ended.
    EndCause = "END-CAUSE",
    /// Q: mean working hours of the employee.
    WorkingHours = "Q",
    /// S: mean working hours of the full-time reference person.
    ReferenceHours = "S",
    /// The work regime: weekly hours and percentage.
    Regime = "REGIME",
    /// A quarter.
    Quarter = "QUARTER",
    /// A calendar year.
    Year = "YEAR",
    /// Minutes of one training day.
    DayMinutes = "DAY-MINUTES",
    /// Average number of employees in full-time equivalents.
    Average = "AVERAGE",
    /// Number of days.
    Days = "DAYS",
    /// Number of minutes.
    Minutes = "MINUTES",
    /// The reason of a change.
    Reason = "REASON",
    /// The kind of a right.
    RightKind = "RIGHT-KIND",
    /// A right.
    Right = "RIGHT",
    /// An employee of the employer.
    Employee = "EMPLOYEE",
    /// The list of participants.
    Participants = "PARTICIPANTS",
    /// A training.
    Training = "TRAINING",
    /// A participation.
    Participation = "PARTICIPATION",
    /// Title of a training.
    Title = "TITLE",
    /// Duration of a training.
    Duration = "DURATION",
    /// Status of a participation.
    Status = "STATUS",
    /// Formal or informal.
    TrainingKind = "TRAINING-KIND",
    /// Field of education of a training.
    FieldOfEducation = "FIELD",
    /// Until when a certificate is valid.
    ValidUntil = "VALID-UNTIL",
    /// Division of a training over years.
    Split = "SPLIT",
    /// Free text.
    Text = "TEXT",
    /// A whole file.
    File = "FILE",
    /// The name of a file that is sent, and which files belong together.
    FileName = "FILE-NAME",
    /// The signature of a file.
    Signature = "SIGNATURE",
    /// An XML element of a file.
    Element = "ELEMENT",
    /// The employer of a file.
    Employer = "EMPLOYER",
    /// A role or permission.
    Access = "ACCESS",
    /// Software that acts through the REST API.
    Client = "CLIENT",
    /// A public key of such software.
    ClientKey = "CLIENT-KEY",
    /// The name by which such software goes at an outside issuer of tokens.
    ClientLink = "CLIENT-LINK",
    /// The date of a sandbox.
    SandboxDate = "SANDBOX-DATE",
    /// What software may do.
    Scope = "SCOPE",
    /// The sender's own reference of a record.
    Reference = "REFERENCE",
    /// A place in the row of changes.
    Feed = "FEED",
    /// A place that is told what happened.
    Webhook = "WEBHOOK",
    /// What somebody wants to be told of.
    Topic = "TOPIC",
    /// A mandate.
    Mandate = "MANDATE",
    /// The quality in which an organisation acts.
    Quality = "QUALITY",
    /// What a training provider reported.
    Report = "REPORT",
    /// The caller's idempotency key.
    Key = "KEY",
    /// The version a caller saw.
    Version = "VERSION",
    /// A rule file.
    Rule = "RULE",
    /// Files that are sent in one go.
    Upload = "UPLOAD",
    /// What the register calls a file or form that it took.
    Ticket = "TICKET",
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What is wrong with it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Fault { $($(#[$doc])* $name),+ }
        impl Fault {
            /// All faults.
            pub const ALL: &[Self] = &[$(Self::$name),+];
            /// The stable second half of the code.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
        }
    };
}

faults! {
    /// Not given.
    Missing = "001",
    /// Has characters that are not digits.
    NotNumeric = "002",
    /// Not of the form asked for.
    Invalid = "003",
    /// The check digits do not fit.
    CheckDigits = "004",
    /// Not allowed.
    Forbidden = "005",
    /// Given twice.
    Duplicate = "006",
    /// Outside the allowed range or list.
    OutsideDomain = "008",
    /// The end lies before the start.
    EndBeforeStart = "014",
    /// Not known in the register.
    NotFound = "022",
    /// Does not apply here.
    NotApplicable = "053",
    /// In a place where it may not stand.
    Sequence = "091",
    /// Too long or too short.
    Length = "093",
    /// Changed in the meantime by somebody else.
    Conflict = "146",
    /// Parts do not add up to the whole.
    Sum = "245",
    /// There is no room left for it.
    NoRoom = "901",
}

/// Whether an anomaly stops what it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing of it is taken.
    Blocking,
    /// Taken, and said.
    Warning,
}

/// A fault found in what somebody sent: what, where, and what the text needs to explain it.
///
/// `args` never hold an SSIN or a name: they are shown and may be logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// What it is about.
    pub zone: Zone,
    /// What is wrong.
    pub fault: Fault,
    /// Whether it stops the whole.
    pub severity: Severity,
    /// The place: form field, JSON path, or XML path.
    pub path: String,
    /// Line in a file, from 1.
    pub line: Option<u64>,
    /// Column in a file, from 1.
    pub column: Option<u64>,
    /// Values for the text, by name.
    pub args: BTreeMap<String, String>,
}

impl Anomaly {
    /// A blocking anomaly without a place.
    pub fn new(zone: Zone, fault: Fault) -> Self {
        Self {
            zone,
            fault,
            severity: Severity::Blocking,
            path: String::new(),
            line: None,
            column: None,
            args: BTreeMap::new(),
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same at a form field or path.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same in one of a list, counted from 0: its place becomes a field of that one.
    #[must_use]
    pub fn among(mut self, list: &str, n: usize) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.path = format!("{list}[{n}]{dot}{}", self.path);
        self
    }

    /// The same at the field that a form, or a row of a sheet, has for all participants.
    #[must_use]
    pub fn of_all(mut self) -> Self {
        let mut parts = self.path.splitn(2, '.');
        let list = parts.next().unwrap_or_default();
        let list = list.split_once('[').map_or(list, |(list, _)| list);
        if matches!(list, "participants" | "participations" | "added" | "standing") {
            let field = parts.next().filter(|field| *field != "who").unwrap_or("participants");
            self.path = field.to_owned();
        }
        self
    }

    /// The same at a line and column of a file.
    #[must_use]
    pub fn in_file(mut self, line: u64, column: u64) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same with a value for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// The stable code, such as `SSIN-004`.
    pub fn code(&self) -> String {
        format!("{}-{}", self.zone.code(), self.fault.code())
    }
}

/// Each of them once, at the field that all participants have in common: sixty participants with the
/// same fault are one fault to whoever filled in one form for all of them.
pub fn alike(found: impl IntoIterator<Item = Anomaly>) -> Vec<Anomaly> {
    let mut distinct: Vec<Anomaly> = Vec::new();
    for anomaly in found.into_iter().map(Anomaly::of_all) {
        if !distinct.contains(&anomaly) {
            distinct.push(anomaly);
        }
    }
    distinct
}

impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.zone.code(), self.fault.code())?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if !self.path.is_empty() {
            write!(f, " {}", self.path)?;
        }
        Ok(())
    }
}

impl std::error::Error for Anomaly {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_fault_of_many_participants_is_one_fault_of_a_form() {
        let minutes = || Anomaly::new(Zone::Duration, Fault::OutsideDomain).at("minutes");
        let who = Anomaly::new(Zone::Employee, Fault::NotFound).at("who");
        let twice = Anomaly::new(Zone::Participants, Fault::Duplicate);
        let found = [
            minutes().among("participants", 0),
            minutes().among("participants", 59),
            who.among("added", 3),
            twice.among("participants", 4),
            minutes().at("standing.minutes"),
            Anomaly::new(Zone::Title, Fault::Missing).at("title"),
        ];
        let told = alike(found).into_iter().map(|one| format!("{} {}", one.path, one.code()));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "minutes DURATION-008",
                "participants EMPLOYEE-022",
                "participants PARTICIPANTS-006",
                "title TITLE-001",
            ]
        );
    }
}
