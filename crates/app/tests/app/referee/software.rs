//! Software: who lets it in, and what it does that people do not: reading the row of changes, sending
//! batches, asking what came of them.

use fla_app::{Asked, BatchItem, Caller, Command, PersonInput, Refused, Since, client_name};
use fla_domain::access::{ApiScope, ApiScopes};
use fla_domain::ids::{BatchId, ClientId, ClientKeyId, EmployeeId, TrainingId};
use fla_domain::task::Settled;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_formats::synthetic;
use jiff::civil::date;
use uuid::Uuid;

use super::cast::{ACCESS, Door, HISTORY, Org, Part, REGISTER, SEND, Who};
use super::hooks::{TOLD, is_told};
use super::line::{Line, Log, sorted};
use super::play::Outcome::{self, Done, Forbidden, Hidden, Invalid, Previewed, Silent};
use super::play::Play;
use super::stage::{REASON, SMALL, number};
use super::things::{ADDED, Kind, Thing};
use crate::support::{occupation, part, person, training};

/// Changes on a page of the feed.
const PAGE: usize = 20;
/// Of how many changes it is remembered that they are there.
const REMEMBERED: usize = 60;

/// Where a reader of the changes of an organisation stands.
#[derive(Clone, Copy)]
pub struct Reader {
    position: Instant,
    /// From which of the expected entries on there is something new.
    next: usize,
}

/// What a batch asks for, and what must come of it.
struct Sent {
    items: Vec<BatchItem>,
    lines: Vec<(&'static str, Vec<EmployeeId>, Option<&'static str>)>,
    must: Outcome,
}

impl Play {
    pub async fn about_software(&mut self, door: &str) -> (Outcome, Outcome) {
        match door {
            "addClient" => self.add_client().await,
            "endClient" => self.end_client().await,
            "addClientKey" => self.add_client_key().await,
            "endClientKey" => self.end_client_key().await,
            "clientLate" => self.client_late().await,
            "clientElsewhere" => self.client_elsewhere().await,
            "changeFeed" => self.read_feed().await,
            "sendBatch" => self.send_batch(false).await,
            "tryBatch" => self.send_batch(true).await,
            "batch" | "batch_items" => self.see_batch(door).await,
            other => panic!("nothing is called {other}"),
        }
    }

    /// Software that shows a token, at the door of an organisation.
    pub async fn by_token(
        &self,
        part: &Part,
        client: ClientId,
        at: Org,
    ) -> Result<Caller, Refused> {
        let name = client_name(&synthetic::enterprise(number(part.own())), client);
        let read: ApiScopes = [ApiScope::RegisterRead].into_iter().collect();
        let wanted = (part.who == Who::Narrow).then_some(read);
        let (app, until) = (self.app(), Instant(self.app().now().0 + 60_000_000));
        let issued = app.issue_token(&name, &app.fresh_key(), until, wanted, None).await.unwrap();
        let token = issued.unwrap().token;
        let at = synthetic::enterprise(number(at));
        let visitor = app.api_visitor(&token, &self.trace(), Some(&at)).await.unwrap().unwrap();
        app.act_for_number(&visitor, &at).await
    }

    async fn add_client(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let nameless = self.dice.percent(20);
        let must = match self.due(&part, ACCESS, None) {
            Done if nameless => Invalid,
            must => must,
        };
        self.expect(must, &part, "addClient");
        let name = if nameless { String::new() } else { format!("Software {}", self.act) };
        let scopes = ApiScope::ALL.iter().copied().collect();
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().add_client(&caller, &name, scopes, &key).await;
        if let Ok(ClientId(id)) = answer {
            self.things.add(Kind::Client, Thing::new(id, part.org, Vec::new()));
        }
        (must, Outcome::of(&answer))
    }

