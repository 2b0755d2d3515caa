//! Batch files: the whole is taken or refused, then each form stands or falls by itself and is carried
//! out once, however often it comes and wherever the work is cut off.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use crate::support::batch::{answered, gives_mandate, secretariat, sent};
use crate::support::forms::{
    CANCEL, CHANGE, NEW, TODAY, correction, file, form, form_of, hiring, occupation, participant,
    registration, send, states, trainings, who,
};
use crate::support::{World, add_employer, hr_ssin};
use fla_app::{Environment, Key, NewBatchFile};
use fla_domain::access::Scope;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::Instant;
use fla_formats::batch_file::{Body, EmployerId as Number, Form, PersonId, Ticket, TrainingRef};
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::testing::test_stores;
use jiff::civil::date;

/// A form of each kind, two of which speak of what is not there.
fn one_of_each() -> [Form; 11] {
    let by_reference = PersonId::Reference("P-2".parse().unwrap());
    let mut called = registration("Veilig werken", &[1, 2]);
    if let Body::RegisterTraining { reference, .. } = &mut called {
        *reference = Some("T-1".parse().unwrap());
    }
    let t1 = || TrainingRef::Reference("T-1".parse().unwrap());
    [
        form("1", NEW, hiring(1, None)),
        form("2", NEW, hiring(2, Some("P-2"))),
        form("3", NEW, called),
        form("4", NEW, registration("Niemand", &[1, 77])),
        form(
            "5",
            CHANGE,
            Body::ChangeOccupations {
                who: by_reference.clone(),
                from: date(2026, 1, 1),
                to: None,
                occupations: vec![occupation(1900)],
            },
        ),
        form(
            "6",
            NEW,
            Body::SetRight {
                people: vec![who(1), by_reference.clone()],
                year: 2026,
                kind: RightKind::Statutory,
                minutes: Minutes(2_280),
            },
        ),
        form("7", NEW, Body::VerifyRights { people: vec![who(1)], year: 2026 }),
        form("8", CHANGE, correction(t1(), "Veilig werken op hoogte", &[1])),
        form(
            "9",
            CANCEL,
            Body::WithdrawTraining { training: t1(), version: None, people: vec![by_reference] },
        ),
        form(
            "10",
            CHANGE,
            Body::EndService { who: who(2), end: date(2026, 10, 31), cause: EndCause::Resignation },
        ),
        form(
            "11",
            CANCEL,
            Body::WithdrawTraining {
                training: TrainingRef::Reference("T-9".parse().unwrap()),
                version: None,
                people: Vec::new(),
            },
        ),
    ]
}

