//! Taking immediate declarations of employment. Such files are small: one step takes a whole one.
//!
//! What a declaration says is kept as it stands, under the number of its period, also where the
//! beginning of that employment is not known yet; what follows from all of them is worked out with
//! the time line, by when they were made. So it is the same in whatever order the files come in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::ids::{EmployeeId, FileId};
use fla_domain::occupation::{DimonaPeriod, Statement};
use fla_domain::time::Instant;
use fla_files::Files;
use fla_formats::declaration::Reader;
use fla_formats::dimona::{Declaration, Event, Item};
use fla_store::job::Job;
use jiff::civil::{Date, DateTime};

use super::check::BUFFER;
use super::cursor::{self, Cursor};
use super::people::{self, Findings, Named, Place};
use super::view::StoredReport;
use crate::intake::Work;
use crate::jobs::{self, Step};
use crate::{App, Caller, Refused};

/// Of how many people what was said before is looked up at once.
const PEOPLE: usize = 500;

pub(super) async fn take(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
    mut report: StoredReport,
    file: FileId,
) -> Result<Step, Refused> {
    let files = app.inner.files.clone();
    let items = tokio::task::spawn_blocking(move || read(&files, file))
        .await
        .map_err(|_| Refused::Broken("reader of a file".to_owned()))??;
    let mut work = app.begin_long(caller).await?;
    write(&mut work, job, cursor, &mut report, &items).await?;
    jobs::note_step(&mut work, job, "importDeclarations").await?;
    job.done += i64::try_from(items.len()).unwrap_or(0);
    cursor.next_file();
    cursor::write(&mut work, job, cursor, &report).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

fn read(files: &Files, file: FileId) -> Result<Vec<Item>, Refused> {
    let content = files.open_blocking(file).map_err(|error| super::disk(&error))?;
    let trouble = content.trouble();
    items(BufReader::with_capacity(BUFFER, content)).map_err(|anomaly| {
        // It was read to its end before.
        if trouble.met() {
            super::away()
        } else {
            Refused::Broken(format!("file changed: {anomaly}"))
        }
    })
}

fn items(content: impl BufRead) -> Result<Vec<Item>, Anomaly> {
    let Reader::Dimona(mut reader) = Reader::open(content)? else {
        return Err(Anomaly::new(Zone::File, Fault::NotFound));
    };
    let mut items = Vec::new();
    while let Some(item) = reader.next()? {
        items.push(item);
    }
    Ok(items)
}

async fn write(
    work: &mut Work<'_>,
    job: &mut Job,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    items: &[Item],
) -> Result<(), Refused> {
    let mut findings = Findings::default();
    let mut unreadable = 0;
    let mut declarations = Vec::new();
    for item in items {
        match item {
            Item::Declaration(declaration) => declarations.push(declaration),
            Item::Unreadable(one) => {
                for anomaly in &one.anomalies {
                    list(&mut findings, cursor, unreadable, anomaly)?;
                }
                unreadable += 1;
            }
        }
    }
    let people = people::resolve(work, &named(&declarations), Place::of(job)).await?;
    for id in &people.new {
        let count = report.files.iter().map(|f| f.new).sum();
        findings.add(cursor, count, "new", Some(*id), String::new());
        report.files[cursor.file].new += 1;
    }
    let holders = holders(work, &declarations, &people.ids).await?;
    let mut said: BTreeMap<EmployeeId, Vec<Statement>> = BTreeMap::new();
    for declaration in declarations {
        let (ssin, period) = whose(&declaration.event);
        let known = match ssin {
            Some(ssin) => people.ids.get(ssin),
            None => period.and_then(|period| holders.get(&period)),
        };
        if let Some(id) = known {
            said.entry(*id).or_default().push(statement(declaration, work.at));
        } else {
            // It names an employment by a number of which the register does not know whose it is.
            let anomaly = Anomaly::new(Zone::Employee, Fault::NotFound)
                .in_file(declaration.line, declaration.column);
            list(&mut findings, cursor, unreadable, &anomaly)?;
            unreadable += 1;
            report.files[cursor.file].unreadable += 1;
        }
    }
    let concerned: Vec<EmployeeId> = said.keys().copied().collect();
    let changed = state(work, said).await?;
    let file = &mut report.files[cursor.file];
    let is_new = people.new;
    for id in concerned.into_iter().filter(|id| !is_new.contains(id)) {
        if changed.contains(&id) {
            file.changed += 1;
        } else {
            file.same += 1;
        }
    }
    findings.write(work, job).await
}

fn list(
    findings: &mut Findings,
    cursor: &mut Cursor,
    count: u64,
    anomaly: &Anomaly,
) -> Result<(), Refused> {
    let detail = serde_json::to_string(anomaly)
        .map_err(|_| Refused::Broken("anomaly has no text form".to_owned()))?;
    findings.add(cursor, count, "unreadable", None, detail);
    Ok(())
}

/// Everybody whom a declaration names by SSIN: also who so far only left, so that nothing of it is
/// lost. Whoever comes with a name stands first, because the first one is taken.
fn named(declarations: &[&Declaration]) -> Vec<Named> {
    let mut named: Vec<Named> = declarations
        .iter()
        .filter_map(|declaration| {
            let (given_name, family_name) = match &declaration.event {
                Event::In(one) => (one.given_name.clone(), one.family_name.clone()),
                _ => (None, None),
            };
            let ssin = whose(&declaration.event).0?.clone();
            Some(Named { ssin, given_name, family_name })
        })
        .collect();
    named.sort_by_key(|one| one.family_name.is_none());
    named
}

/// Who a declaration is about: the person and the period it names.
fn whose(event: &Event) -> (Option<&Ssin>, Option<DimonaPeriod>) {
    match event {
        Event::In(one) => (Some(&one.ssin), one.period),
        Event::Out { period, ssin, .. }
        | Event::Update { period, ssin, .. }
        | Event::Cancel { period, ssin } => (ssin.as_ref(), Some(*period)),
    }
}

/// Whose the periods are that are named without a person: as the register knows it, else as
/// another declaration of the same file says.
async fn holders(
    work: &mut Work<'_>,
    declarations: &[&Declaration],
    ids: &BTreeMap<Ssin, EmployeeId>,
) -> Result<BTreeMap<DimonaPeriod, EmployeeId>, Refused> {
    let (mut wanted, mut told) = (BTreeSet::new(), BTreeMap::new());
    for declaration in declarations {
        match whose(&declaration.event) {
            (None, Some(period)) => {
                wanted.insert(period);
            }
            (Some(ssin), Some(period)) => {
                if let Some(id) = ids.get(ssin) {
                    told.entry(period).or_insert(*id);
                }
            }
            (_, None) => {}
        }
    }
    let wanted: Vec<DimonaPeriod> = wanted.into_iter().collect();
    told.extend(work.tx.period_holders(work.caller.employer(), &wanted).await?);
    Ok(told)
}

fn statement(declaration: &Declaration, recorded: Instant) -> Statement {
    let created = declaration.created;
    match &declaration.event {
        Event::In(one) => Statement::DimonaIn {
            period: one.period,
            created,
            start: one.start,
            end: one.end,
            joint_committee: one.joint_committee.clone(),
            recorded,
        },
        Event::Out { period, end, .. } => {
            Statement::DimonaOut { period: *period, created, end: *end, recorded }
        }
        Event::Update { period, start, end, .. } => {
            Statement::DimonaUpdate { period: *period, created, start: *start, end: *end, recorded }
        }
        Event::Cancel { period, .. } => {
            Statement::DimonaCancel { period: *period, created, recorded }
        }
    }
}

/// Records what was said of these people and was not said before; gives of whom there was such.
async fn state(
    work: &mut Work<'_>,
    said: BTreeMap<EmployeeId, Vec<Statement>>,
) -> Result<BTreeSet<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let mut said: Vec<(EmployeeId, Vec<Statement>)> = said.into_iter().collect();
    let mut changed = BTreeSet::new();
    for people in said.chunks_mut(PEOPLE) {
        let ids: Vec<EmployeeId> = people.iter().map(|(id, _)| *id).collect();
        let standing = work.tx.statements_of(employer, &ids, Instant::LATEST).await?;
        let mut known: BTreeSet<(EmployeeId, Content)> = standing
            .iter()
            .filter_map(|one| Some((one.employee, content(&one.statement)?)))
            .collect();
        let mut rows = Vec::new();
        for (id, statements) in people {
            for statement in std::mem::take(statements) {
                if content(&statement).is_some_and(|content| known.insert((*id, content))) {
                    rows.push((work.app.ordered_id(work.at), *id, statement));
                    changed.insert(*id);
                }
            }
        }
        work.tx.insert_statements(employer, &rows, &work.stamps).await?;
    }
    let marked: Vec<EmployeeId> = changed.iter().copied().collect();
    work.tx.queue_following(employer, &marked).await?;
    work.written.extend(&changed);
    Ok(changed)
}

/// What a declaration says, whenever it came in: kind, period, made, first and last day, joint
/// committee. Two with the same content are the same declaration.
type Content = (
    &'static str,
    Option<DimonaPeriod>,
    DateTime,
    Option<Date>,
    Option<Date>,
    Option<JointCommittee>,
);

/// The content of a statement from Dimona.
fn content(statement: &Statement) -> Option<Content> {
    let period = statement.dimona_period();
    match statement {
        Statement::DimonaIn { created, start, end, joint_committee, .. } => {
            Some(("in", period, *created, Some(*start), *end, joint_committee.clone()))
        }
        Statement::DimonaOut { created, end, .. } => {
            Some(("out", period, *created, None, Some(*end), None))
        }
        Statement::DimonaUpdate { created, start, end, .. } => {
            Some(("update", period, *created, *start, *end, None))
        }
        Statement::DimonaCancel { created, .. } => {
            Some(("cancel", period, *created, None, None, None))
        }
        Statement::Declared { .. } | Statement::Manual { .. } => None,
    }
}
