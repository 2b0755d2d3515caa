//! What the employer decides about rights.

use fla_app::{Command, Targets};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use jiff::ToSpan;

use crate::data::DataFault;
use crate::data::catalogue::words;
use crate::data::door::Door;
use crate::data::staff::PLAIN;

/// Averages, company days, overrides, opt-outs, adjustments, verification: some at each employer,
/// all of them somewhere.
pub(super) async fn happen(door: &Door<'_>) -> Result<(), DataFault> {
    let (year, words) = (door.day.year(), words(door.company.language));
    let place = door.company.index;
    if place == 1 {
        let command = Command::SetAverage { year, hundredths: Some(1_350) };
        door.submit(&command, Some(words.counted)).await?;
    }
    if matches!(place, 0 | 2 | 4) {
        // The baker gives what no rule gives; the chemists a half day to everybody.
        let (hundredths, flat) = if place == 4 { (50, true) } else { (200, place == 2) };
        let command = Command::GiveCompanyDays { targets: Targets::All, year, hundredths, flat };
        door.submit(&command, Some(words.extra)).await?;
    }
    if matches!(place, 3 | 6 | 7) {
        let targets = Targets::Some(some(door, 8, 20));
        let command = Command::GiveCompanyDays { targets, year, hundredths: 100, flat: false };
        door.submit(&command, Some(words.extra)).await?;
    }
    if place == 3 {
        // For two years ago everything was worked out elsewhere.
        let command = Command::SetOptOut { targets: Targets::All, year: year - 2, out: true };
        door.submit(&command, Some(words.own_way)).await?;
    }
    if matches!(place, 4 | 6) {
        let targets = Targets::Some(some(door, 6, 1));
        door.submit(&Command::SetOptOut { targets, year, out: true }, Some(words.own_way)).await?;
    }
    if matches!(place, 2 | 4 | 6 | 7) {
        by_hand(door).await?;
    }
    if place != 0 {
        let command = Command::VerifyRights { targets: Targets::All, year: year - 1 };
        door.submit(&command, None).await?;
    }
    if matches!(place, 1 | 5) {
        door.submit(&Command::VerifyRights { targets: Targets::All, year }, None).await?;
    }
    Ok(())
}

/// Two rights set by hand, and days that somebody keeps.
async fn by_hand(door: &Door<'_>) -> Result<(), DataFault> {
    let (year, words) = (door.day.year(), words(door.company.language));
    // A joint committee with a rule of its own gives a sectoral right, another a statutory one.
    let kind = if door.company.index == 2 { RightKind::Statutory } else { RightKind::Sectoral };
    let first = some(door, PLAIN - 1, 1);
    let command = Command::SetRight {
        targets: Targets::Some(first),
        year,
        kind,
        minutes: Some(Minutes(3_648)),
    };
    door.submit(&command, Some(words.agreed)).await?;
    for employee in some(door, 3, 1) {
        let date = door.day.checked_sub(3.days()).unwrap_or(door.day);
        let command =
            Command::AdjustCredit { employee, year: date.year(), date, minutes: Minutes(228) };
        door.submit(&command, Some(words.kept)).await?;
    }
    Ok(())
}

/// So many people from a place on, of those who are with the employer.
fn some(door: &Door<'_>, from: u32, count: usize) -> Vec<EmployeeId> {
    let from = usize::try_from(from).unwrap_or(0);
    let here = door.staff.iter().enumerate().skip(from).filter(|(_, w)| w.works_on(door.day));
    here.filter_map(|(at, _)| door.ids.get(&at).copied()).take(count).collect()
}
