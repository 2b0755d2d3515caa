//! Row-level security, the second lock on what belongs to one employer or person: what the database
//! itself shows to the role of the application, whatever it is asked.

use std::collections::BTreeSet;

use fla_store::engine::{OWN_TABLES, PERSON_TABLES, TENANT_TABLES};
use fla_store::testing::{TestDatabase, postgres_database};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _};

const A: &str = "00000000-0000-4000-8000-00000000000a";
const B: &str = "00000000-0000-4000-8000-00000000000b";
const C: &str = "00000000-0000-4000-8000-00000000000c";

/// The settings.
const EMPLOYER: &str = "fla.employer";
const PERSON: &str = "fla.ssin";

/// Tables as others' eyes see them, not tables of their own.
const VIEWS: [&str; 3] = ["mandate_held", "mandate_step_held", "report_part_sent"];

fn tenant_tables() -> impl Iterator<Item = &'static str> {
    TENANT_TABLES.iter().copied().filter(|table| !VIEWS.contains(table))
}

async fn run(connection: &mut PgConnection, text: &str) -> Result<u64, sqlx::Error> {
    let done = connection.execute(sqlx::raw_sql(AssertSqlSafe(text.to_owned()))).await;
    done.map(|done| done.rows_affected())
}

async fn count(connection: &mut PgConnection, table: &str) -> i64 {
    let asked = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    connection.fetch_one(sqlx::raw_sql(asked)).await.unwrap().get(0)
}

/// Has the database show the rows of an employer, or of a person.
async fn show(connection: &mut PgConnection, setting: &str, whose: &str) {
    let text = format!("SET fla.employer = ''; SET fla.ssin = ''; SET {setting} = '{whose}'");
    run(connection, &text).await.unwrap();
}

