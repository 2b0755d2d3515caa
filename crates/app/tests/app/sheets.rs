//! Spreadsheets through the application's door: looked at, carried out, handed back, taken back.

use crate::support::sheet::{bring, carry_out, undo, view};
use crate::support::{World, part, training};
use fla_app::{
    EmployeeQuery, EmployeeSort, ExportQuery, NewSheet, SheetKind, TrainingQuery, Verdict,
};
use fla_domain::anomaly::Anomaly;
use fla_domain::language::Language;
use fla_domain::training::{PartDetails, TrainingDetails};
use fla_formats::synthetic;
use fla_sheets::write::Kind;
use fla_store::Store;
use jiff::civil::date;
use uuid::Uuid;

async fn world() -> World {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    World::new(store, date(2026, 11, 2)).await
}

/// What is to become of each row: number, verdict, codes.
async fn verdicts(world: &World, id: Uuid) -> Vec<(i64, &'static str, Vec<String>)> {
    let rows = world.app.sheet_rows(&world.hr, id, None, 0, 10_000).await.unwrap();
    rows.iter()
        .map(|r| (r.number, r.verdict.code(), r.faults.iter().map(Anomaly::code).collect()))
        .collect()
}

fn ssin(n: u32) -> String {
    synthetic::ssin(n).digits().to_owned()
}

#[tokio::test]
async fn employees_come_in_and_go_again() {
    let world = world().await;
    let (one, two) = (synthetic::ssin(1).formatted(), ssin(2));
    let lost = two.trim_start_matches('0');
    let text = format!(
        "Personeelslijst november;;;;;;\r\n\r\n\
         INSZ;Naam;Voornaam;Datum in dienst;PC;Tewerkstelling %;Afdeling\r\n\
         {one};Peeters;An;1/3/2021;200;80;Verkoop\r\n\
         {lost};Janssens;Piet;44256;124,00;100;\"Werf; zuid\"\r\n\
         12345678901;Fout;Rij;1/1/2020;200;100;\r\n\
         ;Niemand;Iris;1/1/2020;200;100;\r\n"
    );
    let id = bring(&world, None, text.as_bytes()).await;
    let seen = view(&world, id).await;
    assert_eq!((seen.state.as_str(), seen.kind), ("ready", Some(SheetKind::Employees)), "{seen:?}");
    assert_eq!(
        verdicts(&world, id).await,
        [
            (4, "new", vec![]),
            (5, "new", vec![]),
            (6, "refused", vec!["SSIN-004".to_owned()]),
            (7, "refused", vec!["SSIN-001".to_owned()]),
        ]
    );
    let done = carry_out(&world, id).await;
    assert_eq!((done.state.as_str(), done.count(Verdict::Done)), ("done", 2), "{done:?}");
    assert_eq!(world.app.count_in_service(&world.hr).await.unwrap(), 2);
    let back = world.app.returned_rows(&world.hr, id).await.unwrap();
    assert_eq!(back.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [6, 7]);

    let again = bring(&world, None, text.as_bytes()).await;
    assert_eq!(view(&world, again).await.count(Verdict::Same), 2);

    let undone = undo(&world, id).await;
    assert_eq!((undone.state.as_str(), undone.count(Verdict::Undone)), ("undone", 2), "{undone:?}");
    assert_eq!(world.app.count_in_service(&world.hr).await.unwrap(), 0);
    let anew = bring(&world, None, text.as_bytes()).await;
    assert_eq!(view(&world, anew).await.count(Verdict::New), 2);
}

