//! People in sets that are read, worked out and written at once: cut where their participations are
//! read, since nobody knows before how many those are.

use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::training::CountingPart;

use crate::Refused;

/// How many people a set has at most.
pub(super) const CHUNK: usize = 500;

/// How many participations they have together at most, as long as it is more than one person: some
/// have two in a year, others two a week, and memory is to stay flat (at twice that, where the next ones
/// are read meanwhile).
pub(super) const PARTS: usize = 4_000;

/// How many people are asked for where nothing is known of how many participations they have.
const FIRST: usize = 100;

/// So few people are asked for together with all else that is to be known of them.
const FEW: usize = 20;

/// A set of people with their participations that count.
pub(super) struct Set {
    pub(super) ids: Vec<EmployeeId>,
    pub(super) parts: Vec<CountingPart>,
    /// Whether all else was asked for already.
    pub(super) asked: bool,
}

/// Who is still to be read.
pub(super) struct Reading {
    left: Vec<EmployeeId>,
    together: bool,
    /// How many people were read, and how many participations they have.
    read: (usize, usize),
}

impl Reading {
    /// All of them.
    pub(super) fn of(ids: &[EmployeeId]) -> Self {
        Self { together: ids.len() <= FEW, ..Self::in_sets(ids.to_vec()) }
    }

    /// All of them, their participations always before all else.
    pub(super) fn in_sets(mut left: Vec<EmployeeId>) -> Self {
        // From the end on, in the order in which their participations come.
        left.sort_unstable_by(|a, b| b.cmp(a));
        left.dedup();
        Self { left, together: false, read: (0, 0) }
    }

    /// Whether all were read.
    pub(super) fn ended(&self) -> bool {
        self.left.is_empty()
    }

    /// How many participations were read.
    pub(super) fn parts(&self) -> usize {
        self.read.1
    }

    /// The next set, until it was [taken](Self::took).
    pub(super) async fn next(
        &self,
        tx: &mut Tx,
        employer: EmployerId,
    ) -> Result<Option<Set>, Refused> {
        let ids: Vec<EmployeeId> = self.left.iter().rev().take(self.guess()).copied().collect();
        if ids.is_empty() {
            return Ok(None);
        }
        if self.together {
            tx.ask_accounts(employer, &ids, Instant::LATEST, Some(PARTS + 1)).await?;
        }
        let parts = tx.counting_parts_of(employer, &ids, PARTS + 1).await?;
        let mut set = Set { ids, parts, asked: self.together };
        if cut(&mut set) {
            set.asked = false;
        }
        if set.parts.len() > PARTS {
            set.parts = tx.counting_parts_of(employer, &set.ids, usize::MAX).await?;
        }
        Ok(Some(set))
    }

    /// That so many people and participations were read.
    pub(super) fn took(&mut self, people: usize, parts: usize) {
        self.left.truncate(self.left.len().saturating_sub(people));
        self.together = false;
        self.read = (self.read.0 + people, self.read.1 + parts);
    }

    /// How many people probably have as many participations as a set may have.
    fn guess(&self) -> usize {
        match self.read {
            (0, _) => FIRST,
            (people, parts) => (PARTS * people / parts.max(1)).clamp(1, CHUNK),
        }
    }
}

/// Leaves the people whose participations all fit, or the first; says whether anybody was left out. The
/// participations of one who is alone may not be all.
fn cut(set: &mut Set) -> bool {
    let Some(last) = set.parts.get(PARTS).map(|part| part.employee) else { return false };
    let whole = set.ids.partition_point(|id| *id < last);
    let before = set.ids.len();
    set.ids.truncate(whole.max(1));
    if whole > 0 {
        set.parts.retain(|part| part.employee != last);
    }
    set.ids.len() < before
}

#[cfg(test)]
mod tests {
    use fla_domain::ids::ParticipationId;
    use fla_domain::quantity::Minutes;
    use fla_domain::training::{Counted, Status};
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn id(n: usize) -> EmployeeId {
        EmployeeId(Uuid::from_u128(n as u128))
    }

    /// As the store answers for people with so many participations each.
    fn set(counts: &[usize]) -> Set {
        let counted = Counted {
            status: Status::Completed,
            minutes: Minutes(60),
            split: Vec::new(),
            end: date(2026, 3, 2),
        };
        let part = |n| CountingPart {
            id: ParticipationId(Uuid::nil()),
            employee: id(n),
            counted: counted.clone(),
        };
        let parts = counts.iter().enumerate().flat_map(|(n, of)| vec![part(n); *of]);
        let parts = parts.take(PARTS + 1).collect();
        Set { ids: (0..counts.len()).map(id).collect(), parts, asked: false }
    }

    #[track_caller]
    fn assert_cut(counts: &[usize], people: usize, parts: usize) {
        let mut set = set(counts);
        assert_eq!(cut(&mut set), people < counts.len());
        assert_eq!(set.ids, (0..people).map(id).collect::<Vec<_>>());
        assert_eq!(set.parts.len(), parts);
        assert!(set.parts.iter().all(|part| set.ids.contains(&part.employee)));
    }

    #[test]
    fn a_set_holds_whole_people() {
        assert_cut(&[0; 7], 7, 0);
        assert_cut(&[PARTS - 1, 1], 2, PARTS);
        assert_cut(&[PARTS - 1, 2], 1, PARTS - 1);
        assert_cut(&[0, PARTS, 0, 5, 0], 3, PARTS);
        assert_cut(&[3, PARTS, 0], 1, 3);
        assert_cut(&[0, 0, 2 * PARTS], 2, 0);
        assert_cut(&[2 * PARTS, 0], 1, PARTS + 1);
        assert_cut(&[2 * PARTS], 1, PARTS + 1);
    }

    #[test]
    fn as_many_are_asked_for_as_fit_by_those_before() {
        let mut reading = Reading::in_sets((0..9_999).map(id).collect());
        assert_eq!(reading.guess(), FIRST);
        reading.took(100, 0);
        assert_eq!(reading.guess(), CHUNK);
        reading.took(50, 3_500);
        assert_eq!(reading.guess(), PARTS * 150 / 3_500);
        reading.took(1, 9_000 * PARTS);
        assert_eq!(reading.guess(), 1, "never nobody");
        assert_eq!(reading.left.last(), Some(&id(151)), "those behind come next");
    }
}
