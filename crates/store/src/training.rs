//! Trainings and participations, in versions.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};
use fla_domain::training::{
    Counted, NotCounting, PartDetails, PublicCopy, Status, TrainingDetails, TrainingKind, YearPart,
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::employee::fold;
use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::{args, statements};

/// A version of a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTraining {
    /// The training.
    pub id: TrainingId,
    /// Version, from 1.
    pub version: i64,
    /// Since when the register holds this.
    pub known_from: Instant,
    /// Until when it held.
    pub known_to: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// What is said of it.
    pub details: TrainingDetails,
    /// Whether the whole training was withdrawn.
    pub withdrawn: bool,
}

/// A version of a participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    /// The participation.
    pub id: ParticipationId,
    /// Version, from 1.
    pub version: i64,
    /// Since when the register holds this.
    pub known_from: Instant,
    /// Until when it held.
    pub known_to: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// The training.
    pub training: TrainingId,
    /// The participant.
    pub employee: EmployeeId,
    /// Where it stands.
    pub details: PartDetails,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

impl StoredTraining {
    /// Its last day, unless it is withdrawn: with each of its participations it stands too.
    pub fn standing_end(&self) -> Option<Date> {
        (!self.withdrawn).then_some(self.details.end)
    }
}

/// A participation that counts, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountingPart {
    /// Its id.
    pub id: ParticipationId,
    /// Whose.
    pub employee: EmployeeId,
    /// What of it counts.
    pub counted: Counted,
}

/// A participation that stands, with what the training says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingPart {
    /// Its id.
    pub id: ParticipationId,
    /// The training.
    pub training: TrainingId,
    /// Whose.
    pub employee: EmployeeId,
    /// Status.
    pub status: Status,
    /// Minutes of this person.
    pub minutes: Minutes,
    /// Title of the training.
    pub title: String,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

fn standing(row: &Row) -> Result<StandingPart, StoreError> {
    Ok(StandingPart {
        id: row.get("id")?,
        training: row.get("training_id")?,
        employee: row.get("employee_id")?,
        status: code(row, "status", Status::from_code)?,
        minutes: row.get("minutes")?,
        title: row.get("title")?,
        start: row.get("start_date")?,
        end: row.get("end_date")?,
    })
}

