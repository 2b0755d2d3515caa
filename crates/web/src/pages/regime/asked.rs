//! The question as the address holds it, and its reading.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::JointCommittee;
use fla_domain::right::SizeUsed;
use fla_domain::right::regime::{GivenSize, RegimePerson, RegimeQuery};
use fla_domain::size::Band;
use fla_domain::time::Year;
use jiff::civil::Date;
use serde::Deserialize;

use crate::form::{At, fraction, hours_and_minutes};
use crate::i18n::T;
use crate::view::ErrorSummary;

/// The answers as typed; absent ones are empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub band: String,
    pub average: String,
    pub committee: String,
    pub year: String,
    pub percent: String,
    pub q: String,
    pub s: String,
    pub start: String,
    pub end: String,
    pub day: String,
}

/// Years that can be asked about.
const YEARS: std::ops::RangeInclusive<Year> = 2022..=2040;

impl Asked {
    fn named(&self) -> [(&'static str, &str); 10] {
        [
            ("band", &self.band),
            ("average", &self.average),
            ("committee", &self.committee),
            ("year", &self.year),
            ("percent", &self.percent),
            ("q", &self.q),
            ("s", &self.s),
            ("start", &self.start),
            ("end", &self.end),
            ("day", &self.day),
        ]
    }

    /// Whether nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        self.named().iter().all(|(_, value)| value.trim().is_empty())
    }

    /// Whether a person is described.
    pub fn has_person(&self) -> bool {
        [&self.percent, &self.q, &self.s, &self.start, &self.end]
            .iter()
            .any(|value| !value.trim().is_empty())
    }

    /// The year, if it is one that can be asked about.
    pub fn readable_year(&self) -> Option<Year> {
        self.year.trim().parse().ok().filter(|year| YEARS.contains(year))
    }

    /// The address of this question, without what was left empty.
    pub fn address(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.named() {
            if !value.trim().is_empty() {
                query.append_pair(name, value.trim());
            }
        }
        format!("/regime?{}", query.finish())
    }

    /// The question as the domain takes it; every fault goes to `errors`.
    pub fn read(&self, t: T, errors: &mut ErrorSummary) -> Option<RegimeQuery> {
        let mut keep = Keep { t, errors };
        let size = keep.ok("band", self.size());
        let joint_committee = keep.ok("committee", self.joint_committee());
        let year = keep.ok("year", self.year());
        let day_minutes = keep.ok("day", self.day_minutes());
        let person = if self.has_person() { self.person(&mut keep).map(Some) } else { Some(None) };
        Some(RegimeQuery {
            size: size?,
            joint_committee: joint_committee?,
            year: year?,
            day_minutes: day_minutes?,
            person: person?,
        })
    }

    fn size(&self) -> Result<GivenSize, Anomaly> {
        let band = match self.band.trim() {
            "" => None,
            code => Some(
                Band::from_code(code).ok_or(Anomaly::new(Zone::Average, Fault::OutsideDomain))?,
            ),
        };
        if self.average.trim().is_empty() {
            return band.map(GivenSize::Band).ok_or(Anomaly::new(Zone::Average, Fault::Missing));
        }
        let average = hundredths(&self.average)
            .ok_or(Anomaly::new(Zone::Average, Fault::Invalid).at("average"))?;
        let given = GivenSize::Average(average);
        // Both may be given; where they say different things neither is passed over.
        if band.is_some_and(|band| band != SizeUsed::from(given).band) {
            return Err(Anomaly::new(Zone::Average, Fault::Sum).at("average"));
        }
        Ok(given)
    }

    /// The code alone or with its name behind it; none where it is left empty.
    fn joint_committee(&self) -> Result<JointCommittee, Anomaly> {
        match self.committee.split_whitespace().next() {
            None => Ok(JointCommittee::none()),
            Some(code) => code.parse(),
        }
    }

    fn year(&self) -> Result<Year, Anomaly> {
        let text = self.year.trim();
        if text.is_empty() {
            return Err(Anomaly::new(Zone::Year, Fault::Missing));
        }
        self.readable_year()
            .ok_or_else(|| outside(Zone::Year).with("min", YEARS.start()).with("max", YEARS.end()))
    }

