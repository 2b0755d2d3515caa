//! The first phase: every file is read to its end before anything is changed.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::NssoNumber;
use fla_domain::ids::FileId;
use fla_domain::time::Instant;
use fla_formats::declaration::{self, Kind, Summary};
use fla_store::job::Job;
use jiff::civil::Date;

use super::ahead::Ahead;
use super::cursor::{self, Cursor, Payload, Phase};
use super::readings::Keeper;
use super::view::{FileReport, StoredReport};
use crate::jobs::{self, Step};
use crate::{App, Caller, Refused};

/// Bytes read from disk at once.
pub(super) const BUFFER: usize = 128 * 1024;

pub(super) async fn all(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    payload: &Payload,
    cursor: &mut Cursor,
) -> Result<Step, Refused> {
    let mut report = StoredReport::default();
    let mut noted: Option<NssoNumber> = None;
    let employer = caller.employer();
    for id in &payload.files {
        let mut tx = app.inner.store.read().await?;
        let file = tx.get_file(employer, *id).await?;
        let own = tx.get_employer(employer, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
        tx.rollback().await?;
        let mut entry =
            FileReport { name: file.map(|f| f.name).unwrap_or_default(), ..FileReport::default() };
        match read(app, *id).await? {
            Ok(summary) => {
                let known = own.nsso_number.or(noted);
                match whose(&summary, &own, known, app.today()) {
                    Ok(nsso) => noted = noted.or(nsso),
                    Err(anomaly) => entry.refused.push(anomaly),
                }
                fill(&mut entry, &summary);
                job.total += i64::try_from(summary.readable + summary.unreadable).unwrap_or(0);
            }
            Err(anomalies) => entry.refused = anomalies,
        }
        report.files.push(entry);
    }
    let mut work = app.begin_long(caller).await?;
    if let Some(number) = noted {
        match work.tx.find_employer_by_nsso(number).await? {
            Some(other) if other != employer => refuse_all(&mut report),
            Some(_) => {}
            None => {
                work.tx.set_nsso(employer, number).await?;
                report.nsso_noted = Some(number.to_string());
                jobs::note_facts(&mut work, job, "importDeclarations").await?;
            }
        }
    }
    if report.files.iter().any(FileReport::is_taken) {
        cursor.next_phase(Phase::Take);
        cursor::write(&mut work, job, cursor, &report).await?;
        work.tx.commit().await?;
        return Ok(Step::More);
    }
    cursor::write(&mut work, job, cursor, &report).await?;
    jobs::finish(&mut work, job, "refused").await?;
    work.tx.commit().await?;
    Ok(Step::Finished)
}

/// The number belongs to somebody else here: none of these files is ours.
fn refuse_all(report: &mut StoredReport) {
    for file in report.files.iter_mut().filter(|f| f.refused.is_empty()) {
        file.refused.push(Anomaly::new(Zone::Employer, Fault::Forbidden));
    }
}

/// Reads a file to its end and keeps what was understood of it until it is taken.
async fn read(app: &App, id: FileId) -> Result<Result<Summary, Vec<Anomaly>>, Refused> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        let file = app.inner.files.open_blocking(id).map_err(|e| super::disk(&e))?;
        let trouble = file.trouble();
        let file = Ahead::start(file);
        // Without room on the disk for it, the file is read a second time when it is taken.
        let scratch = app.inner.files.scratch();
        let Ok(mut keeper) = scratch.and_then(Keeper::start) else {
            let read = declaration::validate(file);
            return if trouble.met() { Err(super::away()) } else { Ok(read) };
        };
        let read = declaration::validate_and(file, |item| keeper.keep(item.into()));
        let kept = keeper.finish();
        if trouble.met() {
            // Not the sender's fault: it is tried again.
            return Err(super::away());
        }
        match (&read, kept) {
            (Ok(summary), Ok(reading)) if summary.kind == Kind::Dmfa => {
                app.inner.readings.put(id, reading);
            }
            _ => {}
        }
        Ok(read)
    })
    .await
    .map_err(|_| Refused::Broken("reader of a file".to_owned()))?
}

/// Refuses a file that names another employer or a quarter that has not begun; gives the NSSO number to note where none is known.
fn whose(
    summary: &Summary,
    own: &fla_store::employer::Employer,
    known: Option<NssoNumber>,
    today: Date,
) -> Result<Option<NssoNumber>, Anomaly> {
    let mut noted = None;
    if let Some((quarter, place)) = summary.quarters.iter().find(|(q, _)| q.first_day() > today) {
        return Err(Anomaly::new(Zone::Quarter, Fault::OutsideDomain)
            .with("quarter", quarter)
            .at(&place.path)
            .in_file(place.line, 1));
    }
    for (named, place) in &summary.employers {
        let foreign = || {
            let anomaly = Anomaly::new(Zone::Employer, Fault::Forbidden);
            anomaly.at(&place.path).in_file(place.line, 1)
        };
        if let Some(number) = &named.enterprise_number
            && *number != own.enterprise_number
        {
            return Err(foreign().with("found", number).with("expected", &own.enterprise_number));
        }
        match (named.nsso_number, known.or(noted)) {
            (Some(found), Some(expected)) if found != expected => {
                return Err(foreign().with("found", found).with("expected", expected));
            }
            (Some(found), None) => noted = Some(found),
            _ => {}
        }
    }
    Ok(noted)
}

fn fill(entry: &mut FileReport, summary: &Summary) {
    match summary.kind {
        Kind::Dmfa => "dmfa",
        Kind::Dimona => "dimona",
    }
    .clone_into(&mut entry.kind);
    entry.quarters = summary.quarters.keys().copied().collect();
    entry.readable = summary.readable;
    entry.unreadable = summary.unreadable;
    if summary.refused > 0 && summary.readable == 0 && summary.unreadable == 0 {
        entry.refused.extend(summary.anomalies.iter().take(100).cloned());
    }
}
