//! Social security identification numbers, which spreadsheets take for numbers.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;

use super::Unread;
use crate::Cell;
use crate::cell::plain;

/// The number of a cell; `None` where it is empty. Zeros that were lost at the front are put back
/// where the number then checks; one of which the end was lost is said to be so.
///
/// # Errors
/// `SSIN-…` as for a typed number; with the reason where a spreadsheet spoilt it.
pub fn read(cell: &Cell) -> Result<Option<Ssin>, Anomaly> {
    if cell.is_empty() {
        return Ok(None);
    }
    let spoilt =
        |why: Unread| Anomaly::new(Zone::Ssin, Fault::Invalid).with("reason", why.reason());
    let text = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (1.0..1e11).contains(number) => {
            plain(*number)
        }
        Cell::Text(_) => cell.shown(),
        Cell::Error(_) => return Err(spoilt(Unread::BrokenFormula)),
        _ => return Err(spoilt(Unread::Form)),
    };
    let text = match scientific(&text) {
        Some(Ok(digits)) => digits,
        Some(Err(())) => return Err(spoilt(Unread::DigitsLost)),
        None => text,
    };
    let bare = text.strip_suffix(",00").or_else(|| text.strip_suffix(".00")).unwrap_or(&text);
    let only_digits = bare.bytes().all(|b| b.is_ascii_digit());
    if only_digits && (4..11).contains(&bare.len()) {
        // What it lost was zeros, or it was never whole; the check digits tell.
        if let Ok(ssin) = format!("{bare:0>11}").parse() {
            return Ok(Some(ssin));
        }
    }
    bare.parse().map(Some)
}

/// A number in scientific notation: its digits where all eleven are there, an error where the end
/// was rounded away; `None` where it is no such number.
fn scientific(text: &str) -> Option<Result<String, ()>> {
    let upper = text.to_ascii_uppercase();
    let (mantissa, exponent) = upper.split_once('E')?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    let mantissa = mantissa.replace(',', ".");
    let (whole, part) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
    let digits = format!("{whole}{part}");
    if whole.len() != 1 || !digits.bytes().all(|b| b.is_ascii_digit()) || exponent > 10 {
        return Some(Err(()));
    }
    if part.len() < exponent {
        // Nine digits of eleven cannot be known again, whatever zeros are put behind them.
        return Some(Err(()));
    }
    Some(Ok(digits[..=exponent].to_owned()))
}
