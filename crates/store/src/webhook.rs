//! Webhooks: where an organisation has itself told what happened, how far it was told, and whose
//! turn it is to be told.

use fla_domain::ids::{ChangeId, EmployerId, WebhookId};
use fla_domain::time::Instant;
use fla_domain::webhook::Topic;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// An address that an organisation has told what happens.
#[derive(Clone, Debug)]
pub struct StoredWebhook {
    /// Its id.
    pub id: WebhookId,
    /// The organisation.
    pub organisation: EmployerId,
    /// Where to.
    pub address: String,
    /// Of what.
    pub topics: Vec<Topic>,
    /// Whether of the own organisation.
    pub own: bool,
    /// Whether of the employers it serves.
    pub served: bool,
    /// Since when.
    pub made_at: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// How the last tries went.
    pub standing: WebhookStanding,
}

/// How the last tries to tell something went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookStanding {
    /// Since when nothing is sent any more.
    pub paused_at: Option<Instant>,
    /// Since when it fails.
    pub failing_since: Option<Instant>,
    /// How many times it failed since.
    pub tries: i64,
    /// When the last answer came, or none.
    pub answered_at: Option<Instant>,
    /// What the answer was: a status, or why there was none.
    pub answer: Option<String>,
}

/// Something to be told beside the row of changes.
#[derive(Clone, Copy, Debug)]
pub struct StoredAgain {
    /// Its id.
    pub id: Uuid,
    /// A change that is told once more, and whose; a test where there is none.
    pub of: Option<(EmployerId, ChangeId)>,
}

statements! {
    employer INSERT = "INSERT INTO webhook (employer_id, id, address, topics, own, served, made_at, change_id, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    employer LIST = "SELECT employer_id, id, address, topics, own, served, made_at, change_id, paused_at, failing_since, tries, answered_at, answer FROM webhook \
        WHERE employer_id = $1 AND ended_at IS NULL ORDER BY made_at, id";
    employer GET = "SELECT employer_id, id, address, topics, own, served, made_at, change_id, paused_at, failing_since, tries, answered_at, answer FROM webhook \
        WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer END = "UPDATE webhook SET ended_at = $3 WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer STAND = "UPDATE webhook SET paused_at = $3, failing_since = $4, tries = $5, answered_at = $6, answer = $7 WHERE employer_id = $1 AND id = $2";

    employer POSITIONS = "SELECT source_id, position FROM webhook_position WHERE employer_id = $1 AND webhook_id = $2";
    employer SET_POSITION = "INSERT INTO webhook_position (employer_id, webhook_id, source_id, position) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (employer_id, webhook_id, source_id) DO UPDATE SET position = excluded.position";
    employer REWIND = "UPDATE webhook_position SET position = $3 WHERE employer_id = $1 AND webhook_id = $2 AND position > $3";
    employer DROP_POSITIONS = "DELETE FROM webhook_position WHERE employer_id = $1 AND webhook_id = $2 AND source_id IN ANY_ID($3)";

    employer INSERT_AGAIN = "INSERT INTO webhook_again (employer_id, webhook_id, id, source_id, change_id, asked_at) VALUES ($1, $2, $3, $4, $5, $6)";
    employer AGAIN = "SELECT id, source_id, change_id FROM webhook_again WHERE employer_id = $1 AND webhook_id = $2 ORDER BY asked_at, id";
    employer DELETE_AGAIN = "DELETE FROM webhook_again WHERE employer_id = $1 AND webhook_id = $2 AND id = $3";

    global ENQUEUE = "INSERT INTO webhook_turn (webhook_id, organisation_id, due_at, lease_until) VALUES ($1, $2, $3, 0)";
    global WHOSE = "SELECT organisation_id FROM webhook_turn WHERE webhook_id = $1";
    global DUE = "SELECT webhook_id FROM webhook_turn WHERE (lease_until = 0 AND due_at <= $1) OR (lease_until > 0 AND lease_until < $1) LIMIT 1";
    global ANY = "SELECT webhook_id FROM webhook_turn LIMIT 1";
    pair global CLAIM = sqlite "UPDATE webhook_turn SET lease_until = $2, worker = $3, due_at = 9223372036854775807 WHERE webhook_id = (SELECT webhook_id FROM webhook_turn \
            WHERE (lease_until = 0 AND due_at <= $1) OR (lease_until > 0 AND lease_until < $1) ORDER BY due_at, webhook_id LIMIT 1) RETURNING webhook_id, organisation_id"
        postgres "UPDATE webhook_turn SET lease_until = $2, worker = $3, due_at = 9223372036854775807 WHERE webhook_id = (SELECT webhook_id FROM webhook_turn \
            WHERE (lease_until = 0 AND due_at <= $1) OR (lease_until > 0 AND lease_until < $1) ORDER BY due_at, webhook_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING webhook_id, organisation_id";
    global RENEW = "UPDATE webhook_turn SET lease_until = $3 WHERE webhook_id = $1 AND worker = $2 AND lease_until > 0";
    global RELEASE = "UPDATE webhook_turn SET lease_until = 0, due_at = CASE WHEN due_at < $3 THEN due_at ELSE $3 END WHERE webhook_id = $1 AND worker = $2";
    global RELEASE_AT = "UPDATE webhook_turn SET lease_until = 0, due_at = $3 WHERE webhook_id = $1 AND worker = $2";
    global RELEASE_ALL = "UPDATE webhook_turn SET lease_until = 0, due_at = 0 WHERE lease_until > 0";
    global WAKE = "UPDATE webhook_turn SET due_at = $2 WHERE webhook_id = $1 AND due_at > $2";
    global DEQUEUE = "DELETE FROM webhook_turn WHERE webhook_id = $1";
}

