//! Rows about employees, carried out and taken back many at a time: one transaction holds the
//! commands of very many people and the note of what became of their rows. Each command is a
//! change of its own with its own audit entry, as if it had come alone; a kill leaves all of a step
//! or nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{ChangeId, EmployeeId};
use fla_store::change::StoredChange;
use fla_store::job::Job;
use fla_store::sheet::{SheetImport, SheetRow};
use fla_store::stamp::Stamp;

use super::job::{self, Made, TAKEN_PEOPLE};
use super::people;
use super::reading::Rules;
use super::verdict::Plan;
use crate::apply::persons;
use crate::intake::Work;
use crate::jobs::Step;
use crate::{Command, Key, Receipt, Refused, recompute};

/// The tails of keys of the commands that a row about an employee can need.
const TAILS: [&str; 9] = ["n", "p", "a", "b", "c", "d", "f", "g", "e"];

/// Keys asked for in one statement.
const KEYS: usize = 5_000;

/// A command that rows come to.
pub(super) struct Order {
    pub(super) key: Key,
    pub(super) command: Command,
    /// How many rows of the import were carried out before.
    pub(super) before: i64,
}

/// What came of a command: the change, also one that was made before a kill; `None` where the key
/// was used for a command that is asked otherwise now.
pub(super) type Answer = Result<Option<StoredChange>, Refused>;

/// Carries out orders in their order, those about one person one after the other; answers each.
pub(super) async fn carry_out(
    work: &mut Work<'_>,
    job: &Job,
    orders: &[Order],
) -> Result<Vec<Answer>, Refused> {
    let earlier = changes_under(work, orders.iter().map(|o| o.key.as_str().to_owned())).await?;
    let mut answers: Vec<Option<Answer>> = orders.iter().map(|_| None).collect();
    let mut open = Vec::new();
    for (index, order) in orders.iter().enumerate() {
        match work.app.admissible(work.caller, &order.command, work.reason) {
            Err(refused) => answers[index] = Some(Err(refused)),
            Ok(digest) => match earlier.get(order.key.as_str()) {
                Some(change) => {
                    let same = (change.digest == digest).then(|| change.clone());
                    answers[index] = Some(Ok(same));
                }
                None => open.push((index, digest)),
            },
        }
    }
    while !open.is_empty() {
        let mut people = BTreeSet::new();
        let (now, later): (Vec<_>, Vec<_>) = open.into_iter().partition(|(index, _)| {
            let about = persons::about(&orders[*index].command);
            about.is_none_or(|person| people.insert(person))
        });
        let indices: Vec<usize> = now.iter().map(|n| n.0).collect();
        let answered = at_once(work, job, orders, now).await?;
        for (index, answer) in indices.into_iter().zip(answered) {
            answers[index] = Some(answer);
        }
        open = later;
    }
    let missing = || Refused::Broken("an answer to a row".to_owned());
    answers.into_iter().map(|answer| answer.ok_or_else(missing)).collect()
}

