//! Who shows a token, and for which employer it is used.

use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use fla_app::{ApiVisitor, Caller, OutsideToken, TOKEN_PREFIX, TokenFault};
use fla_domain::access::{Action, ApiScope, ApiScopes};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_web::acting::TraceId;
use fla_web::auth::oidc::access::{AccessFault, Issuer};
use fla_web::auth::oidc::dpop::{self, Wanted};

use crate::Api;
use crate::conditional::version;
use crate::form::Form;
use crate::problem::{In, Issue, Problem, Wrong};
use crate::token::one_proof;

/// Somebody who showed a token that is good: software, or a person.
pub struct Client(pub ApiVisitor);

impl FromRequestParts<Api> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        Self::of(parts, api, None).await
    }
}

impl Client {
    /// Who shows the token of a request, about the employer of a number where there is one.
    async fn of(
        parts: &Parts,
        api: &Api,
        number: Option<&EnterpriseNumber>,
    ) -> Result<Self, Problem> {
        // Two of them would be read differently by two readers.
        let mut given = parts.headers.get_all(AUTHORIZATION).iter();
        let (Some(header), None) = (given.next(), given.next()) else {
            return Err(Problem::NoToken);
        };
        let (scheme, token) = header
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .map(|(scheme, token)| (scheme, token.trim()))
            .ok_or(Problem::NoToken)?;
        let bound = scheme.eq_ignore_ascii_case("dpop");
        if !bound && !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::NoToken);
        }
        let trace = parts.extensions.get::<TraceId>().map(|id| id.0.clone()).unwrap_or_default();
        let visitor = api.visitor(token, &trace, number).await?;
        // A token that is bound to a key is worth nothing without it, nor is another more with one.
        match &visitor.bound_to {
            Some(key) if bound => holds(parts, api, token, key).await?,
            None if !bound => {}
            Some(_) | None => return Err(Problem::InvalidToken),
        }
        api.count_call(visitor.counted_as()).await?;
        Ok(Self(visitor))
    }
}

impl Api {
    /// Who shows a token: one of the register's own, or one of the outside issuer.
    async fn visitor(
        &self,
        token: &str,
        trace: &str,
        number: Option<&EnterpriseNumber>,
    ) -> Result<ApiVisitor, Problem> {
        if let Some(issuer) = self.issuer.as_deref()
            && !token.starts_with(TOKEN_PREFIX)
        {
            return self.outside_visitor(issuer, token, trace).await;
        }
        if !self.front.settings.own_tokens {
            return Err(Problem::WrongToken("only tokens of the issuer are taken here"));
        }
        match self.app.api_visitor(token, trace, number).await? {
            Ok(visitor) => Ok(visitor),
            Err(TokenFault::Unknown) => Err(Problem::InvalidToken),
            Err(TokenFault::Expired) => Err(Problem::ExpiredToken),
        }
    }

    async fn outside_visitor(
        &self,
        issuer: &Issuer,
        token: &str,
        trace: &str,
    ) -> Result<ApiVisitor, Problem> {
        let read = issuer.read(token, self.app.now()).await.map_err(|fault| match fault {
            AccessFault::Unavailable(fault) => {
                tracing::warn!(%fault, "the issuer of tokens does not tell its keys");
                Problem::IssuerUnavailable
            }
            AccessFault::Expired => Problem::ExpiredToken,
            AccessFault::Level(levels) => Problem::Level(levels),
            AccessFault::Invalid(why) => Problem::WrongToken(why),
        })?;
        let token = OutsideToken {
            issuer: &issuer.config().issuer,
            client: &read.client,
            person: read.person,
            scopes: read.scopes,
            bound_to: read.bound_to,
        };
        self.app.outside_visitor(token, trace).await?.ok_or(Problem::UnknownClient)
    }
}

