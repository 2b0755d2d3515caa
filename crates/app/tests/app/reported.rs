//! Trainings that a training provider reports: to many employers at once, accepted, merged with
//! what was registered, disputed; counted once; confirmed by a link without the number.

use crate::support::{World, part, training, visitor};
use fla_app::{
    Answering, Caller, Command, NewEmployer, NewParticipant, NewReport, Refused, ReportedSession,
};
use fla_domain::access::{Quality, Role};
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployerId, ReportPartId};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::reported::PartState;
use fla_domain::training::{Status, TrainingDetails};
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::testing::test_stores;
use jiff::civil::date;

struct School {
    world: World,
    provider: EmployerId,
    teacher: Caller,
    /// A second employer, with its registrar.
    other: EmployerId,
    other_hr: Caller,
}

fn participant(line: usize, employer: u32, n: u32) -> NewParticipant {
    NewParticipant {
        line,
        employer: synthetic::enterprise(employer),
        ssin: synthetic::ssin(n),
        name: format!("Person {n}"),
    }
}

async fn school(store: Store) -> School {
    let world = World::new(store, date(2026, 11, 26)).await;
    let teacher = synthetic::ssin(310_001);
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(60),
        nsso_number: None,
        name: "Vormingshuis".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::TrainingProvider],
    };
    let installation = world.app.installation();
    let first = Some((&teacher, Role::Registrar));
    let provider = world.app.add_employer(&installation, &new, first, &world.key()).await.unwrap();
    let teacher = world.app.act_for(&visitor(teacher), provider).await.unwrap();
    let hr = synthetic::ssin(310_002);
    let other = crate::support::add_employer(&world.app, 2, &hr).await;
    let other_hr = world.app.act_for(&visitor(hr), other).await.unwrap();
    School { world, provider, teacher, other, other_hr }
}

impl School {
    async fn report(
        &self,
        title: &str,
        participants: Vec<NewParticipant>,
    ) -> Result<fla_app::SentReport, Refused> {
        let new = NewReport {
            details: training(title, date(2026, 11, 2), 456),
            certificate: false,
            valid_until: None,
            link: participants.is_empty(),
            participants,
        };
        self.world.tick();
        self.world.app.report_training(&self.teacher, &new, &self.world.key()).await
    }

    async fn waiting(&self) -> Vec<ReportedSession> {
        self.world.app.reported(&self.world.hr, 1).await.unwrap().sessions
    }
}

fn ids(session: &ReportedSession) -> Vec<ReportPartId> {
    session.parts.iter().map(|view| view.part.id).collect()
}

fn codes<V: std::fmt::Debug>(answer: Result<V, Refused>) -> Vec<String> {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(Anomaly::code).collect(),
        other => vec![other.to_string()],
    }
}

