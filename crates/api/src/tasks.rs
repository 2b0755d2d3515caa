//! What must be done next, and by when: of one employer, or of all for which the caller acts; and
//! saying that something was done that the register cannot know of.

use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{Command, Task, TaskDone, TaskKind, TaskList};
use fla_domain::access::{Action, ApiScope};
use fla_domain::task::Settled;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Client};
use crate::body::{Body, Fields};
use crate::change::Change;
use crate::form::Form;
use crate::problem::Problem;
use crate::query::Query;

/// Employers on a page.
const PAGE: u32 = 50;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}";
    Router::new()
        .route("/tasks", get(everywhere))
        .route(&format!("{AT}/tasks"), get(list))
        .route(&format!("{AT}/taskCompletions"), post(complete))
        .route(&format!("{AT}/taskCompletions/withdraw"), post(reopen))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    query.none()?;
    let list = api.app.tasks(&acting.caller).await?;
    Ok(Json(list_json(&list)))
}

async fn everywhere(
    Client(visitor): Client,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    if !visitor.scopes.has(ApiScope::RegisterRead) {
        api.app.note_out_of_reach(&visitor, Action::ReadRegister).await?;
        return Err(Problem::MissingScope(ApiScope::RegisterRead));
    }
    let page = query.read(|q| q.whole("page", 1, 1_000_000).unwrap_or(1))?;
    let size = PAGE as usize;
    let skip = (page as usize - 1) * size;
    let (found, total) = api.app.tasks_of_visitor(&visitor, (skip, size)).await?;
    let items: Vec<_> = found
        .iter()
        .map(|(number, tasks)| {
            json!({
                "enterpriseNumber": number.digits(),
                "name": tasks.employer,
                "tasks": tasks.list.tasks.iter().map(|t| task(t, tasks.list.today))
                    .collect::<Vec<_>>(),
                "href": api.of_employer(number, "/tasks"),
            })
        })
        .collect();
    let mut body = json!({ "items": items, "total": total, "page": page, "pageSize": PAGE });
    if total > skip + size {
        body["next"] = json!(api.link(&format!("/tasks?page={}", page + 1)));
    }
    Ok(Json(body))
}

fn list_json(list: &TaskList) -> Value {
    let items: Vec<_> = list.tasks.iter().map(|one| task(one, list.today)).collect();
    json!({
        "date": list.today.to_string(),
        "total": items.len(),
        "items": items,
        "completed": list.done.iter().map(done).collect::<Vec<_>>(),
    })
}

fn task(task: &Task, today: Date) -> Value {
    let mut body = json!({
        "kind": kind(task.kind),
        "dueDate": task.due.to_string(),
        "overdue": task.is_overdue(today),
        "people": task.people,
        "late": task.late,
    });
    match task.kind {
        TaskKind::OpenTrainings(quarter) | TaskKind::Quarter(quarter) => {
            body["quarter"] = json!(quarter.to_string());
        }
        TaskKind::VerifyRights(year)
        | TaskKind::YearlyNotice(year)
        | TaskKind::PlanAdvice(year)
        | TaskKind::Plan(year)
        | TaskKind::AccessReview(year) => body["year"] = json!(year),
        TaskKind::Certificates(within) => body["within"] = json!(within.code()),
        TaskKind::Questions | TaskKind::NewEmployees | TaskKind::Reported => {}
    }
    if let Some(settled) = task.kind.settled() {
        body["task"] = json!(settled.to_string());
    }
    body
}

/// What is to be done, as a verb and its object.
const fn kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Questions => "answerQuestions",
        TaskKind::OpenTrainings(_) => "completeTrainings",
        TaskKind::Quarter(_) => "registerQuarter",
        TaskKind::NewEmployees => "completeEmployees",
        TaskKind::VerifyRights(_) => "verifyRights",
        TaskKind::Certificates(_) => "renewCertificates",
        TaskKind::YearlyNotice(_) => "giveYearlyNotice",
        TaskKind::PlanAdvice(_) => "askPlanAdvice",
        TaskKind::Plan(_) => "makePlan",
        TaskKind::Reported => "answerReports",
        TaskKind::AccessReview(_) => "reviewAccess",
    }
}

fn done(done: &TaskDone) -> Value {
    json!({
        "task": done.task.to_string(),
        "date": done.on.to_string(),
        "by": done.by,
    })
}

/// A task that is done when somebody says so; one of another name is told.
fn settled(b: &mut Fields<'_>) -> Option<Settled> {
    b.need("task");
    b.parsed("task", Form::Task)
}

async fn complete(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::RegisterTrainings).await?;
    let (task, day) = body.read(|b| (settled(b), b.needed_date("date")))?;
    settle(change, task, Some(day)).await
}

async fn reopen(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::RegisterTrainings).await?;
    let task = body.read(settled)?;
    settle(change, task, None).await
}

async fn settle(
    change: Change,
    task: Option<Settled>,
    done_on: Option<Date>,
) -> Result<Response, Problem> {
    let command = Command::SettleTask { task: task.ok_or(Problem::Internal)?, done_on };
    let named = |path: &str| match path {
        "on" => "date".to_owned(),
        other => other.to_owned(),
    };
    change.carry_out(&command, None, named, |_, _, _| ()).await
}
