//! What each command does to the facts of the register. Rights and ledger follow from the facts
//! and are worked out by the intake afterwards.

mod courses;
mod disputes;
mod employees;
pub(crate) mod persons;
mod rights;
mod sharing;
mod tasks;
pub(crate) mod trainings;

pub use courses::{part_of, valid_until};
pub(crate) use disputes::is_correction;
pub use employees::faults_of_person;
pub(crate) use trainings::not_in_service;

use std::collections::BTreeSet;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::bounds;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::time::{Instant, Year, first_day, last_day};
use fla_store::employer::Settings;
use jiff::civil::Date;

use crate::command::{Command, Targets};
use crate::intake::Work;
use crate::{Refused, recompute, section};

/// Checks a command as far as that goes without the register.
pub(crate) fn check(command: &Command, today: Date) -> Vec<Anomaly> {
    match command {
        Command::AddEmployee { person, from, to, occupations } => {
            let mut found = faults_of_person(person, today, true);
            found.extend(employees::check_occupations(*from, *to, occupations, today));
            found
        }
        Command::ChangePerson { person, .. } => faults_of_person(person, today, false),
        Command::SetTeam { targets, team } => {
            let mut found = check_targets(targets);
            found.extend(employees::check_team(team.as_deref()));
            found
        }
        Command::JudgeRecord { standing, words, .. } => sharing::check(*standing, words),
        Command::ChangeOccupations { from, to, occupations, .. } => {
            employees::check_occupations(*from, *to, occupations, today)
        }
        Command::EndService { end, .. } => bounds::last_day(*end, "end").into_iter().collect(),
        Command::SetAverage { year, hundredths } => {
            let mut found = check_year(*year);
            if hundredths.is_some_and(|h| !(0..=100_000_000).contains(&h)) {
                let fault = Anomaly::new(Zone::Average, Fault::OutsideDomain).at("average");
                found.push(fault.with("min", 0).with("max", 1_000_000));
            }
            found
        }
        Command::SetRight { year, minutes, targets, .. } => {
            let mut found = check_year(*year);
            if minutes.is_some_and(|m| !(0..=525_600).contains(&m.0)) {
                found.push(Anomaly::new(Zone::Minutes, Fault::OutsideDomain).at("minutes"));
            }
            found.extend(check_targets(targets));
            found
        }
        Command::GiveCompanyDays { year, hundredths, targets, .. } => {
            let mut found = check_year(*year);
            if !(1..=36_600).contains(hundredths) {
                let fault = Anomaly::new(Zone::Days, Fault::OutsideDomain).at("days");
                found.push(fault.with("min", "0.01").with("max", 366));
            }
            found.extend(check_targets(targets));
            found
        }
        Command::SetOptOut { year, targets, .. } | Command::VerifyRights { year, targets } => {
            let mut found = check_year(*year);
            found.extend(check_targets(targets));
            found
        }
        Command::AdjustCredit { year, date, minutes, .. } => {
            let mut found = check_year(*year);
            let (first, last) = (first_day(*year), last_day(*year));
            found.extend(bounds::within(*date, first, last, Zone::StartDate, "date"));
            if minutes.0 == 0 || minutes.0.abs() > 525_600 {
                found.push(Anomaly::new(Zone::Minutes, Fault::OutsideDomain).at("minutes"));
            }
            found
        }
        Command::RegisterTraining { details, parts } => trainings::check_new(details, parts, today),
        Command::CorrectTraining { details, parts, added, .. } => {
            trainings::check_correction(details, parts, added, today)
        }
        Command::ChangeSettings { name, day_minutes, .. } => check_settings(name, *day_minutes),
        Command::RegisterSeries { details, starts, parts } => {
            courses::check_series(details, starts, parts, today)
        }
        Command::SetCourse { details, .. } => courses::check_course(details),
        Command::Papers(paper) => crate::paper::check(paper, today),
        Command::AskAbout { about, participation, year, words, claim } => {
            disputes::check(&disputes::Question {
                about: *about,
                part: *participation,
                year: *year,
                words,
                claim,
            })
        }
        Command::AskAgain { words, .. } | Command::AnswerQuestion { words, .. } => {
            fla_domain::dispute::check_words(words).into_iter().collect()
        }
        Command::SettleTask { task, done_on } => tasks::check(*task, *done_on, today),
        Command::ShareRecord { .. }
        | Command::StopSharing { .. }
        | Command::WithdrawCourse { .. }
        | Command::AttachEvidence { .. }
        | Command::RemoveEvidence { .. }
        | Command::TakeBack { .. }
        | Command::WithdrawCompanyDays { .. }
        | Command::WithdrawAdjustment { .. }
        | Command::RemoveEmployee { .. }
        | Command::CompleteTraining { .. }
        | Command::WithdrawTraining { .. }
        | Command::RestoreTraining { .. }
        | Command::RecalculateAll => Vec::new(),
    }
}

