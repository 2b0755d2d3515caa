//! Firm statements, and which of them wins.

use std::slice::from_ref;

use super::*;

#[test]
fn a_declaration_is_cut_to_its_quarter() {
    let one = work(date(2026, 2, 10), date(2026, 3, 5), 20);
    assert_eq!(
        told(&[declared("2026Q1", 1, &[one])], &["2026Q1"]),
        ["2026-02-10..2026-03-05 200 20 dmfa"]
    );
    let outside = [work(date(2026, 4, 1), None, 20), work(date(2026, 3, 5), date(2026, 3, 4), 9)];
    assert!(told(&[declared("2026Q1", 1, &outside)], &["2026Q1"]).is_empty());
}

#[test]
fn the_latest_form_of_a_quarter_wins() {
    let form = |created: i64, recorded: i64, weekly| Statement::Declared {
        quarter: quarter("2026Q1"),
        created: date(2026, 4, 1).at(0, 0, 0, 0) + jiff::ToSpan::days(created),
        recorded: Instant(recorded),
        occupations: vec![work(date(2026, 1, 1), date(2026, 3, 31), weekly)],
    };
    let said = [form(5, 1, 30), form(1, 9, 10)];
    assert_eq!(told(&said, &["2026Q1"]), ["2026-01-01..2026-03-31 200 30 dmfa"]);
    let tie = [form(5, 1, 30), form(5, 2, 10)];
    assert_eq!(told(&tie, &["2026Q1"]), ["2026-01-01..2026-03-31 200 10 dmfa"]);
}

#[test]
fn a_correction_without_occupations_takes_the_person_out() {
    let said =
        [declared("2026Q1", 1, &[work(date(2026, 1, 1), None, 38)]), declared("2026Q1", 2, &[])];
    assert!(told(&said, &["2026Q1"]).is_empty());
}

#[test]
fn of_declared_and_by_hand_the_later_recorded_wins_day_by_day() {
    let all = work(date(2026, 1, 1), date(2026, 3, 31), 38);
    let half = work(date(2026, 1, 1), date(2026, 12, 31), 19);
    let hand = |recorded| by_hand(date(2026, 2, 1), date(2026, 4, 15), recorded, from_ref(&half));
    let file = |recorded| declared("2026Q1", recorded, from_ref(&all));
    assert_eq!(
        told(&[file(1), hand(2)], &["2026Q1"])[..2],
        ["2026-01-01..2026-01-31 200 38 dmfa", "2026-02-01..2026-04-15 200 19 manual"]
    );
    assert_eq!(
        told(&[file(2), hand(1)], &["2026Q1"])[..2],
        ["2026-01-01..2026-03-31 200 38 dmfa", "2026-04-01..2026-04-15 200 19 manual"]
    );
    // Recorded at the same moment: by hand wins.
    assert_eq!(told(&[file(1), hand(1)], &["2026Q1"]), told(&[file(1), hand(2)], &["2026Q1"]));
}

#[test]
fn of_two_by_hand_the_later_wins() {
    let said = [
        by_hand(date(2026, 1, 1), None, 1, &[work(date(2026, 1, 1), None, 38)]),
        by_hand(date(2026, 5, 1), date(2026, 5, 31), 2, &[]),
    ];
    assert_eq!(
        told(&said, &[]),
        ["2026-01-01..2026-04-30 200 38 manual", "2026-06-01.. 200 38 manual"]
    );
}

#[test]
fn a_declared_quarter_inside_a_time_entered_by_hand_leaves_both_sides() {
    let said = [
        by_hand(date(2026, 1, 1), None, 1, &[work(date(2026, 1, 1), None, 38)]),
        declared("2026Q2", 2, &[work(date(2026, 1, 1), None, 20)]),
    ];
    assert_eq!(
        told(&said, &["2026Q2"]),
        [
            "2026-01-01..2026-03-31 200 38 manual",
            "2026-04-01..2026-06-30 200 20 dmfa",
            "2026-07-01.. 200 38 manual"
        ]
    );
}

#[test]
fn occupations_stand_side_by_side_even_equal_ones() {
    let mut other = work(date(2026, 2, 1), date(2026, 3, 31), 10);
    other.joint_committee = jc("119");
    let same = work(date(2026, 1, 1), date(2026, 3, 31), 19);
    let shorter = work(date(2026, 2, 1), date(2026, 2, 28), 19);
    assert_eq!(
        told(&[declared("2026Q1", 1, &[same, shorter, other])], &["2026Q1"]),
        [
            "2026-01-01..2026-03-31 200 19 dmfa",
            "2026-02-01..2026-03-31 119 10 dmfa",
            "2026-02-01..2026-02-28 200 19 dmfa"
        ]
    );
}

#[test]
fn equal_quarters_that_touch_are_one_span() {
    let long = work(date(2012, 7, 1), None, 38);
    let said = [
        declared("2026Q1", 1, from_ref(&long)),
        declared("2026Q2", 2, from_ref(&long)),
        declared("2026Q3", 3, &[long]),
    ];
    assert_eq!(
        told(&said, &["2026Q1", "2026Q2", "2026Q3"]),
        [
            "2012-07-01..2025-12-31 200 38 dmfa?",
            "2026-01-01..2026-09-30 200 38 dmfa",
            "2026-10-01.. 200 38 dmfa?"
        ]
    );
}

#[test]
fn nothing_said_is_nothing() {
    assert!(told(&[], &["2026Q1"]).is_empty());
    let backwards =
        by_hand(date(2026, 2, 1), date(2026, 1, 1), 1, &[work(date(2026, 1, 1), None, 38)]);
    assert!(told(&[backwards], &[]).is_empty());
}