#[tokio::test]
async fn each_form_of_a_file_is_carried_out_in_its_place() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let forms = one_of_each();
        let (view, answers) = send(&world, "a.xml", &forms).await;
        assert_eq!((view.state.as_str(), view.faults.len()), ("done", 0), "{engine}");
        let refused_4 = "refused SSIN-022";
        assert_eq!(
            states(&answers),
            [
                "accepted",
                "accepted",
                "accepted",
                refused_4,
                "accepted",
                "accepted",
                "accepted",
                "accepted",
                "accepted",
                "accepted",
                "refused TRAINING-022"
            ],
            "{engine}"
        );
        assert_eq!((view.forms, view.accepted, view.refused), (11, 9, 2), "{engine}");
        let standing = trainings(&world, world.employer).await;
        assert_eq!(standing, BTreeMap::from([("Veilig werken op hoogte".to_owned(), vec![1])]));

        // Where it lies in the file.
        let nobody = &answers[3].anomalies[0];
        let text = String::from_utf8(file(&forms)).unwrap();
        let line = usize::try_from(nobody.line.unwrap()).unwrap();
        let ssin = synthetic::ssin(77);
        assert!(
            text.lines().nth(line - 1).unwrap().contains(ssin.digits()),
            "{engine}: {nobody:?}"
        );
        assert!(
            nobody.path.ends_with("Participant[2]/NaturalPersonId/INSS"),
            "{engine}: {}",
            nobody.path
        );
        assert!(!format!("{nobody:?}").contains(ssin.digits()), "{engine}: no number of anybody");

        // What was made, by ticket.
        let ticket: Ticket = answers[2].ticket.as_ref().unwrap().parse().unwrap();
        let mut withdrawal = form(
            "12",
            CANCEL,
            Body::WithdrawTraining {
                training: TrainingRef::Ticket(ticket),
                version: None,
                people: Vec::new(),
            },
        );
        withdrawal.ticket = Some(ticket);
        let (_, answers) = send(&world, "b.xml", &[withdrawal]).await;
        assert_eq!(states(&answers), ["accepted"], "{engine}");
        assert!(trainings(&world, world.employer).await.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn what_a_file_brings_in_gets_ids_in_the_order_of_the_file() {
    let (_, store) = test_stores().await.swap_remove(0);
    let world = World::new(store, TODAY).await;
    // Of sorts that take turns, so that no two trainings or people come in one transaction.
    let forms: Vec<Form> = (0..8)
        .flat_map(|n| {
            [
                form(&format!("p{n}"), NEW, hiring(n, None)),
                form(&format!("t{n}"), NEW, registration("Veilig werken", &[n])),
            ]
        })
        .collect();
    let (_, answers) = send(&world, "a.xml", &forms).await;
    let made: Vec<_> = answers.iter().map(|answer| answer.object.unwrap()).collect();
    assert_eq!(made.len(), 16);
    assert!(made.is_sorted(), "{made:?}");
}

#[tokio::test]
async fn what_is_sent_again_changes_nothing() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let good = form("1", NEW, registration("A", &[1]));
        let bad = form("2", NEW, registration("B", &[9]));
        let (first, answers) = send(&world, "a.xml", &[good.clone(), bad.clone()]).await;
        assert_eq!(states(&answers), ["accepted", "refused SSIN-022"], "{engine}");
        let made = answers[0].object;

        // The same file, under whatever name; and another of the same name.
        let (again, none) = send(&world, "b.xml", &[good.clone(), bad.clone()]).await;
        assert_eq!((again.state.as_str(), none.len()), ("refused", 0), "{engine}");
        assert_eq!(again.faults[0].code(), "FILE-006", "{engine}");
        assert_eq!(again.faults[0].args["ticket"], first.ticket, "{engine}");
        let formal = "FI.FLAC.123456.20261126.00001.R.1.1";
        send(&world, formal, &[form("2b", NEW, registration("C", &[1]))]).await;
        let (named, _) = send(&world, formal, &[form("3", NEW, registration("D", &[1]))]).await;
        assert_eq!(
            (named.state.as_str(), named.faults[0].args["reason"].as_str()),
            ("refused", "sameName"),
            "{engine}"
        );

        // A corrected file: what was accepted is known, what was refused is carried out.
        let mut later = good.clone();
        later.created = date(2026, 11, 26).at(11, 0, 0, 0);
        let mended = form("2", NEW, registration("B", &[1]));
        let other = form("1", NEW, registration("Other", &[1]));
        let (_, answers) = send(&world, "c.xml", &[later, mended.clone(), mended, other]).await;
        assert_eq!(
            states(&answers),
            ["warned REFERENCE-006", "accepted", "warned REFERENCE-006", "refused REFERENCE-006"],
            "{engine}"
        );
        assert_eq!(answers[0].object, made, "{engine}: it says what it made the first time");
        let standing = trainings(&world, world.employer).await;
        let expected = ["A", "B", "C"].map(|title| (title.to_owned(), vec![1]));
        assert_eq!(standing, BTreeMap::from(expected), "{engine}");
    }
}

