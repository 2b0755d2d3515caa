//! Trainings that are registered together: one transaction with one set of reads and writes, in which
//! each is a change of its own with its own audit entry, as if it had come alone.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::ids::EmployeeId;
use fla_domain::reference::Reference;
use fla_store::change::StoredChange;
use fla_store::stamp::Stamp;

use super::{broken, parse};
use crate::apply::trainings::{self, Registration};
use crate::intake::{AT_ONCE, Work, digest_of};
use crate::reference::{self, Record};
use crate::{App, Caller, Command, Key, Receipt, Refused, jobs, recompute};

/// A training to be registered.
pub(crate) struct Order {
    pub(crate) key: Key,
    pub(crate) command: Command,
    pub(crate) reason: Option<String>,
    pub(crate) reference: Option<Reference>,
    /// Its place among how many that come in the same call or file: the ids grow with it.
    pub(crate) place: Option<(u64, u64)>,
    /// Trace id of the request, where it came in one of its own.
    pub(crate) trace: Option<String>,
}

/// What came of an order.
pub(crate) type Answer = Result<Receipt, Refused>;

/// Orders that are registered together.
pub(crate) struct Set<'o> {
    /// Each with the digest of what it asks for, or why it is not admissible.
    orders: Vec<(&'o Order, Result<Vec<u8>, Refused>)>,
    /// Whether any may have been carried out before. A set that says no and is wrong registers nothing: a key
    /// is used once.
    pub(crate) again: bool,
    /// Whether nothing is to stay of it.
    pub(crate) trial: bool,
}

impl<'o> Set<'o> {
    /// Of orders of which any may have been carried out before. It is made before the transaction begins, so
    /// that nobody waits meanwhile for the lock.
    pub(crate) fn new(app: &App, caller: &Caller, orders: &'o [Order]) -> Self {
        let orders = orders.iter().map(|order| (order, digest(app, caller, order))).collect();
        Self { orders, again: true, trial: false }
    }
}

/// An order that is admissible and was not carried out before.
struct Open<'o> {
    place: usize,
    order: &'o Order,
    digest: Vec<u8>,
    stamp: Stamp,
}

/// Registers them in a step of a job: as [`register_in`] does.
pub(crate) async fn register(
    app: &App,
    caller: &Caller,
    orders: &[Order],
) -> Result<Vec<Answer>, Refused> {
    let set = Set::new(app, caller, orders);
    register_in(app.begin_long(caller).await?, set).await
}

/// Registers them, each once under its key, and answers in their order; as a trial nothing stays of it.
///
/// # Errors
/// Refuses all of them where the caller may no longer act; then nothing was done.
pub(crate) async fn register_in(mut work: Work<'_>, set: Set<'_>) -> Result<Vec<Answer>, Refused> {
    let Done { answers, end } = register_within(&mut work, set).await?;
    end.reach(work).await?;
    Ok(answers)
}

/// What came of a set whose transaction has not come to its end.
pub(crate) struct Done {
    /// To each order in its place. They hold when the end is reached.
    pub(crate) answers: Vec<Answer>,
    pub(crate) end: End,
}

/// How the transaction of a set ends.
pub(crate) struct End {
    trial: bool,
    /// A job works out what follows.
    job: bool,
}

impl End {
    /// Ends the transaction in which the set was carried out.
    pub(crate) async fn reach(self, work: Work<'_>) -> Result<(), Refused> {
        if self.trial {
            return Ok(work.tx.rollback().await?);
        }
        let app = work.app;
        work.tx.commit().await?;
        if self.job {
            app.inner.work_waiting.notify_one();
        }
        Ok(())
    }
}

/// The same but for the end: the last rows may still be written while the caller goes on.
pub(crate) async fn register_within(work: &mut Work<'_>, set: Set<'_>) -> Result<Done, Refused> {
    let trial = set.trial;
    let mut answers: Vec<Option<Answer>> = set.orders.iter().map(|_| None).collect();
    let open = open(work, set, &mut answers).await?;
    let job = write(work, &open, &mut answers).await?;
    let answers = answers.into_iter().map(|answer| answer.ok_or_else(broken));
    Ok(Done { answers: answers.collect::<Result<_, _>>()?, end: End { trial, job } })
}

