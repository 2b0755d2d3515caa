//! An extract of the Crossroads Bank for Enterprises: loaded beside the one that is read, taken in one
//! step, cleared afterwards; on both engines.

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::language::Language;
use fla_store::Store;
use fla_store::cbe::CbeName;
use fla_store::testing::test_stores;
use jiff::civil::date;

fn number(n: u32) -> EnterpriseNumber {
    let eight = 1_011_000 + n;
    format!("{eight:08}{:02}", 97 - eight % 97).parse().unwrap()
}

fn name(n: u32, language: Option<Language>, line: i64, name: &str) -> CbeName {
    CbeName { number: number(n), language, line, name: name.to_owned() }
}

async fn begin(store: &Store, day: i8) -> i64 {
    let mut tx = store.write().await.unwrap();
    let id = tx.begin_cbe(date(2026, 10, day)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn add(store: &Store, id: i64, numbers: &[u32], names: Vec<CbeName>) -> bool {
    let mut tx = store.write().await.unwrap();
    let numbers = numbers.iter().map(|n| number(*n)).collect();
    let open = tx.add_to_cbe(id, numbers, names).await.unwrap();
    if open {
        tx.commit().await.unwrap();
    } else {
        tx.rollback().await.unwrap();
    }
    open
}

async fn take(store: &Store, id: i64) -> bool {
    let mut tx = store.write().await.unwrap();
    let taken = tx.take_cbe(id).await.unwrap();
    if taken {
        tx.commit().await.unwrap();
    } else {
        tx.rollback().await.unwrap();
    }
    taken
}

/// The day of the extract that is read, and the names of a number in it.
async fn read(store: &Store, n: u32) -> Option<(i8, Vec<String>)> {
    let mut tx = store.read().await.unwrap();
    let extract = tx.cbe_extract().await.unwrap()?;
    let names = tx.cbe_names(extract.id, &[number(n)]).await.unwrap();
    Some((extract.snapshot.day(), names.into_iter().map(|n| n.name).collect()))
}

#[tokio::test]
async fn readers_see_the_old_extract_until_the_new_one_is_whole() {
    for (engine, store) in test_stores().await {
        assert_eq!(read(&store, 1).await, None, "{engine}");
        let first = begin(&store, 1).await;
        let names = vec![
            name(1, None, 7, "Without"),
            name(1, Some(Language::Fr), 3, "Premier"),
            name(1, Some(Language::Fr), 9, "Premier encore"),
        ];
        assert!(add(&store, first, &[1, 2, 1], names).await, "{engine}");
        assert_eq!(read(&store, 1).await, None, "{engine}: not whole yet");
        assert!(take(&store, first).await, "{engine}");
        let names = vec!["Premier".to_owned(), "Without".to_owned()];
        assert_eq!(read(&store, 1).await, Some((1, names.clone())), "{engine}");

        let mut tx = store.read().await.unwrap();
        let extract = tx.cbe_extract().await.unwrap().unwrap();
        assert_eq!((extract.enterprises, extract.names), (2, 2), "{engine}: each counted once");
        let known = tx.cbe_known(extract.id, &[number(1), number(3)]).await.unwrap();
        assert_eq!(known, [number(1)], "{engine}");
        tx.rollback().await.unwrap();

        let second = begin(&store, 2).await;
        assert!(add(&store, second, &[1], vec![name(1, None, 2, "New")]).await, "{engine}");
        assert_eq!(read(&store, 1).await, Some((1, names)), "{engine}: the old one until then");
        assert!(take(&store, second).await, "{engine}");
        assert_eq!(read(&store, 1).await, Some((2, vec!["New".to_owned()])), "{engine}");

        // What is old goes bit by bit, and takes nothing of the new one with it.
        let mut steps = 0;
        loop {
            let mut tx = store.write().await.unwrap();
            let more = tx.clear_old_cbe(1).await.unwrap();
            tx.commit().await.unwrap();
            if !more {
                break;
            }
            steps += 1;
        }
        assert_eq!(steps, 3, "{engine}");
        assert_eq!(read(&store, 1).await, Some((2, vec!["New".to_owned()])), "{engine}");
        let mut tx = store.read().await.unwrap();
        assert!(tx.cbe_known(first, &[number(1)]).await.unwrap().is_empty(), "{engine}");
        tx.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn the_later_of_two_loads_goes_on() {
    for (engine, store) in test_stores().await {
        let first = begin(&store, 1).await;
        assert!(add(&store, first, &[1], Vec::new()).await, "{engine}");
        let second = begin(&store, 2).await;
        assert!(!add(&store, first, &[2], Vec::new()).await, "{engine}");
        assert!(!take(&store, first).await, "{engine}");
        assert!(add(&store, second, &[3], Vec::new()).await, "{engine}");
        assert!(take(&store, second).await, "{engine}");
        assert_eq!(read(&store, 3).await, Some((2, Vec::new())), "{engine}");
    }
}
