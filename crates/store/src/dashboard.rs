//! The figures of an employer and year, and the rows behind each of them: the same conditions
//! stand in both, so that a figure and its list agree.

use fla_domain::ids::{EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year, first_day, last_day};
use fla_domain::training::Status;
use jiff::civil::Date;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::ledger::{CreditRow, credit};
use crate::{args, statements};

/// The age bands, youngest first, as codes; an empty code stands for people whose date of birth is
/// not known. The age is the one reached in the year.
pub const AGE_BANDS: [&str; 5] = ["to24", "to34", "to44", "to54", "from55"];

/// Of a year: which days it spans, and the day on which it is asked who is in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Calendar year.
    pub year: Year,
    /// A day in the year: today, or the nearest day of the year to it.
    pub day: Date,
}

impl Frame {
    /// The frame of a year as seen on a day.
    pub fn of(year: Year, today: Date) -> Self {
        Self { year, day: today.clamp(first_day(year), last_day(year)) }
    }

    /// The arguments every statement of this module begins with: year, first and last day, day of
    /// reference, and the dates of birth at which the age bands begin.
    fn args(self) -> Vec<Value> {
        let born = |age: i16| format!("{:04}-01-01", self.year - age);
        args![
            self.year,
            first_day(self.year),
            last_day(self.year),
            self.day,
            born(24),
            born(34),
            born(44),
            born(54)
        ]
    }
}

/// What people are told apart by. Each is empty for all, `=` for those of whom it is not known,
/// or `=` with the value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Team.
    pub team: String,
    /// Joint committee: that of the occupation that began last in the year.
    pub committee: String,
    /// Gender code.
    pub gender: String,
    /// Age band, of [`AGE_BANDS`].
    pub age: String,
}

impl Cut {
    fn args(&self) -> Vec<Value> {
        args![&self.team, &self.committee, &self.gender, &self.age]
    }
}

/// The sums over some people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// People with credit, an occupation or a training in the year.
    pub people: i64,
    /// Of them in service on the day of reference.
    pub serving: i64,
    /// Of those in service: without a followed or planned training in the year.
    pub nothing: i64,
    /// Their credit of the year together.
    pub credit: CreditRow,
    /// Participations followed.
    pub followed: i64,
    /// Their minutes, counting against the credit or not.
    pub followed_minutes: Minutes,
    /// Participations planned.
    pub planned: i64,
    /// Their minutes.
    pub planned_minutes: Minutes,
}

impl Sums {
    /// Adds the sums over other people.
    pub fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.serving += other.serving;
        self.nothing += other.nothing;
        self.followed += other.followed;
        self.planned += other.planned;
        self.followed_minutes += other.followed_minutes;
        self.planned_minutes += other.planned_minutes;
        let (to, from) = (&mut self.credit, &other.credit);
        for (to, from) in [
            (&mut to.statutory, from.statutory),
            (&mut to.sectoral, from.sectoral),
            (&mut to.company, from.company),
            (&mut to.carried_in, from.carried_in),
            (&mut to.debited, from.debited),
            (&mut to.planned, from.planned),
            (&mut to.lapsed, from.lapsed),
            (&mut to.adjusted, from.adjusted),
            (&mut to.carried_out, from.carried_out),
        ] {
            *to += from;
        }
    }
}

/// The sums over the people who are alike in everything they are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Team; empty where there is none.
    pub team: String,
    /// Joint committee; empty where there is none.
    pub committee: String,
    /// Gender code; empty where it is not known.
    pub gender: String,
    /// Age band; empty where the date of birth is not known.
    pub age: String,
    /// The sums.
    pub sums: Sums,
}

/// How much training was followed or is planned in a month, of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCell {
    /// Month, from 1: the one in which the training ends.
    pub month: i8,
    /// Kind code; empty where it is not known.
    pub kind: String,
    /// [`Status::Completed`] or [`Status::Planned`].
    pub status: Status,
    /// Whether it counts against the credit.
    pub counting: bool,
    /// Participations.
    pub parts: i64,
    /// Their minutes.
    pub minutes: Minutes,
}