/// The first column of an answer.
async fn names(connection: &mut PgConnection, text: &'static str) -> BTreeSet<String> {
    let rows = connection.fetch_all(sqlx::raw_sql(text)).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// One row for each of two employers in each table of employers, and one for each of two people in
/// each table of people. The persons are called as the employers.
async fn filled() -> TestDatabase {
    let database = postgres_database().await;
    let mut owner = PgConnection::connect(database.owner_url()).await.unwrap();
    let columns = "SELECT CAST(table_name AS text), CAST(column_name AS text), CAST(data_type AS text) \
        FROM information_schema.columns WHERE table_schema = 'public'";
    let columns = owner.fetch_all(sqlx::raw_sql(columns)).await.unwrap();
    for id in [A, B] {
        let employer = format!("INSERT INTO employer VALUES ('{id}', '{id}', NULL, 0)");
        run(&mut owner, &employer).await.unwrap();
        for table in tenant_tables().chain(OWN_TABLES.iter().copied()) {
            let (mut into, mut values) = (Vec::new(), Vec::new());
            for column in columns.iter().filter(|row| row.get::<&str, _>(0) == table) {
                let (name, kind): (&str, &str) = (column.get(1), column.get(2));
                into.push(name);
                values.push(match (name, kind) {
                    ("employer_id" | "ssin", _) | (_, "uuid") => format!("'{id}'"),
                    (_, "bigint") => "0".to_owned(),
                    _ => "''".to_owned(),
                });
            }
            let (into, values) = (into.join(", "), values.join(", "));
            let insert = format!("INSERT INTO {table} ({into}) VALUES ({values})");
            run(&mut owner, &insert).await.unwrap();
        }
    }
    owner.close().await.unwrap();
    database
}

async fn application(database: &TestDatabase) -> PgConnection {
    PgConnection::connect(&database.application_url()).await.unwrap()
}

#[tokio::test]
async fn every_table_of_a_tenant_or_person_has_it_and_no_other() {
    let database = postgres_database().await;
    let mut owner = PgConnection::connect(database.owner_url()).await.unwrap();
    let locked = "SELECT CAST(relname AS text) FROM pg_class WHERE relrowsecurity \
        AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)";
    let listed = tenant_tables().chain(OWN_TABLES.iter().copied()).map(str::to_owned);
    assert_eq!(names(&mut owner, locked).await, listed.collect());
    // A view shows what its owner may see, unless it says that it does not.
    let open = "SELECT CAST(relname AS text) FROM pg_class WHERE relkind = 'v' \
        AND relnamespace = CAST('public' AS regnamespace) \
        AND NOT COALESCE(reloptions @> ARRAY['security_invoker=true'], false)";
    assert_eq!(names(&mut owner, open).await, BTreeSet::new());
}

#[tokio::test]
async fn the_application_sees_one_tenant_at_a_time() {
    let database = filled().await;
    let mut tx = application(&database).await;
    for table in TENANT_TABLES.iter().chain(OWN_TABLES) {
        assert_eq!(count(&mut tx, table).await, 0, "{table} without a setting");
    }
    show(&mut tx, EMPLOYER, A).await;
    for table in TENANT_TABLES {
        assert_eq!(count(&mut tx, table).await, 1, "{table} of an employer");
    }
    for table in OWN_TABLES {
        assert_eq!(count(&mut tx, table).await, 0, "{table} for an employer");
    }
    show(&mut tx, PERSON, B).await;
    for table in TENANT_TABLES {
        // The last is a look at a table of persons; its statements name an employer.
        let of_person = PERSON_TABLES.contains(table) && *table != "employer_setting"
            || *table == "report_part_sent";
        assert_eq!(count(&mut tx, table).await, i64::from(of_person), "{table} of a person");
    }
    for table in OWN_TABLES {
        assert_eq!(count(&mut tx, table).await, 1, "{table} of a person");
    }
}

#[tokio::test]
async fn nothing_is_changed_for_another() {
    let database = filled().await;
    let mut tx = application(&database).await;
    show(&mut tx, EMPLOYER, A).await;
    for table in tenant_tables() {
        let give_away = format!("UPDATE {table} SET employer_id = '{B}'");
        let refused = run(&mut tx, &give_away).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{table}: {refused}");
        let take = format!("DELETE FROM {table} WHERE employer_id = '{B}'");
        assert_eq!(run(&mut tx, &take).await.unwrap(), 0, "{table}");
    }
    // Whom a row is about reads it, and changes nothing.
    show(&mut tx, PERSON, B).await;
    assert_eq!(run(&mut tx, "UPDATE employee SET team = 'x'").await.unwrap(), 0);
    assert_eq!(run(&mut tx, "DELETE FROM role_grant").await.unwrap(), 0);
}

#[tokio::test]
async fn a_provider_reads_the_mandates_it_was_given() {
    let database = filled().await;
    let mut owner = PgConnection::connect(database.owner_url()).await.unwrap();
    run(&mut owner, &format!("UPDATE mandate SET provider_id = '{A}'")).await.unwrap();
    run(&mut owner, &format!("UPDATE report_part SET provider_id = '{A}'")).await.unwrap();
    let mut tx = application(&database).await;
    show(&mut tx, EMPLOYER, A).await;
    for view in VIEWS {
        assert_eq!(count(&mut tx, view).await, 2, "{view}");
    }
    let theirs = format!("DELETE FROM mandate WHERE employer_id = '{B}'");
    assert_eq!(run(&mut tx, &theirs).await.unwrap(), 0);
    // Who has no part in any of them.
    show(&mut tx, EMPLOYER, C).await;
    for view in VIEWS {
        assert_eq!(count(&mut tx, view).await, 0, "{view}");
    }
}

#[tokio::test]
async fn the_application_cannot_turn_it_off() {
    let database = filled().await;
    let mut tx = application(&database).await;
    for text in [
        "ALTER TABLE credit DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON credit",
        "CREATE POLICY all_of_it ON credit USING (true)",
        "SET ROLE fla_test_owner",
        "SET SESSION AUTHORIZATION fla_test_owner",
        "CREATE TABLE of_mine (n BIGINT)",
        "DELETE FROM schema_migration",
        "SET row_security = off; SELECT 1 FROM credit",
    ] {
        assert!(run(&mut tx, text).await.is_err(), "{text}");
    }
}
