//! Long work: what it is, how far it got, what it found; and the queue from which instances take
//! it under a lease, so that a killed instance's work is taken over.

use fla_domain::ids::{EmployeeId, EmployerId, FileId, JobId};
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::change::Behalf;
use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// A job as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose.
    pub employer: EmployerId,
    /// What kind of work.
    pub kind: String,
    /// `waiting`, `running`, `done`, `refused`, `failed`.
    pub state: String,
    /// What to do, as JSON.
    pub payload: String,
    /// Where to go on, as JSON.
    pub cursor: String,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while not known.
    pub total: i64,
    /// What was found so far, as JSON.
    pub report: String,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// SSIN digits of who asked for it; empty for the system.
    pub actor_ssin: String,
    /// Name of who asked for it.
    pub actor_name: String,
    /// Role in which it was asked for, as code.
    pub role: String,
    /// In which quality, for whom.
    pub behalf: Behalf,
    /// Channel.
    pub channel: String,
}

/// Something an import found: a new or changed person, a leaver, an anomaly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its place in the report, from 0.
    pub seq: i64,
    /// Which of the files, from 0.
    pub file: i64,
    /// What kind.
    pub kind: String,
    /// About whom, where known.
    pub employee: Option<EmployeeId>,
    /// The rest, as JSON.
    pub detail: String,
}

/// A file that somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its id, and its name where files are kept.
    pub id: FileId,
    /// The name the sender gave it.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// When it came.
    pub received_at: Instant,
}

/// How much long work there is in the whole register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Jobs that nobody works on.
    pub waiting: i64,
    /// Jobs under a lease.
    pub running: i64,
    /// When the job that waits longest was, or will be, due.
    pub due: Option<Instant>,
}

statements! {
    bulk employer INSERT = "job" (id id, kind text, state text, payload text, cursor text, done int, total int, report text, created_at int, finished_at int?, actor_ssin text, actor_name text, role text, quality text?, organisation_id id?, organisation_name text?, mandate_id id?, channel text);
    employer GET = "SELECT id, employer_id, kind, state, payload, cursor, done, total, report, created_at, finished_at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel FROM job \
        WHERE employer_id = $1 AND id = $2";
    employer RECENT = "SELECT id, employer_id, kind, state, payload, cursor, done, total, report, created_at, finished_at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel FROM job \
        WHERE employer_id = $1 AND kind = $2 ORDER BY created_at DESC, id LIMIT $3";
    employer OPEN = "SELECT id, employer_id, kind, state, payload, cursor, done, total, report, created_at, finished_at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel FROM job \
        WHERE employer_id = $1 AND kind = $2 AND finished_at IS NULL ORDER BY created_at, id LIMIT 1";
    employer PROGRESS = "UPDATE job SET state = $3, cursor = $4, done = $5, total = $6, report = $7, finished_at = $8 WHERE employer_id = $1 AND id = $2";

    employer CLEAR = "DELETE FROM job WHERE employer_id = $1 AND id IN (SELECT j.id FROM job j WHERE j.employer_id = $1 AND j.kind = $2 AND j.created_at < $3 AND j.finished_at < $3 ORDER BY j.created_at LIMIT $4)";

    global ENQUEUE = "INSERT INTO job_queue (id, employer_id, run_at, lease_until, attempts) VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING";
    global DEQUEUE = "DELETE FROM job_queue WHERE id = $1";
    pair global CLAIM = sqlite "UPDATE job_queue SET lease_until = $2, worker = $3, attempts = attempts + 1 WHERE id = (SELECT id FROM job_queue \
            WHERE lease_until < $1 AND run_at <= $1 ORDER BY run_at, id LIMIT 1) RETURNING id, employer_id, attempts"
        postgres "UPDATE job_queue SET lease_until = $2, worker = $3, attempts = attempts + 1 WHERE id = (SELECT id FROM job_queue \
            WHERE lease_until < $1 AND run_at <= $1 ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, employer_id, attempts";
    global RENEW = "UPDATE job_queue SET lease_until = $3 WHERE id = $1 AND worker = $2";
    pair global KEEP = sqlite "UPDATE job_queue SET lease_until = $3 WHERE id = $1 AND worker = $2"
        postgres "UPDATE job_queue SET lease_until = $3 WHERE id = (SELECT id FROM job_queue \
            WHERE id = $1 AND worker = $2 FOR UPDATE SKIP LOCKED)";
    global TRIES = "SELECT attempts FROM job_queue WHERE id = $1";
    global FORGET_TRIES = "UPDATE job_queue SET attempts = 0 WHERE id = $1 AND attempts > 0";
    global GIVE_BACK = "UPDATE job_queue SET lease_until = 0, attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END WHERE id = $1 AND worker = $2";
    global QUEUE = "SELECT COUNT(CASE WHEN lease_until < $1 THEN 1 END) AS waiting, COUNT(CASE WHEN lease_until >= $1 THEN 1 END) AS running, \
        MIN(CASE WHEN lease_until < $1 THEN run_at END) AS due FROM job_queue";
    global RELEASE_ALL = "UPDATE job_queue SET lease_until = 0";
    global RELEASE = "UPDATE job_queue SET lease_until = 0, run_at = $2 WHERE id = $1";

    bulk employer INSERT_FINDINGS = "import_finding" (job_id id, seq int, file int, kind text, employee_id id?, detail text);
    employer FINDINGS = "SELECT seq, file, kind, employee_id, detail FROM import_finding \
        WHERE employer_id = $1 AND job_id = $2 AND kind = $3 AND seq >= $4 ORDER BY seq LIMIT $5";

    employer INSERT_FILE = "INSERT INTO stored_file (employer_id, id, name, size, received_at) VALUES ($1, $2, $3, $4, $5)";
    employer FILE = "SELECT id, name, size, received_at FROM stored_file WHERE employer_id = $1 AND id = $2";
}

