//! The digits that stand for the register's codes, in one table for reader, writer, schema and
//! documentation.

use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::right::RightKind;
use fla_domain::training::{NotCounting, Status, TrainingKind};

use super::{AttestationStatus, Gender};

/// A code that a file writes as a digit.
pub trait Code: Copy + PartialEq + Sized + 'static {
    /// The digits with what they stand for.
    const TABLE: &'static [(&'static str, Self)];

    /// The digit.
    fn digit(self) -> &'static str {
        Self::TABLE.iter().find(|(_, value)| *value == self).map_or("", |(digit, _)| digit)
    }

    /// What a digit stands for.
    fn of_digit(digit: &str) -> Option<Self> {
        Self::TABLE.iter().find(|(d, _)| *d == digit).map(|(_, value)| *value)
    }
}

macro_rules! digits {
    ($($(#[$doc:meta])* $type:ty { $($digit:literal = $value:expr),+ $(,)? })+) => {
        $(impl Code for $type {
            const TABLE: &'static [(&'static str, Self)] = &[$(($digit, $value)),+];
        })+
    };
}

digits! {
    AttestationStatus {
        "0" = Self::Original,
        "1" = Self::Modification,
        "3" = Self::Cancellation,
    }
    RightKind {
        "1" = Self::Statutory,
        "2" = Self::Sectoral,
        "3" = Self::Company,
    }
    Status {
        "1" = Self::Planned,
        "2" = Self::Completed,
        "3" = Self::NotFollowed,
        "4" = Self::NotEligible,
    }
    TrainingKind {
        "1" = Self::Formal,
        "2" = Self::Informal,
    }
    NotCounting {
        "1" = Self::FlemishTrainingLeave,
        "2" = Self::PaidEducationalLeave,
        "3" = Self::OutsideProfession,
    }
    EndCause {
        "1" = Self::Resignation,
        "2" = Self::UrgentCause,
        "3" = Self::Dismissal,
        "4" = Self::Agreement,
        "5" = Self::EndOfTerm,
        "9" = Self::Unknown,
    }
    Gender {
        "1" = Self::Male,
        "2" = Self::Female,
        "3" = Self::Other,
    }
    Language {
        "1" = Self::Nl,
        "2" = Self::Fr,
        "3" = Self::De,
        "4" = Self::En,
    }
    bool {
        "0" = false,
        "1" = true,
    }
}

/// In `NotCountingReason` of a participant: the participation counts, although the training as a
/// whole does not.
pub const COUNTS: &str = "0";

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<T: Code + std::fmt::Debug>(all: &[T]) {
        assert_eq!(T::TABLE.len(), all.len());
        for value in all {
            assert_eq!(T::of_digit(value.digit()), Some(*value));
        }
        assert_eq!(T::of_digit(""), None);
    }

    #[test]
    fn every_code_has_a_digit() {
        use AttestationStatus::{Cancellation, Modification, Original};
        whole(&[Original, Modification, Cancellation]);
        whole(RightKind::ALL);
        whole(Status::ALL);
        whole(TrainingKind::ALL);
        whole(NotCounting::ALL);
        whole(EndCause::ALL);
        whole(&[Gender::Male, Gender::Female, Gender::Other]);
        whole(&Language::ALL);
        whole(&[true, false]);
    }
}
