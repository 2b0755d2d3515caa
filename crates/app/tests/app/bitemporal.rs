//! History (B4): after each of many random changes with dates in the past and future, what the
//! register showed is kept in memory; afterwards it is asked "as known then" and must show it
//! again, and every version must still be readable.

use crate::support::{World, occupation, part, training};
use fla_app::{AccountView, Command, Targets};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_store::Store;
use fla_store::testing::{postgres_store, sqlite_store};
use jiff::civil::{Date, date};

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn day(&mut self) -> Date {
        let days = i64::try_from(self.roll(1_000)).unwrap();
        date(2024, 2, 1).checked_add(jiff::Span::new().days(days)).unwrap()
    }
}

/// What an account shows, without the change ids and instants that only say when it was known.
fn shown(view: &AccountView) -> String {
    let rights: Vec<_> = view
        .years
        .iter()
        .flat_map(|y| &y.rights)
        .map(|r| (r.right.year, r.right.kind, r.right.state, r.right.computed, r.right.booked))
        .collect();
    let years: Vec<_> = view.years.iter().map(|y| (y.year, &y.balance, y.planned)).collect();
    let parts: Vec<_> = view
        .parts
        .iter()
        .map(|p| (&p.part.details, p.part.withdrawn, &p.training.details))
        .collect();
    format!("{:?} {rights:?} {years:?} {parts:?} {:?}", view.employee.person, view.employment)
}

/// What was shown of each, from when the change was in until the next began.
struct Snapshot {
    from: Instant,
    before: Instant,
    views: Vec<String>,
}

/// Lives a life of random changes, then asks random questions about it.
async fn live(store: Store, seed: u64, steps: usize, questions: usize) {
    let world = World::new(store, date(2026, 11, 23)).await;
    world.average(2026, 2500).await;
    world.average(2024, 1200).await;
    let mut dice = Dice(seed);
    let people = [
        world.hire(1, date(2024, 3, 1), "200", 3800).await,
        world.hire(2, date(2023, 1, 1), "999", 1900).await,
    ];
    let mut trainings: Vec<TrainingId> = Vec::new();
    let mut snapshots: Vec<Snapshot> = Vec::new();
    for step in 0..steps {
        let mut command = random(&mut dice, &people, &trainings, step);
        see(&world, &mut command).await;
        let begins = world.tick();
        if let Some(last) = snapshots.last_mut() {
            last.before = begins;
        }
        let done = world.app.submit(&world.hr, &command, &world.key(), Some("r")).await;
        if let (Ok(receipt), Command::RegisterTraining { .. }) = (&done, &command) {
            trainings.push(TrainingId(receipt.object.unwrap()));
        }
        let mut views = Vec::new();
        for id in people {
            views.push(shown(&world.app.account(&world.hr, id, None).await.unwrap()));
        }
        let from = world.tick();
        snapshots.push(Snapshot { from, before: Instant(from.0 + 1), views });
    }
    let different: std::collections::BTreeSet<_> = snapshots.iter().map(|s| &s.views).collect();
    assert!(different.len() > steps / 3, "only {} different states", different.len());
    for _ in 0..questions {
        let then = &snapshots[usize::try_from(dice.roll(steps as u64)).unwrap()];
        let length = u64::try_from(then.before.0 - then.from.0).unwrap();
        let known = Instant(then.from.0 + i64::try_from(dice.roll(length)).unwrap());
        let who = usize::try_from(dice.roll(2)).unwrap();
        let view = world.app.account(&world.hr, people[who], Some(known)).await.unwrap();
        assert_eq!(shown(&view), then.views[who], "seed {seed} as known at {known:?}");
    }
}

/// Fills in the version that somebody sees who acts on a training now.
async fn see(world: &World, command: &mut Command) {
    if let Command::WithdrawTraining { training, version, .. }
    | Command::RestoreTraining { training, version, .. }
    | Command::CompleteTraining { training, version, .. } = command
    {
        let view = world.app.training(&world.hr, *training, None).await.unwrap();
        *version = view.training.version;
    }
}

fn random(
    dice: &mut Dice,
    people: &[EmployeeId; 2],
    trainings: &[TrainingId],
    step: usize,
) -> Command {
    let who = people[usize::try_from(dice.roll(2)).unwrap()];
    let targets = Targets::Some(vec![who]);
    let minutes = i64::try_from(dice.roll(900)).unwrap() + 1;
    let year = i16::try_from(2024 + dice.roll(3)).unwrap();
    let some = |dice: &mut Dice| {
        trainings.get(usize::try_from(dice.roll(1_000)).unwrap() % trainings.len().max(1)).copied()
    };
    match (dice.roll(10), some(dice)) {
        (0, _) => Command::ChangeOccupations {
            employee: who,
            from: dice.day(),
            to: None,
            occupations: vec![occupation(
                if dice.roll(2) == 0 { "200" } else { "119" },
                1900 + 19 * u32::try_from(dice.roll(100)).unwrap(),
            )],
        },
        (1, _) => Command::SetRight {
            targets,
            year,
            kind: RightKind::Sectoral,
            minutes: (dice.roll(3) > 0).then_some(Minutes(minutes)),
        },
        (2, _) => {
            Command::GiveCompanyDays { targets, year, hundredths: 50, flat: dice.roll(2) == 0 }
        }
        (3, _) => Command::VerifyRights { targets: Targets::All, year },
        (4, _) => {
            Command::EndService { employee: who, end: dice.day(), cause: EndCause::Dismissal }
        }
        (5, Some(training)) => Command::WithdrawTraining { training, version: 0, parts: None },
        (6, Some(training)) => Command::RestoreTraining { training, version: 0, parts: None },
        (7, Some(training)) => Command::CompleteTraining { training, version: 0, absent: vec![] },
        _ => {
            let day = dice.day();
            let status = if day > date(2026, 11, 23) || dice.roll(3) == 0 {
                Status::Planned
            } else {
                Status::Completed
            };
            Command::RegisterTraining {
                details: training(&format!("T{step}"), day, minutes),
                parts: people.iter().map(|p| part(*p, status, minutes)).collect(),
            }
        }
    }
}

#[tokio::test]
async fn as_known_then_on_the_embedded_store() {
    for seed in 0..8 {
        live(sqlite_store().await, seed, 60, 1_200).await;
    }
}

#[tokio::test]
async fn as_known_then_on_postgresql() {
    live(postgres_store().await, 99, 40, 400).await;
}