/// Which people of a year a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// All of them.
    #[default]
    All,
    /// In service on the day of reference.
    Serving,
    /// With credit in the year.
    Credit,
    /// In service without a followed or planned training.
    Nothing,
    /// With a right of the year that nobody has verified yet.
    Verify,
    /// With a followed training.
    Followed,
    /// With a planned training.
    Planned,
    /// With more followed than there was credit.
    Beyond,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Serving,
        Self::Credit,
        Self::Nothing,
        Self::Verify,
        Self::Followed,
        Self::Planned,
        Self::Beyond,
    ];

    /// The code in statements and addresses; empty for all.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Serving => "serving",
            Self::Credit => "credit",
            Self::Nothing => "nothing",
            Self::Verify => "verify",
            Self::Followed => "followed",
            Self::Planned => "planned",
            Self::Beyond => "beyond",
        }
    }

    /// The group of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.code() == code)
    }
}

/// The order of a list of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonSort {
    /// By name.
    #[default]
    Name,
    /// Most credit left first.
    MostLeft,
    /// Least credit left first.
    LeastLeft,
    /// Most hours followed first.
    MostFollowed,
}

/// Somebody behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The employee.
    pub id: EmployeeId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Team.
    pub team: Option<String>,
    /// Joint committee.
    pub committee: Option<String>,
    /// The sums of this one person.
    pub sums: Sums,
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
            format!("{last:02}")
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

/// What is left of a year's credit; nothing where there is none.
macro_rules! left {
    () => {
        "COALESCE(c.statutory + c.sectoral + c.company + c.carried_in + c.adjusted - c.debited - c.lapsed, 0)"
    };
}

/// The age band of `e`.
macro_rules! age {
    () => {
        "CASE WHEN e.birth_date IS NULL THEN '' WHEN e.birth_date >= $6 THEN 'to24' WHEN e.birth_date >= $7 THEN 'to34' \
        WHEN e.birth_date >= $8 THEN 'to44' WHEN e.birth_date >= $9 THEN 'to54' ELSE 'from55' END"
    };
}

/// The joint committee of each person in the year, and whether the person is in service.
macro_rules! work {
    () => {
        "LEFT JOIN (SELECT s.employee_id, SUBSTR(MAX(s.from_date || s.joint_committee), 11) AS committee, \
        MAX(CASE WHEN s.from_date <= $5 AND s.to_date >= $5 THEN 1 ELSE 0 END) AS serving FROM span s \
        WHERE s.employer_id = $1 AND s.known_to = 9223372036854775807 AND s.from_date <= $4 AND s.to_date >= $3 \
        GROUP BY s.employee_id) w ON w.employee_id = e.id "
    };
}

/// The people of a year with their credit (`c`), work (`w`) and trainings (`d`). Grouping by an
/// expression keeps SQLite from walking the index by employee, a jump to each row: it reads the
/// table from end to end, which is three times as fast.
macro_rules! people {
    () => {
        concat!(
            "FROM employee e LEFT JOIN credit c ON c.employer_id = $1 AND c.employee_id = e.id AND c.year = $2 ",
            work!(),
            "LEFT JOIN (SELECT COALESCE(p.employee_id, p.employee_id) AS employee_id, SUM(CASE WHEN p.status = 'completed' THEN 1 ELSE 0 END) AS followed, \
            SUM(CASE WHEN p.status = 'completed' THEN p.minutes ELSE 0 END) AS followed_minutes, \
            SUM(CASE WHEN p.status = 'planned' THEN 1 ELSE 0 END) AS planned, \
            SUM(CASE WHEN p.status = 'planned' THEN p.minutes ELSE 0 END) AS planned_minutes \
            FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
            WHERE p.employer_id = $1 AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 \
            AND p.status IN ('completed', 'planned') AND t.end_date >= $3 AND t.end_date <= $4 \
            GROUP BY COALESCE(p.employee_id, p.employee_id)) d ON d.employee_id = e.id \
            WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 \
            AND (c.year IS NOT NULL OR w.employee_id IS NOT NULL OR d.employee_id IS NOT NULL) "
        )
    };
}

