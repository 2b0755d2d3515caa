//! Trainings: registered, completed, corrected, withdrawn, restored.

use fla_app::{Command, NewPart};
use fla_domain::ids::TrainingId;
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Year, first_day};
use fla_domain::training::{NotCounting, PartDetails, Status, TrainingDetails};
use fla_formats::synthetic::mix;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::data::DataFault;
use crate::data::catalogue::{Course, courses, words};
use crate::data::door::Door;

/// The most participants of a session.
const CLASS: usize = 45;
/// The most at once in a group of more than a thousand.
const LARGE_CLASS: usize = 150;
/// The most of one whose certificates end about now.
const SMALL_CLASS: usize = 9;

/// Registers the trainings of the last four years, and what is planned.
pub(super) async fn register(door: &Door<'_>) -> Result<(), DataFault> {
    let this = door.day.year();
    let courses = courses(door.company.language);
    for year in this - 3..=this {
        for n in 0..door.company.trainings {
            let lot = lot(door, year, n);
            let at = usize::try_from((lot >> 20) % courses.len() as u64).unwrap_or(0);
            let start = first_day(year).checked_add(day(lot % 330).days());
            let start = start.map_err(|_| DataFault::Plan("a training"))?;
            session(door, &courses[at], start, lot).await?;
        }
    }
    Ok(())
}

fn lot(door: &Door<'_>, year: Year, n: u32) -> u64 {
    mix((u64::from(door.company.index) << 32)
        | (u64::from(year.unsigned_abs()) << 16)
        | u64::from(n))
}

fn day(lot: u64) -> i64 {
    i64::try_from(lot).unwrap_or(0)
}

/// One session; nothing where nobody could take part.
async fn session(
    door: &Door<'_>,
    course: &Course,
    start: Date,
    lot: u64,
) -> Result<Option<TrainingId>, DataFault> {
    // The group teaches many at once this year.
    let large = door.staff.len() > 1_000 && start.year() == door.day.year();
    let most = if large { LARGE_CLASS } else { CLASS };
    session_until(door, course, (start, None), (lot, most)).await
}

/// Sessions of about three years ago whose certificates end around the day the story ends: lately,
/// within a week, a month, three months.
pub(super) async fn certificates(door: &Door<'_>) -> Result<(), DataFault> {
    let courses = courses(door.company.language);
    let today = door.time.end();
    for (lot, days) in (700_u64..).zip([-12_i64, 5, 6, 19, 27, 48, 74]) {
        let until = today.checked_add(days.days()).unwrap_or(today);
        let start = until.checked_sub(3.years()).unwrap_or(until);
        // Each another course, so that none is a later one of the same name.
        let course = &courses[usize::try_from(lot % 6).unwrap_or(0)];
        session_until(door, course, (start, Some(until)), (lot, SMALL_CLASS)).await?;
    }
    Ok(())
}

