//! Dimona IN, OUT and CANCEL.

use super::*;

fn since_january(weekly: u32) -> Occupation {
    work(date(2025, 1, 1), None, weekly)
}

#[test]
fn an_in_begins_employment_of_unknown_regime() {
    assert_eq!(told(&[dimona_in(date(2025, 5, 5), None, 1)], &[]), ["2025-05-05.. 999 38 dimona?"]);
    let named = Statement::DimonaIn {
        period: None,
        created: made(1),
        start: date(2025, 5, 5),
        end: Some(date(2025, 8, 31)),
        joint_committee: Some(jc("302")),
        recorded: Instant(1),
    };
    assert_eq!(told(&[named], &[]), ["2025-05-05..2025-08-31 302 38 dimona?"]);
}

#[test]
fn an_in_gives_way_to_what_is_firm_or_carried() {
    let said = [
        dimona_in(date(2025, 5, 5), None, 1),
        declared("2025Q3", 2, &[work(date(2025, 6, 1), date(2025, 9, 30), 20)]),
    ];
    // After the declared end the old IN does not come to life again.
    assert_eq!(
        told(&said, &["2025Q3"]),
        [
            "2025-05-05..2025-05-31 999 38 dimona?",
            "2025-06-01..2025-06-30 200 20 dmfa?",
            "2025-07-01..2025-09-30 200 20 dmfa"
        ]
    );
}

#[test]
fn a_leaver_is_not_brought_back_by_the_old_in() {
    let said = [dimona_in(date(2025, 1, 1), None, 1), declared("2025Q1", 2, &[since_january(38)])];
    assert_eq!(told(&said, &["2025Q1", "2025Q2"]), ["2025-01-01..2025-03-31 200 38 dmfa"]);
    let again = [said.to_vec(), vec![dimona_in(date(2025, 9, 1), None, 3)]].concat();
    assert_eq!(told(&again, &["2025Q1", "2025Q2"])[1], "2025-09-01.. 999 38 dimona?");
}

#[test]
fn of_two_ins_the_later_start_holds() {
    let said = [dimona_in(date(2025, 1, 1), None, 1), {
        let mut named = dimona_in(date(2025, 3, 1), date(2025, 3, 31), 1);
        if let Statement::DimonaIn { joint_committee, .. } = &mut named {
            *joint_committee = Some(jc("302"));
        }
        named
    }];
    assert_eq!(
        told(&said, &[]),
        [
            "2025-01-01..2025-02-28 999 38 dimona?",
            "2025-03-01..2025-03-31 302 38 dimona?",
            "2025-04-01.. 999 38 dimona?"
        ]
    );
}

#[test]
fn of_two_ins_of_one_day_the_one_made_later_holds() {
    let said = [
        dimona_in(date(2025, 1, 1), date(2025, 6, 30), 2),
        dimona_in(date(2025, 1, 1), date(2025, 12, 31), 1),
    ];
    assert_eq!(told(&said, &[]), ["2025-01-01..2025-06-30 999 38 dimona?"]);
}

#[test]
fn day_contracts_in_a_row_are_one_stretch() {
    let said: Vec<Statement> =
        (1i8..=20).map(|d| dimona_in(date(2025, 5, d), date(2025, 5, d), 1)).collect();
    assert_eq!(told(&said, &[]), ["2025-05-01..2025-05-20 999 38 dimona?"]);
}

#[test]
fn a_cancelled_in_never_was() {
    let start = date(2025, 5, 5);
    let said = [dimona_in(start, None, 1), cancel(7, 2)];
    assert!(told(&said, &[]).is_empty());
    assert!(told(&[dimona_in(start, None, 2), cancel(7, 2)], &[]).is_empty());
    // Cancelled twice, or what was cancelled ended as well.
    let more = [said.to_vec(), vec![cancel(7, 3), out_of(7, date(2025, 6, 1), 4)]].concat();
    assert!(told(&more, &[]).is_empty());
    // Announced anew after the cancellation.
    let again = [said.to_vec(), vec![dimona_in(start, start, 3)]].concat();
    assert_eq!(told(&again, &[]), ["2025-05-05..2025-05-05 999 38 dimona?"]);
}

#[test]
fn a_cancel_made_before_the_in_is_of_another_employment() {
    let said = [dimona_in(date(2025, 5, 5), None, 2), cancel(7, 1)];
    assert_eq!(told(&said, &[]), ["2025-05-05.. 999 38 dimona?"]);
}

#[test]
fn a_period_is_cancelled_with_its_outs() {
    let file = declared("2025Q1", 5, &[since_january(38)]);
    let end = date(2025, 5, 20);
    let said = [file, out_of(7, end, 6), cancel(7, 7)];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01.. 200 38 dmfa?");
}

