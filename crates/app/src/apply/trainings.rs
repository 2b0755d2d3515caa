//! Trainings: register, correct, complete, withdraw, restore. Every change is a new version.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, ParticipationId, TrainingId};
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_store::STILL;
use fla_store::stamp::Stamp;
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::Date;

use super::{reached, seen_training};
use crate::Refused;
use crate::command::{Command, NewPart};
use crate::intake::Work;

/// Most participants of one training.
pub(super) const MOST_PARTICIPANTS: usize = 10_000;
/// Participants of whom it is told what is wrong with each; whoever mends that is told of the others.
const MOST_AT_FAULT: usize = 50;

pub(super) fn check_new(details: &TrainingDetails, parts: &[NewPart], today: Date) -> Vec<Anomaly> {
    let mut found = details.check();
    found.extend(check_people("participants", details, parts, today));
    if parts.is_empty() {
        found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participants"));
    }
    found
}

/// What is wrong with new participants, each in its place of a list.
fn check_people(
    list: &str,
    details: &TrainingDetails,
    parts: &[NewPart],
    today: Date,
) -> Vec<Anomaly> {
    let mut found = Vec::new();
    if parts.len() > MOST_PARTICIPANTS {
        found.push(
            Anomaly::new(Zone::Participants, Fault::Length).at(list).with("max", MOST_PARTICIPANTS),
        );
    }
    let mut people = BTreeSet::new();
    found.extend(at_fault(list, parts, |p| !people.insert(p.employee), &twice()));
    check_parts(list, details, parts.iter().map(|p| &p.details), today, &mut found);
    found
}

/// Somebody takes part once.
fn twice() -> Anomaly {
    Anomaly::new(Zone::Participants, Fault::Duplicate)
}

/// What is wrong with some of a list, in the place of each.
fn at_fault(
    list: &str,
    parts: &[NewPart],
    mut is_wrong: impl FnMut(&NewPart) -> bool,
    fault: &Anomaly,
) -> Vec<Anomaly> {
    let wrong = parts.iter().enumerate().filter(|(_, part)| is_wrong(part));
    wrong.take(MOST_AT_FAULT).map(|(n, _)| fault.clone().among(list, n)).collect()
}

/// Who of a list is not there, or not for the caller.
fn strangers(list: &str, parts: &[NewPart], own: &BTreeSet<EmployeeId>) -> Vec<Anomaly> {
    let stranger = Anomaly::new(Zone::Employee, Fault::NotFound).at("who");
    at_fault(list, parts, |part| !own.contains(&part.employee), &stranger)
}

/// What is wrong with each participation of a list, in its place.
fn check_parts<'p>(
    list: &str,
    details: &TrainingDetails,
    parts: impl Iterator<Item = &'p PartDetails>,
    today: Date,
    found: &mut Vec<Anomaly>,
) {
    let faults = parts.map(|part| faults_of_part(details, part, today)).enumerate();
    for (n, faults) in faults.filter(|(_, faults)| !faults.is_empty()).take(MOST_AT_FAULT) {
        found.extend(faults.into_iter().map(|fault| fault.among(list, n)));
    }
}

/// What would be wrong with participations of which a correction says nothing: each fault once, as
/// they have no place in it.
fn check_standing<'p>(
    details: &TrainingDetails,
    parts: impl Iterator<Item = &'p PartDetails>,
    today: Date,
) -> Vec<Anomaly> {
    let mut found = Vec::new();
    for fault in parts.flat_map(|part| faults_of_part(details, part, today)) {
        let fault = Anomaly { path: format!("standing.{}", fault.path), ..fault };
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    found
}

/// What the training itself has against a participation. A duration that it has from the training is
/// told of there.
fn faults_of_part(details: &TrainingDetails, part: &PartDetails, today: Date) -> Vec<Anomaly> {
    if details.end < details.start {
        return Vec::new();
    }
    let mut faults = part.check(details.start, details.end, today);
    if part.minutes == details.minutes {
        faults.retain(|fault| fault.zone != Zone::Duration);
    }
    faults
}

pub(super) fn check_correction(
    details: &TrainingDetails,
    parts: &[(ParticipationId, PartDetails)],
    added: &[NewPart],
    today: Date,
) -> Vec<Anomaly> {
    let mut found = details.check();
    found.extend(check_people("added", details, added, today));
    check_parts("participations", details, parts.iter().map(|p| &p.1), today, &mut found);
    found
}

fn new_parts(
    work: &Work<'_>,
    (training, place): (&StoredTraining, Option<(u64, u64)>),
    stamp: Stamp,
    parts: &[NewPart],
) -> Vec<(StoredPart, Option<Date>)> {
    let new = |p: &NewPart| StoredPart {
        id: ParticipationId(work.app.id_at(place)),
        version: 1,
        known_from: stamp.at,
        known_to: STILL,
        change: stamp.change,
        training: training.id,
        employee: p.employee,
        details: p.details.clone(),
        withdrawn: false,
    };
    parts.iter().map(|p| (new(p), training.standing_end())).collect()
}

/// A training to be registered.
pub(crate) struct Registration<'c> {
    pub(crate) details: &'c TrainingDetails,
    pub(crate) parts: &'c [NewPart],
    /// The change that it is.
    pub(crate) stamp: Stamp,
    /// Its place among how many that come together: the ids grow with it.
    pub(crate) place: Option<(u64, u64)>,
}