/// What the sender reconciles its own records by comes back, whatever names the records.
#[tokio::test]
async fn references_versions_and_the_kind_of_number_come_back() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let called = |text: &str| PersonId::Reference(text.parse().unwrap());
        let mut registered = registration("Veilig werken", &[1]);
        if let Body::RegisterTraining { reference, participants, .. } = &mut registered {
            *reference = Some("T-1".parse().unwrap());
            participants.push(participant(called("P-2"), 90));
            participants[1].reference = Some("D-7".parse().unwrap());
        }
        let t1 = TrainingRef::Reference("T-1".parse().unwrap());
        let mut forms = [
            form("1", NEW, hiring(1, None)),
            form("2", NEW, hiring(2, Some("P-2"))),
            form("3", NEW, registered),
            form("4", CHANGE, correction(t1.clone(), "Veiliger werken", &[1])),
            form("5", CHANGE, correction(t1, "Veiliger werken", &[1])),
            form(
                "6",
                NEW,
                Body::SetRight {
                    people: vec![called("P-2")],
                    year: 2026,
                    kind: RightKind::Statutory,
                    minutes: Minutes(100),
                },
            ),
        ];
        forms[5].employer = Number::Nsso(synthetic::nsso(1));
        let (_, answers) = send(&world, "a.xml", &forms).await;
        assert!(answers.iter().all(|form| form.state == "accepted"), "{engine}: {answers:#?}");
        let told: Vec<_> = answers
            .iter()
            .map(|form| (form.called.as_deref(), form.version, form.by_nsso, form.people.len()))
            .collect();
        assert_eq!(
            told,
            [
                (None, None, false, 0),
                (Some("P-2"), None, false, 0),
                (Some("T-1"), Some(1), false, 1),
                (Some("T-1"), Some(2), false, 0),
                // It stood so already.
                (Some("T-1"), Some(2), false, 0),
                (None, None, true, 1),
            ],
            "{engine}"
        );
        let person = &answers[2].people[0];
        assert_eq!(person.reference.as_deref(), Some("P-2"), "{engine}");
        assert_eq!(person.participant.as_deref(), Some("D-7"), "{engine}");
        assert_eq!(Some(person.employee.0), answers[1].object, "{engine}");
        assert_eq!(answers[5].people[0].participant, None, "{engine}");
        // A form sent again is answered as the first time.
        let (_, again) = send(&world, "b.xml", &forms[2..4]).await;
        assert_eq!(states(&again), ["warned REFERENCE-006", "warned REFERENCE-006"], "{engine}");
        assert_eq!(again[0].people, answers[2].people, "{engine}");
        assert_eq!((again[0].version, again[1].version), (Some(1), Some(2)), "{engine}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_changes_nothing() {
    let (_, store) = test_stores().await.swap_remove(0);
    let world = World::new(store, TODAY).await;
    world.hire(1, date(2020, 1, 1), "200", 3800).await;
    let forms: Vec<Form> =
        (0..50).map(|n| form(&n.to_string(), NEW, registration("A", &[1]))).collect();
    let whole = file(&forms);
    for (name, bytes) in [
        ("cut.xml", whole[..whole.len() - 20].to_vec()),
        ("empty.xml", Vec::new()),
        ("other.xml", b"<Dimona/>".to_vec()),
    ] {
        let id = sent(&world, &world.hr, name, &bytes, Environment::Real).await;
        let (view, answers) = answered(&world, &world.hr, id).await;
        assert_eq!(
            (view.state.as_str(), view.faults.len(), answers.len()),
            ("refused", 1, 0),
            "{name}"
        );
    }
    assert!(trainings(&world, world.employer).await.is_empty());
    assert_eq!(std::fs::read_dir(world.files.path()).unwrap().count(), 0, "nothing of them stays");
}

#[tokio::test]
async fn a_refused_form_takes_no_number() {
    let (_, store) = test_stores().await.swap_remove(0);
    let world = World::new(store, TODAY).await;
    world.hire(1, date(2020, 1, 1), "200", 3800).await;
    let wrong = form("1", NEW, registration("A", &[9]));
    let right = form("1", NEW, registration("A", &[1]));
    let forms = [wrong.clone(), wrong, right.clone(), right];
    let (_, answers) = send(&world, "a.xml", &forms).await;
    assert_eq!(
        states(&answers),
        ["refused SSIN-022", "refused SSIN-022", "accepted", "warned REFERENCE-006"]
    );
    assert_eq!(answers[3].object, answers[2].object);
    assert!(answers[3].object.is_some());
}

