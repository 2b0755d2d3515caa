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
        let answer = channel.call(call(&openid(issuer)?)).await.and_then(Answer::ok)?;
        Self::read(&answer.object()?, channel, issuer)
    }

    fn read(
        document: &Map<String, Value>,
        channel: &BackChannel,
        issuer: &str,
    ) -> Result<Self, SignInFault> {
        is_of(document, issuer)?;
        let optional = |name: &str| endpoint(document, channel, name);
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

/// Where an issuer of access tokens publishes its keys: as its `OpenID` discovery document says, or
/// where it has none its metadata as an authorization server (RFC 8414).
pub(super) async fn keys_of(channel: &BackChannel, issuer: &str) -> Result<Url, SignInFault> {
    let mut answer = channel.call(call(&openid(issuer)?)).await?;
    if answer.status == 404 {
        answer = channel.call(call(&authorization_server(issuer)?)).await?;
    }
    let document = answer.ok()?.object()?;
    is_of(&document, issuer)?;
    endpoint(&document, channel, "jwks_uri")?.ok_or_else(|| malformed("an endpoint is missing"))
}

const NO_URL: &str = "the issuer is not a URL";

/// `<issuer>/.well-known/openid-configuration`.
fn openid(issuer: &str) -> Result<Url, SignInFault> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    Url::parse(&address).map_err(|_| malformed(NO_URL))
}

/// The well-known path comes between the host and the path of the issuer (RFC 8414 section 3.1).
fn authorization_server(issuer: &str) -> Result<Url, SignInFault> {
    let mut url = Url::parse(issuer).map_err(|_| malformed(NO_URL))?;
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("/.well-known/oauth-authorization-server{path}"));
    Ok(url)
}

fn call(url: &Url) -> Call<'_> {
    Call { endpoint: ENDPOINT, url, accept: "application/json", authorization: None, form: None }
}

/// Whether a document is of the issuer that was asked, character by character.
fn is_of(document: &Map<String, Value>, issuer: &str) -> Result<(), SignInFault> {
    if document.get("issuer").and_then(Value::as_str) == Some(issuer) {
        Ok(())
    } else {
        Err(SignInFault::Issuer(ENDPOINT))
    }
}

fn endpoint(
    document: &Map<String, Value>,
    channel: &BackChannel,
    name: &str,
) -> Result<Option<Url>, SignInFault> {
    match document.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let url = value.as_str().and_then(|text| Url::parse(text).ok());
            url.filter(|url| channel.admits(url))
                .map(Some)
                .ok_or_else(|| malformed("an endpoint is not an https URL"))
        }
    }
}

fn malformed(what: &'static str) -> SignInFault {
    SignInFault::AnswerMalformed { endpoint: ENDPOINT, what }
}
