//! What a rule and a set of conventions hold, once read and checked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::exact::Exact;
use crate::identifier::JointCommittee;
use crate::language::Language;
use crate::size::Band;
use crate::time::Year;

/// A text in the four languages. Stored as one string where they are all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Texts(pub(super) [String; 4]);

/// A text as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Same(String),
    Each { nl: String, fr: String, de: String, en: String },
}

impl From<Written> for Texts {
    fn from(written: Written) -> Self {
        match written {
            Written::Same(text) => Self::same(&text),
            Written::Each { nl, fr, de, en } => Self([nl, fr, de, en]),
        }
    }
}

impl From<Texts> for Written {
    fn from(Texts([nl, fr, de, en]): Texts) -> Self {
        if [&fr, &de, &en].iter().all(|other| **other == nl) {
            Self::Same(nl)
        } else {
            Self::Each { nl, fr, de, en }
        }
    }
}

impl Texts {
    /// A text that is the same in the four languages, such as a name on the web.
    pub fn same(text: &str) -> Self {
        Self([(); 4].map(|()| text.to_owned()))
    }

    /// The text in a language.
    pub fn get(&self, language: Language) -> &str {
        let at = Language::ALL.iter().position(|l| *l == language).unwrap_or(0);
        &self.0[at]
    }
}

/// Where a rule comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The act, the fund or the publisher.
    pub name: Texts,
    /// Article, number and date of the agreement.
    pub reference: Texts,
}

/// A step of a growth path: a number of days from a year on, until the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// First year.
    pub from: Year,
    /// Days of a full-time, full-year employee.
    pub days: Exact,
}

/// The last step that has begun in a year.
pub(super) fn step_in(steps: &[Step], year: Year) -> Option<&Step> {
    steps.iter().rev().find(|step| step.from <= year)
}

/// What a rule says for one size band.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BandRule {
    /// The growth path, by year.
    pub steps: Vec<Step>,
    /// Months under contract in the year below which the number is 0.
    pub min_months: Option<u8>,
    /// True where a sector rule says that the act applies.
    pub as_statutory: bool,
}

/// What kind of rule it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// The act: applies where no sector rule does.
    Statutory,
    /// The agreement of a joint committee: applies to it and to its subcommittees without a rule
    /// of their own.
    Sectoral(JointCommittee),
}

/// A rule that gives a number of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable identifier, such as `be.jc.200`.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// The act or a sector.
    pub kind: RuleKind,
    /// First year in which it is valid.
    pub valid_from: Year,
    /// Last year in which it is valid; `None` for ever.
    pub valid_to: Option<Year>,
    /// What it says, in the order of [`Band::ALL`].
    pub bands: [BandRule; 3],
    /// Below which no sector rule goes, in the order of [`Band::ALL`]; empty in a sector rule.
    pub floor: [Vec<Step>; 3],
    /// Where it comes from.
    pub source: Source,
    /// Its name.
    pub title: Texts,
    /// What it says, for people.
    pub text: Texts,
}

impl Rule {
    /// The joint committee of a sector rule.
    pub fn joint_committee(&self) -> Option<&JointCommittee> {
        match &self.kind {
            RuleKind::Statutory => None,
            RuleKind::Sectoral(code) => Some(code),
        }
    }

    /// Whether it is valid in a year.
    pub fn is_valid_in(&self, year: Year) -> bool {
        self.valid_from <= year && self.valid_to.is_none_or(|last| year <= last)
    }

    /// What it says for a band.
    pub fn band(&self, band: Band) -> &BandRule {
        &self.bands[place(band)]
    }

    /// The step in force for a band in a year.
    pub fn step(&self, band: Band, year: Year) -> Option<&Step> {
        step_in(&self.band(band).steps, year)
    }

    /// The days below which no sector rule goes, for a band in a year.
    pub fn floor(&self, band: Band, year: Year) -> Option<&Step> {
        step_in(&self.floor[place(band)], year)
    }

    /// Whether it says anything for a band in a year in which it is valid.
    pub(super) fn speaks(&self, band: Band, year: Year) -> bool {
        self.band(band).as_statutory || self.step(band, year).is_some()
    }

    /// `be.jc.200@1`.
    pub fn tag(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

/// The place of a band in [`Band::ALL`].
pub(super) const fn place(band: Band) -> usize {
    match band {
        Band::Below10 => 0,
        Band::From10 => 1,
        Band::From20 => 2,
    }
}

/// What the register assumes where the sources are silent, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Stable identifier.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// First day on which they hold.
    pub from: Date,
    /// Minutes of a training day where the employer set nothing else.
    pub day_minutes: u32,
    /// Start of the first five-year period of those then in service.
    pub period_start: Date,
    /// Years of a period.
    pub period_years: u8,
    /// Where they come from.
    pub source: Source,
    /// Their name.
    pub title: Texts,
    /// What they say, for people.
    pub text: Texts,
}

impl Conventions {
    /// `be.conventions@1`.
    pub fn tag(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}
