//! Papers as files: of one employee, and of all in one.

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_app::{BundleKind, Paper};
use fla_domain::ids::{EmployeeId, JobId};
use futures::stream;

use super::{Asked, year_of};
use crate::acting::Acting;
use crate::form::{Posted, Stop, see};
use crate::pages::register::id;

/// A file to be kept by whoever asked, and by nobody in between.
pub(super) fn attachment(media: &'static str, name: &str, body: Body) -> Result<Response, Stop> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}

/// A paper as a file.
pub(super) fn pdf(paper: Paper) -> Result<Response, Stop> {
    attachment("application/pdf", &paper.name, Body::from(paper.bytes))
}

pub(super) async fn account(
    acting: Acting,
    Path((_, employee)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let employee: EmployeeId = id(&employee)?;
    let year = year_of(&asked.year, acting.app.today().year());
    pdf(acting.app.account_paper(&acting.caller, employee, year).await?)
}

pub(super) async fn make(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let kind = match posted.text("kind") {
        "notices" => BundleKind::Notices,
        _ => BundleKind::Accounts,
    };
    let year = year_of(posted.text("year"), acting.app.today().year());
    acting.app.make_bundle(&acting.caller, kind, year).await?;
    Ok(see(&format!("{}/papers?year={year}&done=papers-asked", acting.base())))
}

/// The file of many papers, as it comes from where it is kept.
pub(super) async fn bundle(
    acting: Acting,
    Path((_, job)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let job: JobId = id(&job)?;
    let (file, content) = acting.app.bundle_file(&acting.caller, job).await?;
    let blocks = stream::try_unfold(content, |mut content| async move {
        let block = content.next().await?;
        Ok::<_, std::io::Error>(block.map(|block| (block, content)))
    });
    let mut response = attachment("application/zip", &file.name, Body::from_stream(blocks))?;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    Ok(response)
}
