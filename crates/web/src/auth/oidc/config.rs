//! How the register and one identity provider are joined.

use std::fmt;
use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey};
use url::{Host, Url};

/// A secret that printing hides.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for the one request it goes into.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How this register proves at the token endpoint which client it is.
#[derive(Clone, Debug)]
pub enum ClientAuth {
    /// `client_secret_basic`: in the `Authorization` header.
    SecretBasic(Secret),
    /// `client_secret_post`: in the form.
    SecretPost(Secret),
    /// `none`: a public client, held by PKCE alone.
    None,
    /// `private_key_jwt`: an assertion signed with a key of ours (RFC 7523).
    PrivateKeyJwt {
        /// The private key in PEM: RSA (PKCS #1 or #8), P-256 or Ed25519 (PKCS #8).
        pem: Secret,
        /// What to sign with; must fit the key.
        algorithm: SigningAlgorithm,
        /// The `kid` under which the provider knows the key, where it wants one.
        key_id: Option<String>,
    },
}

/// The signature algorithms that can be allowed. `none` and the HMAC family do not exist here, so
/// no configuration and no token can choose them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl SigningAlgorithm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Rs256, Self::Ps256, Self::Es256, Self::EdDsa];

    /// Its name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of a name; `None` for every other, `none` and `HS256` among them.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }

    pub(super) const fn jose(self) -> Algorithm {
        match self {
            Self::Rs256 => Algorithm::RS256,
            Self::Ps256 => Algorithm::PS256,
            Self::Es256 => Algorithm::ES256,
            Self::EdDsa => Algorithm::EdDSA,
        }
    }
}

/// The names of the claims that say who a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// The SSIN.
    pub ssin: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Preferred language.
    pub language: String,
}

impl ClaimNames {
    /// The names the federal authentication service uses.
    pub fn federal() -> Self {
        Self {
            ssin: "egovNRN".to_owned(),
            given_name: "givenName".to_owned(),
            family_name: "surname".to_owned(),
            language: "prefLanguage".to_owned(),
        }
    }
}

/// Where the SSIN and the names are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimSource {
    /// In the identity token; the userinfo endpoint is not asked.
    IdToken,
    /// At the userinfo endpoint, as plain JSON or as a signed token.
    Userinfo,
    /// At the userinfo endpoint, and only as a signed token.
    SignedUserinfo,
}

/// Which claim of the identity token carries the level of assurance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelClaim {
    /// `acr`, as the standard says.
    Acr,
    /// `acr`, or one of the values of `amr`: some providers put the level's URN there.
    AcrOrAmr,
}

/// Everything about the provider and about this register as its client.
#[derive(Clone, Debug)]
pub struct OidcConfig {
    /// The issuer, character by character as in its discovery document.
    pub issuer: String,
    /// Our name at the provider.
    pub client_id: String,
    /// How we prove it.
    pub client_auth: ClientAuth,
    /// Where the provider sends the browser back: `<public URL>/sign-in/callback`.
    pub redirect_url: Url,
    /// Where the provider sends the browser after sign-out, as registered there.
    pub post_logout_redirect_url: Option<Url>,
    /// What is asked for; must hold `openid`.
    pub scopes: Vec<String>,
    /// Names of the claims.
    pub claims: ClaimNames,
    /// Where they are read.
    pub source: ClaimSource,
    /// Levels of assurance asked for, best first (`acr_values`); empty to ask for none.
    pub acr_requested: Vec<String>,
    /// Levels of assurance taken; empty to take any, which is right only for a demonstration.
    pub acr_accepted: Vec<String>,
    /// Levels of assurance asked for and taken before the most sensitive acts; empty for those
    /// of every sign-in.
    pub acr_sensitive: Vec<String>,
    /// How long ago a person may have proved who they are before the most sensitive acts; `None`
    /// for however long the session lasts.
    pub reauthentication: Option<Duration>,
    /// Where the level stands.
    pub level_claim: LevelClaim,
    /// Signature algorithms taken in tokens of the provider.
    pub algorithms: Vec<SigningAlgorithm>,
    /// The sign-out address where discovery does not tell it.
    pub end_session_endpoint: Option<Url>,
    /// The longest time one step of sign-in waits for the provider, all its calls together.
    pub patience: Duration,
}

