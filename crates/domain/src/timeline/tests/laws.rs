//! What holds of every time line.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use proptest::prelude::*;

use super::*;
use crate::occupation::DeclaredQuarters;

fn day() -> impl Strategy<Value = Date> {
    (2024i16..2027, 1i8..=12, prop_oneof![Just(1i8), 1i8..=28]).prop_map(|(y, m, d)| date(y, m, d))
}

prop_compose! {
    fn occupation()(
        start in day(),
        length in prop::option::of(-3i32..500),
        code in prop::sample::select(&["200", "119"][..]),
        weekly in prop::sample::select(&[19u32, 38][..]),
    ) -> Occupation {
        Occupation {
            start,
            end: length.map(|days| start + days.days()),
            joint_committee: jc(code),
            fraction: hours(weekly),
        }
    }
}

fn occupations() -> impl Strategy<Value = Vec<Occupation>> {
    prop::collection::vec(occupation(), 0..4)
}

fn a_quarter() -> impl Strategy<Value = Quarter> {
    (2024i16..2027, 1u8..=4).prop_map(|(year, number)| Quarter::new(year, number).unwrap())
}

fn statement() -> impl Strategy<Value = Statement> {
    let recorded = || (0i64..12).prop_map(Instant);
    let end = || prop::option::of(day());
    let created = || (0i64..8).prop_map(made);
    let committee = || prop::option::of(Just(jc("302")));
    let period = || 0u64..4;
    prop_oneof![
        3 => (a_quarter(), created(), recorded(), occupations()).prop_map(
            |(quarter, created, recorded, occupations)| Statement::Declared {
                quarter,
                created,
                recorded,
                occupations,
            }
        ),
        2 => (day(), end(), recorded(), occupations()).prop_map(
            |(from, to, recorded, occupations)| Statement::Manual { from, to, recorded, occupations }
        ),
        2 => (prop::option::weighted(0.3, period()), created(), day(), end(), committee(), recorded())
            .prop_map(|(period, created, start, end, joint_committee, recorded)| {
                Statement::DimonaIn { period, created, start, end, joint_committee, recorded }
            }),
        1 => (period(), created(), day(), recorded()).prop_map(
            |(period, created, end, recorded)| Statement::DimonaOut {
                period, created, end, recorded,
            }
        ),
        1 => (period(), created(), end(), end(), recorded()).prop_map(
            |(period, created, start, end, recorded)| Statement::DimonaUpdate {
                period, created, start, end, recorded,
            }
        ),
        1 => (period(), created(), recorded()).prop_map(
            |(period, created, recorded)| Statement::DimonaCancel { period, created, recorded }
        ),
    ]
}

prop_compose! {
    fn history()(
        statements in prop::collection::vec(statement(), 0..10),
        more in prop::collection::btree_set(a_quarter(), 0..4),
    ) -> (Vec<Statement>, DeclaredQuarters) {
        let own = statements.iter().filter_map(|statement| match statement {
            Statement::Declared { quarter, .. } => Some(*quarter),
            _ => None,
        });
        let filed: BTreeSet<Quarter> = own.chain(more).collect();
        (statements, filed)
    }
}

fn covers(span: &Span, day: Date) -> bool {
    span.from <= day && span.to.is_none_or(|to| day <= to)
}

