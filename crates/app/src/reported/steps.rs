//! What an answer to a report does, without what is around it: carried out and tried alike.

use std::collections::BTreeMap;

use fla_domain::anomaly::{Anomaly, Fault, Zone, alike};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, ParticipationId, ReportId, ReportPartId, TrainingId};
use fla_domain::reported::PartState;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_store::reported::ReportedPart;

use crate::intake::{Effect, Work};
use crate::{Command, NewPart, Refused, apply};

/// The trainings as which parts were accepted.
#[derive(Default)]
pub(super) struct Registered {
    pub(super) trainings: Vec<TrainingId>,
    /// What that does to credit, in the order in which it was done.
    pub(super) effects: Vec<Effect>,
    /// By which they were registered.
    pub(super) commands: Vec<Command>,
}

/// Registers what was reported: one training for each report; or something else, of one report.
pub(super) async fn accept(
    work: &mut Work<'_>,
    parts: &[ReportPartId],
    changed: Option<&TrainingDetails>,
) -> Result<Registered, Refused> {
    let found = waiting(work, parts).await?;
    if changed.is_some() && found.windows(2).any(|two| two[0].report != two[1].report) {
        return Err(Refused::Hidden);
    }
    let employees = employees(work, &found).await?;
    let mut by_report: BTreeMap<ReportId, Vec<ReportedPart>> = BTreeMap::new();
    for part in found {
        by_report.entry(part.report).or_default().push(part);
    }
    let mut registered = Registered::default();
    for parts in by_report.into_values() {
        let (training, effects, command) = register(work, parts, &employees, changed).await?;
        registered.trainings.push(training);
        registered.effects.extend(effects);
        registered.commands.push(command);
    }
    Ok(registered)
}

/// Says that it is what the employer registered itself.
pub(super) async fn merge(
    work: &mut Work<'_>,
    part: ReportPartId,
    participation: ParticipationId,
) -> Result<TrainingId, Refused> {
    let Some(mut part) = waiting(work, &[part]).await?.pop() else {
        return Err(Refused::Hidden);
    };
    let employer = work.caller.employer;
    let employees = employees(work, std::slice::from_ref(&part)).await?;
    let employee: Vec<EmployeeId> = employees.into_values().collect();
    let registered = work.tx.parts_of(employer, &employee, Instant::LATEST).await?;
    let same = registered.into_iter().find(|p| p.id == participation && !p.withdrawn);
    let same = same.ok_or(Refused::Hidden)?;
    let told = work.tx.reports_of_participations(employer, &[same.id]).await?;
    if told.iter().any(|p| p.report == part.report) {
        return Err(taken());
    }
    work.touched.extend(employee);
    part.training = Some(same.training);
    part.participation = Some(same.id);
    settle(work, part, PartState::Merged, "").await?;
    Ok(same.training)
}

/// What is wrong with the reason of a dispute.
pub(super) fn check_words(words: &str) -> Result<(), Refused> {
    if words.is_empty() {
        return Err(Anomaly::new(Zone::Reason, Fault::Missing).at("reason").into());
    }
    if words.chars().count() > 500 {
        let fault = Anomaly::new(Zone::Reason, Fault::Length).at("reason");
        return Err(fault.with("max", 500).into());
    }
    Ok(())
}

/// Does not agree.
pub(super) async fn dispute(
    work: &mut Work<'_>,
    parts: &[ReportPartId],
    words: &str,
) -> Result<(), Refused> {
    let found = waiting(work, parts).await?;
    let ssins: Vec<Ssin> = found.iter().map(|part| part.ssin.clone()).collect();
    // Whose trainings they are, for the audit log; nothing is worked out again.
    let known = work.tx.find_employees(work.caller.employer, &ssins).await?;
    work.touched.extend(known.into_iter().map(|(_, id)| id));
    for part in found {
        settle(work, part, PartState::Disputed, words).await?;
    }
    Ok(())
}

/// Has it wait again.
pub(super) async fn reopen(work: &mut Work<'_>, part: ReportPartId) -> Result<(), Refused> {
    let employer = work.caller.employer;
    let found = work.tx.reported_parts(employer, &[part]).await?.pop();
    let mut part = found.ok_or(Refused::Hidden)?;
    if !matches!(part.state, PartState::Merged | PartState::Disputed) {
        return Err(taken());
    }
    let known = work.tx.find_employees(employer, &[part.ssin.clone()]).await?;
    work.touched.extend(known.into_iter().map(|(_, id)| id));
    part.training = None;
    part.participation = None;
    settle(work, part, PartState::Waiting, "").await
}

/// Registers a training with participants of one report: as it was reported, or changed.
async fn register(
    work: &mut Work<'_>,
    parts: Vec<ReportedPart>,
    employees: &BTreeMap<Ssin, EmployeeId>,
    changed: Option<&TrainingDetails>,
) -> Result<(TrainingId, Vec<Effect>, Command), Refused> {
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
        let faults = alike(apply::check(&command, today));
        if !faults.is_empty() {
            return Err(faults.into());
        }
    }
    work.object = None;
    let (_, effects) = work.carry_out(&command).await?;
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
    Ok((training, effects, command))
}

fn taken() -> Refused {
    Anomaly::new(Zone::Report, Fault::Conflict).at("part").into()
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
