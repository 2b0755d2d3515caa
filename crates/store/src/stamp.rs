//! Since when the register knows something, and which change brought it.

use std::collections::BTreeMap;

use fla_domain::ids::{ChangeId, EmployeeId};
use fla_domain::time::Instant;

/// The instant and the change under which something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Instant,
    /// By which change.
    pub change: ChangeId,
}

/// The stamps of what is written together: as a rule one for everything; where changes of many
/// people are written at once, each person's own.
#[derive(Clone, Debug)]
pub struct Stamps {
    common: Stamp,
    own: BTreeMap<EmployeeId, Stamp>,
}

impl Stamps {
    /// One for everything.
    pub const fn one(at: Instant, change: ChangeId) -> Self {
        Self { common: Stamp { at, change }, own: BTreeMap::new() }
    }

    /// The same with stamps of some people's own, in place of those they had.
    #[must_use]
    pub fn with_own(&self, own: BTreeMap<EmployeeId, Stamp>) -> Self {
        Self { common: self.common, own }
    }

    /// The stamp of what is not about one person.
    pub const fn common(&self) -> Stamp {
        self.common
    }

    /// The stamp of what is about a person.
    pub fn of(&self, person: EmployeeId) -> Stamp {
        self.own.get(&person).copied().unwrap_or(self.common)
    }

    /// What ends of these people, by the instant at which it does.
    pub(crate) fn by_instant<T>(
        &self,
        ending: impl IntoIterator<Item = (EmployeeId, T)>,
    ) -> BTreeMap<Instant, Vec<(EmployeeId, T)>> {
        let mut parted: BTreeMap<Instant, Vec<(EmployeeId, T)>> = BTreeMap::new();
        for (person, what) in ending {
            parted.entry(self.of(person).at).or_default().push((person, what));
        }
        parted
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn everybody_has_the_common_stamp_or_an_own_one() {
        let (one, two) = (EmployeeId(Uuid::from_u128(1)), EmployeeId(Uuid::from_u128(2)));
        let stamp = |n: u8| Stamp {
            at: Instant(i64::from(n)),
            change: ChangeId(Uuid::from_u128(n.into())),
        };
        let stamps = Stamps::one(stamp(5).at, stamp(5).change);
        let some = stamps.with_own(BTreeMap::from([(two, stamp(7))]));
        assert_eq!([some.of(one), some.of(two), some.common()], [stamp(5), stamp(7), stamp(5)]);
        let parted = some.by_instant([(two, 'a'), (one, 'b'), (two, 'c')]);
        assert_eq!(parted[&Instant(7)], [(two, 'a'), (two, 'c')]);
        assert_eq!(parted[&Instant(5)], [(one, 'b')]);
        assert_eq!(stamps.of(two), stamp(5));
    }
}
