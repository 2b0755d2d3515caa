//! The yardstick of the REST API: `bare-handler <database> <address>` takes a training and inserts it
//! as one row, or selects the entries of somebody's account; it asks nobody for permission, checks
//! nothing, works nothing out and notes nothing.
//!
//! `POST /trainings` and `GET /accounts/{employer}/{employee}`, on the store that the register beside
//! it has: `sqlite:<file>` (one connection that writes, `synchronous=FULL`) or `postgres://…`.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::{Row, query};
use uuid::Uuid;

/// As in the product.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS bare_training (id UUID PRIMARY KEY, employer_id UUID NOT NULL, \
    employee TEXT NOT NULL, title TEXT NOT NULL, start_date TEXT NOT NULL, minutes BIGINT NOT NULL)";
const INSERT: &str = "INSERT INTO bare_training (id, employer_id, employee, title, start_date, minutes) \
    VALUES ($1, $2, $3, $4, $5, $6)";
const SELECT: &str = "SELECT year, origin_year, kind, minutes, date FROM ledger_entry \
    WHERE employer_id = $1 AND employee_id = $2 AND known_to = 9223372036854775807 ORDER BY date, id";

enum Database {
    /// One connection that writes, and those that read and are not in use.
    Sqlite {
        file: String,
        writer: Mutex<Connection>,
        readers: Mutex<Vec<Connection>>,
    },
    Postgres(PgPool),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Participant {
    employee_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Training {
    title: String,
    start_date: String,
    minutes: i64,
    participants: Vec<Participant>,
}

type Answer = Result<(StatusCode, Json<Value>), StatusCode>;

/// A yardstick that fails is none.
fn broken(error: &dyn std::error::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

#[expect(clippy::disallowed_methods, reason = "a yardstick draws its own ids")]
async fn register(State(database): State<Arc<Database>>, Json(asked): Json<Training>) -> Answer {
    let id = Uuid::new_v4();
    let employee = &asked.participants.first().ok_or(StatusCode::BAD_REQUEST)?.employee_id;
    match &*database {
        Database::Sqlite { writer, .. } => tokio::task::block_in_place(|| {
            let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let employer = Uuid::nil();
            let row = params![id, employer, employee, asked.title, asked.start_date, asked.minutes];
            writer.prepare_cached(INSERT)?.execute(row).map(drop)
        })
        .map_err(|error: rusqlite::Error| broken(&error))?,
        Database::Postgres(pool) => {
            let insert = query(INSERT).bind(id).bind(Uuid::nil()).bind(employee);
            let insert = insert.bind(&asked.title).bind(&asked.start_date).bind(asked.minutes);
            insert.execute(pool).await.map(drop).map_err(|error| broken(&error))?;
        }
    }
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

fn entry(year: i64, origin: i64, kind: &str, minutes: i64, date: &str) -> Value {
    json!({
        "year": year, "originYear": origin, "kind": kind, "minutes": minutes, "date": date,
    })
}

fn entries(reader: &Connection, employer: Uuid, employee: Uuid) -> rusqlite::Result<Vec<Value>> {
    let mut statement = reader.prepare_cached(SELECT)?;
    let rows = statement.query_map(params![employer, employee], |row| {
        let (kind, date): (String, String) = (row.get(2)?, row.get(4)?);
        Ok(entry(row.get(0)?, row.get(1)?, &kind, row.get(3)?, &date))
    })?;
    rows.collect()
}

async fn account(
    State(database): State<Arc<Database>>,
    Path((employer, employee)): Path<(Uuid, Uuid)>,
) -> Answer {
    let found = match &*database {
        Database::Sqlite { file, readers, .. } => tokio::task::block_in_place(|| {
            let idle = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let reader = idle.map_or_else(|| Connection::open(file), Ok)?;
            let found = entries(&reader, employer, employee);
            readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
            found
        })
        .map_err(|error| broken(&error))?,
        Database::Postgres(pool) => {
            let rows = query(SELECT).bind(employer).bind(employee).fetch_all(pool).await;
            let one =
                |row: PgRow| entry(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
            rows.map_err(|error| broken(&error))?.into_iter().map(one).collect()
        }
    };
    Ok((StatusCode::OK, Json(json!(found))))
}

async fn open(url: &str) -> Result<Database, Box<dyn std::error::Error>> {
    let Some(file) = url.strip_prefix("sqlite:") else {
        let pool = PgPoolOptions::new().max_connections(16).connect(url).await?;
        query(TABLE).execute(&pool).await?;
        return Ok(Database::Postgres(pool));
    };
    let writer = Connection::open(file)?;
    writer.pragma_update(None, "journal_mode", "WAL")?;
    writer.pragma_update(None, "synchronous", "FULL")?;
    writer.execute(TABLE, [])?;
    let file = file.to_owned();
    Ok(Database::Sqlite { file, writer: Mutex::new(writer), readers: Mutex::default() })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("bare-handler <database> <address>".into());
    };
    let database = Arc::new(open(&url).await?);
    let router = Router::new()
        .route("/trainings", post(register))
        .route("/accounts/{employer}/{employee}", get(account))
        .with_state(database);
    axum::serve(tokio::net::TcpListener::bind(address).await?, router).await?;
    Ok(())
}
