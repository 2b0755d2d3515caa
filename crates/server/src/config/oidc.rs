//! The sign-in service.

use std::time::Duration;

use fla_web::auth::oidc::{
    ClaimSource, ClientAuth, LevelClaim, OidcConfig, Secret, SigningAlgorithm,
};
use url::Url;

use super::SignIn;
use super::given::Given;
use super::value::Faults;

/// The keys of the table `[oidc]`.
pub const KEYS: [&str; 22] = [
    "issuer",
    "client_id",
    "client_auth",
    "client_secret",
    "client_secret_file",
    "client_key_file",
    "client_key_algorithm",
    "client_key_id",
    "scopes",
    "claim_ssin",
    "claim_given_name",
    "claim_family_name",
    "claim_language",
    "claims_from",
    "acr_values",
    "acr_accepted",
    "acr_sensitive",
    "reauth_minutes",
    "level_claim",
    "algorithms",
    "end_session_endpoint",
    "patience_seconds",
];

/// The sign-in service as configured; it needs the public URL to be complete.
#[derive(Debug)]
pub struct Provider(OidcConfig);

impl Provider {
    /// Reads it; `None` where nothing of it is set, or where what the client proves with who it is cannot be
    /// had. That is a fault for whoever signs people in; to others it is told beside.
    pub(super) fn of(
        given: &Given,
        faults: &mut Faults,
        sign_in: SignIn,
    ) -> (Option<Self>, Option<String>) {
        let mut proof = Faults::default();
        let provider = Self::proving(given, faults, &mut proof);
        match sign_in {
            SignIn::Needed => {
                faults.extend(proof);
                (provider, None)
            }
            SignIn::NotNeeded => (provider, proof.lines()),
        }
    }

