//! Forms about one employer that are carried out in one transaction. Each is a change of its own with
//! its own audit entry and answer, as if it had come alone; what follows for rights and accounts is
//! worked out once for all of them.

use std::collections::BTreeMap;

use fla_domain::ids::{EmployeeId, JobId};
use fla_formats::batch_file::{Body, Form};
use fla_store::stamp::{Stamp, Stamps};
use uuid::Uuid;

use super::carry::{Answer, Item};
use super::group::Group;
use super::held;
use super::meaning::Known;
use super::{broken, parse, told};
use crate::batch::faults_of;
use crate::intake::{AT_ONCE, Work, digest_of};
use crate::{Command, Key, Receipt, Refused, jobs, recompute};

/// A form that was carried out, as it is noted at the end.
struct Change<'a> {
    stamp: Stamp,
    kind: &'static str,
    reason: Option<&'a str>,
    key: Key,
    digest: Vec<u8>,
    object: Option<Uuid>,
    people: Vec<EmployeeId>,
}

/// What a form asks for, found admissible.
pub(super) struct Asked<'a> {
    pub(super) form: &'a Form,
    pub(super) command: Command,
    key: Key,
    digest: Vec<u8>,
}

/// What came of a form.
pub(super) struct Did {
    pub(super) stamp: Stamp,
    pub(super) object: Option<Uuid>,
    /// Whose rights or accounts must be worked out.
    pub(super) touched: Vec<EmployeeId>,
    /// Whom it is about.
    pub(super) people: Vec<EmployeeId>,
}

/// The transaction, with what is to be noted at its end.
pub(super) struct Together<'a> {
    pub(super) work: Work<'a>,
    pub(super) group: &'a Group<'a>,
    /// What was carried out before a kill, by key.
    earlier: BTreeMap<String, Receipt>,
    changes: Vec<Change<'a>>,
    /// Whose rights or accounts must be worked out, each with the last change that touched it.
    touched: BTreeMap<EmployeeId, Stamp>,
    /// Whether rights may be others, and not only accounts.
    rights: bool,
    /// What was refused for want of permission, or of what is not the caller's.
    denied: Vec<&'static str>,
}

impl<'a> Together<'a> {
    /// Begins; `None` where the mandate of the caller ended.
    pub(super) async fn begin(
        group: &'a Group<'a>,
        items: impl Iterator<Item = &'a Item>,
    ) -> Result<Option<Self>, Refused> {
        let mut work = match group.app.begin_long(group.caller).await {
            Ok(work) => work,
            Err(Refused::Ended) => return Ok(None),
            Err(other) => return Err(other),
        };
        let mut earlier = BTreeMap::new();
        if group.turn.again {
            let keys = items.map(|item| Ok(group.key(&item.form)?.as_str().to_owned()));
            let keys: Vec<String> = keys.collect::<Result<_, Refused>>()?;
            let (employer, actor) = (group.caller.employer(), group.caller.actor());
            for change in work.tx.changes_by_keys(employer, &actor, &keys).await? {
                earlier.insert(change.caller_key, parse(&change.outcome)?);
            }
        }
        let (changes, touched, denied) = (Vec::new(), BTreeMap::new(), Vec::new());
        Ok(Some(Self { work, group, earlier, changes, touched, rights: false, denied }))
    }

    /// The answer to a form that was carried out before a kill, and may mean something else by now.
    pub(super) async fn before(&mut self, form: &Form) -> Result<Option<Answer>, Refused> {
        let Some(receipt) = self.earlier.get(self.group.key(form)?.as_str()) else {
            return Ok(None);
        };
        let Ok(body) = &form.body else { return Err(broken()) };
        let (object, change) = (receipt.object, receipt.change);
        let found = told::of(&mut self.work.tx, self.group.caller, body, object, None).await?;
        Ok(Some(Answer { object, change: Some(change), found }))
    }

