//! The forms of a file that was taken, set by set: who may have each carried out, which came before,
//! and the note of what came of them together with how far the work is.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use fla_domain::access::Ground;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{BatchFileId, EmployerId, FileId, JobId};
use fla_formats::batch_file::code::Code as _;
use fla_formats::batch_file::{EmployerId as Number, Form, Ticket, Writer};
use fla_store::batch_file::{StoredBatchFile, StoredForm};
use fla_store::job::Job;
use fla_store::{Engine, TRACES};
use futures::future::BoxFuture;
use futures::{
    FutureExt as _, StreamExt as _, TryFutureExt as _, TryStreamExt as _, future, stream,
};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use tracing::field::Empty;
use tracing::info_span;
use uuid::Uuid;

use super::group::{Added, Group};
use super::reading::Read;
use super::turns::{Turn, Turns, UNDER_WAY};
use super::{Environment, Found, broken, forget, reading, serial, text_of};
use crate::caller::For;
use crate::import::away;
use crate::jobs::{self, Step};
use crate::refused::unmandated;
use crate::sheets::hexadecimal;
use crate::traced::{count, within};
use crate::{App, Caller, Refused};

/// Employers of a set whose forms are carried out at once.
const EMPLOYERS: usize = 4;

/// What came of a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) object: Option<Uuid>,
    pub(super) change: Option<fla_domain::ids::ChangeId>,
    pub(super) found: Found,
}

impl Answer {
    pub(super) fn refused(faults: Vec<Anomaly>) -> Self {
        Self { found: Found { faults, ..Found::default() }, ..Self::default() }
    }

    /// The sender has no mandate of the employer.
    pub(super) fn unmandated() -> Self {
        Self::refused(vec![unmandated()])
    }
}

/// A form of a set, with what it says in one word, and what came of it once that is known.
pub(super) struct Item {
    pub(super) form: Form,
    digest: String,
    pub(super) answer: Option<Answer>,
}

impl Item {
    /// A form as it was read.
    pub(super) fn new(mut form: Form) -> io::Result<Self> {
        let digest = digest(&mut form)?;
        let faults = form.body.as_ref().err().cloned();
        Ok(Self { form, digest, answer: faults.map(Answer::refused) })
    }
}

/// The file under way.
struct Carrying<'a> {
    app: &'a App,
    caller: &'a Caller,
    id: BatchFileId,
    /// The number of which its tickets are made.
    serial: i64,
    /// How many forms it has.
    forms: u64,
    job: JobId,
    environment: Environment,
    /// Whom a simulation would have added so far.
    added: Mutex<Added>,
    /// When the register last said that the job is this instance's.
    renewed: AtomicI64,
    /// Of one set at a time, whose turn it is.
    noted: tokio::sync::Mutex<Noted>,
}

/// How far the work is.
struct Noted {
    job: Job,
    file: StoredBatchFile,
}

/// Carries the file out from where the job stands to its end.
pub(super) async fn all(
    app: &App,
    caller: &Caller,
    mut job: Job,
    mut file: StoredBatchFile,
) -> Result<Step, Refused> {
    let environment = Environment::from_code(&file.environment).ok_or_else(broken)?;
    let id = file.id;
    if environment == Environment::Simulation {
        // What it would have added is known only to whoever began it.
        job.done = 0;
        (file.accepted, file.warned, file.refused) = (0, 0, 0);
    }
    let noted = job.done;
    let sets = reading::start(app, FileId(id.0), noted);
    let carrying = Carrying {
        app,
        caller,
        id,
        serial: i64::try_from(serial(&file)).unwrap_or(0),
        forms: u64::try_from(file.forms).unwrap_or(0),
        job: job.id,
        environment,
        added: Mutex::default(),
        renewed: AtomicI64::new(i64::MIN),
        noted: tokio::sync::Mutex::new(Noted { job, file }),
    };
    carrying.sets(sets, u64::try_from(noted).unwrap_or(0)).await?;
    if app.is_stopping() {
        return Ok(Step::More);
    }
    let Noted { mut job, mut file } = carrying.noted.into_inner();
    let mut work = app.begin_long(caller).await?;
    jobs::go_on(app, &mut work.tx, &mut job).await?;
    "done".clone_into(&mut file.state);
    file.finished_at = Some(work.at);
    work.tx.update_batch_file(caller.employer(), &file).await?;
    jobs::finish(&mut work, &mut job, "done").await?;
    work.tx.commit().await?;
    forget(app, id).await;
    Ok(Step::Finished)
}

