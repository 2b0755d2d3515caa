//! Tokens about people: whoever shows one acts as that person does in the browser, within its scopes.

use fla_domain::access::{Quality, Role, Scope, Section};
use fla_domain::ids::EmployerId;
use serde_json::{Value, json};

use super::{LEVEL, Scene};
use crate::resources::at;
use crate::support::{Answer, House, new_employee, new_training, number, person};

/// The claims of a token about person `n`.
fn of(scene: &Scene, n: u32) -> Value {
    let mut claims = scene.about("any-app");
    claims["sub"] = json!(format!("subject-{n}"));
    claims["egovNRN"] = json!(person(n).digits());
    claims["acr"] = json!(LEVEL);
    claims
}

fn token(scene: &Scene, n: u32) -> String {
    scene.signer.sign(&of(scene, n))
}

async fn give(house: &House, employer: EmployerId, n: u32, role: Role, section: Option<Section>) {
    let manager = house.act_as_manager(1, employer).await;
    house.app.give_access(&manager, &person(n), role, section, &house.key()).await.unwrap();
}

fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let items = body["items"].as_array().unwrap();
    items.iter().map(|one| one["enterpriseNumber"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_person_acts_with_the_own_role_within_the_scopes() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    house.organisation(2, &[Quality::Employer]).await;
    give(house, employer, 501, Role::Registrar, None).await;
    give(house, employer, 502, Role::Reader, None).await;
    let registrar = token(&scene, 501);
    assert_eq!(names(&scene.shown(&registrar).await.is(200)), [number(1).digits()]);
    let added = house.post(&registrar, &at(1, "/employees"), "k", &new_employee(11)).await.is(201);
    // The same call is the same call.
    let again = house.post(&registrar, &at(1, "/employees"), "k", &new_employee(11)).await.is(201);
    assert_eq!(added.bytes, again.bytes);
    house.post(&registrar, &at(1, "/trainings"), "t", &new_training(11)).await.is(201);
    assert_eq!(house.get(&registrar, "/tasks").await.is(200).json()["total"], 1);
    house.get(&registrar, &at(2, "/employees")).await.is(404);

    let reader = token(&scene, 502);
    house.get(&reader, &at(1, "/employees")).await.is(200);
    let refused = house.post(&reader, &at(1, "/employees"), "r", &new_employee(12)).await.is(403);
    assert_eq!(refused.json()["type"], "urn:problem-type:belgif:missingPermission");
    assert!(house.refusals(1, employer).await.iter().any(|action| action == "addEmployee"));

    // A token reaches no further than its scopes, whatever the person may.
    let mut claims = of(&scene, 501);
    claims["scope"] = json!("scope:fla:register:read");
    let narrow = scene.signer.sign(&claims);
    house.get(&narrow, &at(1, "/employees")).await.is(200);
    let refused = house.post(&narrow, &at(1, "/employees"), "n", &new_employee(12)).await.is(403);
    assert_eq!(refused.json()["requiredScopes"], json!(["scope:fla:employee:write"]));
    claims["scope"] = json!("scope:fla:employee:write");
    house.get(&scene.signer.sign(&claims), "/tasks").await.is(403);

    // Ended access is gone at once; whoever has none sees nothing, as in the browser.
    let manager = house.act_as_manager(1, employer).await;
    let grants = house.app.grants(&manager).await.unwrap();
    for grant in grants.iter().filter(|grant| grant.role == Role::Registrar) {
        house.app.end_access(&manager, grant.id, &house.key()).await.unwrap();
    }
    house.get(&registrar, &at(1, "/employees")).await.is(404);
    let nobody = token(&scene, 599);
    assert_eq!(names(&scene.shown(&nobody).await.is(200)), [""; 0]);
    house.get(&nobody, &at(1, "/employees")).await.is(404);
    assert_eq!(house.get(&nobody, "/tasks").await.is(200).json()["total"], 0);
}

#[tokio::test]
async fn the_history_names_the_person() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    give(house, employer, 501, Role::Registrar, None).await;
    let mut claims = of(&scene, 501);
    claims["givenName"] = json!("Ada");
    claims["surname"] = json!("Pee\u{202e}ters");
    let named = scene.signer.sign(&claims);
    house.post(&named, &at(1, "/employees"), "k", &new_employee(11)).await.is(201);
    // A token without a name, of whom the register knows it.
    house.post(&token(&scene, 501), &at(1, "/employees"), "l", &new_employee(12)).await.is(201);
    let changes = house.get(&named, &at(1, "/changes")).await.is(200).json();
    let by: Vec<_> = changes["items"].as_array().unwrap().iter().rev().take(2).collect();
    for change in by {
        assert_eq!(change["by"], "Ada Peeters", "{change}");
        assert!(!change.to_string().contains(person(501).digits()));
    }
}

#[tokio::test]
async fn a_person_serves_employers_under_mandates() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let provider = house.organisation(1, &[Quality::SocialSecretariat]).await;
    let employer = house.organisation(2, &[Quality::Employer]).await;
    give(house, provider, 501, Role::Registrar, None).await;
    let registrar = token(&scene, 501);
    house.get(&registrar, &at(2, "/employees")).await.is(404);
    let scopes = [Scope::Declare, Scope::Correct];
    let mandate = house.mandate((2, employer), (1, provider), &scopes).await;
    house.post(&registrar, &at(2, "/employees"), "k", &new_employee(11)).await.is(201);
    let listed = names(&scene.shown(&registrar).await.is(200));
    assert_eq!(listed, [number(1).digits(), number(2).digits()]);
    let mut claims = of(&scene, 501);
    claims["scope"] = json!("scope:fla:register:read");
    // Those served are seen with the scope for it only.
    assert_eq!(names(&scene.shown(&scene.signer.sign(&claims)).await.is(200)).len(), 1);
    house.end_mandate(2, employer, mandate).await;
    house.get(&registrar, &at(2, "/employees")).await.is(404);
}

