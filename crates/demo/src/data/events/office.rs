//! What an office does around the year's end: notices that are given, costs, tasks that are done,
//! and who wants mail.

use fla_app::{Command, Key, Often, PaperCommand, Targets};
use fla_domain::ids::EmployeeId;
use fla_domain::paper::{Cost, Gender, Handing, Heading};
use fla_domain::task::Settled;
use fla_domain::time::Quarter;

use crate::data::DataFault;
use crate::data::door::Door;

/// How many of the group's people were told their balance.
const TOLD: usize = 240;

/// Early in the story: all of the last quarter is registered.
pub(super) async fn begin(door: &Door<'_>) -> Result<(), DataFault> {
    let this = Quarter::of(door.day).first_day();
    let Ok(before) = this.yesterday() else { return Ok(()) };
    if matches!(door.company.index, 1 | 7) {
        let task = Settled::Quarter(Quarter::of(before));
        let command = Command::SettleTask { task, done_on: Some(door.day) };
        door.submit(&command, None).await?;
    }
    Ok(())
}

/// In its last days: the accountants told everybody, the group has begun.
pub(super) async fn end(door: &Door<'_>) -> Result<(), DataFault> {
    let targets = match door.company.index {
        1 => Targets::All,
        7 => {
            let staff = door.staff.iter().enumerate();
            let here = staff.filter(|(_, worker)| worker.works_on(door.time.end()));
            let ids = here.filter_map(|(at, _)| door.ids.get(&at).copied());
            Targets::Some(ids.take(TOLD).collect::<Vec<EmployeeId>>())
        }
        _ => return costs(door).await,
    };
    let (year, today) = (door.day.year(), door.time.end());
    let paper = |command| Command::Papers(command);
    door.submit(&paper(PaperCommand::MakeNotices { year, targets }), None).await?;
    let (notices, how) = (None, Handing::ByEmail);
    let on = today.yesterday().unwrap_or(today);
    door.submit(&paper(PaperCommand::MarkNotices { year, notices, on, how }), None).await?;
    costs(door).await?;
    digest(door).await
}

/// What trainings cost, where the books say so.
async fn costs(door: &Door<'_>) -> Result<(), DataFault> {
    if !matches!(door.company.index, 4 | 7) {
        return Ok(());
    }
    let year = door.day.year();
    for (heading, gender, gross, contributions, subsidies) in [
        (Heading::Formal, Gender::Men, 6_240_000, 480_000, 155_000),
        (Heading::Formal, Gender::Women, 5_815_050, 455_000, 0),
        (Heading::Informal, Gender::Men, 712_000, 0, 0),
        (Heading::Informal, Gender::Women, 698_025, 0, 0),
    ] {
        let cost = Some(Cost { gross, contributions, subsidies });
        let command = PaperCommand::SetTrainingCost { year, heading, gender, cost };
        door.submit(&Command::Papers(command), None).await?;
    }
    Ok(())
}

/// The officer wants the tasks by mail.
async fn digest(door: &Door<'_>) -> Result<(), DataFault> {
    let during = || DataFault::during(format!("{}: mail", door.company.name));
    let key = Key::new("demo:digest").map_err(during())?;
    let often = if door.company.index == 7 { Often::Daily } else { Often::Weekly };
    let wanted = Some(("hr@example.org", door.company.language, often));
    door.app.set_digest(&door.caller, wanted, &key).await.map_err(during())
}
