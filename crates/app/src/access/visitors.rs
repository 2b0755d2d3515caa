//! Who comes to the REST API: software of an organisation, or a person whom an outside issuer vouches
//! for; and the callers that they are. What a token says is never more than a bound: software acts
//! within what its organisation gave it, a person within the own roles, as they stand at this request.

use std::collections::BTreeSet;

use fla_domain::access::{Action, ApiScopes, Ground, Qualities, Quality, Role};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::{ClientId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::employer::Grant;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::clients::hash;
use super::{INSTALLATION, Visitor, organisations, whole};
use crate::caller::{For, Held};
use crate::{App, Caller, Channel, Refused};

/// Somebody who proved by a token who it is, in one request.
#[derive(Clone, Debug)]
pub struct ApiVisitor {
    who: Who,
    /// What the token lets it do.
    pub scopes: ApiScopes,
    /// The thumbprint of the key that whoever shows the token must prove to hold; `None` for a token
    /// that anybody may show.
    pub bound_to: Option<String>,
    /// The employer for which it comes, where that was read together with the token.
    asked: Option<Asked>,
    trace: String,
}

/// What software has to do with the employer of a number.
#[derive(Clone, Debug)]
struct Asked {
    number: EnterpriseNumber,
    place: Option<Place>,
}

/// The employer for which software acts, on which ground.
type Place = (EmployerId, Ground, For);

#[derive(Clone, Debug)]
enum Who {
    Software { client: ClientId, name: String, organisation: EmployerId },
    Person(Visitor),
}

/// An employer for which a visitor can act.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Its enterprise number.
    pub number: EnterpriseNumber,
    /// Its name.
    pub name: String,
    /// Whether its register as a whole can be read.
    pub reads: bool,
}

/// What an outside issuer says in a token that was verified.
#[derive(Clone, Debug)]
pub struct OutsideToken<'t> {
    /// The issuer.
    pub issuer: &'t str,
    /// By which name it knows the software that asked for the token.
    pub client: &'t str,
    /// The person about whom the token is, with the name; `None` where it is about the software.
    pub person: Option<(Ssin, String)>,
    /// What the token lets do.
    pub scopes: ApiScopes,
    /// The thumbprint of the key to which it is bound.
    pub bound_to: Option<String>,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// Nobody was given it, or what it was given to was ended.
    Unknown,
    /// It is past its end.
    Expired,
}

impl ApiVisitor {
    /// Under which id its calls are counted: that of the software; of a person one that does not
    /// change and is of nobody else.
    pub fn counted_as(&self) -> ClientId {
        match &self.who {
            Who::Software { client, .. } => *client,
            Who::Person(person) => {
                let digest = Sha256::digest(format!("calls\n{}", person.ssin.digits()));
                ClientId(Uuid::from_slice(&digest[..16]).unwrap_or_default())
            }
        }
    }
}

