//! The texts of anomalies: what is wrong, about what, and how to mend it.
//!
//! A text of its own (`anomaly-ssin-004`, with `anomaly-ssin-004-mend`) stands where a general
//! one would be weak; otherwise the label of the zone and the sentence of the fault make one.

use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fluent_bundle::FluentArgs;
use jiff::civil::Date;

use super::T;

/// An anomaly in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnomalyText {
    /// The stable code.
    pub code: String,
    /// What it is about.
    pub zone: String,
    /// What is wrong, as a sentence that can stand alone.
    pub message: String,
    /// What to do, as a sentence.
    pub mend: String,
}

impl T {
    /// The words for an anomaly.
    ///
    /// Where the anomaly does not carry a value that its own text asks for, the general text
    /// serves: something true is always said.
    pub fn anomaly(self, anomaly: &Anomaly) -> AnomalyText {
        let zone = self.zone(anomaly.zone);
        let mut args = FluentArgs::new();
        args.set("zone", zone.as_str());
        for (name, value) in &anomaly.args {
            self.set(&mut args, name, value);
        }
        let special = special_key(anomaly.zone, anomaly.fault);
        let general = fault_key(anomaly.fault);
        let text = |suffix: &str| {
            self.format(&format!("{special}{suffix}"), Some(&args))
                .or_else(|| self.format(&format!("{general}{suffix}"), Some(&args)))
                .unwrap_or_default()
                .into_owned()
        };
        AnomalyText { code: anomaly.code(), message: text(""), mend: text("-mend"), zone }
    }

    /// What a zone is called.
    pub fn zone(self, zone: Zone) -> String {
        self.get(&zone_key(zone)).into_owned()
    }

    fn set(self, args: &mut FluentArgs<'_>, name: &str, value: &str) {
        const COUNTS: [&str; 6] = ["length", "max", "min", "sum", "whole", "count"];
        let name = name.to_owned();
        match (COUNTS.contains(&name.as_str()), i64::from_str(value), Date::from_str(value)) {
            (true, Ok(number), _) => args.set(name, number),
            (false, _, Ok(date)) if value.len() == 10 => args.set(name, self.date(date)),
            _ => args.set(name, value.to_owned()),
        }
    }
}

pub(super) fn zone_key(zone: Zone) -> String {
    format!("zone-{}", zone.code().to_ascii_lowercase())
}

pub(super) fn fault_key(fault: Fault) -> String {
    format!("fault-{}", fault.code())
}

pub(super) fn special_key(zone: Zone, fault: Fault) -> String {
    format!("anomaly-{}-{}", zone.code().to_ascii_lowercase(), fault.code())
}