/// Carries out orders about different people.
async fn at_once(
    work: &mut Work<'_>,
    job: &Job,
    orders: &[Order],
    now: Vec<(usize, Vec<u8>)>,
) -> Result<Vec<Answer>, Refused> {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let stamps: Vec<Stamp> = now.iter().map(|_| work.next_stamp()).collect();
    work.begin_anew();
    let asked: Vec<persons::Asked<'_>> = now
        .iter()
        .zip(&stamps)
        .map(|((index, _), stamp)| persons::Asked {
            command: &orders[*index].command,
            stamp: *stamp,
            place: Some((number(orders[*index].before), number(job.total))),
        })
        .collect();
    let persons::Answered { people, stated } = persons::all(work, &asked).await?;
    if stated && counts_sizes(job.done) {
        job::count_sizes(work, job).await?;
    }
    let ids: Vec<EmployeeId> = people.iter().flatten().copied().collect();
    recompute::employees(work, &ids).await?;
    // Each entry of the audit log is about its own person.
    work.written.clear();
    let (mut noted, mut subjects, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let mut answers: Vec<Answer> = Vec::with_capacity(now.len());
    for (((index, digest), stamp), person) in now.into_iter().zip(stamps).zip(people) {
        let Order { key, command, .. } = &orders[index];
        answers.push(match person {
            Err(refused) => Err(refused),
            Ok(id) => {
                let (change, object) = (stamp.change, Some(id.0));
                let receipt = Receipt { change, object, affected: 1, job: None };
                noted.push(work.noted(stamp, command.kind(), key, digest, &receipt)?);
                subjects.push(vec![id]);
                places.push(answers.len());
                Ok(None)
            }
        });
    }
    for (place, change) in places.into_iter().zip(work.write_notes(noted, subjects).await?) {
        answers[place] = Ok(Some(change));
    }
    Ok(answers)
}

/// Whether a step behind so many rows counts the size of the undertaking before it works out
/// rights: the first does, and then each that doubles what was carried out. Counting takes as long
/// as there are people, so that counting in every step would take the square of that. From the
/// first step on the size is about right; where another band follows from it later, or at the end,
/// where it is counted once more, everybody is worked out again.
fn counts_sizes(done: i64) -> bool {
    let doubled = |rows: i64| (rows / TAKEN_PEOPLE + 1).checked_ilog2();
    done <= 0 || doubled(done) != doubled(done.saturating_add(TAKEN_PEOPLE))
}

/// The changes that the caller made under some keys, by key.
pub(super) async fn changes_under(
    work: &mut Work<'_>,
    keys: impl IntoIterator<Item = String>,
) -> Result<BTreeMap<String, StoredChange>, Refused> {
    let keys: Vec<String> = keys.into_iter().collect();
    let (employer, actor) = (work.caller.employer(), work.caller.actor());
    let mut changes = BTreeMap::new();
    for chunk in keys.chunks(KEYS) {
        let found = work.tx.changes_by_keys(employer, &actor, chunk).await?;
        changes.extend(found.into_iter().map(|change| (change.caller_key.clone(), change)));
    }
    Ok(changes)
}

/// A group of rows under way.
struct Group {
    rows: Vec<SheetRow>,
    plan: Plan,
    made: BTreeMap<ChangeId, Made>,
    failed: Option<Vec<Anomaly>>,
}

/// Carries out the next groups in the transaction in which they were read, and commits it.
pub(super) async fn take(
    mut work: Work<'_>,
    job: &mut Job,
    sheet: &SheetImport,
    rules: &Rules,
    rows: Vec<Vec<SheetRow>>,
) -> Result<Step, Refused> {
    let plans = people::plans(&mut work.tx, work.caller.employer(), rules, &rows).await?;
    let first = |rows: &[SheetRow]| rows.first().map_or(0, |row| row.number);
    let key = |row: i64, tail: &str| format!("sheet:{}:{row}:{tail}", sheet.id);
    let keys = rows.iter().flat_map(|rows| TAILS.map(|tail| key(first(rows), tail)));
    let before_a_kill = changes_under(&mut work, keys).await?;
    let mut groups = Vec::with_capacity(rows.len());
    for (rows, plan) in rows.into_iter().zip(plans) {
        let mut made = BTreeMap::new();
        for change in TAILS.iter().filter_map(|tail| before_a_kill.get(&key(first(&rows), tail))) {
            made.insert(change.id, job::made_by(change)?);
        }
        groups.push(Group { rows, plan, made, failed: None });
    }
    let most = groups.iter().map(|group| group.plan.commands.len()).max().unwrap_or(0);
    let mut denied = Vec::new();
    for nth in 0..most {
        let (mut orders, mut places) = (Vec::new(), Vec::new());
        for (place, group) in groups.iter().enumerate().filter(|(_, g)| g.failed.is_none()) {
            let Some((tail, command, _)) = group.plan.commands.get(nth) else { continue };
            let key = Key::new(&key(first(&group.rows), tail))?;
            let before = job.done.saturating_add(i64::try_from(place).unwrap_or(0));
            orders.push(Order { key, command: command.clone(), before });
            places.push(place);
        }
        for (place, answer) in places.into_iter().zip(carry_out(&mut work, job, &orders).await?) {
            let group = &mut groups[place];
            match answer {
                Ok(change) => {
                    if let Some(change) = change {
                        group.made.insert(change.id, job::made_by(&change)?);
                    }
                }
                Err(refused) => {
                    if let Refused::Forbidden(_) = refused {
                        denied.push(group.plan.commands[nth].1.kind());
                    }
                    group.failed = Some(job::fault(refused)?);
                }
            }
        }
    }
    let mut all = Vec::new();
    for Group { mut rows, plan, made, failed } in groups {
        let mut made: Vec<Made> = made.into_values().collect();
        made.sort_by_key(|m| m.at);
        job::tell(rules, &mut rows, &plan.left_out, failed.as_deref(), &made)?;
        all.extend(rows);
    }
    finish_step(work, job, sheet, &all, &denied).await
}

/// Notes what became of rows, commits, and notes what was refused for want of permission.
pub(super) async fn finish_step(
    mut work: Work<'_>,
    job: &mut Job,
    sheet: &SheetImport,
    rows: &[SheetRow],
    denied: &[&str],
) -> Result<Step, Refused> {
    work.tx.put_sheet_rows(work.caller.employer(), sheet.id, rows).await?;
    job.done += i64::try_from(rows.len()).unwrap_or(0);
    job::go_on(work.app, &mut work.tx, job).await?;
    let (app, caller) = (work.app, work.caller);
    work.tx.commit().await?;
    for kind in denied {
        app.note_refusal(caller, kind).await?;
    }
    Ok(Step::More)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_counted_first_and_whenever_as_much_again_was_done() {
        let steps = |first: i64| (0..200).map(move |n| first + n * TAKEN_PEOPLE);
        let counted: Vec<i64> =
            steps(0).filter(|done| counts_sizes(*done)).map(|done| done / TAKEN_PEOPLE).collect();
        assert_eq!(counted, [0, 2, 6, 14, 30, 62, 126]);
        // Steps are not always whole.
        assert_eq!(steps(137).filter(|done| counts_sizes(*done)).count(), 7);
    }
}
