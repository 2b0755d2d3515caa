//! Questions that are asked together: each has the answer it has alone, once, until something is written.

use fla_store::{StoreError, Tx, args, statements};
use uuid::Uuid;

use super::schema::{ADD, GET, NAMES, STATES, employer, put, stores};

statements! {
    employer PUT = "INSERT INTO credit (employer_id, id, n, t, u, b) VALUES ($1, $2, $3, $4, $5, $6)";
    employer CREDIT = "SELECT t, n, u, b, id FROM credit WHERE employer_id = $1 AND id IN ANY_ID($3) AND n > $2 ORDER BY n DESC";
    employer PEOPLE = "SELECT name, ssin FROM employee WHERE employer_id = $1 AND (name IN ANY_TEXT($2) OR ssin = $3) ORDER BY name DESC";
    employer ADD_ONE = "INSERT INTO employee (employer_id, id, ssin, name) VALUES ($1, $2, $3, $4) RETURNING id";
    bulk employer MORE = "employee" (id id, ssin text, name text);
    employer COUNT = "SELECT COUNT(*) AS n, CAST(1 AS INTEGER) AS one FROM employee WHERE employer_id = $1";
}

const CREDITS: [u128; 3] = [1, 2, 3];

fn id(name: &str) -> Uuid {
    Uuid::from_u128(name.bytes().map(u128::from).sum())
}

async fn fill(tx: &mut Tx, n: u128) {
    let mut scope = tx.employer(employer(n));
    for (at, credit) in CREDITS.into_iter().enumerate() {
        let (id, text) =
            (Uuid::from_u128(credit), (at != 1).then(|| format!("{n} '{credit}\" $2")));
        let bytes = (at != 2).then(|| vec![0, 255, u8::try_from(credit).unwrap()]);
        scope
            .execute(&PUT, args![id, i64::try_from(credit).unwrap(), text, Some(id), bytes])
            .await
            .unwrap();
    }
    for name in ["Ada", "Zoë", "Bo"] {
        let (id, ssin) = (id(name), format!("{n}-{name}"));
        scope.execute(&ADD, args![id, ssin, name]).await.unwrap();
    }
}

/// What the three statements answer, as text.
async fn answers(tx: &mut Tx, n: u128) -> Result<Vec<String>, StoreError> {
    let ids = CREDITS.map(Uuid::from_u128);
    let mut scope = tx.employer(employer(n));
    let mut told = Vec::new();
    for row in scope.fetch(&CREDIT, args![1_i64, &ids[..]]).await? {
        let text: Option<String> = row.get("t")?;
        let (number, bytes): (i64, Option<Vec<u8>>) = (row.get("n")?, row.get(3)?);
        let ids: [Option<Uuid>; 2] = [row.get("u")?, row.get("id")?];
        told.push(format!("{text:?} {number} {ids:?} {bytes:?}"));
    }
    let names = ["Zoë".to_owned(), "Bo".to_owned()];
    for row in scope.fetch(&PEOPLE, args![&names[..], format!("{n}-Ada")]).await? {
        told.push(format!("{} {}", row.get::<String>(0)?, row.get::<String>("ssin")?));
    }
    let row = scope.fetch_one(&COUNT, args![]).await?;
    told.push(format!("{} {}", row.get::<i64>("n")?, row.get::<i32>("one")?));
    let wrong = row.get::<String>("n").map(|_| "a number is no text");
    assert!(matches!(wrong, Err(StoreError::Corrupt { place, .. }) if place.ends_with("COUNT")));
    assert!(row.get::<Option<Uuid>>("id").is_err(), "a column of another question");
    Ok(told)
}

async fn ask(tx: &mut Tx, n: u128) -> Result<(), StoreError> {
    let ids = CREDITS.map(Uuid::from_u128);
    let names = ["Zoë".to_owned(), "Bo".to_owned()];
    let questions = vec![
        (&CREDIT, args![1_i64, &ids[..]]),
        (&PEOPLE, args![&names[..], format!("{n}-Ada")]),
        (&COUNT, args![]),
    ];
    tx.employer(employer(n)).ask_ahead(questions).await
}

