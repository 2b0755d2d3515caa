//! Questions of employees about entries, step by step.

use fla_domain::dispute::{About, DisputeState, StepKind};
use fla_domain::ids::{ChangeId, DisputeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::time::{Instant, Year};
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A question with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDispute {
    /// Its id.
    pub id: DisputeId,
    /// Who asks.
    pub employee: EmployeeId,
    /// About what.
    pub about: About,
    /// The participation, where it is about one.
    pub part: Option<ParticipationId>,
    /// Its training.
    pub training: Option<TrainingId>,
    /// The year, where it is about a right.
    pub year: Option<Year>,
    /// When it was first asked: the version that stood then is the one it is about.
    pub opened_at: Instant,
    /// The last day for an answer.
    pub due: Date,
    /// Where it stands.
    pub state: DisputeState,
}

/// Where a question stands in the list of an employer: what the list is sorted by. A list goes on from
/// there even when the question stands elsewhere by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputePlace {
    /// Whether it waits no longer: then it comes after those that do.
    pub settled: bool,
    /// The last day for an answer.
    pub due: Date,
    /// When it was first asked.
    pub opened_at: Instant,
    /// The question.
    pub id: DisputeId,
}

impl DisputePlace {
    /// Where a question stands now.
    pub fn of(dispute: &StoredDispute) -> Self {
        let settled = dispute.state != DisputeState::Open;
        let StoredDispute { due, opened_at, id, .. } = *dispute;
        Self { settled, due, opened_at, id }
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    /// Its place, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// The change by which it was made.
    pub change: ChangeId,
    /// Who.
    pub actor_name: String,
    /// In which role, as code.
    pub role: String,
    /// What.
    pub kind: StepKind,
    /// In what words.
    pub words: String,
    /// What the employee says it should be, as JSON.
    pub claim: Option<String>,
    /// The change by which the register was corrected.
    pub linked: Option<ChangeId>,
}

statements! {
    employer INSERT = "INSERT INTO dispute (employer_id, id, employee_id, about, participation_id, training_id, year, opened_at, due, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    employer GET = "SELECT id, employee_id, about, participation_id, training_id, year, opened_at, due, state FROM dispute WHERE employer_id = $1 AND id = $2";
    employer OF = "SELECT id, employee_id, about, participation_id, training_id, year, opened_at, due, state FROM dispute WHERE employer_id = $1 AND employee_id = $2 ORDER BY opened_at DESC, id";
    employer LIST = "SELECT id, employee_id, about, participation_id, training_id, year, opened_at, due, state FROM dispute \
        WHERE employer_id = $1 AND (state = 'open' OR $2 = 1) \
        AND (CASE WHEN state = 'open' THEN 0 ELSE 1 END, due, opened_at, id) > ($3, $4, $5, $6) \
        ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, due, opened_at, id LIMIT $7";
    employer COUNT = "SELECT COUNT(*) AS n FROM dispute WHERE employer_id = $1 AND (state = 'open' OR $2 = 1)";
    employer COUNT_OPEN = "SELECT COUNT(*) AS n FROM dispute WHERE employer_id = $1 AND state = 'open'";
    employer SET = "UPDATE dispute SET state = $3, due = $4 WHERE employer_id = $1 AND id = $2";
    employer STEPS = "SELECT seq, at, change_id, actor_name, role, kind, words, claim, linked_change FROM dispute_step WHERE employer_id = $1 AND dispute_id = $2 ORDER BY seq";
    employer INSERT_STEP = "INSERT INTO dispute_step (employer_id, dispute_id, seq, at, change_id, actor_name, role, kind, words, claim, linked_change) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
}

fn dispute(row: &Row) -> Result<StoredDispute, StoreError> {
    Ok(StoredDispute {
        id: row.get("id")?,
        employee: row.get("employee_id")?,
        about: row.code("about", About::from_code)?,
        part: row.get("participation_id")?,
        training: row.get("training_id")?,
        year: row.get("year")?,
        opened_at: row.get("opened_at")?,
        due: row.get("due")?,
        state: row.code("state", DisputeState::from_code)?,
    })
}

fn step(row: &Row) -> Result<StoredStep, StoreError> {
    Ok(StoredStep {
        seq: row.get("seq")?,
        at: row.get("at")?,
        change: row.get("change_id")?,
        actor_name: row.get("actor_name")?,
        role: row.get("role")?,
        kind: row.code("kind", StepKind::from_code)?,
        words: row.get("words")?,
        claim: row.get("claim")?,
        linked: row.get("linked_change")?,
    })
}

impl Tx {
    /// Adds a question.
    pub async fn insert_dispute(
        &mut self,
        employer: EmployerId,
        d: &StoredDispute,
    ) -> Result<(), StoreError> {
        let row = args![
            d.id,
            d.employee,
            d.about.code(),
            d.part,
            d.training,
            d.year,
            d.opened_at,
            d.due,
            d.state.code()
        ];
        self.employer(employer).execute(&INSERT, row).await?;
        Ok(())
    }

