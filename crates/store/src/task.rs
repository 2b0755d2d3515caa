//! What is still to be done in a register, read from what stands in it: certificates that end, new
//! employees of whom something is missing, planned trainings whose day is over, questions that wait,
//! notices that were not given; and which tasks somebody said are done.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::task::Settled;
use fla_domain::time::{Instant, Quarter, Year};
use jiff::civil::Date;

use crate::engine::{FOREVER, Row, StoreError, Tx};
use crate::{args, statements};

/// How many, the first date of them, and how many are late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// People.
    pub people: i64,
    /// The earliest date among them; its meaning is that of the question.
    pub first: Option<Date>,
    /// People whose date lies before the one asked about.
    pub late: i64,
}

/// A certificate that ends, of somebody in service who has no later one of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// The participation.
    pub id: ParticipationId,
    /// The training.
    pub training: TrainingId,
    /// Its title.
    pub title: String,
    /// The last day on which it is valid.
    pub valid_until: Date,
    /// Who holds it.
    pub employee: EmployeeId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Team.
    pub team: Option<String>,
}

/// Somebody in service of whom something is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncompleteRow {
    /// The employee.
    pub id: EmployeeId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Team.
    pub team: Option<String>,
    /// First day in service.
    pub first: Date,
    /// Whether nobody ever said the work regime.
    pub regime_missing: bool,
}

/// A task that somebody said is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDone {
    /// Which.
    pub task: Settled,
    /// The day on which it was done.
    pub on: Date,
    /// Name of who said so.
    pub by: String,
    /// When this was said.
    pub at: Instant,
}

/// Certificates that end from `$2` to `$3`, of people in service on `$4`.
macro_rules! certificates {
    () => {
        "FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
        JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 \
        WHERE p.employer_id = $1 AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 AND p.status = 'completed' AND p.certificate = 1 \
        AND p.valid_until >= $2 AND p.valid_until <= $3 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = p.employee_id AND s.known_to = 9223372036854775807 AND s.from_date <= $4 AND s.to_date >= $4) \
        AND NOT EXISTS (SELECT 1 FROM participation q JOIN training r ON r.employer_id = $1 AND r.id = q.training_id AND r.known_to = 9223372036854775807 \
            WHERE q.employer_id = $1 AND q.employee_id = p.employee_id AND q.certificate = 1 AND q.known_to = 9223372036854775807 AND q.withdrawn = 0 \
            AND q.status = 'completed' AND r.withdrawn = 0 AND r.sort_title = t.sort_title AND (q.valid_until IS NULL OR q.valid_until > p.valid_until)) "
    };
}

macro_rules! certificate_list {
    ($order:literal) => {
        concat!(
            "SELECT p.id, p.training_id, t.title, p.valid_until, p.employee_id, e.family_name, e.given_name, e.team ",
            certificates!(), "ORDER BY ", $order, " LIMIT $5 OFFSET $6"
        )
    };
}

/// People in service on `$2` of whom the name or, from all sources, the work regime is missing.
macro_rules! incomplete {
    () => {
        "FROM employee e JOIN (SELECT s.employee_id, MIN(s.from_date) AS first, MIN(CASE WHEN s.firm_from IS NULL THEN 1 ELSE 0 END) AS assumed, \
        MAX(CASE WHEN s.from_date <= $2 AND s.to_date >= $2 THEN 1 ELSE 0 END) AS serving FROM span s \
        WHERE s.employer_id = $1 AND s.known_to = 9223372036854775807 GROUP BY s.employee_id) f ON f.employee_id = e.id \
        WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND f.serving = 1 AND (f.assumed = 1 OR e.family_name = '') "
    };
}

statements! {
    employer CERTIFICATES = concat!("SELECT p.valid_until, COUNT(*) AS n ", certificates!(), "GROUP BY p.valid_until ORDER BY p.valid_until");
    employer CERTIFICATES_BY_DATE = certificate_list!("p.valid_until, e.sort_name, p.id");
    employer CERTIFICATES_BY_NAME = certificate_list!("e.sort_name, p.valid_until, p.id");
    employer OPEN_TRAININGS = "SELECT SUBSTR(t.end_date, 1, 4) || CASE WHEN SUBSTR(t.end_date, 6, 2) <= '03' THEN 'Q1' WHEN SUBSTR(t.end_date, 6, 2) <= '06' THEN 'Q2' \
            WHEN SUBSTR(t.end_date, 6, 2) <= '09' THEN 'Q3' ELSE 'Q4' END AS quarter, COUNT(DISTINCT p.employee_id) AS n \
        FROM training t CROSS JOIN participation p \
        WHERE t.employer_id = $1 AND t.known_to = 9223372036854775807 AND t.withdrawn = 0 AND t.end_date >= $2 AND t.end_date < $3 \
        AND p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND p.status = 'planned' GROUP BY 1";
    employer QUESTIONS = "SELECT COUNT(*) AS n, MIN(due) AS first, COUNT(CASE WHEN due < $2 THEN 1 END) AS late FROM dispute WHERE employer_id = $1 AND state = 'open'";
    employer WITHOUT_NOTICE = "SELECT COUNT(*) AS n FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $3 AND s.to_date >= $3) \
        AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.employer_id = $1 AND n.year = $2 AND n.employee_id = e.id AND n.given_on IS NOT NULL)";
    employer DONE = "SELECT task, known_from, done_on, done_by FROM task_done WHERE employer_id = $1 AND known_to = 9223372036854775807 ORDER BY task";
    employer CLOSE_DONE = "UPDATE task_done SET known_to = $3 WHERE employer_id = $1 AND task = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_DONE = "task_done" (task text, known_from int, known_to int, change_id id, done_on text, done_by text);
    employer INCOMPLETE = concat!("SELECT COUNT(*) AS n, MIN(f.first) AS first, COUNT(CASE WHEN f.first < $3 THEN 1 END) AS late ", incomplete!());
    employer INCOMPLETE_LIST = concat!(
        "SELECT e.id, e.family_name, e.given_name, e.team, f.first, f.assumed AS regime_missing ",
        incomplete!(), "ORDER BY f.first, e.sort_name, e.id LIMIT $3 OFFSET $4"
    );
}

