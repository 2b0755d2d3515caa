//! What is a person's own, questions about entries, and evidence: at the application's door, on both
//! engines.

use crate::support::{World, add_employer, hr_ssin, part, training, visitor};
use fla_app::{App, Caller, Command, Evidence, Key, OwnCommand, Refused, Visitor};
use fla_domain::access::Role;
use fla_domain::dispute::{About, Claim, DisputeState, StepKind};
use fla_domain::ids::{
    ChangeId, DisputeId, EmployeeId, EmployerId, FileId, OwnRecordId, ParticipationId, TrainingId,
};
use fla_domain::occupation::EndCause;
use fla_domain::own::{BroadField, RecordDetails, RecordKind};
use fla_domain::quantity::Minutes;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 23);
const PDF: &[u8] = b"%PDF-1.7 a certificate of somebody\n%%EOF";

fn diploma(title: &str) -> RecordDetails {
    RecordDetails {
        kind: RecordKind::Diploma,
        title: title.to_owned(),
        provider: Some("A school".to_owned()),
        field: Some(BroadField::Health),
        start: date(2010, 6, 30),
        end: date(2010, 6, 30),
        minutes: None,
        valid_until: None,
    }
}

fn codes<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(|a| a.code() + " ").collect(),
        other => other.to_string(),
    }
}

fn person(n: u32) -> Visitor {
    visitor(synthetic::ssin(n))
}

async fn add(world: &World, who: &Visitor, title: &str) -> OwnRecordId {
    world.tick();
    let command = OwnCommand::AddRecord { details: diploma(title) };
    world.app.submit_own(who, &command, &world.key()).await.unwrap().record
}

async fn own_file(app: &App, who: &Visitor, name: &str, bytes: &[u8]) -> Result<Evidence, Refused> {
    let mut upload = app.receive_own(who, name).await?;
    for chunk in bytes.chunks(7) {
        upload.write(chunk).await?;
    }
    upload.finish().await
}

fn kept(world: &World) -> usize {
    std::fs::read_dir(world.files.path()).map_or(0, Iterator::count)
}

#[tokio::test]
async fn own_records_are_added_changed_and_withdrawn_once_under_a_key() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let who = person(1);
        let key = world.key();
        let command = OwnCommand::AddRecord { details: diploma("  Nurse ") };
        let first = world.app.submit_own(&who, &command, &key).await.unwrap();
        let again = world.app.submit_own(&who, &command, &key).await.unwrap();
        assert_eq!(first, again, "{engine}: sent twice, done once");
        let other = OwnCommand::AddRecord { details: diploma("Other") };
        let reused = world.app.submit_own(&who, &other, &key).await;
        assert!(matches!(reused, Err(Refused::KeyReused)), "{engine}");
        let same_key = world.app.submit_own(&person(2), &other, &key).await.unwrap();
        assert_ne!(same_key.record, first.record, "a key is of one person");

        let wrong =
            OwnCommand::AddRecord { details: RecordDetails { title: " ".into(), ..diploma("") } };
        assert_eq!(codes(world.app.submit_own(&who, &wrong, &world.key()).await), "TITLE-001 ");

        let views = world.app.own_records(&who).await.unwrap();
        assert_eq!(views.len(), 1, "{engine}");
        assert_eq!(views[0].record.details, diploma("Nurse"), "{engine}");
        let change = |version, title: &str| OwnCommand::ChangeRecord {
            record: first.record,
            version,
            details: diploma(title),
        };
        world.app.submit_own(&who, &change(1, "Midwife"), &world.key()).await.unwrap();
        let stale = world.app.submit_own(&who, &change(1, "Doctor"), &world.key()).await;
        assert!(matches!(stale, Err(Refused::Conflict)), "{engine}: somebody else was first");
        let history = world.app.own_record(&who, first.record).await.unwrap();
        assert_eq!(history.view.record.details.title, "Midwife");
        let kinds: Vec<_> = history.changes.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["addOwnRecord", "changeOwnRecord"], "{engine}");

        let withdraw = OwnCommand::WithdrawRecord { record: first.record, version: 2 };
        world.app.submit_own(&who, &withdraw, &world.key()).await.unwrap();
        assert!(world.app.own_records(&who).await.unwrap().is_empty(), "{engine}");
        let gone = world.app.own_record(&who, first.record).await;
        assert!(matches!(gone, Err(Refused::Hidden)), "{engine}");
        let actions: Vec<_> = world.app.own_record_audit(&who).await.unwrap();
        let actions: Vec<_> = actions.iter().rev().map(|a| a.action.as_str()).collect();
        let expected =
            ["addOwnRecord", "ownRecords", "changeOwnRecord", "ownRecord", "withdrawOwnRecord"];
        for action in expected {
            assert!(actions.contains(&action), "{engine}: {action} is noted: {actions:?}");
        }
    }
}