/// The columns of [`Sums`].
macro_rules! sums {
    () => {
        "COUNT(*) AS people, CAST(COALESCE(SUM(w.serving), 0) AS BIGINT) AS serving, \
        CAST(COALESCE(SUM(CASE WHEN w.serving = 1 AND d.employee_id IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS idle, \
        CAST(COALESCE(SUM(d.followed), 0) AS BIGINT) AS followed_parts, CAST(COALESCE(SUM(d.followed_minutes), 0) AS BIGINT) AS followed_minutes, \
        CAST(COALESCE(SUM(d.planned), 0) AS BIGINT) AS planned_parts, CAST(COALESCE(SUM(d.planned_minutes), 0) AS BIGINT) AS planned_minutes, \
        CAST(COALESCE(SUM(c.statutory), 0) AS BIGINT) AS statutory, CAST(COALESCE(SUM(c.sectoral), 0) AS BIGINT) AS sectoral, \
        CAST(COALESCE(SUM(c.company), 0) AS BIGINT) AS company, CAST(COALESCE(SUM(c.carried_in), 0) AS BIGINT) AS carried_in, \
        CAST(COALESCE(SUM(c.debited), 0) AS BIGINT) AS debited, CAST(COALESCE(SUM(c.planned), 0) AS BIGINT) AS planned, \
        CAST(COALESCE(SUM(c.lapsed), 0) AS BIGINT) AS lapsed, CAST(COALESCE(SUM(c.adjusted), 0) AS BIGINT) AS adjusted, \
        CAST(COALESCE(SUM(c.carried_out), 0) AS BIGINT) AS carried_out "
    };
}

/// Of the people of a year those of a group and a cut.
macro_rules! some {
    () => {
        concat!(
            people!(),
            "AND CASE $10 WHEN '' THEN 1 WHEN 'serving' THEN COALESCE(w.serving, 0) WHEN 'credit' THEN CASE WHEN c.year IS NULL THEN 0 ELSE 1 END \
            WHEN 'nothing' THEN CASE WHEN w.serving = 1 AND d.employee_id IS NULL THEN 1 ELSE 0 END \
            WHEN 'followed' THEN CASE WHEN d.followed > 0 THEN 1 ELSE 0 END WHEN 'planned' THEN CASE WHEN d.planned > 0 THEN 1 ELSE 0 END \
            WHEN 'beyond' THEN CASE WHEN ",
            left!(),
            " < 0 THEN 1 ELSE 0 END WHEN 'verify' THEN CASE WHEN EXISTS (SELECT 1 FROM training_right r WHERE r.employer_id = $1 AND r.employee_id = e.id \
            AND r.year = $2 AND r.state = 'calculated' AND r.known_to = 9223372036854775807) THEN 1 ELSE 0 END ELSE 0 END = 1 ",
            cut!("$11", "$12", "$13", "$14")
        )
    };
}

/// The condition of a [`Cut`].
macro_rules! cut {
    ($team:literal, $committee:literal, $gender:literal, $age:literal) => {
        concat!(
            "AND (",
            $team,
            " = '' OR ",
            $team,
            " = '=' || COALESCE(e.team, '')) ",
            "AND (",
            $committee,
            " = '' OR ",
            $committee,
            " = '=' || COALESCE(w.committee, '')) ",
            "AND (",
            $gender,
            " = '' OR ",
            $gender,
            " = '=' || COALESCE(e.gender, '')) ",
            "AND (",
            $age,
            " = '' OR ",
            $age,
            " = '=' || ",
            age!(),
            ") "
        )
    };
}

macro_rules! list {
    ($($order:expr),+) => {
        concat!(
            "SELECT e.id, e.family_name, e.given_name, e.team, w.committee, CAST(1 AS BIGINT) AS people, CAST(COALESCE(w.serving, 0) AS BIGINT) AS serving, \
            CAST(CASE WHEN w.serving = 1 AND d.employee_id IS NULL THEN 1 ELSE 0 END AS BIGINT) AS idle, \
            CAST(COALESCE(d.followed, 0) AS BIGINT) AS followed_parts, CAST(COALESCE(d.followed_minutes, 0) AS BIGINT) AS followed_minutes, \
            CAST(COALESCE(d.planned, 0) AS BIGINT) AS planned_parts, CAST(COALESCE(d.planned_minutes, 0) AS BIGINT) AS planned_minutes, \
            COALESCE(c.statutory, 0) AS statutory, COALESCE(c.sectoral, 0) AS sectoral, COALESCE(c.company, 0) AS company, COALESCE(c.carried_in, 0) AS carried_in, \
            COALESCE(c.debited, 0) AS debited, COALESCE(c.planned, 0) AS planned, COALESCE(c.lapsed, 0) AS lapsed, COALESCE(c.adjusted, 0) AS adjusted, \
            COALESCE(c.carried_out, 0) AS carried_out ",
            some!(), "ORDER BY ", $($order,)+ "e.sort_name, e.id LIMIT $15 OFFSET $16"
        )
    };
}

