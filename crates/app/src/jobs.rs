//! Long work: taken from the queue under a lease, done in steps that each commit with how far
//! they got, so that a killed instance's work is taken over and nothing is done twice.

use std::sync::atomic::Ordering;
use std::time::Duration;

use fla_domain::access::{Action, Ground, Qualities, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployerId, JobId};
use fla_domain::time::Instant;
use fla_store::job::Job;
use fla_store::{Engine, TRACES, Tx};
use tracing::field::Empty;
use tracing::info_span;

use crate::caller::{For, is_person, software_of};
use crate::intake::Work;
use crate::traced::within;
use crate::{App, Caller, Channel, Refused, batch, batch_file, import, paper, recompute, sheets};

/// Recalculation of rights and credit.
pub(crate) const RECALCULATION: &str = "recalculation";
/// Import of declarations.
pub(crate) const IMPORT: &str = "import";
/// Work on a spreadsheet.
pub(crate) const SHEET: &str = "sheet";
/// A batch of changes.
pub(crate) const BATCH: &str = "batch";
/// A batch file.
pub(crate) const BATCH_FILE: &str = "batchFile";

/// A lease lasts 10 seconds, so that another instance has gone on within half a minute after one was
/// killed, however busy the machine.
const LEASE: i64 = 10_000_000;
/// How often it is renewed while a step is under way.
const KEEP: Duration = Duration::from_secs(3);
/// A job that broke is tried again after this many microseconds, times the number of tries.
const PAUSE: i64 = 5_000_000;
/// A job whose files cannot be reached is tried again after this many microseconds, and never given up.
const AWAY: i64 = 15_000_000;
/// After so many tries it is given up and says so.
const TRIES: i64 = 5;
/// How many employees a step of recalculation works out at most.
const STEP: i64 = 500;

/// How far a job is.
#[derive(Clone, Debug)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// `import` or `recalculation`.
    pub kind: String,
    /// `waiting`, `running`, `done`, `refused`, `failed`, or `stopped` where its mandate ended.
    pub state: String,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while not known.
    pub total: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
}

impl From<&Job> for JobView {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id,
            kind: job.kind.clone(),
            state: job.state.clone(),
            done: job.done,
            total: job.total,
            created_at: job.created_at,
            finished_at: job.finished_at,
        }
    }
}

/// What a step of a job came to.
pub(crate) enum Step {
    /// There is more to do.
    More,
    /// The job is at its end; its state says how.
    Finished,
    /// It cannot go on yet: after so many microseconds.
    Later(i64),
}

/// Puts the recalculation of the marked employees in the queue, where it is not there yet.
pub(crate) async fn enqueue_recalculation(work: &mut Work<'_>) -> Result<JobId, Refused> {
    let employer = work.caller.employer();
    if let Some(open) = work.tx.open_job(employer, RECALCULATION).await? {
        return Ok(open.id);
    }
    let total = work.tx.count_queued(employer).await?;
    let job = new_job(work.app, work.caller, work.at, RECALCULATION, "{}".to_owned(), total);
    work.tx.insert_job(&job).await?;
    Ok(job.id)
}

pub(crate) fn new_job(
    app: &App,
    caller: &Caller,
    at: Instant,
    kind: &str,
    payload: String,
    total: i64,
) -> Job {
    Job {
        id: JobId(app.opaque_id()),
        employer: caller.employer(),
        kind: kind.to_owned(),
        state: "waiting".to_owned(),
        payload,
        cursor: String::new(),
        done: 0,
        total,
        report: "{}".to_owned(),
        created_at: at,
        finished_at: None,
        actor_ssin: caller.actor().into_owned(),
        actor_name: caller.name().to_owned(),
        role: caller.role().code().to_owned(),
        behalf: caller.behalf(),
        channel: caller.channel.code().to_owned(),
    }
}

/// A change of employments may change the size of the undertaking, and with it everybody's right.
/// Says whether the size at the end of any quarter is another.
pub(crate) async fn sizes_after_change(work: &mut Work<'_>) -> Result<bool, Refused> {
    let before = recompute::sizes_by_year(work).await?;
    let changed = recompute::refresh_quarter_sizes(work).await?;
    let after = recompute::sizes_by_year(work).await?;
    // Only the band decides the days; a new average in the same band changes no right.
    work.everybody |=
        before.iter().any(|(year, size)| after.get(year).is_none_or(|a| a.band != size.band));
    Ok(changed)
}

