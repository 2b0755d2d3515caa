//! When things are booked, and in which order.

use super::*;

#[test]
fn a_right_is_granted_on_1_january_or_the_first_day_of_service() {
    let input = AccountInput::default()
        .serving(date(2025, 8, 4), date(2025, 9, 30))
        .serving(date(2025, 11, 1), None)
        .right(2024, 5)
        .right(2025, 600)
        .right(2026, 700);
    let account = input.at(date(2026, 1, 1));
    assert_eq!(
        account.booked("granted"),
        [
            // No service in 2024: a right entered by hand is granted on 1 January.
            row(2024, 2024, "2024-01-01", 5),
            row(2025, 2025, "2025-08-04", 600),
            row(2026, 2026, "2026-01-01", 700),
        ]
    );
}

#[test]
fn a_service_that_ends_on_1_january_still_has_its_first_day() {
    let input = AccountInput::default()
        .serving(date(2024, 1, 1), date(2025, 1, 1))
        .serving(date(2025, 5, 1), None)
        .right(2025, 600);
    assert_eq!(input.at(date(2025, 12, 31)).booked("granted")[0].2, "2025-01-01");
}

#[test]
fn nothing_after_the_horizon_is_booked() {
    let input = AccountInput::default()
        .serving(date(2025, 8, 4), None)
        .right(2025, 600)
        .right(2026, 700)
        .followed(date(2025, 10, 1), 60)
        .adjusted(date(2025, 10, 2), 5);
    let before = input.at(date(2025, 8, 3));
    assert!(before.entries.is_empty());
    assert_eq!(before.years.keys().copied().collect::<Vec<_>>(), [2025]);
    assert_eq!(input.at(date(2025, 9, 30)).left(2025), 600);
    assert_eq!(input.at(date(2025, 10, 1)).left(2025), 540);
    assert_eq!(input.at(date(2025, 12, 31)).left(2025), 545);
    assert!(input.at(date(2024, 12, 31)).years.is_empty());
}

#[test]
fn carrying_over_waits_for_the_new_year() {
    let input = veteran().right(2025, 600);
    let account = input.at(date(2025, 12, 31));
    assert!(account.booked("carried").is_empty());
    assert_eq!(account.years[&2025].balance, Minutes(600));
    let account = input.at(date(2026, 1, 1));
    assert_eq!(account.booked("carriedOut"), [row(2025, 2025, "2025-12-31", -600)]);
    assert_eq!(account.booked("carriedIn"), [row(2026, 2025, "2026-01-01", 600)]);
    assert_eq!(account.years[&2025].balance, Minutes(0));
    assert_eq!(account.left(2025), 600);
}

#[test]
fn years_run_from_the_first_of_anything() {
    let years = |input: &AccountInput| {
        let years = input.at(date(2026, 5, 1)).years;
        years.keys().next().copied()
    };
    assert_eq!(years(&AccountInput::default()), None);
    assert_eq!(years(&veteran()), Some(2020));
    assert_eq!(years(&veteran().right(2019, 1)), Some(2019));
    assert_eq!(years(&veteran().followed(date(2018, 1, 1), 1)), Some(2018));
    assert_eq!(years(&veteran().adjusted(date(2017, 1, 1), 1)), Some(2017));
}

#[test]
fn a_training_before_the_right_waits_in_the_red() {
    let input = AccountInput::default()
        .serving(date(2026, 3, 1), None)
        .right(2026, 500)
        .followed(date(2026, 2, 1), 120);
    assert_eq!(input.at(date(2026, 2, 28)).left(2026), -120);
    assert_eq!(input.at(date(2026, 3, 1)).left(2026), 380);
}

#[test]
fn a_year_in_the_red_is_not_carried_over() {
    let input = veteran().right(2025, 100).followed(date(2025, 5, 1), 250).right(2026, 100);
    let account = input.at(date(2026, 12, 31));
    assert_eq!(account.years[&2025].balance, Minutes(-150));
    assert_eq!(account.years[&2025].beyond(), Minutes(150));
    assert_eq!(account.left(2026), 100);
    assert_eq!(account.years[&2026].beyond(), Minutes(0));
}