/// Those that are to be carried out; the others are answered.
async fn open<'o>(
    work: &mut Work<'_>,
    Set { orders, again, .. }: Set<'o>,
    answers: &mut [Option<Answer>],
) -> Result<Vec<Open<'o>>, Refused> {
    let earlier = if again { earlier(work, &orders).await? } else { BTreeMap::new() };
    let called = orders.iter().filter_map(|(order, _)| order.reference.as_ref());
    let called: Vec<String> = called.map(ToString::to_string).collect();
    let mut taken = reference::taken(work, Record::Training, &called).await?;
    let mut open = Vec::with_capacity(orders.len());
    for (place, (order, digest)) in orders.into_iter().enumerate() {
        let digest = match digest {
            Ok(digest) => digest,
            Err(refused) => {
                answers[place] = Some(Err(refused));
                continue;
            }
        };
        if let Some(change) = earlier.get(order.key.as_str()) {
            let same = change.digest == digest;
            let answer = if same { Ok(parse(&change.outcome)?) } else { Err(Refused::KeyReused) };
            answers[place] = Some(answer);
        } else if order.reference.as_ref().is_some_and(|r| !taken.insert(r.to_string())) {
            answers[place] = Some(Err(reference::duplicate().into()));
        } else {
            open.push(Open { place, order, digest, stamp: work.next_stamp() });
        }
    }
    Ok(open)
}

/// What was carried out before, by its key.
async fn earlier<T>(
    work: &mut Work<'_>,
    orders: &[(&Order, T)],
) -> Result<BTreeMap<String, StoredChange>, Refused> {
    let keys: Vec<String> = orders.iter().map(|(o, _)| o.key.as_str().to_owned()).collect();
    let (employer, actor) = (work.caller.employer(), work.caller.actor());
    let changes = work.tx.changes_by_keys(employer, &actor, &keys).await?;
    Ok(changes.into_iter().map(|change| (change.caller_key.clone(), change)).collect())
}

/// The same as of the command that comes alone.
fn digest(app: &App, caller: &Caller, order: &Order) -> Result<Vec<u8>, Refused> {
    let digest = app.admissible(caller, &order.command, order.reason.as_deref())?;
    match &order.reference {
        Some(reference) => digest_of(&(digest, reference)),
        None => Ok(digest),
    }
}

/// Writes the trainings, what follows from them, and the note of each. Says whether a job works the
/// rest out.
async fn write(
    work: &mut Work<'_>,
    open: &[Open<'_>],
    answers: &mut [Option<Answer>],
) -> Result<bool, Refused> {
    let mut asked = Vec::with_capacity(open.len());
    for one in open {
        let Command::RegisterTraining { details, parts } = &one.order.command else {
            return Err(broken());
        };
        let place = one.order.place;
        asked.push(Registration { details, parts, stamp: one.stamp, place });
    }
    let (new, registered) = trainings::new_trainings(work, &asked).await?;
    work.begin_anew();
    let touched = std::mem::take(&mut work.touched);
    let employer = work.caller.employer();
    // Of very many the accounts are worked out by a job, once for all that come after each other: each
    // account is read as a whole, and the same people come again and again.
    let job = if open.len() > AT_ONCE || touched.len() > AT_ONCE {
        let touched: Vec<EmployeeId> = touched.into_iter().collect();
        work.tx.queue_recalculation(employer, &touched).await?;
        // Before the many rows: the answer would wait behind them.
        let job = jobs::enqueue_recalculation(work).await?;
        new.insert(work).await?;
        Some(job)
    } else {
        new.insert(work).await?;
        let done = asked.iter().zip(&registered).filter(|(_, done)| done.is_ok());
        account_for(work, done.map(|(one, _)| one), touched).await?;
        None
    };
    let (mut noted, mut subjects, mut references) = (Vec::new(), Vec::new(), Vec::new());
    for ((one, asked), training) in open.iter().zip(&asked).zip(registered) {
        let object = match training {
            Ok(id) => id.0,
            Err(refused) => {
                answers[one.place] = Some(Err(refused));
                continue;
            }
        };
        let (order, change) = (one.order, one.stamp.change);
        let people: Vec<EmployeeId> = asked.parts.iter().map(|part| part.employee).collect();
        let receipt = Receipt { change, object: Some(object), affected: people.len(), job };
        let reason = order.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let kind = order.command.kind();
        noted.push(
            work.noted(one.stamp, kind, &order.key, one.digest.clone(), &receipt)?
                .because(reason)
                .on_request(order.trace.as_deref()),
        );
        subjects.push(people);
        references.extend(
            order
                .reference
                .as_ref()
                .map(|r| reference::kept(work.caller, Record::Training, r, object, change)),
        );
        answers[one.place] = Some(Ok(receipt));
    }
    work.tx.insert_references(employer, &references).await?;
    work.write_notes(noted, subjects).await?;
    Ok(job.is_some())
}

/// Works the accounts out. That of a person follows from all that was registered of the person: with
/// the last of it.
async fn account_for<'c>(
    work: &mut Work<'_>,
    registered: impl Iterator<Item = &'c Registration<'c>>,
    touched: BTreeSet<EmployeeId>,
) -> Result<(), Refused> {
    let own = registered.flat_map(|one| one.parts.iter().map(|part| (part.employee, one.stamp)));
    work.stamps = work.stamps.with_own(own.collect());
    let touched: Vec<EmployeeId> = touched.into_iter().collect();
    recompute::accounts(work, &touched).await?;
    work.written.clear();
    Ok(())
}
