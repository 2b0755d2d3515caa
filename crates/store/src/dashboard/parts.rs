//! How much training was followed and is planned, and the participations behind it.

use fla_domain::ids::{EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Year, first_day, last_day};
use fla_domain::training::{Status, TrainingKind};
use jiff::civil::Date;

use super::{Cut, Frame, all};
use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// How much training was followed or is planned in a month, of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCell {
    /// Month, from 1: the one in which the training ends.
    pub month: i8,
    /// Kind code; empty where it is not known.
    pub kind: String,
    /// Code of the broad field of education; empty where it is not known.
    pub field: String,
    /// [`Status::Completed`] or [`Status::Planned`].
    pub status: Status,
    /// Whether it counts against the credit.
    pub counting: bool,
    /// Participations.
    pub parts: i64,
    /// Their minutes.
    pub minutes: Minutes,
}

/// Which participations of a year a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartFilter {
    /// Followed or planned; `None` for both.
    pub status: Option<Status>,
    /// First and last month in which the training ends, from 1; `None` for all.
    pub months: Option<(i8, i8)>,
    /// Kind of training, empty for all, `=` where it is not known, or `=` with its code.
    pub kind: String,
    /// Broad field of education, empty for all, `=` where it is not known, or `=` with its code.
    pub field: String,
    /// Whether it counts against the credit; `None` for both.
    pub counting: Option<bool>,
    /// Only trainings that ended before this day; `None` for all.
    pub ended_before: Option<Date>,
}

impl PartFilter {
    fn args(&self) -> Vec<Value> {
        let (first, last) = self.months.unwrap_or((1, 12));
        let counting = self.counting.map_or("", |yes| if yes { "yes" } else { "no" });
        let before = self.ended_before.map(|d| d.to_string()).unwrap_or_default();
        args![
            self.status.map_or("", Status::code),
            format!("{first:02}"),
            &self.kind,
            counting,
            before,
            format!("{last:02}"),
            &self.field
        ]
    }
}

/// The order of a list of participations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartSort {
    /// Latest training first.
    #[default]
    Latest,
    /// By the name of the participant.
    Name,
    /// Longest first.
    Longest,
}

/// A participation behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// The participation.
    pub id: ParticipationId,
    /// The training.
    pub training: TrainingId,
    /// Its title.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Formal or informal.
    pub kind: Option<TrainingKind>,
    /// Field of education.
    pub field: Option<FieldOfEducation>,
    /// The participant.
    pub employee: EmployeeId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Team.
    pub team: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Minutes.
    pub minutes: Minutes,
}

/// What the rows of a list of participations come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartTotals {
    /// Participations.
    pub parts: i64,
    /// People among them.
    pub people: i64,
    /// Minutes.
    pub minutes: Minutes,
}

/// The participations of a year of a filter and a cut. `CROSS JOIN` and `LEFT JOIN` keep SQLite, which
/// does not know how many trainings are of a year, from reading all participations for each training.
macro_rules! parts {
    () => {
        concat!(
            "FROM training t CROSS JOIN participation p \
            LEFT JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 ",
            work!(),
            "WHERE p.employer_id = $1 AND t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
            AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 \
            AND p.status IN ('completed', 'planned') AND t.end_date >= $3 AND t.end_date <= $4 AND $2 > 0 \
            AND ($10 = '' OR p.status = $10) AND SUBSTR(t.end_date, 6, 2) >= $11 AND SUBSTR(t.end_date, 6, 2) <= $15 AND ($12 = '' OR $12 = '=' || COALESCE(t.kind, '')) \
            AND ($13 = '' OR $13 = CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 'yes' ELSE 'no' END) \
            AND ($14 = '' OR t.end_date < $14) \
            AND ($16 = '' OR $16 = '=' || SUBSTR(COALESCE(t.field, ''), 1, 2)) ",
            cut!("$17", "$18", "$19", "$20")
        )
    };
}

macro_rules! part_list {
    ($($order:expr),+) => {
        concat!(
            "SELECT p.id, p.training_id, t.title, t.start_date, t.end_date, t.kind, t.field, p.employee_id, e.family_name, e.given_name, e.team, p.status, p.minutes ",
            parts!(), "ORDER BY ", $($order,)+ "t.end_date DESC, p.id LIMIT $21 OFFSET $22"
        )
    };
}

