//! Batches: many changes that a sender sends at once and that the register carries out by itself,
//! each through the one intake under a key made of the batch and its place, so that each is carried
//! out once, however often a step is begun anew. Each stands or falls by itself; what came of it is
//! kept in its place.
//!
//! Those that build on each other (somebody is added and then follows a training, a training is
//! corrected twice) are carried out in their order; the others of a step are on their way together,
//! so that they are flushed to the disk together.

mod order;
mod shared;
mod taking;
mod together;
mod view;

use std::collections::BTreeSet;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
use fla_domain::ids::{BatchId, ChangeId, EmployeeId, EmployerId};
use fla_domain::reference::Reference;
use fla_domain::time::Instant;
use fla_domain::training::PartDetails;
use fla_store::batch::{StoredBatch, StoredItem};
use fla_store::job::Job;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::intake::digest_of;
use crate::jobs::{self, Step};
use crate::{App, Caller, Channel, Command, Key, Receipt, Refused, reference};
use shared::Shared;
use taking::Taking;

pub(crate) use taking::faults_of;
pub(crate) use together::{Answer, Done, Order, Set, register_in, register_within};
pub use view::{BatchView, ItemView};

/// Changes that are carried out in one step.
const TAKEN: i64 = 200;
/// Days that the changes of a batch are kept after it came.
const KEPT_DAYS: i64 = 90;
/// Batches cleared at once.
const CHUNK: i64 = 100;

/// Whom the sender means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Who {
    /// The employee of an id.
    Id(EmployeeId),
    /// The employee of a number.
    #[serde(with = "digits")]
    Ssin(Ssin),
}

/// Numbers of people as they wait in the store; nothing else writes one out.
mod digits {
    use fla_domain::identifier::Ssin;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(ssin: &Ssin, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(ssin.digits())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Ssin, D::Error> {
        String::deserialize(from)?.parse().map_err(|_| D::Error::custom("not a number of a person"))
    }
}

/// What is asked of the register, as the sender says it: participants perhaps by their numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The command; of a training without the participants that are named beside it.
    pub command: Command,
    /// Participants of the training that is registered, or that are added to one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<(Who, PartDetails)>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What is asked, as it waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waiting {
    asked: Asked,
    /// Whether all its participants are people whom the batch itself adds: in a trial nobody is.
    #[serde(default)]
    for_added: bool,
    /// Where each of the people stood in what was sent, if somebody was left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stood: Vec<usize>,
    /// In a trial: what it shares with others of the batch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shares: Vec<Shared>,
}

impl Waiting {
    /// Leaves out whom an earlier change of the batch adds, where that changes nothing.
    fn new(asked: &Asked, added: &BTreeSet<String>, shares: Vec<Shared>) -> Self {
        let stays = |(_, (who, _)): &(usize, &(Who, PartDetails))| match who {
            Who::Ssin(ssin) => !added.contains(ssin.digits()),
            Who::Id(_) => true,
        };
        let staying = asked.people.iter().enumerate().filter(stays);
        let (mut stood, people): (Vec<usize>, Vec<_>) =
            staying.map(|(n, one)| (n, one.clone())).unzip();
        if people.len() == asked.people.len() {
            stood.clear();
        }
        let for_added = people.is_empty() && !asked.people.is_empty();
        Self { asked: Asked { people, ..asked.clone() }, for_added, stood, shares }
    }

    /// A fault in the place where the sender finds it: by how a participant is named, and where it
    /// stood before others were left out.
    fn placed(&self, fault: Anomaly) -> Anomaly {
        let Some((list, n, field)) = place_in_list(&fault.path) else { return fault };
        if !matches!(list, "participants" | "added") {
            return fault;
        }
        let field = match self.asked.people.get(n) {
            Some((Who::Ssin(_), _)) if field == "who" => "ssin",
            _ => field,
        };
        let n = self.stood.get(n).copied().unwrap_or(n);
        let (list, field) = (list.to_owned(), field.to_owned());
        fault.at(field).among(&list, n)
    }
}

/// `list[n].field` in its parts; the field is empty where there is none.
fn place_in_list(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (n, field) = rest.split_once(']')?;
    Some((list, n.parse().ok()?, field.strip_prefix('.').unwrap_or(field)))
}

/// A change of a batch.
#[derive(Clone, Debug, Serialize)]
pub struct BatchItem {
    /// What the sender calls it; the record that it makes is called the same.
    pub reference: Option<Reference>,
    /// What is asked.
    pub asked: Asked,
    /// What was found wrong with it while it was read: then it is refused as it stands.
    pub faults: Vec<Anomaly>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Payload {
    batch: BatchId,
    trial: bool,
}

/// What came of a change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Outcome {
    object: Option<Uuid>,
    change: Option<ChangeId>,
    faults: Vec<Anomaly>,
    /// In a trial: what of that which it shares with others it would have taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    took: Vec<u32>,
}

impl Outcome {
    const fn refused(faults: Vec<Anomaly>) -> Self {
        Self { object: None, change: None, faults, took: Vec::new() }
    }

    /// Writes it into its item; what was asked is full of people's data and goes.
    fn settle(self, item: &mut StoredItem, trial: bool) -> Result<(), Refused> {
        let state = match (self.faults.is_empty(), trial) {
            (false, _) => "refused",
            (true, true) => "good",
            (true, false) => "done",
        };
        state.clone_into(&mut item.state);
        item.asked.clear();
        item.outcome = text_of(&self)?;
        Ok(())
    }
}