impl OidcConfig {
    /// A provider that follows the federal authentication service: its claim names, signed
    /// userinfo, the levels from 400 up. `public_url` is the origin of this register.
    pub fn federal(
        issuer: impl Into<String>,
        client_id: impl Into<String>,
        client_auth: ClientAuth,
        public_url: &Url,
    ) -> Self {
        let levels: Vec<String> = ["Level500", "Level450", "Level400"]
            .iter()
            .flat_map(|level| {
                ["urn:be:fedict:iam:fas:", "urn:be:fedict:iam:fas:citizen:"]
                    .map(|prefix| format!("{prefix}{level}"))
            })
            .collect();
        let path = |path: &str| {
            let mut url = public_url.clone();
            url.set_path(path);
            url.set_query(None);
            url.set_fragment(None);
            url
        };
        Self {
            issuer: issuer.into(),
            client_id: client_id.into(),
            client_auth,
            redirect_url: path("/sign-in/callback"),
            post_logout_redirect_url: Some(path("/")),
            scopes: ["openid", "profile", "egovnrn"].map(str::to_owned).into(),
            claims: ClaimNames::federal(),
            source: ClaimSource::SignedUserinfo,
            acr_requested: vec!["urn:be:fedict:iam:fas:Level400".to_owned()],
            acr_accepted: levels,
            acr_sensitive: Vec::new(),
            reauthentication: None,
            level_claim: LevelClaim::AcrOrAmr,
            algorithms: SigningAlgorithm::ALL.into(),
            end_session_endpoint: None,
            patience: Duration::from_secs(4),
        }
    }

    /// Whether anything more than a session is asked for before the most sensitive acts.
    pub const fn asks_again(&self) -> bool {
        !self.acr_sensitive.is_empty() || self.reauthentication.is_some()
    }

    /// The origins to which a form of ours may lead: signing out posts a form whose answer sends
    /// the browser to the provider, and browsers hold the whole chain against `form-action`.
    pub fn form_action_origins(&self) -> Vec<String> {
        let issuer = Url::parse(&self.issuer).ok();
        let mut origins: Vec<String> = issuer
            .iter()
            .chain(&self.end_session_endpoint)
            .map(|url| url.origin().ascii_serialization())
            .collect();
        origins.dedup();
        origins
    }

    /// Whether a form of ours may lead to an address, by [`Self::form_action_origins`].
    pub(in crate::auth) fn form_may_lead_to(&self, url: &Url) -> bool {
        let origin = url.origin().ascii_serialization();
        url.origin() == self.redirect_url.origin() || self.form_action_origins().contains(&origin)
    }

    /// Checks what can be checked without asking the provider. `networked` is whether it is
    /// reached over a network, where nothing but TLS (or this same machine) will do.
    pub(super) fn check(&self, networked: bool) -> Result<(), ConfigFault> {
        check_issuer(&self.issuer, networked)?;
        if self.client_id.is_empty() {
            return Err(ConfigFault::ClientId);
        }
        if !matches!(self.redirect_url.scheme(), "http" | "https")
            || self.redirect_url.fragment().is_some()
        {
            return Err(ConfigFault::RedirectUrl);
        }
        if !self.scopes.iter().any(|s| s == "openid") {
            return Err(ConfigFault::Scopes);
        }
        if self.algorithms.is_empty() {
            return Err(ConfigFault::Algorithms);
        }
        check_patience(self.patience)
    }
}

/// Whether an issuer can be one. `networked` is whether it is reached over a network.
pub(super) fn check_issuer(issuer: &str, networked: bool) -> Result<(), ConfigFault> {
    let issuer = Url::parse(issuer).map_err(|_| ConfigFault::Issuer)?;
    let plain = issuer.query().is_none()
        && issuer.fragment().is_none()
        && issuer.username().is_empty()
        && issuer.host().is_some();
    if !plain || !(is_safe(&issuer) || (!networked && issuer.scheme() == "http")) {
        return Err(ConfigFault::Issuer);
    }
    Ok(())
}

pub(super) fn check_patience(patience: Duration) -> Result<(), ConfigFault> {
    if patience.is_zero() || patience > Duration::from_secs(30) {
        return Err(ConfigFault::Patience);
    }
    Ok(())
}

