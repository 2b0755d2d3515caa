//! Engagements: services that share an account and a five-year period.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::input::FiveYear;
use crate::occupation::Service;

/// Services of which each begins in the calendar year in which the one before ended: one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Engagement {
    pub start: Date,
    /// Last day of the last service; `None` while it goes on.
    pub end: Option<Date>,
}

/// The services in order, those that overlap or touch as one, impossible ones left out.
pub(super) fn unbroken(services: &[Service]) -> Vec<Service> {
    let mut sorted: Vec<(Date, Date)> = services
        .iter()
        .map(|service| (service.start, service.end.unwrap_or(Date::MAX)))
        .filter(|(start, end)| start <= end)
        .collect();
    sorted.sort_unstable();
    let mut runs: Vec<(Date, Date)> = Vec::with_capacity(sorted.len());
    for (start, end) in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.tomorrow().map_or(true, |next| start <= next) => {
                *last = end.max(*last);
            }
            _ => runs.push((start, end)),
        }
    }
    let open = |end: Date| (end < Date::MAX).then_some(end);
    runs.into_iter().map(|(start, end)| Service { start, end: open(end) }).collect()
}

/// The engagements of unbroken services in order.
pub(super) fn engagements(services: &[Service]) -> Vec<Engagement> {
    let mut engagements: Vec<Engagement> = Vec::new();
    for service in services {
        match engagements.last_mut() {
            Some(last) if last.end.is_none_or(|end| end.year() == service.start.year()) => {
                last.end = service.end;
            }
            _ => engagements.push(Engagement { start: service.start, end: service.end }),
        }
    }
    engagements
}

impl Engagement {
    /// The last days of its five-year periods, as far as a day and the engagement reach.
    pub fn period_ends(self, periods: FiveYear, horizon: Date) -> impl Iterator<Item = Date> {
        let until = self.end.map_or(horizon, |end| end.min(horizon));
        let years = periods.years.max(1);
        let next = move |start: &Date| start.checked_add(years.years()).ok();
        std::iter::successors(next(&self.start.max(periods.first_start)), next)
            .filter_map(|start| start.yesterday().ok())
            .take_while(move |day| *day <= until)
    }
}

/// The days after the first start on which an engagement may have begun of whose five-year periods one ends
/// after a day and not after another, to find them by. Of those who began earlier the periods are those of
/// whoever began on the first start.
pub fn five_year_starts(periods: FiveYear, after: Date, until: Date) -> BTreeSet<Date> {
    let mut starts = BTreeSet::new();
    let years = i64::from(periods.years.max(1));
    let next = |day: &Date| day.tomorrow().ok();
    // A period ends on the day before the next begins.
    let (Some(first), Some(last)) = (next(&after).and_then(|day| next(&day)), next(&until)) else {
        return starts;
    };
    for begins in std::iter::successors(Some(first), next).take_while(|day| *day <= last) {
        let back = |n: i64| begins.checked_sub((n * years).years()).ok();
        let all = (1..).map_while(back).take_while(|start| *start > periods.first_start);
        for start in all {
            starts.insert(start);
            // Who began on 29 February begins anew on the 28th in years that have none.
            if (start.month(), start.day()) == (2, 28) && start.in_leap_year() {
                starts.extend(start.tomorrow());
            }
        }
    }
    starts
}

/// The days on which five-year periods of these services end, in order, up to `until`: to tell when
/// credit will lapse. The order of the services does not matter.
pub fn five_year_ends(services: &[Service], periods: FiveYear, until: Date) -> Vec<Date> {
    engagements(&unbroken(services))
        .into_iter()
        .flat_map(|engagement| engagement.period_ends(periods, until))
        .collect()
}
