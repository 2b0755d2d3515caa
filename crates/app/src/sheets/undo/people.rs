//! Taking back what rows about employees did, very many at a time.

use std::collections::BTreeMap;

use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::occupation::Span;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::employee::Employee;
use fla_store::job::Job;
use fla_store::sheet::{SheetImport, SheetRow};
use jiff::civil::Date;

use super::super::job::{Made, fault};
use super::super::many::{self, Order};
use super::super::parse;
use super::{Reversed, key_of, stays, tell};
use crate::intake::Work;
use crate::jobs::Step;
use crate::{Command, Key, OccupationInput, PersonInput, Refused};

/// A group of rows under way.
struct Group {
    rows: Vec<SheetRow>,
    row: i64,
    made: Vec<Made>,
    /// Why something of it stays.
    left: Vec<Anomaly>,
}

/// Takes groups back in the transaction in which they were read, and commits it.
pub(super) async fn step(
    mut work: Work<'_>,
    job: &mut Job,
    sheet: &SheetImport,
    rows: Vec<Vec<SheetRow>>,
) -> Result<Step, Refused> {
    let mut groups = Vec::with_capacity(rows.len());
    for rows in rows {
        let Some(first) = rows.first() else { continue };
        let (row, made) = (first.number, parse(&first.made)?);
        groups.push(Group { rows, row, made, left: Vec::new() });
    }
    let most = groups.iter().map(|group| group.made.len()).max().unwrap_or(0);
    let mut denied = Vec::new();
    for nth in (0..most).rev() {
        let reversed = reversals(&mut work, sheet, &mut groups, nth).await?;
        let commands = reversed.iter().map(|r| r.1.len()).max().unwrap_or(0);
        for at in 0..commands {
            let (mut orders, mut places) = (Vec::new(), Vec::new());
            for (place, commands) in &reversed {
                let Some(command) = commands.get(at) else { continue };
                let key = Key::new(&key_of(sheet, groups[*place].row, nth, at))?;
                orders.push(Order { key, command: command.clone(), before: 0 });
                places.push(*place);
            }
            let answers = many::carry_out(&mut work, job, &orders).await?;
            for ((place, order), answer) in places.into_iter().zip(&orders).zip(answers) {
                let Err(refused) = answer else { continue };
                if let Refused::Forbidden(_) = refused {
                    denied.push(order.command.kind());
                }
                groups[place].left.extend(fault(refused)?);
            }
        }
    }
    let mut all = Vec::new();
    for Group { mut rows, left, .. } in groups {
        tell(&mut rows, &left)?;
        all.extend(rows);
    }
    many::finish_step(work, job, sheet, &all, &denied).await
}

/// The commands that reverse what each group did at a place of its doings, with the group's place;
/// notes in the groups what stays.
async fn reversals(
    work: &mut Work<'_>,
    sheet: &SheetImport,
    groups: &mut [Group],
    nth: usize,
) -> Result<Vec<(usize, Vec<Command>)>, Refused> {
    let employer = work.caller.employer();
    // Reversed before a kill.
    let keys = groups.iter().map(|group| key_of(sheet, group.row, nth, 0));
    let begun = many::changes_under(work, keys.collect::<Vec<_>>()).await?;
    let object = |made: &Made| EmployeeId(made.object.unwrap_or_default());
    let changed = groups.iter().filter_map(|group| group.made.get(nth));
    let changed: Vec<EmployeeId> =
        changed.filter(|made| made.kind == "changePerson").map(object).collect();
    let mut versions: BTreeMap<EmployeeId, Vec<Employee>> = BTreeMap::new();
    if !changed.is_empty() {
        for version in work.tx.versions_of_employees(employer, &changed).await? {
            versions.entry(version.id).or_default().push(version);
        }
    }
    let mut reversed = Vec::new();
    for (place, group) in groups.iter_mut().enumerate() {
        let Some(made) = group.made.get(nth) else { continue };
        if begun.contains_key(&key_of(sheet, group.row, nth, 0)) {
            continue;
        }
        let id = object(made);
        let commands = match made.kind.as_str() {
            "addEmployee" => Ok(vec![Command::RemoveEmployee { employee: id }]),
            "changePerson" => person(id, versions.get(&id).map_or(&[], Vec::as_slice), made),
            "changeOccupations" | "endService" => {
                occupations(&mut work.tx, employer, id, made).await?
            }
            _ => Err(stays("sheet-stays-other")),
        };
        match commands {
            Ok(commands) => reversed.push((place, commands)),
            Err(anomaly) => group.left.push(anomaly),
        }
    }
    Ok(reversed)
}

/// Says again what was known of somebody before; `versions` are all of that person's.
fn person(id: EmployeeId, versions: &[Employee], made: &Made) -> Reversed {
    let Some((last, earlier)) = versions.split_last() else {
        return Err(stays("sheet-stays-changed"));
    };
    let (true, Some(before)) = (last.change == made.change, earlier.last()) else {
        return Err(stays("sheet-stays-changed"));
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
    Ok(vec![Command::ChangePerson { employee: id, seen: None, person }])
}

/// Says again what was said of somebody's work before. A stretch without work cannot be said by
/// these commands, so that a gap that the import filled stays filled.
async fn occupations(
    tx: &mut Tx,
    employer: EmployerId,
    id: EmployeeId,
    made: &Made,
) -> Result<Reversed, Refused> {
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
