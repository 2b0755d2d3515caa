//! Who signed in.

use std::fmt;

use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use serde_json::Value;

use super::claims::Authentication;
use super::config::ClaimNames;
use super::jws::Claims;
use crate::auth::SignInFault;

const LONGEST_NAME: usize = 200;

/// A person whom the provider vouches for. A person is the SSIN, never the subject: subjects
/// change when somebody makes a new digital key.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The SSIN.
    pub ssin: Ssin,
    /// Given name as the provider writes it; empty when it gives none.
    pub given_name: String,
    /// Family name as the provider writes it; empty when it gives none.
    pub family_name: String,
    /// Preferred language, where the provider knows one of ours.
    pub language: Option<Language>,
    /// Level of assurance.
    pub acr: Option<String>,
    /// Methods of authentication.
    pub amr: Vec<String>,
    /// When the person proved who they are.
    pub auth_time: Option<Instant>,
    /// The provider's name for the person.
    pub sub: String,
    /// The provider's name for its session.
    pub sid: Option<String>,
    /// The identity token, kept as a hint for signing out at the provider; `None` when the SSIN
    /// stands in it, because the hint travels in a URL.
    pub id_token_hint: Option<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("ssin", &self.ssin).finish_non_exhaustive()
    }
}

/// The tokens of one sign-in, verified.
pub(super) struct Verified<'v> {
    pub id_token: &'v str,
    pub id_claims: &'v Claims,
    pub userinfo: Option<&'v Claims>,
    pub authentication: Authentication,
}

impl Identity {
    /// Reads the person out of verified claims: the SSIN from the configured source only, the
    /// names from there first.
    pub(super) fn read(verified: Verified<'_>, names: &ClaimNames) -> Result<Self, SignInFault> {
        let Verified { id_token, id_claims, userinfo, authentication } = verified;
        let source = userinfo.unwrap_or(id_claims);
        let ssin = ssin(source, &names.ssin)?.ok_or(SignInFault::SsinMissing)?;
        let also = ssin_of_token(id_claims, &names.ssin)?;
        if also.as_ref().is_some_and(|other| *other != ssin) {
            return Err(SignInFault::SsinConflict);
        }
        let text = |name: &str| {
            let found = source.get(name).or_else(|| id_claims.get(name)).and_then(Value::as_str);
            found.map(clean).unwrap_or_default()
        };
        let leaks = id_claims.values().any(|value| mentions(value, ssin.digits()));
        Ok(Self {
            given_name: text(&names.given_name),
            family_name: text(&names.family_name),
            language: Language::from_code(&text(&names.language)),
            ssin,
            acr: authentication.acr,
            amr: authentication.amr,
            auth_time: authentication.auth_time,
            sub: authentication.subject,
            sid: authentication.session_id,
            id_token_hint: (!leaks).then(|| id_token.to_owned()),
        })
    }
}

pub(super) fn ssin(claims: &Claims, name: &str) -> Result<Option<Ssin>, SignInFault> {
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => text.parse().map(Some).map_err(|_| SignInFault::SsinInvalid),
        // A number has already lost its leading zeros.
        Some(_) => Err(SignInFault::SsinInvalid),
    }
}

fn ssin_of_token(id_claims: &Claims, name: &str) -> Result<Option<Ssin>, SignInFault> {
    // Where the SSIN claim is called `sub`, the token's subject is the same claim and no second
    // opinion unless it is an SSIN.
    if name == "sub" { Ok(ssin(id_claims, name).ok().flatten()) } else { ssin(id_claims, name) }
}

/// A name without control and formatting characters, of bounded length.
pub(super) fn clean(text: &str) -> String {
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(|c| !invisible(*c)).take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// Whether a value holds the digits anywhere, with or without separators.
fn mentions(value: &Value, digits: &str) -> bool {
    match value {
        Value::String(text) => {
            let bare: String = text.chars().filter(char::is_ascii_digit).collect();
            bare.contains(digits)
        }
        Value::Number(number) => number.to_string().contains(digits.trim_start_matches('0')),
        Value::Array(items) => items.iter().any(|item| mentions(item, digits)),
        Value::Object(entries) => entries.values().any(|entry| mentions(entry, digits)),
        Value::Null | Value::Bool(_) => false,
    }
}
