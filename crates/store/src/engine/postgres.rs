//! The database server: how its connections are set up, transactions and statements on them.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt as _;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgTypeInfo};
use sqlx::{Arguments as _, AssertSqlSafe, ConnectOptions as _, Executor as _, Type};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use url::Url;

use super::growth::Growth;
use super::pool::{self, Lent, Pool, WAIT};
use super::pulse::Pulse;
use super::questions::{self, Answer, Asked};
use super::queue::{Insert, Queue, Together};
use super::row::{Inner, Row};
use super::{Outage, StoreError, Value};

/// Connections at most, where the address does not say `max_connections`.
const CONNECTIONS: u32 = 20;

/// How long a statement may take, where the address does not say `statement_timeout`.
const STATEMENT: Duration = Duration::from_secs(30);

/// What the client grants the server beyond its own limit, for the answer to arrive.
const GRACE: Duration = Duration::from_secs(2);

/// The database server of one store.
pub(super) struct Postgres {
    pub(super) pool: Pool,
    /// After this the client no longer waits for the answer to one statement.
    patience: Duration,
    pulse: Arc<Pulse>,
    growth: Arc<Growth>,
}

impl Postgres {
    pub(super) async fn open(url: &str) -> Result<Self, StoreError> {
        let invalid = || StoreError::refused("open", "the address of the store is not valid");
        let mut url = Url::parse(url).map_err(|_| invalid())?;
        let mut connections = CONNECTIONS;
        let mut statement = STATEMENT;
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        url.query_pairs_mut().clear();
        for (key, value) in pairs {
            match key.as_str() {
                "max_connections" => {
                    connections = value.parse().ok().filter(|n| *n > 0).ok_or_else(invalid)?;
                }
                "statement_timeout" => {
                    statement = Duration::from_millis(value.parse().map_err(|_| invalid())?);
                }
                _ => drop(url.query_pairs_mut().append_pair(&key, &value)),
            }
        }
        let options: PgConnectOptions = url.as_str().parse().map_err(|_| invalid())?;
        let options = options
            .application_name("fla")
            .statement_cache_capacity(1024)
            .options([
                ("statement_timeout", statement.as_millis().to_string()),
                ("lock_timeout", WAIT.min(statement).as_millis().to_string()),
                // One plan for any argument (decision 25).
                ("plan_cache_mode", "force_generic_plan".to_owned()),
                ("idle_in_transaction_session_timeout", "60000".to_owned()),
            ])
            .disable_statement_logging();
        let pulse = Arc::new(Pulse::new(options.clone()));
        let pool = pool::pool(options, connections)?;
        // Says now what is wrong with the address.
        drop(pool::lend(&pool, "open").await?);
        let growth = Arc::new(Growth::new(pool.clone()));
        Ok(Self { pool, patience: statement + GRACE, pulse, growth })
    }

    /// Settings of the server under which an acknowledged write can be lost, or data read by
    /// others on the way.
    pub(super) async fn warnings(&self) -> Result<Vec<String>, StoreError> {
        let during = "open";
        let mut connection = pool::lend(&self.pool, during).await?;
        let mut warnings = Vec::new();
        let text = "SELECT CAST(inet_client_addr() IS NOT NULL \
            AND NOT inet_client_addr() <<= '127.0.0.0/8' AND inet_client_addr() <> '::1' \
            AND NOT (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS boolean) AS open, \
            current_setting('fsync') AS fsync, \
            current_setting('synchronous_commit') AS synchronous_commit, \
            current_setting('full_page_writes') AS full_page_writes, \
            (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS above, \
            COALESCE((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class \
                WHERE oid = to_regclass('public.schema_migration')), \
                has_schema_privilege('public', 'CREATE')) AS owns";
        let none = PgArguments::default();
        for row in fetch(&mut connection, during, text, none).await? {
            if row.get::<bool>("open")? {
                warnings.push("the connection to PostgreSQL crosses a network without TLS".into());
            }
            let role = match (row.get::<bool>("above")?, row.get::<bool>("owns")?) {
                (true, _) => Some("is a superuser or has BYPASSRLS"),
                (false, true) => Some("owns the tables"),
                (false, false) => None,
            };
            if let Some(role) = role {
                warnings.push(format!(
                    "row-level security, the second lock between organisations, does not hold: the \
                     database role {role} (docs/operations.md, two roles)"
                ));
            }
            for (setting, loss) in [
                ("fsync", "a power cut can destroy the database"),
                ("synchronous_commit", "a crash can lose acknowledged writes"),
                ("full_page_writes", "a power cut can destroy pages of the database"),
            ] {
                if row.get::<String>(setting)? == "off" {
                    warnings.push(format!("PostgreSQL runs with {setting} = off: {loss}"));
                }
            }
        }
        Ok(warnings)
    }

