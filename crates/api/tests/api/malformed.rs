//! Bodies that are no JSON, or not the JSON that is asked for: whatever is sent, the answer is a
//! problem that says so, and never a fault of ours.

use fla_domain::access::Quality;
use fla_store::testing::{rows_holding, test_stores};
use serde_json::json;

use crate::contract::{operations, reads_json};
use crate::resources::{at, hire, house_on};
use crate::support::{House, every_scope, new_training, number};

/// Texts that are no JSON, or JSON that says two things.
const BROKEN: &[&str] = &[
    "",
    " ",
    "{",
    "}",
    "[",
    "]",
    "{]",
    "[}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":}",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":'b'}",
    "{1:1}",
    "{null:1}",
    "{\"a\"::1}",
    "{\"a\":1}}",
    "{\"a\":1}{}",
    "{\"a\":1}#",
    "{\"a\":1}//",
    "{/**/}",
    "{\"a\":/*x*/1}",
    "{\"a\":01}",
    "{\"a\":+1}",
    "{\"a\":-}",
    "{\"a\":.5}",
    "{\"a\":1.}",
    "{\"a\":1e}",
    "{\"a\":1e+}",
    "{\"a\":0x1}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":-Infinity}",
    "{\"a\":undefined}",
    "{\"a\":True}",
    "{\"a\":tru}",
    "{\"a\":nul}",
    "{\"a\":\"}",
    "{\"a\":\"\\\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\uD800\"}",
    "{\"a\":\"\\uDC00\\uD800\"}",
    "{\"a\":\"\t\"}",
    "{\"a\":\"\n\"}",
    "{\"a\":\"\u{0}\"}",
    "\u{feff}{}",
    // A parser in front may take the other one.
    "{\"a\":1,\"a\":2}",
    "{\"title\":\"a\",\"title\":\"a\"}",
    "{\"items\":[{\"reference\":\"a\",\"reference\":\"b\"}]}",
    "{\"a\":1,\"\\u0061\":1}",
];

/// JSON that no operation asks for.
const OTHER: &[&str] = &[
    "null",
    "true",
    "1",
    "\"a\"",
    "[]",
    "[{}]",
    "[[]]",
    "{\"items\":{}}",
    "{\"items\":[1]}",
    "{\"items\":[[]]}",
    "{\"items\":[null]}",
    "{\"items\":[{\"newTraining\":[]}]}",
    "{\"participants\":{\"0\":{}}}",
    "{\"title\":[\"a\"]}",
    "{\"minutes\":1e400}",
    "{\"minutes\":-0}",
    "{\"minutes\":1.5}",
    "{\"minutes\":99999999999999999999}",
    "{\"startDate\":\"2026-02-30\"}",
    "{\"startDate\":\"2026-1-1\"}",
    "{\"startDate\":\"-001-01-01\"}",
    "{\"startDate\":20260101}",
    "{\"ssins\":[1]}",
    "{\"ssins\":\"a\"}",
    "{\"\":1}",
    "{\"__proto__\":{}}",
    "{\"absent\":[\"\"]}",
    "{\"title\":\"\\u0000\",\"startDate\":\"2026-11-02\",\"minutes\":60,\"participants\":[]}",
    "{\"title\":\"a\\u0000b\",\"startDate\":\"2026-11-02\",\"minutes\":60}",
    "{\"reason\":\"\\u0000\",\"year\":2026,\"everybody\":true}",
    "{\"team\":\"\\u0000\",\"everybody\":true}",
    "{\"task\":\"\\u0000\",\"date\":\"2026-11-02\"}",
    "{\"words\":\"a\\u0000\"}",
    "{\"ssins\":[\"\\u0000\"]}",
];

