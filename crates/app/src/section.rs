//! What somebody reaches whose role is limited to a section of the employer. Others are to that
//! person as if they were not there.

use std::collections::BTreeSet;

use fla_domain::access::Section;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::time::Instant;
use fla_store::Tx;
use jiff::civil::Date;

use crate::intake::Work;
use crate::{App, Caller, Refused};

/// The section of a caller as the store asks for it; `None` of somebody who reaches everybody.
pub(crate) fn of(caller: &Caller, today: Date) -> Option<(Section, Date)> {
    Some((caller.section()?.clone(), today))
}

/// Those among some employees whom the caller reaches, in the order in which they came.
pub(crate) async fn among(
    caller: &Caller,
    today: Date,
    tx: &mut Tx,
    ids: Vec<EmployeeId>,
) -> Result<Vec<EmployeeId>, Refused> {
    let Some(section) = of(caller, today) else { return Ok(ids) };
    let mut reached = BTreeSet::new();
    for chunk in ids.chunks(5_000) {
        reached.extend(tx.in_section(caller.employer, chunk, &section).await?);
    }
    Ok(ids.into_iter().filter(|id| reached.contains(id)).collect())
}

impl App {
    /// Hides an employee whom the caller does not reach, and notes the attempt.
    pub(crate) async fn reach(
        &self,
        caller: &Caller,
        tx: &mut Tx,
        employee: EmployeeId,
        action: &str,
    ) -> Result<(), Refused> {
        let reached = among(caller, self.today(), tx, vec![employee]).await?;
        self.there(caller, action, reached.first()).await.map(drop)
    }
}

/// Hides a training with nobody in it whom the caller reaches, and refuses to change one with
/// others in it: what it says about them is not the caller's to change.
pub(crate) async fn reach_training(work: &mut Work<'_>, id: TrainingId) -> Result<(), Refused> {
    if work.caller.section().is_none() {
        return Ok(());
    }
    let parts = work.tx.parts_in(work.caller.employer, id, Instant::LATEST).await?;
    let people: Vec<_> = parts.iter().map(|p| p.employee).collect();
    let all = people.len();
    match among(work.caller, work.app.today(), &mut work.tx, people).await?.len() {
        0 => Err(Refused::Hidden),
        reached if reached == all => Ok(()),
        _ => Err(Anomaly::new(Zone::Participants, Fault::Forbidden).at("participants").into()),
    }
}

/// The last look before anything is worked out: whatever a command touched, nobody is among it whom
/// the caller does not reach.
pub(crate) async fn keep_to(work: &mut Work<'_>) -> Result<(), Refused> {
    if work.caller.section().is_none() {
        return Ok(());
    }
    let touched: Vec<_> = work.touched.union(&work.written).copied().collect();
    let all = touched.len();
    let reached = among(work.caller, work.app.today(), &mut work.tx, touched).await?;
    if work.everybody || reached.len() < all { Err(Refused::Hidden) } else { Ok(()) }
}
