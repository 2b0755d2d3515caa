//! The account of a person with an employer: balance with its working, ledger, trainings.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::account::{Entry, YearBalance};
use fla_domain::ids::{EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::occupation::{EndCause, Service, Span};
use fla_domain::quantity::Minutes;
use fla_domain::right::Working;
use fla_domain::time::{Instant, Year};
use fla_domain::timeline;
use fla_domain::training::Status;
use fla_store::Tx;
use fla_store::change::StoredChange;
use fla_store::employee::Employee;
use fla_store::employer::Employer;
use fla_store::ledger::{CreditRow, StoredAdjustment};
use fla_store::right::{StoredCompanyDays, StoredOverride, StoredRight};
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::Date;
use uuid::Uuid;

use super::names;
use crate::access::Visitor;
use crate::recompute::entry;
use crate::{App, Caller, Refused};

/// A right with its working.
#[derive(Clone, Debug)]
pub struct RightView {
    /// The right.
    pub right: StoredRight,
    /// How it was worked out; `None` where it exists only because it was set by hand.
    pub working: Option<Working>,
    /// What the employer set in its place, with the reason.
    pub by_hand: Option<StoredOverride>,
}

/// An entry of the ledger with what it is about.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// The training behind a debit.
    pub training: Option<(TrainingId, String)>,
    /// The reason of an adjustment.
    pub reason: Option<String>,
}

/// A year of an account.
#[derive(Clone, Debug)]
pub struct YearView {
    /// Calendar year.
    pub year: Year,
    /// Its sums.
    pub balance: YearBalance,
    /// Planned, not yet debited.
    pub planned: Minutes,
    /// Its rights.
    pub rights: Vec<RightView>,
    /// Its entries, in the order in which they took effect.
    pub entries: Vec<EntryView>,
    /// Whether computed rights are not booked in this year.
    pub opted_out: bool,
}

/// A participation with its training.
#[derive(Clone, Debug)]
pub struct PartView {
    /// The participation.
    pub part: StoredPart,
    /// The training.
    pub training: StoredTraining,
}

/// What is known of an employment.
#[derive(Clone, Debug)]
pub struct EmploymentView {
    /// Stretches of service.
    pub services: Vec<Service>,
    /// Why they ended, by last day.
    pub end_causes: BTreeMap<Date, EndCause>,
    /// The time line.
    pub spans: Vec<Span>,
}

/// An account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// The employer.
    pub employer: Employer,
    /// The person.
    pub employee: Employee,
    /// Name to show; the masked SSIN where none is known.
    pub name: String,
    /// The employment.
    pub employment: EmploymentView,
    /// The years, latest first.
    pub years: Vec<YearView>,
    /// The trainings, latest first, withdrawn ones too.
    pub parts: Vec<PartView>,
    /// Adjustments.
    pub adjustments: Vec<StoredAdjustment>,
    /// Company days that reach this person.
    pub company_days: Vec<StoredCompanyDays>,
    /// As known at this instant.
    pub as_known: Instant,
}

impl AccountView {
    /// The view of a year; `None` where there is nothing in it.
    pub fn year(&self, year: Year) -> Option<&YearView> {
        self.years.iter().find(|y| y.year == year)
    }
}

impl App {
    /// The account of an employee, now or as it was known at an instant; hidden where the
    /// employee is another employer's.
    pub async fn account(
        &self,
        caller: &Caller,
        employee: EmployeeId,
        as_known: Option<Instant>,
    ) -> Result<AccountView, Refused> {
        if let Err(refused) = caller.require(Action::ReadPeople) {
            self.note_refusal(caller, "account").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let known = as_known.unwrap_or(Instant::LATEST);
        self.reach(caller, &mut tx, employee, "account").await?;
        let view = view(&mut tx, caller.employer(), employee, known).await?;
        tx.rollback().await?;
        let view = self.there(caller, "account", view).await?;
        self.note_read(caller, "account", vec![employee]).await?;
        Ok(view)
    }

    /// The own accounts of a person, one for each employer.
    pub async fn own_accounts(&self, visitor: &Visitor) -> Result<Vec<AccountView>, Refused> {
        let mut views = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let mut tx = self.inner.store.read().await?;
            views.extend(view(&mut tx, caller.employer(), employee, Instant::LATEST).await?);
            tx.rollback().await?;
            self.note_read(&caller, "ownAccount", vec![employee]).await?;
        }
        Ok(views)
    }

    /// The changes behind what is shown, by id: who, when and why.
    pub async fn changes(
        &self,
        caller: &Caller,
        ids: &[fla_domain::ids::ChangeId],
    ) -> Result<BTreeMap<fla_domain::ids::ChangeId, StoredChange>, Refused> {
        self.may(caller, Action::ReadHistory, "changes").await?;
        let mut tx = self.inner.store.read().await?;
        let changes = tx.changes(caller.employer(), ids).await?;
        tx.rollback().await?;
        self.note_read(caller, "changes", Vec::new()).await?;
        Ok(changes.into_iter().map(|c| (c.id, c)).collect())
    }

