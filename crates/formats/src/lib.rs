//! Streaming readers and writers: bytes to domain and back. Nothing here awaits, and no reader
//! holds more of a file than the person it is at.
//!
//! | room | what it holds |
//! |---|---|
//! | [`batch_file`] | many changes of the register in one file |
//! | [`answer`] | what the sender of a batch file gets back: ACRF and NOTI |
//! | [`cbe`] | the open data of the Crossroads Bank for Enterprises |
//! | [`compressed`] | gzip and zstd, unpacked within bounds |
//! | [`declaration`] | the door: which kind of declaration a file is, and a first pass over it |
//! | [`dmfa`] | the quarterly payroll declaration |
//! | [`dimona`] | the immediate declaration of employment |
//! | [`file_name`] | names of batch files, and which belong together |
//! | [`reason`] | why a file cannot be read, by stable names |
//! | [`write`](mod@write) | writers of both, for demonstrations, tests and measurements |
//! | [`synthetic`] | numbers that check and names that belong to nobody |

pub mod answer;
pub mod batch_file;
pub mod cbe;
pub mod compressed;
pub mod declaration;
pub mod dimona;
pub mod dmfa;
mod field;
pub mod file_name;
pub mod reason;
pub mod synthetic;
mod tag;
pub mod write;
mod xml;

pub use xml::Limits;
