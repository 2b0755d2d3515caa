//! Who has access: giving and ending roles, and the list of them.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::{Action, Role, Section};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployerId, GrantId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::change::StoredChange;
use fla_store::employer::Grant;
use uuid::Uuid;

use super::{INSTALLATION, Visitor};
use crate::intake::{Key, Work, digest_of};
use crate::read::names;
use crate::{App, Caller, Receipt, Refused};

/// A role that somebody holds, as people read it.
#[derive(Clone, Debug)]
pub struct GrantView {
    /// Its id.
    pub id: GrantId,
    /// Name of the person; `None` of somebody who never acted in it and is no employee.
    pub name: Option<String>,
    /// Masked SSIN of the person.
    pub ssin: String,
    /// The role.
    pub role: Role,
    /// The people to whom it is limited; everybody where there is none.
    pub section: Option<Section>,
    /// Since when.
    pub since: Instant,
    /// Who gave it: the name.
    pub by: String,
    /// In which role it was given, as code.
    pub by_role: String,
    /// Whether it is the caller's own.
    pub own: bool,
}

impl App {
    /// Gives a person a role with the caller's employer (or of the operator, by the installation),
    /// where wished for a section only; once under its key.
    ///
    /// # Errors
    /// `ACCESS-053` for a role that nobody gives here, or not for a section, `ACCESS-006` for one
    /// that the person holds.
    pub async fn give_access(
        &self,
        caller: &Caller,
        ssin: &Ssin,
        role: Role,
        section: Option<Section>,
        key: &Key,
    ) -> Result<GrantId, Refused> {
        let asked = self.give_access_once(caller, ssin, role, section, key);
        self.refusal_noted(caller, "giveAccess", asked).await
    }

    async fn give_access_once(
        &self,
        caller: &Caller,
        ssin: &Ssin,
        role: Role,
        section: Option<Section>,
        key: &Key,
    ) -> Result<GrantId, Refused> {
        const KIND: &str = "giveAccess";
        caller.require(Action::ManageAccess)?;
        self.invented(ssin)?;
        if matches!(role, Role::System | Role::Employee)
            || of_installation(role) != (caller.employer == INSTALLATION)
        {
            return Err(Anomaly::new(Zone::Access, Fault::NotApplicable).at("role").into());
        }
        check_section(role, section.as_ref())?;
        let digest = digest_of(&(KIND, ssin.digits(), role, &section))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(GrantId);
            return object.ok_or_else(|| Refused::Broken("access without an id".to_owned()));
        }
        let held = work.tx.grants(caller.employer).await?;
        if held.iter().any(|g| g.ssin == *ssin && g.role == role && g.section == section) {
            return Err(Anomaly::new(Zone::Access, Fault::Duplicate).at("ssin").into());
        }
        let grant = Grant {
            id: GrantId(self.opaque_id()),
            employer: caller.employer,
            ssin: ssin.clone(),
            role,
            section,
            granted_at: work.at,
            change: work.change,
            holder_name: None,
        };
        work.tx.insert_grant(&grant).await?;
        finish(work, KIND, key, digest, grant.id.0).await?;
        Ok(grant.id)
    }

    /// Ends a role at once, also in sessions that are open; once under its key. Hidden where it is
    /// another employer's or was ended already.
    ///
    /// # Errors
    /// `ACCESS-008` for the last access manager of an employer: nobody could give access any more.
    pub async fn end_access(&self, caller: &Caller, id: GrantId, key: &Key) -> Result<(), Refused> {
        let asked = self.end_access_once(caller, id, key);
        self.refusal_noted(caller, "endAccess", asked).await
    }

    async fn end_access_once(
        &self,
        caller: &Caller,
        id: GrantId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "endAccess";
        caller.require(Action::ManageAccess)?;
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let held = work.tx.grants(caller.employer).await?;
        let manages = |g: &&Grant| g.role == Role::AccessManager;
        if held.iter().filter(manages).map(|g| g.id).collect::<Vec<_>>() == [id] {
            return Err(Anomaly::new(Zone::Access, Fault::OutsideDomain).at("access").into());
        }
        let at = work.at;
        if !work.tx.end_grant(caller.employer, id, at).await? {
            return Err(Refused::Hidden);
        }
        // Whoever may give no access any more has given none by a link that was kept back.
        if let Some(ended) = held.iter().filter(manages).find(|g| g.id == id) {
            close_invitations_of(&mut work, &ended.ssin).await?;
        }
        finish(work, KIND, key, digest, id.0).await
    }

    /// Who has access for the caller's employer (or to the installation), in the order in which
    /// it was given.
    pub async fn grants(&self, caller: &Caller) -> Result<Vec<GrantView>, Refused> {
        if !caller.may(Action::ManageAccess)
            && let Err(refused) = caller.require(Action::ReadHistory)
        {
            self.note_refusal(caller, "access").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let views = views(&mut tx, caller).await?;
        tx.rollback().await?;
        self.note_read(caller, "access", Vec::new()).await?;
        Ok(views)
    }

    /// Notes the name of somebody who acts in a role, where it is not known yet or another: only
    /// the identity provider knows it.
    pub(super) async fn meet_holder(
        &self,
        visitor: &Visitor,
        grant: &Grant,
    ) -> Result<(), Refused> {
        if visitor.name.is_empty() || grant.holder_name.as_deref() == Some(&visitor.name) {
            return Ok(());
        }
        let mut tx = self.inner.store.write().await?;
        tx.name_holder(grant.employer, grant.id, &visitor.name).await?;
        Ok(tx.commit().await?)
    }
}

