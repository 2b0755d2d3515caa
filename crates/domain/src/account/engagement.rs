//! Engagements: services that share an account and a five-year period.

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

/// The days on which five-year periods of these services end, in order, up to `until`: to tell when
/// credit will lapse. The order of the services does not matter.
pub fn five_year_ends(services: &[Service], periods: FiveYear, until: Date) -> Vec<Date> {
    engagements(&unbroken(services))
        .into_iter()
        .flat_map(|engagement| engagement.period_ends(periods, until))
        .collect()
}
