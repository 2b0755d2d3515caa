//! Who acts, in which capacity, for whom, on what ground, through which channel.

use std::borrow::Cow;

use fla_domain::access::{
    Action, ApiScopes, Ground, Qualities, Quality, Role, Section, allowed_on,
};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ClientId, EmployerId, GrantId, InspectionId, MandateId};
use fla_domain::mandate::{Period, Standing};
use fla_store::Tx;
use fla_store::change::Behalf;
use uuid::Uuid;

use crate::{App, Refused};

/// The way a command or question came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The browser.
    Web,
    /// The REST API.
    Api,
    /// The folder in which a sender leaves batch files.
    Folder,
    /// The command line.
    CommandLine,
    /// The register itself.
    System,
}

impl Channel {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Folder => "folder",
            Self::CommandLine => "commandLine",
            Self::System => "system",
        }
    }

    /// The channel of a code.
    pub(crate) fn from_code(code: &str) -> Self {
        [Self::Web, Self::Api, Self::Folder, Self::CommandLine]
            .into_iter()
            .find(|c| c.code() == code)
            .unwrap_or(Self::System)
    }
}

/// The mandate under which somebody acts for an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandated {
    /// The mandate.
    pub mandate: MandateId,
    /// The provider, which is the organisation of whoever acts.
    pub provider: EmployerId,
    /// Name of the provider.
    pub provider_name: String,
    /// Quality in which the provider acts.
    pub quality: Quality,
    /// From when until when the mandate goes.
    pub period: Period,
}

/// For whom somebody acts besides the organisation of the own role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Nobody.
    Own,
    /// Only for a section of the organisation; with the role that says so.
    Section(GrantId, Section),
    /// An employer, under a mandate.
    Mandate(Mandated),
    /// Whoever is inspected, for this reason.
    Inspection(InspectionId, String),
    /// As was noted when a job was asked for whose work follows from what was accepted then.
    Noted(Behalf),
}

/// By what somebody was given authority in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// A role that a person holds.
    Grant(GrantId),
    /// Software that was added.
    Software(ClientId),
}

/// What the actor of software begins with, where changes and the audit log name a person by digits.
const SOFTWARE: &str = "client:";

/// Somebody with proven authority: made by [`crate::App`] from a signed-in person and the roles
/// that person holds, from software that shows a token, or by the system for itself. There is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub(crate) ssin: Option<Ssin>,
    /// The software, where it is no person.
    pub(crate) software: Option<ClientId>,
    pub(crate) name: String,
    pub(crate) role: Role,
    /// The role as it was given; `None` where nobody gave one: of the system, of an employee, and
    /// of a job, which goes on when whoever asked for it no longer has the role.
    pub(crate) grant: Option<(EmployerId, Held)>,
    /// What the token of software lets it do; `None` for everybody else, whom nothing limits but
    /// role and ground.
    pub(crate) scopes: Option<ApiScopes>,
    pub(crate) employer: EmployerId,
    pub(crate) ground: Ground,
    pub(crate) acting: For,
    pub(crate) channel: Channel,
    pub(crate) trace: String,
}

impl Caller {
    /// The register acting for itself on one employer.
    pub(crate) fn system(employer: EmployerId, channel: Channel, trace: impl Into<String>) -> Self {
        Self {
            ssin: None,
            software: None,
            name: "FLA".to_owned(),
            role: Role::System,
            grant: None,
            scopes: None,
            employer,
            ground: Ground::Own(Qualities::ALL),
            acting: For::Own,
            channel,
            trace: trace.into(),
        }
    }

    /// The capacity.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// On what ground.
    pub const fn ground(&self) -> Ground {
        self.ground
    }

    /// The employer it is about.
    pub const fn employer(&self) -> EmployerId {
        self.employer
    }

    /// What the addresses of this caller's pages begin with: the organisation, the role that is
    /// limited to a section of it, the mandate or the inspection, so that each page says on what ground it is looked at.
    pub fn place(&self) -> Uuid {
        match &self.acting {
            For::Mandate(mandated) => mandated.mandate.0,
            For::Inspection(id, _) => id.0,
            For::Section(grant, _) => grant.0,
            For::Own | For::Noted(_) => self.employer.0,
        }
    }

    /// The people to whom everything is limited; everybody where there is none.
    pub const fn section(&self) -> Option<&Section> {
        match &self.acting {
            For::Section(_, section) => Some(section),
            For::Own | For::Mandate(_) | For::Inspection(..) | For::Noted(_) => None,
        }
    }

    /// Name of the person.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The mandate, where one acts under one.
    pub const fn mandated(&self) -> Option<&Mandated> {
        match &self.acting {
            For::Mandate(mandated) => Some(mandated),
            For::Own | For::Section(..) | For::Inspection(..) | For::Noted(_) => None,
        }
    }

    /// Whether role and ground, and the token where there is one, let this caller do something.
    pub const fn may(&self, action: Action) -> bool {
        allowed_on(self.role, self.ground, action)
            && match self.scopes {
                Some(scopes) => scopes.allow(action),
                None => true,
            }
    }

