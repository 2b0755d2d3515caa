//! Why something was not done. Only the web layer makes pages and statuses of it.

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_store::StoreError;

/// A refusal; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What was given is not right; each fault with its place and code.
    #[error("invalid: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Anomaly>),
    /// The caller may not do this.
    #[error("not allowed: {}", .0.code())]
    Forbidden(Action),
    /// It is not there, or not for the caller's eyes: the two look the same.
    #[error("not found")]
    Hidden,
    /// The caller had access, or a mandate that was in force, and has it no more: to the outside as if
    /// nothing were there.
    #[error("access ended")]
    Ended,
    /// Somebody else changed it in the meantime.
    #[error("changed in the meantime")]
    Conflict,
    /// The key was used for another command.
    #[error("key already used for another command")]
    KeyReused,
    /// The register could not answer now; trying again may help.
    #[error("not available: {0}")]
    Unavailable(String),
    /// Something that should always hold does not.
    #[error("broken: {0}")]
    Broken(String),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Conflict,
            StoreError::Corrupt { .. } | StoreError::Refused { .. } => {
                Self::Broken(error.to_string())
            }
            StoreError::Unwritable { .. } => Anomaly::new(Zone::Text, Fault::Invalid).into(),
            StoreError::Unavailable { .. } => Self::Unavailable(error.to_string()),
        }
    }
}

impl From<Anomaly> for Refused {
    fn from(anomaly: Anomaly) -> Self {
        Self::Invalid(vec![anomaly])
    }
}

impl From<Vec<Anomaly>> for Refused {
    fn from(anomalies: Vec<Anomaly>) -> Self {
        Self::Invalid(anomalies)
    }
}

/// The caller has no mandate, or none any more, of the employer for whom it wants to act.
pub(crate) fn unmandated() -> Anomaly {
    Anomaly::new(Zone::Mandate, Fault::NotFound).at("employer")
}