statements! {
    employer GET = "SELECT id, version, known_from, known_to, change_id, title, provider, place, start_date, end_date, minutes, kind, nature, funding, cla_number, field, not_counting, withdrawn \
        FROM training WHERE employer_id = $1 AND id = $2 AND known_from <= $3 AND known_to > $3";
    employer MANY = "SELECT id, version, known_from, known_to, change_id, title, provider, place, start_date, end_date, minutes, kind, nature, funding, cla_number, field, not_counting, withdrawn \
        FROM training WHERE employer_id = $1 AND id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3";
    employer OF_PEOPLE = "SELECT t.id, t.version, t.known_from, t.known_to, t.change_id, t.title, t.provider, t.place, t.start_date, t.end_date, t.minutes, t.kind, t.nature, t.funding, t.cla_number, t.field, t.not_counting, t.withdrawn \
        FROM participation p JOIN training t ON t.employer_id = $1 AND t.id = p.training_id AND t.known_from <= $3 AND t.known_to > $3 \
        WHERE p.employer_id = $1 AND p.employee_id IN ANY_ID($2) AND p.known_from <= $3 AND p.known_to > $3";
    employer VERSIONS = "SELECT id, version, known_from, known_to, change_id, title, provider, place, start_date, end_date, minutes, kind, nature, funding, cla_number, field, not_counting, withdrawn \
        FROM training WHERE employer_id = $1 AND id = $2 ORDER BY version";
    employer CLOSE = "UPDATE training SET known_to = $4 WHERE employer_id = $1 AND id = $2 AND version = $3 AND known_to = 9223372036854775807";
    bulk employer INSERT = "training" (id id, version int, known_from int, known_to int, change_id id, title text, sort_title text, provider text?, place text?, start_date text, end_date text, minutes int, kind text?, nature text?, funding text?, cla_number text?, field text?, not_counting text?, withdrawn int);

    employer PARTS = "SELECT id, version, known_from, known_to, change_id, training_id, employee_id, status, minutes, not_counting, certificate, valid_until, split, copy_of, copy_checked, withdrawn \
        FROM participation WHERE employer_id = $1 AND training_id = $2 AND known_from <= $3 AND known_to > $3 ORDER BY id";
    employer PART_VERSIONS = "SELECT id, version, known_from, known_to, change_id, training_id, employee_id, status, minutes, not_counting, certificate, valid_until, split, copy_of, copy_checked, withdrawn \
        FROM participation WHERE employer_id = $1 AND training_id = $2 ORDER BY id, version";
    employer PARTS_OF = "SELECT id, version, known_from, known_to, change_id, training_id, employee_id, status, minutes, not_counting, certificate, valid_until, split, copy_of, copy_checked, withdrawn \
        FROM participation WHERE employer_id = $1 AND employee_id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3 ORDER BY employee_id, id";
    // The training is asked only where its last day does not stand with the participation.
    employer COUNTING_OF = "SELECT p.id, p.employee_id, p.status, p.minutes, p.split, COALESCE(p.training_end, (SELECT CASE t.withdrawn WHEN 0 THEN t.end_date ELSE '' END FROM training t \
        WHERE t.employer_id = $1 AND t.id = p.training_id AND t.known_to = 9223372036854775807)) AS end_date \
        FROM participation p WHERE p.employer_id = $1 AND p.employee_id IN ANY_ID($2) AND p.known_to = 9223372036854775807 AND p.withdrawn = 0 AND p.not_counting IS NULL ORDER BY p.employee_id, p.id LIMIT $3";
    employer STANDING_BETWEEN = "SELECT p.id, p.training_id, p.employee_id, p.status, p.minutes, t.title, t.start_date, t.end_date FROM training t JOIN participation p ON p.employer_id = $1 AND p.training_id = t.id \
        WHERE t.employer_id = $1 AND t.start_date >= $2 AND t.start_date <= $3 AND t.known_to = 9223372036854775807 AND p.known_to = 9223372036854775807 AND t.withdrawn = 0 AND p.withdrawn = 0 ORDER BY t.start_date, p.id";
    employer STANDING_IN = "SELECT p.id, p.training_id, p.employee_id, p.status, p.minutes, t.title, t.start_date, t.end_date FROM training t JOIN participation p ON p.employer_id = $1 AND p.training_id = t.id \
        WHERE t.employer_id = $1 AND t.id IN ANY_ID($2) AND t.known_to = 9223372036854775807 AND p.known_to = 9223372036854775807 AND t.withdrawn = 0 AND p.withdrawn = 0 ORDER BY t.start_date, p.id";
    employer CLOSE_PARTS = "UPDATE participation SET known_to = $3 WHERE employer_id = $1 AND id IN ANY_ID($2) AND known_to = 9223372036854775807";
    bulk employer INSERT_PARTS = "participation" (id id, version int, known_from int, known_to int, change_id id, training_id id, employee_id id, status text, minutes int, not_counting text?, certificate int, valid_until text?, split text?, copy_of id?, copy_checked int, withdrawn int, training_end text?);
}

fn code<T>(row: &Row, column: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    from(&text).ok_or_else(|| StoreError::corrupt("training", column))
}

fn optional_code<T>(
    row: &Row,
    column: &str,
    from: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| from(&t).ok_or_else(|| StoreError::corrupt("training", column))).transpose()
}

fn training(row: &Row) -> Result<StoredTraining, StoreError> {
    Ok(StoredTraining {
        id: row.get("id")?,
        version: row.get("version")?,
        known_from: row.get("known_from")?,
        known_to: row.get("known_to")?,
        change: row.get("change_id")?,
        details: TrainingDetails {
            title: row.get("title")?,
            start: row.get("start_date")?,
            end: row.get("end_date")?,
            minutes: row.get("minutes")?,
            kind: optional_code(row, "kind", TrainingKind::from_code)?,
            provider: row.get("provider")?,
            place: row.get("place")?,
            nature: row.get("nature")?,
            funding: row.get("funding")?,
            cla_number: row.get("cla_number")?,
            field: optional_code(row, "field", FieldOfEducation::from_code)?,
            not_counting: optional_code(row, "not_counting", NotCounting::from_code)?,
        },
        withdrawn: row.get("withdrawn")?,
    })
}