#[tokio::test]
async fn a_compressed_file_is_unpacked_on_the_way() {
    let (_, store) = test_stores().await.swap_remove(0);
    let world = World::new(store, TODAY).await;
    world.hire(1, date(2020, 1, 1), "200", 3800).await;
    let whole = file(&[form("1", NEW, registration("A", &[1]))]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&whole).unwrap();
    let packed = packed.finish().unwrap();
    let cut = packed[..packed.len() - 12].to_vec();
    let id = sent(&world, &world.hr, "cut.gz", &cut, Environment::Real).await;
    let (view, _) = answered(&world, &world.hr, id).await;
    assert_eq!(view.faults[0].args["reason"], "packedTruncated");
    let id = sent(&world, &world.hr, "whole.gz", &packed, Environment::Real).await;
    let (_, answers) = answered(&world, &world.hr, id).await;
    assert_eq!(states(&answers), ["accepted"]);
}

#[tokio::test]
async fn trials_write_nothing() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let forms = [
            form("1", NEW, registration("A", &[1])),
            form("2", NEW, hiring(2, None)),
            form("3", NEW, registration("B", &[2])),
            form("4", NEW, registration("C", &[3])),
        ];
        let bytes = file(&forms);
        let id = sent(&world, &world.hr, "s.xml", &bytes, Environment::Simulation).await;
        let (_, answers) = answered(&world, &world.hr, id).await;
        assert_eq!(
            states(&answers),
            ["accepted", "accepted", "accepted", "refused SSIN-022"],
            "{engine}"
        );
        let id = sent(&world, &world.hr, "t.xml", &bytes, Environment::Circuit).await;
        let (_, answers) = answered(&world, &world.hr, id).await;
        assert_eq!(states(&answers), ["accepted"; 4], "{engine}: the register is not asked");
        assert!(trainings(&world, world.employer).await.is_empty(), "{engine}");
        assert!(answers.iter().all(|form| form.ticket.is_none() && form.object.is_none()));

        // What was only tried stands in nobody's way.
        let (_, answers) = send(&world, "r.xml", &forms).await;
        assert_eq!(
            states(&answers),
            ["accepted", "accepted", "accepted", "refused SSIN-022"],
            "{engine}"
        );
    }
}

#[tokio::test]
async fn forms_about_several_employers_are_carried_out_in_the_order_of_each() {
    const EMPLOYERS: u32 = 6;
    let called = |body: Body| match body {
        Body::RegisterTraining { id, details, participants, .. } => {
            let reference = Some("T".parse().unwrap());
            Body::RegisterTraining { id, reference, details, participants }
        }
        other => other,
    };
    let t = || TrainingRef::Reference("T".parse().unwrap());
    let forms: Vec<Form> = (0..5)
        .flat_map(|round| (1..=EMPLOYERS).map(move |n| (round, n)))
        .map(|(round, n)| {
            let (status, body) = match round {
                0 => (NEW, hiring(n, None)),
                1 => (NEW, called(registration("As registered", &[n]))),
                2 => (CHANGE, correction(t(), "As corrected", &[n])),
                3 => (CHANGE, correction(t(), &format!("As corrected again by {n}"), &[n])),
                _ => (NEW, called(registration("Another of its name", &[n]))),
            };
            let mut form = form_of(n, &format!("{round}"), status, body);
            if n == 1 && round % 2 == 1 {
                // It is the same, whatever it is named by.
                form.employer = Number::Nsso(synthetic::nsso(1));
            }
            form
        })
        .collect();
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let secretariat = secretariat(&world).await;
        let mut employers = vec![world.employer];
        for n in 2..=EMPLOYERS {
            employers.push(add_employer(&world.app, n, &hr_ssin()).await);
        }
        for employer in &employers {
            let scopes = [Scope::Declare, Scope::Correct];
            gives_mandate(&world, *employer, &secretariat, &scopes).await;
        }
        let id = sent(&world, &secretariat, "a.xml", &file(&forms), Environment::Real).await;
        let (view, answers) = answered(&world, &secretariat, id).await;
        assert_eq!((view.accepted, view.refused), (24, 6), "{engine}: {:?}", states(&answers));
        let last = states(&answers).split_off(24);
        assert!(last.iter().all(|state| state == "refused REFERENCE-006"), "{engine}: {last:?}");
        for (n, employer) in (1..).zip(employers) {
            let standing = trainings(&world, employer).await;
            let title = format!("As corrected again by {n}");
            assert_eq!(standing.keys().collect::<Vec<_>>(), [&title], "{engine}");
        }
    }
}

