//! A participant confirms a training by the link of its provider. The provider learns the name,
//! never the number.

use fla_domain::access::Role;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::reported::PartState;
use fla_store::Tx;
use fla_store::access::Organisation;
use fla_store::employer::Employer;
use fla_store::reported::ReportedTraining;

use super::send::hand_over;
use crate::access::{caller, secret_hash};
use crate::intake::{Key, digest_of};
use crate::{App, Receipt, Refused, Visitor};

/// What a link offers to whoever opens it.
#[derive(Clone, Debug)]
pub struct JoinView {
    /// The training.
    pub report: ReportedTraining,
    /// Who gives it.
    pub provider: Organisation,
    /// The employers for which the person can have followed it.
    pub employers: Vec<Employer>,
    /// Whether the person confirmed it before.
    pub confirmed: bool,
}

impl App {
    /// What a link offers; hidden where there is none, or no longer.
    pub async fn joinable(
        &self,
        visitor: &Visitor,
        provider: EmployerId,
        secret: &str,
    ) -> Result<JoinView, Refused> {
        let asked = self.joinable_once(visitor, provider, secret);
        self.stranger_noted(visitor, "confirmAttendance", asked).await
    }

    async fn joinable_once(
        &self,
        visitor: &Visitor,
        provider: EmployerId,
        secret: &str,
    ) -> Result<JoinView, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = tx.report_by_join(provider, &secret_hash(secret)).await?;
        let report = found.ok_or(Refused::Hidden)?;
        let provider = tx.organisations(&[provider]).await?.pop().ok_or(Refused::Hidden)?;
        let mut employers = Vec::new();
        for (employer, _) in tx.employments_of(&visitor.ssin).await? {
            employers.extend(tx.get_employer(employer, fla_domain::time::Instant::LATEST).await?);
        }
        let confirmed = is_confirmed(&mut tx, visitor, &report).await?;
        tx.rollback().await?;
        Ok(JoinView { report, provider, employers, confirmed })
    }

    /// Confirms that one followed a training, for one's employer; once under its key. Hidden where
    /// there is no such link, or one has no employment there.
    ///
    /// # Errors
    /// `PARTICIPANTS-006` where the person confirmed it before.
    pub async fn confirm_attendance(
        &self,
        visitor: &Visitor,
        provider: EmployerId,
        secret: &str,
        employer: EmployerId,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.confirm_attendance_once(visitor, provider, secret, employer, key);
        self.stranger_noted(visitor, "confirmAttendance", asked).await
    }

    async fn confirm_attendance_once(
        &self,
        visitor: &Visitor,
        provider: EmployerId,
        secret: &str,
        employer: EmployerId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "confirmAttendance";
        let mut tx = self.inner.store.write().await?;
        let found = tx.report_by_join(provider, &secret_hash(secret)).await?;
        let report = found.ok_or(Refused::Hidden)?;
        let employments: Vec<(EmployerId, EmployeeId)> = tx.employments_of(&visitor.ssin).await?;
        if !employments.iter().any(|(one, _)| *one == employer) {
            return Err(Refused::Hidden);
        }
        let caller = caller(visitor, Role::Employee, employer);
        let digest = digest_of(&(KIND, report.id, employer))?;
        let mut work = self.begin_in(tx, &caller, None, Some(key)).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        if is_confirmed(&mut work.tx, visitor, &report).await? {
            let zone = Zone::Participants;
            return Err(Anomaly::new(zone, Fault::Duplicate).at("employer").into());
        }
        let mut part = self.part(&report, employer, &visitor.ssin, &visitor.name);
        part.by_link = true;
        part.reported_at = work.at;
        part.change = work.change;
        hand_over(&mut work, employer, &[part]).await?;
        let object = Some(report.id.0);
        let receipt = Receipt { change: work.change, object, affected: 1, job: None };
        work.note(KIND, key, digest, &receipt).await?;
        Ok(work.tx.commit().await?)
    }
}

/// Whether a report names a person already, and was not taken back for that person.
async fn is_confirmed(
    tx: &mut Tx,
    visitor: &Visitor,
    report: &ReportedTraining,
) -> Result<bool, Refused> {
    let told = tx.reported_of(&visitor.ssin).await?;
    Ok(told.iter().any(|p| p.report == report.id && p.state != PartState::Withdrawn))
}