#[tokio::test]
async fn somebody_elses_own_record_is_as_good_as_absent() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let (who, stranger) = (person(1), person(2));
        let record = add(&world, &who, "Nurse").await;
        let evidence = own_file(&world.app, &who, "x.pdf", PDF).await.unwrap();
        let receipt = world.app.keep_own(&who, record, evidence, &world.key()).await.unwrap();
        let file = receipt.file.unwrap();
        let hr = visitor(hr_ssin());
        for other in [&stranger, &hr] {
            for (record, file) in
                [(record, file), (OwnRecordId(Uuid::from_u128(1)), FileId(Uuid::from_u128(1)))]
            {
                let app = &world.app;
                let answers = [
                    codes(app.own_record(other, record).await),
                    codes(app.own_evidence(other, file).await),
                ];
                assert!(answers.iter().all(|a| a == "not found"), "{engine}: {answers:?}");
                for command in [
                    OwnCommand::ChangeRecord { record, version: 1, details: diploma("X") },
                    OwnCommand::WithdrawRecord { record, version: 1 },
                    OwnCommand::RemoveEvidence { file },
                ] {
                    let answer = app.submit_own(other, &command, &world.key()).await;
                    assert_eq!(codes(answer), "not found", "{engine} {}", command.kind());
                }
                let evidence = own_file(app, other, "y.pdf", PDF).await.unwrap();
                let answer = app.keep_own(other, record, evidence, &world.key()).await;
                assert_eq!(codes(answer), "not found", "{engine}");
            }
            assert!(world.app.own_records(other).await.unwrap().is_empty());
        }
        assert_eq!(kept(&world), 1, "{engine}: what was refused does not stay");
        assert_eq!(world.app.own_evidence(&who, file).await.unwrap().bytes, PDF);
        let seen = world.app.attachment(&world.hr, file).await;
        assert!(matches!(seen, Err(Refused::Hidden)), "{engine}: it is no employer's");
    }
}

#[tokio::test]
async fn evidence_is_checked_by_content_kept_and_removed() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let who = person(1);
        let record = add(&world, &who, "Nurse").await;
        for (name, bytes) in [
            ("photo.png", &b"<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'/>"[..]),
            ("page.pdf", b"<!doctype html><script>alert(1)</script>"),
            ("tool.jpg", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00 more of it"),
            ("short.pdf", b"%PD"),
        ] {
            let answer = own_file(&world.app, &who, name, bytes).await.map(|_| ());
            assert_eq!(codes(answer), "FILE-008 ", "{engine} {name}");
        }
        assert_eq!(codes(own_file(&world.app, &who, "a.pdf", b"").await.map(|_| ())), "FILE-001 ");
        assert_eq!(kept(&world), 0, "{engine}: nothing of it stays");
        let mut big = PDF.to_vec();
        big.resize((10 << 20) + 1, b' ');
        let mut upload = world.app.receive_own(&who, "big.pdf").await.unwrap();
        assert_eq!(codes(upload.write(&big).await), "FILE-093 ", "{engine}");
        drop(upload);
        assert_eq!(kept(&world), 0, "{engine}");

        let evidence = own_file(&world.app, &who, "../../x\r\n.html", PDF).await.unwrap();
        let key = world.key();
        let first = world.app.keep_own(&who, record, evidence, &key).await.unwrap();
        let twice = own_file(&world.app, &who, "../../x\r\n.html", PDF).await.unwrap();
        let again = world.app.keep_own(&who, record, twice, &key).await.unwrap();
        assert_eq!(first, again, "{engine}: sent twice, kept once");
        assert_eq!(kept(&world), 1, "{engine}");
        let file = first.file.unwrap();
        let content = world.app.own_evidence(&who, file).await.unwrap();
        assert_eq!((content.name.as_str(), content.media.mime()), ("x.pdf", "application/pdf"));

        // What is in use is not swept away, however old it is.
        world.set_today(date(2030, 1, 1));
        assert_eq!(world.app.sweep_files().await.unwrap(), 0, "{engine}");
        let remove = OwnCommand::RemoveEvidence { file };
        world.app.submit_own(&who, &remove, &world.key()).await.unwrap();
        assert_eq!(kept(&world), 0, "{engine}: its bytes are gone");
        assert!(matches!(world.app.own_evidence(&who, file).await, Err(Refused::Hidden)));

        let evidence = own_file(&world.app, &who, "b.pdf", PDF).await.unwrap();
        world.app.keep_own(&who, record, evidence, &world.key()).await.unwrap();
        let withdraw = OwnCommand::WithdrawRecord { record, version: 1 };
        world.app.submit_own(&who, &withdraw, &world.key()).await.unwrap();
        assert_eq!(kept(&world), 0, "{engine}: withdrawn with its record");
    }
}

