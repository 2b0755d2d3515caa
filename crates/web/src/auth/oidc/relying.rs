//! The steps of a sign-in.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};

use super::cache::Cache;
use super::callback::Callback;
use super::channel::{Answer, BackChannel, Call};
use super::claims::{self, ID_TOKEN, USERINFO};
use super::client_auth::Prepared;
use super::config::{ClaimSource, ConfigFault, OidcConfig};
use super::discovery::Provider;
use super::identity::{Identity, Verified};
use super::jws::{Claims, Unverified};
use super::keys::KeySet;
use super::logout::{self, LOGOUT_TOKEN};
use super::sure::{self, Proof};
use super::tokens::{self, Tokens};
use crate::auth::session::{LoginState, LogoutNotice, Session};
use crate::auth::{Random, ReturnPath, SignInFault, TokenHash};

/// This register as a client of one provider.
pub struct Relying {
    config: OidcConfig,
    client: Prepared,
    channel: BackChannel,
    random: Random,
    provider: Cache<Provider>,
    keys: Cache<KeySet>,
}

impl Relying {
    /// Checks the configuration and reads the client's key; asks nothing of the provider.
    pub fn new(
        config: OidcConfig,
        channel: BackChannel,
        random: Random,
    ) -> Result<Self, ConfigFault> {
        config.check(channel.is_networked())?;
        let client = Prepared::new(&config.client_auth, &config.client_id)?;
        let (provider, keys) = (Cache::new(), Cache::new());
        Ok(Self { config, client, channel, random, provider, keys })
    }

    /// The configuration.
    pub fn config(&self) -> &OidcConfig {
        &self.config
    }

    /// Begins a sign-in: the address to send the browser to, and what must be kept until it comes
    /// back. `browser` is the hash of a token only this browser has.
    pub async fn authorize(
        &self,
        language: Language,
        return_to: Option<ReturnPath>,
        browser: TokenHash,
        now: Instant,
    ) -> Result<(Url, LoginState), SignInFault> {
        self.begin((language, return_to, browser), false, now).await
    }

    /// Begins a sign-in that is to be enough for the most sensitive acts, see
    /// [`OidcConfig::asks_again`]; where nothing is asked for these, it is one like any other.
    pub async fn authorize_anew(
        &self,
        language: Language,
        return_to: Option<ReturnPath>,
        browser: TokenHash,
        now: Instant,
    ) -> Result<(Url, LoginState), SignInFault> {
        self.begin((language, return_to, browser), self.config.asks_again(), now).await
    }

    /// Whether a session is enough for the most sensitive acts.
    pub fn is_sure(&self, session: &Session, now: Instant) -> bool {
        let Session { acr, amr, auth_time, .. } = session;
        let proof = Proof { acr: acr.as_ref(), amr, auth_time: *auth_time };
        sure::check(proof, &self.config, now).is_ok()
    }

