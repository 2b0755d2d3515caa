//! What a person declares of themself: trainings and diplomas of no employer here, and how far an
//! entry of any origin may be relied on.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::quantity::Minutes;
use crate::training::{TEXT_LENGTH, TITLE_LENGTH};

/// What an own record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordKind {
    /// A training or course.
    Training,
    /// A diploma of a school or university.
    Diploma,
    /// A certificate, licence or attest that lets somebody do something.
    Certificate,
}

codes!(RecordKind {
    Training = "training",
    Diploma = "diploma",
    Certificate = "certificate",
});

/// Broad field of education and training (ISCED-F 2013, UNESCO).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BroadField {
    /// Generic programmes and qualifications.
    Generic,
    /// Education.
    Education,
    /// Arts and humanities.
    Arts,
    /// Social sciences, journalism and information.
    Social,
    /// Business, administration and law.
    Business,
    /// Natural sciences, mathematics and statistics.
    Sciences,
    /// Information and communication technologies.
    Ict,
    /// Engineering, manufacturing and construction.
    Engineering,
    /// Agriculture, forestry, fisheries and veterinary.
    Agriculture,
    /// Health and welfare.
    Health,
    /// Services: personal, hygiene and occupational health, security, transport.
    Services,
}

codes!(BroadField {
    Generic = "00",
    Education = "01",
    Arts = "02",
    Social = "03",
    Business = "04",
    Sciences = "05",
    Ict = "06",
    Engineering = "07",
    Agriculture = "08",
    Health = "09",
    Services = "10",
});

/// How far an entry may be relied on, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// Taken from a copy of what the public FLA held; nobody compared it with anything.
    Copied,
    /// Declared by the person; nobody looked at it.
    Declared,
    /// Declared by the person; somebody else saw the evidence.
    EvidenceSeen,
    /// Registered or confirmed by the employer or the provider.
    Confirmed,
    /// From an authentic source, such as a declaration to social security.
    Authentic,
}

codes!(Standing {
    Copied = "copied",
    Declared = "declared",
    EvidenceSeen = "evidenceSeen",
    Confirmed = "confirmed",
    Authentic = "authentic",
});

/// What a person says of an own training or diploma.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordDetails {
    /// What it is.
    pub kind: RecordKind,
    /// Name, 1 to 200 characters.
    pub title: String,
    /// School or provider.
    pub provider: Option<String>,
    /// Field of education.
    pub field: Option<BroadField>,
    /// First day; of a diploma or certificate, the day it was obtained.
    pub start: Date,
    /// Last day; the same as the first where nothing else is said.
    pub end: Date,
    /// Duration, where known.
    pub minutes: Option<Minutes>,
    /// Last day on which it is valid; `None` where it has no end.
    pub valid_until: Option<Date>,
}

/// The longest that is taken as a duration of one own record: 10,000 hours.
const LONGEST: i64 = 600_000;

impl RecordDetails {
    /// Checks each field and how they fit together. `today` is the civil date in Brussels.
    pub fn check(&self, today: Date) -> Vec<Anomaly> {
        let mut found = Vec::new();
        let length = self.title.trim().chars().count();
        if length == 0 {
            found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
        } else if length > TITLE_LENGTH {
            let fault = Anomaly::new(Zone::Title, Fault::Length).at("title");
            found.push(fault.with("max", TITLE_LENGTH));
        }
        if self.provider.as_ref().is_some_and(|text| text.chars().count() > TEXT_LENGTH) {
            let fault = Anomaly::new(Zone::Text, Fault::Length).at("provider");
            found.push(fault.with("max", TEXT_LENGTH));
        }
        if !(1930..=2100).contains(&self.start.year()) {
            found.push(Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("start"));
        } else if self.kind != RecordKind::Training && self.start > today {
            // What is not there yet was not obtained.
            found.push(Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("start"));
        }
        if self.end < self.start {
            found.push(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart).at("end"));
        } else if self.end.year() > 2100 {
            found.push(Anomaly::new(Zone::EndDate, Fault::OutsideDomain).at("end"));
        }
        if self.minutes.is_some_and(|m| !(1..=LONGEST).contains(&m.0)) {
            let fault = Anomaly::new(Zone::Duration, Fault::OutsideDomain).at("duration");
            found.push(fault.with("max", LONGEST));
        }
        if self.valid_until.is_some_and(|day| day < self.end) {
            found.push(Anomaly::new(Zone::ValidUntil, Fault::EndBeforeStart).at("validUntil"));
        }
        found
    }

    /// The same without blanks around texts; an empty one is none.
    #[must_use]
    pub fn tidy(&self) -> Self {
        let provider = self.provider.as_deref().map(str::trim).filter(|t| !t.is_empty());
        Self {
            title: self.title.trim().to_owned(),
            provider: provider.map(str::to_owned),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn details(kind: RecordKind) -> RecordDetails {
        RecordDetails {
            kind,
            title: " Bachelor ".to_owned(),
            provider: Some("  ".to_owned()),
            field: Some(BroadField::Health),
            start: date(2010, 6, 30),
            end: date(2010, 6, 30),
            minutes: None,
            valid_until: None,
        }
    }

    fn codes(details: &RecordDetails) -> Vec<String> {
        details.check(date(2026, 11, 23)).iter().map(Anomaly::code).collect()
    }

    #[test]
    fn what_fits_is_taken_and_tidied() {
        for &kind in RecordKind::ALL {
            assert!(codes(&details(kind)).is_empty());
        }
        let tidy = details(RecordKind::Diploma).tidy();
        assert_eq!((tidy.title.as_str(), tidy.provider), ("Bachelor", None));
    }

    #[test]
    fn each_fault_stands_at_its_field() {
        let wrong = RecordDetails {
            title: String::new(),
            provider: Some("x".repeat(501)),
            start: date(2026, 12, 1),
            end: date(2026, 11, 1),
            minutes: Some(Minutes(0)),
            valid_until: Some(date(2026, 10, 1)),
            ..details(RecordKind::Certificate)
        };
        let expected =
            ["TITLE-001", "TEXT-093", "START-008", "END-014", "DURATION-008", "VALID-UNTIL-014"];
        assert_eq!(codes(&wrong), expected);
        let planned = RecordDetails {
            start: date(2026, 12, 1),
            end: date(2026, 12, 1),
            ..details(RecordKind::Training)
        };
        assert!(codes(&planned).is_empty(), "a training may be planned");
        let long = RecordDetails { title: "x".repeat(201), ..details(RecordKind::Training) };
        assert_eq!(codes(&long), ["TITLE-093"]);
    }

    #[test]
    fn codes_are_stable_and_standing_is_ordered() {
        assert_eq!(BroadField::from_code("06"), Some(BroadField::Ict));
        assert_eq!(BroadField::ALL.len(), 11);
        assert!(Standing::Copied < Standing::Declared);
        assert!(Standing::Declared < Standing::EvidenceSeen);
        assert!(Standing::EvidenceSeen < Standing::Confirmed);
        assert!(Standing::Confirmed < Standing::Authentic);
        assert_eq!(RecordKind::from_code("diploma"), Some(RecordKind::Diploma));
    }
}