#[tokio::test]
async fn trainings_are_registered_together_and_corrected() {
    let world = world().await;
    for n in 1..=3 {
        world.hire(n, date(2020, 1, 1), "200", 3800).await;
    }
    let rows = |hours: &str| {
        format!(
            "Rijksregisternummer,Opleiding,Datum,Duur (uren),Opleider\n\
             {},Heftruck,12/10/2026,\"{hours}\",VDAB\n{},Heftruck,12/10/2026,\"7,6\",VDAB\n\
             {},Excel,13/10/2026,2:30,\n{},Excel,13/10/2026,2:30,\n",
            ssin(1),
            ssin(2),
            ssin(3),
            ssin(9)
        )
    };
    let id = bring(&world, None, rows("7,6").as_bytes()).await;
    assert_eq!(
        verdicts(&world, id).await,
        [
            (2, "new", vec![]),
            (3, "new", vec![]),
            (4, "new", vec![]),
            (5, "refused", vec!["EMPLOYEE-022".to_owned()])
        ]
    );
    assert_eq!(carry_out(&world, id).await.count(Verdict::Done), 3);
    let list = world.app.trainings(&world.hr, &TrainingQuery::default()).await.unwrap();
    assert_eq!(list.items.len(), 2);

    let other = bring(&world, None, rows("4").as_bytes()).await;
    let codes: Vec<_> = verdicts(&world, other).await.into_iter().map(|v| v.1).collect();
    assert_eq!(codes, ["newer", "same", "same", "refused"]);
    assert_eq!(carry_out(&world, other).await.count(Verdict::Done), 1);
    // What stood before is now known to be older.
    let first = bring(&world, None, rows("7,6").as_bytes()).await;
    let codes: Vec<_> = verdicts(&world, first).await.into_iter().map(|v| v.1).collect();
    assert_eq!(codes, ["older", "same", "same", "refused"]);
    // The first import can no longer take back the training that the second corrected.
    let undone = undo(&world, id).await;
    assert_eq!((undone.count(Verdict::Undone), undone.count(Verdict::Stays)), (1, 2));
    assert_eq!(undo(&world, other).await.count(Verdict::Undone), 1);
    let same = bring(&world, None, rows("7,6").as_bytes()).await;
    let codes: Vec<_> = verdicts(&world, same).await.into_iter().map(|v| v.1).collect();
    assert_eq!(codes[..2], ["same", "same"]);
}

#[tokio::test]
async fn company_days_are_given_and_taken_back() {
    let world = world().await;
    let a = world.hire(1, date(2020, 1, 1), "200", 3800).await;
    world.hire(2, date(2020, 1, 1), "200", 3800).await;
    let before = world.left(a, 2026).await;
    let text = format!(
        "INSZ\tJaar\tDagen\tReden\n{}\t2026\t1,5\tbeurs\n{}\t2026\t1,5\tbeurs\n{}\t2026\t2\tbeurs\n",
        ssin(1),
        ssin(2),
        ssin(2)
    );
    let id = bring(&world, None, text.as_bytes()).await;
    let codes: Vec<_> = verdicts(&world, id).await.into_iter().map(|v| v.1).collect();
    assert_eq!(codes, ["new", "new", "conflict"]);
    assert_eq!(carry_out(&world, id).await.count(Verdict::Done), 2);
    assert_eq!(world.left(a, 2026).await, before + 684);
    assert_eq!(undo(&world, id).await.count(Verdict::Undone), 2);
    assert_eq!(world.left(a, 2026).await, before);
}

#[tokio::test]
async fn what_goes_out_comes_in_without_a_change() {
    let world = world().await;
    let mut people = Vec::new();
    for n in 1..=5 {
        people.push(world.hire(n, date(2020, 1, 1), "140.03", 3800 - 100 * n).await);
    }
    let parts =
        people.iter().map(|id| part(*id, fla_domain::training::Status::Completed, 240)).collect();
    let mut details = training("=cmd|' /C calc'!A0", date(2026, 5, 4), 456);
    details.provider = Some("+32 2 123".to_owned());
    details.place = Some("-".to_owned());
    world.submit(fla_app::Command::RegisterTraining { details, parts }, None).await;
    for language in Language::ALL {
        for kind in [Kind::CSV, Kind::Xlsx] {
            for query in [employees(), ExportQuery::Trainings(TrainingQuery::default())] {
                let bytes = world.app.export(&world.hr, &query, language, kind).await.unwrap();
                let id = bring(&world, None, &bytes).await;
                let seen = view(&world, id).await;
                assert_eq!(seen.count(Verdict::Same), 5, "{language:?} {kind:?} {seen:?}");
                assert_eq!(seen.rows, 5);
            }
        }
    }
}