#[tokio::test]
async fn a_report_reaches_each_employer_and_counts_once_it_is_accepted() {
    for (engine, store) in test_stores().await {
        let school = school(store).await;
        let (world, app) = (&school.world, &school.world.app);
        world.average(2026, 2_500).await;
        let anna = world.hire(7, date(2024, 1, 1), "200", 3800).await;
        world.hire(8, date(2024, 1, 1), "200", 3800).await;
        let before = world.left(anna, 2026).await;
        let people = vec![participant(1, 1, 7), participant(2, 1, 8), participant(3, 2, 9)];
        school.report("Eerste hulp", people).await.unwrap();
        let waiting = school.waiting().await;
        assert_eq!(waiting.len(), 1, "{engine}");
        assert_eq!((waiting[0].parts.len(), waiting[0].provider.as_str()), (2, "Vormingshuis"));
        assert_eq!(world.left(anna, 2026).await, before, "{engine}: nobody's silence counts");
        // The other employer sees its own part and no other; the person is none of its employees.
        let there = app.reported(&school.other_hr, 1).await.unwrap().sessions;
        assert_eq!(there[0].parts.len(), 1);
        assert!(there[0].parts[0].employee.is_none());
        let stranger = ids(&there[0]);
        let unknown = app.accept_reported(&school.other_hr, &stranger, &world.key()).await;
        assert_eq!(codes(unknown), ["REPORT-022"]);
        let foreign = app.accept_reported(&world.hr, &stranger, &world.key()).await;
        assert!(matches!(foreign, Err(Refused::Hidden)), "{engine}");

        world.tick();
        let key = world.key();
        let all = ids(&waiting[0]);
        let tried = app.try_answer(&world.hr, &Answering::Accept(&all, None)).await.unwrap();
        let of_anna = tried.effects.iter().find(|effect| effect.employee == anna).unwrap();
        assert_eq!((tried.affected, of_anna.before.0), (2, before), "{engine}");
        assert_eq!(of_anna.after.0, before - 456, "{engine}");
        assert_eq!(world.left(anna, 2026).await, before, "{engine}: nothing is kept of a trial");
        let unknown = app.try_answer(&school.other_hr, &Answering::Accept(&stranger, None)).await;
        assert_eq!(codes(unknown), ["REPORT-022"]);
        let foreign = app.try_answer(&world.hr, &Answering::Accept(&stranger, None)).await;
        assert!(matches!(foreign, Err(Refused::Hidden)), "{engine}");
        let accepted = app.accept_reported(&world.hr, &all, &key).await.unwrap();
        let trainings = accepted.trainings.clone();
        assert_eq!(trainings.len(), 1);
        let again = app.accept_reported(&world.hr, &all, &key).await.unwrap();
        assert_eq!(again, accepted, "{engine}: the same change too");
        assert_eq!(world.left(anna, 2026).await, before - 456, "{engine}");
        let training = app.training(&world.hr, trainings[0], None).await.unwrap();
        assert_eq!(training.participants.len(), 2);
        assert_eq!(training.training.details.provider.as_deref(), Some("Vormingshuis"));
        assert!(school.waiting().await.is_empty());
        let late = app.dispute_reported(&world.hr, &ids(&waiting[0]), "no", &world.key()).await;
        assert_eq!(codes(late), ["REPORT-146"]);
        // The employee sees who reported what, and that a provider did it.
        let own = app.own_reported(&visitor(synthetic::ssin(7))).await.unwrap();
        assert_eq!((own.len(), own[0].part.state), (1, PartState::Accepted));
        let looks = app.own_audit(&visitor(synthetic::ssin(7))).await.unwrap();
        let told = looks[0].1.iter().find(|look| look.action == "reportTraining").unwrap();
        assert_eq!(told.behalf.organisation_name.as_deref(), Some("Vormingshuis"));
        assert_eq!(told.behalf.quality.as_deref(), Some("trainingProvider"));
        // The provider sees what became of it, and no numbers.
        let sent = app.sent_reports(&school.teacher, None, 50).await.unwrap().items;
        assert_eq!(sent[0].parts.len(), 3);
        assert!(!format!("{:?}", sent[0].parts).contains(synthetic::ssin(7).digits()));
    }
}

