//! The register's own schema: the same on both engines, fit for every statement, and with a
//! tenant on every table that has one.

use std::collections::{BTreeMap, BTreeSet};

use fla_store::engine::{LARGE, OWN_TABLES, TENANT_TABLES};
use fla_store::testing::{postgres_store, test_stores};
use fla_store::{Store, args, statements};

statements! {
    pair global KEYS = sqlite "SELECT m.name AS t, i.name AS i, c.name AS c FROM sqlite_master m \
            JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
            WHERE m.type = 'table' AND i.\"unique\" = 1"
        postgres "SELECT CAST(r.relname AS text) AS t, CAST(x.relname AS text) AS i, \
            CAST(a.attname AS text) AS c FROM pg_index k JOIN pg_class r ON r.oid = k.indrelid \
            JOIN pg_class x ON x.oid = k.indexrelid \
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY(k.indkey) \
            WHERE k.indisunique AND r.relnamespace = CAST('public' AS regnamespace)";
    pair global COLUMNS = sqlite "SELECT m.name AS t, c.name AS c, c.type AS k, c.\"notnull\" AS required, \
            CAST(c.pk AS BIGINT) AS pk \
            FROM sqlite_master m JOIN pragma_table_info(m.name) c ON 1 = 1 \
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        postgres "SELECT CAST(r.relname AS text) AS t, CAST(a.attname AS text) AS c, \
            format_type(a.atttypid, a.atttypmod) AS k, a.attnotnull AS required, \
            CAST(COALESCE(array_position(CAST(p.indkey AS smallint[]), a.attnum) + 1, 0) AS bigint) AS pk \
            FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped \
            LEFT JOIN pg_index p ON p.indrelid = r.oid AND p.indisprimary \
            WHERE r.relkind = 'r' AND r.relnamespace = CAST('public' AS regnamespace)";
    pair global INDEXES = sqlite "SELECT tbl_name AS t, name AS i, sql AS definition FROM sqlite_master \
            WHERE type = 'index' AND sql IS NOT NULL"
        postgres "SELECT CAST(tablename AS text) AS t, CAST(indexname AS text) AS i, \
            indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' \
            AND indexname NOT IN (SELECT conname FROM pg_constraint)";
}

type Shape = BTreeMap<(String, String), (String, bool, i64)>;

async fn columns(store: &Store) -> Shape {
    let mut tx = store.read().await.unwrap();
    let rows = tx.global().fetch(&COLUMNS, args![]).await.unwrap();
    rows.iter()
        .map(|row| {
            let kind: String = row.get("k").unwrap();
            let kind = match kind.as_str() {
                "INTEGER" | "BIGINT" | "bigint" => "whole number",
                "TEXT" | "text" => "text",
                "BLOB" | "uuid" | "bytea" => "bytes",
                other => panic!("{other} is no type of ours"),
            };
            let place = (row.get("t").unwrap(), row.get("c").unwrap());
            let pk: i64 = row.get("pk").unwrap();
            let required = row.get::<bool>("required").unwrap() || pk > 0;
            (place, (kind.to_owned(), required, pk))
        })
        .collect()
}

/// Names, tables and columns of indexes, in one spelling.
async fn indexes(store: &Store) -> BTreeSet<String> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.global().fetch(&INDEXES, args![]).await.unwrap();
    rows.iter()
        .map(|row| {
            let definition: String = row.get("definition").unwrap();
            let bare: String = definition
                .to_lowercase()
                .replace("using btree", "")
                .replace("public.", "")
                .replace("::bigint", "")
                .replace("::text", "")
                .chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '\'' | '"'))
                .collect();
            format!(
                "{} {}: {bare}",
                row.get::<String>("t").unwrap(),
                row.get::<String>("i").unwrap()
            )
        })
        .collect()
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let stores = test_stores().await;
    let shapes = [columns(&stores[0].1).await, columns(&stores[1].1).await];
    assert!(shapes[0].len() > 100, "the schema was read");
    assert_eq!(shapes[0], shapes[1]);
    let indexes = [indexes(&stores[0].1).await, indexes(&stores[1].1).await];
    assert!(!indexes[0].is_empty());
    assert_eq!(indexes[0], indexes[1]);
}