/// Bodies that no parser may take.
fn broken() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = BROKEN.iter().map(|text| text.as_bytes().to_vec()).collect();
    all.extend([
        vec![0xff],
        vec![0xfe, 0xff, 0, b'{', 0, b'}'],
        b"{\"a\":\"\xc3\x28\"}".to_vec(),
        b"{\"a\":\"\xed\xa0\x80\"}".to_vec(),
        b"{\"\xff\":1}".to_vec(),
        vec![0; 64],
        "[".repeat(100_000).into_bytes(),
        "{\"a\":".repeat(100_000).into_bytes(),
        format!("{{\"a\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000)).into_bytes(),
        format!("{{\"minutes\":{}}}", "9".repeat(10_000)).into_bytes(),
    ]);
    all
}

/// Bodies that every parser takes and the contract does not.
fn others() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = OTHER.iter().map(|text| text.as_bytes().to_vec()).collect();
    all.extend([
        format!("{{\"{}\":1}}", "a".repeat(100_000)).into_bytes(),
        format!("{{\"title\":\"{}\"}}", "é".repeat(100_000)).into_bytes(),
        json!({ "ssins": vec!["a"; 2_000] }).to_string().into_bytes(),
    ]);
    all
}

/// Every operation with a JSON body, as method and path in a house where nothing but the employer is.
fn with_body() -> Vec<(String, String)> {
    let reads = |(method, path, _): &(String, String, String)| reads_json(method, path);
    let at = |(method, path, _): (String, String, String)| {
        let mut at = path.replace("{enterpriseNumber}", number(1).digits());
        while let Some((before, rest)) = at.split_once('{') {
            let (_, after) = rest.split_once('}').unwrap();
            at = format!("{before}2f08341b-d75b-45d3-8dd2-14fdfba51a0e{after}");
        }
        (method.to_ascii_uppercase(), at)
    };
    operations().into_iter().filter(reads).map(at).collect()
}

/// What a store holds, but for what is noted of those who ask.
async fn held(house: &House) -> Vec<String> {
    let mut rows = rows_holding(house.app.store(), "").await;
    rows.retain(|row| !row.starts_with("audit_"));
    rows
}

#[tokio::test]
async fn whatever_is_sent_is_answered_with_a_problem() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let employer = house.organisation(1, &[Quality::Employer, Quality::TrainingProvider]).await;
        let software = house.software(1, employer, every_scope()).await;
        let bearer = format!("Bearer {}", house.token(&software).await);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
            ("if-match", "\"1\""),
        ];
        let before = held(&house).await;
        let all = with_body();
        assert!(all.len() > 30, "{}", all.len());
        for (method, path) in &all {
            // What is no JSON ends before any store is asked.
            for body in if engine == "sqlite" { broken() } else { Vec::new() } {
                let answer = house.raw(method, path, &headers, &body).await;
                let what = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
                let status = answer.status.as_u16();
                assert_eq!(status, 400, "{engine}: {method} {path}: {what}");
                assert_eq!(answer.issues(), ["- schemaViolation -"], "{method} {path}: {what}");
            }
            for body in others() {
                let status = house.raw(method, path, &headers, &body).await.status.as_u16();
                let what = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
                assert!((400..500).contains(&status), "{engine}: {method} {path}: {status} {what}");
            }
        }
        assert_eq!(held(&house).await, before, "{engine}");
    }
}

/// The character U+0000 is a text for one engine and none for the other: neither is given it.
#[tokio::test]
async fn no_text_holds_the_character_that_ends_others() {
    for (engine, store) in test_stores().await {
        let (house, _, _, token) = house_on(store).await;
        hire(&house, &token, 11).await;
        let mut training = new_training(11);
        training["title"] = json!("a\u{0}b");
        let refused = house.post(&token, &at(1, "/trainings"), "k", &training).await.is(400);
        assert_eq!(refused.issues(), ["title schemaViolation -"], "{engine}");
        let batch = json!({ "items": [{ "newTraining": training }] });
        let refused = house.post(&token, &at(1, "/batches"), "b", &batch).await.is(400);
        assert_eq!(refused.issues(), ["items[0].newTraining.title schemaViolation -"], "{engine}");
        for asked in ["/trainings?q=%00", "/employees?q=%00", "/employees?team=a%00"] {
            house.get(&token, &at(1, asked)).await.is(400);
        }
    }
}
