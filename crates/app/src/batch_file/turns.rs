//! Whose turn it is among the sets of a file that are under way: while one is written, what came of the
//! one before it is noted, and then the one behind it asks what it needs to know. They are written and
//! noted one after the other, in the order of the file.

use std::collections::BTreeSet;

use fla_formats::batch_file::{Body, Form};
use tokio::sync::watch;

use super::broken;
use super::carry::{Called, Item, called};
use super::reading::SET;
use crate::Refused;

/// Sets under way at once, the last of them waiting for its turn to be written. Two: a set is compared
/// with the one before it and no other.
pub(super) const UNDER_WAY: usize = 2;

/// Forms behind those that are noted which whoever was killed may have written: of as many sets as are under way at
/// once. Sets are not always cut at the same places, and may be larger in another version.
const UNNOTED: usize = 2 * UNDER_WAY * SET;

/// How far a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    /// It is not written yet.
    Begun,
    /// All of its forms are answered, and what they change is there for all to see.
    Written,
    /// What came of them is kept.
    Noted,
}

/// The turns of the sets, in the order of the file.
pub(super) struct Turns {
    /// Whether any may be under way beside another.
    beside: bool,
    /// The number of the last form that may have been written before.
    written: u64,
    /// What the forms of the last set are called, where all of them are new trainings.
    last: Option<BTreeSet<Called>>,
    /// How far the last set is.
    before: watch::Receiver<Reached>,
}

impl Turns {
    /// Of a file none of whose sets is under way, and of which so many forms are noted.
    pub(super) fn new(beside: bool, noted: u64) -> Self {
        let written = noted.saturating_add(u64::try_from(UNNOTED).unwrap_or(u64::MAX));
        Self { beside, written, last: None, before: watch::channel(Reached::Noted).1 }
    }

    /// The turn of the next set.
    ///
    /// It may be under way beside the one before it where both hold nothing but new trainings, none of
    /// them called as one of the other: then neither what it asks, nor what a form of the other comes to
    /// when it is carried out again after a kill, is another for it.
    pub(super) fn next(&mut self, items: &[Item]) -> Turn {
        let names = new_trainings(items);
        let apart = |last: &BTreeSet<Called>, next: &BTreeSet<Called>| last.is_disjoint(next);
        let beside = self.last.as_ref().zip(names.as_ref()).is_some_and(|(a, b)| apart(a, b));
        let (own, after) = watch::channel(Reached::Begun);
        let before = std::mem::replace(&mut self.before, after);
        self.last = names;
        let again = items.first().is_none_or(|item| item.form.n <= self.written);
        Turn { again, beside: self.beside && beside, before, own }
    }
}

/// What some forms are called; `None` where one is anything but a training that no register holds yet.
fn new_trainings(items: &[Item]) -> Option<BTreeSet<Called>> {
    let new = |form: &Form| match &form.body {
        Ok(Body::RegisterTraining { id, .. }) => id.is_none(),
        Ok(_) => false,
        // It is answered already.
        Err(_) => true,
    };
    let all = items.iter().all(|item| new(&item.form));
    all.then(|| items.iter().map(|item| called(&item.form)).collect())
}

/// When a set may go on.
pub(super) struct Turn {
    /// Whether it may have been written before, by whoever was killed before that was noted.
    pub(super) again: bool,
    beside: bool,
    before: watch::Receiver<Reached>,
    own: watch::Sender<Reached>,
}

impl Turn {
    /// Waits until the set may begin.
    pub(super) async fn to_begin(&self) -> Result<(), Refused> {
        self.behind(if self.beside { Reached::Begun } else { Reached::Noted }).await
    }

    /// Waits until the set may be written.
    pub(super) async fn to_write(&self) -> Result<(), Refused> {
        self.behind(Reached::Written).await
    }

    /// Says that the set is written, so that the next one may be.
    pub(super) fn written(&self) {
        self.own.send_replace(Reached::Written);
    }

    /// Waits until what came of the set may be noted.
    pub(super) async fn to_note(&self) -> Result<(), Refused> {
        self.behind(Reached::Noted).await
    }

    /// Says that what came of the set is noted.
    pub(super) fn noted(self) {
        self.own.send_replace(Reached::Noted);
    }

