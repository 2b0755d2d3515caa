//! Faults of a configuration.

use std::fmt;

/// What is wrong, one line each: where, what was expected, how to mend it. Values are not
/// repeated, since they may be secrets.
#[derive(Debug, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Adds one.
    pub fn add(&mut self, place: &str, wrong: impl fmt::Display) {
        self.0.push(format!("{place} {wrong}"));
    }

    /// Adds those of another list.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Each in a line, where there is any.
    pub fn lines(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("; "))
    }

    /// The value where there is no fault.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is not right:")?;
        self.0.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}
