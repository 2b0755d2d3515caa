//! What the planner of the embedded database is told of the tables.
//!
//! Where it knows nothing, SQLite takes it that ten rows have the first column of an index in common.
//! Here that is the employer, who may have hundreds of thousands: it would read all of them rather than
//! look up the few that are asked for, and each set of a large file would take longer than the one
//! before. So it is told, in its own table `sqlite_stat1`
//! (<https://sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables>), and
//! told the same whatever the tables hold: a statement is gone about the same way in an empty register,
//! a baker's and a country's.

use super::connection::Connection;
use super::{StoreError, Value};

const DURING: &str = "planner";

/// Tables of which an employer may have very many rows. Of the others SQLite's belief is right.
pub const LARGE: &[&str] = &[
    "adjustment",
    "attachment",
    "audit_entry",
    "audit_subject",
    "batch_form",
    "batch_item",
    "change",
    "company_days",
    "credit",
    "dispute",
    "dispute_step",
    "employee",
    "erased_employee",
    "import_finding",
    "ledger_entry",
    "notice",
    "opt_out",
    "outbox",
    "participation",
    "record_judgement",
    "report",
    "report_part",
    "right_override",
    "sender_reference",
    "service_end",
    "shared_record",
    "sheet_row",
    "span",
    "statement",
    "training",
    "training_right",
    "unread",
    "working",
];

/// Rows of such a table.
const ROWS: u64 = 1_000_000;

/// How many of them have a column in common, and those before it in an index.
fn alike(column: &str) -> u64 {
    match column {
        "employer_id" => 100_000,
        "actor_ssin" | "sender_id" | "file_id" | "batch_id" | "import_id" | "job_id" | "year"
        | "kind" | "state" | "verdict" | "quarter" | "status" | "certificate" | "known_to"
        | "withdrawn" => 20_000,
        "employee_id" | "ssin" | "sort_name" => 40,
        "training_id" | "dispute_id" | "group_key" => 10,
        "id" | "caller_key" | "reference" | "entry_id" | "participation_id" | "object_id"
        | "record_id" | "notice_id" | "item_key" | "report_id" | "join_hash" => 2,
        _ => 200,
    }
}

/// What `sqlite_stat1` says of an index: rows, and how many have the first column in common, the first
/// two and so on. No column at its beginning is passed over (`noskipscan`).
fn figures(columns: &[String], unique: bool) -> String {
    let mut said = ROWS.to_string();
    let mut before = ROWS;
    for (n, column) in columns.iter().enumerate() {
        let last = n + 1 == columns.len();
        before = if unique && last { 1 } else { alike(column).min(before.div_ceil(2)) };
        said.push(' ');
        said.push_str(&before.to_string());
    }
    said + " noskipscan"
}

/// Of each index of a large table that is there: table, index, figures.
fn wanted(connection: &mut Connection) -> Result<Vec<[String; 3]>, StoreError> {
    let mut wanted = Vec::new();
    for table in LARGE {
        let name = [Value::Text(Some((*table).to_owned()))];
        let indexes =
            "SELECT name, origin, \"unique\" AS alone FROM pragma_index_list($1) ORDER BY name";
        for index in connection.fetch(DURING, indexes, &name)? {
            let (mut name, origin): (String, String) = (index.get("name")?, index.get("origin")?);
            let columns = "SELECT name FROM pragma_index_info($1) ORDER BY seqno";
            let columns = connection.fetch(DURING, columns, &[Value::Text(Some(name.clone()))])?;
            let columns: Vec<String> =
                columns.iter().map(|row| row.get("name")).collect::<Result<_, _>>()?;
            let figures = figures(&columns, index.get::<i64>("alone")? == 1);
            if origin == "pk" {
                // The table itself, which is kept in the order of its key.
                (*table).clone_into(&mut name);
            }
            wanted.push([(*table).to_owned(), name, figures]);
        }
    }
    wanted.sort();
    Ok(wanted)
}

/// What was told before.
fn told(connection: &mut Connection) -> Result<Vec<[String; 3]>, StoreError> {
    let tables = "SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')";
    let tables = connection.fetch(DURING, tables, &[])?;
    let tables: Vec<String> = tables.iter().map(|row| row.get("name")).collect::<Result<_, _>>()?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    // Samples of rows, where somebody had the tables analysed.
    let samples = "SELECT 1 AS n FROM sqlite_stat4 LIMIT 1";
    if !has("sqlite_stat1")
        || (has("sqlite_stat4") && !connection.fetch(DURING, samples, &[])?.is_empty())
    {
        return Ok(Vec::new());
    }
    let all = "SELECT tbl, COALESCE(idx, '') AS idx, stat FROM sqlite_stat1 ORDER BY tbl, idx";
    let rows = connection.fetch(DURING, all, &[])?;
    rows.iter().map(|row| Ok([row.get("tbl")?, row.get("idx")?, row.get("stat")?])).collect()
}

/// Tells the planner of the tables that are there, where it was told something else before.
pub(super) fn inform(connection: &mut Connection) -> Result<(), StoreError> {
    let wanted = wanted(connection)?;
    if told(connection)? == wanted {
        return Ok(());
    }
    connection.run_all(DURING, "BEGIN IMMEDIATE")?;
    let outcome = tell(connection, &wanted).and_then(|()| connection.run_all(DURING, "COMMIT"));
    if outcome.is_err() {
        let _ = connection.run_all(DURING, "ROLLBACK");
    }
    outcome?;
    connection.run_all(DURING, "ANALYZE sqlite_schema")
}

fn tell(connection: &mut Connection, wanted: &[[String; 3]]) -> Result<(), StoreError> {
    // Of a table that is made anew other connections hear by themselves.
    connection.run_all(
        DURING,
        "DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4; ANALYZE sqlite_schema",
    )?;
    for row in wanted {
        let values = row.clone().map(|text| Value::Text(Some(text)));
        let insert = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)";
        connection.execute(DURING, insert, &values)?;
    }
    Ok(())
}
