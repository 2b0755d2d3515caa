//! Yearly notices with the proof that they were given, and files of papers.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, FileId, JobId, NoticeId};
use fla_domain::paper::Handing;
use fla_domain::time::{Instant, Year};
use jiff::civil::Date;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// That a notice reached its employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The day on which it was handed over or sent.
    pub on: Date,
    /// How.
    pub how: Handing,
    /// To which e-mail address, where the register sent it.
    pub to: Option<String>,
    /// When this was noted.
    pub at: Instant,
    /// Name of who noted it.
    pub by: String,
    /// The change.
    pub change: ChangeId,
}

/// A yearly notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNotice {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub employee: EmployeeId,
    /// About which year.
    pub year: Year,
    /// When it was made.
    pub made_at: Instant,
    /// Name of who made it.
    pub made_by: String,
    /// The change that made it.
    pub change: ChangeId,
    /// What stood in it, as JSON.
    pub body: String,
    /// That it was given; `None` while it was not.
    pub given: Option<Given>,
}

/// A file of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperFile {
    /// Its id, and its name where files are kept.
    pub id: FileId,
    /// The job that made it.
    pub job: JobId,
    /// The name under which it is taken along.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// When it was made.
    pub made_at: Instant,
}

/// How far the notices of a year are, over the people under contract on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeCounts {
    /// People with a notice that was made.
    pub made: i64,
    /// People with one that was given.
    pub given: i64,
    /// People with none.
    pub without: i64,
}

/// What the paper account asks for and is not known of the people who were under contract in a
/// year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MissingCounts {
    /// People under contract in the year.
    pub people: i64,
    /// Of them without a date of birth.
    pub birth_date: i64,
    /// Without a place of birth.
    pub birth_place: i64,
    /// Without an address.
    pub address: i64,
    /// Without one or more of these three.
    pub any: i64,
    /// Without an e-mail address.
    pub email: i64,
}

/// People under contract on a day (`$3`) who have no notice of a year (`$2`).
macro_rules! without {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ", $what, " FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
            AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $3 AND s.to_date >= $3) \
            AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.employer_id = $1 AND n.year = $2 AND n.employee_id = e.id)",
            $rest
        )
    };
}

/// Notices of a year (`$2`) that were not given, are not on their way, and whose employee has an
/// e-mail address.
macro_rules! to_send {
    () => {
        "FROM notice n JOIN employee e ON e.employer_id = $1 AND e.id = n.employee_id AND e.known_to = 9223372036854775807 AND e.email IS NOT NULL \
        WHERE n.employer_id = $1 AND n.year = $2 AND n.given_on IS NULL \
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.employer_id = $1 AND o.notice_id = n.id AND o.state = 'waiting')"
    };
}