fn split(row: &Row) -> Result<Vec<YearPart>, StoreError> {
    let Some(text) = row.get::<Option<String>>("split")? else { return Ok(Vec::new()) };
    let parts: Vec<(Year, Minutes)> =
        serde_json::from_str(&text).map_err(|_| StoreError::corrupt("participation", "split"))?;
    Ok(parts.into_iter().map(|(year, minutes)| YearPart { year, minutes }).collect())
}

/// A row of [`COUNTING_OF`]; `None` of a training that is withdrawn.
fn counting(row: &Row) -> Result<Option<CountingPart>, StoreError> {
    let end: Option<String> = row.get("end_date")?;
    let end = end.ok_or_else(|| StoreError::corrupt("training", "of a participation"))?;
    if end.is_empty() {
        return Ok(None);
    }
    let counted = Counted {
        status: code(row, "status", Status::from_code)?,
        minutes: row.get("minutes")?,
        split: split(row)?,
        end: end.parse().map_err(|_| StoreError::corrupt("training", "end_date"))?,
    };
    Ok(Some(CountingPart { id: row.get("id")?, employee: row.get("employee_id")?, counted }))
}

/// What [`COUNTING_OF`] takes: of these employees, so many at most.
pub(crate) fn counting_of(ids: &[EmployeeId], most: usize) -> Vec<Value> {
    args![ids, i64::try_from(most).unwrap_or(i64::MAX)]
}

fn part(row: &Row) -> Result<StoredPart, StoreError> {
    let copy: Option<Uuid> = row.get("copy_of")?;
    Ok(StoredPart {
        id: row.get("id")?,
        version: row.get("version")?,
        known_from: row.get("known_from")?,
        known_to: row.get("known_to")?,
        change: row.get("change_id")?,
        training: row.get("training_id")?,
        employee: row.get("employee_id")?,
        details: PartDetails {
            status: code(row, "status", Status::from_code)?,
            minutes: row.get("minutes")?,
            not_counting: optional_code(row, "not_counting", NotCounting::from_code)?,
            certificate: row.get("certificate")?,
            valid_until: row.get::<Option<Date>>("valid_until")?,
            split: split(row)?,
            copy: copy
                .map(|import| {
                    Ok::<_, StoreError>(PublicCopy { import, checked: row.get("copy_checked")? })
                })
                .transpose()?,
        },
        withdrawn: row.get("withdrawn")?,
    })
}

