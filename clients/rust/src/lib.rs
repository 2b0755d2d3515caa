#![doc = include_str!("../README.md")]
//!
//! # Where to read
//!
//! | file | what it holds |
//! |---|---|
//! | `client.rs` | a call: token, key, retries |
//! | `token.rs`, `key.rs` | the token, and the private key with which it is asked for |
//! | `employer.rs` | the typed calls |
//! | `pages.rs` | lists of many pages |
//! | `error.rs` | what can go wrong |
//! | `types.rs` | what is sent and answered, by the names of the contract |

mod client;
mod employer;
mod error;
mod key;
mod pages;
mod token;
pub mod types;

pub use client::{Answer, Client, Language, Request};
pub use employer::{Employer, Versioned};
pub use error::{Error, Issue, Problem};
pub use key::Key;
pub use pages::Pages;
