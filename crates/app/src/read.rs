//! Questions to the register. Each asks for permission and, where it shows people's data, leaves
//! an audit entry before the answer is given.

pub mod account;
pub mod changes;
pub mod courses;
pub mod dashboard;
pub mod disputes;
pub mod employees;
pub mod history;
mod log_copy;
pub(crate) mod names;
pub mod overview;
pub mod reconcile;
pub mod sharing;
pub mod tasks;
pub mod trainings;
pub mod waiting;
