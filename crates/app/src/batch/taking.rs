//! Carrying out the changes of a step.

use std::collections::BTreeSet;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::reference::Reference;
use fla_store::batch::StoredItem;
use futures::{StreamExt as _, TryStreamExt as _};

use super::{Outcome, Payload, Waiting, Who, broken, order, parse, shared, together};
use crate::refused::unmandated;
use crate::{App, Caller, Command, Key, NewPart, Receipt, Refused, reference};

/// Changes that are on their way at once.
const AT_ONCE: usize = 32;
/// Changes of earlier steps that are read at once.
const EARLIER: i64 = 1_000;

/// The caller with what the steps of a batch need.
pub(super) struct Taking<'a> {
    pub(super) app: &'a App,
    pub(super) caller: &'a Caller,
    pub(super) payload: &'a Payload,
    /// How many changes the whole batch has.
    pub(super) total: u64,
}

impl Taking<'_> {
    /// Carries out what waits among some items, and writes into each what came of it.
    pub(super) async fn carry_out(&self, items: &mut [StoredItem]) -> Result<(), Refused> {
        let mut open = Vec::new();
        for (index, item) in items.iter().enumerate().filter(|(_, i)| i.state == "waiting") {
            open.push((index, parse::<Waiting>(&item.asked)?));
        }
        let mut looked_at = Vec::new();
        let mut taken = self.taken(&open, items.first().map_or(0, |item| item.n)).await?;
        while !open.is_empty() {
            let known = self.known(&open).await?;
            let (now, later) = order::wave(open, |n| items[n].reference.as_deref(), &known);
            let now = self.together(items, now, &known).await?;
            let mut under_way = Vec::with_capacity(now.len());
            for (n, waiting) in &now {
                under_way.push(self.one(*n, &items[*n], waiting, &known));
            }
            let answers: Vec<(usize, Answer)> =
                futures::stream::iter(under_way).buffered(AT_ONCE).try_collect().await?;
            for ((n, answer), (_, waiting)) in answers.into_iter().zip(&now) {
                looked_at.extend(answer.looked_at);
                let outcome = shared::weighed(answer.outcome, &waiting.shares, &mut taken);
                outcome.settle(&mut items[n], self.payload.trial)?;
            }
            open = later;
        }
        if self.payload.trial {
            self.app.note_read(self.caller, "preview", looked_at).await?;
        }
        Ok(())
    }

    /// What changes of earlier steps took of what they share with those that are open.
    async fn taken(
        &self,
        open: &[(usize, Waiting)],
        before: i64,
    ) -> Result<BTreeSet<u32>, Refused> {
        let mut taken = BTreeSet::new();
        if open.iter().all(|(_, waiting)| waiting.shares.is_empty()) {
            return Ok(taken);
        }
        let mut tx = self.app.inner.store.read().await?;
        let (employer, batch, mut from) = (self.caller.employer(), self.payload.batch, 0);
        while from < before {
            let items = tx.batch_items(employer, batch, "good", from, EARLIER).await?;
            let Some(last) = items.last() else { break };
            from = last.n + 1;
            for item in items.iter().filter(|item| item.n < before) {
                taken.extend(parse::<Outcome>(&item.outcome)?.took);
            }
        }
        tx.rollback().await?;
        Ok(taken)
    }

    /// Registers together the trainings among some changes, and gives the others back.
    async fn together(
        &self,
        items: &mut [StoredItem],
        now: Vec<(usize, Waiting)>,
        known: &order::Known,
    ) -> Result<Vec<(usize, Waiting)>, Refused> {
        if self.payload.trial {
            return Ok(now);
        }
        let registers =
            |(_, w): &(usize, Waiting)| matches!(w.asked.command, Command::RegisterTraining { .. });
        let (registered, mut others): (Vec<_>, Vec<_>) = now.into_iter().partition(registers);
        let (mut orders, mut places) = (Vec::new(), Vec::<(usize, &Waiting)>::new());
        for (n, waiting) in &registered {
            match with_people(waiting, known) {
                Ok(command) => {
                    let (reason, reference) = (waiting.asked.reason.clone(), &items[*n].reference);
                    let reference = reference.as_deref().map(str::parse).transpose();
                    let reference = reference.map_err(|_: Anomaly| broken())?;
                    let key = self.key(items[*n].n)?;
                    let place = Some((u64::try_from(items[*n].n).unwrap_or(0), self.total));
                    let trace = None;
                    orders.push(together::Order { key, command, reason, reference, place, trace });
                    places.push((*n, waiting));
                }
                Err(faults) => Outcome::refused(faults).settle(&mut items[*n], false)?,
            }
        }
        match together::register(self.app, self.caller, &orders).await {
            Ok(answers) => {
                for ((n, waiting), answer) in places.into_iter().zip(answers) {
                    outcome_of(waiting, answer)?.settle(&mut items[n], false)?;
                }
            }
            // Each is refused, and noted, as if it had come alone.
            Err(Refused::Forbidden(_) | Refused::Ended) => others.extend(registered),
            Err(other) => return Err(other),
        }
        Ok(others)
    }

    fn key(&self, n: i64) -> Result<Key, Refused> {
        Key::new(&format!("batch:{}:{n}", self.payload.batch))
    }

    /// The employees of the numbers that are named.
    async fn known(&self, open: &[(usize, Waiting)]) -> Result<order::Known, Refused> {
        let named = open.iter().flat_map(|(_, waiting)| &waiting.asked.people);
        let mut ssins: Vec<Ssin> = named
            .filter_map(|(who, _)| match who {
                Who::Ssin(ssin) => Some(ssin.clone()),
                Who::Id(_) => None,
            })
            .collect();
        ssins.sort();
        ssins.dedup();
        let mut tx = self.app.inner.store.read().await?;
        let mut known = order::Known::new();
        for chunk in ssins.chunks(1_000) {
            known.extend(tx.find_employees(self.caller.employer(), chunk).await?);
        }
        tx.rollback().await?;
        Ok(known)
    }

    async fn one(
        &self,
        n: usize,
        item: &StoredItem,
        waiting: &Waiting,
        known: &order::Known,
    ) -> Result<(usize, Answer), Refused> {
        let Waiting { asked, for_added, .. } = waiting;
        let command = match with_people(waiting, known) {
            Ok(command) => command,
            Err(faults) => return Ok((n, Answer::refused(faults))),
        };
        let reference =
            item.reference.as_deref().filter(|_| reference::Record::of(&command).is_some());
        let reference: Option<Reference> =
            reference.map(str::parse).transpose().map_err(|_: Anomaly| broken())?;
        let (reason, reference) = (asked.reason.as_deref(), reference.as_ref());
        let answer = if *for_added && matches!(command, Command::RegisterTraining { .. }) {
            self.tried_for_nobody(&command, reason)
        } else if self.payload.trial {
            self.tried(&command, reason, reference).await
        } else {
            self.done(item.n, &command, reason, reference).await
        };
        match answer {
            Ok(answer) => Ok((n, answer)),
            Err(refused) => Ok((n, Answer::refused(waiting.faults_of(refused)?))),
        }
    }

    async fn tried(
        &self,
        command: &Command,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Answer, Refused> {
        let preview = self.app.previewed(self.caller, command, reason, reference).await?;
        let looked_at = preview.effects.iter().map(|effect| effect.employee).collect();
        Ok(Answer { outcome: Outcome::default(), looked_at })
    }

    /// What can be said of a training for people whom the batch itself adds.
    fn tried_for_nobody(&self, command: &Command, reason: Option<&str>) -> Result<Answer, Refused> {
        match self.app.admissible(self.caller, command, reason) {
            Err(Refused::Invalid(mut faults)) => {
                faults.retain(|fault| fault.zone != Zone::Participants);
                Ok(Answer::refused(faults))
            }
            other => other.map(|_| Answer::refused(Vec::new())),
        }
    }

    async fn done(
        &self,
        n: i64,
        command: &Command,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Result<Answer, Refused> {
        let key = self.key(n)?;
        let receipt = self.app.submit_as(self.caller, command, &key, reason, reference).await?;
        Ok(Answer { outcome: done(&receipt), looked_at: Vec::new() })
    }
}

const fn done(receipt: &Receipt) -> Outcome {
    Outcome {
        object: receipt.object,
        change: Some(receipt.change),
        faults: Vec::new(),
        took: Vec::new(),
    }
}

fn outcome_of(waiting: &Waiting, answer: together::Answer) -> Result<Outcome, Refused> {
    match answer {
        Ok(receipt) => Ok(done(&receipt)),
        Err(refused) => Ok(Outcome::refused(waiting.faults_of(refused)?)),
    }
}

/// What came of a change, and whose credit was looked at for it.
struct Answer {
    outcome: Outcome,
    looked_at: Vec<EmployeeId>,
}

impl Answer {
    const fn refused(faults: Vec<Anomaly>) -> Self {
        Self { outcome: Outcome::refused(faults), looked_at: Vec::new() }
    }
}

/// The command with its participants; every number under which nobody is, is told.
fn with_people(waiting: &Waiting, known: &order::Known) -> Result<Command, Vec<Anomaly>> {
    let asked = &waiting.asked;
    let mut faults = Vec::new();
    let corrected = matches!(asked.command, Command::CorrectTraining { .. });
    let list = if corrected { "added" } else { "participants" };
    let mut found = Vec::with_capacity(asked.people.len());
    for (n, (who, details)) in asked.people.iter().enumerate() {
        let employee = match who {
            Who::Id(employee) => Some(*employee),
            Who::Ssin(ssin) => known.get(ssin).copied(),
        };
        if let Some(employee) = employee {
            found.push(NewPart { employee, details: details.clone() });
        } else {
            let nobody = Anomaly::new(Zone::Ssin, Fault::NotFound);
            faults.push(waiting.placed(nobody.at("ssin").among(list, n)));
        }
    }
    let mut command = asked.command.clone();
    match &mut command {
        Command::RegisterTraining { parts, .. } => parts.extend(found),
        Command::CorrectTraining { added, .. } => added.extend(found),
        _ => {}
    }
    if faults.is_empty() { Ok(command) } else { Err(faults) }
}

impl Waiting {
    /// What is wrong with it, where the sender finds it.
    fn faults_of(&self, refused: Refused) -> Result<Vec<Anomaly>, Refused> {
        Ok(faults_of(refused)?.into_iter().map(|fault| self.placed(fault)).collect())
    }
}

/// What is wrong with a change, where that is its own fault or another act came between.
pub(crate) fn faults_of(refused: Refused) -> Result<Vec<Anomaly>, Refused> {
    match refused {
        Refused::Invalid(anomalies) => Ok(anomalies),
        Refused::Conflict => Ok(vec![Anomaly::new(Zone::Version, Fault::Conflict).at("version")]),
        Refused::Hidden => Ok(vec![Anomaly::new(Zone::Version, Fault::NotFound)]),
        Refused::Forbidden(_) => Ok(vec![Anomaly::new(Zone::Access, Fault::Forbidden)]),
        Refused::Ended => Ok(vec![unmandated()]),
        other => Err(other),
    }
}