    /// Hours and minutes as they are shown in any language, or minutes.
    fn day_minutes(&self) -> Result<Option<u32>, Anomaly> {
        let text: String = self.day.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Ok(None);
        }
        let read = |text| hours_and_minutes(text).and_then(|m| u32::try_from(m.0).ok());
        let minutes = text.parse().ok().or_else(|| read(&text));
        let fits = |minutes: &u32| (60..=720).contains(minutes);
        minutes
            .ok_or(Anomaly::new(Zone::DayMinutes, Fault::Invalid))
            .and_then(|m| Some(m).filter(fits).ok_or(outside(Zone::DayMinutes)))
            .map(Some)
    }

    fn person(&self, keep: &mut Keep<'_>) -> Option<RegimePerson> {
        let fraction = fraction(&self.percent, &self.q, &self.s).or_else(|(at, anomaly)| {
            let field = match at {
                At::Percent => "percent",
                At::Hours => "q",
                At::FullTime => "s",
            };
            keep.ok(field, Err(anomaly)).ok_or(())
        });
        let fraction = fraction.ok();
        let start = keep.ok("start", date(&self.start, Zone::StartDate));
        let end = keep.ok("end", date(&self.end, Zone::EndDate));
        let (start, end) = (start?, end?);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            return keep.ok("end", Err(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart)));
        }
        Some(RegimePerson { fraction: fraction?, start, end })
    }
}

/// Collects faults at their fields.
struct Keep<'a> {
    t: T,
    errors: &'a mut ErrorSummary,
}

impl Keep<'_> {
    fn ok<V>(&mut self, field: &str, read: Result<V, Anomaly>) -> Option<V> {
        read.map_err(|anomaly| {
            let field = if anomaly.path.is_empty() { field } else { &anomaly.path };
            let text = self.t.anomaly(&anomaly);
            self.errors.add(field, format!("{} {}", text.message, text.mend));
        })
        .ok()
    }
}

fn outside(zone: Zone) -> Anomaly {
    Anomaly::new(zone, Fault::OutsideDomain)
}

fn date(text: &str, zone: Zone) -> Result<Option<Date>, Anomaly> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Anomaly::new(zone, Fault::Invalid)),
    }
}

/// A number with at most two decimals after a comma or a point, in hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str, most| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole, 6) || !digits(decimals, 2) {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;
    use fla_domain::quantity::Fraction;

    use super::*;

    fn read(asked: &Asked) -> Result<RegimeQuery, Vec<&'static str>> {
        let t = T::new(Language::En);
        let mut errors = ErrorSummary::new(t);
        let query = asked.read(t, &mut errors);
        let fields = asked.named().map(|(name, _)| name);
        query.ok_or(fields.into_iter().filter(|f| !errors.of(f).is_empty()).collect())
    }

    fn asked() -> Asked {
        Asked { band: "from20".into(), year: "2026".into(), ..Asked::default() }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("19,75", Some(1975)), ("20", Some(2000)), ("9.9", Some(990)), (" 5 ", Some(500))]
        {
            assert_eq!(hundredths(text), value, "{text}");
        }
        for text in ["", "-1", "1,234", "1.2.3", "x", "1e5", "٣"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_in_hours_or_minutes() {
        for day in ["7:36", "7h36", "7 h 36", "456"] {
            assert_eq!(Asked { day: day.into(), ..asked() }.day_minutes(), Ok(Some(456)), "{day}");
        }
        assert_eq!(Asked { day: "8h".into(), ..asked() }.day_minutes(), Ok(Some(480)));
        for day in ["7:60", "0:10", "25:00", "seven", "7:x", "99999"] {
            assert!(Asked { day: day.into(), ..asked() }.day_minutes().is_err(), "{day}");
        }
    }

    #[test]
    fn each_fault_is_told_at_its_field() {
        let wrong = Asked {
            average: "many".into(),
            committee: "2O0".into(),
            year: "1999".into(),
            percent: "180".into(),
            start: "yesterday".into(),
            day: "x".into(),
            ..Asked::default()
        };
        assert_eq!(
            read(&wrong).unwrap_err(),
            ["average", "committee", "year", "percent", "start", "day"]
        );
        assert_eq!(read(&Asked { band: String::new(), ..asked() }).unwrap_err(), ["band"]);
        let backwards = Asked { start: "2026-05-01".into(), end: "2026-04-01".into(), ..asked() };
        assert_eq!(read(&backwards).unwrap_err(), ["end"]);
    }

    #[test]
    fn a_question_becomes_a_query_and_an_address() {
        let full = Asked { committee: "200 – bedienden".into(), percent: "80".into(), ..asked() };
        let query = read(&full).unwrap();
        assert_eq!(query.joint_committee.code(), "200");
        assert_eq!(query.person.map(|p| p.fraction), Fraction::new(800, 1000).ok());
        assert_eq!(read(&asked()).unwrap().person, None);
        assert_eq!(asked().address(), "/regime?band=from20&year=2026");
    }
}
