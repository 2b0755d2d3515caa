//! The issuer is away, changes its keys, or answers what it should not: nothing is let in for that, and
//! what is known goes on for a while.

use std::sync::atomic::Ordering;

use fla_domain::access::Quality;

use super::{ISSUER, Scene, Signer};
use crate::support::every_scope;

const HOUR: i64 = 3_600;

async fn scene() -> Scene {
    let scene = Scene::new().await;
    let employer = scene.house.organisation(1, &[Quality::Employer]).await;
    scene.house.linked(1, employer, every_scope(), (ISSUER, "payroll")).await;
    scene
}

impl Scene {
    fn up(&self, up: bool) {
        self.served.up.store(up, Ordering::SeqCst);
    }

    fn fetched(&self) -> u64 {
        self.served.fetched.load(Ordering::SeqCst)
    }

    /// With a token that is good now.
    async fn call(&self, signer: &Signer) -> u16 {
        self.shown(&signer.sign(&self.about("payroll"))).await.status.as_u16()
    }
}

#[tokio::test]
async fn without_keys_nobody_is_let_in_or_blamed() {
    let scene = scene().await;
    scene.up(false);
    let token = scene.signer.sign(&scene.about("payroll"));
    let answer = scene.shown(&token).await.is(503);
    assert_eq!(answer.headers["retry-after"], "60");
    assert_eq!(answer.json()["type"], "urn:problem-type:belgif:serviceUnavailable");
    assert!(answer.headers.get("www-authenticate").is_none());
    // Whatever is no token at all needs no key to be refused.
    scene.shown("x").await.is(401);
    scene.up(true);
    scene.house.wait(6);
    scene.shown(&token).await.is(200);
}

#[tokio::test]
async fn known_keys_last_four_hours() {
    let scene = scene().await;
    let rotated = Signer::new("two");
    assert_eq!(scene.call(&scene.signer).await, 200);
    scene.up(false);
    for _ in 0..3 {
        scene.house.wait(HOUR - 1);
        assert_eq!(scene.call(&scene.signer).await, 200);
        // A key that is not known may be a new one.
        assert_eq!(scene.call(&rotated).await, 503);
    }
    scene.house.wait(HOUR);
    scene.house.wait(10);
    assert_eq!(scene.call(&scene.signer).await, 503);
    scene.up(true);
    scene.house.wait(6);
    assert_eq!(scene.call(&scene.signer).await, 200);
}

#[tokio::test]
async fn new_keys_are_found_and_unknown_ones_ask_once_a_minute() {
    let scene = scene().await;
    assert_eq!(scene.call(&scene.signer).await, 200);
    assert_eq!(scene.fetched(), 1);
    let new = Signer::new("two");
    scene.served.keys.lock().unwrap().push(new.jwk.clone());
    assert_eq!(scene.call(&new).await, 401);
    scene.house.wait(61);
    assert_eq!(scene.call(&new).await, 200);
    assert_eq!(scene.fetched(), 2);
    // A flood of names that nobody has.
    for n in 0..50 {
        assert_eq!(scene.call(&Signer::new(&format!("none{n}"))).await, 401);
        scene.house.wait(1);
    }
    assert_eq!(scene.fetched(), 2);
    scene.house.wait(61);
    assert_eq!(scene.call(&Signer::new("none")).await, 401);
    assert_eq!(scene.fetched(), 3);
    // A key that the issuer takes back is gone within the hour.
    scene.served.keys.lock().unwrap().remove(0);
    scene.house.wait(HOUR);
    assert_eq!(scene.call(&scene.signer).await, 401);
    assert_eq!(scene.call(&new).await, 200);
}

#[tokio::test]
async fn an_authorization_server_without_openid_will_do_but_not_another_issuer() {
    let scene = scene().await;
    scene.served.plain.store(true, Ordering::SeqCst);
    assert_eq!(scene.call(&scene.signer).await, 200);
    let other = self::scene().await;
    *other.served.issuer.lock().unwrap() = "http://tokens.test/other".to_owned();
    assert_eq!(other.call(&other.signer).await, 503);
    // A key of a kind that could sign nothing here is none.
    let weak = self::scene().await;
    weak.served.keys.lock().unwrap()[0]["kty"] = "oct".into();
    assert_eq!(weak.call(&weak.signer).await, 401);
}

#[tokio::test]
async fn links_hold_on_every_instance() {
    let store = fla_store::testing::sqlite_store().await;
    let one = Scene::on(store.clone(), false, |_| {});
    let two = Scene::on(store, false, |_| {});
    // The same issuer tells both the same keys.
    two.served.keys.lock().unwrap().clone_from(&one.served.keys.lock().unwrap());
    let employer = one.house.organisation(1, &[Quality::Employer]).await;
    let software = one.house.linked(1, employer, every_scope(), (ISSUER, "payroll")).await;
    assert_eq!(two.call(&one.signer).await, 200);
    let manager = two.house.act_as_manager(1, employer).await;
    two.house.app.unlink_client(&manager, software, &two.house.key()).await.unwrap();
    assert_eq!(one.call(&one.signer).await, 403);
}
