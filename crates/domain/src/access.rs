//! Who may do what: one table, deny by default. Every channel asks it through the application
//! layer and nothing else decides.
//!
//! A person acts in a [`Role`], on a [`Ground`]: for an organisation of one's own, in the qualities
//! in which that organisation acts, or for a [`Section`] of it; for an employer that gave one's
//! organisation a mandate, within the scopes of it; or for an employer that is inspected, under a stated reason. [`allowed_on`]
//! answers for role and ground together.

mod api_scope;
mod ground;
mod matrix;
mod quality;
mod scope;
mod section;

pub use api_scope::{ApiScope, ApiScopes};
pub use ground::{Ground, allowed_on};
pub use matrix::{grounds, matrix};
pub use quality::{Qualities, Quality};
pub use scope::{Scope, Scopes};
pub use section::Section;

use serde::{Deserialize, Serialize};

/// The capacity in which somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Of an employer: gives and ends the access of others, and everything a registrar may.
    AccessManager,
    /// Of an employer: registers and corrects (an HR officer).
    Registrar,
    /// Of an employer: checks what others registered: verifies, answers, reads.
    Verifier,
    /// Of an employer: reads.
    Reader,
    /// Software of an organisation, through the REST API: what a registrar may but settings, within
    /// the [`ApiScopes`] of its token.
    Client,
    /// An employee who looks at the own account.
    Employee,
    /// Operates the installation: adds organisations, watches jobs; reads no employee's data.
    Operator,
    /// Of the inspection: reads an employer's register under a stated reason, for a set time.
    Inspector,
    /// The register itself: recalculation, year end, jobs.
    System,
}

/// Something that can be done to or read from the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// See the register of the employer as a whole: figures, lists, tasks, reports.
    ReadRegister,
    /// See people with their rights, trainings and credit.
    ReadPeople,
    /// See the history of changes of the employer.
    ReadHistory,
    /// Import payroll declarations.
    ImportDeclarations,
    /// Add, change and end employees by hand.
    ManageEmployees,
    /// Change rights: override, company days, opt-out, average size, adjustment.
    SetRights,
    /// Mark calculated rights as verified.
    VerifyRights,
    /// Register and complete trainings, keep the list of courses.
    RegisterTrainings,
    /// Correct, withdraw and restore trainings that are registered.
    CorrectTrainings,
    /// Accept, change or dispute what training providers report.
    VerifyReports,
    /// Change the employer's name, language, training day.
    ManageSettings,
    /// Give and end access.
    ManageAccess,
    /// See the own account.
    ReadOwnAccount,
    /// Add an employer to the register.
    AddEmployer,
    /// See the list of employers and the state of the installation.
    Operate,
    /// Recalculate rights and post what fell due.
    Recalculate,
    /// Ask about an entry of the own account, or say that one is missing.
    AskAboutEntries,
    /// Answer such questions.
    AnswerQuestions,
    /// Declare own trainings and diplomas, and show them to an employer.
    ManageOwnRecords,
    /// Say of what an employee shows that its evidence was seen, or confirm it.
    JudgeRecords,
    /// See the mandates of the own organisation, those it gave and those it holds.
    ReadMandates,
    /// Give a provider a mandate, and end it.
    GiveMandates,
    /// Confirm, refuse and end a mandate that an employer gave.
    HoldMandates,
    /// See the employers that gave a mandate, and go to them.
    ServeEmployers,
    /// As training provider, report trainings to the employers of those who followed them.
    ReportTrainings,
    /// Open an inspection of an employer.
    Inspect,
    /// Send batch files, and see what came of them; each form is asked for by itself.
    SendFiles,
}

codes!(Role {
    AccessManager = "accessManager",
    Registrar = "registrar",
    Verifier = "verifier",
    Reader = "reader",
    Client = "client",
    Employee = "employee",
    Operator = "operator",
    Inspector = "inspector",
    System = "system",
});

codes!(Action {
    ReadRegister = "readRegister",
    ReadPeople = "readPeople",
    ReadHistory = "readHistory",
    ImportDeclarations = "importDeclarations",
    ManageEmployees = "manageEmployees",
    SetRights = "setRights",
    VerifyRights = "verifyRights",
    RegisterTrainings = "registerTrainings",
    CorrectTrainings = "correctTrainings",
    VerifyReports = "verifyReports",
    ManageSettings = "manageSettings",
    ManageAccess = "manageAccess",
    ReadOwnAccount = "readOwnAccount",
    AddEmployer = "addEmployer",
    Operate = "operate",
    Recalculate = "recalculate",
    AskAboutEntries = "askAboutEntries",
    AnswerQuestions = "answerQuestions",
    ManageOwnRecords = "manageOwnRecords",
    JudgeRecords = "judgeRecords",
    ReadMandates = "readMandates",
    GiveMandates = "giveMandates",
    HoldMandates = "holdMandates",
    ServeEmployers = "serveEmployers",
    ReportTrainings = "reportTrainings",
    Inspect = "inspect",
    SendFiles = "sendFiles",
});