fn webhook(row: &Row) -> Result<StoredWebhook, StoreError> {
    let topics: String = row.get("topics")?;
    Ok(StoredWebhook {
        id: row.get("id")?,
        organisation: row.get("employer_id")?,
        address: row.get("address")?,
        topics: topics.split_ascii_whitespace().filter_map(Topic::from_code).collect(),
        own: row.get("own")?,
        served: row.get("served")?,
        made_at: row.get("made_at")?,
        change: row.get("change_id")?,
        standing: WebhookStanding {
            paused_at: row.get("paused_at")?,
            failing_since: row.get("failing_since")?,
            tries: row.get("tries")?,
            answered_at: row.get("answered_at")?,
            answer: row.get("answer")?,
        },
    })
}

fn again(row: &Row) -> Result<StoredAgain, StoreError> {
    let (source, change): (Option<EmployerId>, Option<ChangeId>) =
        (row.get("source_id")?, row.get("change_id")?);
    Ok(StoredAgain { id: row.get("id")?, of: source.zip(change) })
}

impl Tx {
    /// Adds a webhook, and gives it its first turn.
    pub async fn insert_webhook(&mut self, w: &StoredWebhook) -> Result<(), StoreError> {
        let topics: Vec<_> = w.topics.iter().map(|topic| topic.code()).collect();
        let topics = topics.join(" ");
        let args = args![w.id, &w.address, topics, w.own, w.served, w.made_at, w.change];
        self.employer(w.organisation).execute(&INSERT, args).await?;
        self.global().execute(&ENQUEUE, args![w.id, w.organisation, w.made_at]).await?;
        Ok(())
    }

    /// The webhooks of an organisation that were not ended, in the order in which they were made.
    pub async fn webhooks(&mut self, of: EmployerId) -> Result<Vec<StoredWebhook>, StoreError> {
        self.employer(of).fetch(&LIST, args![]).await?.iter().map(webhook).collect()
    }

    /// A webhook that was not ended.
    pub async fn webhook(
        &mut self,
        of: EmployerId,
        id: WebhookId,
    ) -> Result<Option<StoredWebhook>, StoreError> {
        let row = self.employer(of).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(webhook).transpose()
    }

    /// Ends a webhook; `false` where there is none.
    pub async fn end_webhook(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        self.global().execute(&DEQUEUE, args![id]).await?;
        Ok(self.employer(of).execute(&END, args![id, at]).await? > 0)
    }

    /// Notes how the last tries went.
    pub async fn set_webhook_standing(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        s: &WebhookStanding,
    ) -> Result<(), StoreError> {
        let args =
            args![id, s.paused_at, s.failing_since, s.tries, s.answered_at, s.answer.as_deref()];
        self.employer(of).execute(&STAND, args).await?;
        Ok(())
    }

    /// Up to where each source was told.
    pub async fn webhook_positions(
        &mut self,
        of: EmployerId,
        id: WebhookId,
    ) -> Result<Vec<(EmployerId, Instant)>, StoreError> {
        let rows = self.employer(of).fetch(&POSITIONS, args![id]).await?;
        rows.iter().map(|row| Ok((row.get("source_id")?, row.get("position")?))).collect()
    }

