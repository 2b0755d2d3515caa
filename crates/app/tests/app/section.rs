//! Roles that are limited to a section of the employer, a team or a joint committee: whom they reach
//! and whom they do not.

use crate::support::{World, occupation, part, person, training, visitor};
use fla_app::{
    Caller, Capacity, Command, EmployeeQuery, EmployeeSort, OccupationInput, Refused, Targets,
    TrainingQuery,
};
use fla_domain::access::{Role, Section};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};

async fn hire(world: &World, n: u32, from: Date, to: Option<Date>, committee: &str) -> EmployeeId {
    let occupations: Vec<OccupationInput> = vec![occupation(committee, 3800)];
    let add = Command::AddEmployee { person: person(n), from, to, occupations };
    world.tick();
    let receipt = world.app.submit(&world.hr, &add, &world.key(), None).await.unwrap();
    EmployeeId(receipt.object.unwrap())
}

async fn register(world: &World, title: &str, people: &[EmployeeId]) -> TrainingId {
    let parts = people.iter().map(|id| part(*id, Status::Completed, 60)).collect();
    let details = training(title, date(2026, 3, 3), 60);
    world.tick();
    let command = Command::RegisterTraining { details, parts };
    let receipt = world.app.submit(&world.hr, &command, &world.key(), None).await.unwrap();
    TrainingId(receipt.object.unwrap())
}

async fn limited(world: &World, n: u32, role: Role, section: Section) -> Caller {
    let system = world.app.act_as_installation(world.employer).await.unwrap();
    let (ssin, key) = (synthetic::ssin(n), world.key());
    let grant = world.app.give_access(&system, &ssin, role, Some(section), &key).await.unwrap();
    world.app.act_at(&visitor(ssin), grant.0).await.unwrap()
}

async fn list(world: &World, caller: &Caller) -> Vec<EmployeeId> {
    let query = EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: EmployeeSort::Name,
        page: 1,
        page_size: 100,
        after: None,
    };
    let page = world.app.employees(caller, &query).await.unwrap();
    assert!(page.teams.is_empty() && page.joint_committees.is_empty(), "nothing to choose");
    let mut ids: Vec<_> = page.items.iter().map(|item| item.id).collect();
    ids.sort();
    ids
}

fn sorted<const N: usize>(mut ids: [EmployeeId; N]) -> Vec<EmployeeId> {
    ids.sort();
    ids.to_vec()
}

