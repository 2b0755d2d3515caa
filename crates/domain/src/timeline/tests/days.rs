//! Arithmetic of runs of days.

use super::super::days::{Days, minus, union};
use super::*;

fn run(from: i8, to: i8) -> Days {
    Days::new(date(2026, 1, from), date(2026, 1, to)).unwrap()
}

#[test]
fn runs_that_touch_become_one() {
    assert_eq!(union(vec![run(5, 6), run(1, 2), run(3, 3)]), [run(1, 3), run(5, 6)]);
    let for_ever = Days { from: date(2026, 1, 1), to: Date::MAX };
    assert_eq!(union(vec![for_ever, run(3, 3)]), [for_ever]);
}

#[test]
fn holes_are_taken_out() {
    assert_eq!(minus(run(1, 10), &[run(1, 1), run(4, 5)]), [run(2, 3), run(6, 10)]);
    assert_eq!(minus(run(1, 10), &[run(8, 12)]), [run(1, 7)]);
    assert_eq!(minus(run(1, 10), &[run(11, 12)]), [run(1, 10)]);
    assert!(minus(run(2, 3), &[run(1, 10)]).is_empty());
    let all = Days { from: Date::MIN, to: Date::MAX };
    assert!(minus(all, &[all]).is_empty());
    assert_eq!(minus(all, &[]), [all]);
}
