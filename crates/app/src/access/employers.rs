//! Adding employers, and the list of them.

use fla_domain::access::{Action, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployerId, GrantId};
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_domain::time::Instant;
use fla_store::employer::{Employer, Grant, Settings};

use super::INSTALLATION;
use crate::apply::check_settings;
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, NewEmployer, Receipt, Refused};

const KIND: &str = "addEmployer";

impl App {
    /// Adds an employer, with the person who registers for it; once under its key. The change is
    /// noted for the installation, whose keys they are, and in the history of the new employer.
    pub async fn add_employer(
        &self,
        caller: &Caller,
        new: &NewEmployer,
        first: Option<(&Ssin, Role)>,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        if let Err(refused) = caller.require(Action::AddEmployer) {
            self.note_refusal(caller, KIND).await?;
            return Err(refused);
        }
        let found = check_settings(&new.name, DEFAULT_DAY_MINUTES);
        if !found.is_empty() {
            return Err(found.into());
        }
        let digest = digest_of(&(KIND, new, first.map(|(ssin, role)| (ssin.digits(), role))))?;
        let here = Caller { employer: INSTALLATION, ..caller.clone() };
        let mut work = self.begin(&here, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return added(&earlier);
        }
        check_free(&mut work, new).await?;
        let id = EmployerId(self.opaque_id());
        self.insert_employer(&mut work, id, new, first).await?;
        let receipt = Receipt { change: work.change, object: Some(id.0), affected: 0, job: None };
        work.note(KIND, key, digest.clone(), &receipt).await?;
        let on_behalf = Caller { employer: id, ..caller.clone() };
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
        if let Some((ssin, role)) = first {
            let grant = Grant {
                id: GrantId(self.opaque_id()),
                employer: id,
                ssin: ssin.clone(),
                role,
                granted_at: at,
                change,
                holder_name: None,
            };
            work.tx.insert_grant(&grant).await?;
        }
        Ok(())
    }

    /// The employers of the installation, for the operator.
    pub async fn employers(&self, caller: &Caller) -> Result<Vec<Employer>, Refused> {
        if !caller.may(Action::Operate) && !caller.may(Action::AddEmployer) {
            return Err(Refused::Forbidden(Action::Operate));
        }
        let mut tx = self.inner.store.read().await?;
        let mut employers = Vec::new();
        for id in tx.employer_ids().await? {
            employers.extend(tx.get_employer(id, Instant::LATEST).await?);
        }
        tx.rollback().await?;
        Ok(employers)
    }
}

fn added(receipt: &Receipt) -> Result<EmployerId, Refused> {
    let object = receipt.object.map(EmployerId);
    object.ok_or_else(|| Refused::Broken("an employer was added without an id".to_owned()))
}

/// Refuses numbers that another employer has.
async fn check_free(work: &mut Work<'_>, new: &NewEmployer) -> Result<(), Refused> {
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
