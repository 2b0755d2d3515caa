//! The domain of the Federal Learning Account: identifiers, time, rules of rights and trainings,
//! the account of a person with an employer. Pure: no async, no I/O, no clock.
//!
//! | room | what it holds |
//! |---|---|
//! | [`identifier`] | SSIN, enterprise number, NSSO number, joint committee: parsed once, always valid |
//! | [`bounds`] | bounds of what is said of people by hand |
//! | [`committees`] | names of the joint committees |
//! | [`time`] | quarter, calendar year, instants |
//! | [`quantity`] | minutes, working-time fraction, hundredths |
//! | [`duration`] | durations as people write them |
//! | [`cell`] | text in a table that somebody opens in a spreadsheet |
//! | [`anomaly`] | every fault the register can name, with a stable code |
//! | [`occupation`], [`timeline`] | what declarations and people say of an employment, and what follows |
//! | [`rules`], [`size`], [`right`] | which days a person has a right to, and why |
//! | [`account`] | the ledger of credit: granted, carried over, followed, lapsed |
//! | [`training`] | trainings and participations and their states |
//! | [`reported`] | trainings that training providers report, and how the same one is recognised |
//! | [`isced`] | fields of education, with their names in four languages |
//! | [`certificate`] | until when somebody may do a task |
//! | [`own`] | what a person declares of themself, and how far anything may be relied on |
//! | [`dispute`] | a question about an entry, and its answer |
//! | [`paper`] | how a notice reached an employee, and what trainings cost |
//! | [`task`] | tasks that are done when somebody says so |
//! | [`access`] | who may do what, on what ground |
//! | [`mandate`] | from when until when a provider acts for an employer |
//! | [`webhook`] | what an organisation can have itself told |

#[macro_use]
mod codes;

pub mod access;
pub mod account;
pub mod anomaly;
pub mod bounds;
pub mod cell;
pub mod certificate;
pub mod committees;
pub mod dispute;
pub mod duration;
pub mod identifier;
pub mod ids;
pub mod isced;
pub mod language;
pub mod mandate;
pub mod occupation;
pub mod own;
pub mod paper;
pub mod quantity;
pub mod reference;
pub mod reported;
pub mod right;
pub mod rules;
pub mod size;
pub mod task;
pub mod time;
pub mod timeline;
pub mod training;
pub mod webhook;
