//! A statement sees what its scope binds, and nothing else compiles.

use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_store::engine::{Conflict, StoreError};
use fla_store::{args, statements};
use uuid::Uuid;

use super::schema::{ADD, GET, NAMES, employer, stores};

statements! {
    person OF_PERSON = "SELECT e.name FROM employee e WHERE e.ssin = $1 ORDER BY e.name";
    employer SOME = "SELECT name FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2) \
        AND name IN ANY_TEXT($3) ORDER BY name";
    employer OTHERS = "SELECT name FROM employee WHERE employer_id = $1 AND id NOT IN ANY_ID($2) \
        ORDER BY name";
    employer COUNT = "SELECT COUNT(*) AS n FROM employee e JOIN credit c \
        ON c.employer_id = $1 AND c.id = e.id WHERE e.employer_id = $1 AND c.n IN ANY_INT($2)";
    employer ADD_CREDIT = "INSERT INTO credit (employer_id, id, n) VALUES ($1, $2, $3)";
    pair employer ENGINE = sqlite "SELECT 'sqlite' AS name FROM employee WHERE employer_id = $1"
        postgres "SELECT 'postgres' AS name FROM employee WHERE employer_id = $1";
}

fn id(n: u128) -> EmployeeId {
    EmployeeId(Uuid::from_u128(n))
}

#[tokio::test]
async fn each_scope_sees_its_own() {
    let ssin: Ssin = "00.01.01-901.46".parse().unwrap();
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        for n in [1, 2] {
            let name = format!("of {n}");
            let row = args![id(n), &ssin, name];
            assert_eq!(tx.employer(employer(n)).execute(&ADD, row).await.unwrap(), 1, "{engine}");
        }
        let second = args![id(3), None::<&Ssin>, "other"];
        tx.employer(employer(1)).execute(&ADD, second).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = store.read().await.unwrap();
        let names = tx.employer(employer(1)).fetch(&NAMES, args![]).await.unwrap();
        let names: Vec<String> = names.iter().map(|r| r.get("name").unwrap()).collect();
        assert_eq!(names, ["of 1", "other"], "{engine}");
        let names = tx.employer(employer(3)).fetch(&NAMES, args![]).await.unwrap();
        assert!(names.is_empty(), "{engine}");
        let names = tx.person(&ssin).fetch(&OF_PERSON, args![]).await.unwrap();
        let names: Vec<String> = names.iter().map(|r| r.get(0).unwrap()).collect();
        assert_eq!(names, ["of 1", "of 2"], "{engine}");
        let row = tx.employer(employer(1)).fetch_one(&ENGINE, args![]).await.unwrap();
        assert_eq!(row.get::<String>("name").unwrap(), engine);
    }
}

#[tokio::test]
async fn sets() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        for n in 1..=4_u128 {
            let name = format!("n\"{n}'\\é");
            scope.execute(&ADD, args![id(n), None::<String>, name]).await.unwrap();
            let n = i64::try_from(n).unwrap() - 3;
            scope.execute(&ADD_CREDIT, args![id(u128::try_from(n + 3).unwrap()), n]).await.unwrap();
        }
        let ids = [id(1), id(2), id(3), id(99)];
        let names = vec!["n\"2'\\é".to_owned(), "n\"3'\\é".to_owned(), "n\"4'\\é".to_owned()];
        let rows = scope.fetch(&SOME, args![&ids[..], &names]).await.unwrap();
        let found: Vec<String> = rows.iter().map(|r| r.get("name").unwrap()).collect();
        assert_eq!(found, names[..2], "{engine}");
        let rows = scope.fetch(&OTHERS, args![&ids[..]]).await.unwrap();
        assert_eq!(rows.len(), 1, "{engine}");
        let none: &[EmployeeId] = &[];
        assert!(scope.fetch(&SOME, args![none, &names]).await.unwrap().is_empty(), "{engine}");
        assert_eq!(scope.fetch(&OTHERS, args![none]).await.unwrap().len(), 4, "{engine}");
        let n = scope.fetch_one(&COUNT, args![&[-2_i64, 1, 7][..]]).await.unwrap();
        assert_eq!(n.get::<i64>("n").unwrap(), 2, "{engine}");
    }
}

