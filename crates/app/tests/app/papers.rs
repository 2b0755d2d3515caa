//! Papers at the application's door, on both engines: accounts for one and for all, notices with
//! their proof, the complete copy for the employee.

use std::collections::BTreeSet;

use crate::support::{World, add_employer, part, training, visitor};
use fla_app::{
    BundleKind, Command, Content, Key, LookView, NewPart, Paper, PaperCommand, Refused, StoredMail,
    Targets,
};
use fla_domain::access::Role;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::language::Language;
use fla_domain::paper::Handing;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

async fn staffed(store: fla_store::Store, people: u32) -> (World, Vec<EmployeeId>) {
    let world = World::new(store, date(2026, 11, 23)).await;
    world.average(2024, 2_500).await;
    world.average(2026, 2_500).await;
    let mut ids = Vec::new();
    for n in 1..=people {
        ids.push(world.hire(n, date(2024, 1, 1), "200", 3800).await);
    }
    (world, ids)
}

async fn follow(world: &World, parts: Vec<NewPart>, minutes: i64) -> TrainingId {
    let details = training("Veilig werken", date(2026, 3, 2), minutes);
    let receipt = world.submit(Command::RegisterTraining { details, parts }, None).await;
    TrainingId(receipt.object.unwrap())
}

async fn do_paper(world: &World, command: PaperCommand) -> fla_app::Receipt {
    world.submit(Command::Papers(command), None).await
}

fn is_pdf(paper: &Paper) -> bool {
    let extension = std::path::Path::new(&paper.name).extension();
    paper.bytes.starts_with(b"%PDF-1.7") && extension.is_some_and(|e| e == "pdf")
}

#[tokio::test]
async fn an_account_on_paper_is_for_those_who_may_and_leaves_a_trace() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 1).await;
        let paper = world.app.account_paper(&world.hr, ids[0], 2026).await.unwrap();
        assert!(is_pdf(&paper), "{engine}");
        assert!(!paper.name.contains(synthetic::ssin(1).digits()), "{engine}: {}", paper.name);
        let again = world.app.account_paper(&world.hr, ids[0], 2026).await.unwrap();
        assert!(paper == again, "{engine}: the same account gives the same paper");
        let looks = world.app.audit_of(&world.hr, ids[0]).await.unwrap();
        assert_eq!(looks.iter().filter(|l| l.action == "accountPaper").count(), 2, "{engine}");

        let other = add_employer(&world.app, 2, &synthetic::ssin(300_001)).await;
        let stranger = world.app.act_for(&visitor(synthetic::ssin(300_001)), other).await.unwrap();
        let refused = world.app.account_paper(&stranger, ids[0], 2026).await;
        assert!(matches!(refused, Err(Refused::Hidden)), "{engine}");

        let own = visitor(synthetic::ssin(1));
        let mine = world.app.own_account_paper(&own, world.employer, 2026, Language::De).await;
        assert!(is_pdf(&mine.unwrap()), "{engine}");
        let nobody = visitor(synthetic::ssin(77));
        let none = world.app.own_account_paper(&nobody, world.employer, 2026, Language::De).await;
        assert!(matches!(none, Err(Refused::Hidden)), "{engine}");
    }
}

