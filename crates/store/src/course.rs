//! The employer's own list of courses; what was followed, by name, for suggestions; and who holds
//! which certificate.

use fla_domain::access::Section;
use fla_domain::ids::{ChangeId, CourseId, EmployeeId, EmployerId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::Instant;
use fla_domain::training::TrainingKind;
use jiff::civil::Date;

use crate::employee::fold;
use crate::engine::{Row, StoreError, Tx};
use crate::section::{self, of_section};
use crate::{args, statements};

/// A course of the list, in the version in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Since when it stands so.
    pub known_from: Instant,
    /// The change that made it so.
    pub change: ChangeId,
    /// Name.
    pub title: String,
    /// Duration.
    pub minutes: Minutes,
    /// Formal or informal.
    pub kind: Option<TrainingKind>,
    /// Who gives it.
    pub provider: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How many months its certificate is valid; 0 for without end, `None` without certificate.
    pub valid_months: Option<i64>,
    /// Field of education.
    pub field: Option<FieldOfEducation>,
}

/// Somebody who followed a training of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub employee: EmployeeId,
    /// The training.
    pub training: TrainingId,
    /// Its last day.
    pub end: Date,
    /// Whether a certificate was obtained.
    pub certificate: bool,
    /// Until when it is valid.
    pub valid_until: Option<Date>,
}

/// A name under which certificates were obtained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateTitle {
    /// The name.
    pub title: String,
    /// How many people hold or held one.
    pub people: i64,
    /// How many of them are in service and hold a valid one.
    pub valid: i64,
    /// The last valid day of the first of those that runs out; `None` where none does.
    pub next: Option<Date>,
}

statements! {
    employer LIST = "SELECT id, known_from, change_id, title, minutes, kind, provider, place, valid_months, field FROM course \
        WHERE employer_id = $1 AND known_to = 9223372036854775807 AND withdrawn = 0 ORDER BY sort_title, id LIMIT 500";
    employer GET = "SELECT id, known_from, change_id, title, minutes, kind, provider, place, valid_months, field FROM course \
        WHERE employer_id = $1 AND id = $2 AND known_to = 9223372036854775807 AND withdrawn = 0";
    employer CLOSE = "UPDATE course SET known_to = $3 WHERE employer_id = $1 AND id = $2 AND known_to = 9223372036854775807";
    employer INSERT = "INSERT INTO course (employer_id, id, known_from, known_to, change_id, title, sort_title, minutes, kind, provider, place, valid_months, field, withdrawn) \
        VALUES ($1, $2, $3, 9223372036854775807, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    employer TITLES = "SELECT MIN(title) AS title FROM training WHERE employer_id = $1 AND known_to = 9223372036854775807 AND withdrawn = 0 \
        GROUP BY sort_title ORDER BY MAX(start_date) DESC, sort_title LIMIT $2";
    employer CERTIFICATES = "SELECT MIN(c.title) AS title, COUNT(*) AS people, \
            COUNT(CASE WHEN c.until >= $2 AND s.employee_id IS NOT NULL THEN 1 END) AS valid, \
            MIN(CASE WHEN c.until >= $2 AND c.until < '9999-12-31' AND s.employee_id IS NOT NULL THEN c.until END) AS next \
        FROM (SELECT p.employee_id, t.sort_title, MIN(t.title) AS title, MAX(COALESCE(p.valid_until, '9999-12-31')) AS until FROM participation p \
            JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 AND t.withdrawn = 0 AND t.end_date <= $2 \
            WHERE p.employer_id = $1 AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND p.certificate = 1 AND p.status = 'completed' \
            GROUP BY p.employee_id, t.sort_title) c \
        LEFT JOIN (SELECT DISTINCT v.employee_id FROM span v WHERE v.employer_id = $1 AND v.known_to = 9223372036854775807 AND v.from_date <= $2 AND v.to_date >= $2) s \
            ON s.employee_id = c.employee_id \
        GROUP BY c.sort_title ORDER BY c.sort_title LIMIT 500";
    // From the trainings of this title on: SQLite would read all participations instead.
    employer HOLDERS = "SELECT p.employee_id, p.training_id, t.end_date, p.certificate, p.valid_until \
        FROM training t CROSS JOIN participation p \
        WHERE t.employer_id = $1 AND t.known_to = 9223372036854775807 AND t.withdrawn = 0 AND t.sort_title = $2 \
        AND p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND p.status = 'completed' ORDER BY t.end_date, p.id";
    employer TEAM = "SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.team IN ANY_TEXT($2) \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $3 AND s.to_date >= $3) \
        ORDER BY e.sort_name, e.id LIMIT $4";
    employer TEAM_SIZES = "SELECT e.team, COUNT(*) AS n FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.team IS NOT NULL \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $2 AND s.to_date >= $2) \
        GROUP BY e.team ORDER BY e.team";
    employer ALL_IN_SERVICE = concat!("SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $2 AND s.to_date >= $2) AND ", of_section!("$4", "$5", "$6"), " \
        ORDER BY e.sort_name, e.id LIMIT $3");
    employer IN_SERVICE = "SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.id IN ANY_ID($2) \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $3 AND s.to_date >= $3)";
}