    /// Waits until the set before is so far; fails where it broke off.
    async fn behind(&self, far: Reached) -> Result<(), Refused> {
        let mut before = self.before.clone();
        before.wait_for(|reached| *reached >= far).await.map_err(|_| broken())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use fla_formats::synthetic;
    use tokio::time::timeout;

    use super::*;

    /// A set of new trainings, those of so many numbers.
    fn trainings(numbers: std::ops::Range<u64>) -> Vec<Item> {
        let forms = numbers.map(|n| synthetic::registration(n, (1, 5), 1));
        forms.map(|form| Item::new(form).unwrap()).collect()
    }

    /// A set whose first form is that of so many.
    fn numbered(n: u64) -> Vec<Item> {
        let mut set = trainings(n..n + 3);
        for (item, n) in set.iter_mut().zip(n..) {
            item.form.n = n;
        }
        set
    }

    fn people() -> Vec<Item> {
        let mut form = synthetic::registration(99, (1, 5), 1);
        form.body = Ok(synthetic::hiring(1));
        vec![Item::new(form).unwrap()]
    }

    /// Whether somebody goes on at once.
    async fn goes_on(wait: impl Future<Output = Result<(), Refused>>) -> bool {
        timeout(Duration::from_millis(20), wait).await.is_ok_and(|went| went.is_ok())
    }

    #[tokio::test]
    async fn sets_of_new_trainings_begin_beside_each_other_and_no_others_do() {
        let beside = [
            (trainings(0..3), trainings(3..6), true),
            (trainings(0..3), trainings(2..5), false),
            (trainings(0..3), people(), false),
            (people(), trainings(0..3), false),
        ];
        for (case, (first, second, expected)) in beside.into_iter().enumerate() {
            let mut turns = Turns::new(true, 0);
            let first = turns.next(&first);
            let second = turns.next(&second);
            assert!(goes_on(first.to_begin()).await, "{case}: before the first is nothing");
            assert_eq!(goes_on(second.to_begin()).await, expected, "{case}");
            assert!(!goes_on(second.to_write()).await, "{case}: it is not its turn");
        }
        let mut turns = Turns::new(true, 0);
        let again = [1, 8_000, 8_001].map(|n| turns.next(&numbered(n)).again);
        assert_eq!(again, [true, true, false], "so many may have been written and not noted");
        let mut turns = Turns::new(true, 500);
        let again = [501, 8_500, 8_501].map(|n| turns.next(&numbered(n)).again);
        assert_eq!(again, [true, true, false]);
        let mut turns = Turns::new(false, 0);
        let (_first, second) = (turns.next(&trainings(0..3)), turns.next(&trainings(3..6)));
        assert!(
            !goes_on(second.to_begin()).await,
            "one after the other where nothing may be beside"
        );
    }

    #[tokio::test]
    async fn a_set_is_written_behind_the_one_before_it_and_noted_behind_its_note() {
        let mut turns = Turns::new(true, 0);
        let (first, second) = (turns.next(&trainings(0..3)), turns.next(&trainings(3..6)));
        assert!(goes_on(first.to_write()).await);
        assert!(goes_on(first.to_note()).await);
        first.written();
        assert!(goes_on(second.to_write()).await, "the first is written");
        assert!(!goes_on(second.to_note()).await, "what came of the first is not noted yet");
        first.noted();
        assert!(goes_on(second.to_note()).await);
    }

    #[tokio::test]
    async fn behind_a_set_that_broke_off_nothing_is_written_or_noted() {
        let mut turns = Turns::new(true, 0);
        let (first, second) = (turns.next(&trainings(0..3)), turns.next(&trainings(3..6)));
        drop(first);
        assert!(second.to_write().await.is_err(), "the first was not written");
        let mut turns = Turns::new(true, 0);
        let (first, second) = (turns.next(&trainings(0..3)), turns.next(&trainings(3..6)));
        assert!(goes_on(first.to_note()).await);
        first.written();
        drop(first);
        assert!(second.to_write().await.is_ok(), "it was written");
        assert!(second.to_note().await.is_err(), "and what came of it is not known");
    }
}