    pub(crate) fn require(&self, action: Action) -> Result<(), Refused> {
        if self.may(action) { Ok(()) } else { Err(Refused::Forbidden(action)) }
    }

    /// By what the actor is noted: the digits of a person, the id of software; empty for the system.
    pub(crate) fn actor(&self) -> Cow<'_, str> {
        match (&self.ssin, self.software) {
            (Some(ssin), _) => ssin.digits().into(),
            (None, Some(client)) => format!("{SOFTWARE}{client}").into(),
            (None, None) => "".into(),
        }
    }

    /// In which quality, for whom: as changes and the audit log note it.
    pub(crate) fn behalf(&self) -> Behalf {
        match &self.acting {
            For::Mandate(mandated) => Behalf {
                quality: Some(mandated.quality.code().to_owned()),
                organisation: Some(mandated.provider),
                organisation_name: Some(mandated.provider_name.clone()),
                mandate: Some(mandated.mandate),
            },
            For::Inspection(id, _) => {
                Behalf { mandate: Some(MandateId(id.0)), ..Behalf::default() }
            }
            For::Noted(behalf) => behalf.clone(),
            For::Own | For::Section(..) => Behalf {
                quality: self.own_quality().map(|quality| quality.code().to_owned()),
                ..Behalf::default()
            },
        }
    }

    /// Why one looks, where that is said once for everything.
    pub fn purpose(&self) -> Option<String> {
        match &self.acting {
            For::Inspection(_, reason) => Some(reason.clone()),
            For::Own | For::Section(..) | For::Mandate(_) | For::Noted(_) => None,
        }
    }

    /// The quality of the own organisation: that of an employer before any other.
    fn own_quality(&self) -> Option<Quality> {
        match (self.role, self.ground) {
            (
                Role::AccessManager
                | Role::Registrar
                | Role::Verifier
                | Role::Reader
                | Role::Client,
                ground,
            ) => match ground {
                Ground::Own(qualities) => qualities.list().into_iter().next(),
                Ground::Section => Some(Quality::Employer),
                Ground::Mandate(_) | Ground::Inspection => None,
            },
            (Role::Operator, _) => Some(Quality::Operator),
            (Role::Employee | Role::Inspector | Role::System, _) => None,
        }
    }

    /// The same caller as another organisation finds it in its own history and log: with the name
    /// of the organisation that acted, and the quality in which it did.
    pub(crate) fn seen_from(
        &self,
        organisation: EmployerId,
        own_name: &str,
        quality: Option<Quality>,
    ) -> Self {
        let own = self.behalf();
        let behalf = Behalf {
            quality: quality.map(|quality| quality.code().to_owned()).or(own.quality),
            organisation: own.organisation.or(Some(self.employer)),
            organisation_name: own.organisation_name.or_else(|| Some(own_name.to_owned())),
            mandate: own.mandate,
        };
        Self { employer: organisation, acting: For::Noted(behalf), ..self.clone() }
    }

    /// The quality in which the own organisation reports trainings.
    pub(crate) fn reporter(&self) -> Option<Quality> {
        match self.ground {
            Ground::Own(qualities) => qualities.reporter(),
            Ground::Section | Ground::Mandate(_) | Ground::Inspection => None,
        }
    }

    /// The software of the employer's own that calls.
    pub(crate) fn own_software(&self) -> Option<ClientId> {
        match self.grant {
            Some((organisation, Held::Software(client))) if organisation == self.employer => {
                Some(client)
            }
            _ => None,
        }
    }

    /// Refuses, as if nothing were there, where the role was ended or the mandate is not in force
    /// at this moment. Asked inside the transaction of each change, so that the mandate at the
    /// time of processing decides and nothing slips through beside a withdrawal.
    pub(crate) async fn still_may(&self, app: &App, tx: &mut Tx) -> Result<(), Refused> {
        if let Some((organisation, held)) = self.grant {
            let stands = match held {
                Held::Grant(grant) => tx.grant_stands(organisation, grant).await?,
                Held::Software(client) => tx.client(organisation, client).await?.is_some(),
            };
            if !stands {
                return Err(Refused::Ended);
            }
        }
        if let For::Mandate(mandated) = &self.acting {
            let found = tx.mandate_given(self.employer, mandated.mandate).await?;
            let in_force = found.is_some_and(|m| {
                m.provider == mandated.provider
                    && Standing::on(m.step, m.period, app.today()) == Standing::InForce
            });
            if !in_force {
                return Err(Refused::Ended);
            }
        }
        Ok(())
    }
}

/// Whether an actor is a person, whom the digits name.
pub(crate) fn is_person(actor: &str) -> bool {
    !actor.is_empty() && !actor.starts_with(SOFTWARE)
}

/// The software that an actor is; `None` for a person and the system.
pub(crate) fn software_of(actor: &str) -> Option<ClientId> {
    actor.strip_prefix(SOFTWARE)?.parse().ok()
}
