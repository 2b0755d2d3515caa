//! What can go wrong at sign-in: each fault with a stable code and what mends it.

use axum::http::StatusCode;

/// What a person, or the one who runs the register, can do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mend {
    /// Start sign-in again.
    TryAgain,
    /// Wait a few minutes, then start again.
    TryLater,
    /// Start again and choose a stronger digital key.
    StrongerKey,
    /// Ask the access manager of the organisation for access.
    AskAccess,
    /// Tell the operator of the register, with the code.
    TellOperator,
}

impl Mend {
    /// All of them, for tests of translations.
    pub const ALL: [Self; 5] =
        [Self::TryAgain, Self::TryLater, Self::StrongerKey, Self::AskAccess, Self::TellOperator];

    /// A stable key for the text, such as `try-again`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TryAgain => "try-again",
            Self::TryLater => "try-later",
            Self::StrongerKey => "stronger-key",
            Self::AskAccess => "ask-access",
            Self::TellOperator => "tell-operator",
        }
    }
}

/// Why nobody was signed in, or a session could not be used.
///
/// `Display` is for the operator's log and never holds a token, a name or an SSIN; what a person
/// reads is chosen by [`SignInFault::code`] and [`SignInFault::mend`]. Codes are stable: 1xx the
/// way through the browser, 2xx the provider's service, 3xx the provider's tokens, 4xx the
/// person, 5xx the register itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// The person stopped at the provider (`access_denied`).
    #[error("the person cancelled at the provider")]
    Cancelled,
    /// The answer names no sign-in that is under way: never begun, or already used.
    #[error("no sign-in is under way with this state")]
    StateUnknown,
    /// The sign-in was begun too long ago.
    #[error("the sign-in was begun too long ago")]
    StateExpired,
    /// The sign-in was begun in another browser.
    #[error("the sign-in was begun in another browser")]
    OtherBrowser,
    /// The answer lacks a parameter, has it twice, or is too long.
    #[error("the provider's answer through the browser is malformed: {0}")]
    BadCallback(&'static str),
    /// A form was sent without the token of this session.
    #[error("the form lacks the token of this session")]
    FormToken,

    /// No connection, or it broke.
    #[error("the provider cannot be reached: {0}")]
    ProviderUnreachable(String),
    /// No answer in time.
    #[error("the provider did not answer in time")]
    ProviderTimeout,
    /// An answer with another status than asked for; redirects are not followed.
    #[error("the provider answered {status} at its {endpoint}")]
    ProviderStatus {
        /// Which endpoint.
        endpoint: &'static str,
        /// The HTTP status.
        status: u16,
    },
    /// An answer beyond the size limit.
    #[error("the provider's answer at its {0} is too large")]
    AnswerTooLarge(&'static str),
    /// An answer that is not the JSON document it should be.
    #[error("the provider's answer at its {endpoint} is malformed: {what}")]
    AnswerMalformed {
        /// Which endpoint.
        endpoint: &'static str,
        /// What is wrong.
        what: &'static str,
    },
    /// The provider refused the request itself (`invalid_request`, `invalid_scope`, ...).
    #[error("the provider refused the sign-in: {0}")]
    ProviderRefused(String),
    /// The provider does not take the code: used, expired or bound to something else.
    #[error("the provider refused the code: {0}")]
    CodeRefused(String),
    /// The provider does not take our client authentication.
    #[error("the provider refused this client: {0}")]
    ClientRefused(String),
    /// The provider says it is busy.
    #[error("the provider is temporarily unavailable")]
    ProviderBusy,

    /// The discovery document or a token names another issuer.
    #[error("another issuer than configured in the {0}")]
    Issuer(&'static str),
    /// The answer through the browser comes from another issuer (mix-up).
    #[error("the answer through the browser names another issuer, or none where it must")]
    ResponseIssuer,
    /// Not a signed token in compact form.
    #[error("the {0} is not a well-formed signed token")]
    TokenMalformed(&'static str),
    /// An encrypted token, which this register does not read.
    #[error("the {0} is encrypted")]
    TokenEncrypted(&'static str),
    /// Signed with an algorithm that the configuration does not allow.
    #[error("the {0} is signed with an algorithm that is not allowed")]
    Algorithm(&'static str),
    /// Signed with a key the provider does not publish.
    #[error("the {0} is signed with a key the provider does not publish")]
    KeyUnknown(&'static str),
    /// The signature does not fit.
    #[error("the signature of the {0} does not fit")]
    Signature(&'static str),
    /// A claim stands there twice.
    #[error("the {0} names something twice")]
    Duplicate(&'static str),
    /// Meant for another client.
    #[error("the {0} is meant for another client")]
    Audience(&'static str),
    /// Issued to another party (`azp`).
    #[error("the identity token was issued to another party")]
    AuthorizedParty,
    /// No longer valid.
    #[error("the {0} has expired")]
    Expired(&'static str),
    /// Issued in the future: one of the two clocks is wrong.
    #[error("the {0} is not valid yet")]
    NotYetValid(&'static str),
    /// Belongs to another sign-in.
    #[error("the nonce is missing or belongs to another sign-in")]
    Nonce,
    /// The access token is not the one the identity token speaks of.
    #[error("the access token does not belong to the identity token")]
    AccessTokenHash,
    /// A claim the specification demands is missing or of the wrong type.
    #[error("the {token} has no proper claim {claim}")]
    Claim {
        /// Which token.
        token: &'static str,
        /// Which claim.
        claim: &'static str,
    },
    /// The personal data are of another subject.
    #[error("the userinfo is about another subject")]
    UserinfoSubject,
    /// The personal data came unsigned although they must be signed.
    #[error("the userinfo is not signed")]
    UserinfoUnsigned,

    /// The logout token does not say that a session is over.
    #[error("the logout token does not hold the event of a logout")]
    LogoutEvent,
    /// The logout token was sent before.
    #[error("the logout token was sent before")]
    LogoutReplayed,

    /// The digital key is too weak.
    #[error("the level of assurance is not accepted")]
    LevelTooLow,
    /// Asked to prove again who they are, the person did not: the proof is old, or of no time.
    #[error("the person did not prove again who they are")]
    ProofOld,
    /// The provider gave no SSIN.
    #[error("the provider gave no SSIN")]
    SsinMissing,
    /// The provider gave something else than an SSIN.
    #[error("the provider's SSIN does not check")]
    SsinInvalid,
    /// Identity token and userinfo name different people.
    #[error("identity token and userinfo give different SSINs")]
    SsinConflict,
    /// The person is known, but may not enter.
    #[error("the person has no access to this register")]
    NotAdmitted,

    /// Sessions cannot be read or written.
    #[error("the session store is unavailable")]
    StoreUnavailable,
}

impl SignInFault {
    /// The stable code, such as `SIGN-IN-306`.
    pub const fn code(&self) -> &'static str {
        self.entry().0
    }

    /// What mends it.
    pub const fn mend(&self) -> Mend {
        self.entry().1
    }

    /// The status of the page that tells it.
    pub const fn status(&self) -> StatusCode {
        self.entry().2
    }

    /// Whether the provider or the register is at fault rather than the person: worth a warning
    /// in the log.
    pub const fn concerns_operator(&self) -> bool {
        !matches!(self.entry().0.as_bytes()[8], b'1' | b'4')
    }

    const fn entry(&self) -> (&'static str, Mend, StatusCode) {
        use Mend::{AskAccess, StrongerKey, TellOperator, TryAgain, TryLater};
        const BROWSER: StatusCode = StatusCode::BAD_REQUEST;
        const GATEWAY: StatusCode = StatusCode::BAD_GATEWAY;
        const PERSON: StatusCode = StatusCode::FORBIDDEN;
        const BUSY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
        match self {
            Self::Cancelled => ("SIGN-IN-101", TryAgain, BROWSER),
            Self::StateUnknown => ("SIGN-IN-102", TryAgain, BROWSER),
            Self::StateExpired => ("SIGN-IN-103", TryAgain, BROWSER),
            Self::OtherBrowser => ("SIGN-IN-104", TryAgain, BROWSER),
            Self::BadCallback(_) => ("SIGN-IN-105", TryAgain, BROWSER),
            Self::FormToken => ("SIGN-IN-106", TryAgain, PERSON),
            Self::ProviderUnreachable(_) => ("SIGN-IN-201", TryLater, GATEWAY),
            Self::ProviderTimeout => ("SIGN-IN-202", TryLater, StatusCode::GATEWAY_TIMEOUT),
            Self::ProviderStatus { .. } => ("SIGN-IN-203", TryLater, GATEWAY),
            Self::AnswerTooLarge(_) => ("SIGN-IN-204", TellOperator, GATEWAY),
            Self::AnswerMalformed { .. } => ("SIGN-IN-205", TellOperator, GATEWAY),
            Self::ProviderRefused(_) => ("SIGN-IN-206", TellOperator, GATEWAY),
            Self::CodeRefused(_) => ("SIGN-IN-207", TryAgain, BROWSER),
            Self::ClientRefused(_) => ("SIGN-IN-208", TellOperator, GATEWAY),
            Self::ProviderBusy => ("SIGN-IN-209", TryLater, BUSY),
            Self::Issuer(_) => ("SIGN-IN-301", TellOperator, GATEWAY),
            Self::ResponseIssuer => ("SIGN-IN-302", TellOperator, BROWSER),
            Self::TokenMalformed(_) => ("SIGN-IN-303", TellOperator, GATEWAY),
            Self::TokenEncrypted(_) => ("SIGN-IN-304", TellOperator, GATEWAY),
            Self::Algorithm(_) => ("SIGN-IN-305", TellOperator, GATEWAY),
            Self::KeyUnknown(_) => ("SIGN-IN-306", TryLater, GATEWAY),
            Self::Signature(_) => ("SIGN-IN-307", TellOperator, GATEWAY),
            Self::Duplicate(_) => ("SIGN-IN-308", TellOperator, GATEWAY),
            Self::Audience(_) => ("SIGN-IN-309", TellOperator, GATEWAY),
            Self::AuthorizedParty => ("SIGN-IN-310", TellOperator, GATEWAY),
            Self::Expired(_) => ("SIGN-IN-311", TryAgain, GATEWAY),
            Self::NotYetValid(_) => ("SIGN-IN-312", TellOperator, GATEWAY),
            Self::Nonce => ("SIGN-IN-313", TryAgain, BROWSER),
            Self::AccessTokenHash => ("SIGN-IN-314", TellOperator, GATEWAY),
            Self::Claim { .. } => ("SIGN-IN-315", TellOperator, GATEWAY),
            Self::UserinfoSubject => ("SIGN-IN-316", TellOperator, GATEWAY),
            Self::UserinfoUnsigned => ("SIGN-IN-317", TellOperator, GATEWAY),
            Self::LogoutEvent => ("SIGN-IN-318", TellOperator, BROWSER),
            Self::LogoutReplayed => ("SIGN-IN-319", TellOperator, BROWSER),
            Self::LevelTooLow => ("SIGN-IN-401", StrongerKey, PERSON),
            Self::SsinMissing => ("SIGN-IN-402", TellOperator, PERSON),
            Self::SsinInvalid => ("SIGN-IN-403", TellOperator, PERSON),
            Self::SsinConflict => ("SIGN-IN-404", TellOperator, PERSON),
            Self::NotAdmitted => ("SIGN-IN-405", AskAccess, PERSON),
            Self::ProofOld => ("SIGN-IN-406", TryAgain, PERSON),
            Self::StoreUnavailable => ("SIGN-IN-501", TryLater, BUSY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operator_hears_of_provider_and_register_only() {
        assert!(!SignInFault::Cancelled.concerns_operator());
        assert!(!SignInFault::LevelTooLow.concerns_operator());
        assert!(SignInFault::ProviderTimeout.concerns_operator());
        assert!(SignInFault::Signature("identity token").concerns_operator());
        assert!(SignInFault::StoreUnavailable.concerns_operator());
    }
}
