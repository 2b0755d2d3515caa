//! The application through its one door, on both engines: every command and question, who may ask them, and that
//! nothing is lost where work is cut off.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod access;
mod batch_broken_off;
mod batch_export;
mod batch_files;
mod batch_resent;
mod bitemporal;
mod cbe;
mod complete;
mod courses;
mod dashboard;
mod dimona;
mod ended_elsewhere;
mod ended_meanwhile;
mod fail_closed;
mod gathered;
mod grants;
mod invitations;
mod journey;
mod looks;
mod mandates;
mod many_accounts;
mod moving;
mod object_store;
mod own;
mod papers;
mod referee;
mod reference;
mod reported;
mod reports;
mod requests;
mod resume;
mod retention;
mod roll;
#[path = "../../../files/tests/files/s3.rs"]
mod s3;
#[path = "../../../domain/tests/scenario/mod.rs"]
#[expect(dead_code, reason = "the tests of the domain use all of it")]
mod scenario;
mod sealing;
mod section;
mod sharing;
mod sheets;
mod sheets_many;
mod support;
mod uploads;
