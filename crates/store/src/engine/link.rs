//! One connection to the database server. It is driven by whoever waits for an answer on it, in their own
//! task: nobody is woken to hand an answer over (decision 29).
//!
//! What is due goes to the server with the step that follows, without waiting for an answer between them;
//! the server carries them out one after the other. Where the first fails within a transaction, the server
//! refuses what follows.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use futures::future::join3;
use futures::{FutureExt as _, TryStreamExt as _};
use tokio::task::coop::unconstrained;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Connection, Error, Row, SimpleQueryMessage, Socket, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use super::arguments::Argument;

type Line = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

/// What is sent before a step.
#[derive(Default)]
pub(super) struct Due {
    /// Statements without arguments.
    pub(super) text: String,
    /// Then an insert.
    pub(super) insert: Option<(&'static str, Vec<Argument>)>,
}

/// The same, and the insert is prepared.
struct Before {
    text: String,
    insert: Option<(Statement, Vec<Argument>)>,
}

/// A connection.
pub(crate) struct Link {
    client: Client,
    /// Gone once it came to its end, and with it whatever waited for an answer.
    line: Option<Line>,
    /// Statements that the server has prepared, each by the place and length of its text.
    prepared: HashMap<(usize, usize), Statement>,
    due: Due,
    heard: Heard,
}

/// What the server answered to what was due before the last step.
#[derive(Clone, Copy, Default)]
pub(super) struct Heard {
    /// The text went well: the server knows of what it begins.
    pub(super) text: bool,
    /// The insert did not.
    pub(super) insert_failed: bool,
}

impl Link {
    pub(crate) async fn connect(address: &Address) -> Result<Self, Error> {
        let (client, line) = Box::pin(address.config.connect(address.tls.connector())).await?;
        let (prepared, due) = (HashMap::new(), Due::default());
        Ok(Self { client, line: Some(line), prepared, due, heard: Heard::default() })
    }

    /// Whether the server has not ended the connection, as far as has come here.
    pub(super) async fn is_there(&mut self) -> bool {
        let seen = poll_fn(|context| Poll::Ready(turn(&mut self.line, context)));
        unconstrained(seen).await.is_ok() && self.line.is_some()
    }

    /// Has something sent with the next step.
    pub(super) fn is_due(&mut self, due: Due) {
        debug_assert!(self.due.text.is_empty() && self.due.insert.is_none(), "each step sends it");
        (self.due, self.heard) = (due, Heard::default());
    }

    /// What was heard of that.
    pub(super) const fn heard(&self) -> Heard {
        self.heard
    }

    /// Sends what is due and waits for the answer.
    pub(super) async fn tell(&mut self) -> Result<(), Error> {
        let before = self.before().await?;
        let Self { client, line, heard, .. } = self;
        after(before, client, line, heard, async { Ok(()) }).await
    }

    /// Runs statements without arguments.
    pub(crate) async fn simple(&mut self, text: &str) -> Result<(), Error> {
        let before = self.before().await?;
        let Self { client, line, heard, .. } = self;
        after(before, client, line, heard, client.batch_execute(text)).await
    }

    /// The first column of the answers to statements without arguments.
    pub(crate) async fn told(&mut self, text: &str) -> Result<Vec<String>, Error> {
        let told = driven(&mut self.line, pin!(self.client.simple_query(text))).await?;
        let rows = told.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        Ok(rows.collect())
    }

    /// Sends a step without arguments and does not wait for the answer, which comes before that to the next.
    pub(super) async fn send(&mut self, text: &'static str) -> Result<(), Error> {
        self.tell().await?;
        let mut step = pin!(self.client.batch_execute(text));
        // Its way to the server is not put off, as this is the last time that anybody looks.
        let sent = poll_fn(|context| {
            Poll::Ready(match step.as_mut().poll(context) {
                Poll::Ready(answer) => answer,
                Poll::Pending => turn(&mut self.line, context),
            })
        });
        unconstrained(sent).await
    }

    /// Whether the server would take a statement, whatever the types of its arguments.
    pub(super) async fn check(&mut self, text: &str) -> Result<(), Error> {
        driven(&mut self.line, pin!(self.client.prepare(text))).await.map(drop)
    }

