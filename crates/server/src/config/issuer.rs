//! An outside issuer of tokens for the REST API.

use fla_web::auth::oidc::OidcConfig;
use fla_web::auth::oidc::access::IssuerConfig;
use url::Url;

use super::given::Given;
use super::value::Faults;

/// The issuer as configured; public URL and sign-in complete it.
#[derive(Debug)]
pub struct Issuer {
    name: String,
    audience: Option<String>,
    claim_ssin: Option<String>,
    acr_accepted: Option<Vec<String>>,
    /// Whether the register goes on giving tokens itself.
    pub own_tokens: bool,
}

/// What of it makes no sense without it.
const BESIDES: [&str; 4] = ["api_audience", "api_own_tokens", "api_claim_ssin", "api_acr_accepted"];

impl Issuer {
    /// Reads it; `None` where there is none.
    pub fn of(given: &Given, faults: &mut Faults) -> Option<Self> {
        let Some(issuer) = given.text("api_issuer") else {
            for key in BESIDES.into_iter().filter(|key| given.has(key)) {
                faults.add(&given.place(key), "is set, but there is no FLA_API_ISSUER");
            }
            return None;
        };
        let own = given.parsed("api_own_tokens", "on or off", "off", faults, super::on_or_off);
        let acr = given.words("api_acr_accepted");
        let any = |words: &Vec<String>| matches!(words.as_slice(), [only] if only == "any");
        Some(Self {
            name: issuer,
            audience: given.text("api_audience"),
            claim_ssin: given.text("api_claim_ssin"),
            acr_accepted: acr.map(|words| if any(&words) { Vec::new() } else { words }),
            own_tokens: own.unwrap_or(false),
        })
    }

    /// Its name.
    pub fn issuer(&self) -> &str {
        &self.name
    }

    /// The configuration for an installation at a public URL, with the claims and levels of its sign-in
    /// where nothing else is set.
    pub fn at(&self, public_url: &Url, sign_in: &OidcConfig) -> IssuerConfig {
        let own = public_url.as_str().trim_end_matches('/');
        let mut claims = sign_in.claims.clone();
        if let Some(name) = &self.claim_ssin {
            claims.ssin.clone_from(name);
        }
        let levels = || {
            let mut levels = sign_in.acr_accepted.clone();
            // Where any level is taken, naming some would take fewer.
            if !levels.is_empty() {
                levels.extend(sign_in.acr_sensitive.iter().cloned());
            }
            levels
        };
        IssuerConfig {
            issuer: self.name.clone(),
            audience: self.audience.clone().unwrap_or_else(|| format!("{own}{}", fla_api::BASE)),
            claims,
            acr_accepted: self.acr_accepted.clone().unwrap_or_else(levels),
            level_claim: sign_in.level_claim,
            patience: sign_in.patience,
        }
    }
}
