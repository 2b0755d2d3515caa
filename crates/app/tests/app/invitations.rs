//! Invitations by a link that works once, and inspections under a stated reason.

use std::io::Read as _;

use crate::support::{World, visitor};
use fla_app::{Command, Refused, Targets};
use fla_domain::access::{Action, Role};
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

#[tokio::test]
async fn a_link_gives_a_role_once() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 26)).await;
        let system = world.app.act_as_installation(world.employer).await.unwrap();
        let new = world.app.invite(&system, Role::Verifier, None, &world.key()).await.unwrap();
        let (here, secret) = (world.employer, new.secret.as_str());
        assert_eq!(secret.len(), 64, "256 bits");
        let wrong = "0".repeat(64);
        let (one, two) = (visitor(synthetic::ssin(320_001)), visitor(synthetic::ssin(320_002)));
        let app = world.app.clone();
        assert!(matches!(app.invitation(here, &wrong).await, Err(Refused::Hidden)), "{engine}");
        let elsewhere = crate::support::add_employer(&app, 55, &synthetic::ssin(320_009)).await;
        assert!(matches!(app.invitation(elsewhere, secret).await, Err(Refused::Hidden)));
        let (organisation, view) = app.invitation(here, secret).await.unwrap();
        assert_eq!((organisation.id, view.role), (here, Role::Verifier));
        app.accept_invitation(&one, here, secret, &world.key()).await.unwrap();
        let caller = app.act_for(&one, here).await.unwrap();
        assert!(caller.may(Action::VerifyRights) && !caller.may(Action::RegisterTrainings));
        let second = app.accept_invitation(&two, here, secret, &world.key()).await;
        assert!(matches!(second, Err(Refused::Hidden)), "{engine}: it works once");
        assert!(matches!(app.act_for(&two, here).await, Err(Refused::Hidden)));

        // One that was taken back, and one that is too old, give nothing.
        let back = app.invite(&system, Role::Reader, None, &world.key()).await.unwrap();
        let open = app.invitations(&system).await.unwrap();
        assert_eq!(open.len(), 1);
        app.take_back_invitation(&system, open[0].id, &world.key()).await.unwrap();
        assert!(app.invitation(here, &back.secret).await.is_err());
        let old = app.invite(&system, Role::Reader, None, &world.key()).await.unwrap();
        world.set_today(date(2026, 12, 4));
        let late = app.accept_invitation(&two, here, &old.secret, &world.key()).await;
        assert!(matches!(late, Err(Refused::Hidden)), "{engine}: after seven days");
        // A link that somebody kept gives nothing once that person may give nothing.
        let (first, second) = (synthetic::ssin(320_010), synthetic::ssin(320_011));
        for manager in [&first, &second] {
            let key = world.key();
            app.give_access(&system, manager, Role::AccessManager, None, &key).await.unwrap();
        }
        let manager = app.act_for(&visitor(first.clone()), here).await.unwrap();
        let kept = app.invite(&manager, Role::AccessManager, None, &world.key()).await.unwrap();
        let by_house = app.invite(&system, Role::Reader, None, &world.key()).await.unwrap();
        let grants = app.grants(&system).await.unwrap();
        let own = grants.iter().find(|g| g.ssin == first.masked()).unwrap().id;
        app.end_access(&system, own, &world.key()).await.unwrap();
        assert!(matches!(app.invitation(here, &kept.secret).await, Err(Refused::Hidden)));
        app.invitation(here, &by_house.secret).await.unwrap();
        for role in [Role::Operator, Role::Inspector, Role::Employee, Role::System] {
            assert!(app.invite(&system, role, None, &world.key()).await.is_err());
        }
    }
}

#[tokio::test]
async fn an_inspector_reads_under_a_reason_and_for_a_time() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 26)).await;
        let app = world.app.clone();
        let employee = world.hire(7, date(2024, 1, 1), "200", 3800).await;
        let person = visitor(synthetic::ssin(320_003));
        let installation = app.installation();
        app.give_access(&installation, &person.ssin, Role::Inspector, None, &world.key())
            .await
            .unwrap();
        // The role alone opens nothing.
        assert!(matches!(app.act_for(&person, world.employer).await, Err(Refused::Hidden)));
        let inspector = app.act_as_inspector(&person).await.unwrap();
        let number = synthetic::enterprise(1);
        let without = app.open_inspection(&inspector, &number, " ", 1, &world.key()).await;
        assert!(matches!(without, Err(Refused::Invalid(_))), "{engine}: no reason, no look");
        let long = app.open_inspection(&inspector, &number, "File 12", 90, &world.key()).await;
        assert!(matches!(long, Err(Refused::Invalid(_))));
        let id =
            app.open_inspection(&inspector, &number, "File 12", 1, &world.key()).await.unwrap();
        let caller = app.act_at(&person, id.0).await.unwrap();
        app.account(&caller, employee, None).await.unwrap();
        let change = Command::SetTeam { targets: Targets::All, team: None };
        let refused = app.submit(&caller, &change, &world.key(), None).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}: it changes nothing");
        // Another inspector does not come in by the same door.
        let other = visitor(synthetic::ssin(320_004));
        app.give_access(&installation, &other.ssin, Role::Inspector, None, &world.key())
            .await
            .unwrap();
        assert!(matches!(app.act_at(&other, id.0).await, Err(Refused::Hidden)));
        // Each look carries the reason.
        let audit = app.recent_audit(&world.hr).await.unwrap();
        let look = audit.iter().find(|e| e.role == "inspector" && e.action == "account").unwrap();
        assert_eq!(look.reason.as_deref(), Some("File 12"), "{engine}");
        // All of it in one ZIP, for the inspector too; the number of nobody is in it.
        let bytes = app.log_copy(&caller).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        for name in ["history.jsonl", "audit.jsonl"] {
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        }
        assert!(text.contains("addEmployee") && text.contains("File 12"), "{engine}");
        assert!(!text.contains(synthetic::ssin(7).digits()));
        let opened = app.last_inspections(&app.installation(), 9).await;
        assert!(matches!(opened, Err(Refused::Forbidden(_))), "only the operator sees them all");
        world.set_today(date(2026, 11, 28));
        assert!(matches!(app.act_at(&person, id.0).await, Err(Refused::Hidden)), "{engine}: over");
    }
}
