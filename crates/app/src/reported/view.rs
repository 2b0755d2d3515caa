//! What the provider, the employer and the person see of a report.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{
    EmployeeId, EmployerId, ParticipationId, ReportId, ReportPartId, TrainingId,
};
use fla_domain::quantity::Minutes;
use fla_domain::reported::{ANSWER_DAYS, Likeness, PartState};
use fla_domain::time::Instant;
use fla_domain::training::TrainingDetails;
use fla_store::Tx;
use fla_store::reported::{ReportedPart, ReportedTraining, SentPart};
use fla_store::training::{StoredPart, StoredTraining};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::access::organisations;
use crate::read::{Listed, dashboard::distinct, names};
use crate::{App, Caller, Refused, Visitor, section};

/// Parts that wait, on one page.
const PAGE: i64 = 50;
/// How many answered parts the pages show.
pub const ANSWERED: u32 = 500;
/// How many reports of a provider the pages show.
pub const REPORTS: u32 = 100;

/// A training in the register that may be the same as what was reported.
#[derive(Clone, Debug)]
pub struct AlikeView {
    /// The participation.
    pub participation: ParticipationId,
    /// The training.
    pub training: TrainingId,
    /// What is said of it.
    pub details: TrainingDetails,
    /// Minutes of this person.
    pub minutes: Minutes,
    /// How like they are, and why.
    pub likeness: Likeness,
}

/// What was reported of one person, as the employer sees it.
#[derive(Clone, Debug)]
pub struct ReportedView {
    /// The part.
    pub part: ReportedPart,
    /// Who reported it.
    pub provider: String,
    /// The employee, where the person is one.
    pub employee: Option<(EmployeeId, String)>,
    /// The day by which it is answered.
    pub due: Date,
    /// Trainings of this person in the register that may be the same, the likest first.
    pub alike: Vec<AlikeView>,
}

/// What waits of one report.
#[derive(Clone, Debug)]
pub struct ReportedSession {
    /// The report.
    pub report: ReportId,
    /// Who reported it.
    pub provider: String,
    /// The training as it was reported.
    pub details: TrainingDetails,
    /// Its parts, by name.
    pub parts: Vec<ReportedView>,
}

/// A page of what waits.
#[derive(Clone, Debug)]
pub struct ReportedPage {
    /// What waits, by report; one of which more waits than fits is on the next page too.
    pub sessions: Vec<ReportedSession>,
    /// Which page, from 1.
    pub page: i64,
    /// Parts on a page.
    pub size: i64,
    /// Parts that wait in all.
    pub total: i64,
}

/// A part as the provider sees it.
#[derive(Clone, Debug)]
pub struct SentPartView {
    /// The part.
    pub part: SentPart,
    /// Name of the employer.
    pub employer: String,
}

/// A report as the provider sees it.
#[derive(Clone, Debug)]
pub struct ReportView {
    /// The report.
    pub report: ReportedTraining,
    /// Its parts.
    pub parts: Vec<SentPartView>,
}

/// What was reported of a person, as that person sees it.
#[derive(Clone, Debug)]
pub struct OwnReportedView {
    /// The part.
    pub part: ReportedPart,
    /// Who reported it.
    pub provider: String,
    /// To which employer.
    pub employer: String,
    /// The day by which the employer answers.
    pub due: Date,
}

/// Parts by the report to which they belong.
fn sessions(views: Vec<ReportedView>) -> Vec<ReportedSession> {
    let mut sessions: Vec<ReportedSession> = Vec::new();
    for view in views {
        match sessions.iter_mut().find(|session| session.report == view.part.report) {
            Some(session) => session.parts.push(view),
            None => sessions.push(ReportedSession {
                report: view.part.report,
                provider: view.provider.clone(),
                details: view.part.details.clone(),
                parts: vec![view],
            }),
        }
    }
    sessions
}

