//! In which capacities a signed-in person can act, and the making of callers. The roles are read
//! at each request, so that access that was taken away is gone at once, in open sessions too.

mod employers;
mod grants;

use fla_domain::access::Role;
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::time::Instant;
use fla_store::employer::Employer;
use uuid::Uuid;

use crate::{App, Caller, Channel, Refused};

pub use grants::GrantView;

/// The employer under which the operator's roles are kept: none.
pub(crate) const INSTALLATION: EmployerId = EmployerId(Uuid::nil());

/// A person whose identity a digital key proved, and the request in which this happened.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who.
    pub ssin: Ssin,
    /// Name as the identity provider gives it.
    pub name: String,
    /// Channel of the request.
    pub channel: Channel,
    /// Trace id of the request.
    pub trace: String,
}

/// A capacity in which a person can act.
#[derive(Clone, Debug)]
pub enum Capacity {
    /// For an employer.
    Employer {
        /// The employer.
        employer: Employer,
        /// The role there.
        role: Role,
    },
    /// As the holder of the own account.
    OwnAccount {
        /// The employers with which there is one.
        employments: Vec<(EmployerId, EmployeeId)>,
    },
    /// As the operator of the installation.
    Operator,
}

impl App {
    /// The capacities of a person, for each employer the role that may most.
    pub async fn capacities(&self, visitor: &Visitor) -> Result<Vec<Capacity>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut capacities = Vec::new();
        let grants = tx.grants_of(&visitor.ssin).await?;
        for grant in &grants {
            if grant.role == Role::Operator {
                capacities.push(Capacity::Operator);
                continue;
            }
            // Roles are ordered from the one that may most.
            let best =
                grants.iter().filter(|g| g.employer == grant.employer).min_by_key(|g| g.role);
            if best.is_some_and(|best| best.id != grant.id) {
                continue;
            }
            if let Some(employer) = tx.get_employer(grant.employer, Instant::LATEST).await? {
                capacities.push(Capacity::Employer { employer, role: grant.role });
            }
        }
        let employments = tx.employments_of(&visitor.ssin).await?;
        if !employments.is_empty() {
            capacities.push(Capacity::OwnAccount { employments });
        }
        tx.rollback().await?;
        Ok(capacities)
    }

    /// The caller that a person is for an employer; hidden where the person has no role there.
    pub async fn act_for(
        &self,
        visitor: &Visitor,
        employer: EmployerId,
    ) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let grants = tx.grants_of(&visitor.ssin).await?;
        tx.rollback().await?;
        let grant = grants
            .into_iter()
            .filter(|g| g.employer == employer && g.role != Role::Operator)
            // Roles are ordered from the one that may most.
            .min_by_key(|g| g.role)
            .ok_or(Refused::Hidden)?;
        self.meet_holder(visitor, &grant).await?;
        Ok(caller(visitor, grant.role, employer))
    }

    /// The caller that a person is as operator; hidden where the person is not.
    pub async fn act_as_operator(&self, visitor: &Visitor) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let grants = tx.grants_of(&visitor.ssin).await?;
        tx.rollback().await?;
        let grant = grants.into_iter().find(|g| g.role == Role::Operator).ok_or(Refused::Hidden)?;
        self.meet_holder(visitor, &grant).await?;
        Ok(caller(visitor, Role::Operator, INSTALLATION))
    }

    /// The caller that a person is for the own account with an employer.
    pub(crate) async fn act_for_self(
        &self,
        visitor: &Visitor,
    ) -> Result<Vec<(Caller, EmployeeId)>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let employments = tx.employments_of(&visitor.ssin).await?;
        tx.rollback().await?;
        Ok(employments
            .into_iter()
            .map(|(employer, employee)| (caller(visitor, Role::Employee, employer), employee))
            .collect())
    }

    /// The register itself, for the command line of whoever runs the installation.
    pub async fn act_as_installation(&self, employer: EmployerId) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        tx.get_employer(employer, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
        tx.rollback().await?;
        Ok(Caller::system(employer, Channel::CommandLine, "command line"))
    }

    /// The caller by which the installation itself adds employers and gives first access.
    pub fn installation(&self) -> Caller {
        Caller::system(INSTALLATION, Channel::CommandLine, "command line")
    }
}

fn caller(visitor: &Visitor, role: Role, employer: EmployerId) -> Caller {
    Caller {
        ssin: Some(visitor.ssin.clone()),
        name: visitor.name.clone(),
        role,
        employer,
        channel: visitor.channel,
        trace: visitor.trace.clone(),
    }
}