/// Refuses a section for a role that is always of the whole organisation, or one without a name.
pub(super) fn check_section(role: Role, section: Option<&Section>) -> Result<(), Refused> {
    let Some(section) = section else { return Ok(()) };
    let nameless = matches!(section, Section::Team(team) if team.trim().is_empty());
    if nameless || !Section::limits(role) {
        return Err(Anomaly::new(Zone::Access, Fault::NotApplicable).at("section").into());
    }
    Ok(())
}

/// Whether a role is of the installation and not of an organisation.
pub(super) const fn of_installation(role: Role) -> bool {
    matches!(role, Role::Operator | Role::Inspector)
}

async fn views(tx: &mut Tx, caller: &Caller) -> Result<Vec<GrantView>, Refused> {
    let employer = caller.employer;
    let grants = tx.grants(employer).await?;
    let changes: BTreeSet<ChangeId> = grants.iter().map(|g| g.change).collect();
    let changes: Vec<_> = changes.into_iter().collect();
    let changes: BTreeMap<ChangeId, StoredChange> =
        tx.changes(employer, &changes).await?.into_iter().map(|c| (c.id, c)).collect();
    let names = names_of_employees(tx, employer, &grants).await?;
    let own = caller.ssin.as_ref();
    Ok(grants
        .into_iter()
        .map(|grant| {
            let change = changes.get(&grant.change);
            GrantView {
                id: grant.id,
                name: grant.holder_name.or_else(|| names.get(&grant.ssin).cloned()),
                own: own == Some(&grant.ssin),
                ssin: grant.ssin.masked(),
                role: grant.role,
                section: grant.section,
                since: grant.granted_at,
                by: change.map(|c| c.actor_name.clone()).unwrap_or_default(),
                by_role: change.map(|c| c.role.clone()).unwrap_or_default(),
            }
        })
        .collect())
}

/// The names of those who are employees of the same employer.
async fn names_of_employees(
    tx: &mut Tx,
    employer: EmployerId,
    grants: &[Grant],
) -> Result<BTreeMap<Ssin, String>, Refused> {
    let unknown: BTreeSet<Ssin> =
        grants.iter().filter(|g| g.holder_name.is_none()).map(|g| g.ssin.clone()).collect();
    let unknown: Vec<_> = unknown.into_iter().collect();
    let ids: Vec<_> =
        tx.find_employees(employer, &unknown).await?.into_iter().map(|f| f.1).collect();
    let people = tx.get_employees(employer, &ids, Instant::LATEST).await?;
    Ok(people.into_iter().map(|e| (e.person.ssin.clone(), names::display(&e.person))).collect())
}

/// Closes what somebody invited to and nobody took yet.
async fn close_invitations_of(work: &mut Work<'_>, ssin: &Ssin) -> Result<(), Refused> {
    let (employer, at) = (work.caller.employer, work.at);
    let open = work.tx.invitations(employer, at).await?;
    let changes: Vec<ChangeId> = open.iter().map(|invitation| invitation.change).collect();
    let made = work.tx.changes(employer, &changes).await?;
    for invitation in open {
        let by = made.iter().find(|change| change.id == invitation.change);
        if by.is_some_and(|change| change.actor_ssin == ssin.digits()) {
            work.tx.close_invitation(employer, invitation.id, at).await?;
        }
    }
    Ok(())
}

/// Notes a change of access and commits it.
pub(super) async fn finish(
    mut work: Work<'_>,
    kind: &str,
    key: &Key,
    digest: Vec<u8>,
    object: Uuid,
) -> Result<(), Refused> {
    let receipt = Receipt { change: work.change, object: Some(object), affected: 0, job: None };
    work.note(kind, key, digest, &receipt).await?;
    Ok(work.tx.commit().await?)
}
