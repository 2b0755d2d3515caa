//! The worked examples of the project's arithmetic that concern the account.

use super::*;

#[test]
fn example_12_the_oldest_credit_goes_first() {
    let input = veteran()
        .right(2024, 2280)
        .followed(date(2024, 10, 1), 1368)
        .right(2025, 2280)
        .followed(date(2025, 5, 6), 2736);
    let account = input.at(date(2025, 12, 31));
    assert_eq!(account.years[&2024].carried_out, Minutes(912));
    assert_eq!(account.years[&2024].balance, Minutes(0));
    assert_eq!(account.years[&2025].carried_in, Minutes(912));
    assert_eq!(account.left(2025), 456);
    assert_eq!(
        account.booked("debit")[1..],
        [row(2025, 2024, "2025-05-06", -912), row(2025, 2025, "2025-05-06", -1824)]
    );
}

#[test]
fn example_13_what_is_left_lapses_after_five_years() {
    let input = veteran().right(2028, 456).right(2029, 2280);
    let account = input.at(date(2029, 1, 1));
    assert_eq!(account.booked("lapse.fiveYears"), [row(2028, 2028, "2028-12-31", -456)]);
    assert_eq!(account.left(2028), 0);
    assert_eq!(account.years[&2029].carried_in, Minutes(0));
    assert_eq!(account.left(2029), 2280);
}

#[test]
fn example_14_the_running_year_outlives_a_period_that_ends_within_it() {
    let input =
        AccountInput::default().serving(date(2025, 6, 15), None).right(2029, 300).right(2030, 500);
    assert_eq!(input.at(date(2030, 6, 13)).left(2030), 800);
    let account = input.at(date(2030, 6, 14));
    assert_eq!(account.booked("lapse"), [row(2030, 2029, "2030-06-14", -300)]);
    assert_eq!(account.left(2030), 500);
}

#[test]
fn example_15_each_of_sixty_is_debited_the_whole_talk() {
    let debited: i64 = (0..60)
        .map(|_| {
            let input = veteran().right(2026, 2280).followed(date(2026, 4, 2), 15);
            let account = input.at(date(2026, 12, 31));
            assert_eq!(account.left(2026), 2265);
            account.years[&2026].debited.0
        })
        .sum();
    assert_eq!(debited, 900);
}