/// Whether an address may be called over a network: TLS, or this same machine.
pub(super) fn is_safe(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

/// The key of `private_key_jwt`, read once.
pub(super) fn signing_key(
    pem: &Secret,
    algorithm: SigningAlgorithm,
) -> Result<EncodingKey, ConfigFault> {
    let bytes = pem.reveal().as_bytes();
    let key = match algorithm {
        SigningAlgorithm::Rs256 | SigningAlgorithm::Ps256 => EncodingKey::from_rsa_pem(bytes),
        SigningAlgorithm::Es256 => EncodingKey::from_ec_pem(bytes),
        SigningAlgorithm::EdDsa => EncodingKey::from_ed_pem(bytes),
    }
    .map_err(|_| ConfigFault::ClientKey)?;
    // A key that reads but does not sign is noticed at start, not at the first sign-in.
    jsonwebtoken::crypto::sign(b"start", &key, algorithm.jose())
        .map_err(|_| ConfigFault::ClientKey)?;
    Ok(key)
}

/// A configuration that cannot work; found at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// The issuer is not an `https` URL (plain `http` is taken for this same machine only).
    #[error("the issuer must be an https URL without query or fragment")]
    Issuer,
    /// The client id is empty.
    #[error("the client id is missing")]
    ClientId,
    /// The redirect URL is not an http(s) URL.
    #[error("the redirect URL must be an http or https URL without fragment")]
    RedirectUrl,
    /// `openid` is not among the scopes.
    #[error("the scopes must hold openid")]
    Scopes,
    /// No signature algorithm is allowed.
    #[error("at least one signature algorithm must be allowed")]
    Algorithms,
    /// The private key does not read or does not fit the algorithm.
    #[error("the private key of the client does not read, or does not fit its algorithm")]
    ClientKey,
    /// The patience is zero or beyond 30 seconds.
    #[error("the patience with the provider must lie between 0 and 30 seconds")]
    Patience,
    /// Nothing says for whom access tokens must be meant.
    #[error("the audience of access tokens is missing")]
    Audience,
    /// The HTTP client cannot be made.
    #[error(
        "no HTTPS client can be made: install the certificate authorities of this machine (package \
         ca-certificates), or name their file in SSL_CERT_FILE"
    )]
    HttpClient,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> OidcConfig {
        let public = Url::parse("https://fla.example/").unwrap();
        OidcConfig::federal("https://idp.example/fas", "fla", ClientAuth::None, &public)
    }

    #[test]
    fn the_federal_shape_checks() {
        let config = config();
        assert_eq!(config.check(true), Ok(()));
        assert_eq!(config.redirect_url.as_str(), "https://fla.example/sign-in/callback");
        assert_eq!(config.form_action_origins(), ["https://idp.example"]);
        assert!(config.acr_accepted.iter().all(|level| !level.contains("Level300")));
    }

    #[test]
    fn plain_http_is_for_this_machine_or_this_process() {
        let at = |issuer: &str| OidcConfig { issuer: issuer.to_owned(), ..config() };
        for good in ["http://localhost:8080/p", "http://127.0.0.1:1", "http://[::1]:1"] {
            assert_eq!(at(good).check(true), Ok(()), "{good}");
        }
        for bad in ["http://idp.example", "ftp://idp.example", "idp", "https://a/?x=1", "file:///"]
        {
            assert_eq!(at(bad).check(true), Err(ConfigFault::Issuer), "{bad}");
        }
        assert_eq!(at("http://demo.example/demo-provider").check(false), Ok(()));
    }

    #[test]
    fn each_gap_is_named() {
        let faults = [
            (OidcConfig { client_id: String::new(), ..config() }, ConfigFault::ClientId),
            (OidcConfig { scopes: vec!["profile".into()], ..config() }, ConfigFault::Scopes),
            (OidcConfig { algorithms: Vec::new(), ..config() }, ConfigFault::Algorithms),
            (OidcConfig { patience: Duration::ZERO, ..config() }, ConfigFault::Patience),
        ];
        for (config, fault) in faults {
            assert_eq!(config.check(true), Err(fault));
        }
        let key = signing_key(&Secret::new("not a key"), SigningAlgorithm::Rs256);
        assert_eq!(key.err(), Some(ConfigFault::ClientKey));
    }

    #[test]
    fn none_and_hmac_have_no_name() {
        for name in ["none", "None", "NONE", "HS256", "HS512", "RS1", "ES256K", "rs256", ""] {
            assert_eq!(SigningAlgorithm::from_name(name), None, "{name}");
        }
    }
}
