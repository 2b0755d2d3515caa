//! What happens to an account, in order.

use jiff::civil::Date;

use super::engagement::{engagements, unbroken};
use super::input::AccountInput;
use crate::ids::{AdjustmentId, ParticipationId};
use crate::occupation::{EndCause, Service};
use crate::quantity::Minutes;
use crate::right::RightKind;
use crate::time::Year;

/// Something that happens on a day. The order of the fields is the order of booking: by day, then
/// by what happens, then by identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub date: Date,
    pub what: What,
}

/// What can happen, in the order in which it is booked on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Grant(RightKind, Minutes),
    Adjust(AdjustmentId, Minutes),
    Debit(ParticipationId, Minutes),
    PeriodEnds,
    ServiceEnds(EndCause),
}

/// The first year and, sorted, all that happens up to the horizon; nothing where all of it lies
/// in later years.
pub(super) fn events(input: &AccountInput, horizon: Date) -> Option<(Year, Vec<Event>)> {
    let services = unbroken(&input.services);
    let years = input.rights.keys().map(|(year, _)| *year);
    let first = years
        .chain(input.debits.iter().map(|debit| debit.year))
        .chain(input.adjustments.iter().map(|adjustment| adjustment.year))
        .chain(services.first().map(|service| service.start.year()))
        .min()
        .filter(|first| *first <= horizon.year())?;
    let mut events = Vec::with_capacity(
        input.rights.len() + input.debits.len() + input.adjustments.len() + services.len(),
    );
    events.extend(input.rights.iter().map(|((year, kind), minutes)| Event {
        date: grant_day(&services, *year),
        what: What::Grant(*kind, *minutes),
    }));
    events.extend(input.adjustments.iter().map(|adjustment| Event {
        date: nearest(adjustment.year, adjustment.date),
        what: What::Adjust(adjustment.id, adjustment.minutes),
    }));
    let real = input.debits.iter().filter(|debit| debit.minutes > Minutes(0));
    events.extend(real.map(|debit| Event {
        date: nearest(debit.year, debit.date),
        what: What::Debit(debit.participation, debit.minutes),
    }));
    lapses(input, &services, horizon, &mut events);
    events.retain(|event| event.date <= horizon);
    events.sort_unstable();
    Some((first, events))
}

fn lapses(input: &AccountInput, services: &[Service], horizon: Date, events: &mut Vec<Event>) {
    for engagement in engagements(services) {
        let ends = engagement.period_ends(input.periods, horizon);
        events.extend(ends.map(|date| Event { date, what: What::PeriodEnds }));
        events.extend(engagement.end.map(|date| {
            let cause = input.end_causes.get(&date).copied().unwrap_or(EndCause::Unknown);
            Event { date, what: What::ServiceEnds(cause) }
        }));
    }
}

/// 1 January, or the first day of service in the year.
fn grant_day(services: &[Service], year: Year) -> Date {
    let (first, last) = (first_day(year), last_day(year));
    services
        .get(services.partition_point(|service| service.end.is_some_and(|end| end < first)))
        .map(|service| service.start.max(first))
        .filter(|day| *day <= last)
        .unwrap_or(first)
}

/// The day, or the nearest one of the year.
fn nearest(year: Year, day: Date) -> Date {
    day.clamp(first_day(year), last_day(year))
}

/// First day of a year; of one that no date can hold, of the nearest that a date can.
pub(super) fn first_day(year: Year) -> Date {
    Date::constant(year.clamp(-9999, 9999), 1, 1)
}

/// Last day of a year; of one that no date can hold, of the nearest that a date can.
pub(super) fn last_day(year: Year) -> Date {
    Date::constant(year.clamp(-9999, 9999), 12, 31)
}