#[tokio::test]
async fn notices_are_kept_as_they_were_with_the_proof_that_they_were_given() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 3).await;
        let make = PaperCommand::MakeNotices { year: 2026, targets: Targets::Some(vec![ids[0]]) };
        let receipt = do_paper(&world, make).await;
        assert_eq!(receipt.affected, 1, "{engine}");
        let page = world.app.notices(&world.hr, 2026, 1).await.unwrap();
        let counts = page.counts;
        assert_eq!((counts.made, counts.given, counts.without), (1, 0, 2), "{engine}");
        let without: BTreeSet<_> = page.without.iter().map(|(id, _)| *id).collect();
        assert_eq!(without, BTreeSet::from([ids[1], ids[2]]), "{engine}");
        let first = page.items[0].id;
        // JC 200 from 20 employees in 2026: 4 days, and what was left of 2024 and 2025: 3 each.
        assert_eq!(page.items[0].left.0, (4 + 3 + 3) * 456, "{engine}");
        let letter = world.app.notice_paper(&world.hr, first).await.unwrap();
        assert!(is_pdf(&letter), "{engine}");

        // What happens later does not change what was told.
        follow(&world, vec![part(ids[0], Status::Completed, 480)], 480).await;
        assert_eq!(world.left(ids[0], 2026).await, 10 * 456 - 480, "{engine}");
        let same = world.app.notice_paper(&world.hr, first).await.unwrap();
        assert!(letter == same, "{engine}: another letter");

        // The others, all at once; nobody gets a second one that way.
        let all = || PaperCommand::MakeNotices { year: 2026, targets: Targets::All };
        assert_eq!(do_paper(&world, all()).await.affected, 2, "{engine}");
        let key = world.key();
        let nobody = world.app.submit(&world.hr, &Command::Papers(all()), &key, None).await;
        assert!(matches!(nobody, Err(Refused::Invalid(_))), "{engine}");

        let mark = |notices, on| PaperCommand::MarkNotices {
            year: 2026,
            notices,
            on,
            how: Handing::ByPost,
        };
        let one = mark(Some(vec![first]), date(2026, 11, 20));
        assert_eq!(do_paper(&world, one).await.affected, 1, "{engine}");
        assert_eq!(do_paper(&world, mark(None, date(2026, 11, 23))).await.affected, 2, "{engine}");
        let page = world.app.notices(&world.hr, 2026, 1).await.unwrap();
        assert_eq!((page.counts.made, page.counts.given), (3, 3), "{engine}");
        assert_eq!(page.counts.without, 0, "{engine}");
        let kept = page.items.iter().find(|n| n.id == first).unwrap().given.clone().unwrap();
        assert_eq!((kept.on, kept.how), (date(2026, 11, 20), Handing::ByPost), "{engine}");
        assert_eq!(kept.by, "Test Person", "{engine}");

        // Tomorrow has not happened yet, and what is proven stays.
        for command in [mark(None, date(2026, 11, 24)), mark(Some(vec![first]), date(2026, 1, 1))] {
            let command = Command::Papers(command);
            let refused = world.app.submit(&world.hr, &command, &world.key(), None).await;
            assert!(matches!(refused, Err(Refused::Invalid(_))), "{engine}");
        }
    }
}

/// Takes mail, or is not there.
#[derive(Default)]
struct Postman {
    taken: std::sync::Mutex<Vec<StoredMail>>,
    away: std::sync::atomic::AtomicBool,
}

