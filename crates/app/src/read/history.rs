//! What stood there before: versions of trainings and rights, and the changes behind them.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::{Action, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, TrainingId};
use fla_domain::time::{Instant, Year};
use fla_store::change::{AuditEntry, Behalf, StoredChange};
use fla_store::employee::Employee;
use fla_store::employer::Employer;
use fla_store::own::OwnAudit;
use fla_store::right::StoredRight;
use fla_store::training::{StoredPart, StoredTraining};

use uuid::Uuid;

use super::names;
use crate::{App, Caller, Receipt, Refused, Visitor};

/// Who changed something, when and why.
#[derive(Clone, Debug)]
pub struct ChangeView {
    /// The change.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// By what the actor is noted, for comparing; never shown, as it may be an SSIN.
    pub(crate) actor: String,
    /// Who.
    pub by: String,
    /// In which role, as code.
    pub role: String,
    /// In which quality, for whom.
    pub behalf: Behalf,
    /// Through which channel.
    pub channel: String,
    /// Kind of command.
    pub kind: String,
    /// Why.
    pub reason: Option<String>,
    /// About whom or what, where that was looked up.
    pub about: Option<About>,
}

/// About whom or what a change was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// One employee, with the name.
    Employee(EmployeeId, String),
    /// One training, with its name.
    Training(TrainingId, String),
    /// So many employees.
    People(usize),
}

impl From<StoredChange> for ChangeView {
    fn from(change: StoredChange) -> Self {
        Self {
            id: change.id,
            at: change.at,
            actor: change.actor_ssin,
            by: change.actor_name,
            role: change.role,
            behalf: change.behalf,
            channel: change.channel,
            kind: change.kind,
            reason: change.reason,
            about: None,
        }
    }
}

/// Most entries of the audit log shown of one employee.
pub(crate) const LOOKS: i64 = 200;

/// Somebody looked at or changed the account of an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookView {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// In which role, as code.
    pub role: String,
    /// In which quality, for whom.
    pub behalf: Behalf,
    /// Through which channel.
    pub channel: String,
    /// What was done or looked at, as code.
    pub action: String,
    /// Why, where somebody said so.
    pub reason: Option<String>,
    /// Whether something was changed and not only looked at.
    pub changed: bool,
    /// Whether it was the person who asks.
    pub own: bool,
}

impl LookView {
    pub(crate) fn of(entry: AuditEntry, asks: Option<&Ssin>) -> Self {
        Self {
            own: asks.is_some_and(|ssin| ssin.digits() == entry.actor_ssin),
            at: entry.at,
            by: entry.actor_name,
            role: entry.role,
            behalf: entry.behalf,
            channel: entry.channel,
            action: entry.action,
            reason: entry.reason,
            changed: entry.change.is_some(),
        }
    }
}

impl LookView {
    /// An entry about what is the person's own: only they do anything with it.
    pub(crate) fn of_own(entry: OwnAudit) -> Self {
        Self {
            own: true,
            at: entry.at,
            by: entry.actor_name,
            role: Role::Employee.code().to_owned(),
            behalf: Behalf::default(),
            channel: entry.channel,
            action: entry.action,
            reason: None,
            changed: entry.change.is_some(),
        }
    }
}

/// The history of a training: each change with what it left standing.
#[derive(Clone, Debug)]
pub struct TrainingHistory {
    /// Versions of the training, oldest first.
    pub versions: Vec<StoredTraining>,
    /// Versions of its participations.
    pub parts: Vec<StoredPart>,
    /// Names of the participants.
    pub names: BTreeMap<EmployeeId, String>,
    /// The changes, oldest first.
    pub changes: Vec<ChangeView>,
}

