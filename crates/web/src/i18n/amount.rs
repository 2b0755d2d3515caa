//! Minutes as people read them: hours and minutes exactly, days to two decimals.

use std::borrow::Borrow;

use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::rules::Exact;
use fluent_bundle::FluentValue;

use super::{Arg, T};

/// Minutes in hundredths of days of `day_minutes`, rounded half up (away from zero).
///
/// Whole-number arithmetic; a day of zero minutes counts as one minute, so that nothing divides
/// by zero.
pub fn hundredths_of_days(minutes: Minutes, day_minutes: u32) -> i64 {
    let day = i128::from(day_minutes.max(1));
    let scaled = i128::from(minutes.0) * 100;
    let half = if scaled < 0 { -day } else { day };
    i64::try_from((scaled * 2 + half) / (day * 2)).unwrap_or(i64::MAX)
}

/// Chooses the plural of an amount that has decimals.
///
/// Only one language has a singular for some fractions: French, below two.
struct Plural(i64);

impl Plural {
    fn of(hundredths: i64, language: Language) -> Self {
        match (language, hundredths.abs()) {
            (_, 100) | (Language::Fr, 0..200) => Self(1),
            (_, 0) => Self(0),
            _ => Self(2),
        }
    }
}

impl Arg for Plural {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.0)
    }
}

/// The sign of hours.
const fn hour(language: Language) -> &'static str {
    match language {
        Language::Nl => "u",
        Language::Fr | Language::En => "h",
        Language::De => "Std.",
    }
}

impl T {
    /// Exact time: `7 u 36`, `7 h 36`, `7 Std. 36`; `45 min`, `−1 h 00`. Spaces do not break. What
    /// is shown can be typed: the reader of durations takes it in every language.
    pub fn hours(self, minutes: impl Borrow<Minutes>) -> String {
        let minutes = *minutes.borrow();
        let sign = if minutes.0 < 0 { "−" } else { "" };
        let total = minutes.0.unsigned_abs();
        let (hours, rest) = (total / 60, total % 60);
        if hours == 0 {
            format!("{sign}{rest}\u{a0}min")
        } else {
            let hours = self.number(hours);
            let unit = hour(self.language());
            format!("{sign}{hours}\u{a0}{unit}\u{a0}{rest:02}")
        }
    }

    /// Days of `day_minutes`: `2,5 dagen`. At most two decimals; show [`T::hours`] beside it.
    pub fn days(self, minutes: impl Borrow<Minutes>, day_minutes: impl Borrow<u32>) -> String {
        self.days_of(hundredths_of_days(*minutes.borrow(), *day_minutes.borrow()))
    }

    /// The same without the word for days, for columns that say it: `3,2`.
    pub fn days_bare(self, minutes: Minutes, day_minutes: u32) -> String {
        self.hundredths(hundredths_of_days(minutes, day_minutes))
    }

    /// A number of days given in hundredths: `2,5 dagen`.
    pub fn days_of(self, hundredths: i64) -> String {
        let amount = self.hundredths(hundredths);
        self.two("days", "n", Plural::of(hundredths, self.language()), "amount", amount)
    }

    /// Days and, between brackets, the exact time: `3,2 dagen (24 h 19)`.
    pub fn days_and_hours(
        self,
        minutes: impl Borrow<Minutes>,
        day_minutes: impl Borrow<u32>,
    ) -> String {
        let minutes = *minutes.borrow();
        format!("{} ({})", self.days(minutes, day_minutes), self.hours(minutes))
    }
}

impl T {
    /// An exact number: `3,2`, `924,175`, or `17/6 ≈ 2,83` where three decimals do not hold it.
    pub fn exact(self, value: &Exact) -> String {
        let hundredths = (value * &Exact::from(100_u32)).round_half_up().unwrap_or(i64::MAX);
        let decimal = self.hundredths(hundredths);
        if Exact::from_hundredths(hundredths) == *value {
            return decimal;
        }
        let scaled = value * &Exact::from(1_000_u32);
        let thousandths = scaled.round_half_up().unwrap_or(i64::MAX);
        if &Exact::from_hundredths(thousandths) * &Exact::from(100_u32) == scaled {
            self.thousandths(thousandths)
        } else {
            format!("{value}\u{a0}≈\u{a0}{decimal}")
        }
    }

    /// An exact number without its approximation: `3,2`, or `17/6`.
    pub fn exact_term(self, value: &Exact) -> String {
        let text = self.exact(value);
        if text.contains('≈') { value.to_string() } else { text }
    }

    /// An exact number of days: `3,2 dagen`, `17/6 ≈ 2,83 dagen`.
    pub fn exact_days(self, value: &Exact) -> String {
        let hundredths = (value * &Exact::from(100_u32)).round_half_up().unwrap_or(i64::MAX);
        self.two("days", "n", Plural::of(hundredths, self.language()), "amount", self.exact(value))
    }
}
