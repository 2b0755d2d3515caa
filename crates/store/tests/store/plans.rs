//! How the databases go about statements: what is looked up is looked up, on the embedded one whatever
//! the tables hold, and only what is about everybody reads everybody.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use fla_domain::ids::{ChangeId, EmployerId};
use fla_store::Store;
use fla_store::change::{Behalf, StoredChange};
use fla_store::engine::{LARGE, TENANT_TABLES};
use fla_store::testing::{plans_of, postgres_store, read_whole, sqlite_store};
use uuid::Uuid;

const EMPLOYER: EmployerId = EmployerId(Uuid::from_u128(0xE1));

/// Tables of which an employer has few rows, or which are empty most of the time, and views.
const SMALL: &[&str] = &[
    "api_client",
    "api_key",
    "batch",
    "batch_file",
    "course",
    "declared_quarter",
    "digest_wish",
    "employer_setting",
    "erasure",
    "file_upload",
    "file_upload_piece",
    "inspection",
    "invitation",
    "job",
    "mandate",
    "mandate_held",
    "mandate_step",
    "mandate_step_held",
    "organisation_quality",
    "organisation_request",
    "paper_file",
    "quarter_size",
    "recalculation",
    "report_part_sent",
    "role_grant",
    "sheet_import",
    "sheet_layout",
    "size_average",
    "stored_file",
    "task_done",
    "training_cost",
    "webhook",
    "webhook_again",
    "webhook_position",
];

/// The statements that are about an employer as a whole, or that only run where nobody waits, and the
/// large tables which they read from end to end. Whatever joins them must have such a reason.
const WHOLE: &[(&str, &str)] = &[
    ("change::LATEST", "change"),
    ("course::ALL_IN_SERVICE", "employee"),
    ("course::CERTIFICATES", "participation span"),
    ("course::HOLDERS", "training"),
    ("course::TEAM", "employee"),
    ("course::TEAM_SIZES", "employee"),
    ("course::TITLES", "training"),
    ("dashboard::parts::MONTHS", "training"),
    ("dashboard::parts::PARTS_BY_NAME", "span training"),
    ("dashboard::parts::PARTS_LATEST", "span training"),
    ("dashboard::parts::PARTS_LONGEST", "span training"),
    ("dashboard::parts::PART_TOTALS", "span training"),
    ("dashboard::people::BEYOND", "employee"),
    ("dashboard::people::BY_LEAST_LEFT", "employee span training"),
    ("dashboard::people::BY_MOST_FOLLOWED", "employee span training"),
    ("dashboard::people::BY_MOST_LEFT", "employee span training"),
    ("dashboard::people::BY_NAME", "employee span training"),
    ("dashboard::people::CUBE", "employee span training"),
    ("dashboard::people::TOTALS", "employee span training"),
    ("dispute::COUNT", "dispute"),
    ("dispute::LIST", "dispute"),
    ("employee::COUNT", "employee"),
    ("employment::DECLARED_BEFORE", "statement"),
    ("ledger::CREDITS_IN", "credit"),
    ("ledger::CREDIT_TOTALS", "credit"),
    ("ledger::DUE", "adjustment span"),
    ("ledger::QUEUE", "employee"),
    ("ledger::QUEUE_SINCE", "employee"),
    ("outbox::MAILS", "outbox"),
    ("overview::BY_LEAST_LEFT", "employee"),
    ("overview::BY_MOST_LEFT", "employee"),
    ("overview::BY_NAME", "employee"),
    ("overview::COUNT_IN_SERVICE", "employee"),
    ("overview::JOINT_COMMITTEES", "span"),
    ("overview::TEAMS", "employee"),
    ("overview::TRAININGS", "training"),
    ("paper::COUNT_WITHOUT", "employee"),
    ("paper::MISSING", "employee"),
    ("paper::TO_SEND", "notice"),
    ("paper::WITHOUT", "employee"),
    ("reported::COUNT", "report"),
    ("retention::EVER", "employee"),
    ("retention::FINDINGS", "import_finding"),
    ("retention::OLD_PARTS", "report_part"),
    ("retention::PARTS_REPORTED", "employee"),
    ("retention::TRACES", "employee"),
    ("retention::TRAINING_REFERENCES", "sender_reference"),
    ("retention::UNREAD", "unread"),
    ("seal::SUBJECTS", "audit_subject"),
    ("sharing::OPEN", "shared_record"),
    ("sheet::ALL_DAYS", "company_days"),
    ("sheet::DAYS_OF_CHANGE", "company_days"),
    ("span::ALONE_ON_DAY", "span"),
    ("span::BEGINNINGS", "span"),
    ("span::SEVERAL_ON_DAY", "span"),
    ("task::INCOMPLETE", "span"),
    ("task::INCOMPLETE_LIST", "span"),
    ("task::OPEN_TRAININGS", "training"),
    ("task::WITHOUT_NOTICE", "employee"),
    ("unread::UNREAD", "unread"),
];

