//! Departures and changes entered by hand.

use fla_app::{Command, OccupationInput};
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Fraction;
use jiff::ToSpan;

use crate::data::DataFault;
use crate::data::door::Door;
use crate::data::staff::PLAIN;

/// Somebody resigns, somebody is dismissed with notice, somebody goes part-time: as many as the
/// employer is large.
pub(super) async fn happen(door: &Door<'_>) -> Result<(), DataFault> {
    let many = match door.company.people {
        0..=9 => 0,
        10..=29 => 2,
        30..=99 => 4,
        _ => 6,
    };
    let cases = [
        (EndCause::Resignation, -6),
        // With notice: the last day is still to come.
        (EndCause::Dismissal, 75),
        (EndCause::Agreement, -12),
        (EndCause::UrgentCause, -9),
        (EndCause::EndOfTerm, 15),
        (EndCause::Resignation, 40),
    ];
    let from = usize::try_from(PLAIN).unwrap_or(0) + 4;
    let mut here = door
        .staff
        .iter()
        .enumerate()
        .skip(from)
        .filter(|(_, w)| w.works_on(door.day) && w.occupations.iter().all(|o| o.end.is_none()))
        .filter_map(|(at, worker)| Some((door.ids.get(&at).copied()?, worker)));
    for ((cause, days), (employee, _)) in cases.into_iter().zip(here.by_ref()).take(many) {
        let end = door.day.checked_add(i64::from(days).days());
        let end = end.map_err(|_| DataFault::Plan("a departure"))?;
        door.submit(&Command::EndService { employee, end, cause }, None).await?;
    }
    for (employee, worker) in here.take(many / 2) {
        let Some(occupation) = worker.occupations.first() else { continue };
        let fraction = Fraction::new(2_280, 3_800).map_err(|_| DataFault::Plan("a regime"))?;
        let joint_committee = occupation.joint_committee.clone();
        let occupations = vec![OccupationInput { joint_committee, fraction }];
        let from = door.day.first_of_month();
        let command = Command::ChangeOccupations { employee, from, to: None, occupations };
        door.submit(&command, None).await?;
    }
    Ok(())
}
