//! Five-year periods.

use super::*;

fn ends(start: Date, until: Date) -> Vec<String> {
    five_year_ends(&[service(start, None)], FiveYear::default(), until)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn those_in_service_on_1_january_2024_share_the_first_period() {
    for start in [date(1999, 5, 5), date(2023, 12, 31), date(2024, 1, 1)] {
        assert_eq!(ends(start, date(2034, 1, 1)), ["2028-12-31", "2033-12-31"]);
    }
    assert_eq!(ends(date(2024, 1, 2), date(2034, 1, 1)), ["2029-01-01", "2034-01-01"]);
}

#[test]
fn a_start_on_29_february_gives_the_28th() {
    assert_eq!(
        ends(date(2028, 2, 29), date(2043, 3, 1)),
        ["2033-02-27", "2038-02-27", "2043-02-27"]
    );
}

#[test]
fn a_start_on_1_march_may_end_on_29_february() {
    assert_eq!(ends(date(2027, 3, 1), date(2032, 3, 1)), ["2032-02-29"]);
}

#[test]
fn an_engagement_that_ended_has_no_more_periods() {
    let services = [service(date(2024, 6, 1), date(2027, 5, 31))];
    assert!(five_year_ends(&services, FiveYear::default(), date(2040, 1, 1)).is_empty());
    let again = [services[0].clone(), service(date(2028, 1, 1), None)];
    assert_eq!(five_year_ends(&again, FiveYear::default(), date(2033, 1, 1)), [date(2032, 12, 31)]);
}

#[test]
fn the_last_day_of_service_can_end_a_period() {
    let end = date(2029, 6, 14);
    let input = AccountInput::default()
        .serving(date(2024, 6, 15), end)
        .ending(end, EndCause::Agreement)
        .right(2028, 40)
        .right(2029, 60);
    let account = input.at(date(2030, 1, 1));
    assert_eq!(account.booked("lapse.fiveYears"), [row(2029, 2028, "2029-06-14", -40)]);
    assert_eq!(account.booked("lapse.end.agreement"), [row(2029, 2029, "2029-06-14", -60)]);
}

#[test]
fn a_training_on_the_last_day_still_uses_the_credit() {
    let input = AccountInput::default()
        .serving(date(2025, 6, 15), None)
        .right(2029, 300)
        .right(2030, 500)
        .followed(date(2030, 6, 14), 250)
        .followed(date(2030, 6, 15), 100);
    let account = input.at(date(2030, 12, 31));
    assert_eq!(account.booked("lapse"), [row(2030, 2029, "2030-06-14", -50)]);
    assert_eq!(account.left(2030), 400);
}

#[test]
fn a_year_in_the_red_has_nothing_to_lapse() {
    let input = veteran().right(2028, 100).followed(date(2028, 2, 1), 150).right(2029, 10);
    let account = input.at(date(2029, 1, 1));
    assert!(account.booked("lapse").is_empty());
    assert_eq!((account.left(2028), account.left(2029)), (-50, 10));
}

#[test]
fn credit_of_2023_lives_until_the_end_of_the_first_period() {
    let account = veteran().right(2023, 1824).at(date(2029, 1, 1));
    assert_eq!(account.booked("lapse"), [row(2028, 2023, "2028-12-31", -1824)]);
    assert_eq!(account.booked("carriedIn").len(), 5);
}

#[test]
fn the_length_is_a_parameter() {
    let periods = FiveYear { first_start: date(2025, 1, 1), years: 2 };
    let services = [service(date(2024, 6, 1), None)];
    assert_eq!(five_year_ends(&services, periods, date(2027, 1, 1)), [date(2026, 12, 31)]);
    let odd = FiveYear { years: 0, ..periods };
    assert_eq!(five_year_ends(&services, odd, date(2025, 12, 31)), [date(2025, 12, 31)]);
}

#[test]
fn periods_stop_where_dates_stop() {
    let periods = FiveYear { first_start: date(9996, 1, 1), years: 5 };
    assert!(five_year_ends(&[service(date(9000, 1, 1), None)], periods, Date::MAX).is_empty());
}

#[test]
fn whoever_ends_a_period_in_some_days_is_among_those_who_may() {
    let periods = FiveYear::default();
    for year in 2024..2034 {
        for (month, day) in [(1, 2), (2, 27), (2, 28), (2, 29), (3, 1), (7, 15), (12, 31)] {
            let Ok(start) = Date::new(year, month, day) else { continue };
            let service = Service { start, end: None };
            for end in five_year_ends(&[service], periods, date(2050, 1, 1)) {
                for (after, until) in
                    [(end.yesterday(), Ok(end)), (end.yesterday(), end.tomorrow())]
                {
                    let (after, until) = (after.unwrap(), until.unwrap());
                    let starts = five_year_starts(periods, after, until);
                    assert!(starts.contains(&start), "{start}: {end} in {after}..={until}");
                    assert!(starts.len() <= 30, "few are asked for: {starts:?}");
                }
            }
        }
    }
    let starts = five_year_starts(periods, date(2031, 7, 13), date(2031, 7, 14));
    assert_eq!(starts.into_iter().collect::<Vec<_>>(), [date(2026, 7, 15)]);
}
