//! Taking an import back: each thing it did is reversed by a command of its own, from the last to
//! the first, where nothing changed it since; what cannot be reversed is said with its reason.

mod people;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::TrainingId;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::job::Job;
use fla_store::sheet::{SheetImport, SheetRow};
use futures::{StreamExt as _, TryStreamExt as _};

use super::job::{AT_ONCE, Made, by_group, end, fault, note_rows, taken_of};
use super::verdict::Verdict;
use super::{SheetKind, parse, text_of};
use crate::jobs::Step;
use crate::{App, Caller, Command, Key, Refused};

/// Why something stays.
fn stays(reason: &str) -> Anomaly {
    Anomaly::new(Zone::Version, Fault::Conflict).with("reason", reason)
}

/// Takes the next groups back, the last first.
pub(super) async fn step(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    mut sheet: SheetImport,
    reason: &str,
) -> Result<Step, Refused> {
    let employer = caller.employer();
    let mut work = app.begin_long(caller).await?;
    let done = Verdict::Done.code();
    let taken = taken_of(&sheet)?;
    let last = work.tx.last_sheet_rows(employer, sheet.id, done, taken).await?;
    let groups = super::job::groups_of(&last);
    if groups.is_empty() {
        super::job::count_sizes(&mut work, job).await?;
        let step = end(&mut work, job, &mut sheet, "undone").await?;
        work.tx.commit().await?;
        return Ok(step);
    }
    let rows = work.tx.sheet_groups(employer, sheet.id, &groups).await?;
    let rows = rows.into_iter().filter(|row| row.verdict == done);
    let groups = by_group(groups, rows);
    if super::kind_of(&sheet)? == SheetKind::Employees {
        work.reason = Some(reason);
        return people::step(work, job, &sheet, groups).await;
    }
    work.tx.rollback().await?;
    let under_way = groups.into_iter().map(|rows| group_back(app, caller, &sheet, rows, reason));
    let back: Vec<Vec<SheetRow>> = futures::stream::iter(under_way.collect::<Vec<_>>())
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let back = back.concat();
    note_rows(app, caller, job, &sheet, &back).await?;
    if back.iter().any(|row| row.verdict == done) { Err(Refused::Ended) } else { Ok(Step::More) }
}

/// Takes one group back and says what became of its rows; nothing where the mandate ended before it came to
/// an end: whoever may still act can take it back.
async fn group_back(
    app: &App,
    caller: &Caller,
    sheet: &SheetImport,
    mut rows: Vec<SheetRow>,
    reason: &str,
) -> Result<Vec<SheetRow>, Refused> {
    let Some(first) = rows.first() else { return Ok(rows) };
    let made: Vec<Made> = parse(&first.made)?;
    match take_back(app, caller, sheet, first.number, &made, reason).await {
        Ok(left) => tell(&mut rows, &left)?,
        Err(Refused::Ended) => {}
        Err(refused) => return Err(refused),
    }
    Ok(rows)
}

/// Writes into the rows of a group what became of them: what was left, if anything.
fn tell(rows: &mut [SheetRow], left: &[Anomaly]) -> Result<(), Refused> {
    for row in rows {
        let verdict = if left.is_empty() { Verdict::Undone } else { Verdict::Stays };
        verdict.code().clone_into(&mut row.verdict);
        let faults: Vec<Anomaly> = left
            .iter()
            .map(|a| a.clone().in_file(u64::try_from(row.number).unwrap_or(0), 0))
            .collect();
        row.faults = text_of(&faults)?;
    }
    Ok(())
}

/// The key of the command that reverses a place in what a group did, the first or a later of it.
fn key_of(sheet: &SheetImport, row: i64, place: usize, at: usize) -> String {
    format!("sheet:{}:{row}:undo{place}.{at}", sheet.id)
}

/// Reverses what one group did; says what could not be reversed.
async fn take_back(
    app: &App,
    caller: &Caller,
    sheet: &SheetImport,
    row: i64,
    made: &[Made],
    reason: &str,
) -> Result<Vec<Anomaly>, Refused> {
    let mut left = Vec::new();
    for (place, made) in made.iter().enumerate().rev() {
        let key = |at: usize| Key::new(&key_of(sheet, row, place, at));
        let mut tx = app.inner.store.read().await?;
        // Reversed before a kill.
        let known = key(0)?;
        let begun = tx.change_by_key(caller.employer(), &caller.actor(), known.as_str()).await?;
        let commands =
            if begun.is_some() { Ok(Vec::new()) } else { reverse(&mut tx, caller, made).await? };
        tx.rollback().await?;
        match commands {
            Err(anomaly) => left.push(anomaly),
            Ok(commands) => {
                for (at, command) in commands.iter().enumerate() {
                    let key = key(at)?;
                    match app.submit(caller, command, &key, Some(reason)).await {
                        Ok(_) | Err(Refused::KeyReused) => {}
                        Err(Refused::Ended) => return Err(Refused::Ended),
                        Err(refused) => left.extend(fault(refused)?),
                    }
                }
            }
        }
    }
    Ok(left)
}

type Reversed = Result<Vec<Command>, Anomaly>;

/// The commands that reverse what one change did, or why it stays.
async fn reverse(tx: &mut Tx, caller: &Caller, made: &Made) -> Result<Reversed, Refused> {
    let object = made.object.unwrap_or_default();
    Ok(match made.kind.as_str() {
        "registerTraining" | "correctTraining" => {
            training(tx, caller, TrainingId(object), made).await?
        }
        "giveCompanyDays" => {
            let ids = tx.company_days_of_change(caller.employer(), made.change).await?;
            Ok(ids.into_iter().map(|id| Command::WithdrawCompanyDays { id }).collect())
        }
        _ => Err(stays("sheet-stays-other")),
    })
}

async fn training(
    tx: &mut Tx,
    caller: &Caller,
    id: TrainingId,
    made: &Made,
) -> Result<Reversed, Refused> {
    let employer = caller.employer();
    let Some(now) = tx.get_training(employer, id, Instant::LATEST).await? else {
        return Ok(Err(stays("sheet-stays-changed")));
    };
    if now.change != made.change {
        return Ok(if now.withdrawn { Ok(Vec::new()) } else { Err(stays("sheet-stays-changed")) });
    }
    if made.kind == "registerTraining" {
        let version = now.version;
        return Ok(Ok(vec![Command::WithdrawTraining { training: id, version, parts: None }]));
    }
    let before_at = Instant(made.at.0 - 1);
    let Some(before) = tx.get_training(employer, id, before_at).await? else {
        return Ok(Err(stays("sheet-stays-changed")));
    };
    let was = tx.parts_in(employer, id, before_at).await?;
    let is = tx.parts_in(employer, id, Instant::LATEST).await?;
    let (mut parts, mut added) = (Vec::new(), Vec::new());
    for part in is {
        match was.iter().find(|p| p.id == part.id) {
            Some(old) if old.details != part.details => parts.push((part.id, old.details.clone())),
            Some(_) => {}
            None => added.push(part.id),
        }
    }
    let mut commands = vec![Command::CorrectTraining {
        training: id,
        version: now.version,
        details: before.details,
        parts,
        added: Vec::new(),
    }];
    if !added.is_empty() {
        commands.push(Command::WithdrawTraining {
            training: id,
            version: now.version + 1,
            parts: Some(added),
        });
    }
    Ok(Ok(commands))
}