pub(super) async fn register(
    work: &mut Work<'_>,
    details: &TrainingDetails,
    parts: &[NewPart],
) -> Result<(), Refused> {
    let asked = Registration { details, parts, stamp: work.stamps.common(), place: None };
    let (new, ids) = new_trainings(work, &[asked]).await?;
    for id in ids {
        work.object = Some(id?.0);
    }
    new.insert(work).await
}

/// Trainings to be added, with their participations.
pub(crate) struct NewTrainings {
    trainings: Vec<StoredTraining>,
    parts: Vec<(StoredPart, Option<Date>)>,
}

impl NewTrainings {
    /// Adds them. They may still be written while the caller goes on.
    pub(crate) async fn insert(self, work: &mut Work<'_>) -> Result<(), Refused> {
        let employer = work.caller.employer();
        work.tx.insert_trainings(employer, &self.trainings).await?;
        Ok(work.tx.insert_parts(employer, &self.parts).await?)
    }
}

/// Trainings to be added with one set of writes, and what each is or why it is refused: such a one keeps no
/// other from being registered.
pub(crate) async fn new_trainings(
    work: &mut Work<'_>,
    asked: &[Registration<'_>],
) -> Result<(NewTrainings, Vec<Result<TrainingId, Refused>>), Refused> {
    let people: BTreeSet<_> =
        asked.iter().flat_map(|one| one.parts.iter().map(|p| p.employee)).collect();
    let own = reached(work, &people).await?;
    let (mut trainings, mut parts) = (Vec::with_capacity(asked.len()), Vec::new());
    let mut answers = Vec::with_capacity(asked.len());
    for one in asked {
        let strangers = strangers("participants", one.parts, &own);
        if !strangers.is_empty() {
            answers.push(Err(strangers.into()));
            continue;
        }
        let id = TrainingId(work.app.id_at(one.place));
        let training = StoredTraining {
            id,
            version: 1,
            known_from: one.stamp.at,
            known_to: STILL,
            change: one.stamp.change,
            details: tidy(one.details),
            withdrawn: false,
        };
        parts.extend(new_parts(work, (&training, one.place), one.stamp, one.parts));
        trainings.push(training);
        work.touched.extend(one.parts.iter().map(|part| part.employee));
        answers.push(Ok(id));
    }
    Ok((NewTrainings { trainings, parts }, answers))
}

/// Texts without blanks around them; an empty one is none.
fn tidy(details: &TrainingDetails) -> TrainingDetails {
    let tidy = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    TrainingDetails {
        title: details.title.trim().to_owned(),
        provider: tidy(&details.provider),
        place: tidy(&details.place),
        nature: tidy(&details.nature),
        funding: tidy(&details.funding),
        cla_number: tidy(&details.cla_number),
        start: details.start,
        end: details.end,
        minutes: details.minutes,
        kind: details.kind,
        field: details.field,
        not_counting: details.not_counting,
    }
}

/// What a correction says.
pub(super) struct Correction<'a> {
    pub(super) details: &'a TrainingDetails,
    pub(super) parts: &'a [(ParticipationId, PartDetails)],
    pub(super) added: &'a [NewPart],
}

pub(super) async fn correct(
    work: &mut Work<'_>,
    id: TrainingId,
    version: i64,
    correction: &Correction<'_>,
) -> Result<(), Refused> {
    let before = seen_training(work, id, version).await?;
    let employer = work.caller.employer();
    let standing = work.tx.parts_in(employer, id, Instant::LATEST).await?;
    let changed = changed_parts(&standing, correction.parts)?;
    check_added_are_new(&standing, correction.added)?;
    let remaining: Vec<_> = standing
        .iter()
        .filter(|p| !p.withdrawn && !changed.contains_key(&p.id))
        .map(|p| &p.details)
        .collect();
    let found = check_standing(correction.details, remaining.into_iter(), work.today());
    if !found.is_empty() {
        return Err(found.into());
    }
    let people: BTreeSet<_> = correction.added.iter().map(|p| p.employee).collect();
    let strangers = strangers("added", correction.added, &reached(work, &people).await?);
    if !strangers.is_empty() {
        return Err(strangers.into());
    }

    // Always a new version of the training: the next correction must have seen this one.
    work.tx.close_training(employer, id, version, work.at).await?;
    let after = StoredTraining {
        version: version + 1,
        known_from: work.at,
        known_to: STILL,
        change: work.change,
        details: tidy(correction.details),
        ..before
    };
    work.tx.insert_training(employer, &after).await?;
    write_versions(work, &standing, &changed, after.standing_end()).await?;
    let added = new_parts(work, (&after, None), work.stamps.common(), correction.added);
    work.tx.insert_parts(employer, &added).await?;
    work.object = Some(id.0);
    work.touched.extend(people);
    // The dates of the training decide the year of each debit, so all accounts may change.
    work.touched.extend(standing.iter().map(|p| p.employee));
    Ok(())
}