fn employees() -> ExportQuery {
    ExportQuery::Employees(EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: EmployeeSort::Name,
        page: 1,
        page_size: 1,
        after: None,
    })
}

/// Rows about somebody, as a copy from the public FLA.
async fn bring_copy(world: &World, bytes: &[u8]) -> Uuid {
    world.tick();
    let mut upload = world.app.receive_sheet(&world.hr, "fla.csv").await.unwrap();
    upload.write(bytes).await.unwrap();
    let file = upload.finish().await.unwrap();
    let new = NewSheet { file, kind: None, copy: true, original: None };
    let id = world.app.take_sheet(&world.hr, &new).await.unwrap();
    world.app.work_to_the_end().await.unwrap();
    id
}

#[tokio::test]
async fn a_copy_is_marked_keeps_its_file_and_changes_nothing_firm() {
    let world = world().await;
    let a = world.hire(1, date(2020, 1, 1), "200", 3800).await;
    let b = world.hire(2, date(2020, 1, 1), "200", 3800).await;
    let parts = vec![part(a, fla_domain::training::Status::Completed, 240)];
    let details = training("Lassen", date(2025, 5, 6), 240);
    world.submit(fla_app::Command::RegisterTraining { details, parts }, None).await;
    let text = format!(
        "INSZ;Opleiding;Datum;Uren;Opleider\n{0};Lassen;06/05/2025;8;VDAB\n{1};Lassen;06/05/2025;4;\n\
         {1};EHBO;07/05/2025;4;Rode Kruis\n",
        ssin(1),
        ssin(2)
    );
    let id = bring_copy(&world, text.as_bytes()).await;
    assert_eq!(
        verdicts(&world, id).await,
        [
            (2, "conflict", vec!["PARTICIPATION-146".to_owned()]),
            (3, "new", vec![]),
            (4, "new", vec![])
        ]
    );
    assert_eq!(carry_out(&world, id).await.count(Verdict::Done), 2);
    let list = world.app.trainings(&world.hr, &TrainingQuery::default()).await.unwrap();
    for item in &list.items {
        let view = world.app.training(&world.hr, item.training.id, None).await.unwrap();
        for p in &view.participants {
            let copy = p.part.details.copy;
            assert_eq!(
                copy.map(|c| (c.import, c.checked)),
                (p.part.employee == b).then_some((id, false))
            );
        }
        assert_ne!(view.training.details.provider.as_deref(), Some("VDAB"), "nothing firm changes");
    }
    let file = world.app.sheet_file(&world.hr, id).await.unwrap();
    assert_eq!(file.bytes, text.as_bytes());
    let query = ExportQuery::Trainings(TrainingQuery::default());
    let out = world.app.export(&world.hr, &query, Language::En, Kind::CSV).await.unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.matches("copy from the public FLA, unverified").count(), 2, "{out}");
    let again = bring(&world, None, out.as_bytes()).await;
    assert_eq!(view(&world, again).await.count(Verdict::Same), 3);
    // The same copy again says nothing new.
    let twice = bring_copy(&world, text.as_bytes()).await;
    let codes: Vec<_> = verdicts(&world, twice).await.into_iter().map(|v| v.1).collect();
    assert_eq!(codes, ["conflict", "same", "same"]);
}