/// Changes the facts as a command says.
pub(crate) async fn apply(work: &mut Work<'_>, command: &Command) -> Result<(), Refused> {
    match command {
        Command::AddEmployee { .. }
        | Command::ChangePerson { .. }
        | Command::ChangeOccupations { .. }
        | Command::EndService { .. }
        | Command::RemoveEmployee { .. } => persons::one(work, command).await,
        Command::SetTeam { targets, team } => {
            employees::set_team(work, targets, team.as_deref()).await
        }
        Command::ShareRecord { .. } | Command::StopSharing { .. } | Command::JudgeRecord { .. } => {
            sharing::apply(work, command).await
        }
        Command::SetAverage { year, hundredths } => {
            rights::set_average(work, *year, *hundredths).await
        }
        Command::SetRight { targets, year, kind, minutes } => {
            rights::set_right(work, targets, *year, *kind, *minutes).await
        }
        Command::GiveCompanyDays { targets, year, hundredths, flat } => {
            rights::give_company_days(work, targets, *year, *hundredths, *flat).await
        }
        Command::WithdrawCompanyDays { id } => rights::withdraw_company_days(work, *id).await,
        Command::SetOptOut { targets, year, out } => {
            rights::set_opt_out(work, targets, *year, *out).await
        }
        Command::VerifyRights { targets, year } => rights::verify(work, targets, *year).await,
        Command::AdjustCredit { employee, year, date, minutes } => {
            rights::adjust(work, *employee, *year, *date, *minutes).await
        }
        Command::WithdrawAdjustment { employee, id } => {
            rights::withdraw_adjustment(work, *employee, *id).await
        }
        Command::RegisterTraining { details, parts } => {
            trainings::register(work, details, parts).await
        }
        Command::CorrectTraining { training, version, details, parts, added } => {
            let correction = trainings::Correction { details, parts, added };
            trainings::correct(work, *training, *version, &correction).await
        }
        Command::CompleteTraining { training, version, absent } => {
            trainings::complete(work, *training, *version, absent).await
        }
        Command::WithdrawTraining { training, version, parts } => {
            let parts = parts.as_deref();
            trainings::set_withdrawn(work, *training, *version, parts, true).await
        }
        Command::RestoreTraining { training, version, parts } => {
            let parts = parts.as_deref();
            trainings::set_withdrawn(work, *training, *version, parts, false).await
        }
        Command::ChangeSettings { name, language, day_minutes } => {
            let settings = Settings {
                name: name.trim().to_owned(),
                language: *language,
                day_minutes: *day_minutes,
            };
            change_settings(work, &settings).await
        }
        Command::RegisterSeries { details, starts, parts } => {
            courses::series(work, details, starts, parts).await
        }
        Command::SetCourse { course, details } => courses::set_course(work, *course, details).await,
        Command::WithdrawCourse { course } => courses::withdraw_course(work, *course).await,
        Command::AttachEvidence { training, participation, file } => {
            courses::attach(work, *training, *participation, file).await
        }
        Command::RemoveEvidence { file } => courses::remove(work, *file).await,
        Command::Papers(paper) => crate::paper::apply(work, paper).await,
        Command::AskAbout { about, participation, year, words, claim } => {
            let question = disputes::Question {
                about: *about,
                part: *participation,
                year: *year,
                words,
                claim,
            };
            disputes::ask(work, &question).await
        }
        Command::AskAgain { dispute, words } => disputes::ask_again(work, *dispute, words).await,
        Command::TakeBack { dispute } => disputes::take_back(work, *dispute).await,
        Command::AnswerQuestion { dispute, words, correction } => {
            disputes::answer(work, *dispute, words, *correction).await
        }
        Command::SettleTask { task, done_on } => tasks::settle(work, *task, *done_on).await,
        Command::RecalculateAll => {
            recompute::refresh_quarter_sizes(work).await?;
            work.everybody = true;
            Ok(())
        }
    }
}