#[tokio::test]
async fn a_report_is_accepted_with_a_change_and_both_versions_are_kept() {
    for (engine, store) in test_stores().await {
        let school = school(store).await;
        let (world, app) = (&school.world, &school.world.app);
        world.average(2026, 2_500).await;
        let anna = world.hire(7, date(2024, 1, 1), "200", 3800).await;
        world.hire(8, date(2024, 1, 1), "200", 3800).await;
        let before = world.left(anna, 2026).await;
        let people = vec![participant(1, 1, 7), participant(2, 1, 8)];
        school.report("Eerste hulp", people).await.unwrap();
        school.report("Heftruck", vec![participant(1, 1, 7)]).await.unwrap();
        let waiting = school.waiting().await;
        let first = waiting.iter().find(|s| s.details.title == "Eerste hulp").unwrap();
        let (one, other) = (first.parts[0].part.id, first.parts[1].part.id);
        let changed = TrainingDetails {
            minutes: Minutes(240),
            funding: Some("Sectorfonds".to_owned()),
            ..first.details.clone()
        };

        // The same checks as for any training, and nothing of it is done.
        let wrong = TrainingDetails { title: String::new(), ..changed.clone() };
        world.tick();
        let refused = app.accept_changed(&world.hr, &[one], &wrong, &world.key()).await;
        assert_eq!(codes(refused), ["TITLE-001"], "{engine}");
        let foreign = app.accept_changed(&school.other_hr, &[one], &changed, &world.key()).await;
        assert!(matches!(foreign, Err(Refused::Hidden)), "{engine}");
        let two: Vec<ReportPartId> = waiting.iter().flat_map(ids).collect();
        let mixed = app.accept_changed(&world.hr, &two, &changed, &world.key()).await;
        assert!(matches!(mixed, Err(Refused::Hidden)), "{engine}: parts of two reports");
        let teacher = app.accept_changed(&school.teacher, &[one], &changed, &world.key()).await;
        assert!(matches!(teacher, Err(Refused::Forbidden(_))), "{engine}");
        assert_eq!(world.left(anna, 2026).await, before, "{engine}");

        let key = world.key();
        let training = app.accept_changed(&world.hr, &[one], &changed, &key).await.unwrap();
        let again = app.accept_changed(&world.hr, &[one], &changed, &key).await.unwrap();
        assert_eq!(training, again, "{engine}");
        assert_eq!(world.left(anna, 2026).await, before - 240, "{engine}");
        let view = app.training(&world.hr, training.trainings[0], None).await.unwrap();
        assert_eq!(view.training.details, changed, "{engine}");
        assert_eq!(view.participants.len(), 1, "{engine}");
        let late = app.accept_changed(&world.hr, &[one], &changed, &world.key()).await;
        assert_eq!(codes(late), ["REPORT-146"], "{engine}");

        // The training knows its report, and the report what was registered instead.
        let origin = app.reports_of(&world.hr, &[view.participants[0].part.id]).await.unwrap();
        assert_eq!(origin[0].part.details.minutes, Minutes(456), "{engine}");
        assert_eq!(origin[0].part.changed.as_ref(), Some(&changed), "{engine}");
        let own = app.own_reported(&visitor(synthetic::ssin(7))).await.unwrap();
        assert!(own.iter().any(|v| v.part.changed.as_ref() == Some(&changed)), "{engine}");

        // Accepted as it was reported it is no change.
        world.tick();
        let same = &first.details;
        app.accept_changed(&world.hr, &[other], same, &world.key()).await.unwrap();

        // The provider sees the duration, and not who pays.
        let sent = app.sent_reports(&school.teacher, None, 50).await.unwrap().items;
        let report = sent.iter().find(|r| r.report.details.title == "Eerste hulp").unwrap();
        let of = |id| &report.parts.iter().find(|p| p.part.id == id).unwrap().part;
        let told = of(one).changed.as_ref().unwrap();
        assert_eq!((told.minutes, told.funding.as_deref()), (Minutes(240), None), "{engine}");
        assert_eq!(of(other).state, PartState::Accepted, "{engine}");
        assert!(of(other).changed.is_none(), "{engine}");
        let kinds: Vec<String> = app
            .recent_changes(&world.hr, None)
            .await
            .unwrap()
            .into_iter()
            .map(|c| c.kind)
            .collect();
        assert!(kinds.iter().any(|kind| kind == "acceptReportedChanged"), "{engine}: {kinds:?}");
    }
}

