//! Durations: hours with decimals, `7:36`, days, minutes, and parts of a day.

use fla_domain::duration::parse_duration;
use serde::{Deserialize, Serialize};

use super::Unread;
use super::number::{decimal, of_float};
use crate::Cell;

/// What a bare number of a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Hours.
    #[default]
    Hours,
    /// Minutes.
    Minutes,
    /// Training days.
    Days,
}

/// What is known of the durations of a column.
#[derive(Clone, Copy, Debug)]
pub struct Durations {
    /// What a bare number counts.
    pub unit: Unit,
    /// Whether bare numbers are parts of a day of 24 hours: times that lost their look.
    pub parts_of_a_day: bool,
    /// Minutes of a training day.
    pub day_minutes: u32,
}

/// Whether the bare numbers of a column of hours are parts of a day: all are below ten days, and
/// one at least has so many decimals that nobody typed it, and is a whole number of minutes.
pub fn are_parts_of_a_day<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> bool {
    let mut typed_by_nobody = false;
    for cell in cells {
        let Cell::Number(number) = cell else { continue };
        let minutes = number * 1440.0;
        if *number >= 2.0 || (minutes - minutes.round()).abs() > 1e-3 {
            return false;
        }
        let thousandths = number * 1000.0;
        typed_by_nobody |= (thousandths - thousandths.round()).abs() > 1e-4;
    }
    typed_by_nobody
}

/// The minutes of a cell; `None` where it is empty.
///
/// # Errors
/// Where it is no duration or not a whole number of minutes.
pub fn read(cell: &Cell, durations: Durations) -> Result<Option<i64>, Unread> {
    match cell {
        _ if cell.is_empty() => Ok(None),
        Cell::Duration(days) => of_days(*days).map(Some),
        // A time of day; from one day on, hours beyond midnight that a clock format hides.
        Cell::Date(days) if *days < 31.0 => of_days(*days).map(Some),
        Cell::Number(number) if durations.parts_of_a_day => of_days(*number).map(Some),
        Cell::Number(number) => of_number(*number, durations).map(Some),
        Cell::Text(_) => of_text(&cell.shown(), durations).map(Some),
        Cell::Error(_) => Err(Unread::BrokenFormula),
        _ => Err(Unread::Form),
    }
}

fn of_days(days: f64) -> Result<i64, Unread> {
    let minutes = days * 1440.0;
    if (minutes - minutes.round()).abs() > 1e-2 {
        return Err(Unread::NotWholeMinutes);
    }
    of_float(minutes.round(), 1.0)
}

fn of_number(number: f64, durations: Durations) -> Result<i64, Unread> {
    // Four decimals are the most that people type.
    to_minutes(of_float(number, 10_000.0)?, durations)
}

fn to_minutes(scaled: i64, durations: Durations) -> Result<i64, Unread> {
    let unit = match durations.unit {
        Unit::Minutes => 1,
        Unit::Hours => 60,
        Unit::Days => i64::from(durations.day_minutes),
    };
    let minutes = scaled.checked_mul(unit).ok_or(Unread::Form)?;
    // Hours with two decimals (2,33) are what people make of twenty minutes past two.
    let rounded = (minutes + 5_000).div_euclid(10_000);
    let off = (minutes - rounded * 10_000).abs();
    let allowed = if durations.unit == Unit::Minutes { 0 } else { 3_000 };
    if off <= allowed { Ok(rounded) } else { Err(Unread::NotWholeMinutes) }
}

/// What people write for half of something.
const HALVES: [(&str, &str); 10] = [
    ("½", "0,5"),
    ("1/2", "0,5"),
    ("een halve", "0,5"),
    ("halve", "0,5"),
    ("une demi-journée", "0,5 jour"),
    ("demi-journée", "0,5 jour"),
    ("demi-jour", "0,5 jour"),
    ("halber", "0,5"),
    ("half a", "0,5"),
    ("half", "0,5"),
];

/// A half in digits, and the words for a day by the one that is known.
fn in_digits(text: &str) -> String {
    let lower = text.to_lowercase();
    let half = HALVES
        .iter()
        .find_map(|(word, digits)| lower.strip_prefix(word).map(|rest| format!("{digits}{rest}")));
    half.unwrap_or(lower).replace("journées", "jours").replace("journée", "jour")
}

fn of_text(text: &str, durations: Durations) -> Result<i64, Unread> {
    let text = in_digits(text);
    let text = text.as_str();
    if let Some(scaled) = Some(text).filter(|t| !has_unit(t)).and_then(|t| decimal(t, 4)) {
        return to_minutes(scaled, durations);
    }
    // `7:36:00`, as spreadsheets write times into text.
    let clock = text.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(text);
    parse_duration(clock, durations.day_minutes).map(|minutes| minutes.0).map_err(|anomaly| {
        let near = anomaly.args.contains_key("below");
        if near { Unread::NotWholeMinutes } else { Unread::Form }
    })
}

fn has_unit(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
