//! How far a mandate goes.

use serde::{Deserialize, Serialize};

use super::Action;

/// What a mandate lets the provider do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// See the register. Every mandate has it.
    Read,
    /// Bring in declarations, employees, rights and trainings.
    Declare,
    /// Correct, withdraw and restore trainings that are registered.
    Correct,
    /// Verify rights and reports, answer employees.
    Verify,
}

codes!(Scope {
    Read = "read",
    Declare = "declare",
    Correct = "correct",
    Verify = "verify",
});

impl Scope {
    const fn bit(self) -> u8 {
        1 << (self as u8)
    }

    /// The scope that an action under a mandate needs; `None` for what no mandate carries.
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::ReadRegister | Action::ReadPeople | Action::ReadHistory => Some(Self::Read),
            Action::ImportDeclarations
            | Action::ManageEmployees
            | Action::SetRights
            | Action::RegisterTrainings => Some(Self::Declare),
            Action::CorrectTrainings => Some(Self::Correct),
            Action::VerifyRights
            | Action::VerifyReports
            | Action::AnswerQuestions
            | Action::JudgeRecords => Some(Self::Verify),
            Action::ManageSettings
            | Action::ManageAccess
            | Action::ReadOwnAccount
            | Action::AddEmployer
            | Action::Operate
            | Action::Recalculate
            | Action::AskAboutEntries
            | Action::ManageOwnRecords
            | Action::ReadMandates
            | Action::GiveMandates
            | Action::HoldMandates
            | Action::ServeEmployers
            | Action::ReportTrainings
            | Action::Inspect
            | Action::SendFiles => None,
        }
    }
}

/// The scopes of one mandate; always with [`Scope::Read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<Scope>", from = "Vec<Scope>")]
pub struct Scopes(u8);

impl Scopes {
    /// Reading only.
    pub const READ: Self = Self(Scope::Read.bit());
    /// Everything a mandate can carry.
    pub const ALL: Self =
        Self(Scope::Read.bit() | Scope::Declare.bit() | Scope::Correct.bit() | Scope::Verify.bit());

    /// With one more.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | scope.bit())
    }

    /// Whether one is among them.
    pub const fn has(self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// They, from the one that lets do least.
    pub fn list(self) -> Vec<Scope> {
        Scope::ALL.iter().copied().filter(|scope| self.has(*scope)).collect()
    }

    /// Their codes with a blank between, as the store keeps them.
    pub fn text(self) -> String {
        self.list().into_iter().map(Scope::code).collect::<Vec<_>>().join(" ")
    }

    /// The scopes of such a text; `None` where a word is no scope.
    pub fn of_text(text: &str) -> Option<Self> {
        text.split_ascii_whitespace().try_fold(Self::READ, |scopes, code| {
            Scope::from_code(code).map(|scope| scopes.with(scope))
        })
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(all: I) -> Self {
        all.into_iter().fold(Self::READ, Self::with)
    }
}

impl From<Vec<Scope>> for Scopes {
    fn from(all: Vec<Scope>) -> Self {
        all.into_iter().collect()
    }
}

impl From<Scopes> for Vec<Scope> {
    fn from(scopes: Scopes) -> Self {
        scopes.list()
    }
}
