//! Numbers with decimals, yes and no.

use super::Unread;
use crate::Cell;

/// A number in hundredths; `None` where the cell is empty. Decimal commas and points and blanks
/// or marks between thousands are taken, and a unit such as `%`, `h` or `d` behind it.
///
/// # Errors
/// Where it is no number, or has more than two decimals.
pub fn hundredths(cell: &Cell) -> Result<Option<i64>, Unread> {
    match cell {
        _ if cell.is_empty() => Ok(None),
        Cell::Number(number) => of_float(*number, 100.0).map(Some),
        Cell::Text(_) => of_text(&cell.shown()).map(Some),
        Cell::Error(_) => Err(Unread::BrokenFormula),
        _ => Err(Unread::Form),
    }
}

/// A whole number; `None` where the cell is empty.
///
/// # Errors
/// Where it is no whole number.
pub fn whole(cell: &Cell) -> Result<Option<i64>, Unread> {
    match hundredths(cell)? {
        None => Ok(None),
        Some(value) if value % 100 == 0 => Ok(Some(value / 100)),
        Some(_) => Err(Unread::Form),
    }
}

/// `number` times `scale`, where that is whole but for the noise of a binary number.
pub(super) fn of_float(number: f64, scale: f64) -> Result<i64, Unread> {
    let scaled = number * scale;
    let near = scaled.round();
    if !scaled.is_finite() || near.abs() > 1e12 || (scaled - near).abs() > 1e-4 {
        return Err(Unread::Form);
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
    Ok(near as i64)
}

fn of_text(text: &str) -> Result<i64, Unread> {
    decimal(text, 2).ok_or(Unread::Form)
}

/// A decimal number as text in units of 10 to the minus `places`.
pub(super) fn decimal(text: &str, places: usize) -> Option<i64> {
    let mut text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\'' | '’'))
        .collect();
    while text.ends_with(['%', 'h', 'u', 'd', 'j', '€']) {
        text.pop();
    }
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = split(text)?;
    let part = part.trim_end_matches('0');
    if whole.is_empty() || whole.len() > 9 || part.len() > places {
        return None;
    }
    let digits = format!("{whole}{part:0<places$}");
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse::<i64>().ok())?
        .map(|n| sign * n)
}

/// Digits before and behind the decimal mark: the last mark, unless it repeats.
fn split(text: &str) -> Option<(String, &str)> {
    let Some(last) = text.rfind([',', '.']) else { return Some((text.to_owned(), "")) };
    let mark = text.as_bytes()[last];
    let (before, after) = (&text[..last], &text[last + 1..]);
    let other = if mark == b',' { '.' } else { ',' };
    let repeats = before.bytes().any(|b| b == mark);
    if repeats && (before.contains(other) || after.len() != 3) {
        return None;
    }
    let groups = |text: &str, mark: char| {
        let mut parts = text.split(mark);
        let first = parts.next().is_some_and(|p| (1..=3).contains(&p.len()));
        first && parts.all(|p| p.len() == 3)
    };
    if repeats {
        let mark = char::from(mark);
        return groups(text, mark).then(|| (text.replace(mark, ""), ""));
    }
    if before.contains(other) {
        return groups(before, other).then(|| (before.replace(other, ""), after));
    }
    Some((before.to_owned(), after))
}

const YES: [&str; 14] =
    ["1", "x", "ja", "j", "yes", "y", "oui", "o", "true", "waar", "vrai", "wahr", "v", "✓"];
const NO: [&str; 13] = [
    "0", "-", "nee", "neen", "n", "no", "non", "nein", "false", "onwaar", "faux", "falsch", "geen",
];

/// Yes or no in the four languages; `None` where the cell is empty.
///
/// # Errors
/// Where it is neither.
pub fn yes(cell: &Cell) -> Result<Option<bool>, Unread> {
    if let Cell::Bool(value) = cell {
        return Ok(Some(*value));
    }
    if let Cell::Error(_) = cell {
        return Err(Unread::BrokenFormula);
    }
    let word = cell.shown().to_lowercase();
    match word.as_str() {
        "" => Ok(None),
        word if YES.contains(&word) => Ok(Some(true)),
        word if NO.contains(&word) => Ok(Some(false)),
        _ => Err(Unread::Form),
    }
}