/// Tables that name an employer but do not belong to one: they are read across employers, and
/// hold no personal data but, for the moments until it is sealed, whom an audit entry is about.
const ACROSS: &[&str] = &["job_queue", "mail_queue", "audit_waiting"];

/// Tables of one organisation as another sees them, who is the tenant of what it sees.
const VIEWS: &[&str] = &["mandate_held", "mandate_step_held", "report_part_sent"];

#[tokio::test]
async fn every_table_of_an_employer_is_known_as_such() {
    for (engine, store) in test_stores().await {
        let columns = columns(&store).await;
        let found: BTreeSet<&str> = columns
            .keys()
            .filter(|(table, column)| column == "employer_id" && !ACROSS.contains(&table.as_str()))
            .map(|(table, _)| table.as_str())
            .collect();
        let tables = TENANT_TABLES.iter().copied().filter(|table| !VIEWS.contains(table));
        assert_eq!(found, tables.collect(), "{engine}");
    }
}

/// By employer the register can be shared out over many servers: a row of an employer is unique
/// within that employer, so that no server has to ask another. That each statement names the
/// employer is seen where it is compiled.
#[tokio::test]
async fn every_key_of_an_employers_table_holds_the_employer() {
    for (engine, store) in test_stores().await {
        let mut tx = store.read().await.unwrap();
        let mut keys: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for row in tx.global().fetch(&KEYS, args![]).await.unwrap() {
            let key = (row.get("t").unwrap(), row.get("i").unwrap());
            keys.entry(key).or_default().insert(row.get("c").unwrap());
        }
        let of_employers = keys.iter().filter(|(key, _)| TENANT_TABLES.contains(&key.0.as_str()));
        let (with, without): (Vec<_>, Vec<_>) =
            of_employers.partition(|(_, columns)| columns.contains("employer_id"));
        assert!(without.is_empty(), "{engine}: {without:?}");
        assert!(with.len() >= TENANT_TABLES.len() - VIEWS.len(), "{engine}: {}", with.len());
    }
}

#[tokio::test]
async fn every_table_of_a_person_is_known_as_such() {
    for (engine, store) in test_stores().await {
        let columns = columns(&store).await;
        let found: BTreeSet<&str> = columns
            .iter()
            .filter(|((table, column), (_, _, pk))| {
                // The key of the row begins with the person.
                column == "ssin" && *pk == 1 && !TENANT_TABLES.contains(&table.as_str())
            })
            .map(|((table, _), _)| table.as_str())
            .collect();
        assert_eq!(found, OWN_TABLES.iter().copied().collect(), "{engine}");
    }
}

#[tokio::test]
async fn every_statement_prepares() {
    for (engine, store) in test_stores().await {
        let refused = store.refused_statements().await.unwrap();
        assert!(refused.is_empty(), "{engine}: {refused:#?}");
        assert!(store.prepare(ALL).await.unwrap().is_empty(), "{engine}");
        let empty = Store::open("sqlite::memory:").await.unwrap();
        assert!(empty.refused_statements().await.unwrap().len() > 50, "the test bites");
    }
}

/// The server's own settings wait for a fifth of the rows.
#[tokio::test]
async fn a_large_table_is_cleaned_before_a_fifth_of_it_is_dead() {
    let store = postgres_store().await;
    let mut tx = store.read().await.unwrap();
    let asked = "SELECT CAST(relname AS text) AS t FROM pg_class WHERE reloptions @> ARRAY[\
        'autovacuum_vacuum_scale_factor=0.02', 'autovacuum_vacuum_insert_scale_factor=0.05', \
        'autovacuum_analyze_scale_factor=0.02']";
    let rows = tx.ask(asked.to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    let set: BTreeSet<String> = rows.iter().map(|row| row.get("t").unwrap()).collect();
    let forgotten: Vec<_> = LARGE.iter().filter(|table| !set.contains(**table)).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
