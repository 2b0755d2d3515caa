//! Taking a quarterly payroll declaration. A thread reads ahead while the step before is written.

mod batch;

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::ids::EmployeeId;
use fla_domain::occupation::{Occupation, Statement};
use fla_domain::time::{Instant, Quarter};
use fla_domain::timeline;
use fla_store::employment::StoredStatement;
use fla_store::job::Job;
use fla_store::span::Stretch;
use fla_store::unread::Unread;
use jiff::civil::DateTime;
use tokio::sync::mpsc;
use uuid::Uuid;

pub(super) use self::batch::Source;
use self::batch::{Batch, Declared, OfQuarter};
use super::cursor::{self, Cursor};
use super::people::{self, Findings, People, Place};
use super::view::StoredReport;
use crate::intake::Work;
use crate::jobs::{self, Step};
use crate::{App, Caller, Refused};

pub(super) async fn take(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
    mut report: StoredReport,
    source: Source,
) -> Result<Step, Refused> {
    let (send, mut batches) = mpsc::channel(2);
    let skip = cursor.items;
    let reading = tokio::task::spawn_blocking(move || batch::read(source, skip, &send));
    let mut named = (cursor.items == 0).then(InFile::default);
    while let Some(batch) = batches.recv().await {
        // The file was read to its end before: it cannot be reached now, or was tampered with since.
        let batch: Batch = batch.map_err(|a| Refused::Broken(format!("file unreadable: {a}")))?;
        let mut work = app.begin_long(caller).await?;
        if cursor.fresh_since.is_none() && is_all_that_is_left(&report, cursor.file) {
            cursor.fresh_since = Some(work.at);
        }
        let people = write(&mut work, job, cursor, &mut report, &batch).await?;
        if let Some(named) = &mut named {
            named.people.extend(people);
            named.note(&batch);
        }
        jobs::note_step(&mut work, job, "importDeclarations").await?;
        cursor.items += batch.items;
        job.done += i64::try_from(batch.items).unwrap_or(0);
        cursor::write(&mut work, job, cursor, &report).await?;
        work.tx.commit().await?;
    }
    reading.await.map_err(|_| Refused::Broken("reader of a file".to_owned()))?;
    let mut work = app.begin_long(caller).await?;
    if let Some(named) = &named {
        left_out(&mut work, job, cursor, &mut report, named).await?;
        read_at_last(&mut work, cursor, named).await?;
    }
    cursor.next_file();
    cursor::write(&mut work, job, cursor, &report).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

/// Who was named in a file that was taken without a break, and when it was made.
#[derive(Default)]
struct InFile {
    people: BTreeSet<EmployeeId>,
    created: BTreeMap<Quarter, DateTime>,
    /// Quarters with somebody whose number could not be read.
    unknown: BTreeSet<Quarter>,
}

impl InFile {
    fn note(&mut self, batch: &Batch) {
        for (&quarter, people) in &batch.declared {
            for created in people.values().map(|d| d.created) {
                let latest = self.created.entry(quarter).or_insert(created);
                *latest = created.max(*latest);
            }
        }
        self.unknown.extend(batch.unread.iter().filter(|u| u.1.is_none()).map(|u| u.0.0));
    }
}

/// Of a quarter of which somebody could not be read it is known who stands in it once it is
/// declared anew and everybody can be read. Files of one day may be parts of one declaration and
/// say nothing about each other.
async fn read_at_last(
    work: &mut Work<'_>,
    cursor: &mut Cursor,
    named: &InFile,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let read = named.created.iter().filter(|(quarter, _)| !named.unknown.contains(quarter));
    for (&quarter, &created) in read {
        let before = created.date().to_datetime(jiff::civil::Time::midnight());
        if work.tx.close_unread(employer, quarter, before, work.at).await? {
            // Whoever is still missing from it may have left after all.
            cursor.new_quarters.insert(quarter);
        }
    }
    Ok(())
}

/// Tells of people who are in an earlier declaration of the quarter and not in this one: what that
/// one says of them goes on holding. Not told where the import was cut off in the file: it would
/// take reading the file again.
async fn left_out(
    work: &mut Work<'_>,
    job: &Job,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    named: &InFile,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let mut findings = Findings::default();
    let file = &report.files[cursor.file];
    if file.new == file.readable {
        // A first declaration.
        return Ok(());
    }
    for (&quarter, &created) in &named.created {
        for id in work.tx.declared_before(employer, quarter, created).await? {
            if !named.people.contains(&id) {
                findings.add(cursor, report.missing, "missing", Some(id), quarter.to_string());
                report.missing += 1;
            }
        }
    }
    findings.write(work, job).await
}

/// Whether nothing more will be declared than one quarter in this file: then the time line of
/// whoever is new in it follows from what it says.
fn is_all_that_is_left(report: &StoredReport, file: usize) -> bool {
    let more = report.files.iter().skip(file + 1).any(|f| f.is_taken() && f.kind == "dmfa");
    !more && report.files[file].quarters.len() == 1
}

async fn write(
    work: &mut Work<'_>,
    job: &mut Job,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    batch: &Batch,
) -> Result<Vec<EmployeeId>, Refused> {
    let mut findings = Findings::default();
    for anomalies in &batch.unreadable {
        let listed = cursor.unreadable;
        cursor.unreadable += 1;
        for anomaly in anomalies {
            let detail = serde_json::to_string(anomaly)
                .map_err(|_| Refused::Broken("anomaly has no text form".to_owned()))?;
            findings.add(cursor, listed, "unreadable", None, detail);
        }
    }
    let unread = note_unread(work, batch).await?;
    let people = people::resolve(work, &batch.named, Place::of(job)).await?;
    for id in &people.new {
        let count = report.files.iter().map(|f| f.new).sum();
        findings.add(cursor, count, "new", Some(*id), String::new());
        report.files[cursor.file].new += 1;
    }
    for (quarter, of_quarter) in &batch.declared {
        declare(work, cursor, report, *quarter, of_quarter, &people).await?;
    }
    findings.write(work, job).await?;
    Ok(people.ids.into_values().chain(unread).collect())
}

/// Notes who stands in the declaration and could not be read: they have not left. Gives those of
/// them whom the register knows.
async fn note_unread(work: &mut Work<'_>, batch: &Batch) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let ssins: Vec<_> = batch.unread.iter().filter_map(|u| u.1.clone()).collect();
    if batch.unread.is_empty() {
        return Ok(Vec::new());
    }
    let known: BTreeMap<_, _> =
        work.tx.find_employees(employer, &ssins).await?.into_iter().collect();
    let unread = batch.unread.iter().filter_map(|((quarter, created), ssin)| {
        let employee = match ssin {
            Some(ssin) => Some(*known.get(ssin)?),
            None => None,
        };
        Some(Unread { quarter: *quarter, employee, created: *created })
    });
    let (app, at, change) = (work.app, work.at, work.change);
    let noted = unread.collect();
    work.tx.note_unread(employer, noted, || app.ordered_id(at), at, change).await?;
    Ok(known.into_values().collect())
}

/// Records what is declared of people for a quarter.
async fn declare(
    work: &mut Work<'_>,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    quarter: Quarter,
    declared: &OfQuarter,
    people: &People,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    if work.tx.add_declared_quarter(employer, quarter, work.at, work.change).await? {
        cursor.new_quarters.insert(quarter);
    }
    let (mut closed, mut opened) = (Vec::new(), Vec::new());
    let standing = standing(work, quarter, declared, people).await?;
    for (ssin, new) in declared {
        let Some(&id) = people.ids.get(ssin) else { continue };
        let file = &mut report.files[cursor.file];
        match standing.get(&id).map_or(Verdict::Newer, |s| compare(&s.statement, new)) {
            Verdict::Older => {
                file.older += 1;
                continue;
            }
            Verdict::Same => {
                file.same += 1;
                continue;
            }
            Verdict::Newer => {}
        }
        if !people.new.contains(&id) {
            file.changed += 1;
        }
        closed.extend(standing.get(&id).map(|s| (id, s.id)));
        let statement = Statement::Declared {
            quarter,
            created: new.created,
            recorded: work.at,
            occupations: together(standing.get(&id), new),
        };
        opened.push((work.app.ordered_id(work.at), id, statement));
    }
    opened.sort_by_key(|o| o.1);
    work.tx.close_statements(employer, &closed, work.at).await?;
    work.tx.insert_statements(employer, &opened, &work.stamps).await?;
    work.written.extend(opened.iter().map(|o| o.1));
    let fresh = cursor.fresh_since.is_some();
    let (new, known): (Vec<_>, Vec<_>) =
        opened.iter().partition(|o| fresh && people.new.contains(&o.1));
    begin_time_lines(work, &new).await?;
    let known: Vec<_> = known.iter().map(|o| o.1).collect();
    work.tx.queue_following(employer, &known).await?;
    Ok(())
}

/// What stands for a quarter of those who were known before.
async fn standing(
    work: &mut Work<'_>,
    quarter: Quarter,
    declared: &OfQuarter,
    people: &People,
) -> Result<BTreeMap<EmployeeId, StoredStatement>, Refused> {
    let known: Vec<EmployeeId> = declared
        .keys()
        .filter_map(|s| people.ids.get(s))
        .filter(|id| !people.new.contains(id))
        .copied()
        .collect();
    if known.is_empty() {
        return Ok(BTreeMap::new());
    }
    let statements = work.tx.declared_for(work.caller.employer(), quarter, &known).await?;
    Ok(statements.into_iter().map(|s| (s.employee, s)).collect())
}

/// The time lines of people of whom nothing but this was ever said: they need no reading back.
/// They are marked for recalculation all together once the size is known.
async fn begin_time_lines(
    work: &mut Work<'_>,
    said: &[&(Uuid, EmployeeId, Statement)],
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let quarters = work.tx.declared_quarters(employer, Instant::LATEST).await?;
    let unread = work.tx.unread_quarters(employer).await?;
    let (app, at) = (work.app, work.at);
    let spans = said.iter().flat_map(|(_, id, statement)| {
        let known = unread.leave_of(&quarters, *id);
        let spans = timeline::spans(std::slice::from_ref(statement), &known);
        Stretch::pack(spans).into_iter().map(|stretch| (app.ordered_id(at), *id, stretch))
    });
    work.tx.insert_stretches(employer, spans, &work.stamps).await?;
    Ok(())
}

enum Verdict {
    Older,
    Same,
    Newer,
}

/// A later declaration for the same quarter wins; the same one again says nothing new.
fn compare(standing: &Statement, new: &Declared) -> Verdict {
    let Statement::Declared { created, occupations, .. } = standing else { return Verdict::Newer };
    if new.created < *created {
        Verdict::Older
    } else if new.occupations.iter().all(|o| occupations.contains(o))
        && (new.created == *created || new.occupations.len() == occupations.len())
    {
        Verdict::Same
    } else {
        Verdict::Newer
    }
}

/// A person can stand twice in one declaration; both occurrences count.
fn together(standing: Option<&StoredStatement>, new: &Declared) -> Vec<Occupation> {
    let mut all = new.occupations.clone();
    if let Some(Statement::Declared { created, occupations, .. }) = standing.map(|s| &s.statement)
        && *created == new.created
    {
        all.extend(occupations.iter().filter(|o| !new.occupations.contains(o)).cloned());
    }
    all
}
