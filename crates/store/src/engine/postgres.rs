//! The database server: how its connections are set up, transactions and statements on them.

use std::fmt::Write as _;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use super::address::Address;
use super::ahead::{Ahead, Ended, Ready};
use super::arguments::{self, Argument};
use super::growth::Growth;
use super::link::{Due, Link};
use super::pool::{self, GRACE, Lent, Pool, WAIT};
use super::pulse::Pulse;
use super::questions::{self, Answer, Asked, Joined};
use super::queue::{Insert, Queue, Together};
use super::row::Row;
use super::steps::{Commit, Does, Execute, Fetch, Prepare, Step, Tell};
use super::{Outage, StoreError, Value};

/// The database server of one store.
pub(super) struct Postgres {
    pub(super) pool: Pool,
    /// After this the client no longer waits for the answer to one statement.
    patience: Duration,
    /// Who the server is, is looked at.
    is_verified: bool,
    pulse: Arc<Pulse>,
    growth: Arc<Growth>,
}

/// What the server says of itself where a store is opened.
pub(super) struct Found {
    /// What can have others read data on the way, or one organisation those of another, and settings under
    /// which an acknowledged write can be lost.
    pub(super) warnings: Vec<String>,
    /// Settings under which the whole database can be lost.
    pub(super) dangers: Vec<String>,
    /// The role may change the schema.
    pub(super) owns: bool,
    /// Pages have checksums, by which damage is seen.
    pub(super) has_checksums: bool,
}

/// What the way to the server leaves open to others.
fn of_the_way(is_far: bool, is_encrypted: bool, is_verified: bool) -> Option<&'static str> {
    match (is_far, is_encrypted, is_verified) {
        (true, false, _) => Some("the connection to PostgreSQL crosses a network without TLS"),
        (true, true, false) => Some(
            "the connection to PostgreSQL crosses a network encrypted but not verified, so that another \
             can take the server's place: add sslmode=verify-full, and sslrootcert for an issuer of your \
             own, to its address",
        ),
        _ => None,
    }
}