/// A training of one employee, as registered.
async fn followed(world: &World, who: EmployeeId) -> (TrainingId, ParticipationId) {
    let command = Command::RegisterTraining {
        details: training("First aid", date(2026, 3, 3), 240),
        parts: vec![part(who, Status::Completed, 240)],
    };
    let id = TrainingId(world.submit(command, None).await.object.unwrap());
    let view = world.app.training(&world.hr, id, None).await.unwrap();
    (id, view.participants[0].part.id)
}

fn ask(about: About, participation: Option<ParticipationId>) -> Command {
    Command::AskAbout {
        about,
        participation,
        year: (about == About::Right).then_some(2026),
        words: "It was a whole day.".to_owned(),
        claim: Claim { title: Some("First aid".to_owned()), minutes: Some(456), date: None },
    }
}

async fn submit(
    world: &World,
    caller: &Caller,
    command: &Command,
) -> Result<fla_app::Receipt, Refused> {
    world.tick();
    world.app.submit(caller, command, &world.key(), None).await
}

#[tokio::test]
async fn a_question_is_answered_by_a_correction_and_both_versions_stay() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let (id, participation) = followed(&world, employee).await;
        let who = person(1);
        let own = world.app.act_as_employee(&who, world.employer).await.unwrap();
        let question = ask(About::Participation, Some(participation));
        let asked = submit(&world, &own, &question).await.unwrap();
        let dispute = DisputeId(asked.object.unwrap());
        let twice = submit(&world, &own, &question).await;
        assert_eq!(codes(twice), "PARTICIPATION-006 ", "{engine}: one open question of an entry");

        assert_eq!(world.app.open_disputes(&world.hr).await.unwrap(), 1, "{engine}");
        let listed = world.app.disputes(&world.hr, false, None, 50).await.unwrap().items;
        assert_eq!(listed[0].dispute.due, date(2026, 12, 23), "{engine}: a month");
        assert!(!listed[0].late);
        world.set_today(date(2026, 12, 24));
        assert!(
            world.app.disputes(&world.hr, false, None, 50).await.unwrap().items[0].late,
            "{engine}"
        );

        let older = world.app.recent_changes(&world.hr, None).await.unwrap();
        let before = older.iter().find(|c| c.kind == "registerTraining").unwrap().id;
        let answer = |correction| Command::AnswerQuestion {
            dispute,
            words: "You are right.".to_owned(),
            correction,
        };
        for other in [before, ChangeId(Uuid::from_u128(1)), asked.change] {
            let answer = submit(&world, &world.hr, &answer(Some(other))).await;
            assert_eq!(codes(answer), "TRAINING-022 ", "{engine}: no correction of it");
        }
        let mut right = part(employee, Status::Completed, 456).details;
        right.certificate = false;
        let correct = Command::CorrectTraining {
            training: id,
            version: 1,
            details: training("First aid", date(2026, 3, 3), 456),
            parts: vec![(participation, right)],
            added: Vec::new(),
        };
        let correction = submit(&world, &world.hr, &correct).await.unwrap().change;
        let view = world.app.dispute(&world.hr, dispute).await.unwrap();
        assert_eq!(view.corrections[0].id, correction, "{engine}: offered to link to");
        submit(&world, &world.hr, &answer(Some(correction))).await.unwrap();

        let view = world.app.own_dispute(&who, dispute).await.unwrap();
        assert_eq!(view.dispute.state, DisputeState::Corrected, "{engine}");
        assert_eq!(view.then.unwrap().part.details.minutes, Minutes(240), "{engine}: as it was");
        assert_eq!(view.now.unwrap().part.details.minutes, Minutes(456), "{engine}: as it is");
        let kinds: Vec<_> = view.steps.iter().map(|s| s.kind).collect();
        assert_eq!(kinds, [StepKind::Asked, StepKind::Corrected]);
        assert_eq!(view.steps[0].claim.as_ref().unwrap().minutes, Some(456));
        assert_eq!(view.steps[1].correction.as_ref().unwrap().id, correction);
        assert!(view.steps[0].at < view.steps[1].at);
        let again = submit(&world, &world.hr, &answer(None)).await;
        assert_eq!(codes(again), "STATUS-053 ", "{engine}: answered once");
        let audit = world.app.audit_of(&world.hr, employee).await.unwrap();
        for action in ["askAbout", "answerQuestion", "dispute", "ownDispute"] {
            assert!(audit.iter().any(|entry| entry.action == action), "{engine}: {action}");
        }
        assert_eq!(world.app.open_disputes(&world.hr).await.unwrap(), 0);
        assert_eq!(world.app.disputes(&world.hr, true, None, 50).await.unwrap().items.len(), 1);
    }
}

