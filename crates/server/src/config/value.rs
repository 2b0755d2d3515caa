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
