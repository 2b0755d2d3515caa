//! Figures, dates and times as the papers write them. Whole-number arithmetic throughout.

use fla_domain::language::Language;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::rules::Exact;
use jiff::civil::Date;

use crate::phrase::{self, Phrase};

const fn mark(language: Language) -> char {
    match language {
        Language::En => '.',
        _ => ',',
    }
}

/// A number given in hundredths, without idle zeros: `12,5` for 1250.
pub(crate) fn hundredths(language: Language, value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let value = value.unsigned_abs();
    let (units, rest) = (value / 100, value % 100);
    let mark = mark(language);
    match rest {
        0 => format!("{sign}{units}"),
        r if r.is_multiple_of(10) => format!("{sign}{units}{mark}{}", r / 10),
        r => format!("{sign}{units}{mark}{r:02}"),
    }
}

/// Minutes in days of `day_minutes`, rounded half up to hundredths: `3,2`.
pub(crate) fn days(language: Language, minutes: Minutes, day_minutes: u32) -> String {
    let day = i128::from(day_minutes.max(1));
    let scaled = i128::from(minutes.0) * 100;
    let half = if scaled < 0 { -day } else { day };
    hundredths(language, i64::try_from((scaled * 2 + half) / (day * 2)).unwrap_or(i64::MAX))
}

/// Exact time: `24 u 19`; `45 min`. Spaces do not break.
pub(crate) fn hours(language: Language, minutes: Minutes) -> String {
    let sign = if minutes.0 < 0 { "−" } else { "" };
    let total = minutes.0.unsigned_abs();
    let unit = match language {
        Language::Nl => "u",
        Language::Fr | Language::En => "h",
        Language::De => "Std.",
    };
    match (total / 60, total % 60) {
        (0, rest) => format!("{sign}{rest}\u{a0}min"),
        (hours, rest) => format!("{sign}{hours}\u{a0}{unit}\u{a0}{rest:02}"),
    }
}

/// Days in words with the exact time: `3,2 dagen (24 u 19)`.
pub(crate) fn amount(language: Language, minutes: Minutes, day_minutes: u32) -> String {
    format!("{} ({})", days_in_words(language, minutes, day_minutes), hours(language, minutes))
}

/// Days in words: `3,2 dagen`.
pub(crate) fn days_in_words(language: Language, minutes: Minutes, day_minutes: u32) -> String {
    let number = days(language, minutes, day_minutes);
    let one = match language {
        // French has its singular below two.
        Language::Fr => minutes.0.abs() < i64::from(day_minutes) * 2,
        _ => minutes.0.abs() == i64::from(day_minutes),
    };
    let word = match (language, one) {
        (Language::Nl, true) => "dag",
        (Language::Nl, false) => "dagen",
        (Language::Fr, true) => "jour",
        (Language::Fr, false) => "jours",
        (Language::De, true) => "Tag",
        (Language::De, false) => "Tage",
        (Language::En, true) => "day",
        (Language::En, false) => "days",
    };
    format!("{number}\u{a0}{word}")
}

/// An exact number: `3,2`, or `17/6` where two decimals do not hold it.
pub(crate) fn exact(language: Language, value: &Exact) -> String {
    let scaled = (value * &Exact::from(100_u32)).round_half_up().unwrap_or(i64::MAX);
    if Exact::from_hundredths(scaled) == *value {
        hundredths(language, scaled)
    } else {
        value.to_string()
    }
}

/// A regime: its percentage to two decimals and its hours.
pub(crate) fn regime(language: Language, fraction: Fraction, phrase: Phrase) -> String {
    let (q, s) = (i64::from(fraction.q()), i64::from(fraction.s()).max(1));
    let percent = (q * 10_000 * 2 + s) / (s * 2);
    phrase.with(
        language,
        &[
            ("percent", &hundredths(language, percent)),
            ("q", &hundredths(language, q)),
            ("s", &hundredths(language, s)),
        ],
    )
}

/// `14 mei 2026`, `1er mai 2026`, `14. Mai 2026`, `14 May 2026`.
pub(crate) fn date(language: Language, date: Date) -> String {
    let day = match language {
        Language::Fr if date.day() == 1 => "1er".to_owned(),
        Language::De => format!("{}.", date.day()),
        _ => date.day().to_string(),
    };
    format!("{day}\u{a0}{} {}", phrase::month(language, date.month()), date.year())
}

/// `14/05/2026` (`14.05.2026` in German).
pub(crate) fn short_date(language: Language, date: Date) -> String {
    let mark = if language == Language::De { '.' } else { '/' };
    format!("{:02}{mark}{:02}{mark}{}", date.day(), date.month(), date.year())
}

/// The first and the last day of a period, once where they are the same.
pub(crate) fn period(language: Language, from: Date, to: Option<Date>) -> String {
    let first = short_date(language, from);
    match to {
        Some(to) if to == from => first,
        Some(to) => format!("{first} – {}", short_date(language, to)),
        None => phrase::PERIOD_OPEN.with(language, &[("from", &first)]),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn figures_are_written_as_the_language_does() {
        assert_eq!(amount(Language::Nl, Minutes(1459), 456), "3,2\u{a0}dagen (24\u{a0}u\u{a0}19)");
        assert_eq!(amount(Language::Fr, Minutes(456), 456), "1\u{a0}jour (7\u{a0}h\u{a0}36)");
        assert_eq!(amount(Language::De, Minutes(-456), 456), "−1\u{a0}Tag (−7\u{a0}Std.\u{a0}36)");
        assert_eq!(amount(Language::En, Minutes(45), 456), "0.1\u{a0}days (45\u{a0}min)");
        assert_eq!(exact(Language::Nl, &Exact::new(17, 6).expect("a fraction")), "17/6");
        assert_eq!(date(Language::Fr, day(2026, 5, 1)), "1er\u{a0}mai 2026");
        assert_eq!(period(Language::De, day(2026, 1, 2), None), "ab 02.01.2026");
    }

    #[test]
    fn a_regime_is_rounded_to_two_decimals() {
        let fraction = Fraction::new(1900, 3800).expect("a fraction");
        let said = regime(Language::En, fraction, phrase::REGIME_VALUE);
        assert_eq!(said, "50 % (19 of 38 hours a week)");
    }
}
