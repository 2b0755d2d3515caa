//! Adding employers, and the list of them.

use std::slice::from_ref;

use fla_domain::access::{Action, Qualities, Quality, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::{EmployerId, GrantId};
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_domain::time::Instant;
use fla_store::access::{HeldQuality, Organisation};
use fla_store::employer::{Grant, Settings};

use super::INSTALLATION;
use super::grants::finish;
use crate::apply::check_settings;
use crate::cbe::entries;
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, NewEmployer, Receipt, Refused};

const KIND: &str = "addEmployer";

impl App {
    /// Adds an employer, with the person who registers for it; once under its key. The change is
    /// noted for the installation, whose keys they are, and in the history of the new employer. Where
    /// no name is given, it is the one that the CBE knows.
    pub async fn add_employer(
        &self,
        caller: &Caller,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        let asked = self.add_employer_once(caller, new, first, key);
        self.refusal_noted(caller, KIND, asked).await
    }

    async fn add_employer_once(
        &self,
        caller: &Caller,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        caller.require(Action::AddEmployer)?;
        let found = check_qualities(&new.qualities);
        if !found.is_empty() {
            return Err(found.into());
        }
        let digest = digest_of(&(KIND, new, first.map(|(ssin, role)| (ssin.digits(), role))))?;
        let here = Caller { employer: INSTALLATION, ..caller.clone() };
        let mut work = self.begin(&here, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return added(&earlier);
        }
        self.add_in(work, new, first, key, digest).await
    }

    /// The last steps of adding an employer, in a transaction that was begun for the installation.
    pub(super) async fn add_in(
        &self,
        mut work: Work<'_>,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
        key: &Key,
        digest: Vec<u8>,
    ) -> Result<EmployerId, Refused> {
        check_free(&mut work, new).await?;
        let name = name_of(&mut work, new).await?;
        let found = check_settings(&name, DEFAULT_DAY_MINUTES);
        if !found.is_empty() {
            return Err(found.into());
        }
        let new = &NewEmployer { name, ..new.clone() };
        let id = EmployerId(self.opaque_id());
        self.insert_employer(&mut work, id, new, first).await?;
        let receipt = Receipt { change: work.change, object: Some(id.0), affected: 0, job: None };
        work.note(KIND, key, digest.clone(), &receipt).await?;
        let on_behalf = Caller { employer: id, ..work.caller.clone() };
        let mut work = Work { caller: &on_behalf, ..work };
        work.note(KIND, key, digest, &receipt).await?;
        work.tx.commit().await?;
        Ok(id)
    }

    async fn insert_employer(
        &self,
        work: &mut Work<'_>,
        id: EmployerId,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
    ) -> Result<(), Refused> {
        let (at, change) = (work.at, work.change);
        work.tx.insert_employer(id, &new.enterprise_number, new.nsso_number, at).await?;
        let settings = Settings {
            name: new.name.trim().to_owned(),
            language: new.language,
            day_minutes: DEFAULT_DAY_MINUTES,
        };
        work.tx.set_settings(id, &settings, at, change).await?;
        for quality in &new.qualities {
            work.tx.insert_quality(id, *quality, at, change).await?;
        }
        if let Some((ssin, role)) = first {
            let grant = Grant {
                id: GrantId(self.opaque_id()),
                employer: id,
                ssin: ssin.clone(),
                role,
                section: None,
                granted_at: at,
                change,
                holder_name: None,
            };
            work.tx.insert_grant(&grant).await?;
        }
        Ok(())
    }

    /// Sets in which qualities an organisation acts; once under its key. Mandates stay, and are
    /// of no use to an organisation that serves employers no longer.
    ///
    /// # Errors
    /// `QUALITY-001` where none is left, `QUALITY-053` for one that nobody gives.
    pub async fn set_qualities(
        &self,
        caller: &Caller,
        organisation: EmployerId,
        qualities: &[Quality],
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.set_qualities_once(caller, organisation, qualities, key);
        self.refusal_noted(caller, "setQualities", asked).await
    }

