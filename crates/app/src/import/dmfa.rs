//! Taking a quarterly payroll declaration. A thread reads ahead while the step before is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::{Occupation, Statement};
use fla_domain::time::Quarter;
use fla_formats::declaration::Reader;
use fla_formats::dmfa::{Header, Item, Person};
use fla_store::employment::StoredStatement;
use fla_store::job::Job;
use tokio::sync::mpsc;

use super::check::BUFFER;
use super::cursor::{self, Cursor};
use super::people::{self, Findings, Named};
use super::view::StoredReport;
use crate::intake::Work;
use crate::jobs::{self, Step};
use crate::{App, Caller, Refused};

/// How many people are written in a step.
const STEP: usize = 1_000;

/// What the reading thread hands over.
enum Read {
    Person(Arc<Header>, Person),
    Unreadable(Vec<Anomaly>),
}

pub(super) async fn take(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
    mut report: StoredReport,
    path: &Path,
) -> Result<Step, Refused> {
    let (send, mut steps) = mpsc::channel::<Result<Vec<Read>, Anomaly>>(2);
    let (path, skip) = (path.to_owned(), cursor.items);
    let reading = tokio::task::spawn_blocking(move || read(&path, skip, &send));
    while let Some(step) = steps.recv().await {
        // The file was read to its end before, so it can only have been tampered with since.
        let items = step.map_err(|a| Refused::Broken(format!("file changed: {a}")))?;
        let mut work = app.begin_long(caller).await?;
        write(&mut work, job, cursor, &mut report, &items).await?;
        jobs::note_step(&mut work, job, "importDeclarations").await?;
        cursor.items += items.len() as u64;
        job.done += i64::try_from(items.len()).unwrap_or(0);
        cursor::write(&mut work, job, cursor, &report).await?;
        work.tx.commit().await?;
    }
    reading.await.map_err(|_| Refused::Broken("reader of a file".to_owned()))?;
    cursor.next_file();
    cursor::save(app, caller, job, cursor, &report).await
}

fn read(path: &Path, skip: u64, send: &mpsc::Sender<Result<Vec<Read>, Anomaly>>) {
    if let Err(anomaly) = read_all(path, skip, send) {
        // Where the writer has gone, nobody waits for this.
        let _ = send.blocking_send(Err(anomaly));
    }
}

fn read_all(
    path: &Path,
    skip: u64,
    send: &mpsc::Sender<Result<Vec<Read>, Anomaly>>,
) -> Result<(), Anomaly> {
    use fla_domain::anomaly::{Fault, Zone};
    let gone = || Anomaly::new(Zone::File, Fault::NotFound);
    let file = File::open(path).map_err(|_| gone())?;
    let Reader::Dmfa(mut reader) = Reader::open(BufReader::with_capacity(BUFFER, file))? else {
        return Err(gone());
    };
    let (mut seen, mut header) = (0_u64, None);
    let mut step = Vec::with_capacity(STEP);
    while let Some(item) = reader.next()? {
        let read = match item {
            Item::Header(next) => {
                header = Some(Arc::new(next));
                continue;
            }
            Item::Person(person) => match &header {
                Some(header) => Read::Person(Arc::clone(header), person),
                None => continue,
            },
            Item::Unreadable(unreadable) => Read::Unreadable(unreadable.anomalies),
            Item::Refused(refused) => Read::Unreadable(refused.anomalies),
        };
        seen += 1;
        if seen <= skip {
            continue;
        }
        step.push(read);
        if step.len() == STEP && send.blocking_send(Ok(std::mem::take(&mut step))).is_err() {
            return Ok(());
        }
    }
    if !step.is_empty() {
        let _ = send.blocking_send(Ok(step));
    }
    Ok(())
}

/// What is declared of a person in a quarter, the occurrences in one file together.
struct Declared {
    header: Arc<Header>,
    occupations: Vec<Occupation>,
}

