//! Invitations: a link that gives a role once, to whoever opens it signed in with a digital key.

use fla_domain::access::{Action, Ground, Role, Section};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployerId, GrantId, InvitationId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::access::{Invitation, Organisation};
use fla_store::employer::Grant;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::grants::{check_section, finish};
use super::{Visitor, caller};
use crate::intake::{Key, digest_of};
use crate::{App, Caller, Refused};

/// How long an invitation can be used, in microseconds: seven days.
pub const INVITATION_LASTS: i64 = 7 * 86_400 * 1_000_000;

/// The roles to which one is invited.
pub const INVITED: [Role; 4] = [Role::Reader, Role::Verifier, Role::Registrar, Role::AccessManager];

/// An invitation that was just made: the only moment at which its secret is known.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The organisation.
    pub organisation: EmployerId,
    /// The secret, for the link. Whoever has it gets the role.
    pub secret: String,
    /// Until when it can be used.
    pub expires_at: Instant,
}

/// An invitation as access managers, and whoever opens it, see it.
#[derive(Clone, Debug)]
pub struct InvitationView {
    /// Its id.
    pub id: InvitationId,
    /// The role it gives.
    pub role: Role,
    /// The people to whom that role is limited; everybody where there is none.
    pub section: Option<Section>,
    /// When it was made.
    pub made_at: Instant,
    /// Name of who made it.
    pub made_by: String,
    /// Until when it can be used.
    pub expires_at: Instant,
}

impl From<Invitation> for InvitationView {
    fn from(i: Invitation) -> Self {
        Self {
            id: i.id,
            role: i.role,
            section: i.section,
            made_at: i.made_at,
            made_by: i.made_by,
            expires_at: i.expires_at,
        }
    }
}

impl App {
    /// Makes a link that gives a role with the caller's organisation, where wished for a section
    /// only, once, within seven days.
    ///
    /// # Errors
    /// `ACCESS-053` for a role to which nobody is invited, or not for a section.
    pub async fn invite(
        &self,
        caller: &Caller,
        role: Role,
        section: Option<Section>,
        key: &Key,
    ) -> Result<NewInvitation, Refused> {
        let asked = self.invite_once(caller, role, section, key);
        self.refusal_noted(caller, "invite", asked).await
    }

