//! Dimona periods: the convention read plainly, and lives of which the truth is known.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::DateTime;
use proptest::prelude::*;

use super::*;
use crate::occupation::DeclaredQuarters;

/// A last day of employment that was named.
pub(super) struct Out {
    pub end: Date,
    pub created: DateTime,
    pub recorded: Instant,
}

/// An employment that stands: first day, last day, joint committee.
type Stands = (Date, Date, Option<JointCommittee>);

struct In {
    number: Option<DimonaPeriod>,
    created: DateTime,
    start: Date,
    end: Date,
    joint_committee: Option<JointCommittee>,
}

/// What else is said of a period: made, first day, last day, cancelled, taken in.
type Later = (DateTime, Option<Date>, Option<Date>, bool, Instant);

/// Takes the declarations that name a number in the order in which they were made.
pub(super) fn plainly(statements: &[Statement]) -> (Vec<Stands>, Vec<Out>) {
    let mut ins = Vec::new();
    let mut later: Vec<(DimonaPeriod, Later)> = Vec::new();
    for statement in statements.iter().cloned() {
        match statement {
            Statement::DimonaIn { period, created, start, end, joint_committee, .. } => {
                let end = end.unwrap_or(Date::MAX);
                ins.push(In { number: period, created, start, end, joint_committee });
            }
            Statement::DimonaOut { period, created, end, recorded } => {
                later.push((period, (created, None, Some(end), false, recorded)));
            }
            Statement::DimonaUpdate { period, created, start, end, recorded } => {
                later.push((period, (created, start, end, false, recorded)));
            }
            Statement::DimonaCancel { period, created, recorded } => {
                later.push((period, (created, None, None, true, recorded)));
            }
            Statement::Declared { .. } | Statement::Manual { .. } => {}
        }
    }
    later.sort_by_key(|(period, later)| (later.0, *period, *later));
    for (turn, (period, (created, start, end, ..))) in later.iter().enumerate() {
        let numbered = ins.iter().any(|one| one.number == Some(*period));
        if numbered || later[..turn].iter().any(|(other, _)| other == period) {
            continue;
        }
        let known: Vec<usize> = (0..ins.len())
            .filter(|n| ins[*n].number.is_none() && ins[*n].created <= *created)
            .filter(|n| start.is_some() || end.is_none_or(|end| ins[*n].start <= end))
            .collect();
        let last = known.iter().map(|n| ins[*n].start).max();
        for n in known {
            if Some(ins[n].start) == last {
                ins[n].number = Some(*period);
            }
        }
    }
    (stands(&ins, &later), outs(&later))
}

fn cancelled(later: &[(DimonaPeriod, Later)], period: DimonaPeriod) -> bool {
    later.iter().any(|(other, one)| *other == period && one.3)
}

fn stands(ins: &[In], later: &[(DimonaPeriod, Later)]) -> Vec<Stands> {
    let rank = |one: &In| (one.created, one.end, one.joint_committee.clone(), one.start);
    let mut all = Vec::new();
    for one in ins {
        let mut dates = (one.start, one.end);
        if let Some(number) = one.number {
            let best =
                ins.iter().filter(|other| other.number == Some(number)).max_by_key(|o| rank(o));
            if cancelled(later, number) || best.is_some_and(|best| rank(best) != rank(one)) {
                continue;
            }
            for (_, (_, start, end, ..)) in later.iter().filter(|(other, _)| *other == number) {
                dates = (start.unwrap_or(dates.0), end.unwrap_or(dates.1));
            }
        }
        if dates.0 <= dates.1 {
            all.push((one.created, dates.1, one.joint_committee.clone(), dates.0));
        }
    }
    // Of those of one day the greatest comes last, and holds.
    all.sort();
    all.into_iter().map(|(_, end, joint_committee, start)| (start, end, joint_committee)).collect()
}

