//! Values of a batch file's elements, each read as the schema and the register have it.

use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::isced::FieldOfEducation;
use fla_domain::reference::Reference;
use fla_domain::training::NotCounting;
use jiff::civil::Date;

use super::code::{COUNTS, Code};
use crate::field::{self, all_digits, with_value};
use crate::reason::Reason;

/// A whole number of at most so many digits between two bounds.
pub(super) fn whole(
    text: &str,
    zone: Zone,
    digits: usize,
    bounds: (i64, i64),
) -> Result<i64, Anomaly> {
    if text.is_empty() {
        return Err(Anomaly::new(zone, Fault::Missing));
    }
    if !all_digits(text) {
        let fault = if matches!(zone, Zone::Split | Zone::Version) {
            Fault::Invalid
        } else {
            Fault::NotNumeric
        };
        return Err(with_value(Anomaly::new(zone, fault), text));
    }
    let (min, max) = bounds;
    match text.parse() {
        Ok(number) if text.len() <= digits && (min..=max).contains(&number) => Ok(number),
        _ => {
            let outside = Anomaly::new(zone, Fault::OutsideDomain);
            Err(with_value(outside, text).with("min", min).with("max", max))
        }
    }
}

/// The value of a digit.
pub(super) fn code<T: Code>(text: &str, zone: Zone) -> Result<T, Anomaly> {
    T::of_digit(text).ok_or_else(|| {
        let digits: Vec<&str> = T::TABLE.iter().map(|(digit, _)| *digit).collect();
        not_listed(text, zone, &digits)
    })
}

fn not_listed(text: &str, zone: Zone, allowed: &[&str]) -> Anomaly {
    let anomaly = match zone {
        Zone::Element => Reason::Value.anomaly(),
        zone => Anomaly::new(zone, Fault::OutsideDomain),
    };
    with_value(anomaly, text).with("expected", allowed.join(" "))
}

/// Why a participation does not count; `Some(None)` where it counts.
pub(super) fn not_counting(text: &str) -> Result<Option<NotCounting>, Anomaly> {
    if text == COUNTS { Ok(None) } else { code(text, Zone::Element).map(Some) }
}

/// A text of at most so many characters, those around it that are blank too; they are not kept.
pub(super) fn text(whole: &str, zone: Zone, most: usize) -> Result<String, Anomaly> {
    let text = whole.trim();
    if text.is_empty() {
        return Err(Anomaly::new(zone, Fault::Missing));
    }
    // There are at least as many bytes as characters.
    if whole.len() > most && whole.chars().count() > most {
        return Err(Anomaly::new(zone, Fault::Length).with("max", most));
    }
    Ok(text.to_owned())
}

/// What a sender calls a record.
pub(super) fn reference(whole: &str) -> Result<Reference, Anomaly> {
    // Blanks around it count, as they do for the schema.
    if whole.len() > 64 && whole.chars().count() > 64 {
        return Err(Anomaly::new(Zone::Reference, Fault::Length).with("max", 64));
    }
    Reference::from_str(whole.trim()).map_err(|anomaly| anomaly.at(""))
}

/// An id of the register.
pub(super) fn id<T: FromStr>(text: &str, zone: Zone) -> Result<T, Anomaly> {
    let invalid =
        || Anomaly::new(zone, if text.is_empty() { Fault::Missing } else { Fault::Invalid });
    // Ids without hyphens, or in braces, are of no use to anybody.
    if text.len() != 36 {
        return Err(invalid());
    }
    text.parse().map_err(|_| invalid())
}

/// Ten digits that check.
pub(super) fn company(text: &str) -> Result<EnterpriseNumber, Anomaly> {
    if text.len() != 10 && all_digits(text) {
        let length = Anomaly::new(Zone::EnterpriseNumber, Fault::Length);
        return Err(length.with("length", text.len()).with("expected", 10));
    }
    let number = field::enterprise(text)?;
    number.ok_or_else(|| Anomaly::new(Zone::EnterpriseNumber, Fault::Invalid))
}

/// A registration number that checks.
pub(super) fn nsso(text: &str) -> Result<NssoNumber, Anomaly> {
    if text.len() > 10 && all_digits(text) {
        return Err(Anomaly::new(Zone::NssoNumber, Fault::Length));
    }
    let number = field::nsso(text)?;
    number.ok_or_else(|| Anomaly::new(Zone::NssoNumber, Fault::OutsideDomain))
}

/// A date of birth; `None` where month or day are not known.
pub(super) fn birth_date(text: &str) -> Result<Option<Date>, Anomaly> {
    let unknown = text.get(4..10).filter(|_| text.len() == 10);
    let month_known = match unknown.filter(|rest| rest.ends_with("-00")) {
        None => return field::date(text, Zone::BirthDate).map(Some),
        Some("-00-00") => false,
        Some(_) => true,
    };
    // With the missing parts put in, it must be a date.
    let whole = format!("{}-01", if month_known { &text[..7] } else { &text[..4] });
    let whole = if month_known { whole } else { format!("{whole}-01") };
    field::date(&whole, Zone::BirthDate).map(|_| None)
}

/// A field of education, by its code.
pub(super) fn field_of_education(text: &str) -> Result<FieldOfEducation, Anomaly> {
    FieldOfEducation::from_code(text)
        .ok_or_else(|| with_value(Anomaly::new(Zone::FieldOfEducation, Fault::Invalid), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        let read = |text| whole(text, Zone::Duration, 7, (1, 9_999_999)).map_err(|a| a.code());
        assert_eq!(read("0000456"), Ok(456));
        for (text, code) in [
            ("", "DURATION-001"),
            ("+5", "DURATION-002"),
            ("-0", "DURATION-002"),
            ("7.6", "DURATION-002"),
            ("٣", "DURATION-002"),
            ("0", "DURATION-008"),
            ("00000456", "DURATION-008"),
            ("99999999999999999999", "DURATION-008"),
        ] {
            assert_eq!(read(text), Err(code.to_owned()), "{text}");
        }
    }

    #[test]
    fn dates_of_birth_may_be_incomplete() {
        let read = |text| birth_date(text).map_err(|a| a.code());
        assert_eq!(read("1985-07-30"), Ok(Some(Date::constant(1985, 7, 30))));
        assert_eq!(read("1985-00-00"), Ok(None));
        assert_eq!(read("1985-07-00"), Ok(None));
        for text in ["1985-13-00", "1985-00-01", "1985-7-00", "x985-00-00", "1985-00-00Z"] {
            assert_eq!(read(text), Err("BIRTH-DATE-003".to_owned()), "{text}");
        }
        assert_eq!(read("0085-00-00"), Err("BIRTH-DATE-008".to_owned()));
    }

    #[test]
    fn texts_are_bounded_with_the_blanks_around_them() {
        assert_eq!(text(" a  b\n", Zone::Title, 6).unwrap(), "a  b");
        assert_eq!(text(" a  b\n", Zone::Title, 5).unwrap_err().code(), "TITLE-093");
        assert_eq!(text("éé", Zone::Title, 2).unwrap(), "éé");
        assert_eq!(text(" \n", Zone::Title, 5).unwrap_err().code(), "TITLE-001");
        assert_eq!(reference(" A 1 ").unwrap().as_str(), "A 1");
        assert_eq!(reference("10400100171").unwrap_err().code(), "REFERENCE-005");
    }
}
