//! What the employer makes of a report: accept, merge with what it registered itself, dispute, and
//! taking that back.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, ParticipationId, ReportId, ReportPartId, TrainingId};
use fla_domain::reported::PartState;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_store::reported::ReportedPart;

use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Command, NewPart, Receipt, Refused, apply};

impl App {
    /// Registers what was reported as it was reported: one training for each report, with those of
    /// its participants who are named here. Once under its key; all of it or nothing. Answers with
    /// the trainings.
    ///
    /// # Errors
    /// `REPORT-022` for a person who is not among the employees, `REPORT-146` for a part
    /// that was answered or taken back before; hidden for one that is another employer's.
    pub async fn accept_reported(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        key: &Key,
    ) -> Result<Vec<TrainingId>, Refused> {
        let asked = self.accept_reported_once(caller, parts, key);
        self.refusal_noted(caller, "acceptReported", asked).await
    }

    async fn accept_reported_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        key: &Key,
    ) -> Result<Vec<TrainingId>, Refused> {
        const KIND: &str = "acceptReported";
        let (mut work, digest) = self.answer(caller, KIND, (parts, "")).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return trainings_of(&mut work, parts).await;
        }
        let found = waiting(&mut work, parts).await?;
        let employees = employees(&mut work, &found).await?;
        let mut by_report: BTreeMap<ReportId, Vec<ReportedPart>> = BTreeMap::new();
        for part in found {
            by_report.entry(part.report).or_default().push(part);
        }
        let mut trainings = Vec::new();
        for parts in by_report.into_values() {
            trainings.push(register(&mut work, parts, &employees, None).await?);
        }
        finish(work, KIND, key, digest, trainings.first().map(|id| id.0)).await?;
        Ok(trainings)
    }

    /// Registers something else than what was reported, of participants of one report; what was
    /// reported is kept beside it. Once under its key.
    ///
    /// # Errors
    /// Those of registering a training, and of [`Self::accept_reported`]; hidden for parts of more
    /// than one report.
    pub async fn accept_changed(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        details: &TrainingDetails,
        key: &Key,
    ) -> Result<TrainingId, Refused> {
        let asked = self.accept_changed_once(caller, parts, details, key);
        self.refusal_noted(caller, "acceptReportedChanged", asked).await
    }

    async fn accept_changed_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        details: &TrainingDetails,
        key: &Key,
    ) -> Result<TrainingId, Refused> {
        const KIND: &str = "acceptReportedChanged";
        caller.require(Action::VerifyReports)?;
        let digest = digest_of(&(KIND, parts, details))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(TrainingId);
            return object.ok_or_else(|| Refused::Broken("a training without id".to_owned()));
        }
        let found = waiting(&mut work, parts).await?;
        if found.windows(2).any(|two| two[0].report != two[1].report) {
            return Err(Refused::Hidden);
        }
        let employees = employees(&mut work, &found).await?;
        let training = register(&mut work, found, &employees, Some(details)).await?;
        finish(work, KIND, key, digest, Some(training.0)).await?;
        Ok(training)
    }

    /// Says that what was reported is what the employer registered itself: one record with two
    /// origins, counted once. Once under its key.
    ///
    /// # Errors
    /// `REPORT-146` for a part that was answered before, or a participation that was merged
    /// with another report; hidden for what is another employer's or another person's.
    pub async fn merge_reported(
        &self,
        caller: &Caller,
        part: ReportPartId,
        participation: ParticipationId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.merge_reported_once(caller, part, participation, key);
        self.refusal_noted(caller, "mergeReported", asked).await
    }

    async fn merge_reported_once(
        &self,
        caller: &Caller,
        part: ReportPartId,
        participation: ParticipationId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "mergeReported";
        let words = participation.to_string();
        let (mut work, digest) = self.answer(caller, KIND, (&[part], &words)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        let Some(mut part) = waiting(&mut work, &[part]).await?.pop() else {
            return Err(Refused::Hidden);
        };
        let employees = employees(&mut work, std::slice::from_ref(&part)).await?;
        let employee: Vec<EmployeeId> = employees.into_values().collect();
        let registered = work.tx.parts_of(caller.employer, &employee, Instant::LATEST).await?;
        let same = registered.into_iter().find(|p| p.id == participation && !p.withdrawn);
        let same = same.ok_or(Refused::Hidden)?;
        let told = work.tx.reports_of_participations(caller.employer, &[same.id]).await?;
        if told.iter().any(|p| p.report == part.report) {
            return Err(taken());
        }
        work.touched.extend(employee);
        part.training = Some(same.training);
        part.participation = Some(same.id);
        settle(&mut work, part, PartState::Merged, "").await?;
        finish(work, KIND, key, digest, Some(same.training.0)).await
    }

    /// Does not agree with what was reported, with a reason that the provider and the employee
    /// read; once under its key.
    ///
    /// # Errors
    /// `REASON-001` without a reason, `REASON-093` where it is longer than 500 characters,
    /// `REPORT-146` for a part that was answered before; hidden for another employer's.
    pub async fn dispute_reported(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        words: &str,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.dispute_reported_once(caller, parts, words, key);
        self.refusal_noted(caller, "disputeReported", asked).await
    }

    async fn dispute_reported_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        words: &str,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "disputeReported";
        let words = words.trim();
        let (mut work, digest) = self.answer(caller, KIND, (parts, words)).await?;
        if words.is_empty() {
            return Err(Anomaly::new(Zone::Reason, Fault::Missing).at("reason").into());
        }
        if words.chars().count() > 500 {
            let fault = Anomaly::new(Zone::Reason, Fault::Length).at("reason");
            return Err(fault.with("max", 500).into());
        }
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        let found = waiting(&mut work, parts).await?;
        let ssins: Vec<Ssin> = found.iter().map(|part| part.ssin.clone()).collect();
        // Whose trainings they are, for the audit log; nothing is worked out again.
        let known = work.tx.find_employees(caller.employer, &ssins).await?;
        work.touched.extend(known.into_iter().map(|(_, id)| id));
        for part in found {
            settle(&mut work, part, PartState::Disputed, words).await?;
        }
        finish(work, KIND, key, digest, None).await
    }

    /// Takes back that a report was merged or disputed: it waits again. What was accepted is
    /// withdrawn as a training. Once under its key.
    ///
    /// # Errors
    /// `REPORT-146` for a part that is neither; hidden for another employer's.
    pub async fn reopen_reported(
        &self,
        caller: &Caller,
        part: ReportPartId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.reopen_reported_once(caller, part, key);
        self.refusal_noted(caller, "reopenReported", asked).await
    }

    async fn reopen_reported_once(
        &self,
        caller: &Caller,
        part: ReportPartId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "reopenReported";
        let (mut work, digest) = self.answer(caller, KIND, (&[part], "")).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        let found = work.tx.reported_parts(caller.employer, &[part]).await?.pop();
        let mut part = found.ok_or(Refused::Hidden)?;
        if !matches!(part.state, PartState::Merged | PartState::Disputed) {
            return Err(taken());
        }
        let known = work.tx.find_employees(caller.employer, &[part.ssin.clone()]).await?;
        work.touched.extend(known.into_iter().map(|(_, id)| id));
        part.training = None;
        part.participation = None;
        settle(&mut work, part, PartState::Waiting, "").await?;
        finish(work, KIND, key, digest, None).await
    }

    async fn answer<'a>(
        &'a self,
        caller: &'a Caller,
        kind: &str,
        asked: (&[ReportPartId], &str),
    ) -> Result<(Work<'a>, Vec<u8>), Refused> {
        caller.require(Action::VerifyReports)?;
        let digest = digest_of(&(kind, asked))?;
        Ok((self.begin(caller, None).await?, digest))
    }
}

