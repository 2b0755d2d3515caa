//! Tokens that are bound to a key (`DPoP`, RFC 9449): of no use to whoever else has them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::resources::{at, house};
use crate::support::{Answer, House, TOKEN_ADDRESS, key_pair};

/// A key that is held.
pub struct Holder {
    key: EncodingKey,
    jwk: Jwk,
}

impl Holder {
    pub fn new() -> Self {
        let (pkcs8, jwk) = key_pair();
        Self { key: EncodingKey::from_ec_der(&pkcs8), jwk: serde_json::from_str(&jwk).unwrap() }
    }

    /// Its thumbprint (RFC 7638).
    pub fn thumbprint(&self) -> String {
        let key = json!(self.jwk);
        let part = |name: &str| key[name].as_str().unwrap().to_owned();
        let members =
            format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, part("x"), part("y"));
        URL_SAFE_NO_PAD.encode(Sha256::digest(members))
    }

    fn sign(&self, typ: Option<&str>, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = typ.map(str::to_owned);
        header.jwk = Some(self.jwk.clone());
        jsonwebtoken::encode(&header, claims, &self.key).unwrap()
    }

    pub fn proof(&self, claims: &Value) -> String {
        self.sign(Some("dpop+jwt"), claims)
    }
}

/// The claims of a proof that is good now.
pub fn claims(house: &House, method: &str, address: &str, token: Option<&str>) -> Value {
    static NAMES: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let name = NAMES.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let mut claims = json!({
        "htm": method, "htu": address, "jti": format!("p{name}"),
        "iat": house.app.now().0 / 1_000_000,
    });
    if let Some(token) = token {
        claims["ath"] = json!(URL_SAFE_NO_PAD.encode(Sha256::digest(token)));
    }
    claims
}

pub const EMPLOYERS: &str = "https://fla.test/fla/v1/employers";

pub async fn shown(house: &House, scheme: &str, token: &str, proofs: &[String]) -> Answer {
    let authorization = format!("{scheme} {token}");
    let mut headers = vec![("authorization", authorization.as_str())];
    headers.extend(proofs.iter().map(|proof| ("dpop", proof.as_str())));
    house.raw("GET", "/employers", &headers, b"").await
}

#[tokio::test]
async fn a_token_that_is_bound_serves_only_whoever_holds_the_key() {
    let (house, _, software, bearer) = house().await;
    let holder = Holder::new();
    let proof = || holder.proof(&claims(&house, "POST", TOKEN_ADDRESS, None));
    let asked = house.claims(&software);
    let first = proof();
    let answer =
        house.ask_holding(&asked, &software.key, &[], std::slice::from_ref(&first)).await.is(200);
    assert_eq!(answer.json()["token_type"], "DPoP");
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();

    let good = |token: &str| holder.proof(&claims(&house, "GET", EMPLOYERS, Some(token)));
    shown(&house, "DPoP", &token, &[good(&token)]).await.is(200);
    // The query is no part of the address.
    let authorization = format!("DPoP {token}");
    let path = at(1, "/employees");
    let address = format!("https://fla.test/fla/v1{path}");
    let listed = holder.proof(&claims(&house, "GET", &address, Some(&token)));
    let headers = [("authorization", authorization.as_str()), ("dpop", listed.as_str())];
    house.raw("GET", &format!("{path}?leavers=true"), &headers, b"").await.is(200);

    // Without the key, with another, or in another way, it is worth nothing.
    let stranger = Holder::new();
    let of = |change: &dyn Fn(&mut Value)| {
        let mut claims = claims(&house, "GET", EMPLOYERS, Some(&token));
        change(&mut claims);
        holder.proof(&claims)
    };
    let used = good(&token);
    shown(&house, "DPoP", &token, std::slice::from_ref(&used)).await.is(200);
    let (one, two) = (good(&token), good(&token));
    let plain = claims(&house, "GET", EMPLOYERS, Some(&token));
    let wrong = [
        vec![],
        vec![used],
        vec![one, two],
        vec!["x.y.z".to_owned()],
        vec![stranger.proof(&plain)],
        vec![holder.sign(Some("JWT"), &plain)],
        vec![holder.sign(None, &plain)],
        vec![of(&|claims| claims["htm"] = json!("POST"))],
        vec![of(&|claims| claims["htu"] = json!(format!("{EMPLOYERS}/0100000169")))],
        vec![of(&|claims| claims["htu"] = json!("https://elsewhere.test/fla/v1/employers"))],
        vec![of(&|claims| claims["ath"] = json!("x"))],
        vec![of(&|claims| drop(claims.as_object_mut().unwrap().remove("ath")))],
        vec![of(&|claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() - 300))],
        vec![of(&|claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() + 300))],
        vec![of(&|claims| drop(claims.as_object_mut().unwrap().remove("jti")))],
    ];
    for (n, proofs) in wrong.iter().enumerate() {
        let answer = shown(&house, "DPoP", &token, proofs).await.is(401);
        let challenge = answer.headers["www-authenticate"].to_str().unwrap().to_owned();
        assert!(challenge.starts_with("DPoP ") && challenge.contains("invalid_dpop_proof"), "{n}");
    }
    shown(&house, "Bearer", &token, &[]).await.is(401);
    shown(&house, "Bearer", &token, &[good(&token)]).await.is(401);
    // And a token of the other kind is not made more by a proof.
    shown(&house, "DPoP", &bearer, &[good(&bearer)]).await.is(401);
    shown(&house, "Bearer", &bearer, &[]).await.is(200);

    // The proof with which a token is asked for is of there, too, and serves once.
    let there = holder.proof(&claims(&house, "POST", "https://elsewhere.test/token", None));
    for proofs in [vec![first], vec![proof(), proof()], vec![there]] {
        let asked = house.claims(&software);
        let answer = house.ask_holding(&asked, &software.key, &[], &proofs).await.is(400);
        assert_eq!(answer.json()["error"], "invalid_dpop_proof");
    }
}
