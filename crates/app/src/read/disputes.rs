//! Questions of employees, as the employer and as the employee read them.

use fla_domain::access::Action;
use fla_domain::dispute::{Claim, DisputeState, StepKind};
use fla_domain::ids::{ChangeId, DisputeId, EmployeeId, EmployerId, TrainingId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::dispute::{DisputePlace, StoredDispute};
use fla_store::employer::Employer;

use super::Listed;
use super::account::PartView;
use super::history::ChangeView;
use super::names;
use crate::apply::is_correction;
use crate::{App, Caller, Refused, Visitor};

/// A step as it is read.
#[derive(Clone, Debug)]
pub struct StepView {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// In which role, as code.
    pub role: String,
    /// What.
    pub kind: StepKind,
    /// In what words.
    pub words: String,
    /// What the employee says it should be.
    pub claim: Option<Claim>,
    /// The change by which the register was corrected.
    pub correction: Option<ChangeView>,
}

/// A question as it is read.
#[derive(Clone, Debug)]
pub struct DisputeView {
    /// The question.
    pub dispute: StoredDispute,
    /// The employer that answers.
    pub employer: Employer,
    /// Name of who asks.
    pub name: String,
    /// The entry as it stood when it was asked about.
    pub then: Option<PartView>,
    /// The entry as it stands.
    pub now: Option<PartView>,
    /// The steps, oldest first.
    pub steps: Vec<StepView>,
    /// Whether the last day for an answer has passed without one.
    pub late: bool,
    /// What was changed in the account since it was asked, latest first: what an answer that
    /// accepts can link to.
    pub corrections: Vec<ChangeView>,
}

/// How many questions the pages show.
pub const QUESTIONS: u32 = 500;

impl App {
    /// The questions to an employer: open ones by their last day, then (where asked for) others; so many
    /// of those behind a place, where it is given.
    pub async fn disputes(
        &self,
        caller: &Caller,
        settled: bool,
        behind: Option<&DisputePlace>,
        size: u32,
    ) -> Result<Listed<DisputeView>, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "disputes").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let limit = i64::from(size) + 1;
        let found = tx.list_disputes(employer, settled, behind, limit).await?;
        let Listed { items, more } = Listed::cut(found, size);
        let mut views = Vec::with_capacity(items.len());
        for dispute in items {
            views.extend(self.dispute_view(&mut tx, employer, dispute).await?);
        }
        tx.rollback().await?;
        let people = views.iter().map(|v| v.dispute.employee).collect();
        self.note_read(caller, "disputes", people).await?;
        Ok(Listed { items: views, more })
    }

    /// How many questions an employer got, those that were settled too where asked for.
    pub async fn count_disputes(&self, caller: &Caller, settled: bool) -> Result<i64, Refused> {
        self.may(caller, Action::ReadRegister, "disputes").await?;
        let mut tx = self.inner.store.read().await?;
        let count = tx.count_disputes(caller.employer(), settled).await?;
        tx.rollback().await?;
        Ok(count)
    }

    /// How many questions wait for an answer of the caller's employer.
    pub async fn open_disputes(&self, caller: &Caller) -> Result<i64, Refused> {
        self.may(caller, Action::ReadRegister, "disputes").await?;
        let mut tx = self.inner.store.read().await?;
        let count = tx.count_open_disputes(caller.employer()).await?;
        tx.rollback().await?;
        Ok(count)
    }

    /// A question to an employer; hidden where it is to another one.
    pub async fn dispute(&self, caller: &Caller, id: DisputeId) -> Result<DisputeView, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "dispute").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let dispute = tx.get_dispute(employer, id).await?;
        let dispute = self.there(caller, "dispute", dispute).await?;
        let view = self.dispute_view(&mut tx, employer, dispute).await?.ok_or(Refused::Hidden)?;
        tx.rollback().await?;
        self.note_read(caller, "dispute", vec![view.dispute.employee]).await?;
        Ok(view)
    }

    /// The caller that a person is as employee, or former employee, of an employer; hidden where
    /// the person is none.
    pub async fn act_as_employee(
        &self,
        visitor: &Visitor,
        employer: EmployerId,
    ) -> Result<Caller, Refused> {
        let own = self.act_for_self(visitor).await?;
        let found = own.into_iter().find(|(caller, _)| caller.employer() == employer);
        match found {
            Some((caller, _)) => Ok(caller),
            None => self.note_stranger(visitor, "enter").await,
        }
    }

    /// The questions of a person to all employers, newest first.
    pub async fn own_disputes(&self, visitor: &Visitor) -> Result<Vec<DisputeView>, Refused> {
        let mut all = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            all.extend(self.disputes_of(&caller, employee).await?);
        }
        all.sort_by_key(|view| std::cmp::Reverse(view.dispute.opened_at));
        Ok(all)
    }

    async fn disputes_of(
        &self,
        caller: &Caller,
        employee: EmployeeId,
    ) -> Result<Vec<DisputeView>, Refused> {
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let mut views = Vec::new();
        for dispute in tx.disputes_of(employer, employee).await? {
            views.extend(self.dispute_view(&mut tx, employer, dispute).await?);
        }
        tx.rollback().await?;
        if !views.is_empty() {
            self.note_read(caller, "ownDisputes", vec![employee]).await?;
        }
        Ok(views)
    }

    /// A question of a person; hidden where it is somebody else's.
    pub async fn own_dispute(
        &self,
        visitor: &Visitor,
        id: DisputeId,
    ) -> Result<DisputeView, Refused> {
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let employer = caller.employer();
            let mut tx = self.inner.store.read().await?;
            let found = tx.get_dispute(employer, id).await?.filter(|d| d.employee == employee);
            let view = match found {
                Some(dispute) => self.dispute_view(&mut tx, employer, dispute).await?,
                None => None,
            };
            tx.rollback().await?;
            if let Some(view) = view {
                self.note_read(&caller, "ownDispute", vec![employee]).await?;
                return Ok(view);
            }
        }
        self.note_own_refusal(visitor, "ownDispute").await
    }

    async fn dispute_view(
        &self,
        tx: &mut Tx,
        employer: EmployerId,
        dispute: StoredDispute,
    ) -> Result<Option<DisputeView>, Refused> {
        let person = tx.get_employee(employer, dispute.employee, Instant::LATEST).await?;
        let of = tx.get_employer(employer, Instant::LATEST).await?;
        let (Some(person), Some(of)) = (person, of) else { return Ok(None) };
        let stored = tx.dispute_steps(employer, dispute.id).await?;
        let linked: Vec<ChangeId> = stored.iter().filter_map(|s| s.linked).collect();
        let changes = tx.changes(employer, &linked).await?;
        let mut steps = Vec::with_capacity(stored.len());
        for step in stored {
            let claim = step.claim.as_deref().map(serde_json::from_str).transpose();
            let correction = changes.iter().find(|c| Some(c.id) == step.linked);
            steps.push(StepView {
                at: step.at,
                by: step.actor_name,
                role: step.role,
                kind: step.kind,
                words: step.words,
                claim: claim.map_err(|_| Refused::Broken("claim of a question".to_owned()))?,
                correction: correction.cloned().map(ChangeView::from),
            });
        }
        let then = part_at(tx, employer, &dispute, dispute.opened_at).await?;
        let now = part_at(tx, employer, &dispute, Instant::LATEST).await?;
        let corrections = corrections(tx, employer, &dispute).await?;
        let late = dispute.state == DisputeState::Open && dispute.due < self.today();
        Ok(Some(DisputeView {
            name: names::display(&person.person),
            employer: of,
            dispute,
            then,
            now,
            steps,
            late,
            corrections,
        }))
    }
}

