//! The queue of turns: who is due, who changed lately, and instances that take turns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use fla_domain::ids::{EmployerId, WebhookId};
use fla_domain::time::Instant;
use fla_store::webhook::{StoredWebhook, WebhookStanding};
use fla_store::{Engine, Tx};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::turn::LEASE;
use crate::{App, Refused};

/// Turns that an instance takes at the same time, so that a slow receiver keeps nobody waiting.
const AT_ONCE: usize = 8;
/// How often it is looked for what changed: a change is noted a moment before it is committed.
const LOOKS: u8 = 3;

/// Which organisations changed lately in this process: it only makes telling quicker, for each
/// webhook gets its turn anyway.
#[derive(Default)]
pub(crate) struct Changed {
    lately: Mutex<BTreeMap<EmployerId, u8>>,
    woken: Notify,
}

impl Changed {
    /// Says that an organisation is about to have changed.
    pub(crate) fn say(&self, organisation: EmployerId) {
        if let Ok(mut lately) = self.lately.lock() {
            lately.insert(organisation, LOOKS);
        }
        self.woken.notify_one();
    }

    /// Has the next look taken at once.
    pub(super) fn notify(&self) {
        self.woken.notify_one();
    }

    /// Who changed lately; each is named a few times.
    fn take(&self) -> Vec<EmployerId> {
        let Ok(mut lately) = self.lately.lock() else { return Vec::new() };
        let named = lately.keys().copied().collect();
        lately.retain(|_, looks| {
            *looks -= 1;
            *looks > 0
        });
        named
    }
}

impl App {
    /// Tells webhooks what happened until `stop` resolves. Several instances may do so at once.
    pub async fn tell(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        if self.inner.telling.get().is_none() {
            return stop.await;
        }
        if self.inner.store.engine() == Engine::Sqlite
            && let Err(error) = self.free_turns().await
        {
            tracing::error!(%error, "webhooks");
        }
        // In tasks of their own: one that this loop had to go on with could be given its turn to
        // write while the loop itself waits behind it, and nobody would write until the loop gives up.
        let mut under_way = JoinSet::new();
        loop {
            match self.next_turns(AT_ONCE - under_way.len()).await {
                Ok(turns) => {
                    for turn in turns {
                        let app = self.clone();
                        under_way.spawn(async move { app.take_turn(turn).await });
                    }
                }
                Err(error) => tracing::error!(%error, "webhooks"),
            }
            let pause = tokio::time::sleep(Duration::from_secs(1));
            tokio::select! {
                Some(ended) = under_way.join_next(), if !under_way.is_empty() => {
                    if ended.is_err() {
                        // The lease runs out, and it is tried again. What a panic says may hold what
                        // somebody sent.
                        tracing::error!("a turn of a webhook broke off");
                    }
                }
                // What is about to be committed is there a moment later.
                () = async {
                    self.inner.changed.woken.notified().await;
                    tokio::time::sleep(Duration::from_millis(50)).await;
                } => {}
                () = pause => {}
                // What is cut off was not noted, and is told again.
                () = &mut stop => return under_way.shutdown().await,
            }
        }
    }

    /// Tells what is due now, and comes back: for the command line and tests. Says how many turns
    /// were taken.
    pub async fn tell_what_is_due(&self) -> Result<usize, Refused> {
        let mut taken = 0;
        loop {
            let turns = self.next_turns(1).await?;
            let Some(turn) = turns.into_iter().next() else { return Ok(taken) };
            self.take_turn(turn).await;
            taken += 1;
        }
    }

    async fn free_turns(&self) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.release_webhooks().await?;
        Ok(tx.commit().await?)
    }

    /// Gives a turn to those whose sources changed, then takes those that are due.
    async fn next_turns(&self, most: usize) -> Result<Vec<(EmployerId, WebhookId)>, Refused> {
        let changed = self.inner.changed.take();
        let mut tx = self.inner.store.read().await?;
        let any = tx.has_webhooks().await?;
        let mut awake = BTreeSet::new();
        if any {
            for organisation in changed {
                awake.extend(self.watchers(&mut tx, organisation).await?);
            }
        }
        let now = self.now();
        let due = tx.webhook_is_due(now).await?;
        tx.rollback().await?;
        if awake.is_empty() && (!due || most == 0) {
            return Ok(Vec::new());
        }
        // What is told is noted: where the log is not sealed in time, nothing leaves the house.
        self.sealed_in_time().await?;
        let mut tx = self.inner.store.write().await?;
        for webhook in awake {
            tx.wake_webhook(webhook, now).await?;
        }
        let mut turns = Vec::new();
        while turns.len() < most {
            let until = Instant(now.0 + LEASE);
            match tx.claim_webhook(self.inner.worker, now, until).await? {
                Some(turn) => turns.push(turn),
                None => break,
            }
        }
        tx.commit().await?;
        Ok(turns)
    }

    /// The webhooks that are told of an organisation and do not fail.
    async fn watchers(
        &self,
        tx: &mut Tx,
        organisation: EmployerId,
    ) -> Result<Vec<WebhookId>, Refused> {
        let well = |one: &StoredWebhook| {
            one.standing
                == WebhookStanding {
                    answered_at: one.standing.answered_at,
                    answer: one.standing.answer.clone(),
                    ..WebhookStanding::default()
                }
        };
        let own = tx.webhooks(organisation).await?;
        let mut found: Vec<_> =
            own.iter().filter(|one| one.own && well(one)).map(|one| one.id).collect();
        let mandates = tx.mandates_given(organisation).await?;
        let providers: BTreeSet<_> =
            mandates.iter().filter(|m| self.is_in_force(m)).map(|m| m.provider).collect();
        for provider in providers {
            let theirs = tx.webhooks(provider).await?;
            found.extend(theirs.iter().filter(|one| one.served && well(one)).map(|one| one.id));
        }
        Ok(found)
    }
}