    async fn begin(
        &self,
        (language, return_to, browser): (Language, Option<ReturnPath>, TokenHash),
        sure: bool,
        now: Instant,
    ) -> Result<(Url, LoginState), SignInFault> {
        let provider = self.patiently(self.provider(now)).await?;
        let [state, nonce, verifier] = std::array::from_fn(|_| self.random.token());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.reveal().as_bytes()));
        let mut url = provider.authorization.clone();
        {
            let mut query = url.query_pairs_mut();
            query
                .append_pair("response_type", "code")
                .append_pair("client_id", &self.config.client_id)
                .append_pair("redirect_uri", self.config.redirect_url.as_str())
                .append_pair("scope", &self.config.scopes.join(" "))
                .append_pair("state", state.reveal())
                .append_pair("nonce", nonce.reveal())
                .append_pair("code_challenge", &challenge)
                .append_pair("code_challenge_method", "S256")
                .append_pair("ui_locales", language.code());
            let levels = if sure && !self.config.acr_sensitive.is_empty() {
                &self.config.acr_sensitive
            } else {
                &self.config.acr_requested
            };
            if !levels.is_empty() {
                query.append_pair("acr_values", &levels.join(" "));
            }
        }
        if sure {
            sure::ask(&mut url, &self.config);
        }
        let login = LoginState {
            state: state.hash(),
            browser,
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.reveal().to_owned(),
            language,
            return_to,
            begun: now,
            sure,
        };
        Ok((url, login))
    }

    /// Ends a sign-in: the provider's answer becomes a person, or a fault.
    pub async fn exchange(
        &self,
        callback: Callback,
        login: LoginState,
        now: Instant,
    ) -> Result<Identity, SignInFault> {
        self.patiently(self.exchange_without_limit(callback, login, now)).await
    }

    /// What a logout token says that the provider posted: believed after the same checks as an
    /// identity token's. Whether it was posted before is for the store to say.
    pub async fn logout_notice(
        &self,
        token: &str,
        now: Instant,
    ) -> Result<LogoutNotice, SignInFault> {
        let allowed = &self.config.algorithms;
        let token = Unverified::parse_kind(LOGOUT_TOKEN, token, allowed, &logout::KINDS)?;
        let verified = async {
            let provider = self.provider(now).await?;
            self.verify(token, &provider, now).await
        };
        logout::notice(&self.patiently(verified).await?, &self.config, now)
    }

    /// Where to send the browser so that the provider ends its session too; `None` when the
    /// provider has no such address or cannot be asked.
    pub async fn logout_url(&self, session: &Session, now: Instant) -> Option<Url> {
        let provider = self.patiently(self.provider(now)).await.ok();
        let advertised = provider.and_then(|provider| provider.end_session.clone());
        let mut url = self.config.end_session_endpoint.clone().or(advertised)?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("client_id", &self.config.client_id);
            if let Some(hint) = &session.id_token_hint {
                query.append_pair("id_token_hint", hint);
            }
            if let Some(back) = &self.config.post_logout_redirect_url {
                query.append_pair("post_logout_redirect_uri", back.as_str());
            }
        }
        Some(url)
    }

    async fn patiently<T>(
        &self,
        step: impl Future<Output = Result<T, SignInFault>>,
    ) -> Result<T, SignInFault> {
        tokio::time::timeout(self.config.patience, step)
            .await
            .unwrap_or(Err(SignInFault::ProviderTimeout))
    }

    async fn provider(&self, now: Instant) -> Result<Arc<Provider>, SignInFault> {
        self.provider
            .get(now, async || Provider::discover(&self.channel, &self.config.issuer).await)
            .await
    }

    async fn exchange_without_limit(
        &self,
        callback: Callback,
        login: LoginState,
        now: Instant,
    ) -> Result<Identity, SignInFault> {
        let provider = self.provider(now).await?;
        self.check_response_issuer(&callback, &provider)?;
        if let Some(error) = &callback.error {
            return Err(Callback::refusal(error));
        }
        let code = callback.code.ok_or(SignInFault::BadCallback("no code"))?;
        let tokens = self.tokens(&provider, &code, &login.verifier, now).await?;
        let unverified = Unverified::parse(ID_TOKEN, &tokens.id_token, &self.config.algorithms)?;
        let algorithm = unverified.algorithm();
        let id_claims = self.verify(unverified, &provider, now).await?;
        let authentication = claims::authentication(&id_claims, &self.config, &login.nonce, now)?;
        if login.sure {
            let acr = authentication.acr.as_ref();
            let proof =
                Proof { acr, amr: &authentication.amr, auth_time: authentication.auth_time };
            sure::check(proof, &self.config, now)?;
        }
        tokens.check_hash(&id_claims, algorithm)?;
        let userinfo = match self.config.source {
            ClaimSource::IdToken => None,
            ClaimSource::Userinfo | ClaimSource::SignedUserinfo => {
                let userinfo = self.userinfo(&provider, &tokens, now).await?;
                if claims::subject(USERINFO, &userinfo)? != authentication.subject {
                    return Err(SignInFault::UserinfoSubject);
                }
                Some(userinfo)
            }
        };
        let verified = Verified {
            id_token: &tokens.id_token,
            id_claims: &id_claims,
            userinfo: userinfo.as_ref(),
            authentication,
        };
        Identity::read(verified, &self.config.claims)
    }

    /// RFC 9207: where the provider says that it names itself, it must, and whoever is named must
    /// be it.
    fn check_response_issuer(
        &self,
        callback: &Callback,
        provider: &Provider,
    ) -> Result<(), SignInFault> {
        match &callback.issuer {
            Some(named) if *named == self.config.issuer => Ok(()),
            None if !provider.names_itself => Ok(()),
            _ => Err(SignInFault::ResponseIssuer),
        }
    }

    async fn tokens(
        &self,
        provider: &Provider,
        code: &str,
        verifier: &str,
        now: Instant,
    ) -> Result<Tokens, SignInFault> {
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.config.redirect_url.to_string()),
            ("code_verifier", verifier.to_owned()),
        ];
        let authorization = self.client.apply(
            &mut form,
            &self.config.client_id,
            provider.token.as_str(),
            &self.random,
            now,
        )?;
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let call = Call {
            endpoint: tokens::ENDPOINT,
            url: &provider.token,
            accept: "application/json",
            authorization,
            form: Some(body),
        };
        Tokens::read(self.channel.call(call).await?)
    }

    /// Verifies a token, asking for the provider's keys anew when they do not hold its key.
    async fn verify(
        &self,
        token: Unverified<'_>,
        provider: &Provider,
        now: Instant,
    ) -> Result<Claims, SignInFault> {
        let fetch = async || KeySet::fetch(&self.channel, &provider.keys).await;
        let mut keys = self.keys.get(now, fetch).await?;
        if !token.knows_key(&keys)
            && let Some(fresher) = self.keys.refresh(now, &keys, fetch).await?
        {
            keys = fresher;
        }
        token.verify(&keys)
    }

    async fn userinfo(
        &self,
        provider: &Provider,
        tokens: &Tokens,
        now: Instant,
    ) -> Result<Claims, SignInFault> {
        let malformed = |what| SignInFault::AnswerMalformed { endpoint: USERINFO, what };
        let url = provider.userinfo.as_ref().ok_or(malformed("the provider has no userinfo"))?;
        let token = tokens.access_token.as_ref().ok_or(malformed("no access token to ask with"))?;
        let signed_only = self.config.source == ClaimSource::SignedUserinfo;
        let call = Call {
            endpoint: USERINFO,
            url,
            accept: if signed_only {
                "application/jwt"
            } else {
                "application/jwt, application/json"
            },
            authorization: Some(format!("Bearer {token}")),
            form: None,
        };
        let answer = self.channel.call(call).await.and_then(Answer::ok)?;
        match answer.content_type.as_str() {
            "application/jwt" => {
                let text = std::str::from_utf8(&answer.body)
                    .map_err(|_| SignInFault::TokenMalformed(USERINFO))?;
                let token = Unverified::parse(USERINFO, text.trim(), &self.config.algorithms)?;
                let claims = self.verify(token, provider, now).await?;
                claims::signed_userinfo(&claims, &self.config, now)?;
                Ok(claims)
            }
            "application/json" if signed_only => Err(SignInFault::UserinfoUnsigned),
            "application/json" => answer.object(),
            _ => Err(malformed("neither JSON nor a signed token")),
        }
    }
}
