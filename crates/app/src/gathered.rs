//! Registrations of trainings that come while one of the same caller is written: they would wait for
//! the lock of the employer one after the other, and go together as soon as that one is done. Each is
//! a change of its own under its own key, with its own answer, as if it had come alone; nothing waits
//! for others to come.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::reference::Reference;
use fla_store::{Before, TRACES};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tracing::field::Empty;
use tracing::info_span;

use crate::batch::{Answer, Order, Set, register_in};
use crate::traced::{count, within};
use crate::{App, Caller, Command, Key, Refused};

/// With so many participants a set is full.
const TOGETHER: usize = 200;

/// Most participants of one that goes with others; one with more is worth a transaction.
const PARTICIPANTS: usize = 20;

/// A registration that waits, and who waits for what comes of it.
struct Waiting {
    order: Order,
    answer: oneshot::Sender<Answer>,
}

/// One caller who registers, and what of that caller's waits.
struct Line {
    caller: Caller,
    waiting: VecDeque<Waiting>,
}

/// What waits, by employer. Where there is a line, something of it is under way.
#[derive(Default)]
pub(crate) struct Gathered(Mutex<BTreeMap<EmployerId, Vec<Line>>>);

/// How a registration goes.
pub(crate) enum Place {
    /// By itself, whatever else is under way.
    Apart,
    /// By itself, and others wait until the turn is over.
    First(Box<Turn>),
    /// With others; where nobody answers it must go by itself.
    Behind(oneshot::Receiver<Answer>),
}

/// The turn of the first of a line. When it ends, however it does, those who wait go on in a task that
/// is nobody's: who turns away stops none of the others.
pub(crate) struct Turn {
    app: App,
    caller: Caller,
    runtime: Handle,
}

impl Gathered {
    fn lines(&self) -> MutexGuard<'_, BTreeMap<EmployerId, Vec<Line>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a registration behind what is under way of its caller; without that it is the first.
    fn join(&self, caller: &Caller, order: Order) -> Option<oneshot::Receiver<Answer>> {
        let mut lines = self.lines();
        let lines = lines.entry(caller.employer()).or_default();
        if let Some(line) = lines.iter_mut().find(|line| line.caller == *caller) {
            let (answer, answered) = oneshot::channel();
            line.waiting.push_back(Waiting { order, answer });
            return Some(answered);
        }
        lines.push(Line { caller: caller.clone(), waiting: VecDeque::new() });
        None
    }

    /// Those who go next; where nobody waits the line ends.
    fn next(&self, caller: &Caller) -> Option<Vec<Waiting>> {
        self.take(caller, choose)
    }

    /// Takes some of those who wait; where none of them is taken the line ends.
    fn take(
        &self,
        caller: &Caller,
        some: impl FnOnce(&mut VecDeque<Waiting>) -> Vec<Waiting>,
    ) -> Option<Vec<Waiting>> {
        let mut lines = self.lines();
        let of_employer = lines.get_mut(&caller.employer())?;
        let at = of_employer.iter().position(|line| line.caller == *caller)?;
        let taken = some(&mut of_employer[at].waiting);
        if !taken.is_empty() {
            return Some(taken);
        }
        of_employer.swap_remove(at);
        if of_employer.is_empty() {
            lines.remove(&caller.employer());
        }
        None
    }

    /// All who wait; the line goes on.
    fn all(&self, caller: &Caller) -> Vec<Waiting> {
        let mut lines = self.lines();
        let mut of_employer = lines.get_mut(&caller.employer()).into_iter().flatten();
        let line = of_employer.find(|line| line.caller == *caller);
        line.map(|line| line.waiting.drain(..).collect()).unwrap_or_default()
    }

    /// Ends a line in which nobody goes on: who waits hears of it, and goes alone.
    fn end(&self, caller: &Caller) {
        drop(self.all(caller));
        self.take(caller, |_| Vec::new());
    }
}

/// Takes those that can go together: of each key, each reference and each person one, so that each
/// account follows from one change. The others keep their order.
fn choose(waiting: &mut VecDeque<Waiting>) -> Vec<Waiting> {
    // Who no longer waits for the answer no longer wants it done.
    waiting.retain(|one| !one.answer.is_closed());
    let (mut keys, mut references) = (BTreeSet::new(), BTreeSet::new());
    let mut people: BTreeSet<EmployeeId> = BTreeSet::new();
    let (mut chosen, mut left) = (Vec::new(), VecDeque::new());
    for one in waiting.drain(..) {
        let order = &one.order;
        let reference = order.reference.as_ref().map(ToString::to_string);
        let fits = people.len() < TOGETHER
            && !keys.contains(order.key.as_str())
            && !reference.as_ref().is_some_and(|called| references.contains(called))
            && participants(&order.command).all(|person| !people.contains(&person));
        if fits {
            keys.insert(order.key.as_str().to_owned());
            references.extend(reference);
            people.extend(participants(&order.command));
            chosen.push(one);
        } else {
            left.push_back(one);
        }
    }
    *waiting = left;
    chosen
}

