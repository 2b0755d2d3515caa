//! Values of elements: read once, told where they are wrong.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use fla_domain::time::Quarter;
use jiff::civil::{Date, Time};

use crate::Limits;
use crate::reason::{Reason, shown_value};
use crate::tag::Tag;
use crate::xml::{Position, Xml};

/// A value that may be given once.
#[derive(Clone, Debug, Default)]
pub(crate) enum Slot<T> {
    /// Not given.
    #[default]
    Absent,
    /// Given, but not readable; said already.
    Bad,
    /// Given.
    Good(T),
}

impl<T> Slot<T> {
    /// The value, if there is one.
    pub(crate) fn good(self) -> Option<T> {
        match self {
            Self::Good(value) => Some(value),
            Self::Absent | Self::Bad => None,
        }
    }

    /// Whether nothing was given.
    pub(crate) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value; where nothing was given, that is a fault of the element at `place`.
    pub(crate) fn require(self, tag: Tag, place: &Place, faults: &mut Faults) -> Option<T> {
        if self.is_absent() {
            faults.push(place.missing(tag));
        }
        self.good()
    }
}

/// Where an element begins, and its path.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) at: Position,
}

impl Place {
    /// The place of the element that just began, or ended.
    pub(crate) fn of<R: Read>(xml: &mut Xml<R>) -> Self {
        Self { path: xml.path(), at: xml.position() }
    }

    /// An anomaly of this element.
    pub(crate) fn mark(&self, anomaly: Anomaly) -> Anomaly {
        anomaly.at(&*self.path).in_file(self.at.line, self.at.column)
    }

    /// That an element is not in this one.
    pub(crate) fn missing(&self, tag: Tag) -> Anomaly {
        let anomaly = match tag.zone() {
            Zone::Element => Reason::Missing.anomaly(),
            zone => Anomaly::new(zone, Fault::Missing),
        };
        anomaly
            .with("element", tag.name())
            .at(format!("{}/{}", self.path, tag.name()))
            .in_file(self.at.line, self.at.column)
    }
}

/// The anomalies of one person or form, as many as are worth listing.
#[derive(Default)]
pub(crate) struct Faults(Vec<Anomaly>);

