//! Every change of the register is one of these commands. Web, API, XML and command line fill
//! them in; [`crate::App::submit`] is the only thing that carries them out.

use fla_domain::access::{Action, Quality};
use fla_domain::dispute::{About, Claim};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber};
use fla_domain::ids::{
    AdjustmentId, ChangeId, CompanyDaysId, CourseId, DisputeId, EmployeeId, FileId, OwnRecordId,
    ParticipationId, TrainingId,
};
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::own::Standing;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::RightKind;
use fla_domain::task::Settled;
use fla_domain::time::{Instant, Year};
use fla_domain::training::{PartDetails, TrainingDetails, TrainingKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::evidence::EvidenceInput;
use crate::paper::PaperCommand;

/// What is known of a person, as given by hand. The SSIN is text until it has been checked, so
/// that a wrong one is answered beside its field.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonInput {
    /// Social security identification number, with or without separators.
    pub ssin: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// `f`, `m` or `x`.
    pub gender: Option<String>,
    /// Language in which the person is written to.
    pub language: Option<Language>,
    /// E-mail address.
    pub email: Option<String>,
    /// Team or department.
    pub team: Option<String>,
}

impl std::fmt::Debug for PersonInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonInput(masked)")
    }
}

/// Work in a joint committee and regime.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OccupationInput {
    /// Joint committee.
    pub joint_committee: JointCommittee,
    /// Working-time fraction.
    pub fraction: Fraction,
}

/// For whom something is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Targets {
    /// Everybody with the employer.
    All,
    /// These employees.
    Some(Vec<EmployeeId>),
}

/// A participant of a training to be registered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewPart {
    /// The participant.
    pub employee: EmployeeId,
    /// Where the participation stands.
    pub details: PartDetails,
}

