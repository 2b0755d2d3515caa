//! The forms of a set that are about one employer, in their order. Those of one sort that follow each
//! other share a transaction: new trainings and people one set of reads and writes, others are carried
//! out one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{BatchFileId, EmployeeId, EmployerId, JobId, TrainingId};
use fla_domain::reference::Reference;
use fla_domain::time::Instant;
use fla_formats::batch_file::{Body, Form, PersonId, TrainingRef};
use fla_store::Tx;
use fla_store::change::StoredChange;
use jiff::civil::Date;

use super::carry::{Answer, Item};
use super::held::{self, Held};
use super::meaning::{self, Known, Meaning};
use super::turns::Turn;
use super::{Found, broken, persons, sequence, told};
use crate::batch::{Done, Order, Set, faults_of, register_within};
use crate::{App, Caller, Command, Key, Receipt, Record, Refused, reference};

/// Forms that are carried out in one transaction.
const TOGETHER: usize = 2_000;
/// Forms carried out by themselves before the job says again that it is still at it.
const ALONE: usize = 50;
/// Microseconds for which the register is not asked again whose the job is.
const MOMENT: i64 = 1_000_000;
/// How often a form is tried that names no version and comes between other changes.
const TRIES: usize = 5;

/// What a simulation would have added so far.
#[derive(Default)]
pub(super) struct Added {
    people: BTreeSet<(EmployerId, Ssin)>,
    references: BTreeSet<(EmployerId, String)>,
}

impl Added {
    fn note(&mut self, employer: EmployerId, body: &Body) {
        match body {
            Body::AddEmployee { person, reference, .. } => {
                self.people.insert((employer, person.ssin.clone()));
                self.references.extend(reference.as_ref().map(|r| (employer, r.to_string())));
            }
            Body::RegisterTraining { .. } => {
                self.references.extend(held::called(body).map(|r| (employer, r.to_string())));
            }
            _ => {}
        }
    }

    /// Whether a form speaks of something that an earlier form of the file would have added.
    fn bears_on(&self, employer: EmployerId, body: &Body) -> bool {
        let called = |r: &Reference| self.references.contains(&(employer, r.to_string()));
        let person = |who: &PersonId| match who {
            PersonId::Ssin(ssin) => self.people.contains(&(employer, ssin.clone())),
            PersonId::Reference(reference) => called(reference),
            PersonId::Id(_) => false,
        };
        let training = match meaning::training(body) {
            Some(TrainingRef::Reference(reference)) => called(reference),
            Some(TrainingRef::Id(id)) => held::called_by_id(*id).is_some_and(|r| called(&r)),
            _ => false,
        };
        training || meaning::people_of(body).any(person)
    }
}

/// What forms must have in common to be carried out together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A new training.
    Registration,
    /// About a person.
    Person,
    /// About a training that is there, or rights.
    Other,
}

const fn sort(form: &Form) -> Sort {
    match &form.body {
        Ok(Body::RegisterTraining { .. }) => Sort::Registration,
        Ok(
            Body::AddEmployee { .. }
            | Body::ChangeOccupations { .. }
            | Body::ChangePerson { .. }
            | Body::EndService { .. }
            | Body::RemoveEmployee { .. },
        ) => Sort::Person,
        _ => Sort::Other,
    }
}

/// What became of forms that share a transaction.
pub(super) enum Shared {
    /// Each is answered.
    CarriedOut,
    /// Nothing stays of it: each must be carried out by itself.
    EachByItself,
    /// The mandate ended after it was asked for; nothing was done this time.
    MandateEnded,
}

/// One employer's part of a set.
pub(super) struct Group<'a> {
    pub(super) app: &'a App,
    /// With the authority of the sender for this employer.
    pub(super) caller: &'a Caller,
    pub(super) sender: EmployerId,
    pub(super) file: BatchFileId,
    /// How many forms the whole file has.
    pub(super) forms: u64,
    pub(super) job: JobId,
    /// When the register last said that the job is this instance's.
    pub(super) renewed: &'a AtomicI64,
    /// When the set may be written.
    pub(super) turn: &'a Turn,
    /// Where nothing is written: what would have been added so far.
    pub(super) simulation: Option<&'a Mutex<Added>>,
}