    /// Notes up to where a source was told.
    pub async fn set_webhook_position(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        source: EmployerId,
        position: Instant,
    ) -> Result<(), StoreError> {
        self.employer(of).execute(&SET_POSITION, args![id, source, position]).await?;
        Ok(())
    }

    /// Has everything since an instant told again.
    pub async fn rewind_webhook(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        to: Instant,
    ) -> Result<(), StoreError> {
        self.employer(of).execute(&REWIND, args![id, to]).await?;
        Ok(())
    }

    /// Forgets up to where sources were told that are none any more.
    pub async fn drop_webhook_positions(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        sources: &[EmployerId],
    ) -> Result<(), StoreError> {
        self.employer(of).execute(&DROP_POSITIONS, args![id, sources]).await?;
        Ok(())
    }

    /// Has something told beside the row of changes.
    pub async fn insert_webhook_again(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        what: &StoredAgain,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (source, change) = what.of.unzip();
        self.employer(of).execute(&INSERT_AGAIN, args![id, what.id, source, change, at]).await?;
        Ok(())
    }

    /// What is to be told beside the row of changes, in the order in which it was asked for.
    pub async fn webhook_agains(
        &mut self,
        of: EmployerId,
        id: WebhookId,
    ) -> Result<Vec<StoredAgain>, StoreError> {
        self.employer(of).fetch(&AGAIN, args![id]).await?.iter().map(again).collect()
    }

    /// Takes it off the list.
    pub async fn delete_webhook_again(
        &mut self,
        of: EmployerId,
        id: WebhookId,
        what: Uuid,
    ) -> Result<(), StoreError> {
        self.employer(of).execute(&DELETE_AGAIN, args![id, what]).await?;
        Ok(())
    }

    /// Whose a webhook is that was not ended.
    pub async fn webhook_of(&mut self, id: WebhookId) -> Result<Option<EmployerId>, StoreError> {
        let row = self.global().fetch_optional(&WHOSE, args![id]).await?;
        row.map(|row| row.get("organisation_id")).transpose()
    }

    /// Whether there is any webhook at all.
    pub async fn has_webhooks(&mut self) -> Result<bool, StoreError> {
        Ok(self.global().fetch_optional(&ANY, args![]).await?.is_some())
    }

    /// Whether a turn can be taken at an instant.
    pub async fn webhook_is_due(&mut self, now: Instant) -> Result<bool, StoreError> {
        Ok(self.global().fetch_optional(&DUE, args![now]).await?.is_some())
    }

    /// Takes a turn that is due, or that another instance took and did not end; whose it is.
    pub async fn claim_webhook(
        &mut self,
        worker: Uuid,
        now: Instant,
        lease_until: Instant,
    ) -> Result<Option<(EmployerId, WebhookId)>, StoreError> {
        let row = self.global().fetch_optional(&CLAIM, args![now, lease_until, worker]).await?;
        row.map(|r| Ok((r.get("organisation_id")?, r.get("webhook_id")?))).transpose()
    }

    /// Keeps a turn for longer; false where another instance has taken it over, or it was ended.
    pub async fn renew_webhook(
        &mut self,
        id: WebhookId,
        worker: Uuid,
        lease_until: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.global().execute(&RENEW, args![id, worker, lease_until]).await? > 0)
    }

    /// Ends a turn; the next comes at an instant, or earlier where somebody asked for it meanwhile.
    pub async fn release_webhook(
        &mut self,
        id: WebhookId,
        worker: Uuid,
        next: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&RELEASE, args![id, worker, next]).await?;
        Ok(())
    }

    /// Ends a turn; the next comes at an instant and not before.
    pub async fn postpone_webhook(
        &mut self,
        id: WebhookId,
        worker: Uuid,
        next: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&RELEASE_AT, args![id, worker, next]).await?;
        Ok(())
    }

    /// Ends every turn that was taken: for the start of the one process on an embedded store.
    pub async fn release_webhooks(&mut self) -> Result<(), StoreError> {
        self.global().execute(&RELEASE_ALL, args![]).await?;
        Ok(())
    }

    /// Asks for a turn at an instant at the latest.
    pub async fn wake_webhook(&mut self, id: WebhookId, at: Instant) -> Result<(), StoreError> {
        self.global().execute(&WAKE, args![id, at]).await?;
        Ok(())
    }
}