#[tokio::test]
async fn wrong_number_of_arguments() {
    for (engine, store) in stores().await {
        let mut tx = store.read().await.unwrap();
        let few = tx.employer(employer(1)).fetch(&SOME, args![1]).await.unwrap_err();
        assert!(matches!(few, StoreError::Refused { .. }), "{engine}: {few}");
        let many = tx.global().fetch(&GET, args![1, 2]).await.unwrap_err();
        assert_eq!(
            many.to_string(),
            "store::engine::schema::GET refused: 1 arguments, the scope's included, not 2",
            "{engine}"
        );
    }
}

/// PostgreSQL keeps no text with U+0000, so that SQLite is not given one either.
#[tokio::test]
async fn no_engine_is_given_what_one_does_not_keep() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        let row = args![id(1), None::<String>, "secret\0"];
        let refused = scope.execute(&ADD, row).await.unwrap_err();
        assert!(matches!(refused, StoreError::Unwritable { .. }), "{engine}: {refused}");
        assert!(!format!("{refused} {refused:?}").contains("secret"), "{engine}");
        let asked = args![&[id(1)][..], &vec!["a".to_owned(), "\0".to_owned()]];
        let refused = scope.fetch(&SOME, asked).await.unwrap_err();
        assert!(matches!(refused, StoreError::Unwritable { .. }), "{engine}: {refused}");
    }
}

#[tokio::test]
async fn conflicts_name_constraints_and_no_values() {
    let ssin: Ssin = "00.01.01-901.46".parse().unwrap();
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        tx.employer(employer(1)).execute(&ADD, args![id(1), &ssin, "a"]).await.unwrap();
        let row = args![id(2), &ssin, "secret"];
        let twice = tx.employer(employer(1)).execute(&ADD, row).await.unwrap_err();
        let StoreError::Conflict { statement, conflict, constraint } = &twice else {
            panic!("{engine}: {twice}")
        };
        assert_eq!((*statement, *conflict), ("store::engine::schema::ADD", Conflict::Unique));
        assert!(constraint.contains("employee") && constraint.contains("ssin"), "{constraint}");
        assert!(twice.is_duplicate() && !twice.is_transient());
        let shown = format!("{twice} {twice:?}");
        assert!(!shown.contains("secret") && !shown.contains(ssin.digits()), "{shown}");

        // The transaction is spoilt, on both engines alike.
        let after = tx.employer(employer(1)).fetch(&NAMES, args![]).await.unwrap_err();
        assert!(matches!(after, StoreError::Unavailable { .. }), "{engine}: {after}");
        assert!(tx.commit().await.is_err(), "{engine}");

        let mut tx = store.write().await.unwrap();
        let row = args![id(2), &ssin, None::<String>];
        let empty = tx.employer(employer(2)).execute(&ADD, row).await.unwrap_err();
        assert!(
            matches!(empty, StoreError::Conflict { conflict: Conflict::Empty, .. }),
            "{engine}: {empty}"
        );
        drop(tx);
        let mut tx = store.read().await.unwrap();
        for n in [1, 2] {
            let names = tx.employer(employer(n)).fetch(&NAMES, args![]).await.unwrap();
            assert!(names.is_empty(), "{engine}");
        }
    }
}

#[tokio::test]
async fn a_read_does_not_write() {
    for (engine, store) in stores().await {
        let mut tx = store.read().await.unwrap();
        let row = args![id(1), None::<String>, "a"];
        let refused = tx.employer(employer(1)).execute(&ADD, row).await.unwrap_err();
        assert!(!matches!(refused, StoreError::Conflict { .. }), "{engine}: {refused}");
    }
}

#[tokio::test]
async fn every_statement_prepares() {
    for (engine, store) in stores().await {
        for all in [
            ALL,
            super::schema::ALL,
            super::values::ALL,
            super::bulk::ALL,
            super::transactions::ALL,
        ] {
            let refused = store.prepare(all).await.unwrap();
            assert!(refused.is_empty(), "{engine}: {refused:?}");
        }
    }
}