/// What a provider learns of a change: of what it reported itself, not how the employer books it.
fn told(reported: &TrainingDetails, changed: TrainingDetails) -> TrainingDetails {
    let of = reported.clone();
    TrainingDetails {
        provider: of.provider,
        nature: of.nature,
        funding: of.funding,
        cla_number: of.cla_number,
        not_counting: of.not_counting,
        ..changed
    }
}

fn due(part: &ReportedPart) -> Date {
    part.reported_at.date_in_brussels().saturating_add(ANSWER_DAYS.days())
}

impl App {
    /// What waits for the answer of the caller's employer, by report, the latest first; a page of
    /// it, from 1, the last where there are fewer.
    pub async fn reported(&self, caller: &Caller, page: i64) -> Result<ReportedPage, Refused> {
        self.may(caller, Action::ReadRegister, "reported").await?;
        let mut tx = self.inner.store.read().await?;
        let (total, _, _) = tx.waiting_reports(caller.employer, Instant(0)).await?;
        let page = page.clamp(1, ((total + PAGE - 1) / PAGE).max(1));
        let place = (PAGE, (page - 1) * PAGE);
        let parts = tx.reported_parts_in(caller.employer, PartState::Waiting, place).await?;
        let views = views(&mut tx, caller.employer, parts, true).await?;
        tx.rollback().await?;
        let about = views.iter().filter_map(|v| v.employee.as_ref().map(|e| e.0)).collect();
        self.note_read(caller, "reported", about).await?;
        Ok(ReportedPage { sessions: sessions(views), page, size: PAGE, total })
    }

    /// What waits of the report to which a part belongs; hidden where it does not wait, or is another
    /// employer's.
    pub async fn reported_with(
        &self,
        caller: &Caller,
        part: ReportPartId,
    ) -> Result<ReportedSession, Refused> {
        self.may(caller, Action::VerifyReports, "reported").await?;
        let mut tx = self.inner.store.read().await?;
        let found = tx.reported_parts(caller.employer, &[part]).await?.pop();
        let report = self.there(caller, "reported", found).await?.report;
        let parts = tx.waiting_parts_of(caller.employer, report).await?;
        let views = views(&mut tx, caller.employer, parts, true).await?;
        tx.rollback().await?;
        let about = views.iter().filter_map(|v| v.employee.as_ref().map(|e| e.0)).collect();
        let session = self.there(caller, "reported", sessions(views).pop()).await?;
        self.note_read(caller, "reported", about).await?;
        Ok(session)
    }

    /// What was reported of the participations of a training, by whom; the caller saw the training.
    /// Of people whom the caller does not reach nothing is told.
    pub async fn reports_of(
        &self,
        caller: &Caller,
        participations: &[ParticipationId],
    ) -> Result<Vec<ReportedView>, Refused> {
        self.may(caller, Action::ReadPeople, "reported").await?;
        let mut tx = self.inner.store.read().await?;
        let parts = tx.reports_of_participations(caller.employer, participations).await?;
        let mut views = views(&mut tx, caller.employer, parts, false).await?;
        let about = |v: &ReportedView| v.employee.as_ref().map(|employee| employee.0);
        let people = views.iter().filter_map(about).collect();
        let reached = section::among(caller, self.today(), &mut tx, people).await?;
        tx.rollback().await?;
        if caller.section().is_some() {
            views.retain(|v| about(v).is_some_and(|id| reached.contains(&id)));
        }
        let people = distinct(views.iter().filter_map(about).collect());
        if !people.is_empty() {
            self.note_read(caller, "reported", people).await?;
        }
        Ok(views)
    }