#[tokio::test]
async fn what_is_corrected_of_a_copy_still_comes_from_it() {
    let world = world().await;
    world.hire(1, date(2020, 1, 1), "200", 3800).await;
    let rows = format!("INSZ;Opleiding;Datum;Uren\n{};EHBO;07/05/2025;4\n", ssin(1));
    let import = bring_copy(&world, rows.as_bytes()).await;
    carry_out(&world, import).await;
    let list = world.app.trainings(&world.hr, &TrainingQuery::default()).await.unwrap();
    let id = list.items[0].training.id;
    let seen = async || world.app.training(&world.hr, id, None).await.unwrap();
    let mark =
        async || seen().await.participants[0].part.details.copy.map(|c| (c.import, c.checked));
    assert_eq!(mark().await, Some((import, false)));
    // Forms and software say what was followed, and know nothing of marks.
    for (minutes, checked) in [(120, None), (120, Some(true)), (90, None)] {
        let now = seen().await;
        let part = &now.participants[0].part;
        let copy = checked.map(|checked| fla_domain::training::PublicCopy { import, checked });
        let minutes = fla_domain::quantity::Minutes(minutes);
        let details = PartDetails { minutes, copy, ..part.details.clone() };
        let correction = fla_app::Command::CorrectTraining {
            training: id,
            version: now.training.version,
            details: TrainingDetails { minutes, ..now.training.details.clone() },
            parts: vec![(part.id, details)],
            added: Vec::new(),
        };
        world.submit(correction, Some("As on the certificate")).await;
        let after = seen().await;
        assert_eq!(after.training.version, now.training.version + 1);
        assert_eq!(after.participants[0].part.details.minutes, minutes);
        let standing = part.details.copy.unwrap().checked;
        assert_eq!(mark().await, Some((import, checked.unwrap_or(standing))));
    }
    assert_eq!(mark().await, Some((import, true)), "what was checked stays checked");
}

#[tokio::test]
async fn rows_are_cleared_after_a_while_and_counts_stay() {
    let world = world().await;
    world.hire(1, date(2020, 1, 1), "200", 3800).await;
    world.app.keep_sheets(10);
    let text = |title: &str| {
        format!(
            "INSZ;Opleiding;Datum;Uren\n{0};{title};06/05/2026;4\n{0};{title};31/02/2026;4\n",
            ssin(1)
        )
    };
    let done = bring(&world, None, text("Lassen").as_bytes()).await;
    carry_out(&world, done).await;
    let left = bring(&world, None, text("EHBO").as_bytes()).await;
    let copy = bring_copy(&world, text("VCA").as_bytes()).await;
    let picture = bring_copy(&world, b"%PDF-1.7 a scan").await;
    assert_eq!(view(&world, picture).await.state, "refused");
    let copied = bring_copy(&world, text("BA4").as_bytes()).await;
    carry_out(&world, copied).await;
    assert_eq!(view(&world, done).await.kept_until, Some(date(2026, 11, 12)));

    world.set_today(date(2026, 11, 11));
    world.app.roll().await.unwrap();
    assert!(view(&world, done).await.kept_until.is_some(), "not yet");
    world.set_today(date(2026, 11, 13));
    let fresh = bring(&world, None, text("Nieuw").as_bytes()).await;
    world.app.roll().await.unwrap();

    let seen = view(&world, done).await;
    assert_eq!((seen.state.as_str(), seen.kept_until), ("done", None));
    assert_eq!((seen.count(Verdict::Done), seen.count(Verdict::Refused)), (1, 1), "{seen:?}");
    assert!(seen.columns.iter().all(|column| column.samples.is_empty()));
    for id in [done, left, copy, copied] {
        assert!(verdicts(&world, id).await.is_empty());
        assert!(world.app.returned_rows(&world.hr, id).await.unwrap().rows.is_empty());
    }
    assert_eq!(view(&world, left).await.state, "left");
    assert!(world.app.carry_out_sheet(&world.hr, left).await.is_err());
    assert!(world.app.undo_sheet(&world.hr, done, "late").await.is_err());
    // What was carried out stays, and so does the file of a copy from which something was taken.
    let list = world.app.trainings(&world.hr, &TrainingQuery::default()).await.unwrap();
    assert_eq!(list.items.len(), 2);
    assert!(world.app.sheet_file(&world.hr, copied).await.is_ok());
    assert!(world.app.sheet_file(&world.hr, picture).await.is_ok());
    assert!(world.app.sheet_file(&world.hr, copy).await.is_err());
    assert_eq!(verdicts(&world, fresh).await.len(), 2, "what just came stays");
}
