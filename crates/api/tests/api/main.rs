//! The REST API through its router: every operation of the contract, what is refused and how, and
//! that nobody reaches what is another's. Every answer is held to the contract.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod batch_files;
mod batches;
mod batches_over_time;
mod broken_files;
mod changes;
mod client;
mod contract;
mod copies;
mod dpop;
mod employments;
mod issues;
mod limits;
mod lists;
mod malformed;
mod organisation;
mod origins;
mod outside;
mod questions;
mod reads;
mod reports;
mod resources;
mod retries;
mod rights;
mod sandbox;
mod support;
mod tasks;
mod token;
mod uploads;
mod webhooks;

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
