//! Less typing: series of trainings, the employer's own list of courses; and evidence of
//! participations.

use std::collections::BTreeSet;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{CourseId, FileId, ParticipationId};
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TEXT_LENGTH, TITLE_LENGTH, TrainingDetails};
use fla_store::attachment::Attachment;
use fla_store::course::Course;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::trainings;
use crate::command::{CourseInput, NewPart};
use crate::evidence::{EvidenceInput, MOST_PIECES};
use crate::intake::Work;
use crate::{Refused, section};

/// Most trainings of one series.
pub(crate) const MOST_IN_SERIES: usize = 60;

/// The training as it is on another first day, equally long.
fn moved(details: &TrainingDetails, start: Date) -> TrainingDetails {
    let days = details.start.until(details.end).map_or(0, |span| span.get_days());
    TrainingDetails { start, end: start.saturating_add(days.days()), ..details.clone() }
}

pub(super) fn check_series(
    details: &TrainingDetails,
    starts: &[Date],
    parts: &[NewPart],
    today: Date,
) -> Vec<Anomaly> {
    let outside = || Anomaly::new(Zone::Participants, Fault::OutsideDomain).at("times");
    if starts.is_empty() || starts.len() > MOST_IN_SERIES {
        return vec![outside().with("max", MOST_IN_SERIES)];
    }
    if starts.iter().collect::<BTreeSet<_>>().len() < starts.len() {
        return vec![Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("start")];
    }
    let mut found = Vec::new();
    for start in starts {
        for anomaly in trainings::check_new(&moved(details, *start), parts, today) {
            // One form asks for all of them: who is at fault on the first day is so on the others.
            let anomaly = anomaly.of_all();
            if !found.contains(&anomaly) {
                found.push(anomaly);
            }
        }
    }
    if parts.iter().any(|p| p.details.status != Status::Planned) {
        found.push(Anomaly::new(Zone::Status, Fault::NotApplicable).at("status"));
    }
    found
}

pub(super) async fn series(
    work: &mut Work<'_>,
    details: &TrainingDetails,
    starts: &[Date],
    parts: &[NewPart],
) -> Result<(), Refused> {
    let mut first = None;
    for start in starts {
        trainings::register(work, &moved(details, *start), parts).await?;
        first = first.or(work.object);
    }
    work.object = first;
    Ok(())
}

pub(super) fn check_course(course: &CourseInput) -> Vec<Anomaly> {
    let mut found = Vec::new();
    let length = course.title.trim().chars().count();
    if length == 0 {
        found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
    } else if length > TITLE_LENGTH {
        let fault = Anomaly::new(Zone::Title, Fault::Length).at("title");
        found.push(fault.with("max", TITLE_LENGTH));
    }
    if !(1..=144_000).contains(&course.minutes.0) {
        let fault = Anomaly::new(Zone::Duration, Fault::OutsideDomain).at("duration");
        found.push(fault.with("max", 144_000));
    }
    for (path, text) in [("provider", &course.provider), ("place", &course.place)] {
        if text.as_ref().is_some_and(|t| t.chars().count() > TEXT_LENGTH) {
            let fault = Anomaly::new(Zone::Text, Fault::Length).at(path);
            found.push(fault.with("max", TEXT_LENGTH));
        }
    }
    if course.valid_months.is_some_and(|months| months > 1_200) {
        found.push(Anomaly::new(Zone::ValidUntil, Fault::OutsideDomain).at("validMonths"));
    }
    found
}

pub(super) async fn set_course(
    work: &mut Work<'_>,
    id: Option<CourseId>,
    course: &CourseInput,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let id = match id {
        Some(id) => work.tx.get_course(employer, id).await?.ok_or(Refused::Hidden)?.id,
        None => CourseId(work.app.opaque_id()),
    };
    let title = course.title.trim();
    let twice = |c: &Course| c.id != id && c.title.to_lowercase() == title.to_lowercase();
    if work.tx.courses(employer).await?.iter().any(twice) {
        return Err(Anomaly::new(Zone::Training, Fault::Duplicate).at("title").into());
    }
    let tidy = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let stored = Course {
        id,
        known_from: work.at,
        change: work.change,
        title: title.to_owned(),
        minutes: course.minutes,
        kind: course.kind,
        provider: tidy(&course.provider),
        place: tidy(&course.place),
        valid_months: course.valid_months.map(i64::from),
        field: course.field,
    };
    work.tx.set_course(employer, &stored, false).await?;
    work.object = Some(id.0);
    Ok(())
}

pub(super) async fn withdraw_course(work: &mut Work<'_>, id: CourseId) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let before = work.tx.get_course(employer, id).await?.ok_or(Refused::Hidden)?;
    let after = Course { known_from: work.at, change: work.change, ..before };
    work.tx.set_course(employer, &after, true).await?;
    work.object = Some(id.0);
    Ok(())
}

pub(super) async fn attach(
    work: &mut Work<'_>,
    training: fla_domain::ids::TrainingId,
    part: ParticipationId,
    file: &EvidenceInput,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let parts = work.tx.parts_in(employer, training, Instant::LATEST).await?;
    let part = parts.iter().find(|p| p.id == part && !p.withdrawn).ok_or(Refused::Hidden)?;
    let today = work.app.today();
    let reached = section::among(work.caller, today, &mut work.tx, vec![part.employee]).await?;
    reached.first().ok_or(Refused::Hidden)?;
    if work.tx.attachments_of_parts(employer, &[part.id]).await?.len() >= MOST_PIECES {
        return Err(crate::own::too_many());
    }
    let attachment = Attachment {
        part: part.id,
        employee: part.employee,
        file: file.stored(work.at, work.change),
    };
    work.tx.insert_attachment(employer, &attachment).await?;
    work.written.insert(part.employee);
    work.object = Some(file.id.0);
    Ok(())
}

pub(super) async fn remove(work: &mut Work<'_>, file: FileId) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let attachment = work.tx.get_attachment(employer, file).await?.ok_or(Refused::Hidden)?;
    work.tx.remove_attachment(employer, file, work.at).await?;
    work.written.insert(attachment.employee);
    work.object = Some(file.0);
    Ok(())
}

/// The last day on which a certificate of a course is valid that ended on a day.
pub fn valid_until(course: &Course, end: Date) -> Option<Date> {
    let months = i32::try_from(course.valid_months?).ok().filter(|m| *m > 0)?;
    Some(end.saturating_add(months.months()))
}

/// A participation in a training of a course.
pub fn part_of(course: Option<&Course>, details: &TrainingDetails, status: Status) -> PartDetails {
    let completed = status == Status::Completed;
    let certificate = completed && course.is_some_and(|c| c.valid_months.is_some());
    PartDetails {
        status,
        minutes: details.minutes,
        not_counting: details.not_counting,
        certificate,
        valid_until: course.filter(|_| certificate).and_then(|c| valid_until(c, details.end)),
        split: Vec::new(),
        copy: None,
    }
}