fn course(row: &Row) -> Result<Course, StoreError> {
    let kind: Option<String> = row.get("kind")?;
    let field: Option<String> = row.get("field")?;
    Ok(Course {
        id: row.get("id")?,
        known_from: row.get("known_from")?,
        change: row.get("change_id")?,
        title: row.get("title")?,
        minutes: row.get("minutes")?,
        kind: kind
            .map(|code| TrainingKind::from_code(&code).ok_or_else(|| row.corrupt("kind")))
            .transpose()?,
        provider: row.get("provider")?,
        place: row.get("place")?,
        valid_months: row.get("valid_months")?,
        field: field
            .map(|code| FieldOfEducation::from_code(&code).ok_or_else(|| row.corrupt("field")))
            .transpose()?,
    })
}

impl Tx {
    /// The courses of the list, by name.
    pub async fn courses(&mut self, employer: EmployerId) -> Result<Vec<Course>, StoreError> {
        self.employer(employer).fetch(&LIST, args![]).await?.iter().map(course).collect()
    }

    /// A course of the list.
    pub async fn get_course(
        &mut self,
        employer: EmployerId,
        id: CourseId,
    ) -> Result<Option<Course>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(course).transpose()
    }

    /// Puts a course in the place of its version in force; a withdrawn one leaves the list.
    pub async fn set_course(
        &mut self,
        employer: EmployerId,
        c: &Course,
        withdrawn: bool,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        scope.execute(&CLOSE, args![c.id, c.known_from]).await?;
        let row = args![
            c.id,
            c.known_from,
            c.change,
            &c.title,
            fold(&c.title),
            c.minutes,
            c.kind.map(TrainingKind::code),
            c.provider.as_deref(),
            c.place.as_deref(),
            c.valid_months,
            c.field.map(FieldOfEducation::code),
            withdrawn
        ];
        scope.execute(&INSERT, row).await?;
        Ok(())
    }

    /// Names of trainings, the last used first.
    pub async fn training_titles(
        &mut self,
        employer: EmployerId,
        limit: i64,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self.employer(employer).fetch(&TITLES, args![limit]).await?;
        rows.iter().map(|row| row.get("title")).collect()
    }

    /// The names under which certificates were obtained, with how many people hold one on a day.
    pub async fn certificate_titles(
        &mut self,
        employer: EmployerId,
        day: Date,
    ) -> Result<Vec<CertificateTitle>, StoreError> {
        let rows = self.employer(employer).fetch(&CERTIFICATES, args![day]).await?;
        rows.iter()
            .map(|row| {
                Ok(CertificateTitle {
                    title: row.get("title")?,
                    people: row.get("people")?,
                    valid: row.get("valid")?,
                    next: row.get("next")?,
                })
            })
            .collect()
    }

    /// Who followed a training of this name, with or without a certificate.
    pub async fn holders(
        &mut self,
        employer: EmployerId,
        title: &str,
    ) -> Result<Vec<Holder>, StoreError> {
        let rows = self.employer(employer).fetch(&HOLDERS, args![fold(title)]).await?;
        rows.iter()
            .map(|row| {
                Ok(Holder {
                    employee: row.get("employee_id")?,
                    training: row.get("training_id")?,
                    end: row.get("end_date")?,
                    certificate: row.get("certificate")?,
                    valid_until: row.get("valid_until")?,
                })
            })
            .collect()
    }

    /// The members of teams who are under contract on a day, by name.
    pub async fn team_members(
        &mut self,
        employer: EmployerId,
        teams: &[String],
        day: Date,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&TEAM, args![teams, day, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// The teams with people who are under contract on a day, each with how many.
    pub async fn team_sizes(
        &mut self,
        employer: EmployerId,
        day: Date,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = self.employer(employer).fetch(&TEAM_SIZES, args![day]).await?;
        rows.iter().map(|row| Ok((row.get("team")?, row.get("n")?))).collect()
    }

    /// Everybody who is under contract on a day, by name; of a section where one is given.
    pub async fn all_in_service(
        &mut self,
        employer: EmployerId,
        day: Date,
        limit: i64,
        section: Option<&(Section, Date)>,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let [team, committee, today] = section::words(section);
        let args = args![day, limit, team, committee, today];
        let rows = self.employer(employer).fetch(&ALL_IN_SERVICE, args).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Which of these people are under contract on a day.
    pub async fn in_service_among(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        day: Date,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&IN_SERVICE, args![ids, day]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}
