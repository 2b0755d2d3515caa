//! Batch files during which something ends: the process, a mandate, or the instance that was killed
//! before it noted what it did.

use std::time::Duration;

use fla_app::{Command, Environment, Key};
use fla_domain::access::Scope;
use fla_domain::training::Status;
use fla_formats::batch_file::Form;
use fla_store::testing::test_stores;
use jiff::civil::date;

use crate::support::batch::{answered, gives_mandate, secretariat, sent};
use crate::support::forms::{
    NEW, TODAY, file, form, form_of, hiring, registration, right, states, trainings,
};
use crate::support::{World, add_employer, hr_ssin, part, person, training};

#[tokio::test]
async fn a_set_that_has_not_begun_does_not_begin_when_the_process_is_to_end() {
    const SET: i64 = 2_000;
    let forms: Vec<Form> =
        (0..3 * SET).map(|n| form(&format!("F{n}"), NEW, right(1, 1 + n))).collect();
    let bytes = file(&forms);
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let id = sent(&world, &world.hr, "a.xml", &bytes, Environment::Real).await;
        let first_is_noted = async {
            while world.app.batch_file(&world.hr, id).await.unwrap().answered() < SET {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            // The second begins, which takes seconds.
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        world.app.work(first_is_noted).await;
        let view = world.app.batch_file(&world.hr, id).await.unwrap();
        assert_eq!(view.answered(), 2 * SET, "{engine}: the second was under way, not the third");
        assert_eq!(view.state, "taken", "{engine}");
    }
}

#[tokio::test]
async fn forms_about_whose_mandate_ends_meanwhile_are_refused_and_the_others_carried_out() {
    const EMPLOYERS: u32 = 6;
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let secretariat = secretariat(&world).await;
        let mut employers = vec![(world.employer, 1)];
        for n in 2..=EMPLOYERS {
            employers.push((add_employer(&world.app, n, &hr_ssin()).await, n));
        }
        // Four employers are carried out at once, in this order.
        employers.sort_unstable();
        let mut mandates = Vec::new();
        for (employer, _) in &employers {
            mandates.push(gives_mandate(&world, *employer, &secretariat, &[Scope::Declare]).await);
        }
        // Somebody is there already, so that nothing but the mandate stands in the way.
        let hired = [form_of(employers[5].1, "hired", NEW, hiring(employers[5].1, None))];
        sent(&world, &secretariat, "0.xml", &file(&hired), Environment::Real).await;
        world.app.work_to_the_end().await.unwrap();
        let (last, ending) = (*employers.last().unwrap(), *mandates.last().unwrap());
        let mut forms = Vec::new();
        for (_, n) in &employers {
            if *n != last.1 {
                forms.push(form_of(*n, "hired", NEW, hiring(*n, None)));
            }
            forms.push(form_of(*n, "registered", NEW, registration("Registered", &[*n])));
            forms.push(form_of(*n, "another", NEW, hiring(100 + *n, None)));
            let rights = if *n == last.1 { 0 } else { 500 };
            let rights = (0..rights).map(|m| form_of(*n, &format!("R{m}"), NEW, right(*n, 1 + m)));
            forms.extend(rights);
        }
        let id = sent(&world, &secretariat, "a.xml", &file(&forms), Environment::Real).await;
        let meanwhile = async {
            while trainings(&world, employers[0].0).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            world.app.end_mandate(&secretariat, ending, &world.key()).await.unwrap();
        };
        let (worked, ()) = tokio::join!(world.app.work_to_the_end(), meanwhile);
        worked.unwrap();
        let (view, answers) = answered(&world, &secretariat, id).await;
        assert_eq!(view.state, "done", "{engine}: it did not break off");
        let states = states(&answers);
        let (of_last, others): (Vec<_>, Vec<_>) =
            std::iter::zip(&forms, &states).partition(|(form, _)| {
                form.employer == form_of(last.1, "x", NEW, right(1, 1)).employer
            });
        assert!(others.iter().all(|(_, state)| *state == "accepted"), "{engine}");
        let of_last: Vec<&str> = of_last.iter().map(|(_, state)| state.as_str()).collect();
        assert_eq!(of_last, ["refused MANDATE-022"; 2], "{engine}");
        assert!(trainings(&world, last.0).await.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn what_a_killed_instance_registered_and_did_not_note_is_answered_whatever_it_means_now() {
    let forms = [form("1", NEW, registration("Registered", &[1]))];
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let id = sent(&world, &world.hr, "a.xml", &file(&forms), Environment::Real).await;
        let command = Command::RegisterTraining {
            details: training("Registered", date(2026, 3, 2), 90),
            parts: vec![part(employee, Status::Completed, 90)],
        };
        let key = Key::new(&format!("file:{id}:1")).unwrap();
        let registered = world.app.submit(&world.hr, &command, &key, None).await.unwrap();
        // The form names nobody any more.
        let another = Command::ChangePerson { employee, seen: None, person: person(2) };
        world.submit(another, Some("another number")).await;
        let (_, answers) = answered(&world, &world.hr, id).await;
        assert_eq!(states(&answers), ["accepted"], "{engine}");
        assert_eq!(answers[0].object, registered.object, "{engine}");
        assert_eq!(answers[0].change, Some(registered.change), "{engine}");
    }
}
