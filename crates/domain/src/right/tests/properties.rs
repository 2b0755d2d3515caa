//! What holds for every time line.

use num_rational::BigRational;
use proptest::prelude::*;

use super::reference::reference;
use super::*;
use crate::ids::CompanyDaysId;

const COMMITTEES: [&str; 5] = ["999", "200", "119", "116", "330.01.10"];

fn any_date() -> impl Strategy<Value = Date> {
    (2023_i16..2030, 1_i8..=12, 1_i8..=31).prop_map(|(year, month, day)| {
        let first = Date::constant(year, month, 1);
        Date::constant(year, month, day.min(first.days_in_month()))
    })
}

fn any_fraction() -> impl Strategy<Value = Fraction> {
    prop_oneof![
        Just(Fraction::FULL),
        (0_u32..4200, 1_u32..4200).prop_map(|(q, s)| Fraction::new(q, s).unwrap()),
    ]
}

fn any_span() -> impl Strategy<Value = Span> {
    (any_date(), prop::option::of(any_date()), 0..COMMITTEES.len(), any_fraction()).prop_map(
        |(from, to, committee, fraction)| Span {
            from,
            to,
            joint_committee: COMMITTEES[committee].parse().unwrap(),
            fraction,
            origin: Origin::Dmfa,
            assumed: false,
        },
    )
}

fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(any_span(), 0..7)
}

fn any_band() -> impl Strategy<Value = Band> {
    prop::sample::select(Band::ALL)
}

/// The shipped rules of 2026, by hand.
fn days_of_2026(band: Band, months: u8, committee: &str) -> (RightKind, BigRational) {
    use RightKind::{Sectoral, Statutory};
    let (kind, days) = match (committee, band) {
        ("200" | "119", Band::From20) => (Sectoral, 4),
        ("200", _) | ("116", Band::From10) => (Sectoral, 1),
        ("116", Band::Below10) => (Sectoral, i64::from(months >= 6)),
        ("116", Band::From20) => (Sectoral, 5),
        (_, Band::Below10) => (Statutory, 0),
        (_, Band::From10) => (Statutory, 1),
        (_, Band::From20) => (Statutory, 5),
    };
    (kind, BigRational::from_integer(days.into()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn equals_the_reference(spans in any_spans(), band in any_band()) {
        let months = (1_i8..=12).filter(|month| {
            let first = Date::constant(2026, *month, 1);
            let last = first.last_of_month();
            spans.iter().any(|s| {
                let to = s.to.unwrap_or(Date::MAX);
                s.from <= to && s.from <= last && to >= first
            })
        }).count();
        let months = u8::try_from(months).unwrap();
        let expected = reference(2026, &spans, &|jc| days_of_2026(band, months, jc));
        prop_assert_eq!(minutes(&rights(2026, band, &spans)), expected);
        prop_assert_eq!(months_under_contract(&spans, 2026), months);
    }

    #[test]
    fn workings_add_up_and_are_never_negative(
        spans in any_spans(),
        band in any_band(),
        year in 2022_i16..2031,
        day_minutes in 1_u32..1441,
        given in prop::collection::vec((1_i64..2000, any::<bool>()), 0..3),
    ) {
        let company: Vec<_> = given
            .iter()
            .map(|&(h, flat)| CompanyDays::new(CompanyDaysId(uuid::Uuid::nil()), h, flat).unwrap())
            .collect();
        let size = size(band);
        let book = RuleBook::builtin();
        let inputs =
            RightInputs { book: &book, year, spans: &spans, size: &size, day_minutes, company: &company };
        for right in compute(&inputs) {
            let json = serde_json::to_string(&right.working).unwrap();
            let read: Working = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read.recompute(), Ok(right.minutes));
            prop_assert!(right.minutes.0 >= 0);
            prop_assert!(!right.working.sum.is_negative());
        }
    }

    #[test]
    fn another_month_never_lowers_a_right(
        fraction in any_fraction(),
        first in 1_i8..=12,
        last in 1_i8..=12,
        band in any_band(),
        committee in prop::sample::select(&["999", "200", "119"][..]),
    ) {
        prop_assume!(first <= last);
        let months = |first: i8, last: i8| {
            let mut span = span("2026-01-01", "", committee, 100);
            span.from = Date::constant(2026, first, 1);
            span.to = Some(Date::constant(2026, last, 1));
            span.fraction = fraction;
            rights(2026, band, &[span])[0].minutes
        };
        let right = months(first, last);
        prop_assert!(months((first - 1).max(1), last) >= right);
        prop_assert!(months(first, (last + 1).min(12)) >= right);
    }

    #[test]
    fn cutting_an_occupation_changes_nothing(
        mut spans in any_spans(),
        band in any_band(),
        days in 1_i64..900,
    ) {
        let whole = rights(2026, band, &spans);
        let long = |span: &Span| {
            let cut = span.from.checked_add(jiff::Span::new().days(days)).ok()?;
            (cut <= span.to.unwrap_or(Date::MAX)).then_some(cut)
        };
        let found = spans.iter().enumerate().find_map(|(at, span)| Some((at, long(span)?)));
        let Some((at, cut)) = found else { return Ok(()) };
        let mut second = spans[at].clone();
        second.from = cut;
        spans[at].to = Some(cut.yesterday().unwrap());
        spans.insert(0, second);
        prop_assert_eq!(rights(2026, band, &spans), whole);
    }

    #[test]
    fn order_of_spans_changes_nothing(spans in any_spans(), band in any_band()) {
        let turned: Vec<_> = spans.iter().rev().cloned().collect();
        prop_assert_eq!(rights(2026, band, &turned), rights(2026, band, &spans));
    }
}
