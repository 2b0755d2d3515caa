//! What is answered where something is not done: `application/problem+json` (RFC 9457) with the
//! types of the Belgif REST guide. Titles speak to developers, in English; details speak the
//! caller's language and carry the register's own stable code.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_app::Refused;
use fla_domain::access::ApiScope;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_web::i18n::T;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::BASE;
use crate::form::Form;
use crate::sent::Sent;
use crate::token::METADATA_PATH;

/// Media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// At which byte of an upload something begins or goes on.
pub const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// Where something wrong was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum In {
    /// In the body.
    Body,
    /// In a header.
    Header,
    /// In the path.
    Path,
    /// In the query.
    Query,
}

/// What is wrong with one input.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// Not of the form of the contract; how.
    Schema(Form),
    /// Not in the contract.
    Unknown,
    /// Refused by the register.
    Anomaly(Anomaly),
}

/// One thing that is wrong with the input.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Where.
    pub place: In,
    /// Its name: a JSON path, or the name of a parameter.
    pub name: String,
    /// What.
    pub wrong: Wrong,
}

impl Issue {
    /// An input that is not of the form of the contract.
    pub fn schema(place: In, name: impl Into<String>, how: Form) -> Self {
        Self { place, name: name.into(), wrong: Wrong::Schema(how) }
    }

    fn urn(&self) -> &'static str {
        match &self.wrong {
            Wrong::Schema(_) => "urn:problem-type:belgif:input-validation:schemaViolation",
            Wrong::Unknown => "urn:problem-type:belgif:input-validation:unknownInput",
            Wrong::Anomaly(anomaly) => match anomaly.fault {
                Fault::Missing => "urn:problem-type:belgif-ext:input-validation:requiredInput",
                Fault::CheckDigits | Fault::NotNumeric => {
                    "urn:problem-type:belgif-ext:input-validation:invalidStructure"
                }
                Fault::OutsideDomain => "urn:problem-type:belgif-ext:input-validation:outOfRange",
                Fault::EndBeforeStart => {
                    "urn:problem-type:belgif-ext:input-validation:invalidPeriod"
                }
                Fault::NotFound => {
                    "urn:problem-type:belgif:input-validation:referencedResourceNotFound"
                }
                Fault::Forbidden | Fault::NotApplicable | Fault::Duplicate | Fault::Conflict => {
                    "urn:problem-type:belgif-ext:input-validation:rejectedInput"
                }
                Fault::Invalid | Fault::Sequence | Fault::Length | Fault::Sum | Fault::NoRoom => {
                    "urn:problem-type:belgif:input-validation:invalidInput"
                }
            },
        }
    }

    /// As it is sent, without the value that it is about.
    pub fn json(&self, t: T, public: &str) -> Value {
        let urn = self.urn();
        let mut issue = json!({ "type": urn, "href": page(public, urn), "in": self.place });
        if !self.name.is_empty() {
            issue["name"] = json!(self.name);
        }
        match &self.wrong {
            Wrong::Schema(how) => {
                issue["title"] = json!("Input isn't valid with respect to the contract");
                issue["detail"] = json!(how.text(t));
            }
            Wrong::Unknown => {
                issue["title"] = json!("Unknown input");
                issue["detail"] = json!(t.get("form-fault-unknown"));
            }
            Wrong::Anomaly(anomaly) => {
                let text = t.anomaly(anomaly);
                issue["title"] = json!("Input is refused by the register");
                issue["detail"] = json!(text.message);
                issue["mend"] = json!(text.mend);
                issue["href"] = json!(format!("{public}/codes#{}", text.code));
                issue["anomalyCode"] = json!(text.code);
            }
        }
        issue
    }
}

/// The address where a type is explained.
fn page(public: &str, urn: &str) -> String {
    format!("{public}{BASE}/refData/problemTypes/{urn}")
}

