//! Sums over people, and the people behind them.

use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};

use super::{Cut, Frame, all};
use crate::engine::{Row, StoreError, Tx};
use crate::ledger::{CreditRow, credit};
use crate::{args, statements};

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
    /// In service and not given the notice of the year.
    Uninformed,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::Serving,
        Self::Credit,
        Self::Nothing,
        Self::Verify,
        Self::Followed,
        Self::Planned,
        Self::Beyond,
        Self::Uninformed,
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
            Self::Uninformed => "uninformed",
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

/// The people of a year with their credit (`c`), work (`w`) and trainings (`d`). `CROSS JOIN` has
/// SQLite, which knows nothing of how many rows there are, begin with the trainings, which are few,
/// and find the participations of each in the index of what stands now.
macro_rules! people {
    () => {
        concat!(
            "FROM employee e LEFT JOIN credit c ON c.employer_id = $1 AND c.employee_id = e.id AND c.year = $2 ",
            work!(),
            "LEFT JOIN (SELECT p.employee_id, SUM(CASE WHEN p.status = 'completed' THEN 1 ELSE 0 END) AS followed, \
            SUM(CASE WHEN p.status = 'completed' THEN p.minutes ELSE 0 END) AS followed_minutes, \
            SUM(CASE WHEN p.status = 'planned' THEN 1 ELSE 0 END) AS planned, \
            SUM(CASE WHEN p.status = 'planned' THEN p.minutes ELSE 0 END) AS planned_minutes \
            FROM training t CROSS JOIN participation p \
            WHERE t.employer_id = $1 AND t.known_to = 9223372036854775807 AND t.withdrawn = 0 AND t.end_date >= $3 AND t.end_date <= $4 \
            AND p.employer_id = $1 AND p.training_id = t.id AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 \
            AND p.status IN ('completed', 'planned') GROUP BY p.employee_id) d ON d.employee_id = e.id \
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
            AND r.year = $2 AND r.state = 'calculated' AND r.known_to = 9223372036854775807) THEN 1 ELSE 0 END \
            WHEN 'uninformed' THEN CASE WHEN w.serving = 1 AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.employer_id = $1 AND n.employee_id = e.id \
            AND n.year = $2 AND n.given_on IS NOT NULL) THEN 1 ELSE 0 END ELSE 0 END = 1 ",
            cut!("$11", "$12", "$13", "$14")
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
