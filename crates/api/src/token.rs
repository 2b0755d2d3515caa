//! The token endpoint: OAuth 2.0 client credentials (RFC 6749 section 4.4), the client known by an
//! assertion signed with its own key (RFC 7523 section 2.2), and its metadata (RFC 8414).

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::Refused;
use fla_domain::access::{ApiScope, ApiScopes};
use fla_web::auth::oidc::assertion::{claimed_client, verify};
use fla_web::auth::oidc::dpop::{self, Wanted};
use fla_web::software::TOKEN_PATH;
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::Api;

/// By what a client assertion goes (RFC 7523 section 2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// Longest assertion that is read, in bytes.
const LONGEST_ASSERTION: usize = 8_192;

/// Where clients read which issuers there are (RFC 9728 section 3.1).
pub const METADATA_PATH: &str = "/.well-known/oauth-protected-resource/fla/v1";

/// The routes, at the root of the site. Where the register gives no tokens itself there is no endpoint
/// for them either.
pub fn routes(own: bool) -> Router<Api> {
    let routes = Router::new().route(METADATA_PATH, get(resource));
    if !own {
        return routes;
    }
    routes
        .route(TOKEN_PATH, post(token))
        .route("/.well-known/oauth-authorization-server", get(metadata))
}

/// Who gives tokens for this API.
async fn resource(State(api): State<Api>) -> Json<Value> {
    let own = api.front.settings.own_tokens.then(|| issuer(&api));
    let outside = api.issuer.as_ref().map(|outside| outside.config().issuer.clone());
    let issuers: Vec<_> = outside.into_iter().chain(own).collect();
    Json(json!({
        "resource": api.link(""),
        "authorization_servers": issuers,
        "scopes_supported": scopes(),
        "bearer_methods_supported": ["header"],
        "dpop_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        "resource_documentation": format!("{}/api", api.public()),
    }))
}

fn scopes() -> Vec<&'static str> {
    ApiScope::ALL.iter().map(|scope| scope.code()).collect()
}

fn issuer(api: &Api) -> String {
    api.public().to_owned()
}

async fn metadata(State(api): State<Api>) -> Json<Value> {
    Json(json!({
        "issuer": issuer(&api),
        "token_endpoint": format!("{}{TOKEN_PATH}", api.public()),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        "dpop_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": scopes(),
        "service_documentation": format!("{}/api", api.public()),
    }))
}

/// Why no token is given (RFC 6749 section 5.2), in English for the developer.
struct Fault {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
}

const INVALID_SCOPE: Fault = Fault {
    status: StatusCode::BAD_REQUEST,
    error: "invalid_scope",
    description: "scope names nothing that this client may",
};

impl Fault {
    const fn request(description: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error: "invalid_request", description }
    }

    const fn client(description: &'static str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, error: "invalid_client", description }
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        tracing::error!(%refused, "no token given");
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            error: "temporarily_unavailable",
            description: "try again in a moment",
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        (self.status, no_store(), Json(body)).into_response()
    }
}

fn no_store() -> [(axum::http::HeaderName, HeaderValue); 1] {
    [(CACHE_CONTROL, HeaderValue::from_static("no-store"))]
}

/// The key to which the token is to be bound, where the request proves that it holds one (RFC 9449
/// section 5).
async fn bound_to(api: &Api, headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let wrong = |description| Fault {
        status: StatusCode::BAD_REQUEST,
        error: "invalid_dpop_proof",
        description,
    };
    let Some(proof) = one_proof(headers).map_err(wrong)? else { return Ok(None) };
    let address = format!("{}{TOKEN_PATH}", api.public());
    let wanted = Wanted { method: "POST", address: &address, token: None };
    let held = dpop::verify(proof, wanted, api.app.now()).map_err(wrong)?;
    if !api.app.take_proof(&held.thumbprint, &held.jti, held.until).await? {
        return Err(wrong("this DPoP proof was used before"));
    }
    Ok(Some(held.thumbprint))
}

/// The proof of a request, where it has one.
pub fn one_proof(headers: &HeaderMap) -> Result<Option<&str>, &'static str> {
    let mut given = headers.get_all("dpop").iter();
    match (given.next(), given.next()) {
        (None, _) => Ok(None),
        (Some(proof), None) => {
            proof.to_str().map(Some).map_err(|_| "the DPoP proof is not a signed JWT")
        }
        (Some(_), Some(_)) => Err("there is more than one DPoP proof"),
    }
}

async fn token(
    State(api): State<Api>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Fault> {
    let form = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let form = form.and_then(|kind| kind.split(';').next()).map(str::trim);
    if form != Some("application/x-www-form-urlencoded") {
        return Err(Fault::request("send application/x-www-form-urlencoded"));
    }
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let one = |name: &str| -> Result<Option<&str>, Fault> {
        let mut found = pairs.iter().filter(|(key, _)| key == name).map(|(_, v)| v.as_str());
        match (found.next(), found.next()) {
            (value, None) => Ok(value),
            _ => Err(Fault::request("a parameter stands more than once")),
        }
    };
    match one("grant_type")? {
        Some("client_credentials") => {}
        Some(_) => {
            return Err(Fault {
                status: StatusCode::BAD_REQUEST,
                error: "unsupported_grant_type",
                description: "grant_type must be client_credentials",
            });
        }
        None => return Err(Fault::request("grant_type is missing")),
    }
    if one("client_assertion_type")? != Some(ASSERTION_TYPE) {
        return Err(Fault::client("client_assertion_type must be jwt-bearer (RFC 7523)"));
    }
    let assertion = one("client_assertion")?.unwrap_or_default();
    if assertion.len() > LONGEST_ASSERTION {
        return Err(Fault::request("client_assertion is too long"));
    }
    let client = claimed_client(assertion)
        .ok_or(Fault::client("client_assertion is not a signed JWT of a client"))?;
    if one("client_id")?.is_some_and(|id| id != client) {
        return Err(Fault::client("client_id is not the iss of client_assertion"));
    }
    let wanted = match one("scope")?.filter(|scope| !scope.trim().is_empty()) {
        None => None,
        Some(text) => Some(ApiScopes::of_text(text).ok_or(INVALID_SCOPE)?),
    };
    let keys = api.app.keys_of_client(&client).await?;
    let audiences = [format!("{}{TOKEN_PATH}", api.public()), issuer(&api)];
    let proof =
        verify(assertion, &keys, &client, &audiences, api.app.now()).map_err(Fault::client)?;
    let bound_to = bound_to(&api, &headers).await?;
    let bound = bound_to.as_deref();
    let issued = api.app.issue_token(&client, &proof.jti, proof.until, wanted, bound).await?;
    let issued = issued.ok_or(Fault::client("this client_assertion was used before"))?;
    if issued.scopes.is_empty() {
        return Err(INVALID_SCOPE);
    }
    let body = json!({
        "access_token": issued.token,
        "token_type": if bound.is_some() { "DPoP" } else { "Bearer" },
        "expires_in": issued.seconds,
        "scope": issued.scopes.text(),
    });
    Ok((no_store(), Json(body)).into_response())
}
