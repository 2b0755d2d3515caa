//! What is still to be done in a register, read from what stands in it: certificates that end, new
//! employees of whom something is missing, planned trainings whose day is over.

use fla_domain::ids::{EmployeeId, EmployerId, ParticipationId, TrainingId};
use jiff::civil::Date;

use crate::engine::{Row, StoreError, Tx};
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

/// Certificates that end from `$2` to `$3`, of people in service on `$4`.
macro_rules! certificates {
    () => {
        "FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
        JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 \
        JOIN (SELECT q.employee_id, r.sort_title, MAX(COALESCE(q.valid_until, '9999-12-31')) AS until FROM participation q \
            JOIN training r ON r.employer_id = $1 AND r.id = q.training_id AND r.known_to = 9223372036854775807 \
            WHERE q.employer_id = $1 AND q.known_to = 9223372036854775807 AND q.withdrawn = 0 AND r.withdrawn = 0 AND q.status = 'completed' AND q.certificate = 1 \
            GROUP BY q.employee_id, r.sort_title) l ON l.employee_id = p.employee_id AND l.sort_title = t.sort_title AND l.until = p.valid_until \
        WHERE p.employer_id = $1 AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 AND p.status = 'completed' AND p.certificate = 1 \
        AND p.valid_until >= $2 AND p.valid_until <= $3 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = p.employee_id AND s.known_to = 9223372036854775807 AND s.from_date <= $4 AND s.to_date >= $4) "
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
