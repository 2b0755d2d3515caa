//! A certified provider written by others (npm `oidc-provider`) issues the tokens: to software about
//! itself with each algorithm, to an application about the person who signed in, and bound to a key.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::Ssin;
use fla_web::auth::oidc::BackChannel;
use fla_web::auth::oidc::access::Issuer;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use serde_json::{Value, json};
use url::Url;

use super::{AUDIENCE, config};
use crate::dpop::{EMPLOYERS, Holder, claims, shown};
use crate::resources::at;
use crate::support::{House, every_scope, key_pair, new_employee, number};

const SECRET: &str = "a secret: with % odd + characters";
const REDIRECT: &str = "http://127.0.0.1:9/back";
/// Whom the provider signs in.
const ADA: &str = "00010190146";

/// The provider's process; it ends with the test.
struct Provider {
    child: Child,
    _stdin: ChildStdin,
    /// Kept open: a closed pipe would end the provider at its next word.
    _stdout: BufReader<ChildStdout>,
    issuer: String,
    http: reqwest::Client,
}

impl Drop for Provider {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Provider {
    fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/oidc");
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "the provider is not installed: run `npm ci` in e2e/oidc (`./dev test` does)"
        );
        let mut jwk: Value = serde_json::from_str(&key_pair().1).unwrap();
        (jwk["kid"], jwk["use"]) = (json!("ours"), json!("sig"));
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .current_dir(folder)
            .env("REDIRECT_URI", REDIRECT)
            .env("POST_LOGOUT_REDIRECT_URI", REDIRECT)
            .env("BACKCHANNEL_LOGOUT_URI", REDIRECT)
            .env("CLIENT_JWK", jwk.to_string())
            .env("ACR", super::LEVEL)
            .env("API", AUDIENCE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts");
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).expect("the provider tells its issuer");
        let issuer = told["issuer"].as_str().unwrap().to_owned();
        let redirects = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().redirect(redirects).build().unwrap();
        Self { child, _stdin: stdin, _stdout: stdout, issuer, http }
    }

    /// Asks its token endpoint.
    async fn token(&self, client: &str, form: &[(&str, &str)], proof: Option<&str>) -> Value {
        let encode =
            |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let known = STANDARD.encode(format!("{}:{}", encode(client), encode(SECRET)));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut asked = self
            .http
            .post(format!("{}/token", self.issuer))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", format!("Basic {known}"))
            .body(body);
        if let Some(proof) = proof {
            asked = asked.header("dpop", proof);
        }
        let text = asked.send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"))
    }

    /// A token of software about itself.
    async fn machine(&self, client: &str, scope: &str) -> String {
        let form = [("grant_type", "client_credentials"), ("resource", AUDIENCE), ("scope", scope)];
        access(&self.token(client, &form, None).await)
    }

    /// What an application gets when somebody signed in: all the tokens.
    async fn person(&self, client: &str, scope: &str) -> Value {
        let verifier = "v".repeat(43);
        let challenge = {
            use sha2::{Digest, Sha256};
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier))
        };
        let mut next = Url::parse(&format!("{}/auth", self.issuer)).unwrap();
        next.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", client)
            .append_pair("redirect_uri", REDIRECT)
            .append_pair("scope", scope)
            .append_pair("resource", AUDIENCE)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        let mut cookies: Vec<(String, String)> = Vec::new();
        while !next.as_str().starts_with(REDIRECT) {
            let sent: Vec<_> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let asked = self.http.get(next.clone()).header(COOKIE, sent.join("; "));
            let answer = asked.send().await.unwrap();
            for cookie in answer.headers().get_all(SET_COOKIE) {
                let pair = cookie.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                cookies.retain(|(known, _)| known != name);
                cookies.push((name.to_owned(), value.to_owned()));
            }
            let to = answer.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
            let Some(to) = to else { panic!("{}", answer.text().await.unwrap()) };
            next = next.join(&to).unwrap();
        }
        let code = next.query_pairs().find(|(name, _)| name == "code");
        let code = code.unwrap_or_else(|| panic!("{next}")).1.into_owned();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", verifier.as_str()),
            ("resource", AUDIENCE),
        ];
        self.token(client, &form, None).await
    }
}