fn broken() -> Refused {
    Refused::Broken("an item of a batch".to_owned())
}

fn text_of(value: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|_| broken())
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| broken())
}

impl App {
    /// Keeps a batch, once under its key, and has it carried out; or, as a trial, has it looked at.
    ///
    /// # Errors
    /// Refuses the whole where the caller may not ask for one of the changes.
    pub async fn take_batch(
        &self,
        caller: &Caller,
        items: &[BatchItem],
        trial: bool,
        key: &Key,
    ) -> Result<BatchId, Refused> {
        let asked = self.take_batch_once(caller, items, trial, key);
        self.refusal_noted(caller, "batchReceived", asked).await
    }

    async fn take_batch_once(
        &self,
        caller: &Caller,
        items: &[BatchItem],
        trial: bool,
        key: &Key,
    ) -> Result<BatchId, Refused> {
        for item in items {
            let action = item.asked.command.action();
            caller.require(action)?;
            // It is carried out by a job, which does not know of a section.
            if caller.section().is_some() {
                return Err(Refused::Forbidden(action));
            }
        }
        let digest = digest_of(&("batch", items, trial))?;
        let mut added = BTreeSet::new();
        let mut kept = Vec::with_capacity(items.len());
        let mut shared = if trial { shared::shared(items) } else { Vec::new() }.into_iter();
        for (n, item) in items.iter().enumerate() {
            if trial && let Command::AddEmployee { person, .. } = &item.asked.command {
                added.insert(person.ssin.chars().filter(char::is_ascii_digit).collect());
            }
            kept.push(stored(n, item, &added, shared.next().unwrap_or_default())?);
        }
        let mut work = self.begin_long(caller).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return earlier.object.map(BatchId).ok_or_else(broken);
        }
        let id = BatchId(self.opaque_id());
        let payload = text_of(&Payload { batch: id, trial })?;
        let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let job = jobs::new_job(self, caller, work.at, jobs::BATCH, payload, total);
        let employer = caller.employer();
        let batch = StoredBatch {
            id,
            sender: reference::sender(caller),
            job: job.id,
            trial,
            items: total,
            made_at: work.at,
        };
        work.tx.insert_batch(employer, &batch).await?;
        for chunk in kept.chunks(1_000) {
            work.tx.put_items(employer, id, chunk).await?;
        }
        work.tx.insert_job(&job).await?;
        let receipt =
            Receipt { change: work.change, object: Some(id.0), affected: 0, job: Some(job.id) };
        work.note("batchReceived", key, digest, &receipt).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(id)
    }

    /// Forgets what old batches asked for and what came of it; what they changed stays.
    pub(crate) async fn clear_batches(&self, employer: EmployerId) -> Result<(), Refused> {
        let before = Instant(self.now().0 - KEPT_DAYS * crate::sheets::DAY);
        let caller = Caller::system(employer, Channel::System, "clear");
        loop {
            let mut work = self.begin_long(&caller).await?;
            let old = work.tx.batches_to_clear(employer, before, CHUNK).await?;
            if old.is_empty() {
                return Ok(work.tx.rollback().await?);
            }
            work.tx.clear_batches(employer, &old, work.at).await?;
            work.tx.commit().await?;
        }
    }
}

fn stored(
    n: usize,
    item: &BatchItem,
    added: &BTreeSet<String>,
    shares: Vec<Shared>,
) -> Result<StoredItem, Refused> {
    let mut stored = StoredItem {
        n: i64::try_from(n).unwrap_or(i64::MAX),
        reference: item.reference.as_ref().map(ToString::to_string),
        kind: item.asked.command.kind().to_owned(),
        asked: text_of(&Waiting::new(&item.asked, added, shares))?,
        state: "waiting".to_owned(),
        outcome: String::new(),
    };
    if !item.faults.is_empty() {
        Outcome::refused(item.faults.clone()).settle(&mut stored, false)?;
    }
    Ok(stored)
}

/// One step of a batch: the next changes, and the note of what came of them. After a kill between
/// the two they answer as the first time.
pub(crate) async fn step(app: &App, caller: &Caller, mut job: Job) -> Result<Step, Refused> {
    let payload: Payload = parse(&job.payload)?;
    let employer = caller.employer();
    let mut tx = app.inner.store.read().await?;
    let mut items = tx.batch_items(employer, payload.batch, "", job.done, TAKEN).await?;
    tx.rollback().await?;
    if items.is_empty() {
        let mut work = app.begin_long(caller).await?;
        jobs::go_on(app, &mut work.tx, &mut job).await?;
        jobs::finish(&mut work, &mut job, "done").await?;
        work.tx.commit().await?;
        return Ok(Step::Finished);
    }
    let total = u64::try_from(job.total).unwrap_or(0);
    let taking = Taking { app, caller, payload: &payload, total };
    taking.carry_out(&mut items).await?;
    // What was done is noted, even where the mandate ended meanwhile.
    let mut tx = app.inner.store.write_long().await?;
    tx.put_items(employer, payload.batch, &items).await?;
    job.done += i64::try_from(items.len()).unwrap_or(0);
    jobs::go_on(app, &mut tx, &mut job).await?;
    tx.commit().await?;
    Ok(Step::More)
}
