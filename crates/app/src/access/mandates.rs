//! Mandates: giving, confirming, refusing and ending them; the lists of both sides.

use std::collections::BTreeMap;

use fla_domain::access::{Action, Scope, Scopes};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{EmployerId, MandateId};
use fla_domain::mandate::{Period, Standing, Step};
use fla_domain::time::{Instant, Quarter};
use fla_store::Tx;
use fla_store::access::Organisation;
use fla_store::mandate::{Mandate, MandateStep};
use serde::Serialize;

use super::organisations;
use crate::caller::Mandated;
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Receipt, Refused};

/// A mandate that an employer is about to give.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewMandate {
    /// Enterprise number of the provider.
    pub provider: EnterpriseNumber,
    /// First quarter, as `yyyyq`.
    pub from: i64,
    /// Last quarter, where one is set.
    pub until: Option<i64>,
    /// How far it goes.
    pub scopes: Vec<Scope>,
}

/// Something that was done with a mandate.
#[derive(Clone, Debug)]
pub struct MandateStepView {
    /// When.
    pub at: Instant,
    /// What.
    pub step: Step,
    /// Name of the person.
    pub by: String,
    /// Name of the organisation for which the person did it.
    pub organisation: String,
}

/// A mandate, as both sides see it.
#[derive(Clone, Debug)]
pub struct MandateView {
    /// Its id.
    pub id: MandateId,
    /// The other side: the provider to the employer, the employer to the provider.
    pub other: Organisation,
    /// How far it goes.
    pub scopes: Scopes,
    /// From when until when.
    pub period: Period,
    /// Where it stands today.
    pub standing: Standing,
    /// What was done with it, oldest first.
    pub steps: Vec<MandateStepView>,
}

/// An employer that a provider serves today.
#[derive(Clone, Debug)]
pub struct ClientView {
    /// The mandate under which it does.
    pub mandate: MandateId,
    /// The employer.
    pub employer: Organisation,
    /// How far the mandate goes.
    pub scopes: Scopes,
    /// From when until when.
    pub period: Period,
}

/// Which side of a mandate somebody is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Mandator,
    Provider,
}

impl App {
    /// Whether a mandate can be used at this moment.
    pub(crate) fn is_in_force(&self, mandate: &Mandate) -> bool {
        Standing::on(mandate.step, mandate.period, self.today()) == Standing::InForce
    }

