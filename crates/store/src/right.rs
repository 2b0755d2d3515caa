//! Training rights of employees, and what the employer decided about them.

use std::collections::BTreeMap;

use fla_domain::ids::{ChangeId, CompanyDaysId, EmployeeId, EmployerId};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::{Instant, Year};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::stamp::Stamps;
use crate::{args, statements};

/// Where a right stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RightState {
    /// Worked out by the register, not yet looked at by the employer.
    Calculated,
    /// Checked by the employer.
    Verified,
    /// Set by the employer in place of the computed one.
    Manual,
    /// Computed but not booked: the employer opted out of automatic calculation.
    OptedOut,
}

impl RightState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Calculated, Self::Verified, Self::Manual, Self::OptedOut];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calculated => "calculated",
            Self::Verified => "verified",
            Self::Manual => "manual",
            Self::OptedOut => "optedOut",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A version of a training right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRight {
    /// Whose.
    pub employee: EmployeeId,
    /// Calendar year.
    pub year: Year,
    /// Kind.
    pub kind: RightKind,
    /// Since when the register holds this.
    pub known_from: Instant,
    /// Until when it held.
    pub known_to: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// Where it stands.
    pub state: RightState,
    /// What the rules give.
    pub computed: Minutes,
    /// What the rules gave before the inputs changed, until the employer verifies the new figure.
    pub previous: Option<Minutes>,
    /// What is booked in the account.
    pub booked: Minutes,
    /// Which working explains it ([`working_id`]).
    pub working: Uuid,
}

/// A right set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOverride {
    /// Whose.
    pub employee: EmployeeId,
    /// Calendar year.
    pub year: Year,
    /// Kind.
    pub kind: RightKind,
    /// Minutes in place of the computed ones.
    pub minutes: Minutes,
    /// Why.
    pub reason: String,
    /// Since when.
    pub known_from: Instant,
}

/// Company days given to one employee or to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCompanyDays {
    /// Its id.
    pub id: CompanyDaysId,
    /// To whom; `None` for everybody in service.
    pub employee: Option<EmployeeId>,
    /// Calendar year.
    pub year: Year,
    /// Hundredths of full-time days.
    pub hundredths: i64,
    /// Whether they are given whole, without pro rata.
    pub flat: bool,
    /// Why, where said.
    pub reason: Option<String>,
}

/// The id under which a working is kept: the first half of the SHA-256 of its text.
pub fn working_id(text: &str) -> Uuid {
    let digest = Sha256::digest(text);
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(half)
}

statements! {
    employer RIGHTS = "SELECT employee_id, year, kind, known_from, known_to, change_id, state, computed_minutes, previous_minutes, booked_minutes, working_id \
        FROM training_right WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, year, kind";
    employer VERSIONS = "SELECT employee_id, year, kind, known_from, known_to, change_id, state, computed_minutes, previous_minutes, booked_minutes, working_id \
        FROM training_right WHERE employer_id = $1 AND employee_id = $2 AND year = $3 ORDER BY kind, known_from";
    employer TO_VERIFY = "SELECT employee_id FROM training_right WHERE employer_id = $1 AND year = $2 AND state = 'calculated' \
        AND known_to = 9223372036854775807 GROUP BY employee_id";
    employer COUNT_STATES = "SELECT state, COUNT(*) AS n FROM training_right WHERE employer_id = $1 AND year = $2 AND known_to = 9223372036854775807 GROUP BY state";
    employer CLOSE = "UPDATE training_right SET known_to = $3 WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND year = $4 AND kind = $5 AND known_to = 9223372036854775807";
    bulk employer INSERT = "training_right" (employee_id id, year int, kind text, known_from int, known_to int, change_id id, state text, computed_minutes int, previous_minutes int?, booked_minutes int, working_id id);

    bulk employer INSERT_WORKINGS = "working" (id id, body text) on conflict "DO NOTHING";
    employer WORKINGS_OF = "SELECT w.id, w.body FROM training_right r JOIN working w ON w.employer_id = $1 AND w.id = r.working_id \
        WHERE r.employer_id = $1 AND r.employee_id IN ANY_ID($2) AND r.known_from <= $3 AND r.known_to > $3";

    employer OVERRIDES = "SELECT employee_id, year, kind, minutes, reason, known_from FROM right_override \
        WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3";
    employer CLOSE_OVERRIDES = "UPDATE right_override SET known_to = $5 WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND year = $3 AND kind = $4 AND known_to = 9223372036854775807";
    bulk employer INSERT_OVERRIDES = "right_override" (employee_id id, year int, kind text, known_from int, known_to int, change_id id, minutes int, reason text);

    employer COMPANY_DAYS = "SELECT id, employee_id, year, hundredths, flat, reason FROM company_days \
        WHERE employer_id = $1 AND (employee_id IS NULL OR employee_id IN ANY_ID($2)) AND known_from <= $3 AND known_to > $3 ORDER BY year, id";
    employer CLOSE_COMPANY_DAYS = "UPDATE company_days SET known_to = $3 WHERE employer_id = $1 AND id = $2 AND known_to = 9223372036854775807";
    employer ONE_COMPANY_DAYS = "SELECT id, employee_id, year, hundredths, flat, reason FROM company_days \
        WHERE employer_id = $1 AND id = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_COMPANY_DAYS = "company_days" (id id, employee_id id?, year int, known_from int, known_to int, change_id id, hundredths int, flat int, reason text?);

    employer OPT_OUTS = "SELECT id, employee_id, year FROM opt_out \
        WHERE employer_id = $1 AND (employee_id IS NULL OR employee_id IN ANY_ID($2)) AND known_from <= $3 AND known_to > $3";
    employer CLOSE_OPT_OUTS = "UPDATE opt_out SET known_to = $4 WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND year = $3 AND known_to = 9223372036854775807";
    employer CLOSE_OPT_OUT_ALL = "UPDATE opt_out SET known_to = $3 WHERE employer_id = $1 AND employee_id IS NULL AND year = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_OPT_OUTS = "opt_out" (id id, employee_id id?, year int, known_from int, known_to int, change_id id);
}