/// Registers a training with participants of one report: as it was reported, or changed.
async fn register(
    work: &mut Work<'_>,
    parts: Vec<ReportedPart>,
    employees: &BTreeMap<Ssin, EmployeeId>,
    changed: Option<&TrainingDetails>,
) -> Result<TrainingId, Refused> {
    let first = parts.first().ok_or(Refused::Hidden)?;
    let changed = changed.filter(|details| **details != first.details);
    let details = changed.unwrap_or(&first.details).clone();
    let today = work.app.today();
    let status = if details.end <= today { Status::Completed } else { Status::Planned };
    let new = |part: &ReportedPart| {
        let employee = employees.get(&part.ssin).copied()?;
        Some(NewPart { employee, details: details_of(part, &details, status) })
    };
    let parts_of_training = parts.iter().filter_map(new).collect();
    let command = Command::RegisterTraining { details, parts: parts_of_training };
    if changed.is_some() {
        // What was reported was checked when it came in.
        let faults = apply::check(&command, today);
        if !faults.is_empty() {
            return Err(faults.into());
        }
    }
    work.object = None;
    work.carry_out(&command).await?;
    let training =
        TrainingId(work.object.ok_or_else(|| Refused::Broken("a training without id".to_owned()))?);
    let employer = work.caller.employer;
    let standing = work.tx.parts_in(employer, training, Instant::LATEST).await?;
    for mut part in parts {
        let employee = employees.get(&part.ssin);
        part.training = Some(training);
        part.participation = standing.iter().find(|s| Some(&s.employee) == employee).map(|s| s.id);
        part.changed = changed.cloned();
        settle(work, part, PartState::Accepted, "").await?;
    }
    Ok(training)
}