/// One session of at most so many, with certificates that are valid until a day.
async fn session_until(
    door: &Door<'_>,
    course: &Course,
    (start, valid_until): (Date, Option<Date>),
    (lot, most): (u64, usize),
) -> Result<Option<TrainingId>, DataFault> {
    let end = start.checked_add((course.days - 1).days());
    let end = end.map_err(|_| DataFault::Plan("a training"))?;
    let done = end < door.day;
    let not_counting = not_counting(door.company.language, lot);
    let details = TrainingDetails {
        title: course.title.to_owned(),
        start,
        end,
        minutes: Minutes(course.minutes),
        kind: Some(course.kind),
        provider: Some(course.provider.to_owned()),
        place: None,
        nature: None,
        funding: None,
        cla_number: None,
        field: FieldOfEducation::from_code(course.field),
        not_counting,
    };
    let certificate = done && (course.certificate || valid_until.is_some());
    let valid_until = valid_until.or_else(|| {
        end.checked_add(3.years()).ok().filter(|_| certificate && lot.is_multiple_of(2))
    });
    let mut parts = Vec::new();
    // Where not everybody fits in, another session begins with other people.
    let first = if most > CLASS { usize::try_from(lot >> 9).unwrap_or(0) } else { 0 };
    let people = door.staff.len();
    for at in (0..people).map(|place| (place + first) % people) {
        let worker = &door.staff[at];
        let drawn = mix(lot ^ (at as u64) << 8);
        let here = worker.works_on(start) && worker.works_on(end);
        let Some(&employee) = door.ids.get(&at).filter(|_| here && drawn % 5 < 2) else { continue };
        let missed = done && drawn.is_multiple_of(31);
        let status = match (done, missed) {
            (false, _) => Status::Planned,
            (true, true) => Status::NotFollowed,
            (true, false) => Status::Completed,
        };
        let details = PartDetails {
            status,
            minutes: Minutes(course.minutes),
            not_counting,
            certificate: certificate && !missed,
            valid_until: valid_until.filter(|_| !missed),
            split: Vec::new(),
            copy: None,
        };
        parts.push(NewPart { employee, details });
        if parts.len() == most {
            break;
        }
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let receipt = door.submit(&Command::RegisterTraining { details, parts }, None).await?;
    Ok(receipt.object.map(TrainingId))
}

/// Leave schemes of the region, and now and then something outside the profession.
fn not_counting(language: Language, lot: u64) -> Option<NotCounting> {
    match ((lot >> 40) % 9, language) {
        (0, Language::Nl | Language::En) => Some(NotCounting::FlemishTrainingLeave),
        (0, Language::Fr | Language::De) => Some(NotCounting::PaidEducationalLeave),
        (1, _) if (lot >> 50).is_multiple_of(3) => Some(NotCounting::OutsideProfession),
        _ => None,
    }
}

/// What becomes of sessions in the weeks of the story: planned ones take place, one of them
/// without some; one is corrected, one withdrawn, one withdrawn and restored.
pub(super) async fn change(door: &Door<'_>) -> Result<(), DataFault> {
    let courses = courses(door.company.language);
    let words = words(door.company.language);
    let ahead = |days: i64| door.day.checked_add(days.days()).unwrap_or(door.day);
    let soon = session(door, &courses[1], ahead(8), 12).await?;
    let corrected = session(door, &courses[2], ahead(-12), 34).await?;
    let withdrawn = session(door, &courses[3], ahead(21), 56).await?;
    let restored = session(door, &courses[4], ahead(-5), 78).await?;
    session(door, &courses[0], ahead(65), 90).await?;
    // Nobody will say whether this one took place: a task for whoever looks at the list.
    session(door, &courses[5], ahead(14), 113).await?;
    super::questions::first(door).await?;
    door.time.go_to(18);
    if let Some(training) = soon {
        let (ids, view) = parts(door, training).await?;
        let (version, absent) = (view.training.version, ids.into_iter().take(1).collect());
        door.submit(&Command::CompleteTraining { training, version, absent }, None).await?;
    }
    if let Some(training) = corrected {
        correct(door, training, words.longer).await?;
    }
    door.time.go_to(6);
    if let Some(training) = withdrawn {
        let version = parts(door, training).await?.1.training.version;
        let command = Command::WithdrawTraining { training, version, parts: None };
        door.submit(&command, Some(words.cancelled)).await?;
    }
    if let Some(training) = restored {
        let version = parts(door, training).await?.1.training.version;
        let command = Command::WithdrawTraining { training, version, parts: None };
        door.submit(&command, Some(words.cancelled)).await?;
        door.time.go_to(4);
        let version = parts(door, training).await?.1.training.version;
        let command = Command::RestoreTraining { training, version, parts: None };
        door.submit(&command, Some(words.after_all)).await?;
    }
    Ok(())
}

type Parts = (Vec<fla_domain::ids::ParticipationId>, fla_app::TrainingView);

/// The participations of a training, if there are several.
async fn parts(door: &Door<'_>, training: TrainingId) -> Result<Parts, DataFault> {
    let view = door.app.training(&door.caller, training, None).await;
    let view = view.map_err(DataFault::during(door.company.name))?;
    let ids: Vec<_> = view.participants.iter().map(|p| p.part.id).collect();
    Ok((if ids.len() > 1 { ids } else { Vec::new() }, view))
}

/// An hour more for everybody.
async fn correct(door: &Door<'_>, training: TrainingId, reason: &str) -> Result<(), DataFault> {
    let (_, view) = parts(door, training).await?;
    let hour = Minutes(60);
    let standing = view.training;
    let details = TrainingDetails { minutes: standing.details.minutes + hour, ..standing.details };
    let longer = |part: fla_app::StoredPart| {
        let minutes = part.details.minutes + hour;
        (part.id, PartDetails { minutes, ..part.details })
    };
    let parts = view.participants.into_iter().map(|p| longer(p.part)).collect();
    let version = standing.version;
    let command = Command::CorrectTraining { training, version, details, parts, added: Vec::new() };
    door.submit(&command, Some(reason)).await?;
    Ok(())
}
