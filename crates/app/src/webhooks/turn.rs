//! A turn of a webhook: telling it what it was not told yet, at least once, in the order of the changes
//! of each employer, tried again for days where nobody answers.
//!
//! A turn is taken under a lease, by whichever instance. Each event is sent, and only then is noted
//! that it was, together with the entry of the audit log; an instance that is killed between the
//! two leaves a lease that runs out, and the event is sent again under the same id.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::{Action, Ground, Qualities, Role};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{EmployeeId, EmployerId, WebhookId};
use fla_domain::mandate::Step;
use fla_domain::time::Instant;
use fla_domain::webhook::Happened;
use fla_store::webhook::{StoredAgain, StoredWebhook, WebhookStanding};
use fla_store::{TRACES, Tx};
use tracing::field::Empty;
use tracing::info_span;

use super::event::Event;
use super::{Answered, Message, NoAnswer, Telling, pause};
use crate::caller::For;
use crate::read::changes;
use crate::traced::within;
use crate::{App, Caller, Channel, Mandated, Refused};

const SECOND: i64 = 1_000_000;
/// A turn is renewed with each event, and lasts longer than one can take.
pub(super) const LEASE: i64 = 60 * SECOND;
/// Each webhook gets a turn this often, whether anything is known to have happened or not.
const EVERY: i64 = 60 * SECOND;
/// What failed for this long is paused, and the access manager sees it.
const GIVEN_UP: i64 = 3 * 86_400 * SECOND;
/// Most events in a turn, so that others get theirs.
const EVENTS: usize = 200;
/// Changes read at once.
const PAGE: i64 = 50;

/// An employer of whom a webhook is told.
pub(super) struct Source {
    pub id: EmployerId,
    /// From when on.
    from: Instant,
    ground: Ground,
    acting: For,
}

/// How a turn goes on.
enum Outcome {
    /// There may be more; when to look again.
    Next(Instant),
    /// It failed; how it stands now, and how long the receiver wants to be left alone.
    Failed(WebhookStanding, i64),
    /// Another instance has it, or it was ended.
    Lost,
}

/// What is noted together with an event that was taken.
enum Told<'a> {
    Change(&'a Source, Instant, &'a [EmployeeId]),
    /// Something that was asked for, and of whom it is; a test is of nobody.
    Again(&'a StoredAgain, Option<(&'a Source, &'a [EmployeeId])>),
}

/// What is told again, and of whom it is.
type EventAgain<'s> = (Event, Option<(&'s Source, Vec<EmployeeId>)>);

impl App {
    /// Of whom a webhook is told at this moment: the mandate at the time of telling decides.
    pub(super) async fn sources(
        &self,
        tx: &mut Tx,
        webhook: &StoredWebhook,
    ) -> Result<Vec<Source>, Refused> {
        let own = webhook.organisation;
        let mut found = Vec::new();
        let qualities: Qualities = tx.qualities(own).await?;
        if webhook.own {
            let ground = Ground::Own(qualities);
            found.push(Source { id: own, from: webhook.made_at, ground, acting: For::Own });
        }
        let Some(quality) = qualities.server().filter(|_| webhook.served) else {
            return Ok(found);
        };
        let provider_name = tx.organisations(&[own]).await?.pop().map(|one| one.name);
        let provider_name = provider_name.unwrap_or_default();
        let confirmed: BTreeMap<_, _> = tx
            .mandate_steps_held(own)
            .await?
            .into_iter()
            .filter(|step| step.step == Step::Confirmed)
            .map(|step| (step.mandate, step.at))
            .collect();
        let mut seen = BTreeSet::new();
        for mandate in tx.mandates_held(own).await? {
            if !self.is_in_force(&mandate) || !seen.insert(mandate.mandator) {
                continue;
            }
            let begins = mandate.period.from.first_day().yesterday().map(Instant::end_of);
            let since = [confirmed.get(&mandate.id).copied(), begins.ok()];
            let since = since.into_iter().flatten().max().unwrap_or(webhook.made_at);
            // Who was served when the webhook was made has a position since then.
            found.push(Source {
                id: mandate.mandator,
                from: since,
                ground: Ground::Mandate(mandate.scopes),
                acting: For::Mandate(Mandated {
                    mandate: mandate.id,
                    provider: own,
                    provider_name: provider_name.clone(),
                    quality,
                    period: mandate.period,
                }),
            });
        }
        Ok(found)
    }

