//! Making yearly notices, and noting that they were given.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use fla_app::{Command, PaperCommand, Targets};
use fla_domain::anomaly::Zone;
use fla_domain::ids::{EmployeeId, NoticeId};
use fla_domain::paper::Handing;

use super::files::pdf;
use super::{Asked, render, year_of};
use crate::acting::Acting;
use crate::form::{Posted, Reading, Stop, faults, see};
use crate::front::Front;
use crate::pages::register::id;

pub(super) async fn letter(
    acting: Acting,
    Path((_, notice)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let notice: NoticeId = id(&notice)?;
    pdf(acting.app.notice_paper(&acting.caller, notice).await?)
}

/// Makes notices for those who are named, or for everybody who has none.
pub(super) async fn make(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let year = year_of(posted.text("year"), acting.app.today().year());
    let ids: Vec<EmployeeId> = posted.ids("employee");
    let targets = if posted.text("which") == "ticked" { Targets::Some(ids) } else { Targets::All };
    let command = Command::Papers(PaperCommand::MakeNotices { year, targets });
    match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
        Ok(_) => Ok(see(&format!("{}/papers?year={year}&done=notices-made", acting.base()))),
        Err(refused) => render(&acting, year, 1, &posted, &faults(refused)?, None).await,
    }
}

/// Sends notices by e-mail: those that are ticked, or all that can be.
pub(super) async fn send(
    State(front): State<Front>,
    acting: Acting,
    posted: Posted,
) -> Result<Response, Stop> {
    let year = year_of(posted.text("year"), acting.app.today().year());
    let ticked = posted.text("which") == "ticked";
    let notices: Option<Vec<NoticeId>> = ticked.then(|| posted.ids("notice"));
    let link = front.settings.public_url.join("account").ok().map(String::from);
    let command = Command::Papers(PaperCommand::SendNotices { year, notices, link });
    match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
        Ok(_) => Ok(see(&format!("{}/papers?year={year}&done=notices-sent", acting.base()))),
        Err(refused) => render(&acting, year, 1, &posted, &faults(refused)?, None).await,
    }
}

/// The list that proves that the notices of a year were given.
pub(super) async fn proof(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let year = year_of(&asked.year, acting.app.today().year());
    let language = acting.viewer.t.language();
    pdf(acting.app.notice_proof(&acting.caller, year, language).await?)
}

/// Notes that notices were given: those that are ticked, or all.
pub(super) async fn mark(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let year = year_of(posted.text("year"), acting.app.today().year());
    let mut reading = Reading::of(&posted);
    let on = reading.date("on", Zone::StartDate);
    let how = reading.code("how", Zone::Status, Handing::from_code);
    let mut found = reading.faults();
    if let (Some(on), Some(how)) = (on, how) {
        let all = posted.text("which") == "all";
        let notices: Option<Vec<NoticeId>> = (!all).then(|| posted.ids("notice"));
        let command = Command::Papers(PaperCommand::MarkNotices { year, notices, on, how });
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => {
                let back = format!("{}/papers?year={year}&done=notices-given", acting.base());
                return Ok(see(&back));
            }
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    render(&acting, year, 1, &posted, &found, None).await
}
