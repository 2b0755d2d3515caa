//! The time line of an employment, as it stands in the register.
//!
//! A declaration says something of a quarter, and the same work is carried on before and after it.
//! Those stretches are one row with the days that were said marked in it: a third of the rows, and
//! of the time to write and read them.

use std::collections::BTreeMap;

use fla_domain::identifier::JointCommittee;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::occupation::{Origin, Span};
use fla_domain::quantity::Fraction;
use fla_domain::time::Instant;
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::stamp::Stamps;
use crate::{args, statements};

/// The last day a row can have: "while it goes on".
const OPEN: Date = Date::constant(9999, 12, 31);

/// Work that goes on unchanged: some days that were said, and those before and after them to
/// which they were carried on. Without said days all of it is assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    from: Date,
    to: Date,
    joint_committee: JointCommittee,
    fraction: Fraction,
    origin: Origin,
    /// First and last of the days that were said.
    firm: Option<(Date, Date)>,
}

impl Stretch {
    /// The fewest stretches that say the same as some spans of one person, sorted by first day.
    pub fn pack(spans: Vec<Span>) -> Vec<Self> {
        let mut packed: Vec<Self> = Vec::new();
        for span in spans {
            let next = Self::from(span);
            match packed.iter_mut().find(|before| before.goes_on_in(&next)) {
                Some(before) => {
                    before.to = next.to;
                    before.firm = before.firm.or(next.firm);
                }
                None => packed.push(next),
            }
        }
        packed
    }

    /// Whether another begins on the next day with the same work, and the days said in the two
    /// are one run.
    fn goes_on_in(&self, next: &Self) -> bool {
        let same = self.joint_committee == next.joint_committee
            && self.fraction == next.fraction
            && self.origin == next.origin;
        same && self.to != OPEN
            && self.to.tomorrow().is_ok_and(|day| day == next.from)
            && (self.firm.is_none() || next.firm.is_none())
            && (self.firm.is_some() || next.firm.is_some())
    }

    /// What it says, stretch by stretch: assumed, said, assumed.
    pub fn spans(&self) -> impl Iterator<Item = Span> + use<> {
        let days =
            |from: Date, to: Date, assumed: bool| (from <= to).then_some((from, to, assumed));
        let pieces = match self.firm {
            None => [days(self.from, self.to, true), None, None],
            Some((first, last)) => [
                first.yesterday().ok().and_then(|day| days(self.from, day, true)),
                days(first, last, false),
                last.tomorrow().ok().and_then(|day| days(day, self.to, true)),
            ],
        };
        let Self { joint_committee, fraction, origin, .. } = self.clone();
        pieces.into_iter().flatten().map(move |(from, to, assumed)| Span {
            from,
            to: (to != OPEN).then_some(to),
            joint_committee: joint_committee.clone(),
            fraction,
            origin,
            assumed,
        })
    }
}

impl From<Span> for Stretch {
    fn from(span: Span) -> Self {
        let to = span.to.unwrap_or(OPEN);
        Self {
            from: span.from,
            to,
            joint_committee: span.joint_committee,
            fraction: span.fraction,
            origin: span.origin,
            firm: (!span.assumed).then_some((span.from, to)),
        }
    }
}

/// A row of the time line as it stands in the register.
#[derive(Clone, Debug)]
pub struct StoredStretch {
    /// Its id.
    pub id: Uuid,
    /// Of whom.
    pub employee: EmployeeId,
    /// What it says.
    pub stretch: Stretch,
}

/// A span of the time line as it stands in the register.
#[derive(Clone, Debug)]
pub struct StoredSpan {
    /// The row it is of; the spans of one stretch have the same.
    pub id: Uuid,
    /// Of whom.
    pub employee: EmployeeId,
    /// The span.
    pub span: Span,
}

/// The regimes of the people under contract on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnderContract {
    /// Of those with one occupation: how many share each regime.
    pub alone: Vec<(Fraction, i64)>,
    /// Of each of those with several: all of them.
    pub several: Vec<Vec<Fraction>>,
}

impl UnderContract {
    /// How many people.
    pub fn headcount(&self) -> i64 {
        let several = i64::try_from(self.several.len()).unwrap_or(i64::MAX);
        self.alone.iter().map(|a| a.1).sum::<i64>().saturating_add(several)
    }
}

