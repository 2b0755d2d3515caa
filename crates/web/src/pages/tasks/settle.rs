//! Saying that a task is done which the register cannot know of, and taking that back.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::task::Settled;
use jiff::civil::Date;
use serde::Deserialize;

use super::line::settled_title;
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, page};
use crate::view::{ErrorSummary, Field};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    task: String,
}

#[derive(Template)]
#[template(path = "pages/task_settle.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    head: Head,
    action: String,
    leave: String,
    task: String,
    title: String,
    day: Field,
    noted: Option<String>,
}

/// A task of an address; from one that is none the way leads back to the list.
fn task(acting: &Acting, text: &str) -> Result<Settled, Stop> {
    text.parse().map_err(|_| see(&format!("{}/tasks", acting.base())).into())
}

fn require(acting: &Acting) -> Result<(), Stop> {
    // The tasks are the employer's, and not of one section.
    let needs = [Action::RegisterTrainings, Action::ReadRegister];
    match needs.into_iter().find(|needs| !acting.caller.may(*needs)) {
        None => Ok(()),
        Some(needs) => Err(Refused::Forbidden(needs).into()),
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    require(&acting)?;
    let today = acting.app.today().to_string();
    let posted = Posted::filled([("task", asked.task.as_str()), ("on", today.as_str())]);
    form(&acting, &posted, &[]).await
}

pub async fn send(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    require(&acting)?;
    let task = task(&acting, posted.text("task"))?;
    let mut reading = Reading::of(&posted);
    let back = posted.text("step") == "back";
    let done_on: Option<Date> = if back { None } else { reading.date("on", Zone::StartDate) };
    let mut found = reading.faults();
    if found.is_empty() {
        let command = Command::SettleTask { task, done_on };
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => return Ok(see(&format!("{}/tasks?done=task-settled", acting.base()))),
            Err(refused) => found = faults(refused)?,
        }
    }
    form(&acting, &posted, &found).await
}

async fn form(acting: &Acting, posted: &Posted, found: &[Anomaly]) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let task = task(acting, posted.text("task"))?;
    let list = acting.app.tasks(&acting.caller).await?;
    let noted = list.done.iter().find(|done| done.task == task);
    let errors = ErrorSummary::from_anomalies(t, found);
    let leave = format!("{}/tasks", acting.base());
    let earliest = match task {
        Settled::Quarter(quarter) => quarter.last_day().to_string(),
        Settled::PlanAdvice(_) | Settled::Plan(_) | Settled::AccessReview(_) => String::new(),
    };
    let body = Form {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{leave}/settle"),
        leave: leave.clone(),
        task: task.to_string(),
        title: settled_title(t, task),
        day: Field::date("on", t.get("tasks-done-on"))
            .value(posted.text("on"))
            .between(earliest, acting.app.today().to_string())
            .error(errors.of("on"))
            .required(),
        noted: noted.map(|d| t.two("tasks-done-by", "date", t.date(d.on), "who", d.by.as_str())),
        errors,
    };
    let page = page(acting, Place::Tasks, t.get("tasks-settle"), body)
        .crumbs(crumbs(acting, &[(leave, t.get("side-tasks").into_owned())]))
        .status(status_of(found));
    Ok(page.into_response())
}