/// The participations of a year of a filter and a cut. `CROSS JOIN` and `LEFT JOIN` keep SQLite, which
/// knows nothing of how many rows there are, from reading all participations for each training.
macro_rules! parts {
    () => {
        concat!(
            "FROM participation p CROSS JOIN training t \
            LEFT JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id AND e.known_to = 9223372036854775807 ",
            work!(),
            "WHERE p.employer_id = $1 AND t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
            AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 \
            AND p.status IN ('completed', 'planned') AND t.end_date >= $3 AND t.end_date <= $4 AND $2 > 0 \
            AND ($10 = '' OR p.status = $10) AND SUBSTR(t.end_date, 6, 2) >= $11 AND SUBSTR(t.end_date, 6, 2) <= $15 AND ($12 = '' OR $12 = '=' || COALESCE(t.kind, '')) \
            AND ($13 = '' OR $13 = CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 'yes' ELSE 'no' END) \
            AND ($14 = '' OR t.end_date < $14) ",
            cut!("$16", "$17", "$18", "$19")
        )
    };
}

macro_rules! part_list {
    ($($order:expr),+) => {
        concat!(
            "SELECT p.id, p.training_id, t.title, t.start_date, t.end_date, p.employee_id, e.family_name, e.given_name, e.team, p.status, p.minutes ",
            parts!(), "ORDER BY ", $($order,)+ "t.end_date DESC, p.id LIMIT $20 OFFSET $21"
        )
    };
}

statements! {
    employer CUBE = concat!(
        "SELECT COALESCE(e.team, '') AS team, COALESCE(w.committee, '') AS committee, COALESCE(e.gender, '') AS gender, ", age!(), " AS age, ",
        sums!(), people!(), "GROUP BY COALESCE(e.team, ''), COALESCE(w.committee, ''), COALESCE(e.gender, ''), ", age!()
    );
    employer TOTALS = concat!("SELECT ", sums!(), some!());
    employer BY_NAME = list!("");
    employer BY_MOST_LEFT = list!(left!(), " DESC, ");
    employer BY_LEAST_LEFT = list!(left!(), ", ");
    employer BY_MOST_FOLLOWED = list!("COALESCE(d.followed_minutes, 0) DESC, ");
    employer MONTHS = "SELECT SUBSTR(t.end_date, 6, 2) AS month, COALESCE(t.kind, '') AS kind, p.status, \
        CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 1 ELSE 0 END AS counting, COUNT(*) AS parts, CAST(SUM(p.minutes) AS BIGINT) AS minutes \
        FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807 \
        WHERE p.employer_id = $1 AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND t.withdrawn = 0 \
        AND p.status IN ('completed', 'planned') AND t.end_date >= $2 AND t.end_date <= $3 \
        GROUP BY SUBSTR(t.end_date, 6, 2), COALESCE(t.kind, ''), p.status, CASE WHEN COALESCE(p.not_counting, t.not_counting) IS NULL THEN 1 ELSE 0 END";
    employer PART_TOTALS = concat!("SELECT COUNT(*) AS parts, COUNT(DISTINCT p.employee_id) AS people, CAST(COALESCE(SUM(p.minutes), 0) AS BIGINT) AS minutes ", parts!());
    employer PARTS_LATEST = part_list!("");
    employer PARTS_BY_NAME = part_list!("e.sort_name, ");
    employer PARTS_LONGEST = part_list!("p.minutes DESC, ");
    employer BEYOND = concat!("SELECT COUNT(*) AS n FROM credit c JOIN employee e ON e.employer_id = $1 AND e.id = c.employee_id AND e.known_to = 9223372036854775807 \
        WHERE c.employer_id = $1 AND c.year = $2 AND ", left!(), " < 0");
    employer TO_VERIFY = "SELECT COUNT(DISTINCT r.employee_id) AS n, MIN(r.known_from) AS since, \
        COUNT(DISTINCT CASE WHEN r.known_from < $3 THEN r.employee_id END) AS late FROM training_right r \
        JOIN employee e ON e.employer_id = $1 AND e.id = r.employee_id AND e.known_to = 9223372036854775807 \
        WHERE r.employer_id = $1 AND r.year = $2 AND r.state = 'calculated' AND r.known_to = 9223372036854775807";
}