statements! {
    employer SPANS = "SELECT id, employee_id, from_date, to_date, joint_committee, q, s, origin, firm_from, firm_to FROM span \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, from_date, joint_committee, id";
    employer CLOSE = "UPDATE span SET known_to = $3 WHERE employer_id = $1 AND employee_id IN ANY_ID($4) AND (id IN ANY_ID($2)) IS TRUE";
    bulk employer INSERT = "span" (employee_id id, id id, known_from int, known_to int, change_id id, from_date text, to_date text, joint_committee text, q int, s int, origin text, firm_from text?, firm_to text?);
    employer ALONE_ON_DAY = "SELECT several, q, s, COUNT(*) AS people FROM (SELECT CASE WHEN COUNT(*) > 1 THEN 1 ELSE 0 END AS several, MIN(q) AS q, MIN(s) AS s FROM span \
        WHERE employer_id = $1 AND from_date <= $2 AND to_date >= $2 AND known_to = 9223372036854775807 GROUP BY employee_id) one GROUP BY several, q, s ORDER BY q, s";
    employer SEVERAL_ON_DAY = "SELECT s.employee_id, s.q, s.s FROM span s JOIN (SELECT employee_id FROM span \
            WHERE employer_id = $1 AND from_date <= $2 AND to_date >= $2 AND known_to = 9223372036854775807 GROUP BY employee_id HAVING COUNT(*) > 1) more ON more.employee_id = s.employee_id \
        WHERE s.employer_id = $1 AND s.from_date <= $2 AND s.to_date >= $2 AND s.known_to = 9223372036854775807 ORDER BY s.employee_id, s.id";
    employer BEGINNINGS = "SELECT from_date, MAX(to_date) AS until FROM span WHERE employer_id = $1 AND known_to = 9223372036854775807 GROUP BY from_date ORDER BY from_date";
}

fn fraction(row: &Row) -> Result<Fraction, StoreError> {
    let (q, s): (u32, u32) = (row.get("q")?, row.get("s")?);
    Fraction::new(q, s).map_err(|_| StoreError::corrupt("span", "s"))
}

fn stored(row: &Row) -> Result<StoredStretch, StoreError> {
    let origin: String = row.get("origin")?;
    let firm: (Option<Date>, Option<Date>) = (row.get("firm_from")?, row.get("firm_to")?);
    let stretch = Stretch {
        from: row.get("from_date")?,
        to: row.get("to_date")?,
        joint_committee: row.get("joint_committee")?,
        fraction: fraction(row)?,
        origin: Origin::from_code(&origin).ok_or_else(|| StoreError::corrupt("span", "origin"))?,
        firm: firm.0.zip(firm.1),
    };
    Ok(StoredStretch { id: row.get("id")?, employee: row.get("employee_id")?, stretch })
}

impl Tx {
    /// The rows of the time line of these employees as known at an instant, ordered by employee.
    pub async fn stretches_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredStretch>, StoreError> {
        let rows = self.employer(employer).fetch(&SPANS, args![ids, as_known]).await?;
        rows.iter().map(stored).collect()
    }

