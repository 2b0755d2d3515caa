//! The same random scenarios as in `crates/domain/tests/reference.rs`, but lived through at the
//! application's door, command by command in a shuffled order, and read back from the store: the
//! account of every person must agree with the independent calculation to the minute.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command as Process;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::scenario::{Expected, Person, Scenario};
use crate::support::{World, at_noon, part, person, training};
use fla_app::{Command, OccupationInput, Targets};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::RightKind;
use fla_domain::time::{Year, first_day, last_day};
use fla_domain::training::Status;
use fla_store::testing::{postgres_store, sqlite_store};
use jiff::civil::Date;

const SEED: &str = "77";

fn run(program: &str, args: &[&str]) -> Vec<String> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference");
    let out = Process::new("python3").arg(program).args(args).current_dir(dir).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn scenarios(count: &str, operations: &str) -> Vec<(Scenario, Expected)> {
    let args = ["--seed", SEED, "--scenarios", count, "--operations", operations, "--people", "6"];
    let lines = run("generate.py", &args);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.join("\n")).unwrap();
    let answers = run("model.py", &[file.path().to_str().unwrap()]);
    lines
        .iter()
        .zip(&answers)
        .map(|(l, a)| (serde_json::from_str(l).unwrap(), serde_json::from_str(a).unwrap()))
        // The shipped rules are in force here; scenarios with rules of their own are the domain's.
        .filter(|(s, _): &(Scenario, Expected)| {
            s.people.iter().all(|p| !p.spans.is_empty())
                && s.rules.is_empty()
                && (60..=720).contains(&s.employer.day_minutes)
        })
        .collect()
}

#[tokio::test]
async fn lived_through_on_the_embedded_store() {
    let mut checked = 0;
    for (number, (scenario, expected)) in scenarios("120", "4000").iter().enumerate() {
        live(number, scenario, expected, sqlite_store().await).await;
        checked += scenario.people.len();
    }
    assert!(checked >= 60, "only {checked} people");
}

#[tokio::test]
async fn lived_through_on_postgresql() {
    for (number, (scenario, expected)) in scenarios("40", "1200").iter().enumerate() {
        live(number, scenario, expected, postgres_store().await).await;
    }
}

async fn live(number: usize, scenario: &Scenario, expected: &Expected, store: fla_store::Store) {
    // The statutory rule only, as in the scenario: no committee with an agreement of its own.
    let world = World::new(store, scenario.horizon).await;
    let settings = Command::ChangeSettings {
        name: "Scenario".into(),
        language: fla_domain::language::Language::En,
        day_minutes: scenario.employer.day_minutes,
    };
    world.submit(settings, None).await;
    let mut periods = BTreeMap::new();
    for size in &expected.size {
        let hundredths = match size.band.as_str() {
            "Below10" => 500,
            "From10" => 1500,
            _ => 2500,
        };
        periods.insert(size.year - size.year.rem_euclid(2), hundredths);
    }
    let mut commands: Vec<(Command, Option<&str>)> = periods
        .into_iter()
        .map(|(year, h)| {
            (Command::SetAverage { year: year.max(2022), hundredths: Some(h) }, Some("t"))
        })
        .collect();
    for year in &scenario.employer_opt_out {
        commands.push((Command::SetOptOut { targets: Targets::All, year: *year, out: true }, None));
    }
    let mut ids = Vec::new();
    for (n, p) in scenario.people.iter().enumerate() {
        let (id, rest) = hire(&world, u32::try_from(n).unwrap(), p).await;
        commands.extend(rest.into_iter().map(|c| (c, None)));
        commands.extend(person_commands(scenario, p, id));
        ids.push(id);
    }
    shuffle(&mut commands, number);
    for (command, reason) in commands {
        world.submit(command, reason).await;
    }
    for ((p, id), expected) in scenario.people.iter().zip(&ids).zip(&expected.people) {
        compare(&world, number, p, *id, expected).await;
    }
}

/// Deterministic and good enough: order by a digest of position and scenario.
fn shuffle<T>(items: &mut [T], salt: usize) {
    for i in (1..items.len()).rev() {
        items.swap(i, (i.wrapping_mul(2_654_435_761) ^ salt.wrapping_mul(40_503)) % (i + 1));
    }
}

/// Cuts overlapping spans into stretches in which the occupations stay the same.
fn stretches(p: &Person) -> Vec<(Date, Option<Date>, Vec<OccupationInput>)> {
    let spans: Vec<_> = p.spans.iter().map(crate::scenario::span).collect();
    let mut starts: BTreeSet<Date> = spans.iter().map(|s| s.from).collect();
    starts.extend(spans.iter().filter_map(|s| s.to?.tomorrow().ok()));
    let starts: Vec<Date> = starts.into_iter().collect();
    let mut all = Vec::new();
    for (i, from) in starts.iter().enumerate() {
        let to = starts.get(i + 1).map(|next| next.yesterday().unwrap());
        let occupations: Vec<_> = spans
            .iter()
            .filter(|s| s.from <= *from && s.to.is_none_or(|e| e >= *from))
            .map(|s| OccupationInput {
                // Neutral committees: the shipped sector rules stay out of it.
                joint_committee: neutral(s.joint_committee.code()),
                fraction: Fraction::new(s.fraction.q(), s.fraction.s()).unwrap(),
            })
            .collect();
        if !occupations.is_empty() {
            all.push((*from, to, occupations));
        }
    }
    all
}