#[tokio::test]
async fn who_left_may_still_ask_and_ask_again() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let end =
            Command::EndService { employee, end: date(2025, 6, 30), cause: EndCause::Resignation };
        world.submit(end, None).await;
        let who = person(1);
        let own = world.app.act_as_employee(&who, world.employer).await.unwrap();
        let asked = submit(&world, &own, &ask(About::Missing, None)).await.unwrap();
        let dispute = DisputeId(asked.object.unwrap());
        let explain = Command::AnswerQuestion {
            dispute,
            words: "You were not there.".to_owned(),
            correction: None,
        };
        let again = Command::AskAgain { dispute, words: "I was.".to_owned() };
        assert_eq!(codes(submit(&world, &own, &again).await), "STATUS-053 ", "{engine}");
        submit(&world, &world.hr, &explain).await.unwrap();
        world.set_today(date(2027, 2, 1));
        submit(&world, &own, &again).await.unwrap();
        let view = world.app.own_dispute(&who, dispute).await.unwrap();
        assert_eq!(view.dispute.state, DisputeState::Open, "{engine}");
        assert_eq!(view.dispute.due, date(2027, 3, 1), "{engine}: a month from then");
        let take_back = Command::TakeBack { dispute };
        submit(&world, &own, &take_back).await.unwrap();
        let view = &world.app.own_disputes(&who).await.unwrap()[0];
        assert_eq!(view.dispute.state, DisputeState::TakenBack, "{engine}");
        assert_eq!(view.steps.len(), 4, "{engine}: every step stays");
        submit(&world, &own, &ask(About::Right, None)).await.unwrap();
        let no_year = Command::AskAbout {
            about: About::Right,
            participation: None,
            year: None,
            words: String::new(),
            claim: Claim::default(),
        };
        assert_eq!(codes(submit(&world, &own, &no_year).await), "TEXT-001 YEAR-001 ");
    }
}

#[tokio::test]
async fn questions_are_of_who_asks_and_of_the_employer_asked() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        world.hire(2, date(2024, 1, 1), "200", 3800).await;
        let (_, participation) = followed(&world, employee).await;
        let second = add_employer(&world.app, 2, &synthetic::ssin(320_000)).await;
        let foreign_hr = world.app.act_for(&person(320_000), second).await.unwrap();
        let own = world.app.act_as_employee(&person(1), world.employer).await.unwrap();
        let colleague = world.app.act_as_employee(&person(2), world.employer).await.unwrap();
        let question = ask(About::Participation, Some(participation));
        let asked = submit(&world, &own, &question).await.unwrap();
        let theirs = DisputeId(asked.object.unwrap());
        let absent = DisputeId(Uuid::from_u128(1));
        for id in [theirs, absent] {
            let words = "x".to_owned();
            for command in [
                Command::TakeBack { dispute: id },
                Command::AskAgain { dispute: id, words: words.clone() },
            ] {
                let answer = submit(&world, &colleague, &command).await;
                assert_eq!(codes(answer), "not found", "{engine} {}", command.kind());
            }
            let answer = Command::AnswerQuestion { dispute: id, words, correction: None };
            assert_eq!(codes(submit(&world, &foreign_hr, &answer).await), "not found", "{engine}");
            let read = [
                codes(world.app.dispute(&foreign_hr, id).await),
                codes(world.app.own_dispute(&person(2), id).await),
            ];
            assert!(read.iter().all(|a| a == "not found"), "{engine}: {read:?}");
        }
        for part in [participation, ParticipationId(Uuid::from_u128(1))] {
            let command = ask(About::Participation, Some(part));
            let answer = submit(&world, &colleague, &command).await;
            assert_eq!(codes(answer), "not found", "{engine}: about somebody else's entry");
        }
        let nobody = world.app.act_as_employee(&person(9), world.employer).await;
        assert!(matches!(nobody, Err(Refused::Hidden)), "{engine}");
        // Each in their own place: who asks does not answer, and who answers does not ask.
        let answer =
            Command::AnswerQuestion { dispute: theirs, words: "Yes".to_owned(), correction: None };
        let reader = reader(&world.app, world.employer).await;
        for caller in [&own, &reader] {
            let refused = submit(&world, caller, &answer).await;
            assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}");
        }
        let refused = submit(&world, &world.hr, &question).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}");
        let register = Command::RegisterTraining {
            details: training("T", date(2026, 3, 3), 60),
            parts: vec![part(employee, Status::Completed, 60)],
        };
        let refused = submit(&world, &own, &register).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}: no registrar");
        assert!(world.app.dispute(&reader, theirs).await.is_ok(), "{engine}: a reader reads");
        assert!(
            world.app.disputes(&foreign_hr, true, None, 50).await.unwrap().items.is_empty(),
            "{engine}"
        );
    }
}