#[tokio::test]
async fn a_team_and_nobody_else() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let start = date(2024, 1, 1);
        let [a, b, c] = [
            hire(&world, 1, start, None, "200").await,
            hire(&world, 2, start, None, "200").await,
            hire(&world, 3, start, None, "200").await,
        ];
        let targets = Targets::Some(vec![a, b]);
        let command = Command::SetTeam { targets, team: Some("Bakery".to_owned()) };
        world.app.submit(&world.hr, &command, &world.key(), None).await.unwrap();
        let ours = register(&world, "Ours", &[a, b]).await;
        let both = register(&world, "Both", &[a, c]).await;
        let theirs = register(&world, "Theirs", &[c]).await;
        let section = Section::Team("Bakery".to_owned());
        let caller = limited(&world, 310_001, Role::Registrar, section).await;
        let app = &world.app;

        assert_eq!(list(&world, &caller).await, sorted([a, b]), "{engine}");
        assert!(app.account(&caller, a, None).await.is_ok());
        assert!(app.account_paper(&caller, b, 2026).await.is_ok());
        for answer in [
            app.account(&caller, c, None).await.err(),
            app.credits(&caller, c).await.err(),
            app.account_paper(&caller, c, 2026).await.err(),
            app.training(&caller, theirs, None).await.err(),
            app.attachments(&caller, theirs).await.err(),
        ] {
            assert!(matches!(answer, Some(Refused::Hidden)), "{engine}: {answer:?}");
        }
        for answer in [
            app.overview(&caller, 2026).await.err(),
            app.dashboard(&caller, 2026).await.err(),
            app.recent_changes(&caller, None).await.err(),
            app.training_history(&caller, ours).await.err(),
            app.audit_of(&caller, a).await.err(),
        ] {
            assert!(matches!(answer, Some(Refused::Forbidden(_))), "{engine}: {answer:?}");
        }
        let shown = app.employees_by_id(&caller, &[c, a]).await.unwrap();
        assert_eq!(shown.iter().map(|item| item.id).collect::<Vec<_>>(), [a], "{engine}");
        let lines = [synthetic::ssin(3).digits().to_owned(), person(3).family_name];
        let found = app.find_people(&caller, &lines).await.unwrap();
        assert!(found[0].is_empty(), "{engine}: not by number");
        assert!(found[1].iter().all(|item| item.id != c), "{engine}: nor by name");
        let today = date(2026, 11, 23);
        assert_eq!(app.everybody(&caller, today).await.unwrap().len(), 2, "{engine}");
        assert_eq!(app.team_sizes(&caller).await.unwrap(), (vec![("Bakery".to_owned(), 2)], 2));

        let page = app.trainings(&caller, &TrainingQuery::default()).await.unwrap();
        let mut shown: Vec<_> = page
            .items
            .iter()
            .map(|item| (item.training.details.title.as_str(), item.counts[0].people))
            .collect();
        shown.sort_unstable();
        assert_eq!(shown, [("Both", 1), ("Ours", 2)], "{engine}: counted as far as one sees");
        let view = app.training(&caller, both, None).await.unwrap();
        assert!(view.others && view.participants.len() == 1, "{engine}");
        assert!(!app.training(&caller, ours, None).await.unwrap().others);

        let withdraw = |training| Command::WithdrawTraining { training, version: 1, parts: None };
        let shared = app.submit(&caller, &withdraw(both), &world.key(), Some("r")).await;
        let Err(Refused::Invalid(found)) = shared else { panic!("{engine}: {shared:?}") };
        assert_eq!(found[0].code(), "PARTICIPANTS-005");
        let gone = app.submit(&caller, &withdraw(theirs), &world.key(), Some("r")).await;
        assert!(matches!(gone, Err(Refused::Hidden)), "{engine}");
        app.submit(&caller, &withdraw(ours), &world.key(), Some("r")).await.unwrap();
        let mixed = Command::RegisterTraining {
            details: training("Mixed", date(2026, 5, 5), 60),
            parts: vec![part(a, Status::Completed, 60), part(c, Status::Completed, 60)],
        };
        let mixed = app.submit(&caller, &mixed, &world.key(), None).await;
        let Err(Refused::Invalid(found)) = mixed else { panic!("{engine}: {mixed:?}") };
        assert_eq!(found[0].code(), "EMPLOYEE-022", "{engine}: as if the other were not there");

        // Who leaves the team is out of reach at once.
        let out = Command::SetTeam { targets: Targets::Some(vec![b]), team: None };
        app.submit(&world.hr, &out, &world.key(), None).await.unwrap();
        assert_eq!(list(&world, &caller).await, [a], "{engine}");
    }
}

