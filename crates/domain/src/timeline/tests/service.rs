//! Unbroken service.

use super::*;

fn span(from: Date, to: impl Into<Option<Date>>) -> Span {
    Span {
        from,
        to: to.into(),
        joint_committee: jc("200"),
        fraction: Fraction::FULL,
        origin: Origin::Dmfa,
        assumed: false,
    }
}

#[test]
fn spans_that_touch_or_overlap_are_one_service() {
    let spans = [
        span(date(2026, 3, 2), None),
        span(date(2025, 1, 1), date(2025, 12, 31)),
        span(date(2025, 6, 1), date(2025, 6, 30)),
        span(date(2026, 1, 1), date(2026, 2, 28)),
        span(date(2026, 5, 1), date(2026, 4, 1)),
    ];
    assert_eq!(
        services(&spans),
        [
            Service { start: date(2025, 1, 1), end: Some(date(2026, 2, 28)) },
            Service { start: date(2026, 3, 2), end: None }
        ]
    );
    assert!(services(&[]).is_empty());
}

#[test]
fn one_day_off_is_a_break() {
    let spans =
        [span(date(2026, 1, 1), date(2026, 1, 9)), span(date(2026, 1, 11), date(2026, 1, 11))];
    assert_eq!(services(&spans).len(), 2);
}