/// The participants of a training that is registered, as they will be asked for.
pub(crate) fn people_of(command: &Command) -> Vec<EmployeeId> {
    participants(command).collect::<BTreeSet<_>>().into_iter().collect()
}

fn participants(command: &Command) -> impl Iterator<Item = EmployeeId> {
    let parts = match command {
        Command::RegisterTraining { parts, .. } => &parts[..],
        _ => &[],
    };
    parts.iter().map(|part| part.employee)
}

impl App {
    /// Finds the place of a command that is admissible.
    pub(crate) fn place_in_line(
        &self,
        caller: &Caller,
        command: &Command,
        key: &Key,
        reason: Option<&str>,
        reference: Option<&Reference>,
    ) -> Place {
        if !matches!(command, Command::RegisterTraining { parts, .. } if parts.len() <= PARTICIPANTS)
        {
            return Place::Apart;
        }
        let order = Order {
            key: key.clone(),
            command: command.clone(),
            reason: reason.map(str::to_owned),
            reference: reference.cloned(),
            place: None,
            trace: Some(caller.trace.clone()),
        };
        // Requests of one caller differ in nothing but this.
        let caller = Caller { trace: String::new(), ..caller.clone() };
        let runtime = Handle::current();
        match self.inner.gathered.join(&caller, order) {
            Some(answer) => Place::Behind(answer),
            None => Place::First(Box::new(Turn { app: self.clone(), caller, runtime })),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = self.app.inner.gathered.next(&self.caller);
        if let Some(next) = next {
            let rest = Rest { app: self.app.clone(), caller: self.caller.clone(), ended: false };
            drop(self.runtime.spawn(rest.go_on(next)));
        }
    }
}

/// Those who wait in a line, set after set.
struct Rest {
    app: App,
    caller: Caller,
    /// Whether the line is at its end.
    ended: bool,
}

impl Drop for Rest {
    fn drop(&mut self) {
        if !self.ended {
            self.app.inner.gathered.end(&self.caller);
        }
    }
}

impl Rest {
    async fn go_on(mut self, first: Vec<Waiting>) {
        let mut next = Some(first);
        while let Some(set) = next {
            // Each set by itself: a line can go on for hours.
            let span = info_span!(
                target: TRACES,
                parent: None,
                "fla.registrations",
                fla.trainings = count(set.len()),
                otel.status_code = Empty,
            );
            // What is wrong was told to those whom it is about.
            let _ = within(span, self.carry_out(set)).await;
            next = self.app.inner.gathered.next(&self.caller);
        }
        self.ended = true;
    }

    /// Carries a set out and answers each.
    async fn carry_out(&self, mut set: Vec<Waiting>) -> Result<(), Refused> {
        // Who turned away since does not want it done.
        set.retain(|one| !one.answer.is_closed());
        let (orders, answers): (Vec<_>, Vec<_>) =
            set.into_iter().map(|one| (one.order, one.answer)).unzip();
        let failed = match self.register(&orders).await {
            Ok(done) => {
                if done.len() > 1 {
                    self.app.tallies().add_together(done.iter().filter(|one| one.is_ok()).count());
                }
                for (to, answer) in answers.into_iter().zip(done) {
                    let _ = to.send(answer);
                }
                return Ok(());
            }
            Err(failed) => failed,
        };
        let set = orders.into_iter().zip(answers).map(|(order, answer)| Waiting { order, answer });
        if let Refused::Unavailable(why) = &failed {
            self.unavailable(set, why);
            return Err(failed);
        }
        // What stands in the way of all may be the fault of one.
        let mut set: VecDeque<Waiting> = set.collect();
        while let Some(Waiting { order, answer }) = set.pop_front() {
            let outcome = self.register(&[order]).await.map(|mut done| done.pop());
            if let Err(Refused::Unavailable(why)) = &outcome {
                self.unavailable(set.drain(..), why);
            }
            if let Some(outcome) = outcome.transpose() {
                let _ = answer.send(outcome.and_then(|one| one));
            }
        }
        Err(failed)
    }

    async fn register(&self, orders: &[Order]) -> Result<Vec<Answer>, Refused> {
        if orders.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = orders.iter().map(|one| one.key.as_str().to_owned()).collect();
        let people: BTreeSet<EmployeeId> =
            orders.iter().flat_map(|one| participants(&one.command)).collect();
        let people: Vec<EmployeeId> = people.into_iter().collect();
        let set = Set::new(&self.app, &self.caller, orders);
        let tx = self.app.inner.store.write().await?;
        let before = Before { keys: &keys, people: &people, ..Before::default() };
        let work = self.app.begin_asking(tx, &self.caller, None, before).await?;
        register_in(work, set).await
    }

    /// Answers those of a set, and all who wait behind it: whoever comes to a database that does not answer
    /// waits for it as long as one who comes alone, not as long as all before.
    fn unavailable(&self, set: impl Iterator<Item = Waiting>, why: &str) {
        for one in set.chain(self.app.inner.gathered.all(&self.caller)) {
            let _ = one.answer.send(Err(Refused::Unavailable(why.to_owned())));
        }
    }
}
