//! What is wrong, in words for a terminal: English, as all that the command line says.

use std::str::FromStr;

use fla_domain::anomaly::Anomaly;
use fla_domain::language::Language;
use fla_web::i18n::T;

/// Code, place, fault and mend.
pub fn anomaly(anomaly: &Anomaly) -> String {
    let text = T::new(Language::En).anomaly(anomaly);
    let column = anomaly.column.map_or_else(String::new, |column| format!(" column {column}"));
    format!("{anomaly}{column}: {} {}", text.message, text.mend)
}

/// Reads an identifier of the command line.
///
/// # Errors
/// Code, fault and mend.
pub fn identifier<I: FromStr<Err = Anomaly>>(text: &str) -> Result<I, String> {
    text.parse().map_err(|fault| anomaly(&fault))
}
