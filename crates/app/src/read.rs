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

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Whether more comes behind it.
    pub more: bool,
}

impl<T> Listed<T> {
    /// A page of so many, of what was read: one more where there is more.
    pub(crate) fn cut(mut items: Vec<T>, size: u32) -> Self {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        Self { items, more }
    }
}
