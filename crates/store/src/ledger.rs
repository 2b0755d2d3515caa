//! The ledger of credit: entries that are only ever added or superseded, and the yearly credit
//! derived from them. Adjustments are facts of their own.

use std::collections::BTreeSet;

use fla_domain::ids::{AdjustmentId, ChangeId, EmployeeId, EmployerId, EntryId};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::stamp::Stamps;
use crate::{args, statements};

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its id.
    pub id: EntryId,
    /// Whose account.
    pub employee: EmployeeId,
    /// The change that booked it.
    pub change: ChangeId,
    /// Since when it stands.
    pub known_from: Instant,
    /// Calendar year of the balance it belongs to.
    pub year: Year,
    /// Calendar year from which the credit stems.
    pub origin_year: Year,
    /// Kind, as code ([`fla_domain::account::EntryKind::code`]).
    pub kind: String,
    /// Signed minutes.
    pub minutes: Minutes,
    /// The day it takes effect.
    pub date: Date,
    /// The participation or adjustment behind it.
    pub source: Option<Uuid>,
}

/// The credit of an employee and year, as sums of entries; `planned` stands beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditRow {
    /// Statutory right granted.
    pub statutory: Minutes,
    /// Sectoral right granted.
    pub sectoral: Minutes,
    /// Company days granted.
    pub company: Minutes,
    /// Carried over from the year before.
    pub carried_in: Minutes,
    /// Followed and counted, as a positive number.
    pub debited: Minutes,
    /// Planned, not yet debited, as a positive number.
    pub planned: Minutes,
    /// Lapsed, as a positive number.
    pub lapsed: Minutes,
    /// Adjusted, signed.
    pub adjusted: Minutes,
    /// Carried over to the next year, as a positive number.
    pub carried_out: Minutes,
}

impl CreditRow {
    /// Granted in the year, all kinds.
    pub fn granted(&self) -> Minutes {
        self.statutory + self.sectoral + self.company
    }

    /// What is left of the year, before anything is carried over to the next.
    pub fn left(&self) -> Minutes {
        self.granted() + self.carried_in + self.adjusted - self.debited - self.lapsed
    }
}

/// An adjustment of a credit, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAdjustment {
    /// Its id.
    pub id: AdjustmentId,
    /// Whose account.
    pub employee: EmployeeId,
    /// Calendar year.
    pub year: Year,
    /// The day it takes effect.
    pub date: Date,
    /// Signed minutes.
    pub minutes: Minutes,
    /// Why.
    pub reason: String,
}

