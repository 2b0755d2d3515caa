//! Trainings and participations: the fields, their states, and what counts against the credit.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::isced::FieldOfEducation;
use crate::quantity::Minutes;
use crate::time::{Year, first_day, last_day};

/// Where a participation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Reserved; debits nothing yet.
    Planned,
    /// Followed; debits the credit where it counts.
    Completed,
    /// The person did not follow it.
    NotFollowed,
    /// The training is not eligible for the training right.
    NotEligible,
}

/// How a training is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TrainingKind {
    /// A course or placement with a place and a plan set by a trainer.
    Formal,
    /// Other learning tied to the job: instruction at work, coaching, conferences, self-study.
    Informal,
}

/// Why a followed training does not count against the credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NotCounting {
    /// Taken as Flemish training leave (VOV).
    FlemishTrainingLeave,
    /// Taken as paid educational leave (BEV).
    PaidEducationalLeave,
    /// Outside the professional context.
    OutsideProfession,
}

codes!(Status { Planned = "planned", Completed = "completed", NotFollowed = "notFollowed", NotEligible = "notEligible" });
codes!(TrainingKind { Formal = "formal", Informal = "informal" });
codes!(NotCounting {
    FlemishTrainingLeave = "flemishTrainingLeave",
    PaidEducationalLeave = "paidEducationalLeave",
    OutsideProfession = "outsideProfession",
});

/// What is said of a training as an event; five fields with the participants' are compulsory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingDetails {
    /// Name of the training, 1 to 200 characters.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day; the same as the first where nothing else is said.
    pub end: Date,
    /// Duration for a person who follows all of it, in minutes.
    pub minutes: Minutes,
    /// Formal or informal, where known.
    pub kind: Option<TrainingKind>,
    /// Who gives it.
    pub provider: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Nature of the training in the words of the employer (act of 3 October 2022).
    pub nature: Option<String>,
    /// Who pays for it.
    pub funding: Option<String>,
    /// Registration number of the collective agreement it rests on.
    pub cla_number: Option<String>,
    /// Field of education (ISCED-F 2013), where known. Left out of what is signed where it is not,
    /// so that a command of before it existed is still the same command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldOfEducation>,
    /// Why it does not count against the credit; `None` where it counts.
    pub not_counting: Option<NotCounting>,
}

/// Longest title.
pub const TITLE_LENGTH: usize = 200;
/// Longest other text.
pub const TEXT_LENGTH: usize = 500;

impl TrainingDetails {
    /// Checks each field and how they fit together. `today` is the civil date in Brussels.
    pub fn check(&self) -> Vec<Anomaly> {
        let mut found = Vec::new();
        let length = self.title.trim().chars().count();
        if length == 0 {
            found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
        } else if length > TITLE_LENGTH {
            found.push(
                Anomaly::new(Zone::Title, Fault::Length).at("title").with("max", TITLE_LENGTH),
            );
        }
        for (path, text) in [
            ("provider", &self.provider),
            ("place", &self.place),
            ("nature", &self.nature),
            ("funding", &self.funding),
            ("claNumber", &self.cla_number),
        ] {
            if text.as_ref().is_some_and(|t| t.chars().count() > TEXT_LENGTH) {
                found.push(
                    Anomaly::new(Zone::Text, Fault::Length).at(path).with("max", TEXT_LENGTH),
                );
            }
        }
        if self.end < self.start {
            found.push(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart).at("end"));
        }
        if !(1990..=2100).contains(&self.start.year()) {
            found.push(Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("start"));
        } else if !(1990..=2100).contains(&self.end.year()) {
            found.push(Anomaly::new(Zone::EndDate, Fault::OutsideDomain).at("end"));
        }
        self.check_duration(&mut found);
        found
    }

    fn check_duration(&self, found: &mut Vec<Anomaly>) {
        let days = i64::from(self.start.until(self.end).map_or(0, |s| s.get_days()).max(0)) + 1;
        if self.minutes.0 < 1 || self.minutes.0 > days * 1440 {
            let fault = Anomaly::new(Zone::Duration, Fault::OutsideDomain);
            found.push(fault.at("duration").with("max", days * 1440));
        }
    }
}

/// The part of one participant in the standing it has now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartDetails {
    /// Where it stands.
    pub status: Status,
    /// Minutes followed (or planned) by this person.
    pub minutes: Minutes,
    /// Why it does not count; `None` where it counts.
    pub not_counting: Option<NotCounting>,
    /// Whether a certificate was obtained.
    pub certificate: bool,
    /// Last day on which the certificate is valid.
    pub valid_until: Option<Date>,
    /// Division over calendar years; empty for all in the year of the training's end.
    pub split: Vec<YearPart>,
    /// Where it comes from, if from a copy of what the public FLA held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<PublicCopy>,
}