proptest! {
    #[test]
    fn spans_are_sorted_whole_and_merged((statements, filed) in history()) {
        let spans = spans(&statements, &filed);
        let sorted = spans.is_sorted_by(|a, b| {
            (a.from, &a.joint_committee) <= (b.from, &b.joint_committee)
        });
        prop_assert!(sorted);
        for (n, span) in spans.iter().enumerate() {
            let possible = span.to.is_none_or(|to| span.from <= to);
            prop_assert!(possible);
            for other in &spans[n + 1..] {
                let same = Span { from: span.from, to: span.to, ..other.clone() } == *span;
                let touch = span.to.and_then(|to| to.tomorrow().ok()) == Some(other.from);
                prop_assert!(!(same && touch), "{:?} and {:?}", span, other);
            }
        }
    }

    #[test]
    fn each_day_is_as_the_plain_reading_has_it((statements, filed) in history()) {
        let spans = spans(&statements, &filed);
        let model = model::Model::new(&statements, &filed);
        for day in model::days() {
            let mut have: Vec<model::Told> = spans
                .iter()
                .filter(|span| covers(span, day))
                .map(|s| (s.joint_committee.clone(), s.fraction, s.origin, s.assumed))
                .collect();
            have.sort();
            prop_assert_eq!(have, model.on(day), "{}", day);
        }
    }

    #[test]
    fn order_does_not_matter(
        (statements, filed) in history(),
        seed in any::<prop::sample::Index>(),
    ) {
        let before = spans(&statements, &filed);
        let mut other = statements;
        other.reverse();
        prop_assert_eq!(&spans(&other, &filed), &before);
        let turn = seed.index(other.len().max(1));
        other.rotate_left(turn);
        prop_assert_eq!(spans(&other, &filed), before);
    }

    #[test]
    fn taking_in_a_statement_again_changes_nothing((statements, filed) in history()) {
        let twice = [statements.clone(), statements.clone()].concat();
        prop_assert_eq!(spans(&twice, &filed), spans(&statements, &filed));
    }

    #[test]
    fn quarters_may_be_imported_in_any_order(
        declarations in prop::collection::btree_map(a_quarter(), occupations(), 0..8),
        order in prop::collection::vec(0i64..100, 8),
    ) {
        // One form a quarter, each taken in when it comes: the moment must not matter.
        let taken_in = |moments: &[i64]| -> Vec<Statement> {
            declarations.iter().zip(moments).map(|((quarter, occupations), moment)| {
                Statement::Declared {
                    quarter: *quarter,
                    created: quarter.last_day().at(0, 0, 0, 0),
                    recorded: Instant(*moment),
                    occupations: occupations.clone(),
                }
            }).collect()
        };
        let filed: DeclaredQuarters = declarations.keys().copied().collect();
        let in_turn = spans(&taken_in(&[0, 1, 2, 3, 4, 5, 6, 7]), &filed);
        prop_assert_eq!(spans(&taken_in(&order), &filed), in_turn);
    }

    #[test]
    fn a_declared_day_is_told_as_declared(
        declarations in prop::collection::btree_map(a_quarter(), occupations(), 0..8),
        probe in day(),
    ) {
        let statements: Vec<Statement> = declarations.iter().map(|(quarter, occupations)| {
            declared(&quarter.to_string(), 1, occupations)
        }).collect();
        let filed: DeclaredQuarters = declarations.keys().copied().collect();
        let Some(said) = declarations.get(&Quarter::of(probe)) else { return Ok(()) };
        let mut want: Vec<_> = said
            .iter()
            .filter(|o| o.start <= probe && o.end.is_none_or(|end| probe <= end))
            .map(|o| (o.joint_committee.clone(), o.fraction, false))
            .collect();
        let mut have: Vec<_> = spans(&statements, &filed)
            .into_iter()
            .filter(|span| covers(span, probe))
            .map(|span| (span.joint_committee, span.fraction, span.assumed))
            .collect();
        want.sort();
        have.sort();
        prop_assert_eq!(have, want);
    }

    #[test]
    fn services_are_the_days_of_the_spans((statements, filed) in history(), probe in day()) {
        let spans = spans(&statements, &filed);
        let services = services(&spans);
        let served = services
            .iter()
            .any(|s| s.start <= probe && s.end.is_none_or(|end| probe <= end));
        prop_assert_eq!(served, spans.iter().any(|span| covers(span, probe)));
        for pair in services.windows(2) {
            let next = pair[0].end.and_then(|end| end.tomorrow().ok());
            prop_assert!(next.is_some_and(|next| next < pair[1].start));
        }
    }
}
