//! Addresses of resources; absolute, as the guide asks (rule `hyp-links`).

use fla_domain::identifier::EnterpriseNumber;

use crate::{Api, BASE};

impl Api {
    /// The address of what lies at `path` below the beginning of the API.
    pub fn link(&self, path: &str) -> String {
        format!("{}{BASE}{path}", self.public())
    }

    /// The address of what lies at `path` below an employer.
    pub fn of_employer(&self, number: &EnterpriseNumber, path: &str) -> String {
        self.link(&format!("/employers/{}{path}", number.digits()))
    }
}