fn certificate(row: &Row) -> Result<CertificateRow, StoreError> {
    Ok(CertificateRow {
        id: row.get("id")?,
        training: row.get("training_id")?,
        title: row.get("title")?,
        valid_until: row.get("valid_until")?,
        employee: row.get("employee_id")?,
        family_name: row.get("family_name")?,
        given_name: row.get("given_name")?,
        team: row.get("team")?,
    })
}

impl Tx {
    /// How many certificates of people in service on `day` end on each day of a stretch of days,
    /// the earliest first; days on which none does are left out.
    pub async fn certificate_days(
        &mut self,
        employer: EmployerId,
        (from, to): (Date, Date),
        day: Date,
    ) -> Result<Vec<(Date, i64)>, StoreError> {
        let rows = self.employer(employer).fetch(&CERTIFICATES, args![from, to, day]).await?;
        rows.iter().map(|r| Ok((r.get("valid_until")?, r.get("n")?))).collect()
    }

    /// A page of them, by the day they end or by name.
    pub async fn certificates_behind(
        &mut self,
        employer: EmployerId,
        (from, to): (Date, Date),
        day: Date,
        by_name: bool,
        (limit, offset): (i64, i64),
    ) -> Result<Vec<CertificateRow>, StoreError> {
        let statement = if by_name { &CERTIFICATES_BY_NAME } else { &CERTIFICATES_BY_DATE };
        let args = args![from, to, day, limit, offset];
        self.employer(employer).fetch(statement, args).await?.iter().map(certificate).collect()
    }

    /// Of how many people planned trainings that ended from `first` on and before `today` still
    /// stand as planned, by quarter.
    pub async fn open_trainings(
        &mut self,
        employer: EmployerId,
        (first, today): (Date, Date),
    ) -> Result<Vec<(Quarter, i64)>, StoreError> {
        let rows = self.employer(employer).fetch(&OPEN_TRAININGS, args![first, today]).await?;
        rows.iter()
            .map(|r| {
                let quarter: String = r.get("quarter")?;
                Ok((quarter.parse().map_err(|_| r.corrupt("quarter"))?, r.get("n")?))
            })
            .collect()
    }

    /// How many questions wait for an answer; the first date is the earliest last day for one.
    pub async fn waiting_questions(
        &mut self,
        employer: EmployerId,
        today: Date,
    ) -> Result<Waiting, StoreError> {
        let row = self.employer(employer).fetch_one(&QUESTIONS, args![today]).await?;
        Ok(Waiting { people: row.get("n")?, first: row.get("first")?, late: row.get("late")? })
    }

    /// How many people in service on `day` were not given a notice of a year.
    pub async fn count_uninformed(
        &mut self,
        employer: EmployerId,
        year: Year,
        day: Date,
    ) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&WITHOUT_NOTICE, args![year, day]).await?.get("n")
    }

    /// The tasks that somebody said are done.
    pub async fn tasks_done(&mut self, employer: EmployerId) -> Result<Vec<TaskDone>, StoreError> {
        let rows = self.employer(employer).fetch(&DONE, args![]).await?;
        rows.iter()
            .map(|r| {
                let task: String = r.get("task")?;
                Ok(TaskDone {
                    task: task.parse().map_err(|_| r.corrupt("task"))?,
                    on: r.get("done_on")?,
                    by: r.get("done_by")?,
                    at: r.get("known_from")?,
                })
            })
            .collect()
    }

    /// Notes that a task was done on a day, or with `None` that it was not.
    pub async fn set_task_done(
        &mut self,
        employer: EmployerId,
        task: Settled,
        done: Option<(Date, &str)>,
        (at, change): (Instant, ChangeId),
    ) -> Result<(), StoreError> {
        let task = task.to_string();
        self.employer(employer).execute(&CLOSE_DONE, args![&task, at]).await?;
        if let Some((on, by)) = done {
            let row = args![&task, at, FOREVER, change, on, by];
            self.employer(employer).insert_many(&INSERT_DONE, vec![row]).await?;
        }
        Ok(())
    }

    /// How many people in service on `day` lack a name or a regime; the first date is the first
    /// day in service, late are those who began before `late_before`.
    pub async fn count_incomplete(
        &mut self,
        employer: EmployerId,
        day: Date,
        late_before: Date,
    ) -> Result<Waiting, StoreError> {
        let args = args![day, late_before];
        let row = self.employer(employer).fetch_one(&INCOMPLETE, args).await?;
        Ok(Waiting { people: row.get("n")?, first: row.get("first")?, late: row.get("late")? })
    }

    /// A page of them, longest in service first.
    pub async fn incomplete_people(
        &mut self,
        employer: EmployerId,
        day: Date,
        (limit, offset): (i64, i64),
    ) -> Result<Vec<IncompleteRow>, StoreError> {
        let rows =
            self.employer(employer).fetch(&INCOMPLETE_LIST, args![day, limit, offset]).await?;
        rows.iter()
            .map(|r| {
                Ok(IncompleteRow {
                    id: r.get("id")?,
                    family_name: r.get("family_name")?,
                    given_name: r.get("given_name")?,
                    team: r.get("team")?,
                    first: r.get("first")?,
                    regime_missing: r.get("regime_missing")?,
                })
            })
            .collect()
    }
}
