//! What was said about employments, why they ended, and the sizes that follow from them.

use std::collections::BTreeMap;

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use fla_domain::occupation::{DeclaredQuarters, DimonaPeriod, EndCause, Origin, Statement};
use fla_domain::time::{Instant, Quarter};
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::stamp::Stamps;
use crate::{args, statements};

/// A statement as it stands in the register.
#[derive(Clone, Debug)]
pub struct StoredStatement {
    /// Its id.
    pub id: Uuid,
    /// Of whom.
    pub employee: EmployeeId,
    /// Since when the register knows it.
    pub known_from: Instant,
    /// The change that brought it.
    pub change: ChangeId,
    /// What it says.
    pub statement: Statement,
}

/// The size of an undertaking at the end of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterSize {
    /// The quarter.
    pub quarter: Quarter,
    /// Full-time equivalents as an exact fraction `n/d`.
    pub fte: String,
    /// People under contract.
    pub headcount: i64,
}

statements! {
    employer STATEMENTS = "SELECT id, employee_id, known_from, change_id, body FROM statement \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, known_from, id";
    employer DECLARED_FOR = "SELECT id, employee_id, known_from, change_id, body FROM statement \
        WHERE employer_id = $1 AND quarter = $2 AND employee_id IN ANY_ID($3) AND known_to = 9223372036854775807";
    employer DECLARED_BEFORE = "SELECT employee_id FROM statement WHERE employer_id = $1 AND quarter = $2 AND created < $3 AND known_to = 9223372036854775807 ORDER BY employee_id";
    employer PERIOD_HOLDERS = "SELECT dimona_period, employee_id FROM statement \
        WHERE employer_id = $1 AND dimona_period IN ANY_INT($2) AND known_to = 9223372036854775807 ORDER BY dimona_period, known_from DESC, id DESC";
    employer CLOSE_STATEMENTS = "UPDATE statement SET known_to = $3 WHERE employer_id = $1 AND employee_id IN ANY_ID($4) \
        AND (id IN ANY_ID($2)) IS TRUE AND known_to = 9223372036854775807";
    bulk employer INSERT_STATEMENTS = "statement" (employee_id id, id id, known_from int, known_to int, change_id id, origin text, quarter int?, created text?, dimona_period int?, body text);

    employer QUARTERS = "SELECT quarter FROM declared_quarter WHERE employer_id = $1 AND known_from <= $2 ORDER BY quarter";
    employer ADD_QUARTER = "INSERT INTO declared_quarter (employer_id, quarter, known_from, change_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    employer ENDS = "SELECT employee_id, end_date, cause FROM service_end WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3";
    employer CLOSE_END = "UPDATE service_end SET known_to = $4 WHERE employer_id = $1 AND employee_id = $2 AND end_date = $3 AND known_to = 9223372036854775807";
    bulk employer INSERT_END = "service_end" (employee_id id, end_date text, known_from int, known_to int, change_id id, cause text);

    employer SIZES = "SELECT quarter, fte, headcount FROM quarter_size WHERE employer_id = $1 AND known_from <= $2 AND known_to > $2 ORDER BY quarter";
    employer CLOSE_SIZE = "UPDATE quarter_size SET known_to = $3 WHERE employer_id = $1 AND quarter = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_SIZE = "quarter_size" (quarter int, known_from int, known_to int, change_id id, fte text, headcount int);

    employer AVERAGES = "SELECT period_year, hundredths, reason FROM size_average WHERE employer_id = $1 AND known_from <= $2 AND known_to > $2";
    employer CLOSE_AVERAGE = "UPDATE size_average SET known_to = $3 WHERE employer_id = $1 AND period_year = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_AVERAGE = "size_average" (period_year int, known_from int, known_to int, change_id id, hundredths int, reason text);
}

fn stored_statement(row: &Row) -> Result<StoredStatement, StoreError> {
    let body: String = row.get("body")?;
    Ok(StoredStatement {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        known_from: row.get("known_from")?,
        change: row.get("change_id")?,
        statement: serde_json::from_str(&body)
            .map_err(|_| StoreError::corrupt("statement", "body"))?,
    })
}