impl Faults {
    /// Adds one, unless there are very many.
    pub(crate) fn push(&mut self, anomaly: Anomaly) {
        if self.0.len() < Limits::ANOMALIES {
            self.0.push(anomaly);
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them; none are left.
    pub(crate) fn take(&mut self) -> Vec<Anomaly> {
        std::mem::take(&mut self.0)
    }

    /// Reads the element that was just begun into its slot.
    ///
    /// The error is a fault of the whole file; what is wrong with the value is added here.
    pub(crate) fn read<R: Read, T>(
        &mut self,
        xml: &mut Xml<R>,
        tag: Tag,
        slot: &mut Slot<T>,
        parse: impl FnOnce(&str) -> Result<T, Anomaly>,
    ) -> Result<(), Anomaly> {
        let (at, nested) = xml.leaf()?;
        let value = if nested {
            Err(Reason::Nested.anomaly())
        } else if !slot.is_absent() {
            Err(match tag.zone() {
                Zone::Element => Reason::Twice.anomaly(),
                zone => Anomaly::new(zone, Fault::Duplicate),
            })
        } else {
            parse(xml.text())
        };
        *slot = match value {
            Ok(value) => Slot::Good(value),
            Err(anomaly) => {
                let anomaly = anomaly.with("element", tag.name());
                self.push(anomaly.at(xml.path()).in_file(at.line, at.column));
                Slot::Bad
            }
        };
        Ok(())
    }

    /// Notes text where elements are expected.
    pub(crate) fn text<R: Read>(&mut self, xml: &mut Xml<R>) {
        self.push(stray_text(xml));
    }
}

/// That there is text where elements are expected.
pub(crate) fn stray_text<R: Read>(xml: &mut Xml<R>) -> Anomaly {
    let name = xml.name();
    xml.fault((Reason::Text, Some(("element", name))))
}

/// That the element just begun may not stand here.
pub(crate) fn unexpected<R: Read>(xml: &mut Xml<R>) -> Anomaly {
    let name = xml.name();
    xml.fault((Reason::Unexpected, Some(("element", name))))
}

/// An anomaly with the value, if that may be shown.
pub(crate) fn with_value(anomaly: Anomaly, value: &str) -> Anomaly {
    match shown_value(value) {
        Some(value) => anomaly.with("value", value),
        None => anomaly,
    }
}

pub(crate) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Digits only, of a zone.
fn digits(text: &str, zone: Zone) -> Result<&str, Anomaly> {
    if text.is_empty() {
        Err(Anomaly::new(zone, Fault::Missing))
    } else if all_digits(text) {
        Ok(text)
    } else {
        Err(with_value(Anomaly::new(zone, Fault::NotNumeric), text))
    }
}

/// Eleven digits that check.
pub(crate) fn ssin(text: &str) -> Result<Ssin, Anomaly> {
    // The value itself is never shown.
    if !text.is_empty() && !all_digits(text) {
        return Err(Anomaly::new(Zone::Ssin, Fault::NotNumeric));
    }
    text.parse()
}

/// Eleven digits that check, or a single 0 for none.
pub(crate) fn ssin_or_none(text: &str) -> Result<Option<Ssin>, Anomaly> {
    if text == "0" { Ok(None) } else { ssin(text).map(Some) }
}

/// A registration number that checks; zero for none.
pub(crate) fn nsso(text: &str) -> Result<Option<NssoNumber>, Anomaly> {
    let text = digits(text, Zone::NssoNumber)?;
    if text.bytes().all(|b| b == b'0') { Ok(None) } else { text.parse().map(Some) }
}

/// Nine or ten digits that check; zero for none.
pub(crate) fn enterprise(text: &str) -> Result<Option<EnterpriseNumber>, Anomaly> {
    let text = digits(text, Zone::EnterpriseNumber)?;
    if text.bytes().all(|b| b == b'0') { Ok(None) } else { text.parse().map(Some) }
}

/// `NNN`, `NNN.NN` or `NNN.NN.NN`.
pub(crate) fn joint_committee(text: &str) -> Result<JointCommittee, Anomaly> {
    let bad = |a: Anomaly| with_value(a, text);
    let code: JointCommittee = text.parse().map_err(bad)?;
    if code.code() == text {
        Ok(code)
    } else {
        Err(bad(Anomaly::new(Zone::JointCommittee, Fault::Invalid)))
    }
}

/// `yyyyq`, from 2003, the first year of the declaration.
pub(crate) fn quarter(text: &str) -> Result<Quarter, Anomaly> {
    let bad = |fault| with_value(Anomaly::new(Zone::Quarter, fault), text);
    let text = digits(text, Zone::Quarter)?;
    if text.len() != 5 {
        return Err(bad(Fault::Invalid));
    }
    let quarter: Quarter = text.parse().map_err(|_| bad(Fault::Invalid))?;
    if quarter.year() < 2003 { Err(bad(Fault::OutsideDomain)) } else { Ok(quarter) }
}

/// `yyyy-mm-dd` between 1900 and 9998, without time zone.
pub(crate) fn date(text: &str, zone: Zone) -> Result<Date, Anomaly> {
    if text.is_empty() {
        return Err(Anomaly::new(zone, Fault::Missing));
    }
    let bad = |fault| with_value(Anomaly::new(zone, fault), text);
    let parts = split(text, &[4, 2, 2], b'-').ok_or_else(|| bad(Fault::Invalid))?;
    let (year, month, day) = (narrow(parts[0])?, narrow(parts[1])?, narrow(parts[2])?);
    let date = Date::new(year, month, day).map_err(|_| bad(Fault::Invalid))?;
    if (1900..=9998).contains(&year) { Ok(date) } else { Err(bad(Fault::OutsideDomain)) }
}

/// `hh:mm:ss`, with or without three digits of a second.
pub(crate) fn time(text: &str) -> Result<Time, Anomaly> {
    let bad = || with_value(Reason::Form.anomaly(), text);
    let (seconds, thousandths) = match text.get(8..) {
        Some("") => (text, 0),
        Some(rest) if rest.len() == 4 && rest.starts_with('.') && all_digits(&rest[1..]) => {
            (&text[..8], rest[1..].parse::<i32>().map_err(|_| bad())?)
        }
        _ => return Err(bad()),
    };
    let parts = split(seconds, &[2, 2, 2], b':').ok_or_else(bad)?;
    Time::new(narrow(parts[0])?, narrow(parts[1])?, narrow(parts[2])?, thousandths * 1_000_000)
        .map_err(|_| bad())
}

/// Groups of so many digits with a mark between them, and nothing else.
fn split(text: &str, lengths: &[usize; 3], mark: u8) -> Option<[u16; 3]> {
    let mut rest = text.as_bytes();
    let mut parts = [0; 3];
    for (n, length) in lengths.iter().enumerate() {
        if n > 0 {
            rest = rest.strip_prefix(&[mark])?;
        }
        let (group, after) = rest.split_at_checked(*length)?;
        for b in group {
            parts[n] = parts[n] * 10 + u16::from(b.is_ascii_digit().then(|| b - b'0')?);
        }
        rest = after;
    }
    rest.is_empty().then_some(parts)
}

fn narrow<T: TryFrom<u16>>(number: u16) -> Result<T, Anomaly> {
    T::try_from(number).map_err(|_| Reason::Form.anomaly())
}

/// A number of hundredths of hours between two bounds.
pub(crate) fn hours(text: &str, zone: Zone, least: u32) -> Result<u32, Anomaly> {
    let text = digits(text, zone)?;
    match text.parse::<u32>() {
        Ok(n) if (least..=6000).contains(&n) => Ok(n),
        _ => Err(with_value(Anomaly::new(zone, Fault::OutsideDomain), text)),
    }
}

/// A number of at most so many digits.
pub(crate) fn number(text: &str, most: usize) -> Result<u64, Anomaly> {
    let bad = |reason: Reason| with_value(reason.anomaly(), text);
    if !all_digits(text) {
        return Err(bad(Reason::Form));
    }
    let significant = text.trim_start_matches('0');
    if significant.len() > most {
        return Err(bad(Reason::Value));
    }
    Ok(significant.parse().unwrap_or(0))
}

/// One of a list of values.
pub(crate) fn one_of(text: &str, allowed: &[&'static str]) -> Result<&'static str, Anomaly> {
    allowed.iter().find(|a| **a == text).copied().ok_or_else(|| {
        with_value(Reason::Value.anomaly(), text).with("expected", allowed.join(" "))
    })
}

/// A short code of letters and digits.
pub(crate) fn code(text: &str, most: usize) -> Result<String, Anomaly> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    if fits { Ok(text.to_owned()) } else { Err(with_value(Reason::Form.anomaly(), text)) }
}

/// A person's name; never shown in an anomaly.
pub(crate) fn name(text: &str, zone: Zone) -> Result<String, Anomaly> {
    match text.chars().count() {
        0 => Err(Anomaly::new(zone, Fault::Missing)),
        1..=48 => Ok(text.to_owned()),
        length => {
            Err(Anomaly::new(zone, Fault::Length).with("length", length).with("expected", 48))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date("2024-02-29", Zone::StartDate).unwrap(), Date::constant(2024, 2, 29));
        for (text, code) in [
            ("", "START-001"),
            ("2023-02-29", "START-003"),
            ("2023-2-09", "START-003"),
            ("2023-02-09Z", "START-003"),
            ("2023-02-09+01:00", "START-003"),
            ("-001-02-09", "START-003"),
            ("10000-01-01", "START-003"),
            ("٢٠٢٣-٠١-٠١", "START-003"),
            ("0001-01-01", "START-008"),
            ("9999-12-31", "START-008"),
        ] {
            assert_eq!(date(text, Zone::StartDate).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn times() {
        assert_eq!(time("08:45:00.250").unwrap(), Time::constant(8, 45, 0, 250_000_000));
        assert_eq!(time("23:59:59").unwrap(), Time::constant(23, 59, 59, 0));
        for text in ["24:00:00", "08:60:00", "08:45:60.000", "8:45:00", "08:45", "08:45:00.1234é"]
        {
            assert!(time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(hours("03800", Zone::WorkingHours, 0).unwrap(), 3800);
        for text in ["", "-0", "+1", "1e3", "NaN", "38.00", "38,00", "6001", "99999999999999", "٣"]
        {
            assert!(hours(text, Zone::WorkingHours, 0).is_err(), "{text}");
        }
        assert!(hours("0", Zone::ReferenceHours, 1).is_err());
        assert_eq!(number("0000000", 7).unwrap(), 0);
        assert_eq!(number("00000000012", 7).unwrap(), 12);
        assert!(number("12345678", 7).is_err());
    }

    #[test]
    fn joint_committees_only_with_dots() {
        assert!(joint_committee("140.03").is_ok());
        assert!(joint_committee("14003").is_err());
        assert!(joint_committee("140.3").is_err());
        assert_eq!(joint_committee("20A").unwrap_err().args["value"], "20A");
    }

    #[test]
    fn identifiers_never_show_themselves() {
        let wrong = ssin("00.01.01-901.57").unwrap_err();
        assert_eq!(wrong.code(), "SSIN-002");
        assert!(wrong.args.is_empty());
        assert_eq!(nsso("000000000").unwrap(), None);
        assert_eq!(enterprise("0").unwrap(), None);
    }
}
