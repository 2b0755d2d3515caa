//! The token endpoint and the userinfo endpoint.

use std::collections::HashMap;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Json;
use axum::extract::{RawForm, State};
use axum::http::header::{ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fla_domain::time::Instant;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::authorize::Asked;
use super::signing::{half_hash, hash};
use super::{DemoProvider, UserinfoForm};

const TOKEN_LIFE: i64 = 300;

/// A code that was given: for what it was asked, for whom, and whether it was used.
pub(super) struct Granted {
    asked: Asked,
    person: usize,
    at: Instant,
    /// The access token the code brought; a second use takes it back.
    used_for: Option<String>,
}

/// What an access token opens: one person's data.
pub(super) struct Access {
    person: usize,
}

impl Granted {
    pub(super) fn new(asked: Asked, person: usize, at: Instant) -> Self {
        Self { asked, person, at, used_for: None }
    }
}

pub(super) async fn token(
    State(provider): State<DemoProvider>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let mut fields = HashMap::new();
    for (name, value) in form_urlencoded::parse(&form).into_owned() {
        if fields.insert(name, value).is_some() {
            return refusal(StatusCode::BAD_REQUEST, "invalid_request");
        }
    }
    if !is_our_client(&provider, &headers, &fields) {
        return refusal(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if fields.get("grant_type").map(String::as_str) != Some("authorization_code") {
        return refusal(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    match redeem(&provider, &fields) {
        Some(answer) => ([(CACHE_CONTROL, "no-store")], Json(answer)).into_response(),
        None => refusal(StatusCode::BAD_REQUEST, "invalid_grant"),
    }
}

/// Turns a code into tokens: once, for the address and the verifier it was asked with.
fn redeem(provider: &DemoProvider, fields: &HashMap<String, String>) -> Option<Value> {
    let now = provider.now();
    let access_token = provider.draw();
    let (person, id_claims) = {
        let memory = &mut *provider.memory();
        let granted = memory.codes.get(fields.get("code")?, now)?;
        if let Some(stolen) = granted.used_for.take() {
            memory.access.take(&stolen, now);
            memory.codes.take(fields.get("code")?, now);
            return None;
        }
        // Whatever comes of it, the code is spent.
        granted.used_for = Some(access_token.clone());
        let asked = &granted.asked;
        let verifier = fields.get("code_verifier")?;
        let proven = hash(verifier.as_bytes()) == asked.challenge;
        if !proven || fields.get("redirect_uri")? != asked.redirect.as_str() {
            return None;
        }
        let person = granted.person;
        let claims = id_claims(provider, granted, &access_token, now);
        memory.access.put(access_token.clone(), Access { person }, now);
        (person, claims)
    };
    let mut claims = id_claims;
    claims["sub"] = json!(provider.subject(provider.persons().get(person)?));
    Some(json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFE,
        "id_token": provider.key().sign(&claims)?,
    }))
}

fn id_claims(provider: &DemoProvider, granted: &Granted, access: &str, now: Instant) -> Value {
    let mut claims = signed_claims(provider, now);
    claims["auth_time"] = json!(granted.at.0.div_euclid(super::SECOND));
    claims["acr"] = json!(granted.asked.level);
    claims["amr"] = json!(["demo"]);
    claims["at_hash"] = json!(half_hash(access.as_bytes()));
    if let Some(nonce) = &granted.asked.nonce {
        claims["nonce"] = json!(nonce);
    }
    claims
}

fn signed_claims(provider: &DemoProvider, now: Instant) -> Value {
    let seconds = now.0.div_euclid(super::SECOND);
    json!({
        "iss": provider.issuer(),
        "aud": provider.setup().client_id,
        "iat": seconds,
        "exp": seconds + TOKEN_LIFE,
    })
}

pub(super) async fn userinfo(State(provider): State<DemoProvider>, headers: HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let now = provider.now();
    let token = text(AUTHORIZATION).strip_prefix("Bearer ").unwrap_or_default();
    let person = provider.memory().access.get(token, now).map(|access| access.person);
    let persons = provider.persons();
    let Some(person) = person.and_then(|at| persons.get(at)) else {
        let challenge = [(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")];
        return (StatusCode::UNAUTHORIZED, challenge).into_response();
    };
    let mut claims = json!({
        "sub": provider.subject(person),
        "egovNRN": person.ssin.digits(),
        "givenName": person.given_name,
        "surname": person.family_name,
        "prefLanguage": person.language.code(),
    });
    let asked_for = text(ACCEPT).split(',').any(|kind| kind.trim() == "application/jwt");
    if provider.setup().userinfo == UserinfoForm::Plain && !asked_for {
        return ([(CACHE_CONTROL, "no-store")], Json(claims)).into_response();
    }
    if let (Value::Object(claims), Value::Object(more)) =
        (&mut claims, signed_claims(&provider, now))
    {
        claims.extend(more);
    }
    let headers = [(CONTENT_TYPE, "application/jwt"), (CACHE_CONTROL, "no-store")];
    match provider.key().sign(&claims) {
        Some(token) => (headers, token).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn is_our_client(
    provider: &DemoProvider,
    headers: &HeaderMap,
    fields: &HashMap<String, String>,
) -> bool {
    let setup = provider.setup();
    let named = fields.get("client_id");
    let Some(secret) = &setup.client_secret else {
        return named == Some(&setup.client_id);
    };
    let same = |sent: &str| verify_slices_are_equal(sent.as_bytes(), secret.as_bytes()).is_ok();
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    match header.and_then(|value| value.strip_prefix("Basic ")) {
        Some(encoded) => {
            let pair = STANDARD.decode(encoded).ok().and_then(|b| String::from_utf8(b).ok());
            let pair = pair.unwrap_or_default();
            // Both halves are form-encoded, so the colon between them is the only one.
            let decode = |half: &str| {
                let line = format!("v={half}");
                let first = form_urlencoded::parse(line.as_bytes()).next();
                first.map(|(_, value)| value.into_owned()).unwrap_or_default()
            };
            let (id, sent) = pair.split_once(':').unwrap_or_default();
            decode(id) == setup.client_id && same(&decode(sent))
        }
        None => {
            named == Some(&setup.client_id)
                && fields.get("client_secret").is_some_and(|sent| same(sent))
        }
    }
}

fn refusal(status: StatusCode, error: &str) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Json(json!({ "error": error }))).into_response()
}