    /// A statement as the server has prepared it.
    pub(super) async fn prepare(
        &mut self,
        text: &'static str,
        types: &[Type],
    ) -> Result<Statement, Error> {
        let place = (text.as_ptr() as usize, text.len());
        if let Some(statement) = self.prepared.get(&place) {
            return Ok(statement.clone());
        }
        // Rare, and large.
        let mut prepare = Box::pin(self.client.prepare_typed(text, types));
        let made = driven(&mut self.line, prepare.as_mut()).await?;
        drop(prepare);
        self.prepared.insert(place, made.clone());
        Ok(made)
    }

    /// Runs a statement that answers with rows.
    pub(super) async fn fetch(
        &mut self,
        text: &'static str,
        arguments: &[Argument],
    ) -> Result<Vec<Row>, Error> {
        let before = self.before().await?;
        let statement = self.prepare_for(text, arguments).await?;
        let Self { client, line, heard, .. } = self;
        let step = async { client.query_raw(&statement, arguments).await?.try_collect().await };
        after(before, client, line, heard, step).await
    }

    /// Runs a statement and says how many rows it changed.
    pub(super) async fn execute(
        &mut self,
        text: &'static str,
        arguments: &[Argument],
    ) -> Result<u64, Error> {
        let before = self.before().await?;
        let statement = self.prepare_for(text, arguments).await?;
        let Self { client, line, heard, .. } = self;
        let step = client.execute_raw(&statement, arguments);
        after(before, client, line, heard, step).await
    }

    async fn prepare_for(
        &mut self,
        text: &'static str,
        arguments: &[Argument],
    ) -> Result<Statement, Error> {
        let types: Vec<Type> = arguments.iter().map(Argument::type_of).collect();
        self.prepare(text, &types).await
    }

    async fn before(&mut self) -> Result<Before, Error> {
        let Due { text, insert } = std::mem::take(&mut self.due);
        let insert = match insert {
            Some((text, arguments)) => {
                self.heard.insert_failed = true;
                let insert = self.prepare_for(text, &arguments).await?;
                self.heard.insert_failed = false;
                Some((insert, arguments))
            }
            None => None,
        };
        Ok(Before { text, insert })
    }
}

/// Sends a step behind what is due, and waits for the answers to both.
async fn after<T>(
    before: Before,
    client: &Client,
    line: &mut Option<Line>,
    heard: &mut Heard,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let text = async {
        if before.text.is_empty() { Ok(()) } else { client.batch_execute(&before.text).await }
    };
    let insert = async {
        match &before.insert {
            Some((insert, arguments)) => client.execute_raw(insert, arguments).await.map(drop),
            None => Ok(()),
        }
    };
    let text = pin!(text);
    let insert = pin!(insert);
    let step = pin!(step);
    // Each is sent when it is first looked at, in this order.
    let all = join3(text, insert, step).map(|(text, insert, answer)| {
        // One step can be several ways to the server: what is due goes with the first.
        heard.text |= text.is_ok();
        heard.insert_failed |= text.is_ok() && insert.is_err();
        text.and(insert).and(answer)
    });
    driven(line, pin!(all)).await
}

/// Waits for a step while it carries its messages to and fro.
async fn driven<T>(
    line: &mut Option<Line>,
    mut step: Pin<&mut impl Future<Output = Result<T, Error>>>,
) -> Result<T, Error> {
    poll_fn(|context| {
        if let Poll::Ready(outcome) = step.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        let end = turn(line, context);
        // What has come may be what the step waits for; where the line came to its end, the end says why.
        match (step.as_mut().poll(context), end) {
            (Poll::Ready(Err(closed)), Err(end)) if closed.is_closed() => Poll::Ready(Err(end)),
            (outcome, _) => outcome,
        }
    })
    .await
}

/// Carries what there is to carry. Says once why the line came to its end.
fn turn(line: &mut Option<Line>, context: &mut Context<'_>) -> Result<(), Error> {
    while let Some(open) = line {
        match open.poll_message(context) {
            // Notices of the server, which may name values, are nobody's.
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(ended) => {
                *line = None;
                return ended.map_or(Ok(()), |ended| ended.map(drop));
            }
            Poll::Pending => break,
        }
    }
    Ok(())
}