async fn change_settings(work: &mut Work<'_>, settings: &Settings) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let before = work.tx.get_employer(employer, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
    work.tx.set_settings(employer, settings, work.at, work.change).await?;
    work.everybody = before.day_minutes != settings.day_minutes;
    Ok(())
}

pub(crate) fn check_settings(name: &str, day_minutes: u32) -> Vec<Anomaly> {
    let mut found = Vec::new();
    let length = name.trim().chars().count();
    if length == 0 {
        found.push(Anomaly::new(Zone::EmployerName, Fault::Missing).at("name"));
    } else if length > 200 {
        found.push(Anomaly::new(Zone::EmployerName, Fault::Length).at("name").with("max", 200));
    }
    if !(60..=720).contains(&day_minutes) {
        found.push(
            Anomaly::new(Zone::DayMinutes, Fault::OutsideDomain)
                .at("dayMinutes")
                .with("min", 60)
                .with("max", 720),
        );
    }
    found
}

fn check_year(year: Year) -> Vec<Anomaly> {
    if (2022..=2100).contains(&year) {
        Vec::new()
    } else {
        vec![
            Anomaly::new(Zone::Year, Fault::OutsideDomain)
                .at("year")
                .with("min", 2022)
                .with("max", 2100),
        ]
    }
}

fn check_targets(targets: &Targets) -> Vec<Anomaly> {
    match targets {
        Targets::Some(ids) if ids.is_empty() => {
            vec![Anomaly::new(Zone::Employee, Fault::Missing).at("employees")]
        }
        _ => Vec::new(),
    }
}

/// The employees among these ids that the employer has and the caller reaches; any other is as good
/// as absent.
pub(crate) async fn own_employees(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<BTreeSet<EmployeeId>, Refused> {
    let wanted: BTreeSet<_> = ids.iter().copied().collect();
    let own = reached(work, &wanted).await?;
    if own.len() == wanted.len() { Ok(own) } else { Err(foreign()) }
}

/// Those among some employees who are there and whom the caller reaches.
async fn reached(
    work: &mut Work<'_>,
    wanted: &BTreeSet<EmployeeId>,
) -> Result<BTreeSet<EmployeeId>, Refused> {
    let mut own = BTreeSet::new();
    for chunk in wanted.iter().copied().collect::<Vec<_>>().chunks(5_000) {
        let employer = work.caller.employer();
        let found = work.tx.employees_there(employer, chunk, Instant::LATEST).await?;
        own.extend(section::among(work.caller, work.app.today(), &mut work.tx, found).await?);
    }
    Ok(own)
}

/// What is said of an employee who is not there.
fn foreign() -> Refused {
    Anomaly::new(Zone::Employee, Fault::NotFound).at("employees").into()
}

/// A training of this employer that the caller reaches: any other is hidden.
///
/// # Errors
/// `PARTICIPANTS-005` where there are participants whom the caller does not reach.
async fn own_training(
    work: &mut Work<'_>,
    id: TrainingId,
) -> Result<fla_store::training::StoredTraining, Refused> {
    section::reach_training(work, id).await?;
    work.tx.get_training(work.caller.employer(), id, Instant::LATEST).await?.ok_or(Refused::Hidden)
}

/// The same in the version that the caller saw; a conflict where there is a later one.
async fn seen_training(
    work: &mut Work<'_>,
    id: TrainingId,
    version: i64,
) -> Result<fla_store::training::StoredTraining, Refused> {
    let training = own_training(work, id).await?;
    if training.version == version { Ok(training) } else { Err(Refused::Conflict) }
}