fn neutral(code: &str) -> fla_domain::identifier::JointCommittee {
    match code {
        "200" => "302".parse().unwrap(),
        "116" => "318".parse().unwrap(),
        "119" => "319".parse().unwrap(),
        other => other.parse().unwrap(),
    }
}

async fn hire(world: &World, n: u32, p: &Person) -> (EmployeeId, Vec<Command>) {
    let mut all = stretches(p).into_iter();
    let (from, to, occupations) = all.next().expect("everybody works some day");
    let receipt =
        world.submit(Command::AddEmployee { person: person(n), from, to, occupations }, None).await;
    let employee = EmployeeId(receipt.object.unwrap());
    let rest = all
        .map(|(from, to, occupations)| Command::ChangeOccupations {
            employee,
            from,
            to,
            occupations,
        })
        .collect();
    (employee, rest)
}

fn clamp(date: Date, year: Year) -> Date {
    date.clamp(first_day(year), last_day(year))
}

fn person_commands<'a>(
    s: &Scenario,
    p: &Person,
    id: EmployeeId,
) -> Vec<(Command, Option<&'a str>)> {
    let one = || Targets::Some(vec![id]);
    let mut all = Vec::new();
    for d in &p.company_days {
        let command = Command::GiveCompanyDays {
            targets: one(),
            year: d.year,
            hundredths: d.hundredths,
            flat: d.flat,
        };
        all.push((command, None));
    }
    for o in &p.overrides {
        let kind = RightKind::from_code(&o.kind).unwrap();
        let minutes = Some(Minutes(o.minutes));
        all.push((Command::SetRight { targets: one(), year: o.year, kind, minutes }, Some("t")));
    }
    for year in &p.opt_out {
        all.push((Command::SetOptOut { targets: one(), year: *year, out: true }, None));
    }
    for d in &p.debits {
        let end = clamp(d.date, d.year);
        if end > s.horizon {
            continue;
        }
        let mut details = training("T", end, d.minutes);
        let days = d.minutes / 1440;
        details.start = end.checked_sub(jiff::Span::new().days(days)).unwrap();
        let parts = vec![part(id, Status::Completed, d.minutes)];
        all.push((Command::RegisterTraining { details, parts }, None));
    }
    for a in &p.adjustments {
        let (employee, year, date) = (id, a.year, clamp(a.date, a.year));
        if date <= s.horizon && a.minutes != 0 {
            let minutes = Minutes(a.minutes);
            all.push((Command::AdjustCredit { employee, year, date, minutes }, Some("t")));
        }
    }
    all
}

async fn compare(
    world: &World,
    number: usize,
    p: &Person,
    id: EmployeeId,
    expected: &crate::scenario::ExpectedPerson,
) {
    let place = format!("seed {SEED} scenario {number} person {}", p.id);
    let account = world.app.account(&world.hr, id, None).await.unwrap();
    let credits = world.app.credits(&world.hr, id).await.unwrap();
    for e in &expected.years {
        let view = account.year(e.year);
        let b = view.map(|v| v.balance.clone()).unwrap_or_default();
        let granted = |k| b.granted.get(&k).copied().unwrap_or_default().0;
        let ours = [
            granted(RightKind::Statutory) + granted(RightKind::Sectoral),
            granted(RightKind::Company),
            b.carried_in.0,
            b.debited.0,
            b.adjusted.0,
            b.lapsed.0,
            b.carried_out.0,
            b.left().0,
        ];
        let theirs = [
            e.granted.statutory + e.granted.sectoral,
            e.granted.company,
            e.carried_in,
            e.debited,
            e.adjusted,
            e.lapsed,
            e.carried_out,
            e.left,
        ];
        assert_eq!(ours, theirs, "{place} {}", e.year);
        // The list shows the same figure as the account, and each right its working.
        assert_eq!(credits.get(&e.year).map_or(0, |c| c.left().0), e.left, "{place} {}", e.year);
        for right in view.iter().flat_map(|v| &v.rights) {
            if let Some(working) = &right.working {
                assert_eq!(working.recompute().unwrap(), right.right.computed, "{place}");
            }
        }
    }
}

#[test]
fn noon_is_within_the_day() {
    let day = Date::constant(2026, 3, 29);
    let clock = Arc::new(AtomicI64::new(at_noon(day)));
    let instant = fla_domain::time::Instant(clock.load(std::sync::atomic::Ordering::SeqCst));
    assert_eq!(instant.date_in_brussels(), day);
}