    /// What the caller's employer answered, the latest first, and can take back: so many of those that were
    /// answered before one, where it is given.
    pub async fn answered_reports(
        &self,
        caller: &Caller,
        before: Option<(Instant, ReportPartId)>,
        size: u32,
    ) -> Result<Listed<ReportedView>, Refused> {
        self.may(caller, Action::ReadRegister, "reported").await?;
        let mut tx = self.inner.store.read().await?;
        let limit = i64::from(size) + 1;
        let parts = tx.answered_parts(caller.employer, before, limit).await?;
        let Listed { items, more } = Listed::cut(parts, size);
        let items = views(&mut tx, caller.employer, items, false).await?;
        tx.rollback().await?;
        let about = items.iter().filter_map(|v| v.employee.as_ref().map(|e| e.0)).collect();
        self.note_read(caller, "reported", about).await?;
        Ok(Listed { items, more })
    }

    /// The last reports of the caller's organisation, with what became of them: so many of those before one,
    /// where it is given.
    ///
    /// # Errors
    /// Refuses one before which to begin that the organisation did not make.
    pub async fn sent_reports(
        &self,
        caller: &Caller,
        before: Option<ReportId>,
        size: u32,
    ) -> Result<Listed<ReportView>, Refused> {
        self.may(caller, Action::ReportTrainings, "sentReports").await?;
        let mut tx = self.inner.store.read().await?;
        let before = match before {
            None => None,
            Some(id) => {
                let found = tx.get_report(caller.employer, id).await?;
                let none = || Anomaly::new(Zone::Training, Fault::NotFound).at("after");
                Some((found.ok_or_else(none)?.made_at, id))
            }
        };
        let reports = tx.recent_reports(caller.employer, before, i64::from(size) + 1).await?;
        let Listed { items, more } = Listed::cut(reports, size);
        let items = sent(&mut tx, caller.employer, items).await?;
        tx.rollback().await?;
        self.note_read(caller, "sentReports", Vec::new()).await?;
        Ok(Listed { items, more })
    }

    /// How many reports the caller's organisation made.
    pub async fn count_sent_reports(&self, caller: &Caller) -> Result<i64, Refused> {
        self.may(caller, Action::ReportTrainings, "sentReports").await?;
        let mut tx = self.inner.store.read().await?;
        let count = tx.count_reports(caller.employer).await?;
        tx.rollback().await?;
        Ok(count)
    }

    /// A report of the caller's organisation; hidden where it is another's.
    pub async fn sent_report(&self, caller: &Caller, id: ReportId) -> Result<ReportView, Refused> {
        self.may(caller, Action::ReportTrainings, "sentReports").await?;
        let mut tx = self.inner.store.read().await?;
        let report = tx.get_report(caller.employer, id).await?;
        let report = self.there(caller, "sentReports", report).await?;
        let view = sent(&mut tx, caller.employer, vec![report]).await?.pop();
        tx.rollback().await?;
        let view = self.there(caller, "sentReports", view).await?;
        self.note_read(caller, "sentReports", Vec::new()).await?;
        Ok(view)
    }

    /// What training providers reported of the person, to whichever employer.
    pub async fn own_reported(&self, visitor: &Visitor) -> Result<Vec<OwnReportedView>, Refused> {
        let mut tx = self.inner.store.write().await?;
        let parts = tx.reported_of(&visitor.ssin).await?;
        if !parts.is_empty() {
            self.note_own(&mut tx, visitor, "ownReported").await?;
        }
        let both = parts.iter().flat_map(|part| [part.provider, part.receiver]);
        let names = organisations(&mut tx, both).await?;
        tx.commit().await?;
        let name = |id: EmployerId| names.get(&id).map(|o| o.name.clone()).unwrap_or_default();
        Ok(parts
            .into_iter()
            .map(|part| OwnReportedView {
                provider: name(part.provider),
                employer: name(part.receiver),
                due: due(&part),
                part,
            })
            .collect())
    }
}