/// The codes that the register can give, zone by zone: what the public catalogue lists.
pub const CATALOGUE: &[(Zone, &[Fault])] = {
    use Fault as F;
    use Zone as Z;
    const TEXT: &[Fault] = &[F::Missing, F::Length];
    const DATE: &[Fault] = &[F::Missing, F::Invalid, F::OutsideDomain];
    const PERIOD_END: &[Fault] = &[F::Missing, F::Invalid, F::OutsideDomain, F::EndBeforeStart];
    const CHOICE: &[Fault] = &[F::Missing, F::Invalid, F::OutsideDomain];
    const NUMBER: &[Fault] = &[F::Missing, F::NotNumeric, F::Invalid, F::OutsideDomain];
    const RECORD: &[Fault] = &[
        F::Missing,
        F::Invalid,
        F::Forbidden,
        F::Duplicate,
        F::NotFound,
        F::NotApplicable,
        F::Conflict,
    ];
    &[
        (
            Z::Ssin,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Forbidden,
                F::Duplicate,
                F::NotFound,
                F::Length,
            ],
        ),
        (
            Z::EnterpriseNumber,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Duplicate,
                F::NotFound,
                F::Length,
            ],
        ),
        (
            Z::NssoNumber,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::Length,
            ],
        ),
        (Z::JointCommittee, &[F::Missing, F::Invalid, F::OutsideDomain, F::NotFound]),
        (Z::EmployerName, TEXT),
        (Z::FamilyName, TEXT),
        (Z::GivenName, TEXT),
        (Z::BirthDate, DATE),
        (Z::Email, &[F::Missing, F::Invalid, F::Length]),
        (Z::Language, CHOICE),
        (Z::StartDate, DATE),
        (Z::EndDate, PERIOD_END),
        (Z::EndCause, CHOICE),
        (Z::WorkingHours, NUMBER),
        (Z::ReferenceHours, NUMBER),
        (Z::Quarter, CHOICE),
        (Z::Year, NUMBER),
        (Z::DayMinutes, NUMBER),
        (Z::Average, NUMBER),
        (Z::Days, NUMBER),
        (Z::Minutes, NUMBER),
        (Z::Reason, TEXT),
        (Z::RightKind, CHOICE),
        (Z::Right, RECORD),
        (Z::Employee, RECORD),
        (
            Z::Participants,
            &[F::Missing, F::Invalid, F::Duplicate, F::OutsideDomain, F::NotFound, F::Length],
        ),
        (Z::Training, RECORD),
        (Z::Participation, RECORD),
        (Z::Title, TEXT),
        (Z::Duration, NUMBER),
        (
            Z::Status,
            &[F::Missing, F::Invalid, F::Forbidden, F::OutsideDomain, F::NotApplicable, F::Sequence],
        ),
        (Z::TrainingKind, CHOICE),
        (Z::ValidUntil, &[F::Invalid, F::OutsideDomain, F::EndBeforeStart, F::NotApplicable]),
        (Z::Split, &[F::Invalid, F::Duplicate, F::OutsideDomain, F::Sum]),
        (Z::Text, &[F::Invalid, F::Length]),
        (
            Z::File,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::Length,
            ],
        ),
        (
            Z::Element,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotApplicable,
                F::Sequence,
                F::Length,
            ],
        ),
        (Z::Employer, &[F::Missing, F::Forbidden, F::Duplicate, F::NotFound, F::Conflict]),
        (Z::Access, &[F::Missing, F::Invalid, F::Forbidden, F::Duplicate, F::NotFound]),
        (Z::Key, &[F::Missing, F::Invalid, F::Length, F::Conflict]),
        (Z::Version, &[F::Missing, F::Invalid, F::Conflict]),
        (
            Z::Rule,
            &[
                F::Missing,
                F::Invalid,
                F::Duplicate,
                F::OutsideDomain,
                F::EndBeforeStart,
                F::NotFound,
                F::Conflict,
                F::Sum,
            ],
        ),
    ]
};

/// An anomaly of that code with invented values, as the catalogue shows it.
pub fn example(zone: Zone, fault: Fault) -> Anomaly {
    let anomaly = Anomaly::new(zone, fault);
    match (zone, fault) {
        (Zone::Ssin, Fault::CheckDigits) => {
            anomaly.with("found", "12").with("expected", "28").with("expected2000", "57")
        }
        (Zone::EnterpriseNumber | Zone::NssoNumber, Fault::CheckDigits) => {
            anomaly.with("found", "70").with("expected", "69")
        }
        (Zone::Ssin, Fault::Invalid) => anomaly.with("part", "month"),
        (Zone::Ssin, Fault::Length) => anomaly.with("length", 10).with("expected", 11),
        (Zone::EnterpriseNumber, Fault::Length) => anomaly.with("length", 8).with("expected", 10),
        (Zone::Title, Fault::Length) => anomaly.with("max", 200),
        (Zone::Text, Fault::Length) => anomaly.with("max", 500),
        (Zone::Duration, Fault::OutsideDomain) => anomaly.with("max", 1440),
        (Zone::Status, Fault::OutsideDomain) => anomaly.with("end", "2026-12-18"),
        (Zone::Split, Fault::Sum) => anomaly.with("sum", 601).with("whole", 600),
        _ => anomaly,
    }
}
