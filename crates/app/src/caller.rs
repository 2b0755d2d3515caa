//! Who acts, in which capacity, for whom, through which channel.

use fla_domain::access::{Action, Role, allowed};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployerId;

use crate::Refused;

/// The way a command or question came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The browser.
    Web,
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
            Self::CommandLine => "commandLine",
            Self::System => "system",
        }
    }
}

/// Somebody with proven authority: made by [`crate::App`] from a signed-in person and the roles
/// that person holds, or by the system for itself. There is no other way to make one.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) ssin: Option<Ssin>,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) employer: EmployerId,
    pub(crate) channel: Channel,
    pub(crate) trace: String,
}

impl Caller {
    /// The register acting for itself on one employer.
    pub(crate) fn system(employer: EmployerId, channel: Channel, trace: impl Into<String>) -> Self {
        Self {
            ssin: None,
            name: "FLA".to_owned(),
            role: Role::System,
            employer,
            channel,
            trace: trace.into(),
        }
    }

    /// The capacity.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The employer it is about.
    pub const fn employer(&self) -> EmployerId {
        self.employer
    }

    /// Name of the person.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the table of permissions lets this caller do something.
    pub const fn may(&self, action: Action) -> bool {
        allowed(self.role, action)
    }

    pub(crate) fn require(&self, action: Action) -> Result<(), Refused> {
        if self.may(action) { Ok(()) } else { Err(Refused::Forbidden(action)) }
    }

    /// The digits by which the actor is noted; empty for the system.
    pub(crate) fn actor(&self) -> &str {
        self.ssin.as_ref().map_or("", Ssin::digits)
    }
}
