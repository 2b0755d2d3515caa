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
    let known = Known::load(&mut work.tx, work.caller, Instant::LATEST).await?;
    Ok((FIRST_YEAR..=last).map(|year| (year, SizeUsed::from(&known.working(year)))).collect())
}

/// The size in each of these years with everything it follows from, as known at an instant.
pub(crate) async fn size_workings(
    tx: &mut Tx,
    caller: &Caller,
    years: impl IntoIterator<Item = Year>,
    as_known: Instant,
) -> Result<Vec<SizeWorking>, Refused> {
    let known = Known::load(tx, caller, as_known).await?;
    Ok(years.into_iter().map(|year| known.working(year)).collect())
}

/// The same of one year.
pub(crate) async fn size_working(
    tx: &mut Tx,
    caller: &Caller,
    year: Year,
    as_known: Instant,
) -> Result<SizeWorking, Refused> {
    Ok(Known::load(tx, caller, as_known).await?.working(year))
}

/// What the sizes of an employer follow from.
struct Known {
    /// Declared quarters with the full-time equivalents at their end.
    fte: BTreeMap<Quarter, BigRational>,
    sizes: Vec<QuarterSize>,
    /// Averages set by hand, by the period they are of.
    manual: Vec<(Year, ManualAverage)>,
}

impl Known {
    async fn load(tx: &mut Tx, caller: &Caller, as_known: Instant) -> Result<Self, Refused> {
        let employer = caller.employer();
        let declared = tx.declared_quarters(employer, as_known).await?;
        let sizes = tx.quarter_sizes(employer, as_known).await?;
        let mut fte = BTreeMap::new();
        for size in sizes.iter().filter(|size| declared.contains(&size.quarter)) {
            let exact: Exact =
                size.fte.parse().map_err(|_| Refused::Broken("size of a quarter".to_owned()))?;
            fte.insert(size.quarter, exact.to_big());
        }
        let averages = tx.size_averages(employer, as_known).await?.into_iter();
        let manual = averages.filter_map(|(of, hundredths, reason)| {
            Some((of, ManualAverage::new(hundredths, &reason).ok()?))
        });
        Ok(Self { fte, sizes, manual: manual.collect() })
    }

    fn working(&self, year: Year) -> SizeWorking {
        let (period, _) = two_year_period(year);
        let last_reference = reference_quarters(year)[3];
        let manual = self.manual.iter().rev().find(|(of, _)| *of == period);
        let later = self.sizes.iter().filter(|s| s.quarter > last_reference && s.headcount > 0);
        let inputs = SizeInputs {
            year,
            fte_by_quarter: self.fte.clone(),
            manual: manual.map(|(_, average)| average.clone()),
            fallback: later
                .map(|s| (s.quarter, u32::try_from(s.headcount).unwrap_or(u32::MAX)))
                .min(),
        };
        inputs.work_out()
    }
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
