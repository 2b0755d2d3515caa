//! Taking an import back: each thing it did is reversed by a command of its own, from the last to
//! the first, where nothing changed it since; what cannot be reversed is said with its reason.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::occupation::Span;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::job::Job;
use fla_store::sheet::{SheetImport, SheetRow};
use futures::{StreamExt as _, TryStreamExt as _};
use jiff::civil::Date;

use super::job::{AT_ONCE, Made, TAKEN, end, fault, note_rows};
use super::verdict::Verdict;
use super::{parse, text_of};
use crate::jobs::Step;
use crate::{App, Caller, Command, Key, OccupationInput, PersonInput, Refused};

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
    let last = work.tx.last_sheet_rows(employer, sheet.id, done, TAKEN).await?;
    let groups = super::job::groups_of(&last);
    if groups.is_empty() {
        super::job::count_sizes(&mut work, job).await?;
        let step = end(&mut work, job, &mut sheet, "undone").await?;
        work.tx.commit().await?;
        return Ok(step);
    }
    let rows = work.tx.sheet_groups(employer, sheet.id, &groups).await?;
    work.tx.rollback().await?;
    let mut under_way = Vec::new();
    for group in groups {
        let rows: Vec<SheetRow> =
            rows.iter().filter(|r| r.group == group && r.verdict == done).cloned().collect();
        under_way.push(group_back(app, caller, &sheet, rows, reason));
    }
    let back: Vec<Vec<SheetRow>> =
        futures::stream::iter(under_way).buffered(AT_ONCE).try_collect().await?;
    note_rows(app, caller, job, &sheet, &back.concat()).await?;
    Ok(Step::More)
}

/// Takes one group back and says what became of its rows.
async fn group_back(
    app: &App,
    caller: &Caller,
    sheet: &SheetImport,
    mut rows: Vec<SheetRow>,
    reason: &str,
) -> Result<Vec<SheetRow>, Refused> {
    let Some(first) = rows.first() else { return Ok(rows) };
    let made: Vec<Made> = parse(&first.made)?;
    let back = take_back(app, caller, sheet, first.number, &made, reason).await?;
    for row in &mut rows {
        let verdict = if back.is_empty() { Verdict::Undone } else { Verdict::Stays };
        verdict.code().clone_into(&mut row.verdict);
        let faults: Vec<Anomaly> = back
            .iter()
            .map(|a| a.clone().in_file(u64::try_from(row.number).unwrap_or(0), 0))
            .collect();
        row.faults = text_of(&faults)?;
    }
    Ok(rows)
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
        let key = |at: usize| Key::new(&format!("sheet:{}:{row}:undo{place}.{at}", sheet.id));
        let mut tx = app.inner.store.read().await?;
        // Reversed before a kill.
        let known = key(0)?;
        let begun = tx.change_by_key(caller.employer(), caller.actor(), known.as_str()).await?;
        let commands =
            if begun.is_some() { Ok(Vec::new()) } else { reverse(&mut tx, caller, made).await? };
        tx.rollback().await?;
        match commands {
            Err(anomaly) => left.push(anomaly),
            Ok(commands) => {
                for (at, command) in commands.iter().enumerate() {
                    let key = key(at)?;
                    match app.submit_one_of_many(caller, command, &key, Some(reason)).await {
                        Ok(_) | Err(Refused::KeyReused) => {}
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
        "addEmployee" => Ok(vec![Command::RemoveEmployee { employee: EmployeeId(object) }]),
        "changePerson" => person(tx, caller, EmployeeId(object), made).await?,
        "changeOccupations" | "endService" => work(tx, caller, EmployeeId(object), made).await?,
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

async fn person(
    tx: &mut Tx,
    caller: &Caller,
    id: EmployeeId,
    made: &Made,
) -> Result<Reversed, Refused> {
    let versions = tx.employee_versions(caller.employer(), id).await?;
    let Some((last, earlier)) = versions.split_last() else {
        return Ok(Err(stays("sheet-stays-changed")));
    };
    let (true, Some(before)) = (last.change == made.change, earlier.last()) else {
        return Ok(Err(stays("sheet-stays-changed")));
    };
    let p = before.person.clone();
    let person = PersonInput {
        ssin: p.ssin.digits().to_owned(),
        family_name: p.family_name,
        given_name: p.given_name,
        birth_date: p.birth_date,
        birth_place: p.birth_place,
        address: p.address,
        gender: p.gender,
        language: p.language,
        email: p.email,
        team: p.team,
    };
    Ok(Ok(vec![Command::ChangePerson { employee: id, person }]))
}

/// Says again what was said of somebody's work before. A stretch without work cannot be said by
/// these commands, so that a gap that the import filled stays filled.
async fn work(
    tx: &mut Tx,
    caller: &Caller,
    id: EmployeeId,
    made: &Made,
) -> Result<Reversed, Refused> {
    let employer = caller.employer();
    let mut spans = async |at: Instant| -> Result<Vec<Span>, Refused> {
        let rows = tx.spans_of(employer, &[id], at).await?;
        Ok(rows.into_iter().map(|row| row.span).collect())
    };
    let now = spans(Instant::LATEST).await?;
    let after = spans(made.at).await?;
    let before = spans(Instant(made.at.0 - 1)).await?;
    if now != after {
        return Ok(Err(stays("sheet-stays-changed")));
    }
    let Some(from) = first_difference(&before, &after) else { return Ok(Ok(Vec::new())) };
    let mut edges: Vec<Date> = before.iter().map(|s| s.from.max(from)).collect();
    edges.extend(before.iter().filter_map(|s| s.to?.tomorrow().ok()));
    edges.push(from);
    edges.retain(|edge| *edge >= from);
    edges.sort_unstable();
    edges.dedup();
    let mut commands = Vec::new();
    for (at, start) in edges.iter().enumerate() {
        let to = edges.get(at + 1).and_then(|next| next.yesterday().ok());
        let then: Vec<&Span> = before
            .iter()
            .filter(|s| s.from <= *start && s.to.is_none_or(|end| end >= *start))
            .collect();
        if then.is_empty() {
            let filled = after
                .iter()
                .any(|s| s.to.is_none_or(|end| end >= *start) && to.is_none_or(|to| s.from <= to));
            if filled {
                return Ok(Err(stays("sheet-stays-gap")));
            }
            continue;
        }
        let occupations = then
            .iter()
            .map(|s| OccupationInput {
                joint_committee: s.joint_committee.clone(),
                fraction: s.fraction,
            })
            .collect();
        commands.push(Command::ChangeOccupations { employee: id, from: *start, to, occupations });
    }
    Ok(Ok(commands))
}

/// The first day on which two time lines differ.
fn first_difference(a: &[Span], b: &[Span]) -> Option<Date> {
    let only = |x: &[Span], y: &[Span]| -> Option<Date> {
        x.iter()
            .filter(|s| !y.contains(s))
            .map(|s| {
                // The same stretch that only ends on another day differs from that day on.
                let twin = y.iter().find(|t| {
                    t.from == s.from
                        && t.joint_committee == s.joint_committee
                        && t.fraction == s.fraction
                });
                match twin.map(|t| [t.to, s.to].into_iter().flatten().min()) {
                    Some(Some(end)) => end.tomorrow().unwrap_or(end),
                    _ => s.from,
                }
            })
            .min()
    };
    [only(a, b), only(b, a)].into_iter().flatten().min()
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
