//! From stretches of days to the spans and the unbroken service.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Work;
use super::days::{Days, day_after, union};
use super::strongest::Stretch;
use crate::occupation::{Service, Span};

/// The spans of stretches that do not overlap: what goes on unchanged from one day to the next is
/// one span. Of several equal ones that run at the same time, the youngest ends first.
pub(super) fn merge(mut stretches: Vec<Stretch<Work<'_>>>) -> Vec<Span> {
    stretches.sort_unstable_by_key(|stretch| stretch.days);
    let mut spans: Vec<(Days, Work<'_>)> = Vec::new();
    let mut running: BTreeMap<Work<'_>, Vec<Date>> = BTreeMap::new();
    let mut last = None;
    for stretch in stretches {
        let mut now: BTreeMap<Work<'_>, usize> = BTreeMap::new();
        let unbroken = last.and_then(day_after) == Some(stretch.days.from);
        for work in stretch.what {
            *now.entry(work).or_default() += 1;
        }
        for (work, starts) in &mut running {
            let keep = if unbroken { now.get(work).copied().unwrap_or(0) } else { 0 };
            for from in starts.split_off(keep.min(starts.len())) {
                spans.extend(last.and_then(|to| Days::new(from, to)).map(|days| (days, *work)));
            }
        }
        running.retain(|_, starts| !starts.is_empty());
        for (work, count) in now {
            running.entry(work).or_default().resize(count, stretch.days.from);
        }
        last = Some(stretch.days.to);
    }
    for (work, starts) in running {
        for from in starts {
            spans.extend(last.and_then(|to| Days::new(from, to)).map(|days| (days, work)));
        }
    }
    spans.sort_unstable_by_key(|(days, work)| (days.from, *work, days.to));
    spans.into_iter().map(|(days, work)| span(days, work)).collect()
}

fn span(days: Days, work: Work<'_>) -> Span {
    Span {
        from: days.from,
        to: days.end(),
        joint_committee: work.joint_committee.clone(),
        fraction: work.fraction,
        origin: work.origin,
        assumed: work.assumed,
    }
}

/// The stretches of unbroken service, sorted: spans that overlap or follow each other from one day
/// to the next are one. The order of the spans does not matter; a span that ends before it begins
/// is passed over.
pub fn services(spans: &[Span]) -> Vec<Service> {
    let runs = spans.iter().filter_map(|span| Days::open(span.from, span.to)).collect();
    union(runs).into_iter().map(|run| Service { start: run.from, end: run.end() }).collect()
}
