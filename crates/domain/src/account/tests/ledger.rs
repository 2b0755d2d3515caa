//! Codes, differences, and accounts that do not hold together.

use super::*;
use crate::account::diff;

fn busy() -> Account {
    veteran()
        .right(2024, 100)
        .right(2025, 100)
        .followed(date(2025, 3, 1), 130)
        .adjusted(date(2025, 4, 1), -5)
        .at(date(2026, 1, 1))
}

#[test]
fn codes_lead_back() {
    let mut kinds = vec![
        EntryKind::CarriedIn,
        EntryKind::CarriedOut,
        EntryKind::Debit,
        EntryKind::Adjustment,
        EntryKind::Lapse(LapseCause::FiveYears),
    ];
    kinds.extend(RightKind::ALL.iter().map(|kind| EntryKind::Granted(*kind)));
    kinds.extend(EndCause::ALL.iter().map(|c| EntryKind::Lapse(LapseCause::EndOfService(*c))));
    for kind in kinds {
        assert_eq!(EntryKind::from_code(&kind.code()), Some(kind));
    }
    for bad in ["", "granted.", "granted.resignation", "lapse.end.statutory", "Debit"] {
        assert_eq!(EntryKind::from_code(bad), None, "{bad}");
    }
}

#[test]
fn a_difference_turns_one_ledger_into_the_other() {
    let before = busy().entries;
    let mut after = before.clone();
    let gone = after.remove(2);
    let twice = after[0];
    after.push(twice);
    after.reverse();
    assert_eq!(diff(&before, &after), (vec![gone], vec![twice]));
    assert_eq!(diff(&after, &before), (vec![twice], vec![gone]));
    assert_eq!(diff(&before, &before), (vec![], vec![]));
    assert_eq!(diff(&[], &before).1.len(), before.len());
}

#[test]
fn an_account_survives_the_wire() {
    let account = busy();
    let text = serde_json::to_string(&account).unwrap();
    assert_eq!(serde_json::from_str::<Account>(&text).unwrap(), account);
}

fn code(account: &Account) -> String {
    account.check().unwrap_err().code()
}

#[test]
fn sums_that_do_not_hold_are_found() {
    let mut account = busy();
    account.years.get_mut(&2025).unwrap().debited = Minutes(131);
    assert_eq!(code(&account), "MINUTES-245");
    let mut account = busy();
    account.years.get_mut(&2025).unwrap().balance = Minutes(1);
    assert_eq!(code(&account), "MINUTES-245");
    let mut account = busy();
    account.years.remove(&2025);
    assert_eq!(code(&account), "MINUTES-245");
}

#[test]
fn credit_lost_on_the_way_to_the_next_year_is_found() {
    let mut account = busy();
    let lost = account.entries.pop().unwrap();
    assert_eq!(lost.kind, EntryKind::CarriedIn);
    let year = account.years.get_mut(&2026).unwrap();
    year.carried_in = Minutes(0);
    year.balance = Minutes(0);
    assert_eq!(code(&account), "YEAR-245");
}

#[test]
fn overdrawn_credit_is_found() {
    let mut account = busy();
    let debit = account.entries.iter_mut().find(|e| e.kind == EntryKind::Debit).unwrap();
    debit.minutes += Minutes(-1);
    let year = account.years.get_mut(&2025).unwrap();
    year.debited += Minutes(1);
    year.balance += Minutes(-1);
    assert_eq!(code(&account), "MINUTES-008");
    let mut account = veteran().right(2026, 5).at(date(2026, 1, 1));
    account.entries[0].origin_year = 2027;
    assert_eq!(code(&account), "MINUTES-008");
}