statements! {
    employer ENTRIES = "SELECT id, employee_id, change_id, known_from, year, origin_year, kind, minutes, date, source_id FROM ledger_entry \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, year, date, known_from, id";
    employer CLOSE = "UPDATE ledger_entry SET known_to = $3 WHERE employer_id = $1 AND employee_id IN ANY_ID($4) AND (id IN ANY_ID($2)) IS TRUE";
    pair employer CLOSE_EACH =
        sqlite "UPDATE ledger_entry SET known_to = c.at FROM (SELECT unhex(value ->> 'id') AS id, unhex(value ->> 'employee') AS employee, value ->> 'at' AS at FROM json_each($2)) AS c \
        WHERE ledger_entry.employer_id = $1 AND ledger_entry.employee_id = c.employee AND ledger_entry.id = c.id"
        postgres "UPDATE ledger_entry SET known_to = c.at FROM json_to_recordset($2::json) AS c (id uuid, employee uuid, at bigint) \
        WHERE ledger_entry.employer_id = $1 AND ledger_entry.employee_id = c.employee AND ledger_entry.id = c.id";
    bulk employer INSERT = "ledger_entry" (employee_id id, id id, known_from int, known_to int, change_id id, year int, origin_year int, kind text, minutes int, date text, source_id id?);

    employer CREDITS = "SELECT employee_id, year, statutory, sectoral, company, carried_in, debited, planned, lapsed, adjusted, carried_out FROM credit \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) ORDER BY employee_id, year";
    employer CREDITS_IN = "SELECT employee_id, year, statutory, sectoral, company, carried_in, debited, planned, lapsed, adjusted, carried_out FROM credit \
        WHERE employer_id = $1 AND year = $2 ORDER BY employee_id";
    employer CREDIT_TOTALS = "SELECT COUNT(*) AS people, CAST(COALESCE(SUM(statutory), 0) AS BIGINT) AS statutory, CAST(COALESCE(SUM(sectoral), 0) AS BIGINT) AS sectoral, CAST(COALESCE(SUM(company), 0) AS BIGINT) AS company, \
        CAST(COALESCE(SUM(carried_in), 0) AS BIGINT) AS carried_in, CAST(COALESCE(SUM(debited), 0) AS BIGINT) AS debited, CAST(COALESCE(SUM(planned), 0) AS BIGINT) AS planned, CAST(COALESCE(SUM(lapsed), 0) AS BIGINT) AS lapsed, \
        CAST(COALESCE(SUM(adjusted), 0) AS BIGINT) AS adjusted, CAST(COALESCE(SUM(carried_out), 0) AS BIGINT) AS carried_out FROM credit WHERE employer_id = $1 AND year = $2";
    employer DELETE_CREDITS = "DELETE FROM credit WHERE employer_id = $1 AND employee_id IN ANY_ID($2)";
    bulk employer SET_CREDITS = "credit" (employee_id id, year int, statutory int, sectoral int, company int, carried_in int, debited int, planned int, lapsed int, adjusted int, carried_out int)
        on conflict "(employer_id, employee_id, year) DO UPDATE SET statutory = excluded.statutory, sectoral = excluded.sectoral, company = excluded.company, carried_in = excluded.carried_in, debited = excluded.debited, planned = excluded.planned, lapsed = excluded.lapsed, adjusted = excluded.adjusted, carried_out = excluded.carried_out";

    employer ADJUSTMENTS = "SELECT id, employee_id, year, date, minutes, reason FROM adjustment \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, date, id";
    employer CLOSE_ADJUSTMENT = "UPDATE adjustment SET known_to = $4 WHERE employer_id = $1 AND employee_id = $2 AND id = $3 AND known_to = 9223372036854775807";
    bulk employer INSERT_ADJUSTMENT = "adjustment" (id id, employee_id id, year int, date text, known_from int, known_to int, change_id id, minutes int, reason text);

    employer QUEUE = "INSERT INTO recalculation (employer_id, employee_id, follow) SELECT $1, e.id, 0 FROM employee e \
        WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 ON CONFLICT DO NOTHING";
    employer DUE = "SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.id IN ( \
        SELECT s.employee_id FROM span s WHERE s.employer_id = $1 AND s.known_to = 9223372036854775807 \
            AND ((s.from_date > $2 AND s.from_date <= $3) OR (s.to_date > $2 AND s.to_date <= $3) OR s.from_date IN ANY_TEXT($4)) \
        UNION SELECT a.employee_id FROM adjustment a WHERE a.employer_id = $1 AND a.known_to = 9223372036854775807 AND a.date > $2 AND a.date <= $3) ORDER BY e.id";
    employer QUEUE_SINCE = "INSERT INTO recalculation (employer_id, employee_id, follow) SELECT $1, e.id, 0 FROM employee e \
        WHERE e.employer_id = $1 AND e.known_from >= $2 AND e.known_to = 9223372036854775807 ON CONFLICT DO NOTHING";
    bulk employer QUEUE_SOME = "recalculation" (employee_id id, follow int) on conflict "DO NOTHING";
    bulk employer QUEUE_FOLLOWING = "recalculation" (employee_id id, follow int) on conflict "(employer_id, employee_id) DO UPDATE SET follow = 1";
    employer QUEUED = "SELECT employee_id, follow FROM recalculation WHERE employer_id = $1 ORDER BY employee_id LIMIT $2";
    employer TO_FOLLOW = "SELECT employee_id FROM recalculation WHERE employer_id = $1 AND follow = 1 AND employee_id > $2 ORDER BY employee_id LIMIT $3";
    employer FOLLOWED = "UPDATE recalculation SET follow = 0 WHERE employer_id = $1 AND employee_id IN ANY_ID($2)";
    employer COUNT_QUEUED = "SELECT COUNT(*) AS n FROM recalculation WHERE employer_id = $1";
    employer UNQUEUE = "DELETE FROM recalculation WHERE employer_id = $1 AND employee_id IN ANY_ID($2)";
}