    async fn invite_once(
        &self,
        caller: &Caller,
        role: Role,
        section: Option<Section>,
        key: &Key,
    ) -> Result<NewInvitation, Refused> {
        const KIND: &str = "invite";
        caller.require(Action::ManageAccess)?;
        if !INVITED.contains(&role) {
            return Err(Anomaly::new(Zone::Access, Fault::NotApplicable).at("role").into());
        }
        check_section(role, section.as_ref())?;
        let digest = digest_of(&(KIND, role, &section))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            // The secret was shown once and is not kept: a second link needs a second form.
            return Err(Refused::KeyReused);
        }
        let secret = self.secret();
        let invitation = Invitation {
            id: InvitationId(self.opaque_id()),
            employer: caller.employer,
            secret_hash: secret_hash(&secret),
            role,
            section,
            made_at: work.at,
            expires_at: Instant(work.at.0 + INVITATION_LASTS),
            made_by: caller.name.clone(),
            change: work.change,
        };
        work.tx.insert_invitation(&invitation).await?;
        finish(work, KIND, key, digest, invitation.id.0).await?;
        let expires_at = invitation.expires_at;
        Ok(NewInvitation { organisation: caller.employer, secret, expires_at })
    }

    /// A secret of 256 random bits, in hexadecimal digits.
    pub(crate) fn secret(&self) -> String {
        let mut bytes = [0; 32];
        (self.inner.random)(&mut bytes);
        fla_tlog::hex(&bytes)
    }

    /// The invitations of the caller's organisation that can still be used.
    pub async fn invitations(&self, caller: &Caller) -> Result<Vec<InvitationView>, Refused> {
        self.may(caller, Action::ManageAccess, "invitations").await?;
        let mut tx = self.inner.store.read().await?;
        let open = tx.invitations(caller.employer, self.now()).await?;
        tx.rollback().await?;
        Ok(open.into_iter().map(InvitationView::from).collect())
    }

    /// Takes an invitation back; once under its key. Hidden where it was used or is another
    /// organisation's.
    pub async fn take_back_invitation(
        &self,
        caller: &Caller,
        id: InvitationId,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.take_back_invitation_once(caller, id, key);
        self.refusal_noted(caller, "takeBackInvitation", asked).await
    }

    async fn take_back_invitation_once(
        &self,
        caller: &Caller,
        id: InvitationId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "takeBackInvitation";
        caller.require(Action::ManageAccess)?;
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let at = work.at;
        if !work.tx.close_invitation(caller.employer, id, at).await? {
            return Err(Refused::Hidden);
        }
        finish(work, KIND, key, digest, id.0).await
    }

    /// What a link offers; hidden where there is no such invitation, or no longer.
    pub async fn invitation(
        &self,
        organisation: EmployerId,
        secret: &str,
    ) -> Result<(Organisation, InvitationView), Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = find(&mut tx, organisation, secret, self.now()).await?;
        let organisation = tx.organisations(&[organisation]).await?.pop();
        tx.rollback().await?;
        Ok((organisation.ok_or(Refused::Hidden)?, found.into()))
    }

    /// Takes the role that a link gives; answers with the place at which one acts in it. Hidden where
    /// it was used, taken back or is too old.
    ///
    /// # Errors
    /// `ACCESS-006` where the person has that role already; the invitation stays open.
    pub async fn accept_invitation(
        &self,
        visitor: &Visitor,
        organisation: EmployerId,
        secret: &str,
        key: &Key,
    ) -> Result<Uuid, Refused> {
        let asked = self.accept_invitation_once(visitor, organisation, secret, key);
        self.stranger_noted(visitor, "acceptInvitation", asked).await
    }

    async fn accept_invitation_once(
        &self,
        visitor: &Visitor,
        organisation: EmployerId,
        secret: &str,
        key: &Key,
    ) -> Result<Uuid, Refused> {
        const KIND: &str = "acceptInvitation";
        let mut tx = self.inner.store.write().await?;
        tx.lock_employer(organisation);
        let invitation = find(&mut tx, organisation, secret, self.now()).await?;
        let ground = Ground::Own(tx.qualities(organisation).await?);
        let caller = Caller { ground, ..caller(visitor, invitation.role, organisation) };
        let mut work = self.begin_in(tx, &caller, None, None).await?;
        let held = work.tx.grants(organisation).await?;
        let same = |g: &Grant| g.role == invitation.role && g.section == invitation.section;
        if held.iter().any(|g| g.ssin == visitor.ssin && same(g)) {
            return Err(Anomaly::new(Zone::Access, Fault::Duplicate).at("role").into());
        }
        let at = work.at;
        if !work.tx.close_invitation(organisation, invitation.id, at).await? {
            return Err(Refused::Hidden);
        }
        let grant = Grant {
            id: GrantId(self.opaque_id()),
            employer: organisation,
            ssin: visitor.ssin.clone(),
            role: invitation.role,
            section: invitation.section,
            granted_at: at,
            // Given by whoever made the link.
            change: invitation.change,
            holder_name: Some(visitor.name.clone()).filter(|name| !name.is_empty()),
        };
        work.tx.insert_grant(&grant).await?;
        if let Some(name) = &grant.holder_name {
            work.tx.name_holder(organisation, grant.id, name).await?;
        }
        let digest = digest_of(&(KIND, invitation.id))?;
        finish(work, KIND, key, digest, grant.id.0).await?;
        Ok(if grant.section.is_some() { grant.id.0 } else { organisation.0 })
    }
}

/// What is kept of the secret in a link.
pub(crate) fn secret_hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

async fn find(
    tx: &mut Tx,
    organisation: EmployerId,
    secret: &str,
    now: Instant,
) -> Result<Invitation, Refused> {
    let wanted = secret_hash(secret);
    let open = tx.invitations(organisation, now).await?;
    open.into_iter().find(|i| i.secret_hash == wanted).ok_or(Refused::Hidden)
}