fn sums(row: &Row) -> Result<Sums, StoreError> {
    Ok(Sums {
        people: row.get("people")?,
        serving: row.get("serving")?,
        nothing: row.get("idle")?,
        credit: credit(row)?,
        followed: row.get("followed_parts")?,
        followed_minutes: row.get("followed_minutes")?,
        planned: row.get("planned_parts")?,
        planned_minutes: row.get("planned_minutes")?,
    })
}

fn all(parts: impl IntoIterator<Item = Vec<Value>>) -> Vec<Value> {
    parts.into_iter().flatten().collect()
}

/// Of rights that nobody has verified yet: how many people, since when, and how many for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// People.
    pub people: i64,
    /// When the oldest of these rights was worked out.
    pub since: Option<Instant>,
    /// People with one worked out before the instant asked about.
    pub late: i64,
}

impl Tx {
    /// The sums of a year, by everything people are told apart by.
    pub async fn figures(
        &mut self,
        employer: EmployerId,
        frame: Frame,
    ) -> Result<Vec<Cell>, StoreError> {
        let rows = self.employer(employer).fetch(&CUBE, frame.args()).await?;
        rows.iter()
            .map(|r| {
                Ok(Cell {
                    team: r.get("team")?,
                    committee: r.get("committee")?,
                    gender: r.get("gender")?,
                    age: r.get("age")?,
                    sums: sums(r)?,
                })
            })
            .collect()
    }

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
                    status: r.code("status", Status::from_code)?,
                    counting: r.get("counting")?,
                    parts: r.get("parts")?,
                    minutes: r.get("minutes")?,
                })
            })
            .collect()
    }

    /// What the people of a group and a cut come to.
    pub async fn people_totals(
        &mut self,
        employer: EmployerId,
        frame: Frame,
        group: Group,
        cut: &Cut,
    ) -> Result<Sums, StoreError> {
        let args = all([frame.args(), args![group.code()], cut.args()]);
        sums(&self.employer(employer).fetch_one(&TOTALS, args).await?)
    }

    /// A page of the people of a group and a cut.
    pub async fn people_behind(
        &mut self,
        employer: EmployerId,
        frame: Frame,
        group: Group,
        cut: &Cut,
        sort: PersonSort,
        (limit, offset): (i64, i64),
    ) -> Result<Vec<PersonRow>, StoreError> {
        let statement = match sort {
            PersonSort::Name => &BY_NAME,
            PersonSort::MostLeft => &BY_MOST_LEFT,
            PersonSort::LeastLeft => &BY_LEAST_LEFT,
            PersonSort::MostFollowed => &BY_MOST_FOLLOWED,
        };
        let args = all([frame.args(), args![group.code()], cut.args(), args![limit, offset]]);
        let rows = self.employer(employer).fetch(statement, args).await?;
        rows.iter()
            .map(|r| {
                Ok(PersonRow {
                    id: r.get("id")?,
                    family_name: r.get("family_name")?,
                    given_name: r.get("given_name")?,
                    team: r.get("team")?,
                    committee: r.get("committee")?,
                    sums: sums(r)?,
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

    /// How many people followed more in a year than there was credit.
    pub async fn people_beyond(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&BEYOND, args![year]).await?.get("n")
    }

    /// The rights of a year that nobody has verified yet.
    pub async fn unverified(
        &mut self,
        employer: EmployerId,
        year: Year,
        late_before: Instant,
    ) -> Result<Unverified, StoreError> {
        let row = self.employer(employer).fetch_one(&TO_VERIFY, args![year, late_before]).await?;
        Ok(Unverified { people: row.get("n")?, since: row.get("since")?, late: row.get("late")? })
    }
}