impl Postgres {
    pub(super) async fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::parse(url)?;
        let patience = address.statement + GRACE;
        let is_verified = address.tls.is_verified();
        let pulse = Arc::new(Pulse::new(address.clone()));
        let pool = pool::pool(address)?;
        // Says now what is wrong with the address.
        drop(pool::lend(&pool, "open").await?);
        let growth = Arc::new(Growth::new(pool.clone()));
        Ok(Self { pool, patience, is_verified, pulse, growth })
    }

    /// What there is to say of the server and the way to it.
    pub(super) async fn found(&self) -> Result<Found, StoreError> {
        let during = "open";
        let mut connection = pool::lend(&self.pool, during).await?;
        let mut found =
            Found { warnings: Vec::new(), dangers: Vec::new(), owns: false, has_checksums: false };
        let text = "SELECT CAST(inet_client_addr() IS NOT NULL \
            AND NOT inet_client_addr() <<= '127.0.0.0/8' AND inet_client_addr() <> '::1' AS boolean) AS far, \
            COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted, \
            current_setting('fsync') AS fsync, \
            current_setting('synchronous_commit') AS synchronous_commit, \
            current_setting('full_page_writes') AS full_page_writes, \
            current_setting('data_checksums') AS data_checksums, \
            (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS above, \
            COALESCE((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class \
                WHERE oid = to_regclass('public.schema_migration')), \
                has_schema_privilege('public', 'CREATE')) AS owns";
        for row in fetch(&mut connection, during, text, &[]).await? {
            let way = of_the_way(row.get("far")?, row.get("encrypted")?, self.is_verified);
            found.warnings.extend(way.map(str::to_owned));
            found.owns = row.get("owns")?;
            found.has_checksums = row.get::<String>("data_checksums")? == "on";
            let role = match (row.get::<bool>("above")?, found.owns) {
                (true, _) => Some("is a superuser or has BYPASSRLS"),
                (false, true) => Some("owns the tables"),
                (false, false) => None,
            };
            if let Some(role) = role {
                found.warnings.push(format!(
                    "row-level security, the second lock between organisations, does not hold: the \
                     database role {role} (docs/operations.md, two roles)"
                ));
            }
            let is_off = |setting: &str| Ok(row.get::<String>(setting)? == "off");
            let told = |setting, loss| format!("PostgreSQL runs with {setting} = off: {loss}");
            if is_off("synchronous_commit")? {
                let loss = "a crash can lose acknowledged writes";
                found.warnings.push(told("synchronous_commit", loss));
            }
            for (setting, loss) in [
                ("fsync", "a power cut can destroy the database"),
                ("full_page_writes", "a power cut can destroy pages of the database"),
            ] {
                if is_off(setting)? {
                    found.dangers.push(told(setting, loss));
                }
            }
        }
        Ok(found)
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
        let rows = fetch(&mut connection, during, text, &[]).await?;
        rows.iter().map(|row| row.get("finding")).collect()
    }

    /// Prepares a statement without running it.
    pub(super) async fn prepare(
        &self,
        name: &'static str,
        text: &'static str,
    ) -> Result<(), StoreError> {
        let mut connection = pool::lend(&self.pool, name).await?;
        connection.check(text).await.map_err(|error| {
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
        let mut connection = pool::lend(&self.pool, name).await?;
        let arguments = vec!["NULL"; parameters].join(", ");
        let arguments = if parameters == 0 { arguments } else { format!("({arguments})") };
        let script = format!(
            "PREPARE planned AS {text}; EXPLAIN EXECUTE planned{arguments}; DEALLOCATE planned"
        );
        connection.told(&script).await.map_err(|error| StoreError::of(name, &error))
    }

    /// Begins a transaction that reads. It sees the register of one instant.
    pub(super) async fn begin_reading(&self) -> Result<Transaction, StoreError> {
        self.begin(READING, Purpose::Reading).await
    }

    /// The same where a connection is free at once.
    pub(super) async fn begin_beside(&self) -> Option<Transaction> {
        Some(self.on(pool::spare(&self.pool).await?, READING, Purpose::Reading))
    }

    /// Begins a transaction that writes.
    pub(super) async fn begin_writing(&self) -> Result<Transaction, StoreError> {
        self.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", Purpose::Writing).await
    }

    /// The server is told with the first statement, in the same round trip.
    async fn begin(&self, text: &str, purpose: Purpose) -> Result<Transaction, StoreError> {
        let lent = tokio::time::timeout(WAIT + GRACE, pool::lend(&self.pool, "begin")).await;
        let silent = |_| StoreError::unavailable("begin", Outage::Timeout, "no answer");
        Ok(self.on(lent.map_err(silent)??, text, purpose))
    }

    fn on(&self, connection: Lent, text: &str, purpose: Purpose) -> Transaction {
        Transaction {
            connection: Some(connection),
            purpose,
            ahead: None,
            queue: Queue::default(),
            patience: self.patience,
            pulse: Arc::clone(&self.pulse),
            growth: Arc::clone(&self.growth),
            rows: 0,
            state: State::New,
            due: Due { text: text.to_owned(), insert: None },
            inserts: "",
            tenant: None,
            runtime: Handle::current(),
        }
    }
}

const READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// What a transaction is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Reading,
    Writing,
}

/// A step of a transaction on its way to the server.
pub(super) struct Wait {
    pub(super) patience: Duration,
    pub(super) pulse: Arc<Pulse>,
    /// What is sent before it.
    pub(super) due: Due,
    /// What the insert in that is called.
    pub(super) inserts: &'static str,
}

impl Wait {
    /// What comes of a step, and how the transaction stands then.
    pub(super) async fn outcome<S: Step>(
        self,
        name: &'static str,
        connection: &mut Link,
        step: &S,
    ) -> (Result<S::Answer, StoreError>, State) {
        connection.is_due(self.due);
        let step = async {
            let answer = step.run(connection).await;
            let failed = if connection.heard().insert_failed { self.inserts } else { name };
            answer.map_err(|error| StoreError::of(failed, &error))
        };
        let step = pin!(step);
        let Some(outcome) = self.pulse.outcome(self.patience, step).await else {
            let silent = StoreError::unavailable(name, Outage::Timeout, "no answer");
            return (Err(silent), State::Lost);
        };
        let broken =
            matches!(&outcome, Err(StoreError::Unavailable { outage: Outage::Connection, .. }));
        (outcome, if broken { State::Lost } else { State::Open })
    }
}

