//! How far a role reaches within an organisation.

use serde::Serialize;

use super::Role;
use crate::identifier::JointCommittee;

/// The people of an employer to whom a role is limited.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Section {
    /// Those of a team, by the name that the employer gives it.
    Team(String),
    /// Those under a joint committee: by the occupation they have, will have, or, of somebody who
    /// left, had last.
    JointCommittee(JointCommittee),
}

impl Section {
    /// Whether a role can be limited. Access and mandates are of the whole organisation, so that
    /// the role that manages them cannot.
    pub const fn limits(role: Role) -> bool {
        matches!(role, Role::Registrar | Role::Verifier | Role::Reader)
    }

    /// The team; empty where it is not one.
    pub fn team(&self) -> &str {
        match self {
            Self::Team(team) => team,
            Self::JointCommittee(_) => "",
        }
    }

    /// The code of the joint committee; empty where it is not one.
    pub fn joint_committee(&self) -> &str {
        match self {
            Self::Team(_) => "",
            Self::JointCommittee(code) => code.code(),
        }
    }
}
