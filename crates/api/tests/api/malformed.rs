//! Bodies that are no JSON, or not the JSON that is asked for: whatever is sent, the answer is a
//! problem that says so, and never a fault of ours.

use serde_json::json;

use crate::contract::operations;
use crate::resources::house;
use crate::support::number;

/// Texts that are no JSON, or not the JSON that is asked for.
const TEXTS: &[&str] = &[
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
    "{\"a\":1,\"a\":2}",
    "{\"__proto__\":{}}",
    "{\"absent\":[\"\"]}",
    "{\"title\":\"\\u0000\",\"startDate\":\"2026-11-02\",\"minutes\":60,\"participants\":[]}",
];

/// Bodies that no parser may take, and some that every parser takes and the contract does not.
fn bodies() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
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
        format!("{{\"{}\":1}}", "a".repeat(100_000)).into_bytes(),
        format!("{{\"title\":\"{}\"}}", "é".repeat(100_000)).into_bytes(),
        format!("{{\"minutes\":{}}}", "9".repeat(10_000)).into_bytes(),
        json!({ "ssins": vec!["a"; 2_000] }).to_string().into_bytes(),
    ]);
    all
}

#[tokio::test]
async fn whatever_is_sent_is_answered_with_a_problem() {
    let (house, _, _, token) = house().await;
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("if-match", "\"1\""),
    ];
    let mut asked = 0;
    for (method, path, id) in operations() {
        if method == "get" {
            continue;
        }
        let mut at = path.replace("{enterpriseNumber}", number(1).digits());
        while let Some((before, rest)) = at.split_once('{') {
            let (_, after) = rest.split_once('}').unwrap();
            at = format!("{before}2f08341b-d75b-45d3-8dd2-14fdfba51a0e{after}");
        }
        for body in bodies() {
            let answer = house.raw(&method.to_ascii_uppercase(), &at, &headers, &body).await;
            let status = answer.status.as_u16();
            let what = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
            assert!((400..500).contains(&status), "{id}: {status} for {what}");
            asked += 1;
        }
    }
    assert!(asked > 900, "{asked}");
}
