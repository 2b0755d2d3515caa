//! Questions of employees about entries, and their answers. An answer that accepts links to the
//! command that corrected the register; nothing is corrected on the side.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::dispute::{About, Claim, DisputeState, StepKind, check_words, due};
use fla_domain::ids::{ChangeId, DisputeId, EmployeeId, ParticipationId};
use fla_domain::time::{Instant, Year};
use fla_store::dispute::{StoredDispute, StoredStep};

use crate::Refused;
use crate::intake::Work;

/// Most questions of one person that wait for an answer of one employer.
const MOST_OPEN: usize = 50;

/// What is asked.
pub(super) struct Question<'a> {
    pub(super) about: About,
    pub(super) part: Option<ParticipationId>,
    pub(super) year: Option<Year>,
    pub(super) words: &'a str,
    pub(super) claim: &'a Claim,
}

pub(super) fn check(question: &Question<'_>) -> Vec<Anomaly> {
    let mut found: Vec<Anomaly> = check_words(question.words).into_iter().collect();
    found.extend(question.claim.check(question.about));
    if question.about == About::Right {
        match question.year {
            None => found.push(Anomaly::new(Zone::Year, Fault::Missing).at("year")),
            Some(year) => found.extend(super::check_year(year)),
        }
    }
    found
}

/// The caller as employee: somebody speaks only for themself.
pub(super) async fn oneself(work: &mut Work<'_>) -> Result<EmployeeId, Refused> {
    let ssin = work.caller.ssin.clone().ok_or(Refused::Hidden)?;
    let found = work.tx.find_employees(work.caller.employer(), &[ssin]).await?;
    found.first().map(|(_, id)| *id).ok_or(Refused::Hidden)
}

pub(super) async fn ask(work: &mut Work<'_>, question: &Question<'_>) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let employee = oneself(work).await?;
    let standing = work.tx.disputes_of(employer, employee).await?;
    let open = standing.iter().filter(|d| d.state == DisputeState::Open);
    if open.count() >= MOST_OPEN {
        return Err(Anomaly::new(Zone::Participation, Fault::Forbidden).at("words").into());
    }
    let mut training = None;
    if question.about == About::Participation {
        let wanted = question.part.ok_or(Refused::Hidden)?;
        let parts = work.tx.parts_of(employer, &[employee], Instant::LATEST).await?;
        let part = parts.iter().find(|p| p.id == wanted).ok_or(Refused::Hidden)?;
        training = Some(part.training);
        let same = |d: &StoredDispute| d.part == Some(wanted) && d.state == DisputeState::Open;
        if standing.iter().any(same) {
            return Err(Anomaly::new(Zone::Participation, Fault::Duplicate).at("words").into());
        }
    }
    let id = DisputeId(work.app.opaque_id());
    let dispute = StoredDispute {
        id,
        employee,
        about: question.about,
        part: question.part.filter(|_| question.about == About::Participation),
        training,
        year: question.year.filter(|_| question.about == About::Right),
        opened_at: work.at,
        due: due(work.today()),
        state: DisputeState::Open,
    };
    work.tx.insert_dispute(employer, &dispute).await?;
    let claim = if question.claim.is_empty() {
        None
    } else {
        let text = serde_json::to_string(question.claim);
        Some(text.map_err(|_| Refused::Broken("claim has no text form".to_owned()))?)
    };
    let step = Said { kind: StepKind::Asked, words: question.words, claim, linked: None };
    add_step(work, &dispute, step).await
}

pub(super) async fn ask_again(
    work: &mut Work<'_>,
    id: DisputeId,
    words: &str,
) -> Result<(), Refused> {
    let dispute = own(work, id).await?;
    let last_day = due(work.today());
    go_on(work, &dispute, StepKind::AskedAgain, last_day).await?;
    let step = Said { kind: StepKind::AskedAgain, words, claim: None, linked: None };
    add_step(work, &dispute, step).await
}