#[test]
fn the_last_dates_made_for_a_period_hold() {
    let said = [
        dimona_in(date(2025, 5, 5), date(2025, 8, 31), 1),
        update(7, date(2025, 5, 12), None, 2),
        out_of(7, date(2025, 6, 30), 4),
        update(7, None, date(2025, 7, 31), 3),
    ];
    assert_eq!(told(&said, &[]), ["2025-05-12..2025-06-30 999 38 dimona?"]);
    // It went on for longer than announced.
    let longer = [said[0].clone(), out_of(7, date(2025, 9, 30), 2)];
    assert_eq!(told(&longer, &[]), ["2025-05-05..2025-09-30 999 38 dimona?"]);
    // Of a correction of the last day, the declared employment takes the corrected one.
    let file = declared("2025Q1", 1, &[since_january(38)]);
    let said = [file, out_of(7, date(2025, 4, 30), 2), out_of(7, date(2025, 6, 30), 3)];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01..2025-06-30 200 38 dmfa?");
}

#[test]
fn each_number_is_of_one_employment() {
    let (first, second) = (date(2025, 1, 1), date(2025, 6, 1));
    let said = [
        dimona_in(first, None, 1),
        out_of(7, date(2025, 3, 31), 2),
        dimona_in(second, None, 3),
        cancel(9, 4),
        // The first one again, long after.
        update(7, None, date(2025, 4, 30), 5),
    ];
    assert_eq!(told(&said, &[]), ["2025-01-01..2025-04-30 999 38 dimona?"]);
    // The last day tells which one was meant.
    let said = [dimona_in(first, None, 1), dimona_in(second, None, 1), out(date(2025, 5, 1), 2)];
    assert_eq!(
        told(&said, &[]),
        ["2025-01-01..2025-05-01 999 38 dimona?", "2025-06-01.. 999 38 dimona?"]
    );
    // A new first day in the same declaration makes the last day tell nothing.
    let moved = [said[0].clone(), said[1].clone(), update(7, first, date(2025, 5, 1), 2)];
    assert_eq!(told(&moved, &[]), ["2025-01-01.. 999 38 dimona?"]);
}

#[test]
fn a_number_in_the_in_itself_goes_before_any_guess() {
    let mut numbered = dimona_in(date(2025, 1, 1), None, 1);
    if let Statement::DimonaIn { period, .. } = &mut numbered {
        *period = Some(7);
    }
    let said = [numbered, dimona_in(date(2025, 6, 1), None, 1), cancel(7, 2)];
    assert_eq!(told(&said, &[]), ["2025-06-01.. 999 38 dimona?"]);
}

#[test]
fn a_declaration_made_after_an_out_knows_of_it_whichever_came_in_first() {
    let mut file = declared("2025Q1", 5, &[since_january(38)]);
    if let Statement::Declared { recorded, .. } = &mut file {
        *recorded = Instant(1);
    }
    let said = [file, out(date(2025, 2, 20), 4)];
    assert_eq!(told(&said, &["2025Q1"])[0], "2025-01-01..2025-03-31 200 38 dmfa");
}

#[test]
fn an_out_ends_an_in() {
    let said = [dimona_in(date(2025, 5, 5), None, 1), out(date(2025, 6, 30), 2)];
    let line = ["2025-05-05..2025-06-30 999 38 dimona?"];
    assert_eq!(told(&said, &[]), line);
    let again = [said.to_vec(), vec![dimona_in(date(2025, 7, 1), None, 3)]].concat();
    assert_eq!(told(&again, &[]), ["2025-05-05.. 999 38 dimona?"]);
    let old = [said.to_vec(), vec![out(date(2025, 5, 4), 9)]].concat();
    assert_eq!(told(&old, &[]), line);
}

#[test]
fn an_out_ends_what_is_carried_on() {
    let said = [declared("2025Q1", 5, &[since_january(38)]), out(date(2025, 5, 20), 1)];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01..2025-05-20 200 38 dmfa?");
    let said = [declared("2025Q1", 5, &[since_january(38)]), out(date(2025, 3, 31), 1)];
    assert_eq!(told(&said, &["2025Q1"]).len(), 1);
}

#[test]
fn an_out_in_a_declared_quarter_counts_if_it_was_made_later() {
    let file = declared("2025Q1", 5, &[since_january(38)]);
    assert_eq!(
        told(&[file.clone(), out(date(2025, 2, 20), 6)], &["2025Q1"]),
        ["2025-01-01..2025-02-20 200 38 dmfa"]
    );
    assert_eq!(
        told(&[file, out(date(2025, 2, 20), 5)], &["2025Q1"]),
        ["2025-01-01..2025-03-31 200 38 dmfa", "2025-04-01.. 200 38 dmfa?"]
    );
}

#[test]
fn an_out_spares_what_began_after_it() {
    let file =
        declared("2025Q1", 5, &[since_january(38), work(date(2025, 3, 1), date(2025, 3, 31), 20)]);
    assert_eq!(
        told(&[file, out(date(2025, 2, 20), 6)], &["2025Q1"]),
        ["2025-01-01..2025-02-20 200 38 dmfa", "2025-03-01..2025-03-31 200 20 dmfa"]
    );
}

