//! Tasks that are done when somebody says so.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::task::Settled;
use jiff::civil::Date;

use crate::Refused;
use crate::intake::Work;

/// What has not happened yet was not done, and a quarter that is not over is not complete.
pub(super) fn check(task: Settled, done_on: Option<Date>, today: Date) -> Vec<Anomaly> {
    let earliest = match task {
        Settled::Quarter(quarter) => quarter.last_day(),
        Settled::PlanAdvice(_) | Settled::Plan(_) | Settled::AccessReview(_) => {
            Date::constant(2022, 1, 1)
        }
    };
    let odd = |day: &Date| *day > today || *day < earliest;
    let fault = || Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("on");
    done_on.filter(odd).map(|_| fault()).into_iter().collect()
}

pub(super) async fn settle(
    work: &mut Work<'_>,
    task: Settled,
    done_on: Option<Date>,
) -> Result<(), Refused> {
    let (employer, by) = (work.caller.employer(), work.caller.name().to_owned());
    let done = done_on.map(|day| (day, by.as_str()));
    Ok(work.tx.set_task_done(employer, task, done, (work.at, work.change)).await?)
}
