//! Discovery, keys, and the end of a session.

use axum::Json;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{DemoProvider, page};

pub(super) async fn discovery(State(provider): State<DemoProvider>) -> Json<Value> {
    let methods: &[&str] = match provider.setup().client_secret {
        Some(_) => &["client_secret_basic", "client_secret_post"],
        None => &["none"],
    };
    Json(json!({
        "issuer": provider.issuer(),
        "authorization_endpoint": provider.address("/authorize"),
        "token_endpoint": provider.address("/token"),
        "userinfo_endpoint": provider.address("/userinfo"),
        "jwks_uri": provider.address("/jwks"),
        "end_session_endpoint": provider.address("/end-session"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid", "profile", "egovnrn"],
        "claims_supported": ["sub", "egovNRN", "givenName", "surname", "prefLanguage"],
        "ui_locales_supported": ["nl", "fr", "de", "en"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "userinfo_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": methods,
        "authorization_response_iss_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    }))
}

pub(super) async fn keys(State(provider): State<DemoProvider>) -> Json<Value> {
    Json(json!({ "keys": [provider.key().public()] }))
}

pub(super) async fn end_session(
    State(provider): State<DemoProvider>,
    RawQuery(query): RawQuery,
) -> Response {
    leave(&provider, query.unwrap_or_default().as_bytes())
}

pub(super) async fn end_session_form(
    State(provider): State<DemoProvider>,
    RawForm(form): RawForm,
) -> Response {
    leave(&provider, &form)
}

/// There is no session here to end, because every sign-in asks anew; only the way back.
fn leave(provider: &DemoProvider, parameters: &[u8]) -> Response {
    let back = form_urlencoded::parse(parameters)
        .find(|(name, _)| name == "post_logout_redirect_uri")
        .map(|(_, address)| address);
    let known = &provider.setup().post_logout_urls;
    let known = back.and_then(|back| known.iter().find(|url| url.as_str() == back));
    match known.and_then(|url| HeaderValue::from_str(url.as_str()).ok()) {
        Some(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
        None => page::refusal(StatusCode::OK, "signed out"),
    }
}
