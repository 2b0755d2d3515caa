//! Whole sign-ins over real connections: against the demonstration's provider, and against the
//! certified provider of npm (`e2e/oidc`, which `./dev test` installs).