impl fla_app::Courier for Postman {
    fn send<'a>(
        &'a self,
        mail: &'a StoredMail,
    ) -> futures::future::BoxFuture<'a, Result<(), fla_app::NotSent>> {
        Box::pin(async move {
            if self.away.load(std::sync::atomic::Ordering::SeqCst) {
                return Err(fla_app::NotSent::Never("refused".to_owned()));
            }
            self.taken.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

#[tokio::test]
async fn notices_go_by_mail_and_count_as_given_when_they_were_taken() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 3).await;
        for (n, id) in (1..=2).zip(&ids) {
            let mut person = crate::support::person(n);
            person.email = Some(format!("someone{n}@example.org"));
            person.address = Some(format!("Street {n}, 1000 Brussels"));
            world.submit(Command::ChangePerson { employee: *id, seen: None, person }, None).await;
        }
        do_paper(&world, PaperCommand::MakeNotices { year: 2026, targets: Targets::All }).await;
        let app = &world.app;
        let page = app.notices(&world.hr, 2026, 1).await.unwrap();
        assert_eq!((page.to_send, page.counts.given), (2, 0), "{engine}");
        assert_eq!((page.missing.people, page.missing.address), (3, 1), "{engine}");
        assert_eq!((page.missing.birth_place, page.missing.any), (3, 3), "{engine}");
        assert_eq!(page.missing.email, 1, "{engine}");
        let link = Some("https://fla.example/account".to_owned());
        let send = |notices| PaperCommand::SendNotices { year: 2026, notices, link: link.clone() };
        let first = page.items.iter().find(|n| n.employee == ids[0]).unwrap().id;
        let one = do_paper(&world, send(Some(vec![first]))).await;
        assert_eq!(one.affected, 1, "{engine}");
        let mail = app.notices(&world.hr, 2026, 1).await.unwrap();
        assert_eq!(mail.to_send, 1, "{engine}: what is on its way is not sent twice");
        let waiting = mail.items.iter().find(|n| n.id == first).unwrap();
        assert_eq!(waiting.mail.as_ref().unwrap().state, "waiting", "{engine}");
        assert!(waiting.given.is_none(), "{engine}: written is not given");

        let postman = Postman::default();
        postman.away.store(true, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(app.send_mails(&postman).await.unwrap(), 0, "{engine}");
        let page = app.notices(&world.hr, 2026, 1).await.unwrap();
        let failed = page.items.iter().find(|n| n.id == first).unwrap();
        assert_eq!(failed.mail.as_ref().unwrap().state, "failed", "{engine}");
        assert!(failed.given.is_none() && page.to_send == 2, "{engine}: can be sent again");

        postman.away.store(false, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(do_paper(&world, send(None)).await.affected, 2, "{engine}");
        assert_eq!(app.send_mails(&postman).await.unwrap(), 2, "{engine}");
        let taken = postman.taken.lock().unwrap().clone();
        let mut addresses: Vec<_> = taken.iter().map(|m| m.address.as_str()).collect();
        addresses.sort_unstable();
        assert_eq!(addresses, ["someone1@example.org", "someone2@example.org"], "{engine}");
        for mail in &taken {
            assert!(mail.body.contains("10\u{a0}dagen"), "{engine}: {}", mail.body);
            assert!(mail.body.contains("https://fla.example/account"), "{engine}");
            for n in 1..=3 {
                assert!(!mail.body.contains(synthetic::ssin(n).digits()), "{engine}: a number");
            }
        }
        let page = app.notices(&world.hr, 2026, 1).await.unwrap();
        assert_eq!((page.counts.given, page.to_send), (2, 0), "{engine}");
        let sent = page.items.iter().find(|n| n.id == first).unwrap();
        let given = sent.given.as_ref().unwrap();
        assert_eq!((given.on, given.how), (date(2026, 11, 23), Handing::ByEmail), "{engine}");
        assert_eq!((given.by.as_str(), sent.to.as_str()), ("Test Person", "someone1@example.org"));
        let looks = app.audit_of(&world.hr, ids[0]).await.unwrap();
        for action in ["sendNotices", "noticeSent"] {
            assert!(looks.iter().any(|l| l.action == action), "{engine}: {action}");
        }
        // The third has no address: the letter goes by post, to where the letter says.
        let nobody = Command::Papers(send(None));
        let refused = app.submit(&world.hr, &nobody, &world.key(), None).await;
        assert!(matches!(refused, Err(Refused::Invalid(_))), "{engine}");
        let proof = app.notice_proof(&world.hr, 2026, Language::Fr).await.unwrap();
        assert!(is_pdf(&proof), "{engine}");
        let foreign = add_employer(app, 2, &synthetic::ssin(300_001)).await;
        let foreign = app.act_for(&visitor(synthetic::ssin(300_001)), foreign).await.unwrap();
        let theirs = Command::Papers(send(Some(vec![first])));
        let refused = app.submit(&foreign, &theirs, &world.key(), None).await;
        assert!(matches!(refused, Err(Refused::Invalid(_))), "{engine}: another employer's");
    }
}

#[tokio::test]
async fn a_reader_looks_and_makes_no_notice() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 1).await;
        let reader = synthetic::ssin(300_002);
        let manager = synthetic::ssin(300_003);
        let caller = world.app.act_as_installation(world.employer).await.unwrap();
        let give = |ssin: fla_domain::identifier::Ssin, role, key: &'static str| {
            let (app, caller) = (world.app.clone(), caller.clone());
            async move { app.give_access(&caller, &ssin, role, None, &Key::new(key).unwrap()).await }
        };
        give(reader.clone(), Role::Reader, "r").await.unwrap();
        give(manager, Role::AccessManager, "m").await.unwrap();
        let reader = world.app.act_for(&visitor(reader), world.employer).await.unwrap();
        assert!(world.app.account_paper(&reader, ids[0], 2026).await.is_ok(), "{engine}");
        let command =
            Command::Papers(PaperCommand::MakeNotices { year: 2026, targets: Targets::All });
        let refused = world.app.submit(&reader, &command, &world.key(), None).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}");
    }
}

/// The names in a ZIP and whether each is a PDF, by its directory at the end.
fn names(bytes: Vec<u8>) -> Vec<String> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut start = [0; 5];
            file.read_exact(&mut start).unwrap();
            assert_eq!(&start, b"%PDF-");
            file.name().to_owned()
        })
        .collect()
}

