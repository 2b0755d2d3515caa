//! Access tokens of an outside issuer for the REST API (RFC 9068), held against the keys that it
//! publishes. The same reading, the same keys and the same clock as for sign-in; but a token is taken
//! only where it says itself that it is an access token, so that an identity token never passes for one.

use std::time::Duration;

use fla_domain::access::{ApiScope, ApiScopes};
use fla_domain::identifier::Ssin;
use fla_domain::time::Instant;
use serde_json::Value;

use super::cache::{Cache, seconds};
use super::channel::BackChannel;
use super::claims;
use super::config::{
    ClaimNames, ConfigFault, LevelClaim, SigningAlgorithm, check_issuer, check_patience,
};
use super::discovery;
use super::identity;
use super::jws::{Claims, Unverified};
use super::keys::KeySet;
use crate::auth::SignInFault;

const ACCESS_TOKEN: &str = "access token";
const KINDS: [&str; 2] = ["at+jwt", "application/at+jwt"];
const ALGORITHMS: [SigningAlgorithm; 3] =
    [SigningAlgorithm::Rs256, SigningAlgorithm::Ps256, SigningAlgorithm::Es256];
/// How long keys are used that cannot be fetched again.
const KEYS_LAST: i64 = seconds(4 * 3_600);
/// How long a token may be good.
const LONGEST_LIFE: i64 = seconds(24 * 3_600);
/// The longest token that is read, in bytes; and the longest name in it.
const LONGEST: usize = 16_384;
const LONGEST_NAME: usize = 255;

/// What is known of an outside issuer.
#[derive(Clone, Debug)]
pub struct IssuerConfig {
    /// Its name, character by character as in its discovery document and its tokens.
    pub issuer: String,
    /// For whom tokens must be meant (`aud`).
    pub audience: String,
    /// The claims that say about whom a token is.
    pub claims: ClaimNames,
    /// Levels of assurance taken where a token is about a person; empty to take any.
    pub acr_accepted: Vec<String>,
    /// Where the level stands.
    pub level_claim: LevelClaim,
    /// The longest time that the issuer is waited for.
    pub patience: Duration,
}

/// An outside issuer of access tokens.
pub struct Issuer {
    config: IssuerConfig,
    channel: BackChannel,
    keys: Cache<KeySet>,
}

/// What a token says that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// By which name the issuer knows the software that asked for it.
    pub client: String,
    /// About whom it is, with the name, which may be empty; `None` where it is about the software itself.
    pub person: Option<(Ssin, String)>,
    /// What it lets do; words that are no scope of this register are passed over.
    pub scopes: ApiScopes,
    /// The thumbprint of the key that whoever shows it must prove to hold (`cnf.jkt`, RFC 9449).
    pub bound_to: Option<String>,
}

/// Why a token is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessFault {
    /// The issuer does not tell its keys, and none that is known has the name in the token.
    Unavailable(SignInFault),
    /// It is past its end.
    Expired,
    /// The person proved with too weak a key who it is; the levels that are taken, with blanks between.
    Level(String),
    /// Something else is wrong with it; in English, for the developer who reads the answer.
    Invalid(&'static str),
}

impl Issuer {
    /// Checks the configuration; asks nothing of the issuer.
    pub fn new(config: IssuerConfig, channel: BackChannel) -> Result<Self, ConfigFault> {
        check_issuer(&config.issuer, channel.is_networked())?;
        check_patience(config.patience)?;
        if config.audience.is_empty() {
            return Err(ConfigFault::Audience);
        }
        Ok(Self { config, channel, keys: Cache::new() })
    }

    /// The configuration.
    pub fn config(&self) -> &IssuerConfig {
        &self.config
    }

    /// Asks the issuer for its keys, for whoever wants to know whether it answers: how many there are
    /// that can verify something.
    pub async fn ask(&self) -> Result<usize, SignInFault> {
        self.fetch().await.map(|keys| keys.len())
    }

    /// What a token says, when the issuer signed it for here and for now.
    pub async fn read(&self, token: &str, now: Instant) -> Result<AccessToken, AccessFault> {
        if token.len() > LONGEST {
            return Err(AccessFault::Invalid("the access token is too long"));
        }
        let token = Unverified::parse_declared(ACCESS_TOKEN, token, &ALGORITHMS, &KINDS);
        let claims = self.verify(token.map_err(|fault| of(&fault))?, now).await?;
        self.check(&claims, now)
    }

    async fn fetch(&self) -> Result<KeySet, SignInFault> {
        let fetched = async {
            let address = discovery::keys_of(&self.channel, &self.config.issuer).await?;
            KeySet::fetch(&self.channel, &address).await
        };
        tokio::time::timeout(self.config.patience, fetched)
            .await
            .unwrap_or(Err(SignInFault::ProviderTimeout))
    }

    async fn verify(&self, token: Unverified<'_>, now: Instant) -> Result<Claims, AccessFault> {
        let fetch = async || self.fetch().await;
        let unavailable = AccessFault::Unavailable;
        let mut keys = self.keys.get_lasting(now, KEYS_LAST, fetch).await.map_err(unavailable)?;
        if !token.knows_key(&keys) {
            match self.keys.refresh(now, &keys, fetch).await.map_err(unavailable)? {
                Some(fresher) => keys = fresher,
                // Too early to ask again: whether it has the key is known only where it answered.
                None => {
                    if let Some(fault) = self.keys.fault().await {
                        return Err(AccessFault::Unavailable(fault));
                    }
                }
            }
        }
        token.verify(&keys).map_err(|fault| of(&fault))
    }

