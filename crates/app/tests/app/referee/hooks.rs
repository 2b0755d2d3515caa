//! Webhooks: who makes them, and that each event that was taken stands in the log of whom it is of.

use fla_app::{Answered, Message, Messenger, NewWebhook, NoAnswer, Replay};
use fla_domain::anomaly::Fault;
use fla_domain::ids::{EmployeeId, WebhookId};
use fla_domain::webhook::{Happened, Topic};
use fla_formats::synthetic;
use futures::future::BoxFuture;
use uuid::Uuid;

use super::cast::{ACCESS, Org, Part};
use super::line::{Line, Log};
use super::play::Outcome::{self, Done, Invalid, Silent};
use super::play::Play;
use super::stage::{number, quality_of};
use super::things::{Kind, Thing};

/// Takes every message, and forgets it.
pub struct Post;

impl Messenger for Post {
    fn admits(&self, address: &str) -> Result<String, Fault> {
        Ok(address.to_owned())
    }

    fn send<'a>(&'a self, _: &'a str, _: &'a Message) -> BoxFuture<'a, Result<Answered, NoAnswer>> {
        Box::pin(async { Ok(Answered { status: 204, retry_after: None }) })
    }
}

/// The webhook there is: one at a time, so that the order of what is told is known.
#[derive(Clone)]
pub struct Hook {
    id: Uuid,
    org: Org,
    /// From which of the expected entries on nothing was told.
    next: usize,
    /// What is to be told again first: about whom.
    again: Vec<Vec<EmployeeId>>,
}

impl Play {
    pub async fn about_hook(&mut self, door: &str) -> (Outcome, Outcome) {
        match door {
            "addWebhook" => self.add_webhook().await,
            "tell" => self.tell().await,
            door => self.do_with_webhook(door).await,
        }
    }

    async fn add_webhook(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let taken = self.hook.is_some() || self.dice.percent(10);
        let must = match self.due(&part, ACCESS, None) {
            Done if taken => Invalid,
            must => must,
        };
        self.expect(must, &part, "addWebhook");
        let address = if taken { String::new() } else { format!("https://in.test/{}", self.act) };
        let new = NewWebhook { address, topics: Topic::ALL.to_vec(), own: true, served: false };
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().add_webhook(&caller, &new, &key).await;
        if let Ok(WebhookId(id)) = answer {
            self.things.add(Kind::Webhook, Thing::new(id, part.org, Vec::new()));
            let next = self.expected.len();
            self.hook = Some(Hook { id, org: part.org, next, again: Vec::new() });
        }
        (must, Outcome::of(&answer))
    }

    async fn do_with_webhook(&mut self, door: &str) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let thing = self.things.pick(&mut self.dice, Kind::Webhook, &part);
        let event = self.event_to_replay(&part);
        let must = match self.due(&part, ACCESS, Some(&thing)) {
            Done if door == "replayWebhook" && event.is_none() => Invalid,
            must => must,
        };
        self.expect(must, &part, door);
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let (app, id) = (self.app(), WebhookId(thing.id));
        let answer = match door {
            "endWebhook" => app.end_webhook(&caller, id, &key).await,
            "resumeWebhook" => app.resume_webhook(&caller, id, &key).await,
            "testWebhook" => app.test_webhook(&caller, id, &key).await,
            _ => {
                let name = event.as_ref().map_or_else(|| "nothing".to_owned(), |one| one.0.clone());
                app.replay_webhook(&caller, id, &Replay::One(name), &key).await
            }
        };
        if answer.is_ok() {
            match (door, &mut self.hook, event) {
                ("endWebhook", hook, _) => {
                    *hook = None;
                    self.things.take(Kind::Webhook, thing.id);
                }
                ("replayWebhook", Some(hook), Some((_, people))) => hook.again.push(people),
                _ => {}
            }
        }
        (must, Outcome::of(&answer))
    }

    /// A change of the own organisation that is told of, by the name of its event.
    fn event_to_replay(&mut self, part: &Part) -> Option<(String, Vec<EmployeeId>)> {
        let told = |one: &&Thing| one.org == part.org && one.version == TOLD;
        let all: Vec<Thing> = self.things.of(Kind::Change).iter().filter(told).cloned().collect();
        if all.is_empty() || self.dice.percent(20) {
            return None;
        }
        let one = self.dice.one(&all).clone();
        let number = synthetic::enterprise(number(part.org));
        Some((format!("{}.{}", number.digits(), one.id), one.people))
    }

    /// What is due is told: first what was asked for again, then what happened since.
    async fn tell(&mut self) -> (Outcome, Outcome) {
        let mut told = Vec::new();
        if let Some(hook) = &mut self.hook {
            let log = Log::Of(self.stage.id(hook.org));
            told.append(&mut hook.again);
            let new = self.expected[hook.next..].iter();
            let new = new.filter(|l| l.log == log && l.changed && is_told(&l.action));
            told.extend(new.map(|line| line.people.clone()));
            hook.next = self.expected.len();
            let hook = hook.clone();
            let lines: Vec<_> = told.iter().map(|people| self.event(&hook, people)).collect();
            self.expected.extend(lines);
        }
        self.app().tell_what_is_due().await.unwrap();
        let must = if told.is_empty() { Silent } else { Done };
        (must, must)
    }

    /// The entry of an event: the software behind the address was told.
    fn event(&self, hook: &Hook, people: &[EmployeeId]) -> Line {
        Line {
            trace: format!("webhook {}", hook.id),
            log: Log::Of(self.stage.id(hook.org)),
            actor: String::new(),
            role: "client".to_owned(),
            quality: quality_of(hook.org).map(str::to_owned),
            organisation: None,
            mandate: None,
            channel: "api".to_owned(),
            action: "webhook".to_owned(),
            outcome: "done".to_owned(),
            reason: None,
            changed: false,
            subjects: i64::try_from(people.len()).unwrap(),
            people: people.to_vec(),
        }
    }
}

/// As the version of a change: that it is told of.
pub const TOLD: i64 = 2;

/// Whether a change is one of those of which webhooks are told.
pub fn is_told(action: &str) -> bool {
    Happened::of(action).is_some()
}
