//! What the register holds, in the words of the format: what an export writes, and what a form that
//! says how something stands is compared with. Both go this way, so that they never differ.

use std::collections::BTreeSet;

use fla_domain::occupation::{EndCause, Span};
use fla_domain::training::{PartDetails, TrainingDetails};
use fla_formats::batch_file::{self as format, Gender, Occupation, as_written};
use fla_store::employee;
use jiff::civil::Date;

/// Days in a row on which somebody works under the same occupations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// First day.
    pub(super) from: Date,
    /// Last day; `None` while it goes on.
    pub(super) to: Option<Date>,
    /// At least one, ordered.
    pub(super) occupations: Vec<Occupation>,
}

/// The time line of a person in segments as long as they can be, in the order of time. Where it is
/// known from is nothing that a form says.
pub(super) fn segments(spans: &[Span]) -> Vec<Segment> {
    let mut turns: BTreeSet<Date> = spans.iter().map(|span| span.from).collect();
    turns.extend(spans.iter().filter_map(|span| span.to?.tomorrow().ok()));
    let turns: Vec<Date> = turns.into_iter().collect();
    let mut segments: Vec<Segment> = Vec::new();
    for (n, from) in turns.iter().enumerate() {
        let on = spans.iter().filter(|s| s.from <= *from && s.to.is_none_or(|to| to >= *from));
        let occupations = ordered(on.map(|span| Occupation {
            joint_committee: span.joint_committee.clone(),
            fraction: span.fraction,
        }));
        if occupations.is_empty() {
            continue;
        }
        let to = turns.get(n + 1).and_then(|next| next.yesterday().ok());
        match segments.last_mut().filter(|last| last.meets(*from)) {
            Some(last) if last.occupations == occupations => last.to = to,
            _ => segments.push(Segment { from: *from, to, occupations }),
        }
    }
    segments
}

fn ordered(occupations: impl Iterator<Item = Occupation>) -> Vec<Occupation> {
    let mut all: Vec<Occupation> = occupations.collect();
    all.sort_by(|a, b| {
        let key = |o: &Occupation| (o.fraction.s(), o.fraction.q());
        a.joint_committee.cmp(&b.joint_committee).then_with(|| key(a).cmp(&key(b)))
    });
    all
}

impl Segment {
    /// Whether it ends on the day before.
    fn meets(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to.tomorrow().ok() == Some(day))
    }
}

/// Whether a time line says that somebody works from a day until another under some occupations
/// and no others.
pub(super) fn works_so(
    segments: &[Segment],
    from: Date,
    to: Option<Date>,
    occupations: &[Occupation],
) -> bool {
    let occupations = ordered(occupations.iter().cloned());
    segments.iter().any(|segment| {
        let lasts = match (segment.to, to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(last), Some(to)) => last >= to,
        };
        lasts && segment.from <= from && segment.occupations == occupations
    })
}

/// Whether service ends on a day, and why.
pub(super) fn ends_so(
    segments: &[Segment],
    ends: &[(Date, EndCause)],
    end: Date,
    cause: EndCause,
) -> bool {
    let goes_on = |segment: &Segment| Some(segment.from) == end.tomorrow().ok();
    ends.contains(&(end, cause))
        && segments.iter().any(|segment| segment.to == Some(end))
        && !segments.iter().any(goes_on)
}

/// What is known of a person; `None` of one whose name is not, as where only a quarterly declaration
/// spoke of the person.
pub(super) fn person(known: &employee::Person) -> Option<format::Person> {
    let text = |text: &Option<String>| text.as_deref().and_then(as_written);
    Some(format::Person {
        ssin: known.ssin.clone(),
        family_name: as_written(&known.family_name)?,
        given_name: as_written(&known.given_name)?,
        birth_date: known.birth_date,
        birth_place: text(&known.birth_place),
        gender: known.gender.as_deref().and_then(Gender::of_letter),
        address: text(&known.address),
        language: known.language,
        email: text(&known.email),
        team: text(&known.team),
    })
}

/// What is said of a training.
pub(super) fn training(details: &TrainingDetails) -> TrainingDetails {
    let text = |text: &Option<String>| text.as_deref().and_then(as_written);
    TrainingDetails {
        title: as_written(&details.title).unwrap_or_default(),
        provider: text(&details.provider),
        place: text(&details.place),
        nature: text(&details.nature),
        funding: text(&details.funding),
        cla_number: text(&details.cla_number),
        ..details.clone()
    }
}

/// How a participation stands; where it is known from is no business of a file's.
pub(super) fn part(details: &PartDetails) -> PartDetails {
    PartDetails { copy: None, ..details.clone() }
}

#[cfg(test)]
mod tests {
    use fla_domain::occupation::Origin;
    use fla_domain::quantity::Fraction;
    use jiff::civil::date;

    use super::*;

    fn span(from: Date, to: Option<Date>, committee: &str, origin: Origin) -> Span {
        Span {
            from,
            to,
            joint_committee: committee.parse().expect("a committee"),
            fraction: Fraction::FULL,
            origin,
            assumed: origin == Origin::Dimona,
        }
    }

    #[test]
    fn a_time_line_is_cut_where_the_occupations_change_and_nowhere_else() {
        let spans = [
            span(date(2020, 1, 1), Some(date(2020, 12, 31)), "200", Origin::Dmfa),
            span(date(2021, 1, 1), None, "200", Origin::Dimona),
            span(date(2021, 6, 1), Some(date(2021, 6, 30)), "124", Origin::Manual),
        ];
        let found = segments(&spans);
        let days: Vec<_> = found.iter().map(|s| (s.from, s.to, s.occupations.len())).collect();
        assert_eq!(
            days,
            [
                (date(2020, 1, 1), Some(date(2021, 5, 31)), 1),
                (date(2021, 6, 1), Some(date(2021, 6, 30)), 2),
                (date(2021, 7, 1), None, 1),
            ]
        );
        let one = &found[0].occupations;
        assert!(works_so(&found, date(2020, 3, 1), Some(date(2021, 5, 31)), one));
        assert!(!works_so(&found, date(2020, 3, 1), Some(date(2021, 6, 1)), one));
        assert!(!works_so(&found, date(2020, 3, 1), None, one));
        assert!(works_so(&found, date(2021, 7, 1), None, one));
    }

    #[test]
    fn service_ends_only_where_nothing_follows_the_day_after() {
        let (first, second) = (date(2020, 12, 31), date(2021, 12, 31));
        let found = segments(&[
            span(date(2020, 1, 1), Some(first), "200", Origin::Manual),
            span(date(2021, 1, 1), Some(second), "124", Origin::Manual),
        ]);
        let ends = [(first, EndCause::EndOfTerm), (second, EndCause::Dismissal)];
        assert!(!ends_so(&found, &ends, first, EndCause::EndOfTerm));
        assert!(ends_so(&found, &ends, second, EndCause::Dismissal));
        assert!(!ends_so(&found, &ends, second, EndCause::Agreement));
    }
}