fn origin_and_quarter(statement: &Statement) -> (Origin, Option<Quarter>, Option<String>) {
    match statement {
        Statement::Declared { quarter, created, .. } => {
            (Origin::Dmfa, Some(*quarter), Some(created.to_string()))
        }
        Statement::Manual { .. } => (Origin::Manual, None, None),
        Statement::DimonaIn { created, .. }
        | Statement::DimonaOut { created, .. }
        | Statement::DimonaUpdate { created, .. }
        | Statement::DimonaCancel { created, .. } => {
            (Origin::Dimona, None, Some(created.to_string()))
        }
    }
}

impl Tx {
    /// Everything said about these employees, as known at an instant.
    pub async fn statements_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredStatement>, StoreError> {
        let rows = self.employer(employer).fetch(&STATEMENTS, args![ids, as_known]).await?;
        rows.iter().map(stored_statement).collect()
    }

    /// The declarations in force of these employees for one quarter.
    pub async fn declared_for(
        &mut self,
        employer: EmployerId,
        quarter: Quarter,
        ids: &[EmployeeId],
    ) -> Result<Vec<StoredStatement>, StoreError> {
        let rows = self.employer(employer).fetch(&DECLARED_FOR, args![quarter, ids]).await?;
        rows.iter().map(stored_statement).collect()
    }

    /// Of whom a declaration of a quarter is in force that was made before a moment.
    pub async fn declared_before(
        &mut self,
        employer: EmployerId,
        quarter: Quarter,
        created: DateTime,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self
            .employer(employer)
            .fetch(&DECLARED_BEFORE, args![quarter, created.to_string()])
            .await?;
        rows.iter().map(|r| r.get("employee_id")).collect()
    }

    /// Whose these Dimona periods are: the person of the statement that named the number first.
    /// Numbers nobody named are left out.
    pub async fn period_holders(
        &mut self,
        employer: EmployerId,
        periods: &[DimonaPeriod],
    ) -> Result<BTreeMap<DimonaPeriod, EmployeeId>, StoreError> {
        let periods: Vec<i64> = periods.iter().filter_map(|p| i64::try_from(*p).ok()).collect();
        let rows = self.employer(employer).fetch(&PERIOD_HOLDERS, args![&periods]).await?;
        rows.iter()
            .map(|r| {
                let period: i64 = r.get("dimona_period")?;
                let period = DimonaPeriod::try_from(period)
                    .map_err(|_| StoreError::corrupt("statement", "dimona_period"))?;
                // The first that was known comes last, and stays.
                Ok((period, r.get("employee_id")?))
            })
            .collect()
    }

    /// Ends statements that later ones replace.
    pub async fn close_statements(
        &mut self,
        employer: EmployerId,
        closed: &[(EmployeeId, Uuid)],
        at: Instant,
    ) -> Result<(), StoreError> {
        if closed.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = closed.iter().map(|c| c.1).collect();
        let people: Vec<EmployeeId> = closed.iter().map(|c| c.0).collect();
        self.employer(employer).execute(&CLOSE_STATEMENTS, args![&ids, at, &people]).await?;
        Ok(())
    }

    /// Adds statements.
    pub async fn insert_statements(
        &mut self,
        employer: EmployerId,
        statements: &[(Uuid, EmployeeId, Statement)],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        let rows = statements.iter().map(|(id, employee, statement)| -> Vec<Value> {
            let stamp = stamps.of(*employee);
            let (origin, quarter, created) = origin_and_quarter(statement);
            let period = statement.dimona_period().and_then(|p| i64::try_from(p).ok());
            // A statement always has a text form; a row without one would be refused.
            let body = serde_json::to_string(statement).ok();
            args![
                *employee,
                *id,
                stamp.at,
                FOREVER,
                stamp.change,
                origin.code(),
                quarter,
                created,
                period,
                body
            ]
        });
        self.employer(employer).insert_many(&INSERT_STATEMENTS, rows).await?;
        Ok(())
    }

