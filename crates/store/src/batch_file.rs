//! Batch files: what came in, and what came of each of their forms.

use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{BatchFileId, ChangeId, EmployerId, JobId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// A batch file that came in. It belongs to its sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBatchFile {
    /// Its id.
    pub id: BatchFileId,
    /// What its tickets are made of: another one for each file of a sender.
    pub serial: i64,
    /// The name the sender gave it.
    pub name: String,
    /// `R` real, `T` circuit test, `S` simulation.
    pub environment: String,
    /// Language of its answers.
    pub language: Language,
    /// The job that carries it out.
    pub job: JobId,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub digest: String,
    /// `received`, `refused`, `taken`, `done` or `stopped`.
    pub state: String,
    /// What is wrong with it as a whole.
    pub faults: Vec<Anomaly>,
    /// How many forms it has; 0 until it is taken.
    pub forms: i64,
    /// How many of them were accepted without a remark.
    pub accepted: i64,
    /// How many were accepted with a warning.
    pub warned: i64,
    /// How many were refused.
    pub refused: i64,
    /// When it came.
    pub received_at: Instant,
    /// When it was taken or refused as a whole.
    pub judged_at: Option<Instant>,
    /// When its last form was answered.
    pub finished_at: Option<Instant>,
    /// When what was said of its forms was forgotten.
    pub cleared_at: Option<Instant>,
    /// What all names of its batch have in common; empty where its name is not of that habit.
    pub batch: String,
    /// The folder it was left in, by the sender's number; `None` where it came another way.
    pub folder: Option<i64>,
    /// Which answer is still to be put into the folder: `acrf`, `noti`, or none.
    pub owed: String,
    /// SHA-256 of the certificate by which it was signed, in hexadecimal digits; empty where it was not.
    pub signer: String,
}

/// What came of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredForm {
    /// The how-manieth of its file, from 1.
    pub n: i64,
    /// The number by which it names the employer it is about.
    pub about: String,
    /// What the sender calls it.
    pub reference: String,
    /// When it was made, as the file says it.
    pub created: String,
    /// 0 original, 1 modification, 3 cancellation.
    pub status: i64,
    /// The block it has; empty where it has none.
    pub kind: String,
    /// `accepted`, `warned` or `refused`.
    pub state: String,
    /// SHA-256 of what it says; empty of one that was refused.
    pub digest: String,
    /// The record that it made or changed.
    pub object: Option<Uuid>,
    /// The change.
    pub change: Option<ChangeId>,
    /// What was found, as JSON; empty where there is nothing or where it was cleared.
    pub outcome: String,
}

