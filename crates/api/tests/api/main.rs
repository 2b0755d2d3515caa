//! The REST API through its router: every operation of the contract, what is refused and how, and
//! that nobody reaches what is another's. Every answer is held to the contract.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod contract;
mod employments;
mod organisation;
mod questions;
mod reports;
mod resources;
mod rights;
mod support;
mod tasks;
mod token;

use std::collections::BTreeSet;

/// Each noun lives once, so that every operation is answered well at least once.
#[tokio::test]
async fn every_operation_is_answered_well() {
    resources::life().await;
    rights::life().await;
    employments::life().await;
    reports::life().await;
    questions::life().await;
    tasks::life().await;
    organisation::life().await;
    let well = contract::answered(|status| status < 300);
    let all: BTreeSet<String> = contract::operations().into_iter().map(|(_, _, id)| id).collect();
    assert_eq!(well, all, "some operation was never answered well");
}

/// Whatever stands in the body of whichever operation, it is the caller's fault and never ours.
#[tokio::test]
async fn a_body_that_is_none_is_refused_everywhere() {
    let (house, _, _, token) = resources::house().await;
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("if-match", "\"1\""),
    ];
    let mut tried = 0;
    for (method, path, _) in contract::operations() {
        if method == "get" {
            continue;
        }
        let path: Vec<_> = path
            .split('/')
            .map(|part| match part {
                "{enterpriseNumber}" => support::number(1).digits().to_owned(),
                part if part.starts_with('{') => uuid::Uuid::nil().to_string(),
                part => part.to_owned(),
            })
            .collect();
        let path = path.join("/");
        for body in ["", "[]", "{", "3", "{\"colour\":null}", "{\"reason\":[]}", "\u{feff}{}"] {
            let method = method.to_ascii_uppercase();
            let answer = house.raw(&method, &path, &headers, body.as_bytes()).await;
            assert!(matches!(answer.status.as_u16(), 400 | 404 | 412), "{path} {body}");
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}
