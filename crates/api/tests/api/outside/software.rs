//! Software that gets its tokens from the issuer: linked to what its organisation gave it, and no more.

use fla_app::Refused;
use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use serde_json::json;

use super::{ISSUER, Scene};
use crate::dpop::{EMPLOYERS, Holder, claims, shown};
use crate::resources::at;
use crate::support::{every_scope, new_employee, number};

fn codes(refused: Result<(), Refused>) -> Vec<String> {
    match refused {
        Err(Refused::Invalid(found)) => {
            found.iter().map(fla_domain::anomaly::Anomaly::code).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_counts_is_in_both_the_token_and_the_register() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let few = ApiScopes::default().with(ApiScope::RegisterRead).with(ApiScope::EmployeeWrite);
    house.linked(1, employer, few, (ISSUER, "payroll")).await;
    let mut about = scene.about("payroll");
    let token = scene.signer.sign(&about);
    let listed = scene.shown(&token).await.is(200).json();
    assert_eq!(listed["items"][0]["enterpriseNumber"], number(1).digits());
    let added = house.post(&token, &at(1, "/employees"), "a", &new_employee(11)).await;
    added.is(201);
    // The token says that it may; the organisation does not.
    let list = house.get(&token, &at(1, "/questions")).await;
    assert!(matches!(list.status.as_u16(), 200 | 403));
    let changes = house.get(&token, &at(1, "/changes?start=now")).await.is(403).json();
    assert_eq!(changes["requiredScopes"], json!(["scope:fla:history:read"]));
    // The organisation says that it may; the token does not.
    about["scope"] = json!("openid scope:fla:register:read scope:elsewhere:all");
    let less = scene.signer.sign(&about);
    house.get(&less, &at(1, "/employees")).await.is(200);
    let answer = house.post(&less, &at(1, "/employees"), "b", &new_employee(12)).await.is(403);
    assert_eq!(answer.json()["requiredScopes"], json!(["scope:fla:employee:write"]));
    for nothing in [json!(""), json!("openid"), json!("scope:fla:register")] {
        about["scope"] = nothing;
        house.get(&scene.signer.sign(&about), &at(1, "/employees")).await.is(403);
    }
    about.as_object_mut().unwrap().remove("scope");
    house.get(&scene.signer.sign(&about), &at(1, "/employees")).await.is(403);
    // Noted like all software: by its name, through this channel.
    let manager = house.act_as_manager(1, employer).await;
    let entries = house.app.recent_audit(&manager).await.unwrap();
    assert!(entries.iter().any(|entry| entry.channel == "api" && entry.outcome == "refused"));
}

#[tokio::test]
async fn it_serves_employers_under_mandates() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let provider = house.organisation(1, &[Quality::SocialSecretariat]).await;
    let employer = house.organisation(2, &[Quality::Employer]).await;
    house.organisation(3, &[Quality::Employer]).await;
    house.linked(1, provider, every_scope(), (ISSUER, "payroll")).await;
    let mandate = house.mandate((2, employer), (1, provider), &[Scope::Declare]).await;
    let token = scene.signer.sign(&scene.about("payroll"));
    house.get(&token, &at(2, "/employees")).await.is(200);
    house.get(&token, &at(3, "/employees")).await.is(404);
    assert_eq!(scene.shown(&token).await.is(200).json()["total"], 2);
    house.end_mandate(2, employer, mandate).await;
    house.get(&token, &at(2, "/employees")).await.is(404);
}

#[tokio::test]
async fn a_name_is_of_one_software_and_counts_as_long_as_it_is_linked() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let one = house.organisation(1, &[Quality::Employer]).await;
    let two = house.organisation(2, &[Quality::Employer]).await;
    let token = scene.signer.sign(&scene.about("payroll"));
    let unknown = scene.shown(&token).await.is(403).json();
    assert_eq!(unknown["type"], "urn:problem-type:fla:unknownClient");
    assert_eq!(unknown["issues"][0]["anomalyCode"], "CLIENT-LINK-022");
    assert!(unknown["issues"][0]["mend"].as_str().is_some_and(|mend| mend.len() > 20));

    let software = house.linked(1, one, every_scope(), (ISSUER, "payroll")).await;
    scene.shown(&token).await.is(200);
    let (first, second) = (house.act_as_manager(1, one).await, house.act_as_manager(2, two).await);
    let scopes = every_scope();
    let other = house.app.add_client(&second, "Andere", scopes, &house.key()).await.unwrap();
    let link = async |name: &str| {
        house.app.link_client(&second, other, (ISSUER, name), &house.key()).await
    };
    // Of nobody else, in the whole installation.
    assert_eq!(codes(link(" payroll ").await), ["CLIENT-LINK-006"]);
    assert_eq!(codes(link(" ").await), ["CLIENT-LINK-001"]);
    assert_eq!(codes(link("pay\u{e9}roll").await), ["CLIENT-LINK-003"]);
    assert_eq!(codes(link(crate::support::person(3).digits()).await), ["CLIENT-LINK-005"]);
    assert_eq!(codes(link(&"x".repeat(201)).await), ["CLIENT-LINK-093"]);
    // Another client of the issuer than this one, by a letter.
    link("Payroll").await.unwrap();
    assert_eq!(codes(link("third").await), ["CLIENT-LINK-901"]);
    let theirs = house.get(&scene.signer.sign(&scene.about("Payroll")), "/employers").await;
    assert_eq!(theirs.is(200).json()["items"][0]["enterpriseNumber"], number(2).digits());
    // Software of others is not there.
    let stolen = house.app.unlink_client(&second, software, &house.key()).await;
    assert!(matches!(stolen, Err(Refused::Hidden)));

    house.app.unlink_client(&first, software, &house.key()).await.unwrap();
    scene.shown(&token).await.is(403);
    house.app.link_client(&first, software, (ISSUER, "payroll"), &house.key()).await.unwrap();
    scene.shown(&token).await.is(200);
    house.app.end_client(&first, software, &house.key()).await.unwrap();
    scene.shown(&token).await.is(403);
    // The name is free again; one that was given for another issuer says nothing of this one's clients.
    house.linked(1, one, every_scope(), ("https://elsewhere.test", "payroll")).await;
    scene.shown(&token).await.is(403);
    house.linked(2, two, every_scope(), (ISSUER, "payroll")).await;
    scene.shown(&token).await.is(200);
}

#[tokio::test]
async fn a_token_that_is_bound_needs_its_key() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    house.linked(1, employer, every_scope(), (ISSUER, "payroll")).await;
    let (holder, stranger) = (Holder::new(), Holder::new());
    let mut about = scene.about("payroll");
    about["cnf"] = json!({ "jkt": holder.thumbprint() });
    let token = scene.signer.sign(&about);
    let proof = |by: &Holder| by.proof(&claims(house, "GET", EMPLOYERS, Some(&token)));
    let good = proof(&holder);
    shown(house, "DPoP", &token, std::slice::from_ref(&good)).await.is(200);
    shown(house, "DPoP", &token, &[good]).await.is(401);
    shown(house, "DPoP", &token, &[]).await.is(401);
    shown(house, "DPoP", &token, &[proof(&stranger)]).await.is(401);
    shown(house, "Bearer", &token, &[proof(&holder)]).await.is(401);
    shown(house, "Bearer", &token, &[]).await.is(401);
    let unbound = scene.signer.sign(&scene.about("payroll"));
    shown(house, "DPoP", &unbound, &[proof(&holder)]).await.is(401);
}
