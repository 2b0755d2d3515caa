//! A cell as a spreadsheet knows it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::recognise::date::of_serial;

/// A cell. Days count from the end of 1899, as spreadsheets count them by default: files that
/// count from 1904 are brought to that when they are read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    #[serde(rename = "e")]
    Empty,
    /// Text.
    #[serde(rename = "t")]
    Text(String),
    /// A number that is not shown as a date.
    #[serde(rename = "n")]
    Number(f64),
    /// A number that is shown as a date or a time of day, in days.
    #[serde(rename = "d")]
    Date(f64),
    /// A number that is shown as a duration, in days.
    #[serde(rename = "s")]
    Duration(f64),
    /// Yes or no.
    #[serde(rename = "b")]
    Bool(bool),
    /// A formula that gives no value, such as `#REF!`.
    #[serde(rename = "x")]
    Error(String),
}

impl Cell {
    /// A text, or nothing where it is blank.
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => tidy(text).is_empty(),
            _ => false,
        }
    }

    /// The cell as people read it: without blanks around it, and without the mark that keeps a
    /// text from being taken for a formula.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => tidy(text),
            Self::Number(number) => plain(*number),
            Self::Date(days) => moment(*days),
            Self::Duration(days) => hours(*days),
            Self::Bool(value) => value.to_string(),
            Self::Error(what) => what.clone(),
        }
    }
}

/// Text without blanks around it (no-break ones too), and without a leading apostrophe that
/// guards a text or a long number.
fn tidy(text: &str) -> String {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    let bare = text.strip_prefix('\'').filter(|rest| {
        let rest = rest.trim_start_matches(['\'', ' ']);
        rest.starts_with(|c: char| {
            matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n') || c.is_ascii_digit()
        })
    });
    bare.unwrap_or(text).trim().to_owned()
}

/// A number with a point and no more digits than it needs.
pub(crate) fn plain(number: f64) -> String {
    // Fifteen digits are what a spreadsheet keeps; the noise behind them is not the person's.
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn moment(days: f64) -> String {
    if (0.0..1.0).contains(&days) {
        return hours(days);
    }
    of_serial(days).map_or_else(|| plain(days), |date: Date| date.to_string())
}

fn hours(days: f64) -> String {
    let minutes = (days * 1440.0).round();
    format!("{}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0))
}
