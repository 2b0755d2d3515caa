//! Exact rational numbers: days, averages, regimes. No rounding until the last step.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

/// An exact rational number, written `17/6` or `5`.
///
/// Numbers whose two parts fit in 64 bits are kept as such, which spares an allocation per step
/// where rights are computed by the hundred thousand; all others are [`BigRational`]. A value has
/// one form only, so equality is equality of value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Exact(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// In lowest terms, the denominator above 0.
    Small {
        numer: i64,
        denom: i64,
    },
    Big(Box<BigRational>),
}

impl Exact {
    /// 0.
    pub const ZERO: Self = Self(Form::Small { numer: 0, denom: 1 });
    /// 1.
    pub const ONE: Self = Self(Form::Small { numer: 1, denom: 1 });

    /// `numer` over `denom`; `None` if the denominator is 0.
    pub fn new(numer: i64, denom: i64) -> Option<Self> {
        (denom != 0).then(|| Self::reduced(numer.into(), denom.into()))
    }

    /// A number of hundredths.
    pub fn from_hundredths(hundredths: i64) -> Self {
        Self::reduced(hundredths.into(), 100)
    }

    /// Reads a number as people write it: digits with at most six decimals after a point, no sign.
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return None,
            None => (text, ""),
        };
        let all = |part: &str, most| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all(whole, 9) || !all(decimals, 6) {
            return None;
        }
        let numer = format!("{whole}{decimals}").parse().ok()?;
        Self::new(numer, 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?)
    }

    /// In lowest terms. Products of two 64-bit parts, and sums of two such products, fit in 128
    /// bits, so callers need no check before they come here.
    fn reduced(numer: i128, denom: i128) -> Self {
        let (numer, denom) = Ratio::new(numer, denom).into_raw();
        if let (Ok(numer), Ok(denom)) = (i64::try_from(numer), i64::try_from(denom)) {
            Self(Form::Small { numer, denom })
        } else {
            Self(Form::Big(Box::new(BigRational::new(numer.into(), denom.into()))))
        }
    }

    /// The value as a [`BigRational`].
    pub fn to_big(&self) -> BigRational {
        match &self.0 {
            Form::Small { numer, denom } => BigRational::new((*numer).into(), (*denom).into()),
            Form::Big(value) => (**value).clone(),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small { numer, .. } => *numer < 0,
            Form::Big(value) => value.is_negative(),
        }
    }

    /// The quotient; `None` if the divisor is 0.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self / divisor)
    }

    /// The nearest integer, halves upward; `None` if it does not fit.
    pub fn round_half_up(&self) -> Option<i64> {
        match &self.0 {
            Form::Small { numer, denom } => {
                let (numer, denom) = (i128::from(*numer), i128::from(*denom));
                i64::try_from((2 * numer + denom).div_euclid(2 * denom)).ok()
            }
            Form::Big(value) => {
                let half = BigRational::new(BigInt::from(1), BigInt::from(2));
                (&**value + half).floor().to_integer().to_i64()
            }
        }
    }
}

impl From<BigRational> for Exact {
    fn from(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numer), Some(denom)) => Self::reduced(numer.into(), denom.into()),
            _ => Self(Form::Big(Box::new(value))),
        }
    }
}

impl From<u32> for Exact {
    fn from(value: u32) -> Self {
        Self(Form::Small { numer: value.into(), denom: 1 })
    }
}

impl From<u8> for Exact {
    fn from(value: u8) -> Self {
        u32::from(value).into()
    }
}

/// The parts of two small numbers, `[numer, denom, numer, denom]`, wide enough for products.
fn small(one: &Exact, other: &Exact) -> Option<[i128; 4]> {
    let parts = |value: &Exact| match value.0 {
        Form::Small { numer, denom } => Some((i128::from(numer), i128::from(denom))),
        Form::Big(_) => None,
    };
    let ((n, d), (m, e)) = (parts(one)?, parts(other)?);
    Some([n, d, m, e])
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: Self) -> Exact {
        match small(self, other) {
            Some([n, d, m, e]) if d == e => Exact::reduced(n + m, d),
            Some([n, d, m, e]) => Exact::reduced(n * e + m * d, d * e),
            None => (self.to_big() + other.to_big()).into(),
        }
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        match small(self, other) {
            Some([n, d, m, e]) => Exact::reduced(n * m, d * e),
            None => (self.to_big() * other.to_big()).into(),
        }
    }
}