    /// What a form asks for, where it is admissible.
    pub(super) fn admissible(
        &self,
        form: &'a Form,
        command: Command,
    ) -> Result<Asked<'a>, Refused> {
        let reason = form.reason.as_deref();
        let mut digest = self.group.app.admissible(self.group.caller, &command, reason)?;
        if let Some(reference) = form.body.as_ref().ok().and_then(held::called) {
            digest = digest_of(&(digest, reference))?;
        }
        Ok(Asked { form, command, key: self.group.key(form)?, digest })
    }

    /// The answer to a form that is refused.
    pub(super) fn refused(
        &mut self,
        kind: &'static str,
        refused: Refused,
    ) -> Result<Answer, Refused> {
        if matches!(refused, Refused::Forbidden(_) | Refused::Hidden | Refused::Ended) {
            self.denied.push(kind);
        }
        Ok(Answer::refused(faults_of(refused)?))
    }

    /// The answer to a form that changes nothing: what the caller may not ask for is refused also then.
    pub(super) async fn nothing_to_do(
        &mut self,
        body: &Body,
        object: Option<Uuid>,
        known: &Known,
    ) -> Result<Answer, Refused> {
        let action = super::meaning::action(body);
        if let Err(refused) = self.group.caller.require(action) {
            return self.refused(action.code(), refused);
        }
        let caller = self.group.caller;
        let found = told::of(&mut self.work.tx, caller, body, object, Some(known)).await?;
        Ok(Answer { object, found, ..Answer::default() })
    }

    /// Takes note of a form that was carried out under a stamp, and answers it.
    pub(super) async fn done(
        &mut self,
        asked: Asked<'a>,
        did: Did,
        known: &Known,
    ) -> Result<Answer, Refused> {
        let Asked { form, command, key, digest } = asked;
        let Did { stamp, object, touched, people } = did;
        let Ok(body) = &form.body else { return Err(broken()) };
        let caller = self.group.caller;
        let found = told::of(&mut self.work.tx, caller, body, object, Some(known)).await?;
        let reason = form.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        self.touched.extend(touched.into_iter().map(|person| (person, stamp)));
        self.rights |= !command.is_of_trainings();
        let kind = command.kind();
        self.changes.push(Change { stamp, kind, reason, key, digest, object, people });
        Ok(Answer { object, change: Some(stamp.change), found })
    }

    /// Works out what follows from what was carried out so far: as a rule here, after very many
    /// trainings by a job, once for all sets of a file.
    pub(super) async fn work_out(&mut self) -> Result<Option<JobId>, Refused> {
        let employer = self.group.caller.employer();
        let own = std::mem::take(&mut self.touched);
        let everybody = std::mem::take(&mut self.work.everybody);
        let work = &mut self.work;
        let Some(last) = self.changes.last().map(|change| change.stamp) else { return Ok(None) };
        let mut ids: Vec<EmployeeId> = own.keys().copied().collect();
        work.stamps = Stamps::one(last.at, last.change).with_own(own);
        if everybody {
            let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
            ids = work.tx.employees_after(employer, EmployeeId(Uuid::nil()), limit).await?;
            if ids.len() > AT_ONCE {
                work.tx.queue_recalculation_of_all(employer).await?;
                return Ok(Some(jobs::enqueue_recalculation(work).await?));
            }
        }
        if self.rights || everybody {
            recompute::employees(work, &ids).await?;
        } else if self.changes.len() > AT_ONCE {
            work.tx.queue_recalculation(employer, &ids).await?;
            return Ok(Some(jobs::enqueue_recalculation(work).await?));
        } else {
            recompute::accounts(work, &ids).await?;
        }
        // Each entry of the audit log is about its own people.
        work.written.clear();
        Ok(None)
    }

    /// Notes everything, and makes it permanent.
    pub(super) async fn finish(mut self) -> Result<(), Refused> {
        let job = self.work_out().await?;
        let Self { mut work, group, changes, denied, .. } = self;
        let (mut noted, mut subjects) = (Vec::new(), Vec::new());
        for one in changes {
            let (change, affected) = (one.stamp.change, one.people.len());
            let receipt = Receipt { change, object: one.object, affected, job };
            let note = work.noted(one.stamp, one.kind, &one.key, one.digest, &receipt)?;
            noted.push(note.because(one.reason));
            subjects.push(one.people);
        }
        if !noted.is_empty() {
            work.write_notes(noted, subjects).await?;
        }
        work.tx.commit().await?;
        if job.is_some() {
            group.app.inner.work_waiting.notify_one();
        }
        for kind in denied {
            group.app.note_refusal(group.caller, kind).await?;
        }
        Ok(())
    }

    /// Gives everything up.
    pub(super) async fn give_up(self) -> Result<(), Refused> {
        Ok(self.work.tx.give_up().await?)
    }
}
