//! What papers change in the register: notices are made and marked as given, costs are entered.

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, NoticeId};
use fla_domain::paper::{Cost, Gender, Handing, Heading};
use fla_domain::time::Year;
use fla_store::outbox::StoredMail;
use fla_store::paper::{Given, StoredNotice};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::input;
use crate::command::Targets;
use crate::intake::Work;
use crate::{CreditRow, Refused};
use fla_domain::time::Instant;

/// The largest amount, in cents.
const MOST: i64 = 10_000_000_000_000;
/// How many people are read and written at once.
const CHUNK: usize = 500;
/// The most people for whom notices are made in one act.
const PEOPLE: i64 = 200_000;

/// A change that papers or reports make.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PaperCommand {
    /// Makes the yearly notice as the credit stands now.
    MakeNotices {
        /// Calendar year.
        year: Year,
        /// For whom; everybody is everybody under contract today who has none of the year.
        targets: Targets,
    },
    /// Notes that notices were handed over or sent.
    MarkNotices {
        /// Calendar year.
        year: Year,
        /// Which; `None` for all of the year that were not given yet.
        notices: Option<Vec<NoticeId>>,
        /// The day.
        on: Date,
        /// How.
        how: Handing,
    },
    /// Puts notices in the outbox for those whose e-mail address is known. A notice counts as
    /// given when the mail server took it.
    SendNotices {
        /// Calendar year.
        year: Year,
        /// Which; `None` for all of the year that were not given and are not on their way.
        notices: Option<Vec<NoticeId>>,
        /// Where an employee finds the own account; stands in the mail.
        link: Option<String>,
    },
    /// Enters what the trainings of a year cost, or with `None` takes it away.
    SetTrainingCost {
        /// Calendar year.
        year: Year,
        /// Heading of the social balance sheet.
        heading: Heading,
        /// Column.
        gender: Gender,
        /// Amounts.
        cost: Option<Cost>,
    },
}

impl PaperCommand {
    /// The stable name of the kind of command.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::MakeNotices { .. } => "makeNotices",
            Self::MarkNotices { .. } => "markNotices",
            Self::SendNotices { .. } => "sendNotices",
            Self::SetTrainingCost { .. } => "setTrainingCost",
        }
    }

    /// What somebody must be allowed to do to give it.
    pub(crate) const fn action(&self) -> Action {
        match self {
            Self::MakeNotices { .. } | Self::MarkNotices { .. } | Self::SendNotices { .. } => {
                Action::ManageEmployees
            }
            Self::SetTrainingCost { .. } => Action::ManageSettings,
        }
    }
}

/// Checks a command as far as that goes without the register.
pub(crate) fn check(command: &PaperCommand, today: Date) -> Vec<Anomaly> {
    let (PaperCommand::MakeNotices { year, .. }
    | PaperCommand::MarkNotices { year, .. }
    | PaperCommand::SendNotices { year, .. }
    | PaperCommand::SetTrainingCost { year, .. }) = command;
    let mut found = Vec::new();
    if !(2022..=2100).contains(year) {
        let fault = Anomaly::new(Zone::Year, Fault::OutsideDomain).at("year");
        found.push(fault.with("min", 2022).with("max", 2100));
    }
    match command {
        PaperCommand::MakeNotices { targets: Targets::Some(ids), .. } if ids.is_empty() => {
            found.push(Anomaly::new(Zone::Employee, Fault::Missing).at("employees"));
        }
        PaperCommand::MarkNotices { notices, on, .. } => {
            if notices.as_ref().is_some_and(Vec::is_empty) {
                found.push(Anomaly::new(Zone::Employee, Fault::Missing).at("notices"));
            }
            // What has not happened yet cannot be proven.
            if *on > today || on.year() < 2022 {
                found.push(Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("on"));
            }
        }
        PaperCommand::SendNotices { notices: Some(ids), .. } if ids.is_empty() => {
            found.push(Anomaly::new(Zone::Employee, Fault::Missing).at("notices"));
        }
        PaperCommand::SetTrainingCost { cost: Some(cost), .. } => {
            for (path, amount) in [
                ("gross", cost.gross),
                ("contributions", cost.contributions),
                ("subsidies", cost.subsidies),
            ] {
                if !(0..=MOST).contains(&amount) {
                    found.push(Anomaly::new(Zone::Text, Fault::OutsideDomain).at(path));
                }
            }
        }
        _ => {}
    }
    found
}