fn kind_of(row: &Row) -> Result<RightKind, StoreError> {
    let code: String = row.get("kind")?;
    RightKind::from_code(&code).ok_or_else(|| StoreError::corrupt("training_right", "kind"))
}

fn right(row: &Row) -> Result<StoredRight, StoreError> {
    let state: String = row.get("state")?;
    Ok(StoredRight {
        employee: row.get("employee_id")?,
        year: row.get("year")?,
        kind: kind_of(row)?,
        known_from: row.get("known_from")?,
        known_to: row.get("known_to")?,
        change: row.get("change_id")?,
        state: RightState::from_code(&state)
            .ok_or_else(|| StoreError::corrupt("training_right", "state"))?,
        computed: row.get("computed_minutes")?,
        previous: row.get("previous_minutes")?,
        booked: row.get("booked_minutes")?,
        working: row.get("working_id")?,
    })
}

fn company_days(row: &Row) -> Result<StoredCompanyDays, StoreError> {
    Ok(StoredCompanyDays {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        year: row.get("year")?,
        hundredths: row.get("hundredths")?,
        flat: row.get("flat")?,
        reason: row.get("reason")?,
    })
}

impl Tx {
    /// The rights of these employees as known at an instant.
    pub async fn rights_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredRight>, StoreError> {
        let rows = self.employer(employer).fetch(&RIGHTS, args![ids, as_known]).await?;
        rows.iter().map(right).collect()
    }

    /// Every version of the rights of an employee and year, oldest first.
    pub async fn right_versions(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
        year: Year,
    ) -> Result<Vec<StoredRight>, StoreError> {
        let rows = self.employer(employer).fetch(&VERSIONS, args![employee, year]).await?;
        rows.iter().map(right).collect()
    }

