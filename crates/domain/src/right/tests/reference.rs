//! A second implementation of the sum, day by day and month by month, written from the text of
//! the rule and sharing no arithmetic with the first.

use std::collections::BTreeMap;

use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::*;

/// A number of days for a joint committee, and the kind it makes.
pub(super) type DaysOf<'a> = &'a dyn Fn(&str) -> (RightKind, BigRational);

/// The minutes by kind, with a day of 456 minutes.
pub(super) fn reference(year: Year, spans: &[Span], days_of: DaysOf<'_>) -> Vec<(RightKind, i64)> {
    let mut sums: BTreeMap<RightKind, BigRational> = BTreeMap::new();
    for month in 1..=12 {
        let first = Date::constant(year, month, 1);
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| day.month() == month);
        let on = |day: Date| -> Vec<&Span> {
            spans.iter().filter(|s| s.from <= day && s.to.is_none_or(|to| to >= day)).collect()
        };
        let Some(in_force) = days.map(on).find(|in_force| !in_force.is_empty()) else { continue };
        let one = BigRational::from_integer(1.into());
        let total: BigRational = in_force.iter().map(|span| span.fraction.ratio()).sum();
        for span in in_force {
            let (kind, days) = days_of(span.joint_committee.code());
            let regime = span.fraction.ratio() / total.clone().max(one.clone());
            let twelfth = BigRational::new(1.into(), 12.into());
            let sum = sums.entry(kind).or_insert_with(|| BigRational::from_integer(0.into()));
            *sum += days * regime * twelfth;
        }
    }
    let round = |days: BigRational| {
        let twice: BigRational = days * BigInt::from(456 * 2) + BigInt::from(1);
        (twice / BigInt::from(2)).floor().to_integer().to_i64().unwrap()
    };
    sums.into_iter().map(|(kind, days)| (kind, round(days))).collect()
}