async fn write(
    work: &mut Work<'_>,
    job: &mut Job,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    items: &[Read],
) -> Result<(), Refused> {
    let mut findings = Findings::default();
    let mut declared: BTreeMap<Quarter, BTreeMap<Ssin, Declared>> = BTreeMap::new();
    let mut named = Vec::new();
    let mut listed = report.files[..=cursor.file].iter().map(|f| f.unreadable).sum::<u64>();
    listed = listed.saturating_sub(report.files[cursor.file].unreadable);
    for item in items {
        match item {
            Read::Person(header, person) => {
                named.push(Named {
                    ssin: person.ssin.clone(),
                    given_name: person.given_name.clone(),
                    family_name: person.family_name.clone(),
                });
                let quarter = declared.entry(header.quarter).or_default();
                let entry = quarter.entry(person.ssin.clone()).or_insert_with(|| Declared {
                    header: Arc::clone(header),
                    occupations: Vec::new(),
                });
                if header.created > entry.header.created {
                    entry.header = Arc::clone(header);
                    entry.occupations.clear();
                }
                if header.created == entry.header.created {
                    entry.occupations.extend(person.occupations.iter().cloned());
                }
            }
            Read::Unreadable(anomalies) => {
                for anomaly in anomalies {
                    let detail = serde_json::to_string(anomaly)
                        .map_err(|_| Refused::Broken("anomaly has no text form".to_owned()))?;
                    findings.add(cursor, listed, "unreadable", None, detail);
                }
                listed += 1;
            }
        }
    }
    let people = people::resolve(work, &named).await?;
    for id in &people.new {
        let count = report.files.iter().map(|f| f.new).sum();
        findings.add(cursor, count, "new", Some(*id), String::new());
        report.files[cursor.file].new += 1;
    }
    let is_new: BTreeSet<EmployeeId> = people.new.iter().copied().collect();
    for (quarter, of_quarter) in &declared {
        declare(work, cursor, report, *quarter, of_quarter, &people.ids, &is_new).await?;
    }
    findings.write(work, job).await
}

async fn declare(
    work: &mut Work<'_>,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    quarter: Quarter,
    declared: &BTreeMap<Ssin, Declared>,
    ids: &BTreeMap<Ssin, EmployeeId>,
    is_new: &BTreeSet<EmployeeId>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    if work.tx.add_declared_quarter(employer, quarter, work.at, work.change).await? {
        cursor.new_quarters.insert(quarter);
    }
    let known: Vec<EmployeeId> = declared
        .keys()
        .filter_map(|s| ids.get(s))
        .filter(|id| !is_new.contains(id))
        .copied()
        .collect();
    let standing: BTreeMap<EmployeeId, StoredStatement> = work
        .tx
        .declared_for(employer, quarter, &known)
        .await?
        .into_iter()
        .map(|s| (s.employee, s))
        .collect();
    let (mut closed, mut opened, mut touched) = (Vec::new(), Vec::new(), Vec::new());
    for (ssin, new) in declared {
        let Some(&id) = ids.get(ssin) else { continue };
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
        if !is_new.contains(&id) {
            file.changed += 1;
        }
        closed.extend(standing.get(&id).map(|s| (id, s.id)));
        let statement = Statement::Declared {
            quarter,
            created: new.header.created,
            recorded: work.at,
            occupations: together(standing.get(&id), new),
        };
        opened.push((work.app.ordered_id(work.at), id, statement));
        touched.push(id);
    }
    opened.sort_by_key(|o| o.1);
    work.tx.close_statements(employer, &closed, work.at).await?;
    work.tx.insert_statements(employer, &opened, work.at, work.change).await?;
    work.tx.queue_recalculation(employer, &touched).await?;
    work.written.extend(touched);
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
    if new.header.created < *created {
        Verdict::Older
    } else if new.occupations.iter().all(|o| occupations.contains(o))
        && (new.header.created == *created || new.occupations.len() == occupations.len())
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
        && *created == new.header.created
    {
        all.extend(occupations.iter().filter(|o| !new.occupations.contains(o)).cloned());
    }
    all
}
