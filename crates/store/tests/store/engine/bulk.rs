//! Many rows at once.

use fla_store::engine::{Conflict, StoreError, Value};
use fla_store::{Tx, args, statements};
use uuid::Uuid;

use super::schema::{employer, stores};

statements! {
    bulk employer SPANS = "span" (employee_id id, from_date text, to_date text?, jc text, q int, s int, note text?, digest blob?);
    bulk employer PEOPLE = "employee" (id id, ssin text?, name text) on conflict "DO NOTHING";
    bulk employer VERSIONS = "adjustment" (id id, known_from int, year int, change_id id, known_to int);
    employer VERSION = "SELECT known_from, year, change_id, known_to FROM adjustment WHERE employer_id = $1 AND id = $2";
    employer COUNT = "SELECT COUNT(*) AS n FROM adjustment WHERE employer_id = $1";
    bulk global STATES = "system_state" (name text, value int) on conflict "(name) DO UPDATE SET value = excluded.value";
    employer TOTAL = "SELECT COUNT(*) AS n, CAST(SUM(q) AS BIGINT) AS q, COUNT(note) AS notes, \
        COUNT(to_date) AS ends FROM span WHERE employer_id = $1";
    employer SPAN = "SELECT employee_id, from_date, to_date, jc, q, s, note, digest FROM span \
        WHERE employer_id = $1 AND q = $2";
    global VALUE = "SELECT CAST(SUM(value) AS BIGINT) AS sum, COUNT(*) AS n FROM system_state";
}

fn span(n: i64) -> Vec<Value> {
    args![
        Uuid::from_u128(n.unsigned_abs().into()),
        "2026-01-01",
        (n % 2 == 0).then_some("2026-12-31"),
        "200",
        n,
        3800,
        (n % 3 == 0).then(|| format!("note {n}")),
        (n % 5 == 0).then_some([9_u8; 32])
    ]
}

#[tokio::test]
async fn many_rows_keep_their_columns() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        assert_eq!(scope.insert_counted(&SPANS, vec![]).await.unwrap(), 0);
        let rows: Vec<_> = (1..=25_001).map(span).collect();
        assert_eq!(scope.insert_counted(&SPANS, rows).await.unwrap(), 25_001, "{engine}");
        let total = scope.fetch_one(&TOTAL, args![]).await.unwrap();
        assert_eq!(total.get::<i64>("n").unwrap(), 25_001);
        assert_eq!(total.get::<i64>("q").unwrap(), 25_001 * 25_002 / 2);
        assert_eq!(total.get::<i64>("notes").unwrap(), 8333);
        assert_eq!(total.get::<i64>("ends").unwrap(), 12_500);
        let row = scope.fetch_one(&SPAN, args![15_000]).await.unwrap();
        assert_eq!(row.get::<Uuid>("employee_id").unwrap(), Uuid::from_u128(15_000));
        assert_eq!(row.get::<Option<String>>("to_date").unwrap().as_deref(), Some("2026-12-31"));
        assert_eq!(row.get::<String>("note").unwrap(), "note 15000");
        assert_eq!(row.get::<[u8; 32]>("digest").unwrap(), [9; 32]);
        let row = scope.fetch_one(&SPAN, args![24_997]).await.unwrap();
        assert_eq!(row.get::<Option<Vec<u8>>>("digest").unwrap(), None);
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let other = tx.employer(employer(2)).fetch_one(&TOTAL, args![]).await.unwrap();
        assert_eq!(other.get::<i64>("n").unwrap(), 0, "{engine}");
    }
}