impl Carrying<'_> {
    /// Carries out all sets, or those that began before the process was to end.
    async fn sets(&self, mut read: mpsc::Receiver<Read>, noted: u64) -> Result<(), Refused> {
        // A simulation knows what the sets before would have added.
        let mut turns = Turns::new(self.environment != Environment::Simulation, noted);
        let sets = stream::poll_fn(move |context| read.poll_recv(context));
        let sets = sets.take_while(|_| future::ready(!self.app.is_stopping()));
        let carried = sets.map(|set| {
            // It was read to its end before.
            let set = set.map(|items| (turns.next(&items), items)).map_err(|_| away());
            async move { self.carry(set?).await }.boxed()
        });
        let under_way = match self.app.inner.store.engine() {
            // Each statement is carried out where it is asked for: another set would only be in memory.
            Engine::Sqlite => 1,
            Engine::Postgres => UNDER_WAY,
        };
        carried.buffered(under_way).try_collect().await
    }

    /// Answers every form of a set, and keeps what came of it.
    async fn carry(&self, (turn, items): (Turn, Vec<Item>)) -> Result<(), Refused> {
        let begins = turn.to_begin().await;
        if self.app.is_stopping() {
            return Ok(());
        }
        begins?;
        // Each set by itself: a whole file would be a trace of hours.
        let span = info_span!(
            target: TRACES,
            parent: None,
            "fla.batch_file.set",
            fla.job.id = %self.job,
            fla.forms = count(items.len()),
            otel.status_code = Empty,
        );
        let carried = async {
            let items = self.set(items, &turn).await?;
            // Also one that had nothing to write is behind those before it.
            turn.to_write().await?;
            turn.written();
            // The next set goes first: others wait for what it writes, and nobody for this note.
            tokio::task::yield_now().await;
            turn.to_note().await?;
            self.note(items).await
        };
        within(span, carried).await?;
        turn.noted();
        Ok(())
    }

    /// Answers every form of a set.
    async fn set(&self, mut items: Vec<Item>, turn: &Turn) -> Result<Vec<Item>, Refused> {
        if self.environment == Environment::Circuit {
            for item in &mut items {
                item.answer.get_or_insert_default();
            }
            return Ok(items);
        }
        // What came before by the sender's number of the form: in other files, and in this set.
        let mut before = self.called_before(&items).await?;
        loop {
            let mut now: BTreeMap<Called, usize> = BTreeMap::new();
            for (n, item) in items.iter_mut().enumerate().filter(|(_, i)| i.answer.is_none()) {
                let called = called(&item.form);
                match before.get(&called) {
                    Some(earlier) => item.answer = Some(again(item, earlier)),
                    // Another of its number waits for what comes of it: a refused one is none.
                    None => drop(now.entry(called).or_insert(n)),
                }
            }
            if now.is_empty() {
                return Ok(items);
            }
            let chosen: BTreeSet<usize> = now.values().copied().collect();
            self.carry_out(&mut items, &chosen, turn).await?;
            if items.iter().all(|item| item.answer.is_some()) {
                return Ok(items);
            }
            for (called, n) in now {
                let item = &items[n];
                let answer = item.answer.as_ref().ok_or_else(broken)?;
                if answer.found.faults.is_empty() {
                    before.insert(called, (self.serial, stored_form(item, answer)?));
                }
            }
        }
    }

    /// Carries out some forms of a set, those about each employer in their order, whichever of its
    /// numbers they name it by.
    async fn carry_out(
        &self,
        items: &mut [Item],
        chosen: &BTreeSet<usize>,
        turn: &Turn,
    ) -> Result<(), Refused> {
        let callers = self.callers(chosen.iter().map(|n| &items[*n].form.employer)).await?;
        let mut groups: BTreeMap<EmployerId, (&Caller, Vec<&mut Item>)> = BTreeMap::new();
        for (_, item) in items.iter_mut().enumerate().filter(|(n, _)| chosen.contains(n)) {
            let Some(caller) = callers.get(&item.form.employer) else {
                item.answer = Some(Answer::unmandated());
                continue;
            };
            groups.entry(caller.employer()).or_insert((caller, Vec::new())).1.push(item);
        }
        // Not by `map`: closures over what is lent are not general enough for tasks of several threads.
        let mut carried: Vec<BoxFuture<'_, Result<(), Refused>>> = Vec::new();
        for (caller, items) in groups.into_values() {
            carried.push(self.of_employer(caller, items, turn).boxed());
        }
        stream::iter(carried).buffer_unordered(EMPLOYERS).try_collect().await
    }

    /// Carries out forms about one employer.
    async fn of_employer(
        &self,
        caller: &Caller,
        mut items: Vec<&mut Item>,
        turn: &Turn,
    ) -> Result<(), Refused> {
        let simulated = self.environment == Environment::Simulation;
        let group = Group {
            app: self.app,
            caller,
            sender: self.caller.employer(),
            file: self.id,
            forms: self.forms,
            job: self.job,
            renewed: &self.renewed,
            turn,
            simulation: simulated.then_some(&self.added),
        };
        group.carry_out(&mut items).await
    }

    /// With what authority the sender acts for some employers, by the numbers they are named by.
    async fn callers(
        &self,
        numbers: impl Iterator<Item = &Number>,
    ) -> Result<BTreeMap<Number, Caller>, Refused> {
        let numbers: BTreeSet<&Number> = numbers.collect();
        // Not by `map`, as above.
        let mut asked: Vec<BoxFuture<'_, Result<_, Refused>>> = Vec::new();
        for number in numbers {
            let caller = self.caller_for(number);
            asked.push(caller.map_ok(|caller| Some((number.clone(), caller?))).boxed());
        }
        let callers: Vec<Option<(Number, Caller)>> =
            stream::iter(asked).buffer_unordered(EMPLOYERS).try_collect().await?;
        Ok(callers.into_iter().flatten().collect())
    }

    /// The forms of the numbers of some, as the sender's files had them accepted before.
    async fn called_before(
        &self,
        items: &[Item],
    ) -> Result<BTreeMap<Called, (i64, StoredForm)>, Refused> {
        let references: Vec<String> =
            items.iter().map(|item| item.form.reference.to_string()).collect();
        let first = items.first().map_or(0, |item| number(item.form.n));
        let mut before = BTreeMap::new();
        let mut tx = self.app.inner.store.read().await?;
        for chunk in references.chunks(1_000) {
            let sender = self.caller.employer();
            for (serial, form) in tx.forms_called(sender, chunk, self.id, first).await? {
                before.insert((form.about.clone(), form.reference.clone()), (serial, form));
            }
        }
        tx.rollback().await?;
        Ok(before)
    }

    /// With what authority the sender acts for an employer: the own organisation, or one that gave it
    /// a mandate which is in force. `None` for any other, known to the register or not.
    async fn caller_for(&self, number: &Number) -> Result<Option<Caller>, Refused> {
        let own = self.caller.employer();
        let mut tx = self.app.inner.store.read().await?;
        let employer: Option<EmployerId> = match number {
            Number::Company(number) => tx.find_employer(number).await?,
            Number::Nsso(number) => tx.find_employer_by_nsso(*number).await?,
        };
        let authority = match employer {
            Some(employer) if employer == own => {
                Some((own, Ground::Own(tx.qualities(own).await?), self.caller.acting.clone()))
            }
            Some(employer) => {
                let found = self.app.mandated_for(&mut tx, own, employer).await?;
                found.map(|(ground, acting): (Ground, For)| (employer, ground, acting))
            }
            None => None,
        };
        tx.rollback().await?;
        Ok(authority.map(|(employer, ground, acting)| Caller {
            employer,
            ground,
            acting,
            ..self.caller.clone()
        }))
    }

    /// Keeps what came of a set together with how far the work is. Behind no lock of the sender: it
    /// changes nothing of the register, and only whoever has the job writes it.
    async fn note(&self, items: Vec<Item>) -> Result<(), Refused> {
        let mut noted = self.noted.lock().await;
        let Noted { job, file } = &mut *noted;
        let mut forms = Vec::with_capacity(items.len());
        for mut item in items {
            let mut answer = item.answer.take().ok_or_else(broken)?;
            let found = &mut answer.found;
            for anomaly in found.faults.iter_mut().chain(&mut found.warnings) {
                place(&item.form, anomaly);
            }
            let form = stored_form(&item, &answer)?;
            match form.state.as_str() {
                "accepted" => file.accepted += 1,
                "warned" => file.warned += 1,
                _ => file.refused += 1,
            }
            forms.push(form);
        }
        job.done += i64::try_from(forms.len()).unwrap_or(0);
        let mut tx = self.app.inner.store.write_long().await?;
        let sender = self.caller.employer();
        let now = self.app.now().0;
        // First whether the job is still this instance's: another one may have kept the same.
        jobs::go_on(self.app, &mut tx, job).await?;
        tx.update_batch_file(sender, file).await?;
        // Whoever broke off at it often is no reason to give up a file that gets on.
        tx.forget_tries(self.job).await?;
        // A simulation begins anew where it was cut off.
        let may_be_kept = self.environment == Environment::Simulation;
        tx.put_forms(sender, self.id, &forms, may_be_kept).await?;
        tx.commit().await?;
        // So the next set need not ask, and wait for the next note.
        self.renewed.fetch_max(now, Ordering::AcqRel);
        self.app.tallies().add_forms(forms.iter().map(|form| form.state.as_str()));
        Ok(())
    }
}

