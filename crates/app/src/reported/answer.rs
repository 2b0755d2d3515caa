//! What the employer makes of a report: accept, merge with what it registered itself, dispute, and
//! taking that back.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{ChangeId, ParticipationId, ReportId, ReportPartId, TrainingId};
use fla_domain::training::TrainingDetails;

use super::steps;
use crate::intake::{Key, Work, digest_of};
use crate::{App, Caller, Receipt, Refused};

/// What was reported and is registered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The change.
    pub change: ChangeId,
    /// The trainings, one for each report.
    pub trainings: Vec<TrainingId>,
}

impl App {
    /// Registers what was reported as it was reported: one training for each report, with those of
    /// its participants who are named here. Once under its key; all of it or nothing. Answers with
    /// the trainings.
    ///
    /// # Errors
    /// `REPORT-022` for a person who is not among the employees, `REPORT-146` for a part
    /// that was answered or taken back before; hidden for one that is another employer's.
    pub async fn accept_reported(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        key: &Key,
    ) -> Result<Accepted, Refused> {
        let asked = self.accept_reported_once(caller, parts, key);
        self.refusal_noted(caller, "acceptReported", asked).await
    }

    async fn accept_reported_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        key: &Key,
    ) -> Result<Accepted, Refused> {
        const KIND: &str = "acceptReported";
        let (mut work, digest) = self.answer(caller, KIND, (parts, "")).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let trainings = trainings_of(&mut work, parts).await?;
            return Ok(Accepted { change: earlier.change, trainings });
        }
        let trainings = steps::accept(&mut work, parts, None).await?.trainings;
        let change = finish(work, KIND, key, digest, trainings.first().map(|id| id.0)).await?;
        Ok(Accepted { change, trainings })
    }

    /// Registers something else than what was reported, of participants of one report; what was
    /// reported is kept beside it. Once under its key.
    ///
    /// # Errors
    /// Those of registering a training, and of [`Self::accept_reported`]; hidden for parts of more
    /// than one report.
    pub async fn accept_changed(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        details: &TrainingDetails,
        key: &Key,
    ) -> Result<Accepted, Refused> {
        let asked = self.accept_changed_once(caller, parts, details, key);
        self.refusal_noted(caller, "acceptReportedChanged", asked).await
    }

    async fn accept_changed_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        details: &TrainingDetails,
        key: &Key,
    ) -> Result<Accepted, Refused> {
        const KIND: &str = "acceptReportedChanged";
        caller.require(Action::VerifyReports)?;
        let digest = digest_of(&(KIND, parts, details))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(TrainingId);
            let object =
                object.ok_or_else(|| Refused::Broken("a training without id".to_owned()))?;
            return Ok(Accepted { change: earlier.change, trainings: vec![object] });
        }
        let trainings = steps::accept(&mut work, parts, Some(details)).await?.trainings;
        let change = finish(work, KIND, key, digest, trainings.first().map(|id| id.0)).await?;
        Ok(Accepted { change, trainings })
    }

    /// Says that what was reported is what the employer registered itself: one record with two
    /// origins, counted once. Once under its key.
    ///
    /// # Errors
    /// `REPORT-146` for a part that was answered before, or a participation that was merged
    /// with another report; hidden for what is another employer's or another person's.
    pub async fn merge_reported(
        &self,
        caller: &Caller,
        part: ReportPartId,
        participation: ParticipationId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.merge_reported_once(caller, part, participation, key);
        self.refusal_noted(caller, "mergeReported", asked).await
    }

    async fn merge_reported_once(
        &self,
        caller: &Caller,
        part: ReportPartId,
        participation: ParticipationId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "mergeReported";
        let words = participation.to_string();
        let (mut work, digest) = self.answer(caller, KIND, (&[part], &words)).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        let training = steps::merge(&mut work, part, participation).await?;
        finish(work, KIND, key, digest, Some(training.0)).await
    }

    /// Does not agree with what was reported, with a reason that the provider and the employee
    /// read; once under its key.
    ///
    /// # Errors
    /// `REASON-001` without a reason, `REASON-093` where it is longer than 500 characters,
    /// `REPORT-146` for a part that was answered before; hidden for another employer's.
    pub async fn dispute_reported(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        words: &str,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.dispute_reported_once(caller, parts, words, key);
        self.refusal_noted(caller, "disputeReported", asked).await
    }

    async fn dispute_reported_once(
        &self,
        caller: &Caller,
        parts: &[ReportPartId],
        words: &str,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "disputeReported";
        let words = words.trim();
        let (mut work, digest) = self.answer(caller, KIND, (parts, words)).await?;
        steps::check_words(words)?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        steps::dispute(&mut work, parts, words).await?;
        finish(work, KIND, key, digest, None).await
    }

    /// Takes back that a report was merged or disputed: it waits again. What was accepted is
    /// withdrawn as a training. Once under its key.
    ///
    /// # Errors
    /// `REPORT-146` for a part that is neither; hidden for another employer's.
    pub async fn reopen_reported(
        &self,
        caller: &Caller,
        part: ReportPartId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        let asked = self.reopen_reported_once(caller, part, key);
        self.refusal_noted(caller, "reopenReported", asked).await
    }

    async fn reopen_reported_once(
        &self,
        caller: &Caller,
        part: ReportPartId,
        key: &Key,
    ) -> Result<ChangeId, Refused> {
        const KIND: &str = "reopenReported";
        let (mut work, digest) = self.answer(caller, KIND, (&[part], "")).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return Ok(earlier.change);
        }
        steps::reopen(&mut work, part).await?;
        finish(work, KIND, key, digest, None).await
    }

    async fn answer<'a>(
        &'a self,
        caller: &'a Caller,
        kind: &str,
        asked: (&[ReportPartId], &str),
    ) -> Result<(Work<'a>, Vec<u8>), Refused> {
        caller.require(Action::VerifyReports)?;
        let digest = digest_of(&(kind, asked))?;
        Ok((self.begin(caller, None).await?, digest))
    }
}

/// The trainings as which parts were accepted, in the order in which they were registered: what was
/// accepted stays so, so that they are the same whenever one asks.
async fn trainings_of(
    work: &mut Work<'_>,
    ids: &[ReportPartId],
) -> Result<Vec<TrainingId>, Refused> {
    let found = work.tx.reported_parts(work.caller.employer, ids).await?;
    let by_report: BTreeMap<ReportId, Option<TrainingId>> =
        found.into_iter().map(|part| (part.report, part.training)).collect();
    Ok(by_report.into_values().flatten().collect())
}

async fn finish(
    mut work: Work<'_>,
    kind: &str,
    key: &Key,
    digest: Vec<u8>,
    object: Option<uuid::Uuid>,
) -> Result<ChangeId, Refused> {
    let affected = work.touched.union(&work.written).count();
    let receipt = Receipt { change: work.change, object, affected, job: None };
    work.note(kind, key, digest, &receipt).await?;
    work.tx.commit().await?;
    Ok(receipt.change)
}