statements! {
    bulk employer INSERT = "notice" (id id, employee_id id, year int, made_at int, made_by text, change_id id, body text);
    employer GET = "SELECT id, employee_id, year, made_at, made_by, change_id, body, given_on, given_how, given_to, given_at, given_by, given_change_id FROM notice WHERE employer_id = $1 AND id = $2";
    employer OF_YEAR = "SELECT id, employee_id, year, made_at, made_by, change_id, body, given_on, given_how, given_to, given_at, given_by, given_change_id FROM notice \
        WHERE employer_id = $1 AND year = $2 AND ($3 = 0 OR given_on IS NULL) ORDER BY given_on IS NOT NULL, made_at DESC, id LIMIT $4 OFFSET $5";
    employer OF_EMPLOYEE = "SELECT id, employee_id, year, made_at, made_by, change_id, body, given_on, given_how, given_to, given_at, given_by, given_change_id FROM notice \
        WHERE employer_id = $1 AND employee_id = $2 ORDER BY made_at DESC, id";
    employer AFTER = "SELECT id, employee_id, year, made_at, made_by, change_id, body, given_on, given_how, given_to, given_at, given_by, given_change_id FROM notice \
        WHERE employer_id = $1 AND year = $2 AND id > $3 ORDER BY id LIMIT $4";
    employer MARK_SOME = "UPDATE notice SET given_on = $4, given_how = $5, given_at = $6, given_by = $7, given_change_id = $8 \
        WHERE employer_id = $1 AND year = $2 AND id IN ANY_ID($3) AND given_on IS NULL RETURNING employee_id";
    employer MARK_ALL = "UPDATE notice SET given_on = $3, given_how = $4, given_at = $5, given_by = $6, given_change_id = $7 \
        WHERE employer_id = $1 AND year = $2 AND given_on IS NULL RETURNING employee_id";
    employer MARK_SENT = "UPDATE notice SET given_on = $3, given_how = 'byEmail', given_to = $4, given_at = $5, given_by = $6, given_change_id = $7 \
        WHERE employer_id = $1 AND id = $2 AND given_on IS NULL";
    employer TO_SEND = concat!("SELECT n.id, e.email ", to_send!(), " ORDER BY n.id LIMIT $3");
    employer COUNT_TO_SEND = concat!("SELECT COUNT(*) AS n ", to_send!());
    employer MISSING = "SELECT COUNT(*) AS people, COUNT(CASE WHEN e.birth_date IS NULL THEN 1 END) AS birth_date, \
            COUNT(CASE WHEN e.birth_place IS NULL THEN 1 END) AS birth_place, COUNT(CASE WHEN e.address IS NULL THEN 1 END) AS address, \
            COUNT(CASE WHEN e.birth_date IS NULL OR e.birth_place IS NULL OR e.address IS NULL THEN 1 END) AS any_of_them, \
            COUNT(CASE WHEN e.email IS NULL THEN 1 END) AS email FROM employee e \
        WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $3 AND s.to_date >= $2)";
    employer COUNT = "SELECT COUNT(*) AS made, CAST(COALESCE(SUM(CASE WHEN given > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS given FROM \
        (SELECT n.employee_id, COUNT(n.given_on) AS given FROM notice n WHERE n.employer_id = $1 AND n.year = $2 GROUP BY n.employee_id) people";
    employer COUNT_WITHOUT = without!("COUNT(*) AS n", "");
    employer WITHOUT = without!("e.id", " ORDER BY e.sort_name, e.id LIMIT $4");

    bulk employer INSERT_FILE = "paper_file" (id id, job_id id, name text, size int, made_at int);
    employer FILE_OF_JOB = "SELECT id, job_id, name, size, made_at FROM paper_file WHERE employer_id = $1 AND job_id = $2";
    employer OLD_FILES = "SELECT id, job_id, name, size, made_at FROM paper_file WHERE employer_id = $1 AND made_at < $2";
    employer FORGET_FILE = "DELETE FROM paper_file WHERE employer_id = $1 AND id = $2";
}

fn notice(row: &Row) -> Result<StoredNotice, StoreError> {
    let corrupt = || StoreError::corrupt("notice", "given_how");
    let on: Option<Date> = row.get("given_on")?;
    let given = match on {
        None => None,
        Some(on) => {
            let how: String = row.get("given_how")?;
            Some(Given {
                on,
                how: Handing::from_code(&how).ok_or_else(corrupt)?,
                to: row.get("given_to")?,
                at: row.get("given_at")?,
                by: row.get("given_by")?,
                change: row.get("given_change_id")?,
            })
        }
    };
    Ok(StoredNotice {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        year: row.get("year")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        change: row.get("change_id")?,
        body: row.get("body")?,
        given,
    })
}

fn file(row: &Row) -> Result<PaperFile, StoreError> {
    Ok(PaperFile {
        id: row.get("id")?,
        job: row.get("job_id")?,
        name: row.get("name")?,
        size: row.get("size")?,
        made_at: row.get("made_at")?,
    })
}