fn taken() -> Refused {
    Anomaly::new(Zone::Report, Fault::Conflict).at("part").into()
}

/// The trainings as which parts were accepted, in the order in which they were registered: what was
/// accepted stays so, so that they are the same whenever one asks.
async fn trainings_of(
    work: &mut Work<'_>,
    ids: &[ReportPartId],
) -> Result<Vec<TrainingId>, Refused> {
    let found = work.tx.reported_parts(work.caller.employer, ids).await?;
    let by_report: BTreeMap<ReportId, Option<TrainingId>> =
        found.into_iter().map(|part| (part.report, part.training)).collect();
    Ok(by_report.into_values().flatten().collect())
}

/// The parts that somebody names, all of which must wait.
async fn waiting(work: &mut Work<'_>, ids: &[ReportPartId]) -> Result<Vec<ReportedPart>, Refused> {
    let found = work.tx.reported_parts(work.caller.employer, ids).await?;
    if found.len() != ids.len() || ids.is_empty() {
        return Err(Refused::Hidden);
    }
    if found.iter().any(|part| part.state != PartState::Waiting) {
        return Err(taken());
    }
    Ok(found)
}

/// The employees whom parts are about, each of whom must be one.
async fn employees(
    work: &mut Work<'_>,
    parts: &[ReportedPart],
) -> Result<BTreeMap<Ssin, EmployeeId>, Refused> {
    let ssins: Vec<Ssin> = parts.iter().map(|part| part.ssin.clone()).collect();
    let found = work.tx.find_employees(work.caller.employer, &ssins).await?;
    let found: BTreeMap<Ssin, EmployeeId> = found.into_iter().collect();
    if parts.iter().any(|part| !found.contains_key(&part.ssin)) {
        return Err(Anomaly::new(Zone::Report, Fault::NotFound).at("part").into());
    }
    Ok(found)
}

fn details_of(part: &ReportedPart, details: &TrainingDetails, status: Status) -> PartDetails {
    let certificate = part.certificate && status == Status::Completed;
    PartDetails {
        status,
        minutes: details.minutes,
        not_counting: details.not_counting,
        certificate,
        valid_until: part.valid_until.filter(|_| certificate),
        split: Vec::new(),
        copy: None,
    }
}

async fn settle(
    work: &mut Work<'_>,
    part: ReportedPart,
    state: PartState,
    words: &str,
) -> Result<(), Refused> {
    let open = state == PartState::Waiting;
    let part = ReportedPart {
        state,
        words: words.to_owned(),
        answered_at: (!open).then_some(work.at),
        answered_by: (!open).then(|| work.caller.name.clone()),
        change: work.change,
        ..part
    };
    Ok(work.tx.answer_reported_part(&part).await?)
}

async fn finish(
    mut work: Work<'_>,
    kind: &str,
    key: &Key,
    digest: Vec<u8>,
    object: Option<uuid::Uuid>,
) -> Result<ChangeId, Refused> {
    let affected = work.touched.union(&work.written).count();
    let receipt = Receipt { change: work.change, object, affected, job: None };
    work.note(kind, key, digest, &receipt).await?;
    work.tx.commit().await?;
    Ok(receipt.change)
}
