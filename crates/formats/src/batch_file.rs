//! Batch files: many changes of the register in one XML file, `FlaDeclaration`, of the look of the
//! social security's messages. The format is described in `docs/batch-files.md` and in the schema
//! `schemas/FlaDeclaration_20264.xsd`, which [`SCHEMA`] holds.
//!
//! A file consists of forms; each is one change, with all its participants or people. The
//! [`Reader`] gives them one by one and holds no more than one. What breaks the frame (the file as
//! XML, its root, a form's header up to and with the employer) refuses the whole file; what is wrong
//! with the content of a form refuses that form, with all its anomalies at once.
//!
//! | room | what it holds |
//! |---|---|
//! | [`code`] | the digits that stand for the register's codes |
//! | [`Ticket`] | what the register calls a file or form it took |
//! | [`Places`] | where in the file what is said of a field stands |
//! | [`Writer`] | the same types back into a file |

mod check;
pub mod code;
mod content;
mod draft;
mod examples;
mod found;
mod layout;
mod places;
mod reader;
mod ticket;
mod value;
mod writer;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, TrainingDetails};
use jiff::civil::{Date, DateTime};

pub use self::examples::EXAMPLES;
pub use self::places::{Place, Places};
pub use self::reader::Reader;
pub use self::ticket::Ticket;
pub use self::writer::Writer;

/// The name of the schema: a file names it, and a new one comes with a new quarter.
pub const SCHEMA_NAME: &str = "FlaDeclaration_20264.xsd";
/// The version of the schema: year and quarter.
pub const SCHEMA_VERSION: &str = "20264";
/// The schema itself.
pub const SCHEMA: &str = include_str!("../schemas/FlaDeclaration_20264.xsd");
/// What the element `Identification` of each form says.
pub const IDENTIFICATION: &str = "FLAC001";
/// The root element.
pub const ROOT: &str = "FlaDeclaration";

/// Bounds of a form.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Participants of a training, and people that a form is about.
    pub const PEOPLE: usize = 10_000;
    /// Occupations of a person.
    pub const OCCUPATIONS: usize = 20;
    /// Years over which a participation is divided.
    pub const YEARS: usize = 20;
    /// Anomalies listed for one form; of more the last says how many there are.
    pub const ANOMALIES: usize = 1000;
    /// Characters of a reason.
    pub const REASON: usize = 500;
    /// Characters of a person's name.
    pub const NAME: usize = 100;
    /// Characters of what else is said of a person.
    pub const PERSON_TEXT: usize = 200;
    /// Characters of an e-mail address.
    pub const EMAIL: usize = 254;
}

/// One form: one change that a sender asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The how-manieth form of the file, from 1.
    pub n: u64,
    /// Line of the form.
    pub line: u64,
    /// Column of the form, in bytes from 1.
    pub column: u64,
    /// The sender's own number of the form: a form of the same number is the same form.
    pub reference: Reference,
    /// When the form was made.
    pub created: DateTime,
    /// What it does to an earlier form.
    pub status: AttestationStatus,
    /// The earlier form that it speaks of.
    pub ticket: Option<Ticket>,
    /// The employer whose register it changes.
    pub employer: EmployerId,
    /// Which block it has; `None` where it has none that is known, and then the body says so.
    pub kind: Option<Kind>,
    /// Why, in the sender's words.
    pub reason: Option<String>,
    /// What it asks for, or everything that is wrong with its content: at least one anomaly.
    pub body: Result<Body, Vec<Anomaly>>,
    /// Where each thing it says stands.
    pub places: Places,
}

impl Form {
    /// A form to be written: what it asks for says its status.
    pub fn new(reference: Reference, created: DateTime, employer: EmployerId, body: Body) -> Self {
        let ticket = match &body {
            Body::CorrectTraining { training: TrainingRef::Ticket(ticket), .. }
            | Body::CompleteTraining { training: TrainingRef::Ticket(ticket), .. }
            | Body::WithdrawTraining { training: TrainingRef::Ticket(ticket), .. } => Some(*ticket),
            _ => None,
        };
        Self {
            n: 0,
            line: 0,
            column: 0,
            reference,
            created,
            status: body.status(),
            ticket,
            employer,
            kind: Some(body.kind()),
            reason: None,
            body: Ok(body),
            places: Places::default(),
        }
    }
}

