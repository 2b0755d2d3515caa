//! Dates in every form in which they come.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::Unread;
use crate::Cell;

/// Which of two small numbers is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// `31/12/2026`, as in Belgium.
    #[default]
    DayFirst,
    /// `12/31/2026`, as in exports of American programs.
    MonthFirst,
}

/// What is known of the dates of a column.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    /// Which of two small numbers is the day.
    pub order: Order,
    /// Years of two digits lie at most here: with 2036, `36` is 2036 and `37` is 1937.
    pub latest_year: i16,
    /// Whether plain numbers count from 1904.
    pub from_1904: bool,
}

/// Numbers of days that are taken for a date: from 1901 until 2100.
const SERIALS: std::ops::RangeInclusive<f64> = 367.0..=73_415.0;

/// The day of a spreadsheet's count; the day that never was in 1900 is left out.
pub fn of_serial(days: f64) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
    let days = days.floor() as i32;
    let start = if days < 60 { date(1899, 12, 31) } else { date(1899, 12, 30) };
    start.checked_add(days.days()).ok()
}

/// The count of a spreadsheet for a day from March 1900 on.
pub fn to_serial(day: Date) -> i32 {
    date(1899, 12, 30).until(day).map_or(0, |span| span.get_days())
}

/// The order of day and month in a column, by its values that allow but one.
pub fn order_of<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for cell in cells {
        let Cell::Text(_) = cell else { continue };
        let text = cell.shown();
        let Some([a, b, _]) = three_numbers(&text) else { continue };
        if a.len() > 2 {
            continue;
        }
        match (small(a), small(b)) {
            (13..=31, 1..=12) => day_first += 1,
            (1..=12, 13..=31) => month_first += 1,
            _ => {}
        }
    }
    if month_first > 0 && day_first == 0 { Order::MonthFirst } else { Order::DayFirst }
}

/// The date of a cell; `None` where it is empty.
///
/// # Errors
/// Where it is no date.
pub fn read(cell: &Cell, dates: Dates) -> Result<Option<Date>, Unread> {
    match cell {
        _ if cell.is_empty() => Ok(None),
        Cell::Date(days) => of_serial(*days).map(Some).ok_or(Unread::Form),
        Cell::Number(number) => of_number(*number, dates).map(Some),
        Cell::Text(_) => of_text(&cell.shown(), dates).map(Some),
        Cell::Error(_) => Err(Unread::BrokenFormula),
        _ => Err(Unread::Form),
    }
}

/// A number in a column of dates: `20261231`, `31122026` with its zero or without, or a count of
/// days that lost its look.
fn of_number(number: f64, dates: Dates) -> Result<Date, Unread> {
    if number.fract() == 0.0 && (1900.0..=2100.0).contains(&number) {
        return Err(Unread::OnlyAYear);
    }
    if number.fract() == 0.0 && (1_000_000.0..100_000_000.0).contains(&number) {
        return of_digits(&format!("{number:08}"), dates);
    }
    let days = if dates.from_1904 { number + 1462.0 } else { number };
    if SERIALS.contains(&days) { of_serial(days).ok_or(Unread::Form) } else { Err(Unread::Form) }
}

fn of_digits(text: &str, dates: Dates) -> Result<Date, Unread> {
    let year = small(&text[..4]);
    if (1900..=2100).contains(&year) {
        return day(year, small(&text[4..6]), small(&text[6..]));
    }
    let (a, b, year) = (small(&text[..2]), small(&text[2..4]), small(&text[4..]));
    if !(1900..=2100).contains(&year) {
        return Err(Unread::Form);
    }
    in_order(a, b, year, dates)
}

fn of_text(text: &str, dates: Dates) -> Result<Date, Unread> {
    let text = without_time(text);
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            8 => of_digits(text, dates),
            6 => in_order(
                small(&text[..2]),
                small(&text[2..4]),
                whole_year(&text[4..], dates)?,
                dates,
            ),
            4 if (1900..=2100).contains(&small(text)) => Err(Unread::OnlyAYear),
            5 => of_number(text.parse().map_err(|_| Unread::Form)?, dates),
            _ => Err(Unread::Form),
        };
    }
    if let Some([a, b, c]) = three_numbers(text) {
        if a.len() == 4 {
            return day(small(a), small(b), small(c));
        }
        return in_order(small(a), small(b), whole_year(c, dates)?, dates);
    }
    with_month_name(text, dates)
}

/// A date in front of `T10:00:00` or ` 10:00`.
fn without_time(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(['T', ' ']) {
        Some((date, time))
            if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            date.trim()
        }
        _ => text,
    }
}

fn in_order(a: i16, b: i16, year: i16, dates: Dates) -> Result<Date, Unread> {
    match dates.order {
        Order::DayFirst => day(year, b, a),
        Order::MonthFirst => day(year, a, b),
    }
}

fn day(year: i16, month: i16, of_month: i16) -> Result<Date, Unread> {
    let (Ok(month), Ok(of_month)) = (i8::try_from(month), i8::try_from(of_month)) else {
        return Err(Unread::NoSuchDay);
    };
    Date::new(year, month, of_month).map_err(|_| Unread::NoSuchDay)
}

/// Three groups of digits between points, strokes or hyphens; the first or the last is a year.
fn three_numbers(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split(['/', '-', '.', '\\']).map(str::trim);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |t: &&str| (1..=4).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let fits = three.iter().all(digits)
        && three[1].len() <= 2
        && matches!((three[0].len(), three[2].len()), (4, 1 | 2) | (1 | 2, 2 | 4));
    (parts.all(str::is_empty) && fits).then_some(three)
}

fn small(digits: &str) -> i16 {
    digits.parse().unwrap_or(-1)
}

fn whole_year(digits: &str, dates: Dates) -> Result<i16, Unread> {
    let year = small(digits);
    match digits.len() {
        4 => Ok(year),
        2 if 2000 + year <= dates.latest_year => Ok(2000 + year),
        2 => Ok(1900 + year),
        _ => Err(Unread::Form),
    }
}

/// The beginnings of the names of months in the four languages, without accents.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fev"],
    &["maa", "mrt", "mar", "maer"],
    &["apr", "avr"],
    &["mei", "mai", "may"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aou", "aout"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec", "dez"],
];

/// `1 januari 2026`, `1er mars 26`, `3. März 2026`, `12-dec-26`, `March 3, 2026`.
fn with_month_name(text: &str, dates: Dates) -> Result<Date, Unread> {
    let parts: Vec<&str> =
        text.split([' ', '.', '-', '/', ',', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    let [first, second, year] = parts[..] else { return Err(Unread::Form) };
    let (of_month, month) = match (month(second), month(first)) {
        (Some(month), _) => (first, month),
        (None, Some(month)) => (second, month),
        _ => return Err(Unread::Form),
    };
    let of_month = of_month.trim_end_matches(|c: char| c.is_alphabetic());
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(of_month) || !digits(year) {
        return Err(Unread::Form);
    }
    day(whole_year(year, dates)?, month, small(of_month))
}

fn month(word: &str) -> Option<i16> {
    let word: String = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ù' => 'u',
            'ä' => 'a',
            other => other,
        })
        .collect();
    if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    // The longest beginning wins: "juillet" is not "jui" of "juin".
    let found = MONTHS
        .iter()
        .enumerate()
        .flat_map(|(index, names)| names.iter().map(move |name| (index, *name)))
        .filter(|(_, name)| word.starts_with(name))
        .max_by_key(|(_, name)| name.len())?;
    i16::try_from(found.0 + 1).ok()
}
