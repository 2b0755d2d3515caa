//! The long work on a spreadsheet, in steps that each commit with how far they got.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fla_domain::anomaly::{Anomaly, Fault, Zone, alike};
use fla_domain::ids::{ChangeId, FileId};
use fla_domain::time::Instant;
use fla_sheets::{Family, Limits, SheetError, Table, pdf};
use fla_store::TRACES;
use fla_store::change::StoredChange;
use fla_store::job::Job;
use fla_store::sheet::{SheetImport, SheetRow};
use futures::{StreamExt as _, TryStreamExt as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tracing::{Instrument as _, info_span};
use uuid::Uuid;

use super::field::{Field, SheetKind};
use super::layout::Layout;
use super::reading::Rules;
use super::verdict::{Judged, Plan, Verdict};
use super::{Payload, Report, Task, days, many, parse, people, text_of, trainings, undo};
use crate::intake::Work;
pub(super) use crate::jobs::go_on;
use crate::jobs::{self, Step};
use crate::refused::unmandated;
use crate::{App, Caller, Key, Refused};

/// Rows that are looked at in one step.
const LOOKED_AT: i64 = 1_000;
/// Groups that are carried out in one step.
pub(super) const TAKEN: i64 = 200;
/// Rows about employees that are carried out in one step, all in one transaction: so many that its
/// reads and its flush to the disk weigh little, so few that other writers need not wait long.
pub(super) const TAKEN_PEOPLE: i64 = 500;
/// Groups that are on their way at once: what is written at one time is flushed to the disk once.
pub(super) const AT_ONCE: usize = 32;

/// Where the job is that read the file and found nothing to ask: it looks at the rows.
const LOOK: &str = "look";

/// What a command of an import did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) change: ChangeId,
    pub(super) at: Instant,
    pub(super) kind: String,
    pub(super) object: Option<Uuid>,
}

/// One step of the work on a spreadsheet.
pub(crate) async fn step(app: &App, caller: &Caller, mut job: Job) -> Result<Step, Refused> {
    let payload: Payload = parse(&job.payload)?;
    let mut tx = app.inner.store.read().await?;
    let sheet = tx.get_sheet(caller.employer(), payload.sheet).await?;
    tx.rollback().await?;
    let Some(sheet) = sheet else {
        return Err(Refused::Broken("the spreadsheet of a job".to_owned()));
    };
    match payload.task {
        Task::Read if job.cursor == LOOK => look(app, caller, &mut job, sheet).await,
        Task::Read => read(app, caller, &mut job, &payload, sheet).await,
        Task::Look => look(app, caller, &mut job, sheet).await,
        Task::Take => take(app, caller, &mut job, sheet).await,
        Task::Undo => undo::step(app, caller, &mut job, sheet, &payload.reason).await,
    }
}

/// Ends the job, and leaves the import in a state.
pub(super) async fn end(
    work: &mut Work<'_>,
    job: &mut Job,
    sheet: &mut SheetImport,
    state: &str,
) -> Result<Step, Refused> {
    go_on(work.app, &mut work.tx, job).await?;
    state.clone_into(&mut sheet.state);
    sheet.touched_at = work.at;
    work.tx.update_sheet(work.caller.employer(), sheet).await?;
    job.done = job.total;
    jobs::finish(work, job, "done").await?;
    Ok(Step::Finished)
}

/// A table, or why there is none, with the SHA-256 of the file.
type Found = (Result<Table, SheetError>, String);

async fn table(app: &App, file: FileId) -> Result<Found, Refused> {
    let bytes = app.inner.files.read(file).await.map_err(|error| crate::import::disk(&error))?;
    let pdfs = app.inner.pdfs.get().cloned();
    tokio::task::spawn_blocking(move || {
        let digest = hexadecimal(&Sha256::digest(&bytes));
        (table_of(&bytes, pdfs.as_ref()), digest)
    })
    .instrument(info_span!(target: TRACES, "fla.sheet.read"))
    .await
    .map_err(|_| Refused::Broken("reader of a file".to_owned()))
}