#[tokio::test]
async fn a_sender_reaches_whom_it_serves_and_nobody_else() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let other = add_employer(&world.app, 2, &hr_ssin()).await;
        let secretariat = secretariat(&world).await;
        gives_mandate(&world, world.employer, &secretariat, &[Scope::Declare]).await;

        let forms = [
            form_of(1, "1", NEW, registration("Served", &[1])),
            form_of(2, "2", NEW, registration("Foreign", &[1])),
            form_of(3, "3", NEW, registration("Unknown", &[1])),
            // Correcting is not among what the mandate carries.
            form_of(
                1,
                "4",
                NEW,
                Body::SetRight {
                    people: vec![who(1)],
                    year: 2026,
                    kind: RightKind::Statutory,
                    minutes: Minutes(100),
                },
            ),
            form_of(1, "5", NEW, Body::VerifyRights { people: vec![who(1)], year: 2026 }),
        ];
        let id = sent(&world, &secretariat, "a.xml", &file(&forms), Environment::Real).await;
        let (_, answers) = answered(&world, &secretariat, id).await;
        assert_eq!(
            states(&answers),
            [
                "accepted",
                "refused MANDATE-022",
                "refused MANDATE-022",
                "accepted",
                "refused ACCESS-005"
            ],
            "{engine}"
        );
        let standing = trainings(&world, world.employer).await;
        assert_eq!(standing.keys().collect::<Vec<_>>(), ["Served"], "{engine}");
        assert!(trainings(&world, other).await.is_empty(), "{engine}");
        assert!(world.app.batch_file(&world.hr, id).await.is_err(), "{engine}: it is the sender's");
    }
}

async fn other_store(engine: &str) -> Store {
    match engine {
        "sqlite" => fla_store::testing::sqlite_store().await,
        _ => fla_store::testing::postgres_store().await,
    }
}

