//! Runs of days, both ends included.

use jiff::civil::Date;

/// At least one day; `Date::MAX` as last day stands for "for ever".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    pub from: Date,
    pub to: Date,
}

impl Days {
    /// From the one day to the other; `None` where there is no day.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The days of an occupation or service whose end may be open.
    pub fn open(from: Date, to: Option<Date>) -> Option<Self> {
        Self::new(from, to.unwrap_or(Date::MAX))
    }

    /// The days of both.
    pub fn within(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// The last day, `None` for ever.
    pub fn end(self) -> Option<Date> {
        (self.to < Date::MAX).then_some(self.to)
    }
}

/// The next day, where there is one.
pub(super) fn day_after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

/// The day before, where there is one.
pub(super) fn day_before(day: Date) -> Option<Date> {
    day.yesterday().ok()
}

/// The days of any, as sorted runs that neither overlap nor touch.
pub(super) fn union(mut runs: Vec<Days>) -> Vec<Days> {
    runs.sort_unstable();
    let mut whole: Vec<Days> = Vec::with_capacity(runs.len());
    for run in runs {
        match whole.last_mut() {
            Some(last) if day_after(last.to).is_none_or(|next| run.from <= next) => {
                last.to = last.to.max(run.to);
            }
            _ => whole.push(run),
        }
    }
    whole
}

/// The days of `whole` that are in none of `holes`; the holes are sorted and do not overlap.
pub(super) fn minus(whole: Days, holes: &[Days]) -> Vec<Days> {
    let mut rest = Vec::with_capacity(holes.len() + 1);
    let mut from = Some(whole.from);
    for hole in holes.iter().filter(|hole| hole.within(whole).is_some()) {
        let before = from.zip(day_before(hole.from)).and_then(|(a, b)| Days::new(a, b));
        rest.extend(before);
        from = day_after(hole.to);
    }
    rest.extend(from.and_then(|from| Days::new(from, whole.to)));
    rest
}