#[test]
fn credit_of_three_years_is_used_in_order() {
    let input = veteran()
        .right(2024, 100)
        .right(2025, 200)
        .right(2026, 300)
        .followed(date(2026, 6, 1), 650);
    let account = input.at(date(2026, 12, 31));
    assert_eq!(
        account.booked("debit"),
        [
            row(2026, 2024, "2026-06-01", -100),
            row(2026, 2025, "2026-06-01", -200),
            row(2026, 2026, "2026-06-01", -350),
        ]
    );
    assert_eq!(account.left(2026), -50);
    let source = Some(Source::Participation(participation(1)));
    assert!(
        account.entries.iter().filter(|e| e.kind == EntryKind::Debit).all(|e| e.source == source)
    );
}

#[test]
fn on_one_day_the_lower_identifier_goes_first() {
    let mut input = veteran().right(2025, 100).right(2026, 100);
    for number in [9, 3] {
        input.debits.push(Debit {
            participation: participation(number),
            year: 2026,
            date: date(2026, 4, 1),
            minutes: Minutes(80),
        });
    }
    let debits: Vec<_> = input
        .at(date(2026, 4, 1))
        .entries
        .into_iter()
        .filter(|entry| entry.kind == EntryKind::Debit)
        .map(|entry| (entry.source.unwrap().uuid().as_u128(), entry.origin_year, entry.minutes.0))
        .collect();
    assert_eq!(debits, [(3, 2025, -80), (9, 2025, -20), (9, 2026, -60)]);
}

#[test]
fn a_part_of_a_split_training_is_dated_within_its_year() {
    let mut input = veteran().right(2025, 100).right(2026, 100);
    for (year, minutes) in [(2025, 30), (2026, 40)] {
        input.debits.push(Debit {
            participation: participation(1),
            year,
            date: date(2026, 1, 20),
            minutes: Minutes(minutes),
        });
    }
    let account = input.at(date(2026, 1, 20));
    assert_eq!(
        account.booked("debit"),
        [row(2025, 2025, "2025-12-31", -30), row(2026, 2025, "2026-01-20", -40)]
    );
    input.debits[1].date = date(2025, 12, 3);
    assert_eq!(input.at(date(2026, 1, 1)).booked("debit")[1].2, "2026-01-01");
}

#[test]
fn each_kind_of_right_is_summed_apart() {
    let mut input = veteran().right(2026, 100);
    input.rights.insert((2026, RightKind::Company), Minutes(20));
    input.rights.insert((2026, RightKind::Sectoral), Minutes(0));
    let year = &input.at(date(2026, 1, 1)).years[&2026];
    assert_eq!(year.granted[&RightKind::Statutory], Minutes(100));
    assert_eq!(year.granted[&RightKind::Company], Minutes(20));
    assert_eq!(year.granted.get(&RightKind::Sectoral), None);
    assert_eq!(year.granted_in_all(), Minutes(120));
}

#[test]
fn debits_of_nothing_are_not_booked() {
    let input = veteran().followed(date(2026, 1, 5), 0).followed(date(2026, 1, 5), -10);
    assert!(input.at(date(2026, 12, 31)).entries.is_empty());
}

#[test]
fn impossible_services_and_edges_of_time_are_taken_calmly() {
    let input = AccountInput::default()
        .serving(date(2026, 2, 1), date(2026, 1, 1))
        .serving(date(9998, 1, 1), Date::MAX)
        .right(9999, 10)
        .right(i16::MAX, 20)
        .followed(Date::MAX, 3);
    let account = input.at(Date::MAX);
    assert!(account.booked("lapse").is_empty());
    assert_eq!(account.left(9999), 27);
    assert_eq!(build(&AccountInput::default().right(i16::MIN, 1), Date::MIN).years.len(), 22770);
}
