//! Giving and ending access, and adding employers: who may, once under a key, and what is noted.

use crate::support::{World, hr_ssin, visitor};
use fla_app::{Caller, GrantView, Key, NewEmployer, Refused};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::GrantId;
use fla_domain::language::Language;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;
use uuid::Uuid;

async fn manager(world: &World, n: u32) -> (Ssin, GrantId, Caller) {
    let system = world.app.act_as_installation(world.employer).await.unwrap();
    let ssin = synthetic::ssin(n);
    let role = Role::AccessManager;
    let grant = world.app.give_access(&system, &ssin, role, None, &world.key()).await.unwrap();
    let caller = world.app.act_for(&visitor(ssin.clone()), world.employer).await.unwrap();
    (ssin, grant, caller)
}

fn code<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(fla_domain::anomaly::Anomaly::code).collect(),
        other => other.to_string(),
    }
}

fn roles(views: &[GrantView]) -> Vec<Role> {
    views.iter().map(|v| v.role).collect()
}

#[tokio::test]
async fn access_is_given_and_ended_once_under_a_key() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (_, _, manager) = manager(&world, 310_001).await;
        let (reader, key) = (synthetic::ssin(310_002), world.key());
        let first =
            world.app.give_access(&manager, &reader, Role::Reader, None, &key).await.unwrap();
        let again =
            world.app.give_access(&manager, &reader, Role::Reader, None, &key).await.unwrap();
        assert_eq!(first, again, "{engine}");
        let other = world.app.give_access(&manager, &reader, Role::Registrar, None, &key).await;
        assert!(matches!(other, Err(Refused::KeyReused)), "{engine}");
        let held = world.app.give_access(&manager, &reader, Role::Reader, None, &world.key()).await;
        assert_eq!(code(held), "ACCESS-006", "{engine}: who has it is not given it again");
        for role in [Role::Operator, Role::System, Role::Employee] {
            let odd = world.app.give_access(&manager, &reader, role, None, &world.key()).await;
            assert_eq!(code(odd), "ACCESS-053", "{engine}");
        }

        let views = world.app.grants(&manager).await.unwrap();
        assert_eq!(roles(&views), [Role::Registrar, Role::AccessManager, Role::Reader]);
        assert_eq!(views[0].name.as_deref(), Some("Test Person"), "who acted is known by name");
        assert_eq!((views[1].own, views[0].own), (true, false));
        assert_eq!(
            (views[2].by.as_str(), views[2].by_role.as_str()),
            ("Test Person", "accessManager")
        );
        assert_eq!(views[2].name, None, "{engine}: who never came has no name yet");
        assert_eq!(views[1].by_role, "system");
        assert!(!views[2].ssin.contains(&reader.digits()[6..]), "the number is masked");

        let open = world.app.act_for(&visitor(reader.clone()), world.employer).await.unwrap();
        assert_eq!(open.role(), Role::Reader);
        let key = world.key();
        world.app.end_access(&manager, first, &key).await.unwrap();
        world.app.end_access(&manager, first, &key).await.unwrap();
        let gone = world.app.end_access(&manager, first, &world.key()).await;
        assert!(matches!(gone, Err(Refused::Hidden)), "{engine}");
        let after = world.app.act_for(&visitor(reader.clone()), world.employer).await;
        assert!(matches!(after, Err(Refused::Hidden)), "{engine}: at the next request it is gone");
        let kinds: Vec<_> = world.app.recent_changes(&manager, None).await.unwrap();
        let kinds: Vec<_> = kinds.iter().map(|c| c.kind.as_str()).collect();
        assert_eq!(kinds, ["endAccess", "giveAccess", "giveAccess", "addEmployer"], "{engine}");
        // What was ended can be given again.
        world.app.give_access(&manager, &reader, Role::Reader, None, &world.key()).await.unwrap();
    }
}

#[tokio::test]
async fn the_last_access_manager_stays() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (_, first, manager) = manager(&world, 310_001).await;
        let last = world.app.end_access(&manager, first, &world.key()).await;
        assert_eq!(code(last), "ACCESS-008", "{engine}");
        let system = world.app.act_as_installation(world.employer).await.unwrap();
        let last = world.app.end_access(&system, first, &world.key()).await;
        assert_eq!(code(last), "ACCESS-008", "{engine}: the command line may not either");
        let second = synthetic::ssin(310_009);
        let role = Role::AccessManager;
        let second =
            world.app.give_access(&manager, &second, role, None, &world.key()).await.unwrap();
        world.app.end_access(&manager, first, &world.key()).await.unwrap();
        let last = world.app.end_access(&system, second, &world.key()).await;
        assert_eq!(code(last), "ACCESS-008", "{engine}");
        let registrar = world.app.grants(&system).await.unwrap()[0].id;
        world.app.end_access(&system, registrar, &world.key()).await.unwrap();
    }
}

