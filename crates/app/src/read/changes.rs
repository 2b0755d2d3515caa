//! The change feed: what changed in the register of an organisation since a cursor.
//!
//! **Nothing can be missed**, for the changes of one organisation are committed in the order of their
//! instants. Whoever writes one first takes the lock of that organisation (on SQLite: its turn as the
//! only writer), then reads the latest instant there is and takes a later one, and keeps the lock
//! until the commit; where a change is written for two organisations, the locks of both are held and
//! its instant is later than the latest of both (`Work::follow`). PostgreSQL gives an advisory lock
//! away only after the commit can be seen, so that the next one reads it. What a reader sees is
//! therefore always a beginning of the row of changes, never one with a gap that is filled later, and
//! the instant of the last change seen is all that a cursor needs.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::ids::{AuditId, ChangeId, EmployeeId, EmployerId, TrainingId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::change::StoredChange;

use super::history::ChangeView;
use crate::{App, Caller, Receipt, Refused, section};

/// How a look at them is noted.
const KIND: &str = "changeFeed";
/// Most people named on a page, unless one change is about more.
const ABOUT: i64 = 5_000;

/// Where a reader begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// With the first change there is.
    Beginning,
    /// With the next change that is made.
    Now,
    /// Behind a change that was read: its instant.
    After(Instant),
}

/// A change, and what it is about.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// Who, when, how, why.
    pub change: ChangeView,
    /// The training.
    pub training: Option<TrainingId>,
    /// The employees.
    pub employees: Vec<EmployeeId>,
    /// The key under which it was sent, where it was the reader who sent it.
    pub key: Option<String>,
}

/// Some changes, oldest first.
#[derive(Clone, Debug)]
pub struct FeedPage {
    /// The changes.
    pub items: Vec<FeedItem>,
    /// From where the reader goes on.
    pub position: Instant,
    /// Whether there is more already.
    pub more: bool,
}

impl App {
    /// The changes of the caller's organisation since a place in their row, at most `limit`; fewer
    /// where they are about very many people.
    pub async fn changes_since(
        &self,
        caller: &Caller,
        since: Since,
        limit: i64,
    ) -> Result<FeedPage, Refused> {
        self.may(caller, Action::ReadHistory, KIND).await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let page = match since {
            Since::Beginning => page(&mut tx, employer, Instant(0), limit).await?,
            Since::After(at) => page(&mut tx, employer, at, limit).await?,
            Since::Now => {
                let position = tx.latest_change_at(employer).await?;
                FeedPage { items: Vec::new(), position, more: false }
            }
        };
        let FeedPage { items, position, more } = page;
        let items = self.shown(caller, tx, items, KIND).await?;
        Ok(FeedPage { items, position, more })
    }

    /// One change; hidden where it is another organisation's.
    pub async fn change(&self, caller: &Caller, id: ChangeId) -> Result<FeedItem, Refused> {
        self.may(caller, Action::ReadHistory, KIND).await?;
        let mut tx = self.inner.store.read().await?;
        let found = one(&mut tx, caller.employer(), id).await?;
        let found = self.there(caller, KIND, found).await?;
        let mut items = self.shown(caller, tx, vec![found], KIND).await?;
        items.pop().ok_or(Refused::Hidden)
    }

    /// Leaves of some changes what the caller reaches, and notes the look.
    async fn shown(
        &self,
        caller: &Caller,
        mut tx: Tx,
        mut items: Vec<FeedItem>,
        kind: &str,
    ) -> Result<Vec<FeedItem>, Refused> {
        let about: BTreeSet<_> = items.iter().flat_map(|i| i.employees.clone()).collect();
        let reached = section::among(caller, self.today(), &mut tx, about.into_iter().collect());
        let reached: BTreeSet<_> = reached.await?.into_iter().collect();
        tx.rollback().await?;
        let own = caller.actor();
        for item in &mut items {
            item.employees.retain(|employee| reached.contains(employee));
            item.key = item.key.take().filter(|_| item.change.actor == own);
        }
        // A reader that finds nothing new has looked at nobody.
        if !items.is_empty() {
            self.note_read(caller, kind, reached.into_iter().collect()).await?;
        }
        Ok(items)
    }
}

/// A change of an organisation.
pub(crate) async fn one(
    tx: &mut Tx,
    employer: EmployerId,
    id: ChangeId,
) -> Result<Option<FeedItem>, Refused> {
    let changes = tx.changes(employer, &[id]).await?;
    let at: Vec<_> = changes.iter().map(|change| change.at).collect();
    let notes = notes(tx, employer, &at).await?;
    Ok(with_objects(tx, employer, changes, &notes).await?.pop())
}

type Notes = BTreeMap<ChangeId, (AuditId, i64)>;

async fn notes(tx: &mut Tx, employer: EmployerId, at: &[Instant]) -> Result<Notes, Refused> {
    let notes = tx.notes_of_changes(employer, at).await?;
    Ok(notes.into_iter().map(|(note, change, people)| (change, (note, people))).collect())
}

/// The changes of an organisation after an instant, with the key of whoever sent each.
pub(crate) async fn page(
    tx: &mut Tx,
    employer: EmployerId,
    after: Instant,
    limit: i64,
) -> Result<FeedPage, Refused> {
    let mut changes = tx.changes_after(employer, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut more = changes.len() > wanted;
    changes.truncate(wanted);
    let at: Vec<_> = changes.iter().map(|change| change.at).collect();
    let notes = notes(tx, employer, &at).await?;
    let mut people = 0;
    let fits = changes.iter().position(|change| {
        people += notes.get(&change.id).map_or(0, |note| note.1);
        people > ABOUT
    });
    if let Some(first_too_many) = fits.map(|place| place.max(1))
        && first_too_many < changes.len()
    {
        changes.truncate(first_too_many);
        more = true;
    }
    let position = changes.last().map_or(after, |change| change.at);
    let items = with_objects(tx, employer, changes, &notes).await?;
    Ok(FeedPage { items, position, more })
}

/// Changes with what they are about.
async fn with_objects(
    tx: &mut Tx,
    employer: EmployerId,
    changes: Vec<StoredChange>,
    notes: &Notes,
) -> Result<Vec<FeedItem>, Refused> {
    let of_change = |change: &StoredChange| notes.get(&change.id).map(|note| note.0);
    let asked: Vec<AuditId> = changes.iter().filter_map(of_change).collect();
    let mut about: BTreeMap<AuditId, Vec<EmployeeId>> = BTreeMap::new();
    for (note, employee) in tx.subjects_of_notes(employer, &asked).await? {
        about.entry(note).or_default().push(employee);
    }
    // What came of an import is its job and no receipt.
    let object = |change: &StoredChange| {
        serde_json::from_str::<Receipt>(&change.outcome).ok().and_then(|receipt| receipt.object)
    };
    let objects: BTreeSet<_> = changes.iter().filter_map(object).map(TrainingId).collect();
    let objects: Vec<_> = objects.into_iter().collect();
    let trainings = tx.get_trainings(employer, &objects, Instant::LATEST).await?;
    let trainings: BTreeSet<_> = trainings.into_iter().map(|training| training.id).collect();
    Ok(changes
        .into_iter()
        .map(|change| FeedItem {
            training: object(&change).map(TrainingId).filter(|id| trainings.contains(id)),
            employees: of_change(&change).and_then(|note| about.remove(&note)).unwrap_or_default(),
            key: Some(change.caller_key.clone()),
            change: change.into(),
        })
        .collect())
}
