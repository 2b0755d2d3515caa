//! What reports are made from: participations of a year with their training and person, and what
//! trainings cost.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::paper::{Cost, Gender, Heading};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};
use fla_domain::training::{NotCounting, Status, TrainingKind, YearPart};
use jiff::civil::Date;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::{args, statements};

/// A participation as reports use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPart {
    /// The participation.
    pub id: ParticipationId,
    /// The participant.
    pub employee: EmployeeId,
    /// The training.
    pub training: TrainingId,
    /// Where it stands.
    pub status: Status,
    /// Minutes in all.
    pub minutes: Minutes,
    /// Division over calendar years; empty for all in the year of the training's end.
    pub split: Vec<YearPart>,
    /// Why it does not count, from the participation or its training.
    pub not_counting: Option<NotCounting>,
    /// Name of the training.
    pub title: String,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// Formal or informal, where known.
    pub kind: Option<TrainingKind>,
    /// Who pays for it.
    pub funding: Option<String>,
    /// Who gives it.
    pub provider: Option<String>,
    /// Gender of the participant as kept, where known.
    pub gender: Option<String>,
    /// Family name of the participant.
    pub family_name: String,
    /// Given name of the participant.
    pub given_name: String,
}

impl ReportPart {
    /// The minutes that fall in a calendar year.
    pub fn in_year(&self, year: Year) -> Minutes {
        if self.split.is_empty() {
            return Minutes(if self.end.year() == year { self.minutes.0 } else { 0 });
        }
        self.split.iter().filter(|part| part.year == year).map(|part| part.minutes).sum()
    }
}

/// A cost that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCost {
    /// Heading.
    pub heading: Heading,
    /// Column.
    pub gender: Gender,
    /// Amounts.
    pub cost: Cost,
}

statements! {
    employer PARTS = "SELECT p.id, p.employee_id, p.training_id, p.status, p.minutes, p.split, COALESCE(p.not_counting, t.not_counting) AS not_counting, \
        t.title, t.start_date, t.end_date, t.kind, t.funding, t.provider, e.gender, e.family_name, e.given_name \
        FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id \
        JOIN employee e ON e.employer_id = $1 AND e.id = p.employee_id \
        WHERE p.employer_id = $1 AND t.start_date <= $2 AND t.end_date >= $3 \
        AND p.known_from <= $4 AND p.known_to > $4 AND p.withdrawn = 0 AND t.known_from <= $4 AND t.known_to > $4 AND t.withdrawn = 0 \
        AND e.known_to = 9223372036854775807 ORDER BY t.start_date, t.id, e.sort_name, p.id";

    employer COSTS = "SELECT kind, gender, gross, contributions, subsidies FROM training_cost \
        WHERE employer_id = $1 AND year = $2 AND known_to = 9223372036854775807 ORDER BY kind, gender";
    employer CLOSE_COST = "UPDATE training_cost SET known_to = $5 WHERE employer_id = $1 AND year = $2 AND kind = $3 AND gender = $4 AND known_to = 9223372036854775807";
    bulk employer INSERT_COST = "training_cost" (year int, kind text, gender text, known_from int, known_to int, change_id id, gross int, contributions int, subsidies int);
}

fn coded<T>(row: &Row, column: &str, from: fn(&str) -> Option<T>) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| from(&t).ok_or_else(|| StoreError::corrupt("report", column))).transpose()
}

fn part(row: &Row) -> Result<ReportPart, StoreError> {
    let split: Option<String> = row.get("split")?;
    let split: Vec<(Year, Minutes)> = match split {
        Some(text) => serde_json::from_str(&text)
            .map_err(|_| StoreError::corrupt("participation", "split"))?,
        None => Vec::new(),
    };
    Ok(ReportPart {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        training: row.get("training_id")?,
        status: coded(row, "status", Status::from_code)?
            .ok_or_else(|| StoreError::corrupt("report", "status"))?,
        minutes: row.get("minutes")?,
        split: split.into_iter().map(|(year, minutes)| YearPart { year, minutes }).collect(),
        not_counting: coded(row, "not_counting", NotCounting::from_code)?,
        title: row.get("title")?,
        start: row.get("start_date")?,
        end: row.get("end_date")?,
        kind: coded(row, "kind", TrainingKind::from_code)?,
        funding: row.get("funding")?,
        provider: row.get("provider")?,
        gender: row.get("gender")?,
        family_name: row.get("family_name")?,
        given_name: row.get("given_name")?,
    })
}

impl Tx {
    /// The participations in trainings that touch a calendar year, as known at an instant, in the
    /// order of the trainings' first days. People are as they are known now.
    pub async fn report_parts(
        &mut self,
        employer: EmployerId,
        year: Year,
        as_known: Instant,
    ) -> Result<Vec<ReportPart>, StoreError> {
        let (last, first) = (format!("{year:04}-12-31"), format!("{year:04}-01-01"));
        let rows = self.employer(employer).fetch(&PARTS, args![last, first, as_known]).await?;
        rows.iter().map(part).collect()
    }

    /// What trainings of a year cost, as far as it was entered.
    pub async fn training_costs(
        &mut self,
        employer: EmployerId,
        year: Year,
    ) -> Result<Vec<StoredCost>, StoreError> {
        let rows = self.employer(employer).fetch(&COSTS, args![year]).await?;
        rows.iter()
            .map(|row| {
                let corrupt = || StoreError::corrupt("training_cost", "kind");
                Ok(StoredCost {
                    heading: coded(row, "kind", Heading::from_code)?.ok_or_else(corrupt)?,
                    gender: coded(row, "gender", Gender::from_code)?.ok_or_else(corrupt)?,
                    cost: Cost {
                        gross: row.get("gross")?,
                        contributions: row.get("contributions")?,
                        subsidies: row.get("subsidies")?,
                    },
                })
            })
            .collect()
    }

    /// Enters what trainings cost, or with `None` takes it away.
    pub async fn set_training_cost(
        &mut self,
        employer: EmployerId,
        year: Year,
        column: (Heading, Gender),
        cost: Option<Cost>,
        (at, change): (Instant, ChangeId),
    ) -> Result<(), StoreError> {
        let (heading, gender) = (column.0.code(), column.1.code());
        self.employer(employer).execute(&CLOSE_COST, args![year, heading, gender, at]).await?;
        if let Some(c) = cost {
            let row: Vec<Value> = args![
                year,
                heading,
                gender,
                at,
                FOREVER,
                change,
                c.gross,
                c.contributions,
                c.subsidies
            ];
            self.employer(employer).insert_many(&INSERT_COST, vec![row]).await?;
        }
        Ok(())
    }
}