/// Bytes in hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The table of a file. Blocks.
pub(crate) fn table_of(bytes: &[u8], pdfs: Option<&pdf::Reader>) -> Result<Table, SheetError> {
    let limits = Limits::default();
    match (Family::of(bytes), pdfs) {
        (Family::Pdf, Some(reader)) => reader.read(bytes, &limits),
        _ => fla_sheets::read(bytes, &limits),
    }
}

/// What a file that cannot be read is said to be.
pub(crate) fn refusal(error: &SheetError) -> Anomaly {
    let mut anomaly = Anomaly::new(Zone::File, Fault::Invalid).with("reason", error.reason());
    if let Some(limit) = error.limit() {
        anomaly = anomaly.with("max", limit);
    }
    if let Some(row) = error.row() {
        anomaly = anomaly.with("row", row).in_file(u64::from(row), 0);
    }
    anomaly
}

/// Reads the file to its end and keeps its rows.
async fn read(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    payload: &Payload,
    mut sheet: SheetImport,
) -> Result<Step, Refused> {
    let employer = caller.employer();
    let file = sheet.file.ok_or_else(|| Refused::Broken("file of a sheet".to_owned()))?;
    let (table, digest) = table(app, file).await?;
    let mut report: Report = parse(&sheet.report)?;
    if report.copy {
        report.digest = digest;
    }
    let mut work = app.begin_long(caller).await?;
    let step = match table {
        Err(error) => {
            report.refused = vec![refusal(&error)];
            sheet.report = text_of(&report)?;
            end(&mut work, job, &mut sheet, "refused").await?
        }
        Ok(mut table) => {
            let layout = Layout::take(&mut table);
            let body = &table.rows[..];
            report.rows = i64::try_from(body.len()).unwrap_or(0);
            report.others = table.others.iter().take(20).cloned().collect();
            sheet.form = text_of(&table.form)?;
            for rows in body.chunks(1_000) {
                let rows: Vec<SheetRow> = rows.iter().map(kept).collect::<Result<_, _>>()?;
                work.tx.put_sheet_rows(employer, sheet.id, &rows).await?;
            }
            let remembered = work.tx.sheet_layout(employer, &layout.digest()).await?;
            let remembered =
                remembered.filter(|(kind, _)| payload.wish.is_none_or(|wish| wish.code() == kind));
            let (kind, mapping) = match remembered {
                Some((kind, mapping)) => {
                    report.remembered = true;
                    (SheetKind::from_code(&kind), parse(&mapping)?)
                }
                None => layout.recognise(body, payload.wish),
            };
            let has = |field: Field| mapping.contains(&Some(field));
            let named = layout.columns.iter().any(|column| !column.title.is_empty());
            let enough =
                named && kind.is_some_and(|kind| kind.is_satisfied(has)) && !body.is_empty();
            kind.map_or("", SheetKind::code).clone_into(&mut sheet.kind);
            sheet.columns = text_of(&layout)?;
            sheet.mapping = text_of(&mapping)?;
            if body.is_empty() {
                report.refused = vec![refusal(&SheetError::Empty)];
            }
            sheet.report = text_of(&report)?;
            job.total = report.rows;
            if enough {
                "looking".clone_into(&mut sheet.state);
                work.tx.update_sheet(employer, &sheet).await?;
                LOOK.clone_into(&mut job.cursor);
                go_on(app, &mut work.tx, job).await?;
                Step::More
            } else {
                let state = if body.is_empty() { "refused" } else { "columns" };
                end(&mut work, job, &mut sheet, state).await?
            }
        }
    };
    work.tx.commit().await?;
    if !report.copy {
        // What was in the file is in the rows; the file is full of people's data and goes.
        if let Err(error) = app.inner.files.remove(file).await {
            tracing::warn!(%file, kind = ?error.kind(), "a spreadsheet stays behind");
        }
    }
    Ok(step)
}

fn kept(row: &fla_sheets::Row) -> Result<SheetRow, Refused> {
    Ok(SheetRow {
        number: i64::from(row.number),
        cells: text_of(&row.cells)?,
        verdict: String::new(),
        group: String::new(),
        item: String::new(),
        faults: "[]".to_owned(),
        made: "[]".to_owned(),
    })
}

