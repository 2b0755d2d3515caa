//! Days of which nothing firm is said.

use super::*;

fn long() -> Occupation {
    work(date(2012, 7, 1), None, 38)
}

#[test]
fn one_quarter_tells_the_past_and_the_future() {
    assert_eq!(
        told(&[declared("2026Q3", 1, &[long()])], &["2026Q3"]),
        [
            "2012-07-01..2026-06-30 200 38 dmfa?",
            "2026-07-01..2026-09-30 200 38 dmfa",
            "2026-10-01.. 200 38 dmfa?"
        ]
    );
}

#[test]
fn each_occupation_goes_back_to_its_own_start() {
    let said = [declared("2026Q3", 1, &[long(), work(date(2026, 5, 1), date(2026, 9, 30), 10)])];
    assert_eq!(
        told(&said, &["2026Q3"])[..2],
        ["2012-07-01..2026-06-30 200 38 dmfa?", "2026-05-01..2026-06-30 200 10 dmfa?"]
    );
}

#[test]
fn a_gap_is_covered_by_the_later_start() {
    let said = [
        declared("2025Q1", 1, &[work(date(2012, 7, 1), None, 30)]),
        declared("2025Q3", 2, &[long()]),
    ];
    assert_eq!(
        told(&said, &["2025Q1", "2025Q3"])[1..3],
        ["2025-01-01..2025-03-31 200 30 dmfa", "2025-04-01..2025-06-30 200 38 dmfa?"]
    );
}

#[test]
fn before_the_later_start_the_earlier_occupation_goes_on() {
    let said = [
        declared("2025Q1", 1, &[work(date(2025, 1, 1), None, 30)]),
        declared("2025Q3", 2, &[work(date(2025, 5, 15), date(2025, 9, 30), 38)]),
    ];
    assert_eq!(
        told(&said, &["2025Q1", "2025Q3"]),
        [
            "2025-01-01..2025-03-31 200 30 dmfa",
            "2025-04-01..2025-05-14 200 30 dmfa?",
            "2025-05-15..2025-06-30 200 38 dmfa?",
            "2025-07-01..2025-09-30 200 38 dmfa"
        ]
    );
}

#[test]
fn not_beyond_days_firmly_not_in_service() {
    let said = [
        declared("2025Q1", 1, &[work(date(2020, 1, 1), date(2025, 2, 15), 38)]),
        declared("2025Q3", 2, &[long()]),
    ];
    let lines = told(&said, &["2025Q1", "2025Q3"]);
    assert_eq!(
        lines[..3],
        [
            "2020-01-01..2024-12-31 200 38 dmfa?",
            "2025-01-01..2025-02-15 200 38 dmfa",
            "2025-04-01..2025-06-30 200 38 dmfa?"
        ]
    );
    let said =
        [by_hand(date(2020, 1, 1), date(2020, 1, 31), 1, &[]), declared("2025Q3", 2, &[long()])];
    assert_eq!(told(&said, &["2025Q3"])[0], "2020-02-01..2025-06-30 200 38 dmfa?");
}

#[test]
fn back_over_a_time_entered_by_hand() {
    let said = [
        by_hand(date(2025, 4, 1), date(2025, 4, 30), 1, &[work(date(2025, 4, 1), None, 19)]),
        declared("2025Q3", 2, &[long()]),
    ];
    assert_eq!(
        told(&said, &["2025Q3"])[..3],
        [
            "2012-07-01..2025-03-31 200 38 dmfa?",
            "2025-04-01..2025-04-30 200 19 manual",
            "2025-05-01..2025-06-30 200 38 dmfa?"
        ]
    );
}

#[test]
fn an_occupation_that_ended_before_its_quarter_covers_its_own_days() {
    // Severance paid in a later quarter is declared with the dates of the occupation.
    let said = [declared("2025Q3", 1, &[work(date(2025, 2, 1), date(2025, 6, 15), 38)])];
    assert_eq!(told(&said, &["2025Q3"]), ["2025-02-01..2025-06-15 200 38 dmfa?"]);
}

