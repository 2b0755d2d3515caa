//! Rows about company days: extra days of a year, for one person or for everybody.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{CompanyDaysId, EmployeeId, EmployerId};
use fla_domain::time::{Instant, Year};
use fla_store::Tx;
use fla_store::right::StoredCompanyDays;
use fla_store::sheet::SheetRow;

use super::field::{Field, normal};
use super::reading::{Reading, Rules};
use super::verdict::{Judged, Plan, Verdict};
use super::who::{People, Who, other_name};
use crate::command::Targets;
use crate::{Command, Refused, apply};

struct Line {
    row: i64,
    who: Who,
    everybody: bool,
    id: Option<CompanyDaysId>,
    year: Option<Year>,
    hundredths: Option<i64>,
    flat: bool,
    reason: Option<String>,
}

/// Words that stand for everybody in the place of a name.
const EVERYBODY: [&str; 10] = [
    "iedereen",
    "allen",
    "alle werknemers",
    "tous",
    "tout le monde",
    "alle",
    "alle arbeitnehmer",
    "all",
    "everybody",
    "everyone",
];

fn line(rules: &Rules, row: &SheetRow) -> Result<Result<Line, Vec<Anomaly>>, Refused> {
    let mut r = Reading::of(rules, row)?;
    let named =
        r.text(Field::FullName).is_some_and(|text| EVERYBODY.contains(&normal(&text).as_str()));
    let line = Line {
        row: row.number,
        who: if named { Who::default() } else { Who::read(&mut r) },
        everybody: named,
        id: r.id(Field::CompanyDays, Zone::Days),
        year: r.whole(Field::Year, Zone::Year).and_then(|y| Year::try_from(y).ok()),
        hundredths: r.hundredths(Field::Days, Zone::Days),
        flat: r.yes(Field::Flat).unwrap_or(false),
        reason: r.text(Field::Reason),
    };
    let faults = r.faults();
    Ok(if faults.is_empty() { Ok(line) } else { Err(faults) })
}

/// What one row comes to: nothing where it is so already.
struct Wish {
    to: Option<EmployeeId>,
    year: Year,
    hundredths: i64,
    flat: bool,
    reason: Option<String>,
    /// What stands in its place and goes.
    instead: Option<CompanyDaysId>,
}

enum Found {
    Same(String),
    Wish(Wish),
    Wrong(Verdict, Vec<Anomaly>),
}

async fn look(
    tx: &mut Tx,
    employer: EmployerId,
    people: &People,
    line: &Line,
) -> Result<Found, Refused> {
    let refused = |anomaly: Anomaly| Ok(Found::Wrong(Verdict::Refused, vec![anomaly]));
    let standing = match line.id {
        None => None,
        Some(id) => match tx.get_company_days(employer, id).await? {
            Some(days) => Some(days),
            None => return refused(Anomaly::new(Zone::Days, Fault::NotFound).at("companyDays")),
        },
    };
    let to = match (people.find(&line.who), &standing) {
        (Err(anomaly), _) => return refused(anomaly),
        (Ok(Some(id)), _) if people.is_other(&line.who, id) => {
            return Ok(Found::Wrong(Verdict::Conflict, vec![other_name()]));
        }
        (Ok(Some(id)), _) => Some(id),
        (Ok(None), _) if line.who.is_named() => {
            return refused(Anomaly::new(Zone::Employee, Fault::NotFound).at("ssin"));
        }
        (Ok(None), Some(standing)) => standing.employee,
        (Ok(None), None) if line.everybody => None,
        _ => return refused(Anomaly::new(Zone::Employee, Fault::Missing).at("ssin")),
    };
    let year = line.year.or(standing.as_ref().map(|s| s.year));
    let hundredths = line.hundredths.or(standing.as_ref().map(|s| s.hundredths));
    let (Some(year), Some(hundredths)) = (year, hundredths) else {
        let (zone, path) = if year.is_none() { (Zone::Year, "year") } else { (Zone::Days, "days") };
        return refused(Anomaly::new(zone, Fault::Missing).at(path));
    };
    let reason = line.reason.clone();
    let wish = Wish { to, year, hundredths, flat: line.flat, reason, instead: None };
    let same = |days: &StoredCompanyDays| {
        days.employee == wish.to
            && days.year == wish.year
            && days.hundredths == wish.hundredths
            && days.flat == wish.flat
            && (wish.reason.is_none() || days.reason == wish.reason)
    };
    if let Some(standing) = &standing {
        if same(standing) {
            return Ok(Found::Same(format!("d:{}", standing.id)));
        }
        return Ok(Found::Wish(Wish { instead: Some(standing.id), ..wish }));
    }
    let ids: Vec<EmployeeId> = to.into_iter().collect();
    let all = tx.company_days_of(employer, &ids, Instant::LATEST).await?;
    let there: Vec<_> = all.iter().filter(|d| d.employee == to && d.year == year).collect();
    if let Some(days) = there.iter().find(|d| same(d)) {
        return Ok(Found::Same(format!("d:{}", days.id)));
    }
    if there.is_empty() {
        return Ok(Found::Wish(wish));
    }
    let other = Anomaly::new(Zone::Days, Fault::Conflict).at("days");
    Ok(Found::Wrong(Verdict::Conflict, vec![other.with("reason", "sheet-other-days")]))
}