    /// Employees with a right of the year that is not yet verified.
    pub async fn employees_to_verify(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&TO_VERIFY, args![year]).await?;
        rows.iter().map(|r| r.get("employee_id")).collect()
    }

    /// How many rights of a year stand in each state.
    pub async fn count_right_states(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<Vec<(RightState, i64)>, StoreError> {
        let rows = self.employer(employer).fetch(&COUNT_STATES, args![year]).await?;
        rows.iter()
            .map(|r| {
                let state: String = r.get("state")?;
                let state = RightState::from_code(&state)
                    .ok_or_else(|| StoreError::corrupt("training_right", "state"))?;
                Ok((state, r.get("n")?))
            })
            .collect()
    }

    /// Ends the versions in force of one year and kind.
    pub async fn close_rights(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        year: Year,
        kind: RightKind,
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        for (at, closed) in stamps.by_instant(ids.iter().map(|id| (*id, ()))) {
            let ids: Vec<EmployeeId> = closed.iter().map(|c| c.0).collect();
            self.employer(employer).execute(&CLOSE, args![&ids, at, year, kind.code()]).await?;
        }
        Ok(())
    }

    /// Adds versions of rights.
    pub async fn insert_rights(
        &mut self,
        employer: EmployerId,
        rights: &[StoredRight],
    ) -> Result<(), StoreError> {
        let rows = rights.iter().map(|r| -> Vec<Value> {
            args![
                r.employee,
                r.year,
                r.kind.code(),
                r.known_from,
                r.known_to,
                r.change,
                r.state.code(),
                r.computed,
                r.previous,
                r.booked,
                r.working
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// Keeps workings, each under its [`working_id`]; those already kept stay.
    pub async fn insert_workings(
        &mut self,
        employer: EmployerId,
        workings: &BTreeMap<Uuid, String>,
    ) -> Result<(), StoreError> {
        let rows = workings.iter().map(|(id, body)| args![*id, body]);
        self.employer(employer).insert_many(&INSERT_WORKINGS, rows).await?;
        Ok(())
    }

    /// The workings of the rights of these employees as known at an instant, by id: JSON of
    /// [`fla_domain::right::Working`].
    pub async fn workings_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<BTreeMap<Uuid, String>, StoreError> {
        let rows = self.employer(employer).fetch(&WORKINGS_OF, args![ids, as_known]).await?;
        rows.iter().map(|r| Ok((r.get("id")?, r.get("body")?))).collect()
    }

    /// The overrides of these employees as known at an instant.
    pub async fn overrides_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredOverride>, StoreError> {
        let rows = self.employer(employer).fetch(&OVERRIDES, args![ids, as_known]).await?;
        rows.iter()
            .map(|r| {
                Ok(StoredOverride {
                    employee: r.get("employee_id")?,
                    year: r.get("year")?,
                    kind: kind_of(r)?,
                    minutes: r.get("minutes")?,
                    reason: r.get("reason")?,
                    known_from: r.get("known_from")?,
                })
            })
            .collect()
    }

    /// Sets (or with `None` takes away) the override of a year and kind for these employees.
    #[expect(
        clippy::too_many_arguments,
        reason = "one act on one key; a struct would only rename it"
    )]
    pub async fn set_overrides(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        year: Year,
        kind: RightKind,
        minutes: Option<(Minutes, &str)>,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        scope.execute(&CLOSE_OVERRIDES, args![ids, year, kind.code(), at]).await?;
        if let Some((minutes, reason)) = minutes {
            let rows = ids
                .iter()
                .map(|id| args![*id, year, kind.code(), at, FOREVER, change, minutes, reason]);
            scope.insert_many(&INSERT_OVERRIDES, rows).await?;
        }
        Ok(())
    }

    /// Company days given to these employees or to all, as known at an instant.
    pub async fn company_days_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredCompanyDays>, StoreError> {
        let rows = self.employer(employer).fetch(&COMPANY_DAYS, args![ids, as_known]).await?;
        rows.iter().map(company_days).collect()
    }

    /// One gift of company days that is in force.
    pub async fn get_company_days(
        &mut self,
        employer: EmployerId,
        id: CompanyDaysId,
    ) -> Result<Option<StoredCompanyDays>, StoreError> {
        let row = self.employer(employer).fetch_optional(&ONE_COMPANY_DAYS, args![id]).await?;
        row.as_ref().map(company_days).transpose()
    }

    /// Gives company days.
    pub async fn insert_company_days(
        &mut self,
        employer: EmployerId,
        days: &[StoredCompanyDays],
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let rows = days.iter().map(|d| -> Vec<Value> {
            args![
                d.id,
                d.employee,
                d.year,
                at,
                FOREVER,
                change,
                d.hundredths,
                d.flat,
                d.reason.as_deref()
            ]
        });
        self.employer(employer).insert_many(&INSERT_COMPANY_DAYS, rows).await?;
        Ok(())
    }

    /// Takes company days back; says whether they were there.
    pub async fn close_company_days(
        &mut self,
        employer: EmployerId,
        id: CompanyDaysId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&CLOSE_COMPANY_DAYS, args![id, at]).await? > 0)
    }

    /// Who opted out of automatic calculation, by year; `None` is the whole company.
    pub async fn opt_outs_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<(Option<EmployeeId>, Year)>, StoreError> {
        let rows = self.employer(employer).fetch(&OPT_OUTS, args![ids, as_known]).await?;
        rows.iter().map(|r| Ok((r.get("employee_id")?, r.get("year")?))).collect()
    }

    /// Opts out or back in for a year; `None` is the whole company.
    pub async fn set_opt_out(
        &mut self,
        employer: EmployerId,
        ids: Option<&[EmployeeId]>,
        year: Year,
        rows: &[(Uuid, Option<EmployeeId>)],
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(employer);
        match ids {
            Some(ids) => scope.execute(&CLOSE_OPT_OUTS, args![ids, year, at]).await?,
            None => scope.execute(&CLOSE_OPT_OUT_ALL, args![year, at]).await?,
        };
        let rows = rows.iter().map(|(id, employee)| -> Vec<Value> {
            args![*id, *employee, year, at, FOREVER, change]
        });
        scope.insert_many(&INSERT_OPT_OUTS, rows).await?;
        Ok(())
    }
}