fn access(answer: &Value) -> String {
    answer["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// A register that takes the tokens of the provider, whose clock is the real one.
async fn house(provider: &Provider) -> House {
    let issuer = Issuer::new(config(&provider.issuer), BackChannel::network().unwrap()).unwrap();
    let store = fla_store::testing::sqlite_store().await;
    let house = House::with_issuer(store, 0, issuer, false);
    house.today();
    house
}

#[tokio::test]
async fn software_comes_with_tokens_of_each_algorithm() {
    let provider = Provider::start();
    let house = house(&provider).await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    house.today();
    for client in ["rs", "ps", "es"] {
        let token = provider.machine(client, &every_scope().text()).await;
        house.get(&token, "/employers").await.is(403);
        house.linked(1, employer, every_scope(), (&provider.issuer, client)).await;
        house.today();
        house.get(&token, &at(1, "/employees")).await.is(200);
        let narrow = provider.machine(client, "scope:fla:register:read").await;
        house.get(&narrow, &at(1, "/employees")).await.is(200);
        house.post(&narrow, &at(1, "/employees"), client, &new_employee(11)).await.is(403);
    }
    // One that is good, but for nobody in particular, is not for here.
    let form = [("grant_type", "client_credentials")];
    let opaque = access(&provider.token("es", &form, None).await);
    house.get(&opaque, "/employers").await.is(401);
    let bearer = provider.machine("es", "scope:fla:register:read").await;
    let holder = Holder::new();
    let address = format!("{}/token", provider.issuer);
    let proof = holder.proof(&claims(&house, "POST", &address, None));
    let form = [
        ("grant_type", "client_credentials"),
        ("resource", AUDIENCE),
        ("scope", "scope:fla:register:read"),
    ];
    let bound = provider.token("es", &form, Some(&proof)).await;
    assert_eq!(bound["token_type"], "DPoP");
    let bound = access(&bound);
    let proof = |token: &str| holder.proof(&claims(&house, "GET", EMPLOYERS, Some(token)));
    shown(&house, "DPoP", &bound, &[proof(&bound)]).await.is(200);
    shown(&house, "Bearer", &bound, &[]).await.is(401);
    shown(&house, "DPoP", &bearer, &[proof(&bearer)]).await.is(401);
}

#[tokio::test]
async fn a_person_who_signed_in_comes_through_an_application() {
    let provider = Provider::start();
    let house = house(&provider).await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let manager = house.act_as_manager(1, employer).await;
    let ada: Ssin = ADA.parse().unwrap();
    house.app.give_access(&manager, &ada, Role::Registrar, None, &house.key()).await.unwrap();
    house.today();
    let scope = format!("openid {}", every_scope().text());
    let tokens = provider.person("basic", &scope).await;
    let token = access(&tokens);
    let listed = house.get(&token, "/employers").await.is(200).json();
    assert_eq!(listed["items"][0]["enterpriseNumber"], number(1).digits());
    house.post(&token, &at(1, "/employees"), "k", &new_employee(11)).await.is(201);
    let changes = house.get(&token, &at(1, "/changes")).await.is(200).json();
    let by = changes["items"].as_array().unwrap().last().unwrap()["by"].clone();
    assert_eq!(by, "Ada Peeters");
    // The identity token of the same sign-in says who it is, and lets nobody in.
    let id_token = tokens["id_token"].as_str().expect("an identity token");
    house.get(id_token, "/employers").await.is(401);
    let narrow = access(&provider.person("basic", "openid scope:fla:register:read").await);
    house.get(&narrow, &at(1, "/employees")).await.is(200);
    house.post(&narrow, &at(1, "/employees"), "n", &new_employee(12)).await.is(403);
}
