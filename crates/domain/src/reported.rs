//! Trainings that a training provider reports to the employers of those who followed them.
//!
//! A report has a part for each participant, which the employer of that person accepts, merges with
//! what it registered itself, or disputes. Until then it counts for nothing; the employee sees it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::quantity::Minutes;
use crate::training::TrainingDetails;

/// Within so many days an employer answers what was reported. Nobody's silence registers
/// anything: after that it is late, and shown so to the employer and the employee.
pub const ANSWER_DAYS: i64 = 30;

/// Where the part of a report that is about one person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartState {
    /// The employer has not answered.
    Waiting,
    /// The employer registered it as it was reported.
    Accepted,
    /// The employer had registered it itself: one record with two origins.
    Merged,
    /// The employer does not agree, and said why.
    Disputed,
    /// The provider took it back before it was answered.
    Withdrawn,
}

codes!(PartState {
    Waiting = "waiting",
    Accepted = "accepted",
    Merged = "merged",
    Disputed = "disputed",
    Withdrawn = "withdrawn",
});

/// Why a report and a registered training may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// First and last day are the same.
    SameDays,
    /// They have a day in common.
    CommonDay,
    /// At most a week lies between them.
    NearDays,
    /// The durations are equal.
    SameDuration,
    /// The durations differ by at most a fifth.
    NearDuration,
    /// The titles are the same but for capitals and accents.
    SameTitle,
    /// The titles are alike.
    AlikeTitle,
}

codes!(Reason {
    SameDays = "sameDays",
    CommonDay = "commonDay",
    NearDays = "nearDays",
    SameDuration = "sameDuration",
    NearDuration = "nearDuration",
    SameTitle = "sameTitle",
    AlikeTitle = "alikeTitle",
});

impl Reason {
    /// What it adds to the score, of 100.
    const fn weight(self) -> u8 {
        match self {
            Self::SameDays => 45,
            Self::SameTitle => 30,
            Self::CommonDay | Self::SameDuration => 25,
            Self::AlikeTitle => 20,
            Self::NearDuration => 15,
            Self::NearDays => 10,
        }
    }
}

/// How like a report and a training of the same person are, with the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// From 0 to 100.
    pub score: u8,
    /// What the score is made of.
    pub reasons: Vec<Reason>,
}

/// From this score on two entries of one person are shown as perhaps the same.
pub const ALIKE: u8 = 60;

/// Titles from this share of common pairs of letters on are alike.
const ALIKE_TITLE: f64 = 0.6;

impl Likeness {
    /// Compares two entries of the same person: titles, days and minutes.
    pub fn of(one: (&TrainingDetails, Minutes), other: (&TrainingDetails, Minutes)) -> Self {
        let reasons: Vec<Reason> = [
            days((one.0.start, one.0.end), (other.0.start, other.0.end)),
            duration(one.1, other.1),
            title(&one.0.title, &other.0.title),
        ]
        .into_iter()
        .flatten()
        .collect();
        Self { score: reasons.iter().map(|reason| reason.weight()).sum(), reasons }
    }

    /// Whether they may be the same: never where no day is near.
    pub fn is_alike(&self) -> bool {
        let near = [Reason::SameDays, Reason::CommonDay, Reason::NearDays];
        self.score >= ALIKE && self.reasons.iter().any(|reason| near.contains(reason))
    }
}

fn days(one: (Date, Date), other: (Date, Date)) -> Option<Reason> {
    if one == other {
        return Some(Reason::SameDays);
    }
    if one.0 <= other.1 && other.0 <= one.1 {
        return Some(Reason::CommonDay);
    }
    let gap = if one.1 < other.0 { other.0 - one.1 } else { one.0 - other.1 };
    (gap.get_days() <= 7).then_some(Reason::NearDays)
}

fn duration(one: Minutes, other: Minutes) -> Option<Reason> {
    if one == other {
        return Some(Reason::SameDuration);
    }
    let (short, long) = (one.0.min(other.0), one.0.max(other.0));
    ((long - short) * 5 <= long).then_some(Reason::NearDuration)
}

fn title(one: &str, other: &str) -> Option<Reason> {
    let (one, other) = (plain(one), plain(other));
    if one == other {
        return Some(Reason::SameTitle);
    }
    (strsim::sorensen_dice(&one, &other) >= ALIKE_TITLE).then_some(Reason::AlikeTitle)
}

/// Letters and digits of a title in lower case, without the accents of our languages.
fn plain(title: &str) -> String {
    let letter = |c: char| match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        other => other,
    };
    title.to_lowercase().chars().map(letter).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn training(title: &str, start: Date, end: Date, minutes: i64) -> TrainingDetails {
        TrainingDetails {
            title: title.to_owned(),
            start,
            end,
            minutes: Minutes(minutes),
            kind: None,
            provider: None,
            place: None,
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        }
    }

    fn like(one: &TrainingDetails, other: &TrainingDetails) -> Likeness {
        let found = Likeness::of((one, one.minutes), (other, other.minutes));
        assert_eq!(found, Likeness::of((other, other.minutes), (one, one.minutes)), "either way");
        found
    }

    #[test]
    fn the_same_training_told_twice_is_recognised() {
        let day = date(2026, 3, 2);
        let one = training("Première aide", day, day, 456);
        assert_eq!(like(&one, &training("PREMIERE AIDE.", day, day, 456)).score, 100);
        let other = training("Première aide en entreprise", day, day, 420);
        let found = like(&one, &other);
        assert_eq!(found.reasons, [Reason::SameDays, Reason::NearDuration, Reason::AlikeTitle]);
        assert!(found.is_alike());
    }

    #[test]
    fn different_trainings_are_not() {
        let day = date(2026, 3, 2);
        let one = training("Eerste hulp", day, day, 456);
        // The same course a year later, another course on the same day, and one much longer.
        assert!(
            !like(&one, &training("Eerste hulp", date(2027, 3, 2), date(2027, 3, 2), 456))
                .is_alike()
        );
        assert!(!like(&one, &training("Heftruck", day, day, 60)).is_alike());
        assert!(
            !like(&one, &training("Lassen", date(2026, 3, 9), date(2026, 3, 9), 456)).is_alike()
        );
    }

    #[test]
    fn days_near_and_in_common() {
        let day = |d| date(2026, 3, d);
        assert_eq!(days((day(2), day(4)), (day(4), day(6))), Some(Reason::CommonDay));
        assert_eq!(days((day(2), day(4)), (day(11), day(11))), Some(Reason::NearDays));
        assert_eq!(days((day(2), day(4)), (day(12), day(12))), None);
    }
}
