//! The REST API through its router: every operation of the contract, what is refused and how, and
//! that nobody reaches what is another's. Every answer is held to the contract.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod changes;
mod contract;
mod resources;
mod support;
mod token;
mod webhooks;