statements! {
    employer MONTHS = "SELECT SUBSTR(t.end_date, 6, 2) AS month, COALESCE(t.kind, '') AS kind, SUBSTR(COALESCE(t.field, ''), 1, 2) AS field, p.status, \
        CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 1 ELSE 0 END AS counting, COUNT(*) AS parts, CAST(SUM(p.minutes) AS BIGINT) AS minutes \
        FROM training t CROSS JOIN participation p \
        WHERE t.employer_id = $1 AND t.known_to = 9223372036854775807 AND t.withdrawn = 0 AND t.end_date >= $2 AND t.end_date <= $3 \
        AND p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 \
        AND p.status IN ('completed', 'planned') \
        GROUP BY SUBSTR(t.end_date, 6, 2), COALESCE(t.kind, ''), SUBSTR(COALESCE(t.field, ''), 1, 2), p.status, CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 1 ELSE 0 END";
    employer PART_TOTALS = concat!("SELECT COUNT(*) AS parts, COUNT(DISTINCT p.employee_id) AS people, CAST(COALESCE(SUM(p.minutes), 0) AS BIGINT) AS minutes ", parts!());
    employer PARTS_LATEST = part_list!("");
    employer PARTS_BY_NAME = part_list!("e.sort_name, ");
    employer PARTS_LONGEST = part_list!("p.minutes DESC, ");
}

fn code<C>(
    row: &Row,
    column: &str,
    from: impl Fn(&str) -> Option<C>,
) -> Result<Option<C>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| from(&t).ok_or_else(|| row.corrupt(column))).transpose()
}

impl Tx {
    /// How much was followed and is planned, by month, kind and whether it counts.
    pub async fn month_figures(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<Vec<MonthCell>, StoreError> {
        let rows =
            self.employer(employer).fetch(&MONTHS, args![first_day(year), last_day(year)]).await?;
        rows.iter()
            .map(|r| {
                let month: String = r.get("month")?;
                Ok(MonthCell {
                    month: month.parse().map_err(|_| r.corrupt("month"))?,
                    kind: r.get("kind")?,
                    field: r.get("field")?,
                    status: r.code("status", Status::from_code)?,
                    counting: r.get("counting")?,
                    parts: r.get("parts")?,
                    minutes: r.get("minutes")?,
                })
            })
            .collect()
    }

    /// What the participations of a filter and a cut come to.
    pub async fn part_totals(
        &mut self,
        employer: EmployerId,
        frame: Frame,
        filter: &PartFilter,
        cut: &Cut,
    ) -> Result<PartTotals, StoreError> {
        let args = all([frame.args(), filter.args(), cut.args()]);
        let row = self.employer(employer).fetch_one(&PART_TOTALS, args).await?;
        Ok(PartTotals {
            parts: row.get("parts")?,
            people: row.get("people")?,
            minutes: row.get("minutes")?,
        })
    }

    /// A page of the participations of a filter and a cut.
    pub async fn parts_behind(
        &mut self,
        employer: EmployerId,
        frame: Frame,
        filter: &PartFilter,
        cut: &Cut,
        sort: PartSort,
        (limit, offset): (i64, i64),
    ) -> Result<Vec<PartRow>, StoreError> {
        let statement = match sort {
            PartSort::Latest => &PARTS_LATEST,
            PartSort::Name => &PARTS_BY_NAME,
            PartSort::Longest => &PARTS_LONGEST,
        };
        let args = all([frame.args(), filter.args(), cut.args(), args![limit, offset]]);
        let rows = self.employer(employer).fetch(statement, args).await?;
        rows.iter()
            .map(|r| {
                Ok(PartRow {
                    id: r.get("id")?,
                    training: r.get("training_id")?,
                    title: r.get("title")?,
                    start: r.get("start_date")?,
                    end: r.get("end_date")?,
                    kind: code(r, "kind", TrainingKind::from_code)?,
                    field: code(r, "field", FieldOfEducation::from_code)?,
                    employee: r.get("employee_id")?,
                    family_name: r.get("family_name")?,
                    given_name: r.get("given_name")?,
                    team: r.get("team")?,
                    status: r.code("status", Status::from_code)?,
                    minutes: r.get("minutes")?,
                })
            })
            .collect()
    }
}
