//! Quantities are integers: minutes, and hundredths where the source has them. No floats.

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};

/// A number of whole minutes; negative in a debit or beyond the credit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Minutes(pub i64);

impl std::ops::Add for Minutes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Minutes {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::ops::Neg for Minutes {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::ops::AddAssign for Minutes {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), |a, b| a + b)
    }
}

/// The length of a full-time training day in minutes where the employer set nothing else:
/// 7 h 36 min, a 38-hour week of five days.
pub const DEFAULT_DAY_MINUTES: u32 = 456;

/// A working-time fraction: Q over S of the quarterly declaration, both in hundredths of hours a
/// week. The full-time reference is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fraction {
    q: u32,
    s: u32,
}

impl Fraction {
    /// Full-time.
    pub const FULL: Self = Self { q: 3800, s: 3800 };

    /// Q over S; both at most 9999 hundredths of hours, S above 0.
    ///
    /// A Q above S is kept as declared: the regime counts as at most 1 where it is used.
    pub fn new(q: u32, s: u32) -> Result<Self, Anomaly> {
        if s == 0 || s > 9999 {
            return Err(Anomaly::new(Zone::ReferenceHours, Fault::OutsideDomain).with("value", s));
        }
        if q > 9999 {
            return Err(Anomaly::new(Zone::WorkingHours, Fault::OutsideDomain).with("value", q));
        }
        Ok(Self { q, s })
    }

    /// Q in hundredths of hours.
    pub const fn q(self) -> u32 {
        self.q
    }

    /// S in hundredths of hours.
    pub const fn s(self) -> u32 {
        self.s
    }

    /// The exact value of Q over S.
    pub fn ratio(self) -> BigRational {
        BigRational::new(self.q.into(), self.s.into())
    }
}
