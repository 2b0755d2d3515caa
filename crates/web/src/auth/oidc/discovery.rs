//! The provider's discovery document.

use serde_json::{Map, Value};
use url::Url;

use super::channel::{Answer, BackChannel, Call};
use crate::auth::SignInFault;

const ENDPOINT: &str = "discovery document";

/// What is used of the discovery document.
pub(super) struct Provider {
    pub authorization: Url,
    pub token: Url,
    pub keys: Url,
    pub userinfo: Option<Url>,
    pub end_session: Option<Url>,
    /// Whether answers through the browser carry `iss` (RFC 9207).
    pub names_itself: bool,
}

impl Provider {
    /// Fetches `<issuer>/.well-known/openid-configuration`.
    pub(super) async fn discover(channel: &BackChannel, issuer: &str) -> Result<Self, SignInFault> {
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let url = Url::parse(&address).map_err(|_| malformed("the issuer is not a URL"))?;
        let call = Call {
            endpoint: ENDPOINT,
            url: &url,
            accept: "application/json",
            authorization: None,
            form: None,
        };
        let answer = channel.call(call).await.and_then(Answer::ok)?;
        Self::read(&answer.object()?, channel, issuer)
    }

    fn read(
        document: &Map<String, Value>,
        channel: &BackChannel,
        issuer: &str,
    ) -> Result<Self, SignInFault> {
        if document.get("issuer").and_then(Value::as_str) != Some(issuer) {
            return Err(SignInFault::Issuer(ENDPOINT));
        }
        let optional = |name: &str| match document.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let url = value.as_str().and_then(|text| Url::parse(text).ok());
                url.filter(|url| channel.admits(url))
                    .map(Some)
                    .ok_or_else(|| malformed("an endpoint is not an https URL"))
            }
        };
        let needed =
            |name: &str| optional(name)?.ok_or_else(|| malformed("an endpoint is missing"));
        let flag = "authorization_response_iss_parameter_supported";
        Ok(Self {
            authorization: needed("authorization_endpoint")?,
            token: needed("token_endpoint")?,
            keys: needed("jwks_uri")?,
            userinfo: optional("userinfo_endpoint")?,
            end_session: optional("end_session_endpoint")?,
            names_itself: document.get(flag).and_then(Value::as_bool).unwrap_or(false),
        })
    }
}

fn malformed(what: &'static str) -> SignInFault {
    SignInFault::AnswerMalformed { endpoint: ENDPOINT, what }
}