async fn reader(app: &App, employer: EmployerId) -> Caller {
    let system = app.act_as_installation(employer).await.unwrap();
    let (ssin, key) = (synthetic::ssin(310_002), Key::new("reader").unwrap());
    app.give_access(&system, &ssin, Role::Reader, None, &key).await.unwrap();
    app.act_for(&visitor(ssin), employer).await.unwrap()
}

#[tokio::test]
async fn evidence_of_a_participation_is_the_employers_and_the_employees() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        world.hire(2, date(2024, 1, 1), "200", 3800).await;
        let (id, participation) = followed(&world, employee).await;
        let second = add_employer(&world.app, 2, &synthetic::ssin(320_000)).await;
        let foreign = world.app.act_for(&person(320_000), second).await.unwrap();
        let reader = reader(&world.app, world.employer).await;
        assert!(matches!(
            world.app.receive_attachment(&reader, "a.pdf").await.err(),
            Some(Refused::Forbidden(_))
        ));
        let receive = async |caller: &Caller| {
            let mut upload = world.app.receive_attachment(caller, "a.pdf").await.unwrap();
            upload.write(PDF).await.unwrap();
            upload.finish().await.unwrap()
        };
        let (app, key) = (&world.app, world.key());
        let first = receive(&world.hr).await;
        let kept_as = app.attach(&world.hr, id, participation, first, &key).await.unwrap();
        let twice = receive(&world.hr).await;
        let again = app.attach(&world.hr, id, participation, twice, &key).await.unwrap();
        assert_eq!(kept_as, again, "{engine}");
        let file = FileId(kept_as.object.unwrap());
        for (training, part) in
            [(id, participation), (TrainingId(Uuid::nil()), ParticipationId(Uuid::nil()))]
        {
            let evidence = receive(&foreign).await;
            let answer = app.attach(&foreign, training, part, evidence, &world.key()).await;
            assert_eq!(codes(answer), "not found", "{engine}");
        }
        assert_eq!(kept(&world), 1, "{engine}");
        for file in [file, FileId(Uuid::from_u128(1))] {
            assert_eq!(codes(app.attachment(&foreign, file).await), "not found", "{engine}");
            assert_eq!(codes(app.own_attachment(&person(2), file).await), "not found", "{engine}");
            assert_eq!(codes(app.detach(&foreign, file, &world.key()).await), "not found");
        }
        assert_eq!(codes(app.attachments(&foreign, id).await), "not found", "{engine}");
        assert_eq!(app.attachment(&reader, file).await.unwrap().bytes, PDF, "{engine}");
        assert_eq!(app.own_attachment(&person(1), file).await.unwrap().bytes, PDF, "{engine}");
        assert_eq!(app.attachments(&world.hr, id).await.unwrap().len(), 1);
        assert_eq!(app.own_attachments(&person(1)).await.unwrap()[0].0, participation);
        app.detach(&world.hr, file, &world.key()).await.unwrap();
        assert_eq!(kept(&world), 0, "{engine}");
        assert_eq!(codes(app.attachment(&world.hr, file).await), "not found", "{engine}");
    }
}