/// The table of roles. What is not said here is not allowed; the ground may allow less, see
/// [`allowed_on`].
pub const fn allowed(role: Role, action: Action) -> bool {
    match role {
        Role::AccessManager => {
            registers(action)
                || matches!(
                    action,
                    Action::ManageAccess | Action::GiveMandates | Action::HoldMandates
                )
        }
        Role::Registrar => registers(action),
        Role::Verifier => {
            reads(action)
                || matches!(
                    action,
                    Action::VerifyRights
                        | Action::VerifyReports
                        | Action::AnswerQuestions
                        | Action::JudgeRecords
                )
        }
        Role::Reader => reads(action),
        Role::Client => ApiScope::of(action).is_some(),
        Role::Employee => matches!(
            action,
            Action::ReadOwnAccount | Action::AskAboutEntries | Action::ManageOwnRecords
        ),
        Role::Operator => matches!(action, Action::AddEmployer | Action::Operate),
        Role::Inspector => matches!(
            action,
            Action::ReadRegister
                | Action::ReadPeople
                | Action::ReadHistory
                | Action::ReadMandates
                | Action::Inspect
        ),
        Role::System => matches!(
            action,
            Action::Recalculate
                | Action::AddEmployer
                | Action::ManageAccess
                | Action::ImportDeclarations
                | Action::ManageEmployees
                | Action::SetRights
                | Action::VerifyRights
                | Action::RegisterTrainings
                | Action::CorrectTrainings
                | Action::ManageSettings
                | Action::ReadRegister
                | Action::ReadPeople
        ),
    }
}

/// What everybody may who works for an organisation.
const fn reads(action: Action) -> bool {
    matches!(
        action,
        Action::ReadRegister
            | Action::ReadPeople
            | Action::ReadHistory
            | Action::ReadMandates
            | Action::ServeEmployers
    )
}

/// What a registrar may.
const fn registers(action: Action) -> bool {
    reads(action)
        || matches!(
            action,
            Action::ImportDeclarations
                | Action::ManageEmployees
                | Action::SetRights
                | Action::VerifyRights
                | Action::RegisterTrainings
                | Action::CorrectTrainings
                | Action::VerifyReports
                | Action::ManageSettings
                | Action::AnswerQuestions
                | Action::JudgeRecords
                | Action::ReportTrainings
                | Action::SendFiles
        )
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// The whole table as text: a change of who may do what shows in the diff of this test.
    #[test]
    fn table() {
        let mut text = String::new();
        for action in Action::ALL {
            let who: Vec<_> =
                Role::ALL.iter().filter(|r| allowed(**r, *action)).map(|r| r.code()).collect();
            writeln!(text, "{}: {}", action.code(), who.join(" ")).unwrap();
        }
        assert_eq!(
            text,
            "readRegister: accessManager registrar verifier reader client inspector system\n\
             readPeople: accessManager registrar verifier reader client inspector system\n\
             readHistory: accessManager registrar verifier reader client inspector\n\
             importDeclarations: accessManager registrar system\n\
             manageEmployees: accessManager registrar client system\n\
             setRights: accessManager registrar client system\n\
             verifyRights: accessManager registrar verifier client system\n\
             registerTrainings: accessManager registrar client system\n\
             correctTrainings: accessManager registrar client system\n\
             verifyReports: accessManager registrar verifier client\n\
             manageSettings: accessManager registrar system\n\
             manageAccess: accessManager system\n\
             readOwnAccount: employee\n\
             addEmployer: operator system\n\
             operate: operator\n\
             recalculate: system\n\
             askAboutEntries: employee\n\
             answerQuestions: accessManager registrar verifier client\n\
             manageOwnRecords: employee\n\
             judgeRecords: accessManager registrar verifier\n\
             readMandates: accessManager registrar verifier reader client inspector\n\
             giveMandates: accessManager\n\
             holdMandates: accessManager\n\
             serveEmployers: accessManager registrar verifier reader client\n\
             reportTrainings: accessManager registrar client\n\
             inspect: inspector\n\
             sendFiles: accessManager registrar client\n"
        );
    }
}