async fn sent(
    tx: &mut Tx,
    provider: EmployerId,
    reports: Vec<ReportedTraining>,
) -> Result<Vec<ReportView>, Refused> {
    let ids: Vec<ReportId> = reports.iter().map(|report| report.id).collect();
    let parts = tx.sent_parts(provider, &ids).await?;
    let names = organisations(tx, parts.iter().map(|part| part.receiver)).await?;
    let mut by_report: BTreeMap<ReportId, Vec<SentPartView>> = BTreeMap::new();
    for part in parts {
        let employer = names.get(&part.receiver).map(|o| o.name.clone()).unwrap_or_default();
        by_report.entry(part.report).or_default().push(SentPartView { part, employer });
    }
    let view = |report: ReportedTraining| {
        let mut parts = by_report.remove(&report.id).unwrap_or_default();
        for SentPartView { part, .. } in &mut parts {
            part.changed = part.changed.take().map(|changed| told(&report.details, changed));
        }
        ReportView { report, parts }
    };
    Ok(reports.into_iter().map(view).collect())
}

async fn views(
    tx: &mut Tx,
    employer: EmployerId,
    parts: Vec<ReportedPart>,
    compare: bool,
) -> Result<Vec<ReportedView>, Refused> {
    let ssins: Vec<Ssin> =
        parts.iter().map(|p| p.ssin.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let known: BTreeMap<Ssin, EmployeeId> =
        tx.find_employees(employer, &ssins).await?.into_iter().collect();
    let ids: Vec<EmployeeId> = known.values().copied().collect();
    let people = tx.get_employees(employer, &ids, Instant::LATEST).await?;
    let people: BTreeMap<EmployeeId, String> =
        people.into_iter().map(|e| (e.id, names::display(&e.person))).collect();
    let providers = organisations(tx, parts.iter().map(|part| part.provider)).await?;
    let registered = if compare { registered(tx, employer, &ids).await? } else { BTreeMap::new() };
    Ok(parts
        .into_iter()
        .map(|part| {
            let id = known.get(&part.ssin).copied();
            let of = id.and_then(|id| registered.get(&id)).map_or(&[][..], Vec::as_slice);
            ReportedView {
                provider: providers.get(&part.provider).map(|o| o.name.clone()).unwrap_or_default(),
                employee: id.and_then(|id| Some((id, people.get(&id)?.clone()))),
                due: due(&part),
                alike: alike(&part, of),
                part,
            }
        })
        .collect())
}

/// What is registered of some employees and was not withdrawn.
async fn registered(
    tx: &mut Tx,
    employer: EmployerId,
    ids: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Vec<(StoredPart, StoredTraining)>>, Refused> {
    let parts = tx.parts_of(employer, ids, Instant::LATEST).await?;
    let trainings: BTreeSet<TrainingId> = parts.iter().map(|part| part.training).collect();
    let trainings: Vec<TrainingId> = trainings.into_iter().collect();
    let trainings = tx.get_trainings(employer, &trainings, Instant::LATEST).await?;
    let trainings: BTreeMap<TrainingId, StoredTraining> =
        trainings.into_iter().filter(|t| !t.withdrawn).map(|t| (t.id, t)).collect();
    let mut found: BTreeMap<EmployeeId, Vec<(StoredPart, StoredTraining)>> = BTreeMap::new();
    for part in parts.into_iter().filter(|part| !part.withdrawn) {
        if let Some(training) = trainings.get(&part.training) {
            found.entry(part.employee).or_default().push((part, training.clone()));
        }
    }
    Ok(found)
}

fn alike(part: &ReportedPart, registered: &[(StoredPart, StoredTraining)]) -> Vec<AlikeView> {
    let mut found: Vec<AlikeView> = registered
        .iter()
        .filter_map(|(one, training)| {
            let (details, minutes) = (&training.details, one.details.minutes);
            let likeness = Likeness::of((&part.details, part.details.minutes), (details, minutes));
            likeness.is_alike().then(|| AlikeView {
                participation: one.id,
                training: training.id,
                details: details.clone(),
                minutes,
                likeness,
            })
        })
        .collect();
    found.sort_by_key(|view| std::cmp::Reverse(view.likeness.score));
    found
}
