//! Lists over an employer: employees with their credit, trainings with their participants.

use fla_domain::access::Section;
use fla_domain::ids::{EmployeeId, EmployerId, TrainingId};
use fla_domain::time::Year;
use fla_domain::training::Status;
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{StoreError, Tx};
use crate::ledger::{CreditRow, credit};
use crate::section::{self, of_section};
use crate::{args, statements};

/// Which employees a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployeeFilter {
    /// Part of a name, folded; empty for all.
    pub name: String,
    /// Team; empty for all.
    pub team: String,
    /// Joint committee code; empty for all.
    pub joint_committee: String,
    /// Only people under contract on this day; `None` shows leavers too.
    pub in_service_on: Option<Date>,
    /// The year whose credit is shown.
    pub year: Year,
    /// Only people of this section, as it is on this day; `None` for all.
    pub section: Option<(Section, Date)>,
}

/// The order of a list of employees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmployeeSort {
    /// By name.
    Name,
    /// Most credit left first.
    MostLeft,
    /// Least credit left first.
    LeastLeft,
}

/// A row of the list of employees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployeeRow {
    /// The employee.
    pub id: EmployeeId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Team.
    pub team: Option<String>,
    /// Credit of the year; `None` where there is none.
    pub credit: Option<CreditRow>,
}

/// Which trainings a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingFilter {
    /// Part of a title, folded; empty for all.
    pub title: String,
    /// Only trainings with a participation in this status.
    pub status: Option<Status>,
    /// Trainings that start in this year; `None` for all.
    pub year: Option<Year>,
    /// Whether withdrawn trainings are shown.
    pub withdrawn: bool,
    /// Only trainings with somebody of this section, as it is on this day; `None` for all.
    pub section: Option<(Section, Date)>,
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFrom<Id> {
    /// Behind so many rows.
    Offset(i64),
    /// Behind this row, wherever it stands by then.
    Behind(Id),
}

impl<Id: Copy> PageFrom<Id> {
    const fn offset(self) -> i64 {
        match self {
            Self::Offset(rows) => rows,
            Self::Behind(_) => 0,
        }
    }

    const fn behind(self) -> Option<Id> {
        match self {
            Self::Offset(_) => None,
            Self::Behind(id) => Some(id),
        }
    }

    const fn is_behind(self) -> bool {
        matches!(self, Self::Behind(_))
    }
}

/// How many participations of a training stand in a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartCount {
    /// The training.
    pub training: TrainingId,
    /// The status as code.
    pub status: String,
    /// How many.
    pub people: i64,
    /// Their minutes together.
    pub minutes: i64,
}

/// What is left of a year's credit; nothing where there is none.
macro_rules! left {
    () => {
        "COALESCE(c.statutory + c.sectoral + c.company + c.carried_in + c.adjusted - c.debited - c.lapsed, 0)"
    };
}

/// The list of employees in an order that ends with their names, behind one of them where one is
/// named. `$by` is a number by which they are ordered before that, the least first, and `$order` says the
/// same of the order.
macro_rules! list {
    ($by:expr, $order:expr) => {
        concat!(
            "SELECT e.id, e.family_name, e.given_name, e.team, c.year AS credit_year, c.statutory, c.sectoral, c.company, c.carried_in, c.debited, c.planned, c.lapsed, c.adjusted, c.carried_out \
            FROM employee e LEFT JOIN credit c ON c.employer_id = $1 AND c.employee_id = e.id AND c.year = $2 \
            WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND ($3 = '' OR e.sort_name LIKE $3) AND ($4 = '' OR e.team = $4) \
            AND ($6 = '' OR EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 \
                AND s.from_date <= $6 AND s.to_date >= $6 AND ($5 = '' OR s.joint_committee = $5))) AND ",
            of_section!("$9", "$10", "$11"),
            " AND ($12 = 0 OR (",
            $by,
            "e.sort_name, e.id) > (SELECT ",
            $by,
            "a.sort_name, a.id FROM employee a LEFT JOIN credit c ON c.employer_id = $1 AND c.employee_id = a.id AND c.year = $2 \
                WHERE a.employer_id = $1 AND a.id = $13 AND a.known_to = 9223372036854775807)) ORDER BY ",
            $order,
            "e.sort_name, e.id LIMIT $7 OFFSET $8"
        )
    };
}

statements! {
    employer BY_NAME = list!("", "");
    employer BY_MOST_LEFT = list!(concat!("-", left!(), ", "), concat!(left!(), " DESC, "));
    employer BY_LEAST_LEFT = list!(concat!(left!(), ", "), concat!(left!(), ", "));
    employer COUNT_IN_SERVICE = "SELECT COUNT(*) AS n FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
        AND EXISTS (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id AND s.known_to = 9223372036854775807 AND s.from_date <= $2 AND s.to_date >= $2)";
    employer TEAMS = "SELECT team FROM employee WHERE employer_id = $1 AND known_to = 9223372036854775807 AND team IS NOT NULL GROUP BY team ORDER BY team LIMIT 500";
    employer JOINT_COMMITTEES = "SELECT joint_committee FROM span WHERE employer_id = $1 AND known_to = 9223372036854775807 GROUP BY joint_committee ORDER BY joint_committee";

    employer TRAININGS = concat!("SELECT t.id FROM training t WHERE t.employer_id = $1 AND t.known_to = 9223372036854775807 \
        AND ($2 = '' OR t.sort_title LIKE $2) AND ($3 = '' OR t.start_date >= $3) AND ($4 = '' OR t.start_date <= $4) AND (t.withdrawn = 0 OR $5 = 1) \
        AND ($6 = '' OR EXISTS (SELECT 1 FROM participation p WHERE p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND p.status = $6)) \
        AND (($9 = '' AND $10 = '') OR EXISTS (SELECT 1 FROM participation p JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 \
            WHERE p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND ", of_section!("$9", "$10", "$11"), ")) \
        AND ($12 = 0 OR (t.start_date, t.id) < (SELECT a.start_date, a.id FROM training a WHERE a.employer_id = $1 AND a.id = $13 AND a.known_to = 9223372036854775807)) \
        ORDER BY t.start_date DESC, t.id DESC LIMIT $7 OFFSET $8");
    employer PART_COUNTS = "SELECT training_id, status, COUNT(*) AS people, CAST(SUM(minutes) AS BIGINT) AS minutes FROM participation \
        WHERE employer_id = $1 AND training_id IN ANY_ID($2) AND known_to = 9223372036854775807 AND withdrawn = 0 GROUP BY training_id, status ORDER BY training_id, status";
    employer PART_COUNTS_OF_SECTION = concat!("SELECT p.training_id, p.status, COUNT(*) AS people, CAST(SUM(p.minutes) AS BIGINT) AS minutes FROM participation p \
        JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 \
        WHERE p.employer_id = $1 AND p.training_id IN ANY_ID($2) AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND ", of_section!("$3", "$4", "$5"), " \
        GROUP BY p.training_id, p.status ORDER BY p.training_id, p.status");
}

