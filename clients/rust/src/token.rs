//! Tokens: asked for with an assertion signed by the key (RFC 7523), kept, and renewed before their
//! end, once for however many calls wait.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::client::Wait;
use crate::{Error, Key};

/// How long an assertion serves, in seconds; the register takes at most 300.
const ASSERTION_SECONDS: i64 = 60;
/// How long before its end a token is renewed.
const BEFORE_END: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub(crate) struct Tokens {
    address: String,
    client_id: String,
    key: Key,
    scope: Option<String>,
    held: Mutex<Option<Held>>,
}

#[derive(Clone)]
struct Held {
    token: String,
    /// From when on it is renewed.
    renew: Instant,
}

/// Says nothing of the token.
impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").field("renew", &self.renew).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
    expires_in: u64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fault {
    error: String,
    error_description: String,
}

impl Tokens {
    pub(crate) fn new(address: String, client_id: String, key: Key, scope: Option<String>) -> Self {
        Self { address, client_id, key, scope, held: Mutex::default() }
    }

    /// A token that is good for a while. Who comes while one is asked for waits and takes that one.
    pub(crate) async fn token(
        &self,
        http: &reqwest::Client,
        attempts: u32,
    ) -> Result<String, Error> {
        let mut held = self.held.lock().await;
        if let Some(held) = held.as_ref().filter(|held| Instant::now() < held.renew) {
            return Ok(held.token.clone());
        }
        let asked = Instant::now();
        let given = self.ask(http, attempts).await?;
        let lasts = Duration::from_secs(given.expires_in);
        let renew = asked + lasts.saturating_sub(BEFORE_END.min(lasts / 2));
        *held = Some(Held { token: given.access_token.clone(), renew });
        Ok(given.access_token)
    }

    /// Forgets a token that was refused, unless another was asked for meanwhile.
    pub(crate) async fn forget(&self, token: &str) {
        let mut held = self.held.lock().await;
        if held.as_ref().is_some_and(|held| held.token == token) {
            *held = None;
        }
    }

    async fn ask(&self, http: &reqwest::Client, attempts: u32) -> Result<Given, Error> {
        let mut wait = Wait::new(attempts);
        loop {
            let answer = self.ask_once(http).await;
            let retry = match &answer {
                Ok(answer) => wait.after_answer(answer.status(), answer.headers()),
                Err(Error::Connection(_)) => wait.after_loss(),
                Err(_) => None,
            };
            match retry {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return read(answer?).await,
            }
        }
    }

    /// Each time with another assertion: one serves once.
    async fn ask_once(&self, http: &reqwest::Client) -> Result<Response, Error> {
        let now = Timestamp::now().as_second();
        let assertion = self.key.jwt(&json!({
            "iss": self.client_id, "sub": self.client_id, "aud": self.address,
            "jti": Uuid::new_v4().to_string(), "iat": now, "exp": now + ASSERTION_SECONDS,
        }))?;
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &assertion),
        ];
        form.extend(self.scope.as_ref().map(|scope| ("scope", scope.as_str())));
        http.post(&self.address).form(&form).send().await.map_err(Error::Connection)
    }
}

async fn read(answer: Response) -> Result<Given, Error> {
    let status = answer.status();
    let bytes = answer.bytes().await.map_err(Error::Connection)?;
    if status == StatusCode::OK {
        return crate::client::read(status.as_u16(), &bytes);
    }
    let Fault { error, error_description } = serde_json::from_slice(&bytes).unwrap_or_default();
    Err(Error::Token { status: status.as_u16(), error, description: error_description })
}