    /// A question.
    pub async fn get_dispute(
        &mut self,
        employer: EmployerId,
        id: DisputeId,
    ) -> Result<Option<StoredDispute>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(dispute).transpose()
    }

    /// The questions of an employee, newest first.
    pub async fn disputes_of(
        &mut self,
        employer: EmployerId,
        employee: EmployeeId,
    ) -> Result<Vec<StoredDispute>, StoreError> {
        self.employer(employer).fetch(&OF, args![employee]).await?.iter().map(dispute).collect()
    }

    /// The questions to an employer: open ones by their last day, then (where asked for) the
    /// others; those behind a place, where it is given.
    pub async fn list_disputes(
        &mut self,
        employer: EmployerId,
        settled: bool,
        behind: Option<&DisputePlace>,
        limit: i64,
    ) -> Result<Vec<StoredDispute>, StoreError> {
        let (part, due, opened_at, id) = match behind {
            Some(p) => (i64::from(p.settled), p.due.to_string(), p.opened_at, p.id),
            // Nothing comes before this.
            None => (-1, String::new(), Instant(0), DisputeId(Uuid::nil())),
        };
        let place = args![settled, part, due, opened_at, id, limit];
        self.employer(employer).fetch(&LIST, place).await?.iter().map(dispute).collect()
    }

    /// How many questions an employer got, those that were settled too where asked for.
    pub async fn count_disputes(
        &mut self,
        employer: EmployerId,
        settled: bool,
    ) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT, args![settled]).await?.get("n")
    }

    /// How many wait for an answer.
    pub async fn count_open_disputes(&mut self, employer: EmployerId) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT_OPEN, args![]).await?.get("n")
    }

    /// Says where a question stands now, and until when it is to be answered.
    pub async fn set_dispute(
        &mut self,
        employer: EmployerId,
        id: DisputeId,
        state: DisputeState,
        due: Date,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&SET, args![id, state.code(), due]).await?;
        Ok(())
    }

    /// The steps of a question, oldest first.
    pub async fn dispute_steps(
        &mut self,
        employer: EmployerId,
        id: DisputeId,
    ) -> Result<Vec<StoredStep>, StoreError> {
        self.employer(employer).fetch(&STEPS, args![id]).await?.iter().map(step).collect()
    }

    /// Adds a step.
    pub async fn insert_dispute_step(
        &mut self,
        employer: EmployerId,
        id: DisputeId,
        s: &StoredStep,
    ) -> Result<(), StoreError> {
        let row = args![
            id,
            s.seq,
            s.at,
            s.change,
            &s.actor_name,
            &s.role,
            s.kind.code(),
            &s.words,
            s.claim.as_deref(),
            s.linked
        ];
        self.employer(employer).execute(&INSERT_STEP, row).await?;
        Ok(())
    }
}