#[test]
fn a_leaver_ends_with_the_last_declared_quarter() {
    let said = [declared("2025Q1", 1, &[work(date(2025, 1, 1), None, 38)])];
    let quarter = ["2025-01-01..2025-03-31 200 38 dmfa"];
    assert_eq!(told(&said, &["2025Q1", "2025Q2"]), quarter);
    assert_eq!(told(&said, &["2025Q1", "2027Q1"]), quarter);
    // Only quarters before his were filed without him: nothing ends.
    assert_eq!(told(&said, &["2024Q4", "2025Q1"]).len(), 2);
}

#[test]
fn absent_and_back_again() {
    let said = [
        declared("2025Q1", 1, &[work(date(2025, 1, 1), None, 38)]),
        declared("2025Q4", 2, &[work(date(2025, 10, 6), date(2025, 12, 31), 38)]),
    ];
    let rows = ["2025-01-01..2025-03-31 200 38 dmfa", "2025-10-06..2025-12-31 200 38 dmfa"];
    assert_eq!(told(&said, &["2025Q1", "2025Q2", "2025Q4"]), rows);
    // The declared quarter of the return bounds nothing; firm days before the start stay empty.
    let lines = told(&said, &["2025Q1", "2025Q4"]);
    assert_eq!(lines[1], "2025-04-01..2025-09-30 200 38 dmfa?");
    assert_eq!(lines[2], rows[1]);
}

#[test]
fn a_start_before_the_gap_covers_a_quarter_filed_without_the_person() {
    let said = [declared("2025Q1", 1, &[long()]), declared("2025Q3", 2, &[long()])];
    let lines = told(&said, &["2025Q1", "2025Q2", "2025Q3"]);
    assert_eq!(lines[2], "2025-04-01..2025-06-30 200 38 dmfa?");
}

#[test]
fn a_declared_end_after_the_quarter_is_kept() {
    let said = [declared("2025Q1", 1, &[work(date(2025, 1, 1), date(2025, 8, 31), 38)])];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01..2025-08-31 200 38 dmfa?");
    assert_eq!(told(&said, &["2025Q1", "2025Q2"]).len(), 1);
}

#[test]
fn what_was_entered_by_hand_goes_on_too() {
    let one = by_hand(date(2025, 4, 1), date(2025, 4, 30), 1, &[work(date(2025, 4, 1), None, 19)]);
    assert_eq!(
        told(std::slice::from_ref(&one), &[]),
        ["2025-04-01..2025-04-30 200 19 manual", "2025-05-01.. 200 19 manual?"]
    );
    // Never declared himself: quarters of the others say nothing of him.
    assert_eq!(told(std::slice::from_ref(&one), &["2026Q1"]).len(), 2);
    // Declared before and missing since: gone after what was said by hand.
    let said = [declared("2025Q1", 2, &[work(date(2025, 1, 1), None, 38)]), one];
    assert_eq!(
        told(&said, &["2025Q1", "2026Q1"]),
        ["2025-01-01..2025-03-31 200 38 dmfa", "2025-04-01..2025-04-30 200 19 manual"]
    );
}

#[test]
fn for_ever_is_the_last_day_of_time() {
    let said = [by_hand(Date::MIN, Date::MAX, 1, &[work(Date::MIN, Date::MAX, 38)])];
    assert_eq!(told(&said, &[]), ["-009999-01-01.. 200 38 manual"]);
    let said = [
        by_hand(date(2026, 1, 1), date(9999, 12, 30), 1, &[work(date(2026, 1, 1), None, 38)]),
        declared("9998Q4", 2, &[]),
        dimona_in(Date::MAX, Date::MAX, 3),
        out(Date::MAX, 4),
        out(Date::MIN, 5),
    ];
    assert_eq!(
        told(&said, &[]),
        [
            "2026-01-01..9998-09-30 200 38 manual",
            "9999-01-01..9999-12-30 200 38 manual",
            "9999-12-31.. 200 38 manual?"
        ]
    );
}
