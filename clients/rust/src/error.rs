//! What can go wrong.

use serde::Deserialize;

use crate::types::BatchProblem;

/// Why a call did not do what it was for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The register refused it, and says why.
    #[error("{0}")]
    Problem(Box<Problem>),
    /// No token was given (RFC 6749 section 5.2).
    #[error("no token: {error} ({status}): {description}")]
    Token {
        /// The HTTP status.
        status: u16,
        /// The code, such as `invalid_client`.
        error: String,
        /// Why, in English.
        description: String,
    },
    /// No answer came, however often it was tried; what was sent may have been carried out. The same
    /// request under the same key finds out.
    #[error("no answer: {0}")]
    Connection(#[source] reqwest::Error),
    /// The key does not serve.
    #[error("the key does not serve: {0}")]
    Key(&'static str),
    /// An address that is not one of the register; the token is not sent there.
    #[error("not an address of the register: {0}")]
    Address(String),
    /// What should be sent has no form in JSON.
    #[error("this cannot be sent: {0}")]
    Unsendable(#[source] serde_json::Error),
    /// The answer is not of the form that was expected. What it says is not repeated.
    #[error("an answer ({status}) of another form than expected, at line {line}, column {column}")]
    Form {
        /// The HTTP status.
        status: u16,
        /// Where in the answer, from 1; 0 where it was cut off or empty.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// A batch ended before its end; what was carried out before stays, and stands in the outcome.
    #[error("the batch ended early: {}", .0.title)]
    Batch(Box<BatchProblem>),
}

impl Error {
    /// The problem, where the register refused.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            _ => None,
        }
    }
}

/// What the register answers where something is not done (RFC 9457, Belgif).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Problem {
    /// What it is, as a URN that stays.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for people, in English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// More about this time.
    pub detail: Option<String>,
    /// Names this time, for the operator.
    pub instance: String,
    /// Everything that is wrong with the input.
    pub issues: Vec<Issue>,
    /// The scopes that are missing.
    pub required_scopes: Vec<String>,
    /// At which byte of an upload to go on, where it is another than the one that was sent.
    pub expected_offset: Option<u64>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.title, self.status)?;
        for issue in &self.issues {
            write!(f, "; {issue}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong with the input.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Issue {
    /// What it is, as a URN that stays.
    #[serde(rename = "type")]
    pub kind: String,
    /// `body`, `header`, `path` or `query`.
    #[serde(rename = "in")]
    pub place: String,
    /// A parameter, or a path in the body, such as `participants[0].ssin`.
    pub name: Option<String>,
    /// What was sent there, where that says nothing of a person: a number, a day, an id or a code.
    pub value: Option<serde_json::Value>,
    /// What it is, in English.
    pub title: String,
    /// Why, in the language asked for.
    #[serde(rename = "detail")]
    pub message: Option<String>,
    /// What to do, in the language asked for.
    pub mend: Option<String>,
    /// The code in the catalogue, such as `SSIN-004`; it stays.
    #[serde(rename = "anomalyCode")]
    pub code: Option<String>,
    /// Where the catalogue explains it.
    pub href: Option<String>,
}

impl std::fmt::Display for Issue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{name}: ")?;
        }
        if let Some(code) = &self.code {
            write!(f, "{code} ")?;
        }
        f.write_str(self.message.as_ref().unwrap_or(&self.title))
    }
}