#[tokio::test]
async fn a_role_for_a_section_reaches_its_people_only() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let manager = token(&scene, 9_001);
    let hire = async |n: u32, team: &str| {
        let mut new = new_employee(n);
        new["team"] = json!(team);
        let key = format!("hire{n}");
        let added = house.post(&manager, &at(1, "/employees"), &key, &new).await.is(201).json();
        added["employeeId"].as_str().unwrap().to_owned()
    };
    let (own, other) = (hire(11, "Magazijn").await, hire(12, "Kantoor").await);
    let section = Section::Team("Magazijn".to_owned());
    give(house, employer, 501, Role::Registrar, Some(section)).await;
    let limited = token(&scene, 501);
    assert_eq!(names(&scene.shown(&limited).await.is(200)), [number(1).digits()]);
    let list = house.get(&limited, &at(1, "/employees")).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    house.get(&limited, &at(1, &format!("/employees/{own}/account"))).await.is(200);
    house.get(&limited, &at(1, &format!("/employees/{other}/account"))).await.is(404);
    house.post(&limited, &at(1, "/trainings"), "t", &new_training(11)).await.is(201);
    house.post(&limited, &at(1, "/trainings"), "u", &new_training(12)).await.is(400);
    house.get(&limited, &at(1, "/tasks")).await.is(403);
    assert_eq!(house.get(&limited, "/tasks").await.is(200).json()["total"], 0);
    // A batch is carried out by a job, which knows no section.
    let batch = json!({ "items": [{ "newTraining": new_training(12) }] });
    house.post(&limited, &at(1, "/batches"), "b", &batch).await.is(403);
    house.post(&manager, &at(1, "/batches"), "b", &batch).await.is(202);
}

#[tokio::test]
async fn an_inspector_reads_what_is_inspected() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let installation = house.app.installation();
    let inspector = person(700);
    let (first, second) = (house.key(), house.key());
    let role = Role::Inspector;
    house.app.give_access(&installation, &inspector, role, None, &first).await.unwrap();
    let looks = token(&scene, 700);
    house.get(&looks, &at(1, "/employees")).await.is(404);
    let visitor = fla_app::Visitor {
        ssin: inspector,
        name: "Inspecteur".to_owned(),
        channel: fla_app::Channel::Web,
        trace: "test".to_owned(),
    };
    let caller = house.app.act_as_inspector(&visitor).await.unwrap();
    let (whom, why) = (number(1), "Klacht 2026/14");
    house.app.open_inspection(&caller, &whom, why, 7, &second).await.unwrap();
    house.get(&looks, &at(1, "/employees")).await.is(200);
    house.post(&looks, &at(1, "/employees"), "k", &new_employee(11)).await.is(403);
    assert_eq!(names(&scene.shown(&looks).await.is(200)), [number(1).digits()]);
    // The reason stands beside the look.
    let manager = house.act_as_manager(1, employer).await;
    let entries = house.app.recent_audit(&manager).await.unwrap();
    assert!(entries.iter().any(|e| e.channel == "api" && e.actor_name.contains("Inspecteur")));
}

#[tokio::test]
async fn a_person_must_have_signed_in_surely_enough() {
    let scene = Scene::new().await;
    let house = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    give(house, employer, 501, Role::Reader, None).await;
    let with = |name: &str, value: Value| {
        let mut claims = of(&scene, 501);
        claims.as_object_mut().unwrap().remove("acr");
        claims[name] = value;
        scene.signer.sign(&claims)
    };
    scene.shown(&with("acr", json!(LEVEL))).await.is(200);
    scene.shown(&with("amr", json!(["eid", LEVEL]))).await.is(200);
    for weak in [json!("urn:be:fedict:iam:fas:Level300"), json!(""), Value::Null] {
        let answer = scene.shown(&with("acr", weak)).await.is(401);
        // RFC 9470: what to ask for.
        let challenge = answer.headers["www-authenticate"].to_str().unwrap();
        assert!(challenge.contains("error=\"insufficient_user_authentication\""), "{challenge}");
        assert!(challenge.contains(&format!("acr_values=\"{LEVEL}\"")), "{challenge}");
    }
    scene.shown(&with("acr", json!(5))).await.is(401);

    let store = fla_store::testing::sqlite_store().await;
    let any = Scene::on(store, false, |config| {
        config.acr_accepted.clear();
        "sub".clone_into(&mut config.claims.ssin);
    });
    // The number may be the subject itself; software is then known by being its own subject.
    let mut claims = any.about("app");
    claims["sub"] = json!(person(501).digits());
    any.shown(&any.signer.sign(&claims)).await.is(200);
    claims["sub"] = json!("no-number");
    any.shown(&any.signer.sign(&claims)).await.is(401);
    any.shown(&any.signer.sign(&any.about("app"))).await.is(403);
}

#[tokio::test]
async fn calls_of_a_person_are_counted() {
    let scene = Scene::limited(3).await;
    let (one, two) = (token(&scene, 501), token(&scene, 502));
    for _ in 0..3 {
        scene.shown(&one).await.is(200);
    }
    scene.shown(&one).await.is(429);
    // Whatever the token or the software: it is the person who is counted.
    let mut claims = of(&scene, 501);
    (claims["jti"], claims["client_id"]) = (json!("t2"), json!("other-app"));
    scene.shown(&scene.signer.sign(&claims)).await.is(429);
    scene.shown(&two).await.is(200);
}
