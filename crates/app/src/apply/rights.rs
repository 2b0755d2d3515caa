//! What the employer decides about rights: average size, overrides, company days, opt-out,
//! verification, adjustments.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{AdjustmentId, CompanyDaysId, EmployeeId};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::size::two_year_period;
use fla_domain::time::{Instant, Year};
use fla_store::STILL;
use fla_store::ledger::StoredAdjustment;
use fla_store::right::{RightState, StoredCompanyDays, StoredRight};
use jiff::civil::Date;
use uuid::Uuid;

use super::own_employees;
use crate::Refused;
use crate::command::Targets;
use crate::intake::Work;

/// How many employees are read and written at once.
const CHUNK: usize = 1_000;

pub(super) async fn set_average(
    work: &mut Work<'_>,
    year: Year,
    hundredths: Option<i64>,
) -> Result<(), Refused> {
    let reason = work.reason.unwrap_or_default();
    let average = hundredths.map(|h| (h, reason));
    let (employer, at, change) = (work.caller.employer(), work.at, work.change);
    let period = two_year_period(year).0;
    if average.is_none() {
        let by_hand = work.tx.size_averages(employer, Instant::LATEST).await?;
        if !by_hand.iter().any(|(of, ..)| *of == period) {
            return Err(Anomaly::new(Zone::Average, Fault::NotFound).at("year").into());
        }
    }
    work.tx.set_size_average(employer, period, average, at, change).await?;
    work.everybody = true;
    Ok(())
}

/// The employees meant, checked to be the employer's own.
async fn resolve(work: &mut Work<'_>, targets: &Targets) -> Result<Vec<EmployeeId>, Refused> {
    match targets {
        Targets::Some(ids) => Ok(own_employees(work, ids).await?.into_iter().collect()),
        Targets::All => {
            let mut all = Vec::new();
            let mut after = EmployeeId(Uuid::nil());
            loop {
                let next = work.tx.employees_after(work.caller.employer(), after, 5_000).await?;
                let Some(last) = next.last() else { return Ok(all) };
                after = *last;
                all.extend(next);
            }
        }
    }
}

pub(super) async fn set_right(
    work: &mut Work<'_>,
    targets: &Targets,
    year: Year,
    kind: RightKind,
    minutes: Option<Minutes>,
) -> Result<(), Refused> {
    let mut ids = resolve(work, targets).await?;
    if minutes.is_none() {
        ids = with_right_by_hand(work, &ids, year, kind).await?;
        if ids.is_empty() {
            return Err(Anomaly::new(Zone::Right, Fault::NotFound).at("year").into());
        }
    }
    let reason = work.reason.unwrap_or_default();
    let (employer, at, change) = (work.caller.employer(), work.at, work.change);
    for chunk in ids.chunks(CHUNK) {
        let set = minutes.map(|m| (m, reason));
        work.tx.set_overrides(employer, chunk, year, kind, set, at, change).await?;
    }
    work.touched.extend(ids);
    Ok(())
}

/// Those among some employees of whom a right was set by hand: of the others nothing can be taken away.
async fn with_right_by_hand(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
    year: Year,
    kind: RightKind,
) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let mut found = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let by_hand = work.tx.overrides_of(employer, chunk, Instant::LATEST).await?;
        let asked = by_hand.iter().filter(|one| one.year == year && one.kind == kind);
        found.extend(asked.map(|one| one.employee));
    }
    Ok(found)
}

pub(super) async fn give_company_days(
    work: &mut Work<'_>,
    targets: &Targets,
    year: Year,
    hundredths: i64,
    flat: bool,
) -> Result<(), Refused> {
    let to: Vec<Option<EmployeeId>> = match targets {
        Targets::All => {
            work.everybody = true;
            vec![None]
        }
        Targets::Some(_) => {
            let ids = resolve(work, targets).await?;
            work.touched.extend(&ids);
            ids.into_iter().map(Some).collect()
        }
    };
    let days: Vec<_> = to
        .into_iter()
        .map(|employee| StoredCompanyDays {
            id: CompanyDaysId(work.app.ordered_id(work.at)),
            employee,
            year,
            hundredths,
            flat,
            reason: work.reason.map(str::to_owned),
        })
        .collect();
    work.tx.insert_company_days(work.caller.employer(), &days, work.at, work.change).await?;
    Ok(())
}