    /// Takes a turn to its end.
    pub(super) async fn take_turn(&self, (organisation, id): (EmployerId, WebhookId)) {
        if let Err(error) = self.turn(organisation, id).await {
            // The lease runs out, and it is tried again.
            tracing::error!(webhook = %id, %error, "telling broke off");
        }
    }

    async fn turn(&self, organisation: EmployerId, id: WebhookId) -> Result<(), Refused> {
        let Some(telling) = self.inner.telling.get() else { return Ok(()) };
        let mut tx = self.inner.store.read().await?;
        let webhook = tx.webhook(organisation, id).await?;
        tx.rollback().await?;
        let next = Instant(self.now().0 + EVERY);
        let outcome = match webhook {
            None => Outcome::Lost,
            Some(webhook) if webhook.standing.paused_at.is_some() => Outcome::Next(next),
            Some(webhook) => self.tell_one(telling, &webhook).await?,
        };
        let worker = self.inner.worker;
        let mut tx = self.inner.store.write().await?;
        match outcome {
            Outcome::Next(at) => tx.release_webhook(id, worker, at).await?,
            Outcome::Failed(standing, asked) => {
                tx.set_webhook_standing(organisation, id, &standing).await?;
                let mut chance = [0; 2];
                (self.inner.random)(&mut chance);
                let pause = pause::pause(standing.tries, asked, u16::from_be_bytes(chance));
                let at = Instant(self.now().0 + pause);
                tx.postpone_webhook(id, worker, at).await?;
            }
            Outcome::Lost => {}
        }
        Ok(tx.commit().await?)
    }

    async fn tell_one(
        &self,
        telling: &Telling,
        webhook: &StoredWebhook,
    ) -> Result<Outcome, Refused> {
        let (own, id) = (webhook.organisation, webhook.id);
        let mut tx = self.inner.store.read().await?;
        let again = tx.webhook_agains(own, id).await?;
        let sources = self.sources(&mut tx, webhook).await?;
        let positions: BTreeMap<_, _> = tx.webhook_positions(own, id).await?.into_iter().collect();
        let ids: Vec<_> = sources.iter().map(|one| one.id).chain([own]).collect();
        let numbers: BTreeMap<EmployerId, EnterpriseNumber> = tx
            .organisations(&ids)
            .await?
            .into_iter()
            .map(|one| (one.id, one.enterprise_number))
            .collect();
        let mut behind = Vec::new();
        for source in sources.iter().filter(|one| can_read(one)) {
            let position = positions.get(&source.id).copied().unwrap_or(source.from);
            if tx.latest_change_at(source.id).await? > position {
                behind.push((source, position));
            }
        }
        tx.rollback().await?;
        let gone: Vec<_> =
            positions.keys().copied().filter(|at| !sources.iter().any(|s| s.id == *at)).collect();
        let unknown: Vec<_> =
            sources.iter().filter(|one| !positions.contains_key(&one.id)).collect();
        if !gone.is_empty() || !unknown.is_empty() {
            let mut tx = self.inner.store.write().await?;
            // Who comes back with another mandate is told from then on.
            tx.drop_webhook_positions(own, id, &gone).await?;
            for source in unknown {
                tx.set_webhook_position(own, id, source.id, source.from).await?;
            }
            tx.commit().await?;
        }
        let mut mind = webhook.standing.clone();
        for one in &again {
            let again = self.event_again(telling, (&sources, &numbers), own, one).await?;
            let Some((event, about)) = again else {
                let mut tx = self.inner.store.write().await?;
                tx.delete_webhook_again(own, id, one.id).await?;
                tx.commit().await?;
                continue;
            };
            let about = about.as_ref().map(|(source, people)| (*source, people.as_slice()));
            let told = Told::Again(one, about);
            if let Some(end) = self.send(telling, webhook, &mut mind, &event, told).await? {
                return Ok(end);
            }
        }
        let mut sent = 0;
        for (source, mut position) in behind {
            let Some(number) = numbers.get(&source.id) else { continue };
            loop {
                let mut tx = self.inner.store.read().await?;
                let page = changes::page(&mut tx, source.id, position, PAGE).await?;
                tx.rollback().await?;
                for item in &page.items {
                    let happened = Happened::of(&item.change.kind);
                    let Some(happened) = happened.filter(|h| webhook.topics.contains(&h.topic))
                    else {
                        continue;
                    };
                    if sent == EVENTS {
                        return Ok(Outcome::Next(self.now()));
                    }
                    let event = telling.event(number, happened, item);
                    let told = Told::Change(source, item.change.at, &item.employees);
                    if let Some(end) = self.send(telling, webhook, &mut mind, &event, told).await? {
                        return Ok(end);
                    }
                    sent += 1;
                }
                if page.position > position {
                    let mut tx = self.inner.store.write().await?;
                    if !self.renewed(&mut tx, id).await? {
                        return Ok(Outcome::Lost);
                    }
                    tx.set_webhook_position(own, id, source.id, page.position).await?;
                    tx.commit().await?;
                    position = page.position;
                }
                if !page.more {
                    break;
                }
            }
        }
        Ok(Outcome::Next(Instant(self.now().0 + EVERY)))
    }

