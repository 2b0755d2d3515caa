//! The provider's answer as the browser brings it.

use url::form_urlencoded;

use crate::auth::SignInFault;

const LONGEST_QUERY: usize = 8_192;

/// The parameters of `/sign-in/callback`, each at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Callback {
    /// The state we sent along.
    pub state: String,
    /// The code to exchange.
    pub code: Option<String>,
    /// The provider's refusal.
    pub error: Option<String>,
    /// The issuer that answers (RFC 9207).
    pub issuer: Option<String>,
}

impl Callback {
    /// Reads the query of the address. A doubled parameter is refused: it is how an attacker
    /// makes two readers see two answers.
    pub fn parse(query: &str) -> Result<Self, SignInFault> {
        if query.len() > LONGEST_QUERY {
            return Err(SignInFault::BadCallback("too long"));
        }
        let mut state = None;
        let mut callback = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "state" => &mut state,
                "code" => &mut callback.code,
                "error" => &mut callback.error,
                "iss" => &mut callback.issuer,
                _ => continue,
            };
            if slot.replace(value.into_owned()).is_some() {
                return Err(SignInFault::BadCallback("a parameter stands twice"));
            }
        }
        callback.state = state.ok_or(SignInFault::BadCallback("no state"))?;
        if callback.code.is_some() == callback.error.is_some() {
            return Err(SignInFault::BadCallback("neither or both of code and error"));
        }
        Ok(callback)
    }

    /// The fault of a refusal; refusals have a closed list of names, others are shortened so that
    /// nobody writes into our log through a link.
    pub(super) fn refusal(error: &str) -> SignInFault {
        match error {
            "access_denied" => SignInFault::Cancelled,
            "temporarily_unavailable" | "server_error" => SignInFault::ProviderBusy,
            // The provider could not reach the level we asked for.
            "unmet_authentication_requirements" => SignInFault::LevelTooLow,
            _ => SignInFault::ProviderRefused(name_only(error)),
        }
    }
}

/// An error name of OAuth reduced to harmless characters.
pub(super) fn name_only(error: &str) -> String {
    error.chars().filter(|c| c.is_ascii_lowercase() || *c == '_').take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_codes_and_refusals() {
        let callback = Callback::parse("code=a%2Bb&state=s&iss=https%3A%2F%2Fidp&session_state=x");
        let callback = callback.unwrap();
        assert_eq!(callback.code.as_deref(), Some("a+b"));
        assert_eq!(callback.issuer.as_deref(), Some("https://idp"));
        let refused = Callback::parse("error=access_denied&state=s").unwrap();
        assert_eq!(Callback::refusal(&refused.error.unwrap()), SignInFault::Cancelled);
    }

    #[test]
    fn refuses_doubled_missing_and_contradicting_parameters() {
        for bad in [
            "",
            "code=a",
            "state=s",
            "code=a&state=s&state=t",
            "code=a&code=b&state=s",
            "code=a&state=s&iss=x&iss=y",
            "code=a&error=access_denied&state=s",
            "error=a&error=b&state=s",
        ] {
            assert!(matches!(Callback::parse(bad), Err(SignInFault::BadCallback(_))), "{bad}");
        }
        let long = format!("state=s&code={}", "a".repeat(9_000));
        assert_eq!(Callback::parse(&long), Err(SignInFault::BadCallback("too long")));
    }

    #[test]
    fn a_refusal_cannot_write_into_the_log() {
        let fault = Callback::refusal("x\r\n\u{1b}[31mERROR forged 85073003328");
        assert_eq!(fault, SignInFault::ProviderRefused("xmforged".to_owned()));
    }
}