/// The entry a question is about, as it was known at an instant.
async fn part_at(
    tx: &mut Tx,
    employer: EmployerId,
    dispute: &StoredDispute,
    at: Instant,
) -> Result<Option<PartView>, Refused> {
    let (Some(part), Some(training)) = (dispute.part, dispute.training) else { return Ok(None) };
    let parts = tx.parts_in(employer, training, at).await?;
    let Some(part) = parts.into_iter().find(|p| p.id == part) else { return Ok(None) };
    let training = training_at(tx, employer, training, at).await?;
    Ok(training.map(|training| PartView { part, training }))
}

async fn training_at(
    tx: &mut Tx,
    employer: EmployerId,
    id: TrainingId,
    at: Instant,
) -> Result<Option<fla_store::training::StoredTraining>, Refused> {
    Ok(tx.get_training(employer, id, at).await?)
}

/// What was changed in the account since the question.
async fn corrections(
    tx: &mut Tx,
    employer: EmployerId,
    dispute: &StoredDispute,
) -> Result<Vec<ChangeView>, Refused> {
    if dispute.state != DisputeState::Open {
        return Ok(Vec::new());
    }
    let entries = tx.audit_of(employer, dispute.employee, 200).await?;
    let since =
        entries.iter().filter(|entry| entry.at > dispute.opened_at && is_correction(&entry.action));
    let ids: Vec<ChangeId> = since.filter_map(|entry| entry.change).collect();
    let mut changes: Vec<ChangeView> =
        tx.changes(employer, &ids).await?.into_iter().map(ChangeView::from).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    Ok(changes)
}
