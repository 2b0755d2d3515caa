//! Every list of the group of 1,200 goes out as a spreadsheet and comes in without a change.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::sync::Arc;

use fla_app::{
    App, Caller, EmployeeQuery, EmployeeSort, ExportQuery, NewSheet, Setup, SheetKind,
    TrainingQuery, Verdict,
};
use fla_demo::data;
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_sheets::write::Kind;
use fla_store::Store;

/// 24 October 2026, 10:00 UTC, in microseconds.
const END: i64 = 1_792_836_000_000_000;

async fn largest(app: &App) -> Caller {
    let mut tx = app.store().read().await.unwrap();
    let mut most = (0, None);
    for id in tx.employer_ids().await.unwrap() {
        let count = tx.count_employees(id).await.unwrap();
        if count > most.0 {
            most = (count, Some(id));
        }
    }
    tx.rollback().await.unwrap();
    assert!(most.0 >= 1_200);
    app.act_as_installation(most.1.unwrap()).await.unwrap()
}

#[tokio::test]
async fn the_lists_of_the_group_come_in_without_a_change() {
    let files = tempfile::tempdir().unwrap();
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let time = data::Time::ending(Instant(END));
    let app = App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock: Arc::clone(&time.clock()),
        random: data::random(),
        files: fla_app::Files::folder(files.path()),
    });
    data::make(&app, &time).await.unwrap();
    let caller = largest(&app).await;
    let employees = ExportQuery::Employees(EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: EmployeeSort::MostLeft,
        page: 1,
        page_size: 1,
        after: None,
    });
    let trainings = ExportQuery::Trainings(TrainingQuery::default());
    let lists = [
        (SheetKind::Employees, employees),
        (SheetKind::Trainings, trainings),
        (SheetKind::CompanyDays, ExportQuery::CompanyDays(None)),
    ];
    for (kind, query) in lists {
        for (language, form) in [(Language::Nl, Kind::CSV), (Language::Fr, Kind::Xlsx)] {
            let bytes = app.export(&caller, &query, language, form).await.unwrap();
            let mut upload = app.receive_sheet(&caller, "list").await.unwrap();
            upload.write(&bytes).await.unwrap();
            let file = upload.finish().await.unwrap();
            let new = NewSheet { file, kind: None, copy: false, original: None };
            let id = app.take_sheet(&caller, &new).await.unwrap();
            time.pass();
            app.work_to_the_end().await.unwrap();
            let seen = app.sheet(&caller, id).await.unwrap();
            if kind == SheetKind::CompanyDays && seen.rows == 0 {
                continue;
            }
            assert_eq!((seen.kind, seen.state.as_str()), (Some(kind), "ready"));
            let others: Vec<_> =
                seen.counts.iter().filter(|(verdict, _)| *verdict != Verdict::Same).collect();
            assert!(others.is_empty(), "{kind:?} {form:?}: {others:?}");
            assert_eq!(seen.count(Verdict::Same), seen.rows);
            assert!(kind != SheetKind::Employees || seen.rows >= 1_200);
        }
    }
}
