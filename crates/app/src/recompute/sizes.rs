//! The size of the undertaking: at each quarter's end, and on average over a two-year period.

use std::collections::BTreeMap;

use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Fraction;
use fla_domain::right::SizeUsed;
use fla_domain::rules::Exact;
use fla_domain::size::{ManualAverage, SizeInputs, SizeWorking, fte, reference_quarters, two_year_period};
use fla_domain::time::{Instant, Quarter, Year};
use fla_store::Tx;
use fla_store::employment::QuarterSize;

use crate::Refused;
use crate::caller::Caller;
use crate::intake::Work;

/// The first year with a statutory right.
const FIRST_YEAR: Year = 2023;

/// The size that counts in each year from the first with a right until this one.
pub(crate) async fn sizes_by_year(
    work: &mut Work<'_>,
) -> Result<BTreeMap<Year, SizeUsed>, Refused> {
    let last = work.at.date_in_brussels().year().max(FIRST_YEAR);
    let mut sizes = BTreeMap::new();
    for year in FIRST_YEAR..=last {
        let working = size_working(&mut work.tx, work.caller, year, Instant::LATEST).await?;
        sizes.insert(year, SizeUsed::from(&working));
    }
    Ok(sizes)
}

/// The size in a year with everything it follows from, as known at an instant.
pub(crate) async fn size_working(
    tx: &mut Tx,
    caller: &Caller,
    year: Year,
    as_known: Instant,
) -> Result<SizeWorking, Refused> {
    let employer = caller.employer();
    let declared = tx.declared_quarters(employer, as_known).await?;
    let mut inputs = SizeInputs { year, ..SizeInputs::default() };
    for size in tx.quarter_sizes(employer, as_known).await? {
        if declared.contains(&size.quarter) {
            let fte: Exact = size
                .fte
                .parse()
                .map_err(|_| Refused::Broken("size of a quarter".to_owned()))?;
            inputs.fte_by_quarter.insert(size.quarter, fte.to_big());
        }
    }
    let (period, _) = two_year_period(year);
    for (of, hundredths, reason) in tx.size_averages(employer, as_known).await? {
        if of == period {
            inputs.manual = ManualAverage::new(hundredths, &reason).ok();
        }
    }
    let reference = reference_quarters(year);
    if !reference.iter().any(|q| inputs.fte_by_quarter.contains_key(q)) {
        inputs.fallback = headcount_after(tx, caller, reference[3]).await?;
    }
    Ok(inputs.work_out())
}

/// The headcount at the end of the quarter of first employment after the reference period.
async fn headcount_after(
    tx: &mut Tx,
    caller: &Caller,
    last_reference: Quarter,
) -> Result<Option<(Quarter, u32)>, Refused> {
    let employer = caller.employer();
    let after = last_reference.last_day();
    let Some(first) = tx.first_service_after(employer, after).await? else { return Ok(None) };
    let quarter = Quarter::of(first.max(last_reference.next().first_day()));
    let mut people: Vec<_> =
        tx.under_contract_on(employer, quarter.last_day()).await?.into_iter().map(|p| p.0).collect();
    people.dedup();
    Ok(Some((quarter, u32::try_from(people.len()).unwrap_or(u32::MAX))))
}

/// Counts the full-time equivalents at the end of these quarters again; true where one changed.
pub(crate) async fn refresh_quarter_sizes(
    work: &mut Work<'_>,
    quarters: &[Quarter],
) -> Result<bool, Refused> {
    let employer = work.caller.employer();
    let standing: BTreeMap<Quarter, QuarterSize> = work
        .tx
        .quarter_sizes(employer, Instant::LATEST)
        .await?
        .into_iter()
        .map(|s| (s.quarter, s))
        .collect();
    let mut changed = false;
    for &quarter in quarters {
        let rows = work.tx.under_contract_on(employer, quarter.last_day()).await?;
        let size = count(quarter, &rows);
        if standing.get(&quarter) != Some(&size) {
            work.tx.set_quarter_size(employer, &size, work.at, work.change).await?;
            changed = true;
        }
    }
    Ok(changed)
}

fn count(quarter: Quarter, rows: &[(EmployeeId, Fraction)]) -> QuarterSize {
    let people: Vec<Vec<Fraction>> =
        rows.chunk_by(|a, b| a.0 == b.0).map(|p| p.iter().map(|r| r.1).collect()).collect();
    let headcount = i64::try_from(people.len()).unwrap_or(i64::MAX);
    QuarterSize { quarter, fte: Exact::from(fte(people)).to_string(), headcount }
}
