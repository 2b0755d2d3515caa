//! Mandates: the employer's rows, and the same as the provider sees them.

use fla_domain::access::Scopes;
use fla_domain::ids::{ChangeId, EmployerId, MandateId};
use fla_domain::mandate::{Period, Step};
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A mandate as it stands.
#[derive(Clone, Debug)]
pub struct Mandate {
    /// Its id.
    pub id: MandateId,
    /// The employer that gave it.
    pub mandator: EmployerId,
    /// The provider that holds it.
    pub provider: EmployerId,
    /// How far it goes.
    pub scopes: Scopes,
    /// From when until when.
    pub period: Period,
    /// What was last done with it.
    pub step: Step,
}

/// Something that was done with a mandate.
#[derive(Clone, Debug)]
pub struct MandateStep {
    /// Which mandate.
    pub mandate: MandateId,
    /// When.
    pub at: Instant,
    /// What.
    pub step: Step,
    /// By the provider, and not by the employer.
    pub by_provider: bool,
    /// Name of who did it.
    pub actor_name: String,
}

statements! {
    employer INSERT = "INSERT INTO mandate (employer_id, id, provider_id, scopes, from_quarter, until_quarter, step) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    employer SET_STEP = "UPDATE mandate SET step = $3 WHERE employer_id = $1 AND id = $2";
    employer GIVEN = "SELECT employer_id AS mandator_id, provider_id, id, scopes, from_quarter, until_quarter, step FROM mandate \
        WHERE employer_id = $1 ORDER BY from_quarter DESC, id";
    employer ONE_GIVEN = "SELECT employer_id AS mandator_id, provider_id, id, scopes, from_quarter, until_quarter, step FROM mandate \
        WHERE employer_id = $1 AND id = $2";
    employer HELD = "SELECT mandator_id, employer_id AS provider_id, id, scopes, from_quarter, until_quarter, step FROM mandate_held \
        WHERE employer_id = $1 ORDER BY from_quarter DESC, id";
    employer HELD_OF = "SELECT mandator_id, employer_id AS provider_id, id, scopes, from_quarter, until_quarter, step FROM mandate_held \
        WHERE employer_id = $1 AND mandator_id = $2 ORDER BY from_quarter DESC, id";
    employer ONE_HELD = "SELECT mandator_id, employer_id AS provider_id, id, scopes, from_quarter, until_quarter, step FROM mandate_held \
        WHERE employer_id = $1 AND id = $2";
    employer INSERT_STEP = "INSERT INTO mandate_step (employer_id, mandate_id, at, step, by_provider, actor_name, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    employer STEPS_GIVEN = "SELECT mandate_id, at, step, by_provider, actor_name FROM mandate_step WHERE employer_id = $1 ORDER BY at";
    employer STEPS_HELD = "SELECT mandate_id, at, step, by_provider, actor_name FROM mandate_step_held WHERE employer_id = $1 ORDER BY at";
}

fn mandate(row: &Row) -> Result<Mandate, StoreError> {
    Ok(Mandate {
        id: row.get("id")?,
        mandator: row.get("mandator_id")?,
        provider: row.get("provider_id")?,
        scopes: row.code("scopes", Scopes::of_text)?,
        period: Period { from: row.get("from_quarter")?, until: row.get("until_quarter")? },
        step: row.code("step", Step::from_code)?,
    })
}

fn step(row: &Row) -> Result<MandateStep, StoreError> {
    Ok(MandateStep {
        mandate: row.get("mandate_id")?,
        at: row.get("at")?,
        step: row.code("step", Step::from_code)?,
        by_provider: row.get("by_provider")?,
        actor_name: row.get("actor_name")?,
    })
}

impl Tx {
    /// Keeps a mandate.
    pub async fn insert_mandate(&mut self, m: &Mandate) -> Result<(), StoreError> {
        let args =
            args![m.id, m.provider, m.scopes.text(), m.period.from, m.period.until, m.step.code()];
        self.employer(m.mandator).execute(&INSERT, args).await?;
        Ok(())
    }

    /// Says what was done with a mandate, and notes it in its history.
    pub async fn step_mandate(
        &mut self,
        mandator: EmployerId,
        step: &MandateStep,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(mandator);
        scope.execute(&SET_STEP, args![step.mandate, step.step.code()]).await?;
        let args = args![
            step.mandate,
            step.at,
            step.step.code(),
            step.by_provider,
            &step.actor_name,
            change
        ];
        scope.execute(&INSERT_STEP, args).await?;
        Ok(())
    }

    /// The mandates that an employer gave, the latest first.
    pub async fn mandates_given(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<Mandate>, StoreError> {
        self.employer(employer).fetch(&GIVEN, args![]).await?.iter().map(mandate).collect()
    }

    /// A mandate that an employer gave.
    pub async fn mandate_given(
        &mut self,
        employer: EmployerId,
        id: MandateId,
    ) -> Result<Option<Mandate>, StoreError> {
        let row = self.employer(employer).fetch_optional(&ONE_GIVEN, args![id]).await?;
        row.as_ref().map(mandate).transpose()
    }

    /// The mandates that a provider holds, the latest first.
    pub async fn mandates_held(
        &mut self,
        provider: EmployerId,
    ) -> Result<Vec<Mandate>, StoreError> {
        self.employer(provider).fetch(&HELD, args![]).await?.iter().map(mandate).collect()
    }

    /// The mandates that a provider holds of one employer, the latest first.
    pub async fn mandates_held_of(
        &mut self,
        provider: EmployerId,
        mandator: EmployerId,
    ) -> Result<Vec<Mandate>, StoreError> {
        let rows = self.employer(provider).fetch(&HELD_OF, args![mandator]).await?;
        rows.iter().map(mandate).collect()
    }

    /// A mandate that a provider holds.
    pub async fn mandate_held(
        &mut self,
        provider: EmployerId,
        id: MandateId,
    ) -> Result<Option<Mandate>, StoreError> {
        let row = self.employer(provider).fetch_optional(&ONE_HELD, args![id]).await?;
        row.as_ref().map(mandate).transpose()
    }

    /// What was done with the mandates that an employer gave, oldest first.
    pub async fn mandate_steps_given(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<MandateStep>, StoreError> {
        self.employer(employer).fetch(&STEPS_GIVEN, args![]).await?.iter().map(step).collect()
    }

    /// What was done with the mandates that a provider holds, oldest first.
    pub async fn mandate_steps_held(
        &mut self,
        provider: EmployerId,
    ) -> Result<Vec<MandateStep>, StoreError> {
        self.employer(provider).fetch(&STEPS_HELD, args![]).await?.iter().map(step).collect()
    }
}