/// What the rows of a step have in common is sent once; rows that differ in it all the same keep
/// their own.
#[tokio::test]
async fn versions_keep_what_they_share_and_what_they_do_not() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        let (same, other) = (0..600, 600..1_200);
        let row = |n: i64, at: i64| {
            let change = Uuid::from_u128(u128::from(at.unsigned_abs()));
            args![Uuid::from_u128(n.unsigned_abs().into()), at, n + 7, change, at + 1]
        };
        scope.insert_many(&VERSIONS, same.clone().map(|n| row(n, 5))).await.unwrap();
        scope.insert_many(&VERSIONS, other.clone().map(|n| row(n, n % 3))).await.unwrap();
        for n in [0, 63, 255, 256, 599, 600, 601, 602, 1_199] {
            let at = if same.contains(&n) { 5 } else { n % 3 };
            let id = Uuid::from_u128(n.unsigned_abs().into());
            let found = scope.fetch_one(&VERSION, args![id]).await.unwrap();
            let number = |column: &str| found.get::<i64>(column).unwrap();
            let expected = (at, n + 7, at + 1);
            let seen = (number("known_from"), number("year"), number("known_to"));
            assert_eq!(seen, expected, "{engine}: {n}");
            let change = found.get::<Uuid>("change_id").unwrap();
            assert_eq!(change, Uuid::from_u128(u128::from(at.unsigned_abs())), "{engine}: {n}");
        }
        let none = tx.employer(employer(2)).fetch(&VERSION, args![Uuid::from_u128(0)]).await;
        assert!(none.unwrap().is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn on_conflict() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let person = |n: u128| args![Uuid::from_u128(n), None::<String>, "somebody"];
        let mut scope = tx.employer(employer(1));
        assert_eq!(scope.insert_counted(&PEOPLE, (0..100).map(person)).await.unwrap(), 100);
        let more = scope.insert_counted(&PEOPLE, (50..150).map(person)).await.unwrap();
        assert_eq!(more, 50, "{engine}");
        let state = |n: i64| args![format!("s{n}"), n];
        tx.global().insert_many(&STATES, (0..10).map(state)).await.unwrap();
        let state = |n: i64| args![format!("s{n}"), 100];
        tx.global().insert_many(&STATES, (5..10).map(state)).await.unwrap();
        let row = tx.global().fetch_one(&VALUE, args![]).await.unwrap();
        assert_eq!(row.get::<i64>("sum").unwrap(), 1 + 2 + 3 + 4 + 500, "{engine}");
        assert_eq!(row.get::<i64>("n").unwrap(), 10, "{engine}");
    }
}

/// On PostgreSQL a large insert runs while the caller goes on.
#[tokio::test]
async fn what_is_written_ahead_is_heard_of_and_goes_with_its_transaction() {
    for (engine, store) in stores().await {
        let row = |n: i64| {
            let id = Uuid::from_u128(n.unsigned_abs().into());
            args![id, 1, n, id, 2]
        };
        let writing = async |rows: std::ops::RangeInclusive<i64>| {
            let mut tx = store.write().await.unwrap();
            let written = tx.employer(employer(1)).insert_many(&VERSIONS, rows.map(row)).await;
            (tx, written)
        };
        let total = async || {
            let mut tx = store.read().await.unwrap();
            let row = tx.employer(employer(1)).fetch_one(&COUNT, args![]).await.unwrap();
            row.get::<i64>("n").unwrap()
        };
        drop(writing(1..=9_000).await);
        // The same keys are free again.
        let (tx, written) = writing(1..=25_000).await;
        written.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(total().await, 25_000, "{engine}");

        let twice = |heard: Result<(), StoreError>, by: &str| {
            let unique =
                matches!(&heard, Err(StoreError::Conflict { conflict: Conflict::Unique, .. }));
            assert!(unique, "{engine}, by {by}: {heard:?}");
        };
        let (mut tx, written) = writing(25_000..=26_000).await;
        assert_eq!(written.is_ok(), engine == "postgres");
        let next = tx.employer(employer(2)).fetch_one(&COUNT, args![]).await;
        twice(written.and(next.map(drop)), "the next statement");
        assert!(tx.commit().await.is_err(), "{engine}");
        let (mut tx, written) = writing(25_000..=26_000).await;
        let settled = tx.settle().await;
        drop(tx);
        twice(written.and(settled), "waiting for it");
        let (tx, written) = writing(25_000..=26_000).await;
        twice(written.and(tx.rollback().await), "the end of a trial");
        let (tx, written) = writing(25_000..=26_000).await;
        twice(written.and(tx.commit().await), "the commit");
        assert_eq!(total().await, 25_000, "{engine}");
    }
}

