//! The own organisation: its mandates, its situation and its size; and the regime that follows,
//! which is nobody's.

use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::{House, every_scope, number};

pub async fn life() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let shown = house.get(&token, &at(1, "")).await.is(200).json();
    assert_eq!(shown["qualities"], json!(["employer"]));
    mandates(&house, employer, &token).await;

    let overview = house.get(&token, &at(1, "/overview")).await.is(200).json();
    assert_eq!((&overview["year"], &overview["inService"]), (&json!(2026), &json!(1)));
    assert_eq!(overview["credit"]["year"], 2026);
    house.get(&token, &at(1, "/overview?year=2100")).await.is(200);
    let average = json!({ "year": 2026, "averageHundredths": 2150, "reason": "Jaarrekening" });
    let sizes = at(1, "/sizes");
    let of_year = async || {
        let all = house.get(&token, &sizes).await.is(200).json();
        let found = all["items"].as_array().unwrap().iter().find(|size| size["year"] == 2026);
        found.cloned().unwrap()
    };
    assert_eq!(of_year().await["band"], "below10");
    let averages = at(1, "/sizeAverages");
    let would = format!("{averages}?validateOnly=true");
    house.post(&token, &would, "would", &average).await.is(200);
    assert_eq!(of_year().await["band"], "below10");
    let first = house.post(&token, &averages, "set", &average).await.is(200);
    house.wait(1);
    assert_eq!(house.post(&token, &averages, "set", &average).await.is(200).bytes, first.bytes);
    let set = of_year().await;
    assert_eq!((&set["band"], &set["average"]), (&json!("from20"), &json!("43/2")));
    assert_eq!((&set["startYear"], &set["reason"]), (&json!(2026), &json!("Jaarrekening")));
    let answer = house.post(&token, &averages, "k", &json!({ "year": 1999 })).await.is(400);
    assert_eq!(answer.issues(), ["averageHundredths schemaViolation -"]);
    let wrong = json!({ "year": 1999, "averageHundredths": 1 });
    let answer = house.post(&token, &averages, "k", &wrong).await.is(400);
    assert_eq!(answer.issues(), ["year outOfRange YEAR-008", "reason requiredInput REASON-001"]);
    let back = format!("{averages}/withdraw");
    house.post(&token, &back, "back", &json!({ "year": 2026 })).await.is(200);
    assert_eq!(of_year().await["band"], "below10");

    regime(&house).await;
}

async fn mandates(house: &House, employer: fla_domain::ids::EmployerId, token: &str) {
    let provider = house.organisation(2, &[Quality::SocialSecretariat]).await;
    let software = house.software(2, provider, every_scope()).await;
    let theirs = house.token(&software).await;
    let id = house.mandate((1, employer), (2, provider), &[Scope::Verify]).await;
    let given = house.get(token, &at(1, "/mandates")).await.is(200).json();
    let mandate = &given["items"][0];
    assert_eq!(mandate["mandateId"], id.to_string());
    assert_eq!(mandate["organisation"]["enterpriseNumber"], number(2).digits());
    assert_eq!((&mandate["side"], &mandate["status"]), (&json!("given"), &json!("inForce")));
    assert_eq!(mandate["scopes"], json!(["read", "verify"]));
    assert_eq!(mandate["steps"][1]["kind"], "confirmed");
    let held = house.get(&theirs, &at(2, "/mandates?side=held")).await.is(200).json();
    assert_eq!(held["items"][0]["organisation"]["name"], "Organisatie 1");
    let none = house.get(&theirs, &at(2, "/mandates?side=given")).await.is(200).json();
    assert_eq!(none["total"], 0);
    // The mandates of an employer are its own business.
    let refused = house.get(&theirs, &at(1, "/mandates")).await.is(403).json();
    assert_eq!(refused["type"], "urn:problem-type:belgif:missingPermission");
    house.get(token, &at(2, "/mandates")).await.is(404);
    house.get(token, &at(1, "/mandates?side=both")).await.is(400);
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    let refused = house.get(&reader, &at(1, "/mandates")).await.is(403).json();
    assert_eq!(refused["requiredScopes"], json!(["scope:fla:mandate:read"]));
}

/// Without any token.
async fn regime(house: &House) {
    let ask = async |query: &str| house.raw("GET", &format!("/regime?{query}"), &[], b"").await;
    let found = ask("year=2026&band=from20&jointCommittee=200").await.is(200).json();
    assert_eq!((&found["kind"], &found["days"]), (&json!("sectoral"), &json!("4")));
    assert_eq!(found["minutes"].as_i64(), found["dayMinutes"].as_i64().map(|day| day * 4));
    assert_eq!(found["considered"][0]["outcome"], "applies");
    assert!(found.get("right").is_none());
    let rule = path_of(&found["rule"], "href");
    let rule = house.raw("GET", &rule, &[], b"").await.is(200).json();
    assert_eq!(rule["code"], found["rule"]["code"]);
    assert_eq!(rule["jointCommittee"], "200");
    let rules = house.raw("GET", "/refData/rules", &[], b"").await.is(200).json();
    assert!(rules["items"].as_array().unwrap().contains(&rule));
    house.raw("GET", "/refData/rules/be.jc.200@999", &[], b"").await.is(404);

    let half = "year=2026&averageHundredths=2150&workingHours=1900&referenceHours=3800\
                &startDate=2026-07-01&dayMinutes=456";
    let right = ask(half).await.is(200).json()["right"].clone();
    assert_eq!(right["monthsUnderContract"], 6);
    assert_eq!(right["terms"][0]["fraction"], "1/2");
    let wrong: &[(&str, &[&str])] = &[
        ("", &["band requiredInput AVERAGE-001", "year schemaViolation -"]),
        (
            "year=1999&band=huge&size=4&jointCommittee=x",
            &[
                "band schemaViolation -",
                "jointCommittee invalidInput JC-003",
                "year outOfRange YEAR-008",
                "size unknownInput -",
            ],
        ),
        ("year=2026&band=below10&averageHundredths=2150", &["averageHundredths schemaViolation -"]),
        ("year=2026&band=from20&averageHundredths=2150", &["averageHundredths schemaViolation -"]),
        (
            "year=2026&band=below10&workingHours=1900&startDate=2026-05-01&endDate=2026-04-01",
            &["endDate invalidPeriod END-014", "referenceHours schemaViolation -"],
        ),
        ("year=2026&band=below10&startDate=1%2F5%2F2026", &["startDate schemaViolation -"]),
    ];
    for (query, issues) in wrong {
        let answer: Vec<String> = ask(query).await.is(400).issues();
        assert_eq!(answer, *issues, "{query}");
    }
}

#[tokio::test]
async fn the_situation_is_read_within_scope_and_employer() {
    let (house, employer, _, _) = house().await;
    let writes = ApiScopes::default().with(ApiScope::TrainingWrite);
    let writer = house.software(1, employer, writes).await;
    let writer = house.token(&writer).await;
    let other = house.organisation(2, &[Quality::Employer]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    for path in ["/overview", "/sizes"] {
        let refused: Value = house.get(&writer, &at(1, path)).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!(["scope:fla:register:read"]), "{path}");
        house.get(&stranger, &at(1, path)).await.is(404);
    }
    let average = json!({ "year": 2026, "averageHundredths": 2150, "reason": "x" });
    for path in ["/sizeAverages", "/sizeAverages/withdraw"] {
        house.post(&writer, &at(1, path), "k", &average).await.is(403);
        house.post(&stranger, &at(1, path), "k", &average).await.is(404);
    }
}
