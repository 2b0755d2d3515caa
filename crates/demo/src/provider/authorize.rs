//! The authorization endpoint: the request is checked, kept, and the person sent to choose.

use std::collections::HashMap;

use axum::extract::{RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;
use url::{Url, form_urlencoded};

use super::{DemoProvider, page};

/// The level the provider claims where none is asked for.
const DEFAULT_LEVEL: &str = "urn:be:fedict:iam:fas:Level500";
const LONGEST_VALUE: usize = 2_000;

/// A checked authorization request.
#[derive(Clone)]
pub(super) struct Asked {
    pub redirect: Url,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub challenge: String,
    pub level: String,
    pub language: Language,
}

pub(super) async fn authorize(
    State(provider): State<DemoProvider>,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = match Parameters::read(query.as_deref().unwrap_or_default()) {
        Ok(parameters) => parameters,
        Err(name) => return page::refusal(StatusCode::BAD_REQUEST, &format!("{name} twice")),
    };
    // Until client and address are known there is nobody to send a refusal to.
    if parameters.get("client_id") != Some(&provider.setup().client_id) {
        return page::refusal(StatusCode::BAD_REQUEST, "client_id");
    }
    let wanted = parameters.get("redirect_uri").map(String::as_str);
    let known = provider.setup().redirect_urls.iter().find(|url| Some(url.as_str()) == wanted);
    let Some(redirect) = known.cloned() else {
        return page::refusal(StatusCode::BAD_REQUEST, "redirect_uri");
    };
    let state = parameters.get("state").cloned();
    match parameters.check(redirect.clone()) {
        Ok(asked) => {
            let id = provider.draw();
            provider.memory().asked.put(id.clone(), asked, provider.now());
            see_other(&format!("{}?request={id}", provider.address("/choose")))
        }
        Err(error) => answer(&provider, redirect, state.as_deref(), ("error", error)),
    }
}

struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Reads the query; the name of a parameter that stands twice otherwise.
    fn read(query: &str) -> Result<Self, &'static str> {
        const NAMES: [&str; 12] = [
            "response_type",
            "response_mode",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "acr_values",
            "ui_locales",
            "prompt",
        ];
        const REFUSED: [&str; 2] = ["request", "request_uri"];
        let mut found = HashMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let known = NAMES.iter().chain(&REFUSED).find(|known| **known == name);
            let Some(known) = known else { continue };
            let value = value.chars().take(LONGEST_VALUE).collect();
            if found.insert((*known).to_owned(), value).is_some() {
                return Err(known);
            }
        }
        Ok(Self(found))
    }

    fn get(&self, name: &str) -> Option<&String> {
        self.0.get(name)
    }

    /// The request, or the error's name of the standard.
    fn check(&self, redirect: Url) -> Result<Asked, &'static str> {
        let text = |name: &str| self.get(name).map(String::as_str);
        let words = |name: &str| text(name).unwrap_or_default().split_whitespace();
        if text("request").is_some() {
            return Err("request_not_supported");
        }
        if text("request_uri").is_some() {
            return Err("request_uri_not_supported");
        }
        if text("response_type") != Some("code") {
            return Err("unsupported_response_type");
        }
        if !matches!(text("response_mode"), None | Some("query")) {
            return Err("invalid_request");
        }
        if !words("scope").any(|scope| scope == "openid") {
            return Err("invalid_scope");
        }
        if words("prompt").any(|prompt| prompt == "none") {
            return Err("login_required");
        }
        // S256 is compulsory: 43 characters of base64url.
        let challenge = text("code_challenge").unwrap_or_default();
        let plain =
            challenge.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if text("code_challenge_method") != Some("S256") || challenge.len() != 43 || !plain {
            return Err("invalid_request");
        }
        Ok(Asked {
            redirect,
            state: text("state").map(str::to_owned),
            nonce: text("nonce").map(str::to_owned),
            challenge: challenge.to_owned(),
            level: words("acr_values").next().unwrap_or(DEFAULT_LEVEL).to_owned(),
            language: words("ui_locales").find_map(Language::from_code).unwrap_or_default(),
        })
    }
}

/// Sends the browser back to the client with a code or an error.
pub(super) fn answer(
    provider: &DemoProvider,
    mut redirect: Url,
    state: Option<&str>,
    (name, value): (&str, &str),
) -> Response {
    {
        let mut query = redirect.query_pairs_mut();
        query.append_pair(name, value).append_pair("iss", provider.issuer());
        if let Some(state) = state {
            query.append_pair("state", state);
        }
    }
    see_other(redirect.as_str())
}

pub(super) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