/// Changes the facts as a command says.
pub(crate) async fn apply(work: &mut Work<'_>, command: &PaperCommand) -> Result<(), Refused> {
    match command {
        PaperCommand::MakeNotices { year, targets } => make(work, *year, targets).await,
        PaperCommand::MarkNotices { year, notices, on, how } => {
            let given = Given {
                on: *on,
                how: *how,
                to: None,
                at: work.at,
                by: work.caller.name().to_owned(),
                change: work.change,
            };
            let employer = work.caller.employer();
            let ids = notices.as_deref();
            let people = work.tx.mark_notices(employer, *year, ids, &given).await?;
            if people.is_empty() {
                return Err(Anomaly::new(Zone::Employee, Fault::NotFound).at("notices").into());
            }
            work.written.extend(people);
            Ok(())
        }
        PaperCommand::SendNotices { year, notices, link } => {
            send(work, *year, notices.as_deref(), link.as_deref()).await
        }
        PaperCommand::SetTrainingCost { year, heading, gender, cost } => {
            let (employer, when) = (work.caller.employer(), (work.at, work.change));
            let column = (*heading, *gender);
            Ok(work.tx.set_training_cost(employer, *year, column, *cost, when).await?)
        }
    }
}

/// Writes the mails; they go out as soon as a mail server takes them.
async fn send(
    work: &mut Work<'_>,
    year: Year,
    notices: Option<&[NoticeId]>,
    link: Option<&str>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let mut ready = work.tx.notices_to_send(employer, year, PEOPLE).await?;
    if let Some(ids) = notices {
        ready.retain(|(id, _)| ids.contains(id));
    }
    if ready.is_empty() {
        return Err(Anomaly::new(Zone::Employee, Fault::NotFound).at("notices").into());
    }
    for (id, address) in ready {
        let stored = work.tx.get_notice(employer, id).await?.ok_or(Refused::Hidden)?;
        let notice = super::notices::read(&stored)?;
        let message = fla_paper::message(&notice, link);
        let mail = StoredMail {
            id: work.app.ordered_id(work.at),
            employer,
            address,
            language: notice.language,
            subject: message.subject,
            body: message.body,
            state: "waiting".to_owned(),
            created_at: work.at,
            ended_at: None,
            attempts: 0,
            fault: String::new(),
            notice: Some(id),
        };
        work.tx.insert_mail(&mail).await?;
        work.written.insert(stored.employee);
    }
    Ok(())
}

async fn make(work: &mut Work<'_>, year: Year, targets: &Targets) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let today = work.app.today();
    let ids: Vec<EmployeeId> = match targets {
        Targets::Some(ids) => crate::apply::own_employees(work, ids).await?.into_iter().collect(),
        Targets::All => work.tx.without_notice(employer, year, today, PEOPLE).await?,
    };
    if ids.is_empty() {
        return Err(Anomaly::new(Zone::Employee, Fault::Missing).at("employees").into());
    }
    let view = work.tx.get_employer(employer, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
    for chunk in ids.chunks(CHUNK) {
        let credits = work.tx.credits_of(employer, chunk).await?;
        let people = work.tx.get_employees(employer, chunk, Instant::LATEST).await?;
        let mut notices = Vec::with_capacity(people.len());
        for one in people {
            let row = credits.iter().find(|(id, of, _)| *id == one.id && *of == year);
            let credit = row.map_or_else(CreditRow::default, |(_, _, row)| *row);
            let notice = fla_paper::Notice {
                employer: input::employer(&view),
                language: one.person.language.unwrap_or(view.language),
                person: input::person(&one.person),
                year,
                drawn_up: today,
                day_minutes: view.day_minutes,
                credit: input::credit(&credit),
            };
            notices.push(StoredNotice {
                id: NoticeId(work.app.opaque_id()),
                employee: one.id,
                year,
                made_at: work.at,
                made_by: work.caller.name().to_owned(),
                change: work.change,
                body: serde_json::to_string(&notice)
                    .map_err(|_| Refused::Broken("body of a notice".to_owned()))?,
                given: None,
            });
        }
        if let [one] = notices.as_slice() {
            work.object = Some(one.id.0);
        }
        work.tx.insert_notices(employer, &notices).await?;
        work.written.extend(chunk);
    }
    Ok(())
}