impl App {
    /// Works through the queue until `stop` resolves. Then the step under way comes to its end,
    /// and its job is given back for another instance to take at once. Several instances may work
    /// at once.
    pub async fn work(&self, stop: impl Future<Output = ()> + Send) {
        if let Err(error) = self.take_over_at_start().await {
            tracing::error!(%error, "job queue");
        }
        tokio::pin!(stop);
        loop {
            let mut turn = Box::pin(self.work_or_wait());
            tokio::select! {
                () = &mut turn => {}
                () = &mut stop => {
                    self.inner.stopping.store(true, Ordering::Relaxed);
                    // Whoever waits for work need not wait any longer.
                    self.inner.work_waiting.notify_one();
                    return turn.await;
                }
            }
        }
    }

    /// Does a job; where none can be done, waits until one may wait.
    async fn work_or_wait(&self) {
        match self.work_once().await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "job queue"),
        }
        let pause = tokio::time::sleep(Duration::from_secs(2));
        tokio::select! { () = pause => {}, () = self.inner.work_waiting.notified() => {} }
    }

    /// Whether this process is to end, so that no further step of a job is begun.
    pub(crate) fn is_stopping(&self) -> bool {
        self.inner.stopping.load(Ordering::Relaxed)
    }

    /// An embedded store has one process: what the one before it left is taken over at once.
    async fn take_over_at_start(&self) -> Result<(), Refused> {
        if self.inner.store.engine() == Engine::Sqlite {
            let mut tx = self.inner.store.write().await?;
            tx.release_leases().await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Works until the queue is empty: for the command line and tests.
    pub async fn work_to_the_end(&self) -> Result<(), Refused> {
        while self.work_once().await? {}
        Ok(())
    }

    /// Takes a job and does all of it; false where none waits.
    async fn work_once(&self) -> Result<bool, Refused> {
        // Before a job is taken: a try that must fail would count against it.
        self.sealed_in_time().await?;
        let mut tx = self.inner.store.write().await?;
        let now = self.now();
        let claimed = tx.claim_job(self.inner.worker, now, self.lease_end()).await?;
        tx.commit().await?;
        let Some((employer, id, tries)) = claimed else { return Ok(false) };
        match self.run(employer, id).await {
            Ok(()) => {}
            Err(error) => {
                tracing::error!(job = %id, tries, %error, "job broke off");
                let away = self.inner.files.ask().await.is_err();
                self.put_back(employer, id, away).await?;
            }
        }
        self.tally(employer, id).await?;
        Ok(true)
    }

    async fn run(&self, employer: EmployerId, id: JobId) -> Result<(), Refused> {
        let mut went_on = false;
        loop {
            if self.is_stopping() {
                let mut tx = self.inner.store.write().await?;
                tx.give_back_job(id, self.inner.worker).await?;
                return Ok(tx.commit().await?);
            }
            let mut tx = self.inner.store.write().await?;
            let mine = tx.renew_job(id, self.inner.worker, self.lease_end()).await?;
            if mine && went_on {
                // Whoever is killed at it often is no reason to give up a job that gets on.
                tx.forget_tries(id).await?;
            }
            let job = tx.get_job(employer, id).await?;
            tx.commit().await?;
            let (true, Some(job)) = (mine, job) else { return Ok(()) };
            let Some(caller) = self.job_caller(&job).await? else {
                return self.stop_job(employer, id).await;
            };
            let span = info_span!(
                target: TRACES,
                "fla.job.step",
                fla.job.kind = job.kind,
                fla.job.id = %id,
                otel.status_code = Empty,
            );
            match self.keeping(id, within(span, self.step(&caller, job))).await {
                Ok(Step::More) => went_on = true,
                Ok(Step::Finished) => return Ok(()),
                // The mandate ended during the step.
                Err(Refused::Ended) => return self.stop_job(employer, id).await,
                Err(refused) => return Err(refused),
                Ok(Step::Later(wait)) => {
                    let mut tx = self.inner.store.write().await?;
                    tx.release_job(id, Instant(self.now().0 + wait)).await?;
                    return Ok(tx.commit().await?);
                }
            }
        }
    }

    /// Waits for a step of a job, and keeps the job meanwhile: what takes long, as reading a large file
    /// does, is begun by no other instance.
    async fn keeping<T>(&self, id: JobId, step: impl Future<Output = T>) -> T {
        // An embedded store has one process.
        if self.inner.store.engine() == Engine::Sqlite {
            return step.await;
        }
        let keep = async {
            loop {
                tokio::time::sleep(KEEP).await;
                if let Err(error) = self.keep(id).await {
                    tracing::warn!(job = %id, %error, "the lease of a job was not renewed");
                }
            }
        };
        tokio::select! {
            done = step => done,
            never = keep => never,
        }
    }

    async fn keep(&self, id: JobId) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.keep_job(id, self.inner.worker, self.lease_end()).await?;
        Ok(tx.commit().await?)
    }

    async fn step(&self, caller: &Caller, job: Job) -> Result<Step, Refused> {
        match job.kind.as_str() {
            IMPORT => import::step(self, caller, job).await,
            paper::PAPERS => paper::step(self, caller, job).await,
            SHEET => sheets::step(self, caller, job).await,
            BATCH => batch::step(self, caller, job).await,
            BATCH_FILE => batch_file::step(self, caller, job).await,
            _ => self.recalculate(caller, job).await,
        }
    }

    /// One step of recalculation.
    async fn recalculate(&self, caller: &Caller, mut job: Job) -> Result<Step, Refused> {
        let mut work = self.begin_long(caller).await?;
        if !work.tx.renew_job(job.id, self.inner.worker, self.lease_end()).await? {
            return Ok(Step::Finished);
        }
        let employer = caller.employer();
        let queued = work.tx.queued_for_recalculation(employer, STEP).await?;
        if queued.is_empty() {
            finish(&mut work, &mut job, "done").await?;
            work.tx.commit().await?;
            return Ok(Step::Finished);
        }
        let done = recompute::marked(&mut work, queued).await?;
        job.done += i64::try_from(done).unwrap_or(0);
        job.total = job.total.max(job.done);
        "running".clone_into(&mut job.state);
        work.tx.update_job(&job).await?;
        note_step(&mut work, &job, RECALCULATION).await?;
        work.tx.commit().await?;
        Ok(Step::More)
    }

    /// Until when a job is kept that is taken or renewed now.
    pub(crate) fn lease_end(&self) -> Instant {
        Instant(self.now().0 + LEASE)
    }

    async fn put_back(&self, employer: EmployerId, id: JobId, away: bool) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        if !tx.renew_job(id, self.inner.worker, self.lease_end()).await? {
            // Another instance has taken it over: it is no longer ours to put back.
            return Ok(tx.rollback().await?);
        }
        // What it got on with since it was taken begins the count anew.
        let tries = tx.tries_of(id).await?.max(1);
        if away {
            // Whoever keeps the files is gone for a while: no reason to give the job up.
            tx.forget_tries(id).await?;
            tx.release_job(id, Instant(self.now().0 + AWAY)).await?;
        } else if tries < TRIES {
            tx.release_job(id, Instant(self.now().0 + PAUSE * tries)).await?;
        } else if let Some(mut job) = tx.get_job(employer, id).await? {
            "failed".clone_into(&mut job.state);
            let now = self.now();
            job.finished_at = Some(now);
            tx.update_job(&job).await?;
            tx.dequeue_job(id).await?;
            if job.kind == BATCH_FILE {
                batch_file::stop(&mut tx, &job, now).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Opens the transaction of a step of a job, which writes much.
    pub(crate) async fn begin_long<'a>(&'a self, caller: &'a Caller) -> Result<Work<'a>, Refused> {
        let tx = self.inner.store.write_long().await?;
        self.begin_in(tx, caller, None, None).await
    }

    /// How far a job is; hidden where it is another employer's.
    pub async fn job(&self, caller: &Caller, id: JobId) -> Result<JobView, Refused> {
        self.may(caller, Action::ReadRegister, "job").await?;
        let mut tx = self.inner.store.read().await?;
        let job = tx.get_job(caller.employer(), id).await?;
        let job = self.there(caller, "job", job).await?;
        tx.rollback().await?;
        Ok(JobView::from(&job))
    }

    /// The work that is under way for the caller's employer.
    pub async fn jobs_under_way(&self, caller: &Caller) -> Result<Vec<JobView>, Refused> {
        self.may(caller, Action::ReadRegister, "job").await?;
        let mut tx = self.inner.store.read().await?;
        let mut open = Vec::new();
        for kind in [IMPORT, RECALCULATION] {
            open.extend(tx.open_job(caller.employer(), kind).await?.as_ref().map(JobView::from));
        }
        tx.rollback().await?;
        Ok(open)
    }
}

/// Notes what a step of a job wrote; nothing where it wrote nothing about anybody.
pub(crate) async fn note_step(work: &mut Work<'_>, job: &Job, kind: &str) -> Result<(), Refused> {
    work.touched = std::mem::take(&mut work.written);
    if work.touched.is_empty() {
        return Ok(());
    }
    note_facts(work, job, kind).await
}

/// Notes a step of a job that wrote something about the employer, or about those it touched.
pub(crate) async fn note_facts(work: &mut Work<'_>, job: &Job, kind: &str) -> Result<(), Refused> {
    let affected = work.touched.len();
    let receipt = crate::Receipt { change: work.change, object: None, affected, job: None };
    let key = crate::Key::new(&format!("job:{}:{}", job.id, work.change))?;
    work.note(kind, &key, Vec::new(), &receipt).await
}

/// Writes how far the job is; fails where another instance took it over.
pub(crate) async fn go_on(app: &App, tx: &mut Tx, job: &mut Job) -> Result<(), Refused> {
    "running".clone_into(&mut job.state);
    job.done = job.done.min(job.total);
    tx.update_job(job).await?;
    if tx.renew_job(job.id, app.inner.worker, app.lease_end()).await? {
        Ok(())
    } else {
        Err(Refused::Broken("the job was taken over by another instance".to_owned()))
    }
}

/// Ends a job in the transaction of its last step.
pub(crate) async fn finish(work: &mut Work<'_>, job: &mut Job, state: &str) -> Result<(), Refused> {
    state.clone_into(&mut job.state);
    job.finished_at = Some(work.at);
    work.tx.update_job(job).await?;
    work.tx.dequeue_job(job.id).await?;
    Ok(())
}

impl App {
    /// A job acts with the authority of whoever asked for it: under a mandate only as long as that
    /// is in force. What merely follows from what was accepted (recalculation, papers) goes on.
    /// `None` where the mandate is not in force any more.
    async fn job_caller(&self, job: &Job) -> Result<Option<Caller>, Refused> {
        let broken = || Refused::Broken("actor of a job".to_owned());
        let ssin: Option<Ssin> = match job.actor_ssin.as_str() {
            person if is_person(person) => Some(person.parse().map_err(|_| broken())?),
            _ => None,
        };
        let acting = match (job.behalf.organisation, job.behalf.mandate) {
            (Some(provider), Some(mandate))
                if matches!(job.kind.as_str(), IMPORT | SHEET | BATCH) =>
            {
                let Some(mandated) = self.mandate_in_force(provider, mandate).await? else {
                    return Ok(None);
                };
                For::Mandate(mandated.1)
            }
            _ => For::Noted(job.behalf.clone()),
        };
        Ok(Some(Caller {
            ssin,
            software: software_of(&job.actor_ssin),
            name: job.actor_name.clone(),
            role: Role::from_code(&job.role).ok_or_else(broken)?,
            grant: None,
            scopes: None,
            employer: job.employer,
            // What it does was asked of role and ground when it was accepted.
            ground: Ground::Own(Qualities::ALL),
            acting,
            channel: Channel::from_code(&job.channel),
            trace: format!("job {}", job.id),
        }))
    }

    /// Ends a job whose mandate is not in force any more; what it carried out before stays.
    async fn stop_job(&self, employer: EmployerId, id: JobId) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        let mine = tx.renew_job(id, self.inner.worker, self.lease_end()).await?;
        let (true, Some(mut job)) = (mine, tx.get_job(employer, id).await?) else {
            return Ok(tx.rollback().await?);
        };
        "stopped".clone_into(&mut job.state);
        let now = self.now();
        job.finished_at = Some(now);
        tx.update_job(&job).await?;
        tx.dequeue_job(job.id).await?;
        match job.kind.as_str() {
            SHEET => sheets::stop(&mut tx, &job, now).await?,
            BATCH_FILE => batch_file::stop(&mut tx, &job, now).await?,
            _ => {}
        }
        Ok(tx.commit().await?)
    }
}