/// How the rows of an import are read.
pub(super) async fn rules(work: &mut Work<'_>, sheet: &SheetImport) -> Result<Rules, Refused> {
    let employer = work.caller.employer();
    let own = work.tx.get_employer(employer, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
    let copy = parse::<Report>(&sheet.report)?.copy;
    Ok(Rules {
        copy: copy.then_some(sheet.id),
        kind: super::kind_of(sheet)?,
        layout: parse(&sheet.columns)?,
        mapping: parse(&sheet.mapping)?,
        day_minutes: own.day_minutes,
        today: work.today(),
    })
}

/// Looks at the next rows.
async fn look(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    mut sheet: SheetImport,
) -> Result<Step, Refused> {
    let employer = caller.employer();
    let mut work = app.begin_long(caller).await?;
    let mut rows = work.tx.sheet_rows(employer, sheet.id, Some(""), 0, LOOKED_AT).await?;
    if rows.is_empty() {
        let step = end(&mut work, job, &mut sheet, "ready").await?;
        work.tx.commit().await?;
        return Ok(step);
    }
    let rules = rules(&mut work, &sheet).await?;
    let tx = &mut work.tx;
    let mut judged = match rules.kind {
        SheetKind::Employees => people::judge(tx, employer, &rules, &rows).await?,
        SheetKind::Trainings => trainings::judge(tx, employer, &rules, &rows).await?,
        SheetKind::CompanyDays => days::judge(tx, employer, &rules, &rows).await?,
    };
    tell_repeated(&mut work, &sheet, &rules, &rows, &mut judged).await?;
    for (row, judged) in rows.iter_mut().zip(judged) {
        judged.verdict.code().clone_into(&mut row.verdict);
        row.group = judged.group;
        row.item = judged.item;
        // The training and its one participation can have the same fault.
        let mut faults: Vec<Anomaly> = Vec::new();
        for fault in judged.faults {
            let same = |f: &Anomaly| {
                f.code() == fault.code() && f.column == fault.column && f.args == fault.args
            };
            if !faults.iter().any(same) {
                faults.push(fault);
            }
        }
        row.faults = text_of(&faults)?;
    }
    work.tx.put_sheet_rows(employer, sheet.id, &rows).await?;
    job.done += i64::try_from(rows.len()).unwrap_or(0);
    go_on(app, &mut work.tx, job).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

/// A row that says again what an earlier one said is the same; one that says another thing of the
/// same is a conflict.
async fn tell_repeated(
    work: &mut Work<'_>,
    sheet: &SheetImport,
    rules: &Rules,
    rows: &[SheetRow],
    judged: &mut [Judged],
) -> Result<(), Refused> {
    let items: Vec<String> =
        judged.iter().filter(|j| !j.item.is_empty()).map(|j| j.item.clone()).collect();
    let mut first: BTreeMap<String, (i64, String)> = BTreeMap::new();
    for row in work.tx.sheet_items(work.caller.employer(), sheet.id, &items).await? {
        if row.verdict != Verdict::Refused.code() {
            first.entry(row.item).or_insert((row.number, row.cells));
        }
    }
    for (row, judged) in rows.iter().zip(judged.iter_mut()) {
        let told = matches!(judged.verdict, Verdict::New | Verdict::Newer | Verdict::Same);
        if !told || judged.item.is_empty() {
            continue;
        }
        match first.get(&judged.item) {
            None => {
                first.insert(judged.item.clone(), (row.number, row.cells.clone()));
            }
            Some((_, cells)) if *cells == row.cells => judged.verdict = Verdict::Same,
            Some((number, _)) if judged.verdict.is_to_do() => {
                let twice = Anomaly::new(Zone::Participation, Fault::Duplicate)
                    .with("reason", "sheet-twice")
                    .with("row", number)
                    .at("ssin");
                judged.faults.push(rules.place(row.number, twice));
                judged.verdict = Verdict::Conflict;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The groups of rows, each once, in the order of the rows.
pub(super) fn groups_of(rows: &[SheetRow]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    rows.iter().filter(|row| seen.insert(&row.group)).map(|row| row.group.clone()).collect()
}

/// Carries out the next groups: those about employees very many at a time, others each by a
/// command that commits by itself, so that a kill between it and the note that it was done is
/// healed by its key.
async fn take(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    mut sheet: SheetImport,
) -> Result<Step, Refused> {
    let employer = caller.employer();
    let to_do = [Verdict::New.code().to_owned(), Verdict::Newer.code().to_owned()];
    let taken = taken_of(&sheet)?;
    let mut work = app.begin_long(caller).await?;
    let mut next = Vec::new();
    for verdict in &to_do {
        next.extend(work.tx.sheet_rows(employer, sheet.id, Some(verdict), 0, taken).await?);
    }
    next.sort_by_key(|row| row.number);
    next.truncate(usize::try_from(taken).unwrap_or(usize::MAX));
    let groups = groups_of(&next);
    if groups.is_empty() {
        count_sizes(&mut work, job).await?;
        let step = end(&mut work, job, &mut sheet, "done").await?;
        work.tx.commit().await?;
        return Ok(step);
    }
    let rules = rules(&mut work, &sheet).await?;
    let rows = work.tx.sheet_groups(employer, sheet.id, &groups).await?;
    let rows = rows.into_iter().filter(|row| to_do.contains(&row.verdict));
    let groups = by_group(groups, rows);
    if rules.kind == SheetKind::Employees {
        return many::take(work, job, &sheet, &rules, groups).await;
    }
    work.tx.rollback().await?;
    let under_way = groups.into_iter().map(|rows| group_of(app, caller, &sheet, &rules, rows));
    let done: Vec<Vec<SheetRow>> = futures::stream::iter(under_way.collect::<Vec<_>>())
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    note_rows(app, caller, job, &sheet, &done.concat()).await?;
    Ok(Step::More)
}

/// How many rows a step takes.
pub(super) fn taken_of(sheet: &SheetImport) -> Result<i64, Refused> {
    let people = super::kind_of(sheet)? == SheetKind::Employees;
    Ok(if people { TAKEN_PEOPLE } else { TAKEN })
}

/// The rows of each group, in the order of the groups; those without rows are left out.
pub(super) fn by_group(
    groups: Vec<String>,
    rows: impl IntoIterator<Item = SheetRow>,
) -> Vec<Vec<SheetRow>> {
    let mut parted: BTreeMap<String, Vec<SheetRow>> = BTreeMap::new();
    for row in rows {
        parted.entry(row.group.clone()).or_default().push(row);
    }
    groups.into_iter().filter_map(|group| parted.remove(&group)).collect()
}

/// Notes what became of the rows of a step, even where the mandate ended meanwhile. After a kill before
/// this their commands answer as the first time.
pub(super) async fn note_rows(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    sheet: &SheetImport,
    rows: &[SheetRow],
) -> Result<(), Refused> {
    let mut tx = app.inner.store.write_long().await?;
    tx.put_sheet_rows(caller.employer(), sheet.id, rows).await?;
    job.done += i64::try_from(rows.len()).unwrap_or(0);
    go_on(app, &mut tx, job).await?;
    Ok(tx.commit().await?)
}

/// Counts the size of the undertaking: behind the last row, and before it where rights are worked
/// out. Where another band follows from it, everybody's rights are worked out again.
pub(super) async fn count_sizes(work: &mut Work<'_>, job: &Job) -> Result<(), Refused> {
    if jobs::sizes_after_change(work).await? {
        jobs::note_facts(work, job, "sheetSizes").await?;
    }
    if std::mem::take(&mut work.everybody) {
        work.tx.queue_recalculation_of_all(work.caller.employer()).await?;
        jobs::enqueue_recalculation(work).await?;
    }
    Ok(())
}

/// Carries one group out and says what became of its rows.
async fn group_of(
    app: &App,
    caller: &Caller,
    sheet: &SheetImport,
    rules: &Rules,
    mut rows: Vec<SheetRow>,
) -> Result<Vec<SheetRow>, Refused> {
    let employer = caller.employer();
    let mut tx = app.inner.store.read().await?;
    let Plan { commands, left_out } = match rules.kind {
        SheetKind::Employees => return Err(Refused::Broken("rows about employees".to_owned())),
        SheetKind::Trainings => trainings::plan(&mut tx, employer, rules, &rows).await?,
        SheetKind::CompanyDays => days::plan(&mut tx, employer, rules, &rows).await?,
    };
    tx.rollback().await?;
    let first = rows.first().map_or(0, |row| row.number);
    let mut failed: Option<Vec<Anomaly>> = None;
    for (tail, command, reason) in &commands {
        let key = Key::new(&format!("sheet:{}:{first}:{tail}", sheet.id))?;
        match app.submit(caller, command, &key, reason.as_deref()).await {
            // Done before a kill: what is asked now is asked of what it left behind.
            Ok(_) | Err(Refused::KeyReused) => {}
            Err(refused) => {
                failed = Some(fault(refused)?);
                break;
            }
        }
    }
    let made = made(app, caller, sheet, first).await?;
    tell(rules, &mut rows, &left_out, failed.as_deref(), &made)?;
    Ok(rows)
}

/// Writes into the rows of a group what became of them: which were left out after all, what was
/// made of the others, and what the command after that failed of.
pub(super) fn tell(
    rules: &Rules,
    rows: &mut [SheetRow],
    left_out: &[(i64, Verdict, Vec<Anomaly>)],
    failed: Option<&[Anomaly]>,
    made: &[Made],
) -> Result<(), Refused> {
    let text = text_of(&made)?;
    for row in rows {
        if let Some((_, verdict, faults)) = left_out.iter().find(|l| l.0 == row.number) {
            verdict.code().clone_into(&mut row.verdict);
            row.faults = text_of(faults)?;
            continue;
        }
        let verdict = match failed {
            Some(_) if made.is_empty() => Verdict::Refused,
            _ if made.is_empty() => Verdict::Same,
            _ => Verdict::Done,
        };
        verdict.code().clone_into(&mut row.verdict);
        row.made.clone_from(&text);
        if let Some(faults) = failed {
            let placed: Vec<Anomaly> =
                faults.iter().map(|a| rules.place(row.number, a.clone())).collect();
            row.faults = text_of(&placed)?;
        }
    }
    Ok(())
}

/// The tails of keys of the commands that a row about trainings or company days can need.
const TAILS: [&str; 3] = ["t", "w", "g"];

/// What the commands of a row did, in their order.
async fn made(
    app: &App,
    caller: &Caller,
    sheet: &SheetImport,
    row: i64,
) -> Result<Vec<Made>, Refused> {
    let mut tx = app.inner.store.read().await?;
    let mut made = Vec::new();
    let keys = TAILS.map(|tail| format!("sheet:{}:{row}:{tail}", sheet.id));
    for change in tx.changes_by_keys(caller.employer(), &caller.actor(), &keys).await? {
        made.push(made_by(&change)?);
    }
    tx.rollback().await?;
    made.sort_by_key(|m| m.at);
    Ok(made)
}

/// What a change did.
pub(super) fn made_by(change: &StoredChange) -> Result<Made, Refused> {
    let receipt: crate::Receipt = parse(&change.outcome)?;
    let kind = change.kind.clone();
    Ok(Made { change: change.id, at: change.at, kind, object: receipt.object })
}

/// What is wrong with a row, where that is the row's fault or another act came between.
pub(super) fn fault(refused: Refused) -> Result<Vec<Anomaly>, Refused> {
    match refused {
        Refused::Invalid(anomalies) => Ok(alike(anomalies)),
        Refused::Conflict | Refused::Hidden => {
            Ok(vec![Anomaly::new(Zone::Version, Fault::Conflict).with("reason", "sheet-changed")])
        }
        Refused::Forbidden(_) => Ok(vec![Anomaly::new(Zone::Access, Fault::Forbidden)]),
        Refused::Ended => Ok(vec![unmandated()]),
        other => Err(other),
    }
}
