//! The pages through their router: every address, who gets what, and what a form says about its faults.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod batch_files;
mod copies;
mod dashboard;
mod doors;
mod employer_pages;
mod matrix;
mod messy;
mod messy_sheets;
mod oidc_provider;
mod organisations;
mod own;
mod papers;
mod private_pages;
mod public;
mod sensitive;
mod sheets;
mod sign_in;
mod support;
mod trainings;
mod uploads;