    /// A mandate that a provider holds, where it is in force at this moment.
    pub(crate) async fn mandate_in_force(
        &self,
        provider: EmployerId,
        id: MandateId,
    ) -> Result<Option<(Mandate, Mandated)>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = self.mandate_in_force_in(&mut tx, provider, id).await?;
        tx.rollback().await?;
        Ok(found)
    }

    pub(super) async fn mandate_in_force_in(
        &self,
        tx: &mut Tx,
        provider: EmployerId,
        id: MandateId,
    ) -> Result<Option<(Mandate, Mandated)>, Refused> {
        let found = tx.mandate_held(provider, id).await?;
        let Some(mandate) = found.filter(|mandate| self.is_in_force(mandate)) else {
            return Ok(None);
        };
        let Some(quality) = tx.qualities(provider).await?.server() else { return Ok(None) };
        let name = tx.organisations(&[provider]).await?.pop().map(|o| o.name);
        let mandated = Mandated {
            mandate: id,
            provider,
            provider_name: name.unwrap_or_default(),
            quality,
            period: mandate.period,
        };
        Ok(Some((mandate, mandated)))
    }

    /// Gives a provider a mandate; it can be used once the provider has confirmed it. Once under
    /// its key.
    ///
    /// # Errors
    /// `ENTERPRISE-022` for a number under which nobody is registered, `QUALITY-053` for an
    /// organisation that serves no employers, `ENTERPRISE-053` for the own number, `MANDATE-006`
    /// where the provider has an open mandate for some of the same quarters, and what
    /// [`Period::new`] refuses.
    pub async fn give_mandate(
        &self,
        caller: &Caller,
        new: &NewMandate,
        key: &Key,
    ) -> Result<MandateId, Refused> {
        let asked = self.give_mandate_once(caller, new, key);
        self.refusal_noted(caller, "giveMandate", asked).await
    }

    async fn give_mandate_once(
        &self,
        caller: &Caller,
        new: &NewMandate,
        key: &Key,
    ) -> Result<MandateId, Refused> {
        const KIND: &str = "giveMandate";
        caller.require(Action::GiveMandates)?;
        let digest = digest_of(&(KIND, new))?;
        let period = self.period(new)?;
        let mut tx = self.inner.store.write().await?;
        let provider = tx.organisation_of(&new.provider).await?;
        let provider = provider
            .ok_or_else(|| Anomaly::new(Zone::EnterpriseNumber, Fault::NotFound).at("provider"))?;
        lock_both(&mut tx, caller.employer, provider.id);
        let mut work = self.begin_in(tx, caller, None, Some(key)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(MandateId);
            return object.ok_or_else(|| Refused::Broken("a mandate without an id".to_owned()));
        }
        check_provider(&mut work, &provider).await?;
        let given = work.tx.mandates_given(caller.employer).await?;
        let today = self.today();
        let collides = given.iter().any(|m| {
            m.provider == provider.id
                && Standing::on(m.step, m.period, today).is_open()
                && m.period.overlaps(period)
        });
        if collides {
            return Err(Anomaly::new(Zone::Mandate, Fault::Duplicate).at("provider").into());
        }
        let mandate = Mandate {
            id: MandateId(self.opaque_id()),
            mandator: caller.employer,
            provider: provider.id,
            scopes: new.scopes.iter().copied().collect(),
            period,
            step: Step::Requested,
        };
        work.tx.insert_mandate(&mandate).await?;
        step(work, KIND, &mandate, Step::Requested, Side::Mandator, (key, digest)).await?;
        Ok(mandate.id)
    }

    fn period(&self, new: &NewMandate) -> Result<Period, Refused> {
        let quarter =
            |yyyyq, field| Quarter::from_yyyyq(yyyyq).map_err(|anomaly: Anomaly| anomaly.at(field));
        let from = quarter(new.from, "from")?;
        let until = new.until.map(|until| quarter(until, "until")).transpose()?;
        Ok(Period::new(from, until, self.today())?)
    }

    /// Confirms or refuses a mandate that an employer gave; once under its key. Hidden where the
    /// caller's organisation does not hold it.
    ///
    /// # Errors
    /// `MANDATE-146` where it was answered or ended before.
    pub async fn answer_mandate(
        &self,
        caller: &Caller,
        id: MandateId,
        confirm: bool,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.answer_mandate_once(caller, id, confirm, key);
        let kind = if confirm { "confirmMandate" } else { "refuseMandate" };
        self.refusal_noted(caller, kind, asked).await
    }

    async fn answer_mandate_once(
        &self,
        caller: &Caller,
        id: MandateId,
        confirm: bool,
        key: &Key,
    ) -> Result<(), Refused> {
        let kind = if confirm { "confirmMandate" } else { "refuseMandate" };
        caller.require(Action::HoldMandates)?;
        let answer = if confirm { Step::Confirmed } else { Step::Refused };
        let open = |standing| standing == Standing::Requested;
        self.change_mandate(caller, Side::Provider, id, (kind, answer), open, key).await
    }

    /// Ends a mandate at once, by the employer or by the provider; once under its key. Hidden
    /// where it is none of the caller's organisation.
    ///
    /// # Errors
    /// `MANDATE-146` where it is over, refused or ended.
    pub async fn end_mandate(
        &self,
        caller: &Caller,
        id: MandateId,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.end_mandate_once(caller, id, key);
        self.refusal_noted(caller, "endMandate", asked).await
    }

    async fn end_mandate_once(
        &self,
        caller: &Caller,
        id: MandateId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "endMandate";
        let side = self.side(caller, id).await?;
        let action = match side {
            Side::Mandator => Action::GiveMandates,
            Side::Provider => Action::HoldMandates,
        };
        caller.require(action)?;
        self.change_mandate(caller, side, id, (KIND, Step::Ended), Standing::is_open, key).await
    }

    async fn side(&self, caller: &Caller, id: MandateId) -> Result<Side, Refused> {
        if !caller.may(Action::GiveMandates) && !caller.may(Action::HoldMandates) {
            caller.require(Action::GiveMandates)?;
        }
        let mut tx = self.inner.store.read().await?;
        let given = tx.mandate_given(caller.employer, id).await?.is_some();
        let held = tx.mandate_held(caller.employer, id).await?.is_some();
        tx.rollback().await?;
        match (given, held) {
            (true, _) => Ok(Side::Mandator),
            (false, true) => Ok(Side::Provider),
            (false, false) => Err(Refused::Hidden),
        }
    }

    async fn change_mandate(
        &self,
        caller: &Caller,
        side: Side,
        id: MandateId,
        (kind, to): (&str, Step),
        can: impl FnOnce(Standing) -> bool,
        key: &Key,
    ) -> Result<(), Refused> {
        let digest = digest_of(&(kind, id))?;
        let mut tx = self.inner.store.write().await?;
        let found = of_side(&mut tx, caller.employer, side, id).await?;
        let mandate = found.ok_or(Refused::Hidden)?;
        lock_both(&mut tx, mandate.mandator, mandate.provider);
        let mut work = self.begin_in(tx, caller, None, Some(key)).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        // Behind the locks it may stand otherwise.
        let found = of_side(&mut work.tx, caller.employer, side, id).await?;
        let mandate = found.ok_or(Refused::Hidden)?;
        if !can(Standing::on(mandate.step, mandate.period, self.today())) {
            return Err(Anomaly::new(Zone::Mandate, Fault::Conflict).at("mandate").into());
        }
        step(work, kind, &mandate, to, side, (key, digest)).await
    }

    /// The mandates that the caller's employer gave, with their history.
    pub async fn mandates_given(&self, caller: &Caller) -> Result<Vec<MandateView>, Refused> {
        self.may(caller, Action::ReadMandates, "mandates").await?;
        let mut tx = self.inner.store.read().await?;
        let mandates = tx.mandates_given(caller.employer).await?;
        let steps = tx.mandate_steps_given(caller.employer).await?;
        let views = self.views(&mut tx, mandates, steps, Side::Mandator).await?;
        tx.rollback().await?;
        Ok(views)
    }

    /// The mandates that the caller's organisation holds, with their history.
    pub async fn mandates_held(&self, caller: &Caller) -> Result<Vec<MandateView>, Refused> {
        self.may(caller, Action::ServeEmployers, "mandates").await?;
        let mut tx = self.inner.store.read().await?;
        let mandates = tx.mandates_held(caller.employer).await?;
        let steps = tx.mandate_steps_held(caller.employer).await?;
        let views = self.views(&mut tx, mandates, steps, Side::Provider).await?;
        tx.rollback().await?;
        Ok(views)
    }

    /// The employers that the caller's organisation serves today, by name.
    pub async fn clients(&self, caller: &Caller) -> Result<Vec<ClientView>, Refused> {
        self.may(caller, Action::ServeEmployers, "clients").await?;
        let mut tx = self.inner.store.read().await?;
        let held = tx.mandates_held(caller.employer).await?;
        let held: Vec<Mandate> = held.into_iter().filter(|m| self.is_in_force(m)).collect();
        let names = organisations(&mut tx, held.iter().map(|m| m.mandator)).await?;
        tx.rollback().await?;
        let mut clients: Vec<ClientView> = held
            .into_iter()
            .filter_map(|m| {
                let employer = names.get(&m.mandator)?.clone();
                let (scopes, period) = (m.scopes, m.period);
                Some(ClientView { mandate: m.id, employer, scopes, period })
            })
            .collect();
        clients.sort_by_cached_key(|client| client.employer.name.to_lowercase());
        Ok(clients)
    }

    async fn views(
        &self,
        tx: &mut Tx,
        mandates: Vec<Mandate>,
        steps: Vec<MandateStep>,
        side: Side,
    ) -> Result<Vec<MandateView>, Refused> {
        let both = mandates.iter().flat_map(|m| [m.mandator, m.provider]);
        let names = organisations(tx, both).await?;
        let name = |id: EmployerId| names.get(&id).map(|o| o.name.clone()).unwrap_or_default();
        let mut by_mandate: BTreeMap<MandateId, Vec<MandateStep>> = BTreeMap::new();
        for step in steps {
            by_mandate.entry(step.mandate).or_default().push(step);
        }
        let today = self.today();
        let view = |m: Mandate| {
            let other = if side == Side::Mandator { m.provider } else { m.mandator };
            let steps = by_mandate.remove(&m.id).unwrap_or_default();
            let steps = steps.into_iter().map(|s| MandateStepView {
                at: s.at,
                step: s.step,
                by: s.actor_name,
                organisation: name(if s.by_provider { m.provider } else { m.mandator }),
            });
            Some(MandateView {
                id: m.id,
                other: names.get(&other)?.clone(),
                scopes: m.scopes,
                period: m.period,
                standing: Standing::on(m.step, m.period, today),
                steps: steps.collect(),
            })
        };
        Ok(mandates.into_iter().filter_map(view).collect())
    }

    /// Refuses, and notes it, what role and ground do not allow.
    pub(crate) async fn may(
        &self,
        caller: &Caller,
        action: Action,
        kind: &str,
    ) -> Result<(), Refused> {
        if let Err(refused) = caller.require(action) {
            self.note_refusal(caller, kind).await?;
            return Err(refused);
        }
        Ok(())
    }
}