    /// The yearly credits of an employee, as the lists show them.
    pub async fn credits(
        &self,
        caller: &Caller,
        employee: EmployeeId,
    ) -> Result<BTreeMap<Year, CreditRow>, Refused> {
        self.may(caller, Action::ReadPeople, "credit").await?;
        let mut tx = self.inner.store.read().await?;
        let employer = caller.employer();
        let known = tx.get_employee(employer, employee, Instant::LATEST).await?;
        self.there(caller, "credit", known).await?;
        self.reach(caller, &mut tx, employee, "credit").await?;
        let credits = tx.credits_of(employer, &[employee]).await?;
        tx.rollback().await?;
        self.note_read(caller, "credit", vec![employee]).await?;
        Ok(credits.into_iter().map(|(_, year, row)| (year, row)).collect())
    }
}

pub(crate) async fn view(
    tx: &mut Tx,
    employer: EmployerId,
    id: EmployeeId,
    known: Instant,
) -> Result<Option<AccountView>, Refused> {
    tx.ask_shown_account(employer, id, known).await?;
    let Some(employee) = tx.get_employee(employer, id, known).await? else { return Ok(None) };
    let Some(employer_view) = tx.get_employer(employer, known).await? else { return Ok(None) };
    let ids = [id];
    let spans: Vec<Span> =
        tx.spans_of(employer, &ids, known).await?.into_iter().map(|s| s.span).collect();
    let end_causes =
        tx.service_ends(employer, &ids, known).await?.into_iter().map(|e| (e.1, e.2)).collect();
    let parts = tx.parts_of(employer, &ids, known).await?;
    let parts = with_trainings(parts, tx.trainings_of(employer, &ids, known).await?);
    let rights = tx.rights_of(employer, &ids, known).await?;
    let workings = tx.workings_of(employer, &ids, known).await?;
    let adjustments = tx.adjustments_of(employer, &ids, known).await?;
    let mut years = booked(tx, employer, id, known, &parts, &adjustments).await?;
    let overrides = tx.overrides_of(employer, &ids, known).await?;
    add_rights(&mut years, rights, &workings, &overrides)?;
    for (_, year) in tx.opt_outs_of(employer, &ids, known).await? {
        year_of(&mut years, year).opted_out = true;
    }
    let company_days = tx.company_days_of(employer, &ids, known).await?;
    Ok(Some(AccountView {
        name: names::display(&employee.person),
        employer: employer_view,
        employee,
        employment: EmploymentView { services: timeline::services(&spans), end_causes, spans },
        years: years.into_values().rev().collect(),
        parts,
        adjustments,
        company_days,
        as_known: known,
    }))
}

fn with_trainings(parts: Vec<StoredPart>, trainings: Vec<StoredTraining>) -> Vec<PartView> {
    let trainings: BTreeMap<_, _> = trainings.into_iter().map(|t| (t.id, t)).collect();
    let mut views: Vec<PartView> = parts
        .into_iter()
        .filter_map(|part| {
            let training = trainings.get(&part.training)?.clone();
            Some(PartView { part, training })
        })
        .collect();
    views.sort_by_key(|v| (v.training.details.start, v.training.id));
    views.reverse();
    views
}

/// The years with what is booked and planned in them.
async fn booked(
    tx: &mut Tx,
    employer: EmployerId,
    id: EmployeeId,
    known: Instant,
    parts: &[PartView],
    adjustments: &[StoredAdjustment],
) -> Result<BTreeMap<Year, YearView>, Refused> {
    let mut years: BTreeMap<Year, YearView> = BTreeMap::new();
    let by_part: BTreeMap<ParticipationId, &PartView> =
        parts.iter().map(|p| (p.part.id, p)).collect();
    let mut entries = Vec::new();
    for row in tx.entries_of(employer, &[id], known).await? {
        let training = row
            .source
            .and_then(|s| by_part.get(&ParticipationId(s)))
            .map(|p| (p.training.id, p.training.details.title.clone()));
        let reason = row
            .source
            .and_then(|s| adjustments.iter().find(|a| a.id.0 == s))
            .map(|a| a.reason.clone());
        entries.push(EntryView { entry: entry(&row)?, training, reason });
    }
    // Those of one day in the order in which credit is used: the oldest first.
    entries.sort_by_key(|e| (e.entry.date, e.entry.kind, e.entry.origin_year, e.entry.source));
    for view in entries {
        let year = year_of(&mut years, view.entry.year);
        year.balance.add(&view.entry);
        year.entries.push(view);
    }
    for view in parts.iter().filter(|p| !p.part.withdrawn && !p.training.withdrawn) {
        let details = &view.part.details;
        if details.status == Status::Planned && details.not_counting.is_none() {
            year_of(&mut years, view.training.details.end.year()).planned += details.minutes;
        }
    }
    Ok(years)
}

fn year_of(years: &mut BTreeMap<Year, YearView>, year: Year) -> &mut YearView {
    years.entry(year).or_insert_with(|| YearView {
        year,
        balance: YearBalance::default(),
        planned: Minutes(0),
        rights: Vec::new(),
        entries: Vec::new(),
        opted_out: false,
    })
}

fn add_rights(
    years: &mut BTreeMap<Year, YearView>,
    rights: Vec<StoredRight>,
    workings: &BTreeMap<Uuid, String>,
    overrides: &[StoredOverride],
) -> Result<(), Refused> {
    for right in rights {
        let working = workings
            .get(&right.working)
            .map(|text| serde_json::from_str(text))
            .transpose()
            .map_err(|_| Refused::Broken("working of a right".to_owned()))?;
        let by_hand =
            overrides.iter().find(|o| o.year == right.year && o.kind == right.kind).cloned();
        year_of(years, right.year).rights.push(RightView { right, working, by_hand });
    }
    Ok(())
}