impl Group<'_> {
    /// Carries forms out in their order, and answers each.
    pub(super) async fn carry_out(&self, items: &mut [&mut Item]) -> Result<(), Refused> {
        let mut shared = Shared::CarriedOut;
        for run in items.chunk_by_mut(|a, b| sort(&a.form) == sort(&b.form)) {
            for chunk in run.chunks_mut(TOGETHER) {
                if !matches!(shared, Shared::MandateEnded) {
                    self.answer_added(chunk);
                    shared = self.share(chunk).await?;
                }
                match shared {
                    Shared::CarriedOut => {}
                    Shared::EachByItself => self.alone(chunk).await?,
                    Shared::MandateEnded => {
                        for item in chunk.iter_mut().filter(|item| item.answer.is_none()) {
                            item.answer = Some(Answer::unmandated());
                        }
                    }
                }
                self.note_added(chunk);
            }
        }
        Ok(())
    }

    /// Carries forms of one sort out in one transaction.
    async fn share(&self, items: &mut [&mut Item]) -> Result<Shared, Refused> {
        let sort = items.first().map(|item| sort(&item.form));
        if sort == Some(Sort::Registration) {
            return self.together(items).await;
        }
        self.still_at_it().await?;
        match sort {
            // Nothing of a form may stay that another bears on.
            _ if self.simulated() => Ok(Shared::EachByItself),
            Some(Sort::Person) => persons::carry_out(self, items).await,
            _ => sequence::carry_out(self, items).await,
        }
    }

    /// Answers the forms that speak of something that a simulation would have added.
    fn answer_added(&self, items: &mut [&mut Item]) {
        let Some(added) = self.added() else { return };
        for item in items {
            if let Ok(body) = &item.form.body
                && added.bears_on(self.caller.employer(), body)
            {
                item.answer = Some(Answer::default());
            }
        }
    }

    /// Keeps in mind what a simulation would have added.
    fn note_added(&self, items: &[&mut Item]) {
        let Some(mut added) = self.added() else { return };
        for item in items {
            if let (Ok(body), Some(answer)) = (&item.form.body, &item.answer)
                && answer.found.faults.is_empty()
            {
                added.note(self.caller.employer(), body);
            }
        }
    }

    const fn simulated(&self) -> bool {
        self.simulation.is_some()
    }

    /// What a simulation would have added so far.
    fn added(&self) -> Option<MutexGuard<'_, Added>> {
        self.simulation.map(|added| added.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Fails where another instance has taken the job over. What the register said a moment ago still
    /// holds: a lease lasts much longer.
    async fn still_at_it(&self) -> Result<(), Refused> {
        let now = self.app.now().0;
        let renewed = self.renewed.load(Ordering::Acquire);
        if now.checked_sub(renewed).is_some_and(|since| (0..MOMENT).contains(&since)) {
            return Ok(());
        }
        let mut tx = self.app.inner.store.write().await?;
        let mine = tx.renew_job(self.job, self.app.inner.worker, self.app.lease_end()).await?;
        tx.commit().await?;
        if !mine {
            return Err(broken());
        }
        self.renewed.store(now, Ordering::Release);
        Ok(())
    }

    pub(super) fn key(&self, form: &Form) -> Result<Key, Refused> {
        Key::new(&format!("file:{}:{}", self.file, form.n))
    }

    /// Where a form stands in its file: what the file brings in gets its ids in that order.
    pub(super) const fn place(&self, form: &Form) -> (u64, u64) {
        (form.n, self.forms)
    }

    /// The people of some forms, and the trainings that they say are held already.
    async fn known<'f>(
        &self,
        forms: impl Iterator<Item = &'f Form> + Clone,
    ) -> Result<(Known, Held), Refused> {
        let mut tx = self.app.inner.store.read().await?;
        let known = Known::load(&mut tx, self.caller, forms.clone()).await?;
        let held = Held::load(&mut tx, self.caller, forms).await?;
        tx.rollback().await?;
        Ok((known, held))
    }

    /// Registers trainings.
    async fn together(&self, items: &mut [&mut Item]) -> Result<Shared, Refused> {
        if self.turn.again {
            self.answer_earlier(items).await?;
        }
        let (known, held) = self.known(items.iter().map(|item| &item.form)).await?;
        let (mut orders, mut places) = (Vec::new(), Vec::new());
        for (n, item) in items.iter_mut().enumerate().filter(|(_, i)| i.answer.is_none()) {
            let Ok(body) = &item.form.body else { continue };
            if let Some(held) = held.find(body, &known) {
                item.answer = Some(match held {
                    Ok(training) => self.nothing_to_do(body, Some(training.0), &known).await?,
                    Err(faults) => Answer::refused(faults),
                });
                continue;
            }
            match meaning::registration(body, &known) {
                Ok(command) => {
                    let (key, reference) = (self.key(&item.form)?, held::called(body));
                    let (place, reason, trace) = (Some(self.place(&item.form)), None, None);
                    orders.push(Order { key, command, reason, reference, place, trace });
                    places.push(n);
                }
                Err(faults) => item.answer = Some(Answer::refused(faults)),
            }
        }
        for (order, n) in orders.iter_mut().zip(&places) {
            order.reason.clone_from(&items[*n].form.reason);
        }
        let outside = self.outside(&orders).await?;
        let mut set = Set::new(self.app, self.caller, &orders);
        (set.again, set.trial) = (self.turn.again, self.simulated());
        self.turn.to_write().await?;
        self.still_at_it().await?;
        let mut work = match self.app.begin_long(self.caller).await {
            Ok(work) => work,
            Err(Refused::Ended) => return Ok(Shared::MandateEnded),
            Err(other) => return Err(other),
        };
        let Done { answers, end } = register_within(&mut work, set).await?;
        // While the last rows are written.
        for (((n, order), answer), warnings) in
            places.into_iter().zip(&orders).zip(answers).zip(outside)
        {
            items[n].answer = Some(match answer {
                Ok(receipt) => {
                    let told = told::registered(&items[n].form, order, &known);
                    self.done(&receipt, Found { warnings, ..told })
                }
                Err(refused) => Answer::refused(faults_of(refused)?),
            });
        }
        end.reach(work).await?;
        Ok(Shared::CarriedOut)
    }

    /// Answers the forms that were carried out before a kill: they may mean something else by now.
    async fn answer_earlier(&self, items: &mut [&mut Item]) -> Result<(), Refused> {
        let open = items.iter().filter(|item| item.answer.is_none());
        let keys = open.map(|item| Ok(self.key(&item.form)?.as_str().to_owned()));
        let keys: Vec<String> = keys.collect::<Result<_, Refused>>()?;
        let mut tx = self.app.inner.store.read().await?;
        let (employer, actor) = (self.caller.employer(), self.caller.actor());
        let changes = tx.changes_by_keys(employer, &actor, &keys).await?;
        let earlier: BTreeMap<&str, &StoredChange> =
            changes.iter().map(|change| (change.caller_key.as_str(), change)).collect();
        for item in items.iter_mut().filter(|item| item.answer.is_none()) {
            if let Some(change) = earlier.get(self.key(&item.form)?.as_str())
                && let Ok(body) = &item.form.body
            {
                let receipt: Receipt = super::parse(&change.outcome)?;
                let found = told::of(&mut tx, self.caller, body, receipt.object, None).await?;
                item.answer = Some(self.done(&receipt, found));
            }
        }
        Ok(tx.rollback().await?)
    }

    fn done(&self, receipt: &Receipt, found: Found) -> Answer {
        if self.simulated() {
            let found = Found { warnings: found.warnings, ..Found::default() };
            return Answer { found, ..Answer::default() };
        }
        Answer { object: receipt.object, change: Some(receipt.change), found }
    }

    /// Of each training the participants who are not in service on any day of it: worth a look, as it
    /// may be the wrong person or year.
    async fn outside(&self, orders: &[Order]) -> Result<Vec<Vec<Anomaly>>, Refused> {
        let people: BTreeSet<EmployeeId> = orders
            .iter()
            .filter_map(|order| training_of(&order.command))
            .flat_map(|(_, _, parts)| parts.iter().map(|part| part.employee))
            .collect();
        let people: Vec<EmployeeId> = people.into_iter().collect();
        let mut services: BTreeMap<EmployeeId, Vec<(Date, Option<Date>)>> = BTreeMap::new();
        let mut tx = self.app.inner.store.read().await?;
        for chunk in people.chunks(1_000) {
            for row in tx.spans_of(self.caller.employer(), chunk, Instant::LATEST).await? {
                services.entry(row.employee).or_default().push((row.span.from, row.span.to));
            }
        }
        tx.rollback().await?;
        let within = |id: &EmployeeId, start: Date, end: Date| {
            let spans = services.get(id).map_or(&[][..], Vec::as_slice);
            spans.iter().any(|(from, to)| *from <= end && to.is_none_or(|to| to >= start))
        };
        let warnings = orders.iter().map(|order| {
            let Some((start, end, parts)) = training_of(&order.command) else { return Vec::new() };
            let outside = parts.iter().enumerate();
            let outside = outside.filter(|(_, part)| !within(&part.employee, start, end));
            outside
                .map(|(n, _)| {
                    let anomaly = Anomaly::new(Zone::Employee, Fault::NotApplicable);
                    let anomaly = anomaly.with("reason", "notInService");
                    anomaly.at(format!("participants[{n}].who")).warning()
                })
                .collect()
        });
        Ok(warnings.collect())
    }

    /// Carries out forms each by itself.
    async fn alone(&self, items: &mut [&mut Item]) -> Result<(), Refused> {
        for chunk in items.chunks_mut(ALONE) {
            self.still_at_it().await?;
            for item in chunk.iter_mut().filter(|item| item.answer.is_none()) {
                item.answer = Some(self.one(&item.form).await?);
            }
        }
        Ok(())
    }

    async fn one(&self, form: &Form) -> Result<Answer, Refused> {
        let Ok(body) = &form.body else { return Err(broken()) };
        let key = self.key(form)?;
        // Before a kill it may have been carried out already, and mean something else by now.
        if let Some(receipt) = self.earlier(&key).await? {
            return self.told(body, &receipt, None).await;
        }
        let mut tries = 0;
        loop {
            let mut tx = self.app.inner.store.read().await?;
            let known = Known::load(&mut tx, self.caller, std::iter::once(form)).await?;
            let training = match meaning::training(body) {
                Some(named) => self.training(&mut tx, named).await?,
                None => None,
            };
            let meaning = meaning::of(&mut tx, self.caller, form, &known, training).await?;
            tx.rollback().await?;
            let command = match meaning {
                Ok(Meaning::Command(command)) => *command,
                Ok(Meaning::Same(object)) => {
                    return self.nothing_to_do(body, object, &known).await;
                }
                Err(faults) => return Ok(Answer::refused(faults)),
            };
            match self.submitted(form, &command, &key).await {
                Ok(receipt) => return self.told(body, &receipt, Some(&known)).await,
                Err(Refused::Conflict) if !meaning::saw_version(body) && tries < TRIES => {
                    tries += 1;
                }
                Err(refused) => return Ok(Answer::refused(faults_of(refused)?)),
            }
        }
    }

    /// What the caller may not ask for is refused also where it would change nothing.
    async fn nothing_to_do(
        &self,
        body: &Body,
        object: Option<uuid::Uuid>,
        known: &Known,
    ) -> Result<Answer, Refused> {
        let action = meaning::action(body);
        if let Err(refused) = self.caller.require(action) {
            self.app.note_denied(self.caller, action).await?;
            return Ok(Answer::refused(faults_of(refused)?));
        }
        if self.simulated() {
            return Ok(Answer::default());
        }
        let found = self.found(body, object, Some(known)).await?;
        Ok(Answer { object, found, ..Answer::default() })
    }

    /// The answer to a form that was carried out, with what its sender reconciles it by.
    async fn told(
        &self,
        body: &Body,
        receipt: &Receipt,
        known: Option<&Known>,
    ) -> Result<Answer, Refused> {
        if self.simulated() {
            return Ok(self.done(receipt, Found::default()));
        }
        let found = self.found(body, receipt.object, known).await?;
        Ok(self.done(receipt, found))
    }

    async fn found(
        &self,
        body: &Body,
        object: Option<uuid::Uuid>,
        known: Option<&Known>,
    ) -> Result<Found, Refused> {
        let mut tx = self.app.inner.store.read().await?;
        let found = told::of(&mut tx, self.caller, body, object, known).await?;
        tx.rollback().await?;
        Ok(found)
    }

    async fn earlier(&self, key: &Key) -> Result<Option<Receipt>, Refused> {
        let mut tx = self.app.inner.store.read().await?;
        let actor = self.caller.actor();
        let change = tx.change_by_key(self.caller.employer(), &actor, key.as_str()).await?;
        tx.rollback().await?;
        change.map(|change| super::parse(&change.outcome)).transpose()
    }

    async fn submitted(
        &self,
        form: &Form,
        command: &Command,
        key: &Key,
    ) -> Result<Receipt, Refused> {
        let reason = form.reason.as_deref();
        let reference = form.body.as_ref().ok().and_then(held::called);
        let reference = reference.as_ref();
        if !self.simulated() {
            return self.app.submit_as(self.caller, command, key, reason, reference).await;
        }
        let preview = self.app.previewed(self.caller, command, reason, reference).await?;
        let change = fla_domain::ids::ChangeId(uuid::Uuid::nil());
        Ok(Receipt { change, object: None, affected: preview.affected, job: None })
    }

    /// The training that the sender calls so.
    async fn called(&self, tx: &mut Tx, called: &Reference) -> Result<Option<TrainingId>, Refused> {
        let (employer, sender) = (self.caller.employer(), reference::sender(self.caller));
        let kind = Record::Training.code();
        let found = tx.referenced(employer, sender, kind, &[called.to_string()]).await?;
        Ok(found.first().map(|(_, id)| TrainingId(*id)))
    }

    /// The training that a form names; by a ticket where one of the sender's files registered it.
    pub(super) async fn training(
        &self,
        tx: &mut Tx,
        named: &TrainingRef,
    ) -> Result<Option<TrainingId>, Refused> {
        match named {
            TrainingRef::Id(id) => {
                let employer = self.caller.employer();
                if tx.get_training(employer, *id, Instant::LATEST).await?.is_some() {
                    return Ok(Some(*id));
                }
                match held::called_by_id(*id) {
                    Some(called) => self.called(tx, &called).await,
                    None => Ok(None),
                }
            }
            TrainingRef::Reference(called) => self.called(tx, called).await,
            TrainingRef::Ticket(ticket) => {
                let serial = i64::try_from(ticket.serial()).unwrap_or(0);
                let n = ticket.form().and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
                let Some(file) = tx.batch_file_of_serial(self.sender, serial).await? else {
                    return Ok(None);
                };
                let form = tx.batch_form(self.sender, file.id, n).await?;
                Ok(form.and_then(|form| form.object).map(TrainingId))
            }
        }
    }
}

fn training_of(command: &Command) -> Option<(Date, Date, &[crate::NewPart])> {
    match command {
        Command::RegisterTraining { details, parts } => Some((details.start, details.end, parts)),
        _ => None,
    }
}