fn give(targets: Targets, wish: &Wish) -> Command {
    Command::GiveCompanyDays {
        targets,
        year: wish.year,
        hundredths: wish.hundredths,
        flat: wish.flat,
    }
}

/// Says what is to become of rows.
pub(super) async fn judge(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    rows: &[SheetRow],
) -> Result<Vec<Judged>, Refused> {
    let lines: Vec<_> = rows.iter().map(|row| line(rules, row)).collect::<Result<_, _>>()?;
    let who: Vec<Who> = lines.iter().flatten().map(|l| l.who.clone()).collect();
    let people = People::load(tx, employer, &who).await?;
    let mut judged = Vec::with_capacity(rows.len());
    for line in lines {
        let line = match line {
            Ok(line) => line,
            Err(faults) => {
                judged.push(Judged::refused(faults));
                continue;
            }
        };
        let place = |anomalies: Vec<Anomaly>| -> Vec<Anomaly> {
            anomalies.into_iter().map(|a| rules.place(line.row, a)).collect()
        };
        judged.push(match look(tx, employer, &people, &line).await? {
            Found::Wrong(verdict, faults) => Judged { verdict, ..Judged::refused(place(faults)) },
            Found::Same(item) => {
                Judged { verdict: Verdict::Same, group: item.clone(), item, faults: Vec::new() }
            }
            Found::Wish(wish) => {
                let faults = apply::check(&give(Targets::All, &wish), rules.today);
                let whom = wish.to.map(|id| id.to_string()).unwrap_or_default();
                let (verdict, group, item) = if let Some(id) = wish.instead {
                    (Verdict::Newer, format!("d:{id}"), format!("d:{id}"))
                } else {
                    let reason = wish.reason.as_deref().unwrap_or_default();
                    let (year, days, flat) = (wish.year, wish.hundredths, wish.flat);
                    let all = if wish.to.is_none() { "all" } else { "some" };
                    let group = format!("d:{all}:{year}:{days}:{flat}:{reason}");
                    (Verdict::New, group, format!("d:{year}:{whom}"))
                };
                if faults.is_empty() {
                    Judged { verdict, group, item, faults }
                } else {
                    Judged::refused(place(faults))
                }
            }
        });
    }
    Ok(judged)
}

/// What the rows of a group are to do now.
pub(super) async fn plan(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    rows: &[SheetRow],
) -> Result<Plan, Refused> {
    let mut plan = Plan::default();
    let lines: Vec<_> = rows.iter().map(|row| line(rules, row)).collect::<Result<_, _>>()?;
    let who: Vec<Who> = lines.iter().flatten().map(|l| l.who.clone()).collect();
    let people = People::load(tx, employer, &who).await?;
    let (mut targets, mut model): (Vec<EmployeeId>, Option<Wish>) = (Vec::new(), None);
    for (row, line) in rows.iter().zip(lines) {
        let found = match line {
            Ok(line) => look(tx, employer, &people, &line).await?,
            Err(faults) => Found::Wrong(Verdict::Refused, faults),
        };
        match found {
            Found::Same(_) => plan.left_out.push((row.number, Verdict::Same, Vec::new())),
            Found::Wrong(verdict, faults) => {
                let faults = faults.into_iter().map(|a| rules.place(row.number, a)).collect();
                plan.left_out.push((row.number, verdict, faults));
            }
            Found::Wish(wish) => {
                targets.extend(wish.to);
                if let Some(id) = wish.instead {
                    plan.commands.push(("w", Command::WithdrawCompanyDays { id }, None));
                }
                model.get_or_insert(wish);
            }
        }
    }
    if let Some(wish) = model {
        let targets = if wish.to.is_none() { Targets::All } else { Targets::Some(targets) };
        plan.commands.push(("g", give(targets, &wish), wish.reason));
    }
    Ok(plan)
}
