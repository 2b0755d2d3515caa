//! Reading a set of conventions.

use jiff::civil::Date;
use toml::de::DeValue;

use super::fault::Faults;
use super::model::Conventions;
use super::read::{read_identity, read_source, read_texts};
use super::reader::{Section, wrong_type};

const KEYS: [&str; 8] =
    ["id", "version", "from", "day_minutes", "five_year_period", "source", "title", "text"];

/// The most minutes of a day.
const MOST_MINUTES: i64 = 1440;

/// The conventions of a table; `None` with at least one fault noted.
pub(super) fn read_convention(
    section: &Section<'_, '_>,
    faults: &mut Faults<'_>,
) -> Option<Conventions> {
    let (id, version) = read_identity(section, faults);
    section.only(&KEYS, faults);
    let from = read_date(section, "from", faults);
    let day_minutes = section.number("day_minutes", 1..=MOST_MINUTES, faults);
    let mend = "Add a table `five_year_period` with `first_start` and `years`";
    let period = section.section("five_year_period", mend, faults).map(|period| {
        period.only(&["first_start", "years"], faults);
        (read_date(&period, "first_start", faults), period.number("years", 1..=50, faults))
    });
    let source = read_source(section, faults);
    let title = read_texts(section, "title", faults);
    let text = read_texts(section, "text", faults);
    let (period_start, period_years) = period?;
    Some(Conventions {
        id: id?,
        version: version?,
        from: from?,
        day_minutes: day_minutes?,
        period_start: period_start?,
        period_years: period_years?,
        source: source?,
        title: title?,
        text: text?,
    })
}

/// A date that must be there, without a time.
fn read_date(section: &Section<'_, '_>, key: &str, faults: &mut Faults<'_>) -> Option<Date> {
    let Some(value) = section.value(key) else {
        section.missing(key, "Add a date such as 2024-01-01", faults);
        return None;
    };
    let date = match value.get_ref() {
        DeValue::Datetime(written) if written.time.is_none() && written.offset.is_none() => {
            written.date
        }
        _ => None,
    };
    let date = date.and_then(|d| {
        let part = |n: u8| i8::try_from(n).ok();
        Date::new(i16::try_from(d.year).ok()?, part(d.month)?, part(d.day)?).ok()
    });
    if date.is_none() {
        wrong_type(value, &section.key(key), "a date such as 2024-01-01", faults);
    }
    date
}