    fn check(&self, claims: &Claims, now: Instant) -> Result<AccessToken, AccessFault> {
        use AccessFault::Invalid;
        let config = &self.config;
        if claims.get("iss").and_then(Value::as_str) != Some(&config.issuer) {
            return Err(Invalid("iss is not the issuer that is configured here"));
        }
        let ours = match claims.get("aud") {
            Some(Value::Array(many)) => many.iter().any(|one| *one == *config.audience),
            Some(one) => *one == *config.audience,
            None => false,
        };
        if !ours {
            return Err(Invalid("aud does not name this API"));
        }
        times(claims, now)?;
        let named = |name: &str| match claims.get(name) {
            Some(Value::String(text)) if (1..=LONGEST_NAME).contains(&text.len()) => {
                Ok(text.as_str())
            }
            _ => Err(Invalid("sub, client_id and jti must all be there, as texts")),
        };
        let (subject, client) = (named("sub")?, named("client_id")?);
        named("jti")?;
        let scopes = match claims.get("scope") {
            None | Some(Value::Null) => ApiScopes::default(),
            Some(Value::String(text)) => {
                text.split_ascii_whitespace().filter_map(ApiScope::from_code).collect()
            }
            Some(_) => return Err(Invalid("scope must be one text")),
        };
        let person = self.person(claims, subject, client)?;
        Ok(AccessToken { client: client.to_owned(), person, scopes, bound_to: bound_to(claims)? })
    }

    /// About whom a token is. Software is meant only where its subject is the software itself: a token
    /// about a person of whom no number is told must not pass for one about the software.
    fn person(
        &self,
        claims: &Claims,
        subject: &str,
        client: &str,
    ) -> Result<Option<(Ssin, String)>, AccessFault> {
        use AccessFault::Invalid;
        let names = &self.config.claims;
        let itself = subject == client;
        if itself && names.ssin == "sub" {
            return Ok(None);
        }
        let ssin = identity::ssin(claims, &names.ssin);
        match ssin.map_err(|_| Invalid("the number of the person is not one"))? {
            None if itself => Ok(None),
            None => Err(Invalid("sub is neither the client_id nor a person whose number is told")),
            Some(_) if itself => Err(Invalid("the token is about a person and its client at once")),
            Some(ssin) => {
                self.level(claims)?;
                let name =
                    |name: &str| claims.get(name).and_then(Value::as_str).map(identity::clean);
                let (given, family) = (name(&names.given_name), name(&names.family_name));
                let name = format!("{} {}", given.unwrap_or_default(), family.unwrap_or_default());
                Ok(Some((ssin, name.trim().to_owned())))
            }
        }
    }

    /// Whoever comes with a token proved to be somebody no less surely than whoever signs in.
    fn level(&self, claims: &Claims) -> Result<(), AccessFault> {
        let malformed = |_| AccessFault::Invalid("acr must be a text, amr a list of texts");
        let accepted = &self.config.acr_accepted;
        let acr = claims::text(claims, "acr").map_err(malformed)?;
        let amr = claims::list(claims, "amr").map_err(malformed)?;
        let met = accepted.is_empty()
            || acr.is_some_and(|level| accepted.contains(&level))
            || (self.config.level_claim == LevelClaim::AcrOrAmr
                && amr.iter().any(|level| accepted.contains(level)));
        if met { Ok(()) } else { Err(AccessFault::Level(accepted.join(" "))) }
    }
}

fn of(fault: &SignInFault) -> AccessFault {
    AccessFault::Invalid(match fault {
        SignInFault::Algorithm(_) => "alg must be RS256, PS256 or ES256",
        SignInFault::KeyUnknown(_) => "the issuer publishes no key of this kid that fits the alg",
        SignInFault::Signature(_) => "no key of the issuer fits the signature",
        SignInFault::Duplicate(_) => "a name stands twice in the access token",
        SignInFault::TokenEncrypted(_) => "the access token is encrypted",
        _ => "the access token is not a signed JWT of type at+jwt (RFC 9068)",
    })
}

fn times(claims: &Claims, now: Instant) -> Result<(), AccessFault> {
    use AccessFault::Invalid;
    let time =
        |name| claims::time(claims, name).map_err(|_| Invalid("exp, iat and nbf are seconds"));
    let expires = time("exp")?.ok_or(Invalid("exp is missing"))?;
    let issued = time("iat")?.ok_or(Invalid("iat is missing"))?;
    if expires.0.saturating_sub(issued.0) > LONGEST_LIFE {
        return Err(Invalid("exp lies more than 24 hours behind iat"));
    }
    let not_before = time("nbf")?;
    match claims::validity(ACCESS_TOKEN, Some(expires), Some(issued), not_before, now) {
        Ok(()) => Ok(()),
        Err(SignInFault::Expired(_)) => Err(AccessFault::Expired),
        Err(_) => Err(Invalid("iat or nbf lies ahead")),
    }
}

/// To which key a token is bound. One that is bound in a way that is not known here is refused, for
/// nothing would hold whoever shows it to that.
fn bound_to(claims: &Claims) -> Result<Option<String>, AccessFault> {
    let Some(confirmation) = claims.get("cnf") else { return Ok(None) };
    let members = confirmation.as_object().filter(|members| members.len() == 1);
    let thumbprint = members.and_then(|members| members.get("jkt")).and_then(Value::as_str);
    match thumbprint {
        Some(thumbprint) => Ok(Some(thumbprint.to_owned())),
        None => Err(AccessFault::Invalid("cnf must be jkt (DPoP, RFC 9449) and nothing else")),
    }
}
