//! The days of which nothing firm is said: what is carried on from the nearest declarations, and
//! where nothing is, what Dimona announced.

use std::ops::Bound;

use jiff::civil::Date;

use super::Work;
use super::days::{Days, day_before, minus};
use super::said::{Firm, Said};
use super::strongest::{Claim, Stretch, strongest};
use crate::occupation::{DeclaredQuarters, Occupation, Origin};
use crate::time::Quarter;

/// Ranks of what is carried; those of Dimona INs lie below, the later start above the earlier.
const BACKWARD: usize = usize::MAX;
const FORWARD: usize = usize::MAX - 1;

/// A gap between firm stretches.
#[derive(Debug)]
struct Gap<'s, 'a> {
    days: Days,
    /// The firm stretch that ends on the day before.
    before: Option<&'s Stretch<&'a Occupation>>,
    /// The first day after the gap of which it is firmly said: not in service.
    barrier: Option<Date>,
}

/// What holds on the days of which nothing firm is said.
pub(super) fn carried<'a>(
    said: &Said<'a>,
    firm: &[Stretch<&'a Occupation>],
    filed: &DeclaredQuarters,
) -> Vec<Stretch<Work<'a>>> {
    let mut claims = Vec::new();
    for gap in gaps(firm) {
        backward(said, &gap, &mut claims);
        forward(said, &gap, filed, &mut claims);
        announced(said, &gap, &mut claims);
    }
    strongest(&claims)
}

fn gaps<'s, 'a>(firm: &'s [Stretch<&'a Occupation>]) -> Vec<Gap<'s, 'a>> {
    let always = Days { from: Date::MIN, to: Date::MAX };
    let spoken: Vec<Days> = firm.iter().map(|stretch| stretch.days).collect();
    let mut gaps = Vec::new();
    let mut later = firm.len();
    let mut barrier = None;
    // From the last gap back, so that each firm stretch is looked at once.
    for days in minus(always, &spoken).into_iter().rev() {
        while later > 0 && firm[later - 1].days.from > days.to {
            later -= 1;
            if firm[later].what.is_empty() {
                barrier = Some(firm[later].days.from);
            }
        }
        gaps.push(Gap { days, before: later.checked_sub(1).map(|i| &firm[i]), barrier });
    }
    gaps
}

/// The occupations of the next later declaration, back to their own first days.
fn backward<'a>(said: &Said<'a>, gap: &Gap<'_, 'a>, claims: &mut Vec<Claim<Work<'a>>>) {
    let mut days = gap.days;
    let later = (Bound::Excluded(Quarter::of(gap.days.from)), Bound::Unbounded);
    for firm in said.declared.range(later).map(|(_, firm)| firm) {
        let Some(until) = day_before(firm.days.from) else { return };
        let barred = gap.barrier.is_some_and(|day| day < firm.days.from);
        if let Some(days) = days.within(Days { from: days.from, to: until })
            && !barred
        {
            carry_back(said, gap, firm, days, claims);
        }
        match Days::new(firm.days.from, days.to) {
            Some(rest) => days = rest,
            None => return,
        }
    }
}

fn carry_back<'a>(
    said: &Said<'a>,
    gap: &Gap<'_, 'a>,
    firm: &Firm<'a>,
    days: Days,
    claims: &mut Vec<Claim<Work<'a>>>,
) {
    // A Dimona OUT before the last firm day was overruled by what was firmly said of that day.
    let spoken = gap.before.map_or(Date::MIN, |before| before.days.to);
    for occupation in firm.occupations {
        let own = Days::open(occupation.start, occupation.end);
        let Some(run) = own.and_then(|own| own.within(days)) else { continue };
        let out = said.first_out(occupation.start.max(spoken));
        let to = out.map_or(run.to, |out| out.min(run.to));
        claims.extend(claim(run.from, to, BACKWARD, work(occupation, Origin::Dmfa)));
    }
}

/// The open occupations of the firm statement before, until something bounds them.
fn forward<'a>(
    said: &Said<'a>,
    gap: &Gap<'_, 'a>,
    filed: &DeclaredQuarters,
    claims: &mut Vec<Claim<Work<'a>>>,
) {
    let Some(before) = gap.before else { return };
    let last = before.days.to;
    let bounds = [said.first_out(last), left(said, last, filed), announced_end(said, last)];
    let to = bounds.into_iter().flatten().min().map_or(gap.days.to, |to| to.min(gap.days.to));
    for occupation in &before.what {
        let to = occupation.end.map_or(to, |end| end.min(to));
        let work = work(occupation, said.origin(before.rank));
        claims.extend(claim(gap.days.from, to, FORWARD, work));
    }
}

/// The end of the last quarter in which the person was declared, seen from a day, where the
/// employer filed a later one without the person.
fn left(said: &Said<'_>, day: Date, filed: &DeclaredQuarters) -> Option<Date> {
    let (quarter, firm) = said.declared.range(..=Quarter::of(day)).next_back()?;
    let later = (Bound::Excluded(*quarter), Bound::Unbounded);
    let next = said.declared.range(later).next().map(|(quarter, _)| *quarter);
    let absent = filed.range(later).next().is_some_and(|filed| next.is_none_or(|n| *filed < n));
    absent.then_some(firm.days.to)
}

/// The end of the latest employment in Dimona that began by a day, if it lies no earlier.
fn announced_end(said: &Said<'_>, day: Date) -> Option<Date> {
    let began = said.ins.partition_point(|one| one.days.from <= day);
    let latest = said.ins.get(began.checked_sub(1)?)?;
    latest.days.end().filter(|end| *end >= day)
}

/// The employments in Dimona that begin in the gap: the next firm statement knows better.
fn announced<'a>(said: &Said<'a>, gap: &Gap<'_, 'a>, claims: &mut Vec<Claim<Work<'a>>>) {
    let first = said.ins.partition_point(|one| one.days.from < gap.days.from);
    for (rank, one) in said.ins.iter().enumerate().skip(first) {
        let Some(days) = one.days.within(gap.days) else { return };
        claims.extend(claim(days.from, days.to, rank, one.work));
    }
}

fn work(occupation: &Occupation, origin: Origin) -> Work<'_> {
    Work {
        joint_committee: &occupation.joint_committee,
        fraction: occupation.fraction,
        origin,
        assumed: true,
    }
}

fn claim(from: Date, to: Date, rank: usize, what: Work<'_>) -> Option<Claim<Work<'_>>> {
    Days::new(from, to).map(|days| Claim { days, rank, what: Some(what) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_begins_the_day_after_what_is_firm() {
        let day = Date::constant(2026, 3, 31);
        let firm = [Stretch { days: Days { from: day, to: day }, rank: 0, what: Vec::new() }];
        let gaps = gaps(&firm);
        assert_eq!(gaps.len(), 2);
        assert_eq!(gaps[0].days.from, Date::constant(2026, 4, 1));
        assert!(gaps[0].before.is_some() && gaps[0].barrier.is_none());
        assert_eq!(gaps[1].days.to, Date::constant(2026, 3, 30));
        assert!(gaps[1].before.is_none() && gaps[1].barrier == Some(day));
    }
}
