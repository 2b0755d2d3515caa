//! Taking immediate declarations of employment. Such files are small: one step takes a whole one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Statement;
use fla_domain::time::Instant;
use fla_formats::declaration::Reader;
use fla_formats::dimona::{Declaration, Event, In, Item};
use fla_store::job::Job;

use super::check::BUFFER;
use super::cursor::{self, Cursor};
use super::people::{self, Findings, Named};
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
    path: &Path,
) -> Result<Step, Refused> {
    let path = path.to_owned();
    let items = tokio::task::spawn_blocking(move || read(&path))
        .await
        .map_err(|_| Refused::Broken("reader of a file".to_owned()))?
        .map_err(|a| Refused::Broken(format!("file changed: {a}")))?;
    let mut work = app.begin_long(caller).await?;
    write(&mut work, job, cursor, &mut report, &items).await?;
    jobs::note_step(&mut work, job, "importDeclarations").await?;
    job.done += i64::try_from(items.len()).unwrap_or(0);
    cursor.next_file();
    cursor::write(&mut work, job, cursor, &report).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

fn read(path: &Path) -> Result<Vec<Item>, Anomaly> {
    let gone = || Anomaly::new(Zone::File, Fault::NotFound);
    let file = File::open(path).map_err(|_| gone())?;
    let Reader::Dimona(mut reader) = Reader::open(BufReader::with_capacity(BUFFER, file))? else {
        return Err(gone());
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
    declarations.sort_by_key(|d| d.created);
    let named: Vec<Named> = declarations.iter().filter_map(|d| named(d)).collect();
    let people = people::resolve(work, &named).await?;
    for id in &people.new {
        let count = report.files.iter().map(|f| f.new).sum();
        findings.add(cursor, count, "new", Some(*id), String::new());
        report.files[cursor.file].new += 1;
    }
    let mut ids = people.ids;
    let others: Vec<Ssin> = declarations
        .iter()
        .filter_map(|d| ssin(&d.event))
        .filter(|s| !ids.contains_key(s))
        .collect();
    ids.extend(work.tx.find_employees(work.caller.employer(), &others).await?);
    let is_new: BTreeSet<EmployeeId> = people.new.iter().copied().collect();
    for declaration in declarations {
        let known = ssin(&declaration.event).and_then(|s| ids.get(&s).copied());
        let Some(id) = known else {
            // It names an employment by the number that the Dimona system gave it, and no person
            // that the register knows.
            let anomaly = Anomaly::new(Zone::Employee, Fault::NotFound)
                .in_file(declaration.line, declaration.column);
            list(&mut findings, cursor, unreadable, &anomaly)?;
            unreadable += 1;
            report.files[cursor.file].unreadable += 1;
            continue;
        };
        let said = state(work, id, declaration).await?;
        let file = &mut report.files[cursor.file];
        match (said, is_new.contains(&id)) {
            (false, _) => file.same += 1,
            (true, false) => file.changed += 1,
            (true, true) => {}
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

fn named(declaration: &Declaration) -> Option<Named> {
    match &declaration.event {
        Event::In(In { ssin, given_name, family_name, .. }) => Some(Named {
            ssin: ssin.clone(),
            given_name: given_name.clone(),
            family_name: family_name.clone(),
        }),
        _ => None,
    }
}

fn ssin(event: &Event) -> Option<Ssin> {
    match event {
        Event::In(one) => Some(one.ssin.clone()),
        Event::Out { ssin, .. } | Event::Update { ssin, .. } | Event::Cancel { ssin, .. } => {
            ssin.clone()
        }
    }
}

/// Records what a declaration says; false where the same was said before.
async fn state(
    work: &mut Work<'_>,
    id: EmployeeId,
    declaration: &Declaration,
) -> Result<bool, Refused> {
    let employer = work.caller.employer();
    let standing: Vec<Statement> = work
        .tx
        .statements_of(employer, &[id], Instant::LATEST)
        .await?
        .into_iter()
        .map(|s| s.statement)
        .collect();
    let recorded = work.at;
    let mut said = Vec::new();
    match &declaration.event {
        Event::In(one) => said.push(Statement::DimonaIn {
            start: one.start,
            end: one.end,
            joint_committee: one.joint_committee.clone(),
            recorded,
        }),
        Event::Out { end, .. } => said.push(Statement::DimonaOut { end: *end, recorded }),
        Event::Update { start, end, .. } => update(&standing, *start, *end, recorded, &mut said),
        Event::Cancel { .. } => {
            if let Some((start, ..)) = last_in(&standing) {
                said.push(Statement::DimonaCancel { start, recorded });
            }
        }
    }
    said.retain(|new| !standing.iter().any(|old| same(old, new)));
    let rows: Vec<_> = said.into_iter().map(|s| (work.app.ordered_id(work.at), id, s)).collect();
    work.tx.insert_statements(employer, &rows, work.at, work.change).await?;
    work.tx.queue_recalculation(employer, &[id]).await?;
    if !rows.is_empty() {
        work.written.insert(id);
    }
    Ok(!rows.is_empty())
}

type Beginning =
    (jiff::civil::Date, Option<jiff::civil::Date>, Option<fla_domain::identifier::JointCommittee>);

/// The latest employment that was declared to begin.
fn last_in(standing: &[Statement]) -> Option<Beginning> {
    let mut by_start: BTreeMap<_, Beginning> = BTreeMap::new();
    for statement in standing {
        match statement {
            Statement::DimonaIn { start, end, joint_committee, .. } => {
                by_start.insert(*start, (*start, *end, joint_committee.clone()));
            }
            Statement::DimonaCancel { start, .. } => {
                by_start.remove(start);
            }
            _ => {}
        }
    }
    by_start.into_values().next_back()
}

/// New dates: the employment as it was declared never was, another one is.
fn update(
    standing: &[Statement],
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    recorded: Instant,
    said: &mut Vec<Statement>,
) {
    let Some((old_start, old_end, joint_committee)) = last_in(standing) else { return };
    if start.is_some_and(|s| s != old_start) {
        said.push(Statement::DimonaCancel { start: old_start, recorded });
        said.push(Statement::DimonaIn {
            start: start.unwrap_or(old_start),
            end: end.or(old_end),
            joint_committee,
            recorded,
        });
    } else if let Some(end) = end {
        said.push(Statement::DimonaOut { end, recorded });
    }
}

/// Whether two statements say the same, whenever they came in.
fn same(old: &Statement, new: &Statement) -> bool {
    let as_if_now = |statement: &Statement| {
        let mut statement = statement.clone();
        if let Statement::DimonaIn { recorded, .. }
        | Statement::DimonaOut { recorded, .. }
        | Statement::DimonaCancel { recorded, .. } = &mut statement
        {
            *recorded = Instant(0);
        }
        statement
    };
    as_if_now(old) == as_if_now(new)
}
