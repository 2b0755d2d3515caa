//! The yardstick of the REST API: `bare-handler <database> <address>` takes a training and inserts it
//! as one row, or selects the entries of somebody's account; it asks nobody for permission, checks
//! nothing, works nothing out and notes nothing.
//!
//! `POST /trainings` and `GET /accounts/{employer}/{employee}`, on the store that the register beside
//! it has: `sqlite:<file>` (one connection that writes, `synchronous=FULL`) or `postgres://…`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Row, query};
use uuid::Uuid;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS bare_training (id UUID PRIMARY KEY, employer_id UUID NOT NULL, \
    employee TEXT NOT NULL, title TEXT NOT NULL, start_date TEXT NOT NULL, minutes BIGINT NOT NULL)";
const INSERT: &str = "INSERT INTO bare_training (id, employer_id, employee, title, start_date, minutes) \
    VALUES ($1, $2, $3, $4, $5, $6)";
const SELECT: &str = "SELECT year, origin_year, kind, minutes, date FROM ledger_entry \
    WHERE employer_id = $1 AND employee_id = $2 AND known_to = 9223372036854775807 ORDER BY date, id";

#[derive(Clone)]
enum Database {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
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
fn broken(error: &sqlx::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

#[expect(clippy::disallowed_methods, reason = "a yardstick draws its own ids")]
async fn register(State(database): State<Arc<Database>>, Json(asked): Json<Training>) -> Answer {
    let id = Uuid::new_v4();
    let employee = asked.participants.first().ok_or(StatusCode::BAD_REQUEST)?;
    // The same for both drivers, whose types differ.
    macro_rules! insert {
        ($pool:expr) => {
            query(INSERT)
                .bind(id)
                .bind(Uuid::nil())
                .bind(&employee.employee_id)
                .bind(&asked.title)
                .bind(&asked.start_date)
                .bind(asked.minutes)
                .execute($pool)
                .await
                .map(drop)
        };
    }
    let inserted = match &*database {
        Database::Sqlite { writer, .. } => insert!(writer),
        Database::Postgres(pool) => insert!(pool),
    };
    inserted.map_err(|error| broken(&error))?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

async fn account(
    State(database): State<Arc<Database>>,
    Path((employer, employee)): Path<(Uuid, Uuid)>,
) -> Answer {
    macro_rules! entry {
        ($row:ty) => {
            |row: $row| {
                json!({
                    "year": row.get::<i64, _>(0),
                    "originYear": row.get::<i64, _>(1),
                    "kind": row.get::<String, _>(2),
                    "minutes": row.get::<i64, _>(3),
                    "date": row.get::<String, _>(4),
                })
            }
        };
    }
    let found: Result<Vec<Value>, _> = match &*database {
        Database::Sqlite { readers, .. } => {
            let rows = query(SELECT).bind(employer).bind(employee).fetch_all(readers).await;
            rows.map(|rows| rows.into_iter().map(entry!(SqliteRow)).collect())
        }
        Database::Postgres(pool) => {
            let rows = query(SELECT).bind(employer).bind(employee).fetch_all(pool).await;
            rows.map(|rows| rows.into_iter().map(entry!(PgRow)).collect())
        }
    };
    Ok((StatusCode::OK, Json(json!(found.map_err(|error| broken(&error))?))))
}

async fn open(url: &str) -> Result<Database, sqlx::Error> {
    let Some(file) = url.strip_prefix("sqlite:") else {
        let pool = PgPoolOptions::new().max_connections(16).connect(url).await?;
        query(TABLE).execute(&pool).await?;
        return Ok(Database::Postgres(pool));
    };
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    query(TABLE).execute(&writer).await?;
    let readers = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
    Ok(Database::Sqlite { writer, readers })
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
