//! What people show an employer of what is their own: shown, read, judged and taken back, on both
//! engines; teams set for many at once; certificates on a date.

use crate::support::{World, add_employer, part, training, visitor};
use fla_app::{Caller, Command, HolderSource, OwnCommand, Receipt, Refused, Targets, Visitor};
use fla_domain::certificate::Validity;
use fla_domain::ids::{EmployeeId, FileId, OwnRecordId};
use fla_domain::occupation::EndCause;
use fla_domain::own::{RecordDetails, RecordKind, Standing};
use fla_domain::training::{PartDetails, Status};
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 23);
const PDF: &[u8] = b"%PDF-1.7 a licence of somebody\n%%EOF";

fn licence(title: &str) -> RecordDetails {
    RecordDetails {
        kind: RecordKind::Certificate,
        title: title.to_owned(),
        provider: None,
        field: None,
        start: date(2025, 5, 5),
        end: date(2025, 5, 5),
        minutes: None,
        valid_until: Some(date(2027, 5, 4)),
    }
}

fn person(n: u32) -> Visitor {
    visitor(synthetic::ssin(n))
}

fn said<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(|a| a.code() + " ").collect(),
        other => other.to_string(),
    }
}

async fn submit(world: &World, caller: &Caller, command: Command) -> Result<Receipt, Refused> {
    world.tick();
    world.app.submit(caller, &command, &world.key(), None).await
}

/// A record with one piece of evidence.
async fn added(world: &World, who: &Visitor, title: &str) -> (OwnRecordId, FileId) {
    world.tick();
    let command = OwnCommand::AddRecord { details: licence(title) };
    let record = world.app.submit_own(who, &command, &world.key()).await.unwrap().record;
    let mut upload = world.app.receive_own(who, "licence.pdf").await.unwrap();
    upload.write(PDF).await.unwrap();
    let evidence = upload.finish().await.unwrap();
    let kept = world.app.keep_own(who, record, evidence, &world.key()).await.unwrap();
    (record, kept.file.unwrap())
}

fn judge(record: OwnRecordId, version: i64, standing: Standing) -> Command {
    Command::JudgeRecord { record, version, standing, words: "Seen at the desk.".to_owned() }
}

#[tokio::test]
async fn a_record_is_shown_judged_and_shown_no_longer() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let who = person(1);
        let (record, file) = added(&world, &who, "Lorry licence").await;
        let app = &world.app;
        assert!(app.shared_records(&world.hr, None).await.unwrap().is_empty(), "{engine}");
        assert_eq!(said(app.shared_record(&world.hr, record).await), "not found", "{engine}");
        assert_eq!(said(app.shared_evidence(&world.hr, record, file).await), "not found");
        let early = submit(&world, &world.hr, judge(record, 1, Standing::Confirmed)).await;
        assert_eq!(said(early), "not found", "{engine}: not shown yet");

        let own = app.act_as_employee(&who, world.employer).await.unwrap();
        let key = world.key();
        world.tick();
        let share = Command::ShareRecord { record };
        let first = app.submit(&own, &share, &key, None).await.unwrap();
        assert_eq!(app.submit(&own, &share, &key, None).await.unwrap(), first, "{engine}: once");
        let twice = submit(&world, &own, share).await;
        assert_eq!(said(twice), "EMPLOYER-006 ", "{engine}: shown already");

        let shown = app.shared_records(&world.hr, Some(employee)).await.unwrap();
        assert_eq!(shown.len(), 1, "{engine}");
        assert_eq!(shown[0].record.details.title, "Lorry licence");
        assert_eq!((shown[0].employee, shown[0].standing()), (employee, Standing::Declared));
        let content = app.shared_evidence(&world.hr, record, file).await.unwrap();
        assert_eq!(content.bytes, PDF, "{engine}");
        let other = FileId(Uuid::from_u128(1));
        assert_eq!(said(app.shared_evidence(&world.hr, record, other).await), "not found");

        let authentic = submit(&world, &world.hr, judge(record, 1, Standing::Authentic)).await;
        assert_eq!(said(authentic), "STATUS-008 ", "{engine}: no employer makes it authentic");
        let stale = submit(&world, &world.hr, judge(record, 2, Standing::Confirmed)).await;
        assert!(matches!(stale, Err(Refused::Conflict)), "{engine}: not the version that stands");
        submit(&world, &world.hr, judge(record, 1, Standing::EvidenceSeen)).await.unwrap();
        let mine = app.own_record(&who, record).await.unwrap().view;
        let (standing, by) = mine.standing();
        assert_eq!(standing, Standing::EvidenceSeen, "{engine}");
        assert_eq!(by.unwrap().judgements[0].words, "Seen at the desk.", "{engine}");
        submit(&world, &world.hr, judge(record, 1, Standing::Confirmed)).await.unwrap();
        let mine = app.own_records(&who).await.unwrap();
        assert_eq!(mine[0].standing().0, Standing::Confirmed, "{engine}");
        assert_eq!(mine[0].sharing[0].judgements.len(), 2, "{engine}: nothing said is lost");

        // Another text is another thing: what was found of the first says nothing of it.
        let change =
            OwnCommand::ChangeRecord { record, version: 1, details: licence("Bus licence") };
        world.tick();
        app.submit_own(&who, &change, &world.key()).await.unwrap();
        let mine = app.own_records(&who).await.unwrap();
        assert_eq!(mine[0].standing().0, Standing::Declared, "{engine}");
        let seen = app.shared_record(&world.hr, record).await.unwrap();
        assert_eq!(seen.record.details.title, "Bus licence", "{engine}: shown as it stands");
        assert!(seen.judgement().is_none() && seen.judgements.len() == 2, "{engine}");
        submit(&world, &world.hr, judge(record, 2, Standing::Confirmed)).await.unwrap();
        submit(&world, &world.hr, judge(record, 2, Standing::Declared)).await.unwrap();
        let mine = app.own_records(&who).await.unwrap();
        assert_eq!(mine[0].standing().0, Standing::Declared, "{engine}: taken back");
        submit(&world, &world.hr, judge(record, 2, Standing::Confirmed)).await.unwrap();

        let looks = app.audit_of(&world.hr, employee).await.unwrap();
        for action in ["shareRecord", "sharedRecords", "sharedEvidence", "judgeRecord"] {
            assert!(looks.iter().any(|l| l.action == action), "{engine}: {action} is noted");
        }
        submit(&world, &own, Command::StopSharing { record }).await.unwrap();
        assert_eq!(said(submit(&world, &own, Command::StopSharing { record }).await), "not found");
        assert!(app.shared_records(&world.hr, None).await.unwrap().is_empty(), "{engine}");
        assert_eq!(said(app.shared_evidence(&world.hr, record, file).await), "not found");
        let mine = app.own_records(&who).await.unwrap();
        assert!(!mine[0].sharing[0].is_open(), "{engine}");
        assert_eq!(mine[0].standing().0, Standing::Confirmed, "{engine}: that stays the person's");

        let json = app.own_json(&who).await.unwrap();
        assert_eq!(json["ownRecords"][0]["standing"], "confirmed", "{engine}");
        assert_eq!(json["ownRecords"][0]["shown"][0]["employer"], "Employer 1", "{engine}");
        assert!(json["ownRecords"][0]["shown"][0]["times"][0]["until"].is_string(), "{engine}");
        let own_looks = json["ownLooks"].as_array().unwrap();
        assert!(own_looks.iter().any(|l| l["action"] == "addOwnRecord"), "{engine}");
        assert!(!json.to_string().contains("Test Person"), "{engine}: no names of who looked");
    }
}

