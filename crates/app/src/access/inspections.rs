//! Inspections: an inspector reads the register of an employer under a stated reason, for a set
//! time. Every look is noted with the reason.

use std::collections::BTreeMap;

use fla_domain::access::{Action, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{EmployerId, InspectionId};
use fla_domain::time::Instant;
use fla_store::access::{Inspection, Organisation};

use super::{INSTALLATION, organisations};
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Receipt, Refused};

/// How long an inspection can be open, in days.
pub const INSPECTION_DAYS: [u8; 3] = [1, 7, 30];

/// An inspection, with the employer.
#[derive(Clone, Debug)]
pub struct InspectionView {
    /// The inspection.
    pub inspection: Inspection,
    /// The employer.
    pub employer: Organisation,
}

impl App {
    /// Opens an inspection of the employer with a number for some days; once under its key.
    ///
    /// # Errors
    /// `ENTERPRISE-022` where nobody is registered under the number, `REASON-001` without a
    /// reason, `REASON-093` where it is longer than 500 characters, `DAYS-008` for another number
    /// of days than [`INSPECTION_DAYS`].
    pub async fn open_inspection(
        &self,
        caller: &Caller,
        number: &EnterpriseNumber,
        reason: &str,
        days: u8,
        key: &Key,
    ) -> Result<InspectionId, Refused> {
        let asked = self.open_inspection_once(caller, number, reason, days, key);
        self.refusal_noted(caller, "openInspection", asked).await
    }

    async fn open_inspection_once(
        &self,
        caller: &Caller,
        number: &EnterpriseNumber,
        reason: &str,
        days: u8,
        key: &Key,
    ) -> Result<InspectionId, Refused> {
        const KIND: &str = "openInspection";
        caller.require(Action::Inspect)?;
        let reason = reason.trim();
        let mut found = Vec::new();
        if reason.is_empty() {
            found.push(Anomaly::new(Zone::Reason, Fault::Missing).at("reason"));
        }
        if reason.chars().count() > 500 {
            found.push(Anomaly::new(Zone::Reason, Fault::Length).at("reason").with("max", 500));
        }
        if !INSPECTION_DAYS.contains(&days) {
            found.push(Anomaly::new(Zone::Days, Fault::OutsideDomain).at("days"));
        }
        if !found.is_empty() {
            return Err(found.into());
        }
        let mut tx = self.inner.store.read().await?;
        let employer = tx.organisation_of(number).await?;
        tx.rollback().await?;
        let missing =
            || Anomaly::new(Zone::EnterpriseNumber, Fault::NotFound).at("enterpriseNumber");
        let employer = employer.ok_or_else(missing)?.id;
        let ssin = caller.ssin.clone().ok_or(Refused::Forbidden(Action::Inspect))?;
        let digest = digest_of(&(KIND, number.digits(), reason, days))?;
        let there = Caller { employer, ..caller.clone() };
        let mut work = self.begin(&there, Some(reason)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(InspectionId);
            return object.ok_or_else(|| Refused::Broken("inspection without id".to_owned()));
        }
        let inspection = Inspection {
            id: InspectionId(self.opaque_id()),
            employer,
            ssin,
            inspector_name: caller.name.clone(),
            reason: reason.to_owned(),
            opened_at: work.at,
            until: Instant(work.at.0 + i64::from(days) * 86_400_000_000),
            closed_at: None,
            change: work.change,
        };
        work.tx.insert_inspection(&inspection).await?;
        note_both(work, KIND, key, digest, inspection.id).await?;
        Ok(inspection.id)
    }

    /// Closes an inspection of one's own before its time; once under its key. Hidden where it is
    /// another's or closed.
    pub async fn close_inspection(
        &self,
        caller: &Caller,
        id: InspectionId,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.close_inspection_once(caller, id, key);
        self.refusal_noted(caller, "closeInspection", asked).await
    }

    async fn close_inspection_once(
        &self,
        caller: &Caller,
        id: InspectionId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "closeInspection";
        caller.require(Action::Inspect)?;
        let open = self.open_inspections(caller).await?;
        let view = open.into_iter().find(|v| v.inspection.id == id).ok_or(Refused::Hidden)?;
        let there = Caller { employer: view.inspection.employer, ..caller.clone() };
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(&there, None).await?;
        let at = work.at;
        if !work.tx.close_inspection(there.employer, id, at).await? {
            return Err(Refused::Hidden);
        }
        note_both(work, KIND, key, digest, id).await
    }

    /// The inspections of the caller that are open.
    pub async fn open_inspections(&self, caller: &Caller) -> Result<Vec<InspectionView>, Refused> {
        self.may(caller, Action::Inspect, "inspections").await?;
        let Some(ssin) = &caller.ssin else { return Ok(Vec::new()) };
        let mut tx = self.inner.store.read().await?;
        let open = tx.inspections_of(ssin, self.now()).await?;
        let names = organisations(&mut tx, open.iter().map(|i| i.employer)).await?;
        tx.rollback().await?;
        Ok(views(open, &names))
    }

    /// The last inspections of all employers, open and closed, so many at most, newest first: for
    /// the operator.
    pub async fn last_inspections(
        &self,
        caller: &Caller,
        most: usize,
    ) -> Result<Vec<InspectionView>, Refused> {
        self.may(caller, Action::Operate, "inspections").await?;
        let mut tx = self.inner.store.read().await?;
        // There are few inspectors, and very many employers.
        let mut last = Vec::new();
        for inspector in tx.holders_ever(INSTALLATION, Role::Inspector).await? {
            last.extend(tx.last_inspections_of(&inspector, most).await?);
        }
        last.sort_by_key(|one| std::cmp::Reverse(one.opened_at));
        last.truncate(most);
        let names = organisations(&mut tx, last.iter().map(|one| one.employer)).await?;
        tx.rollback().await?;
        Ok(views(last, &names))
    }
}

fn views(
    inspections: Vec<Inspection>,
    names: &BTreeMap<EmployerId, Organisation>,
) -> Vec<InspectionView> {
    let view = |inspection: Inspection| {
        let employer = names.get(&inspection.employer)?.clone();
        Some(InspectionView { inspection, employer })
    };
    inspections.into_iter().filter_map(view).collect()
}

/// An inspection is noted for the employer and for the installation.
async fn note_both(
    mut work: Work<'_>,
    kind: &str,
    key: &Key,
    digest: Vec<u8>,
    id: InspectionId,
) -> Result<(), Refused> {
    let receipt = Receipt { change: work.change, object: Some(id.0), affected: 0, job: None };
    work.note(kind, key, digest.clone(), &receipt).await?;
    let here = Caller { employer: INSTALLATION, ..work.caller.clone() };
    // Two inspections at once must not get one instant in the history of the installation.
    work.tx.lock_employer(INSTALLATION);
    work.follow(INSTALLATION).await?;
    let mut work = Work { caller: &here, ..work };
    work.note(kind, key, digest, &receipt).await?;
    Ok(work.tx.commit().await?)
}
