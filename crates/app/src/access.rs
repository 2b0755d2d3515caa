//! In which capacities a signed-in person can act, and the making of callers. The roles are read
//! at each request, so that access that was taken away is gone at once, in open sessions too.

mod clients;
mod employers;
mod folders;
mod grants;
mod inspections;
mod invitations;
mod links;
mod mandates;
mod requests;
mod tokens;
mod visitors;

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::{Action, Ground, Qualities, Quality, Role, Section, allowed_on};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId, GrantId, MandateId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::access::Organisation;
use fla_store::employer::{Employer, Grant};
use uuid::Uuid;

use crate::caller::{For, Held};
use crate::{App, Caller, Channel, Refused};

pub use clients::{
    ApiClientView, ApiKeyView, ApiLinkView, IssuedToken, TOKEN_LIFE, TOKEN_PREFIX, client_name,
};
pub use folders::{FolderView, NewFolder};
pub use grants::GrantView;
pub use inspections::{INSPECTION_DAYS, InspectionView};
pub(crate) use invitations::secret_hash;
pub use invitations::{INVITED, InvitationView, NewInvitation};
pub use mandates::{ClientView, MandateStepView, MandateView, NewMandate};
pub(crate) use tokens::Tokens;
pub use visitors::{ApiVisitor, OutsideToken, Reached, TokenFault};

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
    /// For an organisation in which the person has a role.
    Employer {
        /// The organisation.
        employer: Employer,
        /// The role there.
        role: Role,
        /// In which qualities it acts.
        qualities: Qualities,
        /// How many employers it serves under a mandate that is in force.
        serves: usize,
    },
    /// For a section of an employer.
    Section {
        /// The employer.
        employer: Employer,
        /// The role, which names the place.
        grant: GrantId,
        /// Which role.
        role: Role,
        /// For whom.
        section: Section,
    },
    /// As the holder of the own account.
    OwnAccount {
        /// The employers with which there is one.
        employments: Vec<(EmployerId, EmployeeId)>,
    },
    /// As the operator of the installation.
    Operator,
    /// As inspector.
    Inspector,
}

/// A role for an organisation, or for an employer that gave that organisation a mandate.
struct Authority {
    grant: Grant,
    employer: EmployerId,
    ground: Ground,
    acting: For,
}