#[tokio::test]
async fn everybodys_papers_come_in_one_file_that_goes_after_seven_days() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 30).await;
        // Somebody of an earlier year is not in it.
        let command = Command::EndService {
            employee: ids[4],
            end: date(2025, 6, 30),
            cause: fla_domain::occupation::EndCause::Resignation,
        };
        world.submit(command, None).await;
        let job = world.app.make_bundle(&world.hr, BundleKind::Accounts, 2026).await.unwrap();
        assert!(matches!(world.app.bundle_file(&world.hr, job).await, Err(Refused::Hidden)));
        world.tick();
        world.app.work_to_the_end().await.unwrap();
        let bundles = world.app.bundles(&world.hr).await.unwrap();
        assert_eq!((bundles[0].job.state.as_str(), bundles[0].job.done), ("done", 29), "{engine}");
        let (file, content) = world.app.bundle_file(&world.hr, job).await.unwrap();
        let bytes = all(content).await;
        let path = world.files.path().join(file.id.to_string());
        assert_eq!(i64::try_from(bytes.len()).unwrap(), file.size, "{engine}");
        let found = names(bytes.clone());
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 29, "{engine}");
        for id in &ids {
            let looks = world.app.audit_of(&world.hr, *id).await.unwrap();
            let there = looks.iter().any(|l| l.action == "accountPapers");
            assert_eq!(there, *id != ids[4], "{engine}: whose paper was made is noted");
        }

        // The same register gives the same file.
        let again = world.app.make_bundle(&world.hr, BundleKind::Accounts, 2026).await.unwrap();
        world.tick();
        world.app.work_to_the_end().await.unwrap();
        let (_, other) = world.app.bundle_file(&world.hr, again).await.unwrap();
        assert!(bytes == all(other).await, "{engine}: another file");

        let foreign = add_employer(&world.app, 2, &synthetic::ssin(300_001)).await;
        let foreign = world.app.act_for(&visitor(synthetic::ssin(300_001)), foreign).await.unwrap();
        let refused = world.app.bundle_file(&foreign, job).await;
        assert!(matches!(refused, Err(Refused::Hidden)), "{engine}");

        world.set_today(date(2026, 11, 29));
        world.app.roll().await.unwrap();
        world.app.sweep_files().await.unwrap();
        assert!(path.exists(), "{engine}: swept too early");
        world.set_today(date(2026, 12, 1));
        world.app.roll().await.unwrap();
        assert!(!path.exists(), "{engine}: not swept");
        let gone = world.app.bundle_file(&world.hr, job).await;
        assert!(matches!(gone, Err(Refused::Hidden)), "{engine}");
        assert_eq!(std::fs::read_dir(world.files.path()).unwrap().count(), 0, "{engine}");
    }
}

async fn all(mut content: Content) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(block) = content.next().await.unwrap() {
        all.extend_from_slice(&block);
    }
    all
}

#[tokio::test]
async fn all_letters_come_in_one_file() {
    for (engine, store) in test_stores().await {
        let (world, _) = staffed(store, 3).await;
        do_paper(&world, PaperCommand::MakeNotices { year: 2026, targets: Targets::All }).await;
        let job = world.app.make_bundle(&world.hr, BundleKind::Notices, 2026).await.unwrap();
        world.tick();
        world.app.work_to_the_end().await.unwrap();
        let (_, content) = world.app.bundle_file(&world.hr, job).await.unwrap();
        assert_eq!(names(all(content).await).len(), 3, "{engine}");
    }
}

#[tokio::test]
async fn the_complete_copy_holds_everything_and_who_looked() {
    for (engine, store) in test_stores().await {
        let (world, ids) = staffed(store, 2).await;
        follow(&world, vec![part(ids[0], Status::Completed, 480)], 480).await;
        follow(&world, vec![part(ids[1], Status::Completed, 999)], 999).await;
        world.app.account(&world.hr, ids[0], None).await.unwrap();
        let own = visitor(synthetic::ssin(1));
        let json = world.app.own_json(&own).await.unwrap();
        assert_eq!(json["format"], "fla-own-export/1", "{engine}");
        let account = &json["accounts"][0];
        assert_eq!(account["person"]["ssin"], synthetic::ssin(1).digits(), "{engine}");
        assert_eq!(account["employer"]["name"], "Employer 1", "{engine}");
        assert_eq!(account["trainings"].as_array().unwrap().len(), 1, "{engine}");
        assert_eq!(account["trainings"][0]["participation"]["minutes"], 480, "{engine}");
        let year = account["years"].as_array().unwrap().iter().find(|y| y["year"] == 2026);
        assert_eq!(year.unwrap()["leftMinutes"], 10 * 456 - 480, "{engine}");
        assert_eq!(year.unwrap()["rights"][0]["working"]["minutes"], 4 * 456, "{engine}");
        let looks: Vec<&str> = account["looks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|look| look["action"].as_str().unwrap())
            .collect();
        assert!(looks.contains(&"account") && looks.contains(&"registerTraining"), "{looks:?}");
        // Nothing of anybody else, and no name of who looked.
        let text = json.to_string();
        assert!(!text.contains("999") && !text.contains("Test Person"), "{engine}");
        assert!(!text.contains(synthetic::ssin(2).digits()), "{engine}");

        let mut asked = 0;
        let words = |look: &LookView, employer: &str| fla_app::Look {
            when: look.at.0.to_string(),
            what: look.action.clone(),
            who: employer.to_owned(),
        };
        for language in Language::ALL {
            let copy = world.app.own_copy(&own, language, words).await.unwrap();
            assert!(is_pdf(&copy), "{engine}");
            asked += 1;
        }
        let looks = world.app.audit_of(&world.hr, ids[0]).await.unwrap();
        let taken = looks.iter().filter(|look| look.action == "ownExport").count();
        assert_eq!(taken, asked + 1, "{engine}: taking it along is noted");
        let stranger = world.app.own_json(&visitor(synthetic::ssin(77))).await.unwrap();
        assert_eq!(stranger["accounts"].as_array().unwrap().len(), 0, "{engine}");
    }
}
