//! What is wrong, in words for a terminal: English, as all that the command line says.

use std::io::Read as _;
use std::str::FromStr;

use anyhow::Context as _;
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
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

/// More than this is no SSIN.
const LONGEST: u64 = 100;

/// The SSIN from standard input; what was typed is not repeated.
pub fn ssin() -> anyhow::Result<Ssin> {
    let mut text = String::new();
    let input = std::io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    input.context("cannot read the SSIN from standard input")?;
    identifier(text.trim()).map_err(anyhow::Error::msg)
}