#[tokio::test]
async fn who_may_not_is_refused_and_that_is_noted() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (_, grant, manager) = manager(&world, 310_001).await;
        let somebody = synthetic::ssin(310_005);
        let give =
            world.app.give_access(&world.hr, &somebody, Role::Reader, None, &world.key()).await;
        assert!(matches!(give, Err(Refused::Forbidden(_))), "{engine}");
        let end = world.app.end_access(&world.hr, grant, &world.key()).await;
        assert!(matches!(end, Err(Refused::Forbidden(_))), "{engine}");
        let noted = world.app.recent_audit(&manager).await.unwrap();
        for action in ["giveAccess", "endAccess"] {
            let refused = |e: &&fla_store::change::AuditEntry| {
                e.action == action && e.outcome == "refused" && e.role == "registrar"
            };
            assert_eq!(noted.iter().filter(refused).count(), 1, "{engine} {action}");
        }
        let done = noted.iter().find(|e| e.action == "giveAccess" && e.outcome == "done").unwrap();
        assert!(done.change.is_some(), "{engine}");
        // Another employer's access is as good as absent.
        let other = crate::support::add_employer(&world.app, 2, &hr_ssin()).await;
        let system = world.app.act_as_installation(other).await.unwrap();
        let foreign = world.app.end_access(&system, grant, &world.key()).await;
        assert!(matches!(foreign, Err(Refused::Hidden)), "{engine}");
        let absent = GrantId(Uuid::from_u128(1));
        let absent = world.app.end_access(&manager, absent, &world.key()).await;
        assert!(matches!(absent, Err(Refused::Hidden)), "{engine}");
    }
}

#[tokio::test]
async fn two_managers_do_not_end_each_other_at_once() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (_, one, a) = manager(&world, 310_001).await;
        let (_, two, b) = manager(&world, 310_002).await;
        let (ka, kb) = (world.key(), world.key());
        let (x, y) =
            tokio::join!(world.app.end_access(&a, two, &ka), world.app.end_access(&b, one, &kb));
        assert_eq!(u8::from(x.is_ok()) + u8::from(y.is_ok()), 1, "{engine}: {x:?} {y:?}");
    }
}

#[tokio::test]
async fn an_employer_is_added_once_under_its_key() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let new = |n: u32, name: &str| NewEmployer {
            enterprise_number: synthetic::enterprise(n),
            nsso_number: None,
            name: name.to_owned(),
            language: Language::Nl,
            qualities: vec![Quality::Employer],
        };
        let installation = world.app.installation();
        let key = Key::new("double-click").unwrap();
        let hr = hr_ssin();
        let first = Some((&hr, Role::Registrar));
        let asked = new(7, "Molen");
        let (a, b) = tokio::join!(
            world.app.add_employer(&installation, &asked, first, &key),
            world.app.add_employer(&installation, &asked, first, &key)
        );
        let id = a.unwrap();
        assert_eq!(id, b.unwrap(), "{engine}: a double click is one employer");
        let reused = world.app.add_employer(&installation, &new(8, "Molen"), first, &key).await;
        assert!(matches!(reused, Err(Refused::KeyReused)), "{engine}");
        let reused = world.app.add_employer(&installation, &asked, None, &key).await;
        assert!(matches!(reused, Err(Refused::KeyReused)), "{engine}");
        let taken = world.app.add_employer(&installation, &asked, first, &world.key()).await;
        assert_eq!(code(taken), "ENTERPRISE-006", "{engine}");
        assert_eq!(world.app.employers(&installation).await.unwrap().len(), 2, "{engine}");
        let hr = world.app.act_for(&visitor(hr_ssin()), id).await.unwrap();
        let changes = world.app.recent_changes(&hr, None).await.unwrap();
        assert_eq!(changes.iter().map(|c| c.kind.as_str()).collect::<Vec<_>>(), ["addEmployer"]);
    }
}
