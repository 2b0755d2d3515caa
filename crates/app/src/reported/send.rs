//! The provider reports a training.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ReportId, ReportPartId};
use fla_domain::reported::PartState;
use fla_domain::training::TrainingDetails;
use fla_store::Tx;
use fla_store::access::Organisation;
use fla_store::reported::{ReportedPart, ReportedTraining};
use jiff::civil::Date;

use crate::access::secret_hash;
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Receipt, Refused};

/// Most participants in one report.
pub const PARTICIPANTS: usize = 1_000;

/// A participant, as the provider names one.
#[derive(Clone)]
pub struct NewParticipant {
    /// The line in which the person was named, from 1.
    pub line: usize,
    /// Enterprise number of the employer.
    pub employer: EnterpriseNumber,
    /// The person.
    pub ssin: Ssin,
    /// The name.
    pub name: String,
}

/// A training that is about to be reported.
#[derive(Clone)]
pub struct NewReport {
    /// The training; its provider is set to the name of the organisation that reports.
    pub details: TrainingDetails,
    /// Whether participants obtained a certificate.
    pub certificate: bool,
    /// Last day on which that is valid.
    pub valid_until: Option<Date>,
    /// The participants whose number the provider knows.
    pub participants: Vec<NewParticipant>,
    /// Whether others confirm themselves by a link.
    pub link: bool,
}

/// What became of a report.
#[derive(Clone, Debug)]
pub struct SentReport {
    /// Its id.
    pub id: ReportId,
    /// The change.
    pub change: ChangeId,
    /// The secret of the link, where there is one: it is kept nowhere else.
    pub secret: Option<String>,
}

impl App {
    /// Reports a training to the employers of its participants; once under its key.
    ///
    /// # Errors
    /// Everything that is wrong, at once: with the training (see [`TrainingDetails::check`]), and
    /// with each participant at its line: `ENTERPRISE-022` for an employer that is not here,
    /// `PARTICIPANTS-006` for somebody named twice, `PARTICIPANTS-001` for nobody.
    pub async fn report_training(
        &self,
        caller: &Caller,
        new: &NewReport,
        key: &Key,
    ) -> Result<SentReport, Refused> {
        let asked = self.report_training_once(caller, new, key);
        self.refusal_noted(caller, "reportTraining", asked).await
    }

    async fn report_training_once(
        &self,
        caller: &Caller,
        new: &NewReport,
        key: &Key,
    ) -> Result<SentReport, Refused> {
        const KIND: &str = "reportTraining";
        caller.require(Action::ReportTrainings)?;
        new.participants.iter().try_for_each(|one| self.invented(&one.ssin))?;
        let mut found = check(new);
        let mut tx = self.inner.store.write().await?;
        let employers = employers(&mut tx, new, &mut found).await?;
        if !found.is_empty() {
            return Err(Refused::Invalid(found));
        }
        let all: BTreeSet<EmployerId> =
            employers.values().map(|one| one.id).chain([caller.employer]).collect();
        for id in &all {
            tx.lock_employer(*id);
        }
        let digest = digest(KIND, new)?;
        let own_name = name_of(&mut tx, caller.employer).await?;
        let there = seen_from(caller, &all, &own_name);
        let mut work = self.begin_in(tx, caller, None, Some(key)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(ReportId);
            let id = object.ok_or_else(|| Refused::Broken("a report without an id".to_owned()))?;
            return Ok(SentReport { id, change: earlier.change, secret: None });
        }
        for id in &all {
            work.follow(*id).await?;
        }
        let secret = new.link.then(|| self.secret());
        let report = ReportedTraining {
            id: ReportId(self.opaque_id()),
            provider: caller.employer,
            details: TrainingDetails { provider: Some(own_name.clone()), ..new.details.clone() },
            certificate: new.certificate,
            valid_until: new.valid_until,
            join_hash: secret.as_deref().map(secret_hash),
            made_at: work.at,
            made_by: caller.name.clone(),
            change: work.change,
        };
        work.tx.insert_report(&report).await?;
        let mut by_employer: BTreeMap<EmployerId, Vec<ReportedPart>> = BTreeMap::new();
        for one in &new.participants {
            let Some(employer) = employers.get(one.employer.digits()) else { continue };
            let part = self.part(&report, employer.id, &one.ssin, &one.name);
            by_employer.entry(employer.id).or_default().push(part);
        }
        let receipt = Receipt {
            change: work.change,
            object: Some(report.id.0),
            affected: new.participants.len(),
            job: None,
        };
        work.note(KIND, key, digest.clone(), &receipt).await?;
        for (receiver, parts) in by_employer {
            let Some(caller) = there.get(&receiver) else { continue };
            work = Work { caller, touched: BTreeSet::new(), ..work };
            hand_over(&mut work, receiver, &parts).await?;
            let receipt = Receipt { affected: parts.len(), ..receipt.clone() };
            work.note(KIND, key, digest.clone(), &receipt).await?;
        }
        work.tx.commit().await?;
        Ok(SentReport { id: report.id, change: report.change, secret })
    }