    /// The time line of these employees as known at an instant, ordered by employee and date.
    pub async fn spans_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredSpan>, StoreError> {
        let rows = self.stretches_of(employer, ids, as_known).await?;
        let mut spans: Vec<StoredSpan> = rows
            .into_iter()
            .flat_map(|StoredStretch { id, employee, stretch }| {
                stretch.spans().map(move |span| StoredSpan { id, employee, span })
            })
            .collect();
        spans.sort_by(|a, b| {
            let key = |s: &StoredSpan| (s.employee, s.span.from);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.span.joint_committee.cmp(&b.span.joint_committee))
                .then_with(|| a.id.cmp(&b.id))
        });
        Ok(spans)
    }

    /// Ends rows that no longer hold.
    pub async fn close_stretches(
        &mut self,
        employer: EmployerId,
        closed: &[(EmployeeId, Uuid)],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        for (at, closed) in stamps.by_instant(closed.iter().copied()) {
            let ids: Vec<Uuid> = closed.iter().map(|c| c.1).collect();
            let people: Vec<EmployeeId> = closed.iter().map(|c| c.0).collect();
            self.employer(employer).execute(&CLOSE, args![&ids, at, &people]).await?;
        }
        Ok(())
    }

    /// Adds rows.
    pub async fn insert_stretches(
        &mut self,
        employer: EmployerId,
        rows: impl IntoIterator<Item = (Uuid, EmployeeId, Stretch), IntoIter: Send>,
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, employee, stretch)| -> Vec<Value> {
            let stamp = stamps.of(employee);
            args![
                employee,
                id,
                stamp.at,
                FOREVER,
                stamp.change,
                stretch.from,
                stretch.to,
                &stretch.joint_committee,
                stretch.fraction.q(),
                stretch.fraction.s(),
                stretch.origin.code(),
                stretch.firm.map(|f| f.0),
                stretch.firm.map(|f| f.1)
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// The regimes of the people under contract on a day: of those with one occupation, how many
    /// share each; of those with several, all of theirs together.
    pub async fn under_contract_on(
        &mut self,
        employer: EmployerId,
        day: Date,
    ) -> Result<UnderContract, StoreError> {
        let mut scope = self.employer(employer);
        let mut people = UnderContract::default();
        let mut more = false;
        for row in scope.fetch(&ALONE_ON_DAY, args![day]).await? {
            if row.get("several")? {
                more = true;
            } else {
                people.alone.push((fraction(&row)?, row.get("people")?));
            }
        }
        if more {
            let mut several: BTreeMap<EmployeeId, Vec<Fraction>> = BTreeMap::new();
            for row in scope.fetch(&SEVERAL_ON_DAY, args![day]).await? {
                several.entry(row.get("employee_id")?).or_default().push(fraction(&row)?);
            }
            people.several = several.into_values().collect();
        }
        Ok(people)
    }

    /// Each day on which a stretch begins, in order, with the last day of the longest that does.
    pub async fn beginnings(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<(Date, Date)>, StoreError> {
        let rows = self.employer(employer).fetch(&BEGINNINGS, args![]).await?;
        rows.iter().map(|r| Ok((r.get("from_date")?, r.get("until")?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn span(from: Date, to: Option<Date>, committee: &str, q: u32, assumed: bool) -> Span {
        Span {
            from,
            to,
            joint_committee: committee.parse().unwrap(),
            fraction: Fraction::new(q, 3800).unwrap(),
            origin: Origin::Dmfa,
            assumed,
        }
    }

    fn unpacked(rows: &[Stretch]) -> Vec<Span> {
        let mut spans: Vec<Span> = rows.iter().flat_map(Stretch::spans).collect();
        spans.sort_by(|a, b| a.from.cmp(&b.from).then(a.joint_committee.cmp(&b.joint_committee)));
        spans
    }

    #[test]
    fn what_was_said_and_what_was_carried_on_from_it_are_one_row() {
        let spans = vec![
            span(date(2019, 3, 1), Some(date(2026, 6, 30)), "200", 3800, true),
            span(date(2026, 7, 1), Some(date(2026, 9, 30)), "200", 3800, false),
            span(date(2026, 10, 1), None, "200", 3800, true),
        ];
        let rows = Stretch::pack(spans.clone());
        assert_eq!(rows.len(), 1);
        assert_eq!(unpacked(&rows), spans);
    }

    #[test]
    fn other_work_gaps_and_a_second_run_of_said_days_begin_a_row() {
        let spans = vec![
            span(date(2025, 1, 1), Some(date(2025, 3, 31)), "119", 1900, false),
            span(date(2025, 1, 1), Some(date(2025, 3, 31)), "200", 1900, false),
            span(date(2025, 4, 1), Some(date(2025, 6, 30)), "200", 1900, true),
            span(date(2025, 7, 1), Some(date(2025, 9, 30)), "200", 1900, false),
            span(date(2025, 10, 1), Some(date(2025, 12, 31)), "200", 3800, false),
            span(date(2026, 1, 2), None, "200", 3800, true),
        ];
        let rows = Stretch::pack(spans.clone());
        assert_eq!(rows.len(), 5);
        assert_eq!(unpacked(&rows), spans);
    }

    #[test]
    fn two_equal_jobs_at_a_time_stay_two() {
        let one = span(date(2025, 1, 1), Some(date(2025, 3, 31)), "200", 1900, false);
        let on = span(date(2025, 4, 1), None, "200", 1900, true);
        let spans = vec![one.clone(), one, on.clone(), on];
        let rows = Stretch::pack(spans.clone());
        assert_eq!(rows.len(), 2);
        assert_eq!(unpacked(&rows), spans);
    }

    #[test]
    fn work_of_which_nothing_was_said_is_assumed_to_its_end() {
        let spans = vec![span(date(2025, 1, 1), None, "200", 3800, true)];
        assert_eq!(unpacked(&Stretch::pack(spans.clone())), spans);
    }
}
