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

mod body;
mod check;
mod check_training;
pub mod code;
mod content;
mod draft;
mod examples;
mod found;
mod layout;
mod places;
mod reader;
mod stage;
mod ticket;
mod value;
mod writer;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::reference::Reference;
use jiff::civil::DateTime;

pub use self::body::{Body, Gender, Occupation, Participant, Person};
pub use self::examples::EXAMPLES;
pub use self::places::{Place, Places};
pub use self::reader::Reader;
pub use self::stage::Stage;
pub use self::ticket::Ticket;
pub use self::writer::{Writer, as_written};

/// The name of the schema: a file names it, and a new one comes with a new quarter.
pub const SCHEMA_NAME: &str = "FlaDeclaration_20264.xsd";
/// The version of the schema: year and quarter.
pub const SCHEMA_VERSION: &str = "20264";
/// The version of the rules beyond the schema: that of the schema, and a number that is raised
/// whenever another file would be taken or refused.
pub const RULES_VERSION: &str = "20264.2";
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
            Self::PersonChange | Self::TrainingCompletion => &[Modification],
            // As original they say what another register, or this one, holds already.
            Self::OccupationChange | Self::EmploymentEnd => &[Modification, Original],
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