fn entry(row: &Row) -> Result<StoredEntry, StoreError> {
    Ok(StoredEntry {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        change: row.get("change_id")?,
        known_from: row.get("known_from")?,
        year: row.get("year")?,
        origin_year: row.get("origin_year")?,
        kind: row.get("kind")?,
        minutes: row.get("minutes")?,
        date: row.get("date")?,
        source: row.get("source_id")?,
    })
}

/// Reads the sums of a row that has the columns of `credit`.
pub(crate) fn credit(row: &Row) -> Result<CreditRow, StoreError> {
    Ok(CreditRow {
        statutory: row.get("statutory")?,
        sectoral: row.get("sectoral")?,
        company: row.get("company")?,
        carried_in: row.get("carried_in")?,
        debited: row.get("debited")?,
        planned: row.get("planned")?,
        lapsed: row.get("lapsed")?,
        adjusted: row.get("adjusted")?,
        carried_out: row.get("carried_out")?,
    })
}

impl Tx {
    /// The entries of these accounts as known at an instant.
    pub async fn entries_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        let rows = self.employer(employer).fetch(&ENTRIES, args![ids, as_known]).await?;
        rows.iter().map(entry).collect()
    }

    /// Supersedes entries.
    pub async fn close_entries(
        &mut self,
        employer: EmployerId,
        closed: &[(EmployeeId, EntryId)],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        let parted = stamps.by_instant(closed.iter().copied());
        if parted.len() > 1 {
            let each = closed.iter().map(|(person, entry)| {
                let (id, employee) = (entry.0.simple(), person.0.simple());
                serde_json::json!({ "id": id.to_string(), "employee": employee.to_string(), "at": stamps.of(*person).at.0 })
            });
            let each = each.collect::<serde_json::Value>().to_string();
            self.employer(employer).execute(&CLOSE_EACH, args![each]).await?;
            return Ok(());
        }
        for (at, closed) in parted {
            let ids: Vec<EntryId> = closed.iter().map(|c| c.1).collect();
            let people: Vec<EmployeeId> = closed.iter().map(|c| c.0).collect();
            self.employer(employer).execute(&CLOSE, args![&ids, at, &people]).await?;
        }
        Ok(())
    }

    /// Books entries.
    pub async fn insert_entries(
        &mut self,
        employer: EmployerId,
        entries: &[StoredEntry],
    ) -> Result<(), StoreError> {
        let rows = entries.iter().map(|e| -> Vec<Value> {
            args![
                e.employee,
                e.id,
                e.known_from,
                FOREVER,
                e.change,
                e.year,
                e.origin_year,
                &e.kind,
                e.minutes,
                e.date,
                e.source
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// The yearly credits of these employees, ordered by employee and year.
    pub async fn credits_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<Vec<(EmployeeId, Year, CreditRow)>, StoreError> {
        let rows = self.employer(employer).fetch(&CREDITS, args![ids]).await?;
        rows.iter().map(|r| Ok((r.get("employee_id")?, r.get("year")?, credit(r)?))).collect()
    }

    /// The credits of a year, ordered by employee.
    pub async fn credits_in(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<Vec<(EmployeeId, CreditRow)>, StoreError> {
        let rows = self.employer(employer).fetch(&CREDITS_IN, args![year]).await?;
        rows.iter().map(|r| Ok((r.get("employee_id")?, credit(r)?))).collect()
    }

    /// The sum of the credits of a year, with the number of people.
    pub async fn credit_totals(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<(i64, CreditRow), StoreError> {
        let row = self.employer(employer).fetch_one(&CREDIT_TOTALS, args![year]).await?;
        Ok((row.get("people")?, credit(&row)?))
    }

    /// Sets yearly credits, each as a whole; takes all others of the employees in `emptied` away.
    pub async fn set_credits(
        &mut self,
        employer: EmployerId,
        emptied: &[EmployeeId],
        credits: &[(EmployeeId, Year, CreditRow)],
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        if !emptied.is_empty() {
            scope.execute(&DELETE_CREDITS, args![emptied]).await?;
        }
        let rows = credits.iter().map(|(employee, year, c)| -> Vec<Value> {
            args![
                *employee,
                *year,
                c.statutory,
                c.sectoral,
                c.company,
                c.carried_in,
                c.debited,
                c.planned,
                c.lapsed,
                c.adjusted,
                c.carried_out
            ]
        });
        scope.insert_many(&SET_CREDITS, rows).await?;
        Ok(())
    }

    /// The adjustments of these accounts as known at an instant.
    pub async fn adjustments_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredAdjustment>, StoreError> {
        let rows = self.employer(employer).fetch(&ADJUSTMENTS, args![ids, as_known]).await?;
        rows.iter()
            .map(|r| {
                Ok(StoredAdjustment {
                    id: r.get("id")?,
                    employee: r.get("employee_id")?,
                    year: r.get("year")?,
                    date: r.get("date")?,
                    minutes: r.get("minutes")?,
                    reason: r.get("reason")?,
                })
            })
            .collect()
    }

    /// Adds an adjustment.
    pub async fn insert_adjustment(
        &mut self,
        employer: EmployerId,
        a: &StoredAdjustment,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let row: Vec<Value> =
            args![a.id, a.employee, a.year, a.date, at, FOREVER, change, a.minutes, &a.reason];
        self.employer(employer).insert_many(&INSERT_ADJUSTMENT, vec![row]).await?;
        Ok(())
    }

    /// Takes an adjustment back; says whether it was there.
    pub async fn close_adjustment(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
        id: AdjustmentId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&CLOSE_ADJUSTMENT, args![employee, id, at]).await? > 0)
    }

    /// Marks every employee of an employer for recalculation.
    pub async fn queue_recalculation_of_all(
        &mut self,
        employer: EmployerId,
    ) -> Result<u64, StoreError> {
        self.employer(employer).execute(&QUEUE, args![]).await
    }

    /// Employees in whose account something falls due with the days after one until another: whose work begins
    /// or ends on one of them, or began on one of `starts`, or who have an adjustment of one of them.
    pub async fn accounts_due(
        &mut self,
        employer: EmployerId,
        (after, until): (Date, Date),
        starts: &BTreeSet<Date>,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let starts: Vec<String> = starts.iter().map(Date::to_string).collect();
        let args = args![after, until, starts.as_slice()];
        let rows = self.employer(employer).fetch(&DUE, args).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Marks those employees for recalculation of whom the register learnt since an instant.
    pub async fn queue_recalculation_since(
        &mut self,
        employer: EmployerId,
        since: Instant,
    ) -> Result<u64, StoreError> {
        self.employer(employer).execute(&QUEUE_SINCE, args![since]).await
    }

    /// Marks some employees for recalculation.
    pub async fn queue_recalculation(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<(), StoreError> {
        let rows = ids.iter().map(|id| args![*id, false]);
        self.employer(employer).insert_many(&QUEUE_SOME, rows).await?;
        Ok(())
    }

    /// Marks some employees for recalculation, their time lines before it: something was said of
    /// their employment.
    pub async fn queue_following(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<(), StoreError> {
        let rows = ids.iter().map(|id| args![*id, true]);
        self.employer(employer).insert_many(&QUEUE_FOLLOWING, rows).await?;
        Ok(())
    }

    /// The next employees marked for recalculation, and whether their time line comes first.
    pub async fn queued_for_recalculation(
        &mut self,
        employer: EmployerId,
        limit: i64,
    ) -> Result<Vec<(EmployeeId, bool)>, StoreError> {
        let rows = self.employer(employer).fetch(&QUEUED, args![limit]).await?;
        rows.iter().map(|r| Ok((r.get("employee_id")?, r.get("follow")?))).collect()
    }

    /// Employees whose time line is to be followed, in the order of their ids, after one.
    pub async fn queued_for_following(
        &mut self,
        employer: EmployerId,
        after: EmployeeId,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&TO_FOLLOW, args![after, limit]).await?;
        rows.iter().map(|r| r.get("employee_id")).collect()
    }

    /// Their time lines were followed; they stay marked for recalculation.
    pub async fn note_followed(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&FOLLOWED, args![ids]).await?;
        Ok(())
    }

    /// How many employees are marked for recalculation.
    pub async fn count_queued(&mut self, employer: EmployerId) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT_QUEUED, args![]).await?.get("n")
    }

    /// Takes the marks away.
    pub async fn unqueue(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&UNQUEUE, args![ids]).await?;
        Ok(())
    }
}