#[tokio::test]
async fn the_same_training_told_twice_is_merged_and_counted_once() {
    for (engine, store) in test_stores().await {
        let school = school(store).await;
        let (world, app) = (&school.world, &school.world.app);
        world.average(2026, 2_500).await;
        let anna = world.hire(7, date(2024, 1, 1), "200", 3800).await;
        let own = Command::RegisterTraining {
            details: training("EERSTE HULP", date(2026, 11, 2), 456),
            parts: vec![part(anna, Status::Completed, 456)],
        };
        world.submit(own, None).await;
        let once = world.left(anna, 2026).await;
        school.report("Eerste hulp", vec![participant(1, 1, 7)]).await.unwrap();
        let waiting = school.waiting().await;
        let view = &waiting[0].parts[0];
        assert_eq!(view.alike.len(), 1, "{engine}");
        assert_eq!(view.alike[0].likeness.score, 100);
        let same = view.alike[0].participation;
        app.merge_reported(&world.hr, view.part.id, same, &world.key()).await.unwrap();
        assert_eq!(world.left(anna, 2026).await, once, "{engine}: counted once");
        let answered = app.answered_reports(&world.hr, None, 50).await.unwrap().items;
        assert_eq!(answered[0].part.participation, Some(same));
        // Taken back it waits again, and can be accepted beside it.
        world.tick();
        app.reopen_reported(&world.hr, view.part.id, &world.key()).await.unwrap();
        assert_eq!(school.waiting().await[0].parts.len(), 1);
        assert_eq!(world.left(anna, 2026).await, once);
        // What is somebody else's is not merged with it.
        let bert = world.hire(8, date(2024, 1, 1), "200", 3800).await;
        let other = Command::RegisterTraining {
            details: training("Eerste hulp", date(2026, 11, 2), 456),
            parts: vec![part(bert, Status::Completed, 456)],
        };
        world.submit(other, None).await;
        let account = app.account(&world.hr, bert, None).await.unwrap();
        let foreign = account.parts[0].part.id;
        let wrong = app.merge_reported(&world.hr, view.part.id, foreign, &world.key()).await;
        assert!(matches!(wrong, Err(Refused::Hidden)), "{engine}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_line_and_nothing_is_sent() {
    let (_, store) = test_stores().await.swap_remove(0);
    let school = school(store).await;
    let people = vec![participant(1, 1, 7), participant(2, 1, 7), participant(3, 99, 8)];
    let Err(Refused::Invalid(found)) = school.report("", people).await else { panic!() };
    let told: Vec<(String, Option<String>)> =
        found.iter().map(|a| (a.code(), a.args.get("line").map(ToString::to_string))).collect();
    assert_eq!(told[0].0, "TITLE-001");
    assert_eq!(told[1], ("PARTICIPANTS-006".to_owned(), Some("2".to_owned())));
    assert_eq!(told[2], ("ENTERPRISE-022".to_owned(), Some("3".to_owned())));
    assert!(school.waiting().await.is_empty());
    let hr = &school.world.hr;
    let none = school.world.app.sent_reports(hr, None, 50).await;
    assert!(matches!(none, Err(Refused::Forbidden(_))), "an employer reports nothing");
}

#[tokio::test]
async fn a_participant_confirms_by_the_link_and_the_provider_learns_no_number() {
    for (engine, store) in test_stores().await {
        let school = school(store).await;
        let (world, app) = (&school.world, &school.world.app);
        world.hire(7, date(2024, 1, 1), "200", 3800).await;
        let sent = school.report("Heftruck", vec![]).await.unwrap();
        let secret = sent.secret.unwrap();
        let anna = visitor(synthetic::ssin(7));
        assert!(app.joinable(&anna, school.provider, "wrong").await.is_err());
        let view = app.joinable(&anna, school.provider, &secret).await.unwrap();
        assert_eq!((view.employers.len(), view.confirmed), (1, false), "{engine}");
        let confirm = async |employer| {
            app.confirm_attendance(&anna, school.provider, &secret, employer, &world.key()).await
        };
        assert!(matches!(confirm(school.other).await, Err(Refused::Hidden)), "not employed there");
        confirm(world.employer).await.unwrap();
        assert_eq!(codes(confirm(world.employer).await), ["PARTICIPANTS-006"], "{engine}");
        let seen = app.sent_report(&school.teacher, sent.id).await.unwrap();
        assert_eq!(seen.parts.len(), 1);
        assert!(seen.parts[0].part.by_link);
        let waiting = school.waiting().await;
        assert!(waiting[0].parts[0].employee.is_some());
        // Disputed with a reason, which the provider reads; withdrawn parts leave the queue.
        let none = app.dispute_reported(&world.hr, &ids(&waiting[0]), " ", &world.key()).await;
        assert_eq!(codes(none), ["REASON-001"]);
        world.tick();
        app.dispute_reported(&world.hr, &ids(&waiting[0]), "Was ill", &world.key()).await.unwrap();
        let seen = app.sent_report(&school.teacher, sent.id).await.unwrap();
        assert_eq!(
            (seen.parts[0].part.state, seen.parts[0].part.words.as_str()),
            (PartState::Disputed, "Was ill")
        );
        world.tick();
        app.reopen_reported(&world.hr, ids(&waiting[0])[0], &world.key()).await.unwrap();
        app.withdraw_report(&school.teacher, sent.id, &world.key()).await.unwrap();
        assert!(school.waiting().await.is_empty());
        assert!(app.joinable(&anna, school.provider, &secret).await.is_err(), "{engine}: closed");
    }
}

#[tokio::test]
async fn a_number_stays_out_of_every_text_of_a_report() {
    let ssin: Ssin = synthetic::ssin(7);
    let one = participant(1, 1, 7);
    assert!(!format!("{:?}", one.ssin).contains(ssin.digits()));
}

#[tokio::test]
async fn what_waits_comes_page_by_page_and_everything_once() {
    for (engine, store) in test_stores().await {
        let school = school(store).await;
        let app = &school.world.app;
        let people = |from: u32| -> Vec<NewParticipant> {
            (0..60).map(|n| participant(n as usize + 1, 1, from + n)).collect()
        };
        school.report("Eerste hulp", people(1_000)).await.unwrap();
        school.report("Heftruck", people(2_000)).await.unwrap();
        let mut seen = Vec::new();
        for (number, parts) in [(1, 50), (2, 50), (3, 20)] {
            let page = app.reported(&school.world.hr, number).await.unwrap();
            assert_eq!((page.page, page.total), (number, 120), "{engine}");
            let here: Vec<_> = page.sessions.iter().flat_map(ids).collect();
            assert_eq!(here.len(), parts, "{engine}");
            seen.extend(here);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 120, "{engine}");
        let beyond = app.reported(&school.world.hr, 99).await.unwrap();
        assert_eq!(beyond.page, 3, "{engine}: the last one");
    }
}
