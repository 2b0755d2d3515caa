//! Who looked at an account, what was known of a person, and the own sessions.

use crate::support::{World, person, visitor};
use fla_app::{Command, PersonInput, ProviderNames, Refused, SessionLimits, SessionToOpen};
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

#[tokio::test]
async fn versions_of_a_person_are_told_with_who_made_them() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let id = world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let moved = PersonInput {
            ssin: String::new(),
            team: Some("Oven".to_owned()),
            address: Some("Molenstraat 1".to_owned()),
            ..person(1)
        };
        world
            .submit(
                Command::ChangePerson { employee: id, seen: None, person: moved },
                Some("moved"),
            )
            .await;
        let history = world.app.employee_history(&world.hr, id).await.unwrap();
        assert_eq!(history.len(), 2, "{engine}");
        assert_eq!(history[0].0.person.team, None);
        assert_eq!(history[1].0.person.team.as_deref(), Some("Oven"));
        let change = history[1].1.as_ref().unwrap();
        assert_eq!((change.kind.as_str(), change.by.as_str()), ("changePerson", "Test Person"));
        assert_eq!(change.reason.as_deref(), Some("moved"), "{engine}");
        assert_eq!(history[0].0.known_to, history[1].0.known_from, "{engine}");

        let other = crate::support::add_employer(&world.app, 2, &synthetic::ssin(320_000)).await;
        let foreign = visitor(synthetic::ssin(320_000));
        let foreign = world.app.act_for(&foreign, other).await.unwrap();
        let hidden = world.app.employee_history(&foreign, id).await;
        assert!(matches!(hidden, Err(Refused::Hidden)), "{engine}");
        let hidden = world.app.audit_of(&foreign, id).await;
        assert!(matches!(hidden, Err(Refused::Hidden)), "{engine}");
    }
}

#[tokio::test]
async fn an_employee_sees_who_looked() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let id = world.hire(1, date(2025, 1, 1), "200", 3800).await;
        world.tick();
        world.app.account(&world.hr, id, None).await.unwrap();
        world.tick();
        world.app.own_accounts(&visitor(synthetic::ssin(1))).await.unwrap();
        world.tick();
        let looks = world.app.own_audit(&visitor(synthetic::ssin(1))).await.unwrap();
        assert_eq!(looks.len(), 1, "{engine}");
        assert_eq!(looks[0].0.id, world.employer);
        let told: Vec<_> = looks[0].1.iter().map(|l| (l.action.as_str(), l.own)).collect();
        assert_eq!(told[..2], [("ownAccount", true), ("account", false)], "{engine}");
        let added = looks[0].1.last().unwrap();
        assert_eq!((added.action.as_str(), added.changed), ("addEmployee", true), "{engine}");
        let again = world.app.own_audit(&visitor(synthetic::ssin(1))).await.unwrap();
        assert_eq!(again[0].1[0].action, "ownAudit", "{engine}: asking is noted too");
        assert!(world.app.own_audit(&visitor(synthetic::ssin(2))).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_own_sessions_are_listed_and_no_others() {
    const HOUR: i64 = 3_600_000_000;
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let now = world.tick();
        let limits = SessionLimits { idle: HOUR };
        let (one, other) = (synthetic::ssin(1), synthetic::ssin(2));
        let until = Instant(now.0 + 10 * HOUR);
        for (token, who, opened) in [
            (1_u8, &one, now.0 - 60),
            (2, &one, now.0),
            (3, &other, now.0),
            (4, &one, now.0 - HOUR),
        ] {
            let new = SessionToOpen {
                token_hash: vec![token; 32],
                ssin: who.clone(),
                body: "{}".to_owned(),
                opened_at: Instant(opened),
                expires_at: until,
                named: ProviderNames::default(),
            };
            world.app.open_session(new).await.unwrap();
        }
        let listed = world.app.sessions_of(&one, limits, now).await.unwrap();
        let tokens: Vec<_> = listed.iter().map(|s| s.token_hash[0]).collect();
        assert_eq!(tokens, [2, 1], "{engine}: last used first, without the one that ran out");
        world.app.end_session(&[2; 32]).await.unwrap();
        assert_eq!(world.app.sessions_of(&one, limits, now).await.unwrap().len(), 1, "{engine}");
    }
}