#[tokio::test]
async fn the_answers_are_those_to_each_question_alone() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        fill(&mut tx, 1).await;
        fill(&mut tx, 2).await;
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let alone = answers(&mut tx, 1).await.unwrap();
        assert_eq!(alone.len(), 6, "{engine}: {alone:?}");
        for _ in 0..2 {
            ask(&mut tx, 1).await.unwrap();
            assert_eq!(answers(&mut tx, 1).await.unwrap(), alone, "{engine}");
        }
        let other = answers(&mut tx, 2).await.unwrap();
        ask(&mut tx, 1).await.unwrap();
        assert_eq!(answers(&mut tx, 2).await.unwrap(), other, "{engine}");
    }
}

#[tokio::test]
async fn an_answer_is_given_once_and_not_after_something_was_written() {
    let (_, store) = stores().await.remove(1);
    let names =
        async |tx: &mut Tx| tx.employer(employer(3)).fetch(&NAMES, args![]).await.unwrap().len();
    let add = async |tx: &mut Tx, name: &str| {
        let row = args![id(name), name, name];
        tx.employer(employer(3)).execute(&ADD, row).await.unwrap();
    };
    let ask = async |tx: &mut Tx| {
        tx.employer(employer(3))
            .ask_ahead(vec![(&NAMES, args![]), (&COUNT, args![])])
            .await
            .unwrap();
    };
    let mut tx = store.write().await.unwrap();
    ask(&mut tx).await;
    let mut other = store.write().await.unwrap();
    add(&mut other, "Ada").await;
    other.commit().await.unwrap();
    assert_eq!(names(&mut tx).await, 0, "the answer from before");
    assert_eq!(names(&mut tx).await, 1, "asked anew");
    ask(&mut tx).await;
    add(&mut tx, "Bo").await;
    assert_eq!(names(&mut tx).await, 2, "what it wrote itself");
    ask(&mut tx).await;
    let mut other = store.write().await.unwrap();
    add(&mut other, "Zoë").await;
    other.commit().await.unwrap();
    tx.lock_employer(employer(3));
    assert_eq!(names(&mut tx).await, 3, "as it is under the lock");
    ask(&mut tx).await;
    let row = args![id("Ida"), "Ida", "Ida"];
    tx.employer(employer(3)).insert_many(&MORE, [row]).await.unwrap();
    assert_eq!(names(&mut tx).await, 4, "rows that had waited");
    ask(&mut tx).await;
    let row = args![id("Eva"), "Eva", "Eva"];
    tx.employer(employer(3)).fetch(&ADD_ONE, row).await.unwrap();
    assert_eq!(names(&mut tx).await, 5, "a statement that writes and answers");
}

#[tokio::test]
async fn questions_about_nobody_are_asked_together_as_well() {
    for (engine, store) in stores().await {
        put(&store, "a", 1).await.unwrap();
        put(&store, "b", 2).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let questions = vec![(&GET, args!["b"]), (&STATES, args![]), (&GET, args!["a"])];
        tx.global().ask_ahead(questions).await.unwrap();
        for (name, value) in [("a", 1), ("b", 2)] {
            let row = tx.global().fetch_one(&GET, args![name]).await.unwrap();
            assert_eq!(row.get::<i64>("value").unwrap(), value, "{engine}");
        }
        let states = tx.global().fetch(&STATES, args![]).await.unwrap();
        let names: Vec<String> = states.iter().map(|row| row.get("name").unwrap()).collect();
        assert_eq!(names, ["a", "b"], "{engine}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_with_the_name_of_the_question() {
    statements! { employer NOWHERE = "SELECT nothing FROM employee WHERE employer_id = $1"; }
    for (engine, store) in stores().await {
        let mut tx = store.read().await.unwrap();
        let mut scope = tx.employer(employer(1));
        let asked = scope.ask_ahead(vec![(&NAMES, args![]), (&COUNT, args![7_i64])]).await;
        let error = asked.unwrap_err().to_string();
        assert!(error.contains("COUNT"), "{engine}: {error}");
    }
    let (_, store) = stores().await.remove(1);
    let mut tx = store.read().await.unwrap();
    let mut scope = tx.employer(employer(1));
    let asked = scope.ask_ahead(vec![(&COUNT, args![]), (&NOWHERE, args![])]).await;
    let error = asked.unwrap_err().to_string();
    assert!(error.contains("NOWHERE"), "{error}");
}
