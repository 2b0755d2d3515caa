//! Who stands in a declaration that could not be read of them: the declaration says that they are
//! there, so that their absence from what was read says nothing.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use fla_domain::occupation::DeclaredQuarters;
use fla_domain::time::{Instant, Quarter};
use jiff::civil::DateTime;
use uuid::Uuid;

use crate::engine::{FOREVER, StoreError, Tx};
use crate::{args, statements};

/// Somebody in a declaration who could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The quarter of the declaration.
    pub quarter: Quarter,
    /// Who; `None` where the number itself could not be read.
    pub employee: Option<EmployeeId>,
    /// When the form was made.
    pub created: DateTime,
}

/// The quarters from which nobody's absence, or not that of some, follows.
#[derive(Clone, Debug, Default)]
pub struct UnreadQuarters {
    everybody: BTreeSet<Quarter>,
    some: BTreeMap<EmployeeId, BTreeSet<Quarter>>,
}

impl UnreadQuarters {
    /// The quarters of which it is known whether a person stands in them.
    pub fn leave_of(&self, declared: &DeclaredQuarters, employee: EmployeeId) -> DeclaredQuarters {
        let own = self.some.get(&employee);
        let unknown =
            |q: &Quarter| self.everybody.contains(q) || own.is_some_and(|own| own.contains(q));
        declared.iter().filter(|q| !unknown(q)).copied().collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.everybody.is_empty() && self.some.is_empty()
    }
}

statements! {
    employer UNREAD = "SELECT quarter, employee_id, created FROM unread WHERE employer_id = $1 AND known_to = 9223372036854775807";
    bulk employer INSERT = "unread" (quarter int, id id, employee_id id?, known_from int, known_to int, change_id id, created text);
    employer CLOSE = "UPDATE unread SET known_to = $4 WHERE employer_id = $1 AND quarter = $2 AND created < $3 AND known_to = 9223372036854775807";
}

impl Tx {
    async fn unread(&mut self, employer: EmployerId) -> Result<BTreeSet<Unread>, StoreError> {
        let rows = self.employer(employer).fetch(&UNREAD, args![]).await?;
        let corrupt = |_| StoreError::corrupt("unread", "created");
        rows.iter()
            .map(|r| {
                let created: String = r.get("created")?;
                Ok(Unread {
                    quarter: r.get("quarter")?,
                    employee: r.get("employee_id")?,
                    created: created.parse().map_err(corrupt)?,
                })
            })
            .collect()
    }

    /// The quarters of which it is not known whether some, or anybody, stands in them.
    pub async fn unread_quarters(
        &mut self,
        employer: EmployerId,
    ) -> Result<UnreadQuarters, StoreError> {
        let mut quarters = UnreadQuarters::default();
        for unread in self.unread(employer).await? {
            match unread.employee {
                Some(id) => quarters.some.entry(id).or_default().insert(unread.quarter),
                None => quarters.everybody.insert(unread.quarter),
            };
        }
        Ok(quarters)
    }

    /// Notes who could not be read, under ids of the caller's making; what is noted already stays.
    pub async fn note_unread(
        &mut self,
        employer: EmployerId,
        unread: BTreeSet<Unread>,
        mut id: impl FnMut() -> Uuid + Send,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        if unread.is_empty() {
            return Ok(());
        }
        let noted = self.unread(employer).await?;
        let rows: Vec<_> = unread
            .difference(&noted)
            .map(|u| args![u.quarter, id(), u.employee, at, FOREVER, change, u.created.to_string()])
            .collect();
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }

    /// Forgets what could not be read in forms of a quarter that were made before a moment; says
    /// whether there was anything.
    pub async fn close_unread(
        &mut self,
        employer: EmployerId,
        quarter: Quarter,
        before: DateTime,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let arguments = args![quarter, before.to_string(), at];
        Ok(self.employer(employer).execute(&CLOSE, arguments).await? > 0)
    }
}