/// A command: what is to change.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Command {
    /// Adds an employee by hand, in service from a day.
    AddEmployee {
        /// The person.
        person: PersonInput,
        /// First day.
        from: Date,
        /// Last day, where known.
        to: Option<Date>,
        /// The occupations, at least one.
        occupations: Vec<OccupationInput>,
    },
    /// Changes what is known of a person.
    ChangePerson {
        /// The employee.
        employee: EmployeeId,
        /// Since when what the caller saw stands, where the caller says so: then it must still stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Instant>,
        /// The person as it should stand.
        person: PersonInput,
    },
    /// Puts people in a team, or with `None` in none.
    SetTeam {
        /// Whom.
        targets: Targets,
        /// Name of the team.
        team: Option<String>,
    },
    /// The caller, as employee, shows the employer something of their own.
    ShareRecord {
        /// What.
        record: OwnRecordId,
    },
    /// The caller, as employee, shows it no longer.
    StopSharing {
        /// What.
        record: OwnRecordId,
    },
    /// Says of what an employee shows how far it may be relied on.
    JudgeRecord {
        /// What.
        record: OwnRecordId,
        /// The version that was looked at.
        version: i64,
        /// Evidence seen, confirmed, or (to take that back) declared.
        standing: Standing,
        /// In what words; may be empty.
        words: String,
    },
    /// Says under which occupations a person works from one day until another.
    ChangeOccupations {
        /// The employee.
        employee: EmployeeId,
        /// First day it speaks of.
        from: Date,
        /// Last day; `None` for as long as nothing else is said.
        to: Option<Date>,
        /// The occupations, at least one.
        occupations: Vec<OccupationInput>,
    },
    /// Ends the service of a person.
    EndService {
        /// The employee.
        employee: EmployeeId,
        /// Last day in service.
        end: Date,
        /// Why.
        cause: EndCause,
    },
    /// Takes back that somebody was added by hand, where nothing was registered of the person
    /// since and no declaration names the person.
    RemoveEmployee {
        /// The employee.
        employee: EmployeeId,
    },
    /// Enters (or with `None` takes away) the average size of a two-year period by hand.
    SetAverage {
        /// A year of the two-year period.
        year: Year,
        /// Average in hundredths of full-time equivalents.
        hundredths: Option<i64>,
    },
    /// Sets a right by hand (or with `None` goes back to the computed one).
    SetRight {
        /// For whom.
        targets: Targets,
        /// Calendar year.
        year: Year,
        /// Kind.
        kind: RightKind,
        /// Minutes in place of the computed ones.
        minutes: Option<Minutes>,
    },
    /// Gives extra days.
    GiveCompanyDays {
        /// To whom.
        targets: Targets,
        /// Calendar year.
        year: Year,
        /// Hundredths of full-time days.
        hundredths: i64,
        /// Whether they are given whole, without pro rata.
        flat: bool,
    },
    /// Takes extra days back.
    WithdrawCompanyDays {
        /// Which.
        id: CompanyDaysId,
    },
    /// Opts out of automatic calculation for a year, or back in.
    SetOptOut {
        /// For whom.
        targets: Targets,
        /// Calendar year.
        year: Year,
        /// Out or in.
        out: bool,
    },
    /// Marks calculated rights as verified.
    VerifyRights {
        /// Of whom.
        targets: Targets,
        /// Calendar year.
        year: Year,
    },
    /// Adds to or takes from a credit, such as by an agreement to keep days after leaving.
    AdjustCredit {
        /// Whose.
        employee: EmployeeId,
        /// Calendar year.
        year: Year,
        /// The day it takes effect, in that year.
        date: Date,
        /// Signed minutes, not 0.
        minutes: Minutes,
    },
    /// Takes an adjustment back.
    WithdrawAdjustment {
        /// Whose.
        employee: EmployeeId,
        /// Which.
        id: AdjustmentId,
    },
    /// Registers a training for one or many participants.
    RegisterTraining {
        /// The training.
        details: TrainingDetails,
        /// The participants, at least one.
        parts: Vec<NewPart>,
    },
    /// Corrects a training: its fields, its participations, new participants.
    CorrectTraining {
        /// The training.
        training: TrainingId,
        /// The version that was seen.
        version: i64,
        /// The training as it should stand.
        details: TrainingDetails,
        /// Participations as they should stand; those not named stay.
        parts: Vec<(ParticipationId, PartDetails)>,
        /// New participants.
        added: Vec<NewPart>,
    },
    /// Makes planned participations completed in one act, except of those who were absent.
    CompleteTraining {
        /// The training.
        training: TrainingId,
        /// The version that was seen.
        version: i64,
        /// Participations of people who did not follow it.
        absent: Vec<ParticipationId>,
    },
    /// Withdraws some participations, or the whole training.
    WithdrawTraining {
        /// The training.
        training: TrainingId,
        /// The version that was seen.
        version: i64,
        /// Which participations; `None` for the whole training.
        parts: Option<Vec<ParticipationId>>,
    },
    /// Takes a withdrawal back.
    RestoreTraining {
        /// The training.
        training: TrainingId,
        /// The version that was seen.
        version: i64,
        /// Which participations; `None` for the training and all of its participations.
        parts: Option<Vec<ParticipationId>>,
    },
    /// Changes the employer's settings.
    ChangeSettings {
        /// Name.
        name: String,
        /// Language in which the employer is written to.
        language: Language,
        /// Minutes of a full-time training day, 60 to 720.
        day_minutes: u32,
    },
    /// Works rights and credit out again for everybody.
    RecalculateAll,
    /// What papers and reports change: notices, costs.
    Papers(PaperCommand),
    /// Registers the same planned training on several first days.
    RegisterSeries {
        /// The training as it is on the first of them.
        details: TrainingDetails,
        /// The first days, each another.
        starts: Vec<Date>,
        /// The participants of each, planned.
        parts: Vec<NewPart>,
    },
    /// Adds a course to the employer's own list, or changes one.
    SetCourse {
        /// Which; `None` for a new one.
        course: Option<CourseId>,
        /// The course as it should stand.
        details: CourseInput,
    },
    /// Takes a course off the list.
    WithdrawCourse {
        /// Which.
        course: CourseId,
    },
    /// Adds evidence to a participation.
    AttachEvidence {
        /// The training.
        training: TrainingId,
        /// The participation.
        participation: ParticipationId,
        /// The file.
        file: EvidenceInput,
    },
    /// Removes evidence.
    RemoveEvidence {
        /// Which.
        file: FileId,
    },
    /// The caller, as employee, asks about an entry of the own account.
    AskAbout {
        /// What it is about.
        about: About,
        /// The participation, where it is about one.
        participation: Option<ParticipationId>,
        /// The year, where it is about a right.
        year: Option<Year>,
        /// The question.
        words: String,
        /// What it should be.
        claim: Claim,
    },
    /// The caller, as employee, does not agree with an answer.
    AskAgain {
        /// Which question.
        dispute: DisputeId,
        /// Why.
        words: String,
    },
    /// The caller, as employee, takes a question back.
    TakeBack {
        /// Which question.
        dispute: DisputeId,
    },
    /// Says that a task the register cannot know of was done, or with `None` that it was not.
    SettleTask {
        /// Which.
        task: Settled,
        /// The day on which it was done.
        done_on: Option<Date>,
    },
    /// Answers a question of an employee.
    AnswerQuestion {
        /// Which question.
        dispute: DisputeId,
        /// The answer.
        words: String,
        /// The change by which the register was corrected; `None` where it stays as it is.
        correction: Option<ChangeId>,
    },
}