pub(super) async fn take_back(work: &mut Work<'_>, id: DisputeId) -> Result<(), Refused> {
    let dispute = own(work, id).await?;
    go_on(work, &dispute, StepKind::TakenBack, dispute.due).await?;
    let step = Said { kind: StepKind::TakenBack, words: "", claim: None, linked: None };
    add_step(work, &dispute, step).await
}

pub(super) async fn answer(
    work: &mut Work<'_>,
    id: DisputeId,
    words: &str,
    correction: Option<ChangeId>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let dispute = work.tx.get_dispute(employer, id).await?.ok_or(Refused::Hidden)?;
    let kind = if let Some(change) = correction {
        corrects(work, &dispute, change).await?;
        StepKind::Corrected
    } else {
        StepKind::Explained
    };
    go_on(work, &dispute, kind, dispute.due).await?;
    add_step(work, &dispute, Said { kind, words, claim: None, linked: correction }).await
}

/// The change touched the account of who asks, after the question.
async fn corrects(
    work: &mut Work<'_>,
    dispute: &StoredDispute,
    change: ChangeId,
) -> Result<(), Refused> {
    let entries = work.tx.audit_of(work.caller.employer(), dispute.employee, 1_000).await?;
    let found = entries.iter().any(|entry| {
        entry.change == Some(change) && entry.at > dispute.opened_at && is_correction(&entry.action)
    });
    if found {
        Ok(())
    } else {
        Err(Anomaly::new(Zone::Training, Fault::NotFound).at("correction").into())
    }
}

/// The commands that can be the correction of an entry.
pub(crate) fn is_correction(kind: &str) -> bool {
    matches!(
        kind,
        "registerTraining"
            | "registerSeries"
            | "correctTraining"
            | "completeTraining"
            | "withdrawTraining"
            | "restoreTraining"
            | "setRight"
            | "computeRight"
            | "giveCompanyDays"
            | "withdrawCompanyDays"
            | "setOptOut"
            | "endOptOut"
            | "adjustCredit"
            | "withdrawAdjustment"
            | "changeOccupations"
            | "endService"
            | "setAverage"
            | "computeAverage"
    )
}

/// A question of the caller; somebody else's is as good as absent.
async fn own(work: &mut Work<'_>, id: DisputeId) -> Result<StoredDispute, Refused> {
    let employee = oneself(work).await?;
    let dispute = work.tx.get_dispute(work.caller.employer(), id).await?;
    dispute.filter(|d| d.employee == employee).ok_or(Refused::Hidden)
}

async fn go_on(
    work: &mut Work<'_>,
    dispute: &StoredDispute,
    kind: StepKind,
    last_day: jiff::civil::Date,
) -> Result<(), Refused> {
    let state = dispute.state.after(kind).ok_or_else(|| {
        Refused::from(Anomaly::new(Zone::Status, Fault::NotApplicable).at("words"))
    })?;
    Ok(work.tx.set_dispute(work.caller.employer(), dispute.id, state, last_day).await?)
}

/// What is said in a step.
struct Said<'a> {
    kind: StepKind,
    words: &'a str,
    claim: Option<String>,
    linked: Option<ChangeId>,
}

async fn add_step(
    work: &mut Work<'_>,
    dispute: &StoredDispute,
    said: Said<'_>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let seq = work.tx.dispute_steps(employer, dispute.id).await?.last().map_or(0, |s| s.seq) + 1;
    let step = StoredStep {
        seq,
        at: work.at,
        change: work.change,
        actor_name: work.caller.name().to_owned(),
        role: work.caller.role().code().to_owned(),
        kind: said.kind,
        words: said.words.trim().to_owned(),
        claim: said.claim,
        linked: said.linked,
    };
    work.tx.insert_dispute_step(employer, dispute.id, &step).await?;
    work.object = Some(dispute.id.0);
    // Whose account it is about, for the audit log; nothing is worked out again.
    work.written.insert(dispute.employee);
    Ok(())
}
