//! Ends of service, and coming back.

use super::*;

fn leaver(end: Date) -> AccountInput {
    AccountInput::default().serving(date(2022, 1, 1), end).right(2025, 600).right(2026, 1000)
}

#[test]
fn what_is_left_lapses_on_the_last_day_with_each_cause() {
    for &cause in EndCause::ALL {
        let end = date(2026, 9, 15);
        let input = leaver(end).followed(end, 100).ending(end, cause);
        let account = input.at(date(2027, 6, 1));
        let kind = EntryKind::Lapse(LapseCause::EndOfService(cause)).code();
        assert_eq!(
            account.booked(&kind),
            [row(2026, 2025, "2026-09-15", -500), row(2026, 2026, "2026-09-15", -1000)],
            "{cause:?}"
        );
        assert_eq!(account.years[&2026].lapsed, Minutes(1500));
        assert_eq!((account.left(2026), account.left(2027)), (0, 0));
    }
}

#[test]
fn without_a_known_cause_it_is_unknown() {
    let input = leaver(date(2026, 9, 15)).ending(date(2026, 9, 14), EndCause::Dismissal);
    assert_eq!(input.at(date(2026, 12, 31)).booked("lapse.end.unknown").len(), 2);
}

#[test]
fn nothing_lapses_before_the_last_day() {
    let input = leaver(date(2026, 9, 15));
    assert_eq!(input.at(date(2026, 9, 14)).left(2026), 1600);
    assert_eq!(input.at(date(2026, 9, 15)).left(2026), 0);
}

#[test]
fn a_training_after_the_end_is_beyond_the_credit() {
    let account = leaver(date(2026, 9, 15)).followed(date(2026, 9, 16), 60).at(date(2027, 1, 1));
    assert_eq!(account.left(2026), -60);
    assert_eq!(account.years[&2026].beyond(), Minutes(60));
    assert_eq!(account.years[&2027].carried_in, Minutes(0));
}

#[test]
fn coming_back_in_the_same_year_keeps_the_account() {
    let input = leaver(date(2026, 2, 10))
        .serving(date(2026, 11, 1), None)
        .ending(date(2026, 2, 10), EndCause::Resignation);
    for horizon in [date(2026, 2, 10), date(2026, 6, 1), date(2026, 12, 31)] {
        let account = input.at(horizon);
        assert!(account.booked("lapse").is_empty(), "{horizon}");
        assert_eq!(account.left(2026), 1600);
    }
}

#[test]
fn coming_back_in_the_same_year_keeps_the_period() {
    // Hired again in 2026: the period of the first engagement goes on, and ends in 2029.
    let input = AccountInput::default()
        .serving(date(2024, 5, 1), date(2026, 3, 31))
        .serving(date(2026, 9, 1), None)
        .right(2028, 100);
    let account = input.at(date(2029, 4, 30));
    assert_eq!(account.booked("lapse.fiveYears"), [row(2029, 2028, "2029-04-30", -100)]);
}

#[test]
fn the_period_goes_on_between_two_services_of_a_year() {
    let input = AccountInput::default()
        .serving(date(2024, 5, 1), date(2029, 3, 31))
        .serving(date(2029, 9, 1), None)
        .right(2028, 100);
    let account = input.at(date(2029, 12, 31));
    assert_eq!(account.booked("lapse"), [row(2029, 2028, "2029-04-30", -100)]);
}

#[test]
fn coming_back_in_a_later_year_starts_anew() {
    let end = date(2026, 11, 30);
    let input = leaver(end)
        .ending(end, EndCause::EndOfTerm)
        .serving(date(2027, 2, 1), None)
        .right(2027, 700)
        .right(2028, 50);
    let account = input.at(date(2032, 1, 31));
    assert_eq!(account.booked("lapse.end.endOfTerm").len(), 2);
    assert_eq!(account.booked("granted").last(), Some(&row(2028, 2028, "2028-01-01", 50)));
    assert_eq!(account.booked("granted")[2], row(2027, 2027, "2027-02-01", 700));
    assert_eq!(
        account.booked("lapse.fiveYears"),
        [row(2032, 2027, "2032-01-31", -700), row(2032, 2028, "2032-01-31", -50)]
    );
}

#[test]
fn no_break_over_new_year_is_no_end() {
    let input = leaver(date(2026, 12, 31)).serving(date(2027, 1, 1), None);
    let account = input.at(date(2027, 1, 1));
    assert!(account.booked("lapse").is_empty());
    assert_eq!(account.years[&2027].carried_in, Minutes(1600));
}

#[test]
fn an_end_on_31_december_leaves_nothing_to_carry_over() {
    let account = leaver(date(2026, 12, 31)).at(date(2027, 1, 1));
    assert_eq!(account.years[&2026].carried_out, Minutes(0));
    assert_eq!(account.years[&2026].lapsed, Minutes(1600));
    assert_eq!(account.left(2027), 0);
}

#[test]
fn a_service_within_another_ends_nothing() {
    let input = leaver(date(2026, 12, 1)).serving(date(2023, 1, 1), date(2025, 6, 30));
    let account = input.at(date(2026, 12, 31));
    assert_eq!(account.booked("lapse")[0], row(2026, 2025, "2026-12-01", -600));
}

#[test]
fn two_services_that_touch_are_one() {
    let input = AccountInput::default()
        .serving(date(2024, 1, 1), date(2024, 6, 30))
        .serving(date(2024, 7, 1), date(2025, 2, 28))
        .right(2024, 90);
    let account = input.at(date(2025, 12, 31));
    assert_eq!(account.booked("lapse"), [row(2025, 2024, "2025-02-28", -90)]);
}