/// How a transaction stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
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
    purpose: Purpose,
    /// Statements that nobody waits for yet.
    ahead: Option<Ahead>,
    /// Inserts that go with those that follow, before anything else.
    queue: Queue,
    patience: Duration,
    pulse: Arc<Pulse>,
    growth: Arc<Growth>,
    /// How many rows it has written.
    rows: u64,
    state: State,
    /// What is to be sent before the next statement.
    due: Due,
    /// What the insert in that is called.
    inserts: &'static str,
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
    async fn run<S: Step>(&mut self, name: &'static str, step: S) -> Result<S::Answer, StoreError> {
        self.hear().await?;
        let waiting = self.queue.take();
        if step.does() == Does::Write || (waiting.is_some() && step.does() == Does::Read) {
            self.tell(name).await?;
        }
        let Some(Together { name: inserts, insert, rows }) = waiting else {
            return self.try_out(name, &step).await;
        };
        (self.inserts, self.due.insert) = (inserts, Some(insert));
        let answer = self.try_out(name, &step).await?;
        self.rows += rows;
        Ok(answer)
    }

    /// Where the connection ended while nobody used it, another one is taken: the server has not heard of the
    /// transaction.
    async fn try_out<S: Step>(
        &mut self,
        name: &'static str,
        step: &S,
    ) -> Result<S::Answer, StoreError> {
        loop {
            let is_first = self.state == State::New && step.does() != Does::End;
            let again = is_first.then(|| self.due.text.clone());
            let wait = self.wait(name)?;
            let connection = self.connection(name)?;
            let was_idle = !pool::is_new(connection);
            let (outcome, state) = wait.outcome(name, connection, step).await;
            let heard = connection.heard();
            self.state = state;
            let ended =
                matches!(&outcome, Err(StoreError::Unavailable { outage: Outage::Connection, .. }));
            let unheard = ended && was_idle && !heard.text;
            let Some(due) = again.filter(|_| unheard) else { return outcome };
            let Some(connection) = self.connection.take() else { return outcome };
            self.connection = Some(Box::pin(pool::another(connection, name)).await?);
            (self.due.text, self.state) = (due, State::New);
        }
    }

    /// Tells the server of the transaction, where it has not heard of it.
    async fn tell(&mut self, name: &'static str) -> Result<(), StoreError> {
        if self.state != State::New {
            return Ok(());
        }
        let told = tokio::time::timeout(WAIT + GRACE, self.try_out(name, &Tell)).await;
        told.unwrap_or_else(|_| Err(StoreError::unavailable(name, Outage::Timeout, "no answer")))
    }

    /// What the next step waits for. The transaction counts as lost until it came to something: a caller
    /// who stops waiting leaves it that way.
    fn wait(&mut self, name: &'static str) -> Result<Wait, StoreError> {
        let before = std::mem::replace(&mut self.state, State::Lost);
        if !matches!(before, State::New | State::Open) {
            return Err(StoreError::abandoned(name));
        }
        let due = std::mem::take(&mut self.due);
        let pulse = Arc::clone(&self.pulse);
        // Locks are waited for in the text that is due.
        let lock = if due.text.is_empty() { Duration::ZERO } else { WAIT };
        let insert = due.insert.as_ref().map_or(Duration::ZERO, |_| self.patience);
        let patience = self.patience + lock + insert;
        Ok(Wait { patience, pulse, due, inserts: self.inserts })
    }

    /// Asks several things at once, of one tenant or of none.
    pub(super) async fn ask(&mut self, questions: Vec<Asked>) -> Result<Vec<Answer>, StoreError> {
        let joined = match questions::known(&questions) {
            Some(known) => known,
            None => self.join(&questions).await?,
        };
        let (text, arguments) = (joined.text, questions::all_arguments(&questions));
        let rows = self.run(joined.name, Fetch { text, arguments: &arguments }).await?;
        questions::answers(questions, &joined, rows)
    }

    async fn join(&mut self, questions: &[Asked]) -> Result<Arc<Joined>, StoreError> {
        let mut statements = Vec::with_capacity(questions.len());
        for Asked { question, .. } in questions {
            let types: Vec<_> = question.values.iter().map(arguments::type_of).collect();
            let prepare = Prepare { text: question.text, types: &types };
            statements.push(self.run(question.name, prepare).await?);
        }
        questions::joined(questions, &statements)
    }

    /// Runs a statement that answers with rows.
    pub(super) async fn fetch(
        &mut self,
        name: &'static str,
        text: &'static str,
        arguments: &[Argument],
    ) -> Result<Vec<Row>, StoreError> {
        let rows = self.run(name, Fetch { text, arguments }).await?;
        Ok(rows.into_iter().map(|row| Row::of(name, row)).collect())
    }

    /// Runs a statement and says how many rows it changed.
    pub(super) async fn execute(
        &mut self,
        name: &'static str,
        text: &'static str,
        arguments: &[Argument],
    ) -> Result<u64, StoreError> {
        let rows = self.run(name, Execute { text, arguments }).await?;
        self.rows += rows;
        Ok(rows)
    }

    /// Runs a statement while the caller goes on, who waits only where two others are not carried out yet. What
    /// comes of it is heard by the next statement that is waited for or by the end of the transaction.
    pub(super) async fn execute_ahead(
        &mut self,
        name: &'static str,
        text: &'static str,
        arguments: Vec<Argument>,
    ) -> Result<(), StoreError> {
        // Made here, while the one before is carried out.
        let arguments = arguments.into_iter().map(Argument::made).collect();
        let one = Ready { name, text, arguments };
        let comes_next = self.queue.is_empty() && self.due.text.is_empty();
        if let Some(ahead) = self.ahead.as_ref().filter(|_| comes_next) {
            if ahead.follow(one).await {
                return Ok(());
            }
            // One before failed, which is what is told.
            self.settle().await?;
            return Err(StoreError::abandoned(name));
        }
        self.settle().await?;
        self.tell(name).await?;
        let wait = self.wait(name)?;
        let connection = self.connection.take().ok_or_else(|| StoreError::abandoned(name))?;
        let begun = Ahead::begin(&self.runtime, connection, (wait, self.patience), one);
        self.ahead = Some(begun.await);
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

    /// Waits for the statements that run ahead, and carries out what waits.
    pub(super) async fn settle(&mut self) -> Result<(), StoreError> {
        if self.queue.is_empty() { self.hear().await } else { self.run("settle", Tell).await }
    }

    /// Waits for the statements that run ahead.
    async fn hear(&mut self) -> Result<(), StoreError> {
        let Some(ahead) = &mut self.ahead else { return Ok(()) };
        let ended = ahead.end().await;
        self.ahead = None;
        let Ended { connection, state, outcome } = ended?;
        self.connection = connection;
        self.state = state;
        self.rows += outcome?;
        Ok(())
    }

    /// Has a step go to the server with the next statement, in one message with what is due already.
    /// Its text holds nobody's data: a server can log it.
    pub(super) fn send_before(&mut self, step: std::fmt::Arguments<'_>) {
        let parted = if self.due.text.is_empty() { "" } else { "; " };
        let _ = write!(self.due.text, "{parted}{step}");
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
                let arguments = [Argument::from(person.clone())];
                self.run(name, Execute { text, arguments: &arguments }).await?;
            }
        }
        self.tenant = Some(tenant.clone());
        Ok(())
    }

    /// Ends it without what it did; of one that went well so far, says whether the last rows would have gone
    /// in too.
    pub(super) async fn take_back(mut self) -> Result<(), StoreError> {
        if self.purpose == Purpose::Writing {
            return self.settle().await;
        }
        // It did nothing.
        self.commit().await
    }

    /// Ends it. What waits goes with the end, in one message.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.hear().await?;
        if self.queue.is_empty() && self.state == State::New {
            return Ok(());
        }
        let is_waited_for = self.purpose == Purpose::Writing;
        let committed = self.run("commit", Commit { is_waited_for }).await;
        if committed.is_ok() {
            self.state = State::Done;
            self.growth.add(self.rows);
        }
        committed
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if let Some(mut ahead) = self.ahead.take() {
            self.runtime.spawn(async move {
                if let Ok(Ended { connection: Some(connection), state, .. }) = ahead.end().await {
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
        let undo = connection.simple("ROLLBACK");
        matches!(tokio::time::timeout(WAIT, undo).await, Ok(Ok(())))
    };
    if !undone {
        pool::discard(connection);
    }
}

/// Asks outside a transaction of the register.
pub(super) async fn fetch(
    connection: &mut Link,
    name: &'static str,
    text: &'static str,
    arguments: &[Argument],
) -> Result<Vec<Row>, StoreError> {
    let rows = connection.fetch(text, arguments).await;
    let rows = rows.map_err(|error| StoreError::of(name, &error))?;
    Ok(rows.into_iter().map(|row| Row::of(name, row)).collect())
}

#[cfg(test)]
mod tests {
    use super::of_the_way;

    #[test]
    fn a_way_is_safe_where_it_is_short_or_verified() {
        for is_encrypted in [false, true] {
            for is_verified in [false, true] {
                assert_eq!(of_the_way(false, is_encrypted, is_verified), None);
            }
            let said = of_the_way(true, is_encrypted, false).unwrap_or_default();
            assert_eq!(said.contains("sslmode=verify-full"), is_encrypted, "{said}");
            assert_eq!(said.contains("without TLS"), !is_encrypted, "{said}");
        }
        assert_eq!(of_the_way(true, true, true), None);
        assert!(of_the_way(true, false, true).is_some());
    }
}
