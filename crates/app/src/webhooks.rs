//! Webhooks: an organisation has itself told what happened, at an address of its own. What is told
//! is read from the row of changes (`read/changes.rs`): each webhook keeps up to where it was told of
//! each employer, so that a change costs nothing more, nothing is told that was not committed, and
//! nothing that was is left out.

mod event;
mod pause;
mod queue;
mod turn;

use ed25519_dalek::{Signer as _, SigningKey};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{ChangeId, EmployerId, WebhookId};
use fla_domain::time::Instant;
use fla_domain::webhook::Topic;
use fla_store::webhook::{StoredAgain, StoredWebhook, WebhookStanding};
use fla_tlog::to_base64;
use futures::future::BoxFuture;
use sha2::{Digest, Sha256};

pub(crate) use queue::Changed;

use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Receipt, Refused};

/// Most webhooks of an organisation.
const MOST: usize = 10;
/// Longest address, in bytes.
const LONGEST: usize = 500;

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nothing is sent to this address, or to the one that its name leads to.
    Address,
    /// Not in time.
    Timeout,
    /// Nobody is there, or the connection broke.
    Connection,
}

impl NoAnswer {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Timeout => "timeout",
            Self::Connection => "connection",
        }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status of HTTP.
    pub status: u16,
    /// `Retry-After`, as it was said.
    pub retry_after: Option<String>,
}

/// A message to a webhook, after the Standard Webhooks specification.
#[derive(Clone, Debug)]
pub struct Message {
    /// `webhook-id`: the same whenever it is sent.
    pub id: String,
    /// `webhook-timestamp`: seconds since 1970, of this sending.
    pub timestamp: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// The event, as JSON.
    pub body: String,
}

/// Takes messages to where they are for.
pub trait Messenger: Send + Sync {
    /// The address as it is kept, where something may be sent to it.
    ///
    /// # Errors
    /// [`Fault::Invalid`] for what is no such address, [`Fault::Forbidden`] for one to which nothing is
    /// sent.
    fn admits(&self, address: &str) -> Result<String, Fault>;

    /// Sends a message.
    fn send<'a>(
        &'a self,
        address: &'a str,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<Answered, NoAnswer>>;
}

/// What an application tells with.
pub struct Telling {
    /// Who takes the messages.
    pub messenger: std::sync::Arc<dyn Messenger>,
    /// From what the keys are made with which messages are signed: 32 random bytes that all
    /// instances share.
    pub seed: [u8; 32],
    /// Where the API begins, absolute, without a slash at its end.
    pub api: String,
}

impl Telling {
    /// The key of a webhook. Each has one of its own, so that what one receiver was sent says nothing
    /// to another; it is worked out and kept nowhere.
    fn key(&self, id: WebhookId) -> SigningKey {
        let seed = Sha256::new()
            .chain_update("fla webhook key 1\n")
            .chain_update(self.seed)
            .chain_update(id.0.as_bytes())
            .finalize();
        SigningKey::from_bytes(&seed.into())
    }

    /// Signs a message: Ed25519 over id, timestamp and body (`v1a` of Standard Webhooks).
    fn message(&self, to: WebhookId, id: &str, body: &str, at: Instant) -> Message {
        let timestamp = at.0 / 1_000_000;
        let signed = self.key(to).sign(format!("{id}.{timestamp}.{body}").as_bytes());
        Message {
            id: id.to_owned(),
            timestamp,
            signature: format!("v1a,{}", to_base64(&signed.to_bytes())),
            body: body.to_owned(),
        }
    }

    fn public_key(&self, id: WebhookId) -> String {
        format!("whpk_{}", to_base64(self.key(id).verifying_key().as_bytes()))
    }
}

/// What somebody wants to be told.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// Where to.
    pub address: String,
    /// Of what.
    pub topics: Vec<Topic>,
    /// Of the own organisation.
    pub own: bool,
    /// Of the employers that the organisation serves.
    pub served: bool,
}

/// A webhook, as people read it.
#[derive(Clone, Debug)]
pub struct WebhookView {
    /// Its id.
    pub id: WebhookId,
    /// Where to.
    pub address: String,
    /// Of what.
    pub topics: Vec<Topic>,
    /// Of the own organisation.
    pub own: bool,
    /// Of the employers that the organisation serves.
    pub served: bool,
    /// Since when.
    pub since: Instant,
    /// Who made it: the name.
    pub by: String,
    /// How the last tries went.
    pub standing: WebhookStanding,
    /// By which key its messages are checked; `None` where this installation sends nothing.
    pub key: Option<String>,
}

/// What is told again.
#[derive(Clone, Debug)]
pub enum Replay {
    /// Everything since a moment.
    Since(Instant),
    /// One event, by its id.
    One(String),
}