statements! {
    employer INSERT = "INSERT INTO batch_file (employer_id, id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, batch, folder, owed, signer) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    employer GET = "SELECT id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, judged_at, finished_at, cleared_at, batch, folder, owed, signer \
        FROM batch_file WHERE employer_id = $1 AND id = $2";
    employer OF_SERIAL = "SELECT id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, judged_at, finished_at, cleared_at, batch, folder, owed, signer \
        FROM batch_file WHERE employer_id = $1 AND serial = $2";
    employer LIST = "SELECT id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, judged_at, finished_at, cleared_at, batch, folder, owed, signer \
        FROM batch_file WHERE employer_id = $1 AND received_at < $2 ORDER BY received_at DESC, id LIMIT $3";
    employer OPEN_BEFORE = "SELECT count(*) AS open FROM batch_file WHERE employer_id = $1 AND received_at < $2 AND finished_at IS NULL";
    employer SAME = "SELECT id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, judged_at, finished_at, cleared_at, batch, folder, owed, signer \
        FROM batch_file WHERE employer_id = $1 AND received_at < $2 AND environment = $3 AND (digest = $4 OR (batch = $5 AND batch <> '')) AND state <> 'refused' ORDER BY received_at LIMIT 1";
    employer UPDATE = "UPDATE batch_file SET state = $3, faults = $4, forms = $5, accepted = $6, warned = $7, refused = $8, judged_at = $9, finished_at = $10 WHERE employer_id = $1 AND id = $2";
    employer OWED = "SELECT id, serial, name, environment, language, job_id, size, digest, state, faults, forms, accepted, warned, refused, received_at, judged_at, finished_at, cleared_at, batch, folder, owed, signer \
        FROM batch_file WHERE employer_id = $1 AND folder = $2 AND ((owed = 'acrf' AND (judged_at IS NOT NULL OR finished_at IS NOT NULL)) OR (owed = 'noti' AND finished_at IS NOT NULL)) ORDER BY received_at, id LIMIT $3";
    employer OWE = "UPDATE batch_file SET owed = $4 WHERE employer_id = $1 AND id = $2 AND owed = $3";
    employer OLD = "SELECT id FROM batch_file WHERE employer_id = $1 AND cleared_at IS NULL AND finished_at < $2 ORDER BY received_at, id LIMIT $3";
    employer CLEARED = "UPDATE batch_file SET cleared_at = $3 WHERE employer_id = $1 AND id IN ANY_ID($2)";
    employer CLEAR_REFUSED = "DELETE FROM batch_form WHERE employer_id = $1 AND file_id IN ANY_ID($2) AND digest = ''";
    employer CLEAR_OTHERS = "UPDATE batch_form SET outcome = '' WHERE employer_id = $1 AND file_id IN ANY_ID($2) AND outcome <> ''";
    bulk employer ADD_FORMS = "batch_form" (file_id id, n int, about text, reference text, created text, status int, kind text, state text, digest text, object_id id?, change_id id?, outcome text);
    bulk employer PUT_FORMS = "batch_form" (file_id id, n int, about text, reference text, created text, status int, kind text, state text, digest text, object_id id?, change_id id?, outcome text)
        on conflict "(employer_id, file_id, n) DO UPDATE SET state = excluded.state, digest = excluded.digest, object_id = excluded.object_id, change_id = excluded.change_id, outcome = excluded.outcome";
    employer FORMS = "SELECT n, about, reference, created, status, kind, state, digest, object_id, change_id, outcome FROM batch_form \
        WHERE employer_id = $1 AND file_id = $2 AND n > $3 AND ($4 = '' OR state = $4) ORDER BY n LIMIT $5";
    employer FORM = "SELECT n, about, reference, created, status, kind, state, digest, object_id, change_id, outcome FROM batch_form \
        WHERE employer_id = $1 AND file_id = $2 AND n = $3";
    // PostgreSQL looks each reference up by its index, whatever it believes of the table: where it never looked
    // at it, as during the first large file, it would compare all forms of the file with all references.
    pair employer SAME_FORMS = sqlite "SELECT f.serial AS serial, b.n AS n, b.about AS about, b.reference AS reference, b.created AS created, b.status AS status, b.kind AS kind, b.state AS state, b.digest AS digest, b.object_id AS object_id, b.change_id AS change_id, b.outcome AS outcome \
        FROM batch_form b JOIN batch_file f ON f.employer_id = $1 AND f.id = b.file_id \
        WHERE b.employer_id = $1 AND b.reference IN ANY_TEXT($2) AND b.digest <> '' AND f.environment = 'R' AND (f.id <> $3 OR b.n < $4)"
        postgres "SELECT f.serial AS serial, b.n AS n, b.about AS about, b.reference AS reference, b.created AS created, b.status AS status, b.kind AS kind, b.state AS state, b.digest AS digest, b.object_id AS object_id, b.change_id AS change_id, b.outcome AS outcome \
        FROM (SELECT DISTINCT u AS reference FROM unnest($2::text[]) AS u) AS r CROSS JOIN LATERAL (SELECT * FROM batch_form \
            WHERE employer_id = $1 AND reference = r.reference AND digest <> '' OFFSET 0) AS b \
        JOIN batch_file f ON f.employer_id = $1 AND f.id = b.file_id \
        WHERE f.environment = 'R' AND (f.id <> $3 OR b.n < $4)";
}