/// That something was taken from a copy of what the public FLA held: a file somebody saved before
/// it closed, of which nobody else vouches that it is whole and unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicCopy {
    /// The import that brought it, with which the file is kept.
    pub import: Uuid,
    /// Whether somebody of the employer has since compared it with the own papers.
    pub checked: bool,
}

/// The minutes of a participation that fall in one calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPart {
    /// Calendar year.
    pub year: Year,
    /// Minutes in it.
    pub minutes: Minutes,
}

impl PartDetails {
    /// Checks the part against the training it belongs to.
    pub fn check(&self, start: Date, end: Date, today: Date) -> Vec<Anomaly> {
        let mut found = Vec::new();
        if self.status == Status::Completed && end > today {
            found.push(
                Anomaly::new(Zone::Status, Fault::OutsideDomain).at("status").with("end", end),
            );
        }
        let days = i64::from(start.until(end).map_or(0, |s| s.get_days()).max(0)) + 1;
        if self.minutes.0 < 1 || self.minutes.0 > days * 1440 {
            found.push(
                Anomaly::new(Zone::Duration, Fault::OutsideDomain)
                    .at("minutes")
                    .with("max", days * 1440),
            );
        }
        if self.valid_until.is_some() && !self.certificate {
            found.push(Anomaly::new(Zone::ValidUntil, Fault::NotApplicable).at("validUntil"));
        }
        if self.valid_until.is_some_and(|d| d < end) {
            found.push(Anomaly::new(Zone::ValidUntil, Fault::EndBeforeStart).at("validUntil"));
        }
        if !self.split.is_empty() {
            let sum: Minutes = self.split.iter().map(|p| p.minutes).sum();
            if sum != self.minutes {
                found.push(
                    Anomaly::new(Zone::Split, Fault::Sum)
                        .at("split")
                        .with("sum", sum.0)
                        .with("whole", self.minutes.0),
                );
            }
            let outside =
                |p: &YearPart| p.year < start.year() || p.year > end.year() || p.minutes.0 < 1;
            if self.split.iter().any(outside) {
                found.push(Anomaly::new(Zone::Split, Fault::OutsideDomain).at("split"));
            }
        }
        found
    }
}

/// What an account follows from of a participation that is not kept out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Where it stands.
    pub status: Status,
    /// Minutes of this person.
    pub minutes: Minutes,
    /// Division over calendar years; empty for all in the year of the last day.
    pub split: Vec<YearPart>,
    /// The last day of the training.
    pub end: Date,
}

impl Counted {
    /// The debits it makes: minutes by year and the date they are dated, none unless it was
    /// completed.
    pub fn debits(&self) -> Vec<(Year, Date, Minutes)> {
        if self.status != Status::Completed {
            return Vec::new();
        }
        if self.split.is_empty() {
            return vec![(self.end.year(), self.end, self.minutes)];
        }
        self.split
            .iter()
            .map(|p| (p.year, self.end.clamp(first_day(p.year), last_day(p.year)), p.minutes))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn part(status: Status) -> PartDetails {
        PartDetails {
            status,
            minutes: Minutes(600),
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: vec![],
            copy: None,
        }
    }

    fn counted(part: &PartDetails, end: Date) -> Counted {
        Counted { status: part.status, minutes: part.minutes, split: part.split.clone(), end }
    }

    #[test]
    fn only_what_is_completed_debits() {
        let end = date(2026, 3, 2);
        for &status in Status::ALL {
            let debits = counted(&part(status), end).debits();
            assert_eq!(debits.len(), usize::from(status == Status::Completed));
        }
    }

    #[test]
    fn split_parts_add_up_and_are_dated_in_their_year() {
        let (start, end) = (date(2025, 11, 1), date(2026, 2, 28));
        let mut p = part(Status::Completed);
        p.split = vec![
            YearPart { year: 2025, minutes: Minutes(400) },
            YearPart { year: 2026, minutes: Minutes(200) },
        ];
        assert!(p.check(start, end, date(2026, 11, 1)).is_empty());
        let debits = [(2025, date(2025, 12, 31), Minutes(400)), (2026, end, Minutes(200))];
        assert_eq!(counted(&p, end).debits(), debits);
        p.split[1].minutes = Minutes(201);
        assert_eq!(p.check(start, end, date(2026, 11, 1))[0].code(), "SPLIT-245");
        p.split = vec![YearPart { year: 2024, minutes: Minutes(600) }];
        assert_eq!(p.check(start, end, date(2026, 11, 1))[0].code(), "SPLIT-008");
    }

    #[test]
    fn a_certificate_is_valid_on_its_last_day_and_never_before_the_end() {
        let mut p = part(Status::Completed);
        p.certificate = true;
        p.valid_until = Some(date(2026, 3, 1));
        let codes: Vec<_> = p
            .check(date(2026, 3, 1), date(2026, 3, 2), date(2026, 4, 1))
            .iter()
            .map(Anomaly::code)
            .collect();
        assert_eq!(codes, ["VALID-UNTIL-014"]);
    }
}
