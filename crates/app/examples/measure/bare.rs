//! The yardstick for what is written in sets: the rows that came into a store since an instant, put
//! into an empty store of the same engine and schema by the store's bulk insert, in the order in
//! which they came, in transactions of the same size, and nothing else.

use std::time::Instant as Watch;

use fla_domain::ids::EmployerId;
use fla_domain::time::Instant;
use fla_store::Store;
use fla_store::engine::{Bulk, ByEmployer, Global, Type, Value};
use futures::StreamExt as _;
use futures::stream::LocalBoxStream;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

/// A table that is written in great numbers: its name, which of its rows came since `$`, and in
/// which order.
pub type Written = (&'static str, &'static str, &'static str);

const SINCE: &str = "known_from > $";
const BY_CHANGE: &str = "change_id IN (SELECT id FROM change WHERE at > $)";
const BY_ENTRY: &str = "entry_id IN (SELECT id FROM audit_entry WHERE at > $)";

pub const TABLES: [Written; 15] = [
    ("change", "at > $", "at"),
    ("audit_entry", "at > $", "at"),
    ("audit_subject", BY_ENTRY, "entry_id"),
    ("audit_waiting", "since > $", "place"),
    ("employee", SINCE, "known_from"),
    ("statement", SINCE, "known_from"),
    ("span", SINCE, "known_from"),
    ("service_end", SINCE, "known_from"),
    ("training_right", SINCE, "known_from"),
    ("right_override", SINCE, "known_from"),
    ("training", SINCE, "known_from"),
    ("participation", SINCE, "known_from"),
    ("ledger_entry", SINCE, "known_from"),
    ("sender_reference", BY_CHANGE, "change_id"),
    ("batch_form", "file_id = (SELECT id FROM batch_file WHERE received_at > $)", "n"),
];

/// What the store calls the columns of a table, without that of the tenant, and what they hold.
pub type Columns = Vec<(String, Type)>;

/// How a row goes into the bare store.
enum Into {
    Employer(&'static Bulk<ByEmployer>),
    All(&'static Bulk<Global>),
}

/// A table on its way.
struct Table<'c> {
    name: &'static str,
    bulk: Into,
    rows: LocalBoxStream<'c, Vec<Value>>,
    /// Rows of one transaction.
    at_once: usize,
}

/// Rows and seconds.
pub struct Bare {
    pub rows: usize,
    pub seconds: f64,
}

/// Copies what came since an instant, in so many transactions.
pub async fn copy(
    from: &str,
    to: &Store,
    employer: EmployerId,
    (since, transactions): (Instant, usize),
) -> Bare {
    let embedded = from
        .strip_prefix("sqlite:")
        .map(|path| rusqlite::Connection::open(path).expect("the file of the store"));
    let mut prepared = Vec::new();
    let mut statements = Vec::new();
    for (name, which, order) in TABLES {
        let all = name == "audit_waiting";
        let which = which.replace('$', &since.0.to_string());
        let (columns, count) = match &embedded {
            Some(connection) => embedded_table(connection, name, &which),
            None => server_table(from, name, &which).await,
        };
        let names: Vec<&str> = columns.iter().map(|column| column.0.as_str()).collect();
        let text =
            format!("SELECT {} FROM {name} WHERE {which} ORDER BY {order}", names.join(", "));
        let bulk = if all {
            Into::All(global(name, &columns))
        } else {
            Into::Employer(own(name, &columns))
        };
        statements.push((name, bulk, text, columns, count.div_ceil(transactions)));
    }
    if let Some(connection) = &embedded {
        for (_, _, text, ..) in &statements {
            prepared.push(connection.prepare(text).expect("a statement"));
        }
    }
    let (mut prepared, mut tables) = (prepared.iter_mut(), Vec::new());
    for (name, bulk, text, columns, at_once) in statements {
        let rows = match prepared.next() {
            Some(statement) => {
                let width = columns.len();
                let rows = statement.query_map([], move |row| Ok(values(row, width)));
                let rows = rows.expect("rows").map(|row| row.expect("a row"));
                futures::stream::iter(rows).boxed_local()
            }
            None => server_rows(from, text).await,
        };
        tables.push(Table { name, bulk, rows, at_once });
    }
    write(to, employer, tables).await
}

async fn write(to: &Store, employer: EmployerId, mut tables: Vec<Table<'_>>) -> Bare {
    let mut bare = Bare { rows: 0, seconds: 0.0 };
    loop {
        let mut chunks = Vec::new();
        for table in &mut tables {
            let rows: Vec<Vec<Value>> = table.rows.by_ref().take(table.at_once).collect().await;
            chunks.push(rows);
        }
        let count: usize = chunks.iter().map(Vec::len).sum();
        if count == 0 {
            return bare;
        }
        let watch = Watch::now();
        let mut tx = to.write_long().await.expect("a transaction");
        for (table, rows) in tables.iter().zip(chunks) {
            let written = match table.bulk {
                Into::Employer(bulk) => tx.employer(employer).insert_many(bulk, rows).await,
                Into::All(bulk) => tx.global().insert_many(bulk, rows).await,
            };
            written.unwrap_or_else(|error| panic!("{}: {error}", table.name));
        }
        tx.commit().await.expect("written");
        bare.seconds += watch.elapsed().as_secs_f64();
        bare.rows += count;
    }
}

fn leaked(columns: &Columns) -> &'static [(&'static str, Type)] {
    let columns = columns.iter().map(|(name, kind)| (&*String::leak(name.clone()), *kind));
    Vec::leak(columns.collect())
}