/// The employer that a form names, and what the sender calls the form.
pub(super) type Called = (String, String);

pub(super) fn called(form: &Form) -> Called {
    (about(form), form.reference.to_string())
}

/// What is said of a form whose number the sender used before: the same again is done already, and
/// another under the same number is refused.
fn again(item: &Item, (serial, earlier): &(i64, StoredForm)) -> Answer {
    let said = |reason: &str| {
        let used = Anomaly::new(Zone::Reference, Fault::Duplicate).at("reference");
        used.with("reason", reason).with("ticket", ticket(*serial, earlier.n))
    };
    if earlier.digest != item.digest {
        return Answer::refused(vec![said("otherForm")]);
    }
    let warnings = vec![said("sameForm").warning()];
    // What was told of it the first time, as long as that is kept.
    let told: Found = super::parse(&earlier.outcome).unwrap_or_default();
    Answer { object: earlier.object, change: earlier.change, found: Found { warnings, ..told } }
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn ticket(serial: i64, n: i64) -> String {
    let (serial, n) = (u64::try_from(serial).unwrap_or(0), u64::try_from(n).unwrap_or(0));
    Ticket::of_form(serial, n).map(|ticket| ticket.to_string()).unwrap_or_default()
}

/// The number by which a form names its employer.
fn about(form: &Form) -> String {
    match &form.employer {
        Number::Company(number) => number.digits().to_owned(),
        Number::Nsso(number) => number.to_string(),
    }
}

/// SHA-256 of what a form says, whenever it was made; empty of one that says nothing.
fn digest(form: &mut Form) -> io::Result<String> {
    if form.body.is_err() {
        return Ok(String::new());
    }
    let created = std::mem::take(&mut form.created);
    let mut writer = Writer::new(Vec::new())?;
    writer.form(form)?;
    let written = writer.finish()?;
    form.created = created;
    Ok(hexadecimal(&Sha256::digest(written)))
}

/// Says where in the file an anomaly lies that the register found.
fn place(form: &Form, anomaly: &mut Anomaly) {
    if anomaly.line.is_some() {
        return;
    }
    let place = form.places.find(&anomaly.path);
    anomaly.path = place.path;
    (anomaly.line, anomaly.column) = (Some(place.line), Some(place.column));
    anomaly.args.entry("element".to_owned()).or_insert_with(|| place.element.to_owned());
}

fn stored_form(item: &Item, answer: &Answer) -> Result<StoredForm, Refused> {
    let (form, found) = (&item.form, &answer.found);
    let state = match (found.faults.is_empty(), found.warnings.is_empty()) {
        (false, _) => "refused",
        (true, false) => "warned",
        (true, true) => "accepted",
    };
    let nsso = matches!(form.employer, Number::Nsso(_));
    let said = match (nsso, *found == Found::default()) {
        (false, true) => String::new(),
        (false, false) => text_of(found)?,
        (true, _) => text_of(&Found { nsso, ..found.clone() })?,
    };
    Ok(StoredForm {
        n: number(form.n),
        about: about(form),
        reference: form.reference.to_string(),
        created: form.created.to_string(),
        status: form.status.digit().parse().map_err(|_| broken())?,
        kind: form.kind.map(|kind| kind.element().to_owned()).unwrap_or_default(),
        state: state.to_owned(),
        digest: if state == "refused" { String::new() } else { item.digest.clone() },
        object: answer.object,
        change: answer.change,
        outcome: said,
    })
}