/// A course on the employer's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CourseInput {
    /// Name, another one for each course.
    pub title: String,
    /// Duration.
    pub minutes: Minutes,
    /// Formal or informal, where known.
    pub kind: Option<TrainingKind>,
    /// Who gives it.
    pub provider: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How many months its certificate is valid, 0 for without end; `None` without certificate.
    pub valid_months: Option<u16>,
    /// Field of education, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldOfEducation>,
}

/// A new organisation, to be added by the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewEmployer {
    /// CBE enterprise number.
    pub enterprise_number: EnterpriseNumber,
    /// NSSO number, where known.
    pub nsso_number: Option<NssoNumber>,
    /// Name.
    pub name: String,
    /// Language in which the organisation is written to.
    pub language: Language,
    /// In which qualities it acts, at least one.
    #[serde(default = "employer_only")]
    pub qualities: Vec<Quality>,
}

fn employer_only() -> Vec<Quality> {
    vec![Quality::Employer]
}

impl Command {
    /// The stable name of the kind of command, as kept in the history.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AddEmployee { .. } => "addEmployee",
            Self::ChangePerson { .. } => "changePerson",
            Self::SetTeam { .. } => "setTeam",
            Self::ShareRecord { .. } => "shareRecord",
            Self::StopSharing { .. } => "stopSharing",
            Self::JudgeRecord { .. } => "judgeRecord",
            Self::ChangeOccupations { .. } => "changeOccupations",
            Self::EndService { .. } => "endService",
            Self::RemoveEmployee { .. } => "removeEmployee",
            Self::SetAverage { hundredths: Some(_), .. } => "setAverage",
            Self::SetAverage { hundredths: None, .. } => "computeAverage",
            Self::SetRight { minutes: Some(_), .. } => "setRight",
            Self::SetRight { minutes: None, .. } => "computeRight",
            Self::GiveCompanyDays { .. } => "giveCompanyDays",
            Self::WithdrawCompanyDays { .. } => "withdrawCompanyDays",
            Self::SetOptOut { out: true, .. } => "setOptOut",
            Self::SetOptOut { out: false, .. } => "endOptOut",
            Self::VerifyRights { .. } => "verifyRights",
            Self::AdjustCredit { .. } => "adjustCredit",
            Self::WithdrawAdjustment { .. } => "withdrawAdjustment",
            Self::RegisterTraining { .. } => "registerTraining",
            Self::CorrectTraining { .. } => "correctTraining",
            Self::CompleteTraining { .. } => "completeTraining",
            Self::WithdrawTraining { .. } => "withdrawTraining",
            Self::RestoreTraining { .. } => "restoreTraining",
            Self::ChangeSettings { .. } => "changeSettings",
            Self::RecalculateAll => "recalculateAll",
            Self::Papers(paper) => paper.kind(),
            Self::RegisterSeries { .. } => "registerSeries",
            Self::SetCourse { .. } => "setCourse",
            Self::WithdrawCourse { .. } => "withdrawCourse",
            Self::AttachEvidence { .. } => "attachEvidence",
            Self::RemoveEvidence { .. } => "removeEvidence",
            Self::AskAbout { .. } => "askAbout",
            Self::AskAgain { .. } => "askAgain",
            Self::TakeBack { .. } => "takeBack",
            Self::AnswerQuestion { .. } => "answerQuestion",
            Self::SettleTask { .. } => "settleTask",
        }
    }

    /// What somebody must be allowed to do to give it.
    pub const fn action(&self) -> Action {
        match self {
            Self::AddEmployee { .. }
            | Self::ChangePerson { .. }
            | Self::SetTeam { .. }
            | Self::ChangeOccupations { .. }
            | Self::EndService { .. }
            | Self::RemoveEmployee { .. } => Action::ManageEmployees,
            Self::SetAverage { .. }
            | Self::SetRight { .. }
            | Self::GiveCompanyDays { .. }
            | Self::WithdrawCompanyDays { .. }
            | Self::SetOptOut { .. }
            | Self::AdjustCredit { .. }
            | Self::WithdrawAdjustment { .. } => Action::SetRights,
            Self::VerifyRights { .. } => Action::VerifyRights,
            Self::CorrectTraining { .. }
            | Self::WithdrawTraining { .. }
            | Self::RestoreTraining { .. } => Action::CorrectTrainings,
            Self::RegisterTraining { .. }
            | Self::CompleteTraining { .. }
            | Self::RegisterSeries { .. }
            | Self::SetCourse { .. }
            | Self::WithdrawCourse { .. }
            | Self::AttachEvidence { .. }
            | Self::RemoveEvidence { .. }
            | Self::SettleTask { .. } => Action::RegisterTrainings,
            Self::AskAbout { .. } | Self::AskAgain { .. } | Self::TakeBack { .. } => {
                Action::AskAboutEntries
            }
            Self::AnswerQuestion { .. } => Action::AnswerQuestions,
            Self::ShareRecord { .. } | Self::StopSharing { .. } => Action::ManageOwnRecords,
            Self::JudgeRecord { .. } => Action::JudgeRecords,
            Self::ChangeSettings { .. } => Action::ManageSettings,
            Self::RecalculateAll => Action::Recalculate,
            Self::Papers(paper) => paper.action(),
        }
    }

    /// Whether the command is about people one by one, so that somebody may carry it out whose role
    /// is limited to some of them. What is about everybody, or about the employer, is not.
    pub const fn is_of_people(&self) -> bool {
        matches!(
            self,
            Self::SetRight { targets: Targets::Some(_), .. }
                | Self::GiveCompanyDays { targets: Targets::Some(_), .. }
                | Self::WithdrawCompanyDays { .. }
                | Self::SetOptOut { targets: Targets::Some(_), .. }
                | Self::VerifyRights { targets: Targets::Some(_), .. }
                | Self::AdjustCredit { .. }
                | Self::WithdrawAdjustment { .. }
                | Self::RegisterTraining { .. }
                | Self::RegisterSeries { .. }
                | Self::CorrectTraining { .. }
                | Self::CompleteTraining { .. }
                | Self::WithdrawTraining { .. }
                | Self::RestoreTraining { .. }
                | Self::AttachEvidence { .. }
                | Self::RemoveEvidence { .. }
        )
    }

    /// Whether it changes trainings and participations only, so that every right stays as it is.
    pub(crate) const fn is_of_trainings(&self) -> bool {
        matches!(
            self,
            Self::RegisterTraining { .. }
                | Self::RegisterSeries { .. }
                | Self::CompleteTraining { .. }
                | Self::CorrectTraining { .. }
                | Self::WithdrawTraining { .. }
                | Self::RestoreTraining { .. }
        )
    }

    /// Whether a reason must be given: where a figure is set by hand, and where a training is
    /// withdrawn.
    pub const fn needs_reason(&self) -> bool {
        matches!(
            self,
            Self::SetAverage { hundredths: Some(_), .. }
                | Self::SetRight { minutes: Some(_), .. }
                | Self::AdjustCredit { .. }
                | Self::WithdrawTraining { .. }
        )
    }
}
