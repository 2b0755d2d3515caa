//! How far the software of an organisation reaches through the REST API.

use serde::{Deserialize, Serialize};

use super::Action;

/// What a token of the REST API lets software do, after the habit of the Belgian government
/// (`scope:<organisation>:<api>:<action>` of the Belgif REST guide, rule `sec-req`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ApiScope {
    /// Read people, trainings, rights and credit.
    #[serde(rename = "scope:fla:register:read")]
    RegisterRead,
    /// Read who changed what.
    #[serde(rename = "scope:fla:history:read")]
    HistoryRead,
    /// See the mandates of the own organisation and the employers it serves.
    #[serde(rename = "scope:fla:mandate:read")]
    MandateRead,
    /// Add and change employees.
    #[serde(rename = "scope:fla:employee:write")]
    EmployeeWrite,
    /// Change and verify rights.
    #[serde(rename = "scope:fla:right:write")]
    RightWrite,
    /// Register, correct and withdraw trainings, verify what providers reported.
    #[serde(rename = "scope:fla:training:write")]
    TrainingWrite,
    /// As training provider, report trainings.
    #[serde(rename = "scope:fla:report:write")]
    ReportWrite,
    /// Answer the questions of employees.
    #[serde(rename = "scope:fla:question:write")]
    QuestionWrite,
    /// Send batch files, and see what came of them.
    #[serde(rename = "scope:fla:file:write")]
    FileWrite,
}

codes!(ApiScope {
    RegisterRead = "scope:fla:register:read",
    HistoryRead = "scope:fla:history:read",
    MandateRead = "scope:fla:mandate:read",
    EmployeeWrite = "scope:fla:employee:write",
    RightWrite = "scope:fla:right:write",
    TrainingWrite = "scope:fla:training:write",
    ReportWrite = "scope:fla:report:write",
    QuestionWrite = "scope:fla:question:write",
    FileWrite = "scope:fla:file:write",
});

impl ApiScope {
    const fn bit(self) -> u16 {
        1 << (self as u16)
    }

    /// The last part of the code, by which texts name it: `training-write`.
    pub fn short(self) -> String {
        self.code().trim_start_matches("scope:fla:").replace(':', "-")
    }

    /// The scope that an action needs; `None` for what no software may: access, mandates, settings,
    /// what is an employee's own.
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::ReadRegister | Action::ReadPeople => Some(Self::RegisterRead),
            Action::ReadHistory => Some(Self::HistoryRead),
            Action::ReadMandates | Action::ServeEmployers => Some(Self::MandateRead),
            Action::ManageEmployees => Some(Self::EmployeeWrite),
            Action::SetRights | Action::VerifyRights => Some(Self::RightWrite),
            Action::RegisterTrainings | Action::CorrectTrainings | Action::VerifyReports => {
                Some(Self::TrainingWrite)
            }
            Action::ReportTrainings => Some(Self::ReportWrite),
            Action::AnswerQuestions => Some(Self::QuestionWrite),
            Action::SendFiles => Some(Self::FileWrite),
            Action::ImportDeclarations
            | Action::ManageSettings
            | Action::ManageAccess
            | Action::ReadOwnAccount
            | Action::AddEmployer
            | Action::Operate
            | Action::Recalculate
            | Action::AskAboutEntries
            | Action::ManageOwnRecords
            | Action::JudgeRecords
            | Action::GiveMandates
            | Action::HoldMandates
            | Action::Inspect => None,
        }
    }
}

/// Some of the scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<ApiScope>", from = "Vec<ApiScope>")]
pub struct ApiScopes(u16);

impl ApiScopes {
    /// With one more.
    #[must_use]
    pub const fn with(self, scope: ApiScope) -> Self {
        Self(self.0 | scope.bit())
    }

    /// Whether one is among them.
    pub const fn has(self, scope: ApiScope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `others` are among them.
    pub const fn cover(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }

    /// Whether they let somebody do something.
    pub const fn allow(self, action: Action) -> bool {
        match ApiScope::of(action) {
            Some(scope) => self.has(scope),
            None => false,
        }
    }

    /// They, in the order in which they are offered.
    pub fn list(self) -> Vec<ApiScope> {
        ApiScope::ALL.iter().copied().filter(|scope| self.has(*scope)).collect()
    }

    /// Their codes with a blank between, as OAuth writes them (RFC 6749 section 3.3).
    pub fn text(self) -> String {
        self.list().into_iter().map(ApiScope::code).collect::<Vec<_>>().join(" ")
    }

    /// The scopes of such a text; `None` where a word is no scope.
    pub fn of_text(text: &str) -> Option<Self> {
        text.split_ascii_whitespace().map(ApiScope::from_code).collect()
    }
}

impl FromIterator<ApiScope> for ApiScopes {
    fn from_iter<I: IntoIterator<Item = ApiScope>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), Self::with)
    }
}

impl From<Vec<ApiScope>> for ApiScopes {
    fn from(all: Vec<ApiScope>) -> Self {
        all.into_iter().collect()
    }
}

impl From<ApiScopes> for Vec<ApiScope> {
    fn from(scopes: ApiScopes) -> Self {
        scopes.list()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// The whole table as text: a change of what software may shows in the diff of this test.
    #[test]
    fn table() {
        let mut text = String::new();
        for scope in ApiScope::ALL {
            let carried = Action::ALL.iter().filter(|a| ApiScope::of(**a) == Some(*scope));
            let carried: Vec<_> = carried.map(|a| a.code()).collect();
            writeln!(text, "{}: {}", scope.code(), carried.join(" ")).unwrap();
        }
        assert_eq!(
            text,
            "scope:fla:register:read: readRegister readPeople\n\
             scope:fla:history:read: readHistory\n\
             scope:fla:mandate:read: readMandates serveEmployers\n\
             scope:fla:employee:write: manageEmployees\n\
             scope:fla:right:write: setRights verifyRights\n\
             scope:fla:training:write: registerTrainings correctTrainings verifyReports\n\
             scope:fla:report:write: reportTrainings\n\
             scope:fla:question:write: answerQuestions\n\
             scope:fla:file:write: sendFiles\n"
        );
    }

    #[test]
    fn scopes_as_text() {
        let some = ApiScopes::default().with(ApiScope::TrainingWrite).with(ApiScope::RegisterRead);
        assert_eq!(some.text(), "scope:fla:register:read scope:fla:training:write");
        assert_eq!(ApiScopes::of_text(&some.text()), Some(some));
        assert_eq!(ApiScopes::of_text(" "), Some(ApiScopes::default()));
        assert_eq!(ApiScopes::of_text("scope:fla:register:read openid"), None);
        assert!(some.allow(Action::CorrectTrainings) && !some.allow(Action::SetRights));
        assert!(!some.allow(Action::ManageAccess));
        assert!(some.cover(ApiScopes::default().with(ApiScope::RegisterRead)));
        assert!(!ApiScopes::default().cover(some));
    }
}
