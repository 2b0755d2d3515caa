//! In which capacities a signed-in person can act, and the making of callers. The roles are read
//! at each request, so that access that was taken away is gone at once.

use fla_domain::access::{Action, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, GrantId};
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_domain::time::Instant;
use fla_store::employer::{Employer, Grant, Settings};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::apply::check_settings;
use crate::intake::Key;
use crate::{App, Caller, Channel, NewEmployer, Refused};

/// The employer under which the operator's roles are kept: none.
const INSTALLATION: EmployerId = EmployerId(Uuid::nil());

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
    /// The capacities of a person.
    pub async fn capacities(&self, visitor: &Visitor) -> Result<Vec<Capacity>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut capacities = Vec::new();
        for grant in tx.grants_of(&visitor.ssin).await? {
            if grant.role == Role::Operator {
                capacities.push(Capacity::Operator);
            } else if let Some(employer) = tx.get_employer(grant.employer, Instant::LATEST).await? {
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
        Ok(caller(visitor, grant.role, employer))
    }

    /// The caller that a person is as operator; hidden where the person is not.
    pub async fn act_as_operator(&self, visitor: &Visitor) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let grants = tx.grants_of(&visitor.ssin).await?;
        tx.rollback().await?;
        if grants.iter().any(|g| g.role == Role::Operator) {
            Ok(caller(visitor, Role::Operator, INSTALLATION))
        } else {
            Err(Refused::Hidden)
        }
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

    /// Adds an employer, with the person who registers for it.
    pub async fn add_employer(
        &self,
        caller: &Caller,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        if let Err(refused) = caller.require(Action::AddEmployer) {
            self.note_refusal(caller, "addEmployer").await?;
            return Err(refused);
        }
        let found = check_settings(&new.name, DEFAULT_DAY_MINUTES);
        if !found.is_empty() {
            return Err(found.into());
        }
        let id = EmployerId(self.opaque_id());
        let on_behalf = Caller { employer: id, ..caller.clone() };
        let mut work = self.begin(&on_behalf, None).await?;
        if work.tx.find_employer(&new.enterprise_number).await?.is_some() {
            let zone = Zone::EnterpriseNumber;
            return Err(Anomaly::new(zone, Fault::Duplicate).at("enterpriseNumber").into());
        }
        if let Some(nsso) = new.nsso_number
            && work.tx.find_employer_by_nsso(nsso).await?.is_some()
        {
            return Err(Anomaly::new(Zone::NssoNumber, Fault::Duplicate).at("nssoNumber").into());
        }
        let (at, change) = (work.at, work.change);
        work.tx.insert_employer(id, &new.enterprise_number, new.nsso_number, at).await?;
        let settings = Settings {
            name: new.name.trim().to_owned(),
            language: new.language,
            day_minutes: DEFAULT_DAY_MINUTES,
        };
        work.tx.set_settings(id, &settings, at, change).await?;
        if let Some((ssin, role)) = first {
            let grant = Grant {
                id: GrantId(self.opaque_id()),
                employer: id,
                ssin: ssin.clone(),
                role,
                granted_at: at,
            };
            work.tx.insert_grant(&grant, caller.actor()).await?;
        }
        let bytes = serde_json::to_vec(new)
            .map_err(|_| Refused::Broken("employer has no text form".to_owned()))?;
        let digest = Sha256::digest(bytes).to_vec();
        let receipt = crate::Receipt { change, object: Some(id.0), affected: 0, job: None };
        work.note("addEmployer", key, digest, &receipt).await?;
        work.tx.commit().await?;
        Ok(id)
    }

    /// Gives a person a role with the caller's employer (or of the operator, by the installation).
    pub async fn give_access(
        &self,
        caller: &Caller,
        ssin: &Ssin,
        role: Role,
    ) -> Result<GrantId, Refused> {
        caller.require(Action::ManageAccess)?;
        if matches!(role, Role::System | Role::Employee)
            || (role == Role::Operator) != (caller.employer == INSTALLATION)
        {
            return Err(Anomaly::new(Zone::Access, Fault::NotApplicable).at("role").into());
        }
        let mut work = self.begin(caller, None).await?;
        let id = GrantId(self.opaque_id());
        let grant =
            Grant { id, employer: caller.employer, ssin: ssin.clone(), role, granted_at: work.at };
        work.tx.insert_grant(&grant, caller.actor()).await?;
        self.note_access(work, "giveAccess", id).await?;
        Ok(id)
    }

    /// Ends a role at once.
    pub async fn end_access(&self, caller: &Caller, id: GrantId) -> Result<(), Refused> {
        caller.require(Action::ManageAccess)?;
        let mut work = self.begin(caller, None).await?;
        let at = work.at;
        if !work.tx.end_grant(caller.employer, id, at).await? {
            return Err(Refused::Hidden);
        }
        self.note_access(work, "endAccess", id).await
    }

    async fn note_access(
        &self,
        mut work: crate::intake::Work<'_>,
        kind: &str,
        id: GrantId,
    ) -> Result<(), Refused> {
        let change: ChangeId = work.change;
        let receipt = crate::Receipt { change, object: Some(id.0), affected: 0, job: None };
        let key = Key::new(&format!("{kind}:{change}"))?;
        work.note(kind, &key, Vec::new(), &receipt).await?;
        Ok(work.tx.commit().await?)
    }

    /// The employers of the installation, for the operator.
    pub async fn employers(&self, caller: &Caller) -> Result<Vec<Employer>, Refused> {
        if !caller.may(Action::Operate) && !caller.may(Action::AddEmployer) {
            return Err(Refused::Forbidden(Action::Operate));
        }
        let mut tx = self.inner.store.read().await?;
        let mut employers = Vec::new();
        for id in tx.employer_ids().await? {
            employers.extend(tx.get_employer(id, Instant::LATEST).await?);
        }
        tx.rollback().await?;
        Ok(employers)
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
