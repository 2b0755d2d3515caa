//! The size of the undertaking: at each quarter's end, and on average over a two-year period.

use std::collections::BTreeMap;

use fla_domain::right::SizeUsed;
use fla_domain::rules::Exact;
use fla_domain::size::{
    ManualAverage, SizeInputs, SizeWorking, fte, reference_quarters, two_year_period,
};
use fla_domain::time::{Instant, Quarter, Year};
use fla_store::Tx;
use fla_store::employment::QuarterSize;
use fla_store::span::UnderContract;
use jiff::civil::Date;
use num_rational::BigRational;

use crate::Refused;
use crate::caller::Caller;
use crate::intake::Work;

/// The first year with a statutory right.
const FIRST_YEAR: Year = 2023;

/// The size that counts in each year from the first with a right until this one.
pub(crate) async fn sizes_by_year(
    work: &mut Work<'_>,
) -> Result<BTreeMap<Year, SizeUsed>, Refused> {
    let last = work.today().year().max(FIRST_YEAR);
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
    let sizes = tx.quarter_sizes(employer, as_known).await?;
    for size in &sizes {
        if declared.contains(&size.quarter) {
            let fte: Exact =
                size.fte.parse().map_err(|_| Refused::Broken("size of a quarter".to_owned()))?;
            inputs.fte_by_quarter.insert(size.quarter, fte.to_big());
        }
    }
    let (period, _) = two_year_period(year);
    for (of, hundredths, reason) in tx.size_averages(employer, as_known).await? {
        if of == period {
            inputs.manual = ManualAverage::new(hundredths, &reason).ok();
        }
    }
    let last_reference = reference_quarters(year)[3];
    inputs.fallback = sizes
        .iter()
        .filter(|s| s.quarter > last_reference && s.headcount > 0)
        .map(|s| (s.quarter, u32::try_from(s.headcount).unwrap_or(u32::MAX)))
        .min();
    Ok(inputs.work_out())
}

/// The quarter of first employment after the reference period of a year: its headcount stands in
/// where no reference quarter was declared. It is counted with the declared quarters, so that a
/// question for the size never has to look at all employments.
fn first_quarter_after(beginnings: &[(Date, Date)], year: Year) -> Option<Quarter> {
    let last_reference = reference_quarters(year)[3];
    let after = last_reference.last_day();
    let first = beginnings.iter().find(|(_, until)| *until > after)?.0;
    Some(Quarter::of(first.max(last_reference.next().first_day())))
}

/// Counts the full-time equivalents and heads at the end of every quarter that matters again: the
/// declared ones, and those of first employment after a reference period. Says whether any changed.
pub(crate) async fn refresh_quarter_sizes(work: &mut Work<'_>) -> Result<bool, Refused> {
    let employer = work.caller.employer();
    let standing: BTreeMap<Quarter, QuarterSize> = work
        .tx
        .quarter_sizes(employer, Instant::LATEST)
        .await?
        .into_iter()
        .map(|s| (s.quarter, s))
        .collect();
    let mut quarters = work.tx.declared_quarters(employer, Instant::LATEST).await?;
    quarters.extend(standing.keys());
    let beginnings = work.tx.beginnings(employer).await?;
    let years = (FIRST_YEAR - 1..=work.today().year() + 1).step_by(2);
    quarters.extend(years.filter_map(|year| first_quarter_after(&beginnings, year)));
    let mut changed = false;
    for quarter in quarters {
        let people = work.tx.under_contract_on(employer, quarter.last_day()).await?;
        let size = QuarterSize {
            quarter,
            fte: Exact::from(full_time_equivalents(&people)).to_string(),
            headcount: people.headcount(),
        };
        if standing.get(&quarter) != Some(&size) {
            work.tx.set_quarter_size(employer, &size, work.at, work.change).await?;
            changed = true;
        }
    }
    Ok(changed)
}

fn full_time_equivalents(people: &UnderContract) -> BigRational {
    let alone = people
        .alone
        .iter()
        .map(|(fraction, count)| fte([[*fraction]]) * BigRational::from_integer((*count).into()));
    alone.fold(fte(people.several.iter().map(|p| p.iter().copied())), |sum, one| sum + one)
}