/// A change that two organisations see is written under the locks of both, always in the same
/// order, so that two of them never wait for each other.
fn lock_both(tx: &mut Tx, one: EmployerId, other: EmployerId) {
    tx.lock_employer(one.min(other));
    tx.lock_employer(one.max(other));
}

async fn of_side(
    tx: &mut Tx,
    organisation: EmployerId,
    side: Side,
    id: MandateId,
) -> Result<Option<Mandate>, Refused> {
    Ok(match side {
        Side::Mandator => tx.mandate_given(organisation, id).await?,
        Side::Provider => tx.mandate_held(organisation, id).await?,
    })
}

async fn check_provider(work: &mut Work<'_>, provider: &Organisation) -> Result<(), Refused> {
    if provider.id == work.caller.employer {
        let zone = Zone::EnterpriseNumber;
        return Err(Anomaly::new(zone, Fault::NotApplicable).at("provider").into());
    }
    if !work.tx.qualities(provider.id).await?.serves() {
        return Err(Anomaly::new(Zone::Quality, Fault::NotApplicable).at("provider").into());
    }
    Ok(())
}

/// Writes a step with the change, which both organisations find in their history.
async fn step(
    mut work: Work<'_>,
    kind: &str,
    mandate: &Mandate,
    to: Step,
    side: Side,
    (key, digest): (&Key, Vec<u8>),
) -> Result<(), Refused> {
    // Later than the last change of the other organisation too.
    let other = if side == Side::Mandator { mandate.provider } else { mandate.mandator };
    work.follow(other).await?;
    let step = MandateStep {
        mandate: mandate.id,
        at: work.at,
        step: to,
        by_provider: side == Side::Provider,
        actor_name: work.caller.name.clone(),
    };
    work.tx.step_mandate(mandate.mandator, &step, work.change).await?;
    let receipt =
        Receipt { change: work.change, object: Some(mandate.id.0), affected: 0, job: None };
    work.note(kind, key, digest.clone(), &receipt).await?;
    let own = work.tx.organisations(&[work.caller.employer]).await?.pop();
    let own_name = own.map(|own| own.name).unwrap_or_default();
    let there = work.caller.seen_from(other, &own_name, None);
    let mut work = Work { caller: &there, ..work };
    work.note(kind, key, digest, &receipt).await?;
    Ok(work.tx.commit().await?)
}