#[tokio::test]
async fn a_joint_committee_by_the_occupation_that_counts() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let start = date(2024, 1, 1);
        let here = hire(&world, 1, start, None, "124").await;
        let left = hire(&world, 2, start, Some(date(2025, 6, 30)), "124").await;
        let coming = hire(&world, 3, date(2027, 1, 1), None, "124").await;
        let elsewhere = hire(&world, 4, start, None, "200").await;
        let moved = hire(&world, 5, start, None, "124").await;
        let change = Command::ChangeOccupations {
            employee: moved,
            from: date(2026, 1, 1),
            to: None,
            occupations: vec![occupation("200", 3800)],
        };
        world.app.submit(&world.hr, &change, &world.key(), None).await.unwrap();
        // Two occupations beside each other, of which the first ended.
        let beside = hire(&world, 6, start, None, "200").await;
        let both = Command::ChangeOccupations {
            employee: beside,
            from: start,
            to: Some(date(2024, 12, 31)),
            occupations: vec![occupation("200", 1900), occupation("124", 1900)],
        };
        world.app.submit(&world.hr, &both, &world.key(), None).await.unwrap();
        let section = |code: &str| Section::JointCommittee(code.parse().unwrap());
        let builders = limited(&world, 310_001, Role::Reader, section("124")).await;
        assert_eq!(list(&world, &builders).await, sorted([here, left, coming]), "{engine}");
        let clerks = limited(&world, 310_002, Role::Verifier, section("200")).await;
        assert_eq!(list(&world, &clerks).await, sorted([elsewhere, moved, beside]), "{engine}");
        let verify = |id| Command::VerifyRights { year: 2026, targets: Targets::Some(vec![id]) };
        let app = &world.app;
        app.submit(&clerks, &verify(moved), &world.key(), None).await.unwrap();
        let other = app.submit(&clerks, &verify(here), &world.key(), None).await;
        assert!(matches!(other, Err(Refused::Invalid(_))), "{engine}");
        let all = Command::VerifyRights { year: 2026, targets: Targets::All };
        let all = app.submit(&clerks, &all, &world.key(), None).await;
        assert!(matches!(all, Err(Refused::Forbidden(_))), "{engine}");
        let read = app.submit(&builders, &verify(here), &world.key(), None).await;
        assert!(matches!(read, Err(Refused::Forbidden(_))), "{engine}: a reader verifies nothing");
    }
}

#[tokio::test]
async fn where_one_acts_and_what_cannot_be_limited() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let app = &world.app;
        let system = app.act_as_installation(world.employer).await.unwrap();
        let somebody = visitor(synthetic::ssin(310_001));
        let team = |name: &str| Some(Section::Team(name.to_owned()));
        let give = async |role, section| {
            app.give_access(&system, &somebody.ssin, role, section, &world.key()).await
        };
        for (role, section) in [(Role::AccessManager, team("Bakery")), (Role::Reader, team(" "))] {
            let Err(Refused::Invalid(found)) = give(role, section).await else { panic!() };
            assert_eq!(
                (found[0].code().as_str(), found[0].path.as_str()),
                ("ACCESS-053", "section")
            );
        }
        let first = give(Role::Reader, team("Bakery")).await.unwrap();
        let second = give(Role::Reader, team("Shop")).await.unwrap();
        assert!(give(Role::Reader, team("Shop")).await.is_err(), "{engine}: held already");
        let capacities = app.capacities(&somebody).await.unwrap();
        let places: Vec<_> = capacities
            .iter()
            .map(|capacity| match capacity {
                Capacity::Section { grant, section, .. } => (*grant, section.team()),
                other => panic!("{engine}: {other:?}"),
            })
            .collect();
        assert_eq!(places, [(first, "Bakery"), (second, "Shop")], "{engine}");
        let whole = app.act_for(&somebody, world.employer).await;
        assert!(matches!(whole, Err(Refused::Hidden)), "{engine}: not the whole employer");
        let caller = app.act_at(&somebody, first.0).await.unwrap();
        assert_eq!(caller.section().map(Section::team), Some("Bakery"));
        app.end_access(&system, first, &world.key()).await.unwrap();
        assert!(matches!(app.act_at(&somebody, first.0).await, Err(Refused::Hidden)), "{engine}");

        let link = app.invite(&system, Role::Registrar, team("Shop"), &world.key()).await.unwrap();
        let other = visitor(synthetic::ssin(310_002));
        let place = app
            .accept_invitation(&other, world.employer, &link.secret, &world.key())
            .await
            .unwrap();
        let caller = app.act_at(&other, place).await.unwrap();
        assert_eq!(caller.section().map(Section::team), Some("Shop"), "{engine}");
    }
}
