//! Erasing what is past its term: everything that an employer's register holds of some employees,
//! what came to nothing, and people of whom there is nothing anywhere any more.

use std::collections::BTreeMap;

use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, FileId};
use fla_domain::time::Instant;
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{Row, Statement, StoreError, Tx};
use crate::{args, statements};

/// How many rows of which tables were erased.
pub type Counts = BTreeMap<String, i64>;

/// What was erased of an employer at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// By which rule, such as `be.retention.employee@1`; or `request`.
    pub rule: String,
    /// How many employees.
    pub people: i64,
    /// How many rows.
    pub counts: Counts,
    /// The change that noted it.
    pub change: ChangeId,
}

/// The tables that name employees, each with the statement that erases some of them there. A test
/// compares them with the schema.
macro_rules! of_employees {
    ($($name:ident $table:literal),+ $(,)?) => {
        statements! {
            $(employer $name = concat!("DELETE FROM ", $table, " WHERE employer_id = $1 AND employee_id IN ANY_ID($2)");)+
            employer EMPLOYEES = "DELETE FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2)";
            employer STEPS = "DELETE FROM dispute_step WHERE employer_id = $1 AND dispute_id IN (SELECT id FROM dispute WHERE employer_id = $1 AND employee_id IN ANY_ID($2))";
            employer LETTERS = "DELETE FROM outbox WHERE employer_id = $1 AND notice_id IN (SELECT id FROM notice WHERE employer_id = $1 AND employee_id IN ANY_ID($2))";
            employer PARTS_REPORTED = "DELETE FROM report_part WHERE employer_id = $1 AND ssin IN (SELECT ssin FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2)) \
                AND NOT EXISTS (SELECT 1 FROM employee o WHERE o.employer_id = $1 AND o.ssin = report_part.ssin AND NOT (o.id IN ANY_ID($2)))";
            employer EVER = "SELECT DISTINCT id FROM employee WHERE employer_id = $1 AND ssin = $2";
            employer TRAININGS = "SELECT DISTINCT training_id FROM participation WHERE employer_id = $1 AND employee_id IN ANY_ID($2)";
            employer EMPTY_TRAININGS = "DELETE FROM training WHERE employer_id = $1 AND id IN ANY_ID($2) \
                AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.employer_id = $1 AND p.training_id = training.id)";
            employer TRAINING_REFERENCES = "DELETE FROM sender_reference WHERE employer_id = $1 AND object_id IN ANY_ID($2) \
                AND NOT EXISTS (SELECT 1 FROM training t WHERE t.employer_id = $1 AND t.id = sender_reference.object_id)";
            employer FILES = "SELECT id FROM attachment WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND removed_at IS NULL";
            employer NUMBERS = "SELECT DISTINCT ssin FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2)";
            employer REASONS = "SELECT a.id, a.change_id FROM audit_subject s JOIN audit_entry a ON a.employer_id = $1 AND a.id = s.entry_id \
                WHERE s.employer_id = $1 AND s.employee_id IN ANY_ID($2) AND a.subjects = 1 AND (a.reason IS NOT NULL OR a.change_id IS NOT NULL)";
            employer FORGET_REASONS = "UPDATE audit_entry SET reason = NULL WHERE employer_id = $1 AND id IN ANY_ID($2) AND reason IS NOT NULL";
            employer FORGET_WHY = "UPDATE change SET reason = NULL WHERE employer_id = $1 AND id IN ANY_ID($2) AND reason IS NOT NULL";
            global FORGET_SALTS = "UPDATE audit_leaf SET reason_salt = NULL WHERE entry_id IN ANY_ID($1)";
            bulk employer INSERT_ERASED = "erased_employee" (employee_id id, erasure_id id) on conflict "DO NOTHING";
            employer ERASED_AMONG = "SELECT employee_id FROM erased_employee WHERE employer_id = $1 AND employee_id IN ANY_ID($2)";

            employer LEFT = "SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.id > $5 \
                AND NOT EXISTS (SELECT 1 FROM report_part r WHERE r.employer_id = $1 AND r.ssin = e.ssin AND r.state = 'waiting') \
                AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.employer_id = $1 AND d.employee_id = e.id AND d.state = 'open') \
                AND NOT EXISTS (SELECT 1 FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
                    WHERE p.employer_id = $1 AND p.employee_id = e.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.end_date > $2) \
                AND NOT EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.to_date > $2) \
                AND (EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807) \
                    OR NOT EXISTS (SELECT 1 FROM employee l WHERE l.employer_id = $1 AND l.id = e.id \
                        AND (l.known_from > $3 OR (l.known_to > $3 AND l.known_to < 9223372036854775807)))) \
                GROUP BY e.id ORDER BY e.id LIMIT $4";
            employer INSPECTED = "SELECT id FROM inspection WHERE employer_id = $1 AND closed_at IS NULL AND until > $2";

            employer OLD_MAIL = "DELETE FROM outbox WHERE employer_id = $1 AND created_at <= $2";
            employer OLD_ROLES = "DELETE FROM role_grant WHERE employer_id = $1 AND ended_at IS NOT NULL AND ended_at <= $2";
            employer OLD_INVITATIONS = "DELETE FROM invitation WHERE employer_id = $1 AND expires_at <= $2";
            employer OLD_INSPECTIONS = "DELETE FROM inspection WHERE employer_id = $1 AND until <= $2";
            employer OLD_REQUESTS = "DELETE FROM organisation_request WHERE employer_id = $1 AND asked_at <= $2";
            employer OLD_PARTS = "DELETE FROM report_part WHERE employer_id = $1 AND reported_at <= $2 AND participation_id IS NULL";
            employer OLD_REPORTS = "DELETE FROM report WHERE employer_id = $1 AND made_at <= $2 \
                AND NOT EXISTS (SELECT 1 FROM report_part_sent p WHERE p.employer_id = $1 AND p.report_id = report.id)";

            employer INSERT_ERASURE = "INSERT INTO erasure (employer_id, id, at, rule, people, counts, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            employer ERASURES = "SELECT id, at, rule, people, counts, change_id FROM erasure WHERE employer_id = $1 ORDER BY at, id";

            global LEAVE = "UPDATE audit_person SET leaving = $2 WHERE person IN ANY_TEXT($1) AND leaving IS NULL";
            global LEAVING = "SELECT person FROM audit_person WHERE leaving IS NOT NULL AND person > $1 ORDER BY person LIMIT $2";
            person TRACES = "SELECT 1 AS n FROM employee WHERE ssin = $1 \
                UNION ALL SELECT 1 FROM role_grant WHERE ssin = $1 UNION ALL SELECT 1 FROM inspection WHERE ssin = $1 \
                UNION ALL SELECT 1 FROM report_part WHERE ssin = $1 UNION ALL SELECT 1 FROM organisation_request WHERE ssin = $1 \
                UNION ALL SELECT 1 FROM own_record WHERE ssin = $1 AND known_to = 9223372036854775807 AND withdrawn = 0 \
                UNION ALL SELECT 1 FROM own_copy WHERE ssin = $1 UNION ALL SELECT 1 FROM own_audit WHERE ssin = $1 AND at > $2 LIMIT 1";
            person OWN_FILES = "SELECT id FROM own_file WHERE ssin = $1 AND removed_at IS NULL";
            person OWN_AUDIT = "DELETE FROM own_audit WHERE ssin = $1";
            person OWN_CHANGE = "DELETE FROM own_change WHERE ssin = $1";
            person OWN_FILE = "DELETE FROM own_file WHERE ssin = $1";
            person OWN_RECORD = "DELETE FROM own_record WHERE ssin = $1";
            person OWN_PERSON = "DELETE FROM own_person WHERE ssin = $1";
        }

        /// Statement and table.
        const OF_EMPLOYEES: &[(&Statement<crate::engine::ByEmployer>, &str)] = &[$((&$name, $table)),+];
    };
}