#[tokio::test]
async fn only_what_is_about_everybody_reads_everybody() {
    let store = sqlite_store().await;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (statement, table) in read_whole(&store).await {
        found.entry(statement.trim_start_matches("fla_store::")).or_default().push(table);
    }
    let found: BTreeMap<_, _> =
        found.into_iter().map(|(name, all)| (name, all.join(" "))).collect();
    let known: BTreeMap<_, _> =
        WHOLE.iter().map(|(name, all)| (*name, (*all).to_owned())).collect();
    assert_eq!(found, known);
}

#[test]
fn the_planner_is_told_of_every_large_table() {
    let known: BTreeSet<_> = LARGE.iter().chain(SMALL).collect();
    assert_eq!(known, TENANT_TABLES.iter().collect());
    assert_eq!(known.len(), LARGE.len() + SMALL.len());
}

#[tokio::test]
async fn what_it_is_told_stays_whatever_somebody_has_analysed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fla.db");
    let migrated = async || {
        let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        store.migrate().await.unwrap();
        store.close().await.unwrap();
        let database = rusqlite::Connection::open(&path).unwrap();
        let all = "SELECT tbl || ' ' || idx || ' ' || stat FROM sqlite_stat1 ORDER BY 1";
        let mut all = database.prepare(all).unwrap();
        all.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap()
    };
    let told = migrated().await;
    assert!(told.contains(&"change change_key 1000000 100000 20000 1 noskipscan".to_owned()));
    let version = || {
        let database = rusqlite::Connection::open(&path).unwrap();
        database.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = version();
    assert_eq!((migrated().await, version()), (told.clone(), before), "nothing to do");
    let database = rusqlite::Connection::open(&path).unwrap();
    database.execute_batch("ANALYZE").unwrap();
    drop(database);
    let analysed = version();
    assert_eq!(migrated().await, told);
    assert!(version() > analysed, "other connections hear of it");
}

/// A server that never looked at a table takes it for an empty one, and keeps to that: it would compare all
/// changes of an employer with all keys that are asked for.
#[tokio::test]
async fn the_server_looks_at_tables_as_they_grow() {
    let store = postgres_store().await;
    let looked_up = async || {
        let plans = plans_of(&store, "fla_store::change::BY_KEYS").await;
        let by_key = |step: &String| step.contains("Index Cond") && step.contains("caller_key");
        plans.len() == 2 && plans.iter().all(|steps| steps.iter().any(by_key))
    };
    assert!(!looked_up().await, "nothing to show");
    for n in 0..2 {
        let changes: Vec<StoredChange> = (0..600).map(|i| change(600 * n + i)).collect();
        let mut tx = store.write().await.unwrap();
        tx.insert_changes(EMPLOYER, &changes).await.unwrap();
        tx.commit().await.unwrap();
    }
    let until = Instant::now() + Duration::from_secs(20);
    while !looked_up().await {
        assert!(Instant::now() < until, "it never looked");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn change(n: u32) -> StoredChange {
    StoredChange {
        id: ChangeId(Uuid::from_u128(n.into())),
        at: fla_domain::time::Instant(n.into()),
        actor_ssin: "00000000097".to_owned(),
        actor_name: String::new(),
        role: "registrar".to_owned(),
        behalf: Behalf::default(),
        channel: "batch".to_owned(),
        kind: "trainings".to_owned(),
        reason: None,
        caller_key: format!("key {n}"),
        digest: vec![0; 32],
        outcome: "{}".to_owned(),
    }
}
