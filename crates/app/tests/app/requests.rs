//! Asking for an organisation, and what the operator answers.

use crate::support::{World, visitor};
use fla_app::{NewEmployer, Refused, RequestState};
use fla_domain::access::{Quality, Role};
use fla_domain::language::Language;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

fn organisation(n: u32) -> NewEmployer {
    NewEmployer {
        enterprise_number: synthetic::enterprise(n),
        nsso_number: None,
        name: format!("Organisation {n}"),
        language: Language::De,
        qualities: vec![Quality::Employer, Quality::TrainingProvider],
    }
}

fn codes<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(fla_domain::anomaly::Anomaly::code).collect(),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn somebody_asks_and_the_operator_answers() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (app, house) = (&world.app, world.app.installation());
        let operator = visitor(synthetic::ssin(310_000));
        let role = Role::Operator;
        app.give_access(&house, &operator.ssin, role, None, &world.key()).await.unwrap();
        let operator = app.act_as_operator(&operator).await.unwrap();
        let me = visitor(synthetic::ssin(310_001));
        let ask = async |n: u32| {
            world.tick();
            app.ask_for_organisation(&me, &organisation(n), &world.key()).await
        };
        assert_eq!(codes(ask(1).await), "ENTERPRISE-006", "{engine}: it is in the register");
        let nameless = NewEmployer { name: String::new(), ..organisation(50) };
        let nameless = app.ask_for_organisation(&me, &nameless, &world.key()).await;
        assert_eq!(codes(nameless), "EMPLOYER-NAME-001", "{engine}");
        let key = world.key();
        let first = app.ask_for_organisation(&me, &organisation(50), &key).await.unwrap();
        let again = app.ask_for_organisation(&me, &organisation(50), &key).await.unwrap();
        assert_eq!(first, again, "{engine}: once under its key");
        let (second, _) = (ask(51).await.unwrap(), ask(52).await.unwrap());
        assert_eq!(codes(ask(53).await), "ACCESS-901", "{engine}: no more than three wait");
        assert_eq!(app.capacities(&me).await.unwrap().len(), 0, "{engine}: nothing is given yet");

        let waiting = app.organisation_requests(&operator).await.unwrap();
        assert_eq!(waiting.len(), 3, "{engine}");
        assert_eq!((waiting[0].id, waiting[0].person_name.as_str()), (first, "Test Person"));
        let hr = app.organisation_requests(&world.hr).await;
        assert!(matches!(hr, Err(Refused::Forbidden(_))), "{engine}: the operator's");

        let key = world.key();
        let added = app.grant_request(&operator, first, &key).await.unwrap();
        assert_eq!(app.grant_request(&operator, first, &key).await.unwrap(), added, "{engine}");
        let twice = app.grant_request(&operator, first, &world.key()).await;
        assert!(matches!(twice, Err(Refused::Hidden)), "{engine}: it waits no longer");
        let manager = app.act_for(&me, added).await.unwrap();
        assert_eq!(manager.role(), Role::AccessManager, "{engine}");
        assert_eq!(app.own_employer(&manager).await.unwrap().name, "Organisation 50");
        assert_eq!(app.own_qualities(&manager).await.unwrap().len(), 2, "{engine}");

        let silent = app.refuse_request(&operator, second, " ", &world.key()).await;
        assert_eq!(codes(silent), "REASON-001", "{engine}");
        app.refuse_request(&operator, second, "Not proven", &world.key()).await.unwrap();
        let states: Vec<_> = app.own_requests(&me).await.unwrap();
        let states: Vec<_> = states.iter().map(|r| (r.state, r.words.as_str())).collect();
        assert_eq!(
            states,
            [
                (RequestState::Waiting, ""),
                (RequestState::Refused, "Not proven"),
                (RequestState::Added, "")
            ],
            "{engine}"
        );
    }
}