    fn proving(given: &Given, faults: &mut Faults, proof: &mut Faults) -> Option<Self> {
        if !given.has_provider() {
            return None;
        }
        for key in ["oidc.issuer", "oidc.client_id"] {
            if !given.has(key) {
                faults
                    .add(&given.place(key), "is missing, and other settings of sign-in are there");
            }
        }
        let issuer = given.text("oidc.issuer").unwrap_or_default();
        let client_id = given.text("oidc.client_id").unwrap_or_default();
        let client_auth = client_auth(given, faults, proof)?;
        // Replaced by the public URL as soon as it is known.
        let nowhere = Url::parse("http://localhost").ok()?;
        let mut config = OidcConfig::federal(issuer, client_id, client_auth, &nowhere);
        names(given, &mut config);
        rest(given, &mut config, faults);
        Some(Self(config))
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The configuration for an installation at a public URL.
    pub fn at(&self, public_url: &Url) -> OidcConfig {
        let path = |path: &str| {
            let mut url = public_url.clone();
            url.set_path(path);
            url
        };
        OidcConfig {
            redirect_url: path("/sign-in/callback"),
            post_logout_redirect_url: Some(path("/")),
            ..self.0.clone()
        }
    }
}

fn client_auth(given: &Given, faults: &mut Faults, proof: &mut Faults) -> Option<ClientAuth> {
    let secret = secret(given, faults, proof);
    let (text, path) = SECRET;
    let fallback = if given.has("oidc.client_key_file") {
        "private_key_jwt"
    } else if given.has(text) || given.has(path) {
        "basic"
    } else {
        ""
    };
    let wanted = given.text("oidc.client_auth").unwrap_or_else(|| fallback.to_owned());
    let missing = |key: &str, proof: &mut Faults| {
        // One that is there was told already.
        if !given.has(key) {
            proof.add(&given.place(key), "is missing: the client cannot prove who it is");
        }
        None
    };
    match (wanted.as_str(), secret) {
        ("none", _) => Some(ClientAuth::None),
        ("basic", Some(secret)) => Some(ClientAuth::SecretBasic(secret)),
        ("post", Some(secret)) => Some(ClientAuth::SecretPost(secret)),
        ("private_key_jwt", _) => {
            let pem = file(given, "oidc.client_key_file", proof);
            let key = "oidc.client_key_algorithm";
            if !given.has(key) {
                return missing(key, faults);
            }
            let algorithm = given.parsed(key, "an algorithm", "ES256", faults, |text| {
                SigningAlgorithm::from_name(text)
            })?;
            let key_id = given.text("oidc.client_key_id");
            Some(ClientAuth::PrivateKeyJwt { pem: pem?, algorithm, key_id })
        }
        ("basic" | "post" | "", _) => missing(path, proof),
        _ => {
            let place = given.place("oidc.client_auth");
            faults.add(&place, "must be basic, post, private_key_jwt or none");
            None
        }
    }
}

/// Where the secret stands: in a setting, or in a file.
const SECRET: (&str, &str) = ("oidc.client_secret", "oidc.client_secret_file");

fn secret(given: &Given, faults: &mut Faults, proof: &mut Faults) -> Option<Secret> {
    let (text, path) = SECRET;
    match (given.text(text), given.has(path)) {
        (Some(_), true) => {
            faults.add(&given.place(text), "is set beside client_secret_file: keep one of them");
            None
        }
        (Some(secret), false) => Some(Secret::new(secret)),
        (None, true) => file(given, path, proof),
        (None, false) => None,
    }
}

/// The content of a file that holds a secret, without the line end.
fn file(given: &Given, key: &str, faults: &mut Faults) -> Option<Secret> {
    let Some(path) = given.path(key) else {
        faults.add(&given.place(key), "is missing: the client cannot prove who it is");
        return None;
    };
    match std::fs::read_to_string(&path) {
        Ok(text) if !text.trim().is_empty() => Some(Secret::new(text.trim_end())),
        Ok(_) => {
            faults.add(&given.place(key), format!("names an empty file: {}", path.display()));
            None
        }
        Err(error) => {
            let wrong = format!("names a file that cannot be read: {} ({error})", path.display());
            faults.add(&given.place(key), wrong);
            None
        }
    }
}

fn names(given: &Given, config: &mut OidcConfig) {
    let claims = &mut config.claims;
    for (key, name) in [
        ("oidc.claim_ssin", &mut claims.ssin),
        ("oidc.claim_given_name", &mut claims.given_name),
        ("oidc.claim_family_name", &mut claims.family_name),
        ("oidc.claim_language", &mut claims.language),
    ] {
        if let Some(text) = given.text(key) {
            *name = text;
        }
    }
    for (key, list) in [
        ("oidc.scopes", &mut config.scopes),
        ("oidc.acr_values", &mut config.acr_requested),
        ("oidc.acr_accepted", &mut config.acr_accepted),
        ("oidc.acr_sensitive", &mut config.acr_sensitive),
    ] {
        match given.words(key) {
            Some(words) if matches!(words.as_slice(), [only] if only == "any") => list.clear(),
            Some(words) => *list = words,
            None => {}
        }
    }
}

fn rest(given: &Given, config: &mut OidcConfig, faults: &mut Faults) {
    let key = "oidc.claims_from";
    let source = given.parsed(key, "a source", "signed_userinfo, userinfo or id_token", faults, {
        |text| match text {
            "signed_userinfo" => Some(ClaimSource::SignedUserinfo),
            "userinfo" => Some(ClaimSource::Userinfo),
            "id_token" => Some(ClaimSource::IdToken),
            _ => None,
        }
    });
    let key = "oidc.level_claim";
    let level = given.parsed(key, "a claim", "acr or acr_or_amr", faults, |text| match text {
        "acr" => Some(LevelClaim::Acr),
        "acr_or_amr" => Some(LevelClaim::AcrOrAmr),
        _ => None,
    });
    let key = "oidc.algorithms";
    let algorithms = given.parsed(key, "algorithms", "ES256 PS256", faults, |text| {
        text.split_whitespace().map(SigningAlgorithm::from_name).collect::<Option<Vec<_>>>()
    });
    let key = "oidc.end_session_endpoint";
    let example = "https://idp.example/end";
    let end = given.parsed(key, "an address", example, faults, |text| Url::parse(text).ok());
    let key = "oidc.patience_seconds";
    let patience = given.parsed(key, "seconds from 1 to 30", "4", faults, |text| {
        text.parse().ok().filter(|seconds| (1..=30).contains(seconds)).map(Duration::from_secs)
    });
    let key = "oidc.reauth_minutes";
    let minutes = given.parsed(key, "minutes from 0 to 720", "15", faults, |text| {
        text.parse().ok().filter(|minutes: &u64| *minutes <= 720)
    });
    // Whoever asks for a level before sensitive acts gets an age too, unless it is 0.
    let minutes = minutes.unwrap_or(if config.acr_sensitive.is_empty() { 0 } else { 15 });
    config.reauthentication = (minutes > 0).then(|| Duration::from_mins(minutes));
    config.source = source.unwrap_or(config.source);
    config.level_claim = level.unwrap_or(config.level_claim);
    config.algorithms = algorithms.unwrap_or_else(|| config.algorithms.clone());
    config.end_session_endpoint = end;
    config.patience = patience.unwrap_or(config.patience);
}
