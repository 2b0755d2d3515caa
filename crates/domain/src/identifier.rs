//! Identifiers with check digits, parsed once.

mod enterprise;
mod joint_committee;
mod nsso;
mod ssin;

pub use enterprise::EnterpriseNumber;
pub use joint_committee::JointCommittee;
pub use nsso::NssoNumber;
pub use ssin::Ssin;

use crate::anomaly::{Anomaly, Fault, Zone};

/// Strips the separators people type (dot, dash, slash, space) and asks for digits only.
fn digits(text: &str, zone: Zone, length: usize) -> Result<String, Anomaly> {
    if text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) {
        // As files have it, by the million.
        return Ok(text.to_owned());
    }
    let bare: String =
        text.chars().filter(|c| !matches!(c, '.' | '-' | '/' | ' ' | '\u{a0}')).collect();
    if bare.is_empty() {
        return Err(Anomaly::new(zone, Fault::Missing));
    }
    if !bare.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Anomaly::new(zone, Fault::NotNumeric));
    }
    if bare.len() != length {
        return Err(Anomaly::new(zone, Fault::Length)
            .with("length", bare.len())
            .with("expected", length));
    }
    Ok(bare)
}