fn file(row: &Row) -> Result<StoredBatchFile, StoreError> {
    let faults: String = row.get("faults")?;
    Ok(StoredBatchFile {
        id: row.get("id")?,
        serial: row.get("serial")?,
        name: row.get("name")?,
        environment: row.get("environment")?,
        language: row.get("language")?,
        job: row.get("job_id")?,
        size: row.get("size")?,
        digest: row.get("digest")?,
        state: row.get("state")?,
        faults: serde_json::from_str(&faults)
            .map_err(|_| StoreError::corrupt("batch_file", "faults"))?,
        forms: row.get("forms")?,
        accepted: row.get("accepted")?,
        warned: row.get("warned")?,
        refused: row.get("refused")?,
        received_at: row.get("received_at")?,
        judged_at: row.get("judged_at")?,
        finished_at: row.get("finished_at")?,
        cleared_at: row.get("cleared_at")?,
        batch: row.get("batch")?,
        folder: row.get("folder")?,
        owed: row.get("owed")?,
        signer: row.get("signer")?,
    })
}

fn form(row: &Row) -> Result<StoredForm, StoreError> {
    Ok(StoredForm {
        n: row.get("n")?,
        about: row.get("about")?,
        reference: row.get("reference")?,
        created: row.get("created")?,
        status: row.get("status")?,
        kind: row.get("kind")?,
        state: row.get("state")?,
        digest: row.get("digest")?,
        object: row.get("object_id")?,
        change: row.get("change_id")?,
        outcome: row.get("outcome")?,
    })
}

fn text_of(faults: &[Anomaly]) -> Result<String, StoreError> {
    serde_json::to_string(faults).map_err(|_| StoreError::corrupt("batch_file", "faults"))
}

fn row(file: BatchFileId, f: &StoredForm) -> Vec<Value> {
    args![
        file,
        f.n,
        &f.about,
        &f.reference,
        &f.created,
        f.status,
        &f.kind,
        &f.state,
        &f.digest,
        f.object,
        f.change,
        &f.outcome
    ]
}

impl Tx {
    /// Keeps a file that came in.
    pub async fn insert_batch_file(
        &mut self,
        sender: EmployerId,
        f: &StoredBatchFile,
    ) -> Result<(), StoreError> {
        let faults = text_of(&f.faults)?;
        let row = args![
            f.id,
            f.serial,
            &f.name,
            &f.environment,
            f.language,
            f.job,
            f.size,
            &f.digest,
            &f.state,
            faults,
            f.forms,
            f.accepted,
            f.warned,
            f.refused,
            f.received_at,
            &f.batch,
            f.folder,
            &f.owed,
            &f.signer
        ];
        self.employer(sender).execute(&INSERT, row).await?;
        Ok(())
    }

    /// A file of a sender.
    pub async fn get_batch_file(
        &mut self,
        sender: EmployerId,
        id: BatchFileId,
    ) -> Result<Option<StoredBatchFile>, StoreError> {
        let row = self.employer(sender).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(file).transpose()
    }

    /// The file of a sender whose tickets are made of a number.
    pub async fn batch_file_of_serial(
        &mut self,
        sender: EmployerId,
        serial: i64,
    ) -> Result<Option<StoredBatchFile>, StoreError> {
        let row = self.employer(sender).fetch_optional(&OF_SERIAL, args![serial]).await?;
        row.as_ref().map(file).transpose()
    }