    /// The quarters for which the employer filed a declaration, as known at an instant.
    pub async fn declared_quarters(
        &mut self,
        employer: EmployerId,
        as_known: Instant,
    ) -> Result<DeclaredQuarters, StoreError> {
        let rows = self.employer(employer).fetch(&QUARTERS, args![as_known]).await?;
        rows.iter().map(|r| r.get("quarter")).collect()
    }

    /// Notes that a quarter was declared; says whether that is new.
    pub async fn add_declared_quarter(
        &mut self,
        employer: EmployerId,
        quarter: Quarter,
        at: Instant,
        change: ChangeId,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&ADD_QUARTER, args![quarter, at, change]).await? > 0)
    }

    /// Why services of these employees ended, as known at an instant.
    pub async fn service_ends(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<(EmployeeId, Date, EndCause)>, StoreError> {
        let rows = self.employer(employer).fetch(&ENDS, args![ids, as_known]).await?;
        rows.iter()
            .map(|r| {
                let cause: String = r.get("cause")?;
                let cause = EndCause::from_code(&cause)
                    .ok_or_else(|| StoreError::corrupt("service_end", "cause"))?;
                Ok((r.get("employee_id")?, r.get("end_date")?, cause))
            })
            .collect()
    }

    /// Says why services end on a day.
    pub async fn set_service_ends(
        &mut self,
        employer: EmployerId,
        ends: &[(EmployeeId, Date, EndCause)],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        for (employee, end, _) in ends {
            let at = stamps.of(*employee).at;
            scope.execute(&CLOSE_END, args![*employee, *end, at]).await?;
        }
        let rows = ends.iter().map(|(employee, end, cause)| -> Vec<Value> {
            let stamp = stamps.of(*employee);
            args![*employee, *end, stamp.at, FOREVER, stamp.change, cause.code()]
        });
        scope.insert_many(&INSERT_END, rows).await?;
        Ok(())
    }

    /// The sizes at quarters' ends, as known at an instant.
    pub async fn quarter_sizes(
        &mut self,
        employer: EmployerId,
        as_known: Instant,
    ) -> Result<Vec<QuarterSize>, StoreError> {
        let rows = self.employer(employer).fetch(&SIZES, args![as_known]).await?;
        rows.iter()
            .map(|r| {
                Ok(QuarterSize {
                    quarter: r.get("quarter")?,
                    fte: r.get("fte")?,
                    headcount: r.get("headcount")?,
                })
            })
            .collect()
    }

    /// Replaces the size at a quarter's end.
    pub async fn set_quarter_size(
        &mut self,
        employer: EmployerId,
        size: &QuarterSize,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        scope.execute(&CLOSE_SIZE, args![size.quarter, at]).await?;
        let row = args![size.quarter, at, FOREVER, change, &size.fte, size.headcount];
        scope.insert_many(&INSERT_SIZE, vec![row]).await?;
        Ok(())
    }

    /// Averages entered by hand: year of the two-year period, hundredths, reason.
    pub async fn size_averages(
        &mut self,
        employer: EmployerId,
        as_known: Instant,
    ) -> Result<Vec<(i16, i64, String)>, StoreError> {
        let rows = self.employer(employer).fetch(&AVERAGES, args![as_known]).await?;
        rows.iter()
            .map(|r| Ok((r.get("period_year")?, r.get("hundredths")?, r.get("reason")?)))
            .collect()
    }

    /// Replaces or (with `None`) takes away the average entered by hand for a two-year period.
    pub async fn set_size_average(
        &mut self,
        employer: EmployerId,
        period_year: i16,
        average: Option<(i64, &str)>,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        scope.execute(&CLOSE_AVERAGE, args![period_year, at]).await?;
        if let Some((hundredths, reason)) = average {
            let row = args![period_year, at, FOREVER, change, hundredths, reason];
            scope.insert_many(&INSERT_AVERAGE, vec![row]).await?;
        }
        Ok(())
    }
}
