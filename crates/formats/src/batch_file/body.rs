//! What a form asks for.

use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::ids::TrainingId;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, TrainingDetails};
use jiff::civil::Date;

use super::{AttestationStatus, Kind, PersonId, TrainingRef};

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
    pub joint_committee: JointCommittee,
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
        /// The id under which a register holds it already, as in an export: where this register
        /// does and it stands so, nothing is to be done.
        id: Option<TrainingId>,
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
    pub(super) const fn status(&self) -> AttestationStatus {
        match self {
            Self::CorrectTraining { .. } => AttestationStatus::Modification,
            body => body.kind().statuses()[0],
        }
    }
}
