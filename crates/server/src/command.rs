//! The commands, one file each.

pub mod access;
pub mod audit;
pub mod backup;
pub mod cbe;
pub mod demo;
pub mod doctor;
pub mod employer;
pub mod folder;
pub mod import;
pub mod migrate;
pub mod migrate_store;
pub mod recalculate;
pub mod retention;
pub mod rules;
pub mod sandbox;
pub mod serve;
pub mod validate;