/// Whether a form says something for the first time, changes it, or takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttestationStatus {
    /// 0: something new.
    Original,
    /// 1: a change of what stands.
    Modification,
    /// 3: a withdrawal.
    Cancellation,
}

/// How a file names an employer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EmployerId {
    /// By the number of the Crossroads Bank for Enterprises.
    Company(EnterpriseNumber),
    /// By the number of the National Social Security Office.
    Nsso(NssoNumber),
}

/// How a file names a person in the service of the employer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonId {
    /// By the social security identification number.
    Ssin(Ssin),
    /// By what the sender calls the person.
    Reference(Reference),
    /// By the register's id.
    Id(EmployeeId),
}

/// How a file names a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrainingRef {
    /// By the ticket of the form that registered it.
    Ticket(Ticket),
    /// By what the sender calls it.
    Reference(Reference),
    /// By the register's id.
    Id(TrainingId),
}

/// The block of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Adds an employee.
    EmployeeDeclaration,
    /// Changes the occupations of an employee.
    OccupationChange,
    /// Changes what is known of an employee.
    PersonChange,
    /// Ends the service of an employee.
    EmploymentEnd,
    /// Takes back that an employee was added.
    EmployeeWithdrawal,
    /// Sets a training right by hand.
    TrainingRightDeclaration,
    /// Goes back to the training right that is computed.
    TrainingRightWithdrawal,
    /// Says that the computed rights are right.
    RightVerification,
    /// Registers or corrects a training.
    TrainingDeclaration,
    /// Makes the planned participations of a training completed.
    TrainingCompletion,
    /// Withdraws a training or some of its participations.
    TrainingWithdrawal,
}

impl Kind {
    /// All kinds, in the order of the schema.
    pub const ALL: &[Self] = &[
        Self::EmployeeDeclaration,
        Self::OccupationChange,
        Self::PersonChange,
        Self::EmploymentEnd,
        Self::EmployeeWithdrawal,
        Self::TrainingRightDeclaration,
        Self::TrainingRightWithdrawal,
        Self::RightVerification,
        Self::TrainingDeclaration,
        Self::TrainingCompletion,
        Self::TrainingWithdrawal,
    ];

    /// The name of its element.
    pub const fn element(self) -> &'static str {
        layout::tag_of(self).name()
    }

    /// The statuses that a form of this kind may have.
    pub const fn statuses(self) -> &'static [AttestationStatus] {
        use AttestationStatus::{Cancellation, Modification, Original};
        match self {
            Self::EmployeeDeclaration | Self::RightVerification => &[Original],
            Self::OccupationChange
            | Self::PersonChange
            | Self::EmploymentEnd
            | Self::TrainingCompletion => &[Modification],
            Self::EmployeeWithdrawal | Self::TrainingRightWithdrawal | Self::TrainingWithdrawal => {
                &[Cancellation]
            }
            Self::TrainingRightDeclaration | Self::TrainingDeclaration => &[Original, Modification],
        }
    }

    /// Whether it must say why, as the register asks of the same change by hand.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::TrainingRightDeclaration | Self::TrainingWithdrawal)
    }
}

/// What is known of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Social security identification number.
    pub ssin: Ssin,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Date of birth; `None` too where only the year or month was given, which the register does
    /// not keep.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Address.
    pub address: Option<String>,
    /// Language in which the person is written to.
    pub language: Option<Language>,
    /// E-mail address.
    pub email: Option<String>,
    /// Team or department.
    pub team: Option<String>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(masked)")
    }
}

/// Gender, as a person is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// `m`.
    Male,
    /// `f`.
    Female,
    /// `x`.
    Other,
}

impl Gender {
    /// The register's letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Male => "m",
            Self::Female => "f",
            Self::Other => "x",
        }
    }

    /// The gender of the register's letter.
    pub fn of_letter(letter: &str) -> Option<Self> {
        [Self::Male, Self::Female, Self::Other].into_iter().find(|g| g.letter() == letter)
    }
}

/// Work in a joint committee and regime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupation {
    /// Joint committee.
    pub joint_committee: fla_domain::identifier::JointCommittee,
    /// Working-time fraction Q over S.
    pub fraction: Fraction,
}

