//! Adjustments.

use super::*;

#[test]
fn what_is_given_is_credit_of_its_year() {
    let input = veteran().right(2025, 100).adjusted(date(2025, 6, 1), 50).right(2026, 10);
    let account = input.at(date(2026, 1, 1));
    assert_eq!(account.years[&2025].adjusted, Minutes(50));
    assert_eq!(account.booked("carriedIn"), [row(2026, 2025, "2026-01-01", 150)]);
}

#[test]
fn what_is_taken_comes_from_the_oldest_credit_and_may_go_beyond_it() {
    let input = veteran().right(2025, 100).right(2026, 30).adjusted(date(2026, 3, 1), -150);
    let account = input.at(date(2027, 1, 1));
    assert_eq!(
        account.booked("adjustment"),
        [row(2026, 2025, "2026-03-01", -100), row(2026, 2026, "2026-03-01", -50)]
    );
    assert_eq!(account.years[&2026].adjusted, Minutes(-150));
    assert_eq!((account.left(2026), account.left(2027)), (-20, 0));
}

#[test]
fn an_agreement_to_keep_outlives_the_service() {
    let end = date(2026, 5, 31);
    let input = AccountInput::default()
        .serving(date(2024, 6, 1), end)
        .ending(end, EndCause::Agreement)
        .right(2026, 950)
        .adjusted(date(2026, 6, 1), 400);
    let account = input.at(date(2031, 1, 1));
    assert_eq!(account.booked("lapse"), [row(2026, 2026, "2026-05-31", -950)]);
    assert_eq!(account.left(2031), 400);
}

#[test]
fn what_is_given_on_the_last_day_lapses_with_the_rest() {
    let end = date(2026, 5, 31);
    let input = AccountInput::default().serving(date(2024, 6, 1), end).adjusted(end, 400);
    assert_eq!(input.at(date(2026, 6, 1)).left(2026), 0);
}

#[test]
fn what_was_kept_lapses_with_the_period_of_a_later_engagement() {
    let input = AccountInput::default()
        .serving(date(2024, 6, 1), date(2026, 5, 31))
        .adjusted(date(2026, 6, 1), 400)
        .serving(date(2028, 3, 1), None);
    let account = input.at(date(2033, 3, 1));
    assert_eq!(account.booked("lapse"), [row(2033, 2026, "2033-02-28", -400)]);
}

#[test]
fn giving_fills_what_was_beyond_the_credit_first() {
    let input = veteran().followed(date(2026, 2, 1), 90).adjusted(date(2026, 2, 2), 100);
    let account = input.at(date(2027, 1, 1));
    assert_eq!(account.booked("carriedOut"), [row(2026, 2026, "2026-12-31", -10)]);
}

#[test]
fn on_one_day_adjustments_come_before_trainings() {
    let day = date(2026, 2, 1);
    let input = veteran().right(2025, 100).followed(day, 60).adjusted(day, -100);
    let account = input.at(day);
    assert_eq!(account.booked("debit"), [row(2026, 2026, "2026-02-01", -60)]);
}
