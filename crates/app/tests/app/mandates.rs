//! Mandates: given, confirmed, used, ended; and that the mandate at the time of processing decides.

use crate::support::{World, visitor};
use fla_app::{Caller, Command, Key, NewEmployer, NewMandate, NewSheet, Refused, Targets};
use fla_domain::access::{Action, Quality, Role, Scope};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployerId, MandateId};
use fla_domain::language::Language;
use fla_domain::mandate::{Standing, Step};
use fla_domain::time::Quarter;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};

/// An employer with its access manager, and a provider with its own.
struct Two {
    world: World,
    giver: Ssin,
    provider: EmployerId,
    holder: Ssin,
}

const PROVIDER: u32 = 77;

async fn two(store: fla_store::Store, today: Date) -> Two {
    let world = World::new(store, today).await;
    let giver = synthetic::ssin(310_001);
    let system = world.app.act_as_installation(world.employer).await.unwrap();
    let key = world.key();
    world.app.give_access(&system, &giver, Role::AccessManager, None, &key).await.unwrap();
    let holder = synthetic::ssin(310_002);
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(PROVIDER),
        nsso_number: None,
        name: "Loonwijzer".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::SocialSecretariat],
    };
    let first = Some((&holder, Role::AccessManager));
    let installation = world.app.installation();
    let provider = world.app.add_employer(&installation, &new, first, &world.key()).await.unwrap();
    Two { world, giver, provider, holder }
}

impl Two {
    async fn giver(&self) -> Caller {
        let employer = self.world.employer;
        self.world.app.act_for(&visitor(self.giver.clone()), employer).await.unwrap()
    }

    async fn holder(&self) -> Caller {
        self.world.app.act_for(&visitor(self.holder.clone()), self.provider).await.unwrap()
    }

    async fn give(&self, from: &str, until: Option<&str>, scopes: &[Scope]) -> MandateId {
        self.try_give(PROVIDER, from, until, scopes).await.unwrap()
    }

    async fn try_give(
        &self,
        provider: u32,
        from: &str,
        until: Option<&str>,
        scopes: &[Scope],
    ) -> Result<MandateId, Refused> {
        let quarter = |text: &str| text.parse::<Quarter>().unwrap().yyyyq();
        let new = NewMandate {
            provider: synthetic::enterprise(provider),
            from: quarter(from),
            until: until.map(quarter),
            scopes: scopes.to_vec(),
        };
        self.world.tick();
        self.world.app.give_mandate(&self.giver().await, &new, &self.world.key()).await
    }

    async fn confirm(&self, id: MandateId) {
        self.world.tick();
        let (holder, key) = (self.holder().await, self.world.key());
        self.world.app.answer_mandate(&holder, id, true, &key).await.unwrap();
    }

    /// The caller that the provider's person is under a mandate.
    async fn under(&self, id: MandateId) -> Result<Caller, Refused> {
        self.world.app.act_at(&visitor(self.holder.clone()), id.0).await
    }
}

fn code<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(fla_domain::anomaly::Anomaly::code).collect(),
        other => other.to_string(),
    }
}

const ALL: [Scope; 3] = [Scope::Declare, Scope::Correct, Scope::Verify];