    async fn end_client(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let thing = self.things.pick(&mut self.dice, Kind::Client, &part);
        let must = self.due(&part, ACCESS, Some(&thing));
        self.expect(must, &part, "endClient");
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().end_client(&caller, ClientId(thing.id), &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Client, thing.id);
            let keys = self.things.of(Kind::ClientKey).to_vec();
            for one in keys.iter().filter(|one| one.of == thing.id) {
                self.things.take(Kind::ClientKey, one.id);
            }
        }
        (must, Outcome::of(&answer))
    }

    async fn add_client_key(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let mut thing = self.things.pick(&mut self.dice, Kind::Client, &part);
        if self.things.of(Kind::ClientKey).iter().filter(|key| key.of == thing.id).count() >= 10 {
            thing = Thing::absent(&mut self.dice);
        }
        let must = self.due(&part, ACCESS, Some(&thing));
        self.expect(must, &part, "addClientKey");
        let jwk = format!("{{\"n\":\"{}\"}}", self.act);
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().add_client_key(&caller, ClientId(thing.id), &jwk, &key).await;
        if let Ok(ClientKeyId(id)) = answer {
            let new = Thing::new(id, part.org, Vec::new());
            self.things.add(Kind::ClientKey, Thing { of: thing.id, ..new });
        }
        (must, Outcome::of(&answer))
    }

    async fn end_client_key(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let thing = self.things.pick(&mut self.dice, Kind::ClientKey, &part);
        let must = self.due(&part, ACCESS, Some(&thing));
        self.expect(must, &part, "endClientKey");
        let (client, id) = (ClientId(thing.of), ClientKeyId(thing.id));
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().end_client_key(&caller, client, id, &key).await;
        if answer.is_ok() {
            self.things.take(Kind::ClientKey, thing.id);
        }
        (must, Outcome::of(&answer))
    }

    /// Software that came in while it was let in, and acts when it is ended: nothing is done, and the
    /// try stands in the log.
    async fn client_late(&mut self) -> (Outcome, Outcome) {
        let manager = self.part(Who::Manager);
        self.expect(Done, &manager, "addClient");
        self.expect(Done, &manager, "endClient");
        let (caller, app) = (self.caller(&manager).await, self.app().clone());
        let keys = [(); 3].map(|()| self.stage.world.key());
        let scopes = ApiScope::ALL.iter().copied().collect();
        let name = format!("Late {}", self.act);
        let client = app.add_client(&caller, &name, scopes, &keys[0]).await.unwrap();
        let late = Part { door: Door::Token(client), ..self.part(Who::Software) };
        self.turned_away(Hidden, &late, "settleTask");
        let held = self.by_token(&late, client, Org::Bakery).await.unwrap();
        app.end_client(&caller, client, &keys[1]).await.unwrap();
        let command = Command::SettleTask { task: Settled::PlanAdvice(2026), done_on: None };
        let answer = app.submit(&held, &command, &keys[2], None).await;
        (Hidden, Outcome::of(&answer))
    }

    /// Software at the door of an employer that gave its organisation no mandate.
    async fn client_elsewhere(&mut self) -> (Outcome, Outcome) {
        let part = self.part(Who::Trainer);
        let log = Log::Of(self.stage.id(Org::House));
        let line = Line { log, quality: None, ..self.refusal(&part, "enter") };
        self.expected.push(line);
        let client = part.software().unwrap();
        let answer = self.by_token(&part, client, Org::Bakery).await;
        (Hidden, Outcome::of(&answer))
    }

    /// The row of changes from where it was read last. The people of a page are those of the entries
    /// of its changes.
    async fn read_feed(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(HISTORY);
        let caller = self.caller(&part).await;
        let reader = self.readers.get(&part.org).copied();
        if self.turned_away(self.due(&part, HISTORY, None), &part, "changeFeed") {
            let answer = self.app().changes_since(&caller, Since::Now, 1).await;
            return (Forbidden, Outcome::of(&answer));
        }
        let Some(reader) = reader else {
            let page = self.app().changes_since(&caller, Since::Now, 1).await.unwrap();
            let reader = Reader { position: page.position, next: self.expected.len() };
            self.readers.insert(part.org, reader);
            return (Silent, Silent);
        };
        let log = Log::Of(self.stage.id(part.org));
        let new = self.expected.iter().enumerate().skip(reader.next);
        let new = new.filter(|(_, line)| line.log == log && line.changed).take(PAGE);
        let new: Vec<(usize, Vec<EmployeeId>, String)> =
            new.map(|(at, line)| (at, line.people.clone(), line.action.clone())).collect();
        let people = sorted(new.iter().flat_map(|(_, people, _)| people.clone()).collect());
        let limit = i64::try_from(PAGE).unwrap();
        let since = Since::After(reader.position);
        let page = self.app().changes_since(&caller, since, limit).await.unwrap();
        let kinds: Vec<_> = page.items.iter().map(|item| item.change.kind.clone()).collect();
        let actions: Vec<_> = new.iter().map(|(_, _, action)| action.clone()).collect();
        assert_eq!(kinds, actions, "a change for each entry of one");
        let Some((last, ..)) = new.last() else { return (Silent, Silent) };
        self.readers.insert(part.org, Reader { position: page.position, next: last + 1 });
        let line = self.line(&part, "changeFeed", &people);
        self.expected.push(line);
        for (item, (at, people, action)) in page.items.iter().zip(new) {
            if self.things.of(Kind::Change).len() < REMEMBERED && self.is_of_one(at) {
                let thing = Thing::new(item.change.id.0, part.org, people);
                let version = if is_told(&action) { TOLD } else { 1 };
                self.things.add(Kind::Change, Thing { version, ..thing });
            }
        }
        (Done, Done)
    }

    /// Whether a change is in the history of one organisation only.
    fn is_of_one(&self, at: usize) -> bool {
        let line = &self.expected[at];
        let near = at.saturating_sub(4)..(at + 5).min(self.expected.len());
        let same = |other: &&Line| other.trace == line.trace && other.action == line.action;
        self.expected[near].iter().filter(same).all(|other| other.log == line.log)
    }

    /// A batch: taken by whoever may do all that it asks for, carried out by the register in the
    /// name of the sender, each change noted as one, a trial as a look.
    async fn send_batch(&mut self, trial: bool) -> (Outcome, Outcome) {
        // What else waits is done first; none of it leaves an entry.
        self.app().work_to_the_end().await.unwrap();
        self.stage.world.tick();
        let others = [Who::Verifier, Who::Reader, Who::ReadOnly, Who::Narrow, Who::Trainer];
        let may = self.dice.percent(75);
        let who = *self.dice.one(if may { SEND } else { &others });
        let part = self.part(who);
        let sent = self.batch(&part, trial);
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        if !may {
            self.turned_away(Forbidden, &part, "batchReceived");
            let answer = self.app().take_batch(&caller, &sent.items, trial, &key).await;
            return (Forbidden, Outcome::of(&answer));
        }
        self.expect(Done, &part, "batchReceived");
        let id = self.app().take_batch(&caller, &sent.items, trial, &key).await.unwrap();
        let batch = Thing::new(id.0, part.org, Vec::new());
        self.things.add(Kind::Batch, Thing { of: self.stage.id(part.own()).0, ..batch });
        let view = self.app().batch(&caller, id).await.unwrap();
        let trace = format!("job {}", view.job.id);
        self.stage.world.tick();
        if trial {
            let people = sent.lines.iter().flat_map(|(_, people, _)| people.clone()).collect();
            let line = Line { trace, ..self.line(&part, "preview", &sorted(people)) };
            self.expected.push(line);
            self.app().work_to_the_end().await.unwrap();
            let must = if sent.must == Done { Previewed } else { sent.must };
            return (must, self.came_of(&caller, id).await);
        }
        let from = self.expected.len();
        for (word, people, reason) in &sent.lines {
            let line = match sent.must {
                Hidden => self.refusal(&part, word),
                _ => self.change_line(&part, word, people),
            };
            let reason = reason.filter(|_| sent.must != Hidden).map(str::to_owned);
            self.expected.push(Line { trace: trace.clone(), reason, ..line });
        }
        self.app().work_to_the_end().await.unwrap();
        self.batch_happened(&part, &caller, id, from).await;
        (sent.must, self.came_of(&caller, id).await)
    }

    /// One change that is done, or not; or two that build on each other.
    fn batch(&mut self, part: &Part, trial: bool) -> Sent {
        let item = |command: Command, people: Vec<(fla_app::Who, _)>, reason: Option<&str>| {
            let reason = reason.map(str::to_owned);
            let asked = Asked { command, people, reason };
            BatchItem { reference: None, asked, faults: Vec::new() }
        };
        let details = training(&format!("Batch {}", self.act), date(2026, 3, 3), 60);
        let followed = |employee: EmployeeId| part_details(employee);
        match self.dice.below(3) {
            0 if !trial => {
                let thing = self.things.pick(&mut self.dice, Kind::Training, part);
                let (training, version) = (TrainingId(thing.id), thing.version);
                let command = Command::WithdrawTraining { training, version, parts: None };
                let must = if self.things.sees(part, &thing) { Done } else { Hidden };
                let lines = vec![("withdrawTraining", thing.people.clone(), Some(REASON))];
                Sent { items: vec![item(command, Vec::new(), Some(REASON))], lines, must }
            }
            1 if !trial && !self.is_full(part.org) => {
                let n = ADDED + u32::try_from(self.act).unwrap();
                let add = Command::AddEmployee {
                    person: PersonInput { team: None, ..person(n) },
                    from: date(2026, 1, 1),
                    to: None,
                    occupations: vec![occupation("200", SMALL)],
                };
                let follow = Command::RegisterTraining { details, parts: Vec::new() };
                let whom = fla_app::Who::Ssin(synthetic::ssin(n));
                let people = vec![(whom, followed(EmployeeId(Uuid::nil())))];
                let items = vec![item(add, Vec::new(), None), item(follow, people, None)];
                let lines =
                    ["addEmployee", "registerTraining"].map(|word| (word, Vec::new(), None));
                Sent { items, lines: lines.to_vec(), must: Done }
            }
            _ => {
                let fits = |one: &super::things::Person| !one.is_added();
                let thing = self.things.pick_person(&mut self.dice, part, fits);
                let employee = EmployeeId(thing.id);
                let command = Command::RegisterTraining { details, parts: Vec::new() };
                let people = vec![(fla_app::Who::Id(employee), followed(employee))];
                let sees = self.things.sees(part, &thing);
                let lines = vec![("registerTraining", thing.people.clone(), None)];
                let lines = if sees { lines } else { Vec::new() };
                let must = if sees { Done } else { Invalid };
                Sent { items: vec![item(command, people, None)], lines, must }
            }
        }
    }

    /// What the sender is told came of the last change.
    async fn came_of(&self, caller: &Caller, id: BatchId) -> Outcome {
        let items = self.app().batch_items(caller, id, "", 0, 10).await.unwrap();
        let last = items.last().unwrap();
        let codes: Vec<_> = last.faults.iter().map(fla_domain::anomaly::Anomaly::code).collect();
        match (last.state.as_str(), codes.iter().any(|code| code == "VERSION-022")) {
            ("done", _) => Done,
            ("good", _) => Previewed,
            ("refused", true) => Hidden,
            ("refused", false) => Invalid,
            (other, _) => panic!("{other}"),
        }
    }

    /// Notes for the referee what there is now, and by which ids the new ones go.
    async fn batch_happened(&mut self, part: &Part, caller: &Caller, id: BatchId, from: usize) {
        let items = self.app().batch_items(caller, id, "", 0, 10).await.unwrap();
        let mut joined = None;
        for (n, item) in items.iter().enumerate().filter(|(_, item)| item.state == "done") {
            let object = item.object.unwrap();
            match item.kind.as_str() {
                "addEmployee" => {
                    self.joined(part.org, EmployeeId(object));
                    joined = Some(EmployeeId(object));
                    self.expected[from + n].people = vec![EmployeeId(object)];
                    self.expected[from + n].subjects = 1;
                }
                "withdrawTraining" => self.moved(Kind::Training, Kind::Withdrawn, object),
                _ => {
                    let line = &mut self.expected[from + n];
                    if let Some(employee) = joined {
                        (line.people, line.subjects) = (vec![employee], 1);
                    }
                    let people = line.people.clone();
                    let of = self.participation(part.org, TrainingId(object)).await;
                    let new = Thing::new(object, part.org, people);
                    self.things.add(Kind::Training, Thing { of, ..new });
                }
            }
        }
    }

    /// Only the organisation that sent a batch sees what came of it.
    async fn see_batch(&mut self, door: &str) -> (Outcome, Outcome) {
        let part = self.somebody(REGISTER);
        let allowed = REGISTER.contains(&part.who) || part.software().is_some();
        let mut all = self.things.of(Kind::Batch).to_vec();
        all.push(Thing::absent(&mut self.dice));
        let thing = self.dice.one(&all).clone();
        // The installation sends none, and what is nowhere is put down to it.
        let here = thing.org == part.org && part.org != Org::House;
        let own = here && self.stage.id(part.own()).0 == thing.of;
        let must = match (allowed, own) {
            (false, _) => Forbidden,
            (true, false) => Hidden,
            (true, true) => Silent,
        };
        self.turned_away(must, &part, "batch");
        let (caller, id) = (self.caller(&part).await, BatchId(thing.id));
        let answer = match door {
            "batch" => self.app().batch(&caller, id).await.map(drop),
            _ => self.app().batch_items(&caller, id, "", 0, 10).await.map(drop),
        };
        let is = Outcome::of(&answer);
        (must, if must == Silent && is == Done { must } else { is })
    }
}

fn part_details(employee: EmployeeId) -> fla_domain::training::PartDetails {
    part(employee, Status::Completed, 60).details
}
