//! Durations as people write them: `7:36`, `7h36`, `7,5 h`, `456 min`, `0,5 dag`, `1 jour 2 h`.
//!
//! The unit words of Dutch, French, German and English are taken alike, whatever language the
//! page is in. A number without a unit is refused: nobody can know whether `8` is hours or
//! minutes. The arithmetic is in ten-thousandths of minutes, so nothing is rounded: what is not
//! a whole number of minutes is refused, and the nearest two are named.

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::quantity::Minutes;

/// Ten-thousandths: four decimals are the most that is read.
const SCALE: i64 = 10_000;
/// Most digits before the decimal mark.
const WHOLE_DIGITS: usize = 6;
/// Most digits behind it.
const DECIMALS: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Minute,
    Hour,
    Day,
}

const MINUTE_WORDS: [&str; 8] = ["m", "min", "mins", "minute", "minutes", "minuut", "minuten", "'"];
const HOUR_WORDS: [&str; 13] = [
    "h", "u", "uur", "uren", "heure", "heures", "std", "stunde", "stunden", "hr", "hrs", "hour",
    "hours",
];
const DAY_WORDS: [&str; 10] =
    ["d", "dag", "dagen", "j", "jour", "jours", "tag", "tage", "day", "days"];
/// Words between two parts, as in "1 day and 2 hours".
const JOINING: [&str; 5] = ["en", "et", "und", "and", "+"];

/// Reads a duration in whole minutes; a day is `day_minutes` long.
///
/// # Errors
/// `DURATION-001` for nothing, `DURATION-003` for what cannot be read; where it can be read but
/// is not a whole number of minutes, `DURATION-003` carries `below` and `above`, the nearest
/// whole minutes as `7:35` and `7:36`.
pub fn parse_duration(text: &str, day_minutes: u32) -> Result<Minutes, Anomaly> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(Anomaly::new(Zone::Duration, Fault::Missing).at("duration"));
    }
    let scaled = clock(&text)
        .or_else(|| parts(&text, day_minutes))
        .ok_or_else(|| Anomaly::new(Zone::Duration, Fault::Invalid).at("duration"))?;
    if scaled % SCALE == 0 {
        return Ok(Minutes(scaled / SCALE));
    }
    let below = scaled / SCALE;
    Err(Anomaly::new(Zone::Duration, Fault::Invalid)
        .at("duration")
        .with("below", hours_and_minutes(Minutes(below)))
        .with("above", hours_and_minutes(Minutes(below + 1))))
}

/// A duration as it is typed and read back in every language: `7:36`. Negative ones do not occur.
pub fn hours_and_minutes(minutes: Minutes) -> String {
    format!("{}:{:02}", minutes.0 / 60, (minutes.0 % 60).abs())
}

/// `7:36`: minutes always have two digits, so that `7:5` is not taken for `7:05` or `7:50`.
fn clock(text: &str) -> Option<i64> {
    let text: String = text.trim_end_matches(['h', 'u']).split_whitespace().collect();
    let (hours, minutes) = text.split_once(':')?;
    if minutes.len() != 2 || !digits(minutes, 2) || !digits(hours, WHOLE_DIGITS) {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    (minutes < 60).then_some((hours * 60 + minutes) * SCALE)
}

/// Numbers with their units, the larger unit first, each at most once; after hours the minutes
/// need no unit (`7h36`).
fn parts(text: &str, day_minutes: u32) -> Option<i64> {
    let mut rest = text;
    let mut last: Option<Unit> = None;
    let mut sum = 0;
    while !rest.is_empty() {
        let (number, after) = number(rest)?;
        let (unit, after) = match unit(after) {
            Some(found) => found,
            None if last == Some(Unit::Hour) && after.is_empty() => (bare_minutes(number)?, after),
            None => return None,
        };
        if last.is_some_and(|last| unit >= last) {
            return None;
        }
        let minutes = match unit {
            Unit::Minute => 1,
            Unit::Hour => 60,
            Unit::Day => i64::from(day_minutes),
        };
        sum += number.checked_mul(minutes)?;
        last = Some(unit);
        rest = joined(after);
    }
    last.map(|_| sum)
}

/// Minutes behind hours without a unit of their own: whole, and fewer than an hour.
fn bare_minutes(number: i64) -> Option<Unit> {
    (number % SCALE == 0 && number < 60 * SCALE).then_some(Unit::Minute)
}

/// A number at the start in ten-thousandths, and what follows it without blanks.
fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(text.len());
    let (number, after) = text.split_at(end);
    let (whole, decimals) = match number.split_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    if !digits(whole, WHOLE_DIGITS) || !decimals.is_none_or(|d| digits(d, DECIMALS)) {
        return None;
    }
    let decimals = decimals.unwrap_or("0");
    let value = format!("{whole}{decimals:0<DECIMALS$}").parse().ok()?;
    Some((value, after.trim_start()))
}