impl Tx {
    /// A training as known at an instant.
    pub async fn get_training(
        &mut self,
        employer: EmployerId,
        id: TrainingId,
        as_known: Instant,
    ) -> Result<Option<StoredTraining>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id, as_known]).await?;
        row.as_ref().map(training).transpose()
    }

    /// Several trainings as known at an instant, in no order.
    pub async fn get_trainings(
        &mut self,
        employer: EmployerId,
        ids: &[TrainingId],
        as_known: Instant,
    ) -> Result<Vec<StoredTraining>, StoreError> {
        let rows = self.employer(employer).fetch(&MANY, args![ids, as_known]).await?;
        rows.iter().map(training).collect()
    }

    /// The trainings of these employees as known at an instant, in no order; one in which somebody took part
    /// twice comes twice.
    pub async fn trainings_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredTraining>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_PEOPLE, args![ids, as_known]).await?;
        rows.iter().map(training).collect()
    }

    /// Every version of a training, oldest first.
    pub async fn training_versions(
        &mut self,
        employer: EmployerId,
        id: TrainingId,
    ) -> Result<Vec<StoredTraining>, StoreError> {
        self.employer(employer).fetch(&VERSIONS, args![id]).await?.iter().map(training).collect()
    }

    /// The participations that stand in trainings that begin between two days, both counted.
    pub async fn standing_between(
        &mut self,
        employer: EmployerId,
        from: Date,
        to: Date,
    ) -> Result<Vec<StandingPart>, StoreError> {
        let rows = self.employer(employer).fetch(&STANDING_BETWEEN, args![from, to]).await?;
        rows.iter().map(standing).collect()
    }

    /// The participations that stand in some trainings.
    pub async fn standing_in(
        &mut self,
        employer: EmployerId,
        trainings: &[TrainingId],
    ) -> Result<Vec<StandingPart>, StoreError> {
        let rows = self.employer(employer).fetch(&STANDING_IN, args![trainings]).await?;
        rows.iter().map(standing).collect()
    }

    /// Ends a version; false where it is not the one in force.
    pub async fn close_training(
        &mut self,
        employer: EmployerId,
        id: TrainingId,
        version: i64,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&CLOSE, args![id, version, at]).await? > 0)
    }

    /// Adds a version of a training.
    pub async fn insert_trainings(
        &mut self,
        employer: EmployerId,
        trainings: &[StoredTraining],
    ) -> Result<(), StoreError> {
        let rows = trainings.iter().map(|t| -> Vec<Value> {
            let d = &t.details;
            args![
                t.id,
                t.version,
                t.known_from,
                t.known_to,
                t.change,
                &d.title,
                fold(&d.title),
                d.provider.as_deref(),
                d.place.as_deref(),
                d.start,
                d.end,
                d.minutes,
                d.kind.map(TrainingKind::code),
                d.nature.as_deref(),
                d.funding.as_deref(),
                d.cla_number.as_deref(),
                d.field.map(FieldOfEducation::code),
                d.not_counting.map(NotCounting::code),
                t.withdrawn
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// Adds a version of a training.
    pub async fn insert_training(
        &mut self,
        employer: EmployerId,
        training: &StoredTraining,
    ) -> Result<(), StoreError> {
        self.insert_trainings(employer, std::slice::from_ref(training)).await
    }

    /// The participations in a training as known at an instant.
    pub async fn parts_in(
        &mut self,
        employer: EmployerId,
        training: TrainingId,
        as_known: Instant,
    ) -> Result<Vec<StoredPart>, StoreError> {
        let rows = self.employer(employer).fetch(&PARTS, args![training, as_known]).await?;
        rows.iter().map(part).collect()
    }

    /// Every version of every participation in a training.
    pub async fn part_versions(
        &mut self,
        employer: EmployerId,
        training: TrainingId,
    ) -> Result<Vec<StoredPart>, StoreError> {
        self.employer(employer)
            .fetch(&PART_VERSIONS, args![training])
            .await?
            .iter()
            .map(part)
            .collect()
    }

    /// The participations of these employees that count now, ordered by employee; so many at most.
    pub async fn counting_parts_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        most: usize,
    ) -> Result<Vec<CountingPart>, StoreError> {
        let rows = self.employer(employer).fetch(&COUNTING_OF, counting_of(ids, most)).await?;
        rows.iter().filter_map(|row| counting(row).transpose()).collect()
    }

    /// The participations of these employees as known at an instant.
    pub async fn parts_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<StoredPart>, StoreError> {
        let rows = self.employer(employer).fetch(&PARTS_OF, args![ids, as_known]).await?;
        rows.iter().map(part).collect()
    }

    /// Ends the versions in force of these participations.
    pub async fn close_parts(
        &mut self,
        employer: EmployerId,
        ids: &[ParticipationId],
        at: Instant,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&CLOSE_PARTS, args![ids, at]).await?;
        Ok(())
    }

    /// Adds versions of participations, each in force from `at`, with the last day of
    /// its training ([`StoredTraining::standing_end`]) as that stands once the transaction is done.
    pub async fn insert_parts(
        &mut self,
        employer: EmployerId,
        parts: &[(StoredPart, Option<Date>)],
    ) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(parts.len());
        for (p, standing_end) in parts {
            let d = &p.details;
            let split: Vec<(Year, Minutes)> = d.split.iter().map(|s| (s.year, s.minutes)).collect();
            let split = if split.is_empty() {
                None
            } else {
                Some(
                    serde_json::to_string(&split)
                        .map_err(|_| StoreError::corrupt("participation", "split"))?,
                )
            };
            let row: Vec<Value> = args![
                p.id,
                p.version,
                p.known_from,
                FOREVER,
                p.change,
                p.training,
                p.employee,
                d.status.code(),
                d.minutes,
                d.not_counting.map(NotCounting::code),
                d.certificate,
                d.valid_until,
                split,
                d.copy.map(|copy| copy.import),
                d.copy.is_some_and(|copy| copy.checked),
                p.withdrawn,
                *standing_end
            ];
            rows.push(row);
        }
        self.employer(employer).insert_many(&INSERT_PARTS, rows).await?;
        Ok(())
    }
}