    /// What the server finds wrong with the database, as far as a client can ask: pages whose
    /// checksum failed, and constraints and indexes left invalid.
    pub(super) async fn check(&self) -> Result<Vec<String>, StoreError> {
        let during = "check";
        let mut connection = pool::apart(&self.pool, during).await?;
        let text = "SELECT 'pages with a wrong checksum: ' || checksum_failures AS finding \
            FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0 \
            UNION ALL SELECT 'constraint not validated: ' || conname FROM pg_constraint \
            WHERE NOT convalidated \
            UNION ALL SELECT 'index not valid: ' || c.relname FROM pg_index i \
            JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid";
        let rows = fetch(&mut connection, during, text, PgArguments::default()).await?;
        rows.iter().map(|row| row.get("finding")).collect()
    }

    /// Prepares a statement without running it.
    pub(super) async fn prepare(
        &self,
        name: &'static str,
        text: &'static str,
    ) -> Result<(), StoreError> {
        let mut connection = pool::lend(&self.pool, name).await?;
        let prepared = connection.prepare(sqlx::SqlStr::from_static(text)).await.map(drop);
        prepared.map_err(|error| {
            pool::discard(connection);
            StoreError::of(name, &error)
        })
    }

    /// The steps in which the server would carry a statement out, whatever its arguments.
    #[cfg(any(test, feature = "testing"))]
    pub(super) async fn plan(
        &self,
        name: &'static str,
        text: &'static str,
        parameters: usize,
    ) -> Result<Vec<String>, StoreError> {
        let failed = |error| StoreError::of(name, &error);
        let mut connection = pool::lend(&self.pool, name).await?;
        let arguments = vec!["NULL"; parameters].join(", ");
        let arguments = if parameters == 0 { arguments } else { format!("({arguments})") };
        let script = format!(
            "PREPARE planned AS {text}; EXPLAIN EXECUTE planned{arguments}; DEALLOCATE planned"
        );
        let rows = connection.fetch_all(sqlx::raw_sql(AssertSqlSafe(script))).await;
        let steps = rows.map_err(failed)?;
        Ok(steps.iter().map(|row| sqlx::Row::get(row, 0)).collect())
    }

    /// Begins a transaction. The server is told with the first statement, so that the tenant of that
    /// statement goes there in the same round trip.
    pub(super) async fn begin(&self, text: &'static str) -> Result<Transaction, StoreError> {
        let begin = async {
            let connection = pool::lend(&self.pool, "begin").await?;
            Ok(Transaction {
                connection: Some(connection),
                ahead: None,
                queue: Queue::default(),
                patience: self.patience,
                pulse: Arc::clone(&self.pulse),
                growth: Arc::clone(&self.growth),
                rows: 0,
                state: State::New,
                due: text.to_owned(),
                tenant: None,
                runtime: Handle::current(),
            })
        };
        match tokio::time::timeout(WAIT + GRACE, begin).await {
            Ok(begun) => begun,
            Err(_) => Err(StoreError::unavailable("begin", Outage::Timeout, "no answer")),
        }
    }
}

/// What came of a statement that ran ahead.
struct Ahead {
    connection: Option<Lent>,
    state: State,
    outcome: Result<u64, StoreError>,
}

/// A connection in a task of its own, which is not used again where the task ends before its time.
struct Away(Option<Lent>);