/// A unit word at the start, with the dot of an abbreviation, and what follows it.
fn unit(text: &str) -> Option<(Unit, &str)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '\'')).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let is = |words: &[&str]| words.contains(&word);
    let unit = if is(&HOUR_WORDS) {
        Unit::Hour
    } else if is(&MINUTE_WORDS) {
        Unit::Minute
    } else if is(&DAY_WORDS) {
        Unit::Day
    } else {
        return None;
    };
    Some((unit, after.strip_prefix('.').unwrap_or(after).trim_start()))
}

/// What follows a joining word, if there is one and something follows it.
fn joined(text: &str) -> &str {
    for word in JOINING {
        if let Some(after) = text.strip_prefix(word) {
            let after = after.trim_start();
            if after.starts_with(|c: char| c.is_ascii_digit()) {
                return after;
            }
        }
    }
    text
}

fn digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<i64> {
        parse_duration(text, 456).ok().map(|m| m.0)
    }

    #[test]
    fn is_read_as_people_write_it() {
        for text in [
            "7:36",
            "07:36",
            " 7 : 36 ",
            "7:36 h",
            "7h36",
            "7 h 36",
            "7 H 36",
            "7u36",
            "7 u. 36",
            "7 h 36 min",
            "7 uur en 36 minuten",
            "7 heures et 36 minutes",
            "7 Std. 36 Min.",
            "7 Stunden und 36 Minuten",
            "7 hours and 36 minutes",
            "7,6 h",
            "7.6 h",
            "7,6 uur",
            "456 min",
            "456m",
            "456'",
            "456\u{a0}min",
            "1 dag",
            "1 jour",
            "1 Tag",
            "1 day",
            "1d",
            "1j",
            "1,0 dag",
        ] {
            assert_eq!(read(text), Some(456), "{text}");
        }
        assert_eq!(read("0,5 dag"), Some(228));
        assert_eq!(read("2,5 jours"), Some(1140));
        assert_eq!(read("1 dag 2 u 5"), Some(456 + 125));
        assert_eq!(read("1 Tag + 30 min"), Some(486));
        assert_eq!(read("8h"), Some(480));
        assert_eq!(read("7h5"), Some(425));
        assert_eq!(read("0 min"), Some(0));
        assert_eq!(parse_duration("0,5 Tage", 480), Ok(Minutes(240)));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in [
            "8",
            "7.36",
            "7:5",
            "7:60",
            "7:366",
            "h",
            "min",
            "7 min 2 h",
            "1 h 1 h",
            "2 h 1 dag",
            "7h75",
            "7h3,5",
            "-7:36",
            "7;36",
            "7 weeks",
            "1 dag 2",
            "1e3 min",
            "٣ min",
            ",5 h",
            "5, h",
            "1.234.5 min",
            "1234567 min",
            "0,00001 dag",
            "7:36:00",
            "h 7",
            "1 dag en",
        ] {
            let found = parse_duration(text, 456).unwrap_err();
            assert_eq!((found.code().as_str(), found.args.len()), ("DURATION-003", 0), "{text}");
        }
        for text in ["", "  ", "\u{a0}"] {
            assert_eq!(parse_duration(text, 456).unwrap_err().code(), "DURATION-001", "{text}");
        }
    }

    #[test]
    fn what_is_not_whole_minutes_is_refused_with_the_nearest() {
        for (text, below, above) in
            [("0,33 dag", "2:30", "2:31"), ("7,61 h", "7:36", "7:37"), ("1,5 min", "0:01", "0:02")]
        {
            let found = parse_duration(text, 456).unwrap_err();
            assert_eq!(found.code(), "DURATION-003");
            assert_eq!((&*found.args["below"], &*found.args["above"]), (below, above), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(minutes in 0_i64..600_000) {
            let text = hours_and_minutes(Minutes(minutes));
            prop_assert_eq!(parse_duration(&text, 456), Ok(Minutes(minutes)));
            let text = format!("{} u {:02}", minutes / 60, minutes % 60);
            prop_assert_eq!(parse_duration(&text, 456), Ok(Minutes(minutes)));
            let text = format!("{minutes} min");
            prop_assert_eq!(parse_duration(&text, 456), Ok(Minutes(minutes)));
        }

        /// The product of a decimal and a day is taken exactly or not at all.
        #[test]
        fn days_are_exact(hundredths in 0_i64..100_000, day in 60_u32..=720) {
            let text = format!("{},{:02} dagen", hundredths / 100, hundredths % 100);
            let exact = hundredths * i64::from(day);
            match parse_duration(&text, day) {
                Ok(minutes) => prop_assert_eq!(minutes.0 * 100, exact),
                Err(found) => {
                    prop_assert!(exact % 100 != 0);
                    let below = parse_duration(&found.args["below"], day).unwrap();
                    let above = parse_duration(&found.args["above"], day).unwrap();
                    prop_assert!(below.0 * 100 < exact && exact < above.0 * 100);
                    prop_assert_eq!(above.0 - below.0, 1);
                }
            }
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,24}", day in 0_u32..2000) {
            let _ = parse_duration(&text, day);
        }

        #[test]
        fn nothing_near_a_duration_panics(text in "[0-9,.:hudagjourmin' +-]{0,20}", day in 1_u32..1441) {
            if let Ok(minutes) = parse_duration(&text, day) {
                prop_assert!(minutes.0 >= 0);
            }
        }
    }
}
