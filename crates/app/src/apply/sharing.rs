//! What an employee shows the employer of what is their own, and what the employer finds of it.
//! Both sides can take it back; nothing that was said before is lost.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::OwnRecordId;
use fla_domain::own::Standing;
use fla_domain::time::Instant;
use fla_store::sharing::{Judgement, Share};

use super::disputes::oneself;
use crate::intake::Work;
use crate::{Command, Refused};

/// Longest text beside a judgement.
const WORDS_LENGTH: usize = 500;
/// Most records that one person shows one employer.
const MOST: usize = 200;

pub(super) fn check(standing: Standing, words: &str) -> Vec<Anomaly> {
    let mut found = Vec::new();
    // No employer makes something authentic.
    if standing == Standing::Authentic {
        found.push(Anomaly::new(Zone::Status, Fault::OutsideDomain).at("standing"));
    }
    if words.trim().chars().count() > WORDS_LENGTH {
        let fault = Anomaly::new(Zone::Text, Fault::Length).at("words");
        found.push(fault.with("max", WORDS_LENGTH));
    }
    found
}

/// Changes what is shown, or what was found of it.
pub(super) async fn apply(work: &mut Work<'_>, command: &Command) -> Result<(), Refused> {
    match command {
        Command::ShareRecord { record } => share(work, *record).await,
        Command::StopSharing { record } => stop(work, *record).await,
        Command::JudgeRecord { record, version, standing, words } => {
            judge(work, *record, *version, *standing, words).await
        }
        other => Err(Refused::Broken(format!("{} shows nothing", other.kind()))),
    }
}

/// The caller shows a record of their own. What is not theirs is as good as absent.
async fn share(work: &mut Work<'_>, record: OwnRecordId) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let employee = oneself(work).await?;
    let ssin = work.caller.ssin.clone().ok_or(Refused::Hidden)?;
    let found = work.tx.own_record(&ssin, record).await?;
    found.filter(|r| !r.withdrawn).ok_or(Refused::Hidden)?;
    let shares = work.tx.shares_of(employer, employee).await?;
    let open = || shares.iter().filter(|s| s.ended_at.is_none());
    if open().any(|s| s.record == record) {
        return Err(Anomaly::new(Zone::Employer, Fault::Duplicate).at("employer").into());
    }
    if open().count() >= MOST {
        return Err(Anomaly::new(Zone::Text, Fault::OutsideDomain).at("employer").into());
    }
    let share = Share {
        id: work.app.opaque_id(),
        record,
        employee,
        shared_at: work.at,
        change: work.change,
        ended_at: None,
    };
    work.tx.insert_share(employer, &share).await?;
    work.object = Some(record.0);
    work.written.insert(employee);
    Ok(())
}

/// The caller shows it no longer. What the employer found of it stays with the person.
async fn stop(work: &mut Work<'_>, record: OwnRecordId) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let employee = oneself(work).await?;
    let share = work.tx.open_share(employer, record).await?;
    share.filter(|s| s.employee == employee).ok_or(Refused::Hidden)?;
    work.tx.end_share(employer, record, work.at).await?;
    work.object = Some(record.0);
    work.written.insert(employee);
    Ok(())
}

async fn judge(
    work: &mut Work<'_>,
    record: OwnRecordId,
    version: i64,
    standing: Standing,
    words: &str,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let share = work.tx.open_share(employer, record).await?.ok_or(Refused::Hidden)?;
    let employee = work.tx.get_employee(employer, share.employee, Instant::LATEST).await?;
    let ssin = employee.ok_or(Refused::Hidden)?.person.ssin;
    let found = work.tx.own_record(&ssin, record).await?.filter(|r| !r.withdrawn);
    // What was looked at must be what stands there.
    if found.ok_or(Refused::Hidden)?.version != version {
        return Err(Refused::Conflict);
    }
    let judgement = Judgement {
        record,
        version,
        at: work.at,
        employee: share.employee,
        standing,
        by: work.caller.name().to_owned(),
        words: words.trim().to_owned(),
        change: work.change,
    };
    work.tx.insert_judgement(employer, &judgement).await?;
    work.object = Some(record.0);
    work.written.insert(share.employee);
    Ok(())
}