/// A participant of a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub who: PersonId,
    /// What the sender calls the participation; it is only echoed in answers.
    pub reference: Option<Reference>,
    /// Where the participation stands; what the file leaves out is as the training says, and the
    /// status completed.
    pub details: PartDetails,
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Adds an employee, in service from a day.
    AddEmployee {
        /// The person.
        person: Person,
        /// What the sender calls the person.
        reference: Option<Reference>,
        /// First day.
        from: Date,
        /// Last day, where known.
        to: Option<Date>,
        /// The occupations, at least one.
        occupations: Vec<Occupation>,
    },
    /// Says under which occupations a person works from one day until another.
    ChangeOccupations {
        /// Who.
        who: PersonId,
        /// First day it speaks of.
        from: Date,
        /// Last day; `None` for as long as nothing else is said.
        to: Option<Date>,
        /// The occupations, at least one.
        occupations: Vec<Occupation>,
    },
    /// Changes what is known of a person.
    ChangePerson {
        /// Who.
        who: PersonId,
        /// The person as it should stand.
        person: Person,
    },
    /// Ends the service of a person.
    EndService {
        /// Who.
        who: PersonId,
        /// Last day in service.
        end: Date,
        /// Why.
        cause: EndCause,
    },
    /// Takes back that somebody was added by hand.
    RemoveEmployee {
        /// Who.
        who: PersonId,
    },
    /// Sets a right by hand.
    SetRight {
        /// Of whom; nobody twice.
        people: Vec<PersonId>,
        /// Calendar year.
        year: Year,
        /// Kind.
        kind: RightKind,
        /// Minutes in place of the computed ones.
        minutes: Minutes,
    },
    /// Goes back to the computed right.
    WithdrawRight {
        /// Of whom; nobody twice.
        people: Vec<PersonId>,
        /// Calendar year.
        year: Year,
        /// Kind.
        kind: RightKind,
    },
    /// Marks computed rights as verified.
    VerifyRights {
        /// Of whom; nobody twice.
        people: Vec<PersonId>,
        /// Calendar year.
        year: Year,
    },
    /// Registers a training.
    RegisterTraining {
        /// What the sender calls it.
        reference: Option<Reference>,
        /// The training.
        details: TrainingDetails,
        /// The participants, at least one and nobody twice.
        participants: Vec<Participant>,
    },
    /// Corrects a training.
    CorrectTraining {
        /// Which.
        training: TrainingRef,
        /// The version that the sender saw; `None` for whatever stands.
        version: Option<i64>,
        /// The training as it should stand.
        details: TrainingDetails,
        /// Participants as they should stand, and new ones; those not named stay.
        participants: Vec<Participant>,
    },
    /// Makes planned participations completed, except of those who were absent.
    CompleteTraining {
        /// Which.
        training: TrainingRef,
        /// The version that the sender saw.
        version: Option<i64>,
        /// Who did not follow it; nobody twice.
        absent: Vec<PersonId>,
    },
    /// Withdraws some participations, or the whole training.
    WithdrawTraining {
        /// Which.
        training: TrainingRef,
        /// The version that the sender saw.
        version: Option<i64>,
        /// Whose participations; empty for the whole training.
        people: Vec<PersonId>,
    },
}

impl Body {
    /// The block it stands in.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::AddEmployee { .. } => Kind::EmployeeDeclaration,
            Self::ChangeOccupations { .. } => Kind::OccupationChange,
            Self::ChangePerson { .. } => Kind::PersonChange,
            Self::EndService { .. } => Kind::EmploymentEnd,
            Self::RemoveEmployee { .. } => Kind::EmployeeWithdrawal,
            Self::SetRight { .. } => Kind::TrainingRightDeclaration,
            Self::WithdrawRight { .. } => Kind::TrainingRightWithdrawal,
            Self::VerifyRights { .. } => Kind::RightVerification,
            Self::RegisterTraining { .. } | Self::CorrectTraining { .. } => {
                Kind::TrainingDeclaration
            }
            Self::CompleteTraining { .. } => Kind::TrainingCompletion,
            Self::WithdrawTraining { .. } => Kind::TrainingWithdrawal,
        }
    }

    /// The status of a form that asks for it.
    const fn status(&self) -> AttestationStatus {
        match self {
            Self::CorrectTraining { .. } => AttestationStatus::Modification,
            body => body.kind().statuses()[0],
        }
    }
}
