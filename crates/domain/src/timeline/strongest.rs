//! Of all that is claimed of a day, the claims of highest rank.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::days::{Days, day_after, day_before};

/// Something claimed of some days. Claims of one rank stand side by side; a higher rank silences
/// the lower ones on its days. `what` is empty where only the rank speaks ("not in service").
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<T> {
    pub days: Days,
    pub rank: usize,
    pub what: Option<T>,
}

/// Days on which the same claims stand.
#[derive(Clone, Debug)]
pub(super) struct Stretch<T> {
    pub days: Days,
    pub rank: usize,
    pub what: Vec<T>,
}

/// The strongest claims day by day: sorted stretches that do not overlap; days nothing is claimed
/// of are left out.
pub(super) fn strongest<T: Copy>(claims: &[Claim<T>]) -> Vec<Stretch<T>> {
    let mut turns: Vec<(Date, bool, usize)> = Vec::with_capacity(claims.len() * 2);
    for (index, claim) in claims.iter().enumerate() {
        turns.push((claim.days.from, true, index));
        turns.extend(day_after(claim.days.to).map(|day| (day, false, index)));
    }
    turns.sort_unstable();
    let mut running: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut stretches = Vec::new();
    let mut turns = turns.into_iter().peekable();
    while let Some((day, begins, index)) = turns.next() {
        let entry = (claims[index].rank, index);
        if begins {
            running.insert(entry);
        } else {
            running.remove(&entry);
        }
        // A stretch is closed only once every turn of its first day is taken.
        let to = match turns.peek() {
            Some((next, _, _)) if *next == day => continue,
            Some((next, _, _)) => day_before(*next),
            None => Some(Date::MAX),
        };
        let Some(days) = to.and_then(|to| Days::new(day, to)) else { continue };
        let Some(&(rank, _)) = running.last() else { continue };
        let what = running.range((rank, 0)..).filter_map(|(_, i)| claims[*i].what).collect();
        stretches.push(Stretch { days, rank, what });
    }
    stretches
}