impl Tx {
    /// Adds notices that were made and not given yet.
    pub async fn insert_notices(
        &mut self,
        employer: EmployerId,
        notices: &[StoredNotice],
    ) -> Result<(), StoreError> {
        let rows = notices.iter().map(|n| -> Vec<Value> {
            args![n.id, n.employee, n.year, n.made_at, &n.made_by, n.change, &n.body]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// A notice.
    pub async fn get_notice(
        &mut self,
        employer: EmployerId,
        id: NoticeId,
    ) -> Result<Option<StoredNotice>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(notice).transpose()
    }

    /// Notices of a year, those not given first, then the newest; on request only those.
    pub async fn notices_of_year(
        &mut self,
        employer: EmployerId,
        year: Year,
        not_given: bool,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<StoredNotice>, StoreError> {
        let rows = self
            .employer(employer)
            .fetch(&OF_YEAR, args![year, i64::from(not_given), limit, offset])
            .await?;
        rows.iter().map(notice).collect()
    }

    /// Notices of a year by id, after one of them.
    pub async fn notices_after(
        &mut self,
        employer: EmployerId,
        year: Year,
        after: NoticeId,
        limit: i64,
    ) -> Result<Vec<StoredNotice>, StoreError> {
        let rows = self.employer(employer).fetch(&AFTER, args![year, after, limit]).await?;
        rows.iter().map(notice).collect()
    }

    /// The notices of an employee, newest first.
    pub async fn notices_of_employee(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
    ) -> Result<Vec<StoredNotice>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_EMPLOYEE, args![employee]).await?;
        rows.iter().map(notice).collect()
    }

    /// Marks notices of a year as given: these, or with `None` all that were not; says to whom.
    /// Those that are marked already stay as they are.
    pub async fn mark_notices(
        &mut self,
        employer: EmployerId,
        year: Year,
        ids: Option<&[NoticeId]>,
        given: &Given,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let (on, how, by) = (given.on, given.how.code(), given.by.as_str());
        let rows = if let Some(ids) = ids {
            let values = args![year, ids, on, how, given.at, by, given.change];
            self.employer(employer).fetch(&MARK_SOME, values).await?
        } else {
            let values = args![year, on, how, given.at, by, given.change];
            self.employer(employer).fetch(&MARK_ALL, values).await?
        };
        rows.iter().map(|row| row.get("employee_id")).collect()
    }

    /// Notes that a notice was sent; false where it was given already.
    pub async fn mark_sent(
        &mut self,
        employer: EmployerId,
        id: NoticeId,
        given: &Given,
    ) -> Result<bool, StoreError> {
        let to = given.to.as_deref();
        let values = args![id, given.on, to, given.at, &given.by, given.change];
        Ok(self.employer(employer).execute(&MARK_SENT, values).await? > 0)
    }

    /// Notices of a year that can be sent by e-mail now, with the address.
    pub async fn notices_to_send(
        &mut self,
        employer: EmployerId,
        year: Year,
        limit: i64,
    ) -> Result<Vec<(NoticeId, String)>, StoreError> {
        let rows = self.employer(employer).fetch(&TO_SEND, args![year, limit]).await?;
        rows.iter().map(|row| Ok((row.get("id")?, row.get("email")?))).collect()
    }

    /// How many these are.
    pub async fn count_notices_to_send(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT_TO_SEND, args![year]).await?.get("n")
    }

    /// What is not known of the people who were under contract between two days.
    pub async fn missing_counts(
        &mut self,
        employer: EmployerId,
        (first, last): (Date, Date),
    ) -> Result<MissingCounts, StoreError> {
        let row = self.employer(employer).fetch_one(&MISSING, args![first, last]).await?;
        Ok(MissingCounts {
            people: row.get("people")?,
            birth_date: row.get("birth_date")?,
            birth_place: row.get("birth_place")?,
            address: row.get("address")?,
            any: row.get("any_of_them")?,
            email: row.get("email")?,
        })
    }

    /// How far the notices of a year are, over the people under contract on a day.
    pub async fn notice_counts(
        &mut self,
        employer: EmployerId,
        year: Year,
        day: Date,
    ) -> Result<NoticeCounts, StoreError> {
        let counted = self.employer(employer).fetch_one(&COUNT, args![year]).await?;
        let without = self.employer(employer).fetch_one(&COUNT_WITHOUT, args![year, day]).await?;
        Ok(NoticeCounts {
            made: counted.get("made")?,
            given: counted.get("given")?,
            without: without.get("n")?,
        })
    }

    /// People under contract on a day who have no notice of a year, by name.
    pub async fn without_notice(
        &mut self,
        employer: EmployerId,
        year: Year,
        day: Date,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&WITHOUT, args![year, day, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Notes a file of papers.
    pub async fn insert_paper_file(
        &mut self,
        employer: EmployerId,
        f: &PaperFile,
    ) -> Result<(), StoreError> {
        let row: Vec<Value> = args![f.id, f.job, &f.name, f.size, f.made_at];
        self.employer(employer).insert_many(&INSERT_FILE, vec![row]).await?;
        Ok(())
    }

    /// The file that a job made; none where it is swept away.
    pub async fn paper_file(
        &mut self,
        employer: EmployerId,
        job: JobId,
    ) -> Result<Option<PaperFile>, StoreError> {
        let row = self.employer(employer).fetch_optional(&FILE_OF_JOB, args![job]).await?;
        row.as_ref().map(file).transpose()
    }

    /// Files of papers made before an instant.
    pub async fn old_paper_files(
        &mut self,
        employer: EmployerId,
        before: Instant,
    ) -> Result<Vec<PaperFile>, StoreError> {
        let rows = self.employer(employer).fetch(&OLD_FILES, args![before]).await?;
        rows.iter().map(file).collect()
    }

    /// Forgets a file of papers.
    pub async fn forget_paper_file(
        &mut self,
        employer: EmployerId,
        id: FileId,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&FORGET_FILE, args![id]).await?;
        Ok(())
    }
}
