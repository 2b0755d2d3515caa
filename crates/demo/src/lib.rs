//! fla-demo

pub mod provider;