    /// The files of a sender that came before an instant, the latest first.
    pub async fn batch_files(
        &mut self,
        sender: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<StoredBatchFile>, StoreError> {
        let rows = self.employer(sender).fetch(&LIST, args![before, limit]).await?;
        rows.iter().map(file).collect()
    }

    /// Whether a file of a sender that came before an instant is not done yet.
    pub async fn earlier_batch_file_is_open(
        &mut self,
        sender: EmployerId,
        received_at: Instant,
    ) -> Result<bool, StoreError> {
        let row = self.employer(sender).fetch_optional(&OPEN_BEFORE, args![received_at]).await?;
        let open: i64 = row.map_or(Ok(0), |row| row.get("open"))?;
        Ok(open > 0)
    }

    /// A file of a sender that came before this one into the same environment, with the same bytes or
    /// of the same batch, and was not refused.
    pub async fn same_batch_file(
        &mut self,
        sender: EmployerId,
        f: &StoredBatchFile,
    ) -> Result<Option<StoredBatchFile>, StoreError> {
        let asked = args![f.received_at, &f.environment, &f.digest, &f.batch];
        let row = self.employer(sender).fetch_optional(&SAME, asked).await?;
        row.as_ref().map(file).transpose()
    }

    /// Files left in a folder of which an answer is due there, those that came first first.
    pub async fn owed_answers(
        &mut self,
        sender: EmployerId,
        folder: i64,
        limit: i64,
    ) -> Result<Vec<StoredBatchFile>, StoreError> {
        let rows = self.employer(sender).fetch(&OWED, args![folder, limit]).await?;
        rows.iter().map(file).collect()
    }

    /// Notes that an answer is on its way and which one is due next; `false` where that was noted
    /// before.
    pub async fn answer_on_its_way(
        &mut self,
        sender: EmployerId,
        file: BatchFileId,
        (owed, next): (&str, &str),
    ) -> Result<bool, StoreError> {
        Ok(self.employer(sender).execute(&OWE, args![file, owed, next]).await? > 0)
    }

    /// Writes where a file stands.
    pub async fn update_batch_file(
        &mut self,
        sender: EmployerId,
        f: &StoredBatchFile,
    ) -> Result<(), StoreError> {
        let faults = text_of(&f.faults)?;
        let row = args![
            f.id,
            &f.state,
            faults,
            f.forms,
            f.accepted,
            f.warned,
            f.refused,
            f.judged_at,
            f.finished_at
        ];
        self.employer(sender).execute(&UPDATE, row).await?;
        Ok(())
    }

    /// Keeps what came of forms; where it is said that something may be kept of them, in place of that. The database
    /// looks for each only then.
    pub async fn put_forms(
        &mut self,
        sender: EmployerId,
        file: BatchFileId,
        forms: &[StoredForm],
        may_be_kept: bool,
    ) -> Result<(), StoreError> {
        let bulk = if may_be_kept { &PUT_FORMS } else { &ADD_FORMS };
        let rows = forms.iter().map(|form| row(file, form));
        self.employer(sender).insert_many(bulk, rows).await
    }

    /// What came of the forms of a file behind a place, of those in one state or (with an empty one)
    /// of all.
    pub async fn batch_forms(
        &mut self,
        sender: EmployerId,
        file: BatchFileId,
        after: i64,
        state: &str,
        limit: i64,
    ) -> Result<Vec<StoredForm>, StoreError> {
        let rows = self.employer(sender).fetch(&FORMS, args![file, after, state, limit]).await?;
        rows.iter().map(form).collect()
    }

    /// What came of a form.
    pub async fn batch_form(
        &mut self,
        sender: EmployerId,
        file: BatchFileId,
        n: i64,
    ) -> Result<Option<StoredForm>, StoreError> {
        let row = self.employer(sender).fetch_optional(&FORM, args![file, n]).await?;
        row.as_ref().map(form).transpose()
    }

    /// The forms of these references that were accepted in a sender's other real files, and in this one
    /// before a place, each with what the tickets of its file are made of.
    pub async fn forms_called(
        &mut self,
        sender: EmployerId,
        references: &[String],
        file: BatchFileId,
        before: i64,
    ) -> Result<Vec<(i64, StoredForm)>, StoreError> {
        let asked = args![references, file, before];
        let rows = self.employer(sender).fetch(&SAME_FORMS, asked).await?;
        rows.iter().map(|row| Ok((row.get("serial")?, form(row)?))).collect()
    }

    /// Files that were done before an instant, of whose forms everything is still kept.
    pub async fn batch_files_to_clear(
        &mut self,
        sender: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<BatchFileId>, StoreError> {
        let rows = self.employer(sender).fetch(&OLD, args![before, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Forgets what was said of the forms of files; which of them was accepted, and what it made, stays.
    pub async fn clear_batch_files(
        &mut self,
        sender: EmployerId,
        files: &[BatchFileId],
        at: Instant,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(sender);
        scope.execute(&CLEAR_REFUSED, args![files]).await?;
        scope.execute(&CLEAR_OTHERS, args![files]).await?;
        scope.execute(&CLEARED, args![files, at]).await?;
        Ok(())
    }
}
