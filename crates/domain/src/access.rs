//! Who may do what: one table, deny by default. Every channel asks it through the application
//! layer and nothing else decides.

use serde::{Deserialize, Serialize};

/// The capacity in which somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Of an employer: gives and ends the access of others, and everything a registrar may.
    AccessManager,
    /// Of an employer: registers and corrects (an HR officer).
    Registrar,
    /// Of an employer: reads.
    Reader,
    /// An employee who looks at the own account.
    Employee,
    /// Operates the installation: adds employers, watches jobs; reads no employee's data.
    Operator,
    /// The register itself: recalculation, year end, jobs.
    System,
}

/// Something that can be done to or read from the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// See employees, rights, trainings, credit of the employer.
    ReadRegister,
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
    /// Register, correct, complete, withdraw and restore trainings.
    RegisterTrainings,
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
}

codes!(Role {
    AccessManager = "accessManager",
    Registrar = "registrar",
    Reader = "reader",
    Employee = "employee",
    Operator = "operator",
    System = "system",
});

codes!(Action {
    ReadRegister = "readRegister",
    ReadHistory = "readHistory",
    ImportDeclarations = "importDeclarations",
    ManageEmployees = "manageEmployees",
    SetRights = "setRights",
    VerifyRights = "verifyRights",
    RegisterTrainings = "registerTrainings",
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
});

/// The table. What is not said here is not allowed.
pub const fn allowed(role: Role, action: Action) -> bool {
    match role {
        Role::AccessManager => matches!(
            action,
            Action::ReadRegister
                | Action::ReadHistory
                | Action::ImportDeclarations
                | Action::ManageEmployees
                | Action::SetRights
                | Action::VerifyRights
                | Action::RegisterTrainings
                | Action::ManageSettings
                | Action::ManageAccess
                | Action::AnswerQuestions
                | Action::JudgeRecords
        ),
        Role::Registrar => matches!(
            action,
            Action::ReadRegister
                | Action::ReadHistory
                | Action::ImportDeclarations
                | Action::ManageEmployees
                | Action::SetRights
                | Action::VerifyRights
                | Action::RegisterTrainings
                | Action::ManageSettings
                | Action::AnswerQuestions
                | Action::JudgeRecords
        ),
        Role::Reader => matches!(action, Action::ReadRegister | Action::ReadHistory),
        Role::Employee => matches!(
            action,
            Action::ReadOwnAccount | Action::AskAboutEntries | Action::ManageOwnRecords
        ),
        Role::Operator => matches!(action, Action::AddEmployer | Action::Operate),
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
                | Action::ManageSettings
                | Action::ReadRegister
        ),
    }
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
            "readRegister: accessManager registrar reader system\n\
             readHistory: accessManager registrar reader\n\
             importDeclarations: accessManager registrar system\n\
             manageEmployees: accessManager registrar system\n\
             setRights: accessManager registrar system\n\
             verifyRights: accessManager registrar system\n\
             registerTrainings: accessManager registrar system\n\
             manageSettings: accessManager registrar system\n\
             manageAccess: accessManager system\n\
             readOwnAccount: employee\n\
             addEmployer: operator system\n\
             operate: operator\n\
             recalculate: system\n\
             askAboutEntries: employee\n\
             answerQuestions: accessManager registrar\n\
             manageOwnRecords: employee\n\
             judgeRecords: accessManager registrar\n"
        );
    }
}