#[tokio::test]
async fn a_mandate_is_given_confirmed_used_and_ended() {
    for (engine, store) in test_stores().await {
        let two = two(store, date(2026, 11, 26)).await;
        let app = &two.world.app;
        let id = two.give("2026Q4", None, &ALL).await;
        assert!(matches!(two.under(id).await, Err(Refused::Hidden)), "{engine}: not confirmed");
        two.confirm(id).await;
        let caller = two.under(id).await.unwrap();
        assert_eq!(caller.employer(), two.world.employer);
        assert_eq!(caller.place(), id.0);
        let mandated = caller.mandated().unwrap();
        assert_eq!(
            (mandated.provider, mandated.quality),
            (two.provider, Quality::SocialSecretariat)
        );
        assert!(caller.may(Action::RegisterTrainings) && !caller.may(Action::ManageAccess));

        // What is done is noted with the provider, the quality and the mandate.
        let employee = two.world.hire(7, date(2024, 1, 1), "200", 3800).await;
        let team = Command::SetTeam {
            targets: Targets::Some(vec![employee]),
            team: Some("Oven".to_owned()),
        };
        two.world.tick();
        app.submit(&caller, &team, &two.world.key(), None).await.unwrap();
        let giver = two.giver().await;
        let changes = app.recent_changes(&giver, None).await.unwrap();
        let behalf = &changes[0].behalf;
        assert_eq!(behalf.organisation_name.as_deref(), Some("Loonwijzer"), "{engine}");
        assert_eq!(behalf.quality.as_deref(), Some("socialSecretariat"));
        assert_eq!((behalf.mandate, behalf.organisation), (Some(id), Some(two.provider)));
        let audit = app.recent_audit(&giver).await.unwrap();
        assert!(audit.iter().any(|e| e.action == "setTeam" && e.behalf.mandate == Some(id)));
        let own = audit.iter().find(|e| e.action == "addEmployee").unwrap();
        assert_eq!(own.behalf.quality.as_deref(), Some("employer"));

        // Both see it and what happened to it.
        let clients = app.clients(&two.holder().await).await.unwrap();
        assert_eq!(clients.len(), 1);
        assert_eq!((clients[0].mandate, clients[0].employer.id), (id, two.world.employer));
        two.world.tick();
        app.end_mandate(&giver, id, &two.world.key()).await.unwrap();
        assert!(matches!(two.under(id).await, Err(Refused::Hidden)));
        let given = app.mandates_given(&giver).await.unwrap();
        let held = app.mandates_held(&two.holder().await).await.unwrap();
        for views in [&given, &held] {
            assert_eq!(views.len(), 1);
            assert_eq!(views[0].standing, Standing::Ended);
            let steps: Vec<Step> = views[0].steps.iter().map(|s| s.step).collect();
            assert_eq!(steps, [Step::Requested, Step::Confirmed, Step::Ended]);
            assert_eq!(views[0].steps[1].organisation, "Loonwijzer");
        }
        assert_eq!(given[0].other.name, "Loonwijzer");
        assert_ne!(held[0].other.name, "Loonwijzer");
        // It is in the history of both.
        for caller in [&giver, &two.holder().await] {
            let kinds: Vec<String> = app
                .recent_changes(caller, None)
                .await
                .unwrap()
                .into_iter()
                .map(|c| c.kind)
                .collect();
            for kind in ["giveMandate", "confirmMandate", "endMandate"] {
                assert_eq!(kinds.iter().filter(|k| *k == kind).count(), 1, "{engine}: {kind}");
            }
        }
        // The sealed log holds them: nothing of it is amiss.
        app.work_to_the_end().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_under_way_is_refused_once_the_mandate_or_the_role_ended() {
    for (engine, store) in test_stores().await {
        let two = two(store, date(2026, 11, 26)).await;
        let app = &two.world.app;
        let employee = two.world.hire(7, date(2024, 1, 1), "200", 3800).await;
        let team = |name: &str| Command::SetTeam {
            targets: Targets::Some(vec![employee]),
            team: Some(name.to_owned()),
        };
        let id = two.give("2026Q4", None, &ALL).await;
        two.confirm(id).await;
        // Callers that were made before the withdrawal.
        let caller = two.under(id).await.unwrap();
        two.world.tick();
        app.end_mandate(&two.holder().await, id, &two.world.key()).await.unwrap();
        let late = app.submit(&caller, &team("A"), &two.world.key(), None).await;
        assert!(matches!(late, Err(Refused::Ended)), "{engine}");

        let next = two.give("2026Q4", None, &ALL).await;
        two.confirm(next).await;
        let caller = two.under(next).await.unwrap();
        let holder = two.holder().await;
        let grants = app.grants(&holder).await.unwrap();
        let second = synthetic::ssin(310_003);
        app.give_access(&holder, &second, Role::AccessManager, None, &two.world.key())
            .await
            .unwrap();
        app.end_access(&holder, grants[0].id, &two.world.key()).await.unwrap();
        let late = app.submit(&caller, &team("B"), &two.world.key(), None).await;
        assert!(matches!(late, Err(Refused::Ended)), "{engine}");
        let view = app.account(&two.giver().await, employee, None).await.unwrap();
        assert_eq!(view.employee.person.team, None, "{engine}: nothing was changed");
    }
}

#[tokio::test]
async fn a_job_whose_mandate_ended_stops_and_says_so() {
    for (engine, store) in test_stores().await {
        let two = two(store, date(2026, 11, 26)).await;
        let app = &two.world.app;
        let id = two.give("2026Q4", None, &ALL).await;
        two.confirm(id).await;
        let caller = two.under(id).await.unwrap();
        let mut upload = app.receive_sheet(&caller, "table").await.unwrap();
        upload.write(b"INSZ;Naam;Voornaam\n1;Peeters;Anna\n").await.unwrap();
        let file = upload.finish().await.unwrap();
        let new = NewSheet { file, kind: None, copy: false, original: None };
        let sheet = app.take_sheet(&caller, &new).await.unwrap();
        let mut upload = app.receive(&caller, "dmfa.xml").await.unwrap();
        let person = (7, vec![(date(2024, 1, 1), None, "200", 3800)]);
        let dmfa = crate::support::dmfa(1, "2026Q3", "2026-10-20", &[person]);
        upload.write(&dmfa).await.unwrap();
        let job = app.import(&caller, &[upload.finish().await.unwrap()]).await.unwrap();
        two.world.tick();
        app.end_mandate(&two.holder().await, id, &two.world.key()).await.unwrap();
        app.work_to_the_end().await.unwrap();
        let hr = &two.world.hr;
        assert_eq!(app.sheet(hr, sheet).await.unwrap().state, "stopped", "{engine}");
        assert_eq!(app.import_report(hr, job).await.unwrap().job.state, "stopped", "{engine}");
        assert_eq!(app.job(hr, job).await.unwrap().state, "stopped", "{engine}");
    }
}

#[tokio::test]
async fn the_mandate_at_the_time_of_processing_decides() {
    for (engine, store) in test_stores().await {
        let two = two(store, date(2026, 9, 30)).await;
        let id = two.give("2026Q4", Some("2026Q4"), &ALL).await;
        two.confirm(id).await;
        for (day, in_force) in [
            (date(2026, 9, 30), false),
            (date(2026, 10, 1), true),
            (date(2026, 12, 31), true),
            (date(2027, 1, 1), false),
        ] {
            two.world.set_today(day);
            assert_eq!(two.under(id).await.is_ok(), in_force, "{engine}: {day}");
        }
        // A caller made in time does not outlive the last quarter.
        two.world.set_today(date(2026, 12, 31));
        let caller = two.under(id).await.unwrap();
        two.world.set_today(date(2027, 1, 1));
        let command = Command::SetTeam { targets: Targets::All, team: None };
        let late = two.world.app.submit(&caller, &command, &two.world.key(), None).await;
        assert!(matches!(late, Err(Refused::Ended)), "{engine}");
    }
}

#[tokio::test]
async fn scopes_bound_what_can_be_done() {
    let (_, store) = test_stores().await.swap_remove(0);
    let two = two(store, date(2026, 11, 26)).await;
    let employee = two.world.hire(7, date(2024, 1, 1), "200", 3800).await;
    let id = two.give("2026Q4", None, &[Scope::Verify]).await;
    two.confirm(id).await;
    let caller = two.under(id).await.unwrap();
    let app = &two.world.app;
    app.account(&caller, employee, None).await.unwrap();
    let verify = Command::VerifyRights { targets: Targets::All, year: 2026 };
    app.submit(&caller, &verify, &two.world.key(), None).await.unwrap();
    let team = Command::SetTeam { targets: Targets::All, team: None };
    let refused = app.submit(&caller, &team, &two.world.key(), None).await;
    assert!(matches!(refused, Err(Refused::Forbidden(Action::ManageEmployees))));
    for refused in [
        app.grants(&caller).await.map(|_| ()),
        app.invite(&caller, Role::Reader, None, &two.world.key()).await.map(|_| ()),
        app.clients(&caller).await.map(|_| ()),
        app.end_mandate(&caller, id, &two.world.key()).await,
    ] {
        // Who has access may be read with the history; nothing else of the house.
        assert!(matches!(refused, Ok(()) | Err(Refused::Forbidden(_) | Refused::Hidden)));
    }
    let audit = app.recent_audit(&two.giver().await).await.unwrap();
    assert!(audit.iter().any(|e| e.action == "setTeam" && e.outcome == "refused"));
}

#[tokio::test]
async fn what_cannot_be_given_or_answered_is_told() {
    for (engine, store) in test_stores().await {
        let two = two(store, date(2026, 11, 26)).await;
        let app = &two.world.app;
        let give =
            async |provider, from, until| code(two.try_give(provider, from, until, &ALL).await);
        assert_eq!(give(78, "2026Q4", None).await, "ENTERPRISE-022", "{engine}");
        assert_eq!(give(PROVIDER, "2026Q4", Some("2026Q3")).await, "MANDATE-014");
        assert_eq!(give(PROVIDER, "2026Q1", Some("2026Q3")).await, "MANDATE-008");
        crate::support::add_employer(app, 79, &synthetic::ssin(310_009)).await;
        assert_eq!(give(79, "2026Q4", None).await, "QUALITY-053");
        let id = two.give("2026Q4", None, &ALL).await;
        assert_eq!(give(PROVIDER, "2027Q1", None).await, "MANDATE-006");
        let holder = two.holder().await;
        two.confirm(id).await;
        let again = app.answer_mandate(&holder, id, false, &two.world.key()).await;
        assert_eq!(code(again), "MANDATE-146");
        // The employer does not confirm for the provider, and nobody else ends it.
        let own = app.answer_mandate(&two.giver().await, id, true, &two.world.key()).await;
        assert!(matches!(own, Err(Refused::Forbidden(Action::HoldMandates))));
        let stranger = app.end_mandate(&two.world.hr, id, &two.world.key()).await;
        assert!(matches!(stranger, Err(Refused::Forbidden(Action::GiveMandates))));
        let absent = MandateId(uuid::Uuid::from_u128(1));
        let none = app.end_mandate(&holder, absent, &two.world.key()).await;
        assert!(matches!(none, Err(Refused::Hidden)));
        // Once under its key, whichever side.
        let key = two.world.key();
        app.end_mandate(&holder, id, &key).await.unwrap();
        app.end_mandate(&holder, id, &key).await.unwrap();
        assert_eq!(code(app.end_mandate(&holder, id, &two.world.key()).await), "MANDATE-146");
        // An ended one makes room for another.
        two.give("2026Q4", None, &[]).await;
    }
}

#[tokio::test]
async fn a_provider_that_serves_no_longer_is_out() {
    let (_, store) = test_stores().await.swap_remove(0);
    let two = two(store, date(2026, 11, 26)).await;
    let id = two.give("2026Q4", None, &ALL).await;
    two.confirm(id).await;
    two.under(id).await.unwrap();
    let (app, installation) = (&two.world.app, two.world.app.installation());
    let key = Key::new("qualities").unwrap();
    let only = [Quality::TrainingProvider];
    app.set_qualities(&installation, two.provider, &only, &key).await.unwrap();
    assert!(matches!(two.under(id).await, Err(Refused::Hidden)));
    let none = app.set_qualities(&installation, two.provider, &[], &two.world.key()).await;
    assert_eq!(code(none), "QUALITY-001");
}

#[tokio::test]
async fn tasks_of_all_employers_are_in_one_list() {
    let (_, store) = test_stores().await.swap_remove(0);
    let two = two(store, date(2026, 11, 26)).await;
    two.world.hire(7, date(2024, 1, 1), "200", 3800).await;
    let id = two.give("2026Q4", None, &[]).await;
    two.confirm(id).await;
    let everywhere = two.world.app.tasks_everywhere(&visitor(two.holder.clone())).await.unwrap();
    assert_eq!(everywhere.employers.len(), 1);
    assert_eq!(everywhere.employers[0].caller.place(), id.0);
    assert!(!everywhere.employers[0].list.tasks.is_empty());
}
