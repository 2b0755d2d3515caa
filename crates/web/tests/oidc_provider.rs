//! Whole sign-ins over real connections: against the demonstration's provider, and against the
//! certified provider of npm (`e2e/oidc`, which `./dev test` installs).

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod sign_in;