/// What is wrong with a request as a whole.
#[derive(Clone, Debug)]
pub enum Problem {
    /// Its input: everything that is wrong with it.
    Input(Vec<Issue>),
    /// There is no token.
    NoToken,
    /// The token is not one of ours, or what it was given to was ended.
    InvalidToken,
    /// A token that is none of the register's own is not good; why not.
    WrongToken(&'static str),
    /// The person did not prove surely enough who it is; the levels that are taken.
    Level(String),
    /// The token is good, but no organisation here knows the software that shows it.
    UnknownClient,
    /// The issuer of tokens does not tell its keys.
    IssuerUnavailable,
    /// The request does not prove that it holds the key to which its token is bound; why not.
    Proof(&'static str),
    /// The token is past its end.
    ExpiredToken,
    /// The token does not reach so far.
    MissingScope(ApiScope),
    /// The organisation may not, whatever the token says.
    MissingPermission,
    /// There is nothing there, or nothing for the caller.
    NotFound,
    /// The version that was seen is not the one that stands.
    Stale,
    /// It stands in the way of something else.
    Conflict,
    /// What came of an upload ends elsewhere than what is sent begins; at which byte.
    OtherOffset(u64),
    /// The key was used for another request.
    KeyReused,
    /// There is no such method here.
    Method,
    /// There is no answer in a form that the caller takes.
    NotAcceptable,
    /// The body is in a form that is not read.
    MediaType,
    /// The body is larger than is taken.
    TooLarge,
    /// The client made as many calls as it may.
    TooMany {
        /// How many it may make in a minute.
        limit: u32,
        /// In how many seconds it may make more.
        seconds: u32,
    },
    /// Not now.
    Unavailable,
    /// A fault of ours.
    Internal,
}

impl Problem {
    /// One thing that is wrong with the input.
    pub fn one(issue: Issue) -> Self {
        Self::Input(vec![issue])
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::Input(_) => StatusCode::BAD_REQUEST,
            Self::NoToken
            | Self::InvalidToken
            | Self::WrongToken(_)
            | Self::Level(_)
            | Self::Proof(_)
            | Self::ExpiredToken => StatusCode::UNAUTHORIZED,
            Self::MissingScope(_) | Self::MissingPermission | Self::UnknownClient => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::Conflict | Self::OtherOffset(_) => StatusCode::CONFLICT,
            Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::IssuerUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn named(&self) -> (&'static str, &'static str) {
        match self {
            Self::Input(_) => ("urn:problem-type:belgif:badRequest", "Bad Request"),
            Self::NoToken => ("urn:problem-type:belgif:noAccessToken", "No Access Token"),
            Self::InvalidToken | Self::WrongToken(_) | Self::Level(_) | Self::Proof(_) => {
                ("urn:problem-type:belgif:invalidAccessToken", "Invalid Access Token")
            }
            Self::ExpiredToken => {
                ("urn:problem-type:belgif:expiredAccessToken", "Expired Access Token")
            }
            Self::MissingScope(_) => ("urn:problem-type:belgif:missingScope", "Missing Scope"),
            Self::MissingPermission => {
                ("urn:problem-type:belgif:missingPermission", "Missing Permission")
            }
            Self::UnknownClient => ("urn:problem-type:fla:unknownClient", "Unknown Client"),
            Self::NotFound => ("urn:problem-type:belgif:resourceNotFound", "Resource Not Found"),
            Self::Stale => ("urn:problem-type:fla:versionNotCurrent", "Version Not Current"),
            Self::Conflict => ("urn:problem-type:fla:conflict", "Conflict"),
            Self::OtherOffset(_) => {
                ("urn:problem-type:fla:uploadOffsetMismatch", "Upload Offset Mismatch")
            }
            Self::KeyReused => {
                ("urn:problem-type:fla:idempotencyKeyReused", "Idempotency Key Reused")
            }
            Self::Method => ("urn:problem-type:fla:methodNotAllowed", "Method Not Allowed"),
            Self::NotAcceptable => ("urn:problem-type:fla:notAcceptable", "Not Acceptable"),
            Self::MediaType => {
                ("urn:problem-type:fla:unsupportedMediaType", "Unsupported Media Type")
            }
            Self::TooLarge => ("urn:problem-type:belgif:payloadTooLarge", "Payload Too Large"),
            Self::TooMany { .. } => {
                ("urn:problem-type:belgif:tooManyRequests", "Too Many Requests")
            }
            Self::Unavailable | Self::IssuerUnavailable => {
                ("urn:problem-type:belgif:serviceUnavailable", "Service Unavailable")
            }
            Self::Internal => {
                ("urn:problem-type:belgif:internalServerError", "Internal Server Error")
            }
        }
    }

    const fn detail(&self) -> &'static str {
        match self {
            Self::Input(_) => "the input is not valid; every issue says where and why",
            Self::NoToken => "send Authorization: Bearer with an access token",
            Self::InvalidToken => "the token is unknown, or the access of its client has ended",
            Self::Proof(why) | Self::WrongToken(why) => why,
            Self::Level(_) => "the level of assurance (acr) of the token is not taken here",
            Self::UnknownClient => {
                "no organisation here knows the client_id of the token; the issue says what to do"
            }
            Self::IssuerUnavailable => {
                "the issuer of tokens does not tell its keys; try again in a minute; nothing was changed"
            }
            Self::ExpiredToken => "the token is past its end; ask for another",
            Self::MissingScope(_) => "the token does not carry a scope that this needs",
            Self::MissingPermission => {
                "the organisation, the mandate, or the role of the person does not allow this"
            }
            Self::NotFound => "there is no such resource, or none for this client",
            Self::Stale => "it was changed in the meantime: read it again, and send its ETag",
            Self::Conflict => "it was changed in the meantime by somebody else",
            Self::OtherOffset(_) => "go on where Upload-Offset says; what came before stays",
            Self::KeyReused => "this Idempotency-Key was used for another request",
            Self::Method => "this resource has no such method",
            Self::NotAcceptable => "ask in Accept for a Content-Type that the contract names here",
            Self::MediaType => {
                "send the Content-Type that the contract names: JSON as it stands, in UTF-8"
            }
            Self::TooLarge => "the body is larger than is taken",
            Self::TooMany { .. } => {
                "this client made as many calls in this minute as it may; nothing was changed"
            }
            Self::Unavailable => "try again in a moment; nothing was changed",
            Self::Internal => "a fault of the register; nothing was changed",
        }
    }

    /// The answer, in the caller's language; `instance` is the trace id, 128 bits in hexadecimal.
    pub fn render(&self, t: T, public: &str, instance: &str, sent: &Sent) -> Response {
        let (urn, title) = self.named();
        let status = self.status();
        let mut body = json!({
            "type": urn,
            "href": page(public, urn),
            "title": title,
            "status": status.as_u16(),
            "detail": self.detail(),
            "instance": Uuid::try_parse(instance).unwrap_or_default().urn().to_string(),
        });
        match self {
            Self::Input(issues) => {
                let told = |issue: &Issue| {
                    let mut told = issue.json(t, public);
                    if let Some(value) = sent.value(issue) {
                        told["value"] = value;
                    }
                    told
                };
                body["issues"] = issues.iter().map(told).collect();
            }
            Self::UnknownClient => {
                let unknown = Issue {
                    place: In::Header,
                    name: "Authorization".to_owned(),
                    wrong: Wrong::Anomaly(Anomaly::new(Zone::ClientLink, Fault::NotFound)),
                };
                body["issues"] = json!([unknown.json(t, public)]);
            }
            Self::OtherOffset(offset) => body["expectedOffset"] = json!(offset),
            Self::MissingScope(scope) => body["requiredScopes"] = json!([scope.code()]),
            Self::TooMany { limit, seconds } => {
                body["limit"] = json!(limit);
                body["retryAfterSec"] = json!(seconds);
            }
            _ => {}
        }
        let mut response = (status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Self::OtherOffset(offset) = self {
            headers.insert(UPLOAD_OFFSET, (*offset).into());
        }
        let wait = match self {
            Self::TooMany { seconds, .. } => Some(*seconds),
            // Before that the issuer is not asked again.
            Self::IssuerUnavailable => Some(60),
            // Until then a database that is being moved may be back.
            Self::Unavailable => Some(5),
            _ => None,
        };
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(challenge) = self.challenge(public) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }

    /// How to come with a token that is taken (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470
    /// section 3, RFC 9728 section 5.1).
    fn challenge(&self, public: &str) -> Option<HeaderValue> {
        let bearer = |more: String| Some(format!("Bearer realm=\"fla\"{more}"));
        let text = match self {
            Self::NoToken => bearer(format!(", resource_metadata=\"{public}{METADATA_PATH}\"")),
            Self::InvalidToken | Self::ExpiredToken => {
                bearer(", error=\"invalid_token\"".to_owned())
            }
            Self::WrongToken(why) => {
                bearer(format!(", error=\"invalid_token\", error_description=\"{why}\""))
            }
            Self::Level(levels) => bearer(format!(
                ", error=\"insufficient_user_authentication\", acr_values=\"{levels}\""
            )),
            Self::Proof(_) => {
                Some("DPoP algs=\"RS256 PS256 ES256\", error=\"invalid_dpop_proof\"".to_owned())
            }
            Self::MissingScope(_) => bearer(", error=\"insufficient_scope\"".to_owned()),
            _ => None,
        };
        text.and_then(|text| HeaderValue::try_from(text).ok())
    }
}

/// Problems are written where the answer leaves, which knows the caller's language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What the application refuses. `named` gives the place of an anomaly its name in the contract.
pub fn refused(refused: Refused, named: impl Fn(&str) -> String) -> Problem {
    match refused {
        Refused::Invalid(anomalies) => Problem::Input(
            anomalies
                .into_iter()
                .map(|anomaly| Issue {
                    place: In::Body,
                    name: named(&anomaly.path),
                    wrong: Wrong::Anomaly(anomaly),
                })
                .collect(),
        ),
        other => other.into(),
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Invalid(_) => self::refused(refused, str::to_owned),
            Refused::Forbidden(_) => Self::MissingPermission,
            Refused::Hidden | Refused::Ended => Self::NotFound,
            Refused::Conflict => Self::Conflict,
            Refused::KeyReused => Self::KeyReused,
            Refused::Unavailable(what) => {
                tracing::error!(what, "not available");
                Self::Unavailable
            }
            Refused::Broken(what) => {
                tracing::error!(what, "broken");
                Self::Internal
            }
        }
    }
}