fn changed_parts(
    standing: &[StoredPart],
    parts: &[(ParticipationId, PartDetails)],
) -> Result<BTreeMap<ParticipationId, StoredPart>, Refused> {
    let by_id: BTreeMap<_, _> = standing.iter().map(|p| (p.id, p)).collect();
    let mut changed = BTreeMap::new();
    for (id, details) in parts {
        let part = by_id.get(id).ok_or_else(|| {
            Refused::from(Anomaly::new(Zone::Participation, Fault::NotFound).at("participants"))
        })?;
        // Where it came from stays true whatever is corrected; who corrects need not know of it.
        let copy = details.copy.or(part.details.copy);
        let details = PartDetails { copy, ..details.clone() };
        if part.details != details {
            changed.insert(*id, StoredPart { details, ..(*part).clone() });
        }
    }
    Ok(changed)
}

fn check_added_are_new(standing: &[StoredPart], added: &[NewPart]) -> Result<(), Refused> {
    let people: BTreeSet<_> = standing.iter().map(|p| p.employee).collect();
    let there = at_fault("added", added, |p| people.contains(&p.employee), &twice());
    if there.is_empty() { Ok(()) } else { Err(there.into()) }
}

/// Writes the next version of each changed participation of a training that ends then.
async fn write_versions(
    work: &mut Work<'_>,
    standing: &[StoredPart],
    changed: &BTreeMap<ParticipationId, StoredPart>,
    end: Option<Date>,
) -> Result<(), Refused> {
    let ids: Vec<_> = changed.keys().copied().collect();
    let employer = work.caller.employer();
    work.tx.close_parts(employer, &ids, work.at).await?;
    let next: Vec<_> = changed
        .values()
        .map(|p| {
            let next = StoredPart {
                version: p.version + 1,
                known_from: work.at,
                known_to: STILL,
                change: work.change,
                ..p.clone()
            };
            (next, end)
        })
        .collect();
    work.tx.insert_parts(employer, &next).await?;
    work.touched
        .extend(standing.iter().filter(|p| changed.contains_key(&p.id)).map(|p| p.employee));
    Ok(())
}

pub(super) async fn complete(
    work: &mut Work<'_>,
    id: TrainingId,
    version: i64,
    absent: &[ParticipationId],
) -> Result<(), Refused> {
    let training = seen_training(work, id, version).await?;
    let today = work.today();
    if training.withdrawn {
        return Err(Anomaly::new(Zone::Training, Fault::NotApplicable).at("training").into());
    }
    if training.details.end > today {
        let end = training.details.end;
        return Err(Anomaly::new(Zone::Status, Fault::OutsideDomain)
            .at("status")
            .with("end", end)
            .into());
    }
    let standing = work.tx.parts_in(work.caller.employer(), id, Instant::LATEST).await?;
    let known: BTreeSet<_> = standing.iter().map(|p| p.id).collect();
    if absent.iter().any(|a| !known.contains(a)) {
        return Err(Anomaly::new(Zone::Participation, Fault::NotFound).at("absent").into());
    }
    let changed: BTreeMap<_, _> = standing
        .iter()
        .filter(|p| !p.withdrawn && p.details.status == Status::Planned)
        .map(|p| {
            let status =
                if absent.contains(&p.id) { Status::NotFollowed } else { Status::Completed };
            (p.id, StoredPart { details: PartDetails { status, ..p.details.clone() }, ..p.clone() })
        })
        .collect();
    if changed.is_empty() {
        return Err(Anomaly::new(Zone::Status, Fault::NotApplicable).at("status").into());
    }
    work.object = Some(id.0);
    next_version(work, &training, training.withdrawn).await?;
    write_versions(work, &standing, &changed, training.standing_end()).await
}