/// On PostgreSQL large inserts follow one another while the caller goes on: in their order, and the first that
/// fails is the one that is heard of.
#[tokio::test]
async fn large_inserts_follow_one_another_and_the_first_failure_is_heard_of() {
    for (engine, store) in stores().await {
        let version = |n: i64| {
            let id = Uuid::from_u128(n.unsigned_abs().into());
            args![id, 1, n, id, 2]
        };
        let totals = async || {
            let mut tx = store.read().await.unwrap();
            let mut scope = tx.employer(employer(1));
            let versions = scope.fetch_one(&COUNT, args![]).await.unwrap();
            let spans = scope.fetch_one(&TOTAL, args![]).await.unwrap();
            (versions.get::<i64>("n").unwrap(), spans.get::<i64>("n").unwrap())
        };
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        for step in 0..4 {
            let rows = step * 1_000 + 1..=(step + 1) * 1_000;
            scope.insert_many(&VERSIONS, rows.clone().map(version)).await.unwrap();
            scope.insert_many(&SPANS, rows.map(span)).await.unwrap();
        }
        let read = scope.fetch_one(&COUNT, args![]).await.unwrap();
        assert_eq!(read.get::<i64>("n").unwrap(), 4_000, "{engine}, all before are seen");
        scope.insert_many(&SPANS, (4_001..=5_000).map(span)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(totals().await, (4_000, 5_000), "{engine}");

        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        let mut heard = scope.insert_many(&SPANS, (5_001..=6_000).map(span)).await;
        for first in [4_000, 5_000, 6_000, 7_000] {
            if heard.is_ok() {
                heard = scope.insert_many(&VERSIONS, (first..=first + 500).map(version)).await;
            }
        }
        let heard = heard.and(tx.commit().await);
        let first = match &heard {
            Err(StoreError::Conflict { statement, conflict: Conflict::Unique, .. }) => {
                statement.ends_with("VERSIONS")
            }
            _ => false,
        };
        assert!(first, "{engine}: {heard:?}");
        assert_eq!(totals().await, (4_000, 5_000), "{engine}, nothing stays");
    }
}

/// On PostgreSQL few rows wait for those that follow, and go with them as one statement.
#[tokio::test]
async fn few_rows_go_with_those_that_follow() {
    let person = |n: u128| args![Uuid::from_u128(n), None::<String>, "somebody"];
    let version = |n: u128| args![Uuid::from_u128(n), 1, 2, Uuid::from_u128(n), 3];
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        scope.insert_many(&PEOPLE, vec![person(1), person(2)]).await.unwrap();
        scope.insert_many(&SPANS, vec![span(6)]).await.unwrap();
        scope.insert_many(&VERSIONS, vec![]).await.unwrap();
        tx.global().insert_many(&STATES, vec![args!["a", 1], args!["b", 2]]).await.unwrap();
        // Of another: what waited is not.
        tx.employer(employer(2)).insert_many(&PEOPLE, vec![person(1)]).await.unwrap();
        // The same table again, the second time beside a row that is there.
        tx.employer(employer(2)).insert_many(&PEOPLE, vec![person(1), person(3)]).await.unwrap();
        tx.global().insert_many(&STATES, vec![args!["b", 40]]).await.unwrap();
        tx.employer(employer(2)).insert_many(&VERSIONS, vec![version(5)]).await.unwrap();
        if engine == "postgres" {
            // One statement, one command of the transaction.
            let commands = "SELECT CAST(CAST(cmin AS text) AS bigint) AS n FROM employee UNION \
                SELECT CAST(CAST(cmin AS text) AS bigint) FROM span";
            let rows = tx.ask(format!("{commands} ORDER BY n")).await.unwrap();
            let numbers: Vec<i64> = rows.iter().map(|row| row.get("n").unwrap()).collect();
            assert_eq!(numbers, [0, 1, 2], "two people and a span; one person; one more");
        }
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let names = async |tx: &mut Tx, n| {
            tx.employer(employer(n)).fetch(&super::schema::NAMES, args![]).await.unwrap().len()
        };
        assert_eq!((names(&mut tx, 1).await, names(&mut tx, 2).await), (2, 2), "{engine}");
        let row = tx.global().fetch_one(&VALUE, args![]).await.unwrap();
        assert_eq!(row.get::<i64>("sum").unwrap(), 41, "{engine}");
        let row = tx.employer(employer(1)).fetch_one(&SPAN, args![6]).await.unwrap();
        assert_eq!(row.get::<String>("note").unwrap(), "note 6", "{engine}");
        let row = tx.employer(employer(2)).fetch_one(&COUNT, args![]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 1, "{engine}");
    }
}