fn own(name: &'static str, columns: &Columns) -> &'static Bulk<ByEmployer> {
    Box::leak(Box::new(Bulk::<ByEmployer>::employer(name, name, leaked(columns), "")))
}

fn global(name: &'static str, columns: &Columns) -> &'static Bulk<Global> {
    Box::leak(Box::new(Bulk::<Global>::global(name, name, leaked(columns), "")))
}

/// Columns that the bulk insert does not take: the tenant, which it adds, and a number that the
/// engine gives.
fn is_given(table: &str, column: &str) -> bool {
    column == "place" && table == "audit_waiting"
        || column == "employer_id" && table != "audit_waiting"
}

fn embedded_table(connection: &rusqlite::Connection, table: &str, which: &str) -> (Columns, usize) {
    let mut statement =
        connection.prepare("SELECT name, type FROM pragma_table_info($1)").expect("a statement");
    let column = |row: &rusqlite::Row<'_>| -> rusqlite::Result<(String, String)> {
        Ok((row.get(0)?, row.get(1)?))
    };
    let found = statement.query_map([table], column).expect("columns");
    let columns = found.map(|found| found.expect("a column"));
    let columns = columns.filter(|(name, _)| !is_given(table, name)).map(|(name, kind)| {
        let kind = match kind.as_str() {
            "INTEGER" => Type::Int,
            "TEXT" => Type::Text,
            _ => Type::Blob,
        };
        (name, kind)
    });
    let columns = columns.collect();
    let count = format!("SELECT count(*) FROM {table} WHERE {which}");
    let count: i64 = connection.query_row(&count, [], |row| row.get(0)).expect("a number");
    (columns, usize::try_from(count).expect("a number"))
}

fn values(row: &rusqlite::Row<'_>, width: usize) -> Vec<Value> {
    use rusqlite::types::ValueRef;
    let value = |n| match row.get_ref(n).expect("a column") {
        ValueRef::Null => Value::Text(None),
        ValueRef::Integer(n) => Value::Int(Some(n)),
        ValueRef::Text(text) => {
            Value::Text(Some(String::from_utf8(text.to_vec()).expect("a text")))
        }
        ValueRef::Blob(bytes) => match Uuid::from_slice(bytes) {
            Ok(id) => Value::Id(Some(id)),
            Err(_) => Value::Blob(Some(bytes.to_vec())),
        },
        ValueRef::Real(_) => unreachable!("the register has no such column"),
    };
    (0..width).map(value).collect()
}

pub async fn server(url: &str) -> sqlx::PgConnection {
    use sqlx::Connection as _;
    sqlx::PgConnection::connect(url).await.expect("the server")
}

pub async fn server_table(url: &str, table: &str, which: &str) -> (Columns, usize) {
    let mut connection = server(url).await;
    let text = "SELECT column_name::text, data_type::text FROM information_schema.columns \
        WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position";
    let found = sqlx::query(text).bind(table).fetch_all(&mut connection).await.expect("columns");
    let columns = found.iter().map(|row| (row.get::<String, _>(0), row.get::<String, _>(1)));
    let columns = columns.filter(|(name, _)| !is_given(table, name)).map(|(name, kind)| {
        let kind = match kind.as_str() {
            "bigint" => Type::Int,
            "text" => Type::Text,
            "uuid" => Type::Id,
            "bytea" => Type::Blob,
            other => unreachable!("the register has no column of type {other}"),
        };
        (name, kind)
    });
    let columns = columns.collect();
    let count = AssertSqlSafe(format!("SELECT count(*) FROM {table} WHERE {which}"));
    let count: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await.expect("a number");
    (columns, usize::try_from(count).expect("a number"))
}

/// The rows one after the other, on a connection of their own.
async fn server_rows(url: &str, text: String) -> LocalBoxStream<'static, Vec<Value>> {
    let mut connection = server(url).await;
    let (mut send, receive) = futures::channel::mpsc::channel(1_000);
    tokio::spawn(async move {
        use futures::SinkExt as _;
        let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(&mut connection);
        while let Some(row) = rows.next().await {
            let row = server_values(&row.expect("a row"));
            if send.send(row).await.is_err() {
                return;
            }
        }
    });
    receive.boxed_local()
}

fn server_values(row: &sqlx::postgres::PgRow) -> Vec<Value> {
    use sqlx::{Column as _, TypeInfo as _};
    let value = |n: usize| match row.column(n).type_info().name() {
        "INT8" => Value::Int(row.get(n)),
        "UUID" => Value::Id(row.get(n)),
        "BYTEA" => Value::Blob(row.get(n)),
        _ => Value::Text(row.get(n)),
    };
    (0..row.len()).map(value).collect()
}