pub(super) async fn withdraw_company_days(
    work: &mut Work<'_>,
    id: CompanyDaysId,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let days = work.tx.get_company_days(employer, id).await?.ok_or(Refused::Hidden)?;
    work.tx.close_company_days(employer, id, work.at).await?;
    match days.employee {
        Some(employee) => {
            work.touched.insert(employee);
        }
        None => work.everybody = true,
    }
    Ok(())
}

pub(super) async fn set_opt_out(
    work: &mut Work<'_>,
    targets: &Targets,
    year: Year,
    out: bool,
) -> Result<(), Refused> {
    let (employer, at, change) = (work.caller.employer(), work.at, work.change);
    if *targets == Targets::All {
        let rows: Vec<_> = out.then(|| (work.app.ordered_id(at), None)).into_iter().collect();
        work.tx.set_opt_out(employer, None, year, &rows, at, change).await?;
        work.everybody = true;
        return Ok(());
    }
    let ids = resolve(work, targets).await?;
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<_> = if out {
            chunk.iter().map(|id| (work.app.ordered_id(at), Some(*id))).collect()
        } else {
            Vec::new()
        };
        work.tx.set_opt_out(employer, Some(chunk), year, &rows, at, change).await?;
    }
    work.touched.extend(ids);
    Ok(())
}

/// Verification changes no figure, so nothing is worked out again.
pub(super) async fn verify(
    work: &mut Work<'_>,
    targets: &Targets,
    year: Year,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let ids = match targets {
        Targets::All => work.tx.employees_to_verify(employer, year).await?,
        Targets::Some(_) => resolve(work, targets).await?,
    };
    for chunk in ids.chunks(CHUNK) {
        let rights = work.tx.rights_of(employer, chunk, Instant::LATEST).await?;
        let verified: Vec<StoredRight> = rights
            .into_iter()
            .filter(|r| r.year == year && r.state == RightState::Calculated)
            .map(|r| StoredRight {
                state: RightState::Verified,
                previous: None,
                known_from: work.at,
                known_to: STILL,
                change: work.change,
                ..r
            })
            .collect();
        for &kind in RightKind::ALL {
            let of_kind: Vec<_> =
                verified.iter().filter(|r| r.kind == kind).map(|r| r.employee).collect();
            if !of_kind.is_empty() {
                work.tx.close_rights(employer, &of_kind, year, kind, &work.stamps).await?;
            }
        }
        work.written.extend(verified.iter().map(|r| r.employee));
        work.tx.insert_rights(employer, &verified).await?;
    }
    Ok(())
}

pub(super) async fn adjust(
    work: &mut Work<'_>,
    employee: EmployeeId,
    year: Year,
    date: Date,
    minutes: Minutes,
) -> Result<(), Refused> {
    own_employees(work, &[employee]).await.map_err(|_| Refused::Hidden)?;
    let adjustment = StoredAdjustment {
        id: AdjustmentId(work.app.opaque_id()),
        employee,
        year,
        date,
        minutes,
        reason: work.reason.unwrap_or_default().to_owned(),
    };
    let (at, change) = (work.at, work.change);
    work.tx.insert_adjustment(work.caller.employer(), &adjustment, at, change).await?;
    work.object = Some(adjustment.id.0);
    work.touched.insert(employee);
    Ok(())
}

pub(super) async fn withdraw_adjustment(
    work: &mut Work<'_>,
    employee: EmployeeId,
    id: AdjustmentId,
) -> Result<(), Refused> {
    if !work.tx.close_adjustment(work.caller.employer(), employee, id, work.at).await? {
        return Err(Refused::Hidden);
    }
    work.touched.insert(employee);
    Ok(())
}