    /// The event that is asked for beside the row of changes, and of whom it is; `None` where it
    /// cannot be told any more.
    async fn event_again<'s>(
        &self,
        telling: &Telling,
        (sources, numbers): (&'s [Source], &BTreeMap<EmployerId, EnterpriseNumber>),
        own: EmployerId,
        one: &StoredAgain,
    ) -> Result<Option<EventAgain<'s>>, Refused> {
        let Some((source, change)) = one.of else {
            let test = |number| (telling.test(number, one.id, self.now()), None);
            return Ok(numbers.get(&own).map(test));
        };
        let told = sources.iter().find(|at| at.id == source && can_read(at));
        let (Some(told), Some(number)) = (told, numbers.get(&source)) else { return Ok(None) };
        let mut tx = self.inner.store.read().await?;
        let item = changes::one(&mut tx, source, change).await?;
        tx.rollback().await?;
        let Some(item) = item else { return Ok(None) };
        let event =
            Happened::of(&item.change.kind).map(|happened| telling.event(number, happened, &item));
        Ok(event.map(|event| (event, Some((told, item.employees)))))
    }

    /// How a turn ends where, since it began, the webhook was ended, or the mandate under
    /// which this would be told.
    async fn not_any_more(
        &self,
        webhook: &StoredWebhook,
        told: &Told<'_>,
    ) -> Result<Option<Outcome>, Refused> {
        let own = webhook.organisation;
        let mut tx = self.inner.store.read().await?;
        let there = tx.webhook(own, webhook.id).await?.is_some();
        let mandate = match told {
            Told::Change(Source { acting: For::Mandate(mandated), .. }, ..)
            | Told::Again(_, Some((Source { acting: For::Mandate(mandated), .. }, _))) => {
                let held = tx.mandate_held(own, mandated.mandate).await?;
                held.is_some_and(|mandate| self.is_in_force(&mandate))
            }
            Told::Change(..) | Told::Again(..) => true,
        };
        tx.rollback().await?;
        Ok(match (there, mandate) {
            (false, _) => Some(Outcome::Lost),
            (true, false) => Some(Outcome::Next(self.now())),
            (true, true) => None,
        })
    }

    async fn renewed(&self, tx: &mut Tx, id: WebhookId) -> Result<bool, Refused> {
        let until = Instant(self.now().0 + LEASE);
        Ok(tx.renew_webhook(id, self.inner.worker, until).await?)
    }

    /// Sends an event, and notes what came of it; how the turn ends, where it does.
    async fn send(
        &self,
        telling: &Telling,
        webhook: &StoredWebhook,
        standing: &mut WebhookStanding,
        event: &Event,
        told: Told<'_>,
    ) -> Result<Option<Outcome>, Refused> {
        let (own, id) = (webhook.organisation, webhook.id);
        if let Some(end) = self.not_any_more(webhook, &told).await? {
            return Ok(Some(end));
        }
        let message = telling.message(id, &event.id, &event.body, self.now());
        let answer = delivered(telling, webhook, &message).await;
        let now = self.now();
        let said = match &answer {
            Ok(answered) => answered.status.to_string(),
            Err(why) => why.code().to_owned(),
        };
        standing.answered_at = Some(now);
        standing.answer = Some(said);
        let status = answer.as_ref().map(|answered| answered.status);
        if !matches!(status, Ok(200..=299)) {
            let since = *standing.failing_since.get_or_insert(now);
            standing.tries += 1;
            // Who says that it is gone is not asked again (Standard Webhooks).
            if now.0 - since.0 >= GIVEN_UP || matches!(status, Ok(410)) {
                standing.paused_at = Some(now);
            }
            return Ok(Some(Outcome::Failed(standing.clone(), pause::asked(&answer, now))));
        }
        (standing.failing_since, standing.tries) = (None, 0);
        let mut tx = self.inner.store.write().await?;
        if !self.renewed(&mut tx, id).await? {
            return Ok(Some(Outcome::Lost));
        }
        tx.set_webhook_standing(own, id, standing).await?;
        let about = match told {
            Told::Change(source, position, employees) => {
                tx.set_webhook_position(own, id, source.id, position).await?;
                Some((source, employees))
            }
            Told::Again(one, about) => {
                tx.delete_webhook_again(own, id, one.id).await?;
                about
            }
        };
        if let Some((source, employees)) = about {
            let caller = receiver(webhook, source);
            let entry = self.audit_entry(&caller, "webhook", "done", employees.len());
            tx.insert_audit(source.id, &[(entry, employees.to_vec())]).await?;
        }
        tx.commit().await?;
        Ok(None)
    }
}

