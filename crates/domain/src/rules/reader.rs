//! Reading tables of a rule file key by key, noting every fault with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::exact::Exact;
use super::fault::{Faults, complaint};
use crate::anomaly::Fault;
use crate::time::Year;

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A table of the file: where it stands and what it is called.
pub(super) struct Section<'a, 't> {
    pub table: &'a DeTable<'t>,
    pub span: Range<usize>,
    pub path: String,
}

impl<'a, 't> Section<'a, 't> {
    /// The table a value holds.
    pub fn of(value: &'a Value<'t>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            wrong_type(value, path, "a table", faults);
        }
        Some(Self { table: table?, span: value.span(), path: path.to_owned() })
    }

    /// The full name of a key.
    pub fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&'a Value<'t>> {
        self.table.get(key)
    }

    /// Notes keys that are not among the known ones.
    pub fn only(&self, known: &[&str], faults: &mut Faults<'_>) {
        for key in self.table.keys().filter(|key| !known.contains(&&**key.get_ref())) {
            let name = key.get_ref();
            faults.add(
                &key.span(),
                &self.key(name),
                complaint(
                    Fault::OutsideDomain,
                    format!("unknown key `{name}`"),
                    format!("Use one of: {}", known.join(", ")),
                ),
            );
        }
    }

    /// Notes that a key is missing.
    pub fn missing(&self, key: &str, mend: &str, faults: &mut Faults<'_>) {
        let wrong = format!("`{}` is missing", self.key(key));
        faults.add(&self.span, &self.key(key), complaint(Fault::Missing, wrong, mend));
    }

    /// Notes a fault of the value of a key.
    pub fn wrong(&self, key: &str, what: super::fault::Complaint, faults: &mut Faults<'_>) {
        let span = self.value(key).map_or(self.span.clone(), Spanned::span);
        faults.add(&span, &self.key(key), what);
    }

    /// A text that must be there and not be blank.
    pub fn text(&self, key: &str, mend: &str, faults: &mut Faults<'_>) -> Option<String> {
        let Some(value) = self.value(key) else {
            self.missing(key, mend, faults);
            return None;
        };
        let text = text_of(value, &self.key(key), faults)?;
        if text.trim().is_empty() {
            let wrong = format!("`{}` is empty", self.key(key));
            self.wrong(key, complaint(Fault::Missing, wrong, mend), faults);
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A table that must be there.
    pub fn section(&self, key: &str, mend: &str, faults: &mut Faults<'_>) -> Option<Self> {
        if let Some(value) = self.value(key) {
            Self::of(value, &self.key(key), faults)
        } else {
            self.missing(key, mend, faults);
            None
        }
    }

    /// A table that may be there.
    pub fn optional_section(&self, key: &str, faults: &mut Faults<'_>) -> Option<Self> {
        Self::of(self.value(key)?, &self.key(key), faults)
    }

    /// A whole number in a range that must be there.
    pub fn number<N: TryFrom<i64>>(
        &self,
        key: &str,
        range: std::ops::RangeInclusive<i64>,
        faults: &mut Faults<'_>,
    ) -> Option<N> {
        let Some(value) = self.value(key) else {
            let mend = format!("Add a whole number from {} to {}", range.start(), range.end());
            self.missing(key, &mend, faults);
            return None;
        };
        number_of(value, &self.key(key), range, faults)
    }

    /// A year that may be there.
    pub fn optional_year(&self, key: &str, faults: &mut Faults<'_>) -> Option<Year> {
        number_of(self.value(key)?, &self.key(key), YEARS, faults)
    }
}

/// The calendar years a rule may name.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 1900..=9998;

/// The most days a year of training can have.
const MOST_DAYS: u32 = 366;

/// The text of a value.
pub(super) fn text_of<'a>(
    value: &'a Value<'_>,
    path: &str,
    faults: &mut Faults<'_>,
) -> Option<&'a str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        wrong_type(value, path, "a text in quotes", faults);
    }
    text
}

/// The items of an array.
pub(super) fn items_of<'a, 't>(
    value: &'a Value<'t>,
    path: &str,
    faults: &mut Faults<'_>,
) -> Vec<&'a Value<'t>> {
    let Some(array) = value.get_ref().as_array() else {
        wrong_type(value, path, "a list in square brackets", faults);
        return Vec::new();
    };
    array.iter().collect()
}

/// The whole number of a value, in a range.
pub(super) fn number_of<N: TryFrom<i64>>(
    value: &Value<'_>,
    path: &str,
    range: std::ops::RangeInclusive<i64>,
    faults: &mut Faults<'_>,
) -> Option<N> {
    let Some(integer) = value.get_ref().as_integer() else {
        wrong_type(value, path, "a whole number", faults);
        return None;
    };
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    let fitting = number.filter(|n| range.contains(n)).and_then(|n| N::try_from(n).ok());
    if fitting.is_none() {
        faults.add(
            &value.span(),
            path,
            complaint(
                Fault::OutsideDomain,
                format!("`{path}` is {integer}"),
                format!("Give a whole number from {} to {}", range.start(), range.end()),
            ),
        );
    }
    fitting
}

/// The days of a value: a whole number, or a decimal in quotes; never a floating-point number.
pub(super) fn days_of(value: &Value<'_>, path: &str, faults: &mut Faults<'_>) -> Option<Exact> {
    let written = match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::String(text) => text,
        DeValue::Float(_) => {
            let mend = "Write it in quotes, such as \"0.5\": days are exact";
            let wrong = format!("`{path}` is a floating-point number");
            faults.add(&value.span(), path, complaint(Fault::Invalid, wrong, mend));
            return None;
        }
        _ => {
            wrong_type(value, path, "a number of days", faults);
            return None;
        }
    };
    let days = Exact::from_decimal(written).filter(|days| *days <= MOST_DAYS.into());
    if days.is_none() {
        let wrong = format!("`{path}` is {written}");
        let mend = format!("Give 0 to {MOST_DAYS} days, with a point before at most six decimals");
        faults.add(&value.span(), path, complaint(Fault::OutsideDomain, wrong, mend));
    }
    days
}

/// Notes that a value is of another type.
pub(super) fn wrong_type(value: &Value<'_>, path: &str, wanted: &str, faults: &mut Faults<'_>) {
    let wrong = format!("`{path}` is of the type {}", value.get_ref().type_str());
    let mend = format!("Give {wanted}");
    faults.add(&value.span(), path, complaint(Fault::Invalid, wrong, mend));
}