#[tokio::test]
async fn cut_off_and_taken_up_again_each_form_is_carried_out_once() {
    const PEOPLE: u32 = 60;
    const FORMS: u32 = 7_000;
    // Sets of 2,000: the two in the middle hold new trainings only and may be under way at once.
    const TRAININGS: std::ops::Range<u32> = 2_000..6_000;
    let forms: Vec<Form> = (0..FORMS)
        .map(|n| {
            let body = match n % 700 {
                699 if !TRAININGS.contains(&n) => hiring(1_000 + n, None),
                _ => registration(&format!("T{n}"), &[n % (PEOPLE + 1)]),
            };
            form(&format!("F{n}"), NEW, body)
        })
        .collect();
    let bytes = file(&forms);
    for (engine, store) in test_stores().await {
        let calm = World::new(store, TODAY).await;
        let cut = World::new(other_store(engine).await, TODAY).await;
        let mut seen = Vec::new();
        let mut cuts = 0;
        for world in [&calm, &cut] {
            for n in 0..PEOPLE {
                world.hire(n, date(2020, 1, 1), "200", 3800).await;
            }
            let id = sent(world, &world.hr, "a.xml", &bytes, Environment::Real).await;
            if std::ptr::eq(world, &raw const cut) {
                // Later and later, so that every part is hit and it comes to an end.
                for n in 1.. {
                    let cut = Duration::from_millis(40 + 15 * n * n);
                    let _ = tokio::time::timeout(cut, world.app.work(std::future::pending())).await;
                    for _ in 0..70 {
                        world.tick();
                    }
                    if world.app.batch_file(&world.hr, id).await.unwrap().state == "done" {
                        break;
                    }
                    cuts += 1;
                }
            }
            let (view, answers) = answered(world, &world.hr, id).await;
            assert_eq!(
                (view.state.as_str(), view.answered()),
                ("done", i64::from(FORMS)),
                "{engine}"
            );
            let each: Vec<i64> = answers.iter().map(|form| form.n).collect();
            assert_eq!(each, (1..=i64::from(FORMS)).collect::<Vec<_>>(), "{engine}");
            let refused = answers.iter().filter(|form| form.state == "refused").count();
            assert_eq!(usize::try_from(view.refused).unwrap(), refused, "{engine}");
            let standing = trainings(world, world.employer).await;
            assert!(standing.values().all(|people| people == &[1]), "{engine}: nothing twice");
            seen.push((states(&answers), standing));
        }
        assert!(cuts >= 3, "{engine}: cut only {cuts} times");
        assert!(seen[0] == seen[1], "{engine}: as if it had been left in peace");
    }
}

#[tokio::test]
async fn files_are_carried_out_in_their_order_and_taken_once_under_a_key() {
    let (_, store) = test_stores().await.swap_remove(0);
    let world = World::new(store, TODAY).await;
    let hired = file(&[form("1", NEW, hiring(1, None))]);
    let trained = file(&[form("2", NEW, registration("A", &[1]))]);
    let first = sent(&world, &world.hr, "1.xml", &hired, Environment::Real).await;
    let second = sent(&world, &world.hr, "2.xml", &trained, Environment::Real).await;
    for id in [second, first] {
        let (_, answers) = answered(&world, &world.hr, id).await;
        assert_eq!(states(&answers), ["accepted"]);
    }
    let key = Key::new("once").unwrap();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let mut upload = world.app.receive_batch_file(&world.hr, "3.xml").await.unwrap();
        upload.write(&file(&[form("3", NEW, registration("B", &[1]))])).await.unwrap();
        let file = upload.finish().await.unwrap();
        let new = NewBatchFile { file, environment: Environment::Real, language: Language::Nl };
        ids.push(world.app.take_batch_file(&world.hr, &new, None, &key).await.unwrap());
    }
    assert_eq!(ids[0], ids[1]);
    let listed = world.app.batch_files(&world.hr, Instant::LATEST, 10).await.unwrap();
    assert_eq!(
        listed.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        ["3.xml", "2.xml", "1.xml"]
    );
}

#[tokio::test]
async fn what_was_said_of_forms_is_forgotten_and_what_they_made_is_not() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let forms =
            [form("1", NEW, registration("A", &[1])), form("2", NEW, registration("B", &[9]))];
        let (view, _) = send(&world, "a.xml", &forms).await;
        for (day, kept) in [(date(2027, 2, 23), 2), (date(2027, 2, 26), 1)] {
            world.set_today(day);
            world.app.roll().await.unwrap();
            let forms = world.app.batch_forms(&world.hr, view.id, 0, "", 10).await.unwrap();
            assert_eq!(forms.len(), kept, "{engine}: {day}");
        }
        let kept = world.app.batch_forms(&world.hr, view.id, 0, "", 10).await.unwrap();
        let ticket: Ticket = kept[0].ticket.as_ref().unwrap().parse().unwrap();
        let mut change = form("3", CHANGE, correction(TrainingRef::Ticket(ticket), "Z", &[1]));
        change.ticket = Some(ticket);
        let (_, answers) = send(&world, "b.xml", &[change]).await;
        assert_eq!(states(&answers), ["accepted"], "{engine}: a ticket goes on naming it");
    }
}
