//! The average of the reference quarters, and its working.

use std::collections::BTreeMap;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use super::{Band, reference_quarters, two_year_period};
use crate::anomaly::{Anomaly, Fault, Zone};
use crate::rules::Exact;
use crate::time::{Quarter, Year};

/// The highest average that can be entered by hand, in hundredths.
const MOST_HUNDREDTHS: i64 = 100_000_000;

/// An average that the employer entered; it stands over the computed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ManualAverage {
    hundredths: i64,
    reason: String,
}

impl ManualAverage {
    /// An average in hundredths of full-time equivalents (0 to a million), with its reason.
    pub fn new(hundredths: i64, reason: &str) -> Result<Self, Anomaly> {
        if !(0..=MOST_HUNDREDTHS).contains(&hundredths) {
            return Err(Anomaly::new(Zone::Average, Fault::OutsideDomain)
                .with("value", hundredths)
                .with("max", MOST_HUNDREDTHS));
        }
        if reason.trim().is_empty() {
            return Err(Anomaly::new(Zone::Reason, Fault::Missing));
        }
        Ok(Self { hundredths, reason: reason.trim().to_owned() })
    }

    /// Hundredths of full-time equivalents.
    pub fn hundredths(&self) -> i64 {
        self.hundredths
    }

    /// Why it stands over the computed one.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// A number of people on the last day of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Headcount {
    /// The quarter of first employment after the reference period.
    pub quarter: Quarter,
    /// People under contract on its last day.
    pub people: u32,
}

/// What the size of an undertaking in a year follows from.
#[derive(Clone, Debug, Default)]
pub struct SizeInputs {
    /// The calendar year.
    pub year: Year,
    /// Full-time equivalents of the quarters with a declaration; quarters outside the reference
    /// period do no harm.
    pub fte_by_quarter: BTreeMap<Quarter, BigRational>,
    /// The headcount of the quarter of first employment after the reference period; counts only
    /// if no reference quarter has a declaration.
    pub fallback: Option<(Quarter, u32)>,
    /// What the employer entered.
    pub manual: Option<ManualAverage>,
}

/// A reference quarter and what was declared for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceQuarter {
    /// The quarter.
    pub quarter: Quarter,
    /// Full-time equivalents on its last day; `None` without a declaration.
    pub fte: Option<Exact>,
}

/// The size of an undertaking in a year, with everything it follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SizeWorking {
    /// The calendar year.
    pub year: Year,
    /// First and last year of its two-year period.
    pub period: (Year, Year),
    /// The four reference quarters.
    pub quarters: Vec<ReferenceQuarter>,
    /// The headcount, where it had to stand in for the reference quarters.
    pub fallback: Option<Headcount>,
    /// The average that follows from them; `None` where nothing is known.
    pub computed: Option<Exact>,
    /// What the employer entered.
    pub manual: Option<ManualAverage>,
    /// The average that counts: the manual one if there is one, else the computed one.
    pub average: Option<Exact>,
    /// Its band; the lowest where nothing is known.
    pub band: Band,
    /// True where nothing is known of the size.
    pub unknown: bool,
}

impl SizeInputs {
    /// The size of the undertaking in the year.
    pub fn work_out(&self) -> SizeWorking {
        let reference = reference_quarters(self.year);
        let quarters: Vec<_> = reference
            .into_iter()
            .map(|quarter| ReferenceQuarter {
                quarter,
                fte: self.fte_by_quarter.get(&quarter).cloned().map(Exact::from),
            })
            .collect();
        let declared = quarters.iter().any(|q| q.fte.is_some());
        let fallback = self
            .fallback
            .filter(|(quarter, _)| !declared && *quarter > reference[3])
            .map(|(quarter, people)| Headcount { quarter, people });
        let mut working = SizeWorking {
            year: self.year,
            period: two_year_period(self.year),
            quarters,
            fallback,
            computed: None,
            manual: self.manual.clone(),
            average: None,
            band: Band::Below10,
            unknown: false,
        };
        working.computed = working.sum();
        working.average = working.standing();
        working.unknown = working.average.is_none();
        working.band = working.average.as_ref().map_or(Band::Below10, Band::of);
        working
    }
}

impl SizeWorking {
    /// The average of the terms shown.
    fn sum(&self) -> Option<Exact> {
        let declared: Vec<&Exact> = self.quarters.iter().filter_map(|q| q.fte.as_ref()).collect();
        let count = u32::try_from(declared.len()).ok()?;
        if count == 0 {
            return self.fallback.map(|headcount| headcount.people.into());
        }
        Some(&declared.into_iter().fold(Exact::ZERO, |sum, fte| &sum + fte) / &count.into())
    }

    /// The average that counts among those shown.
    fn standing(&self) -> Option<Exact> {
        match &self.manual {
            Some(manual) => Some(Exact::from_hundredths(manual.hundredths)),
            None => self.computed.clone(),
        }
    }

    /// Whether average and band follow from the terms shown.
    pub fn adds_up(&self) -> bool {
        self.computed == self.sum()
            && self.average == self.standing()
            && self.unknown == self.average.is_none()
            && self.band == self.average.as_ref().map_or(Band::Below10, Band::of)
    }
}