impl Drop for Away {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            pool::discard(connection);
        }
    }
}

/// A step of a transaction on its way to the server.
struct Wait {
    patience: Duration,
    pulse: Arc<Pulse>,
    /// What is sent before it.
    due: String,
}

impl Wait {
    /// What comes of a step, and how the transaction stands then.
    async fn outcome<T>(
        self,
        name: &'static str,
        connection: &mut PgConnection,
        step: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> (Result<T, StoreError>, State) {
        let step = async {
            if !self.due.is_empty() {
                let done = connection.execute(sqlx::raw_sql(AssertSqlSafe(self.due))).await;
                done.map_err(|e| StoreError::of(name, &e))?;
            }
            step(connection).await
        };
        let Some(outcome) = self.pulse.outcome(self.patience, step).await else {
            let silent = StoreError::unavailable(name, Outage::Timeout, "no answer");
            return (Err(silent), State::Lost);
        };
        let broken =
            matches!(&outcome, Err(StoreError::Unavailable { outage: Outage::Connection, .. }));
        (outcome, if broken { State::Lost } else { State::Open })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The server has not heard of it.
    New,
    Open,
    /// Committed or rolled back.
    Done,
    /// What the server holds is unknown: the connection is not used again.
    Lost,
}

/// A transaction on the server. Dropped before it is committed, it is rolled back in a task of its
/// own: nobody need wait for the answer.
pub(super) struct Transaction {
    /// There until the transaction is dropped, but while it is at work in a task of its own.
    connection: Option<Lent>,
    /// A statement that nobody waits for yet.
    ahead: Option<JoinHandle<Ahead>>,
    /// Inserts that go with those that follow, before anything else.
    queue: Queue,
    patience: Duration,
    pulse: Arc<Pulse>,
    growth: Arc<Growth>,
    /// How many rows it has written.
    rows: u64,
    state: State,
    /// What is to be sent before the next statement.
    due: String,
    /// Whose rows row-level security shows it.
    tenant: Option<Value>,
    runtime: Handle,
}

impl Transaction {
    fn connection(&mut self, name: &'static str) -> Result<&mut Lent, StoreError> {
        self.connection.as_mut().ok_or_else(|| StoreError::abandoned(name))
    }

    /// Runs a step on the connection; where the answer does not come in time, the server answers
    /// nobody, or the connection breaks, it is not used again.
    pub(super) async fn run<T>(
        &mut self,
        name: &'static str,
        step: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.settle().await?;
        self.carry_out(name, step).await
    }

    async fn carry_out<T>(
        &mut self,
        name: &'static str,
        step: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.tell(name).await?;
        let wait = self.wait(name)?;
        let connection = self.connection(name)?;
        let (outcome, state) = wait.outcome(name, connection, step).await;
        self.state = state;
        outcome
    }

    /// Tells the server of the transaction, where it has not heard of it. Where the connection ended while
    /// nobody used it, another one is taken: nothing has happened yet.
    async fn tell(&mut self, name: &'static str) -> Result<(), StoreError> {
        if self.state != State::New {
            return Ok(());
        }
        let told = tokio::time::timeout(WAIT + GRACE, self.tell_someone(name)).await;
        told.unwrap_or_else(|_| Err(StoreError::unavailable(name, Outage::Timeout, "no answer")))
    }

    async fn tell_someone(&mut self, name: &'static str) -> Result<(), StoreError> {
        loop {
            let due = self.due.clone();
            let wait = self.wait(name)?;
            let connection = self.connection(name)?;
            let was_idle = !pool::is_new(connection);
            let (told, state) = wait.outcome(name, connection, async |_| Ok(())).await;
            self.state = state;
            let ended =
                matches!(&told, Err(StoreError::Unavailable { outage: Outage::Connection, .. }));
            let Some(connection) = self.connection.take_if(|_| ended && was_idle) else {
                return told;
            };
            self.connection = Some(pool::another(connection, name).await?);
            (self.due, self.state) = (due, State::New);
        }
    }

    /// What the next step waits for. The transaction counts as lost until it came to something: a caller
    /// who stops waiting leaves it that way.
    fn wait(&mut self, name: &'static str) -> Result<Wait, StoreError> {
        let before = std::mem::replace(&mut self.state, State::Lost);
        if !matches!(before, State::New | State::Open) {
            return Err(StoreError::abandoned(name));
        }
        let due = std::mem::take(&mut self.due);
        Ok(Wait { patience: self.patience, pulse: Arc::clone(&self.pulse), due })
    }

    /// Asks several things at once, of one tenant or of none.
    pub(super) async fn ask(&mut self, questions: Vec<Asked>) -> Result<Vec<Answer>, StoreError> {
        self.run("ask", async |c| questions::ask(c, questions).await).await
    }

    /// Runs a statement and says how many rows it changed.
    pub(super) async fn execute(
        &mut self,
        name: &'static str,
        text: &'static str,
        arguments: PgArguments,
    ) -> Result<u64, StoreError> {
        let rows = self.run(name, async |c| execute(c, name, text, arguments).await).await?;
        self.rows += rows;
        Ok(rows)
    }

    /// Runs a statement while the caller goes on. What comes of it is heard by the next statement or by
    /// the end of the transaction.
    pub(super) async fn execute_ahead(
        &mut self,
        name: &'static str,
        text: &'static str,
        arguments: PgArguments,
    ) -> Result<(), StoreError> {
        self.settle().await?;
        self.tell(name).await?;
        let wait = self.wait(name)?;
        let connection = self.connection.take().ok_or_else(|| StoreError::abandoned(name))?;
        let mut away = Away(Some(connection));
        let step = async move {
            let step = async |c: &mut _| execute(c, name, text, arguments).await;
            let (outcome, state) = match away.0.as_deref_mut() {
                Some(connection) => wait.outcome(name, connection, step).await,
                None => (Err(StoreError::abandoned(name)), State::Lost),
            };
            Ahead { connection: away.0.take(), state, outcome }
        };
        self.ahead = Some(self.runtime.spawn(step));
        Ok(())
    }

    /// Adds few rows with those that follow. What comes of it is heard by the next statement or by the end
    /// of the transaction.
    pub(super) async fn insert_together(&mut self, insert: Insert) -> Result<(), StoreError> {
        if !self.queue.has_room_for(insert.bulk) {
            self.settle().await?;
        }
        self.queue.add(insert);
        Ok(())
    }

    /// Waits for the statement that runs ahead, and carries out what waits.
    pub(super) async fn settle(&mut self) -> Result<(), StoreError> {
        if let Some(ahead) = &mut self.ahead {
            let ended = ahead.await;
            self.ahead = None;
            let Ahead { connection, state, outcome } =
                ended.map_err(|_| StoreError::abandoned("settle"))?;
            self.connection = connection;
            self.state = state;
            self.rows += outcome?;
        }
        if let Some(Together { name, text, arguments, rows }) = self.queue.take() {
            self.carry_out(name, async |c| execute(c, name, text, arguments).await).await?;
            self.rows += rows;
        }
        Ok(())
    }

    /// Has a step go to the server with the next statement, in one message with what is due already.
    /// Its text holds nobody's data: a server can log it.
    pub(super) fn send_before(&mut self, step: std::fmt::Arguments<'_>) {
        let parted = if self.due.is_empty() { "" } else { "; " };
        let _ = write!(self.due, "{parted}{step}");
    }

    /// From now on shows the transaction the rows of this employer (an id) or person (an SSIN), and
    /// no others.
    pub(super) async fn within(
        &mut self,
        name: &'static str,
        tenant: &Value,
    ) -> Result<(), StoreError> {
        if self.tenant.as_ref() == Some(tenant) {
            return Ok(());
        }
        // What waits is the rows of the tenant until now.
        self.settle().await?;
        match tenant {
            Value::Id(Some(employer)) => self.send_before(format_args!(
                "SET LOCAL fla.employer = '{employer}'; SET LOCAL fla.ssin = ''"
            )),
            // The text of a statement can end up in the server's log: nobody's number stands in it.
            person => {
                let text = "SELECT set_config('fla.employer', '', true), \
                    set_config('fla.ssin', $1, true)";
                let mut arguments = PgArguments::default();
                bind(&mut arguments, person.clone());
                self.run(name, async |c| execute(c, name, text, arguments).await).await?;
            }
        }
        self.tenant = Some(tenant.clone());
        Ok(())
    }

    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.settle().await?;
        if self.state == State::New {
            return Ok(());
        }
        let committed = self.run("commit", async |c| simple(c, "commit", "COMMIT").await).await;
        // After a failed commit the outcome is unknown and the connection suspect.
        self.state = if committed.is_ok() { State::Done } else { State::Lost };
        if committed.is_ok() {
            self.growth.add(self.rows);
        }
        committed
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if let Some(ahead) = self.ahead.take() {
            self.runtime.spawn(async move {
                if let Ok(Ahead { connection: Some(connection), state, .. }) = ahead.await {
                    given_back(connection, state).await;
                }
            });
        } else if let Some(connection) = self.connection.take() {
            match self.state {
                State::New | State::Done => {}
                State::Lost => pool::discard(connection),
                State::Open => drop(self.runtime.spawn(given_back(connection, State::Open))),
            }
        }
    }
}

/// Gives a connection back to the pool without what its transaction did.
async fn given_back(mut connection: Lent, state: State) {
    let undone = state != State::Lost && {
        let undo = simple(&mut connection, "rollback", "ROLLBACK");
        matches!(tokio::time::timeout(WAIT, undo).await, Ok(Ok(())))
    };
    if !undone {
        pool::discard(connection);
    }
}

/// Runs a step without arguments, in one round trip.
async fn simple(
    connection: &mut PgConnection,
    name: &'static str,
    text: &'static str,
) -> Result<(), StoreError> {
    let done = connection.execute(sqlx::raw_sql(text)).await;
    done.map(drop).map_err(|e| StoreError::of(name, &e))
}

/// Adds an argument.
pub(super) fn bind(arguments: &mut PgArguments, value: Value) {
    let added = match value {
        Value::Int(value) => arguments.add(value),
        Value::Text(value) => arguments.add(value),
        Value::Id(value) => arguments.add(value),
        Value::Blob(value) => arguments.add(value),
        Value::Ints(values) => arguments.add(values),
        Value::Texts(values) => arguments.add(values),
        Value::Ids(values) => arguments.add(values),
    };
    debug_assert!(added.is_ok(), "these types always encode");
}

/// The type by which the server knows an argument.
pub(super) fn type_of(value: &Value) -> PgTypeInfo {
    fn of<T: Type<sqlx::Postgres>>() -> PgTypeInfo {
        T::type_info()
    }
    match value {
        Value::Int(_) => of::<i64>(),
        Value::Text(_) => of::<String>(),
        Value::Id(_) => of::<uuid::Uuid>(),
        Value::Blob(_) => of::<Vec<u8>>(),
        Value::Ints(_) => of::<Vec<i64>>(),
        Value::Texts(_) => of::<Vec<String>>(),
        Value::Ids(_) => of::<Vec<uuid::Uuid>>(),
    }
}

/// Runs a statement that answers with rows.
pub(super) async fn fetch(
    connection: &mut PgConnection,
    name: &'static str,
    text: &'static str,
    arguments: PgArguments,
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let mut answer = connection.fetch(sqlx::query_with(text, arguments));
    while let Some(row) = answer.try_next().await.map_err(|e| StoreError::of(name, &e))? {
        rows.push(Row { statement: name, inner: Inner::Postgres { row, places: None } });
    }
    Ok(rows)
}

/// Runs a statement and says how many rows it changed.
pub(super) async fn execute(
    connection: &mut PgConnection,
    name: &'static str,
    text: &'static str,
    arguments: PgArguments,
) -> Result<u64, StoreError> {
    let done = connection.execute(sqlx::query_with(text, arguments)).await;
    done.map(|done| done.rows_affected()).map_err(|e| StoreError::of(name, &e))
}