fn outs(later: &[(DimonaPeriod, Later)]) -> Vec<Out> {
    let mut outs = BTreeMap::new();
    for (period, (created, _, end, _, recorded)) in later {
        if let (Some(end), false) = (*end, cancelled(later, *period)) {
            outs.insert(*period, Out { end, created: *created, recorded: *recorded });
        }
    }
    outs.into_values().collect()
}

/// What happens to an employment, a day or more after the last thing that happened.
#[derive(Clone, Debug)]
enum Turn {
    Start(i32),
    End(i32),
    Both(i32, i32),
    Cancel,
}

#[derive(Clone, Debug)]
struct Life {
    gap: i32,
    length: Option<i32>,
    turns: Vec<Turn>,
}

fn life() -> impl Strategy<Value = Life> {
    let turn = prop_oneof![
        2 => (0i32..6).prop_map(Turn::Start),
        4 => (0i32..60).prop_map(Turn::End),
        1 => (0i32..6, 6i32..60).prop_map(|(start, end)| Turn::Both(start, end)),
        1 => Just(Turn::Cancel),
    ];
    let turns = prop::collection::vec(turn, 0..4);
    (70i32..200, prop::option::of(6i32..60), turns).prop_map(|(gap, length, turns)| Life {
        gap,
        length,
        turns,
    })
}

/// One employment after the other: what was declared of them, and the days that came of it.
fn lived(lives: &[Life]) -> (Vec<Statement>, Vec<(Date, Date)>) {
    let (mut said, mut true_days) = (Vec::new(), Vec::new());
    let (mut start, mut day) = (date(2024, 1, 1), 0);
    for (n, life) in lives.iter().enumerate() {
        let period = 900 - n as u64;
        start += life.gap.days();
        let end = life.length.map(|days| start + days.days());
        said.push(dimona_in(start, end, day));
        let mut dates = Some((start, end.unwrap_or(Date::MAX)));
        for turn in &life.turns {
            day += 1;
            let on = |days: &i32| start + days.days();
            match turn {
                Turn::Start(first) => {
                    said.push(update(period, on(first), None, day));
                    dates = dates.map(|(_, end)| (on(first), end));
                }
                Turn::End(last) => {
                    said.push(out_of(period, on(last), day));
                    dates = dates.map(|(start, _)| (start, on(last)));
                }
                Turn::Both(first, last) => {
                    said.push(update(period, on(first), on(last), day));
                    dates = dates.map(|_| (on(first), on(last)));
                }
                Turn::Cancel => {
                    said.push(cancel(period, day));
                    dates = None;
                }
            }
        }
        day += 1;
        true_days.extend(dates.filter(|(start, end)| start <= end));
    }
    (said, true_days)
}

proptest! {
    /// One employment after another, as most people have them: the numbers find their employment,
    /// in whatever order the declarations come in and however often.
    #[test]
    fn employments_come_out_as_they_were(
        lives in prop::collection::vec(life(), 0..5),
        order in prop::collection::vec(0i64..1000, 0..40),
    ) {
        let (said, truth) = lived(&lives);
        let mut came: Vec<(i64, Statement)> = Vec::new();
        for (n, moment) in order.iter().enumerate() {
            // Some come twice, and each is recorded when it comes.
            if let Some(statement) = said.get(n % said.len().max(1)) {
                came.push((*moment, statement.clone()));
            }
        }
        came.extend(said.iter().map(|statement| (500, statement.clone())));
        came.sort_by_key(|(moment, _)| *moment);
        let came: Vec<Statement> = came.into_iter().map(|(_, statement)| statement).collect();
        let spans = spans(&came, &DeclaredQuarters::new());
        let probes = date(2024, 1, 1).series(1.day()).take_while(|day| *day < date(2028, 1, 1));
        for day in probes {
            let want = truth.iter().any(|(start, end)| *start <= day && day <= *end);
            let have = spans.iter().any(|s| s.from <= day && s.to.is_none_or(|to| day <= to));
            prop_assert_eq!(have, want, "{}", day);
        }
    }
}