/// Every act on a training or its participants makes a new version of it, so that a correction
/// that has not seen the act is refused.
async fn next_version(
    work: &mut Work<'_>,
    training: &StoredTraining,
    withdrawn: bool,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    work.tx.close_training(employer, training.id, training.version, work.at).await?;
    let after = StoredTraining {
        version: training.version + 1,
        known_from: work.at,
        known_to: STILL,
        change: work.change,
        withdrawn,
        ..training.clone()
    };
    work.tx.insert_training(employer, &after).await?;
    Ok(())
}

/// The participations that were withdrawn together with the whole training, and not before, each
/// for a reason of its own.
async fn withdrawn_with(
    work: &mut Work<'_>,
    id: TrainingId,
) -> Result<BTreeSet<ParticipationId>, Refused> {
    let employer = work.caller.employer();
    let versions = work.tx.training_versions(employer, id).await?;
    let since = versions.iter().rev().take_while(|v| v.withdrawn).last().map(|v| v.known_from);
    let before = Instant(since.unwrap_or(Instant::LATEST).0 - 1);
    let then = work.tx.parts_in(employer, id, before).await?;
    let gone: BTreeSet<_> = then.iter().filter(|p| p.withdrawn).map(|p| p.id).collect();
    let all = work.tx.parts_in(employer, id, Instant::LATEST).await?;
    Ok(all.iter().map(|p| p.id).filter(|id| !gone.contains(id)).collect())
}

pub(super) async fn set_withdrawn(
    work: &mut Work<'_>,
    id: TrainingId,
    version: i64,
    parts: Option<&[ParticipationId]>,
    withdrawn: bool,
) -> Result<(), Refused> {
    let training = seen_training(work, id, version).await?;
    let employer = work.caller.employer();
    let standing = work.tx.parts_in(employer, id, Instant::LATEST).await?;
    let known: BTreeSet<_> = standing.iter().map(|p| p.id).collect();
    let wanted: BTreeSet<_> = match parts {
        Some(ids) => ids.iter().copied().collect(),
        None if training.withdrawn && !withdrawn => withdrawn_with(work, id).await?,
        None => known.clone(),
    };
    if !wanted.is_subset(&known) {
        return Err(Anomaly::new(Zone::Participation, Fault::NotFound).at("participants").into());
    }
    let changed: BTreeMap<_, _> = standing
        .iter()
        .filter(|p| wanted.contains(&p.id) && p.withdrawn != withdrawn)
        .map(|p| (p.id, StoredPart { withdrawn, ..p.clone() }))
        .collect();
    // Restoring a part of a withdrawn training brings the training back; withdrawing the last
    // part leaves the training standing, empty, so that it can be corrected.
    let whole = parts.is_none() || !withdrawn;
    let after = if whole { withdrawn } else { training.withdrawn };
    let end = (!after).then_some(training.details.end);
    write_versions(work, &standing, &changed, end).await?;
    if !changed.is_empty() || after != training.withdrawn {
        next_version(work, &training, after).await?;
    }
    work.object = Some(id.0);
    Ok(())
}

/// Of the participants that stand once a command is carried out: those who are not in service on
/// any day of the training, or of one of a series.
pub(crate) async fn not_in_service(
    work: &mut Work<'_>,
    command: &Command,
) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let now = Instant::LATEST;
    let (periods, people): (Vec<(Date, Date)>, BTreeSet<EmployeeId>) = match command {
        Command::RegisterTraining { details, parts } => {
            (vec![(details.start, details.end)], parts.iter().map(|p| p.employee).collect())
        }
        Command::RegisterSeries { details, starts, parts } => {
            let length = details.end - details.start;
            let period = |start: &Date| (*start, start.saturating_add(length));
            (starts.iter().map(period).collect(), parts.iter().map(|p| p.employee).collect())
        }
        Command::CorrectTraining { training, details, .. } => {
            let standing = work.tx.parts_in(employer, *training, now).await?;
            let people = standing.iter().filter(|p| !p.withdrawn).map(|p| p.employee).collect();
            (vec![(details.start, details.end)], people)
        }
        _ => return Ok(Vec::new()),
    };
    let ids: Vec<_> = people.iter().copied().collect();
    let mut services: BTreeMap<EmployeeId, Vec<(Date, Option<Date>)>> = BTreeMap::new();
    for row in work.tx.spans_of(employer, &ids, now).await? {
        services.entry(row.employee).or_default().push((row.span.from, row.span.to));
    }
    let within = |id: &EmployeeId, (start, end): &(Date, Date)| {
        let spans = services.get(id).map_or(&[][..], Vec::as_slice);
        spans.iter().any(|(from, to)| from <= end && to.is_none_or(|to| to >= *start))
    };
    Ok(ids.into_iter().filter(|id| !periods.iter().all(|period| within(id, period))).collect())
}