#[tokio::test]
async fn nobody_shows_or_reads_what_is_somebody_elses() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let left = world.hire(2, date(2024, 1, 1), "200", 3800).await;
        let second_hr = synthetic::ssin(300_001);
        let second = add_employer(&world.app, 2, &second_hr).await;
        let second_hr = world.app.act_for(&visitor(second_hr), second).await.unwrap();
        let (who, colleague) = (person(1), person(2));
        let (record, file) = added(&world, &who, "Lorry licence").await;
        let app = &world.app;
        let theirs = app.act_as_employee(&colleague, world.employer).await.unwrap();
        let own = app.act_as_employee(&who, world.employer).await.unwrap();
        for command in [Command::ShareRecord { record }, Command::StopSharing { record }] {
            let answer = submit(&world, &theirs, command).await;
            assert_eq!(said(answer), "not found", "{engine}: not the colleague's");
        }
        let as_hr = submit(&world, &world.hr, Command::ShareRecord { record }).await;
        assert!(matches!(as_hr, Err(Refused::Forbidden(_))), "{engine}: only the person shows");
        submit(&world, &own, Command::ShareRecord { record }).await.unwrap();
        assert_eq!(
            said(submit(&world, &theirs, Command::StopSharing { record }).await),
            "not found"
        );
        assert_eq!(said(app.shared_record(&second_hr, record).await), "not found", "{engine}");
        assert_eq!(said(app.shared_evidence(&second_hr, record, file).await), "not found");
        assert!(app.shared_records(&second_hr, None).await.unwrap().is_empty(), "{engine}");
        let foreign = submit(&world, &second_hr, judge(record, 1, Standing::Confirmed)).await;
        assert_eq!(said(foreign), "not found", "{engine}");
        let as_person = submit(&world, &own, judge(record, 1, Standing::Confirmed)).await;
        assert!(matches!(as_person, Err(Refused::Forbidden(_))), "{engine}: nobody confirms alone");
        assert!(
            app.act_as_employee(&who, second).await.is_err(),
            "{engine}: no employer of theirs"
        );

        // Who left still decides what is shown.
        let end = Command::EndService {
            employee: left,
            end: date(2026, 6, 30),
            cause: EndCause::Agreement,
        };
        world.submit(end, None).await;
        let (after, _) = added(&world, &colleague, "Forklift licence").await;
        submit(&world, &theirs, Command::ShareRecord { record: after }).await.unwrap();
        assert_eq!(app.shared_records(&world.hr, None).await.unwrap().len(), 2, "{engine}");
        let withdraw = OwnCommand::WithdrawRecord { record: after, version: 1 };
        app.submit_own(&colleague, &withdraw, &world.key()).await.unwrap();
        let shown = app.shared_records(&world.hr, None).await.unwrap();
        assert_eq!(shown.len(), 1, "{engine}: what was withdrawn is shown to nobody");
    }
}