fn job(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        kind: row.get("kind")?,
        state: row.get("state")?,
        payload: row.get("payload")?,
        cursor: row.get("cursor")?,
        done: row.get("done")?,
        total: row.get("total")?,
        report: row.get("report")?,
        created_at: row.get("created_at")?,
        finished_at: row.get("finished_at")?,
        actor_ssin: row.get("actor_ssin")?,
        actor_name: row.get("actor_name")?,
        role: row.get("role")?,
        behalf: Behalf::read(row)?,
        channel: row.get("channel")?,
    })
}

impl Tx {
    /// Adds a job and puts it in the queue.
    pub async fn insert_job(&mut self, j: &Job) -> Result<(), StoreError> {
        let row: Vec<Value> = args![
            j.id,
            &j.kind,
            &j.state,
            &j.payload,
            &j.cursor,
            j.done,
            j.total,
            &j.report,
            j.created_at,
            j.finished_at,
            &j.actor_ssin,
            &j.actor_name,
            &j.role,
            j.behalf.quality.as_deref(),
            j.behalf.organisation,
            j.behalf.organisation_name.as_deref(),
            j.behalf.mandate,
            &j.channel
        ];
        self.employer(j.employer).insert_many(&INSERT, vec![row]).await?;
        self.global().execute(&ENQUEUE, args![j.id, j.employer, j.created_at]).await?;
        Ok(())
    }