of_employees! {
    STATEMENTS "statement",
    SPANS "span",
    ENDS "service_end",
    RIGHTS "training_right",
    OVERRIDES "right_override",
    DAYS "company_days",
    OPT_OUTS "opt_out",
    PARTS "participation",
    ADJUSTMENTS "adjustment",
    ENTRIES "ledger_entry",
    CREDITS "credit",
    QUEUED "recalculation",
    FINDINGS "import_finding",
    ATTACHMENTS "attachment",
    NOTICES "notice",
    SHARES "shared_record",
    JUDGEMENTS "record_judgement",
    UNREAD "unread",
    DISPUTES "dispute",
    REFERENCES "sender_reference",
}

/// The tables that name employees and are erased; for the test that compares them with the schema.
#[cfg(feature = "testing")]
pub fn tables_of_employees() -> Vec<&'static str> {
    OF_EMPLOYEES.iter().map(|(_, table)| *table).collect()
}

fn erasure(row: &Row) -> Result<Erasure, StoreError> {
    let counts: String = row.get("counts")?;
    let corrupt = |_| StoreError::corrupt("erasure", "counts");
    Ok(Erasure {
        id: row.get("id")?,
        at: row.get("at")?,
        rule: row.get("rule")?,
        people: row.get("people")?,
        counts: serde_json::from_str(&counts).map_err(corrupt)?,
        change: row.get("change_id")?,
    })
}