impl App {
    /// The history of a training; hidden where it is another employer's.
    pub async fn training_history(
        &self,
        caller: &Caller,
        id: TrainingId,
    ) -> Result<TrainingHistory, Refused> {
        self.may(caller, Action::ReadHistory, "trainingHistory").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let versions = tx.training_versions(employer, id).await?;
        if versions.is_empty() {
            return self.there(caller, "trainingHistory", None).await;
        }
        let parts = tx.part_versions(employer, id).await?;
        let changes: BTreeSet<ChangeId> =
            versions.iter().map(|v| v.change).chain(parts.iter().map(|p| p.change)).collect();
        let changes: Vec<_> = changes.into_iter().collect();
        let mut changes: Vec<ChangeView> =
            tx.changes(employer, &changes).await?.into_iter().map(ChangeView::from).collect();
        changes.sort_by_key(|c| c.at);
        let people: BTreeSet<EmployeeId> = parts.iter().map(|p| p.employee).collect();
        let people: Vec<_> = people.into_iter().collect();
        let names = tx
            .get_employees(employer, &people, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id, names::display(&e.person)))
            .collect();
        tx.rollback().await?;
        self.note_read(caller, "trainingHistory", people).await?;
        Ok(TrainingHistory { versions, parts, names, changes })
    }

    /// Every version of the rights of an employee and year, with the changes that made them;
    /// hidden where the employee is another employer's.
    pub async fn right_history(
        &self,
        caller: &Caller,
        employee: EmployeeId,
        year: Year,
    ) -> Result<Vec<(StoredRight, Option<ChangeView>)>, Refused> {
        self.may(caller, Action::ReadHistory, "rightHistory").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let known = tx.get_employee(employer, employee, Instant::LATEST).await?;
        self.there(caller, "rightHistory", known).await?;
        let versions = tx.right_versions(employer, employee, year).await?;
        let ids: BTreeSet<ChangeId> = versions.iter().map(|v| v.change).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let changes: BTreeMap<_, _> =
            tx.changes(employer, &ids).await?.into_iter().map(|c| (c.id, c)).collect();
        tx.rollback().await?;
        self.note_read(caller, "rightHistory", vec![employee]).await?;
        Ok(versions
            .into_iter()
            .map(|v| {
                let change = changes.get(&v.change).cloned().map(ChangeView::from);
                (v, change)
            })
            .collect())
    }

    /// The last changes of the caller's employer before an instant, newest first, with about whom
    /// or what each was.
    pub async fn recent_changes(
        &self,
        caller: &Caller,
        before: Option<Instant>,
    ) -> Result<Vec<ChangeView>, Refused> {
        self.may(caller, Action::ReadHistory, "recentChanges").await?;
        let mut tx = self.inner.store.read().await?;
        let before = before.unwrap_or(Instant::LATEST);
        let employer = caller.employer();
        let changes = tx.recent_changes(employer, before, 100).await?;
        // What came of an import is its job and no receipt: it is about nobody in particular.
        let receipts: Vec<Option<Receipt>> =
            changes.iter().map(|c| serde_json::from_str(&c.outcome).ok()).collect();
        let objects: BTreeSet<Uuid> = receipts.iter().flatten().filter_map(|r| r.object).collect();
        let people: Vec<_> = objects.iter().copied().map(EmployeeId).collect();
        let trainings: Vec<_> = objects.iter().copied().map(TrainingId).collect();
        let names: BTreeMap<_, _> = tx
            .get_employees(employer, &people, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id.0, About::Employee(e.id, names::display(&e.person))))
            .chain(
                tx.get_trainings(employer, &trainings, Instant::LATEST)
                    .await?
                    .into_iter()
                    .map(|t| (t.id.0, About::Training(t.id, t.details.title))),
            )
            .collect();
        tx.rollback().await?;
        let named = names.values().filter_map(|about| match about {
            About::Employee(id, _) => Some(*id),
            About::Training(..) | About::People(_) => None,
        });
        self.note_read(caller, "recentChanges", named.collect()).await?;
        let about = |receipt: Option<Receipt>| {
            let receipt = receipt?;
            let people = (receipt.affected > 0).then_some(About::People(receipt.affected));
            receipt.object.and_then(|id| names.get(&id).cloned()).or(people)
        };
        Ok(changes
            .into_iter()
            .zip(receipts)
            .map(|(change, receipt)| ChangeView { about: about(receipt), ..change.into() })
            .collect())
    }

    /// The last entries of the audit log of the caller's employer, newest first.
    pub async fn recent_audit(&self, caller: &Caller) -> Result<Vec<AuditEntry>, Refused> {
        self.may(caller, Action::ReadHistory, "recentAudit").await?;
        let mut tx = self.inner.store.read().await?;
        let entries = tx.recent_audit(caller.employer(), Instant::LATEST, 200).await?;
        tx.rollback().await?;
        self.note_read(caller, "recentAudit", Vec::new()).await?;
        Ok(entries)
    }

    /// Every version of what the register knows of a person, oldest first, with the changes that
    /// made them; hidden where the employee is another employer's.
    pub async fn employee_history(
        &self,
        caller: &Caller,
        employee: EmployeeId,
    ) -> Result<Vec<(Employee, Option<ChangeView>)>, Refused> {
        if let Err(refused) = caller.require(Action::ReadHistory) {
            self.note_refusal(caller, "employeeHistory").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let versions = tx.employee_versions(employer, employee).await?;
        if versions.is_empty() {
            return self.there(caller, "employeeHistory", None).await;
        }
        let ids: BTreeSet<ChangeId> = versions.iter().map(|v| v.change).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let changes: BTreeMap<_, _> =
            tx.changes(employer, &ids).await?.into_iter().map(|c| (c.id, c)).collect();
        tx.rollback().await?;
        self.note_read(caller, "employeeHistory", vec![employee]).await?;
        Ok(versions
            .into_iter()
            .map(|v| {
                let change = changes.get(&v.change).cloned().map(ChangeView::from);
                (v, change)
            })
            .collect())
    }

    /// Who looked at or changed the account of an employee, newest first; hidden where the
    /// employee is another employer's. Asking is itself noted.
    pub async fn audit_of(
        &self,
        caller: &Caller,
        employee: EmployeeId,
    ) -> Result<Vec<LookView>, Refused> {
        if let Err(refused) = caller.require(Action::ReadHistory) {
            self.note_refusal(caller, "auditOf").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let employer = caller.employer();
        let known = tx.get_employee(employer, employee, Instant::LATEST).await?;
        self.there(caller, "auditOf", known).await?;
        let entries = tx.audit_of(employer, employee, LOOKS).await?;
        tx.rollback().await?;
        self.note_read(caller, "auditOf", vec![employee]).await?;
        Ok(entries.into_iter().map(|entry| LookView::of(entry, caller.ssin.as_ref())).collect())
    }

    /// Who looked at or changed the own accounts of a person, by employer, newest first. Asking
    /// is itself noted.
    pub async fn own_audit(
        &self,
        visitor: &Visitor,
    ) -> Result<Vec<(Employer, Vec<LookView>)>, Refused> {
        let mut all = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let mut tx = self.inner.store.read().await?;
            let employer = tx.get_employer(caller.employer(), Instant::LATEST).await?;
            let entries = tx.audit_of(caller.employer(), employee, LOOKS).await?;
            tx.rollback().await?;
            self.note_read(&caller, "ownAudit", vec![employee]).await?;
            let own = Some(&visitor.ssin);
            let looks = entries.into_iter().map(|entry| LookView::of(entry, own)).collect();
            all.extend(employer.map(|employer| (employer, looks)));
        }
        Ok(all)
    }
}