/// What is wrong with one of few rows that wait is heard, and takes the others with it.
#[tokio::test]
async fn few_rows_that_wait_are_heard_of() {
    let person = |n: u128| args![Uuid::from_u128(n), Some(format!("same {}", n % 2)), "somebody"];
    let version = |n: u128| args![Uuid::from_u128(n), 1, 2, Uuid::from_u128(n), 3];
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        tx.employer(employer(1)).insert_many(&VERSIONS, vec![version(1)]).await.unwrap();
        tx.commit().await.unwrap();
        let writing = async || {
            let mut tx = store.write().await.unwrap();
            let mut scope = tx.employer(employer(1));
            scope.insert_many(&PEOPLE, vec![person(1), person(2)]).await.unwrap();
            let written = scope.insert_many(&VERSIONS, vec![version(2), version(1)]).await;
            let written = written.and(tx.global().insert_many(&STATES, vec![args!["a", 1]]).await);
            (tx, written)
        };
        let twice = |heard: Result<(), StoreError>, by: &str| {
            let unique =
                matches!(&heard, Err(StoreError::Conflict { conflict: Conflict::Unique, .. }));
            assert!(unique, "{engine}, by {by}: {heard:?}");
        };
        drop(writing().await);
        let (mut tx, written) = writing().await;
        let next = tx.employer(employer(1)).fetch_one(&COUNT, args![]).await;
        twice(written.and(next.map(drop)), "the next statement");
        assert!(tx.commit().await.is_err(), "{engine}");
        let (mut tx, written) = writing().await;
        let other = tx.employer(employer(2)).fetch_one(&COUNT, args![]).await;
        drop(tx);
        twice(written.and(other.map(drop)), "a statement about another");
        let (mut tx, written) = writing().await;
        let settled = tx.settle().await;
        drop(tx);
        twice(written.and(settled), "waiting for it");
        let (tx, written) = writing().await;
        twice(written.and(tx.rollback().await), "the end of a trial");
        let (tx, written) = writing().await;
        twice(written.and(tx.commit().await), "the commit");
        let mut tx = store.read().await.unwrap();
        let people = tx.employer(employer(1)).fetch(&super::schema::NAMES, args![]).await.unwrap();
        assert!(people.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn faults() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let short = tx.employer(employer(1)).insert_many(&SPANS, vec![args![1]]).await;
        assert!(matches!(short, Err(StoreError::Refused { .. })), "{engine}: {short:?}");
        tx.rollback().await.unwrap();
        let mut tx = store.write().await.unwrap();
        let mut rows: Vec<_> = (1..=200).map(span).collect();
        rows[150][5] = Value::Int(Some(0));
        let checked = tx.employer(employer(1)).insert_many(&SPANS, rows).await;
        let ended = tx.commit().await;
        assert!(ended.is_err(), "{engine}");
        let checked = checked.and(ended);
        assert!(
            matches!(checked, Err(StoreError::Conflict { conflict: Conflict::Check, .. })),
            "{engine}: {checked:?}"
        );
        let mut tx = store.write().await.unwrap();
        let mut row = span(1);
        row[4] = Value::Text(Some("many".to_owned()));
        let wrong = tx.employer(employer(1)).insert_many(&SPANS, vec![row]).await;
        assert!(matches!(wrong, Err(StoreError::Refused { .. })), "{engine}: {wrong:?}");
    }
}