    async fn set_qualities_once(
        &self,
        caller: &Caller,
        organisation: EmployerId,
        qualities: &[Quality],
        key: &Key,
    ) -> Result<(), Refused> {
        const SET: &str = "setQualities";
        caller.require(Action::AddEmployer)?;
        let found = check_qualities(qualities);
        if !found.is_empty() {
            return Err(found.into());
        }
        let digest = digest_of(&(SET, organisation, qualities))?;
        let on_behalf = Caller { employer: organisation, ..caller.clone() };
        let mut work = self.begin(&on_behalf, None).await?;
        work.tx.get_employer(organisation, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let (at, change) = (work.at, work.change);
        let held = work.tx.qualities(organisation).await?;
        let wanted: Qualities = qualities.iter().copied().collect();
        for quality in Quality::GIVEN {
            match (held.has(quality), wanted.has(quality)) {
                (false, true) => {
                    work.tx.insert_quality(organisation, quality, at, change).await?;
                }
                (true, false) => work.tx.end_quality(organisation, quality, at).await?,
                _ => {}
            }
        }
        finish(work, SET, key, digest, organisation.0).await
    }

    async fn may_list(&self, caller: &Caller) -> Result<(), Refused> {
        if caller.may(Action::Operate) || caller.may(Action::AddEmployer) {
            return Ok(());
        }
        self.may(caller, Action::Operate, "employers").await
    }

    /// The organisations of the installation with their qualities, for the operator.
    pub async fn employers(
        &self,
        caller: &Caller,
    ) -> Result<Vec<(Organisation, Qualities)>, Refused> {
        self.may_list(caller).await?;
        let mut tx = self.inner.store.read().await?;
        let mut found = Vec::new();
        for organisation in tx.all_organisations().await? {
            let qualities = tx.qualities(organisation.id).await?;
            found.push((organisation, qualities));
        }
        tx.rollback().await?;
        Ok(found)
    }

    /// A page of the organisations by name, so many from so many on, with their qualities, for the
    /// operator; and how many there are in all. Words look for a part of the name or number.
    pub async fn search_organisations(
        &self,
        caller: &Caller,
        words: &str,
        window: (u64, u64),
    ) -> Result<(Vec<(Organisation, Qualities)>, u64), Refused> {
        self.may_list(caller).await?;
        let mut tx = self.inner.store.read().await?;
        let (page, all) = tx.search_organisations(words, window).await?;
        let mut found = Vec::with_capacity(page.len());
        for organisation in page {
            let qualities = tx.qualities(organisation.id).await?;
            found.push((organisation, qualities));
        }
        tx.rollback().await?;
        Ok((found, all))
    }

    /// One organisation with its qualities, for the operator; hidden where there is none.
    pub async fn organisation(
        &self,
        caller: &Caller,
        id: EmployerId,
    ) -> Result<(Organisation, Qualities), Refused> {
        self.may_list(caller).await?;
        let mut tx = self.inner.store.read().await?;
        let organisation = tx.organisations(&[id]).await?.pop();
        let qualities = tx.qualities(id).await?;
        tx.rollback().await?;
        Ok((organisation.ok_or(Refused::Hidden)?, qualities))
    }

    /// The organisation of an enterprise number, for the operator.
    pub async fn organisation_of(
        &self,
        caller: &Caller,
        number: &EnterpriseNumber,
    ) -> Result<Option<Organisation>, Refused> {
        self.may_list(caller).await?;
        let mut tx = self.inner.store.read().await?;
        let organisation = tx.organisation_of(number).await?;
        tx.rollback().await?;
        Ok(organisation)
    }

    /// In which qualities the caller's organisation acts, and since when.
    pub async fn own_qualities(&self, caller: &Caller) -> Result<Vec<HeldQuality>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let held = tx.held_qualities(caller.employer).await?;
        tx.rollback().await?;
        Ok(held)
    }
}

/// At least one, and each one that an organisation can act in.
pub(super) fn check_qualities(qualities: &[Quality]) -> Vec<Anomaly> {
    if qualities.is_empty() {
        return vec![Anomaly::new(Zone::Quality, Fault::Missing).at("quality")];
    }
    if qualities.iter().any(|quality| !Quality::GIVEN.contains(quality)) {
        return vec![Anomaly::new(Zone::Quality, Fault::NotApplicable).at("quality")];
    }
    Vec::new()
}

pub(super) fn added(receipt: &Receipt) -> Result<EmployerId, Refused> {
    let object = receipt.object.map(EmployerId);
    object.ok_or_else(|| Refused::Broken("an employer was added without an id".to_owned()))
}

/// The name that was given, or where none was, the one that the CBE knows.
pub(super) async fn name_of(work: &mut Work<'_>, new: &NewEmployer) -> Result<String, Refused> {
    if !new.name.trim().is_empty() {
        return Ok(new.name.clone());
    }
    let number = &new.enterprise_number;
    let entry = entries(&mut work.tx, from_ref(number), new.language).await?.remove(number);
    let name = entry.and_then(|entry| entry.name).unwrap_or_default();
    // The CBE has longer ones than fit here.
    Ok(name.chars().take(200).collect())
}

/// Refuses numbers that another employer has.
pub(super) async fn check_free(work: &mut Work<'_>, new: &NewEmployer) -> Result<(), Refused> {
    if work.tx.find_employer(&new.enterprise_number).await?.is_some() {
        let zone = Zone::EnterpriseNumber;
        return Err(Anomaly::new(zone, Fault::Duplicate).at("enterpriseNumber").into());
    }
    if let Some(nsso) = new.nsso_number
        && work.tx.find_employer_by_nsso(nsso).await?.is_some()
    {
        return Err(Anomaly::new(Zone::NssoNumber, Fault::Duplicate).at("nssoNumber").into());
    }
    Ok(())
}