impl Div for &Exact {
    type Output = Exact;
    /// Panics on a division by 0, as integers do; see [`Exact::checked_div`].
    fn div(self, other: Self) -> Exact {
        match small(self, other) {
            Some([n, d, m, e]) => Exact::reduced(n * e, d * m),
            None => (self.to_big() / other.to_big()).into(),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match small(self, other) {
            Some([n, d, m, e]) => (n * e).cmp(&(m * d)),
            None => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small { numer, denom: 1 } => write!(f, "{numer}"),
            Form::Small { numer, denom } => write!(f, "{numer}/{denom}"),
            Form::Big(value) => value.fmt(f),
        }
    }
}

/// A text that is no exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an exact number such as 17/6")]
pub struct NotExact;

impl FromStr for Exact {
    type Err = NotExact;

    /// Reads `n` and `n/d`, the form in which it is printed.
    fn from_str(text: &str) -> Result<Self, NotExact> {
        let part = |text: &str| text.parse::<BigInt>().map_err(|_| NotExact);
        let (numer, denom) = match text.split_once('/') {
            Some((numer, denom)) => (part(numer)?, part(denom)?),
            None => (part(text)?, BigInt::from(1)),
        };
        if denom.is_zero() { Err(NotExact) } else { Ok(BigRational::new(numer, denom).into()) }
    }
}

impl TryFrom<String> for Exact {
    type Error = NotExact;
    fn try_from(text: String) -> Result<Self, NotExact> {
        text.parse()
    }
}

impl From<Exact> for String {
    fn from(value: Exact) -> Self {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_decimals_without_a_sign() {
        assert_eq!(Exact::from_decimal("0.5"), Exact::new(1, 2));
        assert_eq!(Exact::from_decimal("5"), Exact::new(5, 1));
        assert_eq!(Exact::from_decimal("012.250"), Exact::new(49, 4));
        for bad in ["", ".", "1.", ".5", "-1", "+1", "1,5", "1e3", "1.0000001", "1234567890"] {
            assert_eq!(Exact::from_decimal(bad), None, "{bad}");
        }
    }

    #[test]
    fn rounds_half_up() {
        for (text, rounded) in
            [("1/2", 1), ("5/2", 3), ("7/3", 2), ("-1/2", 0), ("-3/2", -1), ("2284/5", 457)]
        {
            assert_eq!(text.parse::<Exact>().unwrap().round_half_up(), Some(rounded), "{text}");
        }
        let beyond = "36893488147419103233/4".parse::<Exact>().unwrap();
        assert_eq!(beyond.round_half_up(), None);
        let big = "170141183460469231731687303715884105727/340282366920938463463374607431768211455";
        assert_eq!(big.parse::<Exact>().unwrap().round_half_up(), Some(0));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for bad in ["", "1/0", "a", "1/2/3", "0.5"] {
            assert_eq!(bad.parse::<Exact>(), Err(NotExact), "{bad}");
        }
        assert_eq!(serde_json::to_string(&Exact::new(34, 12)).unwrap(), "\"17/6\"");
        assert!(serde_json::from_str::<Exact>("0.5").is_err());
    }

    fn parts() -> impl Strategy<Value = (i64, i64)> {
        let wide = prop_oneof![-20_000_i64..20_000, any::<i64>()];
        (wide.clone(), wide.prop_filter("a divisor", |d| *d != 0))
    }

    proptest! {
        /// The short form never differs from the long one, also where it overflows.
        #[test]
        fn agrees_with_big_rationals(a in parts(), b in parts(), c in parts()) {
            let exact = |(n, d)| Exact::new(n, d).unwrap();
            let big = |(n, d): (i64, i64)| BigRational::new(n.into(), d.into());
            let (x, y, z) = (exact(a), exact(b), exact(c));
            let (p, q, r) = (big(a), big(b), big(c));
            let sum = &(&x * &y) + &z;
            prop_assert_eq!(sum.to_big(), &(&p * &q) + &r);
            prop_assert_eq!(&Exact::from(&(&p * &q) + &r), &sum);
            prop_assert_eq!(sum.to_string().parse::<Exact>().unwrap(), sum.clone());
            prop_assert_eq!(sum.cmp(&y), (&(&p * &q) + &r).cmp(&q));
            if let Some(quotient) = sum.checked_div(&y) {
                prop_assert_eq!(quotient.to_big(), (&(&p * &q) + &r) / &q);
            }
        }
    }
}