/// Sends a message to a webhook; its span tells what came of that, and not where it went.
async fn delivered(
    telling: &Telling,
    webhook: &StoredWebhook,
    message: &Message,
) -> Result<Answered, NoAnswer> {
    let span = info_span!(
        target: TRACES,
        "fla.webhook.deliver",
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = "POST",
        http.response.status_code = Empty,
        error.type = Empty,
        fla.webhook.id = %webhook.id,
    );
    let sent = telling.messenger.send(&webhook.address, message);
    let answer = within(span.clone(), sent).await;
    match &answer {
        Ok(answered) => {
            span.record("http.response.status_code", i64::from(answered.status));
            if !matches!(answered.status, 200..=299) {
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(why) => {
            span.record("error.type", why.code());
        }
    }
    answer
}

/// Whether whoever is told may read what is told.
fn can_read(source: &Source) -> bool {
    fla_domain::access::allowed_on(Role::Client, source.ground, Action::ReadHistory)
}

/// Who is told, as the audit log names it: the software behind the address.
fn receiver(webhook: &StoredWebhook, source: &Source) -> Caller {
    let host = webhook.address.split('/').nth(2).unwrap_or_default();
    Caller {
        name: host.to_owned(),
        role: Role::Client,
        ground: source.ground,
        acting: source.acting.clone(),
        ..Caller::system(source.id, Channel::Api, format!("webhook {}", webhook.id))
    }
}