impl App {
    /// The capacities of a person, for each organisation the role that may most.
    pub async fn capacities(&self, visitor: &Visitor) -> Result<Vec<Capacity>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut capacities = Vec::new();
        let grants = tx.grants_of(&visitor.ssin).await?;
        for grant in &grants {
            match grant.role {
                Role::Operator => capacities.push(Capacity::Operator),
                Role::Inspector => capacities.push(Capacity::Inspector),
                role => {
                    let found = tx.get_employer(grant.employer, Instant::LATEST).await?;
                    let Some(employer) = found else { continue };
                    let qualities = tx.qualities(grant.employer).await?;
                    if let Some(section) = grant.section.clone() {
                        if qualities.has(Quality::Employer) {
                            let grant = grant.id;
                            capacities.push(Capacity::Section { employer, grant, role, section });
                        }
                        continue;
                    }
                    let here = whole(&grants).filter(|g| g.employer == grant.employer);
                    // Roles are ordered from the one that may most.
                    if here.min_by_key(|g| g.role).is_some_and(|best| best.id != grant.id) {
                        continue;
                    }
                    let serves = if qualities.serves() {
                        let held = tx.mandates_held(grant.employer).await?;
                        held.iter().filter(|m| self.is_in_force(m)).count()
                    } else {
                        0
                    };
                    capacities.push(Capacity::Employer { employer, role, qualities, serves });
                }
            }
        }
        let employments = tx.employments_of(&visitor.ssin).await?;
        if !employments.is_empty() {
            capacities.push(Capacity::OwnAccount { employments });
        }
        tx.rollback().await?;
        Ok(capacities)
    }

    /// The caller that a person is for an organisation; hidden where the person has no role there.
    pub async fn act_for(
        &self,
        visitor: &Visitor,
        employer: EmployerId,
    ) -> Result<Caller, Refused> {
        self.act_at(visitor, employer.0).await
    }

    /// The callers that a person is for every employer whose register that person may read: with a
    /// role there, or under a mandate. With the name of the employer, by name.
    pub(crate) async fn readable(&self, visitor: &Visitor) -> Result<Vec<(String, Uuid)>, Refused> {
        let mut found = Vec::new();
        for capacity in self.capacities(visitor).await? {
            let Capacity::Employer { employer, role, qualities, serves } = capacity else {
                continue;
            };
            if allowed_on(role, Ground::Own(qualities), Action::ReadRegister) {
                found.push((employer.name, employer.id.0));
            }
            if serves > 0 {
                let caller = self.act_for(visitor, employer.id).await?;
                let clients = self.clients(&caller).await?;
                found.extend(clients.into_iter().map(|c| (c.employer.name, c.mandate.0)));
            }
        }
        found.sort_by_cached_key(|(name, _)| fla_store::employee::fold(name));
        Ok(found)
    }

    /// The caller that a person is at an address of the register, which names an organisation, a
    /// mandate, or an inspection; hidden where the person has nothing to do with it.
    pub async fn act_at(&self, visitor: &Visitor, at: Uuid) -> Result<Caller, Refused> {
        let Some(authority) = self.authority(visitor, at).await? else {
            return self.note_stranger(visitor, "enter").await;
        };
        self.meet_holder(visitor, &authority.grant).await?;
        let Authority { grant, employer, ground, acting } = authority;
        let granted = Some((grant.employer, Held::Grant(grant.id)));
        Ok(Caller { grant: granted, ground, acting, ..caller(visitor, grant.role, employer) })
    }

    async fn authority(&self, visitor: &Visitor, at: Uuid) -> Result<Option<Authority>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut grants = tx.grants_of(&visitor.ssin).await?;
        // Roles are ordered from the one that may most.
        grants.sort_by_key(|grant| grant.role);
        let installation = |grant: &Grant| grant.employer == INSTALLATION;
        let own = whole(&grants).find(|g| g.employer.0 == at && !installation(g)).cloned();
        if let Some(grant) = own {
            let employer = grant.employer;
            let ground = Ground::Own(tx.qualities(employer).await?);
            tx.rollback().await?;
            return Ok(Some(Authority { grant, employer, ground, acting: For::Own }));
        }
        if let Some((grant, section)) = limited(&grants, GrantId(at)) {
            let employer = grant.employer;
            let qualities = tx.qualities(employer).await?;
            tx.rollback().await?;
            return Ok(qualities.has(Quality::Employer).then(|| Authority {
                grant: grant.clone(),
                employer,
                ground: Ground::Section,
                acting: For::Section(grant.id, section),
            }));
        }
        // A mandate is the whole organisation's, so that a role for a section of it acts under none.
        for grant in whole(&grants).filter(|grant| !installation(grant)) {
            let Some((mandate, mandated)) =
                self.mandate_in_force_in(&mut tx, grant.employer, MandateId(at)).await?
            else {
                continue;
            };
            tx.rollback().await?;
            return Ok(Some(Authority {
                grant: grant.clone(),
                employer: mandate.mandator,
                ground: Ground::Mandate(mandate.scopes),
                acting: For::Mandate(mandated),
            }));
        }
        let inspector = grants.into_iter().find(|grant| grant.role == Role::Inspector);
        let found = match inspector {
            None => None,
            Some(grant) => tx
                .inspections_of(&visitor.ssin, self.now())
                .await?
                .into_iter()
                .find(|open| open.id.0 == at)
                .map(|open| Authority {
                    grant,
                    employer: open.employer,
                    ground: Ground::Inspection,
                    acting: For::Inspection(open.id, open.reason),
                }),
        };
        tx.rollback().await?;
        Ok(found)
    }

    /// The caller that a person is as operator; hidden where the person is not.
    pub async fn act_as_operator(&self, visitor: &Visitor) -> Result<Caller, Refused> {
        self.act_for_installation(visitor, Role::Operator).await
    }

    /// The caller that a person is as inspector; hidden where the person is not.
    pub async fn act_as_inspector(&self, visitor: &Visitor) -> Result<Caller, Refused> {
        self.act_for_installation(visitor, Role::Inspector).await
    }

    async fn act_for_installation(&self, visitor: &Visitor, role: Role) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let grants = tx.grants_of(&visitor.ssin).await?;
        tx.rollback().await?;
        let Some(grant) = grants.into_iter().find(|g| g.role == role) else {
            return self.note_stranger(visitor, "enter").await;
        };
        self.meet_holder(visitor, &grant).await?;
        let granted = Some((grant.employer, Held::Grant(grant.id)));
        Ok(Caller { grant: granted, ..caller(visitor, role, INSTALLATION) })
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

/// The roles that reach all of their organisation.
fn whole(grants: &[Grant]) -> impl Iterator<Item = &Grant> {
    grants.iter().filter(|grant| grant.section.is_none())
}

/// A role that is limited, by its id.
fn limited(grants: &[Grant], id: GrantId) -> Option<(&Grant, Section)> {
    let grant = grants.iter().find(|grant| grant.id == id)?;
    Some((grant, grant.section.clone()?))
}

pub(crate) fn caller(visitor: &Visitor, role: Role, employer: EmployerId) -> Caller {
    Caller {
        ssin: Some(visitor.ssin.clone()),
        software: None,
        name: visitor.name.clone(),
        role,
        grant: None,
        scopes: None,
        employer,
        ground: Ground::Own(Qualities::ALL),
        acting: For::Own,
        channel: visitor.channel,
        trace: visitor.trace.clone(),
    }
}

/// Some organisations by id, each asked for once.
pub(crate) async fn organisations(
    tx: &mut Tx,
    ids: impl Iterator<Item = EmployerId>,
) -> Result<BTreeMap<EmployerId, Organisation>, Refused> {
    let ids: Vec<EmployerId> = ids.collect::<BTreeSet<_>>().into_iter().collect();
    Ok(tx.organisations(&ids).await?.into_iter().map(|o| (o.id, o)).collect())
}