#[test]
fn a_later_declared_quarter_stands_against_an_out() {
    let said = [
        declared("2025Q1", 1, &[since_january(38)]),
        declared("2025Q4", 2, &[since_january(38)]),
        out(date(2025, 5, 20), 9),
    ];
    assert_eq!(
        told(&said, &["2025Q1", "2025Q4"]),
        [
            "2025-01-01..2025-03-31 200 38 dmfa",
            "2025-04-01..2025-05-20 200 38 dmfa?",
            "2025-10-01..2025-12-31 200 38 dmfa",
            "2026-01-01.. 200 38 dmfa?"
        ]
    );
}

#[test]
fn an_out_that_was_overruled_cuts_nothing_later() {
    let said = [
        declared("2025Q1", 1, &[since_january(38)]),
        declared("2025Q3", 2, &[since_january(38)]),
        out(date(2024, 12, 1), 9),
        out(date(2025, 1, 31), 0),
    ];
    assert_eq!(told(&said, &["2025Q1", "2025Q3"])[1], "2025-04-01..2025-06-30 200 38 dmfa?");
}

#[test]
fn an_out_ends_what_was_entered_by_hand_before_it() {
    let hand = by_hand(date(2025, 1, 1), None, 5, &[since_january(19)]);
    assert_eq!(
        told(&[hand.clone(), out(date(2025, 3, 15), 6)], &[]),
        ["2025-01-01..2025-03-15 200 19 manual"]
    );
    assert_eq!(told(&[hand.clone(), out(date(2025, 3, 15), 4)], &[]).len(), 1);
    let said = [hand, out(date(2025, 3, 15), 6), dimona_in(date(2025, 9, 1), None, 7)];
    assert_eq!(told(&said, &[])[1], "2025-09-01.. 999 38 dimona?");
    // A change planned for later of an employment that began before the day of leaving.
    let planned = by_hand(date(2025, 5, 1), None, 5, &[since_january(19)]);
    assert!(told(&[planned, out(date(2025, 3, 15), 6)], &[]).is_empty());
    let hired_again = by_hand(date(2025, 5, 1), None, 5, &[work(date(2025, 5, 1), None, 19)]);
    assert_eq!(told(&[hired_again, out(date(2025, 3, 15), 6)], &[]).len(), 1);
}

#[test]
fn a_leaver_entered_by_hand_goes_on_until_his_last_declared_quarter_ends() {
    let said = [
        declared("2025Q1", 1, &[since_january(38)]),
        out(date(2025, 2, 10), 2),
        by_hand(date(2025, 2, 15), date(2025, 2, 28), 3, &[work(date(2025, 2, 15), None, 19)]),
    ];
    assert_eq!(
        told(&said, &["2025Q1", "2025Q2"]),
        [
            "2025-01-01..2025-02-10 200 38 dmfa",
            "2025-02-15..2025-02-28 200 19 manual",
            "2025-03-01..2025-03-31 200 19 manual?"
        ]
    );
}

#[test]
fn where_an_out_silences_the_hand_a_later_declared_quarter_speaks() {
    let said = [
        declared("2025Q2", 1, &[since_january(30)]),
        by_hand(date(2025, 1, 1), None, 5, &[since_january(19)]),
        out(date(2025, 3, 15), 6),
    ];
    assert_eq!(
        told(&said, &["2025Q2", "2025Q3"]),
        ["2025-01-01..2025-03-15 200 19 manual", "2025-04-01..2025-06-30 200 30 dmfa"]
    );
}

#[test]
fn an_announced_end_bounds_carrying_on() {
    let file = declared("2025Q1", 5, &[since_january(38)]);
    let said = [dimona_in(date(2025, 1, 1), date(2025, 7, 31), 1), file.clone()];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01..2025-07-31 200 38 dmfa?");
    // An announced end that the declaration has outlived says nothing.
    let said = [dimona_in(date(2025, 1, 1), date(2025, 2, 28), 1), file.clone()];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01.. 200 38 dmfa?");
    // It may have begun on the last firm day itself.
    let said = [dimona_in(date(2025, 3, 31), date(2025, 4, 30), 1), file.clone()];
    assert_eq!(told(&said, &["2025Q1"])[1], "2025-04-01..2025-04-30 200 38 dmfa?");
    // Only the latest IN counts, and only one that began by then.
    let said = [
        dimona_in(date(2024, 1, 1), date(2025, 7, 31), 1),
        dimona_in(date(2025, 1, 1), None, 1),
        dimona_in(date(2025, 4, 1), date(2025, 4, 30), 1),
        file,
    ];
    assert_eq!(told(&said, &["2025Q1"])[2], "2025-04-01.. 200 38 dmfa?");
}