/// The id of the event of a change.
fn event_id(source: &EnterpriseNumber, change: ChangeId) -> String {
    format!("{}.{change}", source.digits())
}

impl App {
    /// Has webhooks told. Said once, at start; without it nobody can make one and nothing is sent.
    pub fn tell_with(&self, telling: Telling) {
        let _ = self.inner.telling.set(telling);
    }

    /// Makes a webhook of the caller's organisation; once under its key.
    ///
    /// # Errors
    /// `WEBHOOK-001`, `-003`, `-005`, `-093` for an address that is missing, none, none to which
    /// something is sent, or too long; `-006` for one that is told already, `-901` where there are
    /// ten, `-053` where the operator lets nothing be sent; `TOPIC-001` without a subject, or of
    /// nobody.
    pub async fn add_webhook(
        &self,
        caller: &Caller,
        new: &NewWebhook,
        key: &Key,
    ) -> Result<WebhookId, Refused> {
        const KIND: &str = "addWebhook";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let wrong = |fault| Anomaly::new(Zone::Webhook, fault).at("address");
        let Some(telling) = self.inner.telling.get() else {
            return Err(wrong(Fault::NotApplicable).into());
        };
        let mut found = Vec::new();
        let typed = new.address.trim();
        let address = match typed {
            "" => Err(wrong(Fault::Missing)),
            long if long.len() > LONGEST => Err(wrong(Fault::Length).with("max", LONGEST)),
            typed => telling.messenger.admits(typed).map_err(wrong),
        };
        let address = address.map_err(|anomaly| found.push(anomaly)).unwrap_or_default();
        if new.topics.is_empty() {
            found.push(Anomaly::new(Zone::Topic, Fault::Missing).at("topic"));
        }
        let served = new.served && caller.may(Action::ServeEmployers);
        if !new.own && !served {
            found.push(Anomaly::new(Zone::Topic, Fault::Missing).at("whom"));
        }
        if !found.is_empty() {
            return Err(found.into());
        }
        let codes: Vec<_> = new.topics.iter().map(|topic| topic.code()).collect();
        let digest = digest_of(&(KIND, &address, codes, new.own, served))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(WebhookId);
            return object.ok_or_else(|| Refused::Broken("webhook without an id".to_owned()));
        }
        let held = work.tx.webhooks(caller.employer).await?;
        if held.iter().any(|one| one.address == address) {
            return Err(wrong(Fault::Duplicate).into());
        }
        if held.len() >= MOST {
            return Err(wrong(Fault::NoRoom).with("limit", MOST).into());
        }
        let webhook = StoredWebhook {
            id: WebhookId(self.opaque_id()),
            organisation: caller.employer,
            address,
            topics: new.topics.clone(),
            own: new.own,
            served,
            made_at: work.at,
            change: work.change,
            standing: WebhookStanding::default(),
        };
        work.tx.insert_webhook(&webhook).await?;
        for source in self.sources(&mut work.tx, &webhook).await? {
            let latest = work.tx.latest_change_at(source.id).await?;
            let (own, id) = (caller.employer, webhook.id);
            work.tx.set_webhook_position(own, id, source.id, latest).await?;
        }
        self.done_with(work, KIND, key, digest, webhook.id).await?;
        Ok(webhook.id)
    }

    /// Ends a webhook, at once; once under its key.
    pub async fn end_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "endWebhook";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let at = work.at;
        if !work.tx.end_webhook(caller.employer, id, at).await? {
            work.tx.rollback().await?;
            return self.there(caller, KIND, None).await;
        }
        self.done_with(work, KIND, key, digest, id).await
    }

    /// Sends on to a webhook that was paused; what happened meanwhile is told first. Once under its key.
    pub async fn resume_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "resumeWebhook";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let Some(webhook) = work.tx.webhook(caller.employer, id).await? else {
            work.tx.rollback().await?;
            return self.there(caller, KIND, None).await;
        };
        let standing = WebhookStanding {
            answered_at: webhook.standing.answered_at,
            answer: webhook.standing.answer,
            ..WebhookStanding::default()
        };
        work.tx.set_webhook_standing(caller.employer, id, &standing).await?;
        self.done_with(work, KIND, key, digest, id).await
    }

    /// Sends an event to a webhook that says nothing but that it is a test; once under its key.
    pub async fn test_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        key: &Key,
    ) -> Result<(), Refused> {
        self.again(caller, "testWebhook", id, None, key).await
    }

    /// Tells a webhook something once more; once under its key.
    ///
    /// # Errors
    /// `FEED-022` at `event` for an event that is none of those told here.
    pub async fn replay_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        what: &Replay,
        key: &Key,
    ) -> Result<(), Refused> {
        self.again(caller, "replayWebhook", id, Some(what), key).await
    }

    async fn again(
        &self,
        caller: &Caller,
        kind: &str,
        id: WebhookId,
        what: Option<&Replay>,
        key: &Key,
    ) -> Result<(), Refused> {
        self.may(caller, Action::ManageAccess, kind).await?;
        let asked = match what {
            None => String::new(),
            Some(Replay::Since(at)) => at.0.to_string(),
            Some(Replay::One(event)) => event.clone(),
        };
        let digest = digest_of(&(kind, id, asked))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let Some(webhook) = work.tx.webhook(caller.employer, id).await? else {
            work.tx.rollback().await?;
            return self.there(caller, kind, None).await;
        };
        let (own, at) = (caller.employer, work.at);
        let of = match what {
            None => Some(None),
            Some(Replay::Since(since)) => {
                work.tx.rewind_webhook(own, id, *since).await?;
                None
            }
            Some(Replay::One(event)) => {
                let missing = || Anomaly::new(Zone::Feed, Fault::NotFound).at("event");
                let found = self.event_of(&mut work, &webhook, event.trim()).await?;
                Some(Some(found.ok_or_else(missing)?))
            }
        };
        if let Some(of) = of {
            let again = StoredAgain { id: self.opaque_id(), of };
            work.tx.insert_webhook_again(own, id, &again, at).await?;
        }
        self.done_with(work, kind, key, digest, id).await
    }

    /// The change that the id of an event names, where this webhook is told of it.
    async fn event_of(
        &self,
        work: &mut Work<'_>,
        webhook: &StoredWebhook,
        event: &str,
    ) -> Result<Option<(EmployerId, ChangeId)>, Refused> {
        let parts = event.split_once('.').and_then(|(number, change)| {
            Some((number.parse::<EnterpriseNumber>().ok()?, change.parse::<ChangeId>().ok()?))
        });
        let Some((number, change)) = parts else { return Ok(None) };
        let Some(source) = work.tx.find_employer(&number).await? else { return Ok(None) };
        let sources = self.sources(&mut work.tx, webhook).await?;
        if !sources.iter().any(|one| one.id == source) {
            return Ok(None);
        }
        let known = work.tx.changes(source, &[change]).await?;
        Ok((!known.is_empty()).then_some((source, change)))
    }

    /// Notes what was done, gives the webhook its turn, and commits.
    async fn done_with(
        &self,
        mut work: Work<'_>,
        kind: &str,
        key: &Key,
        digest: Vec<u8>,
        id: WebhookId,
    ) -> Result<(), Refused> {
        let at = self.now();
        work.tx.wake_webhook(id, at).await?;
        let object = Some(id.0);
        let receipt = Receipt { change: work.change, object, affected: 0, job: None };
        work.note(kind, key, digest, &receipt).await?;
        work.tx.commit().await?;
        self.inner.changed.notify();
        Ok(())
    }

    /// The webhooks of the caller's organisation, in the order in which they were made.
    pub async fn webhooks(&self, caller: &Caller) -> Result<Vec<WebhookView>, Refused> {
        self.may(caller, Action::ManageAccess, "webhooks").await?;
        let mut tx = self.inner.store.read().await?;
        let webhooks = tx.webhooks(caller.employer).await?;
        let changes: Vec<_> = webhooks.iter().map(|one| one.change).collect();
        let made = tx.changes(caller.employer, &changes).await?;
        tx.rollback().await?;
        self.note_read(caller, "webhooks", Vec::new()).await?;
        let by = |change: ChangeId| {
            made.iter().find(|one| one.id == change).map(|one| one.actor_name.clone())
        };
        let telling = self.inner.telling.get();
        Ok(webhooks
            .into_iter()
            .map(|one| WebhookView {
                id: one.id,
                by: by(one.change).unwrap_or_default(),
                address: one.address,
                topics: one.topics,
                own: one.own,
                served: one.served,
                since: one.made_at,
                standing: one.standing,
                key: telling.map(|telling| telling.public_key(one.id)),
            })
            .collect())
    }

    /// By which key the messages of a webhook are checked; `None` where there is none, or nothing is
    /// sent. Open to everybody: it is the public half.
    pub async fn webhook_key(&self, id: WebhookId) -> Result<Option<String>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let known = tx.webhook_of(id).await?;
        tx.rollback().await?;
        let telling = self.inner.telling.get();
        Ok(known.and(telling).map(|telling| telling.public_key(id)))
    }

    /// Whether this installation sends anything to webhooks.
    pub fn tells(&self) -> bool {
        self.inner.telling.get().is_some()
    }
}
