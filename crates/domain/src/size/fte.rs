//! Full-time equivalents on the last day of a quarter.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::quantity::Fraction;
use crate::rules::Exact;

/// A running sum of full-time equivalents, person by person.
///
/// Regimes are summed by their reference hours as integers first: an undertaking has few
/// different ones, so a hundred thousand people cost a hundred thousand additions and a handful of
/// fractions.
#[derive(Clone, Debug, Default)]
pub struct FteSum {
    full_time: u64,
    hours_by_reference: BTreeMap<u32, u64>,
}

impl FteSum {
    /// Adds a person: the working-time fractions of the occupations in force on the last day of
    /// the quarter. Their sum counts as at most 1; none counts as 0.
    pub fn add(&mut self, occupations: impl IntoIterator<Item = Fraction>) {
        let parts: Vec<Fraction> = occupations.into_iter().collect();
        let capped = match parts.as_slice() {
            [one] => one.q() >= one.s(),
            many => sum(many) >= Exact::ONE,
        };
        if capped {
            self.full_time += 1;
        } else {
            for part in parts {
                *self.hours_by_reference.entry(part.s()).or_default() += u64::from(part.q());
            }
        }
    }

    /// The sum.
    pub fn total(&self) -> BigRational {
        let whole = BigRational::from(BigInt::from(self.full_time));
        self.hours_by_reference.iter().fold(whole, |total, (&reference, &hours)| {
            total + BigRational::new(hours.into(), reference.into())
        })
    }
}

fn sum(parts: &[Fraction]) -> Exact {
    parts.iter().fold(Exact::ZERO, |total, part| {
        // A fraction's reference hours are never 0.
        &total + &Exact::new(part.q().into(), part.s().into()).unwrap_or(Exact::ZERO)
    })
}

/// The full-time equivalents of a quarter: for each person the working-time fractions of the
/// occupations under contract on its last day, summed and at most 1.
pub fn fte<P>(people: impl IntoIterator<Item = P>) -> BigRational
where
    P: IntoIterator<Item = Fraction>,
{
    let mut total = FteSum::default();
    for person in people {
        total.add(person);
    }
    total.total()
}