impl Tx {
    /// A page of employees; one more than `limit` is never returned. Behind an employee means in
    /// the order that is asked for.
    pub async fn list_employees(
        &mut self,
        employer: EmployerId,
        filter: &EmployeeFilter,
        sort: EmployeeSort,
        limit: i64,
        from: PageFrom<EmployeeId>,
    ) -> Result<Vec<EmployeeRow>, StoreError> {
        let statement = match sort {
            EmployeeSort::Name => &BY_NAME,
            EmployeeSort::MostLeft => &BY_MOST_LEFT,
            EmployeeSort::LeastLeft => &BY_LEAST_LEFT,
        };
        let day = filter.in_service_on.map(|d| d.to_string()).unwrap_or_default();
        let [team, committee, today] = section::words(filter.section.as_ref());
        let rows = self
            .employer(employer)
            .fetch(
                statement,
                args![
                    filter.year,
                    contains(&filter.name),
                    &filter.team,
                    &filter.joint_committee,
                    day,
                    limit,
                    from.offset(),
                    team,
                    committee,
                    today,
                    from.is_behind(),
                    from.behind().map_or(Uuid::nil(), |id| id.0)
                ],
            )
            .await?;
        rows.iter()
            .map(|r| {
                let has_credit: Option<Year> = r.get("credit_year")?;
                Ok(EmployeeRow {
                    id: r.get("id")?,
                    family_name: r.get("family_name")?,
                    given_name: r.get("given_name")?,
                    team: r.get("team")?,
                    credit: has_credit.map(|_| credit(r)).transpose()?,
                })
            })
            .collect()
    }

    /// How many people are under contract on a day.
    pub async fn count_in_service(
        &mut self,
        employer: EmployerId,
        day: Date,
    ) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT_IN_SERVICE, args![day]).await?.get("n")
    }

    /// The teams of an employer, by name.
    pub async fn teams(&mut self, employer: EmployerId) -> Result<Vec<String>, StoreError> {
        let rows = self.employer(employer).fetch(&TEAMS, args![]).await?;
        rows.iter().map(|r| r.get("team")).collect()
    }

    /// The joint committees that occur at an employer.
    pub async fn joint_committees(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self.employer(employer).fetch(&JOINT_COMMITTEES, args![]).await?;
        rows.iter().map(|r| r.get("joint_committee")).collect()
    }

    /// A page of trainings, latest start first.
    pub async fn list_trainings(
        &mut self,
        employer: EmployerId,
        filter: &TrainingFilter,
        limit: i64,
        from: PageFrom<TrainingId>,
    ) -> Result<Vec<TrainingId>, StoreError> {
        let bound = |month_day: &str| {
            filter.year.map(|y| format!("{y:04}-{month_day}")).unwrap_or_default()
        };
        let [team, committee, today] = section::words(filter.section.as_ref());
        let rows = self
            .employer(employer)
            .fetch(
                &TRAININGS,
                args![
                    contains(&filter.title),
                    bound("01-01"),
                    bound("12-31"),
                    filter.withdrawn,
                    filter.status.map_or("", Status::code),
                    limit,
                    from.offset(),
                    team,
                    committee,
                    today,
                    from.is_behind(),
                    from.behind().map_or(Uuid::nil(), |id| id.0)
                ],
            )
            .await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// How many participations of these trainings stand in each status; of the people of a section
    /// on a day, where one is given.
    pub async fn part_counts(
        &mut self,
        employer: EmployerId,
        ids: &[TrainingId],
        section: Option<&(Section, Date)>,
    ) -> Result<Vec<PartCount>, StoreError> {
        let [team, committee, today] = section::words(section);
        let (statement, args) = match section {
            None => (&PART_COUNTS, args![ids]),
            Some(_) => (&PART_COUNTS_OF_SECTION, args![ids, team, committee, today]),
        };
        let rows = self.employer(employer).fetch(statement, args).await?;
        rows.iter()
            .map(|r| {
                Ok(PartCount {
                    training: r.get("training_id")?,
                    status: r.get("status")?,
                    people: r.get("people")?,
                    minutes: r.get("minutes")?,
                })
            })
            .collect()
    }
}

/// The LIKE pattern for "contains"; empty stays empty. Wildcards in the text match themselves
/// only by luck of being rare in names and titles, so they are taken out.
fn contains(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, '%' | '_')).collect();
    if bare.is_empty() { String::new() } else { format!("%{bare}%") }
}