impl App {
    /// Who shows a token that the register gave. Where it is known already for which employer, and anybody
    /// may show the token, what the software has to do with that one is read in the same transaction.
    pub async fn api_visitor(
        &self,
        token: &str,
        trace: &str,
        number: Option<&EnterpriseNumber>,
    ) -> Result<Result<ApiVisitor, TokenFault>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let hash = hash(token);
        let thought = self.inner.tokens.holder(&hash);
        match (number, thought) {
            (Some(number), Some(holder)) => tx.ask_known_call(&hash, number, holder).await?,
            (Some(number), None) => tx.ask_call(&hash, number).await?,
            (None, _) => {}
        }
        let found = tx.find_token(&hash).await?;
        let client = match &found {
            Some(found) => {
                let holder = (found.organisation, found.client);
                if number.is_some() && found.bound_to.is_none() && thought != Some(holder) {
                    self.inner.tokens.note(&hash, holder);
                    tx.ask_software(found.organisation, found.client).await?;
                }
                tx.client(found.organisation, found.client).await?
            }
            None => None,
        };
        let (Some(found), Some(client)) = (found, client) else {
            tx.rollback().await?;
            return Ok(Err(TokenFault::Unknown));
        };
        if found.expires_at <= self.now() {
            tx.rollback().await?;
            return Ok(Err(TokenFault::Expired));
        }
        let asked = match number {
            // Whoever must prove more is not answered before.
            Some(number) if found.bound_to.is_none() => {
                let place = self.place_of_software(&mut tx, client.organisation, number).await?;
                Some(Asked { number: number.clone(), place })
            }
            _ => None,
        };
        tx.rollback().await?;
        Ok(Ok(ApiVisitor {
            who: Who::Software {
                client: client.id,
                name: client.name,
                organisation: client.organisation,
            },
            scopes: found.scopes,
            bound_to: found.bound_to,
            asked,
            trace: trace.to_owned(),
        }))
    }

    /// Who shows a token of an outside issuer that was verified; `None` where it is about software that
    /// no organisation here knows by that name. What software may is what both the token and its
    /// organisation say.
    pub async fn outside_visitor(
        &self,
        token: OutsideToken<'_>,
        trace: &str,
    ) -> Result<Option<ApiVisitor>, Refused> {
        let OutsideToken { issuer, client, person, scopes, bound_to } = token;
        let trace = trace.to_owned();
        if let Some((ssin, name)) = person {
            let person = Visitor { ssin, name, channel: Channel::Api, trace: trace.clone() };
            return Ok(Some(ApiVisitor {
                who: Who::Person(person),
                scopes,
                bound_to,
                asked: None,
                trace,
            }));
        }
        let mut tx = self.inner.store.read().await?;
        let link = tx.find_link(issuer, client).await?;
        let found = match link {
            Some(link) => tx.client(link.organisation, link.client).await?,
            None => None,
        };
        tx.rollback().await?;
        let Some(client) = found else {
            let nobody = Caller::system(INSTALLATION, Channel::Api, trace);
            self.note_refusal(&nobody, "enter").await?;
            return Ok(None);
        };
        Ok(Some(ApiVisitor {
            who: Who::Software {
                client: client.id,
                name: client.name,
                organisation: client.organisation,
            },
            scopes: client.scopes.list().into_iter().filter(|one| scopes.has(*one)).collect(),
            bound_to,
            asked: None,
            trace,
        }))
    }

    /// Takes a block of the calls that somebody may make until an instant; false where fewer are
    /// left.
    pub async fn take_calls(
        &self,
        counted_as: ClientId,
        until: Instant,
        block: u32,
        limit: u32,
    ) -> Result<bool, Refused> {
        let mut tx = self.inner.store.write().await?;
        let taken = tx.take_calls(counted_as, until, block.into(), limit.into()).await?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Notes that a token does not reach as far as was asked, where no employer was named.
    pub async fn note_out_of_reach(
        &self,
        visitor: &ApiVisitor,
        action: Action,
    ) -> Result<(), Refused> {
        let caller = match &visitor.who {
            Who::Software { .. } => self.act_as_client(visitor).await?,
            Who::Person(person) => super::caller(person, Role::Employee, INSTALLATION),
        };
        self.note_denied(&caller, action).await
    }

    /// What the organisation of software is called; of a person the own name.
    pub async fn called(&self, visitor: &ApiVisitor) -> Result<String, Refused> {
        match &visitor.who {
            Who::Software { .. } => {
                let own = self.act_as_client(visitor).await?;
                Ok(self.own_employer(&own).await?.name)
            }
            Who::Person(person) => Ok(person.name.clone()),
        }
    }

    /// The caller that software is for its own organisation; hidden for a person.
    pub async fn act_as_client(&self, visitor: &ApiVisitor) -> Result<Caller, Refused> {
        let Who::Software { organisation, .. } = visitor.who else { return Err(Refused::Hidden) };
        let mut tx = self.inner.store.read().await?;
        let qualities = tx.qualities(organisation).await?;
        tx.rollback().await?;
        software(visitor, organisation, Ground::Own(qualities), For::Own)
    }

    /// The caller that a visitor is for the employer of an enterprise number; hidden where it has
    /// nothing to do with it. For software that is its own organisation, or an employer that gave
    /// that organisation a mandate which is in force now; for a person the first of the grounds that
    /// the person has, see [`Self::grounds`].
    pub async fn act_for_number(
        &self,
        visitor: &ApiVisitor,
        number: &EnterpriseNumber,
    ) -> Result<Caller, Refused> {
        match &visitor.who {
            Who::Software { organisation, .. } => {
                self.software_for(visitor, *organisation, number).await
            }
            Who::Person(person) => self.person_for(person, visitor.scopes, number).await,
        }
    }

    async fn software_for(
        &self,
        visitor: &ApiVisitor,
        own: EmployerId,
        number: &EnterpriseNumber,
    ) -> Result<Caller, Refused> {
        let place = match &visitor.asked {
            Some(asked) if asked.number == *number => asked.place.clone(),
            _ => {
                let mut tx = self.inner.store.read().await?;
                let place = self.place_of_software(&mut tx, own, number).await?;
                tx.rollback().await?;
                place
            }
        };
        if let Some((employer, ground, acting)) = place {
            return software(visitor, employer, ground, acting);
        }
        // As for people who come to a door without any ground.
        let nobody = Ground::Own(Qualities::NONE);
        let nobody = software(visitor, INSTALLATION, nobody, For::Own)?;
        self.note_refusal(&nobody, "enter").await?;
        Err(Refused::Hidden)
    }

    /// What the software of an organisation has to do with the employer of a number.
    async fn place_of_software(
        &self,
        tx: &mut Tx,
        own: EmployerId,
        number: &EnterpriseNumber,
    ) -> Result<Option<Place>, Refused> {
        match tx.find_employer(number).await? {
            Some(employer) if employer == own => {
                let qualities = tx.qualities(own).await?;
                Ok(Some((own, Ground::Own(qualities), For::Own)))
            }
            Some(employer) => {
                let found = self.mandated_for(tx, own, employer).await?;
                Ok(found.map(|(ground, acting)| (employer, ground, acting)))
            }
            None => Ok(None),
        }
    }

    /// The mandate in force that an organisation holds of an employer.
    pub(crate) async fn mandated_for(
        &self,
        tx: &mut Tx,
        own: EmployerId,
        employer: EmployerId,
    ) -> Result<Option<(Ground, For)>, Refused> {
        for mandate in tx.mandates_held_of(own, employer).await? {
            let found = self.mandate_in_force_in(tx, own, mandate.id).await?;
            if let Some((mandate, mandated)) = found {
                return Ok(Some((Ground::Mandate(mandate.scopes), For::Mandate(mandated))));
            }
        }
        Ok(None)
    }

    async fn person_for(
        &self,
        person: &Visitor,
        scopes: ApiScopes,
        number: &EnterpriseNumber,
    ) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let place = match tx.find_employer(number).await? {
            Some(employer) => self.ground(&mut tx, person, employer).await?,
            None => None,
        };
        tx.rollback().await?;
        let Some((place, holder)) = place else {
            return self.note_stranger(person, "enter").await;
        };
        let mut caller = self.act_at(person, place).await?;
        if caller.name.is_empty() {
            // An access token need not say what somebody is called; the browser did.
            caller.name = holder.unwrap_or_default();
        }
        caller.scopes = Some(scopes);
        Ok(caller)
    }

    /// The first ground that a person has for an employer, as the address of pages names it, with the
    /// name of the holder where it is known: an own role, a mandate that is in force, a role for a
    /// section, an inspection; of several of a kind the one of the role that may most.
    async fn ground(
        &self,
        tx: &mut Tx,
        person: &Visitor,
        employer: EmployerId,
    ) -> Result<Option<(Uuid, Option<String>)>, Refused> {
        let mut grants = tx.grants_of(&person.ssin).await?;
        grants.sort_by_key(|grant| grant.role);
        let own = |grant: &&Grant| grant.employer == employer;
        if let Some(grant) = whole(&grants).find(own) {
            return Ok(Some((employer.0, grant.holder_name.clone())));
        }
        for grant in whole(&grants).filter(|grant| grant.employer != INSTALLATION) {
            for mandate in tx.mandates_held_of(grant.employer, employer).await? {
                let found = self.mandate_in_force_in(tx, grant.employer, mandate.id).await?;
                if found.is_some() {
                    return Ok(Some((mandate.id.0, grant.holder_name.clone())));
                }
            }
        }
        if let Some(grant) = grants.iter().find(own) {
            return Ok(Some((grant.id.0, grant.holder_name.clone())));
        }
        let holder = grants.into_iter().find(|grant| grant.role == Role::Inspector);
        let Some(holder) = holder else { return Ok(None) };
        let open = tx.inspections_of(&person.ssin, self.now()).await?;
        let open = open.into_iter().find(|open| open.employer == employer);
        Ok(open.map(|open| (open.id.0, holder.holder_name)))
    }

    /// The employers for which a visitor can act. Of software its own organisation first, then those it
    /// serves, by name; of a person all, by name.
    pub async fn employers_of(&self, visitor: &ApiVisitor) -> Result<Vec<Reached>, Refused> {
        let mut found = Vec::new();
        if let Who::Person(person) = &visitor.who {
            self.reach_of_person(person, visitor.scopes, &mut found).await?;
            let mut seen = BTreeSet::new();
            found.retain(|reached| seen.insert(reached.number.clone()));
            found.sort_by_cached_key(|reached| fla_store::employee::fold(&reached.name));
            return Ok(found);
        }
        let caller = self.act_as_client(visitor).await?;
        let own = self.own_employer(&caller).await?;
        let reads = caller.may(Action::ReadRegister);
        found.push(Reached { number: own.enterprise_number, name: own.name, reads });
        self.add_served(&caller, &mut found).await?;
        Ok(found)
    }

    /// Adds the employers that the organisation of a caller serves, where the caller may see them.
    async fn add_served(&self, caller: &Caller, found: &mut Vec<Reached>) -> Result<(), Refused> {
        if !caller.may(Action::ServeEmployers) {
            return Ok(());
        }
        for served in self.clients(caller).await? {
            let ground = Ground::Mandate(served.scopes);
            let reads = Caller { ground, ..caller.clone() }.may(Action::ReadRegister);
            let employer = served.employer;
            found.push(Reached { number: employer.enterprise_number, name: employer.name, reads });
        }
        Ok(())
    }

    /// In the order of [`Self::ground`], so that of each employer the ground comes first on which the
    /// person acts.
    async fn reach_of_person(
        &self,
        person: &Visitor,
        scopes: ApiScopes,
        found: &mut Vec<Reached>,
    ) -> Result<(), Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut grants = tx.grants_of(&person.ssin).await?;
        grants.retain(|grant| grant.employer != INSTALLATION);
        grants.sort_by_key(|grant| grant.role);
        let open = tx.inspections_of(&person.ssin, self.now()).await?;
        let all = grants.iter().map(|grant| grant.employer);
        let all = all.chain(open.iter().map(|open| open.employer));
        let named = organisations(&mut tx, all).await?;
        let mut limited = BTreeSet::new();
        for grant in grants.iter().filter(|grant| grant.section.is_some()) {
            // A role for a section is one of an employer.
            if tx.qualities(grant.employer).await?.has(Quality::Employer) {
                limited.insert(grant.employer);
            }
        }
        tx.rollback().await?;
        let mut callers = Vec::new();
        for grant in whole(&grants) {
            let mut caller = self.act_for(person, grant.employer).await?;
            caller.scopes = Some(scopes);
            callers.push(caller);
        }
        let reach = |employer: &EmployerId, reads: bool, found: &mut Vec<Reached>| {
            if let Some(o) = named.get(employer) {
                let (number, name) = (o.enterprise_number.clone(), o.name.clone());
                found.push(Reached { number, name, reads });
            }
        };
        for caller in &callers {
            reach(&caller.employer, caller.may(Action::ReadRegister), found);
        }
        for caller in &callers {
            self.add_served(caller, found).await?;
        }
        for employer in &limited {
            reach(employer, false, found);
        }
        for inspection in &open {
            reach(&inspection.employer, scopes.allow(Action::ReadRegister), found);
        }
        Ok(())
    }
}

fn software(
    visitor: &ApiVisitor,
    employer: EmployerId,
    ground: Ground,
    acting: For,
) -> Result<Caller, Refused> {
    let Who::Software { client, name, organisation } = &visitor.who else {
        return Err(Refused::Hidden);
    };
    Ok(Caller {
        ssin: None,
        software: Some(*client),
        name: name.clone(),
        role: Role::Client,
        grant: Some((*organisation, Held::Software(*client))),
        scopes: Some(visitor.scopes),
        employer,
        ground,
        acting,
        channel: Channel::Api,
        trace: visitor.trace.clone(),
    })
}