fn add(counts: &mut Counts, table: &str, rows: u64) {
    if rows > 0 {
        *counts.entry(table.to_owned()).or_default() += i64::try_from(rows).unwrap_or(i64::MAX);
    }
}

impl Tx {
    /// Employees behind one who left on a day or before it, or were taken out of the register at an
    /// instant or before it, and of whom no question and no report is open.
    pub async fn employees_to_erase(
        &mut self,
        employer: EmployerId,
        (left_by, removed_by): (Date, Instant),
        after: Option<EmployeeId>,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let after = after.unwrap_or(EmployeeId(Uuid::nil()));
        let args = args![left_by, removed_by, limit, after];
        let rows = self.employer(employer).fetch(&LEFT, args).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Everybody whom an employer's register ever knew under an SSIN.
    pub async fn employees_ever(
        &mut self,
        employer: EmployerId,
        ssin: &Ssin,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&EVER, args![ssin]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Whether an inspection of the employer is open.
    pub async fn is_inspected(
        &mut self,
        employer: EmployerId,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let row = self.employer(employer).fetch_optional(&INSPECTED, args![now]).await?;
        Ok(row.is_some())
    }

    /// Erases everything that an employer's register holds of some employees, and marks who they
    /// are as people whom the log may have to forget. Answers with the files to discard.
    pub async fn erase_employees(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        erasure: Uuid,
        at: Instant,
        counts: &mut Counts,
    ) -> Result<Vec<FileId>, StoreError> {
        let files = self.employer(employer).fetch(&FILES, args![ids]).await?;
        let files: Vec<FileId> = files.iter().map(|r| r.get("id")).collect::<Result<_, _>>()?;
        for file in &files {
            self.release_file(*file).await?;
        }
        let trainings = self.employer(employer).fetch(&TRAININGS, args![ids]).await?;
        let trainings: Vec<Uuid> =
            trainings.iter().map(|r| r.get("training_id")).collect::<Result<_, _>>()?;
        let numbers = self.employer(employer).fetch(&NUMBERS, args![ids]).await?;
        let numbers: Vec<String> =
            numbers.iter().map(|r| r.get("ssin")).collect::<Result<_, _>>()?;
        self.forget_reasons(employer, ids).await?;
        for (statement, table) in
            [(&STEPS, "dispute_step"), (&LETTERS, "outbox"), (&PARTS_REPORTED, "report_part")]
        {
            add(counts, table, self.employer(employer).execute(statement, args![ids]).await?);
        }
        for (statement, table) in OF_EMPLOYEES {
            add(counts, table, self.employer(employer).execute(statement, args![ids]).await?);
        }
        add(counts, "employee", self.employer(employer).execute(&EMPLOYEES, args![ids]).await?);
        let empty = args![trainings.as_slice()];
        add(counts, "training", self.employer(employer).execute(&EMPTY_TRAININGS, empty).await?);
        let gone = args![trainings.as_slice()];
        let gone = self.employer(employer).execute(&TRAINING_REFERENCES, gone).await?;
        add(counts, "sender_reference", gone);
        let rows = ids.iter().map(|id| args![*id, erasure]);
        self.employer(employer).insert_many(&INSERT_ERASED, rows).await?;
        self.global().execute(&LEAVE, args![numbers.as_slice(), at]).await?;
        Ok(files)
    }

    /// Empties the stated reasons of what was about one of these employees and nobody else, with
    /// the salts under which the log names them.
    async fn forget_reasons(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<(), StoreError> {
        let rows = self.employer(employer).fetch(&REASONS, args![ids]).await?;
        let entries: Vec<Uuid> = rows.iter().map(|r| r.get("id")).collect::<Result<_, _>>()?;
        let changes: Vec<Option<Uuid>> =
            rows.iter().map(|r| r.get("change_id")).collect::<Result<_, _>>()?;
        let changes: Vec<Uuid> = changes.into_iter().flatten().collect();
        self.employer(employer).execute(&FORGET_REASONS, args![entries.as_slice()]).await?;
        self.employer(employer).execute(&FORGET_WHY, args![changes.as_slice()]).await?;
        self.global().execute(&FORGET_SALTS, args![entries.as_slice()]).await?;
        Ok(())
    }

    /// Which of these employees were erased.
    pub async fn erased_among(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&ERASED_AMONG, args![ids]).await?;
        rows.iter().map(|row| row.get("employee_id")).collect()
    }

    /// Erases mail that was written at an instant or before it.
    pub async fn erase_mail(
        &mut self,
        employer: EmployerId,
        until: Instant,
        counts: &mut Counts,
    ) -> Result<(), StoreError> {
        self.erase_old(employer, until, &[(&OLD_MAIL, "outbox")], counts).await
    }

    /// Erases roles that were ended, requests that were made, invitations and inspections that
    /// were over, at an instant or before it.
    pub async fn erase_access(
        &mut self,
        employer: EmployerId,
        until: Instant,
        counts: &mut Counts,
    ) -> Result<(), StoreError> {
        let all = [
            (&OLD_ROLES, "role_grant"),
            (&OLD_INVITATIONS, "invitation"),
            (&OLD_INSPECTIONS, "inspection"),
            (&OLD_REQUESTS, "organisation_request"),
        ];
        self.erase_old(employer, until, &all, counts).await
    }

    /// Erases what was reported to an employer, and by it as a provider, at an instant or before it
    /// and stands in no register.
    pub async fn erase_reports(
        &mut self,
        employer: EmployerId,
        until: Instant,
        counts: &mut Counts,
    ) -> Result<(), StoreError> {
        let all = [(&OLD_PARTS, "report_part"), (&OLD_REPORTS, "report")];
        self.erase_old(employer, until, &all, counts).await
    }

    async fn erase_old(
        &mut self,
        employer: EmployerId,
        until: Instant,
        statements: &[(&'static Statement<crate::engine::ByEmployer>, &str)],
        counts: &mut Counts,
    ) -> Result<(), StoreError> {
        for (statement, table) in statements {
            add(counts, table, self.employer(employer).execute(statement, args![until]).await?);
        }
        Ok(())
    }

    /// Keeps what was erased.
    pub async fn insert_erasure(
        &mut self,
        employer: EmployerId,
        e: &Erasure,
    ) -> Result<(), StoreError> {
        let counts = serde_json::to_string(&e.counts).unwrap_or_default();
        let args = args![e.id, e.at, &e.rule, e.people, counts, e.change];
        self.employer(employer).execute(&INSERT_ERASURE, args).await?;
        Ok(())
    }

    /// What was erased of an employer, in the order of time.
    pub async fn erasures(&mut self, employer: EmployerId) -> Result<Vec<Erasure>, StoreError> {
        self.employer(employer).fetch(&ERASURES, args![]).await?.iter().map(erasure).collect()
    }

    /// People (SSIN digits, or ids of employees without one) who were erased somewhere, from behind
    /// one on.
    pub async fn leaving(&mut self, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
        let rows = self.global().fetch(&LEAVING, args![after, limit]).await?;
        rows.iter().map(|row| row.get("person")).collect()
    }

    /// Erases what there is of a person who belongs to no employer any more, holds no role, and has
    /// kept and looked at nothing of their own since an instant; the log forgets that person. Says
    /// whether it did, with the files to discard.
    pub async fn forget_person(
        &mut self,
        ssin: &Ssin,
        since: Instant,
    ) -> Result<Option<Vec<FileId>>, StoreError> {
        if self.person(ssin).fetch_optional(&TRACES, args![since]).await?.is_some() {
            return Ok(None);
        }
        let files = self.person(ssin).fetch(&OWN_FILES, args![]).await?;
        let files: Vec<FileId> = files.iter().map(|r| r.get("id")).collect::<Result<_, _>>()?;
        for file in &files {
            self.release_file(*file).await?;
        }
        for statement in [&OWN_AUDIT, &OWN_CHANGE, &OWN_FILE, &OWN_RECORD, &OWN_PERSON] {
            self.person(ssin).execute(statement, args![]).await?;
        }
        self.forget_in_log(ssin.digits()).await?;
        Ok(Some(files))
    }
}