/// Refuses a request that does not prove to come from the holder of a key (RFC 9449 section 7).
async fn holds(parts: &Parts, api: &Api, token: &str, key: &str) -> Result<(), Problem> {
    let proof = one_proof(&parts.headers).map_err(Problem::Proof)?;
    let proof = proof.ok_or(Problem::Proof("the header DPoP is missing"))?;
    let path = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0).path();
    let address = format!("{}{path}", api.public());
    let wanted = Wanted { method: parts.method.as_str(), address: &address, token: Some(token) };
    let held = dpop::verify(proof, wanted, api.app.now()).map_err(Problem::Proof)?;
    if held.thumbprint != key {
        return Err(Problem::Proof("the token is bound to another key"));
    }
    if !api.app.take_proof(&held.thumbprint, &held.jti, held.until).await? {
        return Err(Problem::Proof("this DPoP proof was used before"));
    }
    Ok(())
}

/// Somebody who acts for the employer of the address.
pub struct Acting {
    /// With what authority.
    pub caller: Caller,
    /// The number in the address.
    pub number: EnterpriseNumber,
    scopes: ApiScopes,
}

impl Acting {
    /// Refuses what the token does not reach, and has it noted. Everything else (ground, mandate,
    /// quality) is refused by the application itself.
    pub async fn need(&self, api: &Api, action: Action) -> Result<(), Problem> {
        match ApiScope::of(action) {
            Some(scope) if !self.scopes.has(scope) => {
                api.app.note_denied(&self.caller, action).await?;
                Err(Problem::MissingScope(scope))
            }
            _ => Ok(()),
        }
    }
}

impl FromRequestParts<Api> for Acting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let text = path(parts, api, "enterpriseNumber").await;
        let number = text.map(|text| text.parse::<EnterpriseNumber>());
        let known = number.as_ref().ok().and_then(|number| number.as_ref().ok());
        // Whoever has no good token hears of nothing else.
        let Client(visitor) = Client::of(parts, api, known).await?;
        let number = number?.map_err(|anomaly| {
            Problem::one(Issue {
                place: In::Path,
                name: "enterpriseNumber".to_owned(),
                wrong: Wrong::Anomaly(anomaly),
            })
        })?;
        let caller = api.app.act_for_number(&visitor, &number).await?;
        Ok(Self { caller, number, scopes: visitor.scopes })
    }
}

/// A part of the address by its name in the contract.
pub async fn path(parts: &mut Parts, api: &Api, name: &str) -> Result<String, Problem> {
    let params = RawPathParams::from_request_parts(parts, api).await;
    let params = params.map_err(|_| Problem::NotFound)?;
    let found = params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    found.ok_or(Problem::NotFound)
}

/// An id in the address; one of another form is of nothing.
pub fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// The key under which a call is carried out once, from the header `Idempotency-Key`: 1 to 100
/// visible characters, as they stand or between quotation marks (an RFC 8941 string). A call without
/// one gets a key of its own: then two of them are two.
pub struct Once(pub fla_app::Key);

impl FromRequestParts<Api> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let wrong = |fault| {
            Problem::one(Issue {
                place: In::Header,
                name: "Idempotency-Key".to_owned(),
                wrong: Wrong::Anomaly(Anomaly::new(Zone::Key, fault)),
            })
        };
        let mut given = parts.headers.get_all("idempotency-key").iter();
        let text = match (given.next(), given.next()) {
            (None, _) => api.app.fresh_key(),
            (Some(one), None) => {
                let text = one.to_str().map_err(|_| wrong(Fault::Invalid))?.trim();
                let quoted = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
                quoted.unwrap_or(text).to_owned()
            }
            (Some(_), Some(_)) => return Err(wrong(Fault::Duplicate)),
        };
        fla_app::Key::new(&text).map(Self).map_err(|_| wrong(Fault::Invalid))
    }
}

/// The version that the caller saw, from `If-Match`: the `ETag` of an earlier answer.
pub struct Seen(pub i64);

impl FromRequestParts<Api> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        if !parts.headers.contains_key("if-match") {
            return Err(Problem::one(Issue::schema(In::Header, "If-Match", Form::NoVersion)));
        }
        let version = version(&parts.headers, "if-match").map(Self);
        version.ok_or_else(|| Problem::one(Issue::schema(In::Header, "If-Match", Form::Version)))
    }
}