    /// A job.
    pub async fn get_job(
        &mut self,
        employer: EmployerId,
        id: JobId,
    ) -> Result<Option<Job>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(job).transpose()
    }

    /// The last jobs of a kind, newest first.
    pub async fn recent_jobs(
        &mut self,
        employer: EmployerId,
        kind: &str,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let rows = self.employer(employer).fetch(&RECENT, args![kind, limit]).await?;
        rows.iter().map(job).collect()
    }

    /// The oldest job of a kind that is not finished.
    pub async fn open_job(
        &mut self,
        employer: EmployerId,
        kind: &str,
    ) -> Result<Option<Job>, StoreError> {
        let row = self.employer(employer).fetch_optional(&OPEN, args![kind]).await?;
        row.as_ref().map(job).transpose()
    }

    /// Forgets some jobs of a kind, so many at most, that ended before an instant; says how many.
    pub async fn clear_jobs(
        &mut self,
        employer: EmployerId,
        kind: &str,
        before: Instant,
        limit: i64,
    ) -> Result<u64, StoreError> {
        self.employer(employer).execute(&CLEAR, args![kind, before, limit]).await
    }

    /// Writes how far a job got.
    pub async fn update_job(&mut self, j: &Job) -> Result<(), StoreError> {
        self.employer(j.employer)
            .execute(
                &PROGRESS,
                args![j.id, &j.state, &j.cursor, j.done, j.total, &j.report, j.finished_at],
            )
            .await?;
        Ok(())
    }

    /// Takes the next job that waits or whose lease ran out: its employer, id, number of tries.
    pub async fn claim_job(
        &mut self,
        worker: Uuid,
        now: Instant,
        lease_until: Instant,
    ) -> Result<Option<(EmployerId, JobId, i64)>, StoreError> {
        let row = self.global().fetch_optional(&CLAIM, args![now, lease_until, worker]).await?;
        row.map(|r| Ok((r.get("employer_id")?, r.get("id")?, r.get("attempts")?))).transpose()
    }

    /// Keeps a job for longer; false where another instance has taken it over.
    pub async fn renew_job(
        &mut self,
        id: JobId,
        worker: Uuid,
        lease_until: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.global().execute(&RENEW, args![id, worker, lease_until]).await? > 0)
    }

    /// Keeps a job for longer while a step of it is under way: nothing happens where another instance
    /// has taken it over, or the step is being written, which keeps it too.
    pub async fn keep_job(
        &mut self,
        id: JobId,
        worker: Uuid,
        lease_until: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&KEEP, args![id, worker, lease_until]).await?;
        Ok(())
    }

    /// How often a job that waits or is under way was begun; 0 where it is not in the queue.
    pub async fn tries_of(&mut self, id: JobId) -> Result<i64, StoreError> {
        let row = self.global().fetch_optional(&TRIES, args![id]).await?;
        row.map_or(Ok(0), |r| r.get("attempts"))
    }

    /// Counts the tries of a job from the beginning again.
    pub async fn forget_tries(&mut self, id: JobId) -> Result<(), StoreError> {
        self.global().execute(&FORGET_TRIES, args![id]).await?;
        Ok(())
    }

    /// Gives a job back, to be tried again at an instant.
    pub async fn release_job(&mut self, id: JobId, run_at: Instant) -> Result<(), StoreError> {
        self.global().execute(&RELEASE, args![id, run_at]).await?;
        Ok(())
    }

    /// Gives a job back that was going well, for another instance to take at once; nothing where
    /// another has taken it over. The try does not count.
    pub async fn give_back_job(&mut self, id: JobId, worker: Uuid) -> Result<(), StoreError> {
        self.global().execute(&GIVE_BACK, args![id, worker]).await?;
        Ok(())
    }

    /// How much work there is at an instant.
    pub async fn queue(&mut self, now: Instant) -> Result<Queue, StoreError> {
        let row = self.global().fetch_one(&QUEUE, args![now]).await?;
        Ok(Queue {
            waiting: row.get("waiting")?,
            running: row.get("running")?,
            due: row.get("due")?,
        })
    }

    /// Ends every lease: for the start of the one process that works on an embedded store. Work
    /// of a process that still runs is safe all the same, for each of its steps renews its lease
    /// in the same transaction and fails where another has taken over.
    pub async fn release_leases(&mut self) -> Result<(), StoreError> {
        self.global().execute(&RELEASE_ALL, args![]).await?;
        Ok(())
    }

    /// Takes a finished job out of the queue.
    pub async fn dequeue_job(&mut self, id: JobId) -> Result<(), StoreError> {
        self.global().execute(&DEQUEUE, args![id]).await?;
        Ok(())
    }

    /// Adds findings to a job's report.
    pub async fn insert_findings(
        &mut self,
        employer: EmployerId,
        job: JobId,
        findings: &[Finding],
    ) -> Result<(), StoreError> {
        let rows = findings
            .iter()
            .map(|f| -> Vec<Value> { args![job, f.seq, f.file, &f.kind, f.employee, &f.detail] });
        self.employer(employer).insert_many(&INSERT_FINDINGS, rows).await?;
        Ok(())
    }

    /// The findings of a kind from a place on.
    pub async fn findings(
        &mut self,
        employer: EmployerId,
        job: JobId,
        kind: &str,
        from: i64,
        limit: i64,
    ) -> Result<Vec<Finding>, StoreError> {
        let rows = self.employer(employer).fetch(&FINDINGS, args![job, kind, from, limit]).await?;
        rows.iter()
            .map(|r| {
                Ok(Finding {
                    seq: r.get("seq")?,
                    file: r.get("file")?,
                    kind: r.get("kind")?,
                    employee: r.get("employee_id")?,
                    detail: r.get("detail")?,
                })
            })
            .collect()
    }

    /// Notes a file that came in.
    pub async fn insert_file(
        &mut self,
        employer: EmployerId,
        file: &StoredFile,
    ) -> Result<(), StoreError> {
        self.employer(employer)
            .execute(&INSERT_FILE, args![file.id, &file.name, file.size, file.received_at])
            .await?;
        Ok(())
    }

    /// A file that came in.
    pub async fn get_file(
        &mut self,
        employer: EmployerId,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let row = self.employer(employer).fetch_optional(&FILE, args![id]).await?;
        row.map(|r| {
            Ok(StoredFile {
                id: r.get("id")?,
                name: r.get("name")?,
                size: r.get("size")?,
                received_at: r.get("received_at")?,
            })
        })
        .transpose()
    }
}
