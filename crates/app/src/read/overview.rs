//! The situation of an employer at a glance, and the size of the undertaking.

use fla_domain::access::Action;
use fla_domain::size::SizeWorking;
use fla_domain::time::{Instant, Year};
use fla_store::employer::Employer;
use fla_store::ledger::CreditRow;
use fla_store::right::{RightState, StoredCompanyDays};

use crate::jobs::JobView;
use crate::{App, Caller, Refused, recompute};

/// The situation of an employer in a year.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The employer.
    pub employer: Employer,
    /// Calendar year.
    pub year: Year,
    /// People in service today.
    pub in_service: i64,
    /// People with credit in the year.
    pub with_credit: i64,
    /// The credit of all of them together.
    pub credit: CreditRow,
    /// Rights of the year that nobody has verified yet.
    pub to_verify: i64,
    /// Size of the undertaking in the year.
    pub size: SizeWorking,
    /// Work under way.
    pub jobs: Vec<JobView>,
}

/// The sizes of an undertaking and what the employer decided for everybody.
#[derive(Clone, Debug)]
pub struct SizeView {
    /// The employer.
    pub employer: Employer,
    /// The size of each year, latest first.
    pub years: Vec<SizeWorking>,
    /// Company days for everybody.
    pub company_days: Vec<StoredCompanyDays>,
    /// Years in which the whole company opted out of automatic calculation.
    pub opted_out: Vec<Year>,
}

impl App {
    /// The employer that a caller acts for.
    pub async fn own_employer(&self, caller: &Caller) -> Result<Employer, Refused> {
        let mut tx = self.inner.store.read().await?;
        let employer = tx.get_employer(caller.employer(), Instant::LATEST).await?;
        tx.rollback().await?;
        employer.ok_or(Refused::Hidden)
    }

    /// The situation in a year.
    pub async fn overview(&self, caller: &Caller, year: Year) -> Result<Overview, Refused> {
        self.may(caller, Action::ReadRegister, "overview").await?;
        let id = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let employer = tx.get_employer(id, Instant::LATEST).await?;
        let employer = self.there(caller, "overview", employer).await?;
        let in_service = tx.count_in_service(id, self.today()).await?;
        let (with_credit, credit) = tx.credit_totals(id, year).await?;
        let to_verify = tx
            .count_right_states(id, year)
            .await?
            .into_iter()
            .filter(|(state, _)| *state == RightState::Calculated)
            .map(|(_, n)| n)
            .sum();
        let size = recompute::size_working(&mut tx, caller, year, Instant::LATEST).await?;
        tx.rollback().await?;
        let jobs = self.jobs_under_way(caller).await?;
        Ok(Overview { employer, year, in_service, with_credit, credit, to_verify, size, jobs })
    }

    /// The sizes from the first year with a right until the next.
    pub async fn sizes(&self, caller: &Caller) -> Result<SizeView, Refused> {
        self.may(caller, Action::ReadRegister, "sizes").await?;
        let id = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let employer = tx.get_employer(id, Instant::LATEST).await?;
        let employer = self.there(caller, "sizes", employer).await?;
        let years = (2023..=self.today().year() + 1).rev();
        let years = recompute::size_workings(&mut tx, caller, years, Instant::LATEST).await?;
        let company_days = tx.company_days_of(id, &[], Instant::LATEST).await?;
        let mut opted_out: Vec<Year> =
            tx.opt_outs_of(id, &[], Instant::LATEST).await?.into_iter().map(|o| o.1).collect();
        opted_out.sort_unstable();
        tx.rollback().await?;
        Ok(SizeView { employer, years, company_days, opted_out })
    }
}