#[tokio::test]
async fn who_can_do_a_task_on_a_date_counts_what_was_shown_and_seen() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let mut people = Vec::new();
        for n in 1..=3 {
            people.push(world.hire(n, date(2024, 1, 1), "200", 3800).await);
        }
        let details = PartDetails {
            certificate: true,
            valid_until: Some(date(2026, 12, 31)),
            ..part(people[0], Status::Completed, 60).details
        };
        let command = Command::RegisterTraining {
            details: training("Forklift", date(2026, 1, 5), 60),
            parts: vec![fla_app::NewPart { employee: people[0], details }],
        };
        world.submit(command, None).await;
        let who = person(2);
        let (record, _) = added(&world, &who, "forklift").await;
        let own = world.app.act_as_employee(&who, world.employer).await.unwrap();
        submit(&world, &own, Command::ShareRecord { record }).await.unwrap();
        let app = &world.app;
        let holders = app.holders(&world.hr, "Forklift", TODAY).await.unwrap();
        assert_eq!(holders.len(), 1, "{engine}: what nobody looked at proves nothing");
        submit(&world, &world.hr, judge(record, 1, Standing::EvidenceSeen)).await.unwrap();
        let valid = async |day: Date| -> Vec<EmployeeId> {
            let holders = app.holders(&world.hr, "Forklift", day).await.unwrap();
            let can = holders.iter().filter(|h| h.in_service && h.validity.is_valid());
            can.map(|h| h.employee).collect()
        };
        assert_eq!(valid(TODAY).await, [people[1], people[0]], "{engine}: longest first");
        assert_eq!(valid(date(2026, 12, 31)).await.len(), 2, "{engine}: the last day counts");
        assert_eq!(valid(date(2027, 1, 1)).await, [people[1]], "{engine}: and the next does not");
        assert_eq!(valid(date(2025, 6, 1)).await, [people[1]], "{engine}: not yet obtained");
        let holders = app.holders(&world.hr, "Forklift", TODAY).await.unwrap();
        let shown = holders.iter().find(|h| h.employee == people[1]).unwrap();
        assert_eq!(shown.source, HolderSource::Record(record), "{engine}");
        assert_eq!(shown.validity, Validity::Until(date(2027, 5, 4)), "{engine}");
        let titles = app.certificate_titles(&world.hr, TODAY).await.unwrap();
        assert_eq!(titles.len(), 1, "{engine}: one name, however it is written");
        assert_eq!((titles[0].people, titles[0].valid), (2, 2), "{engine}");
        assert_eq!(titles[0].next, Some(date(2026, 12, 31)), "{engine}: runs out first");
        let later = app.certificate_titles(&world.hr, date(2027, 1, 1)).await.unwrap();
        assert_eq!((later[0].people, later[0].valid), (2, 1), "{engine}");
        assert_eq!(later[0].next, Some(date(2027, 5, 4)), "{engine}");
    }
}

#[tokio::test]
async fn a_team_is_set_for_many_at_once() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let mut people = Vec::new();
        for n in 1..=3 {
            people.push(world.hire(n, date(2024, 1, 1), "200", 3800).await);
        }
        let set = |targets, team: Option<&str>| Command::SetTeam {
            targets,
            team: team.map(str::to_owned),
        };
        let some = Targets::Some(people[..2].to_vec());
        let receipt = world.submit(set(some.clone(), Some("  Shift A ")), None).await;
        assert_eq!(receipt.affected, 2, "{engine}");
        assert_eq!(world.app.teams(&world.hr).await.unwrap(), ["Shift A"], "{engine}");
        let members = world.app.team_members(&world.hr, &["Shift A".to_owned()], TODAY).await;
        assert_eq!(members.unwrap().len(), 2, "{engine}");
        let again = world.submit(set(some, Some("Shift A")), None).await;
        assert_eq!(again.affected, 0, "{engine}: who is in it stays as they are");
        assert_eq!(world.submit(set(Targets::All, None), None).await.affected, 2, "{engine}");
        assert!(world.app.teams(&world.hr).await.unwrap().is_empty(), "{engine}");
        let versions = world.app.employee_history(&world.hr, people[0]).await.unwrap();
        assert_eq!(versions.len(), 3, "{engine}: what stood before is kept");

        let nobody = submit(&world, &world.hr, set(Targets::Some(Vec::new()), None)).await;
        assert_eq!(said(nobody), "EMPLOYEE-001 ", "{engine}");
        let long = submit(&world, &world.hr, set(Targets::All, Some(&"x".repeat(201)))).await;
        assert_eq!(said(long), "TEXT-093 ", "{engine}");
        let stranger = Targets::Some(vec![EmployeeId(Uuid::from_u128(1))]);
        let hidden = submit(&world, &world.hr, set(stranger, Some("X"))).await;
        assert_eq!(said(hidden), "EMPLOYEE-022 ", "{engine}");
    }
}
