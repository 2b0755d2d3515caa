//! Papers about the training right: the individual training account of an employee and year, the
//! yearly notice of balance and rights, and the complete copy for the employee. Each is a tagged
//! PDF (PDF/A-2a and PDF/UA-1, checked while it is written) in one of the four languages.
//!
//! A paper follows from what is put in and from nothing else: the same input gives the same bytes.
//! No clock is asked; the day on which a paper is drawn up is part of the input.

mod account;
mod copy;
mod draw;
mod figure;
mod font;
mod notice;
mod phrase;
mod proof;
mod sheet;
mod structure;

pub use account::{
    Account, Attendance, Credit, Employer, GrowthPath, GrowthStep, OwnWork, Person, Right, account,
};
pub use copy::{
    Copy, Look, OwnPart, OwnQuestion, OwnRecord, OwnTopic, QuestionStep, complete_copy,
};
pub use notice::{Message, Notice, message, notice};
pub use proof::{Proof, ProofList, proof_list};

/// Why a paper could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// The built-in typeface could not be opened.
    #[error("the built-in typeface cannot be read")]
    Typeface,
    /// The file would not have conformed to PDF/A-2a and PDF/UA-1.
    #[error("the paper would not conform: {0}")]
    Conformance(String),
}