    /// A part of a report that waits.
    pub(super) fn part(
        &self,
        report: &ReportedTraining,
        receiver: EmployerId,
        ssin: &Ssin,
        name: &str,
    ) -> ReportedPart {
        ReportedPart {
            id: ReportPartId(self.opaque_id()),
            receiver,
            report: report.id,
            provider: report.provider,
            ssin: ssin.clone(),
            name: name.trim().to_owned(),
            by_link: false,
            details: report.details.clone(),
            certificate: report.certificate,
            valid_until: report.valid_until,
            state: PartState::Waiting,
            words: String::new(),
            reported_at: report.made_at,
            answered_at: None,
            answered_by: None,
            training: None,
            participation: None,
            changed: None,
            change: report.change,
        }
    }

    /// Takes back what no employer answered yet, and closes the link; once under its key. Hidden
    /// where the report is another provider's.
    pub async fn withdraw_report(
        &self,
        caller: &Caller,
        id: ReportId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.withdraw_report_once(caller, id, key);
        self.refusal_noted(caller, "withdrawReport", asked).await
    }

    async fn withdraw_report_once(
        &self,
        caller: &Caller,
        id: ReportId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "withdrawReport";
        caller.require(Action::ReportTrainings)?;
        let digest = digest_of(&(KIND, id))?;
        let mut tx = self.inner.store.write().await?;
        tx.get_report(caller.employer, id).await?.ok_or(Refused::Hidden)?;
        let sent = tx.sent_parts(caller.employer, &[id]).await?;
        let all: BTreeSet<EmployerId> =
            sent.iter().map(|part| part.receiver).chain([caller.employer]).collect();
        for one in &all {
            tx.lock_employer(*one);
        }
        let own_name = name_of(&mut tx, caller.employer).await?;
        let there = seen_from(caller, &all, &own_name);
        let mut work = self.begin_in(tx, caller, None, Some(key)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        for one in &all {
            work.follow(*one).await?;
        }
        work.tx.set_join(caller.employer, id, None).await?;
        let receipt =
            Receipt { change: work.change, object: Some(id.0), affected: sent.len(), job: None };
        work.note(KIND, key, digest.clone(), &receipt).await?;
        for (receiver, caller) in &there {
            let receiver = *receiver;
            work = Work { caller, ..work };
            let ids: Vec<_> =
                sent.iter().filter(|p| p.receiver == receiver).map(|p| p.id).collect();
            let mut parts = work.tx.reported_parts(receiver, &ids).await?;
            parts.retain(|part| part.state == PartState::Waiting);
            for part in &mut parts {
                part.state = PartState::Withdrawn;
                part.change = work.change;
                work.tx.answer_reported_part(part).await?;
            }
            work.touched = known(&mut work.tx, receiver, &parts).await?;
            let receipt = Receipt { affected: parts.len(), ..receipt.clone() };
            work.note(KIND, key, digest.clone(), &receipt).await?;
        }
        work.tx.commit().await?;
        Ok(receipt.change)
    }
}

/// Gives parts to the employer they are for; those it knows find the change in who looked.
pub(super) async fn hand_over(
    work: &mut Work<'_>,
    receiver: EmployerId,
    parts: &[ReportedPart],
) -> Result<(), Refused> {
    work.tx.insert_reported_parts(receiver, parts).await?;
    work.touched = known(&mut work.tx, receiver, parts).await?;
    Ok(())
}

/// Those among the people of a report who are employees of the receiver.
async fn known(
    tx: &mut Tx,
    receiver: EmployerId,
    parts: &[ReportedPart],
) -> Result<BTreeSet<EmployeeId>, Refused> {
    let ssins: Vec<Ssin> = parts.iter().map(|part| part.ssin.clone()).collect();
    let known = tx.find_employees(receiver, &ssins).await?;
    Ok(known.into_iter().map(|(_, id)| id).collect())
}

async fn name_of(tx: &mut Tx, organisation: EmployerId) -> Result<String, Refused> {
    let found = tx.organisations(&[organisation]).await?.pop();
    Ok(found.map(|one| one.name).unwrap_or_default())
}

/// The caller as each of the others finds it in its own history and log.
fn seen_from(
    caller: &Caller,
    all: &BTreeSet<EmployerId>,
    own_name: &str,
) -> BTreeMap<EmployerId, Caller> {
    all.iter()
        .filter(|id| **id != caller.employer)
        .map(|id| (*id, caller.seen_from(*id, own_name, caller.reporter())))
        .collect()
}

/// What tells a report sent again from another one under the same key.
fn digest(kind: &str, new: &NewReport) -> Result<Vec<u8>, Refused> {
    let people: Vec<(&str, &str, &str)> = new
        .participants
        .iter()
        .map(|one| (one.employer.digits(), one.ssin.digits(), one.name.as_str()))
        .collect();
    let certificate = (new.certificate, new.valid_until);
    digest_of(&(kind, &new.details, certificate, new.link, people))
}

pub(super) fn check(new: &NewReport) -> Vec<Anomaly> {
    let mut found = new.details.check();
    if new.valid_until.is_some() && !new.certificate {
        found.push(Anomaly::new(Zone::ValidUntil, Fault::NotApplicable).at("validUntil"));
    }
    if new.valid_until.is_some_and(|day| day < new.details.end) {
        found.push(Anomaly::new(Zone::ValidUntil, Fault::EndBeforeStart).at("validUntil"));
    }
    let participants = |fault| Anomaly::new(Zone::Participants, fault).at("participants");
    if new.participants.is_empty() && !new.link {
        found.push(participants(Fault::Missing));
    }
    if new.participants.len() > PARTICIPANTS {
        found.push(participants(Fault::OutsideDomain).with("max", PARTICIPANTS));
    }
    let mut seen = BTreeSet::new();
    for one in &new.participants {
        if !seen.insert((one.employer.digits(), one.ssin.digits())) {
            found.push(participants(Fault::Duplicate).with("line", one.line));
        }
    }
    found
}

/// The employers of the participants, by number; notes those that are not here.
pub(super) async fn employers(
    tx: &mut Tx,
    new: &NewReport,
    found: &mut Vec<Anomaly>,
) -> Result<BTreeMap<String, Organisation>, Refused> {
    let mut known: BTreeMap<String, Option<Organisation>> = BTreeMap::new();
    for one in &new.participants {
        let number = one.employer.digits();
        if !known.contains_key(number) {
            let mut organisation = tx.organisation_of(&one.employer).await?;
            if let Some(found) = &organisation
                && !tx.qualities(found.id).await?.has(fla_domain::access::Quality::Employer)
            {
                organisation = None;
            }
            known.insert(number.to_owned(), organisation);
        }
        if known.get(number).is_some_and(Option::is_none) {
            let fault = Anomaly::new(Zone::EnterpriseNumber, Fault::NotFound);
            found.push(fault.at("participants").with("line", one.line));
        }
    }
    Ok(known.into_iter().filter_map(|(number, one)| Some((number, one?))).collect())
}
