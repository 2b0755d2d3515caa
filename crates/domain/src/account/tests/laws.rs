//! What holds of every account.

use proptest::prelude::*;

use super::*;
use crate::account::diff;

fn day() -> impl Strategy<Value = Date> {
    (2022i16..2040, 1i8..=12, prop_oneof![Just(1i8), Just(15), 1i8..=31]).prop_map(|(y, m, d)| {
        let first = date(y, m, 1);
        date(y, m, d.min(first.days_in_month()))
    })
}

prop_compose! {
    fn debit()(n in 0u128..30, late in -1i16..=1, date in day(), minutes in 0i64..3000) -> Debit {
        let year = if n % 7 == 0 { date.year() + late } else { date.year() };
        Debit { participation: participation(n), year, date, minutes: Minutes(minutes) }
    }
}

prop_compose! {
    fn change()(n in 0u128..30, date in day(), minutes in -900i64..900) -> Adjustment {
        Adjustment { id: adjustment(n), year: date.year(), date, minutes: Minutes(minutes) }
    }
}

fn kind() -> impl Strategy<Value = RightKind> {
    prop::sample::select(RightKind::ALL)
}

prop_compose! {
    fn input()(
        services in prop::collection::vec((day(), prop::option::weighted(0.8, 0i32..3000)), 0..5),
        causes in prop::collection::vec(prop::sample::select(EndCause::ALL), 5),
        rights in prop::collection::btree_map((2023i16..2039, kind()), 0i64..2500, 0..20),
        debits in prop::collection::vec(debit(), 0..25),
        adjustments in prop::collection::vec(change(), 0..6),
        years in 1i16..=5,
    ) -> AccountInput {
        use jiff::ToSpan as _;
        let services: Vec<Service> = services
            .into_iter()
            .map(|(start, length)| service(start, length.map(|days| start + days.days())))
            .collect();
        let ends = services.iter().filter_map(|service| service.end);
        AccountInput {
            end_causes: ends.zip(causes).collect(),
            rights: rights.into_iter().map(|(key, minutes)| (key, Minutes(minutes))).collect(),
            periods: FiveYear { years, ..FiveYear::default() },
            services, debits, adjustments,
        }
    }
}

/// What an account says, worked out another way: each year apart, without the ledger.
fn granted_less_debited(input: &AccountInput, account: &Account, horizon: Date) -> i64 {
    let rights: i64 = account.years.values().map(|year| year.granted_in_all().0).sum();
    let debits = input.debits.iter().filter(|debit| {
        let (first, last) = (date(debit.year, 1, 1), date(debit.year, 12, 31));
        debit.date.clamp(first, last) <= horizon
    });
    rights - debits.map(|debit| debit.minutes.0).sum::<i64>()
}

proptest! {
    #[test]
    fn accounts_hold_together(input in input(), horizon in day()) {
        let account = build(&input, horizon);
        prop_assert_eq!(account.check(), Ok(()));
        for entry in &account.entries {
            prop_assert!(entry.date <= horizon);
            prop_assert_eq!(entry.date.year(), entry.year);
            prop_assert!(entry.minutes != Minutes(0));
        }
        prop_assert!(account.entries.is_sorted_by_key(|entry| entry.date));
        for (year, sums) in &account.years {
            let parts = sums.granted_in_all() + sums.carried_in + sums.adjusted
                - sums.debited
                - sums.lapsed
                - sums.carried_out;
            prop_assert_eq!(sums.balance, parts);
            prop_assert_eq!(sums.left() - sums.carried_out, parts);
            if *year < horizon.year() {
                prop_assert!(sums.balance <= Minutes(0));
            }
        }
    }

    #[test]
    fn nothing_is_lost(input in input(), horizon in day()) {
        let account = build(&input, horizon);
        let balances: i64 = account.years.values().map(|year| year.balance.0).sum();
        let lapsed: i64 = account.years.values().map(|year| year.lapsed.0).sum();
        let adjusted: i64 = account.years.values().map(|year| year.adjusted.0).sum();
        let net = granted_less_debited(&input, &account, horizon) + adjusted - lapsed;
        prop_assert_eq!(balances, net);
    }

    #[test]
    fn parts_of_a_debit_add_up(input in input(), horizon in day()) {
        let mut input = input;
        for (number, debit) in input.debits.iter_mut().enumerate() {
            debit.participation = participation(number as u128);
        }
        let account = build(&input, Date::MAX.min(horizon));
        for debit in &input.debits {
            let parts: Vec<&Entry> = account
                .entries
                .iter()
                .filter(|e| e.source == Some(Source::Participation(debit.participation)))
                .collect();
            let sum: i64 = parts.iter().map(|entry| -entry.minutes.0).sum();
            prop_assert!(sum == debit.minutes.0 || sum == 0);
            // The oldest first, each year of origin at most once.
            prop_assert!(parts.is_sorted_by(|a, b| a.origin_year < b.origin_year));
        }
    }

    #[test]
    fn order_does_not_matter(input in input(), horizon in day(), seed in any::<u64>()) {
        let account = build(&input, horizon);
        let mut other = input;
        let turn = |length: usize| usize::try_from(seed % length.max(1) as u64).unwrap();
        let by = turn(other.debits.len());
        other.debits.rotate_left(by);
        let by = turn(other.adjustments.len());
        other.adjustments.rotate_left(by);
        other.services.reverse();
        prop_assert_eq!(&build(&other, horizon), &account);
        other.debits.reverse();
        other.adjustments.reverse();
        prop_assert_eq!(build(&other, horizon), account);
    }

    #[test]
    fn a_debit_taken_back_leaves_no_trace(input in input(), extra in debit(), horizon in day()) {
        let before = build(&input, horizon);
        let mut with = input.clone();
        with.debits.push(extra);
        let with = build(&with, horizon);
        let mut ledger = before.entries.clone();
        for wanted in [&with, &before] {
            let (reverse, book) = diff(&ledger, &wanted.entries);
            for entry in reverse {
                let at = ledger.iter().position(|have| *have == entry).unwrap();
                ledger.swap_remove(at);
            }
            ledger.extend(book);
            ledger.sort_unstable();
            let mut sorted = wanted.entries.clone();
            sorted.sort_unstable();
            prop_assert_eq!(&ledger, &sorted);
        }
    }

    #[test]
    fn the_past_does_not_change_with_the_horizon(input in input(), a in day(), b in day()) {
        let (early, late) = (a.min(b), a.max(b));
        let (short, long) = (build(&input, early), build(&input, late));
        let carried_later = |e: &&Entry| {
            e.date <= early && !(e.kind == EntryKind::CarriedOut && e.year == early.year())
        };
        let long: Vec<Entry> = long.entries.iter().filter(carried_later).copied().collect();
        prop_assert_eq!(short.entries, long);
    }

    #[test]
    fn at_the_end_of_a_period_older_credit_is_gone(input in input()) {
        for day in five_year_ends(&input.services, input.periods, date(2041, 12, 31)) {
            let account = build(&input, day);
            let older: i64 = account
                .entries
                .iter()
                .filter(|e| e.year == day.year() && e.origin_year < e.year)
                .map(|e| e.minutes.0)
                .sum();
            prop_assert_eq!(older, 0);
        }
    }
}
